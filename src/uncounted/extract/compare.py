"""Two extractors on one document: where they agree, where they differ and in what, what only one of them found.

Claims meet by their id (the mention: span and measure), else by words of the count that overlap. Fields are compared as
they were understood: resolved places, actors and dates by id and day, others by their words, folded. Compare after
``resolve``, so that two spellings of one town are no difference.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from uncounted.extract.door import Review
from uncounted.model.claim import Claim, Relation
from uncounted.model.records import to_json
from uncounted.model.scope import Actor, Period, Place, Scope
from uncounted.reference.fold import fold

_BOTH_WAYS = frozenset({"same_claim", "disjoint_from", "contradicts"})


@dataclass(frozen=True)
class Difference:
    """A field that two readings of one mention give differently: JSON of each; null is not said."""

    field: str
    first: Any
    second: Any


@dataclass(frozen=True)
class Pair:
    """Two readings of one mention; without ``differences`` they agree."""

    first: Claim
    second: Claim
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Every claim of the two readings stands in it once, in the order in which it was given."""

    pairs: tuple[Pair, ...]
    first_only: tuple[Claim, ...]
    second_only: tuple[Claim, ...]


def compare(first: Sequence[Claim], second: Sequence[Claim]) -> Comparison:
    """Pair the claims of two readings of one document and say in which fields the pairs differ."""
    met = _met(first, second)
    same = {theirs.id: own.id for own, theirs in met}
    mine, theirs = _facts(first, {}), _facts(second, same)
    pairs = tuple(Pair(a, b, _differences(mine[a.id], theirs[b.id])) for a, b in met)
    paired, found = {a.id for a, _ in met}, {b.id for _, b in met}
    return Comparison(
        pairs, tuple(c for c in first if c.id not in paired), tuple(c for c in second if c.id not in found)
    )


def combine(comparison: Comparison, first: str, second: str) -> tuple[tuple[Claim, ...], tuple[Review, ...]]:
    """One reading of two, in the order of the text, and what a person should judge.

    Where they agree the claim names both extractors. Where they differ the first one's stands, and the second one's is
    kept whole in the review. What only one found stands, and a review says so. ``first`` and ``second`` name them.
    """
    same = {pair.second.id: pair.first.id for pair in comparison.pairs}
    claims: list[Claim] = []
    reviews: list[Review] = []
    for pair in comparison.pairs:
        if not pair.differences:
            both = f"{pair.first.extractor or first} + {pair.second.extractor or second}"
            claims.append(dataclasses.replace(pair.first, extractor=both).with_reading())
            continue
        claims.append(pair.first)
        said = "; ".join(f"{d.field}: {_shown(d.first)} or {_shown(d.second)}" for d in pair.differences)
        offer = {"claim": to_json(pair.second), "differs": [d.field for d in pair.differences]}
        reviews.append(
            _review(f"{first} and {second} differ on {_words(pair.first)} in {said}", pair.first, second, offer)
        )
    for claim in comparison.first_only:
        claims.append(claim)
        reviews.append(_review(f"{first} alone found {_words(claim)}, {second} did not", claim, first))
    for claim in comparison.second_only:
        own = _renamed(claim, same)
        claims.append(own)
        reviews.append(_review(f"{second} alone found {_words(own)}, {first} did not", own, second))
    return tuple(sorted(claims, key=_place)), tuple(sorted(reviews, key=lambda review: _at(review)))


def _met(first: Sequence[Claim], second: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """Pairs by id; of the rest by overlap of the counts, first those of one measure, the longest overlap first."""
    by_id = {claim.id: claim for claim in second}
    met = [(claim, by_id.pop(claim.id)) for claim in first if claim.id in by_id]
    done = {claim.id for claim, _ in met}
    left = [
        (a.measure != b.measure, -_overlap(a, b), i, j, a, b)
        for i, a in enumerate(first) if a.id not in done
        for j, b in enumerate(second) if b.id in by_id and _overlap(a, b) > 0
    ]  # fmt: skip
    for *_, a, b in sorted(left, key=lambda item: item[:4]):
        if a.id not in done and b.id in by_id:
            done.add(a.id)
            met.append((a, by_id.pop(b.id)))
    order = {claim.id: at for at, claim in enumerate(first)}
    return sorted(met, key=lambda pair: order[pair[0].id])


def _overlap(one: Claim, other: Claim) -> int:
    a, b = one.spans.get("count"), other.spans.get("count")
    return min(a.end, b.end) - max(a.start, b.start) if a is not None and b is not None else 0


def _facts(claims: Sequence[Claim], names: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """What each claim says, in values that can be compared; ``names`` gives the other reading's ids of claims."""
    edges: dict[str, set[tuple[str, str]]] = {claim.id: set() for claim in claims}
    order = {claim.id: _place(claim) for claim in claims}
    for claim in claims:
        for relation in claim.relations:
            owner, other = claim.id, relation.claim
            if relation.type in _BOTH_WAYS and other in order and order[owner] < order[other]:
                owner, other = other, owner
            edges[owner].add((relation.type, names.get(other, other)))
    return {claim.id: {**_own(claim, names), "relations": sorted(map(list, edges[claim.id]))} for claim in claims}


def _own(claim: Claim, names: Mapping[str, str]) -> dict[str, Any]:
    scope, count, population = claim.scope, claim.count, claim.population
    excluded = [names.get(item, item) if isinstance(item, str) else _region(item) for item in claim.exclusions]
    return {
        "measure": claim.measure,
        "count": {"low": count.low, "high": count.high, "point": count.point},
        "population.status": population.status,
        "population.sex": population.sex,
        "population.age_group": population.age_group,
        "kind": claim.kind,
        "stance": claim.stance,
        "root": claim.root or (fold(claim.attribution[0].name) if claim.attribution else None),
        "time": _time(scope.time),
        "places": sorted(map(_name, scope.places)),
        "actors": sorted(map(_name, scope.actors)),
        "means": scope.means,
        "exclusions": sorted(excluded),
    }


def _region(scope: Scope) -> str:
    named = [_time(scope.time) or "", *sorted(map(_name, scope.places)), *sorted(map(_name, scope.actors))]
    said = " ".join(part for part in named if part)
    return said or fold(scope.incident or scope.text or "")


def _time(time: Period | None) -> str | None:
    if time is None:
        return None
    if time.start or time.end:
        return f"{time.start or '..'}/{time.end or '..'}"
    return fold(time.text) if time.text else None


def _name(item: Place | Actor) -> str:
    return item.id or fold(item.text or item.name or "")


def _differences(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> tuple[Difference, ...]:
    return tuple(
        Difference(field, mine[field] or None, theirs[field] or None) for field in mine if mine[field] != theirs[field]
    )


def _renamed(claim: Claim, names: Mapping[str, str]) -> Claim:
    """A claim whose relations and exclusions name the claims that stay."""
    relations = tuple(Relation(r.type, names.get(r.claim, r.claim), r.rule, r.spans) for r in claim.relations)
    exclusions = tuple(names.get(item, item) if isinstance(item, str) else item for item in claim.exclusions)
    return dataclasses.replace(claim, relations=relations, exclusions=exclusions).with_reading()


def _review(why: str, claim: Claim, who: str, offer: dict[str, Any] | None = None) -> Review:
    return Review(why, claim.spans.get("count"), claim.document, offer or {}, (claim.id,), who)


def _words(claim: Claim) -> str:
    span = claim.spans.get("count")
    return f"{claim.measure} “{' '.join(span.quote.split()) if span is not None else claim.id}”"


def _shown(value: Any) -> str:
    if value is None or value == []:
        return "nothing"
    if isinstance(value, dict):
        return " ".join(f"{name} {'?' if part is None else part}" for name, part in value.items())
    if isinstance(value, list):
        return ", ".join(" ".join(item) if isinstance(item, list) else str(item) for item in value)
    return str(value)


def _place(claim: Claim) -> tuple[int, int, str]:
    span = claim.spans.get("count")
    return (span.start, span.end, claim.id) if span is not None else (0, 0, claim.id)


def _at(review: Review) -> tuple[int, str]:
    return (review.span.start if review.span is not None else 0, review.why)
