"""The toll of a long text: one event, told in a headline and first sentence and then again and again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from uncounted.extract.conventions import Convention, valued
from uncounted.extract.told_again import (
    APART,
    ATTACKERS,
    SIDES_APART,
    attacker,
    closed,
    elsewhere,
    figure,
    of_old,
    same_people,
    sentence_of,
    sentence_words,
    start_of,
)
from uncounted.extract.totals import grand_total, side_by_side, sum_of, summary_of, told_so_far
from uncounted.model.claim import Claim, Count
from uncounted.reference.fold import words as listed


def story(claims: Sequence[Claim], own: Sequence[Claim], rules: Convention) -> Count:
    """The toll of a long text: what its first sentence with a figure says, and who is told of later as one more.

    A figure that a later sentence sets against it widens the range; single persons before it make way for the first
    small figure that may hold them.
    """
    left = [c for c in claims if figure(valued(c, rules))] or claims
    summary = summary_of(left, rules)
    if summary is None or "fatalities" not in sentence_words(summary):
        summary = grand_total(left, rules)
    if summary is not None:
        return valued(summary, rules)
    lead = _lead(left, rules)
    others: list[Claim] = []
    for claim in left:
        if claim in lead or of_old(claim, lead[0]):
            continue
        single = len(lead) == 1 and figure(valued(lead[0], rules)) == 1
        value = figure(valued(claim, rules)) or 0
        victim = any(r.rule == SIDES_APART and r.claim == lead[0].id for r in claim.relations)
        apart = victim and value == 1 and claim.kind == "incident"
        further = APART & {*(claim.count.text or "").lower().split()} and not closed(lead[0])
        one_more = single and (apart or further or elsewhere(claim))
        if one_more or _others_also(lead[0], claim) or nth(claim) == told_so_far(lead, rules) + 1:
            lead.append(claim)
        elif (single and 1 < value < _FEW) or _says_more(lead, claim, value, rules):
            lead = [claim]
        else:
            others.append(claim)
    lead = _fuller(lead, [c for c in own if c not in lead], rules)
    lead += _attackers_own(lead, others)
    rivals = [valued(c, rules) for c in others if c.kind == "incident" and c not in lead]
    return _widened(sum_of([valued(c, rules) for c in lead]), rivals)


def without_headline(left: list[Claim], rules: Convention) -> list[Claim]:
    """The claims of a note less those of a headline that runs into a first sentence which tells as much or more."""
    joined = [c for c in left if sentence_of(c) == sentence_of(left[0]) and _behind_dateline(left[0], c)]
    first = [c for c in left if sentence_of(c) == sentence_of(left[0]) and c not in joined]
    behind = [c for c in left if c not in first]
    near = bool(behind) and sentence_of(behind[0])[0] - sentence_of(left[0])[1] < _NEAR
    if not joined and near and is_headline(left[0]):
        joined = [c for c in behind if sentence_of(c) == sentence_of(behind[0])]
    again = joined and told_so_far(joined, rules) >= told_so_far(first, rules)
    return [c for c in left if c not in first] if again and not _other_sex(left[0], joined[0]) else left


def _lead(left: Sequence[Claim], rules: Convention) -> list[Claim]:
    """What the first sentence with a figure counts: of a headline and the first of the body, the fuller.

    A vague word behind a figure ("17 were hurt, many by bullets") tells how, not of more people.
    """
    here = [c for c in left if sentence_of(c) == sentence_of(left[0])]
    first = [c for c in here if not _behind_dateline(left[0], c) or _other_sex(left[0], c)]
    joined = [c for c in here if c not in first]
    runs = [[run[0], *(c for c in run[1:] if not same_people(run[0], c))] for run in (first, joined) if run]
    lead = max(runs, key=lambda run: told_so_far(run, rules))
    exact = lead[0].count.modifier != "vague word"
    return [c for c in lead if c is lead[0] or not (exact and _tells_how(c))]


def _other_sex(one: Claim, other: Claim) -> bool:
    sexes = one.population.sex, other.population.sex
    return None not in sexes and sexes[0] != sexes[1] and one.count.point == other.count.point == 1


def _tells_how(claim: Claim) -> bool:
    said = {*(claim.population.text or "").lower().split()}
    return claim.count.modifier == "vague word" and not APART & {*said, *(claim.count.text or "").lower().split()}


_DATELINE = re.compile(r"\([A-Z][\w ./]{1,25}\)\s*(?:--|[-\u2013\u2014])|\.com\b|\s\|\s")


def _behind_dateline(first: Claim, claim: Claim) -> bool:
    """``2 shot - Example.com LEEDS (AP) - A shooting hurt ...``: a headline runs into the first sentence."""
    if "sentence" not in claim.spans or claim is first:
        return False
    start = sentence_of(claim)[0]
    return bool(_DATELINE.search(claim.spans["sentence"].quote[start_of(first) - start : start_of(claim) - start]))


def is_headline(claim: Claim) -> bool:
    """Whether the sentence of a claim is a headline: it ends in no full stop."""
    return "sentence" in claim.spans and claim.spans["sentence"].quote.rstrip()[-1:].isalnum()


_ORDINALS = listed("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")


_OF_A_SERIES = re.compile(r"\b(?:this|in a|in the|last|past) (?:\w+ )?(?:week|month|year)s?\b|\bsince\b", re.IGNORECASE)


def nth(claim: Claim) -> int:
    """``a seventh victim has died``: 7, of one person counted so; else nought."""
    said = (claim.count.text or "").lower().split()
    if "sentence" in claim.spans and _OF_A_SERIES.search(claim.spans["sentence"].quote):
        return 0
    one = claim.count.point == 1 and said[:1] == ["a"] and claim.kind in {"incident", "increment"}
    return next((n for n, word in enumerate(_ORDINALS, 1) if one and word in said[1:2]), 0)


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
        beside = [c for c in others if sentence_of(c) == sentence_of(again) and side_by_side(c, again)]
        if beside:
            return [again, *beside]
    return lead


_ANYBODY = frozenset({"people", "persons", "civilians", "individuals", "others", "victims", "martyrs"})


def _holds_attacker(words: set[str]) -> bool:
    """``suspect among five dead``, ``six killed, including the gunman``."""
    return bool((ATTACKERS | {"suspect", "suspects"}) & words) and bool({"including", "among"} & words)


def _attackers_own(lead: Sequence[Claim], others: Sequence[Claim]) -> list[Claim]:
    """The death of an attacker, told after those of the others: the first that names one person."""
    if any(attacker(c) or _holds_attacker(sentence_words(c)) for c in lead):
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
    return "toll" in sentence_words(claim) and value > told_so_far(lead, rules)


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
