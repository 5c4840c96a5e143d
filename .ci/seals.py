#!/usr/bin/env python3
"""Checks the tool's seals and proofs with code that shares nothing with it.

    python3 -m venv .build/seals
    .build/seals/bin/pip install cryptography pymerkle
    .build/seals/bin/python .ci/seals.py .build/debug/rehearse LOG WORKDIR

The note, the checkpoint and the proofs are parsed here as C2SP specifies them, signatures are
checked with cryptography, and roots are reckoned from the lines of the log by RFC 6962's own
recursive definition. Where pymerkle or aics-tlog is installed, it is asked as well. WORKDIR is made
anew and holds a copy of LOG. Prints what it checked, with counts; exit 1 if anything failed.
"""

import base64
import hashlib
import pathlib
import shutil
import subprocess
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

try:
    import pymerkle
except ImportError:
    pymerkle = None
try:  # needs Python 3.12
    import aics_tlog
except ImportError:
    aics_tlog = None

NAME = "facilitator.example"


class Refused(Exception):
    """What was read is not what it should be, or does not prove what it says."""


class Tally:
    """How often each thing was checked, and what was wrong."""

    def __init__(self):
        self.counts = {}
        self.problems = []

    def check(self, what, holds, detail=""):
        self.counts[what] = self.counts.get(what, 0) + 1
        if not holds:
            self.problems.append(f"{what}: {detail}")

    def refuses(self, what, act, detail=""):
        try:
            act()
        except Refused:
            self.check(what, True)
        else:
            self.check(what, False, f"{detail} was taken")


# RFC 6962, 2.1, as it is written there.


def sha(data):
    return hashlib.sha256(data).digest()


def split(count):
    left = 1
    while left * 2 < count:
        left *= 2
    return left


def root(lines):
    if not lines:
        return sha(b"")
    if len(lines) == 1:
        return sha(b"\x00" + lines[0])
    left = split(len(lines))
    return sha(b"\x01" + root(lines[:left]) + root(lines[left:]))


def root_by_path(leaf, index, size, path):
    """The root that an inclusion path leads to, from the root down as the definition goes."""
    if size == 1:
        if path:
            raise Refused("path too long")
        return leaf
    if not path:
        raise Refused("path too short")
    left = split(size)
    if index < left:
        return sha(b"\x01" + root_by_path(leaf, index, left, path[:-1]) + path[-1])
    return sha(b"\x01" + path[-1] + root_by_path(leaf, index - left, size - left, path[:-1]))


def roots_by_path(old, size, path, whole, old_root):
    """The old and the new root that a consistency path leads to."""
    if old == size:
        if whole:
            if path:
                raise Refused("path too long")
            return old_root, old_root
        if len(path) != 1:
            raise Refused("path of wrong length")
        return path[0], path[0]
    if not path:
        raise Refused("path too short")
    left = split(size)
    if old <= left:
        before, after = roots_by_path(old, left, path[:-1], whole, old_root)
        return before, sha(b"\x01" + after + path[-1])
    before, after = roots_by_path(old - left, size - left, path[:-1], False, old_root)
    return sha(b"\x01" + path[-1] + before), sha(b"\x01" + path[-1] + after)


# c2sp.org/signed-note, tlog-checkpoint, tlog-proof.


def decoded(text):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Refused(f"base64: {error}") from error
    if base64.b64encode(data).decode() != text:
        raise Refused("base64 with bits left over")
    return data


def key_id(name, key):
    return sha(name.encode() + b"\n" + key)[:4]


def verifier_key(text):
    name, label, data = text.split("+", 2)
    key = decoded(data)
    if len(key) != 33 or key[0] != 1 or key_id(name, key).hex() != label:
        raise Refused(f"verifier key {text}")
    return name, key_id(name, key), Ed25519PublicKey.from_public_bytes(key[1:])


def number(text):
    if not text.isascii() or not text.isdigit() or str(int(text)) != text:
        raise Refused(f"number {text!r}")
    return int(text)


def checkpoint(note, key):
    """Origin, size and root of a note that the key signed."""
    name, label, public = verifier_key(key)
    text, blank, signatures = note.rpartition("\n\n")
    if not blank or not signatures.endswith("\n"):
        raise Refused("no note")
    signed = False
    for line in signatures[:-1].split("\n"):
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "\N{EM DASH}":
            raise Refused(f"signature line {line!r}")
        data = decoded(parts[2])
        if (parts[1], data[:4]) == (name, label):
            try:
                public.verify(data[4:], (text + "\n").encode())
            except InvalidSignature as error:
                raise Refused("wrong signature") from error
            signed = True
    if not signed:
        raise Refused("signed by nobody we know")
    lines = text.split("\n")
    if len(lines) != 3:
        raise Refused("no checkpoint")
    return lines[0], number(lines[1]), decoded(lines[2])


def check_inclusion(text, key):
    """The number and the line that a proof proves."""
    head, blank, note = text.partition("\n\n")
    lines = head.split("\n")
    if not blank or lines[0] != "c2sp.org/tlog-proof@v1" or len(lines) < 3:
        raise Refused("no proof")
    if not lines[1].startswith("extra ") or not lines[2].startswith("index "):
        raise Refused("no extra or no index")
    line, index = decoded(lines[1][6:]), number(lines[2][6:])
    _, size, top = checkpoint(note, key)
    path = [decoded(each) for each in lines[3:]]
    if index >= size or root_by_path(sha(b"\x00" + line), index, size, path) != top:
        raise Refused("path leads elsewhere")
    return index, line


def check_consistency(text, key):
    """The sizes of the two seals of a proof."""
    parts = text.split("\n\n")
    if len(parts) != 5:
        raise Refused("no proof")
    lines = parts[0].split("\n")
    if lines[0] != "rehearse.invalid/consistency-proof@v1" or not lines[1].startswith("old "):
        raise Refused("no header")
    newer = checkpoint(f"{parts[1]}\n\n{parts[2]}\n", key)
    older = checkpoint(f"{parts[3]}\n\n{parts[4]}", key)
    path = [decoded(each) for each in lines[2:]]
    if older[0] != newer[0] or older[1] != number(lines[1][4:]) or older[1] > newer[1]:
        raise Refused("seals that do not belong together")
    if roots_by_path(older[1], newer[1], path, True, older[2]) != (older[2], newer[2]):
        raise Refused("path leads elsewhere")
    return older[1], newer[1]


class Tool:
    def __init__(self, path):
        self.path = str(pathlib.Path(path).resolve())

    def run(self, *arguments):
        return subprocess.run(
            [self.path, *map(str, arguments)], capture_output=True, timeout=120, check=False
        )

    def must(self, *arguments):
        done = self.run(*arguments)
        if done.returncode != 0:
            raise SystemExit(f"{arguments} failed: {done.stderr.decode()}")
        return done.stdout.decode()


def lines_of(log):
    return (log / "events.jsonl").read_bytes().split(b"\n")[:-1]


def origin_of(lines):
    return "rehearse.invalid/" + lines[0][-66:][:16].decode()


def check_keys(tally, tool, work):
    """A key by the tool, read here."""
    file = work / "a.key"
    key = tool.must("keygen", NAME, "--out", file).strip()
    secret = file.read_text().strip()
    tally.check("key files are their owner's", file.stat().st_mode & 0o777 == 0o600)
    start = f"PRIVATE+KEY+{NAME}+"
    seed = decoded(secret[len(start) :].split("+", 1)[1])
    public = Ed25519PrivateKey.from_private_bytes(seed[1:]).public_key()
    raw = public.public_bytes(Encoding.Raw, PublicFormat.Raw)
    tally.check("private and verifier key belong together", seed[0] == 1 and secret.startswith(start))
    expected = base64.b64encode(b"\x01" + raw).decode()
    label = key_id(NAME, b"\x01" + raw).hex()
    tally.check("verifier key", key == f"{NAME}+{label}+{expected}", key)
    again = tool.run("keygen", NAME, "--out", file)
    tally.check("no key over a key", again.returncode != 0 and file.read_text().strip() == secret)
    other = tool.must("keygen", NAME, "--out", work / "b.key").strip()
    return file, key, other


def check_seal(tally, note, key, other, lines):
    """One seal over these lines."""
    origin, size, top = checkpoint(note, key)
    tally.check("origin", origin == origin_of(lines), origin)
    tally.check("size", size == len(lines), f"{size} of {len(lines)}")
    tally.check("root by definition", top == root(lines))
    tally.refuses("wrong keys", lambda: checkpoint(note, other))
    if pymerkle:
        tree = pymerkle.InmemoryTree(algorithm="sha256")
        for line in lines:
            tree.append_entry(line)
        tally.check("root by pymerkle", tree.get_root(size) == top)
    if aics_tlog:
        tree = aics_tlog.MerkleTree(lines)
        tally.check("root by aics-tlog", tree.root() == top)
        parsed = aics_tlog.parse_note(note)
        done = aics_tlog.verify_checkpoint(
            parsed, aics_tlog.parse_vkey(key), expected_origin=origin_of(lines)
        )
        tally.check("note by aics-tlog", done.log_ok, str(done))


def flips(data, every):
    """The text with one byte changed, at each of some places."""
    for place in range(0, len(data), every):
        yield place, data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def text_of(data):
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise Refused("no text") from error


def check_damaged(tally, tool, work, file, proof, key, check):
    """Every byte here, and some by the tool, whose every call is a process."""
    data = proof.encode()
    for place, bad in flips(data, 1):
        tally.refuses("damaged proofs, here", lambda: check(text_of(bad), key), f"byte {place}")
    for place, bad in flips(data, max(1, len(data) // 25)):
        copy = work / "damaged"
        copy.write_bytes(bad)
        done = tool.run("check-proof", copy, "--key", key)
        tally.check("damaged proofs, by the tool", done.returncode != 0, f"{file.name} byte {place}")


def check_proofs(tally, tool, work, log, lines, key, other):
    last = len(lines) - 1
    for index in sorted({0, 1, 2, last // 3, last // 2, last - 1, last}):
        file = work / f"{index}.tlog-proof"
        tool.must("prove", log, index, "--out", file)
        proof = file.read_text()
        tally.check("inclusion", check_inclusion(proof, key) == (index, lines[index]))
        shown = tool.run("check-proof", file, "--key", key)
        tally.check(
            "inclusion, by the tool",
            shown.returncode == 0 and shown.stdout == lines[index] + b"\n",
        )
        tally.refuses("wrong keys", lambda: check_inclusion(proof, other))
        done = tool.run("check-proof", file, "--key", other)
        tally.check("wrong keys, by the tool", done.returncode != 0)
    check_damaged(tally, tool, work, file, proof, key, check_inclusion)
    tally.check("events behind the seal", tool.run("prove", log, last + 1).returncode != 0)


def check_pairs(tally, tool, work, log, key, sizes):
    for one in range(len(sizes)):
        for two in range(one, len(sizes)):
            proof = tool.must("prove", log, "--between", one + 1, two + 1)
            found = check_consistency(proof, key)
            tally.check("consistency", found == (sizes[one], sizes[two]), str(found))
            file = work / f"{one}-{two}"
            file.write_text(proof)
            done = tool.run("check-proof", file, "--key", key)
            tally.check("consistency, by the tool", done.returncode == 0, done.stderr.decode())
    proof = tool.must("prove", log, "--between", 1, len(sizes))
    check_damaged(tally, tool, work, file, proof, key, check_consistency)


def batch_ends(lines):
    """The lengths that the log had between two writes: some, and the last."""
    ends = []
    for count, line in enumerate(lines, 1):
        place, _, size = line.split(b'"b":[', 1)[1].split(b"]", 1)[0].partition(b",")
        if int(place) + 1 == int(size):
            ends.append(count)
    if len(ends) < 2:
        raise SystemExit("LOG has one batch; give one that something was recorded in")
    return sorted({ends[0], ends[len(ends) // 3], ends[len(ends) // 2], ends[-1]})


def check_log(tally, tool, work, log, key_file, key, other):
    """Seals the log at several lengths, as if it grew."""
    all_lines = lines_of(log)
    sizes, notes = batch_ends(all_lines), []
    for size in sizes:
        (log / "events.jsonl").write_bytes(b"".join(line + b"\n" for line in all_lines[:size]))
        (log / "events.head").unlink(missing_ok=True)
        notes.append(tool.must("seal", log, "--key", key_file))
        check_seal(tally, notes[-1], key, other, all_lines[:size])
    tally.check("the file of seals", (log / "events.seal").read_text() == "\n".join(notes))
    for place, bad in flips(notes[-1].encode(), 1):
        tally.refuses("damaged seals", lambda: checkpoint(text_of(bad), key), f"byte {place}")
    check_proofs(tally, tool, work, log, all_lines, key, other)
    check_pairs(tally, tool, work, log, key, sizes)
    # A log that does not fulfil its seals is neither sealed nor proven.
    cut = b"".join(line + b"\n" for line in all_lines[: sizes[0]])
    (log / "events.jsonl").write_bytes(cut)
    (log / "events.head").unlink(missing_ok=True)
    tally.check("a cut log is not sealed", tool.run("seal", log, "--key", key_file).returncode == 3)
    tally.check("a cut log is not proven", tool.run("prove", log, 0).returncode == 3)


def main():
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    tool, work = Tool(sys.argv[1]), pathlib.Path(sys.argv[3]).resolve()
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    log = work / "log"
    shutil.copytree(sys.argv[2], log)
    for old in log.glob("events.*seal*"):
        old.unlink()
    tally = Tally()
    key_file, key, other = check_keys(tally, tool, work)
    try:
        check_log(tally, tool, work, log, key_file, key, other)
    except Refused as error:
        tally.check("what the tool made is taken", False, str(error))
    for what, count in tally.counts.items():
        print(f"{count:6}  {what}")
    for name, module in (("pymerkle", pymerkle), ("aics-tlog", aics_tlog)):
        print(f"asked {name}: {'yes' if module else 'no, not installed'}")
    for problem in tally.problems[:20]:
        print(f"error: {problem}")
    print(f"{sum(tally.counts.values())} checks, {len(tally.problems)} failed")
    raise SystemExit(1 if tally.problems else 0)


if __name__ == "__main__":
    main()
