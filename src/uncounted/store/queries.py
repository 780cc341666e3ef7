"""Read-only questions to the ledger. Each takes a fixed number of database queries, whatever it finds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from uncounted.model.claim import Claim
from uncounted.model.document import Document, Published
from uncounted.model.errors import UnknownName
from uncounted.model.incident import Incident
from uncounted.model.judgement import Judgement
from uncounted.model.records import from_json
from uncounted.store import log, reviewing
from uncounted.store.orm import (
    CaptureRow,
    ClaimRow,
    DocumentRow,
    Entry,
    IncidentRow,
    JudgementRow,
    Payload,
    ReadingRow,
    SubjectRow,
    UnreadRow,
)
from uncounted.store.setup import Case
from uncounted.store.views import (
    Capture,
    ClaimHistory,
    Counts,
    DocumentSummary,
    DocumentView,
    EntryView,
    Reading,
    UnreadFile,
)


def documents(case: Case, *, limit: int | None = None, offset: int = 0) -> tuple[DocumentSummary, ...]:
    """Documents in the order in which they were first read, without their texts."""
    rows = DocumentRow.objects.using(case.alias).defer("text", "body")
    return tuple(_summary(row) for row in _page(rows, limit, offset))


def document(case: Case, identifier: str) -> Document:
    """The document with this exact id; UnknownName where there is none."""
    return document_noun(_document_row(case, identifier))


def document_nouns(case: Case, identifiers: Iterable[str] | None = None) -> dict[str, Document]:
    """Documents with their texts by id: all of them, or these."""
    rows = DocumentRow.objects.using(case.alias).all()
    if identifiers is not None:
        rows = rows.filter(id__in=list(identifiers))
    return {row.id: document_noun(row) for row in rows}


def document_view(case: Case, identifier: str) -> DocumentView:
    """The document with this exact id, its leads, flags and captures; UnknownName where there is none."""
    row = _document_row(case, identifier)
    captures = CaptureRow.objects.using(case.alias).filter(document=identifier)
    return DocumentView(
        document=document_noun(row),
        extractor=row.extractor,
        engine=row.engine,
        first_entry=row.first_entry,
        entry=row.entry,
        leads=reviewing.with_state(case, identifier, json.loads(row.leads)),
        flags=tuple(json.loads(row.flags)),
        captures=tuple(_capture(capture) for capture in captures),
    )


def claims(
    case: Case,
    *,
    document: str | None = None,
    measure: str | None = None,
    root: str | None = None,
    kind: str | None = None,
    status: str | Iterable[str] | None = None,
    ids: Iterable[str] | None = None,
    current: bool | None = True,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[Claim, ...]:
    """Claims with every judgement applied, in reading order; ``current=None`` also gives those no longer found.

    ``status`` is one of machine, accepted, corrected, rejected, or several; by default all four.
    """
    rows = ClaimRow.objects.using(case.alias).only("body")
    given = {"document": document, "measure": measure, "root": root, "kind": kind, "current": current}
    rows = rows.filter(**{key: value for key, value in given.items() if value is not None})
    if status is not None:
        rows = rows.filter(status__in=[status] if isinstance(status, str) else list(status))
    if ids is not None:
        rows = rows.filter(id__in=list(ids))
    return tuple(from_json(Claim, json.loads(row.body)) for row in _page(rows, limit, offset))


def claim_history(case: Case, identifier: str) -> ClaimHistory:
    """The claim with this exact id, its machine readings and its judgements; UnknownName where there is none."""
    row = ClaimRow.objects.using(case.alias).filter(id=identifier).first()
    if row is None:
        raise UnknownName(f"no claim {identifier} in {case.path}")
    readings = list(ReadingRow.objects.using(case.alias).filter(claim=identifier))
    numbers = [reading.entry for reading in readings]
    made = {e.number: e for e in Entry.objects.using(case.alias).filter(number__in=numbers)}
    return ClaimHistory(
        claim=from_json(Claim, json.loads(row.body)),
        current=row.current,
        newer_reading=row.newer_reading,
        readings=tuple(
            Reading(r.entry, made[r.entry].at, made[r.entry].by, from_json(Claim, json.loads(r.body))) for r in readings
        ),
        judgements=judgements(case, about=identifier),
    )


def judgements(case: Case, *, about: str | None = None) -> tuple[Judgement, ...]:
    """Judgements in the order of the log: all, or those with ``about`` as target or other."""
    rows = JudgementRow.objects.using(case.alias).only("body")
    if about is not None:
        rows = rows.filter(target=about) | rows.filter(other=about)
    return tuple(from_json(Judgement, json.loads(row.body)) for row in rows)


def incidents(case: Case, *, current: bool | None = True) -> tuple[Incident, ...]:
    """Incidents as last linked, by id; ``current=None`` also gives those dissolved since."""
    rows = IncidentRow.objects.using(case.alias).all()
    if current is not None:
        rows = rows.filter(current=current)
    return tuple(from_json(Incident, json.loads(row.body)) for row in rows)


def incident(case: Case, identifier: str) -> tuple[Incident, bool]:
    """The incident with this exact id, and whether it still stands; UnknownName where there is none."""
    row = IncidentRow.objects.using(case.alias).filter(id=identifier).first()
    if row is None:
        raise UnknownName(f"no incident {identifier} in {case.path}")
    return from_json(Incident, json.loads(row.body)), row.current


def document_of_claim(case: Case, claim: str) -> Document:
    """The document whose words a claim quotes; UnknownName where there is no such claim."""
    found = ClaimRow.objects.using(case.alias).filter(id=claim).values_list("document", flat=True).first()
    if found is None:
        raise UnknownName(f"no claim {claim} in {case.path}")
    return document(case, found)


def unread_file(case: Case, identifier: str) -> UnreadFile:
    """The unread file with this exact id; UnknownName where there is none."""
    row = UnreadRow.objects.using(case.alias).filter(id=identifier).first()
    if row is None:
        raise UnknownName(f"no unread file {identifier} in {case.path}")
    return UnreadFile(row.id, row.path, row.reason, row.detail, row.entry)


def unread(case: Case) -> tuple[UnreadFile, ...]:
    """Files that were offered and are still not read, in the order of the log."""
    read: dict[str | None, int] = {}
    for model in (DocumentRow, CaptureRow):
        for path, number in model._default_manager.using(case.alias).values_list("path", "entry"):
            read[path] = max(number, read.get(path, 0))
    rows = UnreadRow.objects.using(case.alias).all()
    return tuple(UnreadFile(r.id, r.path, r.reason, r.detail, r.entry) for r in rows if r.entry > read.get(r.path, 0))


def entries(
    case: Case, *, start: int = 1, limit: int | None = None, bodies: bool = False, about: str | None = None
) -> tuple[EntryView, ...]:
    """Entries of the log from number ``start`` on: all, or those about one id; with their bodies if asked."""
    rows = Entry.objects.using(case.alias).filter(number__gte=start)
    if about is not None:
        subjects = SubjectRow.objects.using(case.alias).filter(subject=about)
        rows = rows.filter(number__in=subjects.values("entry"))
    found = list(rows[:limit] if limit is not None else rows)
    numbers = [row.number for row in found]
    payloads = Payload.objects.using(case.alias).filter(entry__in=numbers)
    kept = {payload.entry: payload for payload in payloads} if bodies else {}
    gone = expunged_entries(case)
    return tuple(_entry_view(row, kept.get(row.number), gone) for row in found)


def entry(case: Case, number: int) -> EntryView:
    """One entry of the log with its body; UnknownName where there is none of that number."""
    found = entries(case, start=number, limit=1, bodies=True)
    if not found or found[0].number != number:
        raise UnknownName(f"the log of {case.path} has no entry {number}")
    return found[0]


def expunged_entries(case: Case) -> dict[int, int]:
    """Which entries were expunged, and by which entry."""
    gone: dict[int, int] = {}
    for tombstone in log.entries(case, kinds=["expunged"]):
        for number in (tombstone.body or {}).get("entries", ()):
            gone[int(number)] = tombstone.number
    return gone


def head(case: Case) -> str | None:
    """The chain hash of the last entry of the log."""
    return log.head(case)


def counts(case: Case) -> Counts:
    """How much the case holds."""
    from django.db.models import Count

    using = case.alias
    by_status = dict(
        ClaimRow.objects.using(using).filter(current=True).values_list("status").annotate(Count("id")).order_by()
    )
    return Counts(
        documents=DocumentRow.objects.using(using).count(),
        captures=CaptureRow.objects.using(using).count(),
        claims=sum(by_status.values()),
        machine=by_status.get("machine", 0),
        accepted=by_status.get("accepted", 0),
        corrected=by_status.get("corrected", 0),
        rejected=by_status.get("rejected", 0),
        incidents=IncidentRow.objects.using(using).filter(current=True).count(),
        judgements=JudgementRow.objects.using(using).count(),
        unread=len(unread(case)),
        entries=Entry.objects.using(using).count(),
    )


def document_noun(row: DocumentRow) -> Document:
    """The Document that a row keeps."""
    return from_json(Document, {**json.loads(row.body), "text": row.text})


def _document_row(case: Case, identifier: str) -> DocumentRow:
    row = DocumentRow.objects.using(case.alias).filter(id=identifier).first()
    if row is None:
        raise UnknownName(f"no document {identifier} in {case.path}")
    return row


def _summary(row: DocumentRow) -> DocumentSummary:
    days = (row.published_start, row.published_end or row.published_start) if row.published_start else None
    return DocumentSummary(
        id=row.id,
        title=row.title,
        publisher=row.publisher,
        published=days,
        url=row.url,
        path=row.path,
        language=row.language,
        n_claims=row.n_claims,
        n_accepted=row.n_accepted,
        n_rejected=row.n_rejected,
        n_leads=len(json.loads(row.leads)),
        flags=tuple(json.loads(row.flags)),
    )


def _capture(row: CaptureRow) -> Capture:
    published = json.loads(row.body).get("published")
    return Capture(
        id=row.id,
        document=row.document,
        relation=row.relation,
        sha256=row.sha256,
        path=row.path,
        url=row.url,
        publisher=row.publisher,
        published=from_json(Published, published) if published else None,
        entry=row.entry,
    )


def _entry_view(row: Entry, payload: Payload | None, gone: dict[int, int]) -> EntryView:
    return EntryView(
        number=row.number,
        at=row.at,
        by=row.by,
        kind=row.kind,
        subjects=tuple(json.loads(row.subjects)),
        commitment=row.commitment,
        previous=row.previous,
        chain=row.chain,
        body=json.loads(payload.body) if payload else None,
        salt=payload.salt if payload else None,
        expunged_by=gone.get(row.number),
    )


def _page(rows: Any, limit: int | None, offset: int) -> Any:
    return rows[offset : None if limit is None else offset + limit]
