"""Figures that hold others: summary lines, grand totals, sums of parts, and what claims come to together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from uncounted.extract.conventions import Convention, valued
from uncounted.extract.told_again import (
    APART,
    attacker,
    figure,
    sentence_of,
    sentence_words,
    start_of,
)
from uncounted.model.claim import Claim, Count


def summary_of(claims: Sequence[Claim], rules: Convention) -> Claim | None:
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


# Words that open a figure for all: as in "In total 26 died" or "Final toll: 22 dead".
_ALL_TOLD = re.compile(
    r"\W*(?:(?:in total|altogether|in all)\s|(?:the\s)?(?:final|total|official|overall|latest|updated|confirmed)\s"
    r"(?:(?:death|casualty)\s)?(?:toll|count|tally|figures?|casualties)\b)",
    re.IGNORECASE,
)


def grand_total(claims: Sequence[Claim], rules: Convention) -> Claim | None:
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


def whole_figures(claims: Sequence[Claim]) -> list[Claim]:
    """The figures that are parts of no other, those told again included."""
    whole = [c for c in claims if c.kind != "subset" and not any(r.type == "part_of" for r in c.relations)]
    own = [c for c in whole if c.kind in {"incident", "increment"}]
    return own or whole


def adds_up(claims: Sequence[Claim], rules: Convention) -> Claim | None:
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
    told_beside = "also" in sentence_words(whole) or any(side_by_side(whole, c) for c in others)
    return not (unlike or told_beside or (any(map(attacker, others)) and not attacker(whole)))


def told_so_far(lead: Sequence[Claim], rules: Convention) -> int:
    """What claims come to together; those without a figure are nought."""
    return sum(figure(valued(c, rules)) or 0 for c in lead)


def side_by_side(one: Claim, other: Claim) -> bool:
    """Whether two claims are counted in one breath."""
    pairs = ((one, other), (other, one))
    return any(r.claim == b.id and r.rule == "side-by-side" for a, b in pairs for r in a.relations)


def sum_of(counts: Sequence[Count]) -> Count:
    """The sum of counts, open where one of them is."""
    lows = [c.low if c.low is not None else c.point for c in counts]
    highs = [c.high for c in counts]
    points = [figure(c) for c in counts]
    return Count(
        None if None in lows else sum(x for x in lows if x is not None),
        None if None in highs else sum(x for x in highs if x is not None),
        None if None in points else sum(x for x in points if x is not None),
        modifier="exact" if all(c.modifier == "exact" for c in counts) else "range",
    )
