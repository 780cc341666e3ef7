"""What is written to the ledger, each in one transaction: readings, unread files, judgements, incidents."""

from __future__ import annotations

import dataclasses
import json
import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db import transaction

from uncounted.model.claim import Claim
from uncounted.model.document import Document, Published
from uncounted.model.errors import InputError
from uncounted.model.incident import Incident
from uncounted.model.judgement import Judgement
from uncounted.model.records import from_json, to_json
from uncounted.store import log
from uncounted.store.judging import has_field, set_field
from uncounted.store.orm import CaptureRow, ClaimRow, DocumentRow, Entry, IncidentRow, UnreadRow
from uncounted.store.projecting import project_entry
from uncounted.store.queries import document_noun
from uncounted.store.setup import Case

Standing = Literal["new", "read", "captured", "same text", "expunged"]

STATED = ("url", "publisher", "title", "language", "source_type", "licence", "citation")
# A publication date that stands on firmer ground is not replaced by a weaker one.
PUBLISHED_RANK = ("dateline", "page metadata", "front matter", "record", "meta.csv", "flag")


@dataclass(frozen=True)
class Prior:
    """How an original stands in the ledger before it is read.

    ``read``: it is document ``id`` already, ``document`` as the ledger has it, read by ``engine``; ``captured``: it is
    a further original of ``id``; ``same text``: its clean text is that of ``id``; ``expunged`` by entry ``entry``.
    """

    standing: Standing
    id: str | None = None
    document: Document | None = None
    engine: str | None = None
    entry: int | None = None


def prior(case: Case, document: Document) -> Prior:
    """What the ledger knows of this original."""
    row = DocumentRow.objects.using(case.alias).filter(id=document.id).first()
    if row is not None:
        return Prior("read", row.id, document_noun(row), row.engine, row.entry)
    capture = CaptureRow.objects.using(case.alias).filter(id=document.id).first()
    if capture is not None:
        return Prior("captured", capture.document, entry=capture.entry)
    tombstones = log.about(case, [document.id], kinds=["expunged"])
    if tombstones:
        return Prior("expunged", document.id, entry=tombstones[-1].number)
    twin = DocumentRow.objects.using(case.alias).filter(text_sha256=document.text_sha256).first()
    if twin is not None:
        return Prior("same text", twin.id, document_noun(twin), twin.engine, twin.entry)
    return Prior("new")


def merged(kept: Document, offered: Document, said: Collection[str] = ()) -> Document:
    """The document in the ledger with what the same original now says of itself.

    The clean text is never recomputed. ``said`` are the fields that a person states (by a flag or in meta.csv): they
    replace what is known; what the file itself shows only fills what is missing. A publication date is replaced by
    one from a source at least as firm.
    """
    given: dict[str, Any] = {}
    for name in STATED:
        value = getattr(offered, name)
        if value is not None and (name in said or getattr(kept, name) is None):
            given[name] = value
    if "title" in given:
        given["title_span"] = offered.title_span if offered.text_sha256 == kept.text_sha256 else None
    published = _firmer(kept.published, offered.published)
    if published != kept.published:
        given.update(published=published, warnings=offered.warnings)
    return dataclasses.replace(kept, **given)


def record_reading(
    case: Case,
    document: Document,
    claims: Sequence[Claim],
    *,
    extractor: str,
    engine: str,
    leads: Sequence[Any] = (),
    flags: Sequence[str] = (),
    by: str = "uncounted",
) -> int | None:
    """Log one reading of a document whose original is archived; the entry's number, or null where nothing changed.

    ``engine`` names everything that made the reading, so that the same file need not be read again. ``leads`` are
    dataclasses or JSON. Raises InputError for claims whose ids are not unique or whose words are not in the text.
    """
    check_claims(document, claims)
    _check_ids(case, document, claims)
    body = {
        "document": to_json(document),
        "extractor": extractor,
        "engine": engine,
        "claims": [to_json(claim) for claim in claims],
        "leads": [to_json(lead) for lead in leads],
        "flags": list(flags),
    }
    last = log.about(case, [document.id], kinds=["document-read"])
    if last and last[-1].body is not None and _same_reading(last[-1].body, json.loads(log.canonical(body))):
        return None
    return record_entry(case, "document-read", by, body, (document.id, *(claim.id for claim in claims)))


def record_capture(case: Case, document: Document, of: Document, *, by: str = "uncounted") -> int:
    """Log another original with the clean text of the document ``of``; the entry's number.

    It is a ``capture`` where it has the same address, or neither has one; else an ``echo``: the same words elsewhere.
    """
    relation = "capture" if document.url == of.url else "echo"
    body = {"of": of.id, "relation": relation, "document": {**to_json(document), "text": ""}}
    return record_entry(case, "document-captured", by, body, (document.id, of.id))


def record_unread(
    case: Case, path: str, reason: str, detail: str | None = None, *, by: str = "uncounted"
) -> int | None:
    """Log a file that was offered and not read; null where the ledger says so already."""
    if UnreadRow.objects.using(case.alias).filter(path=path, reason=reason, detail=detail).exists():
        return None
    identifier = "u" + secrets.token_hex(8)  # not a hash: a path can hold a name
    body = {"id": identifier, "path": path, "reason": reason, "detail": detail}
    return record_entry(case, "unread", by, body, (identifier,))


def record_judgements(case: Case, judgements: Sequence[Judgement]) -> tuple[int, ...]:
    """Log judgements, all or none; their entries' numbers.

    Raises InputError, and keeps nothing, where a claim with them applied is not a claim.
    """
    numbers: list[int] = []
    with transaction.atomic(using=case.alias):
        entries = []
        for judgement in judgements:
            subjects = [judgement.id, judgement.target, *([judgement.other] if judgement.other else [])]
            entries.append(
                log.append(case, "judgement", by=judgement.by, body=judgement, subjects=subjects, at=judgement.at)
            )
        for entry in entries:
            project_entry(case, entry)
            numbers.append(entry.number)
        for judgement in judgements:
            if judgement.verb == "set" and not has_field(claim_body(case, judgement.target), str(judgement.field)):
                raise InputError(f"a claim has no field {judgement.field}")
    return tuple(numbers)


def claim_body(case: Case, claim: str) -> dict[str, Any]:
    """The JSON of a claim as it stands."""
    body: dict[str, Any] = json.loads(ClaimRow.objects.using(case.alias).get(id=claim).body)
    return body


def fits(body: dict[str, Any], field: str, value: Any) -> bool:
    """Whether setting this field of a claim's JSON to ``value`` gives a claim."""
    trial = json.loads(json.dumps(body))
    try:
        set_field(trial, field, value)
        from_json(Claim, trial)
    except InputError:
        return False
    return True


def new_judgement(
    target: str,
    verb: str,
    *,
    by: str,
    because: str,
    field: str | None = None,
    value: Any = None,
    other: str | None = None,
) -> Judgement:
    """A judgement of now with an id of its own (``j`` and 16 hex digits). InputError for a verb that there is not."""
    identifier = "j" + secrets.token_hex(8)
    body = {"id": identifier, "target": target, "verb": verb, "by": by, "because": because, "at": log.now()}
    return from_json(Judgement, {**body, "field": field, "value": value, "other": other})


def record_incidents(case: Case, incidents: Iterable[Incident], *, by: str = "uncounted") -> int:
    """Make these the case's incidents, logging those that are new, changed or dissolved; how many entries that took."""
    wanted = {incident.id: incident for incident in incidents}
    rows = IncidentRow.objects.using(case.alias).filter(current=True)
    standing = dict(rows.values_list("id", "body"))
    before = Entry.objects.using(case.alias).count()
    with transaction.atomic(using=case.alias):
        for key in sorted(set(standing) - set(wanted)):
            record_entry(case, "incident-dissolved", by, {"id": key}, (key,))
        for key, incident in wanted.items():
            body = to_json(incident)
            if key not in standing or json.loads(standing[key]) != json.loads(log.canonical(body)):
                record_entry(case, "incident-linked", by, {"incident": body}, (key, *incident.claims))
    return Entry.objects.using(case.alias).count() - before


def check_claims(document: Document, claims: Sequence[Claim]) -> None:
    """Raises InputError for the first claim whose words are not where it says they are."""
    for claim in claims:
        for name, span in (*claim.spans.items(), *((r.type, s) for r in claim.relations for s in r.spans)):
            if document.text[span.start : span.end] != span.quote:
                raise InputError(f"claim {claim.id}: its {name} span does not quote the text", path=document.path)


def _check_ids(case: Case, document: Document, claims: Sequence[Claim]) -> None:
    ids = [claim.id for claim in claims]
    if len(set(ids)) != len(ids):
        twice = next(key for key in ids if ids.count(key) > 1)
        raise InputError(f"two claims have the id {twice}; the extractor should give each its own", path=document.path)
    for i in range(0, len(ids), 500):
        others = ClaimRow.objects.using(case.alias).filter(id__in=ids[i : i + 500]).exclude(document=document.id)
        taken = others.first()
        if taken is not None:
            raise InputError(f"claim id {taken.id} is taken by document {taken.document}", path=document.path)


def record_entry(case: Case, kind: str, by: str, body: Any, subjects: Sequence[str]) -> int:
    """Add an entry and what it gives to the projections, in one transaction; its number."""
    with transaction.atomic(using=case.alias):
        entry = log.append(case, kind, by=by, body=body, subjects=subjects)
        project_entry(case, entry)
    return entry.number


def _same_reading(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether a reading says nothing new; another engine that reads the same, or another path, is no news."""

    def essence(body: dict[str, Any]) -> Any:
        document = {key: value for key, value in body["document"].items() if key != "path"}
        return [document, body["claims"], body["leads"], body["flags"]]

    return bool(essence(old) == essence(new))


def _firmer(kept: Published | None, offered: Published | None) -> Published | None:
    if kept is None or offered is None:
        return offered or kept
    rank = {source: i for i, source in enumerate(PUBLISHED_RANK)}
    return offered if rank.get(offered.source, 0) >= rank.get(kept.source, 0) else kept
