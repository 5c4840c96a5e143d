"""The server that is tested: started, killed and started again, and what it wrote down."""
import contextlib
import json
import os
import re
import resource
import select
import signal
import subprocess
import tempfile
import time
import urllib.parse

from tally import check


def usual_limit():
    """As shells begin a program: with so many open files that a thousand screens are too many."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(1024, hard), hard))


class Server:
    """A rehearsal that is served on this machine, and the lines of its log."""

    def __init__(self, tool, scenario, logs, *more):
        self.tool, self.logs, self.port, self.folder = tool, logs, 0, None
        self.scenario, self.more = scenario, more
        self.start()

    def start(self):
        """Of a scenario it opens a rehearsal; started again, it goes on in the same folder."""
        subject = self.folder or self.scenario
        self.process = subprocess.Popen(
            [self.tool, "serve", subject, "--logs", self.logs, "--port", str(self.port),
             *self.more],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=usual_limit)
        said = spoken(self.process, b"goes on from there")
        address = urllib.parse.urlsplit(re.search(r"Address: +(\S+)", said).group(1))
        self.host, self.port = address.netloc, address.port
        self.root = address.path.rstrip("/")
        self.code = re.search(r"Join code: +(\S+)", said).group(1)
        self.link = re.search(r"Facilitator's link: (\S+)", said).group(1)
        self.token = self.link.partition("token=")[2]
        self.folder = re.search(r"Log: +(\S+)", said).group(1)

    def address(self, path=""):
        return f"http://{self.host}{self.root}/{path}"

    def kill(self, how=signal.SIGKILL):
        """How long it took to end; `None` where it had to be killed."""
        began = time.monotonic()
        self.process.send_signal(how)
        try:
            self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return None
        finally:
            self.process.stdout.close()
        return time.monotonic() - began

    def bytes(self):
        with open(os.path.join(self.folder, "events.jsonl"), "rb") as log:
            return log.read()

    def lines(self):
        return [json.loads(line) for line in self.bytes().split(b"\n") if line]

    def recorded(self, kind, **data):
        """The lines of that type whose data has these values, `actor` among them."""
        actor = data.pop("actor", "")
        return [line for line in self.lines() if line["type"] == kind
                and line["actor"].startswith(actor)
                and all(line["data"].get(name.replace("_", "-")) == value
                        for name, value in data.items())]


class Shelf:
    """A server that is given no rehearsal, and shows a page on which to open some."""

    def __init__(self, tool, scenarios, logs):
        self.process = subprocess.Popen(
            [tool, "serve", "--scenarios", scenarios, "--logs", logs, "--port", "0"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        said = spoken(self.process, b"control-C")
        found = re.search(r"http://(\S+?)/\?key=(\S+)", said)
        self.host, self.key, self.token = found.group(1), found.group(2), found.group(2)
        self.port = int(self.host.rpartition(":")[2])
        self.link = f"http://{self.host}/?key={self.key}"

    def end(self):
        self.process.terminate()
        self.process.wait(timeout=60)
        self.process.stdout.close()


def spoken(process, until_words):
    """What a server says until it has said these words."""
    said, until = b"", time.monotonic() + 60
    while until_words not in said:
        ready, _, _ = select.select([process.stdout], [], [], max(0, until - time.monotonic()))
        part = os.read(process.stdout.fileno(), 4096) if ready else b""
        if not part:
            process.kill()
            raise SystemExit(f"the server did not start:\n{said.decode()}")
        said += part
    return said.decode()


@contextlib.contextmanager
def serving(tool, scenario):
    with tempfile.TemporaryDirectory() as logs:
        server = Server(tool, scenario, logs)
        try:
            yield server
        finally:
            if server.process.poll() is None:
                server.kill()


@contextlib.contextmanager
def played(tool, scenario, logs, acts):
    """A rehearsal whose first acts were played from its script, and which is served from there."""
    with open(os.path.join(scenario, "rehearsal.script"), encoding="utf-8") as script:
        lines = [line for line in script if line.strip() and not line.startswith("#")]
    part = os.path.join(logs, "part.script")
    with open(part, "w", encoding="utf-8") as file:
        file.writelines(lines[:acts])
    done = subprocess.run([tool, "run", scenario, "--logs", logs, "--script", part],
                          capture_output=True, check=False, text=True)
    found = re.search(r"^Log: +(\S+)", done.stdout, re.M)
    if not found:
        raise LookupError(f"run says {done.stdout[-300:]} {done.stderr[-300:]}")
    server = Server(tool, found.group(1), logs)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.kill()


def stopped(server, label):
    """Told to stop, it stops; how soon depends on what else the machine does, and is only said."""
    took = server.kill(signal.SIGTERM)
    if check(took is not None, f"{label}: told to stop, the server does not stop"):
        print(f"{label}: told to stop, the server stopped after {took:.1f} s", flush=True)


def verified(server, label):
    done = subprocess.run([server.tool, "verify", server.folder], capture_output=True, check=False)
    check(done.returncode == 0, f"{label}: verify says {done.stdout.decode()[-200:]}")


def memory(server):
    with open(f"/proc/{server.process.pid}/status", encoding="ascii") as status:
        return int(re.search(r"VmHWM:\s+(\d+)", status.read()).group(1)) // 1024
