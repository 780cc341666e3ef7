"""What words and judgements say about claims: these tell of one event, those do not. Judgements win."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from uncounted.link.compare import SURELY, actors_contradict, compare, means_agree, same_place
from uncounted.link.events import Listed, is_id, listed_as, merged, pool, told_apart, windows_of
from uncounted.link.turns import tells_of_several, turn_of
from uncounted.model.claim import Claim, Relation
from uncounted.model.judgement import Judgement
from uncounted.model.membership import OUTSIDE, population_in
from uncounted.model.records import digest

_TIED = frozenset({"same_claim", "update_of", "contradicts", "paraphrase_of"})
_PARTS = frozenset({"part_of", "partition"})
LATER_DAYS = 3  # how long after a strike a toll still counts those who die of it, or are found
Pair = tuple[str, str]


def incident_id(claim: Claim) -> str:
    """The id of the incident of which this claim is the earliest: ``i`` and 16 hex digits."""
    return "i" + digest("incident", claim.id)[:16]


@dataclass
class Groups:
    """Claims in groups that words or judgements tie together, none of which holds two that are ``apart``."""

    apart: set[Pair]
    parent: dict[str, str]
    members: dict[str, list[str]] = field(default_factory=dict)
    enemies: dict[str, set[str]] = field(default_factory=dict)
    listed: dict[str, Listed] = field(default_factory=dict)

    def find(self, claim: str) -> str:
        """The id that stands for the claim's group."""
        while self.parent[claim] != claim:
            self.parent[claim] = self.parent[self.parent[claim]]
            claim = self.parent[claim]
        return claim

    def join(self, one: str, other: str, *, judged: bool = False) -> bool:
        """Join two groups unless they hold claims that are apart; returns whether they are now one.

        ``judged``: a person says so, over the ids that a list gave to different events.
        """
        a, b = sorted((self.find(one), self.find(other)))
        if a == b:
            return True
        if any(self.find(enemy) == b for enemy in self.enemies.get(a, ())):
            return False
        if not judged and told_apart(self.listed.get(a, {}), self.listed.get(b, {})):
            return False
        self.listed[a] = merged(self.listed.get(a, {}), self.listed.pop(b, {}))
        self.parent[b] = a
        self.members[a] += self.members.pop(b)
        self.enemies[a] = self.enemies.get(a, set()) | self.enemies.pop(b, set())
        return True


def tie(claims: Sequence[Claim], judgements: Iterable[Judgement]) -> Groups:
    """Groups of claims, sorted by id: judged the same first (the latest first), then by relations and named incidents.

    A pair judged different, or that the text sets apart, never shares a group.
    """
    by_id = {claim.id: claim for claim in claims}
    judged = _judged(judgements, by_id)
    same = [pair for pair, verb in judged.items() if verb == "same"]
    apart = {pair for pair, verb in judged.items() if verb == "different"}
    apart |= {pair for pair in _set_apart(claims, by_id) if judged.get(pair) != "same"}
    groups = _start(by_id, apart)
    for one, other in reversed(same):
        groups.join(one, other, judged=True)
    for one, other in [*_tied_by_words(claims, by_id), *_named_alike(claims)]:
        groups.join(one, other)
    return groups


def _judged(judgements: Iterable[Judgement], by_id: Mapping[str, Claim]) -> dict[Pair, str]:
    """The latest decision on each pair, oldest decision first; an incident's id stands for its earliest claim."""
    anchors = {incident_id(claim): claim.id for claim in by_id.values()}
    decided: dict[Pair, str] = {}
    for judgement in sorted(judgements, key=lambda each: (each.at, each.id)):
        if judgement.verb not in ("same", "different") or judgement.other is None:
            continue
        one, other = (anchors.get(each, each) for each in (judgement.target, judgement.other))
        if one in by_id and other in by_id and one != other:
            decided.pop(_pair(one, other), None)
            decided[_pair(one, other)] = judgement.verb
    return decided


def _start(by_id: Mapping[str, Claim], apart: set[Pair]) -> Groups:
    groups = Groups(apart, {each: each for each in by_id}, {each: [each] for each in by_id})
    groups.listed = {each: listed for each, claim in by_id.items() if (listed := listed_as(claim))}
    for one, other in apart:
        groups.enemies.setdefault(one, set()).add(other)
        groups.enemies.setdefault(other, set()).add(one)
    return groups


def _set_apart(claims: Sequence[Claim], by_id: Mapping[str, Claim]) -> set[Pair]:
    """Pairs that relations tell apart."""
    return {
        _pair(claim.id, relation.claim)
        for claim in claims
        for relation in claim.relations
        if relation.claim in by_id and _other_event(claim, relation, by_id)
    }


def _other_event(claim: Claim, relation: Relation, by_id: Mapping[str, Claim]) -> bool:
    """Disjoint people are of two events, unless a list or who they were, or what befell them, tells them apart."""
    target = by_id[relation.claim]
    if relation.type == "excluded_from":
        return True
    if relation.type != "disjoint_from" or claim.measure != target.measure:
        return False
    if claim.scope.incident and claim.scope.incident == target.scope.incident:
        return False
    if any(other.claim == target.id and other.type in _TIED | _PARTS for other in claim.relations):
        return False
    tolls = [by_id[each] for each in _toll_of(claim) & _toll_of(target) if each in by_id]
    if any(toll.kind == "incident" and not tells_of_several(toll) for toll in tolls) and not turn_of(claim):
        return False
    return population_in(claim.population, target.population) is not OUTSIDE and not _side_by_side(claim, target)


def _toll_of(claim: Claim) -> set[str]:
    """The wholes that this claim and others make up."""
    return {relation.claim for relation in claim.relations if relation.type == "partition"}


def _side_by_side(one: Claim, other: Claim) -> bool:
    """Whether one sentence lists two groups of people of one event: "killed 13 soldiers and 169 others"."""
    mine, theirs = one.spans.get("sentence"), other.spans.get("sentence")
    if one.document != other.document or mine is None or theirs is None or not mine.overlaps(theirs):
        return False
    axes = (
        (windows_of(one), windows_of(other), one.scope.time and other.scope.time),
        (_ids(one), _ids(other), one.scope.places and other.scope.places),
        (one.scope.means, other.scope.means, one.scope.means and other.scope.means),
    )
    return not turn_of(one) and all(a == b for a, b, both in axes if both)


def _ids(claim: Claim) -> frozenset[str | None]:
    return frozenset(place.id or place.text for place in claim.scope.places)


def _tied_by_words(claims: Sequence[Claim], by_id: Mapping[str, Claim]) -> list[Pair]:
    found = []
    for claim in claims:
        for relation in claim.relations:
            target = by_id.get(relation.claim)
            if target is None or relation.claim == claim.id:
                continue
            listed = relation.type == "disjoint_from" and _side_by_side(claim, target)
            if listed or relation.type in _TIED or (relation.type in _PARTS and _part_of_event(claim, target)):
                found.append(_pair(claim.id, target.id))
    return sorted(set(found))


def _part_of_event(part: Claim, whole: Claim) -> bool:
    """Whether a part is of the same event, rather than a smaller event inside a larger one."""
    silent = part.scope.time is None or not part.scope.places
    if part.kind in {"subset", "increment"} or silent:
        return True
    one, other = pool([part]), pool([whole])
    if compare(one, other).grade is SURELY:
        return True
    if whole.kind != "incident" or part.document != whole.document or turn_of(part) or tells_of_several(whole):
        return False
    if not same_place(one, other) or actors_contradict(one, other) or means_agree(one, other) is not SURELY:
        return False
    # Of the parts that make up a toll, some may have died, or been found, days later.
    later = any(relation.type == "partition" and relation.claim == whole.id for relation in part.relations)
    mine, theirs = one.windows[0], other.windows[0]
    return mine == theirs or (later and mine.known and 0 <= mine.start - theirs.end <= LATER_DAYS)


def _named_alike(claims: Sequence[Claim]) -> list[Pair]:
    """Claims of one incident by its id (no spaces) anywhere, or by its words within one document."""
    first: dict[tuple[str | None, str], str] = {}
    found = []
    for claim in claims:
        name = claim.scope.incident
        if name:
            key = (None if is_id(name) else claim.document, name)
            found.append((first.setdefault(key, claim.id), claim.id))
    return found


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
