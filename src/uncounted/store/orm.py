"""The ledger's models, with Django set up first: import them from here."""

from __future__ import annotations

from uncounted.store.setup import configure

configure()

from uncounted.store.models import (  # noqa: E402  # Django is set up first
    CaptureRow,
    ClaimRow,
    DocumentRow,
    Entry,
    IncidentRow,
    JudgementRow,
    Payload,
    ReadingRow,
    RelationRow,
    SubjectRow,
    UnreadRow,
)

__all__ = [
    "CaptureRow",
    "ClaimRow",
    "DocumentRow",
    "Entry",
    "IncidentRow",
    "JudgementRow",
    "Payload",
    "ReadingRow",
    "RelationRow",
    "SubjectRow",
    "UnreadRow",
]
