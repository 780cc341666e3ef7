"""Which figure took the place of which: earlier counts told beside the current one by the same source."""

from __future__ import annotations

import itertools
import re

from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import Reading
from uncounted.extract.wholes import value_of
from uncounted.reference.sought import Sought
from uncounted.reference.sources import Registry

_EARLIER = Sought(
    r"\b(?:earlier|initial(?:ly)?|previous(?:ly)?|at first|original(?:ly)?|preliminary|until then|then stood|first said"
    r"|had (?:\w+ )?(?:counted|put|said|given|reported|spoken|stood|listed|announced|confirmed|estimated|claimed"
    r"|cited|mentioned|admitted|recorded|named|told)|first (?:put|counted|gave|spoke|reported|announced|count|toll)"
    r"|(?:post|statement|bulletin|list|update|release|edition) of [^.;]{3,20} (?:had|gave|listed|put))\b",
    "earlier|initial|previous|at first|original|preliminary|until then|then stood|first |had|gave|listed|put",
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
    r"|committee|prosecutor|parliament|state media|inquiry|commission|command|presidency|president)\b"
)
_IN_STEPS = Sought(
    r"\b(?:tolls?|number of (?:dead|deaths|victims)|counts?|figures?|tally)\b[^.;]{0,40}\b(?:risen|rose|climbed|grown"
    r"|grew|increased|gone up|went up|mounted|changed|been (?:revised|raised|updated|corrected|put up))\b[^.;]{0,60}"
    r"\b(?:in steps|step by step|several times|repeatedly|more than once|twice|steadily|gradually|day by day|since then"
    r"|over the (?:following |next )?(?:days|weeks|months)|as (?:bodies|rescuers|more))\b",
    "steps|step by|several times|repeatedly|more than|twice|steadily|gradually|day by|since then|over the|as ",
)
_STATEMENTS = re.compile(
    r"\bin (?:an?|the|its|their) (?:first|initial|earlier|previous) (?:statement|report|count|tally)\b", re.IGNORECASE
)


def superseded(readings: list[Reading], sentences: list[Sentence]) -> list[tuple[Reading, Reading, str]]:
    """Triples of a newer figure, the older one, and the rule that says so."""
    return [
        *_by_words(readings), *_in_place_of(readings), *_by_statement(readings), *_by_steps(readings, sentences),
        *_in_turn(readings), *_afterwards(readings),
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
        if same and len(between) < _NEAR and _UP_FROM.search(between) and _SAID_BEFORE.match(after):
            found.append((new, old, "in-place-of"))
    return found


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
    """``it had counted 53``, ``officials initially said 10``: the source's figure told without such words is newer."""
    found = []
    for old in readings:
        if not _EARLIER.search(_before(old)) or old.finding.part_of is not None:
            continue
        fits = [
            new for new in readings
            if new is not old and _comparable(old, new) and not _EARLIER.search(_before(new))
            and _SHRUNK * (value_of(new) or 0) >= (value_of(old) or 0) - _FEW
        ]  # fmt: skip
        if fits:
            nearest = min(fits, key=lambda new: abs(new.finding.start - old.finding.start))
            found.append((nearest, old, "earlier-figure"))
    told = [(id(new), old.finding.measure) for new, old, _ in found]
    # "38 soldiers and three policemen" are not each what 165 servicemen take the place of
    return [each for each in found if told.count((id(each[0]), each[1].finding.measure)) == 1]


_SHRUNK, _FEW = 3, 10  # a figure takes the place of one up to so many times as large, or of a few


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


def _comparable(old: Reading, new: Reading) -> bool:
    """Whether two figures count the same harm to the same people, by one source, and differ."""
    a, b = old.finding, new.finding
    if a.measure != b.measure or b.part_of is not None or old.kind != new.kind or a.count == b.count or new.headline:
        return False
    if value_of(old) == value_of(new) or _persons(old, new):
        return False
    if not _one_source(old, new):
        return False
    statuses = {a.population.status, b.population.status} - {None}
    if len(statuses) > 1:
        return False
    people = [(f.population.sex, f.population.age_group) for f in (a, b)]
    if old.time is None or new.time is None:
        return people[0] == people[1] and old.kind == "incident"
    return people[0] == people[1] and (old.time is new.time or old.time.text.lower() == new.time.text.lower())
