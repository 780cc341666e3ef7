"""Relations between one document's claims that show only once their scopes are resolved.

What one source says of a part and of the whole is ``part_of`` where time, place, actor, means and people all say so
for certain; the nearest whole is taken. What one source said of the same harm on a later day is ``update_of``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from uncounted.model.claim import Claim, Relation
from uncounted.model.membership import INSIDE, period_in, population_in, silent_axes_agree

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
    tied = {frozenset((claim.id, r.claim)) for claim in claims for r in claim.relations if r.type in _TIES}
    stale = {r.claim for claim in claims for r in claim.relations if r.type == "update_of"}
    return [_updating(_inside(claim, claims, tied, stale), claims, tied) for claim in claims]


def _inside(claim: Claim, claims: Sequence[Claim], tied: set[frozenset[str]], stale: set[str]) -> Claim:
    if _parts(claim) and claim.kind == "incident":
        return claim
    fits = [
        other for other in claims
        if other.id not in stale and frozenset((claim.id, other.id)) not in tied and _part(claim, other)
        and _told_so(claim, other)
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


def _part(part: Claim, whole: Claim) -> bool:
    """Whether a figure is for certain, and not trivially, inside another that the same source gave."""
    if part is whole or part.root is None or part.root != whole.root or part.count.high == 0:
        return False
    if part.measure != whole.measure and not (whole.measure == "casualties" and part.measure in {"killed", "injured"}):
        return False
    if "contests" in (part.stance, whole.stance) or "denies" in (part.stance, whole.stance):
        return False
    small, large = _value(part), _value(whole)
    if small is None or large is None or small >= large or _loose(part) or _loose(whole):
        return False
    return _within(part, whole) and not (part.measure == whole.measure and _within(whole, part))


def _within(part: Claim, whole: Claim) -> bool:
    if (
        part.kind in {"incident", "increment"}
        and whole.kind in {"incident", "increment"}
        and not _one_event(part, whole)
    ):
        return False
    return (
        population_in(part.population, whole.population) == INSIDE
        and silent_axes_agree(part.scope, whole.scope) == INSIDE
    )


def _one_event(part: Claim, whole: Claim) -> bool:
    """Whether two figures of incidents are of the same one, as far as dates and places go."""
    return bool(
        part.scope.time
        and whole.scope.time
        and (part.scope.time.start, part.scope.time.end) == (whole.scope.time.start, whole.scope.time.end)
        and part.scope.places
        and [p.id for p in part.scope.places] == [p.id for p in whole.scope.places]
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
        and not _parts(claim) and not _parts(other)
    ]  # fmt: skip
    if not before:
        return claim
    last = max(before, key=lambda other: other.said_on or "")
    return replace(claim, relations=(*claim.relations, Relation("update_of", last.id, "said-later")))


def _people(claim: Claim) -> tuple[str | None, ...]:
    return claim.population.status, claim.population.sex, claim.population.age_group


def _parts(claim: Claim) -> bool:
    return any(r.type in {"part_of", "partition"} for r in claim.relations)


def _value(claim: Claim) -> int | None:
    count = claim.count
    return next((value for value in (count.point, count.low, count.high) if value is not None), None)


def _loose(claim: Claim) -> bool:
    return claim.count.modifier == "vague word" or any(r.type == "paraphrase_of" for r in claim.relations)
