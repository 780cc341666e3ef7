"""What bears on a question that somebody asks: figures, incidents, and what is left out, with the reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from uncounted.model.claim import Claim
from uncounted.model.incident import Incident
from uncounted.model.membership import (
    INSIDE,
    OUTSIDE,
    POSSIBLY,
    Membership,
    actors_in,
    means_in,
    period_in,
    places_in,
    population_in,
)
from uncounted.model.reconciliation import Question
from uncounted.model.scope import Population, Scope
from uncounted.reconcile.figures import Figure, figures, own_words
from uncounted.reconcile.lumps import most_different
from uncounted.reconcile.regions import composites, incident_text
from uncounted.reconcile.rows import measures_of


@dataclass(frozen=True)
class Bearing:
    """``rows`` bear on the question and are used; ``left_out`` bear on it and are not, by the claim's id.

    ``inside`` are incidents surely in its scope, ``perhaps`` those that may be. ``n_incidents`` is a closed interval:
    at its low end incidents that may be one event, directly or through others, count once, and those of which it is
    not sure that anybody was harmed not at all. ``names`` are words for them.
    """

    rows: tuple[Figure, ...]
    left_out: dict[str, str]
    inside: tuple[str, ...]
    perhaps: tuple[str, ...]
    n_incidents: tuple[int, int]
    names: dict[str, str]


def bearing(
    question: Question,
    claims: Sequence[Claim],
    incidents: Sequence[Incident],
    trusted: Collection[str] | None = None,
    set_aside: Mapping[str, str] | None = None,
) -> Bearing:
    """What of ``claims`` bears on the question; ``trusted`` are the roots believed (null: all).

    ``set_aside`` are claims that are not used for another reason; a figure all of whose claims are set aside is left
    out.
    """
    known, aside = composites(claims), dict(set_aside or {})
    used = [claim for claim in claims if claim.id not in aside]
    rows: list[Figure] = []
    left_out: dict[str, str] = {}
    places: dict[str, list[Scope]] = {}
    held: dict[str, Membership] = {}
    found = figures(used, incidents)
    for figure in found:
        if figure.incident is not None:
            places.setdefault(figure.incident, []).extend(claim.scope for claim in figure.members)
    for figure in found:
        scopes = places[figure.incident] if figure.incident is not None else [figure.claim.scope]
        if not _counts(figure.claim, question) or (where := holds(question.scope, scopes, known)) is OUTSIDE:
            continue
        if figure.not_row is not None:
            left_out[figure.id] = figure.not_row
        elif trusted is not None and figure.root not in trusted:
            left_out[figure.id] = "its source is not among those trusted"
        else:
            rows.append(figure)
            if figure.incident is not None:
                held[figure.incident] = where
    for claim in (one for one in claims if one.id in aside):
        if _counts(claim, question) and holds(question.scope, [claim.scope], known) is not OUTSIDE:
            left_out[claim.id] = aside[claim.id]
    inside = tuple(sorted(one for one, where in held.items() if where is INSIDE))
    perhaps = tuple(sorted(one for one, where in held.items() if where is POSSIBLY))
    harmed = {f.incident for f in rows if f.incident in inside and _somebody(f, question)}
    certain = _certain({one for one in harmed if one}, incidents)
    names = {f.incident: incident_text(f.claim) for f in reversed(rows) if f.incident is not None}
    return Bearing(tuple(rows), left_out, inside, perhaps, (certain, len(held)), names)


def holds(asked: Scope, scopes: Iterable[Scope], known: frozenset[str] = frozenset()) -> Membership:
    """How a question's scope holds an event or a region, over all that is said of where it lies.

    Axes that the question does not name restrict nothing. One source that puts it outside is enough against others
    that leave it open; against one that puts it inside, the answer stays open.
    """
    seen = {_held(scope, asked, known) for scope in scopes}
    if OUTSIDE in seen:
        return POSSIBLY if INSIDE in seen else OUTSIDE
    return INSIDE if INSIDE in seen else POSSIBLY


def retellings(figure: Figure) -> tuple[str, ...]:
    """The figure's claims that somebody else than its root printed."""
    return tuple(claim.id for claim in figure.members if not own_words(claim))


def _held(scope: Scope, asked: Scope, known: frozenset[str]) -> Membership:
    answers = [INSIDE]
    if asked.time is not None:
        answers.append(period_in(scope.time, asked.time))
    if asked.places:
        answers.append(places_in(scope, asked))
    if asked.actors:
        answers.append(actors_in(scope, asked, known))
    if asked.means is not None:
        answers.append(means_in(scope.means, asked.means))
    return min(answers)


def _counts(claim: Claim, question: Question) -> bool:
    """Whether the claim may count anybody who is asked for."""
    who = question.scope.population or Population()
    alike = population_in(claim.population, who) is not OUTSIDE
    return alike and bool(set(measures_of(claim.measure)) & set(measures_of(question.measure)))


def _somebody(figure: Figure, question: Question) -> bool:
    """Whether the figure surely counts somebody who is asked for."""
    who = question.scope.population or Population()
    count = figure.claim.count
    fits = set(measures_of(figure.claim.measure)) <= set(measures_of(question.measure))
    return fits and population_in(figure.claim.population, who) is INSIDE and (count.low or count.point or 0) > 0


def _certain(ids: set[str], incidents: Sequence[Incident]) -> int:
    """How many of the incidents are different events, whichever of those that might be one are one."""
    alike = {incident.id: incident.may_be for incident in incidents}
    left, found = set(ids), 0
    while left:
        some, queue = set(), [min(left)]
        while queue:
            one = queue.pop()
            some.add(one)
            queue += [other for other in alike.get(one, ()) if other in left and other not in some]
        left -= some
        found += most_different(some, alike)
    return found
