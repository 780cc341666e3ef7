"""Which figure took the place of which: earlier counts told beside the current one by the same source."""

from __future__ import annotations

import itertools
import re

from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import Reading
from uncounted.extract.examples import one_of_several
from uncounted.extract.findings import Finding
from uncounted.extract.wholes import value_of
from uncounted.reference.sought import Sought
from uncounted.reference.sources import Registry

_EARLIER = Sought(
    r"\b(?:earlier|initial(?:ly)?|previous(?:ly)?|at first|original(?:ly)?|preliminary|then stood|first said"
    r"|until (?:then|now|recently|today|yesterday|this week|last \w+)"
    r"|(?:yesterday|last (?:night|week|month|quarter|year)|this morning|\w+day)(?:'|\u2019)s (?:\w+ ){0,2}"
    r"(?:figures?|tolls?|counts?|bulletin|report|statement|update|release)|morning (?:figure|toll|count)s?"
    r"|figure of(?= [^.;]{0,30}$)"
    r"|had (?:\w+ )?(?:counted|put|said|given|reported|spoken|stood|listed|announced|confirmed|estimated|claimed"
    r"|cited|mentioned|admitted|recorded|named|told)|first (?:put|counted|gave|spoke|reported|announced|count|toll)"
    r"|(?:post|statement|bulletin|list|update|release|edition) of [^.;]{3,20} (?:had|gave|listed|put))\b",
    "earlier|initial|previous|at first|original|preliminary|until |then stood|first |had|gave|listed|put"
    "|figure|toll|count|bulletin|report|statement|update|release",
)
_AT_FIRST = re.compile(
    r"\b(?:first (?:put|counted|gave|spoke|reported|announced|said|count|toll)|initially|at first|originally)\b",
    re.IGNORECASE,
)
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
_AT_LARGE = re.compile(r"^(?:the )?(?:local |state |government |security )?(?:authorities|officials|government)$")
_OFFICIAL = re.compile(
    r"\b(?:authorit(?:y|ies)|officials?|government|minist(?:ry|er)|police|army|military|armed forces|governor|mayor"
    r"|committee|prosecutor|parliament|state media|inquiry|commission|command|presidency|president|chief|sheriff)\b"
)
_IN_STEPS = Sought(
    r"\b(?:tolls?|number of (?:dead|deaths|victims)|counts?|figures?|tally)\b[^.;]{0,40}\b(?:risen|rose|climbed|grown"
    r"|grew|increased|gone up|went up|mounted|changed|been (?:revised|raised|updated|corrected|put up))\b[^.;]{0,60}"
    r"\b(?:in steps|step by step|several times|repeatedly|more than once|twice|steadily|gradually|day by day|since then"
    r"|over the (?:following |next )?(?:days|weeks|months)|all (?:day|night|week|month)|as (?:bodies|rescuers|more))\b",
    "steps|step by|several times|repeatedly|more than|twice|steadily|gradually|day by|since then|over the|all |as ",
)
_STATEMENTS = re.compile(
    r"\bin (?:an?|the|its|their) (?:first|initial|earlier|previous) (?:statement|report|count|tally)\b", re.IGNORECASE
)


def superseded(readings: list[Reading], sentences: list[Sentence]) -> list[tuple[Reading, Reading, str]]:
    """Triples of a newer figure, the older one, and the rule that says so."""
    return [
        *_by_words(readings), *_in_place_of(readings), *_by_statement(readings), *_by_steps(readings, sentences),
        *_in_turn(readings), *_afterwards(readings), *_as_of(readings),
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
        if (same and len(between) < _NEAR and said) or (aside and not _persons(old, new)):
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
        one = not old.root or not new.root or _one_source(old, new)
        one = one and not _persons(old, new)
        if near and same and times and fresh and one and _LATER.search(_before(new)):
            found.append((new, old, "afterwards"))
    return found


_NEAR = 120  # characters between a figure and the one that it took the place of


def _by_words(readings: list[Reading]) -> list[tuple[Reading, Reading, str]]:
    """``it had counted 53``, ``officials initially said 10``: the source's figure told without such words is newer.

    The nearest such figure is; one told before is nearer than one told after. Several that one took the place of
    follow each other, the one nearest to it in number last.
    """
    found: dict[int, tuple[Reading, list[Reading]]] = {}
    for old in readings:
        if not _EARLIER.search(_before(old)) or old.finding.part_of is not None or old.finding.subset:
            continue
        fits = [
            new for new in readings
            if new is not old and _comparable(old, new) and not _EARLIER.search(_before(new)) and _of_a_size(old, new)
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


def _of_a_size(old: Reading, new: Reading) -> bool:
    """Whether a figure is not far below one that it may take the place of; a source may correct itself by more."""
    least = (value_of(old) or 0) - _FEW
    own = old.root is not None and old.root == new.root
    return (_CORRECTED if own else _SHRUNK) * (value_of(new) or 0) >= least


def _distance(old: Reading, new: Reading) -> int:
    apart = new.finding.start - old.finding.start
    return -apart if apart < 0 else 2 * apart


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
_DAYS = r"(?:\d|the|\w+day|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|midday|noon|midnight|evening)"
_BY = re.compile(
    r"^\W*(?:by|as of|as at|up to|until)\s(?:the )?(?:(?:end|close|morning|evening) of )?(?:\w+ )?" + _DAYS,
    re.IGNORECASE,
)
_AS_OF_NOW = re.compile(r"\b(?:as of|as at)\s(?:the )?(?:\w+ )?" + _DAYS, re.IGNORECASE)


def _as_of(readings: list[Reading]) -> list[tuple[Reading, Reading, str]]:
    """``By the 16th: 174 dead``, then ``By the 19th: 213 dead``: counts of one source, each newer than the one before.

    A larger sum of the source, told before them, is the newest. What is told "as of" one day and another stands so as
    well, in whatever order.
    """
    told: dict[tuple[str, str | None, str | None], dict[int, Reading]] = {}
    for reading in readings:
        finding, stated = reading.finding, _stated(reading)
        if finding.part_of is None and not finding.subset and stated is not None and not finding.further:
            key = (finding.measure, reading.root, finding.population.status)
            told.setdefault(key, {}).setdefault(stated, reading)
    found = []
    for (measure, root, _), days in told.items():
        run = list(days.values())
        run = run if _grows(run) else run[::-1]
        if len(run) < 2 or not _grows(run):
            continue
        found += [(new, old, "as-of") for old, new in itertools.pairwise(run)]
        newest = next(
            (
                r for r in readings
                if r.finding.start < run[0].finding.start and r.finding.measure == measure and r.root == root
                and r.kind == "cumulative" and not r.finding.subset and (value_of(r) or 0) > (value_of(run[-1]) or 0)
                and r not in run
            ),
            None,
        )  # fmt: skip
        found += [(newest, run[-1], "as-of")] if newest is not None else []
    return found


def _stated(reading: Reading) -> int | None:
    """Where the words stand that say as of which day a figure is; null where none do."""
    sentence = reading.finding.sentence
    start, text = sentence.stretch.start, sentence.text
    opening = _BY.match(text[start : reading.finding.start])
    if opening is not None:
        return start
    line = text.rfind("\n", 0, start) + 1
    last = [found.start() for found in _AS_OF_NOW.finditer(text, line, reading.finding.start)]
    return last[-1] if last else None


def _grows(run: list[Reading]) -> bool:
    return all((value_of(a) or 0) < (value_of(b) or 0) for a, b in itertools.pairwise(run))


_SHRUNK, _FEW = 3, 10  # a figure takes the place of one up to so many times as large, or of a few
_CORRECTED = 10  # and of its own source's
_GROWTH = 5  # a sum so far is seldom larger than so many times what was said of the event


def _by_steps(readings: list[Reading], sentences: list[Sentence]) -> list[tuple[Reading, Reading, str]]:
    """``The toll has risen in steps. On Monday ... 276. By Friday ... 358``: each takes the place of the one before.

    The sentences after those words, to the end of their paragraph, are read; whoever speaks. Figures that a colon
    lists break a sum down, and one under half of the last is of something else.
    """
    found = []
    for opening in sentences:
        if not _IN_STEPS.search(opening.text, opening.stretch.start, opening.stretch.end):
            continue
        last: dict[str, Reading] = {}
        for reading in readings:
            sentence, finding = reading.finding.sentence, reading.finding
            here = sentence.stretch.paragraph == opening.stretch.paragraph and sentence.number > opening.number
            listed = ":" in sentence.text[sentence.stretch.start : finding.start]
            if not here or listed or reading.kind != "incident" or finding.part_of or finding.subset:
                continue
            before = last.get(finding.measure)
            value, known = value_of(reading) or 0, value_of(before) if before is not None else None
            if before is not None and known is not None and value != known and 2 * value >= known:
                found.append((reading, before, "in-steps"))
            last[finding.measure] = reading
    return found


def _by_statement(readings: list[Reading]) -> list[tuple[Reading, Reading, str]]:
    """``21 killed, after 14 in a first statement and 19 in a second``: each figure follows the one told before it."""
    found = []
    for new in readings:
        sentence = new.finding.sentence
        after = [r for r in readings if r.finding.sentence is sentence and r.finding.measure == new.finding.measure]
        told = sentence.text[new.finding.end : sentence.stretch.end]
        if len(after) < 2 or after[0] is not new or not _STATEMENTS.search(told) or " after " not in told:
            continue
        chain = [*after[1:], new]
        found += [(later, earlier, "statements") for earlier, later in itertools.pairwise(chain)]
    return found


def _before(reading: Reading) -> str:
    """The words from the clause's start to the figure."""
    sentence = reading.finding.sentence
    return sentence.text[sentence.stretch.start : reading.finding.start].rsplit(";", 1)[-1]


def _persons(old: Reading, new: Reading) -> bool:
    """Whether one tells of a single person, by a name or pronoun: persons are told of, not counted anew."""
    texts = [r.finding.count.text or "" for r in (old, new) if r.finding.count.point == 1]
    return any(not text.lower().startswith(("one", "1", "a ", "an ", "at least")) for text in texts)


def _one_source(old: Reading, new: Reading) -> bool:
    """Whether an earlier figure and a newer one may be of one source.

    Words for one body ("the Pentagon", "the US military") and for officials at large are; what a text tells in its own
    voice takes the place of an earlier figure that it exceeds.
    """
    one, other = (old.root or "").lower(), (new.root or "").lower()
    if one == other:
        return True
    if other.startswith(("his ", "her ", "its ", "their ")):
        return True
    if not one and abs(old.finding.sentence.number - new.finding.sentence.number) <= 1:
        return True  # "police said on Monday; on Sunday they had given 207"
    if not other:
        return (value_of(new) or 0) > (value_of(old) or 0) or _lowered(old, new)
    if _AT_LARGE.search(other) and _OFFICIAL.search(one):
        return True
    if _OFFICIAL.search(one) and _OFFICIAL.search(other):
        return True  # two bodies of one state, the one before the other
    registry = Registry.default()
    known = [registry.find(name) for name in (one, other)]
    return known[0] is not None and known[1] is not None and registry.may_be(known[0].id, known[1].id)


def _lowered(old: Reading, new: Reading) -> bool:
    """``A mine killed at least 35. The government first put the toll at 44``: told beside each other, not much less."""
    near = abs(new.finding.sentence.number - old.finding.sentence.number) <= 1
    vague = new.finding.count.modifier == "vague word"
    less = 2 * (value_of(new) or 0) >= (value_of(old) or 0)
    return near and less and not vague and _AT_FIRST.search(_before(old)) is not None


def _alike(old: Reading, new: Reading) -> bool:
    """Whether the kinds of two figures agree; a larger one so far takes the place of what had been counted by then."""
    if old.kind == new.kind:
        return True
    small, large = value_of(old) or 0, value_of(new) or 0
    fresh = old.time is None or _said_then(old)
    return {old.kind, new.kind} <= _SO_FAR and small < large <= _GROWTH * small and fresh


_SO_FAR = frozenset({"incident", "cumulative", "increment"})


def _a_part(finding: Finding) -> bool:
    return finding.part_of is not None or finding.subset


def _said_then(old: Reading) -> bool:
    """``On Sunday night it had spoken of 83 dead``: the time is that of the saying."""
    if old.time is None or _YEAR.search(old.time.text):
        return False
    before, sentence = _before(old), old.finding.sentence
    told = _EARLIER.search(before)
    inside = sentence.stretch.start <= old.time.start < old.finding.start
    return _HAD_TOLD.search(before) is not None or (told is not None and inside)


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_HAD_TOLD = re.compile(
    r"\bhad (?:\w+ )?(?:counted|put|said|given|reported|spoken|listed|announced|confirmed|estimated|claimed|cited"
    r"|mentioned|admitted|told)\b",
    re.IGNORECASE,
)


def _comparable(old: Reading, new: Reading) -> bool:
    """Whether two figures count the same harm to the same people, by one source, and differ."""
    a, b = old.finding, new.finding
    own = a.population.status is not None and a.population.status == b.population.status  # "10 soldiers", "32 of them"
    if a.measure != b.measure or (_a_part(b) and not own) or a.count == b.count or new.headline:
        return False
    if value_of(old) == value_of(new) or _persons(old, new) or not _alike(old, new) or one_of_several(b.sentence):
        return False
    if not _one_source(old, new):
        return False
    statuses = {a.population.status, b.population.status} - {None}
    if len(statuses) > 1:
        return False
    if (a.population.sex, a.population.age_group) != (b.population.sex, b.population.age_group):
        return False
    after = new.finding.start > old.finding.start
    if after and old.time is None and new.time is not None and _YEAR.search(new.time.text):
        return False  # "In 1996 more than 100 died there"
    if old.time is not None and new.time is not None and old.time.text.lower() == new.time.text.lower():
        return True
    told = _said_then(old)
    if old.time is not None and new.time is not None and not told:
        return False
    return old.kind in _SO_FAR and ("incident" in {old.kind, new.kind} or told)
