"""Claims to figures: one per root, quantity and scope, however often it was repeated; and which of them are rows.

A figure is a set of claims that say the same. It is a *row* of the linear programs unless there is a reason that it is
not: history, a relay of words that are in the ledger, a paraphrase, a projection, a denial, or no number.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from uncounted.model.claim import Claim, Count
from uncounted.model.incident import Incident
from uncounted.model.membership import (
    INSIDE,
    OUTSIDE,
    means_in,
    period_in,
    places_in,
    population_in,
    silent_axes_agree,
)
from uncounted.model.scope import Population, Scope
from uncounted.reconcile.sides import side_of

DEPTH = 3  # a part of a part of a part is as deep as texts go
SUPERSEDED, RELAYED = "superseded", "relayed"


@dataclass(frozen=True)
class Figure:
    """Claims of one root that say the same quantity of the same scope.

    ``claim`` is the representative: the root's own words first, then the earliest. ``incident`` is the id of the
    incident it counts, null for a figure over a region. ``not_row`` is the reason why it is no row, null where it is.
    """

    claim: Claim
    members: tuple[Claim, ...]
    incident: str | None
    not_row: str | None = None

    @property
    def id(self) -> str:
        """The id of the representative claim."""
        return self.claim.id

    @property
    def root(self) -> str:
        """Who counted; a claim without a root is a root of its own."""
        return self.claim.root or f"unknown:{self.claim.id}"

    @cached_property
    def side(self) -> str | None:
        """Whose people it counts, where its words say so."""
        return side_of(self.claim)

    def of_others(self, other: Figure) -> bool:
        """Whether it counts the people of another country than the other figure does."""
        return self.side is not None and other.side is not None and self.side != other.side

    @property
    def exclusions(self) -> tuple[str | Scope, ...]:
        """What any of the claims says the figure leaves out."""
        return tuple(dict.fromkeys(item for claim in self.members for item in claim.exclusions))


def figures(claims: Sequence[Claim], incidents: Sequence[Incident]) -> tuple[Figure, ...]:
    """All figures of ``claims``, in a stable order that does not depend on the order of the input."""
    ordered = sorted(_of_their_wholes(claims), key=_order)
    where = {claim: incident.id for incident in incidents for claim in incident.claims}
    own_incident = {claim.id: _incident(claim, where) for claim in ordered}
    _inherit_incidents(ordered, own_incident)
    groups = _same(ordered, own_incident)
    found = [_figure(group, own_incident) for group in groups]
    return tuple(_with_reasons(found))


def _of_their_wholes(claims: Sequence[Claim]) -> list[Claim]:
    """The claims; a subset is of its whole's people and days, and as documented, where its words say nothing else."""
    known = {claim.id: claim for claim in claims}
    wholes = {
        claim.id: [r.claim for r in claim.relations if r.type in {"part_of", "partition"} and r.claim in known]
        for claim in claims
        if claim.kind == "subset"
    }
    for _ in range(DEPTH):
        for one, others in wholes.items():
            for other in (other for other in others if other != one):
                known[one] = _of_whole(known[one], known[other])
    return list(known.values())


def _of_whole(part: Claim, whole: Claim) -> Claim:
    mine, theirs = part.population, whole.population
    people = Population(
        mine.status or theirs.status, mine.sex or theirs.sex, mine.age_group or theirs.age_group, mine.text
    )
    scope, time, days = part.scope, part.scope.time, whole.scope.time
    if time and days and days.reading == "throughout" != time.reading and _interval(part) == _interval(whole):
        scope = dataclasses.replace(scope, time=dataclasses.replace(time, reading="throughout"))
    floor = part.floor or (whole.floor if part.root == whole.root else None)  # who of those documented were children
    if people == mine and scope is part.scope and floor == part.floor:
        return part
    return dataclasses.replace(part, population=people, scope=scope, floor=floor)


def own_words(claim: Claim) -> bool:
    """Whether nobody stands between the root and the reader: the publisher is the root itself."""
    relays = [link for link in claim.attribution if link.role in {"wire", "publisher"}]
    return not relays or all(_same_source(link.name, claim.root) for link in relays)


def is_floor(figure: Figure) -> bool:
    """Whether the figure is worded or known as a floor, so that more may be true without anybody being wrong."""
    return figure.claim.floor is not None or figure.claim.basis == "name list"


def figure_text(count: Count) -> str:
    """The count as a source would say it: ``at least 300``, ``dozens``, ``24 to 60 or more``."""
    if count.modifier == "vague word" and count.text:
        return count.text
    low, high, point = count.low, count.high, count.point
    if count.modifier == "exact" and point is None:
        point = low if low == high else None
    if count.modifier in {"exact", "about"} and point is not None:
        return f"about {point}" if count.modifier == "about" else str(point)
    if low is not None and high is not None:
        return str(low) if low == high else f"{low} to {high}"
    if low is not None:
        return f"at least {low}" if count.modifier != "range" or not count.text else count.text
    return f"at most {high}" if high is not None else (count.text or "an unstated number")


def _order(claim: Claim) -> tuple[bool, str, str, int, str]:
    span = claim.spans.get("count")
    return (not own_words(claim), claim.said_on or "9999", claim.document or "", span.start if span else 0, claim.id)


def _incident(claim: Claim, where: Mapping[str, str]) -> str | None:
    if claim.id in where:
        return where[claim.id]
    if claim.kind == "incident" or (claim.kind is None and claim.scope.incident):
        return claim.scope.incident or f"incident of {claim.id}"
    return None


def _inherit_incidents(claims: Sequence[Claim], own: dict[str, str | None]) -> None:
    """A subset or increment told as part of an incident's figure belongs to that incident."""
    for _ in range(DEPTH):
        for claim in claims:
            if own[claim.id] is not None or claim.kind not in {"subset", "increment"}:
                continue
            wholes = [r.claim for r in claim.relations if r.type in {"part_of", "partition", "same_claim"}]
            own[claim.id] = next((own[whole] for whole in wholes if own.get(whole)), None)


def _same(claims: Sequence[Claim], incident: Mapping[str, str | None]) -> list[list[Claim]]:
    """Clusters of claims that say the same, each in input order; clusters ordered by their first claim."""
    leader = {claim.id: claim.id for claim in claims}

    def find(one: str) -> str:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    buckets: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        for relation in claim.relations:
            if relation.type == "same_claim" and relation.claim in leader:
                leader[find(claim.id)] = find(relation.claim)
        count = claim.count
        key = (claim.root, incident[claim.id], claim.measure, count.low, count.high, count.point)
        for other in buckets.setdefault(key, []):
            if claim.root is not None and _repeats(claim, other, incident):
                leader[find(claim.id)] = find(other.id)
        buckets[key].append(claim)
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(find(claim.id), []).append(claim)
    return list(groups.values())


def _repeats(one: Claim, other: Claim, incident: Mapping[str, str | None]) -> bool:
    """Whether one root says one quantity again. Incidents must be linked; other scopes may differ in what is unsaid."""
    if population_in(one.population, other.population) is OUTSIDE or "increment" in (one.kind, other.kind):
        return False
    here, there = incident[one.id], incident[other.id]
    if here or there:
        return here == there
    if {one.kind, other.kind} <= {"cumulative"}:
        axes = period_in(one.scope.time, other.scope.time), period_in(other.scope.time, one.scope.time)
    elif _interval(one) == _interval(other):
        axes = INSIDE, INSIDE
    else:
        return False
    across = places_in(one.scope, other.scope), means_in(one.scope.means, other.scope.means)
    actors = _actors(one), _actors(other)
    return OUTSIDE not in (*axes, *across) and (not all(actors) or actors[0] == actors[1])


def _interval(claim: Claim) -> tuple[str | None, str | None]:
    time = claim.scope.time
    return (time.start, time.end) if time else (None, None)


def _actors(claim: Claim) -> set[str]:
    return {actor.id or actor.name or "" for actor in claim.scope.actors}


def _figure(group: list[Claim], incident: Mapping[str, str | None]) -> Figure:
    """One figure; where a headline rounds what the text words with care, the text speaks."""
    careful = [claim for claim in group if not _is_headline(claim)]
    told = {(claim.count.low, claim.count.high, claim.count.point) for claim in group}
    ordered = [*careful, *(c for c in group if c not in careful)] if len(told) > 1 else group
    event = next((incident[claim.id] for claim in ordered if incident[claim.id]), None)
    return Figure(ordered[0], tuple(ordered), event, _no_row(ordered))


def _is_headline(claim: Claim) -> bool:
    title, sentence = claim.spans.get("title"), claim.spans.get("sentence")
    return title is not None and sentence is not None and title.overlaps(sentence)


def _no_row(group: list[Claim]) -> str | None:
    """The reason for which a figure by itself is no row."""
    claim = group[0]
    if claim.count.low is None and claim.count.high is None and claim.count.point is None:
        return "it carries no number"
    if claim.basis == "projection or estimate":
        return "it is an estimate or a projection, not a count"
    if any(relation.type == "paraphrase_of" for each in group for relation in each.relations):
        return "it retells another figure loosely"
    if claim.stance in {"denies", "contests", "investigates"} and claim.count.high != 0:
        return f"its source {claim.stance} it"
    return None


def _with_reasons(found: list[Figure]) -> list[Figure]:
    """The figures with history and relays marked: an earlier figure of a root and scope, and retold own words."""
    by_root: dict[tuple[str, str, str | None], list[Figure]] = {}
    of_claim = {claim.id: figure for figure in found for claim in figure.members}
    for figure in found:
        if figure.not_row is None:
            by_root.setdefault((figure.root, figure.claim.measure, figure.incident), []).append(figure)
    reasons: dict[str, str] = {}
    for figure in found:
        for relation in (r for claim in figure.members for r in claim.relations if r.type == "update_of"):
            earlier = of_claim.get(relation.claim)
            if earlier is not None and earlier.id != figure.id:
                reasons.setdefault(earlier.id, f"{SUPERSEDED} by {figure.id}: its root updated it")
    stale = set(reasons)  # what words call out of date takes no other's place, whenever it was said
    for group in by_root.values():
        for figure in group:
            for other in (other for other in group if other.id not in stale):
                if other is not figure and (reason := _history(figure, other) or _relay(figure, other)):
                    reasons.setdefault(figure.id, reason)
    return [Figure(f.claim, f.members, f.incident, f.not_row or reasons.get(f.id)) for f in found]


def _history(figure: Figure, other: Figure) -> str | None:
    """Why ``figure`` is history beside ``other``: the root later counted the same scope anew."""
    if not _label_alike(figure, other) or "subset" in (figure.claim.kind, other.claim.kind):
        return None
    if _relay(other, figure) is not None:
        return None  # these words told again later are no new count
    earlier, later = figure.claim.said_on, other.claim.said_on
    if earlier is None or later is None or earlier >= later:
        return None
    if figure.incident is not None or other.incident is not None:
        alike = figure.incident == other.incident and "increment" not in (figure.claim.kind, other.claim.kind)
    else:
        alike = _same_start(figure.claim, other.claim)
    return f"{SUPERSEDED} by {other.id}: its root counted the same scope again on {later}" if alike else None


def _relay(figure: Figure, other: Figure) -> str | None:
    """Why ``figure`` is only a relay of ``other``: somebody retells a figure that the root's own words give."""
    if own_words(figure.claim) or not own_words(other.claim) or not _label_alike(figure, other):
        return None
    if figure.incident is not None or other.incident is not None:
        alike = figure.incident == other.incident and _close(figure.claim.count, other.claim.count)
    else:
        alike = _close(figure.claim.count, other.claim.count) and _could_be_same(figure.claim, other.claim)
    return f"{RELAYED}: the root's own words are {other.id}" if alike else None


def _close(one: Count, other: Count) -> bool:
    """Whether two wordings may be of one number: they name the same figure."""
    return bool(_named(one) & _named(other))


def _named(count: Count) -> set[int]:
    """The numbers that a count names: "more than 1,600" names 1,600."""
    low = count.low - 1 if count.low is not None and count.modifier == "more than" else count.low
    high = count.high + 1 if count.high is not None and count.modifier == "less than" else count.high
    return {number for number in (low, high, count.point) if number is not None}


def _could_be_same(one: Claim, other: Claim) -> bool:
    return OUTSIDE not in (
        period_in(one.scope.time, other.scope.time),
        places_in(one.scope, other.scope),
        means_in(one.scope.means, other.scope.means),
    )


def _same_start(one: Claim, other: Claim) -> bool:
    """Whether two cumulative figures run from one start over the same region, to different days."""
    if one.kind != "cumulative" or other.kind != "cumulative" or _interval(one)[0] != _interval(other)[0]:
        return False
    still_one, still_other = _timeless(one.scope), _timeless(other.scope)
    return silent_axes_agree(still_one, still_other) is INSIDE and silent_axes_agree(still_other, still_one) is INSIDE


def _timeless(scope: Scope) -> Scope:
    return Scope(None, scope.places, scope.places_reading, scope.actors, scope.actors_reading, scope.means)


def _label_alike(one: Figure, other: Figure) -> bool:
    mine, theirs = one.claim.population, other.claim.population
    alike = (mine.status, mine.sex, mine.age_group) == (theirs.status, theirs.sex, theirs.age_group)
    return alike and not one.of_others(other)


def _same_source(name: str, root: str | None) -> bool:
    if root is None:
        return False
    if name.casefold() == root.casefold():
        return True
    from uncounted.reconcile.sources import source_id

    return source_id(name) == root
