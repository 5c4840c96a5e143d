"""Somebody who comes with a program and has no browser, and how a request of theirs is written."""
import http.client
import re
import urllib.parse

from sheet import Sheet


FORM = "Content-Type: application/x-www-form-urlencoded"


def cookie_value(cookies):
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def cookie_header(cookies):
    return f"Cookie: {cookie_value(cookies)}"


def message(method, path, headers=(), body=b"", host=None):
    """A request as it goes over the wire."""
    lines = [f"{method} {path} HTTP/1.1"] + ([f"Host: {host}"] if host else []) + list(headers)
    if body or method == "POST":
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def stream_head(server, stream, after, cookies):
    """What asks for all that has happened on a page behind a number, and for what will."""
    return message(
        "GET", f"{stream}?after={after}", [cookie_header(cookies)], host=server.host)


class Client:
    """Somebody without a browser, with its cookies."""

    def __init__(self, server):
        self.server, self.cookies = server, {}

    def ask(self, method, path, fields=None, headers=()):
        connection = http.client.HTTPConnection(self.server.host, timeout=20)
        headers = dict(headers)
        if self.cookies:
            headers["Cookie"] = cookie_value(self.cookies)
        body = None
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urllib.parse.urlencode(fields)
        if not path.startswith("/"):
            path = f"{self.server.root}/{path}"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    cookie, _, rest = value.partition("=")
                    self.cookies[cookie] = rest.partition(";")[0]
            self.location = answer.getheader("Location", "")
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def sheet(self, path):
        return Sheet(self.ask("GET", path)[1])

    def enter(self):
        """As the facilitator, who may play every part."""
        self.ask("GET", f"enter?token={self.server.token}")
        return self

    def come(self, role, who="holder"):
        """As somebody with the join code and a role."""
        self.ask("POST", "join", {"code": self.server.code})
        form = self.sheet(f"join?role={role}").forms[0]
        return self.ask("POST", "join", form["hidden"] + [("who", who)])[0]

    def seat(self, role):
        """The one cookie by which the seat of a role is known."""
        name = f"rehearse-seat-{role}"
        return {name: self.cookies[name]}

    def act(self, who, command, filled=None, **asked):
        """Does what a form of that seat's own pages offers."""
        page = "me" if command.startswith("timeline") else command.partition(".")[0]
        asked = {name.replace("_", "-"): value for name, value in asked.items()}
        form = self.sheet(f"as/{who}/{page}").form(command, filled, asked)
        if form is None:
            raise LookupError(f"{who} is not offered {command} {filled}")
        fields = [(name, one) for name, value in asked.items()
                  for one in (value if isinstance(value, list) else [value])]
        status, text = self.ask("POST", form["action"], form["hidden"] + fields)
        again = Sheet(text).forms if status == 200 else []
        if again and ("x-confirmed", "yes") in again[-1]["hidden"]:
            # What is asked or shown first is sent from there.
            hidden = [one for one in again[-1]["hidden"] if one[0] not in asked]
            status, text = self.ask("POST", form["action"], hidden + fields)
        if status != 303:
            words = re.sub(r"<[^>]+>", " ", text.partition("<main")[2])[:300]
            raise LookupError(f"{command} is answered {status}: {' '.join(words.split())}")


def started(server):
    """The facilitator of a rehearsal that is started here, at the time of its first calls."""
    control = Client(server).enter()
    control.act("facilitator", "timeline.start", pace="stepped")
    control.act("facilitator", "timeline.move", to="day 1 09:20")
    return control


def cookies_of(server, role):
    """What somebody has who came in, in a role or as the wall."""
    client = Client(server)
    if role == "facilitator":
        client.enter()
    elif role == "wall":
        client.ask("POST", "join", {"code": server.code})
    else:
        client.come(role)
    return client.cookies
