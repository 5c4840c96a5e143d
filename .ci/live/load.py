#!/usr/bin/env -S python3 -B
"""The live rehearsal under load, and what strangers try: `.ci/live/load.py REHEARSE [PART…]`

Twenty people, a facilitator, two inspectors, an observer and a wall screen rehearse a shipped
scenario to its end; the server is killed twenty times while people act; a thousand screens follow
five hundred acts; strangers knock. No browser: sockets and the standard library. Run in the
repository's root, on a machine with nothing else to do where speed is to be said.
PART is one of: people, kills, followers, uploads, strangers.
Exit: 0 all hold, 1 one does not.
"""
import asyncio
import os
import resource
import sys

from followers import followers
from kills import kills
from people import people
from strangers import strangers
from tally import attempt, only, total
from uploads import uploads


PARTS = {"people": people, "kills": kills, "followers": followers, "uploads": uploads,
         "strangers": strangers}


def main():
    if len(sys.argv) < 2 or set(sys.argv[2:]) - set(PARTS):
        raise SystemExit(__doc__)
    tool = os.path.abspath(sys.argv[1])
    only.extend(sys.argv[2:])
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    for name, part in PARTS.items():
        attempt(name, lambda part=part: asyncio.run(part(tool)))
    return total()


if __name__ == "__main__":
    sys.exit(main())
