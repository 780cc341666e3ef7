"""Where the figures of a text were that name no place, by the places of those told beside them.

Rules: ``near-days`` (an incident of the days of others that were all in one place), ``document-country`` (an incident
in a text that speaks of one country, nearly alone).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from uncounted.model.claim import Claim
from uncounted.model.scope import Place
from uncounted.resolve.claim_places import SUMS, Where, located
from uncounted.resolve.topic_place import placed_by_topic

_NEAR = 10  # days between two incidents, within which a text that names one place speaks of it
_SHORT = 14  # days within which an incident is dated


def placed_by_text(claims: Sequence[Claim], where: Where) -> list[Claim]:
    """The claims, those of incidents without a place with that of incidents near in time, else the text's country."""
    if all(claim.scope.places for claim in claims):
        return list(claims)
    told = [claim for claim in claims if claim.scope.places and claim.kind not in SUMS and _days(claim) is not None]
    nation = where.nation
    claims = placed_by_topic(claims, where) if nation is not None else claims
    found = [claim if claim.scope.places or claim.kind in SUMS else _beside(claim, told, nation) for claim in claims]
    if nation is None:
        return found
    return [claim if claim.kind in SUMS else located([claim], (nation,), "document-country")[0] for claim in found]


def _beside(claim: Claim, told: Sequence[Claim], nation: Place | None) -> Claim:
    own = _days(claim)
    if own is None:
        return claim
    near = [other for other in told if _apart(own, _days(other)) <= _NEAR]
    places = {_names(other.scope.places) for other in near}
    if len(near) == 1 and nation is not None and _apart(own, _days(near[0])) > 0:
        return claim  # one event of another day says nothing of a text about a country
    return located([claim], near[0].scope.places, "near-days")[0] if len(places) == 1 else claim


def _names(places: Sequence[Place]) -> frozenset[str]:
    return frozenset(place.id or place.name or place.text or "" for place in places)


def _days(claim: Claim) -> tuple[date, date] | None:
    """The days of an incident, where they are few and known by its own words or those of its event."""
    time = claim.scope.time
    if time is None or time.start is None or time.end is None or time.rule == "statement-date":
        return None
    first, last = date.fromisoformat(time.start), date.fromisoformat(time.end)
    return (first, last) if (last - first).days <= _SHORT else None


def _apart(one: tuple[date, date], other: tuple[date, date] | None) -> int:
    if other is None:
        return _NEAR + 1
    return max((other[0] - one[1]).days, (one[0] - other[1]).days, 0)
