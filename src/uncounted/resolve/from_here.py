"""Figures of a text that is written from "this town": they are of the place of its dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from uncounted.model.claim import Claim
from uncounted.resolve.claim_places import LEAD_TEXT, SUMS, Where, as_said, located
from uncounted.resolve.places import resolve_place

_WEEK = 7  # days
_HERE = re.compile(
    r"\b(?:in|of|at|on|near|outside) this (?:\w+ ){0,3}(?:town|city|village|capital|camp|port|island)\b", re.IGNORECASE
)


def from_here(claims: Sequence[Claim], where: Where, on: tuple[str, str] | None) -> list[Claim]:
    """In a text from "this town", figures without a place are of the dateline's; rule ``dateline``.

    Sums are left out, and what later sentences tell of days more than a week before publication ``on``.
    """
    line = where.line
    if line is None or not _HERE.search(where.text[line[1] : line[1] + LEAD_TEXT]):
        return list(claims)
    place = resolve_place(line[0].title(), country=where.country, gazetteer=where.book)
    if place is None or not (place.id or place.name):
        return list(claims)
    only = as_said(place, where.book)
    return [
        claim if claim.scope.places or claim.kind in SUMS or _of_another_week(claim, line[1] + LEAD_TEXT, on)
        else located([claim], (only,), "dateline")[0]
        for claim in claims
    ]  # fmt: skip


def _of_another_week(claim: Claim, after: int, on: tuple[str, str] | None) -> bool:
    time, span = claim.scope.time, claim.spans.get("count")
    if time is None or time.end is None or time.rule == "statement-date" or "time" in claim.inherited:
        return False
    late = span is not None and span.start > after
    return late and on is not None and (date.fromisoformat(on[1]) - date.fromisoformat(time.end)).days > _WEEK
