"""Sums that check: figures told one after another that add up, to the unit, to another of the same harm.

Two of the same number by chance are common, a sum of several seldom: so figures that stand in one run, that the whole's
scope can hold and whose sum is exactly the whole's number are its parts, and exhaust it. Small wholes (under
``SMALL``) need words of adding in their sentence ("in all", "the toll", "a total of") and one event, parts told in one
breath, or a part for each place that they name.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from uncounted.model.claim import Claim
from uncounted.model.membership import OUTSIDE, POSSIBLY, period_in, places_in, population_in

SMALL, LONGEST_RUN = 20, 8
_ADDING = re.compile(
    r"\b(?:in (?:all|total)|altogether|overall|combined|both|the (?:death )?toll|death toll|total|sum|bring(?:s|ing)?"
    r"|(?:rose|risen|rises|climb(?:s|ed)?|rais(?:es|ed|ing)) to)\b",
    re.IGNORECASE,
)
_EVENT_KINDS = frozenset({"incident", "increment"})


def sums(claims: Sequence[Claim]) -> dict[str, list[str]]:
    """Per whole, by id: the ids of the claims that add up to it, in the order of the text.

    All are of the whole's root, but for one event that a text tells in its own voice or by somebody without a name.
    """
    stale = {r.claim for claim in claims for r in claim.relations if r.type == "update_of"}
    again = {c.id: {r.claim for r in c.relations if r.type in {"same_claim", "paraphrase_of"}} for c in claims}
    current = [c for c in claims if c.id not in stale and not again[c.id] and _number(c) and c.stance != "denies"]
    numbers = {c.id: _number(c) or 0 for c in current}
    held: dict[str, list[Claim]] = {}  # by the figure that holds them
    for claim in current:
        for holder in _holders(claim):
            held.setdefault(holder, []).append(claim)
    divided = {r.claim for c in current for r in c.relations if r.type == "partition"}
    found: dict[str, list[str]] = {}
    for whole in current:
        parts = _parts(whole, current, numbers, held.get(whole.id, ())) if whole.id not in divided else ()
        if parts:
            found[whole.id] = [part.id for part in parts]
    return found


def _parts(
    whole: Claim, current: Sequence[Claim], numbers: Mapping[str, int], held: Sequence[Claim]
) -> Sequence[Claim]:
    number = numbers[whole.id]
    pool = [c for c in current if numbers[c.id] < number and c is not whole and _may_hold(whole, c)]
    ids = {claim.id for claim in pool}
    alike = [c for c in pool if _people(c) == _people(whole)]
    apart = [c for c in pool if ids.isdisjoint(_holders(c))]
    for run in itertools.chain.from_iterable(_runs(each, number, numbers) for each in (pool, alike, apart)):
        if not _apart(run) or _leaves_out(run, held) or _of_several(run, whole) or _some_of(run, whole, current):
            continue
        told = _one_event(whole, run) and _ADDING.search(_sentence(whole))
        if number >= SMALL or told or _one_breath(run) or _place_by_place(whole, run):
            return run
    return ()


def _runs(pool: Sequence[Claim], whole: int, numbers: Mapping[str, int]) -> Iterator[Sequence[Claim]]:
    """The runs of two figures or more whose sum is ``whole``."""
    each = [numbers[claim.id] for claim in pool]
    for first, total in enumerate(each):
        for last in range(first + 1, min(len(pool), first + LONGEST_RUN)):
            total += each[last]
            if total >= whole:
                if total == whole:
                    yield pool[first : last + 1]
                break


def _may_hold(whole: Claim, part: Claim) -> bool:
    """Whether nothing said keeps ``part`` out of ``whole``; what is not said keeps nothing out."""
    a, b = _number(part) or 0, _number(whole) or 0
    if a >= b or part.measure != whole.measure or part.kind == "cumulative" != whole.kind:
        return False
    event = part.kind in {*_EVENT_KINDS, "subset"} and whole.kind in _EVENT_KINDS
    if whole.kind in _EVENT_KINDS and not event:
        return False
    listed = part.inherited.get("time") == whole.inherited.get("time") in {"report-period", "section-period"}
    if part.root != whole.root and not ((event or listed) and (_unsure(whole) or (event and _unsure(part)))):
        return False
    same = part.kind == whole.kind == "cumulative" and _beginning(part) == _beginning(whole) is not None
    if same and _alike(part, whole):
        return False  # "58 killed since 24 August", told yesterday, and three today, are not parts of today's 61
    if any(r.rule in {"table-row", "increase"} or r.type == "partition" for r in part.relations):
        return False
    if {r.claim for r in whole.relations if r.type in {"part_of", "update_of", "disjoint_from"}} & {part.id}:
        return False
    if {r.claim for r in part.relations if r.type in {"update_of", "disjoint_from"}} & {whole.id}:
        return False
    dated = period_in(part.scope.time, whole.scope.time) != OUTSIDE or (event and _near_days(part, whole))
    who = population_in(part.population, whole.population)
    where = places_in(part.scope, whole.scope) if "places" not in whole.inherited else POSSIBLY
    return dated and OUTSIDE not in (where, who)


def _beginning(claim: Claim) -> str | None:
    return claim.scope.time.start if claim.scope.time is not None else None


def _alike(one: Claim, other: Claim) -> bool:
    """Whether two figures are of the same people and places."""
    same = one.scope.places == other.scope.places and one.scope.actors == other.scope.actors
    return same and one.scope.means == other.scope.means and _people(one) == _people(other)


def _unsure(whole: Claim) -> bool:
    """Whether the whole is told in the publisher's own voice, or by somebody whom the text does not name."""
    return _own(whole) or whole.root is None or whole.root.startswith("unnamed:")


def _own(claim: Claim) -> bool:
    """Whether a figure is told in the publisher's own voice."""
    return claim.root is None or all(link.role in {"wire", "publisher"} for link in claim.attribution)


def _near_days(part: Claim, whole: Claim) -> bool:
    """Whether two figures are of one place and of days of one month: of one event some died, or were found, later."""
    mine, theirs = part.scope.time, whole.scope.time
    near = mine and theirs and mine.start and theirs.start and mine.start[:7] == theirs.start[:7]
    return bool(near) and part.scope.places == whole.scope.places


def _apart(run: Sequence[Claim]) -> bool:
    """Whether no figure of the run holds or repeats another."""
    ids = {claim.id for claim in run}
    ties = {r.claim for claim in run for r in claim.relations if r.type != "disjoint_from"}
    return not ids & ties


def _leaves_out(run: Sequence[Claim], held: Sequence[Claim]) -> bool:
    """Whether a part of the whole, told in one breath with some of the run, is not among them: their sum is chance."""
    ids = {claim.id for claim in run}
    beside = {r.claim for claim in run for r in claim.relations if r.type == "disjoint_from"}
    return any(
        other.id not in ids
        and (other.id in beside or any(r.type == "disjoint_from" and r.claim in ids for r in other.relations))
        for other in held
    )


def _of_several(run: Sequence[Claim], whole: Claim) -> bool:
    """Whether several sources tell the run and the whole: what they say of one event does not add up.

    What a text tells here and there in its own voice adds up to no other's toll.
    """
    named = {claim.root for claim in run if not _own(claim)} | ({whole.root} if not _unsure(whole) else set())
    if len(named) > 1:
        return True
    return not _unsure(whole) and not _one_breath(run) and any(claim.root != whole.root for claim in run)


def _some_of(run: Sequence[Claim], whole: Claim, current: Sequence[Claim]) -> bool:
    """Whether a run has some members of another's list: of "five girls, seven boys and two women" the last two."""
    holders = [holder for claim in run for holder in _holders(claim)]
    lists = {one for one in holders if holders.count(one) > 1} - {whole.id, *_holders(whole)}
    if not lists:
        return False
    ids = {claim.id for claim in run}
    beside = {r.claim for claim in run for r in claim.relations if r.type == "disjoint_from"}
    return any(other.id not in ids and lists & _holders(other) and other.id in beside for other in current)


def _one_event(whole: Claim, run: Sequence[Claim]) -> bool:
    return whole.kind in _EVENT_KINDS and all(
        part.scope.places == whole.scope.places or not part.scope.places for part in run
    )


def _one_breath(run: Sequence[Claim]) -> bool:
    """Whether the figures are told side by side in one sentence: "three women and ten children", of thirteen dead."""
    ties = {frozenset((c.id, r.claim)) for c in run for r in c.relations if r.type == "disjoint_from"}
    return len({_sentence(claim) for claim in run}) == 1 and len(ties) >= len(run) - 1


def _place_by_place(whole: Claim, run: Sequence[Claim]) -> bool:
    """Whether the whole names several places and each figure is of another of them, all told."""
    places = {place.id or place.name for place in whole.scope.places}
    each = [{place.id or place.name for place in part.scope.places} for part in run]
    return len(places) > 1 and all(len(own) == 1 for own in each) and set().union(*each) == places


def _holders(claim: Claim) -> set[str]:
    return {r.claim for r in claim.relations if r.type in {"part_of", "partition"}}


def _people(claim: Claim) -> tuple[str | None, ...]:
    return claim.population.status, claim.population.sex, claim.population.age_group


def _sentence(claim: Claim) -> str:
    return claim.spans["sentence"].quote if "sentence" in claim.spans else ""


def _number(claim: Claim) -> int | None:
    """The number that a figure says; none for ranges, vague words and "no"."""
    count = claim.count
    if count.modifier in {"vague word", "range", "more than", "less than", "at most"}:
        return None
    return count.point if count.point is not None else count.low
