"""Judgements on person records in the ledger: their target is ``person:`` and a keyed record id.

The key with which record ids are made is an entry of the log, so that all who work on the case make the same ids. Like
decisions on sources, the entries name no record as a subject: subjects outlive expunging.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from django.db import transaction

from uncounted.model.judgement import Judgement
from uncounted.store import log
from uncounted.store.locking import writing
from uncounted.store.projecting import project_entry
from uncounted.store.queries import judgements
from uncounted.store.setup import Case

PREFIX = "person:"
_KIND = "person-key"


def person_key(case: Case, *, by: str = "uncounted") -> bytes:
    """The case's key for record ids, made at the first call."""
    found = _key(case)
    if found is None:
        with writing(case):
            found = _key(case)
            if found is None:
                found = secrets.token_bytes(32)
                log.append(case, _KIND, by=by, body={"key": found.hex()})
    return found


def _key(case: Case) -> bytes | None:
    bodies = [entry.body for entry in log.entries(case, kinds=[_KIND]) if entry.body is not None]
    return bytes.fromhex(bodies[0]["key"]) if bodies else None


def person_judgements(case: Case) -> tuple[Judgement, ...]:
    """Every judgement on person records, in the order of the log."""
    return tuple(each for each in judgements(case) if each.target.startswith(PREFIX))


def record_person_judgements(case: Case, found: Sequence[Judgement]) -> tuple[int, ...]:
    """Log judgements on person records, all or none; their entries' numbers."""
    numbers = []
    with writing(case), transaction.atomic(using=case.alias):
        for each in found:
            entry = log.append(case, "judgement", by=each.by, body=each, subjects=[each.id], at=each.at)
            project_entry(case, entry)
            numbers.append(entry.number)
    return tuple(numbers)
