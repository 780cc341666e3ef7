"""Decisions about sources: judgements whose target is ``source:`` and an id, kept in the log beside those on claims.

Their entries name no source as a subject, since an id may be made of a person's name and subjects outlive expunging.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.db import transaction

from uncounted.model.judgement import Judgement
from uncounted.model.records import from_json
from uncounted.store import log
from uncounted.store.orm import DocumentRow
from uncounted.store.projecting import project_entry
from uncounted.store.setup import Case

PREFIX = "source:"


def record_source_judgements(case: Case, judgements: Sequence[Judgement]) -> tuple[int, ...]:
    """Log decisions about sources, all or none; their entries' numbers."""
    numbers = []
    with transaction.atomic(using=case.alias):
        for judgement in judgements:
            entry = log.append(
                case, "judgement", by=judgement.by, body=judgement, subjects=[judgement.id], at=judgement.at
            )
            project_entry(case, entry)
            numbers.append(entry.number)
    return tuple(numbers)


def source_judgements(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Those of the judgements that are about sources."""
    return tuple(judgement for judgement in judgements if judgement.target.startswith(PREFIX))


def judgements_as_of(case: Case, number: int) -> tuple[Judgement, ...]:
    """Every judgement as the log stood after entry ``number``, in order; those expunged since are gone."""
    found = log.entries(case, kinds=["judgement"])
    return tuple(from_json(Judgement, e.body) for e in found if e.number <= number and e.body is not None)


def publishers(case: Case) -> tuple[tuple[str, str | None], ...]:
    """The publisher of each document that has one, with its publisher type as the document states it."""
    rows = DocumentRow.objects.using(case.alias).exclude(publisher=None).values_list("publisher", "body")
    return tuple((str(name), json.loads(body).get("source_type")) for name, body in rows)
