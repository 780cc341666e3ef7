"""What the figures of one incident say of it by themselves, where no program is needed to tell.

Where an incident's figures each count one measure, and no two of its groups are known to be apart, every rule between
its unknowns has the form "this one is at least that one". The solutions of such a system have a least and a greatest
member, found by passing lows up and highs down; the least exists exactly when the figures can all be true.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from uncounted.model.claim import Count
from uncounted.reconcile import assumptions as named
from uncounted.reconcile.assumptions import InForce
from uncounted.reconcile.figures import Figure, is_floor
from uncounted.reconcile.regions import Label, label_below, label_of

INFINITY = math.inf
Kind = tuple[str, Label]
Range = tuple[float, float]
Counted = Mapping[str, Range]
Ends = tuple[float, float, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Ranges:
    """Closed ranges of an incident's unknowns: ``harmed[kind]`` and ``counted[root, kind]``.

    ``low_from`` and ``high_from`` name for each kind the figure that gives its end, null where none does;
    ``figures`` are those of each root and kind.
    """

    harmed: dict[Kind, Range]
    counted: dict[tuple[str, Kind], Range]
    low_from: dict[Kind, str | None]
    high_from: dict[Kind, str | None]
    figures: dict[tuple[str, Kind], tuple[str, ...]]
    _known: dict[Kind, Ends] = field(default_factory=dict)

    def of(self, kind: Kind) -> Ends:
        """The range of a kind, spoken of or not, and the figures that give its ends."""
        if kind not in self._known:
            self._known[kind] = self._of(kind)
        return self._known[kind]

    def _of(self, kind: Kind) -> Ends:
        low, low_from, high, high_from = 0.0, None, INFINITY, None
        for mine, (least, most) in self.harmed.items():
            if mine[0] != kind[0]:
                continue
            if least > low and label_below(mine[1], kind[1]):
                low, low_from = least, self.low_from[mine]
            if most < high and label_below(kind[1], mine[1]):
                high, high_from = most, self.high_from[mine]
        return low, high, low_from, high_from

    def counted_by(self, root: str, kind: Kind) -> Range:
        """The range of those of a kind whom a root counted."""
        low, high = 0.0, INFINITY
        for (who, mine), (least, most) in self.counted.items():
            if who == root and mine[0] == kind[0]:
                low = max(low, least) if label_below(mine[1], kind[1]) else low
                high = min(high, most) if label_below(kind[1], mine[1]) else high
        return low, high

    def figures_of(self, root: str, kind: Kind) -> tuple[str, ...]:
        """The figures by which a root counted some of a kind, or all of it and more."""
        return tuple(
            one
            for (who, mine), some in self.figures.items()
            if who == root and mine[0] == kind[0] and (label_below(mine[1], kind[1]) or label_below(kind[1], mine[1]))
            for one in some
        )


def count_range(count: Count, force: InForce) -> Range:
    """The closed interval that a count asserts; "about" asserts one only under about-within."""
    low = -INFINITY if count.low is None else float(count.low)
    high = INFINITY if count.high is None else float(count.high)
    within = force.of(named.ABOUT_WITHIN)
    if count.modifier == "about" and count.point is not None and within:
        share = named.share(within[0])
        low, high = max(low, math.ceil(count.point * (1 - share))), min(high, math.floor(count.point * (1 + share)))
    return low, high


def ranges_of(figures: Sequence[Figure], force: InForce) -> Ranges | None:
    """The ranges of one incident; null where its figures conflict or only a program can tell."""
    counts = {figure.id: count_range(figure.claim.count, force) for figure in figures}
    labels = {figure.id: label_of(figure.claim.population, force) for figure in figures}
    if any(f.claim.measure == "casualties" for f in figures) or _apart(figures, labels):
        return None
    counted: dict[tuple[str, Kind], Range] = {}
    low_from: dict[tuple[str, Kind], str] = {}
    by_root: dict[tuple[str, Kind], tuple[str, ...]] = {}
    for figure in figures:
        key = (figure.root, (figure.claim.measure, labels[figure.id]))
        by_root[key] = (*by_root.get(key, ()), figure.id)
        low, high = counted.get(key, (0.0, INFINITY))
        own = counts[figure.id]
        if own[0] > low:
            low_from[key] = figure.id
        counted[key] = (max(low, own[0]), min(high, own[1]))
    harmed, from_low = _harmed_lows(counted, low_from, named.NO_OVERCOUNT in force)
    highs, high_from = _harmed_highs(figures, labels, counts, force)
    if named.NO_OVERCOUNT in force:
        counted = {key: (span[0], min(span[1], _lid(highs, key[1]))) for key, span in counted.items()}
    ranges = {kind: (harmed.get(kind, 0.0), _lid(highs, kind)) for kind in dict.fromkeys((*harmed, *highs))}
    if any(low > high for low, high in (*ranges.values(), *_own(counted).values())):
        return None
    return Ranges(
        ranges, counted, {kind: from_low.get(kind) for kind in ranges}, _lids(high_from, highs, ranges), by_root
    )


def _apart(figures: Sequence[Figure], labels: Mapping[str, Label]) -> bool:
    """Whether two groups are known to be apart beside one that holds both: then their sum says more than each.

    A root that tells two statuses need not tell the whole: whoever it counted is of one of them.
    """
    own: dict[tuple[str, str], set[str]] = {}
    for figure in figures:
        if status := labels[figure.id][0]:
            own.setdefault((figure.root, figure.claim.measure), set()).add(status)
    if any(len(statuses) > 1 for statuses in own.values()):
        return True
    said = {(f.claim.measure, labels[f.id]) for f in figures}
    for measure, whole in said:
        parts = [label for m, label in said if m == measure and label != whole and label_below(label, whole)]
        for axis in range(3):
            if whole[axis] is None and len({part[axis] for part in parts if part[axis]}) > 1:
                return True
    return False


def _harmed_lows(
    counted: Mapping[tuple[str, Kind], Range], low_from: Mapping[tuple[str, Kind], str], joined: bool
) -> tuple[dict[Kind, float], dict[Kind, str]]:
    lows: dict[Kind, float] = {}
    source: dict[Kind, str] = {}
    kinds = dict.fromkeys(kind for _, kind in counted)
    for kind in kinds:
        lows[kind] = 0.0
        for key, (low, _) in counted.items():
            below = key[1][0] == kind[0] and label_below(key[1][1], kind[1])
            if joined and below and low > lows[kind]:
                lows[kind], source[kind] = low, low_from[key]
    return lows, source


def _harmed_highs(
    figures: Sequence[Figure], labels: Mapping[str, Label], counts: Counted, force: InForce
) -> tuple[dict[Kind, float], dict[Kind, str]]:
    """The least upper end that a full count gives, per kind that one counts."""
    highs: dict[Kind, float] = {}
    source: dict[Kind, str] = {}
    if named.FULL_COUNT not in force:
        return highs, source
    for figure in figures:
        kind = (figure.claim.measure, labels[figure.id])
        high = counts[figure.id][1]
        if not is_floor(figure) and high < highs.get(kind, INFINITY):
            highs[kind], source[kind] = high, figure.id
    return highs, source


def _lid(highs: Mapping[Kind, float], kind: Kind) -> float:
    over = [high for other, high in highs.items() if other[0] == kind[0] and label_below(kind[1], other[1])]
    return min(over, default=INFINITY)


def _lids(source: Mapping[Kind, str], highs: Mapping[Kind, float], kinds: Iterable[Kind]) -> dict[Kind, str | None]:
    found: dict[Kind, str | None] = {}
    for kind in kinds:
        over = [k for k in highs if k[0] == kind[0] and label_below(kind[1], k[1])]
        found[kind] = source[min(over, key=lambda k: highs[k])] if over else None
    return found


def _own(counted: Mapping[tuple[str, Kind], Range]) -> dict[tuple[str, Kind], Range]:
    """Each root's own ranges with its narrower groups passed up and its broader ones down."""
    found = {}
    for root, kind in counted:
        mine = [(k, span) for (who, k), span in counted.items() if who == root and k[0] == kind[0]]
        low = max(span[0] for k, span in mine if label_below(k[1], kind[1]))
        high = min(span[1] for k, span in mine if label_below(kind[1], k[1]))
        found[root, kind] = (low, high)
    return found
