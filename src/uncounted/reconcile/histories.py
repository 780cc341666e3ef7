"""The life of figures: when each source first reported, repeated, updated, corrected, retracted, denied or admitted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from uncounted.model.answering import Event, History, Step
from uncounted.model.claim import Claim, Count
from uncounted.model.incident import Incident
from uncounted.reconcile.figures import Figure, figures
from uncounted.reconcile.regions import incident_text
from uncounted.reconcile.words import harm_words, scope_words

_FIGHTERS = ("member of armed forces", "person directly participating in hostilities", "combatant")
_DENIES = ("denies", "contests")


def histories(
    claims: Sequence[Claim],
    incidents: Sequence[Incident],
    day_of: Callable[[Claim], str | None],
    name_of: Callable[[Claim], str],
) -> tuple[History, ...]:
    """The histories of all that is said of each incident, and of each scope, measure by measure.

    ``day_of`` gives the day of a telling (ISO; null where unknown), ``name_of`` the name of a claim's root. A root's
    first figure for some people (``first reported``, or ``admitted``) is *repeated* where another document tells it
    again, *updated* where it rises or its wording changes, *corrected* where it falls, *retracted* where it falls to
    nobody or the root denies it. The oldest history comes first.
    """
    groups: dict[tuple[object, ...], list[tuple[Claim, Figure]]] = {}
    for figure in figures(claims, incidents):
        for claim in figure.members:
            groups.setdefault(_key(claim, figure), []).append((claim, figure))
    near = {incident.id: incident.may_be for incident in incidents}
    found = _perhaps([_history(group, day_of, name_of) for group in groups.values()], near)
    return tuple(sorted(found, key=lambda one: (one.events[0].day or "9999", one.about, one.measure)))


def _key(claim: Claim, figure: Figure) -> tuple[object, ...]:
    if figure.incident is not None:
        return (figure.incident, claim.measure)
    scope = claim.scope
    places = frozenset(place.id or place.text for place in scope.places)
    actors = frozenset(actor.id or actor.name for actor in scope.actors)
    time = None if claim.kind == "cumulative" or scope.time is None else (scope.time.start, scope.time.end)
    return (None, claim.measure, claim.population.status, places, actors, time)


def _perhaps(found: Sequence[History], near: Mapping[str, tuple[str, ...]]) -> list[History]:
    """The histories, those without an admission with that of an incident that may be the same one."""
    admitted = {(one.incident, one.measure): one for one in found if one.incident and one.admitted}
    told = []
    for one in found:
        others = [admitted.get((other, one.measure)) for other in near.get(one.incident or "", ())]
        later = [other for other in others if other and (one.alleged or "9999") <= str(other.admitted)]
        first = min(later, key=lambda other: str(other.admitted)) if later and one.admitted is None else None
        days = _days(one.alleged, first.admitted) if first else None
        told.append(
            replace(one, perhaps=first.incident, perhaps_admitted=first.admitted, days_to_perhaps=days)
            if first
            else one
        )
    return told


def _history(
    group: Sequence[tuple[Claim, Figure]], day_of: Callable[[Claim], str | None], name_of: Callable[[Claim], str]
) -> History:
    ordered = sorted((claim for claim, _ in group), key=lambda claim: (day_of(claim) or "9999", *_turn(claim)))
    figure = group[0][1]
    events = _events(ordered, day_of, name_of)
    first = min((event.day for event in events if event.day), default=None)
    admitting = {claim.root for claim in ordered if _admits(claim)}
    alleged = _first_day((c for c in ordered if c.root not in admitting and _says_harm(c)), day_of)
    admitted = _first_day((c for c in ordered if _admits(c)), day_of)
    scope = scope_words(ordered[0].scope)
    return History(
        about=incident_text(figure.claim) if figure.incident else scope or "no scope said",
        incident=figure.incident,
        measure=ordered[0].measure,
        events=tuple(replace(event, days=_days(first, event.day)) for event in events),
        alleged=alleged,
        admitted=admitted,
        days_to_admission=_days(alleged, admitted),
    )


def _events(
    ordered: Sequence[Claim], day_of: Callable[[Claim], str | None], name_of: Callable[[Claim], str]
) -> list[Event]:
    events: list[Event] = []
    last: dict[tuple[object, ...], Claim] = {}
    seen: set[tuple[object, ...]] = set()
    for claim in ordered:
        who = claim.population
        part = _numbers(claim.count) if claim.kind in {"subset", "increment"} else None
        line = (claim.root or claim.id, who.status, who.sex, who.age_group, part)
        told = (line, claim.document, _numbers(claim.count), claim.stance)
        if told in seen:  # the same words of one root in one document are one telling
            continue
        seen.add(told)
        before = last.get(line)
        events.append(
            Event(
                day=day_of(claim),
                step=_step(claim, before),
                root=claim.root or "",
                source=name_of(claim),
                words=harm_words(claim),
                stance=claim.stance,
                claim=claim.id,
                publisher=next((link.name for link in claim.attribution if link.role == "publisher"), None),
            )
        )
        if _value(claim.count) is not None or before is None:
            last[line] = claim
    return events


def _step(claim: Claim, before: Claim | None) -> Step:
    harmed = before is not None and before.stance not in _DENIES and bool(_value(before.count))
    if claim.stance in _DENIES or _value(claim.count) == 0:
        return "retracted" if harmed else "denied"
    if _admits(claim) and (before is None or not _admits(before)):
        return "admitted"
    if before is None:
        return "first reported"
    if _numbers(claim.count) == _numbers(before.count):
        return "repeated"
    mine, theirs = _value(claim.count), _value(before.count)
    return "corrected" if mine is not None and theirs is not None and mine < theirs else "updated"


def _admits(claim: Claim) -> bool:
    """Whether the root owns up to harm to others than fighters."""
    return claim.stance == "admits" and _says_harm(claim)


def _says_harm(claim: Claim) -> bool:
    fighters = claim.population.status in _FIGHTERS
    return claim.stance not in _DENIES and not fighters and _value(claim.count) != 0


def _value(count: Count) -> int | None:
    for one in (count.point, count.low, count.high):
        if one is not None:
            return one
    return None


def _numbers(count: Count) -> tuple[int | None, int | None, int | None]:
    return (count.low, count.high, count.point)


def _turn(claim: Claim) -> tuple[bool, str, int, str]:
    """The order within a day: what updates another comes after it, the rest as it stands in its text."""
    span = claim.spans.get("count")
    updates = any(relation.type == "update_of" for relation in claim.relations)
    return (updates, claim.document or "", span.start if span else 0, claim.id)


def _first_day(claims: Iterable[Claim], day_of: Callable[[Claim], str | None]) -> str | None:
    return min((day for claim in claims if (day := day_of(claim))), default=None)


def _days(start: str | None, end: str | None) -> int | None:
    if start is None or end is None:
        return None
    return (dt.date.fromisoformat(end) - dt.date.fromisoformat(start)).days
