"""A server that is killed twenty times while people act: nothing is lost or said twice."""
import asyncio
import collections
import random
import time

from client import cookies_of, started
from screens import Screen, close, follow, request
from server import serving, verified
from sheet import Sheet
from tally import check


class Writer:
    """Somebody who notes one thing after the other, and says it again where nobody answered."""

    def __init__(self, server, role):
        self.server, self.role = server, role
        self.cookies = cookies_of(server, role)
        self.acknowledged, self.repeated, self.other = [], 0, []
        self.over = False

    async def write(self):
        number = 0
        while not self.over:
            number += 1
            words = f"{self.role} notes {number}"
            body = await self.body(words)
            tries = 0
            while True:
                tries += 1
                try:
                    status, _, text = await request(
                        self.server, "POST", f"{self.server.root}/as/{self.role}/act",
                        self.cookies, body)
                except (OSError, ConnectionError, asyncio.TimeoutError):
                    await asyncio.sleep(0.05)
                    continue
                break
            self.repeated += tries > 1
            if status == 303:
                self.acknowledged.append(words)
            else:
                self.other.append((status, text[:200]))

    async def body(self, words):
        while True:
            try:
                _, _, text = await request(
                    self.server, "GET", f"{self.server.root}/as/{self.role}/notes", self.cookies)
                return Sheet(text).form("notes.take")["hidden"] + [("words", words)]
            except (OSError, ConnectionError, asyncio.TimeoutError):
                await asyncio.sleep(0.05)


async def kills(tool, times=20):
    numbers = random.Random(11)
    with serving(tool, "scenarios/tutorial") as server:
        control = started(server)
        roles = ["director", "chief-executive", "co-ordinator", "data-lead", "head-of-service"]
        writers = [Writer(server, role) for role in roles]
        screens = [Screen(server, f"as/{role}/notes", writer.cookies)
                   for role, writer in zip(roles, writers)]
        screens += [Screen(server, "room", cookies_of(server, "wall")),
                    Screen(server, "as/facilitator/log", control.cookies),
                    Screen(server, "as/facilitator/notes", control.cookies)]
        following = await follow(screens)
        acting = [asyncio.create_task(writer.write()) for writer in writers]
        starts = []
        for _ in range(times):
            await asyncio.sleep(numbers.uniform(0.3, 1.5))
            await asyncio.to_thread(server.kill)
            began = time.monotonic()
            await asyncio.to_thread(server.start)
            starts.append(time.monotonic() - began)
        await asyncio.sleep(1)
        for writer in writers:
            writer.over = True
        await asyncio.gather(*acting)
        for screen in screens:
            wrong = await screen.difference()
            check(wrong is None, f"kills: {screen.path} is not as a fresh page: {wrong}")
            check(not screen.wrong, f"kills: {screen.path}: {screen.wrong[:3]}")
            check(screen.lost >= times, f"kills: {screen.path} was lost {screen.lost} times")
        await close(screens, following, "kills")
        standing = collections.Counter(
            line["data"]["words"] for line in server.recorded("notes.taken"))
        said = [words for writer in writers for words in writer.acknowledged]
        lost = [words for words in said if standing[words] == 0]
        twice = [words for words, count in standing.items() if count > 1]
        unsaid = [words for words in standing if words not in set(said)]
        check(not lost, f"kills: acknowledged and lost: {lost[:5]}")
        check(not twice, f"kills: recorded twice: {twice[:5]}")
        check(not unsaid, f"kills: recorded and never answered: {unsaid[:5]}")
        other = [one for writer in writers for one in writer.other]
        check(not other, f"kills: answered otherwise: {other[:3]}")
        verified(server, "kills")
        repeated = sum(writer.repeated for writer in writers)
        check(repeated >= times // 2, f"kills: {repeated} posts met a death")
        print(f"kills: {times} deaths, {len(said)} acts acknowledged, {repeated} said again, "
              f"there again after {min(starts):.1f} to {max(starts):.1f} s", flush=True)
