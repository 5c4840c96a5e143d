"""Somebody who looks at the rehearsal in a browser of their own, and how they come in."""
import time
import urllib.parse

from client import cookies_of
from tally import check


# What the parts of a page are, without what a script adds: how long is left, what is unfolded.
PARTS = """root => [...root.querySelector('main').children].map(part => {
  const copy = part.cloneNode(true);
  copy.querySelectorAll('.left').forEach(left => left.remove());
  copy.querySelectorAll('details').forEach(one => one.removeAttribute('open'));
  return copy.outerHTML;
}).filter(html => !html.startsWith('<div class="done"'))"""


FRESH = f"""async () => {{
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  return ({PARTS})(page);
}}"""


class Person:
    """One who looks at the rehearsal in a browser of their own."""

    def __init__(self, browser, server, title, script=True, width=1280, height=800):
        self.server, self.title, self.script = server, title, script
        self.context = browser.new_context(
            java_script_enabled=script, viewport={"width": width, "height": height})
        self.context.set_default_timeout(8000)
        self.page = self.context.new_page()
        self.wrong = []
        self.watch(self.page)

    def watch(self, page):
        def message(said):
            # A page that was refused on purpose is said to be so by the browser as well.
            if said.type == "error" and "status of 4" not in said.text:
                self.wrong.append(said.text)

        def request(asked):
            if urllib.parse.urlsplit(asked.url).netloc not in ("", self.server.host):
                self.wrong.append(f"asked for {asked.url}")

        page.on("console", message)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", request)

    def go(self, path=""):
        return self.page.goto(path if "://" in path else self.server.address(path))

    def see(self, path):
        """A page of one's own seat."""
        return self.go(f"as/{self.title}/{path}")

    def form(self, command, filled=None, asked=()):
        """The first form of a command in which these are filled, and these are asked."""
        parts = "".join(
            f':has(input[type=hidden][name="{name}"][value="{value}"])'
            for name, value in {"command": command, **(filled or {})}.items())
        parts += "".join(f':has([name="{name}"]:not([type=hidden]))' for name in asked)
        return self.page.locator(f"form.form{parts}").first

    def first_form(self):
        """The form that a page is there for, and what is wrong or confirmed comes in."""
        return self.page.locator("main form.form").first

    def send(self, asked=None):
        """Fills that form and sends it; what came back."""
        form = self.first_form()
        self.fill(form, asked or {})
        return self.press(form)

    def fill(self, form, asked):
        for name, value in asked.items():
            field = form.locator(f'[name="{name}"]:not([type=hidden])')
            kind = field.first.evaluate("field => field.type")
            if kind in ("radio", "checkbox"):
                for one in value if isinstance(value, (list, tuple)) else [value]:
                    form.locator(f'[name="{name}"][value="{one}"]').check()
            elif kind.startswith("select"):
                field.select_option(value)
            else:
                field.fill(value)

    def press(self, form):
        """Sends a form; what came back."""
        with self.page.expect_navigation() as answer:
            form.locator("button[type=submit]").click()
        return answer.value

    def do(self, command, filled=None, **asked):
        """Unfolds the form of a command if need be, fills it and sends it."""
        asked = {name.replace("_", "-"): value for name, value in asked.items()}
        form = self.form(command, filled, asked)
        form.wait_for(state="attached")
        self.unfold(form)
        self.fill(form, asked)
        answer = self.press(form)
        if self.page.locator("h1", has_text="Before you send it").count():
            # What others will be shown is shown first.
            answer = self.press(self.page.locator("main form.form").last)
        return answer

    def unfold(self, form):
        folded = form.locator("xpath=ancestor::details[not(@open)]/summary")
        while folded.count():
            folded.first.click()

    def words(self):
        return self.page.locator("body").inner_text()

    def says(self, words, seconds=8):
        """Whether the page comes to say so; without script it is loaded anew."""
        until = time.monotonic() + seconds
        while words.lower() not in self.words().lower():
            if time.monotonic() > until:
                return False
            if not self.script:
                self.page.reload()
            self.page.wait_for_timeout(100)
        return True

    def is_fresh(self, seconds=8):
        """Whether what the stream made of the page is what the server makes of it now."""
        until = time.monotonic() + seconds
        while True:
            shown = self.page.evaluate(f"() => ({PARTS})(document)")
            fresh = self.page.evaluate(FRESH)
            if shown == fresh:
                return None
            if time.monotonic() > until:
                pairs = [(a[:160], b[:160]) for a, b in zip(shown, fresh) if a != b]
                return f"{len(shown)} and {len(fresh)} parts, first {pairs[:1]}"
            self.page.wait_for_timeout(150)

    def know(self, cookies):
        """Has the cookies of somebody who came in without a browser."""
        self.context.add_cookies([
            {"name": name, "value": value, "url": self.server.address()}
            for name, value in cookies.items()])

    def forgive(self, *said):
        """What a browser says of a server that is not there, or that refuses, is no fault."""
        self.wrong = [words for words in self.wrong if not any(one in words for one in said)]

    def end(self, label):
        check(not self.wrong, f"{label}: {self.title} saw {self.wrong[:3]}")
        self.context.close()


def label_of(script):
    return "with script" if script else "without script"


def facilitator(browser, server, **how):
    person = Person(browser, server, "facilitator", **how)
    person.go(server.link)
    return person


def join(person, role, who="holder", name=""):
    """From the address to one's own page, as everybody comes."""
    person.title = role
    person.go()
    person.send({"code": person.server.code})
    person.go(f"join?role={role}")
    person.send({"who": who, "name": name})


def seated(browser, server, title):
    """Somebody of that title, who came in without a browser and looks with one."""
    person = Person(browser, server, title)
    person.know(cookies_of(server, title))
    return person


# Looks at an answer that says what is wrong.
ANSWER = """() => ({
  title: document.title, focus: document.activeElement.className,
  links: [...document.querySelectorAll('.problems a')].map(a => a.getAttribute('href').slice(1)),
  lost: [...document.querySelectorAll('.problems a')].map(a => a.getAttribute('href').slice(1))
    .filter(id => !document.getElementById(id)),
  summary: [...document.querySelectorAll('.problems li')].map(li => li.textContent.trim()),
  beside: [...document.querySelectorAll('.error')]
    .map(one => one.textContent.replace('Error: ', '').trim())})"""


def answer_checks(person, label):
    """A page that says what is wrong: its title, its summary, and where the summary leads."""
    found = person.page.evaluate(ANSWER)
    check(found["title"].startswith("Error: "), f"{label}: its title is {found['title']}")
    check(found["summary"], f"{label}: it has a summary")
    check(not found["lost"], f"{label}: the summary leads to {found['lost']}, which is nowhere")
    for words in found["beside"]:
        check(words in found["summary"], f"{label}: \"{words}\" is not in the summary")
    if person.script:
        check("problems" in found["focus"], f"{label}: the focus is on \"{found['focus']}\"")
        for field in found["links"]:
            person.page.locator(f'.problems a[href="#{field}"]').first.click()
            led = person.page.evaluate(
                "id => { const at = document.getElementById(id);"
                " return at && at.contains(document.activeElement) }", field)
            check(led, f"{label}: the link to {field} puts the focus elsewhere")
