"""What a claim does not say, taken from where the text says it; each part keeps the rule that brought it.

Rules, in order: ``same-sentence`` (another claim of the sentence), ``same-claim`` (another telling of the figure),
``part-of`` (the figure that holds it, for parts of one incident), ``sum-before`` (the source's sum just told),
``headline-of-root`` (an earlier figure of the same root), ``lead`` (the one incident that the text is about),
``same-place`` (the day on which the text tells of harm in that very town), ``strikes-of-text`` (what kind of strikes it
tells of).
Time and place never pass between different incidents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from uncounted.model.claim import Claim
from uncounted.model.membership import INSIDE, period_in
from uncounted.model.scope import Scope
from uncounted.resolve.changed import changed

_SUMS = frozenset({"period", "cumulative"})
_FIELDS = ("time", "places", "actors", "means")


def inherit(claims: Sequence[Claim]) -> list[Claim]:
    """The claims with missing parts filled by rule; ``inherited`` maps each part to its rule."""
    found = list(claims)
    open_doer = _several_doers(claims)
    for rule, donors in _RULES:
        for at, claim in enumerate(found):
            if not _may_take(claim, rule):
                continue
            fields = [f for f in _FIELDS if not (f == "actors" and open_doer and rule in _FROM_AFAR)]
            fields = ["time"] if rule == "same-place" else fields
            if rule == "headline-of-root" and _nowhere(found):
                fields.remove("places")
            found[at] = _filled(claim, donors(claim, found), rule, fields)
    return _bare_strikes(found)


_FROM_AFAR = frozenset({"headline-of-root", "lead"})


def _several_doers(claims: Sequence[Claim]) -> bool:
    """Whether one source names several doers, each with a figure of its own: another figure may be of any of them.

    Rule ``lead`` passes no doer in such a text: "The militia killed 150, soldiers killed 22. ... 90 died on 24 April".
    """
    told: dict[str | None, list[set[str]]] = {}
    for claim in claims:
        if "actors" not in claim.inherited and claim.count.high != 0 and claim.measure in {"killed", "injured"}:
            for actor in claim.scope.actors:
                told.setdefault(claim.root, []).append({actor.id or actor.name or "", *actor.within})
    return any(not one & other for sides in told.values() for one in sides for other in sides)


def _may_take(claim: Claim, rule: str) -> bool:
    """Whether any part of a claim may be filled by a rule: another donor changes nothing."""
    scope = claim.scope
    if any(_missing(scope, field) for field in _FIELDS) or (scope.time and scope.time.rule == "statement-date"):
        return True
    return rule in {"same-claim", "part-of"} and claim.population.status is None


def _bare_strikes(claims: list[Claim]) -> list[Claim]:
    """In a text that tells of air strikes and no others, a bare "strike" is one of them (rule ``strikes-of-text``)."""
    told = {claim.scope.means for claim in claims} & {"airstrike", "drone strike", "missile strike", "shelling"}
    if len(told) != 1:
        return claims
    means = told.pop()
    return [
        changed(c, scope=changed(c.scope, means=means), inherited={**c.inherited, "means": "strikes-of-text"})
        if c.scope.means is None and c.scope.actors and _BARE_STRIKE.search(_words(c))
        else c
        for c in claims
    ]


_BLAMED = re.compile(r"\b(?:blam(?:e|ed|es|ing)|accus(?:e|ed|es|ing))\b", re.IGNORECASE)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_OLDER = re.compile(
    rf"\W*(?:in|on|by)\s(?:(?:early|mid|late)[ -])?(?:(?:\d{{1,2}} )?(?:{_MONTHS})(?: \d{{1,2}})?,? )?(?:19|20)\d\d\b"
    r"|.*?\b(?:(?:previous|earlier|past|similar|another|separate) (?:attack|strike|raid|case|incident|bombing|siege)"
    r"|last (?:year|month))\b",
    re.IGNORECASE | re.DOTALL,
)
_APART_TOLD = re.compile(
    r"\b(?:separate|another|unrelated|different) (?:\w+ )?(?:incident|attack|strike|raid|ambush|bombing|blast|explosion"
    r"|shooting|clash|case|event)s?\b|\b(?:separately|elsewhere)\b",
    re.IGNORECASE,
)
_BARE_STRIKE = re.compile(r"\bstrikes?\b", re.IGNORECASE)


def _words(claim: Claim) -> str:
    return claim.spans["sentence"].quote if "sentence" in claim.spans else ""


def _nowhere(claims: Sequence[Claim]) -> bool:
    """Whether a report's first sum names no place: then the place of a section is not the report's."""
    return next((not c.scope.places for c in claims if c.kind in _SUMS), False)


_CLOSED = frozenset({"contested", "divided", "not-said"})  # marks of a field that nothing else of the text fills


def _filled(claim: Claim, donors: Sequence[Claim], rule: str, fields: Sequence[str] = _FIELDS) -> Claim:
    for donor in donors:
        for field in fields:
            if (
                not (_missing(claim.scope, field) or (field == "time" and _only_said(claim, donor)))
                or claim.inherited.get(field) in _CLOSED
                or _missing(donor.scope, field)
                or not _may_pass(field, claim, donor, rule)
            ):
                continue
            claim = changed(
                claim, scope=_with(claim.scope, field, donor.scope), inherited={**claim.inherited, field: rule}
            )
        claim = _status(claim, donor, rule)
    return claim


def _only_said(claim: Claim, donor: Claim) -> bool:
    """Whether a telling of an incident dates only the words, and another told the day, not after those words."""
    said, day = claim.scope.time, donor.scope.time
    return (
        said is not None and said.rule == "statement-date" and claim.kind not in _SUMS and donor.kind not in _SUMS
        and day is not None and day.rule != "statement-date" and day.start is not None and day.start == day.end
        and (said.end is None or day.start <= said.end)
    )  # fmt: skip


def _missing(scope: Scope, field: str) -> bool:
    value = getattr(scope, field)
    if field == "time":
        return value is None or (value.start is None and value.end is None)
    return not value


def _with(scope: Scope, field: str, donor: Scope) -> Scope:
    value = getattr(donor, field)
    if field == "places":
        return changed(scope, places=value, places_reading=donor.places_reading)
    if field == "actors":
        return changed(scope, actors=value, actors_reading=donor.actors_reading)
    return changed(scope, **{field: value})


def _status(claim: Claim, donor: Claim, rule: str) -> Claim:
    """A status passes between tellings of one figure, and from a whole to its parts."""
    if rule not in {"same-claim", "part-of"} or claim.population.status is not None or donor.population.status is None:
        return claim
    population = replace(claim.population, status=donor.population.status)
    return changed(claim, population=population, inherited={**claim.inherited, "population.status": rule})


_DAYS_BEFORE = re.compile(r"\bdays? (?:earlier|before)$")  # "81 years earlier" is the day that a text remembers


def _days_before(claim: Claim) -> bool:
    """Whether a figure is of a day before the one told: "three days after the bombing in which 13 died"."""
    time = claim.scope.time
    counted = claim.inherited.get("time.anchor") == "told-before" and time is not None
    return counted and time is not None and _DAYS_BEFORE.search(time.text or "") is not None


def _may_pass(field: str, claim: Claim, donor: Claim, rule: str) -> bool:
    if field == "actors" and (claim.measure == "detained") != (donor.measure == "detained"):
        return False  # who arrests the suspects of a blast did not set it off
    if rule == "same-sentence" and field == "places" and _days_apart(claim, donor):
        return False  # "killing 90 on board, and on Tuesday a bomber killed 10 in Moscow"
    one_event = field == "actors" and claim.kind not in _SUMS and not _days_apart(claim, donor)
    if rule == "same-sentence" and field in {"actors", "means"} and not one_event and _part_beside(claim, donor):
        return False  # "250 have died: 160 by air strikes": so much is not said of all, nor of the other parts
    if rule == "same-sentence" and field in {"time", "places"} and _own_of_part(field, claim, donor):
        return False  # "Seven have died since, three of them in an ambush at Mugi on 7 March"
    if rule == "same-sentence" and field in {"actors", "means", "time"} and _part_of_another(claim, donor):
        return False  # "puts the toll at 400; soldiers killed 251, including 62 children": the soldiers' 62 say no more
    if rule in {"same-sentence", "same-claim", "part-of"}:
        return True
    if rule == "lead" and field != "time" and (_at_odds(claim, donor) or _days_before(claim)):
        return False  # "In August 2018 eleven died in two attacks": of another time than the lead
    if rule == "lead" and field != "time" and _APART_TOLD.search(_words(claim)):
        return False  # "In a separate incident two soldiers died"
    if rule == "sum-before":  # a town would be another event's; a country or province is what the source speaks of
        wide = all((place.precision or 0) >= _WIDE for place in donor.scope.places)
        return field == "actors" or (field == "places" and wide)
    if rule == "headline-of-root":
        # A sum of the same root shares who and where; its time is its own, and incidents have places of their own.
        if field == "time" or (field == "places" and (claim.kind not in _SUMS or _APART_TOLD.search(_words(claim)))):
            return False
        if field == "means" and _over_more(claim, donor):
            return False  # "in April shelling killed 10 ... since October 250 have died"
        return field in {"means", "actors"} or claim.kind in _SUMS
    if field == "time" and donor.scope.time is not None and donor.scope.time.rule == "statement-date":
        return False  # when one source spoke says nothing of another's figure
    if field == "actors" and donor.root != claim.root and _BLAMED.search(_words(donor)):
        return False  # one source's blame is not the other sources' word
    return field != "means" or claim.kind == donor.kind


def _part_of_another(claim: Claim, donor: Claim) -> bool:
    """Whether a figure that might lend is a part of a third that has nothing to do with the other."""
    wholes = {r.claim for r in donor.relations if r.type == "part_of"}
    tied = {claim.id, *(r.claim for r in claim.relations)}
    return bool(wholes) and not wholes & tied and donor.id not in tied


def _part_beside(claim: Claim, donor: Claim) -> bool:
    """Whether a figure that might lend is a part of the other, or a part of the same whole."""
    wholes = {r.claim for r in donor.relations if r.type in {"part_of", "partition"}}
    return claim.id in wholes or any(r.claim in wholes for r in claim.relations if r.type in {"part_of", "partition"})


def _over_more(claim: Claim, donor: Claim) -> bool:
    """Whether a sum is over a longer time, which holds the other's: others may have died otherwise in the rest."""
    mine, theirs = claim.scope.time, donor.scope.time
    return claim.kind in _SUMS and period_in(theirs, mine) is INSIDE and period_in(mine, theirs) is not INSIDE


def _own_of_part(field: str, claim: Claim, donor: Claim) -> bool:
    """Whether a donor is a part of a sum and has words of its own for a field."""
    part = claim.kind in _SUMS and any(r.type == "part_of" and r.claim == claim.id for r in donor.relations)
    return part and field not in donor.inherited


def _days_apart(claim: Claim, donor: Claim) -> bool:
    """Whether two figures have days of their own that differ."""
    one, other = claim.scope.time, donor.scope.time
    own = "time" not in claim.inherited and "time" not in donor.inherited
    return own and one is not None and other is not None and bool(one.start and other.start) and one.end != other.end


def _at_odds(claim: Claim, donor: Claim) -> bool:
    """Whether a figure has a time of its own that lies months from the other's."""
    one, other = claim.scope.time, donor.scope.time
    if one is None or other is None or "time" in claim.inherited:
        return False
    if not (one.start and one.end and other.start and other.end):
        return False
    first, last = (one, other) if one.end < other.start else (other, one)
    return (date.fromisoformat(last.start or "") - date.fromisoformat(first.end or "")).days > _APART


def _sentence(claim: Claim) -> tuple[int, int] | None:
    span = claim.spans.get("sentence")
    return (span.start, span.end) if span is not None else None


def _same_sentence(claim: Claim, claims: Sequence[Claim]) -> list[Claim]:
    at = _sentence(claim)
    return [
        c for c in claims
        if c.id != claim.id and at is not None and _sentence(c) == at and c.root == claim.root
        and not _CELLS.search(_between(claim, c))
        and (c.kind == claim.kind or "subset" in {c.kind, claim.kind} or "increment" in {c.kind, claim.kind})
    ]  # fmt: skip


_CELLS = re.compile(r"\||\t| {2,}")


def _between(one: Claim, other: Claim) -> str:
    """The words of the sentence between two counts: marks of cells part the columns of a table."""
    first, last = sorted((_start(one), _start(other)))
    span = one.spans["sentence"]
    return span.quote[max(0, first - span.start) : last - span.start]


def _same_claim(claim: Claim, claims: Sequence[Claim]) -> list[Claim]:
    linked = {r.claim for r in claim.relations if r.type == "same_claim"}
    linked |= {c.id for c in claims for r in c.relations if r.type == "same_claim" and r.claim in {claim.id, *linked}}
    return [c for c in claims if c.id in linked and c.id != claim.id]


def _whole(claim: Claim, claims: Sequence[Claim]) -> list[Claim]:
    """The figure that holds a part told with it: whom it leaves out and where it was hold for the part too."""
    wholes = {r.claim for r in claim.relations if r.type == "part_of" and r.rule not in {"example", "bringing-total"}}
    return [c for c in claims if c.id in wholes]


def _sum_before(claim: Claim, claims: Sequence[Claim]) -> list[Claim]:
    """The sum that the same source gave in the sentence before: "900 died this year. It said 12 died on Sunday"."""
    mine, time = claim.spans.get("sentence"), claim.scope.time
    if claim.kind in _SUMS or mine is None or time is None or "time" in claim.inherited or _whole(claim, claims):
        return []
    return [
        c for c in claims
        if c.kind in _SUMS and c.root == claim.root is not None and "sentence" in c.spans
        and 0 <= mine.start - c.spans["sentence"].end <= 1
        and period_in(time, c.scope.time) is INSIDE
    ]  # fmt: skip


def _headline(claim: Claim, claims: Sequence[Claim]) -> list[Claim]:
    if claim.kind not in _SUMS and not any(r.type == "part_of" and r.rule == "example" for r in claim.relations):
        return []
    return [
        c for c in claims if c.kind in _SUMS and c.id != claim.id and c.root == claim.root and _start(c) < _start(claim)
    ]


def _start(claim: Claim) -> int:
    span = claim.spans.get("count")
    return span.start if span is not None else 0


def _lead(claim: Claim, claims: Sequence[Claim]) -> list[Claim]:
    """The one incident of a short text: what its first telling says holds for the rest that says nothing else."""
    if claim.kind in _SUMS or not claims or _of_a_sum(claim):
        return []
    incidents: list[Claim] = []
    times, places, own_means = set(), set(), set()
    for c in claims:
        if c.kind in _SUMS or _background(c, claims):
            continue
        incidents.append(c)
        if c.scope.time is not None and c.scope.time.start and c.inherited.get("time") in {None, "heading"}:
            times.add((c.scope.time.start, c.scope.time.end))
        if c.scope.places and c.inherited.get("places") in {None, "heading"}:
            places |= {p.id or p.text for p in c.scope.places}
        if c.scope.means:
            own_means.add(c.scope.means)
        if len(times) > 1 or len(places) > 1 or len(own_means) > 2:
            return []  # of several incidents
    # What is told late may be an event of its own ("the worst took place in ..."): it says nothing of what came before.
    known = [c for c in incidents if c.id != claim.id and (c.root == claim.root or not _of_a_sum(c))]
    return [c for c in known if _start(c) < _start(claim) or _start(c) < _LEAD_TEXT]


def _same_place(claim: Claim, claims: Sequence[Claim]) -> list[Claim]:
    """Incidents of one day in the very town in which an undated one was, if the text tells of no other day there."""
    if claim.kind in _SUMS or claim.scope.time is not None or not claim.scope.places:
        return []
    here = {place.id or place.name for place in claim.scope.places}
    if any((place.precision or _TOWN) > _TOWN for place in claim.scope.places):  # one unknown is no province
        return []
    told = [c for c in claims if c.id != claim.id and here & {place.id or place.name for place in c.scope.places}]
    times = {(c.scope.time.start, c.scope.time.end) for c in told if c.scope.time is not None}
    dated = [c for c in told if c.scope.time is not None and c.kind not in _SUMS and c.measure == claim.measure]
    return dated if len(times) == 1 and len(set(*times)) == 1 else []


_TOWN = 2  # precision (UCDP where_prec) of what is near a town
_APART = 60  # days
_WEEKS = 14  # days from which a time is no event's
_WIDE = 4  # precision (UCDP where_prec) of first-order divisions; wider places have more
_LEAD_TEXT = 500  # characters of a lead


def _of_a_sum(claim: Claim) -> bool:
    """Whether a part is of a figure over weeks or more."""
    time = claim.scope.time
    if claim.kind != "subset" or time is None or not (time.start and time.end):
        return False
    return (date.fromisoformat(time.end) - date.fromisoformat(time.start)).days > _WEEKS


@lru_cache(maxsize=1024)
def _of_older(words: str) -> bool:
    return _OLDER.match(words) is not None


def _background(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether a figure, not the first, is of an older event that its sentence dates: "In May 1993 four people died"."""
    time = claim.scope.time
    dated = time is not None and time.start is not None and "time" not in claim.inherited
    if not dated or not _of_older(_words(claim)):
        return False
    start = _start(claim)
    return any(_start(c) < start for c in claims)


_RULES: tuple[tuple[str, Callable[[Claim, Sequence[Claim]], list[Claim]]], ...] = (
    ("same-sentence", _same_sentence),
    ("same-claim", _same_claim),
    ("part-of", _whole),
    ("sum-before", _sum_before),
    ("headline-of-root", _headline),
    ("lead", _lead),
    ("same-place", _same_place),
)
