"""The world of the claims: figures, regions, incidents and cells, and who holds what, under given assumptions.

A world is plain data. ``rows.program`` turns it into a linear program; ``remainders`` and ``bounds`` read it.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from uncounted.model.claim import Claim
from uncounted.model.incident import Incident
from uncounted.model.membership import INSIDE, OUTSIDE, POSSIBLY, Membership, scope_in, silent_axes_agree
from uncounted.model.reconciliation import Question
from uncounted.model.scope import Scope
from uncounted.reconcile import assumptions as named
from uncounted.reconcile.assumptions import InForce
from uncounted.reconcile.atoms import Cells, Column, residue_cells
from uncounted.reconcile.figures import Figure
from uncounted.reconcile.figures import figures as all_figures
from uncounted.reconcile.regions import (
    Element,
    Region,
    by_example,
    composites,
    element_in,
    elements,
    excluded_id,
    label_below,
    label_of,
    regions,
)


@dataclass(frozen=True)
class Atom:
    """A cell: a residue of the boxes, or an incident. Atoms of one ``group`` are incidents that might be one event."""

    key: str
    element: str | None
    words: str
    group: str | None = None


@dataclass(frozen=True)
class World:
    """Everything the programs need. ``held[figure id][atom key]`` is a membership, outside where absent."""

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

    def lumps(self, atoms: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        """The atoms, those of one group together: their people may be the same people."""
        found: dict[str, list[str]] = {}
        for atom in atoms:
            found.setdefault(self.groups.get(atom, atom), []).append(atom)
        return tuple(tuple(lump) for lump in found.values())

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
                first = seen.setdefault(self.groups.get(atom, atom), figure.id)
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
    questions: Sequence[Question] = (),
    trusted: Sequence[str] | None = None,
    memo: Memo | None = None,
    figures: tuple[Figure, ...] | None = None,
) -> World:
    """The world of these claims under these assumptions; ``trusted`` limits the rows to some roots (null: all).

    ``memo`` and ``figures`` are what worlds of the same claims share.
    """
    if figures is None:
        figures = all_figures(claims, incidents)
    rows = tuple(f for f in figures if f.not_row is None and (trusted is None or f.root in trusted))
    links = {} if named.UNLINKED_DIFFERENT in force else {i.id: i.may_be for i in incidents}
    boxes = {region.figure.id: region for region in regions(rows, force)}
    found = elements(rows, links)
    known = composites(claims)
    stands = {a.arguments[0]: a.arguments[1] for a in force.of(named.MEMBER_STANDS)}
    by_claim = {claim.id: figure for figure in figures for claim in figure.members}
    maker = _Maker(force, rows, boxes, found, known, stands, by_claim, {} if memo is None else memo)
    cells = maker.cells(questions)
    atoms = (*_residues(cells), *_incident_atoms(found))
    held = maker.held(cells)
    asked = maker.asked(questions, cells)
    groups = {atom.key: atom.group for atom in atoms if atom.group}
    within = maker.region_links()
    return World(force, figures, rows, boxes, found, atoms, held, asked, within, known, stands, by_claim, groups)


Memo = dict[tuple[object, ...], tuple[Membership, Scope]]


@dataclass(frozen=True)
class _Maker:
    force: InForce
    rows: tuple[Figure, ...]
    boxes: dict[str, Region]
    elements: dict[str, Element]
    known: frozenset[str]
    stands: dict[str, str]
    by_claim: dict[str, Figure]
    memo: Memo

    def holds(self, element: Element, scope: Scope) -> Membership:
        """``element_in``, remembered: worlds of the same claims ask it again and again of the same scopes."""
        key = (element.id, id(scope), tuple(self.stands.items()))
        if key not in self.memo:
            # The scope is kept beside the answer, so that its id names nothing else while the memo lives.
            self.memo[key] = element_in(element, scope, self.known, self.stands), scope
        return self.memo[key][0]

    def columns(self) -> list[Scope]:
        """The boxes of the figures, then the boxes that they exclude."""
        return [region.scope for region in self.boxes.values()] + list(self.excluded_boxes())

    def excluded_boxes(self) -> tuple[Scope, ...]:
        return tuple(dict.fromkeys(s for region in self.boxes.values() for s in self._left_out_boxes(region)))

    def cells(self, questions: Sequence[Question]) -> Cells:
        asked = [Column(question.scope, asked=True) for question in questions if not question.scope.incident]
        return residue_cells([*(Column(scope) for scope in self.columns()), *asked], self.known)

    def held(self, cells: Cells) -> dict[str, dict[str, Membership]]:
        """Per figure: how it holds every atom that it may hold."""
        held: dict[str, dict[str, Membership]] = {}
        for figure in self.rows:
            if figure.incident is not None:
                held[figure.id] = self._incident_held(figure)
        excluded = {scope: j + len(self.boxes) for j, scope in enumerate(self.excluded_boxes())}
        for j, region in enumerate(self.boxes.values()):
            if is_nowhere(region.scope):
                held[region.figure.id] = {}
                continue
            residues = [Membership(int(value)) for value in cells.signatures[:, j]]
            for scope in self._left_out_boxes(region):
                gone = cells.signatures[:, excluded[scope]]
                residues = [_without(h, Membership(int(x))) for h, x in zip(residues, gone, strict=True)]
            if region.opaque:
                residues = [min(one, POSSIBLY) for one in residues]
            here = {f"cell {i}": value for i, value in enumerate(residues) if value is not OUTSIDE}
            events = {one.id: self._element(one, region) for one in self.elements.values()}
            held[region.figure.id] = here | {key: value for key, value in events.items() if value is not OUTSIDE}
        return held

    def _incident_held(self, figure: Figure) -> dict[str, Membership]:
        """A figure of an incident holds all of it, unless it counts a part that only words tell apart."""
        value = POSSIBLY if self._is_part(figure) else INSIDE
        return {str(figure.incident): value}

    def _is_part(self, figure: Figure) -> bool:
        if figure.claim.kind == "increment" and not any(r.type == "update_of" for r in figure.claim.relations):
            others = [f for f in self.rows if f.incident == figure.incident and f.id != figure.id]
            if any(f.root == figure.root and f.claim.measure == figure.claim.measure for f in others):
                return True
        mine = label_of(figure.claim.population, self.force)
        for relation in (r for claim in figure.members for r in claim.relations if r.type in {"part_of", "partition"}):
            whole = self.by_claim.get(relation.claim)
            if whole is not None and whole.incident == figure.incident and whole.id != figure.id:
                return label_of(whole.claim.population, self.force) == mine
        return False

    def _element(self, element: Element, region: Region) -> Membership:
        """How a box holds an incident: by its scope, its exclusions, and what words put inside."""
        if element.id in self._left_out_elements(region):
            return OUTSIDE
        found = self.holds(element, region.scope)
        for scope in self._left_out_boxes(region):
            found = _without(found, self.holds(element, scope))
        if region.opaque:
            found = min(found, POSSIBLY)
        for figure in (self.by_claim[one] for one in element.figures):
            found = max(found, self._told_inside(figure, region)) if found is not OUTSIDE else found
        return found

    def _told_inside(self, figure: Figure, region: Region) -> Membership:
        """Whether words put the incident of ``figure`` inside the region's figure, or inside a part of it."""
        best = OUTSIDE
        for whole, rule in self.wholes(figure):
            above = whole.id == region.figure.id or self._box_in(whole.id, region.figure.id)
            if not above:
                continue
            if not is_example(rule):
                return INSIDE
            if named.EXAMPLES_INSIDE in self.force:
                best = max(best, by_example(figure.claim, region.scope, self.stands, self.known))
        return best

    def wholes(self, figure: Figure) -> Iterable[tuple[Figure, str | None]]:
        """The row figures that words call the whole of this one, with the rule."""
        for relation in (r for claim in figure.members for r in claim.relations if r.type in {"part_of", "partition"}):
            whole = self.by_claim.get(relation.claim)
            if whole is not None and whole.id in self.boxes:
                yield whole, relation.rule

    def _box_in(self, part: str, whole: str) -> bool:
        return silent_axes_agree(self.boxes[part].scope, self.boxes[whole].scope, self.known) is INSIDE

    def _left_out(self, region: Region) -> tuple[str | Scope, ...]:
        """What the figure excludes, with what its wholes exclude: an exclusion passes to all parts of a figure."""
        said = [*region.figure.exclusions]
        for whole, _ in self.wholes(region.figure):
            said.extend(whole.exclusions)
        if named.EXCLUDED_ELSEWHERE in self.force:
            said.extend(item for figure in self.rows for item in figure.exclusions)
        return tuple(dict.fromkeys(said))

    def _left_out_boxes(self, region: Region) -> list[Scope]:
        found: list[Scope] = []
        for item in self._left_out(region):
            if isinstance(item, Scope):
                found.extend([item] if not item.incident else [])
            elif item in self.by_claim and self.by_claim[item].incident is None:
                found.append(self.by_claim[item].claim.scope)
        return found

    def _left_out_elements(self, region: Region) -> set[str | None]:
        out: set[str | None] = set()
        for item in self._left_out(region):
            if isinstance(item, Scope):
                out.add(excluded_id(item) if item.incident else None)
            elif item in self.by_claim:
                out.add(self.by_claim[item].incident)
        return out

    def region_links(self) -> tuple[tuple[str, str], ...]:
        """Pairs (part, whole) of boxes where everybody of the part's region is in the whole's."""
        pairs = []
        for one, other in itertools.permutations(self.boxes.values(), 2):
            told = any(whole.id == other.figure.id and not is_example(rule) for whole, rule in self.wholes(one.figure))
            if told or self._surely_within(one, other):
                pairs.append((one.figure.id, other.figure.id))
        return tuple(pairs)

    def _surely_within(self, one: Region, other: Region) -> bool:
        axes = silent_axes_agree if named.SAME_SCOPE in self.force else scope_in
        if other.opaque or axes(one.scope, other.scope, self.known) is not INSIDE:
            return False
        mine, theirs = set(self._left_out(one)), self._left_out(other)
        return all(item in mine or self._apart(one, item) for item in theirs)

    def _apart(self, region: Region, item: str | Scope) -> bool:
        """Whether an excluded thing lies outside the region anyway."""
        if isinstance(item, Scope):
            scopes = [item]
        else:
            scopes = [claim.scope for claim in self.by_claim[item].members] if item in self.by_claim else []
        return bool(scopes) and all(scope_in(scope, region.scope, self.known) is OUTSIDE for scope in scopes)

    def asked(self, questions: Sequence[Question], cells: Cells) -> dict[str, dict[str, Membership]]:
        """Per question text: how its scope holds every atom; an axis that it leaves out is not restricted."""
        found: dict[str, dict[str, Membership]] = {}
        column = itertools.count(len(self.columns()))
        for question in questions:
            if question.scope.incident:
                found[question.text] = {question.scope.incident: INSIDE}
                continue
            here = {f"cell {i}": Membership(int(v)) for i, v in enumerate(cells.signatures[:, next(column)]) if v}
            events = {one.id: self._asked_element(one, question.scope) for one in self.elements.values()}
            found[question.text] = here | {key: value for key, value in events.items() if value is not OUTSIDE}
        return found

    def _asked_element(self, element: Element, scope: Scope) -> Membership:
        said = [silent_axes_agree(one, _only(scope, one), self.known) for one in element.scopes]
        found = element_in(element, scope, self.known, self.stands)
        return found if found is OUTSIDE else max(found, min(said))


def is_nowhere(scope: Scope) -> bool:
    """Whether a figure says neither when, nor where, nor by whom: then it tells nothing about any cell."""
    dated = scope.time is not None and (scope.time.start or scope.time.end)
    return not dated and not scope.places and not scope.actors


def is_example(rule: str | None) -> bool:
    """Whether a part_of relation rests on words such as "for instance"."""
    return rule is not None and any(word in rule for word in ("example", "instance", "such as"))


def part_below(part: Figure, whole: Figure, force: InForce) -> bool:
    """Whether the people whom ``part`` counts are among those whom ``whole`` counts, by measure and population."""
    measures = {"casualties": {"killed", "injured", "casualties"}}
    fits = part.claim.measure in measures.get(whole.claim.measure, {whole.claim.measure})
    return fits and label_below(label_of(part.claim.population, force), label_of(whole.claim.population, force))


def _only(scope: Scope, like: Scope) -> Scope:
    """The question's scope; an axis it leaves open takes the incident's own value, so that it does not matter."""
    return Scope(
        scope.time or like.time,
        scope.places or like.places,
        scope.places_reading,
        scope.actors or like.actors,
        scope.actors_reading if scope.actors else like.actors_reading,
        scope.means or like.means,
    )


def _without(held: Membership, excluded: Membership) -> Membership:
    if excluded is INSIDE:
        return OUTSIDE
    return min(held, POSSIBLY) if excluded is POSSIBLY else held


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
