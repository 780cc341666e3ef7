"""Claims in, what they imply together out: the order of the steps of reconciliation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from uncounted.model.claim import Claim
from uncounted.model.incident import Incident
from uncounted.model.reconciliation import Assumption, Bounds, Profile, Question, Reconciliation
from uncounted.model.records import digest
from uncounted.model.scope import Scope
from uncounted.reconcile import answers, tensions
from uncounted.reconcile.assumptions import in_force
from uncounted.reconcile.conflicts import components, conflicts
from uncounted.reconcile.figures import Figure
from uncounted.reconcile.members import Extremes, of_member
from uncounted.reconcile.remainders import containments, remainders
from uncounted.reconcile.rows import build_program
from uncounted.reconcile.world import World, build


def reconcile(
    claims: Sequence[Claim],
    incidents: Sequence[Incident] = (),
    *,
    assume: Sequence[str] = (),
    without: Sequence[str] = (),
    profile: Profile | None = None,
    questions: Sequence[Question] | None = None,
    versions: Mapping[str, str] | None = None,
    contradictions: bool = True,
) -> Reconciliation:
    """What the claims imply together.

    ``incidents`` tell which claims are about one event and which might be; ``assume`` and ``without`` switch
    assumptions by id, by id with arguments, or as ``A = B``; ``profile`` limits the trusted roots; ``questions``
    default to those that the claims raise themselves; ``versions`` (of the gazetteer, the registry, the solver) enter
    the recipe's hash; without ``contradictions`` none are looked for. Rejected claims are left out. The order of the
    claims does not matter. Raises UnknownName for an assumption that nobody knows.
    """
    current = sorted((claim for claim in claims if claim.status != "rejected"), key=lambda claim: claim.id)
    force = in_force(assume, without, current)
    trusted = profile.roots if profile else None
    wanted = answers.own_questions if questions is None else tuple(questions)
    world = build(current, incidents, force, wanted, trusted)
    asked = world.questions
    within = containments(world)
    return Reconciliation(
        same=tuple(tuple(claim.id for claim in f.members) for f in world.figures if len(f.members) > 1),
        within=tuple((c.part.id, c.whole.id) for c in within),
        excluded=_excluded(world),
        derived=remainders(world, within),
        bounds=_answers(world, asked),
        contradictions=tensions.find(
            tensions.Setting(current, incidents, force, trusted, {force: tensions.of_one_status(world)}, world.figures)
        )
        if contradictions
        else (),
        assumptions=tuple(force.on),
        not_rows={figure.id: figure.not_row for figure in world.figures if figure.not_row},
        recipe=_recipe(current, force.on, profile, asked, versions or {}),
    )


def _answers(world: World, asked: Sequence[Question]) -> tuple[Bounds, ...]:
    _, hulls = tensions.contested(world)
    program = build_program(world, hulls, answers.spoken(world))
    solved = [answers.Solved(component, conflicts(component)) for component in components(program)]
    contested = {hull.element for hull in hulls}
    where = answers.Components(solved)
    answers.pose(asked, world, where)
    extremes = Extremes(world, solved, {(hull.element, hull.kind): hull for hull in hulls})
    return tuple(
        of_member(question, world, extremes, contested)
        if extremes.answers(question)
        else answers.bounds(question, world, where, contested)
        for question in asked
    )


def _excluded(world: World) -> tuple[tuple[str, str], ...]:
    """Pairs (what, from): the claim, or the words of the scope, that a figure leaves out."""
    pairs = ((_excluded_name(item, world.by_claim), f.id) for f in world.figures for item in f.exclusions)
    return tuple(dict.fromkeys(pairs))


def _excluded_name(item: str | Scope, by_claim: Mapping[str, Figure]) -> str:
    if isinstance(item, Scope):
        return item.text or item.incident or "a scope without words"
    return by_claim[item].id if item in by_claim else item


def _recipe(
    claims: Sequence[Claim],
    force: Sequence[Assumption],
    profile: Profile | None,
    asked: Sequence[Question],
    versions: Mapping[str, str],
) -> dict[str, str]:
    """What the result was made from; ``hash`` covers the rest."""
    parts = {
        "claims": digest(claims),
        "assumptions": ", ".join(assumption.name for assumption in force),
        "trusted": ", ".join(profile.roots) if profile and profile.roots is not None else "every source",
        "questions": digest(list(asked)),
        "solver": _solver_version(),
        **dict(sorted(versions.items())),
    }
    return {**parts, "hash": digest(parts)}


def _solver_version() -> str:
    from importlib.metadata import version

    return f"HiGHS {version('highspy')}"
