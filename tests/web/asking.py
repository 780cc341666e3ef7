"""Asking the pages through WSGI, as a server would."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from uncounted.web.server import application


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Site:
    """The application of one case."""

    def __init__(self, case: Path) -> None:
        self.answer = application(case)

    def ask(self, path: str, method: str = "GET", host: str = "127.0.0.1:8000", **more: str) -> Answer:
        path, _, query = path.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path.encode().decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "HTTP_HOST": host,
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            **more,
        }
        seen: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]], _: Any = None) -> None:
            seen.update(status=int(status.split()[0]), headers=dict(headers))

        found = self.answer(environ, start)
        body = b"".join(found)
        close = getattr(found, "close", None)
        if close:
            close()
        return Answer(seen["status"], seen["headers"], body)
