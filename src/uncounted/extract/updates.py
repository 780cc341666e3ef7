"""Which figure took the place of which: earlier counts told beside the current one by the same source."""

from __future__ import annotations

import itertools
import re

from uncounted.extract.as_of import as_of, by_statement, by_steps
from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import Reading
from uncounted.extract.successive import EARLIER, comparable, of_a_size, one_source, persons, words_before
from uncounted.extract.wholes import value_of

_UP_FROM = re.compile(
    r"\b(?:up|down|rising|raised|revised|lowered|corrected|risen)(?: \w+)? from (?:(?:the|an?|its) )?(?:[a-z]+ ){0,2}$"
    r"|\b(?:instead of|rather than|and not|, not) (?:the )?$",
    re.IGNORECASE,
)
_SAID_BEFORE = re.compile(
    r"^\W*(?:[a-z]+ )?(?:as )?(?:it )?(?:(?:had been|was|were) )?(?:first|initially|earlier|previously|originally"
    r"|before|announced|reported|given|counted|thought|believed|stated|claimed|known|feared"
    r"|(?:a|one|two|three|some|several) (?:days?|hours?|weeks?) (?:earlier|before))\b"
    r"|^\s*(?:dead|deaths|killed|wounded|injured|missing)?[.;]",
    re.IGNORECASE,
)


def superseded(readings: list[Reading], sentences: list[Sentence]) -> list[tuple[Reading, Reading, str]]:
    """Triples of a newer figure, the older one, and the rule that says so."""
    return [
        *_by_words(readings), *_in_place_of(readings), *by_statement(readings), *by_steps(readings, sentences),
        *_in_turn(readings), *_afterwards(readings), *as_of(readings),
    ]  # fmt: skip


_FIRST = re.compile(r"\b(?:at first|initially|originally|(?<!the )(?<!its )first)\b", re.IGNORECASE)
_THEN = re.compile(r"\b(?:then|later|subsequently|finally|eventually|by|now|since)\b", re.IGNORECASE)


def _in_turn(readings: list[Reading]) -> list[tuple[Reading, Reading, str]]:
    """``They first announced six dead, then 18; by Thursday 31 bodies had been found``: each follows the one before."""
    found = []
    for old, new in itertools.pairwise(r for r in readings if r.finding.part_of is None and r.kind == "incident"):
        sentence = old.finding.sentence
        if new.finding.sentence is not sentence or old.finding.measure != new.finding.measure:
            continue
        told = _FIRST.search(sentence.text, sentence.stretch.start, old.finding.start)
        grows = (value_of(old) or 0) < (value_of(new) or 0) and new.finding.count != old.finding.count
        then = _THEN.search(sentence.text, old.finding.end, new.finding.start)
        if told and grows and then and not new.finding.further:
            found.append((new, old, "in-turn"))
    return found


def _in_place_of(readings: list[Reading]) -> list[tuple[Reading, Reading, str]]:
    """``103 died, up from the 62 announced on Monday``, ``49 bodies, not 64 as first reported``: one event's figures.

    ``up from 62 in 2015`` sets another time beside it.
    """
    found = []
    for new, old in itertools.pairwise(readings):
        one, other = new.finding, old.finding
        if one.sentence is not other.sentence or one.measure != other.measure or one.start >= other.start:
            continue
        text = one.sentence.text
        between, after = text[one.end : other.start], text[other.end : one.sentence.stretch.end]
        same = old.time is None or new.time is None or old.time is new.time
        said = _UP_FROM.search(between) and (_SAID_BEFORE.match(after) or _of_one_event(new, old, after))
        said = said or (_changed_from(new, between) and _of_one_event(new, old, after))
        aside = len(between) < _ASIDE and _BRACKET.search(between) and _told_earlier(between, after)
        if (same and len(between) < _NEAR and said) or (aside and not persons(old, new)):
            found.append((new, old, "in-place-of"))
    return found


_ASIDE = 40  # characters of "dead (previous bulletin: "
_BRACKET = re.compile(r"\([^()]*$")
_ANOTHER_TIME = re.compile(
    r"\W*(?:[a-z]+ )?(?:in|during|over|for|last (?:year|month|quarter|week)|(?:19|20)\d\d"
    r"|a (?:year|month|week) (?:earlier|before|ago)|the (?:year|month|week|quarter) before)\b",
    re.IGNORECASE,
)
_AS_OF = re.compile(r"\W*(?:dead |deaths |killed |injured |wounded )?(?:by|as of|as at|up to|until)\s(?:the )?\w*\d")
_WAS = re.compile(r"\((?:was|were|previous|earlier|before|last|up from|down from|old|yesterday)\b", re.IGNORECASE)


def _changed_from(new: Reading, between: str) -> bool:
    """``rose to 133 on Saturday, from 115``, ``195 dead, revising its toll from 155``, ``25, correcting the 26``."""
    if _CORRECTING.search(between):
        return True
    sentence = new.finding.sentence
    before = sentence.text[sentence.stretch.start : new.finding.start]
    return _FROM.search(between) is not None and _CHANGED.search(before) is not None


_CHANGED = re.compile(
    r"\b(?:r[oi]se[ns]?|rising|climb(?:s|ed|ing)?|grew|grown|grow(?:s|ing)?|jump(?:s|ed|ing)?|increas(?:es|ed|ing)"
    r"|went up|gone up|rais(?:es|ed|ing)|lower(?:s|ed|ing)|revis(?:es|ed|ing)|cut(?:s|ting)?|correct(?:s|ed|ing)"
    r"|updat(?:es|ed|ing)|fell|fallen|dropped|down|up)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom (?:(?:the|an?|its) )?(?:[a-z]+ ){0,2}$", re.IGNORECASE)
_CORRECTING = re.compile(
    r"\b(?:revising|correcting|replacing|amending|updating|lowering|raising)\b[^.;]{0,40}\b(?:from |the |of )"
    r"(?:[a-z]+ ){0,2}$",
    re.IGNORECASE,
)


def _of_one_event(new: Reading, old: Reading, after: str) -> bool:
    """``killed 21, up from 13``: of one event, unless what follows tells another time."""
    return new.kind == old.kind == "incident" and not _ANOTHER_TIME.match(after)


def _told_earlier(between: str, after: str) -> bool:
    """``81 (78 by the 18th)``, ``14 (previous bulletin: 70)``, ``66 (was 60)``."""
    return bool(_WAS.search(between) or (between.rstrip().endswith("(") and _AS_OF.match(after)))


_LATER = re.compile(
    r"\blater (?:\w+ )?(?:confirmed|put|counted|said|revised|gave|reported|established|announced)\b[^.;]{0,30}$"
    r"|\b(?:was|were|been) (?:later |since )?(?:raised|revised|lowered|corrected|cut|reduced) to (?:[a-z]+ ){0,2}$",
    re.IGNORECASE,
)


def _afterwards(readings: list[Reading]) -> list[tuple[Reading, Reading, str]]:
    """``As many as 17 were said to have died; prosecutors later confirmed 11``: what was found out takes its place."""
    found = []
    for old, new in itertools.pairwise(r for r in readings if r.finding.part_of is None and not r.finding.subset):
        near = 0 <= new.finding.sentence.number - old.finding.sentence.number <= 1
        same = old.finding.measure == new.finding.measure and old.kind == new.kind == "incident"
        times = old.time is None or new.time is None or old.time is new.time
        fresh = not new.finding.further and old.finding.count != new.finding.count and old.finding.count.high != 0
        one = not old.root or not new.root or one_source(old, new)
        one = one and not persons(old, new)
        if near and same and times and fresh and one and _LATER.search(words_before(new)):
            found.append((new, old, "afterwards"))
    return found


_JUST = 2  # sentences
_NEAR = 120  # characters between a figure and the one that it took the place of


def _by_words(readings: list[Reading]) -> list[tuple[Reading, Reading, str]]:
    """``it had counted 53``, ``officials initially said 10``: the source's figure told without such words is newer.

    The nearest such figure is; one told before is nearer than one told after. Several that one took the place of
    follow each other, the one nearest to it in number last.
    """
    found: dict[int, tuple[Reading, list[Reading]]] = {}
    for old in readings:
        if not EARLIER.search(words_before(old)) or old.finding.part_of is not None or old.finding.subset:
            continue
        fits = [
            new for new in readings
            if new is not old and comparable(old, new) and not EARLIER.search(words_before(new)) and of_a_size(old, new)
            and not (new.finding.further and _told_before(readings, old, new))
        ]  # fmt: skip
        if fits:
            said = [new for new in fits if new.finding.population.status == old.finding.population.status]
            nearest = min(said or fits, key=lambda new: _distance(old, new))
            found.setdefault(id(nearest), (nearest, []))[1].append(old)
    chains: list[tuple[Reading, Reading, str]] = []
    for new, olds in found.values():
        for measure in dict.fromkeys(old.finding.measure for old in olds):
            once = {value_of(old): old for old in reversed(olds) if old.finding.measure == measure}
            some = [old for old in olds if old in once.values()]
            if len(some) > 1 and not _one_by_one(some):
                continue  # "38 soldiers and three policemen" are not each what 165 servicemen take the place of
            some.sort(key=lambda old: abs((value_of(new) or 0) - (value_of(old) or 0)))
            chains += [(later, earlier, "earlier-figure") for later, earlier in itertools.pairwise([new, *some])]
    return chains


def _told_before(readings: list[Reading], old: Reading, new: Reading) -> bool:
    """Whether a figure beside which "seven more" are told stands before them."""
    before = [r for r in readings if r.finding.start < new.finding.start and r is not old]
    return any(r.finding.measure == new.finding.measure for r in before)


def _distance(old: Reading, new: Reading) -> tuple[bool, int]:
    """How far a figure is from an earlier one: what is told just before it, or anything of its sentence, is nearer."""
    apart, sentences = new.finding.start - old.finding.start, old.finding.sentence.number - new.finding.sentence.number
    return not 0 <= sentences <= _JUST, -apart if apart < 0 else 2 * apart


def _one_by_one(olds: list[Reading]) -> bool:
    """Whether earlier figures were told one after another: in sentences, or at times, of their own."""
    for one, other in itertools.pairwise(olds):
        a, b = one.finding, other.finding
        between = a.sentence.text[a.end : b.start]
        if a.sentence is b.sentence and not (_STATED_AT.search(between) and b not in a.apart):
            return False
    return True


_STATED_AT = re.compile(
    r"\b(?:on|by|then|later|after|and)\s(?:the )?(?:\w+day|\d|evening|morning|night|later|then|afterwards)",
    re.IGNORECASE,
)
