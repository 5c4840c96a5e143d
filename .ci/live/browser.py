#!/usr/bin/env -S python3 -B
"""The live rehearsal, lived through in a browser: `.ci/live/browser.py BROWSER REHEARSE [PART…]`

Whole journeys, each with script and without and one by keyboard alone, what came of them read in
the lines of events.jsonl; then every page in every state of a rehearsal, looked at by axe at 1280
and 320 pixels; then what the stream does to a page that stands open, when the server dies as well.
Run in the repository's root. Prints what fails, and what cannot be tried yet.
PART is how a name begins: tutorial, inspection, held and shelf, each also with ", with script" or
", without script" behind it; by keyboard, pages, stream.
Exit: 0 all hold, 1 one does not.
"""
import os
import sys

from playwright.sync_api import sync_playwright

from inspection import held, inspection, shelf
from keyboard import keyboard
from pages import pages
from person import label_of
from streams import stream
from tally import attempt, only, total
from tutorial import tutorial


def main():
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    browser_path, tool = sys.argv[1], os.path.abspath(sys.argv[2])
    only.extend(sys.argv[3:])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for script in (True, False):
            for name, part in (("tutorial", tutorial), ("inspection", inspection),
                               ("held", held), ("shelf", shelf)):
                attempt(f"{name}, {label_of(script)}", part, browser, tool, script)
        attempt("by keyboard", keyboard, browser, tool)
        attempt("pages", pages, browser, tool)
        attempt("stream", stream, browser, tool)
        browser.close()
    return total()


if __name__ == "__main__":
    sys.exit(main())
