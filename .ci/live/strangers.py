"""What strangers try: each door, script in every text, the page of the house, an open network."""
import asyncio
import http.client
import json
import os
import shutil
import ssl
import subprocess
import tempfile
import time
import urllib.parse

from client import FORM, Client, cookie_header, message, started
from doors import Doors, hosts, methods, seats, sites
from pace import flood, slow
from programs import programs
from raw import raw
from server import Server, Shelf, serving, stopped, verified
from shapes import paths, shapes
from tally import check, counted, skip
from trays import files


SCRIPT = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}\u202e\u0000</textarea>"


def scripts(server):
    """Script in every text that people may type: taken or refused, it is never one in a page."""
    control = Client(server).enter()
    roles = ["director", "co-ordinator", "head-of-service", "logistics-lead", "data-lead"]
    sent, commands = 0, set()
    for who in ["facilitator"] + roles:
        for form in control.sheet(f"as/{who}/me").forms:
            hidden = dict(form["hidden"])
            if (hidden["command"] in commands or form["encoding"]
                    or hidden["command"] in ("timeline.end", "timeline.stop", "timeline.pause")):
                continue
            commands.add(hidden["command"])
            fields = list(form["hidden"])
            for name, values in form["asked"].items():
                typed = form["kinds"][name] in ("textarea", "text")
                fields.append((name, SCRIPT if typed else (values or [""])[0]))
            status, text = control.ask("POST", form["action"], fields)
            sent += 1
            check(status in (200, 303, 409, 422),
                  f"strangers: script in {hidden['command']} is answered {status}")
            unharmed(text, f"the answer to {hidden['command']}")
    stranger = Client(server)
    _, text = stranger.ask("POST", "join", {"code": SCRIPT})
    unharmed(text, "the answer to a code")
    stranger.ask("POST", "join", {"code": server.code})
    form = stranger.sheet("join?role=lead-member").forms[0]
    stranger.ask("POST", "join", form["hidden"] + [("who", "other"), ("name", SCRIPT)])
    for who in ["facilitator", "lead-member"] + roles:
        for page in ("me", "log", "cover", "notes", "injects", "communication", "documents",
                     "logistics", "timeline", "fieldwork",
                     f"log?find={urllib.parse.quote(SCRIPT)}"):
            unharmed(control.ask("GET", f"as/{who}/{page}")[1], f"{who}'s {page}")
    unharmed(control.ask("GET", "room")[1], "the wall")
    unharmed(control.ask("GET", "join")[1], "the roles")
    unharmed(control.ask("GET", f"join?code={urllib.parse.quote(SCRIPT)}")[1], "a linked code")
    check(sent > 12, f"strangers: script went into {sent} kinds of forms")
    taken = sum("<script>" in json.dumps(line["data"]) for line in server.lines())
    print(f"strangers: script went into {sent} kinds of forms and stands in {taken} events",
          flush=True)
    verified(server, "strangers")


def unharmed(text, where):
    check("<script>alert" not in text and "<img src=x" not in text and "<script" not in
          text.replace('<script src="/assets/', ""), f"strangers: script gets into {where}")
    check("\u202e" not in text and "\u0000" not in text,
          f"strangers: what is not seen gets into {where}")


def house(tool):
    """The page on which rehearsals are opened, by those who do not run the server."""
    with tempfile.TemporaryDirectory() as logs:
        shelf = Shelf(tool, "scenarios", logs)
        try:
            for path in ("/", "/open", "/?key=", "/?key=" + "0" * 32, "/?key=%00", "/r/",
                         "/r/x/join", "/r/..%2f/join", "/?key[]=1"):
                for headers in ([], ["Cookie: rehearse-house=" + "0" * 32],
                                ["Cookie: rehearse-house="]):
                    status, answer = raw(shelf, message("GET", path, headers, host=shelf.host))
                    check(status is not None and 400 <= status < 500,
                          f"strangers: {path} of the house is answered {status}")
                    check(shelf.key.encode() not in answer,
                          f"strangers: {path} shows the house's key")
            own = cookie_header({"rehearse-house": shelf.key})
            for body in (f"path=scenarios/tutorial&x-token={'0' * 32}", "path=scenarios/tutorial",
                         f"path=../../etc&x-token={shelf.key}", f"path=/etc&x-token={shelf.key}",
                         f"path=&x-token={shelf.key}", f"x-token={shelf.key}",
                         f"path=scenarios/tutorial/../tutorial&x-token={shelf.key}"):
                status, _ = raw(
                    shelf, message("POST", "/open", [FORM, own], body.encode(), shelf.host))
                check(status is not None and 400 <= status < 500,
                      f"strangers: {body[:40]} is answered {status}")
            for header in ("Origin: http://evil.example", "Sec-Fetch-Site: cross-site"):
                body = f"path=scenarios/tutorial&x-token={shelf.key}".encode()
                status, _ = raw(
                    shelf, message("POST", "/open", [FORM, own, header], body, shelf.host))
                check(status is not None and 400 <= status < 500,
                      f"strangers: {header} opens a rehearsal: {status}")
            check(os.listdir(logs) == [], f"strangers: they opened {os.listdir(logs)}")
            status, answer = raw(shelf, message("GET", "/", [own], host=shelf.host))
            check(status == 200, f"strangers: whoever runs the house is answered {status}")
        finally:
            shelf.end()


def network(tool):
    """Over the network nothing goes unencrypted."""
    with tempfile.TemporaryDirectory() as logs:
        for more in (["--host", "0.0.0.0"], ["--host", "0.0.0.0", "--certificate", "x.pem"],
                     ["--certificate", "none.pem", "--key", "none.pem"],
                     ["--behind-proxy", "--certificate", "a", "--key", "b"]):
            done = subprocess.run(
                [tool, "serve", "scenarios/tutorial", "--logs", logs, "--port", "0", *more],
                capture_output=True, timeout=30, check=False)
            check(done.returncode != 0 and done.stderr.strip(),
                  f"strangers: serve {' '.join(more)} ends with {done.returncode}")
        if not shutil.which("openssl"):
            skip("strangers: encrypted", "there is no openssl to make a certificate")
            return
        certificate, key = os.path.join(logs, "cert.pem"), os.path.join(logs, "key.pem")
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
             "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out",
             certificate], capture_output=True, check=True)
        server = Server(
            tool, "scenarios/tutorial", logs, "--certificate", certificate, "--key", key)
        try:
            trusted = ssl.create_default_context(cafile=certificate)
            for method, path, body, wanted in (
                    ("GET", f"{server.root}/enter?token={server.token}", None, 303),
                    ("POST", f"{server.root}/join", f"code={server.code}", 303)):
                connection = http.client.HTTPSConnection(server.host, context=trusted, timeout=20)
                connection.request(method, path, body, {
                    "Content-Type": "application/x-www-form-urlencoded",
                    "Origin": f"https://{server.host}"})
                answer = connection.getresponse()
                cookie = answer.getheader("Set-Cookie", "")
                check(answer.status == wanted and "Secure" in cookie and "HttpOnly" in cookie,
                      f"strangers: encrypted, {method} is answered {answer.status} {cookie[-60:]}")
                check("max-age" in answer.getheader("Strict-Transport-Security", ""),
                      "strangers: encrypted, it does not say to stay so")
                connection.close()
            status, _ = raw(server, message("GET", f"{server.root}/join", host=server.host))
            check(status is None or 400 <= status < 500,
                  f"strangers: without encryption it is answered {status}")
        finally:
            server.kill()


async def strangers(tool):
    with serving(tool, "scenarios/tutorial") as server:
        started(server)
        doors = Doors(server)
        control_before = len(server.lines())
        for try_out in (hosts, sites, seats, shapes, paths, methods, files, programs, slow, house,
                        network):
            before = counted()[1]
            began = time.monotonic()
            await asyncio.to_thread(try_out, tool if try_out in (house, network) else doors)
            print(f"strangers: {try_out.__name__}: {counted()[1] - before} failed, "
                  f"{time.monotonic() - began:.0f} s", flush=True)
        check(len(server.lines()) == control_before, "strangers: nothing was recorded")
        # What was refused is refused for being wrong, and not because nothing works.
        status, _ = raw(server, doors.post([doors.cookie, f"Origin: http://{server.host}",
                                            "Sec-Fetch-Site: same-origin"]))
        check(status == 303, f"strangers: what is right is answered {status}")
        await asyncio.to_thread(scripts, server)
        await asyncio.to_thread(flood, doors)
        check(server.process.poll() is None, "strangers: the server still runs")
        stopped(server, "strangers")
        print(f"strangers: {doors.tried} tries", flush=True)
