"""A real HTTP server on this machine that answers as a test says, well or badly."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Handler = BaseHTTPRequestHandler
Behaviour = Callable[[Handler, dict[str, Any]], None]


class Server:
    """Answers each question by the next behaviour, the last one again and again. ``asked`` are the bodies it got."""

    def __init__(self, behaviours: Sequence[Behaviour]) -> None:
        self.left = list(behaviours)
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.closing = threading.Event()
        self.url = ""

    def answer(self, handler: Handler) -> None:
        body = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
        self.asked.append(body)
        self.headers.append({**dict(handler.headers), "path": handler.path})
        behaviour = self.left.pop(0) if len(self.left) > 1 else self.left[0]
        handler.server.closing = self.closing  # type: ignore[attr-defined]
        behaviour(handler, body)


@contextmanager
def serving(*behaviours: Behaviour) -> Iterator[Server]:
    made = Server(behaviours)

    class Answering(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            made.answer(self)

        def log_message(self, *_: Any) -> None: ...

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    httpd.daemon_threads = True
    httpd.handle_error = lambda *_: None  # type: ignore[method-assign]  # a client that hangs up is what is tested
    made.url = f"http://127.0.0.1:{httpd.server_address[1]}/v1"
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.closing.set()
        httpd.shutdown()
        httpd.server_close()


def send(handler: Handler, status: int, data: bytes, kind: str = "application/json", **headers: str) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(data)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(data)


def raw(data: bytes, status: int = 200, kind: str = "application/json", **headers: str) -> Behaviour:
    return lambda handler, _: send(handler, status, data, kind, **headers)


def error(status: int, message: str | None = None, **headers: str) -> Behaviour:
    return raw(json.dumps({"error": {"message": message or "no"}}).encode(), status, **headers)


def envelope(content: Any, *, finish: str = "stop", usage: Any = None, **message: Any) -> bytes:
    choice = {"index": 0, "message": {"role": "assistant", "content": content, **message}, "finish_reason": finish}
    body = {"id": "x", "object": "chat.completion", "choices": [choice]}
    if usage is not None:
        body["usage"] = usage
    return json.dumps(body).encode()


def saying(content: Any, **more: Any) -> Behaviour:
    return raw(envelope(content, **more))


def claims(*items: dict[str, Any], **more: Any) -> Behaviour:
    return saying(json.dumps({"claims": list(items)}), **more)


def drip(handler: Handler, _: dict[str, Any]) -> None:
    """A byte now and then, each well within the time that a single read may take."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    while not handler.server.closing.wait(0.05):  # type: ignore[attr-defined]
        handler.wfile.write(b" ")
        handler.wfile.flush()


def silence(handler: Handler, _: dict[str, Any]) -> None:
    handler.server.closing.wait(5)  # type: ignore[attr-defined]
    handler.close_connection = True


def reset(handler: Handler, _: dict[str, Any]) -> None:
    handler.close_connection = True


def half(handler: Handler, _: dict[str, Any]) -> None:
    data = envelope('{"claims": []}')
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data[: len(data) // 2])
    handler.close_connection = True


def endless(handler: Handler, _: dict[str, Any]) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    block = b" " * 65_536
    for _n in range(400):
        handler.wfile.write(block)
    handler.close_connection = True


def item(count: str, point: int | None = None, **more: Any) -> dict[str, Any]:
    """One claim as a model would offer it."""
    plain = {"low": point, "high": point, "point": point, "measure": "killed", "modifier": "exact"}
    return {"count_quote": count, "kind": "incident", "stance": "asserts", **plain, **more}
