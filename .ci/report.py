#!/usr/bin/env python3
"""Reports, looked at as people do who did not write them:
`.ci/report.py BROWSER LOG_FOLDER… PAGE.html…`

For each log: its figures are worked out a second time from the lines of events.jsonl, without any
code of ours; axe looks at the page at 1280 and 320 pixels; nothing scrolls sideways, with scripts
off too; and it prints with page numbers and nothing lost. A page without a log, such as that of
`simulate`, is looked at in the same way. Prints one line a check.
Exit: 0 all hold, 1 one does not.
"""
import collections
import contextlib
import datetime
import html
import io
import json
import os
import re
import sys
import unicodedata

import axe_playwright_python.base
import pypdf
from playwright.sync_api import sync_playwright

failures = 0
checks = 0


def check(holds, what):
    global failures, checks
    checks += 1
    if not holds:
        failures += 1
        print(f"FAILED {what}")


# --- The figures, worked out from the lines of the log -------------------------------------------

def moment(text):
    return datetime.datetime.fromisoformat(text)


class Rehearsal:
    """What the lines of a log add up to."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as lines:
            self.lines = [json.loads(line) for line in lines]

    def of(self, kind):
        return [line for line in self.lines if line["type"] == kind]

    @staticmethod
    def when(line):
        return moment(line["data"].get("happened", line["at"]))

    def deadlines(self):
        """Deadlines met, met late and missed, of all that the call made known."""
        due = {}
        for line in self.of("timeline.dates-set"):
            for entry in line["data"].get("deadlines", []):
                due[entry["deadline"]] = moment(entry["due"])
        for line in self.of("timeline.dates-moved"):
            for entry in line["data"].get("deadlines", []):
                if entry["deadline"] in due:
                    due[entry["deadline"]] = moment(entry["due"])
        met = {line["data"]["deadline"]: self.when(line) for line in self.of("timeline.deadline-met")}
        missed = {line["data"]["deadline"] for line in self.of("timeline.deadline-missed")}
        if not due:
            return {}
        late = [name for name in due if name in met and met[name] > due[name]]
        return {
            "Deadlines met": f"{sum(n in met and met[n] <= due[n] for n in due)} of {len(due)}",
            "Deadlines met late": str(len(late)),
            "Deadlines missed": str(sum(n in missed and n not in met for n in due)),
        }

    def cascades(self):
        """How many were told of each message: a role counts one, a group what was reported."""
        figures = {}
        for line in self.of("communication.cascade-activated"):
            name, title = line["data"]["cascade"], line["data"]["title"]
            roles = {l["data"]["role"] for l in self.of("communication.role-informed")
                     if l["data"]["cascade"] == name}
            groups = collections.Counter()
            for l in self.of("communication.group-told"):
                if l["data"]["cascade"] == name:
                    groups[l["data"]["contact"]] = l["data"]["told"]
            figures[f"{title}: told"] = len(roles) + sum(groups.values())
        return figures

    def meetings(self):
        """Meetings held and moved, of all that the timetable and later bookings made known."""
        known = {m["meeting"] for l in self.of("fieldwork.timetable-set")
                 for m in l["data"].get("meetings", [])}
        known |= {l["data"]["meeting"] for l in self.of("fieldwork.meeting-booked")}
        if not known:
            return {}
        held = {l["data"]["meeting"] for l in self.of("fieldwork.meeting-held")}
        return {
            "Meetings held": f"{len(held)} of {len(known)}",
            "Meetings moved": str(len(self.of("fieldwork.meeting-moved"))),
        }

    def documents(self):
        """Documents sent in time and late. A replacement of what is there is not late."""
        needed = {row["document"] for l in self.of("documents.opened")
                  for row in l["data"].get("documents", [])}
        late, gone, ruled_out = {}, set(), set()
        for line in self.lines:
            kind, data = line["type"], line["data"]
            if kind == "documents.sent":
                for row in data["documents"]:
                    name = row["document"]
                    if name not in late or name in gone:
                        late[name] = row.get("late") in ("yes", True)
                    gone.discard(name)
            elif kind == "documents.withdrawn":
                gone.add(data["document"])
            elif kind == "documents.ruled-out":
                ruled_out.add(data["document"])
            elif kind == "documents.ruled-in":
                ruled_out.discard(data["document"])
        needed -= ruled_out
        if not needed:
            return {}
        there = [name for name in late if name in needed and name not in gone]
        in_time = sum(not late[name] for name in there)
        return {
            "Documents sent in time": f"{in_time} of {len(needed)}",
            "Documents sent late": str(len(there) - in_time),
        }

    def items(self):
        """Checklist items done in time and late, of all that the call gave a due time."""
        needed = {row["item"] for l in self.of("logistics.dates-set")
                  for row in l["data"].get("items", [])}
        done = {}
        for line in self.lines:
            kind, data = line["type"], line["data"]
            if kind == "logistics.item-finished":
                done[data["item"]] = data.get("late") in ("yes", True)
            elif kind == "logistics.item-reopened":
                done.pop(data["item"], None)
                needed.add(data["item"])
            elif kind == "logistics.item-set-aside":
                done.pop(data["item"], None)
                needed.discard(data["item"])
        if not needed:
            return {}
        late = sum(done.values())
        return {
            "Checklist items done in time": f"{len(done) - late} of {len(needed)}",
            "Checklist items done late": str(late),
        }


def text(cell):
    cell = re.sub(r'<span class="unseen">.*?</span>', "", cell)
    return html.unescape(re.sub(r"<[^>]+>", "", cell)).strip()


def facts(page, block):
    found = re.search(rf'<dl class="facts" id="{block}">(.*?)</dl>', page, re.S)
    if not found:
        return {}
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", found.group(1), re.S)
    return {text(name): text(value) for name, value in pairs}


def figures(folder, page):
    log = Rehearsal(os.path.join(folder, "events.jsonl"))
    shown = facts(page, "summary-figures")
    check(shown, f"{folder}: the report has figures")
    for part in (log.deadlines, log.meetings, log.documents, log.items):
        for name, value in part().items():
            # A figure that is left out is as wrong as another number.
            check(shown.get(name) == value, f"{folder}: {name} is {shown.get(name)}, not {value}")
    for name, told in log.cascades().items():
        value = shown.get(name, "")
        check(value.split(" ")[0].replace(",", "") == str(told),
              f"{folder}: {name} is {value}, the log says {told}")
    charts(folder, page)


def charts(folder, page):
    """Each picture has a table, whose last count is where its line ends."""
    found = re.findall(r'<div class="chart".*?</svg>.*?<table>(.*?)</table>', page, re.S)
    check(len(found) == page.count('<div class="chart"'), f"{folder}: each chart has its table")
    for table in found:
        rows = re.findall(r"<tr>(.*?)</tr>", table.split("<tbody>")[1], re.S)
        counts = [int(text(n).replace(",", "")) for row in rows
                  for n in re.findall(r'<td class="number">(.*?)</td>', row, re.S)[:1]
                  if text(n) not in ("", "–")]
        check(counts == sorted(counts), f"{folder}: counts of a chart never fall")


# --- The page, in a browser ----------------------------------------------------------------------

AXE = os.path.join(os.path.dirname(axe_playwright_python.base.__file__), "axe.min.js")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def page_checks(browser, folder, address):
    for width in (1280, 320):
        context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
        page = context.new_page()
        requests = []
        page.on("request", lambda request: requests.append(request.url))
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth")
        check(wide <= width, f"{folder}: at {width} px the page is {wide} px wide")
        check(requests == [address], f"{folder}: the page asks for {requests[1:]}")
        page.add_script_tag(path=AXE)
        result = page.evaluate("rules => axe.run(document, rules)", RULES)
        check(result["passes"], f"{folder}: axe looked at the page")
        for found in result["violations"]:
            place = found["nodes"][0]["target"]
            check(False, f"{folder} at {width} px: axe {found['id']}: {found['help']} {place}")
        context.close()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    check(page.locator("h1").count() == 1, f"{folder}: it reads without script")
    context.close()


def print_checks(browser, folder, address):
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    page.evaluate("document.querySelectorAll('.unseen').forEach(e => e.remove())")
    words = page.evaluate(
        "[...document.querySelectorAll('h1,h2,th,td,dt,dd,figcaption,summary,.what')]"
        ".map(e => e.textContent)")
    printed = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))

    def squeeze(words):
        # Letters that are drawn as one come back as one.
        return re.sub(r"\s+", "", unicodedata.normalize("NFKC", words))

    pages = [squeeze(sheet.extract_text()) for sheet in printed.pages]
    whole = "".join(pages)
    for number, sheet in enumerate(pages, 1):
        check(f"Page{number}of{len(pages)}" in sheet, f"{folder}: page {number} has its number")
        check("Exerciseonly" in sheet, f"{folder}: page {number} says exercise only")
    # A cell may be parted by the end of a page, so its words are looked for one by one.
    for text_of in words:
        for word in text_of.split():
            if squeeze(word) not in whole:
                check(False, f"{folder}: \"{word}\" of \"{text_of.strip()[:40]}\" is lost in print")
                break
    context.close()


def control(folder, page):
    """A report with one wrong figure, or without one, must be found out, or nobody looked."""
    global failures, checks
    changed = {"a wrong figure": re.sub(
        r"(<dt>[^<]*: told</dt><dd>)(\d+)", r"\g<1>9\2", page, count=1)}
    for name in ("Meetings held", "Documents sent in time", "Checklist items done in time"):
        if f"<dt>{name}</dt>" in page:
            changed[f"a report without {name}"] = page.replace(f"<dt>{name}</dt>", "<dt></dt>")
    for what, wrong in changed.items():
        before = (failures, checks)
        with contextlib.redirect_stdout(io.StringIO()):
            figures(folder, wrong)
        found = failures > before[0]
        failures, checks = before
        check(wrong != page and found, f"{folder}: {what} is found")


def main(executable, folders):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for folder in folders:
            if folder.endswith(".html"):
                address = f"file://{os.path.abspath(folder)}"
                page_checks(browser, folder, address)
                print_checks(browser, folder, address)
                continue
            path = os.path.abspath(os.path.join(folder, "report.html"))
            with open(path, encoding="utf-8") as file:
                page = file.read()
            figures(folder, page)
            control(folder, page)
            page_checks(browser, folder, f"file://{path}")
            print_checks(browser, folder, f"file://{path}")
        browser.close()
    print(f"{checks} checks, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
