"""The world of the claims: figures, regions, incidents and cells, and who holds what, under given assumptions.

A world is plain data. ``rows.program`` turns it into a linear program; ``remainders`` and ``bounds`` read it.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from uncounted.model.claim import Claim
from uncounted.model.incident import Incident
from uncounted.model.membership import INSIDE, OUTSIDE, Membership, scope_in, silent_axes_agree
from uncounted.model.reconciliation import Question
from uncounted.model.scope import Scope
from uncounted.reconcile import assumptions as named
from uncounted.reconcile.assumptions import InForce
from uncounted.reconcile.atoms import Cells
from uncounted.reconcile.bundles import LOT, Bundle, bundles
from uncounted.reconcile.figures import Figure
from uncounted.reconcile.figures import figures as all_figures
from uncounted.reconcile.holdings import Holder, is_example
from uncounted.reconcile.lumps import Sets, different
from uncounted.reconcile.memberships import Memberships
from uncounted.reconcile.ranges import Ranges, count_range, ranges_of
from uncounted.reconcile.regions import Element, Region, composites, elements, label_below, label_of, regions


@dataclass(frozen=True)
class Atom:
    """A cell: a residue of the boxes, or an incident. Atoms of one ``group`` are incidents that might be one event."""

    key: str
    element: str | None
    words: str
    group: str | None = None


@dataclass(frozen=True)
class World:
    """Everything the programs need. ``held[figure id][atom key]`` is a membership, outside where absent.

    ``bundles`` are incidents taken together, by key, and ``bundled`` says which incident is in which: figures over
    regions hold the bundle in its place. ``ranges`` are what incidents say by themselves. ``lots``: cells and bundles
    that no figure of a root tells apart, of whose people only how many it counted in all matters to it. ``dividing``
    are the figures that words put among the parts that exhaust a whole. ``one_status``: nobody has two statuses, also
    where two roots give them; so are contradictions looked for, while bounds leave open whose word for the dead holds.
    """

    force: InForce
    figures: tuple[Figure, ...]
    rows: tuple[Figure, ...]
    regions: dict[str, Region]
    elements: dict[str, Element]
    atoms: tuple[Atom, ...]
    held: dict[str, dict[str, Membership]]
    asked: dict[str, dict[str, Membership]]
    links: tuple[tuple[str, str], ...]
    known: frozenset[str]
    stands: dict[str, str]
    by_claim: dict[str, Figure]
    groups: dict[str, str]
    bundles: dict[str, Bundle] = field(default_factory=dict)
    bundled: dict[str, str] = field(default_factory=dict)
    ranges: dict[str, Ranges] = field(default_factory=dict)
    lots: dict[tuple[str, str], str] = field(default_factory=dict)
    in_lot: dict[str, tuple[str, ...]] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    dividing: tuple[Figure, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    one_status: bool = False

    def lumps(self, atoms: Iterable[str]) -> tuple[Sets, ...]:
        """The atoms, those of one group together: as sets of them whose people are surely different people."""
        found: dict[str, list[str]] = {}
        for atom in atoms:
            found.setdefault(self.groups.get(atom, atom), []).append(atom)
        return tuple(
            ((lump[0],),) if len(lump) == 1 else self._different(tuple(sorted(lump))) for lump in found.values()
        )

    def _different(self, lump: tuple[str, ...]) -> Sets:
        if lump not in self._sets:
            alike = {one: self.elements[one].may_be for one in lump}
            self._sets[lump] = different(lump, alike, {one: self._least(one) for one in lump})
        return self._sets[lump]

    @cached_property
    def _sets(self) -> dict[tuple[str, ...], Sets]:
        return {}

    def _least(self, incident: str) -> float:
        """The most that any figure of an incident says of it at least."""
        figures = (self.by_claim[one] for one in self.elements[incident].figures)
        return max((count_range(figure.claim.count, self.force)[0] for figure in figures), default=0.0)

    @cached_property
    def linked(self) -> frozenset[tuple[str, str]]:
        """``links``, to look pairs up in."""
        return frozenset(self.links)

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each row stands among the rows, by id."""
        return {figure.id: place for place, figure in enumerate(self.rows)}

    @cached_property
    def parts(self) -> dict[str, frozenset[str]]:
        """Per row, by id: the rows that share a cell with it, directly or through others."""
        leader = {figure.id: figure.id for figure in self.rows}

        def find(one: str) -> str:
            while leader[one] != one:
                leader[one] = leader[leader[one]]
                one = leader[one]
            return one

        seen: dict[str, str] = {}
        for figure in self.rows:
            for atom in self.held[figure.id]:
                place = self.bundled.get(atom, atom)
                first = seen.setdefault(self.groups.get(place, place), figure.id)
                leader[find(figure.id)] = find(first)
        for part, whole in self.links:
            leader[find(part)] = find(whole)
        parts: dict[str, set[str]] = {}
        for one in leader:
            parts.setdefault(find(one), set()).add(one)
        return {one: frozenset(parts[find(one)]) for one in leader}

    def label(self, figure: Figure) -> tuple[str | None, str | None, str | None]:
        """Whom the figure counts."""
        return label_of(figure.claim.population, self.force)


def build(
    claims: Sequence[Claim],
    incidents: Sequence[Incident],
    force: InForce,
    questions: Sequence[Question] | Callable[[Holder], Sequence[Question]] = (),
    trusted: Sequence[str] | None = None,
    figures: tuple[Figure, ...] | None = None,
) -> World:
    """The world of these claims under these assumptions; ``trusted`` limits the rows to some roots (null: all).

    ``questions`` may be found from the regions and rows once they are known. ``figures`` are what worlds of the same
    claims share.
    """
    if figures is None:
        figures = all_figures(claims, incidents)
    rows = tuple(f for f in figures if f.not_row is None and (trusted is None or f.root in trusted))
    links = {} if named.UNLINKED_DIFFERENT in force else {i.id: i.may_be for i in incidents}
    boxes = {region.figure.id: region for region in regions(rows, force)}
    found = elements(rows, links)
    stands = {a.arguments[0]: a.arguments[1] for a in force.of(named.MEMBER_STANDS)}
    by_claim = {claim.id: figure for figure in figures for claim in figure.members}
    holder = Holder(force, rows, boxes, found, composites(claims), stands, by_claim)
    questions = questions(holder) if callable(questions) else questions
    cells, table, asked = holder.cells(questions), holder.of_elements(), holder.asked_elements(questions)
    atoms = (*_residues(cells), *_incident_atoms(found))
    groups = {atom.key: atom.group for atom in atoms if atom.group}
    ranges = _ranges(found, holder)
    together = bundles(found, ranges, np.concatenate([table, asked], axis=1), frozenset(groups))
    place = {one: bundle.key for bundle in together for one in bundle.members}
    keys = [*(f"cell {i}" for i in range(len(cells.words))), *(place.get(one, one) for one in found)]
    whole = np.concatenate([holder.of_cells(cells), table])
    known = {bundle.key: bundle for bundle in together}
    lots, in_lot = _lots(keys, whole, holder, {f"cell {i}" for i in range(len(cells.words))} | known.keys())
    for key, atoms_in in in_lot.items():
        inside = tuple(one for atom in atoms_in if atom in known for one in known[atom].members)
        if inside:
            known[key] = Bundle(key, inside, ranges)
    held = _named(keys, whole, list(boxes))
    held |= {f.id: holder.of_incident(f) for f in rows if f.incident is not None}
    regional = [question.text for question in questions if not question.scope.incident]
    spoken = _named(keys, np.concatenate([holder.asked_cells(cells), asked]), regional)
    spoken |= {q.text: {q.scope.incident: INSIDE} for q in questions if q.scope.incident}
    return World(
        force, figures, rows, boxes, found, atoms, held, spoken, _region_links(holder), holder.known, stands, by_claim,
        groups, known, place, ranges, lots, in_lot, tuple(questions), _dividing(figures), _beside(holder),
    )  # fmt: skip


def _dividing(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    return tuple(f for f in figures if any(r.type == "partition" for claim in f.members for r in claim.relations))


def _beside(holder: Holder) -> tuple[tuple[str, str], ...]:
    """Pairs of figures of one incident that one source set beside one another."""
    pairs = {
        tuple(sorted((figure.id, other.id)))
        for figure in holder.rows
        if figure.incident is not None
        for other in holder.told_apart(figure)
    }
    return tuple(sorted((one, other) for one, other in pairs))


def _ranges(found: dict[str, Element], holder: Holder) -> dict[str, Ranges]:
    """What the figures of each incident say by themselves, for the incidents of which no program is needed to tell."""
    ranges: dict[str, Ranges] = {}
    for one, element in found.items():
        figures = [holder.by_claim[each] for each in element.figures]
        alone = ranges_of(figures, holder.force) if figures and not any(map(holder.is_part, figures)) else None
        if alone is not None:
            ranges[one] = alone
    return ranges


def _lots(
    keys: Sequence[str], table: Memberships, holder: Holder, fit: Collection[str]
) -> tuple[dict[tuple[str, str], str], dict[str, tuple[str, ...]]]:
    """Per root, the keys of equal rows in the columns of its figures, as far as they are ``fit`` for it."""
    lots: dict[tuple[str, str], str] = {}
    in_lot: dict[str, tuple[str, ...]] = {}
    columns: dict[str, list[int]] = {}
    for number, region in enumerate(holder.regions.values()):
        columns.setdefault(region.figure.root, []).append(number)
    first = {key: row for row, key in reversed(list(enumerate(keys))) if key in fit}
    for root, mine in columns.items():
        alike: dict[bytes, list[str]] = {}
        for key, row in first.items():
            alike.setdefault(table[row, mine].tobytes(), []).append(key)
        for some in alike.values():
            if len(some) > 1:
                name = f"{LOT} {len(in_lot)}"
                in_lot[name] = tuple(sorted(some))
                lots |= {(root, key): name for key in some}
    return lots, in_lot


def _named(keys: Sequence[str], table: Memberships, columns: Sequence[str]) -> dict[str, dict[str, Membership]]:
    """Per column: the keys of its rows that are not outside, with their memberships."""
    found = {}
    for number, name in enumerate(columns):
        column = table[:, number]
        found[name] = {keys[row]: Membership(int(column[row])) for row in np.flatnonzero(column).tolist()}
    return found


def _region_links(holder: Holder) -> tuple[tuple[str, str], ...]:
    """Pairs (part, whole) of boxes where everybody of the part's region is in the whole's."""
    told = {(one, whole.id) for one, region in holder.regions.items() for whole, rule in holder.wholes(region.figure)
            if not is_example(rule)}  # fmt: skip
    return tuple(
        (one.figure.id, other.figure.id)
        for one, other in itertools.permutations(holder.regions.values(), 2)
        if (one.figure.id, other.figure.id) in told or _surely_within(holder, one, other)
    )


def _surely_within(holder: Holder, one: Region, other: Region) -> bool:
    axes = silent_axes_agree if named.SAME_SCOPE in holder.force else scope_in
    if (
        other.opaque
        or _told_apart(one.figure, other.figure)
        or axes(one.scope, other.scope, holder.known) is not INSIDE
    ):
        return False
    mine, theirs = set(holder.left_out(one)), holder.left_out(other)
    return all(item in mine or _apart(holder, one, item) for item in theirs)


def _told_apart(one: Figure, other: Figure) -> bool:
    """Whether the words say that nobody is in both."""
    pairs = ((one, other), (other, one))
    return one.of_others(other) or any(
        r.type == "disjoint_from" and any(r.claim == claim.id for claim in there.members)
        for here, there in pairs
        for member in here.members
        for r in member.relations
    )


def _apart(holder: Holder, region: Region, item: str | Scope) -> bool:
    """Whether an excluded thing lies outside the region anyway."""
    if isinstance(item, Scope):
        scopes = [item]
    else:
        scopes = [c.scope for c in holder.by_claim[item].members] if item in holder.by_claim else []
    return bool(scopes) and all(scope_in(scope, region.scope, holder.known) is OUTSIDE for scope in scopes)


def only(world: World, figures: Sequence[Figure], *, bundles_too: bool = False) -> World:
    """The world with only these rows; its atoms and memberships stay.

    Their incidents are taken out of their bundles; the bundles themselves are kept, as far as they have other members,
    where ``bundles_too``.
    """
    ids = {figure.id for figure in figures}
    rows = tuple(world.rows[place] for place in sorted(world.places[one] for one in ids if one in world.places))
    links = tuple(pair for pair in world.links if set(pair) <= ids) if ids & world.regions.keys() else ()
    kept = dataclasses.replace(world, rows=rows, links=links)
    return _unbundled(kept, {figure.incident for figure in rows}, bundles_too) if world.bundles else kept


def _unbundled(world: World, free: set[str | None], keep: bool) -> World:
    left = {}
    bundled = {bundle.key for bundle in world.bundles.values()} - world.in_lot.keys()
    for key, bundle in world.bundles.items() if keep else ():
        members = tuple(one for one in bundle.members if one not in free)
        if members:
            left[key] = Bundle(key, members, bundle.ranges)
    held = {}
    for figure in world.rows:
        mine = world.held[figure.id]
        if figure.incident is None:
            alone = {one: mine[world.bundled[one]] for one in free if one and mine.get(world.bundled.get(one, ""))}
            mine = {atom: value for atom, value in mine.items() if atom in left or atom not in bundled} | alone
        held[figure.id] = mine
    place = {one: key for key, bundle in left.items() if key in bundled for one in bundle.members}
    return dataclasses.replace(world, held=held, bundles=left, bundled=place)


def part_below(part: Figure, whole: Figure, force: InForce) -> bool:
    """Whether the people whom ``part`` counts are among those whom ``whole`` counts, by measure and population."""
    measures = {"casualties": {"killed", "injured", "casualties"}}
    fits = part.claim.measure in measures.get(whole.claim.measure, {whole.claim.measure})
    return fits and label_below(label_of(part.claim.population, force), label_of(whole.claim.population, force))


def _residues(cells: Cells) -> list[Atom]:
    return [Atom(f"cell {i}", None, words) for i, words in enumerate(cells.words)]


def _incident_atoms(found: dict[str, Element]) -> list[Atom]:
    """One atom per incident; those that might be one event, directly or through others, are one group."""
    group = {one: one for one in found}

    def find(one: str) -> str:
        while group[one] != one:
            group[one] = group[group[one]]
            one = group[one]
        return one

    for one, element in found.items():
        for other in element.may_be:
            if other in found:
                first, second = sorted((find(one), find(other)))
                group[second] = first
    shared = Counter(find(one) for one in found)
    return [Atom(o, o, e.text, find(o) if shared[find(o)] > 1 else None) for o, e in found.items()]
