#!/usr/bin/env python3
"""The live rehearsal, lived through in a browser: `.ci/live.py BROWSER REHEARSE [JOURNEY…]`

Whole journeys, each with script and without and one by keyboard alone, what came of them read in
the lines of events.jsonl; then every page in every state of a rehearsal, looked at by axe at 1280
and 320 pixels; then what the stream does to a page that stands open, when the server dies as well.
Run in the repository's root. Prints what fails, and what cannot be tried yet.
Exit: 0 all hold, 1 one does not.
"""
import collections
import contextlib
import hashlib
import html
import html.parser
import http.client
import json
import os
import re
import resource
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

try:
    import axe_playwright_python.base
    from playwright.sync_api import sync_playwright
except ImportError:  # the load test takes only the server from here
    axe_playwright_python = sync_playwright = None

failures = 0
checks = 0
not_run = 0


def check(holds, what):
    global failures, checks
    checks += 1
    if not holds:
        failures += 1
        print(f"FAILED {what}", flush=True)
    return bool(holds)


def skip(what, why):
    global not_run
    not_run += 1
    print(f"NOT RUN {what}: {why}", flush=True)


# --- The server, and what it wrote down ----------------------------------------------------------


def usual_limit():
    """As shells begin a program: with so many open files that a thousand screens are too many."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(1024, hard), hard))


class Server:
    """A rehearsal that is served on this machine, and the lines of its log."""

    def __init__(self, tool, scenario, logs, *more):
        self.tool, self.logs, self.port, self.folder = tool, logs, 0, None
        self.scenario, self.more = scenario, more
        self.start()

    def start(self):
        """Of a scenario it opens a rehearsal; started again, it goes on in the same folder."""
        subject = self.folder or self.scenario
        self.process = subprocess.Popen(
            [self.tool, "serve", subject, "--logs", self.logs, "--port", str(self.port),
             *self.more],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=usual_limit)
        said = spoken(self.process, b"goes on from there")
        address = urllib.parse.urlsplit(re.search(r"Address: +(\S+)", said).group(1))
        self.host, self.port = address.netloc, address.port
        self.root = address.path.rstrip("/")
        self.code = re.search(r"Join code: +(\S+)", said).group(1)
        self.link = re.search(r"Facilitator's link: (\S+)", said).group(1)
        self.token = self.link.partition("token=")[2]
        self.folder = re.search(r"Log: +(\S+)", said).group(1)

    def address(self, path=""):
        return f"http://{self.host}{self.root}/{path}"

    def kill(self, how=signal.SIGKILL):
        """How long it took to end; `None` where it had to be killed."""
        began = time.monotonic()
        self.process.send_signal(how)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return None
        finally:
            self.process.stdout.close()
        return time.monotonic() - began

    def bytes(self):
        with open(os.path.join(self.folder, "events.jsonl"), "rb") as log:
            return log.read()

    def lines(self):
        return [json.loads(line) for line in self.bytes().split(b"\n") if line]

    def recorded(self, kind, **data):
        """The lines of that type whose data has these values, `actor` among them."""
        actor = data.pop("actor", "")
        return [line for line in self.lines() if line["type"] == kind
                and line["actor"].startswith(actor)
                and all(line["data"].get(name.replace("_", "-")) == value
                        for name, value in data.items())]


class Shelf:
    """A server that is given no rehearsal, and shows a page on which to open some."""

    def __init__(self, tool, scenarios, logs):
        self.process = subprocess.Popen(
            [tool, "serve", "--scenarios", scenarios, "--logs", logs, "--port", "0"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        said = spoken(self.process, b"control-C")
        found = re.search(r"http://(\S+?)/\?key=(\S+)", said)
        self.host, self.key, self.token = found.group(1), found.group(2), found.group(2)
        self.port = int(self.host.rpartition(":")[2])
        self.link = f"http://{self.host}/?key={self.key}"

    def end(self):
        self.process.terminate()
        self.process.wait(timeout=20)
        self.process.stdout.close()


def spoken(process, until_words):
    """What a server says until it has said these words."""
    said, until = b"", time.monotonic() + 60
    while until_words not in said:
        ready, _, _ = select.select([process.stdout], [], [], max(0, until - time.monotonic()))
        part = os.read(process.stdout.fileno(), 4096) if ready else b""
        if not part:
            process.kill()
            raise SystemExit(f"the server did not start:\n{said.decode()}")
        said += part
    return said.decode()


@contextlib.contextmanager
def serving(tool, scenario):
    with tempfile.TemporaryDirectory() as logs:
        server = Server(tool, scenario, logs)
        try:
            yield server
        finally:
            if server.process.poll() is None:
                server.kill()


# --- Somebody with a program ---------------------------------------------------------------------

EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}


class Sheet(html.parser.HTMLParser):
    """A page as a program reads it: the parts of its main, and its forms."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.forms, self.parts, self.ids, self.links = [], [], [], []
        self.attributes = {}
        self._form = self._start = self._id = None
        self._depth = None
        self._label = None
        self._text = text
        self._lines = [0]
        for line in text.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.feed(text)

    def _at(self):
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag, attributes):
        known = dict(attributes)
        if "id" in known:
            self.ids.append(known["id"])
        if tag == "body":
            self.attributes = known
        if tag == "a":
            self.links.append(known.get("href", ""))
        if self._depth == 0:
            self._start, self._id = self._at(), known.get("id")
        if tag in ("label", "legend"):
            self._label = ""
        if tag == "form":
            self._form = {"id": known.get("id"), "action": known.get("action"), "hidden": [],
                          "asked": {}, "kinds": {}, "optional": set(), "danger": False,
                          "encoding": known.get("enctype", "")}
            self.forms.append(self._form)
        elif self._form is not None:
            self._field(tag, known)
        if self._depth is not None and tag not in EMPTY:
            self._depth += 1
        if tag == "main":
            self._depth = 0

    def _field(self, tag, known):
        name = known.get("name")
        if tag == "button" and "danger" in known.get("class", ""):
            self._form["danger"] = True
        if tag == "option":
            kind, values = self._form["last"]
            values.append(known.get("value", ""))
        if name is None or tag not in ("input", "textarea", "select"):
            return
        kind = known.get("type", "text") if tag == "input" else tag
        if kind == "hidden":
            self._form["hidden"].append((name, known.get("value", "")))
            return
        values = self._form["asked"].setdefault(name, [])
        if name not in self._form["kinds"] and "(optional)" in (self._label or ""):
            self._form["optional"].add(name)
        self._form["kinds"][name] = kind
        self._form["last"] = (kind, values)
        if kind in ("radio", "checkbox"):
            # What is chosen from the start stands first.
            values.insert(0 if "checked" in known else len(values), known.get("value", ""))
            if "checked" in known:
                self._form.setdefault("chosen", {})[name] = known.get("value", "")

    def handle_data(self, data):
        if self._label is not None:
            self._label += data

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        if tag == "main":
            self._depth = None
        if self._depth is None or tag in EMPTY:
            return
        self._depth -= 1
        if self._depth == 0 and self._id is not None:
            self.parts.append((self._id, self._text[self._start:self._at()] + f"</{tag}>"))

    def form(self, command, filled=None, asked=()):
        """The first form of a command in which these are filled, and these are asked."""
        wanted = {"command": command, **(filled or {})}
        for form in self.forms:
            hidden = dict(form["hidden"])
            if (all(hidden.get(name) == value for name, value in wanted.items())
                    and all(name in form["asked"] for name in asked)):
                return form
        return None


class Client:
    """Somebody without a browser, with its cookies."""

    def __init__(self, server):
        self.server, self.cookies = server, {}

    def ask(self, method, path, fields=None, headers=()):
        connection = http.client.HTTPConnection(self.server.host, timeout=20)
        headers = dict(headers)
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{n}={v}" for n, v in self.cookies.items())
        body = None
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urllib.parse.urlencode(fields)
        if not path.startswith("/"):
            path = f"{self.server.root}/{path}"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    cookie, _, rest = value.partition("=")
                    self.cookies[cookie] = rest.partition(";")[0]
            self.location = answer.getheader("Location", "")
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def sheet(self, path):
        return Sheet(self.ask("GET", path)[1])

    def enter(self):
        """As the facilitator, who may play every part."""
        self.ask("GET", f"enter?token={self.server.token}")
        return self

    def come(self, role, who="holder"):
        """As somebody with the join code and a role."""
        self.ask("POST", "join", {"code": self.server.code})
        form = self.sheet(f"join?role={role}").forms[0]
        return self.ask("POST", "join", form["hidden"] + [("who", who)])[0]

    def act(self, who, command, filled=None, **asked):
        """Does what a form of that seat's own pages offers."""
        page = "me" if command.startswith("timeline") else command.partition(".")[0]
        asked = {name.replace("_", "-"): value for name, value in asked.items()}
        form = self.sheet(f"as/{who}/{page}").form(command, filled, asked)
        if form is None:
            raise LookupError(f"{who} is not offered {command} {filled}")
        fields = [(name, one) for name, value in asked.items()
                  for one in (value if isinstance(value, list) else [value])]
        status, text = self.ask("POST", form["action"], form["hidden"] + fields)
        again = Sheet(text).forms if status == 200 else []
        if again and ("x-confirmed", "yes") in again[-1]["hidden"]:
            # What is asked or shown first is sent from there.
            hidden = [one for one in again[-1]["hidden"] if one[0] not in asked]
            status, text = self.ask("POST", form["action"], hidden + fields)
        if status != 303:
            words = re.sub(r"<[^>]+>", " ", text.partition("<main")[2])[:300]
            raise LookupError(f"{command} is answered {status}: {' '.join(words.split())}")


# --- Somebody with a browser ---------------------------------------------------------------------

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

    def forgive(self, *said):
        """What a browser says of a server that is not there, or that refuses, is no fault."""
        self.wrong = [words for words in self.wrong if not any(one in words for one in said)]

    def end(self, label):
        check(not self.wrong, f"{label}: {self.title} saw {self.wrong[:3]}")
        self.context.close()


def facilitator(browser, server, **how):
    person = Person(browser, server, "facilitator", **how)
    person.go(server.link)
    return person


def join(person, role, who="holder", name=""):
    """From the address to one's own page, as everybody comes."""
    person.title = role
    person.go()
    form = person.page.locator("form.form").first
    person.fill(form, {"code": person.server.code})
    person.press(form)
    person.go(f"join?role={role}")
    form = person.page.locator("form.form").first
    person.fill(form, {"who": who, "name": name})
    person.press(form)


# --- Journeys ------------------------------------------------------------------------------------

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


def joining(browser, server, label, script):
    """Comes in, with a slip at each step, and is known again."""
    person = Person(browser, server, "director", script)
    person.go()
    check("/join" in person.page.url, f"{label}: the address leads to where one joins")
    form = person.page.locator("form.form").first
    person.fill(form, {"code": "wrong 123"})
    answer = person.press(form)
    check(answer.status == 422, f"{label}: a wrong code is answered {answer.status}")
    answer_checks(person, f"{label}: a wrong code")
    check(person.page.locator("[name=code]").input_value() == "wrong 123",
          f"{label}: the wrong code is still there")
    person.fill(person.page.locator("form.form").first,
                {"code": f" {server.code.lower().replace('-', ' ')} "})
    person.press(person.page.locator("form.form").first)
    check(person.says("Choose your role", 1), f"{label}: a code in small letters lets in")
    with person.page.expect_navigation():
        person.page.get_by_role("link", name="Join as Director of children's services").click()
    form = person.page.locator("form.form").first
    person.fill(form, {"name": "Ada Example"})
    answer = person.press(form)
    check(answer.status == 422, f"{label}: nobody said who, and is answered {answer.status}")
    answer_checks(person, f"{label}: nobody said who")
    check(person.page.locator("[name=name]").input_value() == "Ada Example",
          f"{label}: the name that was typed is still there")
    person.fill(person.page.locator("form.form").first, {"who": "holder"})
    person.press(person.page.locator("form.form").first)
    check(person.page.url.startswith(server.address("as/director/me")),
          f"{label}: who joined stands on {person.page.url}")
    taken = server.recorded("cover.seat-taken", role="director", actor="role:director")
    check(len(taken) == 1, f"{label}: the log has the seat taken {len(taken)} times")
    check(b"Ada Example" not in server.bytes(), f"{label}: a name stands in the log")
    check(person.says("has not started", 1), f"{label}: the page says that one waits")
    return person


def late_comers(browser, server, label, script):
    """The second one to a role, a deputy, and somebody who stands in."""
    second = Person(browser, server, "nobody", script)
    second.go(f"join?code={server.code.lower()}")
    check(second.says("Choose your role", 1), f"{label}: a link carries the code")
    links = second.page.get_by_role("link", name="Join as Director of children's services")
    check(links.count() == 0, f"{label}: a role that is taken is not offered")
    answer = second.go("join?role=director")
    if answer.status == 200:
        form = second.page.locator("form.form").first
        second.fill(form, {"who": "holder"})
        answer = second.press(form)
    check(answer.status in (409, 422), f"{label}: a taken role is answered {answer.status}")
    check(second.says("joined as Director of children's services already", 1),
          f"{label}: it says that somebody has the role")
    check(len(server.recorded("cover.seat-taken", role="director")) <= 1,
          f"{label}: nobody takes the seat twice")
    second.end(label)


def journey(browser, server, label, script):
    """The tutorial's first days, with a facilitator and four people."""
    director = joining(browser, server, label, script)
    late_comers(browser, server, label, script)
    control = facilitator(browser, server, script=script)
    check("token" not in control.page.url, f"{label}: the link's token leaves the address")
    again = director.context.new_page()
    director.watch(again)
    again.goto(server.address())
    check(again.url == server.address("as/director/me"), f"{label}: known again at {again.url}")
    again.close()

    control.do("timeline.start", pace="stepped")
    check(server.recorded("timeline.started", pace="stepped"), f"{label}: it starts")
    director.see("me")
    check(not director.says("has not started", 0), f"{label}: the waiting is over")
    # The next thing that is planned, if it is offered, or a moment that is typed.
    step = control.page.get_by_role("button", name=re.compile("^Go on to"))
    if check(step.count() > 0, f"{label}: a stepped clock offers the next step"):
        with control.page.expect_navigation():
            step.first.click()
        check(server.recorded("communication.cascade-activated"), f"{label}: it steps to the call")
    control.do("timeline.move", to="day 1 09:20")
    moved = server.lines()[-1]
    check(server.recorded("timeline.moved"), f"{label}: the clock moves, {moved['type']}")
    check(director.says("Tell Chief executive"), f"{label}: the director has calls to make")
    return director, control


def calls(browser, server, label, script, director, control):
    """A message goes down the tree: unanswered, to a deputy, left behind, read in one press."""
    def contact(name):
        return {"contact": name, "about": "notification-call"}

    director.do("communication.get-no-answer", contact("chief-executive"))
    check(server.recorded("communication.not-answered", contact="chief-executive", via="holder",
                          actor="role:director"), f"{label}: no answer stands in the log")
    check(director.says("Recorded", 1), f"{label}: what was recorded is said")
    director.do("communication.tell", {**contact("chief-executive"), "via": "deputy"},
                facts=["what", "leave"])
    told = server.recorded("communication.confirmed", contact="chief-executive", via="deputy")
    check(told and told[0]["data"]["facts"] == ["what", "leave"],
          f"{label}: the deputy was told two facts, {told}")
    director.do("communication.leave-message", contact("assistant-director"))
    check(server.recorded("communication.message-left", contact="assistant-director"),
          f"{label}: a message was left")

    phone = Person(browser, server, "assistant-director", script, width=360, height=740)
    join(phone, "assistant-director", "deputy")
    check(server.recorded("cover.seat-taken", role="assistant-director", person="p14"),
          f"{label}: the deputy joins")
    form = phone.form("communication.confirm")
    button = form.locator("button[type=submit]")
    box = button.bounding_box()
    check(box["height"] >= 44 and box["width"] >= 44, f"{label}: one presses {box} on a phone")
    check(form.locator("input:not([type=hidden]), textarea, select").count() == 0,
          f"{label}: to say that one knows takes one press")
    phone.press(form)
    check(server.recorded("communication.confirmed", contact="assistant-director",
                          actor="role:assistant-director"), f"{label}: it is acknowledged")
    phone.do("communication.tell", {**contact("co-ordinator"), "via": "holder"},
             facts=["what", "when", "leave"])
    check(server.recorded("communication.confirmed", contact="co-ordinator",
                          by="assistant-director"),
          f"{label}: it is passed on")
    if script:
        check(director.is_fresh() is None, f"{label}: the director's page is whole")
    return phone


def work(browser, server, label, script, director, control, phone):
    """A checklist, documents, a request, and what happened earlier."""
    phone.do("communication.tell", {"contact": "head-of-service", "via": "holder"}, facts=["what"])
    head = Person(browser, server, "head-of-service", script)
    join(head, "head-of-service", "other", "Grace")
    head.do("logistics.finish", {"item": "leave"})
    check(server.recorded("logistics.item-finished", item="leave", actor="role:head-of-service"),
          f"{label}: an item is ticked")
    # The reports of a group, whose number is typed.
    answer = head.do("communication.report-group", {"contact": "social-work-teams"}, told="forty")
    check(answer.status == 422, f"{label}: forty in letters is answered {answer.status}")
    answer_checks(head, f"{label}: a number in letters")
    check(head.page.locator("main [name=told]").input_value() == "forty",
          f"{label}: the wrong number is still there")
    head.fill(head.page.locator("main form.form").first, {"told": "40"})
    head.press(head.page.locator("main form.form").first)
    check(server.recorded("communication.group-told", contact="social-work-teams", told=40),
          f"{label}: a group is told")

    person = Person(browser, server, "co-ordinator", script)
    join(person, "co-ordinator")
    person.do("documents.use-dummy", {"document": "ld-02"})
    check(server.recorded("documents.dummy-used", document="ld-02", version=1),
          f"{label}: a dummy stands for a document")
    director.see("documents")
    answer = director.do("documents.return", {"document": "ld-02"})
    check(answer.status == 422, f"{label}: to return without a reason is answered {answer.status}")
    answer_checks(director, f"{label}: returned without a reason")
    director.fill(director.page.locator("main form.form").first, {"because": "Say what is better"})
    director.press(director.page.locator("main form.form").first)
    check(server.recorded("documents.returned", document="ld-02", because="Say what is better"),
          f"{label}: a document is returned with a reason")
    check(director.page.url.startswith(server.address("as/director/documents")),
          f"{label}: one comes back to where one was, {director.page.url}")
    person.see("documents")
    person.do("documents.use-dummy", {"document": "ld-02"})
    director.see("me")
    director.do("documents.approve", {"document": "ld-02"})
    check(server.recorded("documents.approved", document="ld-02", version=2),
          f"{label}: a document is approved")
    files(person, server, label)

    control.see("me")
    control.do("injects.announce", inject="parking", kind="request", to="co-ordinator",
               message="This is an exercise. Where may we park?")
    check(server.recorded("injects.released", inject="parking") or
          server.recorded("injects.request-raised", request="parking"),
          f"{label}: an unscripted event comes up")
    person.see("me")
    check(person.says("Where may we park?"), f"{label}: it comes to whom it is for")
    person.do("injects.answer-request", {"request": "parking"}, **{"with": "Behind the hall"})
    answered = server.recorded("injects.request-answered", request="parking")
    check(answered and answered[0]["data"]["words"] == "Behind the hall",
          f"{label}: a request is answered, {answered}")

    person.see("me?earlier=yes")
    person.do("injects.decide", what="One log", because="Nobody is asked twice",
              happened="9:18am")
    late = server.recorded("injects.decision-taken", what="One log")
    check(late and late[0]["data"].get("happened") == "2026-11-23T09:18:00",
          f"{label}: what happened earlier has its time, {late[:1]}")
    person.see("me?earlier=yes")
    answer = person.do("injects.decide", what="Two", because="Three", happened="half past")
    check(answer.status == 422, f"{label}: a time that is none is answered {answer.status}")
    answer_checks(person, f"{label}: a time that is none")
    asked = person.page.locator("main form.form").first
    typed = asked.locator("[name=happened]:not([type=hidden])").input_value()
    check(asked.locator("[name=what]").input_value() == "Two" and typed == "half past",
          f"{label}: all that was typed is still there")
    person.fill(asked, {"happened": "9:19am"})
    person.press(asked)
    late = server.recorded("injects.decision-taken", what="Two")
    check(late and late[0]["data"].get("happened") == "2026-11-23T09:19:00",
          f"{label}: a wrong time that was put right is taken")
    person.see("me")
    return head, person


def files(person, server, label):
    """Files of one's own: several at once into the tray, placed, opened; one by its own form."""
    answer = person.see("tray")
    if answer.status == 404:
        skip(f"{label}: files are added", "no tray is served")
        return
    with tempfile.TemporaryDirectory() as folder:
        names = ["ld-04-corporate-parenting-report.docx", "stray notes.txt", "nothing.pdf"]
        paths = [os.path.join(folder, name) for name in names]
        for path in paths[:2]:
            with open(path, "wb") as file:
                file.write(f"Exercise only: {os.path.basename(path)}\n".encode())
        open(paths[2], "wb").close()
        person.page.locator("input[type=file][multiple]").set_input_files(paths)
        send = person.page.locator("form:has(input[type=file][multiple]) button[type=submit]")
        if person.script:
            send.click()
            check(person.says("2 of 3 files are in the tray"), f"{label}: two files are sent")
            lines = person.page.locator(".sending li")
            check(lines.count() == 3, f"{label}: each file has its line")
            check("empty" in lines.nth(2).inner_text(), f"{label}: an empty file is said to be so")
            person.see("tray")
        else:
            with person.page.expect_navigation():
                send.click()
            check(person.says("The selected file is empty", 1) or person.says("is empty", 1),
                  f"{label}: an empty file is said to be so")
            check(person.page.title().startswith("Error: "),
                  f"{label}: with an empty file, its title is {person.page.title()}")
        for name in names[:2]:
            check(person.says(name, 1), f"{label}: {name} waits in the tray")
        check(not server.recorded("documents.added"), f"{label}: nothing is filed by itself")
        chosen = person.page.locator("form.form:has([name=tray-file]) [name=document]:checked")
        person.do("documents.add", {"file": names[0]},
                  **({} if chosen.count() else {"document": "ld-04"}))
        added = server.recorded("documents.added", document="ld-04")
        with open(paths[0], "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        check(added and added[0]["data"]["sha256"] == digest,
              f"{label}: a file is filed with its digest, {added}")
        person.see("documents")
        link = person.page.locator("nav.more a", has_text="ld-04").first.get_attribute("href")
        got = person.context.request.get(f"http://{server.host}{link}")
        check(hashlib.sha256(got.body()).hexdigest() == digest and
              "attachment" in got.headers.get("content-disposition", ""),
              f"{label}: the file that was filed can be saved")
        person.see("tray")
        person.do("tray.remove")
        check(person.page.locator("main .offer h3", has_text=names[1]).count() == 0,
              f"{label}: a file that was removed is gone")
        # A document's own form takes one file and files it.
        person.see("documents")
        form = person.page.locator("form.form:has(input[type=file]:not([multiple]))").first
        person.unfold(form)
        answer = person.press(form)
        check(answer.status in (400, 422), f"{label}: no file chosen is answered {answer.status}")
        answer_checks(person, f"{label}: no file chosen")
        person.see("documents")
        person.unfold(form)
        document = form.locator("[name=document]").first.get_attribute("value")
        choice = form.locator(f'[name=document][value="{document}"]:not([type=hidden])')
        if choice.count():
            choice.check()
        form.locator("input[type=file]").set_input_files(paths[1])
        person.press(form)
        check(server.recorded("documents.added", document=document),
              f"{label}: a document's own form files {document}")


def halts(browser, server, label, script, everyone):
    """Pause, go on, a real incident, the debrief, the end: said on everyone's page."""
    control, others = everyone[0], everyone[1:]
    wall = Person(browser, server, "wall", script)
    wall.go(f"join?code={server.code}")
    wall.go("room")
    others = others + [wall]
    for person in others[:-1]:
        person.see("me")
    control.see("me")
    control.do("timeline.pause", because="The kettle")
    check(server.recorded("timeline.paused", because="The kettle"), f"{label}: it pauses")
    for person in others:
        check(person.says("paused"), f"{label}: {person.title} reads that it is paused")
    control.do("timeline.resume")
    check(server.recorded("timeline.resumed"), f"{label}: it goes on")
    for person in others:
        person.page.reload() if not script else None
        check(not person.says("paused.", 0) or person.says("Running"),
              f"{label}: {person.title} reads that it goes on")

    control.do("notes.open-debrief")
    check(server.recorded("notes.debrief-opened"), f"{label}: the debrief is open")
    asked = others[0]
    asked.see("notes")
    asked.do("notes.answer-debrief", {"question": "well"}, words="All knew by midday")
    check(server.recorded("notes.debrief-answered", question="well", words="All knew by midday"),
          f"{label}: the debrief is answered")
    asked.see("me")

    before = len(server.lines())
    asked.do("timeline.stop", because="The fire bell")
    check(asked.says("Are you sure?", 1), f"{label}: what is dangerous is asked first")
    check(len(server.lines()) == before, f"{label}: nothing is recorded before it is confirmed")
    check(asked.page.locator("main [name=because]").input_value() == "The fire bell",
          f"{label}: the reason stands in what is asked")
    asked.press(asked.page.locator("main form.form").first)
    check(server.recorded("timeline.stopped", because="The fire bell", actor="role:"),
          f"{label}: it stops for a real incident")
    for person in [control] + others:
        check(person.says("real incident"), f"{label}: {person.title} reads of the real incident")
        check(person.says("The fire bell"), f"{label}: {person.title} reads what has happened")

    control.see("me")
    control.do("timeline.end")
    check(control.says("Are you sure?", 1), f"{label}: to end is asked first")
    control.press(control.page.locator("main form.form").first)
    check(server.recorded("timeline.ended", actor="facilitator"), f"{label}: it ends")
    for person in others:
        check(person.says("ended"), f"{label}: {person.title} reads that it has ended")
    wall.end(label)


def tutorial(browser, tool, script):
    label = "with script" if script else "without script"
    with serving(tool, "scenarios/tutorial") as server:
        director, control = journey(browser, server, label, script)
        phone = calls(browser, server, label, script, director, control)
        took = server.kill(signal.SIGTERM)
        check(took is not None and took < 10, f"{label}: told to stop, the server took {took}")
        server.start()
        director.see("me")
        check(director.page.url.startswith(server.address("as/director/me")) and
              director.says("Director of children's services", 1),
              f"{label}: the seat is still one's own after a restart")
        control.see("me")
        phone.see("me")
        head, person = work(browser, server, label, script, director, control, phone)
        halts(browser, server, label, script, [control, director, phone, head, person])
        for one in (director, control, phone, head, person):
            one.end(label)
        verified(server, label)


def verified(server, label):
    done = subprocess.run([server.tool, "verify", server.folder], capture_output=True, check=False)
    check(done.returncode == 0, f"{label}: verify says {done.stdout.decode()[-200:]}")


def inspection(browser, tool, script):
    """An inspector asks, an auditor grades, an observer notes."""
    label = "with script" if script else "without script"
    with serving(tool, "scenarios/city-of-london-sif-2014") as server:
        control = facilitator(browser, server, script=script)
        control.do("timeline.start", pace="stepped")
        control.do("timeline.move", to="day 1 12:00")
        inspector = Person(browser, server, "guest-inspector", script)
        join(inspector, "guest-inspector")
        inspector.do("injects.raise-request", request="who-today", to="co-ordinator",
                     title="Who leads today?", due="day 1 17:00")
        check(server.recorded("injects.request-raised", request="who-today",
                              title="Who leads today?", actor="role:guest-inspector"),
              f"{label}: an inspector asks")
        person = Person(browser, server, "co-ordinator", script)
        join(person, "co-ordinator")
        person.do("injects.answer-request", {"request": "who-today"}, **{"with": "The director"})
        check(server.recorded("injects.request-answered", request="who-today"),
              f"{label}: the inspector is answered")
        inspector.see("me")
        inspector.do("injects.accept-answer", {"request": "who-today"})
        check(server.recorded("injects.answer-accepted", request="who-today") or any(
            line["actor"].startswith("role:guest-inspector") and "accepted" in line["type"]
            for line in server.lines()), f"{label}: the inspector is satisfied")

        auditor = Person(browser, server, "audit-lead", script)
        join(auditor, "audit-lead")
        auditor.see("audits")
        auditor.do("audits.start", {"case": "case-01"})
        check(server.recorded("audits.begun", case="case-01", actor="role:audit-lead"),
              f"{label}: an audit begins")
        auditor.do("audits.grade-case", {"case": "case-01"}, **{"as": "good"})
        graded = server.recorded("audits.case-graded", case="case-01")
        check(graded and graded[0]["data"]["found"]["grade"] == "good",
              f"{label}: a case is graded, {graded}")

        observer = Person(browser, server, "expert-1", script)
        join(observer, "expert-1")
        observer.do("notes.take", words="They ask before they answer", tag="strength")
        check(server.recorded("notes.taken", words="They ask before they answer", tag="strength",
                              actor="role:expert-1"), f"{label}: an observer notes")
        for one in (control, inspector, person, auditor, observer):
            one.end(label)
        verified(server, label)


def held(browser, tool, script):
    """The server dies while the clock runs, and is there again: nobody's time is lost unasked."""
    label = "with script" if script else "without script"
    for choice in ("clock.pause-first", "clock.go-on"):
        with serving(tool, "scenarios/tutorial") as server:
            control = facilitator(browser, server, script=script)
            control.do("timeline.start", pace="x600")
            director = Person(browser, server, "director", script)
            join(director, "director")
            server.kill()
            time.sleep(3)
            server.start()
            director.see("me")
            check(director.says("Held", 1), f"{label}: a page says that the clock is held")
            director.see("notes")
            answer = director.do("notes.take", words="While it is held")
            check(answer.status == 503, f"{label}: an act while held is answered {answer.status}")
            check(not server.recorded("notes.taken"), f"{label}: while held nothing is recorded")
            form = director.page.locator("main form.form").first
            check(form.locator("[name=words]").input_value() == "While it is held",
                  f"{label}: what was typed while held is still there")
            control.see("me")
            check(control.page.locator('main a[href$="room-keys"]').count() > 0,
                  f"{label}: the facilitator's own page leads to where it is settled")
            other = control.context.new_page()
            control.watch(other)
            other.goto(server.address("as/facilitator/me"))
            control.see("room-keys")
            control.do(choice)
            if script:
                settled(other, label)
            other.close()
            director.see("me")
            if choice == "clock.go-on":
                check(director.says("Running"), f"{label}: it goes on")
            else:
                check(server.recorded("timeline.paused"), f"{label}: it is paused")
                check(director.says("paused"), f"{label}: the pause is said")
                words = director.page.locator("#halt").inner_text()
                check(not re.search(r"\d:\d\d:\d", words), f"{label}: a time has seconds: {words}")
            for one in (control, director):
                one.forgive("net::ERR", "status of 503")
                one.end(label)
    with serving(tool, "scenarios/tutorial") as server:
        control = facilitator(browser, server, script=script)
        control.do("timeline.start", pace="x600")
        director = Person(browser, server, "director", script)
        join(director, "director")
        server.kill()
        time.sleep(2)
        server.start()
        director.see("me")
        director.do("timeline.stop", because="The fire bell")
        director.press(director.page.locator("main form.form").first)
        check(server.recorded("timeline.stopped"), f"{label}: held, it stops for a real incident")


def settled(page, label):
    """A page of the facilitator's that stands open no longer says that the clock is held."""
    until = time.monotonic() + 5
    while "is held" in page.inner_text("body") and time.monotonic() < until:
        page.wait_for_timeout(200)
    check("is held" not in page.inner_text("body"),
          f"{label}: an open page still says that the clock is held")


def shelf(browser, tool, script):
    """Whoever runs the server opens a rehearsal on its first page, and finds it again there."""
    label = "with script" if script else "without script"
    with tempfile.TemporaryDirectory() as logs:
        house = Shelf(tool, "scenarios", logs)
        try:
            house.root, house.code = "", ""
            person = Person(browser, house, "whoever runs it", script)
            person.go(house.link)
            check("key=" not in person.page.url, f"{label}: the key leaves the address")
            person.press(person.form("open", {"path": "scenarios/tutorial"}))
            check(re.search(r"/r/tutorial-[^/]+/as/facilitator/me$", person.page.url),
                  f"{label}: a rehearsal opens at {person.page.url}")
            person.do("timeline.start", pace="stepped")
            opened = os.listdir(logs)
            check(len(opened) == 1, f"{label}: logs hold {opened}")
            person.go(house.link)
            person.press(person.form("open", {"path": os.path.join(logs, opened[0])}))
            check(opened[0] in person.page.url and person.says("Running", 2),
                  f"{label}: it is found again at {person.page.url}")
            person.end(label)
        finally:
            house.end()


# --- By keyboard ---------------------------------------------------------------------------------

REST = """() => document.querySelectorAll('a, button, input, textarea, select, summary, [tabindex]')
  .forEach(one => { one.atRest = (LOOK)(one) })""".replace(
    "LOOK", """one => { const style = getComputedStyle(one); return [style.outlineStyle,
  style.outlineWidth, style.outlineColor, style.boxShadow, style.borderBottomWidth,
  style.borderColor, style.backgroundColor].join() }""")

FOCUS = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const style = getComputedStyle(one);
  const look = [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow,
    style.borderBottomWidth, style.borderColor, style.backgroundColor].join();
  const box = one.getClientRects()[0];
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const differs = one.atRest ? one.atRest !== look
    : style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  return { what: one.outerHTML.slice(0, 120), differs, isThere: one === hit || one.contains(hit) };
}"""


class Keys:
    """Somebody who has a keyboard and no mouse."""

    def __init__(self, person, label):
        self.person, self.page, self.label = person, person.page, label
        self.unseen, self.covered, self.stops = set(), set(), 0
        self.page.evaluate(REST)

    def to(self, place):
        """Tab by Tab to a place, each stop looked at."""
        place = place.first.element_handle()
        for _ in range(400):
            if place.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
            found = self.page.evaluate(FOCUS)
            self.stops += 1
            if found and not found["differs"]:
                self.unseen.add(found["what"])
            if found and not found["isThere"]:
                self.covered.add(found["what"])
        raise LookupError("Tab does not lead to " + place.evaluate("one => one.outerHTML")[:200])

    def write(self, place, words):
        self.to(place)
        self.page.keyboard.type(words)

    def choose(self, form, name, value):
        """A radio button by arrows, a box by Space."""
        field = form.locator(f'[name="{name}"][value="{value}"]')
        if field.evaluate("field => field.type") == "checkbox":
            self.to(field)
            self.page.keyboard.press("Space")
            return
        # Tab stops at the chosen one of a group, or where none is, at an end of it.
        group = form.locator(f'[name="{name}"]')
        chosen = form.locator(f'[name="{name}"]:checked')
        self.to(chosen if chosen.count() else group)
        if not chosen.count():
            self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if field.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise LookupError(f"arrows do not choose {value}")

    def unfold(self, form):
        for folded in form.locator("xpath=ancestor::details[not(@open)]/summary").all():
            self.to(folded)
            self.page.keyboard.press("Enter")

    def go_on(self, place, key="Enter"):
        self.to(place)
        with self.page.expect_navigation() as answer:
            self.page.keyboard.press(key)
        self.page.evaluate(REST)
        return answer.value

    def send(self, form, key="Enter"):
        self.unfold(form)
        return self.go_on(form.locator("button[type=submit]"), key)

    def end(self):
        check(not self.unseen, f"{self.label}: the focus is not seen on {sorted(self.unseen)[:3]}")
        check(not self.covered, f"{self.label}: the focus is covered on {sorted(self.covered)[:3]}")
        check(self.stops > 50, f"{self.label}: {self.stops} stops were looked at")
        self.person.end(self.label)


def keyboard(browser, tool):
    """Whole journeys of a facilitator and a head of service, by keys alone."""
    label = "by keyboard"
    with serving(tool, "scenarios/tutorial") as server:
        control = Keys(facilitator(browser, server), f"{label}: the facilitator")
        control.send(control.person.form("timeline.start"))
        check(server.recorded("timeline.started", pace="stepped"), f"{label}: it starts")
        form = control.person.form("timeline.move", asked=["to"])
        control.unfold(form)
        control.write(form.locator("[name=to]"), "day 1 09:20")
        control.send(form)
        check(server.recorded("timeline.moved"), f"{label}: the clock moves")
        played = Client(server).enter()
        played.act("director", "communication.leave-message", {"contact": "assistant-director"})
        played.act("assistant-director", "communication.confirm")
        played.act("assistant-director", "communication.leave-message",
                   {"contact": "head-of-service"})

        form = control.person.form("injects.announce")
        control.unfold(form)
        control.write(form.locator("[name=inject]"), "parking")
        control.choose(form, "to", "head-of-service")
        control.write(form.locator("[name=message]"), "Where may we park?")
        control.choose(form, "kind", "request")
        control.send(form)
        check(not server.recorded("injects.released", inject="parking") and
              "Where may we park?" in control.person.words(), f"{label}: it is shown first")
        control.send(control.page.locator("main form.form"))
        check(server.recorded("injects.released", inject="parking"), f"{label}: an event comes up")

        head = keyboard_player(browser, server, label)
        noted(browser, server, played, label)
        control.send(control.person.form("timeline.pause"), "Space")
        check(server.recorded("timeline.paused"), f"{label}: it pauses")
        control.send(control.person.form("timeline.resume"))
        form = control.person.form("timeline.end")
        control.send(form)
        control.send(control.page.locator("main form.form"))
        check(server.recorded("timeline.ended"), f"{label}: it ends")
        control.end()
        head.end()


def noted(browser, server, control, label):
    """A note in two keys, of the moment at which it was begun; one key that can be turned off."""
    label = f"{label}: a note"
    person = seated(browser, server, "co-ordinator")
    page = person.page

    def is_there():
        return page.evaluate("document.activeElement.id") == "todo.notes.take.1.words"

    def clock(other=None):
        """What the page knows of the story's clock, once it knows something, or something else."""
        until = time.monotonic() + 8
        while (now := page.evaluate("document.body.dataset.story")) in (None, other):
            if time.monotonic() > until:
                raise LookupError("the page does not come to know the time")
            page.wait_for_timeout(50)
        return now

    def send():
        with page.expect_navigation():
            page.keyboard.press("Enter")

    # On the page that has it, and on another, from which the key leads there.
    for path, said, later in (("me", "Begun here", "day 1 09:27"),
                              ("log", "Begun elsewhere", "day 1 09:34")):
        person.see(path)
        clock()
        check("press N to write a note" in person.words(), f"{label}: {path} names the key")
        page.keyboard.press("n")
        if path == "log":
            page.wait_for_url("**/notes#*", timeout=8000)
            page.wait_for_load_state()
        check(is_there(), f"{label}: the key leads to the field from {path}")
        began = clock()
        page.keyboard.type(said[:5])
        control.act("facilitator", "timeline.move", to=later)
        clock(began)
        page.keyboard.type(said[5:])
        send()
        found = server.recorded("notes.taken", words=said, actor="role:co-ordinator")
        check(len(found) == 1 and found[0]["data"]["begun"][:16] == began[:16]
              and found[0]["at"] > found[0]["data"]["begun"],
              f"{label}: begun at {began}, {found}")

    # A new line is begun with Shift; what is emptied and begun anew is of that moment.
    person.see("notes")
    clock()
    page.keyboard.press("n")
    page.keyboard.type("x")
    page.keyboard.press("Backspace")
    check(page.locator("[data-begun]").input_value() == "", f"{label}: emptied, it has no time")
    page.keyboard.type("Two")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("lines")
    send()
    check(len(server.recorded("notes.taken", words="Two\nlines")) == 1
          or len(server.recorded("notes.taken", words="Two\r\nlines")) == 1,
          f"{label}: Shift and Enter begins a new line")

    # In another field it is a letter, with Control it is the browser's, and off it is nothing.
    person.see("log")
    page.locator("[id='page.find']").focus()
    page.keyboard.press("n")
    check(page.locator("[id='page.find']").input_value() == "n"
          and page.url.endswith("/log"), f"{label}: in another field the key is a letter")
    person.see("notes")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Alt+n")
    check(not is_there(), f"{label}: with Alt the key does nothing")
    page.get_by_role("button", name="Turn keys off").click()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("n")
    check(not is_there(), f"{label}: turned off, the key does nothing")
    person.see("me")
    page.keyboard.press("n")
    check(not is_there() and "Keys are turned off" in person.words(),
          f"{label}: turned off, it stays so on the next page")
    page.get_by_role("button", name="Turn keys on").click()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("n")
    check(is_there(), f"{label}: turned on again, the key leads to the field")

    # While updates are paused nobody knows how late it is, and no time is made up.
    person.see("notes")
    clock()
    page.get_by_role("button", name="Pause updates").click()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("n")
    page.keyboard.type("Paused")
    check(page.locator("[data-begun]").input_value() == "", f"{label}: paused, it has no time")
    send()
    found = server.recorded("notes.taken", words="Paused")
    check(found and found[0]["data"]["begun"] == found[0]["at"],
          f"{label}: paused, it is of the moment it was sent, {found}")
    person.end(label)


def keyboard_player(browser, server, label):
    person = Person(browser, server, "head-of-service")
    person.go()
    keys = Keys(person, f"{label}: the head of service")
    form = person.page.locator("form.form").first
    keys.write(form.locator("[name=code]"), server.code)
    with keys.page.expect_navigation():
        keys.page.keyboard.press("Enter")
    keys.page.evaluate(REST)
    keys.go_on(person.page.get_by_role("link", name="Join as Head of service"))
    form = person.page.locator("form.form").first
    keys.choose(form, "who", "deputy")
    keys.send(form)
    keys.send(person.form("communication.confirm"))
    check(server.recorded("communication.confirmed", contact="head-of-service",
                          actor="role:head-of-service"), f"{label}: it is acknowledged")
    keys.send(person.form("logistics.finish", {"item": "leave"}), "Space")
    check(server.recorded("logistics.item-finished", item="leave"), f"{label}: an item is ticked")
    form = person.form("injects.answer-request", {"request": "parking"})
    keys.write(form.locator("[name=with]"), "Behind the hall")
    keys.send(form)
    check(server.recorded("injects.request-answered", request="parking"),
          f"{label}: a request is answered")
    return keys


# --- Every page in every state -------------------------------------------------------------------

AXE = sync_playwright and open(
    os.path.join(os.path.dirname(axe_playwright_python.base.__file__), "axe.min.js"),
    encoding="utf-8").read()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

# What every page must have, whatever its width.
PLAIN = """() => ({
  wide: document.scrollingElement.scrollWidth,
  ids: [...document.querySelectorAll('[id]')].map(one => one.id)
    .filter((id, place, all) => all.indexOf(id) !== place),
  strip: document.body.innerText.includes('Exercise only'),
  headings: document.querySelectorAll('h1').length,
  tags: document.querySelectorAll('a .tag, button .tag, .tag a, .tag button').length,
  small: [...document.querySelectorAll('button, summary, .pages a, .foot a, input, select')]
    .filter(one => one.type !== 'hidden' && one.getClientRects().length)
    .map(one => [one, one.getBoundingClientRect()])
    .filter(([one, box]) => box.width < 23.9 || box.height < 23.9)
    .map(([one, box]) => one.outerHTML.slice(0, 90) + ' ' + box.width + 'x' + box.height)})"""


class Look:
    """Looks at pages as axe and a ruler do, each finding said once with where it was first met."""

    def __init__(self, server):
        self.server, self.pages, self.found = server, 0, collections.OrderedDict()

    def note(self, what, where):
        self.found.setdefault(what, []).append(where)

    def at(self, person, where, secret=True):
        """The page that stands open, at both widths, with all unfolded."""
        page = person.page
        self.pages += 1
        if not page.evaluate("typeof axe !== 'undefined'"):
            page.evaluate(AXE)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 800})
            plain = page.evaluate(PLAIN)
            if plain["wide"] > width:
                self.note(f"it scrolls sideways at {width} pixels", f"{where} {plain['wide']}")
            for name, says in (("ids", "ids that stand twice"), ("small", "a small target")):
                for one in plain[name]:
                    self.note(f"{says}: {re.sub('[0-9a-f]{32}', '', one)[:100]}", where)
            if not plain["strip"]:
                self.note("it does not say \"Exercise only\"", where)
            if plain["headings"] != 1:
                self.note(f"{plain['headings']} first headings", where)
            if plain["tags"]:
                self.note("a status that looks like a link", where)
            result = page.evaluate(
                "tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })", TAGS)
            for one in result["violations"]:
                for node in one["nodes"]:
                    target = re.sub(r"[\\\d]+", "#", str(node["target"][0]))[-70:]
                    self.note(f"axe {one['id']}: {one['help']}: {target}", f"{where} {width}")
        if secret and self.server.token in page.content():
            self.note("the facilitator's token stands in it", where)
        page.set_viewport_size({"width": 1280, "height": 800})
        large = page.evaluate("""() => { const root = document.documentElement;
          root.style.fontSize = '200%'; const wide = document.scrollingElement.scrollWidth;
          root.style.fontSize = ''; return wide }""")
        if large > 1280:
            self.note("with letters twice as large it scrolls sideways", f"{where} {large}")

    def end(self, label):
        check(self.pages > 0, f"{label}: pages were looked at")
        for what, places in self.found.items():
            check(False, f"{label}: {what} (on {len(places)} looks, first {places[0]})")
        print(f"{label}: {self.pages} pages were looked at, each at two widths", flush=True)


BAD = """<!DOCTYPE html><html><body><h1>A</h1><h1>B</h1><p id="x">one</p><p id="x">two</p>
<img src="data:,"><button style="width: 9px; height: 9px"></button>
<button style="width: 9px; height: 9px"></button><div style="width: 2000px">wide</div>"""


def looked(browser, server):
    """A page with everything wrong must be found out, or nobody looks."""
    person = Person(browser, server, "nobody")
    person.page.set_content(BAD)
    look = Look(server)
    look.at(person, "bad")
    found = " ".join(look.found)
    for what in ("sideways", "twice", "small target", "Exercise only", "first headings",
                 "image-alt", "button-name", "target-size", "letters twice"):
        check(what in found, f"pages: on a page with everything wrong, {what} is not found")
    person.context.close()


def brand(server):
    """What belongs to GOV.UK stays there."""
    client = Client(server)
    text = client.ask("GET", "join")[1]
    for address in re.findall(r'(?:href|src)="(/assets/[^"]+)"', text):
        text += client.ask("GET", address)[1]
    for theirs in ("1d70b8", "GDS Transport", "govuk", "crown"):
        check(theirs.lower() not in text.lower(), f"pages: \"{theirs}\" is not ours")


# Whose eyes see each page, in the scenario that has inspectors and observers.
VIEWERS = ["facilitator", "co-ordinator", "guest-inspector", "expert-1"]


# What a pause changes stands on every page in the same place: these stand for all.
SOME = ("me", "me?earlier=yes", "communication", "documents", "cover", "log", "room")


def crawl(person, look, state, tried, only=None):
    """Every page that the navigation and the foot lead to, and typing what happened earlier."""
    answer = person.see("me")
    if not check(answer.status == 200, f"{state}: {person.title} is answered {answer.status}"):
        return
    links = person.page.evaluate(
        "[...document.querySelectorAll('.pages a, .foot a, nav.more a')].map(a => a.href)")
    links += [person.server.address(f"as/{person.title}/{path}") for path in
              ("tray", "log?page=2", "documents?find=plan")]
    if person.title == "facilitator":
        links.append(person.server.address("as/facilitator/room-keys"))
    for link in dict.fromkeys(links):
        if "/calendar/" in link or only and not link.endswith(only):
            continue
        # What is the same for everybody is looked at once in a state.
        own = f"/as/{person.title}/" in link
        if not own and (state, link) in tried:
            continue
        tried.add((state, link))
        answer = person.go(link)
        path = urllib.parse.urlsplit(link).path
        where = f"{state} {path.removeprefix(person.server.root)}"
        if check(answer.status == 200, f"{where} is answered {answer.status}"):
            look.at(person, where, person.title != "facilitator")


def pages(browser, tool):
    """Each state of a rehearsal, its pages with a day's work in them."""
    scenario, tried = "scenarios/city-of-london-sif-2014", set()
    with serving(tool, scenario) as server:
        look = Look(server)
        looked(browser, server)
        brand(server)
        stranger = Person(browser, server, "stranger")
        for path in ("", f"join?code=0000-0000"):
            stranger.go(path)
            look.at(stranger, f"before joining /{path}")
        stranger.go(f"join?code={server.code}")
        look.at(stranger, "the roles")
        stranger.go("join?role=co-ordinator")
        look.at(stranger, "a role")
        form = stranger.page.locator("form.form").first
        stranger.press(form)
        look.at(stranger, "a role, nobody said who")
        stranger.end("pages")
        for title in VIEWERS:
            person = seated(browser, server, title)
            crawl(person, look, "not started", tried)
            person.end("pages")
        look.end("pages, not started")
    with tempfile.TemporaryDirectory() as logs, played(tool, scenario, logs, 170) as server:
        look = Look(server)
        people = [seated(browser, server, title) for title in VIEWERS]
        for person in people:
            crawl(person, look, "running", tried)
        wrong_forms(people, look)
        control = Client(server).enter()
        for command, state in (("timeline.pause", "paused"), ("timeline.stop", "stopped"),
                               ("timeline.end", "ended")):
            control.act("facilitator", command)
            for person in people:
                crawl(person, look, state, tried, SOME if state != "ended" else None)
        for person in people:
            person.end("pages")
        look.end("pages, running to ended")


def seated(browser, server, title):
    """Somebody of that title, who came in without a browser and looks with one."""
    client = Client(server)
    if title == "facilitator":
        client.enter()
    else:
        client.come(title)
    person = Person(browser, server, title)
    person.context.add_cookies([
        {"name": name, "value": value, "url": f"http://{server.host}{server.root}/"}
        for name, value in client.cookies.items()])
    return person


@contextlib.contextmanager
def played(tool, scenario, logs, acts):
    """A rehearsal whose first acts were played from its script, and which is served from there."""
    with open(os.path.join(scenario, "rehearsal.script"), encoding="utf-8") as script:
        lines = [line for line in script if line.strip() and not line.startswith("#")]
    part = os.path.join(logs, "part.script")
    with open(part, "w", encoding="utf-8") as file:
        file.writelines(lines[:acts])
    done = subprocess.run([tool, "run", scenario, "--logs", logs, "--script", part],
                          capture_output=True, check=False, text=True)
    found = re.search(r"^Log: +(\S+)", done.stdout, re.M)
    if not found:
        raise LookupError(f"run says {done.stdout[-300:]} {done.stderr[-300:]}")
    server = Server(tool, found.group(1), logs)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.kill()


MARK = "Zebra 7"


def wrong_forms(people, look):
    """Every kind of form, sent with what cannot be right: the answer says so and keeps the rest."""
    tried = set()
    for person in people:
        person.see("me")
        ids = person.page.evaluate("""[...document.querySelectorAll('main form.form')]
          .filter(form => !form.enctype.startsWith('multipart'))
          .map(form => [form.id, form.querySelector('[name=command]').value])""")
        for place, command in ids:
            if command in tried:
                continue
            tried.add(command)
            wrong_form(person, look, place, command)
        if person.title == "facilitator":
            # What is dangerous is asked first, on a page of its own.
            person.see("me")
            person.do("timeline.stop", because="Only looked at")
            check(person.says("Are you sure?", 1), "pages: what is dangerous is asked first")
            look.at(person, "confirmation", False)
    check(len(tried) > 12, f"pages: {len(tried)} kinds of forms were sent wrongly")


def wrong_form(person, look, place, command):
    person.see("me")
    form = person.page.locator(f'[id="{place}"]')
    person.unfold(form)
    fields = form.evaluate("""form => [...form.elements].filter(one =>
        one.matches('textarea, input[type=text]')).map(one => [one.name, one.tagName,
        one.closest('.field').querySelector('label').textContent.includes('(optional)')])""")
    empty = [name for name, tag, optional in fields if tag == "TEXTAREA" and not optional][:1]
    wrong = [name for name, tag, optional in fields if tag == "INPUT"]
    if not empty and not wrong:
        return
    typed = {name: MARK for name, _, _ in fields if name not in empty}
    person.fill(form, typed)
    answer = person.press(form)
    where = f"{command} sent wrongly by {person.title}"
    if not check(answer.status in (409, 422), f"{where} is answered {answer.status}"):
        return
    kept = person.page.evaluate("""() => Object.fromEntries([...document.querySelectorAll(
        'main textarea, main input[type=text]')].map(one => [one.name, one.value.trim()]))""")
    lost = [name for name in typed if kept.get(name) != MARK]
    check(not lost, f"{where}: what was typed is lost in {lost}")
    asked = person.page.locator("main form.form input[type=hidden]").evaluate_all(
        "all => all.map(one => one.name)")
    twice = [name for name, count in collections.Counter(asked).items() if count > 1]
    check(not twice, f"{where}: {twice} go along twice")
    look.at(person, where, person.title != "facilitator")
    answer_checks(person, where)


# --- What the stream does ------------------------------------------------------------------------

MOVES = ["day 1 09:20", "day 1 11:05", "day 1 15:00", "day 2 10:00", "day 2 15:00"]


def busy(client, roles, acts):
    """People who press what asks for nothing, one after the other; how often it was taken."""
    done = 0
    for turn in range(acts):
        who = roles[turn % len(roles)]
        offered = [form for form in client.sheet(f"as/{who}/me").forms
                   if not form["danger"] and not form["encoding"] and not form["asked"]]
        if offered:
            form = offered[turn % len(offered)]
            done += client.ask("POST", form["action"], form["hidden"])[0] == 303
    return done


def stream(browser, tool):
    """Pages that stand open while everything happens, the server's death as well."""
    roles = ["director", "chief-executive", "assistant-director", "co-ordinator",
             "head-of-service", "data-lead", "logistics-lead"]
    with serving(tool, "scenarios/tutorial") as server:
        control = Client(server).enter()
        control.act("facilitator", "timeline.start", pace="stepped")
        open_pages = []
        for title, paths in (("facilitator", ["me", "log", "documents"]),
                             ("co-ordinator", ["me", "communication", "logistics"]),
                             ("head-of-service", ["me", "../../room", "injects"])):
            person = seated(browser, server, title)
            for path in paths:
                page = person.context.new_page()
                person.watch(page)
                page.goto(server.address(os.path.normpath(f"as/{title}/{path}")))
                open_pages.append((person, page, f"{title} {path}"))
        taken = 0
        for number, moment in enumerate(MOVES):
            control.act("facilitator", "timeline.move", to=moment)
            taken += busy(control, roles, 21)
            fresh(open_pages, f"stream: at {moment}")
            if number == 2:
                lost(server, control, open_pages, roles)
        check(taken > 40, f"stream: {taken} acts were taken")
        for person in dict.fromkeys(person for person, _, _ in open_pages):
            person.end("stream")
        manners(browser, server, control)


def fresh(open_pages, label):
    for person, page, name in open_pages:
        person.page = page
        wrong = person.is_fresh()
        check(wrong is None, f"{label}: {name} is not what a fresh one is: {wrong}")


def lost(server, control, open_pages, roles):
    """The server dies, and is there again."""
    server.kill()
    for person, page, name in open_pages:
        person.page = page
        check(person.says("Connection lost, trying again", 6),
              f"stream: {name} does not say that the connection is lost")
    time.sleep(1)
    server.start()
    check(busy(control, roles, 7) > 0, "stream: it goes on after the death")
    for person, page, name in open_pages:
        person.page = page
        said = page.locator("#page\\.updates")
        until = time.monotonic() + 15
        while "lost" in said.inner_text() and time.monotonic() < until:
            page.wait_for_timeout(200)
        check("lost" not in said.inner_text(), f"stream: {name} comes again")
    fresh(open_pages, "stream: after a death")
    for person in dict.fromkeys(person for person, _, _ in open_pages):
        person.forgive("net::ERR")


def manners(browser, server, control):
    """What the script does beside what is shown: pausing, fields, the focus, what it says."""
    person = Person(browser, server, "director")
    person.context.add_cookies([
        {"name": name, "value": value, "url": f"http://{server.host}{server.root}/"}
        for name, value in control.cookies.items()])
    page = person.page

    person.see("log")
    page.get_by_role("button", name="Pause updates").click()
    check(person.says("Updates are paused", 2), "stream: pausing updates is said")
    control.act("facilitator", "notes.take", words="Said while paused")
    control.act("facilitator", "timeline.pause", because="Paused on purpose")
    page.wait_for_timeout(2500)
    check("Paused on purpose" not in person.words(), "stream: nothing changes while paused")
    page.get_by_role("button", name="Go on with updates").click()
    check(person.says("Paused on purpose"), "stream: what came meanwhile is there")
    control.act("facilitator", "timeline.resume")
    check(person.is_fresh() is None, "stream: a page that was paused is whole")

    # What somebody types into stays; what is new is offered.
    person.see("me")
    person.unfold(person.form("injects.decide"))
    place = person.form("injects.decide").locator("[name=what]")
    place.fill("Half a sent")
    place.press("End")
    control.act("director", "notes.take", words="From another device")
    held = page.get_by_role("button", name="Show what is new")
    with contextlib.suppress(Exception):
        held.first.wait_for(timeout=5000)
    check(held.count() > 0, "stream: a field in use is held, and it says so")
    page.keyboard.type("ence")
    check(place.input_value() == "Half a sentence", "stream: what is typed goes on")
    if held.count():
        held.first.click()
        check(person.is_fresh() is None, "stream: shown what is new, the page is whole")

    # Whoever stands on a button or has unfolded something is not thrown out of it.
    for title, what, place in (
            ("facilitator", "a button", page.locator("main form.form button:visible")),
            ("director", "what unfolds", page.locator("main details summary"))):
        person.title = title
        person.see("me")
        if place.count() == 0:
            skip(f"stream: the focus on {what}", "the page has none")
            continue
        place.first.focus()
        if what == "what unfolds":
            page.keyboard.press("Enter")
        before = page.evaluate("document.activeElement.textContent")
        control.act(title, "notes.take", words=f"While the focus is on {what}")
        page.wait_for_timeout(2000)
        after = page.evaluate("document.activeElement.textContent")
        check(before == after, f"stream: the focus on {what} is lost to \"{after[:40].strip()}\"")
        if what == "what unfolds":
            check(page.locator("main details[open]").count() == 1,
                  "stream: what was unfolded stays so")
    person.title = "director"
    clock(person, control)
    wall(person)
    twice(person, server)
    tabs(person, control)
    alerts(person, control)
    hostile(browser, server, control)
    burst(person, control)
    person.end("stream")


def twice(person, server):
    """A double press is one act, and so is what is sent again after going back."""
    person.see("notes")
    form = person.form("notes.take")
    person.unfold(form)
    person.fill(form, {"words": "Pressed twice"})
    with person.page.expect_navigation():
        form.locator("button[type=submit]").dblclick()
    person.page.wait_for_timeout(1000)
    count = len(server.recorded("notes.taken", words="Pressed twice"))
    check(count == 1, f"stream: a double press is recorded {count} times")


HIDE = """hidden => { Object.defineProperty(document, 'hidden',
  { value: hidden, configurable: true }); document.dispatchEvent(new Event('visibilitychange')) }"""


def tabs(person, control):
    """A browser has few connections: pages that nobody looks at hold none, and catch up."""
    behind = []
    for number in range(9):
        page = person.context.new_page()
        page.goto(person.server.address("as/director/log"))
        page.evaluate(HIDE, True)
        behind.append(page)
    control.act("director", "notes.take", words="While nobody looked")
    person.see("log")
    check(person.says("While nobody looked", 3), "stream: with nine pages behind it, one is live")
    check("While nobody looked" not in behind[0].content(), "stream: a hidden page holds a stream")
    front, person.page = person.page, behind[0]
    behind[0].evaluate(HIDE, False)
    check(person.says("While nobody looked", 5), "stream: a page that is seen again catches up")
    check(person.is_fresh() is None, "stream: a page that is seen again is whole")
    person.page = front
    for page in behind:
        page.close()


def alerts(person, control):
    """Nobody is asked for leave to alert before they press; then a hidden page alerts."""
    page = person.context.new_page()
    page.add_init_script("""window.asked = 0; window.alerts = [];
      window.Notification = class {
        static permission = 'default';
        static async requestPermission() { window.asked++; return 'granted' }
        constructor(title, options) { window.alerts.push(title + ': ' + options.body) }
      }""")
    page.goto(person.server.address("as/director/me"))
    page.wait_for_timeout(500)
    check(page.evaluate("window.asked") == 0, "stream: a page asks for alerts by itself")
    page.get_by_role("button", name="Turn on alerts").click()
    page.wait_for_timeout(300)
    check(page.evaluate("window.asked") == 1, "stream: a press asks for alerts")
    check(page.get_by_role("button", name="Alerts are on").count() == 1,
          "stream: it says that alerts are on")
    page.evaluate(HIDE, True)
    control.act("facilitator", "injects.announce", inject="unseen", to="director",
                message="Words that no alert holds")
    page.wait_for_timeout(2500)
    alerted = page.evaluate("window.alerts")
    check(len(alerted) == 1 and alerted[0].startswith("Exercise only: Exercise:"),
          f"stream: a hidden page alerts {alerted}")
    check("no alert holds" not in str(alerted), "stream: an alert says what waits, no more")
    page.evaluate(HIDE, False)
    control.act("facilitator", "injects.announce", inject="seen", to="director",
                message="Before their eyes")
    page.wait_for_timeout(2500)
    check(len(page.evaluate("window.alerts")) == 1, "stream: a page in sight does not alert")
    page.close()


def hostile(browser, server, control):
    """Script in what people type never runs on anybody's page."""
    script = "\"'><script>window.ran = 1</script><img src=x onerror='window.ran = 1'>"
    control.act("facilitator", "injects.announce", inject="hostile", to="director",
                message=script)
    control.act("director", "notes.take", words=script)
    person = Person(browser, server, "lead-member")
    join(person, "lead-member", "other", script)
    for page in ("me", "cover", "notes", "injects", "log",
                 f"log?find={urllib.parse.quote(script)}"):
        person.see(page)
        check(person.page.evaluate("window.ran") is None, f"stream: script runs on {page}")
        check(person.page.locator("main script, main img").count() == 0,
              f"stream: script gets into {page}")
    person.end("stream: script")


def clock(person, control):
    """A clock that runs is seen to run, and says how long is left."""
    person.see("timeline")
    control.act("facilitator", "timeline.set-pace", pace="x600")
    place = person.page.locator('[data-clock="story"]')
    before, until = place.inner_text(), time.monotonic() + 6
    while place.inner_text() == before and time.monotonic() < until:
        person.page.wait_for_timeout(100)
    check(place.inner_text() != before, "stream: the clock on a page runs")
    person.title = "facilitator"
    person.see("me")
    with contextlib.suppress(Exception):
        person.page.locator(".left").first.wait_for(timeout=4000)
    check(person.page.locator(".left").count() > 0, "stream: how long is left is said in words")
    control.act("facilitator", "timeline.set-pace", pace="stepped")
    person.title = "director"


def wall(person):
    """What hangs on a wall is seen whole, and large."""
    for width, height in ((1600, 900), (1920, 1080)):
        person.page.set_viewport_size({"width": width, "height": height})
        person.go("room")
        person.page.wait_for_timeout(500)
        facts = person.page.evaluate("""() => [...document.querySelectorAll('.facts > div')]
          .filter(one => one.getBoundingClientRect().bottom > innerHeight)
          .map(one => one.textContent.trim())""")
        check(not facts, f"wall: at {width}x{height} these are out of sight: {facts[:3]}")
        small = person.page.evaluate("""() => Math.min(...[...document.querySelectorAll(
          '.facts dd, .facts dt')].map(one => parseFloat(getComputedStyle(one).fontSize)))""")
        check(small >= height / 40, f"wall: at {width}x{height} letters are {small} pixels")
    person.page.set_viewport_size({"width": 1280, "height": 800})


def burst(person, control):
    """A hundred acts at once are not a hundred things said."""
    person.see("log")
    person.page.evaluate("""() => { window.said = 0; new MutationObserver(() => { window.said++ })
      .observe(document.getElementById('page.updates'), { childList: true, characterData: true,
        subtree: true }) }""")
    began = time.monotonic()
    for number in range(100):
        form = control.sheet("as/director/notes").form("notes.take")
        status, _ = control.ask("POST", form["action"],
                                form["hidden"] + [("words", f"Note {number}")])
        if status != 303:
            check(False, f"stream: note {number} is answered {status}")
    took = time.monotonic() - began
    check(person.says("Note 99"), "stream: the last of a hundred is shown")
    person.page.wait_for_timeout(5500)
    said = person.page.evaluate("window.said")
    check(1 <= said <= max(5, took / 5 + 2),
          f"stream: a burst of 100 in {took:.1f} s is said {said} times")
    print(f"stream: 100 acts in {took:.1f} s are said {said} times", flush=True)
    check(person.is_fresh() is None, "stream: after a burst the page is whole")


# --- All of it -----------------------------------------------------------------------------------


only = []


def attempt(name, body, *arguments):
    """A journey that cannot be gone to its end is one failure, and the others go on."""
    if only and not any(name.startswith(one) for one in only):
        return
    began = time.monotonic()
    before = (checks, failures)
    try:
        body(*arguments)
    except Exception as error:  # whatever the browser met, it is said with where
        place = error.__traceback__
        while place.tb_next and place.tb_next.tb_frame.f_code.co_filename == __file__:
            place = place.tb_next
        words = " ".join(str(error).split())[:400]
        check(False, f"{name}: line {place.tb_lineno}: {type(error).__name__}: {words}")
    print(f"{name}: {checks - before[0]} checks, {failures - before[1]} failed, "
          f"{time.monotonic() - began:.0f} s", flush=True)


def total():
    """The last line, and how the program ends: what was not run is no success."""
    print(f"{checks} checks, {failures} failed" + (f", {not_run} NOT RUN" if not_run else ""))
    return 1 if failures or not_run else 0


def main():
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    browser_path, tool = sys.argv[1], os.path.abspath(sys.argv[2])
    only.extend(sys.argv[3:])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for script in (True, False):
            how = "with script" if script else "without script"
            attempt(f"tutorial, {how}", tutorial, browser, tool, script)
            attempt(f"inspection, {how}", inspection, browser, tool, script)
            attempt(f"held, {how}", held, browser, tool, script)
            attempt(f"shelf, {how}", shelf, browser, tool, script)
        attempt("by keyboard", keyboard, browser, tool)
        attempt("pages", pages, browser, tool)
        attempt("stream", stream, browser, tool)
        browser.close()
    return total()


if __name__ == "__main__":
    sys.exit(main())
