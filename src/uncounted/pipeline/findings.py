"""What stands beside bounds and contradictions: echoes, disagreements grouped, and what incidents account for."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from uncounted.model.claim import Claim
from uncounted.model.incident import Incident
from uncounted.model.incident_figures import Echo
from uncounted.model.reconciliation import Reconciliation


def traced(claims: Sequence[Claim], incidents: Sequence[Incident]) -> tuple[tuple[Claim, ...], tuple[Echo, ...]]:
    """The claims under the roots that attribution across their documents leads to, and the echoes among them."""
    from uncounted.link.origins import origins, with_origins

    found = origins(claims, incidents)
    return with_origins(claims, found), found


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
