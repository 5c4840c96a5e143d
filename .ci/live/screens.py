"""Pages that are kept open without a browser: their parts, as the stream changes them."""
import asyncio
import json
import re
import time
import urllib.parse

from client import FORM, cookie_header, message, stream_head
from sheet import Sheet
from tally import check, place_of


async def request(server, method, path, cookies, fields=None):
    """One request over a connection of its own: status, location and text."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    headers, body = ["Connection: close", cookie_header(cookies)], b""
    if fields is not None:
        headers.append(FORM)
        body = urllib.parse.urlencode(fields).encode()
    try:
        writer.write(message(method, path, headers, body, server.host))
        await writer.drain()
        answer = await asyncio.wait_for(reader.read(), 30)
    finally:
        writer.close()
    head, parted, rest = answer.partition(b"\r\n\r\n")
    if not parted:
        raise ConnectionError("closed before it answered")
    status = int(head.split(b" ", 2)[1])
    found = re.search(rb"\r\nLocation: ([^\r]*)", head, re.I)
    if b"chunked" in head.lower():
        rest = unchunked(rest)
    else:
        length = re.search(rb"\r\nContent-Length: (\d+)", head, re.I)
        if length and len(rest) < int(length.group(1)):
            raise ConnectionError("closed before the end of its answer")
    return status, found.group(1).decode() if found else "", rest.decode()


def unchunked(data):
    whole = b""
    while data:
        size, _, data = data.partition(b"\r\n")
        count = int(size, 16)
        if count == 0:
            break
        whole, data = whole + data[:count], data[count + 2:]
    return whole


class Screen:
    """A page that somebody keeps open: its parts as the stream changes them."""

    def __init__(self, server, path, cookies):
        self.server, self.path, self.cookies = server, f"{server.root}/{path}", cookies
        self.ids, self.wrong, self.lost = [], [], 0
        self.changed = asyncio.Event()
        self.over = False
        self.position = None

    async def open(self):
        status, _, text = await request(self.server, "GET", self.path, self.cookies)
        if status != 200:
            raise ConnectionError(f"{self.path} is answered {status}")
        sheet = Sheet(text)
        self.parts = dict(sheet.parts)
        self.order = [name for name, _ in sheet.parts]
        self.stream = sheet.attributes["data-stream"]
        self.position = int(sheet.attributes["data-position"])

    async def follow(self):
        """Follows until told to end, again and again where the connection is lost."""
        while not self.over:
            try:
                await self.connection()
            except (OSError, ConnectionError, asyncio.IncompleteReadError):
                pass
            if not self.over:
                self.lost += 1
                await asyncio.sleep(0.05)

    async def connection(self):
        reader, writer = await asyncio.open_connection(
            "127.0.0.1", self.server.port, limit=1 << 24)
        try:
            writer.write(stream_head(self.server, self.stream, self.position, self.cookies))
            head = await reader.readuntil(b"\r\n\r\n")
            if b" 200 " not in head.split(b"\r\n")[0]:
                self.wrong.append(f"its stream is answered {head[:40]}")
                await asyncio.sleep(0.5)
                return
            text = b""
            while not self.over:
                size = int(await reader.readuntil(b"\r\n"), 16)
                chunk = await reader.readexactly(size + 2)
                if size == 0:
                    return
                text += chunk[:-2]
                while b"\n\n" in text:
                    told, _, text = text.partition(b"\n\n")
                    self.take(told.decode())
        finally:
            writer.close()

    def take(self, told):
        fields = dict(line.partition(": ")[::2] for line in told.split("\n"))
        if fields.get("event") != "change":
            return
        number = int(fields["id"])
        if self.ids and number <= self.ids[-1]:
            self.wrong.append(f"{number} comes after {self.ids[-1]}")
        self.ids.append(number)
        self.position = number
        delta = json.loads(fields["data"])
        for name in delta["removed"]:
            if name not in self.parts:
                self.wrong.append(f"{name} goes and was not there")
            self.parts.pop(name, None)
            self.order = [one for one in self.order if one != name]
        for part in delta["parts"]:
            name = part["id"]
            if not part["added"]:
                if name not in self.parts:
                    self.wrong.append(f"{name} changes and was not there")
            elif name in self.parts:
                self.wrong.append(f"{name} is added twice")
            else:
                after = part.get("after")
                place = self.order.index(after) + 1 if after in self.order else 0
                if after and after not in self.order:
                    self.wrong.append(f"{name} comes after {after}, which is not there")
                self.order.insert(place, name)
            self.parts[name] = part["html"]
        self.changed.set()

    def text(self, leaving_out=()):
        parts = [self.parts[name] for name in self.order if name not in leaving_out]
        return "<main>" + "\n".join(parts) + "</main>"

    async def difference(self, seconds=10):
        """What is not as on a fresh page; `None` where all is."""
        until = time.monotonic() + seconds
        while True:
            status, _, text = await request(self.server, "GET", self.path, self.cookies)
            fresh = Sheet(text).parts if status == 200 else [(str(status), "")]
            shown = [(name, self.parts[name]) for name in self.order]
            if fresh == shown:
                return None
            if time.monotonic() > until:
                other = [(a[0], b[0]) for a, b in zip(shown, fresh) if a != b][:2]
                return f"{len(shown)} parts for {len(fresh)}, first {other}"
            await asyncio.sleep(0.2)


async def follow(screens):
    """Each is opened, and then they follow beside what else is done."""
    for screen in screens:
        await screen.open()
    return [asyncio.create_task(screen.follow()) for screen in screens]


async def close(screens, following, label):
    """They follow no longer; one that had stopped by itself, for whatever reason, is a failure."""
    for screen in screens:
        screen.over = True
    for task in following:
        task.cancel()
    ends = await asyncio.gather(*following, return_exceptions=True)
    for screen, end in zip(screens, ends):
        met = isinstance(end, Exception) and f"{place_of(end)}: {end!r}"
        check(not met, f"{label}: {screen.path} stopped following: {met}")
