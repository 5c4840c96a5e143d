"""The doors of a server, and those who knock without a right: of another host, site or seat."""
import os
import urllib.parse

from client import FORM, Client, cookie_header, message
from raw import raw
from tally import check


class Doors:
    """What knocks, and what must hold whatever it is: everything that is tried is tried here."""

    def __init__(self, server):
        self.server = server
        self.host, self.root = server.host, server.root
        client = Client(server)
        client.come("director")
        self.cookie = cookie_header(client.seat("director"))
        self.token = client.cookies["rehearse-seat-director"]
        sheet = client.sheet("as/director/notes")
        self.hidden = dict(sheet.form("notes.take")["hidden"])
        other = Client(server)
        other.come("co-ordinator")
        self.other_form = dict(other.sheet("as/co-ordinator/notes").form("notes.take")["hidden"])
        self.tried = 0

    def body(self, **changed):
        return urllib.parse.urlencode(
            {**self.hidden, "words": "From a stranger", **changed}).encode()

    def refused(self, what, data, allowed=range(400, 500), **how):
        """It is answered with one of these or closed, and the log's bytes stay as they are."""
        before = self.server.bytes()
        status, answer = raw(self.server, data, **how)
        self.tried += 1
        check(status is None or status in allowed, f"strangers: {what} is answered {status}")
        if status is None:
            self.alive(what)
        check(self.server.bytes() == before, f"strangers: {what} changed the log")
        check(self.server.token.encode() not in answer, f"strangers: {what} shows the token")
        return status

    def alive(self, what):
        """Whether the server is still there; where it is not, it is started again."""
        try:
            status, _ = raw(self.server, message("GET", f"{self.root}/join", host=self.host))
        except OSError:
            status = None
        if not check(status in (200, 429), f"strangers: {what} ends the server"):
            self.server.kill()
            self.server.start()

    def post(self, headers=(), body=None, host=None, path="as/director/act"):
        return message("POST", f"{self.root}/{path}", [FORM, *headers],
                       self.body() if body is None else body, host or self.host)

    def put(self, name, headers, body=b"Exercise only", seat="director"):
        length = f"Content-Length: {len(body)}"
        return message("PUT", f"{self.root}/as/{seat}/tray/{name}", [*headers, length],
                       host=self.host) + body

    def tree(self):
        """Every file in the log's folder."""
        return {os.path.relpath(os.path.join(root, name), self.server.folder)
                for root, _, files in os.walk(self.server.folder) for name in files}


def hosts(doors):
    """Only our own address is an address of ours."""
    path = f"{doors.root}/join"
    doors.refused("no host", message("GET", path))
    doors.refused("an empty host", b"GET " + path.encode() + b" HTTP/1.1\r\nHost: \r\n\r\n")
    for host in ("evil.example", "evil.example:80", "127.0.0.1.evil.example", "127.0.0.2",
                 f"localhost.evil.example:{doors.server.port}", "127.0.0.1@evil.example",
                 "[::1].evil.example", "xn--127-0-0-1", "localhost:80:90"):
        doors.refused(f"the host {host}", message("GET", path, host=host))
        doors.refused(f"a post to {host}", doors.post([doors.cookie], host=host))
    twice = [f"Host: {doors.host}"]
    doors.refused("two hosts", message("GET", path, twice, host="evil.example"))
    doors.refused("two hosts, ours first", message("GET", path, ["Host: evil.example"],
                                                   host=doors.host), range(200, 500))


def sites(doors):
    """A form that another site sends along with somebody's cookie."""
    own = [doors.cookie]
    for header in ("Origin: http://evil.example", "Origin: null", "Origin: ",
                   f"Origin: https://{doors.host}", f"Origin: http://{doors.host}.evil.example",
                   "Origin: http://127.0.0.1", "Sec-Fetch-Site: cross-site",
                   "Sec-Fetch-Site: same-site", "Sec-Fetch-Site: nonsense"):
        doors.refused(header, doors.post([*own, header]))
        doors.refused(f"a code with {header}", message(
            "POST", f"{doors.root}/join", [FORM, header],
            f"code={doors.server.code}".encode(), doors.host))
    doors.refused("a foreign form with a made-up authorization", doors.post(
        [*own, "Origin: http://evil.example", "Authorization: Bearer nonsense"]))
    doors.refused("a foreign form with some authorization", doors.post(
        [*own, "Origin: http://evil.example", "Authorization: Basic eDp5"]))


def seats(doors):
    """A seat that is another's, or nobody's, and what none of its kind may do."""
    post, own = doors.post, [doors.cookie]
    for cookie in ("", "rehearse-seat-director=", "rehearse-seat-director=0" * 2,
                   f"rehearse-seat-director={'0' * 32}",
                   f"rehearse-seat-director={doors.token[:-1]}",
                   f"rehearse-seat-director={doors.token.upper()}x",
                   f"rehearse-seat-co-ordinator={doors.token}",
                   f"rehearse-code={doors.server.code}", "rehearse-code=00000000"):
        doors.refused(f"the cookie {cookie[:40]}", post([f"Cookie: {cookie}"]))
        doors.refused(f"a page with {cookie[:40]}", message(
            "GET", f"{doors.root}/as/director/me", [f"Cookie: {cookie}"], host=doors.host))
        doors.refused(f"a stream with {cookie[:40]}", message(
            "GET", f"{doors.root}/as/director/me/stream", [f"Cookie: {cookie}"], host=doors.host))
    for seat in ("co-ordinator", "facilitator", "nobody", "room", "clock", "tool",
                 "inspector:lead"):
        doors.refused(f"the seat of {seat}", post(own, path=f"as/{seat}/act"))
        doors.refused(f"the page of {seat}", message(
            "GET", f"{doors.root}/as/{seat}/me", own, host=doors.host))
        doors.refused(f"another's cookie for {seat}", post(
            [cookie_header({f"rehearse-seat-{seat}": doors.token})], path=f"as/{seat}/act"))
    for token in ("", "0" * 32, doors.other_form["x-token"], doors.server.token):
        doors.refused(f"the form's token {token[:6]}",
                      post(own, doors.body(**{"x-token": token})))
    without = {n: v for n, v in doors.hidden.items() if n != "x-token"}
    doors.refused("no form's token", post(own, urllib.parse.urlencode(without).encode()))
    for who in ("director", "facilitator"):
        for bearer in ("", "x", doors.token + "0", "0" * 32, "Bearer"):
            doors.refused(f"bearer {bearer[:8]}", message(
                "GET", f"{doors.root}/as/{who}/me", [f"Authorization: Bearer {bearer}"],
                host=doors.host))
    # What a facilitator, a clock or a tool may do, in a seat that is none of them.
    for command in ("timeline.pause", "timeline.set-pace", "timeline.move", "timeline.end",
                    "timeline.put-off", "timeline.resume", "timeline.start", "injects.announce",
                    "injects.release", "notes.open-debrief", "communication.activate",
                    "cover.seat", "cover.join", "timeline.reach-milestone", "documents.erase",
                    "timeline.pass-deadline", "log.opened", "", "x" * 3000, "../notes.take"):
        doors.refused(f"the command {command[:40]}", post(own, urllib.parse.urlencode({
            **doors.hidden, "command": command, "x-confirmed": "yes", "pace": "x10",
            "to": "day 2 10:00", "milestone": "feedback", "inject": "newspaper",
            "message": "x", "person": "p99", "role": "co-ordinator",
            "cascade": "embargoed-feedback"}).encode()))


def methods(doors):
    """What is asked for in a way in which nothing is given."""
    cookie = [doors.cookie]
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND",
                   "NONSENSE"):
        for path in ("join", "as/director/me", "as/director/act", "room", "enter",
                     "room/stream"):
            doors.refused(f"{method} {path}", message(
                method, f"{doors.root}/{path}", cookie, host=doors.host))
    for path in ("as/director/me", "room", "enter", "as/director/me/stream"):
        doors.refused(f"a post to {path}", doors.post(cookie, path=path))
    doors.refused("a form that is fetched", message(
        "GET", f"{doors.root}/as/director/act?{doors.body().decode()}", cookie, host=doors.host))
