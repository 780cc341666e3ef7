"""What a person decides about a review: a reading that two extractors differ on, or one that did not hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from uncounted.model.claim import Claim
from uncounted.model.errors import Refused
from uncounted.model.judgement import Judgement
from uncounted.model.records import from_json, to_json
from uncounted.pipeline.cases import Case
from uncounted.store import queries, recording, reviewing

# Where in a claim the fields stand by which two readings are compared.
_FIELDS = {
    "measure": ("measure",),
    "count": ("count",),
    "population.status": ("population.status",),
    "population.sex": ("population.sex",),
    "population.age_group": ("population.age_group",),
    "kind": ("kind",),
    "stance": ("stance",),
    "root": ("root", "attribution"),
    "time": ("scope.time",),
    "places": ("scope.places", "scope.places_reading"),
    "actors": ("scope.actors", "scope.actors_reading"),
    "means": ("scope.means",),
    "exclusions": ("exclusions",),
    "relations": ("relations",),
}


def decide(case: Case, identifier: str, verb: str, *, because: str, by: str) -> list[Judgement]:
    """The judgements that settle a review, itself first; not logged yet.

    Where two readings differ, ``accept`` takes the other reading's fields for the claim and ``reject`` confirms what
    stands. Where one extractor alone found a claim, they accept or reject that claim. Of an offer that was no claim,
    only ``reject`` is possible. Raises Refused for what makes no sense, UnknownName for an unknown review.
    """
    document, review = reviewing.review(case, identifier)
    settled = recording.new_judgement(identifier, verb, by=by, because=because, other=document)
    about = [str(one) for one in review.get("claims") or ()]
    if not about:
        if verb == "accept":
            raise Refused(
                f"what {identifier} offers is no claim that holds ({review.get('why')}); reject it, or correct a claim"
            )
        return [settled]
    claim = about[0]
    if not queries.claims(case, ids=[claim], current=None):
        raise Refused(f"claim {claim}, which {identifier} is about, is not in the case")
    offered = review.get("offered") or {}
    if "claim" in offered:
        changes = _changes(case, offered) if verb == "accept" else {}
        made = [
            recording.new_judgement(claim, "set", by=by, because=because, field=field, value=value)
            for field, value in changes.items()
        ]
        return [settled, *(made or [_plain(case, claim, "accept", because, by)])]
    return [settled, _plain(case, claim, verb, because, by)]


def _plain(case: Case, claim: str, verb: str, because: str, by: str) -> Judgement:
    """An acceptance or rejection of a claim as it stands; of the latest reading where nobody judged it yet."""
    history = queries.claim_history(case, claim)
    decided = any(j.target == claim and j.verb in {"accept", "reject", "set"} for j in history.judgements)
    reading = None if decided else history.readings[-1].claim.reading
    return recording.new_judgement(claim, verb, by=by, because=because, value=reading)


def _changes(case: Case, offered: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a claim that the other reading gives differently, with its values."""
    other = to_json(from_json(Claim, offered["claim"]))
    found: dict[str, Any] = {}
    for name in offered.get("differs") or ():
        for path in _FIELDS[name]:
            value: Any = other
            for part in path.split("."):
                value = value.get(part) if isinstance(value, dict) else None
            found[path] = value
    named = {one["claim"] for one in found.get("relations") or ()}
    named |= {one for one in found.get("exclusions") or () if isinstance(one, str)}
    known = {one.id for one in queries.claims(case, ids=named, current=None)} if named else set()
    if named - known:
        raise Refused(
            f"the other reading speaks of claims that are not in the case ({', '.join(sorted(named - known))}); "
            "set the fields that you want one by one, then reject the review"
        )
    return found
