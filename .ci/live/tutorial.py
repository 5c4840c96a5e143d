"""The tutorial's rehearsal as five people live through it, from the first slip to the end."""
import hashlib
import os
import re
import tempfile

from person import Person, answer_checks, facilitator, join, label_of
from server import serving, stopped, verified
from tally import check, skip


def joining(browser, server, label, script):
    """Comes in, with a slip at each step, and is known again."""
    person = Person(browser, server, "director", script)
    person.go()
    check("/join" in person.page.url, f"{label}: the address leads to where one joins")
    answer = person.send({"code": "wrong 123"})
    check(answer.status == 422, f"{label}: a wrong code is answered {answer.status}")
    answer_checks(person, f"{label}: a wrong code")
    check(person.page.locator("[name=code]").input_value() == "wrong 123",
          f"{label}: the wrong code is still there")
    person.send({"code": f" {server.code.lower().replace('-', ' ')} "})
    check(person.says("Choose your role", 1), f"{label}: a code in small letters lets in")
    with person.page.expect_navigation():
        person.page.get_by_role("link", name="Join as Director of children's services").click()
    answer = person.send({"name": "Ada Example"})
    check(answer.status == 422, f"{label}: nobody said who, and is answered {answer.status}")
    answer_checks(person, f"{label}: nobody said who")
    check(person.page.locator("[name=name]").input_value() == "Ada Example",
          f"{label}: the name that was typed is still there")
    person.send({"who": "holder"})
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
        answer = second.send({"who": "holder"})
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


def calls(browser, server, label, script, director):
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


def work(browser, server, label, script, director, phone):
    """A checklist and documents, those of their own among them."""
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
    head.send({"told": "40"})
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
    director.send({"because": "Say what is better"})
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
    return head, person


def unplanned(server, label, control, person):
    """An event that nobody wrote, its answer, and what happened earlier."""
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
    asked = person.first_form()
    typed = asked.locator("[name=happened]:not([type=hidden])").input_value()
    check(asked.locator("[name=what]").input_value() == "Two" and typed == "half past",
          f"{label}: all that was typed is still there")
    person.fill(asked, {"happened": "9:19am"})
    person.press(asked)
    late = server.recorded("injects.decision-taken", what="Two")
    check(late and late[0]["data"].get("happened") == "2026-11-23T09:19:00",
          f"{label}: a wrong time that was put right is taken")
    person.see("me")


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
    asked.send()
    check(server.recorded("timeline.stopped", because="The fire bell", actor="role:"),
          f"{label}: it stops for a real incident")
    for person in [control] + others:
        check(person.says("real incident"), f"{label}: {person.title} reads of the real incident")
        check(person.says("The fire bell"), f"{label}: {person.title} reads what has happened")

    control.see("me")
    control.do("timeline.end")
    check(control.says("Are you sure?", 1), f"{label}: to end is asked first")
    control.send()
    check(server.recorded("timeline.ended", actor="facilitator"), f"{label}: it ends")
    for person in others:
        check(person.says("ended"), f"{label}: {person.title} reads that it has ended")
    wall.end(label)


def tutorial(browser, tool, script):
    """All of it, with a server that is told to stop in between and started again."""
    label = label_of(script)
    with serving(tool, "scenarios/tutorial") as server:
        director, control = journey(browser, server, label, script)
        phone = calls(browser, server, label, script, director)
        stopped(server, label)
        server.start()
        director.see("me")
        check(director.page.url.startswith(server.address("as/director/me")) and
              director.says("Director of children's services", 1),
              f"{label}: the seat is still one's own after a restart")
        control.see("me")
        phone.see("me")
        head, person = work(browser, server, label, script, director, phone)
        unplanned(server, label, control, person)
        halts(browser, server, label, script, [control, director, phone, head, person])
        for one in (director, control, phone, head, person):
            one.end(label)
        verified(server, label)
