"""The one town of which the opening of a text tells, where its figures name no place: "events at the Marikana mine"."""

from __future__ import annotations

from collections.abc import Sequence

from uncounted.model.claim import Claim
from uncounted.model.scope import Place
from uncounted.reference.fold import fold
from uncounted.resolve.claim_places import SUMS, Where, as_said, located
from uncounted.resolve.home_country import bylines, told_at
from uncounted.resolve.places import resolve_place

_OPENING = 500  # characters, up to the end of the paragraph
RULE = "lead-place"


def placed_by_topic(claims: Sequence[Claim], where: Where) -> list[Claim]:
    """Incidents of a text of which none has a place take the one that its opening tells of; rule ``lead-place``."""
    if any(claim.scope.places for claim in claims if claim.kind not in SUMS):
        return list(claims)
    place = topic(where)
    if place is None:
        return list(claims)
    return [c if c.kind in SUMS else located([c], (as_said(place, where.book),), RULE)[0] for c in claims]


def topic(where: Where) -> Place | None:
    """The one town or village of the text's country that its opening paragraphs tell of by a word of place."""
    lines, first = bylines(where.text), where.text.find("\n")
    end = max(where.text.find("\n\n", _OPENING), _OPENING)
    here = [
        m for m in where.named
        if m.kind == "settlement" and m.country in {where.country, None} and first < m.start < end
        and not any(a <= m.start < b for a, b in lines) and told_at(where.text, m.start)
    ]  # fmt: skip
    if len({fold(m.name) for m in here}) != 1:
        return None
    place = resolve_place(here[0].name, country=where.country, context=where.context, gazetteer=where.book)
    return place if place is not None and place.id and place.country == where.country else None
