"""The server of the pages: this machine alone, threads, no framework beyond Django's WSGI."""

from __future__ import annotations

import errno
import socketserver
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any, cast
from wsgiref.simple_server import ServerHandler, WSGIRequestHandler, WSGIServer

from uncounted.model.errors import Refused

HOST = "127.0.0.1"
ALLOWED = ["127.0.0.1", "localhost", "[::1]"]


def application(case_path: Path) -> Callable[..., Iterable[bytes]]:
    """The WSGI application of one case. Raises LedgerError where there is none."""
    from uncounted.store.setup import configure, open_case

    configure(
        ROOT_URLCONF="uncounted.web.urls",
        MIDDLEWARE=["uncounted.web.middleware.Safeguards"],
        ALLOWED_HOSTS=ALLOWED,
        APPEND_SLASH=False,
    )
    case = open_case(case_path)
    from django.core.handlers.wsgi import WSGIHandler

    from uncounted.web.cache import Shown

    answer, shown = WSGIHandler(), Shown(case)

    def answered(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        environ["uncounted.shown"] = shown
        return answer(environ, start)

    return answered


def serve(case_path: Path, *, port: int = 8000, ready: Callable[[str], None] = lambda _: None) -> None:
    """Serve the pages of a case on 127.0.0.1 until interrupted.

    ``port`` 0 takes a free one. ``ready`` is called with the address once it answers. Raises Refused where the port is
    taken, LedgerError where there is no such case.
    """
    answer = application(case_path)
    try:
        server = _Server((HOST, port), _Handler)
    except (OSError, OverflowError) as error:
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            raise Refused(f"port {port} is in use; name another with --port, or --port 0 for a free one") from None
        raise Refused(f"port {port} cannot be used: {error}") from None
    with server:
        server.set_app(answer)
        ready(f"http://{HOST}:{server.server_port}/")
        server.serve_forever(poll_interval=0.2)


class _Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def server_bind(self) -> None:
        """Bind without asking a name server what this machine is called: there may be none."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]
        self.setup_environ()


class _Answer(ServerHandler):
    server_software = "uncounted"


class _Handler(WSGIRequestHandler):
    timeout = 30

    def handle(self) -> None:
        """Answer one request."""
        self.raw_requestline = self.rfile.readline(65537)
        if len(self.raw_requestline) > 65536:
            self.requestline, self.request_version, self.command = "", "", ""
            self.send_error(414)
            return
        if not self.parse_request():
            return
        out = cast(IO[bytes], self.wfile)
        handler = _Answer(self.rfile, out, self.get_stderr(), self.get_environ(), multithread=True)
        handler.request_handler = self  # type: ignore[attr-defined]  # as in the standard library's own handler
        handler.run(self.server.get_app())  # type: ignore[attr-defined]  # the server is a WSGIServer

    def version_string(self) -> str:
        """No versions for strangers."""
        return "uncounted"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the standard library's name
        """Nothing: who read what is nobody's business."""
