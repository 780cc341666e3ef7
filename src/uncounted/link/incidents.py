"""Incidents: claims of one event, clustered across documents and roots.

What words tie together comes first, then judgements' word over all; the rest is compared by time, place, actors, means
and figures. Events that are surely one become one incident; events that are possibly one stay apart and name each
other in ``may_be``.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence

from uncounted.link.block import candidate_pairs
from uncounted.link.cluster import Clusters, Pair, fully_possible
from uncounted.link.compare import APART, SURELY, compare
from uncounted.link.events import Event, incident_claims, location_precision, pool, said_order
from uncounted.link.grading import date_precision, graded, suggest_grading
from uncounted.link.origins import echoes_by_claim, origins
from uncounted.link.scenes import join_scenes
from uncounted.link.ties import Groups, incident_id, tie
from uncounted.link.turns import turned_from
from uncounted.model.claim import Claim
from uncounted.model.incident import Incident
from uncounted.model.judgement import Judgement


def link(claims: Sequence[Claim], judgements: Sequence[Judgement] = ()) -> tuple[Incident, ...]:
    """The incidents that the claims tell of, sorted by id; every claim of a single event is in exactly one.

    ``claims`` are resolved claims in any order: the order changes nothing. Claims of other kinds, sums over several
    events and rejected claims are passed over. ``judgements`` are used where they say ``same`` or ``different`` of two
    claims or incidents; the later of two on one pair holds, and nothing read by a machine overrules it. An incident's
    id is that of its earliest claim, so that claims said later do not change it. ``may_be`` is symmetric; an event of
    which no claim says when or where has none. ``grading`` is the latest that a person gave (``grade``), if any.
    """
    told = incident_claims(claims)
    groups = tie(told, judgements)
    join_scenes(groups, told)
    by_id = {claim.id: claim for claim in told}
    labels = sorted(groups.members)
    events = [pool([by_id[each] for each in groups.members[label]]) for label in labels]
    position = {label: i for i, label in enumerate(labels)}
    apart = _apart(groups, told, position)
    sure, possible = _matches(events, apart)
    clusters = Clusters(len(events), sure, labels)
    may_be = fully_possible(clusters, possible, apart)
    found = _incidents(events, clusters, may_be)
    return graded(_regraded(found, claims), judgements, told)


def _apart(groups: Groups, claims: Sequence[Claim], position: dict[str, int]) -> set[Pair]:
    """Pairs of events (smaller index first) that judgements, relations or the turn of a text tell apart."""
    group_of = {claim.id: groups.find(claim.id) for claim in claims}
    told = {(group_of[a], group_of[b]) for a, b in groups.apart} | turned_from(group_of, claims)
    pairs = ((position[a], position[b]) for a, b in told if a != b)
    return {(min(pair), max(pair)) for pair in pairs}


def _matches(events: Sequence[Event], apart: set[Pair]) -> tuple[list[tuple[float, int, int]], list[Pair]]:
    """The sure matches with their scores, and all pairs that match surely or possibly."""
    sure: list[tuple[float, int, int]] = []
    possible: list[Pair] = []
    for i, j in candidate_pairs(events):
        if (i, j) in apart:
            continue
        match = compare(events[i], events[j])
        if match.grade is APART:
            continue
        possible.append((i, j))
        if match.grade is SURELY:
            sure.append((match.score, i, j))
    return sure, possible


def _incidents(events: Sequence[Event], clusters: Clusters, may_be: set[Pair]) -> tuple[Incident, ...]:
    built = {label: _incident([events[i] for i in members]) for label, members in clusters.members.items()}
    others: dict[int, list[str]] = {label: [] for label in built}
    for a, b in may_be:
        others[a].append(built[b].id)
        others[b].append(built[a].id)
    found = (dataclasses.replace(built[label], may_be=tuple(sorted(others[label]))) for label in built)
    return tuple(sorted(found, key=lambda incident: incident.id))


def _regraded(incidents: Sequence[Incident], claims: Sequence[Claim]) -> tuple[Incident, ...]:
    """The incidents with gradings suggested anew where echoes bear on them."""
    by_claim = echoes_by_claim(origins(claims, incidents))
    by_id = {claim.id: claim for claim in claims}
    found = []
    for incident in incidents:
        near = {echo.id: echo for one in incident.claims for echo in by_claim.get(one, ())}
        if near:
            grading, reasons = suggest_grading([by_id[one] for one in incident.claims], list(near.values()))
            incident = dataclasses.replace(incident, suggested_grading=grading, reasons=reasons)
        found.append(incident)
    return tuple(found)


def _incident(events: Sequence[Event]) -> Incident:
    claims = sorted((claim for event in events for claim in event.claims), key=said_order)
    whole = pool(claims)
    dated = [claim.scope.time for claim in claims if claim.scope.time is not None]
    when = next((claim.scope.time for claim in claims if whole.timed and _dates(claim, whole)), None)
    place = min(whole.places, key=lambda each: location_precision(each) or 8, default=None)
    named = Counter(claim.scope.means for claim in claims if claim.scope.means)
    grading, reasons = suggest_grading(claims)
    return Incident(
        id=incident_id(claims[0]),
        claims=tuple(claim.id for claim in claims),
        time=when or next(iter(dated), None),
        place=place,
        means=min(named, key=lambda means: (-named[means], means), default=None),
        date_precision=date_precision(whole.windows[0]),
        location_precision=location_precision(place) if place else None,
        suggested_grading=grading,
        reasons=reasons,
    )


def _dates(claim: Claim, whole: Event) -> bool:
    return claim.scope.time is not None and pool([claim]).windows == whole.windows
