"""A file as large as may be, and several at once: the memory does not grow with them."""
import asyncio
import hashlib
import os
import time

from client import Client, cookie_header, message
from server import memory, serving
from tally import check


async def uploads(tool, size=199 << 20, at_once=8):
    with serving(tool, "scenarios/tutorial") as server:
        client = Client(server)
        client.come("co-ordinator")
        cookie = cookie_header(client.seat("co-ordinator"))
        token = dict(client.sheet("as/co-ordinator/notes").form("notes.take")["hidden"])["x-token"]
        client.ask("GET", "as/co-ordinator/tray")
        before = memory(server)

        async def send(name, count):
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            writer.write(message(
                "PUT", f"{server.root}/as/co-ordinator/tray/{name}",
                [cookie, f"X-Rehearse: {token}", f"Content-Length: {count}", "Connection: close"],
                host=server.host))
            digest, piece = hashlib.sha256(), os.urandom(1 << 16)
            for place in range(0, count, len(piece)):
                part = piece[:count - place]
                digest.update(part)
                writer.write(part)
                await writer.drain()
            answer = await asyncio.wait_for(reader.read(), 120)
            writer.close()
            return answer, digest.hexdigest()

        began = time.monotonic()
        answer, digest = await send("large.pdf", size)
        took = time.monotonic() - began
        check(b" 201 " in answer[:20] and digest.encode() in answer,
              f"uploads: {size} bytes are answered {answer[:40]} {answer[-160:]}")
        one = memory(server)
        answers = await asyncio.gather(
            *(send(f"part-{number}.pdf", size // at_once) for number in range(at_once)))
        for answer, digest in answers:
            check(digest.encode() in answer, f"uploads: one of several is answered {answer[:40]}")
        several = memory(server)
        print(f"uploads: {size >> 20} MB in {took:.1f} s, memory {before} to {one} MB; "
              f"{at_once} at once, {several} MB", flush=True)
        check(several - before < 64, f"uploads: memory grew from {before} to {several} MB")
        answer, _ = await send("too-large.pdf", (200 << 20) + 1)
        check(b" 422 " in answer[:20] or b" 413 " in answer[:20],
              f"uploads: what is too large is answered {answer[:40]}")
