"""A ledger kept in memory, so that one changed claim is answered for without beginning anew."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from uncounted.model.claim import Claim
from uncounted.model.incident import Incident
from uncounted.model.reconciliation import Bounds, Question
from uncounted.reconcile import answers
from uncounted.reconcile.assumptions import InForce, in_force
from uncounted.reconcile.bundles import Bundle, is_tag, parts_of
from uncounted.reconcile.conflicts import components, conflicts
from uncounted.reconcile.figures import Figure
from uncounted.reconcile.members import Extremes, of_member
from uncounted.reconcile.program import Program, Row
from uncounted.reconcile.ranges import Ranges, ranges_of
from uncounted.reconcile.rows import build_program
from uncounted.reconcile.tensions import contested
from uncounted.reconcile.world import World, build


class Session:
    """Claims under fixed assumptions, and the answers to the questions that they raise or that are given.

    Takes what ``reconcile`` takes. A change of one incident's count is worked into the programs; any other change
    builds them anew.
    """

    def __init__(
        self,
        claims: Sequence[Claim],
        incidents: Sequence[Incident] = (),
        *,
        assume: Sequence[str] = (),
        without: Sequence[str] = (),
        trusted: Sequence[str] | None = None,
        questions: Sequence[Question] | None = None,
    ) -> None:
        self._claims = {claim.id: claim for claim in claims if claim.status != "rejected"}
        self._incidents, self._trusted, self._wanted = tuple(incidents), trusted, questions
        self._force: InForce = in_force(assume, without, tuple(self._claims.values()))
        self._build()

    def _build(self) -> None:
        current = sorted(self._claims.values(), key=lambda claim: claim.id)
        wanted = answers.own_questions if self._wanted is None else tuple(self._wanted)
        self.world: World = build(current, self._incidents, self._force, wanted, self._trusted)
        _, self._hulls = contested(self.world)
        spoken = answers.spoken(self.world)
        program = build_program(self.world, self._hulls, spoken)
        self._solved = tuple(answers.Solved(one, conflicts(one)) for one in components(program))
        self._where = answers.Components(self._solved)
        answers.pose(self.world.questions, self.world, self._where)
        self._prepare()

    def _prepare(self) -> None:
        hulls = {(hull.element, hull.kind): hull for hull in self._hulls}
        self._extremes = Extremes(self.world, self._solved, hulls)
        self._where = answers.Components(self._solved, self._where.known)
        self._contested = {hull.element for hull in self._hulls}

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that can be asked."""
        return self.world.questions

    def bounds(self, question: Question) -> Bounds:
        """The answer to one of ``questions``."""
        if self._extremes.answers(question):
            return of_member(question, self.world, self._extremes, self._contested)
        return answers.bounds(question, self.world, self._where, self._contested)

    def change(self, claim: Claim) -> bool:
        """Put a claim in the place of the one with its id, or beside the others; whether all had to be built anew."""
        before = self._claims.get(claim.id)
        self._claims[claim.id] = claim
        if before is None or not self._work_in(before, claim):
            self._build()
            return True
        return False

    def _work_in(self, before: Claim, claim: Claim) -> bool:
        """Change the ranges of the claim's incident, its bundle and their rows; false where that is not enough."""
        world, figure = self.world, self.world.by_claim.get(before.id)
        if figure is None or figure.incident not in world.bundled or len(figure.members) > 1:
            return False
        if dataclasses.replace(before, count=claim.count) != claim or figure.not_row is not None:
            return False
        changed = Figure(claim, (claim,), figure.incident)
        world.by_claim[claim.id] = changed
        ranges = ranges_of([world.by_claim[one] for one in world.elements[figure.incident].figures], world.force)
        if ranges is None:
            return False
        self._renew(figure.incident, ranges)
        return True

    def _renew(self, incident: str, ranges: Ranges) -> None:
        world = self.world
        world.ranges[incident] = ranges
        touched = {key for key, bundle in world.bundles.items() if incident in bundle.members}
        for key in touched:
            world.bundles[key] = Bundle(key, world.bundles[key].members, world.ranges)
        renewed = []
        for one in self._solved:
            mine = {tag for tag in one.component.tags if is_tag(tag) and parts_of(tag)[0] in touched}
            if mine:
                self._reset(one.component.program, mine)
                renewed.append(one)
        fresh = {id(one): answers.Solved(one.component, conflicts(one.component)) for one in renewed}
        self._solved = tuple(fresh.get(id(one), one) for one in self._solved)
        self._prepare()

    def _reset(self, program: Program, tags: set[str]) -> None:
        """Give the rows of these tags the sums of their bundles as they are now."""
        for number, row in enumerate(program.rows):
            if row.tag in tags:
                key, side, kind, root = parts_of(row.tag)
                bundle = self.world.bundles[key]
                low, high = bundle.harmed(kind) if root is None else bundle.counted(root, kind)
                changed = (low, row.high) if side == "low" else (row.low, high)
                program.change(number, Row(row.terms, *changed, row.tag))
