"""The append-only log: salted commitments in a hash chain, payloads beside it.

The commitment of an entry is ``sha256(salt || body)`` over the canonical JSON of its body; its chain hash is the sha256
of the canonical JSON of ``[previous chain, number, at, by, kind, subjects, commitment]``. A payload and its salt can be
destroyed without breaking the chain, and the commitment then says nothing about what was there (a hash commitment in
the sense of Halevi and Micali 1996; the linking is Haber and Stornetta's, 1991).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from uncounted.model.errors import InputError
from uncounted.model.records import to_json
from uncounted.store.orm import Entry, Payload, SubjectRow
from uncounted.store.setup import Case

GENESIS = "0" * 64
_CHUNK = 500


@dataclass(frozen=True)
class Logged:
    """An entry with its body; ``body`` is null where it was expunged."""

    number: int
    at: str
    by: str
    kind: str
    subjects: tuple[str, ...]
    commitment: str
    previous: str
    chain: str
    body: dict[str, Any] | None


def canonical(value: Any) -> str:
    """The one way a JSON value is written: keys sorted, no spaces, text unescaped. InputError if it is not Unicode."""
    text = json.dumps(to_json(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError as error:
        odd = error.object[error.start : error.end]
        raise InputError(f"text that is not Unicode cannot be kept ({odd!r})") from None
    return text


def commit(salt: str, body: str) -> str:
    """The commitment to a canonical ``body`` under ``salt`` (hex)."""
    return hashlib.sha256(bytes.fromhex(salt) + body.encode()).hexdigest()


def link(previous: str, number: int, at: str, by: str, kind: str, subjects: Sequence[str], commitment: str) -> str:
    """The chain hash of an entry that follows ``previous``."""
    return hashlib.sha256(canonical([previous, number, at, by, kind, list(subjects), commitment]).encode()).hexdigest()


def now() -> str:
    """The time as the log writes it: ISO 8601, UTC, to the microsecond."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")


def append(case: Case, kind: str, *, by: str, body: Any, subjects: Iterable[str] = (), at: str | None = None) -> Logged:
    """Add an entry at the end of the log, with its payload, in one transaction; the entry as it stands.

    ``subjects`` are the ids that it is about; ``at`` defaults to now.
    """
    from django.db import connections, transaction

    text, salt, when = canonical(body), secrets.token_hex(32), at or now()
    about = tuple(dict.fromkeys(subjects))
    with transaction.atomic(using=case.alias):
        if connections[case.alias].vendor == "postgresql":  # SQLite's transactions exclude each other by themselves
            with connections[case.alias].cursor() as cursor:
                cursor.execute("LOCK TABLE ledger_entry IN EXCLUSIVE MODE")
        last = Entry.objects.using(case.alias).order_by("-number").first()
        number, previous = (last.number + 1, last.chain) if last else (1, GENESIS)
        commitment = commit(salt, text)
        chain = link(previous, number, when, by, kind, about, commitment)
        Entry(
            number=number,
            at=when,
            by=by,
            kind=kind,
            subjects=canonical(list(about)),
            commitment=commitment,
            previous=previous,
            chain=chain,
        ).save(using=case.alias)
        Payload(entry=number, salt=salt, body=text).save(using=case.alias, force_insert=True)
        SubjectRow.objects.using(case.alias).bulk_create(subject_rows(number, about))
    return Logged(number, when, by, kind, about, commitment, previous, chain, json.loads(text))


def subject_rows(number: int, subjects: Iterable[str]) -> list[SubjectRow]:
    """The index rows of one entry."""
    return [SubjectRow(key=f"{subject} {number}", subject=subject, entry=number) for subject in subjects]


def head(case: Case) -> str | None:
    """The chain hash of the last entry; null where the log is empty."""
    return Entry.objects.using(case.alias).order_by("-number").values_list("chain", flat=True).first()


def entries(
    case: Case, numbers: Iterable[int] | None = None, *, kinds: Sequence[str] | None = None, bodies: bool = True
) -> Iterator[Logged]:
    """Entries in order, all or those of ``numbers`` and ``kinds``; without ``bodies``, every ``body`` is null."""
    wanted = None if numbers is None else sorted(set(numbers))
    query = Entry.objects.using(case.alias).order_by("number")
    if kinds is not None:
        query = query.filter(kind__in=list(kinds))
    start = 0
    while True:
        if wanted is None:
            chunk = list(query.filter(number__gt=start)[:_CHUNK])
        else:
            some, wanted = wanted[:_CHUNK], wanted[_CHUNK:]
            chunk = list(query.filter(number__in=some)) if some else []
        yield from _with_bodies(case, chunk, bodies)
        if (wanted is None and not chunk) or (wanted is not None and not wanted):
            return
        start = chunk[-1].number if chunk else start


def about(case: Case, subjects: Iterable[str], kinds: Sequence[str] | None = None) -> list[Logged]:
    """The entries about any of ``subjects``, in order."""
    numbers: set[int] = set()
    ids = list(dict.fromkeys(subjects))
    for i in range(0, len(ids), _CHUNK):
        rows = SubjectRow.objects.using(case.alias).filter(subject__in=ids[i : i + _CHUNK])
        numbers.update(rows.values_list("entry", flat=True))
    return list(entries(case, numbers, kinds=kinds))


def _with_bodies(case: Case, chunk: list[Entry], bodies: bool) -> Iterator[Logged]:
    texts: dict[int, str] = {}
    if bodies and chunk:
        rows = Payload.objects.using(case.alias).filter(entry__in=[entry.number for entry in chunk])
        texts = dict(rows.values_list("entry", "body"))
    for e in chunk:
        body = json.loads(texts[e.number]) if e.number in texts else None
        subjects = tuple(json.loads(e.subjects))
        yield Logged(e.number, e.at, e.by, e.kind, subjects, e.commitment, e.previous, e.chain, body)
