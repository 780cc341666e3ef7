"""From a world to linear programs: unknowns, rows, and the assumptions that join what was counted to what happened.

Unknowns, all whole and non-negative, per measure and per label (status, sex, age group):

- ``x[a]``: those harmed in atom a; ``y[r, a]``: those of them whom root r counted;
- ``X[f]``, ``Y[f]``: the same over the region of figure f, whose edges may be open. What the region surely holds is
  at most X, and X is at most what it may hold; so two figures of one region share what neither of them says.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from uncounted.model.claim import Count
from uncounted.model.membership import INSIDE
from uncounted.reconcile import assumptions as named
from uncounted.reconcile.bundles import tag
from uncounted.reconcile.disjoint import counted_parts, disjoint_parts
from uncounted.reconcile.figures import Figure, is_floor
from uncounted.reconcile.program import Program
from uncounted.reconcile.ranges import Kind, count_range
from uncounted.reconcile.regions import Label, apart_from_each_other, label_below, labels_apart
from uncounted.reconcile.world import World

INFINITY = math.inf


@dataclass(frozen=True)
class Hull:
    """An incident whose figures cannot all be true enters totals as the interval of all that each of them allows.

    ``torn`` are the roots whose own figures of it conflict.
    """

    element: str
    kind: Kind
    low: int
    high: int | None
    low_from: str
    high_from: str
    torn: frozenset[str] = frozenset()


def measures_of(measure: str) -> tuple[str, ...]:
    """The measures that a figure sums: casualties are the killed and the injured."""
    return ("killed", "injured") if measure == "casualties" else (measure,)


def figure_range(count: Count, world: World) -> tuple[float, float]:
    """The closed interval that a count asserts; "about" asserts one only under about-within."""
    return count_range(count, world.force)


def build_program(world: World, hulls: Iterable[Hull] = (), asked: Iterable[tuple[str, Kind]] = ()) -> Program:
    """The program of a world, with contested incidents entered as their hulls.

    ``asked`` are the atoms with measures and labels of questions, so that one about all persons sees the civilians.
    """
    return _Builder(world, tuple(hulls), tuple(asked)).build()


class _Builder:
    def __init__(self, world: World, hulls: tuple[Hull, ...], asked: tuple[tuple[str, Kind], ...]) -> None:
        self.world, self.hulls, self.asked = world, hulls, asked
        self.contested = {hull.element: hull.torn for hull in hulls}
        self.program = Program()

    def build(self) -> Program:
        for figure in self.world.rows:
            if figure.incident not in self.world.bundled:
                self._region(figure)
                self._figure(figure)
        for atom, kind in self.asked:
            self.x(atom, kind)
        self._together()
        self._statuses()
        self._joins()
        self._nesting()
        self._links()
        self._bundles()
        for hull in self.hulls:
            terms = {self.x(hull.element, hull.kind): 1.0}
            self.program.add(terms, low=float(hull.low), tag=hull.low_from)
            self.program.add(terms, high=INFINITY if hull.high is None else float(hull.high), tag=hull.high_from)
        self._within_hulls()
        return self.program

    def _within_hulls(self) -> None:
        """Other labels of a contested incident: at least the hulls below them, and at most those that hold them.

        Nobody counted more than that in it either: else a sum over many incidents might all have been counted in the
        one of which sources differ.
        """
        hulls: dict[tuple[str, str], list[Hull]] = {}
        for hull in self.hulls:
            hulls.setdefault((hull.element, hull.kind[0]), []).append(hull)
        for name, number in list(self.program.names.items()):
            if not isinstance(name, tuple) or name[0] not in {"x", "y"} or not self._is_contested(name[-2]):
                continue
            some = hulls.get((name[-2], name[-1][0]), [])
            own = [hull for hull in some if hull.kind == name[-1]]
            over = own or [hull for hull in some if label_below(name[-1][1], hull.kind[1])]
            under = [hull for hull in some if not own and label_below(hull.kind[1], name[-1][1])]
            base = max(under, key=lambda hull: (hull.low, hull.low_from), default=None)
            lid = min((h for h in over if h.high is not None), key=lambda h: (h.high or 0, h.high_from), default=None)
            most = INFINITY if lid is None else float(lid.high or 0)
            if name[0] == "y":
                self._lid(number, name[1], name[-2], most, lid)
                continue
            if lid is not None and not (base and base.low > most):
                self.program.add({number: 1.0}, high=most, tag=lid.high_from)
            if base is not None and 0 < base.low <= most:
                self.program.add({number: 1.0}, low=float(base.low), tag=base.low_from)

    def _lid(self, number: int, root: str, incident: str, most: float, lid: Hull | None) -> None:
        """A root's count is at most what the hull allows, or what the root's own figures, one beside the other, say."""
        if lid is None or named.NO_OVERCOUNT not in self.world.force:
            return
        told = [self.world.by_claim[one] for one in self.world.elements[incident].figures]
        said = sum(max(figure_range(f.claim.count, self.world)[0], 0.0) for f in told if f.root == root)
        self.program.add({number: 1.0}, high=max(most, said), tag=lid.high_from)

    def _together(self) -> None:
        """Keep incidents that might be one event in one component, where their people count once."""
        lumps: dict[tuple[str, Kind], list[int]] = {}
        for atom, kind in self.asked:
            if atom in self.world.groups:
                lumps.setdefault((self.world.groups[atom], kind), []).append(self.x(atom, kind))
        for some in lumps.values():
            self.program.add(dict.fromkeys(some, 1.0), low=0.0)

    def x(self, atom: str, kind: Kind) -> int:
        return self.program.variable(("x", atom, kind))

    def y(self, root: str, atom: str, kind: Kind) -> int:
        return self.program.variable(("y", root, self.world.lots.get((root, atom), atom), kind))

    def whole(self, letter: str, figure: Figure, measure: str) -> int:
        return self.program.variable((letter, figure.id, measure))

    def _region(self, figure: Figure) -> None:
        """What is surely inside is at most the region's count; that is at most what may be inside."""
        if not self.world.held[figure.id]:
            return
        label = self.world.label(figure)
        for measure in measures_of(figure.claim.measure):
            kind = (measure, label)
            for letter in ("X", "Y"):
                sure = [atom for atom, value in self.world.held[figure.id].items() if value is INSIDE]
                total = {self.whole(letter, figure, measure): -1.0}
                possible = dict.fromkeys((self._one(letter, figure, a, kind) for a in self.world.held[figure.id]), 1.0)
                lumps = self.world.lumps(sure)
                inside = least_sum(
                    self.program,
                    [
                        [tuple(self._one(letter, figure, atom, kind) for atom in some) for some in lump]
                        for lump in lumps
                    ],
                    (letter, figure.id, kind),
                )
                if inside == possible:
                    self.program.add({**inside, **total}, low=0.0, high=0.0)
                    continue
                self.program.add({**inside, **total}, high=0.0)
                self.program.add({**possible, **total}, low=0.0)

    def _one(self, letter: str, figure: Figure, atom: str, kind: Kind) -> int:
        return self.x(atom, kind) if letter == "X" else self.y(figure.root, atom, kind)

    def _figure(self, figure: Figure) -> None:
        """The claim itself, and full-count: the truth is no more than a full count says."""
        low, high = figure_range(figure.claim.count, self.world)
        parts = measures_of(figure.claim.measure)
        counted = {self.whole("Y", figure, measure): 1.0 for measure in parts}
        self.program.add(counted, low=low, high=high, tag=figure.id)
        free = figure.incident in self.contested or is_floor(figure)
        if named.FULL_COUNT in self.world.force and not free:
            self.program.add({self.whole("X", figure, m): 1.0 for m in parts}, high=high, tag=figure.id)

    def _statuses(self) -> None:
        """Whom a root counted under two statuses are two groups of all those whom it counted there, told or not."""
        for cell, labels in self._cells("y").items():
            for one, other in itertools.combinations(labels, 2):
                if labels_apart(one, other, statuses=True) and not labels_apart(one, other, statuses=False):
                    sex, age = (
                        mine if mine == theirs else None for mine, theirs in zip(one[1:], other[1:], strict=True)
                    )
                    for label in ((None, sex, age), (one[0], sex, age), (other[0], sex, age)):
                        self._number(cell, label)

    def _cells(self, letters: str) -> dict[tuple[object, ...], list[Label]]:
        """The labels of which the program speaks, per cell (with its root) and measure."""
        found: dict[tuple[object, ...], list[Label]] = {}
        for name in self.program.names:
            if isinstance(name, tuple) and name[0] in set(letters):
                found.setdefault((*name[:-1], name[-1][0]), []).append(name[-1][1])
        return found

    def _joins(self) -> None:
        """No-overcount: nobody is counted in a cell who was not harmed there."""
        if named.NO_OVERCOUNT not in self.world.force:
            return
        for name, number in list(self.program.names.items()):
            if isinstance(name, tuple) and name[0] == "y" and not self._is_contested(name[2]):
                harmed = {self.x(atom, name[3]): -1.0 for atom in self.world.in_lot.get(name[2], (name[2],))}
                self.program.add({number: 1.0, **harmed}, high=0.0)
        for figure in self.world.rows:
            if figure.incident in self.contested or figure.incident in self.world.bundled:
                continue
            for measure in measures_of(figure.claim.measure):
                pair = {self.whole("Y", figure, measure): 1.0, self.whole("X", figure, measure): -1.0}
                if not self._holds_contested(figure):
                    self.program.add(pair, high=0.0)

    def _is_contested(self, atom: str) -> bool:
        return atom in self.contested

    def _holds_contested(self, figure: Figure) -> bool:
        return any(self._is_contested(atom) for atom in self.world.held[figure.id])

    def _nesting(self) -> None:
        """A child is a civilian is a person: within one cell, narrower labels are at most the broader ones.

        Of a contested incident only what each root counted is nested, where it does not contradict itself.
        """
        for cell, labels in self._cells("xy").items():
            atom = str(cell[-2])
            if self._is_contested(atom) and (cell[0] == "x" or str(cell[1]) in self.contested[atom]):
                continue
            for part, whole in itertools.permutations(labels, 2):
                if label_below(part, whole):
                    terms = {self._number(cell, part): 1.0, self._number(cell, whole): -1.0}
                    self.program.add(terms, high=0.0)
            self._classes(cell, labels)

    def _classes(self, cell: tuple[object, ...], labels: list[Label]) -> None:
        """Women and men, children and adults are apart; so are the statuses of one root, or of all."""
        statuses = cell[0] == "y" or self.world.one_status
        for whole in labels:
            for axis in (axis for axis in range(3) if whole[axis] is None):
                parts = [p for p in labels if p[axis] and p == (*whole[:axis], p[axis], *whole[axis + 1 :])]
                for some in apart_from_each_other(parts, statuses=statuses):
                    terms = {self._number(cell, part): 1.0 for part in some} | {self._number(cell, whole): -1.0}
                    self.program.add(terms, high=0.0)

    def _number(self, cell: tuple[object, ...], label: Label) -> int:
        return self.program.variable((*cell[:-1], (cell[-1], label)))

    def _bundles(self) -> None:
        """What the incidents of a bundle say together, of those harmed and of those whom a root counted."""
        for name, number in list(self.program.names.items()):
            if not isinstance(name, tuple) or name[0] not in {"x", "y"} or name[-2] not in self.world.bundles:
                continue
            bundle = self.world.bundles[name[-2]]
            kind, root = name[-1], name[1] if name[0] == "y" else None
            low, high = bundle.harmed(kind) if root is None else bundle.counted(root, kind)
            if not all(atom in self.world.bundles for atom in self.world.in_lot.get(bundle.key, ())):
                high = INFINITY
            if low > 0:
                self.program.add({number: 1.0}, low=low, tag=tag(bundle.key, "low", kind, root))
            self.program.add({number: 1.0}, high=high, tag=tag(bundle.key, "high", kind, root))

    def _links(self) -> None:
        """Boxes within boxes; parts that exhaust a whole."""
        figures = {figure.id: figure for figure in self.world.rows}
        for part, whole in ((figures[a], figures[b]) for a, b in self.world.links):
            if not label_below(self.world.label(part), self.world.label(whole)):
                continue
            shared = [m for m in measures_of(part.claim.measure) if m in measures_of(whole.claim.measure)]
            for measure in shared:
                for letter in ("X", "Y") if part.root == whole.root else ("X",):
                    terms = {self.whole(letter, part, measure): 1.0, self.whole(letter, whole, measure): -1.0}
                    self.program.add(terms, high=0.0)
        self._sums(figures)
        self._apart(figures)
        for whole_id, parts in partitions(self.world).items():
            whole, known = figures[whole_id], [part for part in parts if part.id in figures]
            terms = {self.whole("Y", whole, m): -1.0 for m in measures_of(whole.claim.measure)}
            for part in known:
                terms |= {self.whole("Y", part, m): 1.0 for m in measures_of(part.claim.measure)}
            self.program.add(terms, low=0.0 if known == parts else -INFINITY, high=0.0)

    def _apart(self, figures: dict[str, Figure]) -> None:
        """Two groups of one incident that a source sets beside one another are together at most all of them."""
        for pair in self.world.apart:
            told = [figures[one] for one in pair if one in figures]
            if len(told) < 2 or told[0].incident in self.contested or told[0].claim.measure == "casualties":
                continue
            labels = [self.world.label(figure) for figure in told]
            status, sex, age = (mine if mine == theirs else None for mine, theirs in zip(*labels, strict=True))
            both: Label = (status, sex, age)
            whole = self.x(str(told[0].incident), (told[0].claim.measure, both))
            terms = {self.whole("X", figure, figure.claim.measure): 1.0 for figure in told}
            self.program.add({**terms, whole: -1.0}, high=0.0)

    def _sums(self, figures: dict[str, Figure]) -> None:
        """Parts of one box that nobody can be in two of are together at most the whole."""
        for whole, parts in disjoint_parts(self.world, figures):
            self._sum("X", whole, "X", parts)
        joined = named.NO_OVERCOUNT in self.world.force
        for whole, parts in counted_parts(self.world, figures):
            if whole.root == parts[0].root:
                self._sum("Y", whole, "Y", parts)
            elif joined and not any(map(self._holds_contested, (whole, *parts))):
                self._sum("X", whole, "Y", parts)

    def _sum(self, letter: str, whole: Figure, other: str, parts: Iterable[Figure]) -> None:
        terms = {self.whole(letter, whole, m): -1.0 for m in measures_of(whole.claim.measure)}
        counted = {self.whole(other, part, m): 1.0 for part in parts for m in measures_of(part.claim.measure)}
        self.program.add({**terms, **counted}, high=0.0)


def least_sum(program: Program, lumps: Iterable[Sequence[tuple[int, ...]]], name: object) -> dict[int, float]:
    """The sum of unknowns, as terms, at its least: of a lump the largest sum of one of its sets is sure.

    The sets are of unknowns whose people are different people; those of two sets may be the same (``world.lumps``).
    """
    terms: dict[int, float] = {}
    for number, lump in enumerate(lumps):
        if len(lump) == 1:
            terms |= dict.fromkeys(lump[0], 1.0)
            continue
        largest = program.variable(("largest", name, number))
        for some in lump:
            program.add({**dict.fromkeys(some, 1.0), largest: -1.0}, high=0.0)
        terms[largest] = 1.0
    return terms


def partitions(world: World) -> dict[str, list[Figure]]:
    """Per whole, by id: the parts of the same root that words say exhaust it; also those that are no rows here."""
    found: dict[str, list[Figure]] = {}
    rows = {figure.id for figure in world.rows} if world.dividing else set[str]()
    for part in world.dividing:
        for relation in (r for claim in part.members for r in claim.relations if r.type == "partition"):
            whole = world.by_claim.get(relation.claim)
            if whole is not None and whole.id in rows and whole.root == part.root and whole.id != part.id:
                parts = found.setdefault(whole.id, [])
                if part not in parts:
                    parts.append(part)
    return found
