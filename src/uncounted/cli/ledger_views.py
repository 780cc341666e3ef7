"""What ``show`` and ``verify`` print for eyes: plain lines, no colour, ids whole so that they can be copied."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from uncounted.model.claim import Claim, Count
from uncounted.model.document import Document, Span
from uncounted.model.judgement import Judgement
from uncounted.model.records import to_json

if TYPE_CHECKING:
    from uncounted.model.recorded_estimate import RecordedEstimate
    from uncounted.pipeline import showing
    from uncounted.store.verifying import Verification
    from uncounted.store.views import DocumentSummary, DocumentView, EntryView, UnreadFile

_CONTEXT = 160
_SETTLED = {None: "open", "accept": "accepted", "reject": "rejected"}


def lines(shown: Any) -> Iterator[str]:
    """The lines for anything that ``pipeline.showing`` gives."""
    views: dict[str, Callable[[Any], Iterator[str]]] = {
        "Overview": _overview,
        "ShownClaim": _claim,
        "ShownDocument": _document,
        "ShownIncident": _incident,
        "ShownContradiction": _contradiction,
        "ShownReview": _review,
        "Judgement": _judgement,
        "EntryView": _entry,
        "UnreadFile": _unread,
        "RecordedEstimate": _estimate,
    }
    yield from views[type(shown).__name__](shown)


def _estimate(shown: RecordedEstimate) -> Iterator[str]:
    from uncounted.cli.estimate_tables import recorded_lines

    yield from recorded_lines(shown, whole=True)


def verification_lines(result: Verification) -> Iterator[str]:
    """The result of a check, a line for each expunged entry, and the head to keep elsewhere."""
    by: dict[int, list[str]] = {}
    for number, tombstone in result.expunged.items():
        by.setdefault(tombstone, []).append(number)
    for tombstone, numbers in by.items():
        yield f"expunged by entry {tombstone}: {'entry' if len(numbers) == 1 else 'entries'} {', '.join(numbers)}"
    if result.orphans:
        yield f"{len(result.orphans)} archived files of an interrupted ingest; the next one uses them"
    yield (
        f"checked {result.entries} entries, {result.originals} originals, {result.spans} spans of {result.claims} "
        f"readings of claims ({result.documents} of documents), {result.rows} rows"
    )
    if result.head_entry is not None:
        yield f"the head given is that of entry {result.head_entry} of {result.entries}"
    yield f"{'whole' if not result.findings else 'NOT WHOLE'}; head {result.head}"


def count_words(count: Count) -> str:
    """A count for eyes: its modifier and figure, its interval where that says more, and its words."""
    figure = count.point if count.point is not None else count.low if count.low is not None else count.high
    shown = "unknown" if figure is None else str(figure)
    interval = ""
    if count.low != count.high or figure != count.low:
        low, high = ("?" if side is None else str(side) for side in (count.low, count.high))
        interval = f" [{low} to {high}]"
    modifier = "" if count.modifier == "exact" else f"{count.modifier} "
    words = f' "{count.text}"' if count.text and count.text != shown else ""
    return f"{modifier}{shown}{interval}{words}"


def _overview(shown: showing.Overview) -> Iterator[str]:
    c = shown.counts
    yield f"case {shown.name}, created {shown.created}"
    yield f"{c.documents} documents, {c.captures} captures, {c.incidents} incidents, {c.judgements} judgements"
    by_status = f"{c.machine} machine, {c.accepted} accepted, {c.corrected} corrected, {c.rejected} rejected"
    yield f"{c.claims} claims: {by_status}"
    for document in shown.documents:
        yield _summary(document)
    for file in shown.unread:
        yield f"unread {file.id}  {file.path}: {file.reason}: {file.detail}"
    yield f"{c.entries} entries; head {shown.head}"


def _summary(d: DocumentSummary) -> str:
    day = d.published[0] if d.published else "undated"
    name = " ".join((d.title or d.path or "untitled").split())
    return f"document {d.id}  {day}  {d.publisher or 'publisher not said'}  {d.n_claims} claims  {name}"


def _claim(shown: showing.ShownClaim) -> Iterator[str]:
    history, claim, document = shown.history, shown.history.claim, shown.document
    yield f"claim {claim.id}, {claim.status}{'' if history.current else ', no longer found by the latest reading'}"
    yield f"  {claim.measure}: {count_words(claim.count)}"
    yield f"  {_in_context(document, claim)}"
    yield f"  {_where(document)}"
    if claim.attribution:
        yield f"  who says so: {_chain(claim)}"
    yield "fields (as set takes them):"
    for name, value in _fields(claim):
        yield f"  {name}{': ' if name.startswith('words for') else ' = '}{value}"
    if claim.relations:
        yield "relations:"
        for relation in claim.relations:
            yield f"  {relation.type} {relation.claim}{f' by {relation.rule}' if relation.rule else ''}"
    yield "machine readings:"
    for reading in history.readings:
        made_by = f" by {reading.claim.extractor}" if reading.claim.extractor else ""
        figure = f"{reading.claim.measure}: {count_words(reading.claim.count)}"
        yield f"  entry {reading.entry}  {reading.at[:19]}  {reading.claim.reading}{made_by}  {figure}"
    if history.newer_reading:
        yield f"  {history.newer_reading} is newer than the one that was judged; accept it by its id to use it"
    yield "judgements:" if history.judgements else "judgements: none"
    for judgement in history.judgements:
        yield f"  {_decision(judgement)}"


def _document(shown: showing.ShownDocument) -> Iterator[str]:
    view: DocumentView = shown.view
    document = view.document
    yield f"document {document.id}"
    for name, value in _flat({k: v for k, v in to_json(document).items() if k not in {"text", "segments", "id"}}):
        if name not in {"type", "version"} and not name.startswith("title_span"):
            yield f"  {name} = {value}"
    yield f"  read by {view.engine} ({view.extractor}), first in entry {view.first_entry}, last in {view.entry}"
    for capture in view.captures:
        yield f"  {capture.relation} {capture.id}  {capture.path or ''}  {capture.url or ''}  entry {capture.entry}"
    for flag in view.flags:
        yield f"  flag: {flag}"
    yield f"claims: {len(shown.claims)}"
    for claim in shown.claims:
        yield _claim_line(claim)
    for lead in view.leads:
        span = lead.get("span") or {}
        is_review = lead.get("type") == "review"
        state = f", {_SETTLED[lead.get('settled')]}, {lead.get('id')}" if is_review else ""
        words = " ".join(str(span.get("quote", "")).split())
        yield f"{'review' if is_review else 'lead'} ({lead.get('why')}{state}): {words}"


def _review(shown: showing.ShownReview) -> Iterator[str]:
    yield f"review {shown.id} of document {shown.document}: {_SETTLED[shown.review.get('settled')]}"
    yield f"  {shown.review.get('why')}"
    for claim in shown.claims:
        yield _claim_line(claim)
    for name, value in _flat(shown.review.get("offered") or {}):
        yield f"  offered {name} = {value}"
    for judgement in shown.judgements:
        yield f"  {_decision(judgement)}"
    if shown.review.get("settled") is None:
        yield f"settle it: uncounted judge CASE {shown.id} accept (or reject), with --because and --by"


def _incident(shown: showing.ShownIncident) -> Iterator[str]:
    yield f"incident {shown.incident.id}{'' if shown.current else ' (no longer: its claims are linked otherwise)'}"
    for name, value in _flat({k: v for k, v in to_json(shown.incident).items() if k not in {"id", "claims"}}):
        if name not in {"type", "version"}:
            yield f"  {name} = {value}"
    for claim in shown.claims:
        yield _claim_line(claim)
    for judgement in shown.judgements:
        yield f"  {_decision(judgement)}"


def _contradiction(shown: showing.ShownContradiction) -> Iterator[str]:
    c = shown.contradiction
    yield f"{c.kind} {c.id} ({c.measure}): {c.text}"
    for name, value in _flat({k: v for k, v in to_json(c).items() if k not in {"id", "claims", "text", "kind"}}):
        if name not in {"type", "version"}:
            yield f"  {name} = {value}"
    for claim in shown.claims:
        yield _claim_line(claim)


def _judgement(judgement: Judgement) -> Iterator[str]:
    yield f"judgement {judgement.id}"
    yield f"  {_decision(judgement)}"


def _entry(entry: EntryView) -> Iterator[str]:
    yield f"entry {entry.number}  {entry.kind}  {entry.at}  by {entry.by}"
    yield f"  about {', '.join(entry.subjects) or 'the case'}"
    yield f"  commitment {entry.commitment}"
    yield f"  previous {entry.previous}"
    yield f"  chain {entry.chain}"
    if entry.expunged_by:
        yield f"  expunged by entry {entry.expunged_by}"
    elif entry.body is not None:
        yield f"  {json.dumps(entry.body, ensure_ascii=False)}"


def _unread(file: UnreadFile) -> Iterator[str]:
    yield f"unread {file.id} (entry {file.entry})"
    yield f"  {file.path}: {file.reason}: {file.detail}"


def _claim_line(claim: Claim) -> str:
    root = f"  {claim.root}" if claim.root else ""
    return f"  {claim.id}  {claim.status}  {claim.measure}: {count_words(claim.count)}{root}"


def _decision(j: Judgement) -> str:
    what = f" {j.field} = {json.dumps(j.value, ensure_ascii=False)}" if j.verb in {"set", "grade"} else ""
    other = f" {j.other}" if j.other else ""
    reading = f" (reading {j.value})" if j.verb in {"accept", "reject"} and j.value else ""
    return f"{j.at[:19]}  {j.by}: {j.target} {j.verb}{what}{other}{reading}, because {j.because}  [{j.id}]"


def _in_context(document: Document, claim: Claim) -> str:
    """The claim's sentence with the count between marks, and a little of what stands around it."""
    count, sentence = claim.spans.get("count"), claim.spans.get("sentence")
    if count is None:
        return "(no words)"
    around = sentence or count
    if not around.start <= count.start <= count.end <= around.end or around.end - around.start > 4 * _CONTEXT:
        around = Span(max(0, count.start - _CONTEXT), min(len(document.text), count.end + _CONTEXT), "")
    before, after = document.text[around.start : count.start], document.text[count.end : around.end]
    return " ".join(f"{before}>>{count.quote}<<{after}".split())


def _where(document: Document) -> str:
    day = document.published.start if document.published else "undated"
    name = " ".join((document.title or document.path or "untitled").split())
    return f"in {document.id}, {document.publisher or 'publisher not said'}, {day}: {name}"


def _chain(claim: Claim) -> str:
    links = [f"{link.name}{f' ({link.role})' if link.role else ''}" for link in claim.attribution]
    return " <- ".join(links) + (f"; counted by {claim.root}" if claim.root else "")


def _fields(claim: Claim) -> Iterator[tuple[str, str]]:
    body = to_json(claim)
    hidden = {
        "type",
        "version",
        "id",
        "reading",
        "document",
        "status",
        "spans",
        "relations",
        "attribution",
        "extractor",
    }
    yield from _flat({key: value for key, value in body.items() if key not in hidden})
    for name, span in claim.spans.items():
        if name != "sentence":
            yield f"words for {name}", f"{span.start}-{span.end} {json.dumps(span.quote, ensure_ascii=False)}"


def _flat(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """The parts that say something, by dotted name: ``count.low``, ``scope.places[0].id``."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _flat(part, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list) and any(isinstance(part, (dict, list)) for part in value):
        for i, part in enumerate(value):
            yield from _flat(part, f"{name}[{i}]")
    elif value not in (None, [], ""):
        yield name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
