"""Admissions: an official of the side that did the harm says so."""

from __future__ import annotations

import re

from uncounted.model.claim import Claim
from uncounted.reference.actors import Actors
from uncounted.resolve.actors import resolve_actor
from uncounted.resolve.changed import changed

# Bodies named after a state that do not speak for it.
_APART = re.compile(
    r"\b(?:independent|human rights|observatory|network|watch|society|hospitals?|university|association|monitor"
    r"|red (?:cross|crescent))\b",
    re.IGNORECASE,
)
_OWN_WORDS = frozenset({"asserts", "admits"})


def own_harm(claim: Claim, table: Actors) -> Claim:
    """The claim with stance ``admits`` where its root speaks for the side that did the harm, to people not fighting.

    A confirmation by others ("police confirmed 12 dead") is an assertion. Killing fighters is boasted, not admitted.
    """
    if claim.stance not in _OWN_WORDS or claim.count.high == 0:
        return claim
    side = _side(claim, table)
    parties = {i for actor in claim.scope.actors for i in (actor.id, *actor.within) if i}
    if side and parties & side:
        fighters = claim.population.status in {"combatant", "member of armed forces"}
        return changed(claim, stance="asserts" if fighters else "admits")
    confirmed = bool(claim.attribution) and claim.attribution[0].relation == "confirms"
    if claim.stance == "admits" and (parties or confirmed):
        return changed(claim, stance="asserts")
    return claim


def _side(claim: Claim, table: Actors) -> set[str]:
    """Ids of the party that the speaker's organisation belongs to and of those it acts within."""
    bodies = [link for link in claim.attribution if link.role == "organisation"]
    speakers = [link for link in claim.attribution if link.role in {"speaker", "unnamed", "document", "wire"}]
    publishers = [link for link in claim.attribution if link.role == "publisher" and not speakers]
    for link in bodies or publishers:
        if _APART.search(link.name):
            return set()
        actor = resolve_actor(link.name, places=claim.scope.places, time=claim.scope.time, actors=table)
        return {i for i in (actor.id, *actor.within) if i} if actor is not None else set()
    return set()
