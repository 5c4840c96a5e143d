"""What is sent as a file goes into the tray or nowhere, whatever it is called and comes in."""
import os
import socket
import time

from client import message
from tally import check


def files(doors):
    """What is sent as a file goes into the tray or nowhere, whatever it is called."""
    own = [doors.cookie, f"X-Rehearse: {doors.hidden['x-token']}"]
    around = doors.tree()
    for headers in ([], own[:1], own[1:], [own[0], "X-Rehearse: " + "0" * 32],
                    [own[0], f"X-Rehearse: {doors.other_form['x-token']}"],
                    [*own, "Origin: http://evil.example"],
                    [*own, "Sec-Fetch-Site: cross-site"]):
        doors.refused("a file without a right", doors.put("a.pdf", headers))
        doors.refused("a file for another", doors.put("a.pdf", headers, seat="co-ordinator"))
    check(doors.tree() == around, f"strangers: a file was kept: {doors.tree() - around}")
    names = ["..%2f..%2fevil.pdf", "%2e%2e%2fevil", "..%5cevil", "%00evil",
             "evil%0d%0aX-Y:%20z", "con", "%e2%80%aeevil", "x" * 4000, "%ff%fe", ".", "..",
             "-rf", "evil%2f", "a%20b.exe"]
    for name in names:
        doors.refused(f"a file called {name[:30]}", doors.put(name, own),
                      [*range(200, 202), *range(400, 500)])
    kept = doors.tree() - around
    check(all(path.startswith("tray" + os.sep) for path in kept),
          f"strangers: files lie at {sorted(kept)[:4]}")
    check(not os.path.exists(os.path.join(doors.server.folder, "..", "evil.pdf")),
          "strangers: a file got out of the folder")
    kept = doors.tree()
    big = doors.put("big.pdf", own, b"").replace(b"Length: 0", b"Length: 300000000")
    doors.refused("a file that says it is too big", big + b"x" * 200_000,
                  [*range(400, 500), "open"], seconds=5)
    whole = doors.put("half.pdf", own, b"x" * 300_000)
    connection = socket.create_connection(("127.0.0.1", doors.server.port), timeout=5)
    connection.sendall(whole[:200_000])
    time.sleep(0.3)
    connection.close()
    time.sleep(1)
    check(doors.tree() == kept, f"strangers: half a file is kept: {doors.tree() - kept}")
    multipart(doors, own)


def multipart(doors, own):
    """Forms in parts that are none, each with a right token in front where there is room."""
    def part(name, value, more=""):
        return (f'--b\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'
                f'{value}\r\n')
    token = part("x-token", doors.hidden["x-token"]) + part("command", "documents.add")
    file = part("file", "text", '; filename="ld-01.pdf"')
    kept = doors.tree()
    for what, body in {
            "no end": token + file, "no parts": "--b--\r\n", "nothing": "",
            "no token": part("command", "tray.send") + file + "--b--\r\n",
            "another's token": part("x-token", doors.other_form["x-token"]) + file + "--b--\r\n",
            "a part without a name": token + "--b\r\n\r\nx\r\n--b--\r\n",
            "a part of a long name": token + part("n" * 100_000, "x") + "--b--\r\n",
            "many parts": token + part("n", "x") * 5000 + "--b--\r\n",
            "a field of a megabyte": token + part("words", "x" * 1_000_000) + "--b--\r\n",
            "a part in parts": token + '--b\r\nContent-Disposition: form-data; name="file"\r\n'
            'Content-Type: multipart/mixed; boundary=c\r\n\r\n--c--\r\n--b--\r\n',
            "no line ends": "--b" * 1000, "zeros": "\0" * 10_000,
            "a file for no document": token + part("document", "nothing") + file + "--b--\r\n",
            "a file for another's document": token + part("document", "pr-02") + file
            + "--b--\r\n",
            "a digest that is made up": token + part("document", "ld-01")
            + part("sha256", "0" * 64) + part("bytes", "-1") + "--b--\r\n"}.items():
        kind = "Content-Type: multipart/form-data; boundary=b"
        doors.refused(f"a form in parts with {what}", message(
            "POST", f"{doors.root}/as/director/act", [kind, own[0]], body.encode(), doors.host))
    check(doors.tree() == kept, f"strangers: a form in parts left {doors.tree() - kept}")
    for path in ("0" * 64, "..", "../../events.jsonl", "%2e%2e%2fevents.jsonl", "x"):
        doors.refused(f"the file {path[:20]}", message(
            "GET", f"{doors.root}/as/director/files/{path}", own, host=doors.host))
