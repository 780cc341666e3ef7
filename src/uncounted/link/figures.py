"""Figures and the distance between words, as weak evidence that two claims tell of one event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

from uncounted.model.claim import Claim, Count
from uncounted.model.membership import INSIDE, OUTSIDE, population_in

FAR_FACTOR, FAR_GAP = 5, 10
TELLING = 20
ABOUT = 0.1  # how far "about" reaches when figures are compared; no bound is drawn from it


class Figures(Enum):
    """How the figures of two events stand to each other; the value is the weight of it."""

    AGREE = 4
    SILENT = 0
    DIFFER = -1
    FAR = -3


def compare_figures(one: Sequence[Claim], other: Sequence[Claim]) -> Figures:
    """Figures of one measure and of populations that can be the same; subsets and increments are no totals."""
    pairs = [(a, b) for a in _totals(one) for b in _totals(other) if _same_people(a, b)]
    gaps = [_gap(a.count, b.count) for a, b in pairs if not _part_and_whole(a, b)]
    known = [gap for gap in gaps if gap is not None]
    if not known:
        return Figures.SILENT
    if min(known) == 0:
        return Figures.AGREE
    return Figures.DIFFER if 1 in known else Figures.FAR


def differ_in_one_document(one: Iterable[Claim], other: Iterable[Claim], *, disputed: bool = False) -> bool:
    """Whether one document gives figures for both events that are hardly the same count.

    One root's figures are not where they differ, those of two roots where one is twice the other or more. Without a
    word that ties them they may be two events, an update or a subset: never surely one event. ``disputed``: they are of
    one day and place, where named roots that dispute a toll may differ by up to three times.
    """
    rest = _totals(other)
    return any(
        a.document is not None
        and a.document == b.document
        and _same_people(a, b)
        and not _part_and_whole(a, b)
        and (
            _told_apart(a.count, b.count)
            if a.root == b.root
            else _times(a.count, b.count) >= (3 if disputed and _named(a, b) else 2)
        )
        for a in _totals(one)
        for b in rest
    )


def _by_people(claims: Iterable[Claim]) -> dict[tuple[object, ...], set[int]]:
    """The figures of three and more by measure and people, parts of the whole too."""
    found: dict[tuple[object, ...], set[int]] = {}
    for claim in claims:
        n = max(claim.count.low or 0, claim.count.point or 0)
        if n > 2:
            found.setdefault((claim.measure, claim.population.sex, claim.population.age_group), set()).add(n)
    return found


def _named(a: Claim, b: Claim) -> bool:
    """Whether both are a named source's, or one an admission, which answers the other."""
    named = all(claim.root is not None and not claim.root.startswith("unnamed") for claim in (a, b))
    return named or "admits" in {a.stance, b.stance}


def tell_one_event(one: Iterable[Claim], other: Iterable[Claim]) -> bool:
    """Whether two documents give figures for both events that are hardly alike by chance, and none that differ.

    One figure of ``TELLING`` or more that is not round, or two of different measures or people.
    """
    mine, theirs = (_by_people(each) for each in (one, other))
    alike = {key for key in mine.keys() & theirs.keys() if mine[key] & theirs[key]}
    if any(not mine[key] & theirs[key] for key in mine.keys() & theirs.keys()):
        return False
    figures = {max(mine[key] & theirs[key]) for key in alike}
    return len(figures) > 1 or any(n >= TELLING and n % 10 for n in figures)


def closeness(one: Iterable[Claim], other: Iterable[Claim]) -> float:
    """From 0 to 3: how close the words of the two stand in one document; 3 within a sentence."""
    rest = list(other)
    return max((_nearness(a, b) for a in one for b in rest), default=0.0)


def _totals(claims: Iterable[Claim]) -> list[Claim]:
    """Figures that count a whole; "nobody was killed" denies one, and says of no other event that it is another."""
    return [c for c in claims if c.kind not in {"subset", "increment"} and (c.stance != "denies" or c.count.high != 0)]


def _same_people(a: Claim, b: Claim) -> bool:
    return a.measure == b.measure and not (
        population_in(a.population, b.population) is OUTSIDE or population_in(b.population, a.population) is OUTSIDE
    )


def _part_and_whole(a: Claim, b: Claim) -> bool:
    """Whether one counts fewer of a narrower group, as children among all: that says nothing for or against."""
    for part, whole in ((a, b), (b, a)):
        mine, theirs = part.population, whole.population
        narrower = any(
            said and not other
            for said, other in (
                (mine.sex, theirs.sex),
                (mine.age_group, theirs.age_group),
                (mine.status, theirs.status),
            )
        )
        fewer, more = _interval(part.count), _interval(whole.count)
        if narrower and population_in(mine, theirs) is INSIDE and fewer and more and fewer[0] < more[0]:
            return True
    return False


def _gap(one: Count, other: Count) -> int | None:
    """0 for counts that can be equal, 1 for those that differ, 2 for those far apart; null where neither is bounded."""
    a, b = _interval(one), _interval(other)
    if a is None or b is None:
        return None
    if a == b:
        return 0
    low, high = max(a[0], b[0]), min(a[1], b[1])
    if low <= high:
        return 0 if max(a[1], b[1]) != float("inf") else None
    return 2 if low - high > FAR_GAP and low > FAR_FACTOR * high else 1


def _told_apart(one: Count, other: Count) -> bool:
    a, b = _interval(one), _interval(other)
    return a is not None and b is not None and (_gap(one, other) in (1, 2) or a[0] != b[0])


def _times(one: Count, other: Count) -> float:
    """How many times the least of the one is the most of the other, whichever is larger; 0 where neither is bounded."""
    a, b = _interval(one), _interval(other)
    if a is None or b is None or max(a[0], b[0]) == 0:
        return 0.0
    return max(a[0], b[0]) / max(min(a[1], b[1]), 1e-9)


def _interval(count: Count) -> tuple[float, float] | None:
    if count.low is None and count.high is None:
        return None if count.point is None else (count.point * (1 - ABOUT), count.point * (1 + ABOUT))
    return (0.0 if count.low is None else count.low, float("inf") if count.high is None else count.high)


def _nearness(a: Claim, b: Claim) -> float:
    if a.document is None or a.document != b.document:
        return 0.0
    mine, theirs = a.spans.get("sentence"), b.spans.get("sentence")
    if mine is None or theirs is None:
        return 0.0
    if mine.overlaps(theirs):
        return 3.0
    between = max(mine.start, theirs.start) - min(mine.end, theirs.end)
    return 2.0 * 500 / (500 + max(between, 0))
