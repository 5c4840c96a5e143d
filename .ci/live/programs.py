"""The door for programs, by those who have no right to it or send what is nothing."""
import json

from client import message


def programs(doors):
    bearer = [f"Authorization: Bearer {doors.token}"]
    kind = "Content-Type: application/json"

    def act(body, headers=bearer, seat="director"):
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        return message(
            "POST", f"{doors.root}/api/as/{seat}/acts", [kind, *headers], body, doors.host)

    right = {"id": "p1", "command": "notes.take", "fields": {"words": "By a program"}}
    for headers in ([], ["Authorization: Bearer"], ["Authorization: Bearer " + "0" * 32],
                    ["Authorization: Basic eDp5"], [f"Authorization: bearer {doors.token}x"],
                    [doors.cookie, "Origin: http://evil.example"],
                    [doors.cookie, "Sec-Fetch-Site: cross-site"],
                    [doors.cookie, "Origin: http://evil.example",
                     "Authorization: Basic eDp5"]):
        doors.refused(f"an act with {headers[-1:]}", act(right, headers))
    # A form of another site can send text, and a browser adds the cookie to it by itdoors.
    doors.refused("an act as text with a cookie alone", message(
        "POST", f"{doors.root}/api/as/director/acts",
        ["Content-Type: text/plain", doors.cookie, "Sec-Fetch-Site: cross-site"],
        json.dumps(right).encode(), doors.host))
    for seat in ("co-ordinator", "facilitator", "room", "nobody"):
        doors.refused(f"an act as {seat}", act(right, seat=seat))
        for what in ("boards", "offers", "events", "events/stream"):
            doors.refused(f"{what} of {seat}", message(
                "GET", f"{doors.root}/api/as/{seat}/{what}", bearer, host=doors.host))
    for body in (b"", b"{", b"null", b"[]", b"1", b"\xff", b'{"id":1}', b'{"id":"a"}',
                 b"[" * 250_000, b'{"a":' * 50_000, b'{"fields":' + b"[" * 200_000,
                 b'{"id":"a","id":"b","command":"notes.take"}', b"x" * 400_000,
                 b'{"id":"' + b"x" * 100 + b'","command":"notes.take","fields":{"words":"w"}}',
                 b'{"id":"a\\u0000","command":"notes.take","fields":{"words":"w"}}',
                 b'{"id":"a\\ud800","command":"notes.take","fields":{"words":"w"}}',
                 b'{"id":"a\\"b","command":"notes.take","fields":{"words":"w"}}',
                 b'{"id":"a","command":"timeline.end"}',
                 b'{"id":"a","command":"timeline.pause"}',
                 b'{"id":"a","command":"timeline.move","fields":{"to":"day 3 10:00"}}',
                 b'{"id":"a","command":"timeline.move","fields":{"to":"day 999999999 10:00"}}',
                 b'{"id":"a","command":"notes.take","fields":[]}',
                 b'{"id":"a","command":"notes.take","fields":{"words":{"a":1}}}',
                 b'{"id":"a","command":"notes.take","happened":"day 1 25:00",'
                 b'"fields":{"words":"w"}}',
                 b'{"id":"a","command":"timeline.reach-milestone","fields":{"milestone":"x"}}',
                 b'{"id":"a","command":"documents.add","fields":{"document":"ld-01"}}'):
        doors.refused(f"the act {body[:40]!r}", act(body))
    for query in ("after=-1", "after=x", "after=99999999999999999999"):
        doors.refused(f"events {query}", message(
            "GET", f"{doors.root}/api/as/director/events?{query}", bearer, host=doors.host))
    for path in ("calendar/director/0.ics", "calendar/facilitator/" + "0" * 32 + ".ics",
                 "calendar/director/", "as/director/room-keys", "as/facilitator/room-keys",
                 "as/co-ordinator/paper", "as/co-ordinator/tray", "as/facilitator/paper"):
        doors.refused(path, message("GET", f"{doors.root}/{path}", [doors.cookie],
                                    host=doors.host))
    doors.refused("a seat that is freed by a player", doors.post(
        [doors.cookie], doors.body(command="seat.free", role="co-ordinator"),
        path="as/facilitator/room-keys"))
    doors.refused("an act that nobody knows", act({"id": "p0", "command": "notes.nothing"}))
