"""A facilitator, a head of service and an observer who have a keyboard and no mouse."""
import time

from client import Client
from person import Person, facilitator, seated
from server import serving
from tally import check


REST = """() => document.querySelectorAll(
    'a, button, input, textarea, select, summary, [tabindex]')
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
        label, person = self.label, self.person
        check(not self.unseen, f"{label}: the focus is not seen on {sorted(self.unseen)[:3]}")
        check(not self.covered, f"{label}: the focus is covered on {sorted(self.covered)[:3]}")
        check(self.stops > 50, f"{label}: {self.stops} stops were looked at")
        person.end(label)


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
        control.send(control.person.first_form())
        check(server.recorded("injects.released", inject="parking"), f"{label}: an event comes up")

        head = keyboard_player(browser, server, label)
        noted(browser, server, played, label)
        control.send(control.person.form("timeline.pause"), "Space")
        check(server.recorded("timeline.paused"), f"{label}: it pauses")
        control.send(control.person.form("timeline.resume"))
        form = control.person.form("timeline.end")
        control.send(form)
        control.send(control.person.first_form())
        check(server.recorded("timeline.ended"), f"{label}: it ends")
        control.end()
        head.end()


def is_at_note(page):
    return page.evaluate("document.activeElement.id") == "todo.notes.take.1.words"


def story(page, other=None):
    """What the page knows of the story's clock, once it knows something, or something else."""
    until = time.monotonic() + 8
    while (now := page.evaluate("document.body.dataset.story")) in (None, other):
        if time.monotonic() > until:
            raise LookupError("the page does not come to know the time")
        page.wait_for_timeout(50)
    return now


def entered(page):
    with page.expect_navigation():
        page.keyboard.press("Enter")


def noted(browser, server, control, label):
    """A note in two keys, of the moment at which it was begun; one key that can be turned off."""
    label = f"{label}: a note"
    person = seated(browser, server, "co-ordinator")
    page = person.page
    # On the page that has it, and on another, from which the key leads there.
    for path, said, later in (("me", "Begun here", "day 1 09:27"),
                              ("log", "Begun elsewhere", "day 1 09:34")):
        person.see(path)
        story(page)
        check("press N to write a note" in person.words(), f"{label}: {path} names the key")
        page.keyboard.press("n")
        if path == "log":
            page.wait_for_url("**/notes#*", timeout=8000)
            page.wait_for_load_state()
        check(is_at_note(page), f"{label}: the key leads to the field from {path}")
        began = story(page)
        page.keyboard.type(said[:5])
        control.act("facilitator", "timeline.move", to=later)
        story(page, began)
        page.keyboard.type(said[5:])
        entered(page)
        found = server.recorded("notes.taken", words=said, actor="role:co-ordinator")
        check(len(found) == 1 and found[0]["data"]["begun"][:16] == began[:16]
              and found[0]["at"] > found[0]["data"]["begun"],
              f"{label}: begun at {began}, {found}")

    # A new line is begun with Shift; what is emptied and begun anew is of that moment.
    person.see("notes")
    story(page)
    page.keyboard.press("n")
    page.keyboard.type("x")
    page.keyboard.press("Backspace")
    check(page.locator("[data-begun]").input_value() == "", f"{label}: emptied, it has no time")
    page.keyboard.type("Two")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("lines")
    entered(page)
    check(len(server.recorded("notes.taken", words="Two\nlines")) == 1
          or len(server.recorded("notes.taken", words="Two\r\nlines")) == 1,
          f"{label}: Shift and Enter begins a new line")

    turned_off(person, label)
    # While updates are paused nobody knows how late it is, and no time is made up.
    person.see("notes")
    story(page)
    page.get_by_role("button", name="Pause updates").click()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("n")
    page.keyboard.type("Paused")
    check(page.locator("[data-begun]").input_value() == "", f"{label}: paused, it has no time")
    entered(page)
    found = server.recorded("notes.taken", words="Paused")
    check(found and found[0]["data"]["begun"] == found[0]["at"],
          f"{label}: paused, it is of the moment it was sent, {found}")
    person.end(label)


def turned_off(person, label):
    """In another field it is a letter, with Alt it is the browser's, and off it is nothing."""
    page = person.page
    person.see("log")
    page.locator("[id='page.find']").focus()
    page.keyboard.press("n")
    check(page.locator("[id='page.find']").input_value() == "n"
          and page.url.endswith("/log"), f"{label}: in another field the key is a letter")
    person.see("notes")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Alt+n")
    check(not is_at_note(page), f"{label}: with Alt the key does nothing")
    page.get_by_role("button", name="Turn keys off").click()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("n")
    check(not is_at_note(page), f"{label}: turned off, the key does nothing")
    person.see("me")
    page.keyboard.press("n")
    check(not is_at_note(page) and "Keys are turned off" in person.words(),
          f"{label}: turned off, it stays so on the next page")
    page.get_by_role("button", name="Turn keys on").click()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("n")
    check(is_at_note(page), f"{label}: turned on again, the key leads to the field")


def keyboard_player(browser, server, label):
    person = Person(browser, server, "head-of-service")
    person.go()
    keys = Keys(person, f"{label}: the head of service")
    form = person.first_form()
    keys.write(form.locator("[name=code]"), server.code)
    with keys.page.expect_navigation():
        keys.page.keyboard.press("Enter")
    keys.page.evaluate(REST)
    keys.go_on(person.page.get_by_role("link", name="Join as Head of service"))
    form = person.first_form()
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
