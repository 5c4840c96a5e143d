"""What the stream does to pages that stand open, when the server dies and when much happens."""
import contextlib
import os
import time
import urllib.parse

from client import Client
from person import Person, join, seated
from server import serving
from tally import check, skip


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


def reached(page):
    """How much of the log the page has been brought up to."""
    return int(page.evaluate("document.body.dataset.position"))


def manners(browser, server, control):
    """What the script does beside what is shown: pausing, fields, the focus, what it says."""
    person = Person(browser, server, "director")
    person.know(control.cookies)
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
        before, position = page.evaluate("document.activeElement.textContent"), reached(page)
        control.act(title, "notes.take", words=f"While the focus is on {what}")
        until = time.monotonic() + 15
        while reached(page) <= position and time.monotonic() < until:
            page.wait_for_timeout(100)
        check(reached(page) > position, f"stream: nothing came while the focus was on {what}")
        page.wait_for_timeout(500)
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
  { value: hidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange')) }"""


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
