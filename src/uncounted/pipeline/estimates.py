"""Estimates that a case keeps: recorded with their scope, withdrawn by a person, shown beside answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from uncounted.model.membership import Membership, actors_in, means_in, period_in, places_in, population_in
from uncounted.model.reconciliation import Question
from uncounted.model.recorded_estimate import BesideEstimate, RecordedEstimate
from uncounted.model.records import digest
from uncounted.model.scope import Population, Scope
from uncounted.pipeline.asking import Asking, question
from uncounted.pipeline.cases import current_claims, open_case
from uncounted.store import estimates as ledger


def record_estimate(case_path: Path, asking: Asking, made: RecordedEstimate) -> tuple[RecordedEstimate, bool]:
    """Keep ``made`` in a case as an estimate of what ``asking`` names; as kept, and whether it is new there.

    Its scope, measure, words and id are set here; the same figures of the same table and scope are kept once. Raises
    UnknownName and InputError for a scope that nobody knows, LedgerError where there is no case.
    """
    case = open_case(case_path)
    asked = question(asking, current_claims(case))
    hashes = [one.hash for one in made.estimates]
    hashes += [one.hash for one in made.sums] + [one.hash for one in made.combined]
    kept = replace(
        made,
        id="s" + digest(made.sha256, sorted(hashes), asked.measure, asked.scope)[:16],
        measure=asked.measure,
        scope=asked.scope,
        question=asked.text,
    )
    return kept, ledger.record_estimate(case, kept)


def case_estimates(case_path: Path) -> tuple[RecordedEstimate, ...]:
    """The estimates that a case keeps, in the order of its log, withdrawn ones among them."""
    return ledger.estimates(open_case(case_path))


def withdraw_estimate(case_path: Path, identifier: str, *, by: str, because: str) -> RecordedEstimate:
    """Withdraw an estimate; it stays in the log. Raises UnknownName, and Refused for one withdrawn before."""
    return ledger.withdraw_estimate(open_case(case_path), identifier, by=by, because=because)


def estimates_beside(
    case_path: Path, asked: Question, *, at_entry: int | None = None, as_of: str | None = None
) -> tuple[BesideEstimate, ...]:
    """What a case has of estimates for a question: as it stood after an entry, and of those recorded by a day."""
    kept = ledger.estimates(open_case(case_path), as_of=at_entry)
    known = (one for one in kept if as_of is None or (one.recorded_at or "")[:10] <= as_of)
    return beside(asked, known)


def beside(asked: Question, kept: Iterable[RecordedEstimate]) -> tuple[BesideEstimate, ...]:
    """Those estimates of the question's measure that may share victims with it, and how their scopes lie."""
    found = []
    for one in kept:
        if one.withdrawn is not None or one.measure != asked.measure:
            continue
        inside, around = _lies_in(one.scope, asked.scope), _lies_in(asked.scope, one.scope)
        if Membership.OUTSIDE in (inside, around):
            continue
        if inside == around == Membership.INSIDE:
            found.append(BesideEstimate(one, "same"))
        elif inside == Membership.INSIDE:
            found.append(BesideEstimate(one, "within"))
        else:
            found.append(BesideEstimate(one, "around" if around == Membership.INSIDE else "perhaps"))
    return tuple(found)


def _lies_in(part: Scope, whole: Scope) -> Membership:
    """Whether all victims of ``part`` are of ``whole``. Both are said by a person, so what is left out is open."""
    inside = Membership.INSIDE
    return min(
        period_in(part.time, whole.time) if whole.time else inside,
        places_in(part, whole) if whole.places else inside,
        actors_in(part, whole) if whole.actors else inside,
        means_in(part.means, whole.means),
        population_in(part.population or Population(), whole.population or Population()),
    )
