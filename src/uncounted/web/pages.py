"""Templates to answers."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine

HERE = Path(__file__).parent


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(HERE / "templates")], autoescape=True)


def render(request: HttpRequest, name: str, values: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """The page made from a template; every value is escaped unless it was made safe."""
    context = Context({"case_name": request.META["uncounted.shown"].case.name, "path": request.path, **values})
    return HttpResponse(_engine().get_template(name).render(context), status=status)
