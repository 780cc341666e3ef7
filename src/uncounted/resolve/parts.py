"""Parts of sums: who did it, and by what, is what is said of the part or of its whole, not what another event lends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from uncounted.model.claim import Claim, Relation
from uncounted.model.membership import OUTSIDE, places_in
from uncounted.model.scope import Period
from uncounted.resolve.changed import changed

_SUMS = frozenset({"period", "cumulative"})
_RULE = "of-its-parts"
_LONG = 6  # days between the first and the last of a week
# rules that take a part from words about these people
_OWN = frozenset({"label", "subject", "same-sentence", "same-claim", "part-of"})


def of_sums(claims: Sequence[Claim]) -> list[Claim]:
    """The claims; a part of a sum that names no doer, or no means, loses one that it took from the text's event.

    And a whole loses means that it took from elsewhere where a part tells others: not all of it died of these. A part
    that a list of its whole's people names, in the time of the whole, holds throughout it as the sum does.
    """
    claims = _divided(claims)
    known = {claim.id: claim for claim in claims}
    return [_of_sum(claim, known[whole]) if (whole := _whole(claim)) in known else claim for claim in claims]


def _divided(claims: Sequence[Claim]) -> list[Claim]:
    told: dict[str, set[str]] = {}
    for claim in claims:
        if claim.scope.means and "means" not in claim.inherited:
            for whole in {r.claim for r in claim.relations if r.type in {"part_of", "partition"}}:
                told.setdefault(whole, set()).add(claim.scope.means)
    return [
        changed(
            claim,
            scope=changed(claim.scope, means=None),
            inherited={field: rule for field, rule in claim.inherited.items() if field != "means"},
        )
        if "means" in claim.inherited and told.get(claim.id, set()) - {claim.scope.means}
        else claim
        for claim in claims
    ]


def elsewhere(claims: Sequence[Claim]) -> list[Claim]:
    """The claims; what was taken for a part, as no words but its place set it in a sum, is none in another place."""
    known = {claim.id: claim for claim in claims}
    found = []
    for claim in claims:
        out = [
            r for r in claim.relations
            if r.type == "part_of" and r.rule == "of-the-group" and r.claim in known
            and places_in(claim.scope, known[r.claim].scope) is OUTSIDE
        ]  # fmt: skip
        kept = tuple(r for r in claim.relations if r not in out)
        alone = bool(out) and claim.kind == "subset" and not any(r.type == "part_of" for r in kept)
        kind = known[out[0].claim].kind if alone else claim.kind
        found.append(changed(claim, relations=kept, kind=kind) if out else claim)
    return found


def totals(claims: Sequence[Claim]) -> list[Claim]:
    """The claims; an undated total of figures of several times is a sum over all of these, and each holds throughout.

    Rule ``of-its-parts``: what a table's total row covers is what its rows cover.
    """
    known = {claim.id: claim for claim in claims}
    parts: dict[str, list[Claim]] = {}
    for claim in claims:
        for total in {r.claim for r in claim.relations if r.type == "partition"} & known.keys():
            parts.setdefault(total, []).append(claim)
    changes: dict[str, Claim] = {}
    for one, some in parts.items():
        whole, times = known[one], [claim.scope.time for claim in some]
        spans = [(time.start, time.end) for time in times if time is not None and time.start and time.end]
        dated = whole.scope.time is not None and (whole.scope.time.start or whole.scope.time.end)
        if dated or len(spans) < len(some) or len(set(spans)) < 2:
            continue
        start, end = min(start or "" for start, _ in spans), max(end or "" for _, end in spans)
        time = Period(start, end, reading="throughout", rule=_RULE)
        changes[one] = changed(
            whole, kind="period", scope=changed(whole.scope, time=time), inherited={**whole.inherited, "time": _RULE}
        )
        changes |= {claim.id: _throughout(claim) for claim in some if claim.id not in changes}
    return [changes.get(claim.id, claim) for claim in claims]


def _throughout(part: Claim) -> Claim:
    """A row of a total over time: of a month or year it counts all, of a few days it may be one event's."""
    time = part.scope.time
    if time is None or not time.start or not time.end:
        return part
    days = (date.fromisoformat(time.end) - date.fromisoformat(time.start)).days
    long = days >= _LONG and time.reading == "sometime"
    return changed(part, scope=changed(part.scope, time=replace(time, reading="throughout"))) if long else part


def _same_time(part: Claim, whole: Claim) -> bool:
    one, other = part.scope.time, whole.scope.time
    return one is not None and other is not None and (one.start, one.end) == (other.start, other.end)


def _people_apart(part: Claim, whole: Claim) -> bool:
    """Whether a row that adds up with others is apart from its whole by the people that it counts."""
    row = any(r.claim == whole.id and r.rule == "rows-add-up" for r in part.relations)
    one, other = part.population, whole.population
    return row and (one.status, one.sex, one.age_group) != (other.status, other.sex, other.age_group)


def crossed(claims: Sequence[Claim]) -> list[Claim]:
    """The claims; the killed of some of the casualties are among the killed of all, where words tell both.

    Rule ``of-all-harmed``: a claim that is part of some casualties, which are part of others that have a part of the
    claim's measure and source.
    """
    known = {claim.id: claim for claim in claims}
    members: dict[tuple[str, str], str] = {}
    for claim in claims:
        for whole in _casualties(claim, known):
            members.setdefault((whole.id, claim.measure), claim.id)
    found = []
    for claim in claims:
        over = [wider for some in _casualties(claim, known) for wider in _casualties(some, known)]
        wholes = dict.fromkeys(members.get((all_.id, claim.measure)) for all_ in over)
        tied = {None, claim.id, *(r.claim for r in claim.relations)}
        new = [one for one in wholes if one is not None and one not in tied]
        more = tuple(Relation("part_of", one, "of-all-harmed") for one in new)
        found.append(changed(claim, relations=(*claim.relations, *more)) if more else claim)
    return found


def _casualties(claim: Claim, known: Mapping[str, Claim]) -> list[Claim]:
    """The casualties of the same source that words call the whole of a claim."""
    wholes = [known[r.claim] for r in claim.relations if r.type == "part_of" and r.claim in known]
    return [one for one in wholes if one.measure == "casualties" and one.root == claim.root and one.id != claim.id]


def _whole(claim: Claim) -> str:
    if claim.kind != "subset":
        return ""
    return next((r.claim for r in claim.relations if r.type == "part_of" and r.rule != "example"), "")


def _of_sum(part: Claim, whole: Claim) -> Claim:
    if whole.kind not in _SUMS:
        return part
    if _same_time(part, whole) and _people_apart(part, whole):
        part = _throughout(part)
    scope, inherited = part.scope, dict(part.inherited)
    if scope.actors and not whole.scope.actors and inherited.get("actors", "same-claim") not in _OWN:
        scope = changed(scope, actors=(), actors_reading=None)
        del inherited["actors"]
    if scope.means and not whole.scope.means and inherited.get("means", "same-claim") not in _OWN:
        scope = changed(scope, means=None)
        del inherited["means"]
    return part if scope is part.scope else changed(part, scope=scope, inherited=inherited)
