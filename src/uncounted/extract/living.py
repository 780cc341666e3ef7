"""Who of those hurt is left alive: the injured without those who died of it, and those shot less their dead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from uncounted.extract.told_again import REST, all_of_them, attacker, same_people, sentence_of, start_of
from uncounted.model.claim import Claim, Count, Relation

_OF_THOSE_SHOT = "of-those-shot"
_DIED = "died-of-it"


def living(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, without the injuries of which people died, and with the rest of those shot as injured."""
    died = {r.claim for c in claims for r in c.relations if r.rule == _DIED}
    died |= {c.id for c in claims if any(r.type == "same_claim" and r.claim in died for r in c.relations)}
    died |= _all_died(claims) | _dead_told_before(claims) | _killers_dead(claims)
    left = [_less_dead(c, claims) for c in claims if c.id not in died or c.measure != "injured"]
    told = [c for c in claims if c.id not in died or c.measure != "injured"]
    return [*left, *(one for c in claims if c.measure == "casualties" for one in _rest(c, told))]


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
    value, rest = total - number, Relation("partition", shot.id, REST)
    return [replace(shot, measure="injured", count=Count(value, value, value, text=shot.count.text), relations=(rest,))]


def _killers_dead(claims: Sequence[Claim]) -> set[str]:
    """``3 dead, including the gunman: a man killed two before shooting himself``: dead, not hurt."""
    dead = any(c.measure == "killed" and c.count.point == 1 and attacker(c) for c in claims)
    own = {c.id for c in claims if (c.count.text or "").lower() in {"himself", "herself", "self"}}
    return {c.id for c in claims if dead and c.measure == "injured" and c.id in own}


def _all_died(claims: Sequence[Claim]) -> set[str]:
    """``shot his wife and two sons. All three were found dead``: those hurt, where the dead are all of them."""
    hurt = [c for c in claims if c.measure == "injured" and c.kind == "incident" and c.count.point]
    number = sum(c.count.point or 0 for c in hurt)
    dead = [c for c in claims if c.measure == "killed" and all_of_them(c) and c.count.point == number]
    before = [c for c in hurt if dead and sentence_of(c) <= sentence_of(dead[0])]
    return {c.id for c in hurt} if dead and len(before) == len(hurt) else set()


def _dead_told_before(claims: Sequence[Claim]) -> set[str]:
    """``the bodies of a couple were found; both had been shot``: how those died who were counted dead before."""
    dead = [c for c in claims if c.measure == "killed" and c.count.point]
    return {
        c.id
        for c in claims
        if c.measure == "injured" and all_of_them(c)
        and any(d.count.point == c.count.point and sentence_of(d) <= sentence_of(c) and start_of(d) < start_of(c)
                and not any(start_of(d) < start_of(x) < start_of(c) for x in claims) for d in dead)
    }  # fmt: skip


_OF_THE_HURT = re.compile(
    r"\b(?:one|two|three|four|five|\d+) of (?:them|whom|these|those|the (?:\w+ )?(?:injured|wounded|victims))\b"
    r"[^.;]{0,40}\b(?:died|succumbed|perished|passed away)\b",
    re.IGNORECASE,
)


def _less_dead(hurt: Claim, claims: Sequence[Claim]) -> Claim:
    """``Five were hurt; one of them succumbed``: those hurt less the dead told right behind them."""
    number = hurt.count.point
    if hurt.measure != "injured" or number is None or "count" not in hurt.spans or "sentence" not in hurt.spans:
        return hurt
    for dead in claims:
        behind = start_of(dead) - hurt.spans["count"].end
        value = dead.count.point or 0
        if dead.measure != "killed" or not 0 < behind < _NEAR or not 0 < value < number or any(
            c.measure == "injured" and start_of(hurt) < start_of(c) < start_of(dead) for c in claims
        ):  # fmt: skip
            continue
        own = dead.spans["sentence"]
        words = own.quote[start_of(dead) - own.start :]
        if _OF_THE_HURT.match(words):
            left = number - value
            return replace(hurt, count=Count(left, left, left, text=hurt.count.text))
    return hurt


_NEAR = 200  # letters
