"""Who inspects, audits and observes; a server that dies as the clock runs; one that opens more."""
import os
import re
import tempfile
import time

from person import Person, facilitator, join, label_of
from server import Shelf, serving, verified
from tally import check


def inspection(browser, tool, script):
    """An inspector asks, an auditor grades, an observer notes."""
    label = label_of(script)
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
    label = label_of(script)
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
            form = director.first_form()
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
        director.send()
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
    label = label_of(script)
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
