"""The pages: each reads, none writes."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import mark_safe

from uncounted.model.errors import UnknownName
from uncounted.pipeline import publishing
from uncounted.publish.view import PublicationView
from uncounted.store import queries
from uncounted.web.addresses import Addresses
from uncounted.web.cache import Shown
from uncounted.web.marks import segments
from uncounted.web.pages import HERE, render

PER_PAGE = 50
MOST_SWITCHES = 20
AROUND = 300  # characters of context on each side of a sentence
STATIC = {"site.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml"}


def overview(request: HttpRequest) -> HttpResponse:
    """What the case holds, what was not read, and what a person has accepted."""
    shown = _shown(request)
    values = {
        "counts": queries.counts(shown.case),
        "unread": queries.unread(shown.case)[:PER_PAGE],
        "head": queries.head(shown.case),
        "created": shown.case.created,
    }
    return render(request, "overview.html", values)


def documents(request: HttpRequest) -> HttpResponse:
    """Documents in the order in which they were read, fifty on a page."""
    case = _shown(request).case
    page = _number(request.GET.get("page"))
    found = queries.documents(case, limit=PER_PAGE + 1, offset=(page - 1) * PER_PAGE)
    if page > 1 and not found:
        raise Http404
    values = {
        "documents": found[:PER_PAGE],
        "earlier": page - 1 if page > 1 else None,
        "later": page + 1 if len(found) > PER_PAGE else None,
    }
    return render(request, "documents.html", values)


def document(request: HttpRequest, ident: str) -> HttpResponse:
    """A document's clean text with its claims marked, and their cards beside it."""
    shown = _shown(request)
    try:
        found = queries.document_view(shown.case, ident)
    except UnknownName:
        raise Http404 from None
    view = shown.bare()
    here = [claim for claim in view.current if claim.document == ident]
    values = {
        "document": found.document,
        "seen": found,
        "leads": [x for x in found.leads if x.get("type") != "review" and isinstance(x.get("span"), dict)],
        "reviews": [x for x in found.leads if x.get("type") == "review"],
        "segments": _numbered(view, found.document.text, here),
        "cards": [_safe(publishing.fragment("card", view, Addresses(), claim=claim)) for claim in here],
        "n": len(here),
    }
    return render(request, "document.html", values)


def _numbered(view: PublicationView, text: str, here: list[Any]) -> list[dict[str, Any]]:
    """Segments with the numbers of their claims: the first is the link of the whole mark, others stand beside it."""
    named = {claim.id: f"claim {view.numbers[claim.id]}: {publishing.said(claim)}" for claim in here}
    return [
        {
            "text": segment.text,
            "sentence": segment.sentence,
            "first": segment.claims[0] if segment.claims else "",
            "label": named[segment.claims[0]] if segment.claims else "",
            "all": " ".join(segment.claims),
            "opens": [(ident, view.numbers[ident], named[ident]) for ident in segment.opens],
        }
        for segment in segments(text, here)
    ]


def claims(request: HttpRequest) -> HttpResponse:
    """All claims in use, by who counted."""
    return render(request, "claims.html", {"sources": _safe(_shown(request).part("sources"))})


def claim(request: HttpRequest, ident: str) -> HttpResponse:
    """One claim: its words in context, its fields, its relations and its history."""
    shown = _shown(request)
    try:
        history = queries.claim_history(shown.case, ident)
    except UnknownName:
        raise Http404 from None
    view = shown.reconciled()
    values = {"history": history, "claim": history.claim, "number": view.numbers.get(ident)}
    if ident in view.numbers:
        values["card"] = _safe(publishing.fragment("card", view, Addresses(), claim=view.claim_by_id[ident]))
    found = view.document_by_id.get(history.claim.document or "")
    if found is not None and "sentence" in history.claim.spans:
        sentence = history.claim.spans["sentence"]
        before, after = found.text[: sentence.start], found.text[sentence.end :]
        values["before"] = before if len(before) <= AROUND else f"…{before[-AROUND:].partition(' ')[2]}"
        values["sentence"] = found.text[sentence.start : sentence.end]
        values["after"] = after if len(after) <= AROUND else f"{after[:AROUND].rpartition(' ')[0]}…"
    return render(request, "claim.html", values)


def incidents(request: HttpRequest) -> HttpResponse:
    """All incidents with their claims."""
    return render(request, "incidents.html", {"incidents": _safe(_shown(request).part("incidents"))})


def estimates(request: HttpRequest) -> HttpResponse:
    """What the case keeps of estimates, each with its lists and methods."""
    shown = _shown(request)
    kept = shown.bare().estimates
    values = {"n": len(kept), "estimates": _safe(shown.part("estimates")) if kept else ""}
    return render(request, "estimates.html", values)


def reconciliation(request: HttpRequest) -> HttpResponse:
    """What the claims imply together, under the assumptions that the reader chooses."""
    shown = _shown(request)
    usual = shown.reconciled()
    on = {a.name for a in usual.reconciliation.assumptions}
    chosen = tuple(dict.fromkeys(request.GET.getlist("assume")))[:MOST_SWITCHES]
    without = tuple(dict.fromkeys(request.GET.getlist("without")))[:MOST_SWITCHES]
    if "chosen" in request.GET:  # the form was sent: what is not ticked is off
        without = tuple(sorted(on - set(chosen)))
    assume = tuple(name for name in chosen if name not in on)
    view = shown.reconciled(assume, without)
    in_force = {a.name for a in view.reconciliation.assumptions}
    every = {a.name: a for a in (*usual.reconciliation.assumptions, *usual.assumptions_off)}
    every |= {a.name: a for a in view.reconciliation.assumptions}
    values = {name: _safe(shown.part(name, assume, without)) for name in ("findings", "figure", "scopes", "relations")}
    switches = [{"name": a.name, "sentence": a.sentence, "on": a.name in in_force} for a in every.values()]
    changed = bool(assume or without)
    return render(request, "reconciliation.html", {**values, "switches": switches, "changed": changed})


def static(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001  # Django names it
    """The style sheet and the icon, and nothing else."""
    if name not in STATIC:
        raise Http404
    text = (HERE / "static" / name).read_text(encoding="utf-8")
    if name == "site.css":
        text = publishing.style() + text
    return HttpResponse(text, content_type=STATIC[name])


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django names it
    """The page for an address that leads nowhere."""
    return render(request, "missing.html", {}, status=404)


def _shown(request: HttpRequest) -> Shown:
    found: Shown = request.META["uncounted.shown"]
    return found


def _number(text: str | None) -> int:
    if text is None:
        return 1
    if not text.isascii() or not text.isdigit() or not 0 < len(text) < 7 or int(text) < 1:
        raise Http404
    return int(text)


def _safe(html: str) -> str:
    return mark_safe(html)  # noqa: S308  # made by publish's templates, which escape every value
