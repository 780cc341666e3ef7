"""Anything in a case by its id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from uncounted.model.document import Document
from uncounted.model.errors import UncountedError, UnknownName
from uncounted.model.incident import Incident
from uncounted.model.judgement import Judgement
from uncounted.model.reconciliation import Contradiction
from uncounted.model.recorded_estimate import RecordedEstimate
from uncounted.pipeline.cases import Case, current_claims, current_judgements
from uncounted.store import estimates, finding, queries, reviewing
from uncounted.store.views import ClaimHistory, Counts, DocumentSummary, DocumentView, EntryView, UnreadFile


@dataclass(frozen=True)
class Overview:
    """A case at a glance."""

    name: str
    created: str
    head: str | None
    counts: Counts
    documents: tuple[DocumentSummary, ...]
    unread: tuple[UnreadFile, ...]


@dataclass(frozen=True)
class ShownClaim:
    """A claim with its history and the document that its words stand in."""

    history: ClaimHistory
    document: Document


@dataclass(frozen=True)
class ShownDocument:
    """A document with its claims as they stand."""

    view: DocumentView
    claims: tuple[Any, ...]


@dataclass(frozen=True)
class ShownIncident:
    """An incident with its claims, the judgements about it, and whether it still stands."""

    incident: Incident
    current: bool
    claims: tuple[Any, ...]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True)
class ShownReview:
    """What a reading left for a person to judge, the claims it is about, and what was decided about it."""

    id: str
    document: str
    review: dict[str, Any]
    claims: tuple[Any, ...]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True)
class ShownContradiction:
    """A contradiction or tension with the claims in it."""

    contradiction: Contradiction
    claims: tuple[Any, ...]


Shown = (
    ShownClaim | ShownDocument | ShownIncident | ShownContradiction | ShownReview | Judgement | EntryView | UnreadFile
    | RecordedEstimate
)


def overview(case: Case) -> Overview:
    """What the case holds."""
    return Overview(
        name=case.name,
        created=case.created,
        head=queries.head(case),
        counts=queries.counts(case),
        documents=queries.documents(case),
        unread=queries.unread(case),
    )


def show(case: Case, identifier: str) -> Shown:
    """What an id, a unique start of one, or an entry's number names.

    A contradiction's id is looked for last, by reconciling the case. Raises UnknownName for nothing or for several.
    """
    try:
        found = finding.find(case, identifier)
    except UnknownName as error:
        contradiction = None if "fits several" in str(error) else _contradiction(case, identifier)
        if contradiction is None:
            raise
        return contradiction
    if found.kind in {"document", "capture"}:
        document = found.id if found.kind == "document" else str(found.owner)
        return ShownDocument(queries.document_view(case, document), queries.claims(case, document=document))
    if found.kind in {"claim", "reading"}:
        history = queries.claim_history(case, found.id if found.kind == "claim" else str(found.owner))
        return ShownClaim(history, queries.document_of_claim(case, history.claim.id))
    if found.kind == "incident":
        return _incident(case, found.id)
    if found.kind == "entry":
        return queries.entry(case, int(found.id))
    if found.kind == "review":
        return _review(case, found.id)
    return _logged(case, found)


def _logged(case: Case, found: finding.Found) -> Shown:
    if found.kind == "judgement":
        return next(each for each in queries.judgements(case) if each.id == found.id)
    if found.kind == "unread":
        return queries.unread_file(case, found.id)
    if found.kind == "estimate":
        return next(each for each in estimates.estimates(case) if each.id == found.id)
    tombstone = max(e.number for e in queries.entries(case, about=found.id) if e.kind == "expunged")
    return queries.entry(case, tombstone)


def _review(case: Case, identifier: str) -> ShownReview:
    document, review = reviewing.review(case, identifier)
    about = queries.claims(case, ids=review.get("claims") or (), current=None)
    return ShownReview(identifier, document, review, about, reviewing.judgements(case, identifier))


def _incident(case: Case, identifier: str) -> ShownIncident:
    incident, current = queries.incident(case, identifier)
    return ShownIncident(
        incident=incident,
        current=current,
        claims=queries.claims(case, ids=incident.claims, current=None),
        judgements=queries.judgements(case, about=identifier),
    )


def _contradiction(case: Case, identifier: str) -> ShownContradiction | None:
    from uncounted.pipeline.reconciling import reconcile_claims

    try:
        claims = current_claims(case)
        found = reconcile_claims(claims, judgements=current_judgements(case))[0].contradictions
        found = tuple(each for each in found if each.id.startswith(identifier))
    except UncountedError:
        return None
    if len(found) != 1:
        return None
    return ShownContradiction(found[0], queries.claims(case, ids=found[0].claims))
