"""Every page in every state of a rehearsal, looked at by axe and a ruler; forms sent wrongly."""
import collections
import functools
import os
import re
import tempfile
import urllib.parse

import axe_playwright_python.base

from client import Client
from person import Person, answer_checks, seated
from server import played, serving
from tally import check


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


@functools.cache
def axe():
    """The checks of axe, as a script for a page."""
    folder = os.path.dirname(axe_playwright_python.base.__file__)
    with open(os.path.join(folder, "axe.min.js"), encoding="utf-8") as script:
        return script.read()


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
            page.evaluate(axe())
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
        for path in ("", "join?code=0000-0000"):
            stranger.go(path)
            look.at(stranger, f"before joining /{path}")
        stranger.go(f"join?code={server.code}")
        look.at(stranger, "the roles")
        stranger.go("join?role=co-ordinator")
        look.at(stranger, "a role")
        stranger.send()
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


MARK = "Zebra 7"


def wrong_forms(people, look):
    """Every kind of form, sent with what is wrong: the answer says so and keeps the rest."""
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
