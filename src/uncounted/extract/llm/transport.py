"""One POST of JSON over HTTP, bounded in time and size. No redirect is followed, no proxy is used.

The standard library's client, so that the base install needs no other; urllib would follow redirects and proxies of
the environment, and the text of a document should go nowhere but where the user said.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import SplitResult

MAX_BYTES = 4_000_000
_CHUNK = 65_536


@dataclass(frozen=True)
class Answer:
    """What a server answered; the names of ``headers`` are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Failure:
    """No answer. ``absent``: nobody listens; ``late``: time ran out; ``dropped``; ``huge``: more than the bound."""

    kind: Literal["absent", "late", "dropped", "huge"]
    detail: str


def post(address: SplitResult, payload: bytes, headers: Mapping[str, str], timeout: float) -> Answer | Failure:
    """Send ``payload`` and read the answer whole, within ``timeout`` seconds in all; never raises for the network."""
    connection = _connection(address, timeout)
    late = threading.Event()
    try:
        connection.connect()
    except TimeoutError:
        return Failure("late", "no connection in time")
    except (OSError, http.client.HTTPException) as error:
        return Failure("absent", _reason(error))
    watch = threading.Timer(timeout, _cut, (connection.sock, late))
    watch.daemon = True
    watch.start()
    try:
        connection.request("POST", address.path, body=payload, headers={"Accept-Encoding": "identity", **headers})
        response = connection.getresponse()
        body = _read(response)
    except (OSError, http.client.HTTPException) as error:
        if late.is_set() or isinstance(error, TimeoutError):
            return Failure("late", "no whole answer in time")
        return Failure("dropped", _reason(error))
    finally:
        watch.cancel()
        connection.close()
    if late.is_set():
        return Failure("late", "no whole answer in time")
    if body is None:
        return Failure("huge", f"more than {MAX_BYTES} bytes")
    if response.length:
        return Failure("dropped", "the answer ends before its length")
    return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, body)


def _connection(address: SplitResult, timeout: float) -> http.client.HTTPConnection:
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    return kind(address.hostname or "", address.port, timeout=timeout)


def _read(response: http.client.HTTPResponse) -> bytes | None:
    """The body; null where it is over the bound."""
    parts: list[bytes] = []
    size = 0
    while part := response.read1(_CHUNK):
        parts.append(part)
        size += len(part)
        if size > MAX_BYTES:
            return None
    return b"".join(parts)


def _cut(sock: socket.socket, late: threading.Event) -> None:
    """End a connection that drips: a socket's own timeout begins anew with every byte."""
    late.set()
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _reason(error: BaseException) -> str:
    words = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
    return " ".join(str(words).split())[:120]
