"""What stands beside bounds and contradictions: echoes, disagreements grouped, and what incidents account for."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

from uncounted.model.claim import Claim
from uncounted.model.incident import Incident
from uncounted.model.incident_figures import Echo
from uncounted.model.reconciliation import Reconciliation

if TYPE_CHECKING:
    from uncounted.pipeline.registry import CaseSources


def traced(
    claims: Sequence[Claim], incidents: Sequence[Incident], sources: CaseSources | None = None
) -> tuple[tuple[Claim, ...], tuple[Echo, ...]]:
    """The claims under the roots that attribution across their documents leads to, and the echoes among them.

    Roots that a person judged to be one (in ``sources``) are one; those judged different make no echo.
    """
    from uncounted.link.origins import origins, with_origins

    known = claims if sources is None else [_judged(claim, sources) for claim in claims]
    apart = frozenset[frozenset[str]]() if sources is None else sources.apart
    found = tuple(echo for echo in origins(known, incidents) if frozenset(echo.roots) not in apart)
    return with_origins(known, found), found


def _judged(claim: Claim, sources: CaseSources) -> Claim:
    root = claim.root and sources.root(claim.root)
    return claim if root == claim.root else dataclasses.replace(claim, root=root)


def with_findings(
    found: Reconciliation, claims: Sequence[Claim], incidents: Sequence[Incident], echoes: Sequence[Echo]
) -> Reconciliation:
    """The reconciliation of ``claims`` (traced) with its echoes, disagreements and what totals account for."""
    from uncounted.reconcile.accounted import accounted
    from uncounted.reconcile.assumptions import InForce
    from uncounted.reconcile.disagreements import disagreements

    current = [claim for claim in claims if claim.status != "rejected"]
    return dataclasses.replace(
        found,
        echoes=tuple(echoes),
        disagreements=disagreements(found.contradictions, current, incidents),
        accounted=accounted(current, incidents, found.within, InForce(found.assumptions)),
    )
