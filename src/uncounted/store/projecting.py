"""From the log to the projections: pure folds over entries, and the tables that keep their results."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.db import models, transaction

from uncounted.model.claim import Claim
from uncounted.model.document import Document
from uncounted.model.judgement import Judgement
from uncounted.model.records import from_json, to_json
from uncounted.store import log
from uncounted.store.judging import ClaimState
from uncounted.store.orm import (
    CaptureRow,
    ClaimRow,
    DocumentRow,
    IncidentRow,
    JudgementRow,
    ReadingRow,
    RelationRow,
    SubjectRow,
    UnreadRow,
)
from uncounted.store.setup import Case

Row: TypeAlias = models.Model

PROJECTIONS: tuple[type[Row], ...] = (
    SubjectRow,
    DocumentRow,
    CaptureRow,
    ReadingRow,
    ClaimRow,
    RelationRow,
    JudgementRow,
    IncidentRow,
    UnreadRow,
)
_BATCH = 500
_ENTRIES_AT_ONCE = 100  # their bodies, each with a document's text, stand in memory together
_OWN = ("judgement", "unread")
OF_DOCUMENT = ("document-read", "document-captured", "judgement")
OF_INCIDENT = ("incident-linked", "incident-dissolved")


@dataclass(frozen=True)
class Index:
    """Which entries are about which id, and which ids are documents and incidents, read off the log alone."""

    numbers: dict[str, list[int]]
    documents: dict[str, set[str]]
    incidents: tuple[str, ...]


def text_of(value: Any) -> str:
    """JSON for a projection's column: keys in the noun's order, text unescaped."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def own_rows(entry: log.Logged) -> list[Row]:
    """The rows that one entry gives by itself: its subjects; a judgement; an unread file."""
    rows: list[Row] = [*log.subject_rows(entry.number, entry.subjects)]
    if entry.body is None:
        return rows
    if entry.kind == "judgement":
        j = from_json(Judgement, entry.body)
        body = text_of(to_json(j))
        rows.append(
            JudgementRow(
                id=j.id, target=j.target, other=j.other, verb=j.verb, by=j.by, at=j.at, entry=entry.number, body=body
            )
        )
    elif entry.kind == "unread":
        b = entry.body
        rows.append(
            UnreadRow(id=b["id"], path=b["path"], reason=b["reason"], detail=b.get("detail"), entry=entry.number)
        )
    return rows


def incident_rows(incident: str, entries: Iterable[log.Logged]) -> list[Row]:
    """The row of one incident, from the entries about it; none where they were expunged."""
    row: IncidentRow | None = None
    for entry in entries:
        if entry.kind not in OF_INCIDENT or entry.subjects[0] != incident:
            continue
        if entry.kind == "incident-dissolved":
            if row is not None:
                row.current = False
        elif entry.body is not None:
            row = IncidentRow(id=incident, current=True, entry=entry.number, body=text_of(entry.body["incident"]))
        else:
            row = None
    return [row] if row else []


def document_rows(document: str, entries: Iterable[log.Logged]) -> list[Row]:
    """The rows of one document, from the entries about it and its claims, in order; none where it was expunged."""
    rows: list[Row] = []
    states: dict[str, ClaimState] = {}
    reads: list[log.Logged] = []
    for entry in entries:
        if entry.body is None:
            continue
        if entry.kind == "document-read" and entry.subjects[0] == document:
            reads.append(entry)
            _take_reading(states, entry)
        elif entry.kind == "document-captured" and entry.body["of"] == document:
            rows.append(_capture_row(document, entry))
        elif entry.kind == "judgement":
            judgement = from_json(Judgement, entry.body)
            for judged in (judgement.target, judgement.other):
                if judged in states:
                    states[str(judged)].judge(judgement, str(judged))
    if not reads:
        return []
    claims: list[ClaimRow] = []
    for key, state in states.items():
        readings, claim = _reading_rows(document, key, state), state.claim()
        as_read = claim is state.readings[-1][1]
        claims.append(_claim_row(document, claim, state, readings[-1].body if as_read else text_of(to_json(claim))))
        rows.extend(readings)
        rows.extend(_relation_rows(document, claim))
    return [*rows, _document_row(document, reads, claims), *claims]


def rebuild(case: Case) -> dict[str, int]:
    """Remake every projection from the log in one transaction; how many rows each table has, by its model's name."""
    counts: dict[str, int] = defaultdict(int)
    with transaction.atomic(using=case.alias):
        for model in PROJECTIONS:
            model._default_manager.using(case.alias).all().delete()
        for batch in projected(case):
            save(case, batch)
            for row in batch:
                counts[type(row).__name__] += 1
    return {model.__name__: counts[model.__name__] for model in PROJECTIONS}


def projected(case: Case) -> Iterator[list[Row]]:
    """Every row that the log gives, in batches: all rows of one document, or of one incident, stand in one batch."""
    index = read_index(case)
    own: list[Row] = []
    for entry in _told_by_themselves(case):
        own.extend(own_rows(entry))
        if len(own) >= _BATCH:
            yield own
            own = []
    yield own
    incidents = {incident: index.numbers[incident] for incident in index.incidents}
    yield from _in_batches(case, incidents, OF_INCIDENT, incident_rows)
    documents = {
        document: sorted({number for subject in (document, *claims) for number in index.numbers[subject]})
        for document, claims in index.documents.items()
    }
    yield from _in_batches(case, documents, OF_DOCUMENT, document_rows)


def _told_by_themselves(case: Case) -> Iterator[log.Logged]:
    """Every entry, with its body only where the entry alone gives a row from it."""
    for entry in log.entries(case, bodies=False):
        if entry.kind not in _OWN:
            yield entry
    yield from log.entries(case, kinds=_OWN)


def _in_batches(
    case: Case,
    numbers: Mapping[str, Sequence[int]],
    kinds: Sequence[str],
    rows_of: Callable[[str, Iterable[log.Logged]], list[Row]],
) -> Iterator[list[Row]]:
    """The rows of each subject from the entries about it, reading the log once for many subjects."""
    subjects = list(numbers)
    while subjects:
        some, count = 0, 0
        while some < len(subjects) and (some == 0 or count + len(numbers[subjects[some]]) <= _ENTRIES_AT_ONCE):
            count += len(numbers[subjects[some]])
            some += 1
        taken, subjects = subjects[:some], subjects[some:]
        wanted = {number for subject in taken for number in numbers[subject]}
        found = {entry.number: entry for entry in log.entries(case, wanted, kinds=kinds)}
        rows: list[Row] = []
        for subject in taken:
            rows.extend(rows_of(subject, [found[number] for number in numbers[subject] if number in found]))
        yield rows


def read_index(case: Case) -> Index:
    """The index of the log, from its entries alone (no projection is asked)."""
    numbers: dict[str, list[int]] = defaultdict(list)
    documents: dict[str, set[str]] = {}
    incidents: dict[str, None] = {}
    for entry in log.entries(case, bodies=False):
        for subject in entry.subjects:
            numbers[subject].append(entry.number)
        if entry.kind == "document-read":
            documents.setdefault(entry.subjects[0], set()).update(entry.subjects[1:])
        elif entry.kind in OF_INCIDENT:
            incidents[entry.subjects[0]] = None
    return Index(dict(numbers), documents, tuple(incidents))


def project_entry(case: Case, entry: log.Logged) -> None:
    """Bring the projections up to date with an entry that was just appended (its subjects are indexed already)."""
    save(case, [row for row in own_rows(entry) if not isinstance(row, SubjectRow)])
    if entry.kind in OF_INCIDENT:
        project_incident(case, entry.subjects[0])
    elif entry.kind == "document-read":
        project_document(case, entry.subjects[0])
    elif entry.kind == "document-captured":
        project_document(case, str((entry.body or {})["of"]))
    elif entry.kind == "judgement":
        for document in documents_of(case, entry.subjects):
            project_document(case, document)


def project_document(case: Case, document: str) -> None:
    """Remake the rows of one document from the log."""
    reads = log.about(case, [document], kinds=["document-read"])
    subjects = {document}.union(*(entry.subjects for entry in reads if entry.subjects[0] == document))
    rows = document_rows(document, log.about(case, subjects, kinds=OF_DOCUMENT))
    for model in (CaptureRow, ReadingRow, ClaimRow, RelationRow):
        model._default_manager.using(case.alias).filter(document=document).delete()
    DocumentRow.objects.using(case.alias).filter(id=document).delete()
    save(case, rows)


def project_incident(case: Case, incident: str) -> None:
    """Remake the row of one incident from the log."""
    IncidentRow.objects.using(case.alias).filter(id=incident).delete()
    save(case, incident_rows(incident, log.about(case, [incident], kinds=OF_INCIDENT)))


def documents_of(case: Case, claims: Iterable[str]) -> list[str]:
    """The documents that any of these claims were read from."""
    rows = ReadingRow.objects.using(case.alias).filter(claim__in=list(claims))
    return sorted(set(rows.values_list("document", flat=True)))


def save(case: Case, rows: Sequence[Row]) -> None:
    """Insert rows of any projections; a row on a key that is there replaces it (the same unread file again)."""
    by_model: dict[type[Row], dict[Any, Row]] = defaultdict(dict)
    for row in rows:
        by_model[type(row)][row.pk] = row
    for model, some in by_model.items():
        model._default_manager.using(case.alias).bulk_create(list(some.values()), batch_size=_BATCH)


def _take_reading(states: dict[str, ClaimState], entry: log.Logged) -> None:
    for state in states.values():
        state.in_latest = False
    for claim in (entry.body or {})["claims"]:
        noun = from_json(Claim, claim)
        if noun.id in states:
            states[noun.id].read(entry.number, noun)
        else:
            states[noun.id] = ClaimState(noun, readings=[(entry.number, noun)])


def _capture_row(document: str, entry: log.Logged) -> CaptureRow:
    body = (entry.body or {})["document"]
    return CaptureRow(
        id=body["id"],
        document=document,
        relation=(entry.body or {})["relation"],
        sha256=body["sha256"],
        path=body.get("path"),
        url=body.get("url"),
        publisher=body.get("publisher"),
        entry=entry.number,
        body=text_of(body),
    )


def _document_row(document: str, reads: Sequence[log.Logged], claims: Sequence[ClaimRow]) -> DocumentRow:
    last = reads[-1].body or {}
    noun = from_json(Document, last["document"])
    body = to_json(noun)
    del body["text"]
    current = [row.status for row in claims if row.current]
    return DocumentRow(
        id=document,
        sha256=noun.sha256,
        text_sha256=noun.text_sha256,
        path=noun.path,
        url=noun.url,
        publisher=noun.publisher,
        title=noun.title,
        published_start=noun.published.start if noun.published else None,
        published_end=noun.published.end if noun.published else None,
        language=noun.language,
        engine=last["engine"],
        extractor=last["extractor"],
        first_entry=reads[0].number,
        entry=reads[-1].number,
        n_claims=len(current),
        n_accepted=sum(status in {"accepted", "corrected"} for status in current),
        n_rejected=current.count("rejected"),
        text=noun.text,
        body=text_of(body),
        leads=text_of(last["leads"]),
        flags=text_of(last["flags"]),
    )


def _claim_row(document: str, claim: Claim, state: ClaimState, body: str) -> ClaimRow:
    span = claim.spans.get("count")
    return ClaimRow(
        id=claim.id,
        document=document,
        reading=claim.reading,
        measure=claim.measure,
        root=claim.root,
        kind=claim.kind,
        status=claim.status,
        current=state.current,
        newer_reading=state.newer,
        n_judgements=len(state.judgements),
        start=span.start if span else None,
        end=span.end if span else None,
        first_entry=state.readings[0][0],
        body=body,
    )


def _reading_rows(document: str, key: str, state: ClaimState) -> list[ReadingRow]:
    return [
        ReadingRow(
            key=f"{key} {entry}",
            claim=key,
            document=document,
            reading=claim.reading,
            entry=entry,
            body=text_of(to_json(claim)),
        )
        for entry, claim in state.readings
    ]


def _relation_rows(document: str, claim: Claim) -> Iterator[Row]:
    for i, relation in enumerate(claim.relations):
        yield RelationRow(
            key=f"{claim.id} {i}",
            document=document,
            claim=claim.id,
            type=relation.type,
            other=relation.claim,
            rule=relation.rule,
        )
