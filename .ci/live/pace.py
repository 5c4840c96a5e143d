"""Those who speak slowly, and those who ask too often."""
import collections
import concurrent.futures
import socket
import time

from client import FORM, message
from raw import raw, trickle
from tally import check


def deaf(doors):
    """One who asks for page after page and reads none is cut, once nothing was taken for long."""
    asked = message("GET", "/help", host=doors.host)
    with socket.create_connection(("127.0.0.1", doors.server.port), timeout=1) as connection:
        began, sent = time.monotonic(), 0
        status = "open"
        while time.monotonic() - began < 90:
            try:
                sent += connection.send(asked)
            except TimeoutError:
                continue
            except OSError:
                status = None
                break
        took = time.monotonic() - began
    doors.tried += 1
    print(f"   {sent // len(asked)} pages of which none is read: {status or 'closed'} "
          f"after {took:.0f} s", flush=True)
    check(status is None, "strangers: one who reads nothing is not cut")


def slow(doors):
    """Those who speak slowly are cut; all at once, since each takes its time."""
    head = message("GET", f"{doors.root}/join", ["X-Slow: " + "x" * 5000], host=doors.host)
    form = doors.post([doors.cookie], doors.body(words="x" * 5000))
    cases = [("a header that comes drop by drop", head, dict(pause=1, piece=1)),
             ("a form that comes drop by drop", form, dict(pause=1, piece=1)),
             ("a form whose body comes drop by drop", form, "body"),
             ("a file that comes drop by drop", doors.put(
                 "slow.pdf", [doors.cookie, f"X-Rehearse: {doors.hidden['x-token']}"],
                 b"x" * 5000), "body"),
             ("half a header", head[:40], dict()), ("half a form", form[:-2000], dict()),
             ("nothing at all", b"", dict())]

    def one(what, data, how):
        began = time.monotonic()
        if how == "body":
            status = trickle(doors.server, data)
        else:
            status, _ = raw(doors.server, data, seconds=90, **how)
        return what, status, time.monotonic() - began

    with concurrent.futures.ThreadPoolExecutor(len(cases) + 1) as pool:
        unread = pool.submit(deaf, doors)
        for what, status, took in pool.map(lambda case: one(*case), cases):
            doors.tried += 1
            print(f"   {what}: {status or 'closed'} after {took:.0f} s", flush=True)
            check(status is None or status in range(400, 500),
                  f"strangers: {what} is answered {status} after {took:.0f} s")
        unread.result()


def flood(doors):
    """Guessing the code: soon nobody listens, and whoever has a seat goes on."""
    statuses = collections.Counter()
    for number in range(60):
        status, _ = raw(doors.server, message(
            "POST", f"{doors.root}/join", [FORM], f"code=AAAA-{number:04}".encode(), doors.host))
        statuses[status] += 1
    check(statuses[429] >= 25, f"strangers: a flood of codes is answered {dict(statuses)}")
    status, _ = raw(doors.server, message(
        "GET", f"{doors.root}/enter?token={'0' * 32}", host=doors.host))
    check(status == 403, f"strangers: a guessed link after a flood is answered {status}")
    status, _ = raw(doors.server, message(
        "GET", f"{doors.root}/as/director/me", [doors.cookie], host=doors.host))
    check(status == 200, f"strangers: in a flood a seat is answered {status}")
    print(f"strangers: a flood of codes: {dict(statuses)}", flush=True)
