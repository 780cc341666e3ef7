"""Pages that answer: a question in the reader's words, trust profiles side by side, the lives of figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.utils.safestring import mark_safe

from uncounted.model.errors import InputError, UnknownName, UserError
from uncounted.pipeline.asking import MEASURES, Asking
from uncounted.pipeline.comparing import LEAVE_ONE_OUT, PER
from uncounted.pipeline.settings import Setting
from uncounted.pipeline.trust import WITHOUT
from uncounted.web.cache import Shown
from uncounted.web.pages import render

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LONGEST = 300  # characters of one field
FIELDS = ("where", "when", "by", "who", "means", "as_of")
USUAL = ("official", "monitors")
USUAL_PER = ("place", "month")


def questions(request: HttpRequest) -> HttpResponse:
    """A form for a question, and its answer with the claims that force each side."""
    shown = _shown(request)
    values = _form(request)
    trust = _given(request, "trust") or None
    values["trusts"] = [(name, about, name == (trust or "every")) for name, about in shown.profiles().items()]

    def answer() -> str:
        if trust is not None:
            _known(shown, trust)
        return shown.answered(_asking(values), _setting(values, trust))

    return _answered(request, "questions.html", values, answer)


def compare(request: HttpRequest) -> HttpResponse:
    """Trust profiles side by side, for everything or for a question, by place and month."""
    shown = _shown(request)
    values = _form(request)
    names = tuple(dict.fromkeys(request.GET.getlist("profile")))
    per = tuple(dict.fromkeys(request.GET.getlist("per"))) if values["asked"] else USUAL_PER
    # A form sends its boxes in their order, and the ratio is of the first to the last: admitted to alleged.
    known = sorted(shown.profiles().items(), key=lambda each: USUAL.index(each[0]) if each[0] in USUAL else len(USUAL))
    values["profiles"] = [(name, about, name in (names or USUAL)) for name, about in known]
    values["profiles"].append((LEAVE_ONE_OUT, "every source, and every source without each", LEAVE_ONE_OUT in names))
    values["per"] = [(one, one in per) for one in PER]

    def answer() -> str:
        for name in names:
            _known(shown, name)
        return shown.compared(_asking(values), names, per, _setting(values, None))

    return _answered(request, "compare.html", values, answer)


def histories(request: HttpRequest) -> HttpResponse:
    """The life of every figure: first reported, repeated, changed, denied, admitted."""
    return render(request, "histories.html", {"histories": _safe(_shown(request).part("histories"))})


def _answered(request: HttpRequest, page: str, values: dict[str, Any], answer: Callable[[], str]) -> HttpResponse:
    """The form with what was given, and below it the answer, or the one line that says what to mend."""
    if not values["asked"]:
        return render(request, page, values)
    try:
        return render(request, page, {**values, "answer": _safe(answer())})
    except UserError as error:
        return render(request, page, {**values, "problem": str(error)}, status=400)


def _form(request: HttpRequest) -> dict[str, Any]:
    """What the reader gave, field by field; ``asked`` where the form was sent."""
    measure = _given(request, "measure") or "killed"
    return {
        **{name: _given(request, name) for name in FIELDS},
        "measure": measure,
        "measures": [(one, one == measure) for one in MEASURES],
        "accepted": _given(request, "only") == "accepted",
        "asked": "asked" in request.GET,
    }


def _given(request: HttpRequest, name: str) -> str:
    text = " ".join(request.GET.get(name, "").split())
    if len(text) > LONGEST:
        raise InputError(f"{name} has more than {LONGEST} characters")
    return text


def _asking(values: dict[str, Any]) -> Asking:
    """The question. Several places, actors or groups stand in one field, parted by semicolons."""

    def several(name: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in values[name].split(";") if part.strip())

    return Asking(
        where=several("where"),
        when=values["when"] or None,
        by=several("by"),
        who=several("who"),
        means=values["means"] or None,
        measure=values["measure"],
    )


def _setting(values: dict[str, Any], trust: str | None) -> Setting:
    return Setting(trust=trust, as_of=values["as_of"] or None, only="accepted" if values["accepted"] else None)


def _known(shown: Shown, name: str) -> None:
    """A page takes profiles by name alone, never a file of whoever made the link."""
    if name not in shown.profiles() and name != LEAVE_ONE_OUT and not name.startswith(WITHOUT):
        raise UnknownName(f"no trust profile {name!r}.", tuple(shown.profiles()))


def _shown(request: HttpRequest) -> Shown:
    found: Shown = request.META["uncounted.shown"]
    return found


def _safe(html: str) -> str:
    return mark_safe(html)  # noqa: S308  # made by publish's templates, which escape every value
