"""Which figure may take the place of another: of one harm, people and source, and not at odds in number or kind."""

from __future__ import annotations

import re

from uncounted.extract.discourse import Reading
from uncounted.extract.examples import one_of_several
from uncounted.extract.findings import Finding
from uncounted.extract.wholes import value_of
from uncounted.reference.sought import Sought
from uncounted.reference.sources import Registry

EARLIER = Sought(
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
_AT_LARGE = re.compile(r"^(?:the )?(?:local |state |government |security )?(?:authorities|officials|government)$")
_OFFICIAL = re.compile(
    r"\b(?:authorit(?:y|ies)|officials?|government|minist(?:ry|er)|police|army|military|armed forces|governor|mayor"
    r"|committee|prosecutor|parliament|state media|inquiry|commission|command|presidency|president|chief|sheriff)\b"
)
_SHRUNK, _FEW = 3, 10  # a figure takes the place of one up to so many times as large, or of a few
_CORRECTED = 10  # and of its own source's
_GROWTH = 5  # a sum so far is seldom larger than so many times what was said of the event


def of_a_size(old: Reading, new: Reading) -> bool:
    """Whether a figure is not far below one that it may take the place of; a source may correct itself by more."""
    least = (value_of(old) or 0) - _FEW
    own = old.root is not None and _plain(old) == _plain(new)
    return (_CORRECTED if own else _SHRUNK) * (value_of(new) or 0) >= least


def words_before(reading: Reading) -> str:
    """The words from the clause's start to the figure."""
    sentence = reading.finding.sentence
    return sentence.text[sentence.stretch.start : reading.finding.start].rsplit(";", 1)[-1]


def persons(old: Reading, new: Reading) -> bool:
    """Whether one tells of a single person, by a name or pronoun: persons are told of, not counted anew."""
    texts = [r.finding.count.text or "" for r in (old, new) if r.finding.count.point == 1]
    return any(not text.lower().startswith(("one", "1", "a ", "an ", "at least")) for text in texts)


def _plain(reading: Reading) -> str:
    """The words for who counted, without article."""
    return (reading.root or "").lower().removeprefix("the ")


def one_source(old: Reading, new: Reading) -> bool:
    """Whether an earlier figure and a newer one may be of one source.

    Words for one body ("the Pentagon", "the US military") and for officials at large are; what a text tells in its own
    voice takes the place of an earlier figure that it exceeds.
    """
    one, other = _plain(old), _plain(new)
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
    return near and less and not vague and _AT_FIRST.search(words_before(old)) is not None


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
    before, sentence = words_before(old), old.finding.sentence
    told = EARLIER.search(before)
    inside = sentence.stretch.start <= old.time.start < old.finding.start
    return _HAD_TOLD.search(before) is not None or (told is not None and inside)


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_HAD_TOLD = re.compile(
    r"\bhad (?:\w+ )?(?:counted|put|said|given|reported|spoken|listed|announced|confirmed|estimated|claimed|cited"
    r"|mentioned|admitted|told)\b",
    re.IGNORECASE,
)


def comparable(old: Reading, new: Reading) -> bool:
    """Whether two figures count the same harm to the same people, by one source, and differ."""
    a, b = old.finding, new.finding
    own = a.population.status is not None and a.population.status == b.population.status  # "10 soldiers", "32 of them"
    if a.measure != b.measure or (_a_part(b) and not own) or a.count == b.count or new.headline:
        return False
    if b.one_person and a.count.point != 1:
        return False  # "a guard", beside eight pupils, takes the place of no ten
    if value_of(old) == value_of(new) or persons(old, new) or not _alike(old, new) or one_of_several(b.sentence):
        return False
    if not one_source(old, new):
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
