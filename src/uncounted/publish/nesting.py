"""Which claims a scope picture shows, in which group, inside which, under which place, and what they leave out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from uncounted.model.claim import Claim
from uncounted.model.scope import Period, Scope
from uncounted.publish import words
from uncounted.publish.view import PublicationView


def representatives(view: PublicationView, only: Collection[str] | None) -> list[Claim]:
    """One claim for each group of same claims: the one that stands in most relations, else the first."""
    related: dict[str, int] = {}
    for pair in (*view.reconciliation.within, *view.reconciliation.excluded):
        for claim in pair:
            related[claim] = related.get(claim, 0) + 1
    chosen = [claim for claim in view.current if only is None or claim.id in only]
    by_id = {claim.id: claim for claim in chosen}
    hidden = set()
    for group in view.reconciliation.same:
        here = [by_id[one] for one in group if one in by_id]
        best = max(here, key=lambda c: (related.get(c.id, 0), _dated(c)), default=None)
        hidden |= {claim.id for claim in here if best and claim.id != best.id}
    return [claim for claim in chosen if claim.id not in hidden]


def _dated(claim: Claim) -> bool:
    time = claim.scope.time
    return time is not None and (time.start, time.end) != (None, None)


def groups_of(view: PublicationView, claims: Sequence[Claim]) -> list[list[Claim]]:
    """The claims that belong in one picture: they share a country, or one lies within or leaves out another."""
    group: dict[str, str] = {}

    def top(one: str) -> str:
        group.setdefault(one, one)
        while group[one] != one:
            group[one] = group[group[one]]
            one = group[one]
        return one

    ids = {claim.id for claim in claims}
    for claim in claims:
        for country in {f"in {place.country}" for place in claim.scope.places if place.country}:
            group[top(claim.id)] = top(country)
    for one, other in (*view.reconciliation.within, *view.reconciliation.excluded):
        if one in ids and other in ids:
            group[top(one)] = top(other)
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(top(claim.id), []).append(claim)
    return list(found.values())


def parents_of(view: PublicationView, claims: Sequence[Claim]) -> dict[str, str]:
    """Each part's nearest whole, its own source's first: one that holds no other of its wholes. Rings are cut."""
    ids = {claim.id: claim for claim in claims}
    wholes: dict[str, set[str]] = {one: set() for one in ids}
    for part, whole in view.reconciliation.within:
        if part in ids and whole in ids and part != whole:
            wholes[part].add(whole)
    found: dict[str, str] = {}
    for claim in claims:
        mine = sorted(wholes[claim.id], key=lambda one: (ids[one].root != claim.root, one))
        nearest = [one for one in mine if not any(one in wholes[other] for other in mine if other != one)]
        for whole in nearest or mine:
            if not _reaches(found, whole, claim.id):
                found[claim.id] = whole
                break
    return found


def _reaches(parents: dict[str, str], start: str, goal: str) -> bool:
    at: str | None = start
    while at is not None:
        if at == goal:
            return True
        at = parents.get(at)
    return False


def places_of(claims: Sequence[Claim], countries: dict[str, str]) -> list[tuple[int, str, list[Claim]]]:
    """The claims by place, a place below the places that hold it: (depth, words, claims)."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(words.places(claim.scope, countries), []).append(claim)
    paths = {where: _path(some[0].scope) for where, some in found.items()}
    ends = {path for path in paths.values() if path}
    rows = []
    for where in sorted(found, key=lambda one: (not paths[one], paths[one], one)):
        path = paths[where]
        depth = sum(path[:length] in ends for length in range(1, len(path)))
        shown = "Place not said" if where == "not said" else where[:1].upper() + where[1:]
        rows.append((depth, shown, found[where]))
    return rows


def _path(scope: Scope) -> tuple[str, ...]:
    """The ids that lead to a scope's place, its country first; for several places those that all share."""
    chains = []
    for place in scope.places:
        steps = [place.country or "", *reversed(place.within), place.id or place.name or place.text or ""]
        chains.append(tuple(dict.fromkeys(step for step in steps if step)))
    if len(chains) == 1:
        return chains[0]
    return (" ".join(sorted({chain[0] for chain in chains if chain})),) if chains else ()


def excluded_from(view: PublicationView, claim: Claim, whole: str | None) -> list[tuple[str, Period | None]]:
    """What a figure leaves out, in words and with its days where they are known; not what its whole does already."""
    every = view.reconciliation.excluded
    already = {what for what, figure in every if figure == whole}
    named = {(one.text or one.incident): one for one in claim.exclusions if isinstance(one, Scope)}
    found: dict[str, Period | None] = {}
    for what, figure in every:
        if figure != claim.id or what in already:
            continue
        other = view.claim_by_id.get(what)
        if other is not None:
            text = f"{words.count(other.count)}, {view.short_source(other.root)} ({view.numbers[what]})"
            found[text] = other.scope.time
        else:
            found[what] = named[what].time if what in named else None
    return list(found.items())
