"""The incidents of a case for the eye: figures, sources, gradings, and their totals."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from uncounted.model.claim import Claim
from uncounted.model.errors import UnknownName
from uncounted.model.incident import Incident
from uncounted.model.incident_figures import IncidentSummary, IncidentTotal
from uncounted.pipeline.findings import traced
from uncounted.pipeline.registry import CaseSources
from uncounted.pipeline.settings import Setting, from_case


@dataclass(frozen=True)
class Listed:
    """Incidents with their claims; totals are over the listed ones."""

    summaries: tuple[IncidentSummary, ...]
    claims: tuple[Claim, ...]
    totals: tuple[IncidentTotal, ...]


def case_incidents(case: Path, gradings: Collection[str] = (), setting: Setting | None = None) -> Listed:
    """The incidents of a case, those of some gradings (set, else suggested) only, by day, place and id.

    ``setting`` may leave claims out: those that nobody accepted, those said later. Raises UnknownName for a
    grading that there is not.
    """
    from uncounted.link.incidents import link

    material = from_case(case, setting or Setting())
    incidents = link(material.used, material.judgements)
    return listed(material.used, incidents, gradings, material.sources)


def listed(
    claims: Sequence[Claim],
    incidents: Sequence[Incident],
    gradings: Collection[str] = (),
    sources: CaseSources | None = None,
) -> Listed:
    """The summaries of incidents, and totals over those of the gradings that are wanted (none: all).

    ``sources`` say which roots a person judged to be one, or different.
    """
    from uncounted.link.origins import echoes_by_claim, independent, spoken_for
    from uncounted.reconcile.incident_figures import incident_figures
    from uncounted.reconcile.incident_totals import inside_of, totals
    from uncounted.reconcile.regions import incident_text
    from uncounted.reconcile.words import period_words, place_words, root_name

    wanted = _gradings(gradings)
    rooted, echoes = traced(claims, incidents, sources)
    figures = incident_figures(rooted, incidents)
    by_id = {claim.id: claim for claim in rooted}
    named_by = echoes_by_claim(echoes)
    inside = inside_of(claims, {claim: incident.id for incident in incidents for claim in incident.claims})
    bodies = spoken_for(echoes)
    found = []
    for incident in incidents:
        mine = [by_id[one] for one in incident.claims if one in by_id]
        near = {echo.id: echo for claim in mine for echo in named_by.get(claim.id, ())}
        summary = IncidentSummary(
            incident=incident,
            where=place_words(incident.place) if incident.place else incident_text(mine[0]) if mine else "",
            when=period_words(incident.time),
            figures=figures[incident.id],
            sources=tuple(dict.fromkeys(root_name(claim) for claim in mine if (claim.root or "") not in bodies)),
            independent=independent(mine, list(near.values())),
            inside=inside.get(incident.id, ()),
        )
        if not wanted or summary.grading in wanted:
            found.append(summary)
    found.sort(key=_order)
    return Listed(tuple(found), tuple(claims), totals(found))


def _order(summary: IncidentSummary) -> tuple[str, str, str]:
    time = summary.incident.time
    return ((time.start or time.end if time else None) or "9999", summary.where, summary.incident.id)


def _gradings(names: Collection[str]) -> set[str]:
    from uncounted.reconcile.incident_totals import GRADINGS

    known = {grading.casefold(): grading for grading in GRADINGS}
    for name in names:
        if name.casefold() not in known:
            raise UnknownName(f"no harm grading is called {name!r}.", GRADINGS)
    return {known[name.casefold()] for name in names}
