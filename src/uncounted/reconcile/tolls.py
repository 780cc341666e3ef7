"""What each source says of one incident: its toll for a group of people, and how well the source is placed to know."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from uncounted.model.claim import Claim
from uncounted.model.scope import Population
from uncounted.reconcile.figures import Figure, is_floor
from uncounted.reconcile.words import root_name

Label = tuple[str | None, str | None, str | None]
EVERYBODY: Label = (None, None, None)
# How well a source is placed to know, best first; the words stand in the rules that are shown.
COLLECTS, OFFICIAL, TOLD, LAST = range(4)
PLACED = (
    "those who investigate or collect the dead (monitors, UN bodies, hospitals, courts)",
    "officials who are no party to it",
    "news, witnesses and other named sources",
    "unnamed sources and the party accused",
)
_COLLECTORS = {"NGO or monitor", "UN or international organisation", "hospital or morgue", "court"}
_OFFICIALS = {"official military", "official government"}
_TENDS = re.compile(
    r"\b(?:hospitals?|morgues?|mortuar\w+|medics?|medical|clinics?|civil defen[cs]e|red (?:cross|crescent))\b"
)
_OFFICE = re.compile(
    r"\b(?:ministry|minister|administration|government|governor|police|mayor|council|municipality|authorit\w+|prosecutors?"
    r"|army|military|emergenc\w+|presiden\w+)\b"
)


@dataclass(frozen=True)
class Toll:
    """A source's number for a group: ``low`` and ``high`` as it worded them, ``said`` the number that it names.

    ``name`` is the source's; ``open``: worded or known as a floor, so that more may be true. ``placed`` is an index
    into PLACED; ``said_on`` the latest day on which the source said it; ``summed``: of its groups by status.
    """

    root: str
    name: str
    low: int | None
    said: int | None
    high: int | None
    open: bool
    placed: int
    said_on: str
    claims: tuple[str, ...]
    summed: bool = False


def tolls(figures: Sequence[Figure], label: Label, accused: Collection[str]) -> tuple[Toll, ...]:
    """The toll of each source for a group of people, from the current figures of one incident and measure, by root.

    For everybody a source's own total comes first, raised where its groups, told since, are more; else the sum of its
    groups by status, who are different people; else what it says of any part, as a floor.
    """
    by_root: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.claim.kind != "increment":
            by_root.setdefault(figure.root, []).append(figure)
    found = []
    for _, mine in sorted(by_root.items()):
        toll = _everybody(mine, accused) if label == EVERYBODY else _group(mine, label, accused)
        if toll is not None:
            found.append(toll)
    return tuple(found)


def label(population: Population) -> Label:
    """The group that a figure counts; a status that is undetermined is none."""
    said = (population.status, population.sex, population.age_group)
    status, sex, age = (None if value == "unknown" else value for value in said)
    return status, sex, age


def accused_of(claims: Iterable[Claim]) -> frozenset[str]:
    """The ids, names and countries of whoever any claim of an incident names as having done it."""
    return frozenset(name for c in claims for a in c.scope.actors for name in (a.id, a.name, a.text, *a.within) if name)


def placement(claim: Claim, accused: Collection[str]) -> int:
    """How well the root of a claim is placed to know, as an index into PLACED."""
    from uncounted.reference.sources import Registry

    root = claim.root
    if root is None or root.startswith(("unnamed:", "unknown:")):
        return LAST
    source = Registry.default().get(root)
    names = {root, source.name, *source.names} if source else {root, *(link.name for link in claim.attribution[:1])}
    if names & set(accused) or (source and source.type in _OFFICIALS and source.country in accused):
        return LAST
    if claim.basis in {"field investigation", "assessment"} or (source and source.type in _COLLECTORS):
        return COLLECTS
    words = root.replace("-", " ").casefold()
    if source is None and _TENDS.search(words):
        return COLLECTS
    return OFFICIAL if (source and source.type in _OFFICIALS) or _OFFICE.search(words) else TOLD


def _everybody(figures: Sequence[Figure], accused: Collection[str]) -> Toll | None:
    totals = [f for f in figures if label(f.claim.population) == EVERYBODY and not _is_part(f, figures)]
    groups = _by_status(figures, accused)
    if totals:
        whole = _one(totals, accused)
        return _raised(whole, groups) if whole is not None and groups is not None else whole or groups
    if groups is not None:
        return groups
    rest_tolls = [toll for figure in figures if (toll := _one([figure], accused)) is not None]
    known = [toll for toll in rest_tolls if toll.low]
    if not known:
        return None
    most = max(known, key=lambda toll: (toll.low or 0, toll.claims))
    return Toll(most.root, most.name, most.low, most.low, most.low, True, most.placed, most.said_on, most.claims)


def _raised(whole: Toll, groups: Toll) -> Toll:
    """A source's total, raised by its own groups where it has since told of more: they are people too."""
    if groups.said_on < whole.said_on or (groups.low or 0) <= (whole.said or 0):
        return whole
    claims = tuple(sorted({*whole.claims, *groups.claims}))
    high = max(whole.high or 0, groups.high or 0)
    return replace(groups, said=groups.low, high=high, open=True, claims=claims, summed=True)


def _by_status(figures: Sequence[Figure], accused: Collection[str]) -> Toll | None:
    """What a source says of all its groups by status together, who are different people."""
    by_status: dict[str, list[Figure]] = {}
    for figure in figures:
        status, *rest = label(figure.claim.population)
        if status is not None and not any(rest) and not _is_part(figure, figures):
            by_status.setdefault(status, []).append(figure)
    parts = [toll for some in by_status.values() if (toll := _one(some, accused)) is not None]
    return (_sum(parts) if len(parts) > 1 else parts[0]) if parts else None


def _is_part(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether the figure counts a part of what another one counts, though its words name no group."""
    others = {claim.id for other in figures if other.id != figure.id for claim in other.members}
    parts = {r.claim for claim in figure.members for r in claim.relations if r.type in {"part_of", "partition"}}
    return bool(parts & others) or any(claim.kind == "subset" for claim in figure.members)


def _group(figures: Sequence[Figure], wanted: Label, accused: Collection[str]) -> Toll | None:
    return _one([figure for figure in figures if label(figure.claim.population) == wanted], accused)


def _one(figures: Sequence[Figure], accused: Collection[str]) -> Toll | None:
    """What one source says of one group: the range of its current figures, and the number that it named last."""
    ends = [(figure, ends) for figure in figures if (ends := _ends(figure)) is not None]
    if not ends:
        return None
    newest = max(ends, key=lambda each: (_day(each[0]), each[1][1] or 0, each[0].id))
    lows, highs = (
        [low for _, (low, _, _, _) in ends if low is not None],
        [h for _, (_, _, h, _) in ends if h is not None],
    )
    return Toll(
        newest[0].root,
        root_name(newest[0].claim),
        min(lows, default=None),
        newest[1][1],
        max(highs, default=None),
        any(floor for _, (_, _, high, floor) in ends if high is not None and high == max(highs)),
        min(placement(figure.claim, accused) for figure, _ in ends),
        _day(newest[0]),
        tuple(sorted(figure.id for figure, _ in ends)),
    )


def _sum(parts: Sequence[Toll]) -> Toll:
    return Toll(
        parts[0].root,
        parts[0].name,
        sum(part.low or 0 for part in parts),
        sum(part.said or 0 for part in parts),
        sum(part.high or 0 for part in parts),
        any(part.open for part in parts),
        min(part.placed for part in parts),
        max(part.said_on for part in parts),
        tuple(sorted(one for part in parts for one in part.claims)),
        summed=True,
    )


def _ends(figure: Figure) -> tuple[int | None, int | None, int | None, bool] | None:
    """Low, the number said, high, and whether more may be true; null where the figure has no number.

    "About 40" is 40; of a range or of a vague word the low end is the number said: a point only under a named rule.
    """
    count = figure.claim.count
    if count.low is None and count.high is None and count.point is None:
        return None
    low = count.low if count.low is not None else count.point
    said = next((n for n in (count.point, count.low, count.high) if n is not None), None)
    high = next((n for n in (count.high, count.point, count.low) if n is not None), None)
    return low, said, high, (count.high is None and count.point is None) or is_floor(figure)


def _day(figure: Figure) -> str:
    return max((claim.said_on or "" for claim in figure.members), default="")
