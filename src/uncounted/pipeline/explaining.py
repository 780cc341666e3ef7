"""What the explanations rest on: the figures that speak of each question, and the assumptions that each side needs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from uncounted.model.claim import Claim
from uncounted.model.explanation import Basis, Bearer, Explanation, How
from uncounted.model.incident import Incident
from uncounted.model.membership import INSIDE, OUTSIDE, POSSIBLY, population_in, scope_in
from uncounted.model.reconciliation import Bounds, Profile, Question, Reconciliation
from uncounted.model.scope import Population, Scope
from uncounted.pipeline.settings import Setting, from_case

if TYPE_CHECKING:
    from uncounted.pipeline.cases import Case
    from uncounted.publish.view import PublicationView
    from uncounted.reconcile.figures import Figure

TRIED = 1_000  # claims up to which each assumption is switched off in turn
LOOKED = 400  # questions whose figures are looked for
ROWS = 400  # figures compared with each question
MOST: dict[How, int] = {"same": 12, "part": 6, "wider": 4, "overlap": 4}
Needs = tuple[str, ...] | None


def explained(
    view: PublicationView, incidents: Sequence[Incident], *, assume: Sequence[str] = (), without: Sequence[str] = ()
) -> PublicationView:
    """A reconciled view with the basis of every question, under the incidents and assumptions of its reconciliation."""
    from uncounted.pipeline.findings import traced

    claims, _ = traced(view.current, incidents)
    return replace(view, basis=basis(view.reconciliation, claims, incidents, assume=assume, without=without))


def explain_case(case: Path, setting: Setting | None = None) -> tuple[PublicationView, tuple[Explanation, ...]]:
    """The view of a case under a setting and the explanation of all that follows from it, contradictions first.

    The view holds the claims that the setting leaves in; ``set_aside`` the others that were not used, with the reason.
    Raises UnknownName for an assumption, profile or source that nobody knows, InputError for a day that is none.
    """
    from uncounted.pipeline.cases import open_case
    from uncounted.pipeline.publishing import view_of
    from uncounted.publish.explain import explanations

    wanted = setting or Setting()
    opened = open_case(case)
    if wanted.plain:
        view = view_of(opened, assume=wanted.assume, without=wanted.without)
    else:
        view = _view_under(opened, case, wanted)
    return view, explanations(view)


def _view_under(opened: Case, path: Path, setting: Setting) -> PublicationView:
    """What a case shows where only some of its claims are trusted, were known on a day, or were accepted."""
    from uncounted.pipeline.answering import reconciled
    from uncounted.pipeline.publishing import bare_view
    from uncounted.reconcile.assumptions import in_force, off_catalogue

    bare = bare_view(opened)
    result = reconciled(from_case(path, setting), setting)
    trusted = result.applied.roots
    claims = tuple(one for one in result.claims if trusted is None or (one.root or f"unknown:{one.id}") in trusted)
    kept = {one.id for one in claims}
    incidents = tuple(
        replace(one, claims=tuple(claim for claim in one.claims if claim in kept)) for one in result.incidents
    )
    aside = {claim.id: "its source is not trusted" for claim in result.claims if claim.id not in kept}
    return replace(
        bare,
        claims=claims,
        incidents=tuple(one for one in incidents if one.claims),
        reconciliation=result.found,
        assumptions_off=off_catalogue(in_force(setting.assume, setting.without, claims), claims),
        recipe={**bare.recipe, **(result.found.recipe or {})},
        set_aside={**aside, **result.aside},
        basis=basis(
            result.found,
            result.claims,
            tuple(one for one in result.incidents if any(claim not in result.aside for claim in one.claims)),
            assume=setting.assume,
            without=setting.without,
            profile=result.applied.engine,
        ),
    )


def explain_one(view: PublicationView, found: Sequence[Explanation], wanted: str) -> Explanation:
    """The explanation of a finding or a claim, by its id, a unique start of it, or the words of a question.

    Raises UnknownName where nothing, or more than one thing, fits, and for a claim that the view leaves out.
    """
    from uncounted.model.errors import UnknownName
    from uncounted.publish.explain import explain_claim

    every: dict[str, Explanation | Claim] = {one.id: one for one in found}
    every |= {claim.id: claim for claim in view.current}
    fits = [one for name, one in every.items() if name == wanted] or [
        one for name, one in every.items() if name.startswith(wanted)
    ]
    if not fits:
        words = " ".join(wanted.casefold().split())
        fits = [one for one in found if one.kind == "bounds" and words in one.heading.casefold()]
    if len(fits) == 1:
        return fits[0] if isinstance(fits[0], Explanation) else explain_claim(view, fits[0], found)
    left = [name for name in view.set_aside if name.startswith(wanted)]
    if not fits and len(left) == 1:
        raise UnknownName(f"claim {left[0]} is not used here: {view.set_aside[left[0]]}")
    known = tuple(one.id for one in fits or found)[:12]
    raise UnknownName(f"{len(fits) or 'no'} findings or claims fit {wanted!r}.", known)


def picture(view: PublicationView, one: Explanation) -> str:
    """The picture of one explanation as an SVG file's text: its sources on one axis, and where each one counts."""
    from uncounted.publish.pictures import standalone

    return standalone(view, one)


def basis(
    found: Reconciliation,
    claims: Sequence[Claim],
    incidents: Sequence[Incident],
    *,
    assume: Sequence[str] = (),
    without: Sequence[str] = (),
    profile: Profile | None = None,
) -> dict[str, Basis]:
    """By a question's words, the figures that speak of it and what each side of its bounds needs."""
    from uncounted.reconcile.figures import figures

    asked = [one for one in found.bounds if one.low is not None or one.high is not None]
    needs = _needs(found, asked, claims, incidents, assume, without, profile)
    roots = profile.roots if profile else None
    rows = [one for one in figures(claims, incidents) if one.not_row is None and (roots is None or one.root in roots)]
    by_incident: dict[str | None, list[Figure]] = {}
    for one in rows:
        by_incident.setdefault(one.incident, []).append(one)
    within = set(found.within)
    made: dict[str, Basis] = {}
    for number, bounds in enumerate(asked):
        near: list[Figure] = []
        if number < LOOKED:
            near = by_incident.get(bounds.scope.incident, []) if bounds.scope.incident else rows[:ROWS]
        low, high = needs.get(bounds.question, (None, None))
        made[bounds.question] = Basis(_bearers(bounds, near, within), low, high)
    return made


def _bearers(one: Bounds, near: Sequence[Figure], within: Collection[tuple[str, str]]) -> tuple[Bearer, ...]:
    """The figures that speak of a question's people; those that force a side are always among them."""
    forced = set(one.low_because) | set(one.high_because)
    kinds: dict[How, list[str]] = {"same": [], "part": [], "wider": [], "overlap": []}
    for figure in near:
        how = _how(figure, one)
        if how is not None:
            kinds[how].append(figure.id)
    for inner in [one for one in kinds["overlap"] if any((one, same) in within for same in kinds["same"])]:
        kinds["overlap"].remove(inner)
        kinds["part"].append(inner)
    found = [
        Bearer(claim, how)
        for how, ids in kinds.items()
        for claim in sorted(ids, key=lambda each: each not in forced)[: MOST[how]]
    ]
    there = {bearer.claim for bearer in found}
    return (*found, *(Bearer(claim, "part") for claim in sorted(forced - there)))


def _how(figure: Figure, one: Bounds) -> How | None:
    """How a figure's people stand to the question's; null where they are others."""
    from uncounted.reconcile.rows import measures_of

    claim = figure.claim
    mine, asked = set(measures_of(claim.measure)), set(measures_of(one.measure))
    who, wanted = claim.population, one.scope.population or Population()
    if not mine & asked or population_in(who, wanted) is OUTSIDE:
        return None
    inside, around = population_in(who, wanted), population_in(wanted, who)
    inside, around = (inside if mine <= asked else POSSIBLY), (around if asked <= mine else POSSIBLY)
    if one.scope.incident is None:
        scope = _filled(claim.scope, one.scope)
        place = scope_in(scope, one.scope)
        if place is OUTSIDE:
            return None
        inside = min(inside, place)
        around = POSSIBLY if figure.incident else min(around, scope_in(one.scope, scope))
    if inside is INSIDE:
        return "same" if around is INSIDE else "part"
    return "wider" if around is INSIDE else "overlap"


def _filled(scope: Scope, asked: Scope) -> Scope:
    """A scope with the ends of its time that it leaves open taken from the question's, which read them so."""
    bare = replace(scope, incident=None, n_incidents=None, population=asked.population)
    time = scope.time
    if time is None or asked.time is None or (time.start is None and time.end is None):
        return bare
    return replace(bare, time=replace(time, start=time.start or asked.time.start, end=time.end or asked.time.end))


def _needs(
    found: Reconciliation,
    asked: Sequence[Bounds],
    claims: Sequence[Claim],
    incidents: Sequence[Incident],
    assume: Sequence[str],
    without: Sequence[str],
    profile: Profile | None,
) -> dict[str, tuple[Needs, Needs]]:
    """By question, a set of assumptions for each side: those each of which it needs, tried alone where they suffice."""
    from uncounted.reconcile import reconcile
    from uncounted.reconcile.assumptions import FULL_COUNT, NO_OVERCOUNT

    if not asked or len(claims) > TRIED:
        return {}
    on = [one.name for one in found.assumptions]
    questions = [Question(one.measure, one.scope, one.question) for one in asked]

    def solved(off: Sequence[str]) -> dict[str, Bounds]:
        result = reconcile(
            claims,
            incidents,
            assume=assume,
            without=[*without, *off],
            profile=profile,
            questions=questions,
            contradictions=False,
        )
        return {one.question: one for one in result.bounds}

    whole = solved(())
    fewer = {name: solved((name,)) for name in on}
    made = {
        (one.question, side): tuple(
            name for name in on if _weaker(fewer[name][one.question], whole[one.question], side)
        )
        for one in asked
        for side in ("low", "high")
    }
    alone = {few: solved([name for name in on if name not in few]) for few in sorted(set(made.values()))}
    for (text, side), few in made.items():
        if _weaker(alone[few][text], whole[text], side):  # others can stand in for each other: then all are named
            made[text, side] = tuple(on)
    for one in asked:
        # A disputed incident enters as the interval of its figures, which takes both joins to be true of one of them.
        if not one.consistent and one.low:
            made[one.question, "low"] = tuple(dict.fromkeys((NO_OVERCOUNT, *made[one.question, "low"])))
        if not one.consistent and one.high is not None:
            made[one.question, "high"] = tuple(dict.fromkeys((FULL_COUNT, *made[one.question, "high"])))
    return {one.question: (made[one.question, "low"], made[one.question, "high"]) for one in asked}


def _weaker(one: Bounds, than: Bounds, side: str) -> bool:
    """Whether a bound says less than another on that side."""
    if side == "low":
        return (one.low or 0) < (than.low or 0)
    return than.high is not None and (one.high is None or one.high > than.high)
