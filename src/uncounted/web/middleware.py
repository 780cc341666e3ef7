"""What every answer goes through: only reading, only from this machine, nothing from elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

from uncounted.model.errors import UncountedError, UserError
from uncounted.web.pages import render

Answer = Callable[[HttpRequest], HttpResponseBase]
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
}


class Safeguards:
    """Checks the Host (against DNS rebinding), refuses everything but GET and HEAD, sets the security headers."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer to a request, always with the headers."""
        response = self._answered(request)
        for name, value in HEADERS.items():
            response[name] = value
        if isinstance(response, HttpResponse):
            response["Content-Length"] = str(len(response.content))
            if request.method == "HEAD":
                response.content = b""
        return response

    def _answered(self, request: HttpRequest) -> HttpResponseBase:
        try:
            request.get_host()
        except DisallowedHost:
            return HttpResponse("This address is not served here.\n", content_type="text/plain", status=400)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"], "These pages can only be read.\n", content_type="text/plain")
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Our own errors as a page with their one line: 400 where the reader can mend it, else 500."""
        if isinstance(error, UncountedError):
            status = 400 if isinstance(error, UserError) else 500
            return render(request, "problem.html", {"message": str(error)}, status=status)
        return None


def failed(request: HttpRequest) -> HttpResponse:
    """The page for an error of ours; the details go to the server's own output."""
    logging.getLogger("uncounted.web").error("error while answering %s", request.path, exc_info=True)
    return render(request, "problem.html", {"message": "The program failed; its output has the details."}, status=500)
