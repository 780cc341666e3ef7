"""How every figure, and every question, holds every residue cell and every incident."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from uncounted.model.membership import INSIDE, OUTSIDE, POSSIBLY, Membership, silent_axes_agree
from uncounted.model.reconciliation import Question
from uncounted.model.scope import Scope
from uncounted.reconcile import assumptions as named
from uncounted.reconcile.assumptions import InForce
from uncounted.reconcile.atoms import Cells, Column, residue_cells
from uncounted.reconcile.figures import Figure
from uncounted.reconcile.memberships import Memberships, elements_asked, elements_in
from uncounted.reconcile.regions import Element, Region, by_example, excluded_id, label_below, label_of, read_scope


@dataclass(frozen=True)
class Holder:
    """The regions and incidents of a world under its assumptions."""

    force: InForce
    rows: tuple[Figure, ...]
    regions: dict[str, Region]
    elements: dict[str, Element]
    known: frozenset[str]
    stands: dict[str, str]
    by_claim: dict[str, Figure]

    # ---- residue cells ----
    def cells(self, questions: Sequence[Question]) -> Cells:
        """The residue cells that figures, exclusions and questions tell apart."""
        scopes = [region.scope for region in self.regions.values()] + list(self.excluded_boxes)
        asked = [Column(question.scope, asked=True) for question in questions if not question.scope.incident]
        return residue_cells([*(Column(scope) for scope in scopes), *asked], self.known)

    def of_cells(self, cells: Cells) -> Memberships:
        """How every box holds every cell: cells by boxes."""
        return self._left_out_of(cells.signatures)

    def asked_cells(self, cells: Cells) -> Memberships:
        """How every question about a region holds every cell: cells by questions."""
        return cells.signatures[:, len(self.regions) + len(self.excluded_boxes) :]

    # ---- incidents ----
    def of_elements(self) -> Memberships:
        """How every box holds every incident, by its scope, its exclusions, and what words put inside."""
        boxes, agrees = [region.scope for region in self.regions.values()], named.SAME_SCOPE in self.force
        found = elements_in(self._read, boxes, self.known, silence_agrees=agrees)
        excluded = elements_in(self._read, self.excluded_boxes, self.known)
        table = self._left_out_of(np.concatenate([found, excluded], axis=1))
        number = {one: row for row, one in enumerate(self.elements)}
        for column, region in enumerate(self.regions.values()):
            gone = [number[one] for one in self._left_out_elements(region) if one in number]
            table[gone, column] = int(OUTSIDE)
        for figure in self.rows:
            if figure.incident is not None:
                self._told(figure, table[number[figure.incident]])
        return table

    def asked_elements(self, questions: Sequence[Question]) -> Memberships:
        """How every question about a region holds every incident: incidents by questions."""
        scopes = [question.scope for question in questions if not question.scope.incident]
        return elements_asked([e.scopes for e in self.elements.values()], self._read, scopes, self.known)

    def of_incident(self, figure: Figure) -> dict[str, Membership]:
        """A figure of an incident holds all of it, unless it counts a part that only words tell apart."""
        return {str(figure.incident): POSSIBLY if self.is_part(figure) else INSIDE}

    def is_part(self, figure: Figure) -> bool:
        """Whether the figure counts some of an incident's people whom no label tells from the others."""
        if figure.claim.kind == "increment" and not any(r.type == "update_of" for r in figure.claim.relations):
            others = [f for f in self._of_incident[str(figure.incident)] if f.id != figure.id]
            if any(f.root == figure.root and f.claim.measure == figure.claim.measure for f in others):
                return True
        mine = label_of(figure.claim.population, self.force)
        if any(label_below(label_of(one.claim.population, self.force), mine) for one in self.told_apart(figure)):
            return True
        for relation in (r for claim in figure.members for r in claim.relations if r.type in {"part_of", "partition"}):
            whole = self.by_claim.get(relation.claim)
            if whole is not None and whole.incident == figure.incident and whole.id != figure.id:
                return label_of(whole.claim.population, self.force) == mine
        return False

    def told_apart(self, figure: Figure) -> list[Figure]:
        """The figures of one incident, source and measure that words set beside this: "13 troops and 169 Afghans"."""
        ids = {claim.id for claim in figure.members}
        said = {r.claim for claim in figure.members for r in claim.relations if r.type == "disjoint_from"}
        return [
            other for other in self._of_incident.get(str(figure.incident), [])
            if other.id != figure.id and other.claim.measure == figure.claim.measure
            and (other.root == figure.root or figure.of_others(other))
            and (
                figure.of_others(other)
                or said & {claim.id for claim in other.members}
                or any(r.type == "disjoint_from" and r.claim in ids for claim in other.members for r in claim.relations)
            )
        ]  # fmt: skip

    @cached_property
    def _of_incident(self) -> dict[str, list[Figure]]:
        found: dict[str, list[Figure]] = {}
        for figure in self.rows:
            if figure.incident is not None:
                found.setdefault(figure.incident, []).append(figure)
        return found

    @cached_property
    def _read(self) -> list[list[Scope]]:
        return [[read_scope(scope, self.stands) for scope in one.scopes] for one in self.elements.values()]

    def _left_out_of(self, table: Memberships) -> Memberships:
        """The columns of the boxes, less what each excludes; the excluded boxes' own columns follow them."""
        found = table[:, : len(self.regions)].copy()
        excluded = {scope: j + len(self.regions) for j, scope in enumerate(self.excluded_boxes)}
        for j, region in enumerate(self.regions.values()):
            if is_nowhere(region.scope):
                found[:, j] = int(OUTSIDE)
                continue
            for scope in self._left_out_boxes(region):
                gone = table[:, excluded[scope]]
                kept = np.where(gone == int(INSIDE), int(OUTSIDE), found[:, j])
                found[:, j] = np.where(gone == int(POSSIBLY), np.minimum(kept, int(POSSIBLY)), kept)
            if region.opaque:
                found[:, j] = np.minimum(found[:, j], int(POSSIBLY))
        return found

    # ---- what words say ----
    def _told(self, figure: Figure, row: Memberships) -> None:
        """Raise the memberships of an incident in the regions that words put it in; what is outside stays so."""
        for whole, rule in self.wholes(figure):
            for column, region in self._above[whole.id]:
                if row[column] == int(OUTSIDE):
                    continue
                value = INSIDE
                if is_example(rule):
                    if named.EXAMPLES_INSIDE not in self.force:
                        continue
                    value = by_example(figure.claim, region.scope, self.stands, self.known)
                row[column] = max(int(row[column]), int(value))

    @cached_property
    def _above(self) -> dict[str, list[tuple[int, Region]]]:
        """Per box: it and the boxes that hold all of it, with their columns."""
        return {
            one: [(j, region) for j, (other, region) in enumerate(self.regions.items()) if self._box_in(one, other)]
            for one in self._spoken_of
        }

    @cached_property
    def _spoken_of(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(whole.id for figure in self.rows for whole, _ in self.wholes(figure)))

    def _box_in(self, part: str, whole: str) -> bool:
        same = part == whole
        return same or silent_axes_agree(self.regions[part].scope, self.regions[whole].scope, self.known) is INSIDE

    def wholes(self, figure: Figure) -> Iterable[tuple[Figure, str | None]]:
        """The row figures that words call the whole of this one, with the rule."""
        for relation in (r for claim in figure.members for r in claim.relations if r.type in {"part_of", "partition"}):
            whole = self.by_claim.get(relation.claim)
            if whole is not None and whole.id in self.regions:
                yield whole, relation.rule

    # ---- exclusions ----
    @cached_property
    def excluded_boxes(self) -> tuple[Scope, ...]:
        """The scopes that figures leave out."""
        return tuple(dict.fromkeys(s for region in self.regions.values() for s in self._left_out_boxes(region)))

    def left_out(self, region: Region) -> tuple[str | Scope, ...]:
        """What the figure excludes, with what its wholes exclude: an exclusion passes to all parts of a figure."""
        said = [*region.figure.exclusions]
        for whole, _ in self.wholes(region.figure):
            said.extend(whole.exclusions)
        if named.EXCLUDED_ELSEWHERE in self.force:
            said.extend(self._all_exclusions)
        return tuple(dict.fromkeys(said))

    @cached_property
    def _all_exclusions(self) -> tuple[str | Scope, ...]:
        return tuple(dict.fromkeys(item for figure in self.rows for item in figure.exclusions))

    def _left_out_boxes(self, region: Region) -> list[Scope]:
        found: list[Scope] = []
        for item in self.left_out(region):
            if isinstance(item, Scope):
                found.extend([item] if not item.incident else [])
            elif item in self.by_claim and self.by_claim[item].incident is None:
                found.append(self.by_claim[item].claim.scope)
        return found

    def _left_out_elements(self, region: Region) -> set[str]:
        out: set[str | None] = set()
        for item in self.left_out(region):
            if isinstance(item, Scope):
                out.add(excluded_id(item) if item.incident else None)
            elif item in self.by_claim:
                out.add(self.by_claim[item].incident)
        return {one for one in out if one is not None}


def is_nowhere(scope: Scope) -> bool:
    """Whether a figure says neither when, nor where, nor by whom: then it tells nothing about any cell."""
    dated = scope.time is not None and (scope.time.start or scope.time.end)
    return not dated and not scope.places and not scope.actors


def is_example(rule: str | None) -> bool:
    """Whether a part_of relation rests on words such as "for instance"."""
    return rule is not None and any(word in rule for word in ("example", "instance", "such as"))
