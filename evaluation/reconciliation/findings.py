"""What reconciliation concluded, in the names of a case's claims, so that it can be compared with what was expected."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from evaluation.reconciliation.annotation import population_of
from evaluation.reconciliation.cases import Case
from uncounted.model.claim import Claim
from uncounted.model.incident import Incident
from uncounted.model.reconciliation import Question, Reconciliation
from uncounted.pipeline.reconciling import reconcile_claims
from uncounted.reconcile.answers import question_words

KINDS = ("same", "within", "remainders", "contradictions", "tensions", "history", "bounds")
Names = frozenset[str]


@dataclass(frozen=True)
class Findings:
    """Per kind, what was concluded.

    ``same``: pairs. ``within``: pairs (part, whole). ``remainders``: (whole, parts) to (low, high). ``contradictions``
    and ``tensions``: sets of claims to (short_by, ids of assumptions used or, for a tension, missing). ``history``:
    claim to "superseded" or "relayed". ``bounds``: (low, high) per question of the case, in its order.
    """

    same: frozenset[Names]
    within: frozenset[tuple[str, str]]
    remainders: Mapping[tuple[str, Names], tuple[int | None, int | None]]
    contradictions: Mapping[Names, tuple[int | None, Names]]
    tensions: Mapping[Names, tuple[int | None, Names]]
    history: Mapping[str, str]
    bounds: Sequence[tuple[int | None, int | None]]


def conclude(case: Case, claims: Sequence[Claim], key_of: Mapping[str, str]) -> Findings:
    """Link and reconcile ``claims``; ``key_of`` gives the name in the case of a claim's id."""
    asked = [*case.given.get("expected", {}).get("bounds", []), *case.given.get("must_not", {}).get("bounds", [])]
    _, incidents = reconcile_claims(claims, questions=())
    questions = [_question(one, number, claims, incidents, key_of) for number, one in enumerate(asked)]
    given = tuple(one for one in questions if one is not None)
    found, _ = reconcile_claims(claims, assume=case.given.get("assume", []), questions=given)
    quotes = {claim.id: _shown(claim) for claim in claims}
    names = {one: key_of.get(one, f"?{quotes[one]}") for one in quotes}
    return _named(found, naming(case, found, names), names, questions)


def naming(case: Case, found: Reconciliation, names: Mapping[str, str]) -> Callable[[str], str]:
    """One name for claims that the case calls the same; an unannotated one takes that of those it was found to be."""
    head = heads(case)
    alike = {one: group for group in found.same for one in group}

    def name(one: str) -> str:
        known = names.get(one, one)
        if known.startswith("?"):
            known = next((names[each] for each in alike.get(one, ()) if not names[each].startswith("?")), known)
        return head.get(known, known)

    return name


def heads(case: Case) -> dict[str, str]:
    """For each claim that the case calls the same as others: the first of them."""
    return {one: group[0] for group in case.given.get("expected", {}).get("same", []) for one in group}


def _named(
    found: Reconciliation, name: Callable[[str], str], names: Mapping[str, str], questions: Sequence[Question | None]
) -> Findings:
    pairs = {frozenset({names[a], names[b]}) for group in found.same for a, b in combinations(group, 2)}
    conflicts: dict[str, dict[Names, tuple[int | None, Names]]] = {"contradiction": {}, "tension": {}}
    for one in found.contradictions:
        needed = one.missing_assumptions if one.kind == "tension" else one.assumptions
        ids = frozenset(each.split("(")[0] for each in needed)
        conflicts[one.kind].setdefault(frozenset(map(name, one.claims)), (one.short_by, ids))
    answers = {one.question: (one.low, one.high) for one in found.bounds}
    reasons = {one: why.split(" ")[0].rstrip(":") for one, why in (found.not_rows or {}).items()}
    return Findings(
        same=frozenset(pairs),
        within=frozenset((name(a), name(b)) for a, b in found.within if name(a) != name(b)),
        remainders={
            (name(rest.from_[0]), frozenset(map(name, rest.from_[1:]))): (rest.low, rest.high) for rest in found.derived
        },
        contradictions=conflicts["contradiction"],
        tensions=conflicts["tension"],
        history={name(one): why for one, why in reasons.items() if why in {"superseded", "relayed"}},
        bounds=[answers.get(one.text, (None, None)) if one else (None, None) for one in questions],
    )


def _question(
    asked: Mapping[str, Any],
    number: int,
    claims: Iterable[Claim],
    incidents: Iterable[Incident],
    key_of: Mapping[str, str],
) -> Question | None:
    """The question that a claim answers, with another measure or population where the case says so."""
    claim = next((claim for claim in claims if key_of.get(claim.id) == asked["of"]), None)
    if claim is None:
        return None
    who = population_of(asked["population"]) if "population" in asked else claim.population
    who = dataclasses.replace(who, text=None)
    event = next((one.id for one in incidents if claim.id in one.claims), None)
    measure = asked.get("measure", claim.measure)
    scope = dataclasses.replace(claim.scope, n_incidents=None, incident=event, population=who, text=None)
    words = question_words(measure, scope)  # by its words a figure is known to ask the same
    return Question(measure, scope, f"{words} ({number})" if event else words)


def _shown(claim: Claim) -> str:
    count = claim.spans.get("count")
    return f"{count.quote if count else claim.id} {claim.measure}"


def closed(pairs: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Pairs (part, whole) with all that follow from them."""
    found = set(pairs)
    while True:
        more = {(a, d) for (a, b), (c, d) in product(found, found) if b == c and a != d} - found
        if not more:
            return frozenset(found)
        found |= more
