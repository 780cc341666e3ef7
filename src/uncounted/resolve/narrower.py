"""Narrower places for figures told of a country or a province, where another telling names the town in it."""

from __future__ import annotations

from collections.abc import Sequence

from uncounted.model.claim import Claim
from uncounted.model.scope import Place
from uncounted.resolve.changed import changed
from uncounted.resolve.claim_places import SUMS

_WIDE = 4  # precision (UCDP where_prec) from which a place may be only what holds the place of the harm


def narrowed(claims: Sequence[Claim]) -> list[Claim]:
    """Claims placed in a country or a division that holds the place of another telling take that place.

    Rule ``narrower``: tellings of one figure, a whole that the same lines tell, and headlines ("Strike on migrants in
    Libya kills 53") where all incidents told lie in one place.
    """
    by_id = {claim.id: claim for claim in claims}
    linked = {
        claim.id: [by_id[r.claim] for r in claim.relations if r.type == "same_claim" and r.claim in by_id]
        for claim in claims
    }
    for claim in claims:
        for other in list(linked[claim.id]):
            linked[other.id].append(claim)
    return _moved(claims, [_narrower(claim, linked[claim.id]) for claim in claims])


def _narrower(claim: Claim, tellings: Sequence[Claim]) -> Claim:
    places = claim.scope.places
    if len(places) != 1 or claim.kind in SUMS or (places[0].precision or 0) < _WIDE:
        return claim
    inside = [
        other for other in tellings
        if other.scope.places and all(places[0].id in place.within for place in other.scope.places)
    ]  # fmt: skip
    if not inside:
        return claim
    return _placed(claim, inside[0].scope.places, "narrower")


def _moved(claims: Sequence[Claim], found: list[Claim]) -> list[Claim]:
    """What took its place from the event of the text goes with the event's headline, from the province to the town."""
    moved = {one.scope.places: two.scope.places for one, two in zip(claims, found, strict=True) if one is not two}
    return [
        _placed(claim, moved[claim.scope.places], "narrower")
        if claim.scope.places in moved and claim.inherited.get("places") == "event" else claim
        for claim in found
    ]  # fmt: skip


def _placed(claim: Claim, places: tuple[Place, ...], rule: str) -> Claim:
    return changed(claim, scope=changed(claim.scope, places=places), inherited={**claim.inherited, "places": rule})
