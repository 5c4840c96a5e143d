#!/usr/bin/env python3
"""Reads the tool's exports and its schema with other people's libraries.

    python3 -m venv .build/exports
    .build/exports/bin/pip install icalendar jsonschema markdown-it-py PyYAML
    .build/exports/bin/python .ci/exports.py .build/debug/rehearse

What we write is right only if others read it so: calendars with icalendar, tables with Python's
csv, Markdown with markdown-it-py, the schema with jsonschema, scenarios with PyYAML. Prints what it
checked, with counts; exit 1 if anything failed.
"""

import csv
import datetime
import html
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import zoneinfo

import icalendar
import jsonschema
import markdown_it
import yaml

TOP = pathlib.Path(__file__).resolve().parent.parent
LONDON = zoneinfo.ZoneInfo("Europe/London")
NOTICE = "Exercise only: this tests procedures, not people"
COLUMNS = ["at", "until", "id", "kind", "title", "group", "module", "owner", "notice"]

# What a schema can see of a scenario: the shape of the file, and no reference or date.
SHAPE = {"S003", "S004", "S005", "S006", "S007"}


class Tally:
    """How often each thing was checked, and what was wrong."""

    def __init__(self):
        self.counts = {}
        self.problems = []

    def check(self, what, holds, detail=""):
        self.counts[what] = self.counts.get(what, 0) + 1
        if not holds:
            self.problems.append(f"{what}: {detail}")

    def equal(self, what, found, expected, where=""):
        self.check(what, found == expected, f"{where} found {found!r}, expected {expected!r}")


class Broken(Exception):
    """The tool does not do what everything after it leans on."""


class Tool:
    def __init__(self, path):
        self.path = str(pathlib.Path(path).resolve())

    def run(self, *arguments):
        return subprocess.run([self.path, *map(str, arguments)], cwd=TOP, capture_output=True)

    def out(self, *arguments):
        run = self.run(*arguments)
        if run.returncode:
            raise Broken(f"{arguments} exits {run.returncode}: {run.stderr.decode()[:400]}")
        return run.stdout

    def plan(self, scenario, form, *more):
        return self.out("plan", scenario, "--format", form, *more)

    def rows(self, scenario, *more):
        return json.loads(self.plan(scenario, "json", *more))


# MARK: what is expected, worked out here and not by the tool

ACTING = [*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
NO_CONTROLS = {code: "\ufffd" for code in ACTING}


def as_cell(text):
    """A text as a cell: control characters replaced, an apostrophe before a formula."""
    kept = {code: sign for code, sign in NO_CONTROLS.items() if chr(code) not in "\t\r\n"}
    formula = text[:1] in tuple("=+-@\t\r\n＝＋－＠") and text != ""
    return ("'" if formula else "") + text.translate(kept)


def as_calendar_text(text):
    """A text as a calendar gives it back: one kind of line end, control characters replaced."""
    text = re.sub("\r\n|[\r\v\f\x85\u2028\u2029]", "\n", text).replace("\t", " ")
    return "\n".join(line.translate(NO_CONTROLS) for line in text.split("\n"))


def bundled(rows):
    """The ids that stand for a line of the plan, each with how many steps the line has: more than
    three steps of one moment, kind, group and owner are one line under the id of the first."""
    bundles = {}
    for row in rows:
        key = (row["at"], row["kind"], row.get("group"), row.get("owner"))
        bundles.setdefault(key if "group" in row else row["id"], []).append(row)
    lines = {}
    for steps in bundles.values():
        for step in steps if len(steps) <= 3 else steps[:1]:
            lines[step["id"]] = len(steps) if len(steps) > 3 else 1
    return lines


# MARK: tables

def check_csv(tally, tool, scenario, *more):
    raw = tool.plan(scenario, "csv", *more).decode()
    table = list(csv.reader(io.StringIO(raw, newline=""), strict=True))
    rows = tool.rows(scenario, *more)
    tally.equal("csv: first line", table[0], COLUMNS, scenario)
    tally.equal("csv: as many rows as JSON", len(table) - 1, len(rows), scenario)
    tally.check("csv: ends in CRLF", raw.endswith("\r\n"), scenario)
    outside = re.sub(r'"(?:[^"]|"")*"', "", raw, flags=re.S)
    tally.equal(
        "csv: CRLF alone ends rows", re.findall("\r\n|\r|\n", outside), ["\r\n"] * len(table),
        scenario)
    for cells, row in zip(table[1:], rows):
        expected = [as_cell(row.get(name, "")) for name in COLUMNS[:-1]] + ["Exercise only"]
        tally.equal("csv: row agrees with JSON", cells, expected, scenario)
        for cell in cells:
            tally.check("csv: cell begins no formula", cell[:1] not in tuple("=+-@\t\r\n"), cell)
    return len(rows)


# MARK: calendars

def parse(raw):
    return icalendar.Calendar.from_ical(raw)


def uids(calendar):
    return [str(event["UID"]) for event in calendar.walk("VEVENT")]


def check_escapes(tally, raw):
    """icalendar forgives a bare comma or semicolon; other programs cut the text there."""
    for line in re.sub(rb"\r\n ", b"", raw).decode().split("\r\n"):
        name, _, value = line.partition(":")
        if name in ("SUMMARY", "DESCRIPTION", "CATEGORIES", "X-WR-CALNAME", "X-WR-CALDESC"):
            escaped = re.fullmatch(r"(?:[^\\;,\0-\x1f]|\\[\\;,n])*", value)
            tally.check("ics: text is escaped", escaped, line)


def check_octets(tally, raw, scenario):
    tally.check("ics: ends in CRLF", raw.endswith(b"\r\n"), scenario)
    for line in raw.split(b"\r\n"):
        tally.check("ics: line of at most 75 octets", len(line) <= 75, line)
        tally.check("ics: no CR or LF alone", b"\r" not in line and b"\n" not in line, line)
        try:
            line.decode()
        except UnicodeDecodeError as error:
            tally.check("ics: no letter split by folding", False, f"{scenario}: {error}")


def check_calendar(tally, tool, scenario, *more):
    raw = tool.plan(scenario, "ics", *more)
    check_octets(tally, raw, scenario)
    check_escapes(tally, raw)
    calendar = parse(raw)
    for name, value in [("VERSION", "2.0"), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")]:
        tally.equal(f"ics: {name}", str(calendar[name]), value, scenario)
    # What RFC 5545 does not define, icalendar leaves escaped.
    about = str(calendar["X-WR-CALDESC"]).replace("\\,", ",")
    tally.equal("ics: the calendar is marked", about, NOTICE + ".", scenario)
    name = str(calendar["X-WR-CALNAME"])
    tally.check("ics: the calendar's name is marked", name.startswith("Exercise: "), name)
    tally.equal("ics: nothing icalendar could not read", calendar.errors, [], scenario)
    found = {str(event["UID"]).split("@")[0]: event for event in calendar.walk("VEVENT")}
    rows = {row["id"]: row for row in tool.rows(scenario, *more)}
    lines = bundled(rows.values())
    expected = {name for name in lines if rows[name]["kind"] != "inject"}
    tally.equal("ics: one event for each line but new events", set(found), expected, scenario)
    tally.equal("ics: UIDs unique", len(set(uids(calendar))), len(uids(calendar)), scenario)
    tally.equal("ics: same UIDs again", uids(parse(tool.plan(scenario, "ics", *more))),
                uids(calendar), scenario)
    for name in expected & set(found):
        check_event(tally, found[name], rows[name], lines[name])
    zones = calendar.walk("VTIMEZONE")
    tally.equal("ics: one zone", [str(zone["TZID"]) for zone in zones], ["Europe/London"])
    return calendar


def seconds(text):
    return datetime.datetime.fromisoformat(text).replace(microsecond=0)


def check_event(tally, event, row, count):
    start = event["DTSTART"].dt
    where = row["id"]
    tally.equal("ics: DTSTART is JSON's at", start.replace(tzinfo=None), seconds(row["at"]), where)
    tally.equal("ics: DTSTART's zone", event["DTSTART"].params.get("TZID"), "Europe/London", where)
    tally.equal("ics: DTSTART's offset", start.utcoffset(),
                start.replace(tzinfo=LONDON).utcoffset(), where)
    until = seconds(row["until"]) if "until" in row else None
    ends = until is not None and until > seconds(row["at"])
    end = event["DTEND"].dt.replace(tzinfo=None) if "DTEND" in event else None
    tally.equal("ics: DTEND is JSON's until", end, until if ends else None, where)
    tally.equal("ics: only what lasts keeps people busy", str(event["TRANSP"]),
                "OPAQUE" if ends else "TRANSPARENT", where)
    summary = str(event["SUMMARY"])
    tally.check("ics: SUMMARY says Exercise", summary.startswith("Exercise: "), summary)
    if count == 1:
        tally.equal("ics: SUMMARY is JSON's title", summary,
                    "Exercise: " + as_calendar_text(row["title"]), where)
    else:
        tally.check("ics: SUMMARY counts a bundle", f"Exercise: {count} " in summary, summary)
    about = str(event["DESCRIPTION"])
    tally.check("ics: DESCRIPTION is marked", about.startswith(NOTICE + ".\nKind: "), about)
    tally.equal("ics: DESCRIPTION names an owner", "\nOwner: " in about, "owner" in row, where)
    stamp = event["DTSTAMP"].dt
    tally.equal("ics: SEQUENCE rises", int(event["SEQUENCE"]), int(stamp.timestamp()) // 60, where)
    age = datetime.datetime.now(datetime.timezone.utc) - stamp
    tally.check("ics: DTSTAMP is now, in UTC", abs(age.total_seconds()) < 600, f"{stamp}")


def check_zone(tally, zone):
    """The rules in the file against the system's own, one noon and one night of every week."""
    ours = zone.to_tz(lookup_tzid=False)
    day = datetime.datetime(2012, 1, 1)
    while day.year < 2038:
        for hour in (3, 12):
            at = day.replace(hour=hour)
            tally.equal("ics: the zone's rules are London's", at.replace(tzinfo=ours).utcoffset(),
                        at.replace(tzinfo=LONDON).utcoffset(), f"{at}")
        day += datetime.timedelta(days=7)


def is_undated(rows):
    return any(row["at"].startswith("day ") for row in rows)


def check_refused(tally, tool, scenario):
    run = tool.run("plan", scenario, "--format", "ics")
    tally.check("undated: no calendar", run.returncode != 0 and not run.stdout,
                f"{scenario}: exit {run.returncode}")


def check_moved(tally, tool, scenario):
    """The call on other days, in winter and in summer: the same events under the same names."""
    calendar = parse(tool.plan(scenario, "ics"))
    check_zone(tally, calendar.walk("VTIMEZONE")[0])
    usual = set(uids(calendar))
    starts = set()
    for day in ("2027-03-22", "2027-07-05", "2028-01-10"):
        calendar = check_calendar(tally, tool, scenario, "--notified", day)
        tally.equal("ics: same UIDs when the call moves", set(uids(calendar)), usual, day)
        starts.add(min(event["DTSTART"].dt for event in calendar.walk("VEVENT")).date())
    tally.equal("ics: the call did move", len(starts), 3, scenario)


# MARK: diaries

def check_diaries(tally, tool):
    """What each role of a recorded rehearsal may import, early on and at the end."""
    for log in sorted(TOP.glob("logs/reference/v1/*/events.jsonl")):
        log = log.parent.relative_to(TOP)
        boards = json.loads(tool.out("replay", log, "--json"))["boards"]
        cover = [board["board"]["seats"] for board in boards if board["name"] == "cover"]
        # A few of each: a long log is read again for every diary.
        roles = sorted(seat["role"] for seat in cover[0])[:6]
        count = sum(check_diary(tally, tool, log, role) for role in roles)
        print(f"{log}: {len(roles)} diaries, {count} events")


def check_diary(tally, tool, log, role):
    raw = tool.out("replay", log, "--as", role, "--calendar")
    check_octets(tally, raw, role)
    check_escapes(tally, raw)
    calendar = parse(raw)
    tally.equal("diary: nothing icalendar could not read", calendar.errors, [], role)
    tally.equal("diary: the same bytes again",
                tool.out("replay", log, "--as", role, "--calendar"), raw, role)
    tally.equal("diary: UIDs unique", len(set(uids(calendar))), len(uids(calendar)), role)
    early = parse(tool.out("replay", log, "--as", role, "--calendar", "--event", "12"))
    older = {str(event["UID"]): int(event["SEQUENCE"]) for event in early.walk("VEVENT")}
    for event in calendar.walk("VEVENT"):
        summary = str(event["SUMMARY"])
        tally.check("diary: SUMMARY says EXERCISE", summary.startswith("EXERCISE: "), summary)
        tally.check("diary: DESCRIPTION is marked",
                    str(event["DESCRIPTION"]).startswith(NOTICE + ".\nKind: "), summary)
        tally.equal("diary: zone", event["DTSTART"].params.get("TZID"), "Europe/London", summary)
        sequence = int(event["SEQUENCE"])
        tally.check("diary: SEQUENCE never falls",
                    sequence >= older.get(str(event["UID"]), 0), summary)
    return len(uids(calendar))


# MARK: Markdown

def check_markdown(tally, tool, scenario):
    text = tool.plan(scenario, "markdown").decode()
    tally.equal("markdown: first line", text.split("\n")[0], NOTICE, scenario)
    tally.check("markdown: no tag", "<" not in text, scenario)
    plain = html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text))
    rows = {row["id"]: row for row in tool.rows(scenario)}
    for name, count in bundled(rows.values()).items():
        title = rows[name]["title"]
        if count == 1 and title.isprintable():
            tally.check("markdown: title is there", " ".join(title.split(" ")).strip() in plain,
                        title)


def render(tool, scenario):
    """What a renderer of Markdown makes of a plan."""
    renderer = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return renderer.render(tool.plan(scenario, "markdown").decode())


def check_exports(tally, tool, scenario):
    count = check_csv(tally, tool, scenario)
    check_markdown(tally, tool, scenario)
    call = []
    if is_undated(tool.rows(scenario)):
        check_refused(tally, tool, scenario)
        window = yaml.load((TOP / scenario / "scenario.yaml").read_bytes(), YAML12)["window"]
        call = ["--notified", window["from"]]
        check_csv(tally, tool, scenario, *call)
    events = len(uids(check_calendar(tally, tool, scenario, *call)))
    print(f"{scenario}: {count} steps, {events} events", *call)


# MARK: a scenario that means harm

HOSTILE = [
    "=HYPERLINK(\"http://evil.example\",\"a\")", "=cmd|' /C calc'!A0", "+1+1", "-2-3", "@SUM(A1)",
    "\t=1", "\r=1", "\n=1", "＝1+1", " =1", "=\u0301", "'=1", "a,b", "a;b:c", "say \"so\"", "\"",
    "\"\u0301,\u0301", "two\nlines", "two\r\nlines", "two\rlines", "a\\nb\\,c\\;d\\\\e\\", "\\",
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:y", "a\x00b\x1b[2Jc\x7f\x9b", "\u202eright",
    "sep\u2028ara\u2029tor\x85s\x0b\x0c", "é" * 100, "言" * 67, "👩‍👩‍👧" * 12,
    "a" + "🎄" * 60,
    "x" * 500, "<script>alert(1)</script>", "# heading", "- list", "1. list", "+ list", "> quote",
    "| a | b |", "---", "===", "```", "~~~", "`code`", "*a* _b_ ~~c~~", "[a](http://b)",
    "![a](b)", "&lt;b&gt;", "&#60;b&#62;", "<!-- a", "http://evil.example www.evil.example",
    ":-", "    code", " ", "~", "**", "a**b**", "*\u0301x*", "1) x", "12345. x", "[x]: y",
    "[^1]: y",
    "\\|", "a\\|b", "---|---", "|---|", "\u00a0\u00a0\u00a0\u00a0x", "&copy;", "<a@b.example>",
]


def quoted(text):
    """Any text as YAML in double quotes."""
    return '"' + "".join(
        c if c.isalnum() and c.isascii() else f"\\U{ord(c):08x}" for c in text) + '"'


def hostile_scenario(folder, call, texts=HOSTILE):
    groups = "\n".join(
        f"  - {{title: {quoted(text)}, id: i{n}, checklist: {quoted(text)}, owner: -a,"
        f" due: day {n % 5 + 1} 17:00}}" for n, text in enumerate(texts))
    meetings = "\n".join(
        f"    - {{title: {quoted(text)}, id: m{n}, at: day 8 1{n % 8}:{n % 60:02},"
        f" length: {n + 1}m, with: [-a]}}" for n, text in enumerate(texts))
    objectives = "\n".join(
        f"  - {{title: {quoted(text)}, id: o{n}}}" for n, text in enumerate(texts))
    one_line = [re.sub("[\r\n\v\f\x85\u2028\u2029]", " ", text) for text in texts]
    lines = [text if text.strip() else "blank" for text in one_line]
    # As lines of one paragraph, as paragraphs, and as the last line of a paragraph each.
    purpose = "\n".join(lines) + "\n\n" + "\n\n".join(lines + [f"a\n{text}" for text in lines])
    folder.mkdir()
    (folder / "scenario.yaml").write_text(f"""\
format: 1
title: {quoted("<b>`a`</b>, " + "é" * 100)}
id: hostile
framework: ilacs-standard
purpose: {quoted(purpose)}
{call}
objectives:
{objectives}
roles:
  - title: {quoted('=1,"é"; *b*|' + chr(10) + "c")}
    id: -a
logistics:
{groups}
fieldwork:
  meetings:
{meetings}
injects:
  - title: A secret
    id: secret
    earliest: day 2 09:00
    latest: day 3 12:00
    to: [-a]
    channel: email
    message: This is an exercise.
    expected: [An answer]
    respond-by: +2h
    judge: -a
""", encoding="utf-8")
    return folder


def check_hostile(tally, tool):
    with tempfile.TemporaryDirectory() as scratch:
        dated = hostile_scenario(pathlib.Path(scratch) / "dated", "call: 2026-03-23 09:15")
        check_csv(tally, tool, dated)
        calendar = check_calendar(tally, tool, dated)
        tally.equal("ics: no secret", [u for u in uids(calendar) if "secret" in u], [])
        check_markdown(tally, tool, dated)
        plain = [f"plain {n}" for n in range(len(HOSTILE))]
        plainly = hostile_scenario(
            pathlib.Path(scratch) / "plain", "call: 2026-03-23 09:15", plain)
        rendered = [render(tool, scenario) for scenario in (dated, plainly)]
        found, expected = (re.findall("<[^>]*>", page) for page in rendered)
        tally.check("markdown: harm makes no other elements than plain words do",
                    found == expected, f"{len(found)} elements, expected {len(expected)}")
        words = html.unescape(re.sub("<[^>]*>", "", rendered[0]))
        for text in HOSTILE:
            if text.isprintable() and text.strip():
                # Three times in the purpose; an objective, an item and a meeting.
                tally.check("markdown: a text is read as it was written",
                            words.count(text.strip()) >= 6, text)
        window = "window: {from: 2026-11-02, to: 2026-11-27}"
        undated = hostile_scenario(pathlib.Path(scratch) / "undated", window)
        check_csv(tally, tool, undated)
        for row in tool.rows(undated):
            tally.check("undated: days are counted", re.fullmatch(r"day \d+ \d\d:\d\d", row["at"]),
                        row["at"])
        check_refused(tally, tool, undated)


# MARK: the schema

class YAML12(yaml.SafeLoader):
    """YAML 1.2's core schema, which editors read by: `no` and `17:05` and dates are text."""

    yaml_implicit_resolvers = {}


YAML12.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), list("~nN") + [""])
YAML12.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
YAML12.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$"),
    list("-+0123456789"))
YAML12.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
               r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$"), list("-+.0123456789"))
YAML12.add_constructor(
    "tag:yaml.org,2002:int",
    lambda loader, node: int(
        node.value, 0 if re.match("0[ox]", node.value) else 10))


class YAML11(yaml.SafeLoader):
    """YAML 1.1, which older editors read by: `no` is false and `17:05` is 1025. Dates stay text,
    because JSON, which a schema speaks of, has none."""

    yaml_implicit_resolvers = {
        first: [(tag, form) for tag, form in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}


def check_described(tally, schema, path=""):
    for name, inner in schema.get("properties", {}).items():
        tally.check("schema: a property is described", inner.get("description", "").strip(),
                    f"{path}.{name}")
        check_described(tally, inner, f"{path}.{name}")
    for word in ("items", "anyOf"):
        inner = schema.get(word, [])
        for one in inner if isinstance(inner, list) else [inner]:
            check_described(tally, one, path)


def complaints(validator, document):
    return [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
        for error in validator.iter_errors(document)]


def check_schema(tally, tool):
    validators = {}
    for name, arguments in [("scenario", []), ("framework", ["--framework"])]:
        schema = json.loads(tool.out("schema", *arguments))
        jsonschema.Draft7Validator.check_schema(schema)
        tally.check("schema: is a schema of draft 7", True)
        tally.equal("schema: says draft 7", schema["$schema"],
                    "http://json-schema.org/draft-07/schema#")
        check_described(tally, schema)
        validators[name] = jsonschema.Draft7Validator(schema)
    files = [("scenario", file) for file in sorted(TOP.glob("scenarios/*/scenario.yaml"))]
    for folder in ("Sources/RehearsalFormats/Frameworks", "scenarios/*/frameworks"):
        files += [("framework", file) for file in sorted(TOP.glob(f"{folder}/*.yaml"))]
    for name, file in files:
        for loader in (YAML12, YAML11):
            found = complaints(validators[name], yaml.load(file.read_bytes(), loader))
            tally.equal(f"schema: a shipped {name} is valid ({loader.__name__})", found, [],
                        file.relative_to(TOP))
    return validators["scenario"]


def check_invalid(tally, tool, validator):
    """The schema never refuses what the tool takes; it refuses all that is wrong in shape alone."""
    unreadable = 0
    folders = sorted(file.parent for file in TOP.glob("Tests/Scenarios/invalid/*/scenario.yaml"))
    tally.check("invalid: there are fixtures", folders, "Tests/Scenarios/invalid has none")
    for folder in folders:
        try:
            document = yaml.load((folder / "scenario.yaml").read_bytes(), YAML12)
        except (yaml.YAMLError, UnicodeDecodeError, ValueError, TypeError):
            unreadable += 1
            continue
        found = complaints(validator, document)
        run = tool.run("check", folder, "--json")
        findings = json.loads(run.stdout)
        errors = [finding for finding in findings if finding["severity"] == "error"]
        if found:
            tally.check("invalid: what the schema refuses, the tool refuses",
                        run.returncode != 0 and errors, f"{folder.name}: {found}")
        # A schema sees no tables and no frameworks.
        is_shape = errors and all(
            finding["code"] in SHAPE and finding["file"].endswith("/scenario.yaml")
            for finding in errors)
        if is_shape:
            tally.check("invalid: what is wrong in shape alone, the schema refuses", found,
                        f"{folder.name}: {[finding['message'] for finding in errors]}")
    print(f"{len(folders)} fixtures, {unreadable} of them unreadable as YAML")


def main():
    if len(sys.argv) < 2:
        raise SystemExit("usage: exports.py TOOL…, such as .build/debug/rehearse")
    tally = Tally()
    for path in sys.argv[1:]:
        tool = Tool(path)
        scenarios = [file.parent for file in sorted(TOP.glob("scenarios/*/scenario.yaml"))]
        tally.check("scenarios: there are some", scenarios, "scenarios has none")
        parts = [lambda s=s: check_exports(tally, tool, s.relative_to(TOP)) for s in scenarios]
        parts += [
            lambda: check_moved(tally, tool, "scenarios/tutorial"),
            lambda: check_hostile(tally, tool),
            lambda: check_diaries(tally, tool),
            lambda: check_invalid(tally, tool, check_schema(tally, tool)),
        ]
        for part in parts:
            try:
                part()
            except Broken as broken:
                tally.check("the tool runs", False, str(broken))
    for what, count in tally.counts.items():
        print(f"{count:7} {what}")
    for problem in tally.problems[:40]:
        print(f"FAILED {problem}"[:1000])
    print(f"{sum(tally.counts.values())} checks, {len(tally.problems)} failed")
    sys.exit(1 if tally.problems else 0)


if __name__ == "__main__":
    main()
