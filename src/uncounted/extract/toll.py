"""A document's toll from its claims and their relations, under a named convention: derived, never picked.

The toll of a measure is the sum of the incidents that the text tells as its own news: one figure for every set of
tellings, parts inside wholes counted once, earlier figures of an update left out, several sources of one incident
joined by the convention. Figures of other times and running totals stay out where the text has an incident of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from uncounted.extract.background import background
from uncounted.extract.conventions import CONVENTIONS, Convention, counting, shared, valued
from uncounted.extract.living import living
from uncounted.extract.told_again import (
    APART,
    ATTACKERS,
    SIDES_APART,
    all_of_them,
    attacker,
    figure,
    of_old,
    same_people,
    sentence_of,
    sentence_words,
    start_of,
)
from uncounted.model.claim import Claim, Count, Measure
from uncounted.model.errors import UnknownName
from uncounted.reference.fold import words as listed


def toll(claims: Sequence[Claim], measure: Measure, convention: str = "acled") -> Count | None:
    """The count of ``measure`` that a document's claims come to; null where they say nothing of it.

    Raises UnknownName for a convention that nobody knows.
    """
    if convention not in CONVENTIONS:
        raise UnknownName(f"No convention is called {convention!r}.", tuple(CONVENTIONS))
    rules = CONVENTIONS[convention]
    told = living(claims) if measure == "injured" else claims
    own = counting([c for c in told if c.measure == measure and c.stance != "denies"], rules, claims)
    own = own or counting([c for c in shared(claims, measure, rules) if c.stance != "denies"], rules)
    if not own:
        return None
    left = sorted(_roots(own) or own, key=start_of)
    if max(sentence_of(c)[1] for c in claims) > (_NEWS if _headed(claims) else _NOTE):
        return _story(left, own, rules)
    summary = _grand_total(own, rules) or _summary(left, rules) or _adds_up(left, rules) or _adds_up(_whole(own), rules)
    return _sum([valued(c, rules) for c in ([summary] if summary else _events(left, rules))])


# Up to here a text is a note, whose figures add up; longer ones tell one event again and again, news with a headline
# from its first sentence on.
_NOTE, _NEWS = 500, 400


def _headed(claims: Sequence[Claim]) -> bool:
    """Whether the first sentence that says a figure is a headline: it ends in no full stop."""
    spans = min(claims, key=sentence_of).spans
    return "sentence" in spans and spans["sentence"].quote.rstrip()[-1:].isalnum()


def _story(claims: Sequence[Claim], own: Sequence[Claim], rules: Convention) -> Count:
    """The toll of a long text: what its first sentence with a figure says, and who is told of later as one more.

    A figure that a later sentence sets against it widens the range; single persons before it make way for the first
    small figure that may hold them.
    """
    left = [c for c in claims if figure(valued(c, rules))] or claims
    summary = _summary(left, rules)
    if summary is None or "fatalities" not in sentence_words(summary):
        summary = _grand_total(left, rules)
    if summary is not None:
        return valued(summary, rules)
    lead = [left[0], *(c for c in left[1:] if sentence_of(c) == sentence_of(left[0]) and not same_people(left[0], c))]
    others: list[Claim] = []
    for claim in left:
        if claim in lead or of_old(claim, lead[0]):
            continue
        single = len(lead) == 1 and figure(valued(lead[0], rules)) == 1
        value = figure(valued(claim, rules)) or 0
        victim = any(r.rule == SIDES_APART and r.claim == lead[0].id for r in claim.relations)
        apart = victim and value == 1 and claim.kind == "incident"
        one_more = single and (apart or APART & {*(claim.count.text or "").lower().split()})
        if one_more or _others_also(lead[0], claim) or _nth(claim) == _told_so_far(lead, rules) + 1:
            lead.append(claim)
        elif (single and 1 < value < _FEW) or _says_more(lead, claim, value, rules):
            lead = [claim]
        else:
            others.append(claim)
    lead = _fuller(lead, [c for c in own if c not in lead], rules)
    lead += _attackers_own(lead, others)
    rivals = [valued(c, rules) for c in others if c.kind == "incident" and c not in lead]
    return _widened(_sum([valued(c, rules) for c in lead]), rivals)


_ORDINALS = listed("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")


def _nth(claim: Claim) -> int:
    """``a seventh victim has died``: 7, of one person counted so; else nought."""
    said = (claim.count.text or "").lower().split()
    one = claim.count.point == 1 and said[:1] == ["a"] and claim.kind in {"incident", "increment"}
    return next((n for n, word in enumerate(_ORDINALS, 1) if one and word in said[1:2]), 0)


def _told_so_far(lead: Sequence[Claim], rules: Convention) -> int:
    return sum(figure(valued(c, rules)) or 0 for c in lead)


def _others_also(first: Claim, claim: Claim) -> bool:
    """``ten other people were also hurt``: more than those of the sentence before, which counted some by a number."""
    said = {*(claim.population.text or "").lower().split()} & {"other", "others"}
    near = 0 < sentence_of(claim)[0] - sentence_of(first)[1] < _NEAR
    return bool(said) and near and "also" in sentence_words(claim) and claim.count.modifier != "vague word"


_NEAR = 60  # letters between two sentences that follow each other
_FEW = 10
# A number of people, several, some: fewer than would be called dozens.
_MANY = 24
_MANY_WORDS = frozenset({"many", "numerous", "countless"})


def _fuller(lead: list[Claim], others: Sequence[Claim], rules: Convention) -> list[Claim]:
    """The lead, or a later sentence that tells of the same and of more beside them: "six priests and two maids".

    A lead that counts people of any kind ("eight people") holds the others already.
    """
    if len(lead) > 1 or (lead[0].population.text or "people").lower().split()[-1] in _ANYBODY:
        return lead
    value = figure(valued(lead[0], rules))
    for again in [c for c in others if value != 1 and figure(valued(c, rules)) == value]:
        beside = [c for c in others if sentence_of(c) == sentence_of(again) and _side_by_side(c, again)]
        if beside:
            return [again, *beside]
    return lead


_ANYBODY = frozenset({"people", "persons", "civilians", "individuals", "others", "victims", "martyrs"})


def _side_by_side(one: Claim, other: Claim) -> bool:
    pairs = ((one, other), (other, one))
    return any(r.claim == b.id and r.rule == "side-by-side" for a, b in pairs for r in a.relations)


def _attackers_own(lead: Sequence[Claim], others: Sequence[Claim]) -> list[Claim]:
    """The death of an attacker, told after those of the others: the first that names one person."""
    if any(attacker(c) or (ATTACKERS & sentence_words(c) and "including" in sentence_words(c)) for c in lead):
        return []
    own = [c for c in others if c.kind == "incident" and attacker(c) and figure(c.count) == 1]
    return [c for c in own if c.measure == "killed"][:1]


# Vague words for no more than this ("several", "many") say less than any figure.
_SOME = 3


def _says_more(lead: Sequence[Claim], claim: Claim, value: int, rules: Convention) -> bool:
    """Whether a later figure takes the place of the lead: a figure for "many", or a toll that holds all told so far."""
    few = all((valued(c, rules).low or 0) <= _SOME for c in lead)
    if all(c.count.modifier == "vague word" and (few or valued(c, rules).high is None) for c in lead):
        many = all(_MANY_WORDS & {*(c.count.text or "").lower().split()} for c in lead)
        return claim.count.modifier != "vague word" and value > 1 and (many or value < _MANY)
    return "toll" in sentence_words(claim) and value > _told_so_far(lead, rules)


def _widened(toll: Count, others: Sequence[Count]) -> Count:
    """A toll with the range of the figures that may be other sources' word for it: no fewer, at most twice as many."""
    point = figure(toll)
    if point is None or point < 2:
        return toll
    told = [value for value in map(figure, others) if value is not None and point < value <= 2 * point]
    if not told:
        return toll
    high = None if toll.modifier == "at least" else max(toll.high or point, *told)
    return Count(toll.low, high, toll.point, "range", rule="range-of-sources")


def _summary(claims: Sequence[Claim], rules: Convention) -> Claim | None:
    """A last line that only sums up, such as ``3 fatalities.``."""
    last = claims[-1]
    start, end = sentence_of(last)
    value = figure(valued(last, rules))
    most = max(figure(valued(c, rules)) or 0 for c in claims) if "fatalities" not in sentence_words(last) else 1
    short = len(claims) > 1 and value and value >= most and end - start < 45 and "population" in last.spans
    other_side = attacker(last) and not all(attacker(c) for c in claims)
    holds = (_can_hold(last, claims) and not other_side) or bool({"fatality", "fatalities"} & sentence_words(last))
    return last if short and holds and _alone(last) and not APART & sentence_words(last) else None


_ALL = re.compile(
    r"(?:\bin total|\baltogether|\bin all|\bin (?:both|all|the two|the three|the 2|the 3)\s"
    r"(?:\w+\s)?(?:attacks|blasts|incidents|bombings|explosions|shootings))\W*$",
    re.IGNORECASE,
)


_ALL_TOLD = re.compile(r"\W*(?:in total|altogether|in all)\s", re.IGNORECASE)  # "in total 26 died and 91 were hurt"


def _grand_total(claims: Sequence[Claim], rules: Convention) -> Claim | None:
    """A figure that the words "in total", "in the two attacks" open, and that no other is above."""
    values = [figure(valued(c, rules)) or 0 for c in claims]
    for claim, value in zip(claims, values, strict=True):
        before = (
            claim.spans["sentence"].quote[: start_of(claim) - sentence_of(claim)[0]]
            if "sentence" in claim.spans
            else ""
        )
        opened = re.split(r"[,;]\s|\band\b", before)
        if (
            len(claims) > 1
            and value == max(values) > 1
            and (any(_ALL.search(part.strip()) for part in opened[-2:]) or _ALL_TOLD.match(opened[-2:][0]))
        ):
            return claim
    return None


def _alone(claim: Claim) -> bool:
    """Whether the count and its noun open the sentence and nothing but other counts follows."""
    start, _ = sentence_of(claim)
    words = claim.spans["sentence"].quote.lower()
    return claim.spans["count"].start - start < 12 and any(
        noun in words for noun in ("fatalit", "deaths", "casualt", "injured", "killed", "dead")
    )


def _whole(claims: Sequence[Claim]) -> list[Claim]:
    """The figures that are parts of no other, those told again included."""
    return [c for c in claims if c.kind != "subset" and not any(r.type == "part_of" for r in c.relations)]


def _adds_up(claims: Sequence[Claim], rules: Convention) -> Claim | None:
    """A figure that is the sum of two or more others: their total."""
    values = [figure(valued(c, rules)) or 0 for c in claims]
    for claim, value in zip(claims, values, strict=True):
        between = claim not in (claims[0], claims[-1]) and len({sentence_of(c) for c in claims}) == 1
        if len(claims) > 2 and value > 1 and sum(values) == 2 * value and _can_hold(claim, claims) and not between:
            return claim  # "his wife, two daughters and himself" lists parts alone
    return None


def _can_hold(whole: Claim, claims: Sequence[Claim]) -> bool:
    """Whether nothing said of the others keeps them out of a whole: no "also", no other side, no attackers."""
    others = [c for c in claims if c is not whole]
    sides = {c.population.status for c in others} - {None}
    unlike = whole.population.status is not None and bool(sides - {whole.population.status})
    told_beside = "also" in sentence_words(whole) or any(_side_by_side(whole, c) for c in others)
    return not (unlike or told_beside or (any(map(attacker, others)) and not attacker(whole)))


def _events(claims: Sequence[Claim], rules: Convention) -> list[Claim]:
    """One claim for each group of people told of: later tellings of the same people are taken into the first."""
    kept: list[Claim] = []
    last: Claim | None = None
    for claim in claims:
        value = figure(valued(claim, rules)) or 0
        again = last not in kept  # "also" then sets it beside the claim just told, which is inside another
        same = next((k for k, held in enumerate(kept) if same_people(held, claim, again=again)), None)
        last = claim
        if all_of_them(claim) and kept and _told_so_far(kept, rules) <= value:
            kept = [claim]  # "a guard was shot and a robber was hit. Both were taken to hospital"
            continue
        if same is None:
            kept.append(claim)
        elif value > (figure(valued(kept[same], rules)) or 0) and (
            claim.kind == "cumulative" or "toll" in sentence_words(claim)
        ):
            kept = [held for held in kept if not same_people(held, claim)]
            kept.append(claim)
    return kept


def _roots(claims: Sequence[Claim]) -> list[Claim]:
    """The claims left when parts, tellings and superseded figures are gone, and totals where incidents are told."""
    ids = {claim.id for claim in claims}
    own_news = {claim.id for claim in claims if claim.kind == "incident"}
    gone: set[str] = set()
    for claim in claims:
        for relation in claim.relations:
            if relation.claim not in ids:
                continue
            if (
                relation.type == "same_claim"
                or (relation.type == "part_of" and (relation.rule != "bringing-total" or relation.claim in own_news))
                or relation.type == "paraphrase_of"
            ):
                gone.add(claim.id)
            if relation.type == "update_of" and claim.id not in gone:
                gone.add(relation.claim)
    left = [claim for claim in claims if claim.id not in gone]
    retold = {r.claim for claim in claims if not background(claim) for r in claim.relations if r.type == "same_claim"}
    left = [claim for claim in left if claim.id in retold or not background(claim)] or left
    incidents = [claim for claim in left if claim.kind in {"incident", "increment"} or _of_several(claim)]
    left = incidents or left
    some = [claim for claim in left if claim.count.high != 0]
    return some or left[:1]


def _of_several(claim: Claim) -> bool:
    """Whether a figure sums the strikes of one event, not a time: "two strikes killed at least 24"."""
    strikes = claim.scope.n_incidents or 0
    return claim.kind == "cumulative" and 1 < strikes < 6 and "time" not in claim.inherited


def _sum(counts: Sequence[Count]) -> Count:
    lows = [c.low if c.low is not None else c.point for c in counts]
    highs = [c.high for c in counts]
    points = [figure(c) for c in counts]
    return Count(
        None if None in lows else sum(x for x in lows if x is not None),
        None if None in highs else sum(x for x in highs if x is not None),
        None if None in points else sum(x for x in points if x is not None),
        modifier="exact" if all(c.modifier == "exact" for c in counts) else "range",
    )
