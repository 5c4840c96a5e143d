"""Twenty people, those who watch them, a facilitator and a wall go through a whole scenario."""
import asyncio
import collections
import contextlib
import html
import os
import random
import re
import shutil
import subprocess
import tempfile
import time

from client import Client, cookies_of
from screens import Screen, close, follow, request
from server import memory, serving, verified
from sheet import Sheet
from tally import check


SCENARIO = "scenarios/thurrock-ilacs-2019"
PLAYERS = [
    "director", "chief-executive", "portfolio-holder", "assistant-director", "co-ordinator",
    "data-lead", "library-lead", "audit-lead", "logistics-lead", "systems-lead",
    "communications-lead", "workforce-lead", "head-of-front-door", "hub-manager",
    "head-of-protection", "assessment-manager-1", "head-of-care", "care-manager",
    "head-of-quality", "participation-lead"]
WATCHERS = ["inspectorate-desk", "second-inspector", "observer"]
# The scenario has one place at which the inspectorate is played; here two sit there.
SECOND = "second-inspector,Second inspector,p61,,,inspector,,invented\n"

# What would end or empty the rehearsal, and what is for the clock, is left alone.
LEFT_ALONE = ("cover.", "timeline.")


def filled(form, number):
    """What somebody types who fills a form quickly; `None` for one that takes more thought."""
    fields = []
    for name, values in form["asked"].items():
        kind = form["kinds"][name]
        if name in form["optional"]:
            continue
        if kind == "radio":
            fields.append((name, form.get("chosen", {}).get(name, values[0])))
        elif kind == "checkbox":
            fields.append((name, values[0]))
        elif kind == "select":
            fields.append((name, next(value for value in values if value)))
        elif kind == "textarea":
            fields.append((name, f"Typed quickly, number {number}"))
        elif name == "told":
            fields.append((name, "1"))
        else:
            return None
    return fields


class Player:
    """Somebody in a role who does what their page offers, each thing once."""

    def __init__(self, server, role, random_numbers):
        self.role, self.server, self.random = role, server, random_numbers
        self.screen = Screen(server, f"as/{role}/me", cookies_of(server, role))
        self.done, self.answers = set(), collections.Counter()
        self.refused = collections.Counter()
        self.resting = self.over = False
        self.busy = False

    async def play(self):
        number = 0
        while not self.over:
            await asyncio.sleep(self.random.uniform(0.2, 0.8))
            if self.resting or self.over:
                continue
            self.busy = True
            try:
                number += 1
                await self.act(number)
            finally:
                self.busy = False

    def offered(self):
        for form in Sheet(self.screen.text()).forms:
            hidden = [one for one in form["hidden"] if not one[0].startswith("x-")]
            key = (form["id"], tuple(hidden))
            command = dict(hidden)["command"]
            if (key not in self.done and not form["danger"] and not form["encoding"]
                    and not command.startswith(LEFT_ALONE)):
                yield key, command, form

    async def act(self, number):
        for key, command, form in self.offered():
            self.done.add(key)
            typed = filled(form, number)
            if typed is None:
                continue
            status, _, text = await request(
                self.server, "POST", form["action"], self.screen.cookies, form["hidden"] + typed)
            self.answers[status] += 1
            if status != 303:
                words = re.search(r'class="problems".*?<li>(.*?)</li>', text, re.S)
                said = re.sub(r"<[^>]+>", "", words.group(1)) if words else text[:80]
                self.refused[f"{command} {status} {said[:90]}"] += 1
            return


# The first week hour by hour, then the days that matter, then the report.
MOMENTS = [f"day {day} {hour:02}:00" for day in range(1, 6) for hour in (10, 11, 12, 14, 16, 18)]
MOMENTS[0:1] = ["day 1 10:20", "day 1 10:40"]
MOMENTS += [f"day {day} {hour}:00" for day in (8, 9, 10, 11, 12, 15, 16, 17, 18, 19)
            for hour in (10, 16)]
MOMENTS += ["day 33 12:00", "day 47 10:00"]


@contextlib.contextmanager
def inspected_by_two():
    """The scenario with one more inspector, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        scenario = shutil.copytree(SCENARIO, os.path.join(folder, os.path.basename(SCENARIO)))
        with open(os.path.join(scenario, "roles.csv"), "a", encoding="utf-8") as roles:
            roles.write(SECOND)
        yield scenario


async def people(tool):
    with inspected_by_two() as scenario, serving(tool, scenario) as server:
        numbers = random.Random(7)
        control = Client(server).enter()
        players = [Player(server, role, numbers) for role in PLAYERS + WATCHERS]
        wall = Screen(server, "room", cookies_of(server, "wall"))
        screens = [player.screen for player in players] + [wall]
        for page in ("me", "log", "communication", "documents"):
            screens.append(Screen(server, f"as/facilitator/{page}", control.cookies))
        following = await follow(screens)
        began = time.monotonic()

        async def move(command, **asked):
            await asyncio.to_thread(control.act, "facilitator", command, **asked)

        await move("timeline.start", pace="stepped")
        acting = [asyncio.create_task(player.play()) for player in players]
        for number, moment in enumerate(MOMENTS):
            await move("timeline.move", to=moment)
            await asyncio.sleep(1.0)
            if number in (5, 25, 40):
                await compare(server, players, screens, moment)
        await move("notes.open-debrief")
        await asyncio.sleep(3)
        await compare(server, players, screens, "the debrief")
        await asyncio.to_thread(control.act, "facilitator", "timeline.end")
        for player in players:
            player.over = True
        await asyncio.gather(*acting)
        took = time.monotonic() - began
        await compare(server, players, screens, "the end")
        # One letter more must be found out, or nobody compares.
        name = wall.order[0]
        wall.parts[name] += "!"
        check(await wall.difference(0) is not None, "people: a screen with a letter more is found")
        wall.parts[name] = wall.parts[name][:-1]
        await close(screens, following, "people")
        report_people(server, players, screens, took)


async def compare(server, players, screens, moment):
    """Everybody rests; each screen is what a fresh page is, and what a replay says."""
    for player in players:
        player.resting = True
    while any(player.busy for player in players):
        await asyncio.sleep(0.05)
    for screen in screens:
        wrong = await screen.difference()
        check(wrong is None, f"people: at {moment} {screen.path} is not as a fresh page: {wrong}")
    for player in players:
        done = await asyncio.to_thread(
            subprocess.run,
            [server.tool, "replay", server.folder, "--as", player.role, "--todo"],
            capture_output=True, text=True, check=False)
        # Where one can go from a page is no part of the rehearsal.
        missing = not_told(player.screen.text(leaving_out=("page.more",)), done.stdout)
        check(done.returncode == 0 and missing is None,
              f"people: at {moment} a replay as {player.role} has no \"{missing}\"")
    for player in players:
        player.resting = False


def not_told(page, told):
    """The first heading or fact of a page that a replay does not tell in the same order."""
    told = "".join(told.split())
    place = 0
    for words in re.findall(r"<(?:h2|h3|dt|dd)[^>]*>(.*?)</(?:h2|h3|dt|dd)>", page, re.S):
        words = re.sub(r'<span class="unseen">.*?</span>', "", words)
        squeezed = "".join(html.unescape(re.sub(r"<[^>]+>", "", words)).split())
        found = told.find(squeezed, place)
        if found < 0:
            return words
        place = found + len(squeezed)
    return None


def report_people(server, players, screens, took):
    answers = sum((player.answers for player in players), collections.Counter())
    refused = sum((player.refused for player in players), collections.Counter())
    for screen in screens:
        check(not screen.wrong, f"people: {screen.path}: {screen.wrong[:3]}")
        check(screen.ids, f"people: {screen.path} followed nothing")
    check(answers[303] > 300, f"people: {answers[303]} acts were taken")
    check(set(answers) <= {303, 409, 422}, f"people: answers were {dict(answers)}")
    check(server.recorded("timeline.ended"), "people: it came to its end")
    verified(server, "people")
    lines = len(server.lines())
    messages = sum(len(screen.ids) for screen in screens)
    print(f"people: {len(players)} people, {len(screens)} screens, {took:.0f} s, {lines} events, "
          f"{answers[303]} acts, {messages} changes followed; refused {sum(refused.values())}")
    for words, count in refused.most_common(12):
        print(f"   refused {count}: {words}")
    print(f"   the server's memory at most {memory(server)} MB", flush=True)
