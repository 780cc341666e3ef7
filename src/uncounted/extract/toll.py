"""A document's toll from its claims and their relations, under a named convention: derived, never picked.

The toll of a measure is the sum of the incidents that the text tells as its own news: one figure for every set of
tellings, parts inside wholes counted once, earlier figures of an update left out, several sources of one incident
joined by the convention. Figures of other times and running totals stay out where the text has an incident of its own;
a number whose harm only the figure beside it tells never stands against one told in full.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from uncounted.extract.background import background
from uncounted.extract.conventions import CONVENTIONS, Convention, counting, of_several, shared, valued
from uncounted.extract.leftover import NUMBER_BESIDE
from uncounted.extract.living import living
from uncounted.extract.story import is_headline, nth, story, without_headline
from uncounted.extract.told_again import (
    all_of_them,
    figure,
    is_toll,
    of_old,
    same_people,
    sentence_of,
    sentence_words,
    start_of,
)
from uncounted.extract.totals import adds_up, grand_total, sum_of, summary_of, told_so_far, whole_figures
from uncounted.model.claim import Claim, Count, Measure
from uncounted.model.errors import UnknownName


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
    own = [c for c in own if c.inherited.get("measure") != NUMBER_BESIDE] or own
    if not own or _of_a_time(own, claims):
        return None
    left = sorted(_roots(own) or own, key=start_of)
    if max(sentence_of(c)[1] for c in claims) > _longest(claims):
        return _with_nth(story(left, own, rules), left)
    left = without_headline(left, rules)
    left = [c for c in left if not of_old(c, left[0])]
    if all(of_old(c, told[0]) for c in left):
        return None  # "shot at a vigil for a man killed a year earlier"
    summary = (
        grand_total(own, rules) or summary_of(left, rules) or adds_up(left, rules) or adds_up(whole_figures(own), rules)
    )
    return _with_nth(sum_of([valued(c, rules) for c in ([summary] if summary else _events(left, rules))]), left)


def _with_nth(total: Count, claims: Sequence[Claim]) -> Count:
    """``a second person has died``: two dead, though only one be told of."""
    number = max((nth(c) for c in claims if c.measure == "killed"), default=0)
    few = total.point is not None and total.high is not None and total.point < number
    return Count(number, number, number, "exact", rule="nth-victim") if few else total


# Up to here a text is a note, whose figures add up; longer ones tell one event again and again, news with a headline
# from its first sentence on.
_NOTE, _NEWS, _SUMMARY = 500, 400, 800


def _longest(claims: Sequence[Claim]) -> int:
    if _headed(claims):
        return _NEWS
    in_turn = any("sentence" in c.spans and _IN_TURN.match(c.spans["sentence"].quote) for c in claims)
    return _NOTE if any(c.attribution for c in claims) or not in_turn else _SUMMARY


# One event after the other: what a later sentence counts comes on top.
_IN_TURN = re.compile(
    r"\W*(?:then|later|afterwards?|subsequently|meanwhile|elsewhere|separately"
    r"|(?:on )?the (?:following|next|same) day|(?:\w+ )?(?:minutes|hours|days) (?:later|after)"
    r"|on \w+ \d|an?other\b|a second\b|in (?:a|an|another) )",
    re.IGNORECASE,
)


def _headed(claims: Sequence[Claim]) -> bool:
    """Whether the first sentence that says a figure is a headline: it ends in no full stop."""
    return is_headline(min(claims, key=sentence_of))


def _events(claims: Sequence[Claim], rules: Convention) -> list[Claim]:
    """One claim for each group of people told of: later tellings of the same people are taken into the first."""
    kept: list[Claim] = []
    last: Claim | None = None
    for claim in claims:
        value = figure(valued(claim, rules)) or 0
        again = last not in kept  # "also" then sets it beside the claim just told, which is inside another
        same = next((k for k, held in enumerate(kept) if same_people(held, claim, again=again)), None)
        last = claim
        if all_of_them(claim) and kept and told_so_far(kept, rules) <= value:
            kept = [claim]  # "a guard was shot and a robber was hit. Both were taken to hospital"
            continue
        if same is None:
            kept.append(claim)
        elif kept[same].count.modifier == "vague word" != claim.count.modifier:
            kept[same] = claim  # "others were hurt", then "at least four people were hurt"
        elif value > (figure(valued(kept[same], rules)) or 0) and (
            claim.kind == "cumulative" or is_toll(claim) or "toll" in sentence_words(claim)
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
    incidents = [claim for claim in left if claim.kind in {"incident", "increment"} or of_several(claim)]
    left = incidents or left
    some = [claim for claim in left if claim.count.high != 0]
    return some or left[:1]


def _of_a_time(own: Sequence[Claim], claims: Sequence[Claim]) -> bool:
    """Whether a text that tells an incident counts these people over a time alone: "12 have died this year"."""
    told = any(c.kind == "incident" and c.measure in _HARMS and c not in own and c.count.high != 0 for c in claims)
    return told and all(c.kind in {"period", "cumulative"} and "time" in c.spans for c in own)


_HARMS = frozenset({"killed", "injured", "casualties"})
