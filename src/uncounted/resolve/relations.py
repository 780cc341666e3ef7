"""Relations between one document's claims that show only once their scopes are resolved.

What one source says of a part and of the whole is ``part_of`` where time, place, actor, means and people all say so
for certain; the nearest whole is taken. What one source said of the same harm on a later day is ``update_of``. Figures
that add up to another are its ``partition`` (``resolve.sums``). A figure smaller than one that its scope seems to hold
counts fewer than its words say, by an axis that was not understood ("health workers", "the other regions"): it is a
part of the total with the same words, and the whole of nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from uncounted.model.claim import Claim, Relation, RelationType
from uncounted.model.membership import INSIDE, period_in, places_in, population_in, silent_axes_agree
from uncounted.resolve.changed import changed
from uncounted.resolve.sums import sums

_PARTITION: tuple[RelationType, ...] = ("part_of", "partition")
_TOO_BIG_FOR_CHANCE = 5
_GROWTH = 10  # a later count of one event is seldom larger than so many times the first
_LASTING = frozenset({"period", "cumulative"})
_EVENTS = frozenset({"incident", "increment"})
_TIES = frozenset(
    {
        "same_claim",
        "part_of",
        "partition",
        "update_of",
        "paraphrase_of",
        "contradicts",
        "excluded_from",
        "disjoint_from",
    }
)


def relate(claims: Sequence[Claim]) -> list[Claim]:
    """The claims with the relations that their scopes show, in the same order."""
    told = _same_scope(_summed(claims))
    tied = {frozenset((claim.id, r.claim)) for claim in told for r in claim.relations if r.type in _TIES}
    stale = {r.claim for claim in told for r in claim.relations if r.type == "update_of"}
    by_root: dict[str | None, list[Claim]] = {}  # one source's figures alone hold each other
    for claim in told:
        by_root.setdefault(claim.root, []).append(claim)
    narrow = {claim.id for claim in told if claim.id not in stale and _narrower(claim, by_root[claim.root], stale)}
    kin = [(claim, by_root[claim.root]) for claim in told]
    return [_updating(_inside(claim, mates, tied, stale, narrow), mates, tied) for claim, mates in kin]


def _summed(claims: Sequence[Claim]) -> list[Claim]:
    """The claims with the wholes that they add up to, rule ``sums-check``."""
    wholes: dict[str, list[str]] = {}
    for whole, parts in sums(claims).items():
        for part in parts:
            wholes.setdefault(part, []).append(whole)
    return [
        changed(claim, relations=(*claim.relations, *(
            Relation(name, whole, "sums-check") for whole in wholes.get(claim.id, []) for name in _PARTITION
            if not any(r.type == name and r.claim == whole for r in claim.relations)
        )))
        for claim in claims
    ]  # fmt: skip


def _same_scope(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, each told again with one count, scope and root ``same_claim`` as its first telling."""
    found: list[Claim] = []
    alike: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        told = alike.setdefault((claim.measure, claim.root, _bounds(claim), _people(claim)), [])
        first = next((one for one in told if _again(claim, one)), None)
        more = (Relation("same_claim", first.id, "same-scope"),) if first is not None else ()
        found.append(replace(claim, relations=(*claim.relations, *more)) if more else claim)
        told.append(found[-1])
    return found


def _again(claim: Claim, one: Claim) -> bool:
    if claim.measure != one.measure or claim.root is None or claim.root != one.root:
        return False
    tabled = _in_cells(claim) != _in_cells(one) and {claim.kind, one.kind} <= {*_LASTING, "subset"}
    if claim.kind != one.kind and not (tabled and claim.scope.places):
        return False
    whole = tabled or claim.kind in {"incident", "period", "cumulative"}
    if not whole or (_value(claim) or 0) < _TOO_BIG_FOR_CHANCE:
        return False
    if any(r.claim == one.id for r in claim.relations) or any(r.claim == claim.id for r in one.relations):
        return False
    a, b = claim.scope, one.scope
    places = [[place.id or place.name for place in scope.places] for scope in (a, b)]
    actors = [[actor.id or actor.name for actor in scope.actors] for scope in (a, b)]
    return (
        _bounds(claim) == _bounds(one) and _people(claim) == _people(one) and a.means == b.means
        and a.time is not None and b.time is not None and (a.time.start, a.time.end) == (b.time.start, b.time.end)
        and places[0] == places[1] and actors[0] == actors[1] and not _parts(claim) and not _parts(one)
        and claim.stance == one.stance and _sentence(claim) != _sentence(one)
    )  # fmt: skip


def _narrower(claim: Claim, claims: Sequence[Claim], stale: set[str]) -> bool:
    """Whether a figure of a time is smaller than one of its source that its scope as read would hold."""
    if claim.kind not in _LASTING:
        return False
    return any(
        other.kind in {*_LASTING, "subset"} and other.root == claim.root and other.measure == claim.measure
        and other.id not in stale and (_value(other) or 0) > (_value(claim) or 0) > 0
        and _within(other, claim) and not _within(claim, other)
        for other in claims
    )  # fmt: skip


def _inside(
    claim: Claim, claims: Sequence[Claim], tied: set[frozenset[str]], stale: set[str], narrow: set[str]
) -> Claim:
    if claim.id in stale or (_parts(claim) and claim.kind == "incident"):
        return claim  # what a newer figure took the place of is no part of the new total
    own = _value(claim)
    larger = [other for other in claims if own is not None and (_value(other) or 0) > own]
    fits = [
        other for other in larger
        if other.id not in stale and other.id not in narrow and _part(claim, other, same=claim.id in narrow)
        and frozenset((claim.id, other.id)) not in tied and _told_so(claim, other)
    ]  # fmt: skip
    if _excluded(claim, fits):
        return claim
    nearest = [one for one in fits if not any(_part(other, one) for other in fits if other is not one)]
    more = tuple(Relation("part_of", one.id, "scope-inside") for one in nearest)
    return replace(claim, relations=(*claim.relations, *more)) if more else claim


def _told_so(part: Claim, whole: Claim) -> bool:
    """Texts tell the whole before its parts; after them only a figure for a longer time."""
    if _start(whole) <= _start(part):
        return True
    return period_in(part.scope.time, whole.scope.time) == INSIDE != period_in(whole.scope.time, part.scope.time)


def _start(claim: Claim) -> int:
    return claim.spans["count"].start if "count" in claim.spans else 0


def _excluded(claim: Claim, wholes: Sequence[Claim]) -> bool:
    return any(claim.id in whole.exclusions or whole.id in claim.exclusions for whole in wholes)


def _part(part: Claim, whole: Claim, *, same: bool = False) -> bool:
    """Whether a figure is for certain, and not trivially, inside another that the same source gave.

    With ``same`` also where both scopes are read alike: something that was not understood makes ``part`` narrower.
    """
    if part is whole or part.root is None or part.root != whole.root or part.count.high == 0:
        return False
    if part.kind == whole.kind and _in_cells(part) and _in_cells(whole):
        return False  # rows of a table are beside each other, unless it says that some hold others
    if part.measure != whole.measure and not (whole.measure == "casualties" and part.measure in {"killed", "injured"}):
        return False
    if whole.count.modifier == "at most" or (_attackers(part) and not _attackers(whole)):
        return False  # "as many as 1,400" is a guess at the most; those who attacked are not among their victims
    if "contests" in (part.stance, whole.stance) or "denies" in (part.stance, whole.stance):
        return False
    small, large = _value(part), _value(whole)
    if small is None or large is None or small >= large or _loose(part) or _loose(whole):
        return False
    return _within(part, whole) and (same or not (part.measure == whole.measure and _within(whole, part)))


_ATTACKERS = re.compile(
    r"\b(?:attackers?|assailants?|bombers?|gunmen|gunman|shooters?|militants?|insurgents?|rebels?|fighters?|terrorists?)\b",
    re.IGNORECASE,
)


def _attackers(claim: Claim) -> bool:
    """Whether those counted are called attackers or fighters, or a figure says that it includes them."""
    words = f"{claim.population.text or ''} {claim.count.text or ''}"
    said = claim.spans["population"].quote if "population" in claim.spans else ""
    fight = claim.population.status in {"combatant", "person directly participating in hostilities"}
    return fight or _ATTACKERS.search(f"{words} {said}") is not None


def _days(claim: Claim) -> tuple[str | None, str | None] | None:
    time = claim.scope.time
    return (time.start, time.end) if time is not None else None


def _within(part: Claim, whole: Claim) -> bool:
    people = population_in(part.population, whole.population) == INSIDE or _women_and_children(part, whole)
    if part.kind in _EVENTS and whole.kind in _EVENTS:
        if _one_event(part, whole):  # one attack of several days is one time, on whichever of them each died
            rest = (replace(part.scope, time=None, places=()), replace(whole.scope, time=None, places=()))
            return people and silent_axes_agree(*rest) == INSIDE
        return _place_of_event(part, whole)
    mine, theirs = part.scope, whole.scope
    if whole.kind in _LASTING and "means" in whole.inherited:  # a total of years is not the last strike's alone
        theirs = replace(theirs, means=None)
    both = whole.kind in _LASTING and part.kind in {*_LASTING, "subset"} and _days(part) == _days(whole)
    if both and not theirs.actors:  # a total of a time that names nobody is all sides'
        mine = replace(mine, actors=())
    return people and silent_axes_agree(mine, theirs) == INSIDE


def _women_and_children(part: Claim, whole: Claim) -> bool:
    """Whether a figure of a sex or an age of one time and place is of the civilians that its source counted there."""
    mine, theirs = part.population, whole.population
    named = mine.status is None and theirs.status == "civilian" and (theirs.sex, theirs.age_group) == (None, None)
    lasting = part.kind in _LASTING and whole.kind in _LASTING and part.scope.time == whole.scope.time
    return named and lasting and bool(mine.sex or mine.age_group) and part.scope.places == whole.scope.places


def _place_of_event(part: Claim, whole: Claim) -> bool:
    """Whether a figure is of one place of a day's event that was told of a wider one before."""
    mine, theirs = part.scope, whole.scope
    days = [(time.start, time.end) for time in (mine.time, theirs.time) if time is not None]
    same = len(days) == 2 and days[0] == days[1] and days[0][0] == days[0][1] is not None
    narrower = places_in(mine, theirs) == INSIDE != places_in(theirs, mine)
    unsaid = part.population.status is None or part.population.status == whole.population.status
    unsaid = unsaid and (mine.means is None or mine.means == theirs.means) and _people(whole)[1:] == (None, None)
    return same and narrower and unsaid and _start(whole) < _start(part)


def _one_event(part: Claim, whole: Claim) -> bool:
    """Whether two figures of incidents are of the same one, as far as dates and places go."""
    return bool(
        part.scope.time
        and whole.scope.time
        and (part.scope.time.start, part.scope.time.end) == (whole.scope.time.start, whole.scope.time.end)
        and part.scope.places
        and [p.id or p.name for p in part.scope.places] == [p.id or p.name for p in whole.scope.places]
    )


def _updating(claim: Claim, claims: Sequence[Claim], tied: set[frozenset[str]]) -> Claim:
    """The claim with the last figure before it that its source said of the same harm on an earlier day."""
    if claim.kind != "incident" or claim.said_on is None or claim.root is None or claim.stance == "denies":
        return claim
    before = [
        other for other in claims
        if other.kind == "incident" and other.root == claim.root and other.measure == claim.measure
        and other.said_on is not None and other.said_on < claim.said_on and other.stance != "denies"
        and frozenset((claim.id, other.id)) not in tied and _one_event(claim, other)
        and _people(claim) == _people(other) and other.count != claim.count
        and not _parts(claim) and not _parts(other) and 2 * (_value(claim) or 0) >= (_value(other) or 0)
        and (_value(claim) or 0) <= _GROWTH * (_value(other) or 0)
    ]  # fmt: skip
    if not before:
        return claim
    last = max(before, key=lambda other: other.said_on or "")
    return replace(claim, relations=(*claim.relations, Relation("update_of", last.id, "said-later")))


_CELLS = re.compile(r"\||\t| {2,}")


def _in_cells(claim: Claim) -> bool:
    """Whether a figure stands in the row of a table."""
    span = claim.spans.get("sentence")
    return span is not None and _has_cells(span.quote)


@lru_cache(maxsize=1024)
def _has_cells(words: str) -> bool:
    return _CELLS.search(words) is not None


def _people(claim: Claim) -> tuple[str | None, ...]:
    return claim.population.status, claim.population.sex, claim.population.age_group


def _parts(claim: Claim) -> bool:
    return any(r.type in {"part_of", "partition"} for r in claim.relations)


def _bounds(claim: Claim) -> tuple[int | None, ...]:
    return claim.count.low, claim.count.high, claim.count.point


def _sentence(claim: Claim) -> int:
    return claim.spans["sentence"].start if "sentence" in claim.spans else _start(claim)


def _value(claim: Claim) -> int | None:
    count = claim.count
    return next((value for value in (count.point, count.low, count.high) if value is not None), None)


def _loose(claim: Claim) -> bool:
    return claim.count.modifier == "vague word" or any(r.type == "paraphrase_of" for r in claim.relations)
