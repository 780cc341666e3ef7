"""Who of those hurt is left alive: the injured without those who died of it, and those shot less their dead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from uncounted.extract.told_again import same_people, sentence_of
from uncounted.model.claim import Claim, Count

_OF_THOSE_SHOT = "of-those-shot"
_DIED = "died-of-it"


def living(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, without the injuries of which people died, and with the rest of those shot as injured."""
    died = {r.claim for c in claims for r in c.relations if r.rule == _DIED}
    died |= {c.id for c in claims if any(r.type == "same_claim" and r.claim in died for r in c.relations)}
    left = [c for c in claims if c.id not in died or c.measure != "injured"]
    return [*left, *(one for c in claims if c.measure == "casualties" for one in _rest(c, claims))]


def _rest(shot: Claim, claims: Sequence[Claim]) -> list[Claim]:
    """Those shot less the dead among them; none where the text counts the injured beside them."""
    dead = [c for c in claims if any(r.claim == shot.id and r.rule == _OF_THOSE_SHOT for r in c.relations)]
    if not dead:
        same = [c for c in claims if c.measure == "casualties" and c is not shot and c.count.point == shot.count.point]
        dead = [
            c for c in claims if any(r.claim in {s.id for s in same} and r.rule == _OF_THOSE_SHOT for r in c.relations)
        ]
    beside = {sentence_of(c) for c in (shot, *dead)}
    counted = any(c.measure == "injured" and sentence_of(c) in beside and c.count.high != 0 for c in claims)
    once = [c for k, c in enumerate(dead) if not any(same_people(held, c) for held in dead[:k])]
    total, number = shot.count.point, sum(c.count.point or 0 for c in once)
    if not dead or counted or total is None or number > total:
        return []
    value = total - number
    return [replace(shot, measure="injured", count=Count(value, value, value, text=shot.count.text), relations=())]
