"""Incidents of claims as records, so that reports and datasets can tell of one event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from uncounted.link.events import location_precision
from uncounted.model.claim import Claim
from uncounted.model.event_record import EventRecord
from uncounted.model.incident import Incident
from uncounted.model.incident_figures import IncidentFigure, IncidentSummary
from uncounted.model.scope import Population
from uncounted.reference.event_datasets import by_words

_LONGEST = 366  # days; an event dated to more than a year meets everything


def event_record(
    incident: Incident, claims: Sequence[Claim], dataset: str, killed: IncidentFigure | None = None
) -> EventRecord | None:
    """The record of an incident: its days, place, means, actors and killed; null where no claim gives its days.

    ``claims`` are those of the incident. ``killed`` are its deaths, all people together.
    """
    time, place = incident.time, incident.place
    if time is None or time.start is None or time.end is None:
        return None
    start, end = time.start[:10], time.end[:10]
    if (dt.date.fromisoformat(end) - dt.date.fromisoformat(start)).days > _LONGEST:
        return None
    actors = [actor.name or actor.text for claim in claims for actor in claim.scope.actors]
    low, best, high = (killed.low, killed.best, killed.high) if killed else (None, None, None)
    known = [value for value in (best, low, high) if value is not None]
    return EventRecord(
        dataset=dataset,
        id=incident.code or incident.id,
        start=start,
        end=end,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        location_precision=location_precision(place) if place else None,
        place=(place.name or place.text) if place else None,
        country=place.country if place else None,
        event_type=incident.means,
        classes=by_words(incident.means) if incident.means else (),
        actors=tuple(dict.fromkeys(name for name in actors if name)),
        low=low,
        best=known[0] if known else None,
        high=high,
    )


def _killed(figures: Sequence[IncidentFigure]) -> IncidentFigure | None:
    """The figure of the killed: of all people where there is one, else the largest."""
    told = [figure for figure in figures if figure.measure == "killed"]
    return max(told, key=lambda one: (one.population == Population(), one.best or one.low or 0), default=None)


def records_of(
    summaries: Sequence[IncidentSummary], claims: Sequence[Claim], dataset: str
) -> tuple[tuple[EventRecord, ...], tuple[str, ...]]:
    """The records of incidents, and the ids of those that have no days and so none."""
    by_id = {claim.id: claim for claim in claims}
    found: list[EventRecord] = []
    undated: list[str] = []
    for each in summaries:
        mine = [by_id[one] for one in each.incident.claims if one in by_id]
        record = event_record(each.incident, mine, dataset, _killed(each.figures))
        if record is None:
            undated.append(each.incident.id)
        else:
            found.append(record)
    return tuple(found), tuple(undated)
