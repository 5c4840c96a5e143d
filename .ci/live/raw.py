"""Bytes that are sent to a server as they are, at once or slowly."""
import re
import socket
import time


def raw(server, data, seconds=20, pause=0.0, piece=None):
    """Sends bytes as they are; the status that comes, `None` for a connection that is closed, and
    what came. `piece` bytes go at a time with a pause between them."""
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=seconds)
    until = time.monotonic() + seconds
    answer = b""
    try:
        if piece is None:
            connection.sendall(data)
        else:
            connection.settimeout(pause)
            for place in range(0, len(data), piece):
                connection.sendall(data[place:place + piece])
                try:
                    part = connection.recv(65536)
                    answer += part
                    break
                except TimeoutError:
                    pass
                if time.monotonic() > until:
                    return "open", answer
        connection.settimeout(max(0.1, until - time.monotonic()))
        while b"\r\n\r\n" not in answer:
            part = connection.recv(65536)
            if not part:
                break
            answer += part
    except TimeoutError:
        return "open", answer
    except (ConnectionResetError, BrokenPipeError):
        pass
    finally:
        connection.close()
    found = re.match(rb"HTTP/1\.1 (\d+)", answer)
    return int(found.group(1)) if found else None, answer


def trickle(server, data):
    """The head at once, and the body a byte a second."""
    head, _, body = data.partition(b"\r\n\r\n")
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=5)
    try:
        connection.sendall(head + b"\r\n\r\n")
        connection.settimeout(1)
        for place in range(90):
            connection.sendall(body[place:place + 1])
            try:
                answer = connection.recv(4096)
                found = re.match(rb"HTTP/1\.1 (\d+)", answer)
                return int(found.group(1)) if found else None
            except TimeoutError:
                continue
        return "open"
    except (ConnectionResetError, BrokenPipeError):
        return None
    finally:
        connection.close()
