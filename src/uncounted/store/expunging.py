"""Deliberate removal: payloads, salts, originals and every derived copy go; the log's chain and a tombstone stay."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction

from uncounted.model.errors import Refused
from uncounted.store import archive, estimates, log
from uncounted.store.finding import Found, find
from uncounted.store.orm import (
    CaptureRow,
    ClaimRow,
    IncidentRow,
    JudgementRow,
    Payload,
    ReadingRow,
    UnreadRow,
)
from uncounted.store.projecting import PROJECTIONS, project_document, project_entry, project_incident
from uncounted.store.setup import Case

_QUOTE_LENGTH = 12


@dataclass(frozen=True)
class Expunged:
    """What an expunging did. ``number`` is its own entry; ``entries`` those whose payloads went; ``ids`` what is gone.

    ``originals`` counts the archived files that were destroyed. ``documents`` are the documents among ``ids``.
    """

    number: int
    target: str
    entries: tuple[int, ...]
    ids: tuple[str, ...]
    documents: tuple[str, ...]
    originals: int


@dataclass
class _Doomed:
    documents: set[str]
    ids: set[str]
    entries: set[int]
    incidents: set[str]


def expunge(case: Case, target: str, *, because: str, authority: str, by: str) -> Expunged:
    """Destroy a document (with its captures, readings, claims and the judgements about them), a judgement, or an
    unread file's entry, an estimate that the case keeps, and leave a tombstone.

    Afterwards no byte of the content stands in any file of the case: SQLite overwrites what it deletes and the file is
    rewritten; originals are overwritten before they are removed. On PostgreSQL the tables are rewritten, and what the
    server keeps besides (its write-ahead log, freed blocks of its disk, backups, replicas) is its keeper's to clear.
    Asked again for the same target, it finishes what was interrupted. Raises Refused for what has no content of its
    own, UnknownName for an unknown id.
    """
    found = find(case, target)
    if found.kind == "expunged" or (found.kind == "entry" and _tombstone_of(case, int(found.id))):
        return _finish_again(case, found)
    doomed = _doomed(case, found)
    words = _words(case, doomed.documents)
    doomed.entries |= _quoting(case, words, doomed.entries)
    body: dict[str, Any] = {
        "target": found.id,
        "entries": sorted(doomed.entries),
        "ids": sorted(doomed.ids),
        "documents": sorted(doomed.documents),
        "because": because,
        "authority": authority,
    }
    with transaction.atomic(using=case.alias):
        _forget(case, doomed)
        tombstone = log.append(case, "expunged", by=by, body=body, subjects=sorted(doomed.ids))
        project_entry(case, tombstone)
    destroyed = _scrub(case, doomed.documents)
    ids, documents = tuple(body["ids"]), tuple(body["documents"])
    return Expunged(tombstone.number, found.id, tuple(sorted(doomed.entries)), ids, documents, destroyed)


def _doomed(case: Case, found: Found) -> _Doomed:
    if found.kind == "document":
        return _with_document(case, found.id)
    if found.kind == "capture":
        return _with_document(case, str(found.owner))
    if found.kind in {"claim", "reading"}:
        claim = found.id if found.kind == "claim" else str(found.owner)
        document = ClaimRow.objects.using(case.alias).get(id=claim).document
        raise Refused(f"the words of {found.id} stand in its document; expunge the document: {document}")
    if found.kind == "review":
        raise Refused(f"review {found.id} stands in its document; expunge the document: {found.owner}")
    if found.kind == "incident":
        raise Refused(f"incident {found.id} is drawn from its claims; expunge the documents that they stand in")
    if found.kind in {"judgement", "unread"}:
        entries = {e.number for e in log.about(case, [found.id]) if e.kind == found.kind}
        return _Doomed(set(), {found.id}, entries, set())
    if found.kind == "estimate":
        return _Doomed(set(), {found.id}, estimates.entries_of(case, found.id), set())
    return _entry_doomed(case, int(found.id))


def _entry_doomed(case: Case, number: int) -> _Doomed:
    entry = next(log.entries(case, [number]))
    if entry.kind in {"document-read", "document-captured"}:
        subject = entry.subjects[0] if entry.kind == "document-read" else entry.subjects[1]
        return _with_document(case, subject)
    if entry.kind in {"judgement", "unread"}:
        return _Doomed(set(), {entry.subjects[0]}, {number}, set())
    if entry.kind in estimates.KINDS:
        return _Doomed(set(), {entry.subjects[0]}, estimates.entries_of(case, entry.subjects[0]), set())
    raise Refused(f"entry {number} ({entry.kind}) holds no content to expunge")


def _with_document(case: Case, document: str) -> _Doomed:
    captures = CaptureRow.objects.using(case.alias).filter(document=document).values_list("id", flat=True)
    documents = {document, *captures}
    claims = set(ReadingRow.objects.using(case.alias).filter(document=document).values_list("claim", flat=True))
    touching = [e for e in log.about(case, documents | claims) if e.kind != "expunged" and e.body is not None]
    judgements = {e.subjects[0] for e in touching if e.kind == "judgement"}
    incidents = {e.subjects[0] for e in touching if e.kind == "incident-linked"}
    numbers = {e.number for e in touching}
    for entry in log.about(case, incidents, kinds=["incident-linked", "incident-dissolved"]):
        if entry.body is not None:
            numbers.add(entry.number)
    for entry in log.about(case, incidents, kinds=["judgement"]):
        if entry.body is not None and not _outlives(case, entry, incidents, claims):
            numbers.add(entry.number)
            judgements.add(entry.subjects[0])
    return _Doomed(documents, documents | claims | judgements, numbers, incidents)


def _outlives(case: Case, judgement: log.Logged, incidents: set[str], claims: set[str]) -> bool:
    """Whether a judgement about an incident stands on claims that stay."""
    for row in IncidentRow.objects.using(case.alias).filter(id__in=incidents & set(judgement.subjects)):
        if set(json.loads(row.body)["claims"]) - claims:
            return True
    return False


def _words(case: Case, documents: set[str]) -> set[str]:
    """Words of the documents that a judgement elsewhere might quote: titles, sentences and other long spans."""
    words: set[str] = set()
    for entry in log.about(case, documents, kinds=["document-read"]):
        if entry.body is None:
            continue
        words.add(str(entry.body["document"].get("title") or ""))
        words.update(line.strip() for line in entry.body["document"]["text"].splitlines())
        for claim in entry.body["claims"]:
            words.update(span["quote"] for span in claim["spans"].values())
    return {word for word in words if len(word) >= _QUOTE_LENGTH}


def _quoting(case: Case, words: set[str], beside: set[int]) -> set[int]:
    if not words:
        return set()
    found: set[int] = set()
    for entry in log.entries(case, kinds=["judgement"]):
        if entry.number in beside or entry.body is None:
            continue
        said = json.dumps([entry.body.get("because"), entry.body.get("value")], ensure_ascii=False)
        if any(json.dumps(word, ensure_ascii=False)[1:-1] in said for word in words):
            found.add(entry.number)
    return found


def _forget(case: Case, doomed: _Doomed) -> None:
    using = case.alias
    related = _documents_judged(case, doomed.entries) - doomed.documents
    numbers = sorted(doomed.entries)
    for i in range(0, len(numbers), 500):
        some = numbers[i : i + 500]
        Payload.objects.using(using).filter(entry__in=some).delete()
        JudgementRow.objects.using(using).filter(entry__in=some).delete()
        UnreadRow.objects.using(using).filter(entry__in=some).delete()
    for document in sorted(doomed.documents | related):
        project_document(case, document)
    for incident in sorted(doomed.incidents):
        project_incident(case, incident)


def _documents_judged(case: Case, numbers: Iterable[int]) -> set[str]:
    """Documents whose claims were touched by the judgements among these entries."""
    subjects = {s for e in log.entries(case, numbers, kinds=["judgement"], bodies=False) for s in e.subjects}
    rows = ReadingRow.objects.using(case.alias).filter(claim__in=subjects)
    return set(rows.values_list("document", flat=True))


def _tombstone_of(case: Case, number: int) -> bool:
    return next(log.entries(case, [number], bodies=False)).kind == "expunged"


def _finish_again(case: Case, found: Found) -> Expunged:
    """Finish an expunging that was interrupted after its entry: nothing is added to the log."""
    if found.kind == "entry":
        tombstone = next(log.entries(case, [int(found.id)]))
    else:
        tombstone = log.about(case, [found.id], kinds=["expunged"])[-1]
    body = tombstone.body or {}
    again = {e.subjects[0] for e in log.about(case, body["documents"], kinds=["document-read"]) if e.body is not None}
    destroyed = _scrub(case, set(body["documents"]) - again)
    return Expunged(
        tombstone.number,
        str(body["target"]),
        tuple(body["entries"]),
        tuple(body["ids"]),
        tuple(body["documents"]),
        destroyed,
    )


def _scrub(case: Case, documents: set[str]) -> int:
    """Remove the originals and rewrite the database file, so that freed pages hold nothing."""
    destroyed = sum(archive.destroy(case, document) for document in sorted(documents))
    archive.empty_work(case)
    connection = connections[case.alias]
    whole = [""]
    if connection.vendor == "postgresql":
        tables = [Payload._meta.db_table, *(model._meta.db_table for model in PROJECTIONS)]
        whole = [f" FULL {table}" for table in tables]
    with connection.cursor() as cursor:
        for rest in whole:
            cursor.execute(f"VACUUM{rest}")
    return destroyed
