"""Whose soldiers: words for a force without its flag, in a text that names one force alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from uncounted.model.claim import Claim
from uncounted.model.scope import Actor
from uncounted.reference.actors import Actors
from uncounted.resolve.changed import changed

_PLAIN = re.compile(
    r"^(?:the |some |of )*(?:soldiers?|troops?|forces|army|military|servicemen|infantry)$", re.IGNORECASE
)


def flagged(claims: Sequence[Claim]) -> list[Claim]:
    """Claims of harm by "soldiers" are of the one force that the text names as the doer of harm; rule ``one-force``.

    "Soldiers killed hundreds" above a report on "Eritrean troops" means these, wherever it was. A text that names two
    forces, or none, leaves the words as they were resolved: the army of the country of the harm.
    """
    named = {
        actor.id: actor
        for claim in claims
        for actor in claim.scope.actors
        if _force(actor) and actor.text and not _PLAIN.match(actor.text) and actor.text[:1].isupper()
    }
    if len(named) != 1:
        return list(claims)
    (only,) = named.values()
    return [_by(claim, only) if _plain(claim.scope.actors, only) else claim for claim in claims]


def _force(actor: Actor) -> bool:
    """Whether a party has soldiers: a state, its force or a coalition, no militia."""
    party = Actors.default().get(actor.id) if actor.id is not None else None
    return party is not None and party.type in {"state", "armed force", "coalition"}


def _plain(actors: Sequence[Actor], only: Actor) -> bool:
    return len(actors) == 1 and bool(_PLAIN.match(actors[0].text or "")) and actors[0].id != only.id


def _by(claim: Claim, force: Actor) -> Claim:
    actors = (replace(force, text=claim.scope.actors[0].text),)
    inherited = {**claim.inherited, "actors": "one-force"}
    return changed(claim, scope=changed(claim.scope, actors=actors), inherited=inherited)
