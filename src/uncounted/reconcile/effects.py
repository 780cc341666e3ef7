"""How far answers move when one claim is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from uncounted.model.checking import Check, Moved
from uncounted.model.claim import Claim
from uncounted.model.incident import Incident
from uncounted.model.reconciliation import Assumption, Bounds, Contradiction, Question, Reconciliation
from uncounted.reconcile import assumptions as named
from uncounted.reconcile.answers import own_question, own_questions
from uncounted.reconcile.assumptions import InForce
from uncounted.reconcile.figures import Figure
from uncounted.reconcile.words import harm_words, root_name
from uncounted.reconcile.world import World, build


def can_move(found: Reconciliation, claims: Sequence[Claim]) -> tuple[str, ...]:
    """The claims that can move a bound by being left out, those with most at stake first, ties by id.

    They are the claims that force a side, those in contradictions (the bounds then run over what is left), those for
    which other figures are no rows, which would count again, those that a figure leaves out, and those that words tie
    to others, which they may keep in or out of a figure.
    """
    weight: Counter[str] = Counter()
    for bound in found.bounds:
        for one in bound.low_because:
            weight[one] = max(weight[one], bound.low or 0)
        for one in bound.high_because:
            weight[one] = max(weight[one], bound.high or 0)
    for finding in found.contradictions:
        for one in finding.claims if finding.kind == "contradiction" else ():
            weight[one] += finding.short_by or 0
    spoken_of = {word.strip(":;,.") for reason in (found.not_rows or {}).values() for word in reason.split()}
    spoken_of |= {out for out, _ in found.excluded}
    spoken_of |= {one for claim in claims for relation in claim.relations for one in (claim.id, relation.claim)}
    weight.update({claim.id: 0 for claim in claims if claim.id in spoken_of})
    return tuple(sorted(weight, key=lambda one: (-weight[one], one)))


@dataclass(frozen=True)
class Neighbourhood:
    """Claims that share cells, directly or through others, their incidents, and the questions that they raise.

    No claim outside bears on these questions, so that they can be answered here alone.
    """

    claims: tuple[Claim, ...]
    incidents: tuple[Incident, ...]
    questions: tuple[Question, ...]


def neighbourhoods(claims: Sequence[Claim], incidents: Sequence[Incident], force: InForce) -> dict[str, Neighbourhood]:
    """Per claim: its neighbourhood. A figure that is no row lies where the one that replaces it does."""
    world = build([claim for claim in claims if claim.status != "rejected"], incidents, force)
    leader = _Leaders(world)
    parts: dict[str, list[Claim]] = {}
    for figure in world.figures:
        parts.setdefault(leader.of(figure), []).extend(figure.members)
    asked: dict[str, list[Question]] = {}
    for question, figure in own_questions_of(world):
        asked.setdefault(leader.of(figure), []).append(question)
    events = {claim: incident for incident in incidents for claim in incident.claims}
    found: dict[str, Neighbourhood] = {}
    for name, mine in parts.items():
        some = {events[claim.id].id: events[claim.id] for claim in mine if claim.id in events}
        here = Neighbourhood(tuple(mine), tuple(some.values()), tuple(asked.get(name, ())))
        found |= {claim.id: here for claim in mine}
    return found


def can_stand(assumption: Assumption, claims: Sequence[Claim]) -> bool:
    """Whether an assumption can be about these claims: that A's figures are B's is not where either is not named."""
    if assumption.id != named.MEMBER_STANDS:
        return True
    here = {name for c in claims for a in c.scope.actors for name in (a.id, *a.within)}
    return set(assumption.arguments) <= here


class _Leaders:
    """Figures in groups that share cells, or of which one stands in the other's place."""

    def __init__(self, world: World) -> None:
        self.leader = {figure.id: figure.id for figure in world.figures}
        self._share_cells(world)
        for figure in world.figures:
            for word in (figure.not_row or "").split():
                if (other := world.by_claim.get(word.strip(":;,."))) is not None:
                    self._join(figure.id, other.id)

    def of(self, figure: Figure) -> str:
        return self._find(figure.id)

    def _share_cells(self, world: World) -> None:
        """Join rows that hold one cell; an incident joins those of its bundle only where a region holds the bundle."""
        regional = {atom for figure in world.rows if figure.incident is None for atom in world.held[figure.id]}
        seen: dict[str, str] = {}
        for figure in world.rows:
            for atom in world.held[figure.id]:
                place = world.bundled.get(atom, atom)
                cell = place if place in regional else atom
                self._join(figure.id, seen.setdefault(world.groups.get(cell, cell), figure.id))
        for part, whole in world.links:
            self._join(part, whole)

    def _find(self, one: str) -> str:
        while self.leader[one] != one:
            self.leader[one] = self.leader[self.leader[one]]
            one = self.leader[one]
        return one

    def _join(self, one: str, other: str) -> None:
        self.leader[self._find(one)] = self._find(other)


def own_questions_of(world: World) -> list[tuple[Question, Figure]]:
    """The questions that the claims raise, each with a figure that raises it."""
    raised = {question.text for question in own_questions(world)}
    found: dict[str, tuple[Question, Figure]] = {}
    for figure in world.rows:
        question = own_question(figure, world)
        if question.text in raised:
            found.setdefault(question.text, (question, figure))
    return list(found.values())


def effect(
    claim: Claim, before: Sequence[Bounds], after: Sequence[Bounds], contradictions: Sequence[Contradiction]
) -> Check | None:
    """What changes in the answers without a claim; null where nothing does. Both must answer the same questions."""
    less = {bound.question: bound for bound in after}
    moved = [(_change(b, less[b.question]), b, less[b.question]) for b in before if b.question in less]
    moved = sorted((each for each in moved if each[0] > 0), key=lambda each: (-each[0], each[1].question))
    gone = [c for c in contradictions if c.kind == "contradiction" and claim.id in c.claims]
    if not moved and not gone:
        return None
    sentence = claim.spans.get("sentence")
    return Check(
        claim=claim.id,
        effect=moved[0][0] if moved else 0,
        moved=tuple(Moved(b.question, b.low, b.high, a.low, a.high) for _, b, a in moved),
        contradictions=tuple(c.id for c in gone),
        words=f"{root_name(claim)}: {harm_words(claim)}",
        quote=" ".join(sentence.quote.split()) if sentence else "",
        why=_why(moved, len(gone)),
    )


def order(check: Check) -> tuple[int, int, int, str]:
    """Sorts checks by their largest change, then by how many bounds move, then by contradictions, then by id."""
    return (-check.effect, -len(check.moved), -len(check.contradictions), check.claim)


def _change(before: Bounds, after: Bounds) -> int:
    low = abs((before.low or 0) - (after.low or 0))
    if before.high is None and after.high is None:
        return low
    if before.high is None or after.high is None:
        return max(low, before.high or after.high or 0)
    return max(low, abs(before.high - after.high))


def _why(moved: Sequence[tuple[int, Bounds, Bounds]], gone: int) -> str:
    said = []
    if moved:
        _, before, after = moved[0]
        said.append(f"if it is wrong, “{before.question}” goes from {_span(before)} to {_span(after)}")
    if len(moved) > 1:
        said.append(f"{len(moved) - 1} more {'answer moves' if len(moved) == 2 else 'answers move'}")
    if gone:
        said.append(f"{gone} {'contradiction is' if gone == 1 else 'contradictions are'} gone")
    words = "; ".join(said)
    return f"{words[0].upper()}{words[1:]}."


def _span(bound: Bounds) -> str:
    low = bound.low or 0
    if bound.high is None:
        return f"at least {low}" if low else "nothing known"
    return str(low) if low == bound.high else f"{low} to {bound.high}"
