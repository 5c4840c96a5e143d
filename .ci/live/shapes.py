"""Requests of a shape that none has: too long, torn, of no kind, and paths that lead out."""
from client import message
from raw import raw
from tally import check


def shapes(doors):
    own = [doors.cookie]
    doors.refused("a long header", message(
        "GET", f"{doors.root}/join", [f"X-Long: {'x' * 200_000}"], host=doors.host))
    doors.refused("many headers", message(
        "GET", f"{doors.root}/join", [f"X-{n}: y" for n in range(20_000)], host=doors.host))
    doors.refused("a long address", message("GET", "/" + "x" * 200_000, host=doors.host))
    doors.refused("a long cookie", message(
        "GET", f"{doors.root}/as/director/me", ["Cookie: " + "a=b; " * 40_000], host=doors.host))
    doors.refused("a long form", doors.post(own, doors.body(words="x" * 2_000_000)))
    long = doors.post(own, b"")
    doors.refused("a form that says it is long", long.replace(
        b"Content-Length: 0", b"Content-Length: 99999999999"))
    doors.refused("a form of a length below nothing", long.replace(
        b"Content-Length: 0", b"Content-Length: -5"))
    doors.refused("two lengths", long.replace(
        b"Content-Length: 0", b"Content-Length: 3\r\nContent-Length: 5") + b"abcde")
    chunks = doors.post([*own, "Transfer-Encoding: chunked"], b"").replace(
        b"Content-Length: 0\r\n", b"")
    doors.refused("endless chunks", chunks + b"10000\r\n" + b"x" * 65536 + b"\r\n"
                  + b"10000\r\n" * 1 + (b"x" * 65536 + b"\r\n10000\r\n") * 8)
    doors.refused("a chunk of no size", chunks + b"zz\r\nabc\r\n0\r\n\r\n")
    for kind in ("text/plain", "application/json", "multipart/form-data",
                 "multipart/form-data; boundary=", "multipart/form-data; boundary=x", ""):
        doors.refused(f"a form that is {kind}", message(
            "POST", f"{doors.root}/as/director/act", [f"Content-Type: {kind}", *own],
            doors.body(), doors.host))
    for body in (b"", b"&", b"=", b"%", b"words=%zz", b"words=%00", b"\x00\xff\xfe",
                 b"command=notes.take&words=%ff%fe", b"&" * 200_000,
                 b"&".join(b"a=b" for _ in range(60_000))):
        doors.refused(f"the form {body[:24]!r}", doors.post(own, body))
    for first in (b"GET / HTTP/9.9", b"GET /", b"G\x00T / HTTP/1.1", b"\x16\x03\x01\x02\x00",
                  b"GET http://evil.example/ HTTP/1.1", b"PRI * HTTP/2.0", b"\r\n" * 2000):
        doors.refused(f"{first[:24]!r}", first + b"\r\n\r\n", seconds=45)


def paths(doors):
    cookie = [doors.cookie]
    parts = ["..", "../../../../etc/passwd", "%2e%2e", "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
             "..%2f..%2fetc%2fpasswd", "..%5c..%5cetc", "%00", "me%00", "a%00b", "%c0%ae%c0%ae",
             "%ff", "%", "%zz", ".", "access.json", "events.jsonl", "....//", "%252e%252e%252f",
             "x" * 5000, "\\..\\..", ";x=y", "%0d%0aX-Header:%20y", "<script>", "%3Cscript%3E"]
    places = ["/{}", "/r/{}", "/assets/{}", doors.root + "/{}", doors.root + "/as/{}",
              doors.root + "/as/{}/me", doors.root + "/as/director/{}",
              doors.root + "/as/director/{}/stream", doors.root + "/as/director/me/{}",
              doors.root + "/room/{}"]
    for place in places:
        for part in parts:
            path = place.format(part)
            # The rehearsal's own address with something empty behind it is its own page.
            if path.rstrip("./") in ("", "/r"):
                continue
            before = doors.server.bytes()
            status, answer = raw(doors.server, message("GET", path, cookie, host=doors.host))
            doors.tried += 1
            check(status is None or 400 <= status < 500,
                  f"strangers: the path {path[:80]} is answered {status}")
            for secret in (b"root:", b"joinCode", b'"prev"', doors.server.token.encode()):
                check(secret not in answer, f"strangers: the path {path[:80]} gives {secret}")
            check(b"\r\nX-Header" not in answer, f"strangers: {path[:80]} adds a header")
            check(doors.server.bytes() == before, f"strangers: {path[:80]} changed the log")
    for query in ("after=-1", "after=x", "after=9" * 30, "after=%00", "after=1.5", "after="):
        status = doors.refused(f"a stream {query[:20]}", message(
            "GET", f"{doors.root}/as/director/me/stream?{query}", cookie, host=doors.host))
    for query in ("page=-1", "page=99999999999999999999", "page=x", "find=%00%00",
                  "find=" + "x" * 9999,
                  "done=../x", "done=%3Cscript%3E", "earlier=%00", "page=9223372036854775807",
                  "page=-9223372036854775808", "page=922337203685477581", "sent=%3Cscript%3E",
                  "sent=99999999999999999999"):
        for page in ("log", "me", "documents", "tray", "room-keys"):
            what = f"{page}?{query[:30]}"
            status, answer = raw(doors.server, message(
                "GET", f"{doors.root}/as/director/{page}?{query}", cookie, host=doors.host))
            doors.tried += 1
            check(status is not None and status < 500,
                  f"strangers: {what} is answered {status}")
            if status is None:
                doors.alive(what)
            check(b"<script>" not in answer, f"strangers: {what} puts a script in")
