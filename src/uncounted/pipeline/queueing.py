"""What to check first: machine readings, by how far the answers would move if they were wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from uncounted.model.checking import Check
from uncounted.model.claim import Claim
from uncounted.model.incident import Incident
from uncounted.model.reconciliation import Bounds
from uncounted.pipeline.settings import Setting, from_case

if TYPE_CHECKING:
    from uncounted.reconcile.effects import Neighbourhood

# How much is tried: the sum, over the readings left out in turn, of the claims that are then reconciled anew.
WORK_LIMIT = 60_000


@dataclass(frozen=True)
class Queued:
    """Checks, the greatest effect first; ``not_tried`` readings bear on a bound and were too many to try."""

    checks: tuple[Check, ...]
    not_tried: int


def case_queue(case: Path, *, assume: Sequence[str] = (), without: Sequence[str] = (), limit: int = 20) -> Queued:
    """The queue of a case; ``limit`` is how many checks it gives at most."""
    from uncounted.link.incidents import link
    from uncounted.pipeline.findings import traced

    material = from_case(case, Setting())
    incidents = link(material.used, material.judgements)
    rooted, _ = traced(material.used, incidents, material.sources)
    return queued(rooted, incidents, assume=assume, without=without, limit=limit)


def queued(
    claims: Sequence[Claim],
    incidents: Sequence[Incident],
    *,
    assume: Sequence[str] = (),
    without: Sequence[str] = (),
    limit: int = 20,
) -> Queued:
    """Reconcile, then again without each unjudged claim that can move a bound, its links to incidents kept.

    A claim outside every set that forces a side, every contradiction, and every reason for which another is no row
    cannot move a bound by being left out: what forces the bounds stays. Only what shares cells with a claim is solved
    again, with it and without it. Those with most at stake are tried first, to WORK_LIMIT.
    """
    from uncounted.reconcile import reconcile
    from uncounted.reconcile.assumptions import InForce
    from uncounted.reconcile.effects import can_move, can_stand, effect, neighbourhoods, order

    def bounds(here: Neighbourhood, out: str | None) -> tuple[Bounds, ...]:
        rest = [claim for claim in here.claims if claim.id != out]
        on = [a.name for a in whole.assumptions if can_stand(a, here.claims)]
        found = reconcile(
            rest, here.incidents, assume=on, without=without, questions=here.questions, contradictions=False
        )
        return found.bounds

    whole = reconcile(claims, incidents, assume=assume, without=without)
    unjudged = {claim.id: claim for claim in claims if claim.status == "machine"}
    around = neighbourhoods(claims, incidents, InForce(whole.assumptions))
    moving = [one for one in can_move(whole, claims) if one in unjudged]
    before: dict[int, tuple[Bounds, ...]] = {}
    found: list[Check] = []
    work = tried = 0
    for one in moving:
        here = around[one]
        work += len(here.claims)
        if work > WORK_LIMIT and tried:
            break
        tried += 1
        if id(here) not in before:
            before[id(here)] = bounds(here, None)
        check = effect(unjudged[one], before[id(here)], bounds(here, one), whole.contradictions)
        if check is not None:
            found.append(check)
    return Queued(tuple(sorted(found, key=order)[:limit]), len(moving) - tried)
