"""What the store's queries give: plain, frozen, ready for JSON by ``model.records.to_json``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from uncounted.model.claim import Claim
from uncounted.model.document import Document, Published
from uncounted.model.judgement import Judgement


@dataclass(frozen=True)
class DocumentSummary:
    """A document in a list; counts are of current claims."""

    id: str
    title: str | None
    publisher: str | None
    published: tuple[str, str] | None
    url: str | None
    path: str | None
    language: str | None
    n_claims: int
    n_accepted: int
    n_rejected: int
    n_leads: int
    flags: tuple[str, ...]


@dataclass(frozen=True)
class Capture:
    """Another original with the same clean text: a ``capture`` of the same address, or an ``echo`` elsewhere."""

    id: str
    document: str
    relation: str
    sha256: str
    path: str | None
    url: str | None
    publisher: str | None
    published: Published | None
    entry: int


@dataclass(frozen=True)
class DocumentView:
    """A document and what was read from it besides claims. ``leads`` are JSON objects with ``span`` and ``why``.

    Reviews among them have the type ``review``, an ``id``, and ``settled``: accept, reject, or null.
    """

    document: Document
    extractor: str
    engine: str
    first_entry: int
    entry: int
    leads: tuple[dict[str, Any], ...]
    flags: tuple[str, ...]
    captures: tuple[Capture, ...]


@dataclass(frozen=True)
class Reading:
    """One machine reading of a claim, and the entry of the log that holds it."""

    entry: int
    at: str
    by: str
    claim: Claim


@dataclass(frozen=True)
class ClaimHistory:
    """A claim as it stands, every machine reading of it and every judgement about it, in the order of the log.

    ``current`` is false where the latest reading no longer finds it; ``newer_reading`` names a machine reading made
    after a person's judgement.
    """

    claim: Claim
    current: bool
    newer_reading: str | None
    readings: tuple[Reading, ...]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True)
class EntryView:
    """An entry of the log. ``body`` and ``salt`` are null where not asked for, or expunged by entry ``expunged_by``."""

    number: int
    at: str
    by: str
    kind: str
    subjects: tuple[str, ...]
    commitment: str
    previous: str
    chain: str
    body: dict[str, Any] | None = None
    salt: str | None = None
    expunged_by: int | None = None


@dataclass(frozen=True)
class UnreadFile:
    """A file that was offered and not read."""

    id: str
    path: str
    reason: str
    detail: str | None
    entry: int


@dataclass(frozen=True)
class Counts:
    """How much the case holds; claims are current ones."""

    documents: int
    captures: int
    claims: int
    machine: int
    accepted: int
    corrected: int
    rejected: int
    incidents: int
    judgements: int
    unread: int
    entries: int
