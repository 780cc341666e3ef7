"""Cases: make one, open one, and what it holds now."""

from __future__ import annotations

from pathlib import Path

from uncounted.model.claim import Claim
from uncounted.model.incident import Incident
from uncounted.model.judgement import Judgement
from uncounted.store.setup import Case, create_case, open_case

__all__ = ["Case", "create", "current_claims", "current_incidents", "current_judgements", "open_case", "relink"]


def create(path: Path, name: str | None = None, *, by: str = "uncounted") -> Case:
    """Make a new, empty case; LedgerError where something is already there."""
    return create_case(path, name, by=by)


def current_claims(
    case: Case, *, only_accepted: bool = False, rejected: bool = False, as_of: int | str | None = None
) -> tuple[Claim, ...]:
    """The claims with all judgements applied, in reading order.

    ``only_accepted`` keeps those that a person has accepted or corrected; ``rejected`` adds those that a person has
    rejected, which are left out otherwise. ``as_of`` is an entry's number or an ISO time: the claims as they stood
    then. Decisions that two claims are the same, or one part of the other, are relations with the rule ``judgement``;
    where they are different or parts, the machine's ``same_claim`` between them is dropped. Roots are those that a
    person took them to be.
    """
    from uncounted.pipeline.registry import case_sources
    from uncounted.store import history, queries, sourcing

    if as_of is None:
        found, decided = queries.claims(case), queries.judgements(case)
    else:
        entry = history.entry_as_of(case, as_of)
        found, decided = history.claims_as_of(case, entry), sourcing.judgements_as_of(case, entry)
    found = case_sources(decided).rooted(found)
    wanted = {"accepted", "corrected"} if only_accepted else {"machine", "accepted", "corrected"}
    if rejected:
        wanted.add("rejected")
    return tuple(claim for claim in found if claim.status in wanted)


def current_judgements(case: Case) -> tuple[Judgement, ...]:
    """Every judgement, in the order of the log."""
    from uncounted.store import queries

    return queries.judgements(case)


def current_incidents(case: Case) -> tuple[Incident, ...]:
    """The incidents as they were last linked."""
    from uncounted.store import queries

    return queries.incidents(case)


def relink(case: Case, *, by: str = "uncounted") -> int:
    """Link the current claims to incidents anew and log what changed; how many entries that took."""
    from uncounted.link.incidents import link
    from uncounted.store import recording
    from uncounted.store.locking import writing

    with writing(case):
        return recording.record_incidents(case, link(current_claims(case), current_judgements(case)), by=by)
