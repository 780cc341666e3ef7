"""Lines that only say who published and when: their date is no date of harm."""

from __future__ import annotations

import re

from uncounted.extract.chunks import Sentence, once
from uncounted.extract.events import eventful
from uncounted.reference.fold import words as listed

_MONTHS = r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:uary|ruary|ch|il|ust|ember|ober)?\b"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|(?<=[A-Za-z.] )\d\d$")
_PUBLISHED = re.compile(
    r"^\W*(?:published|posted|updated|issued|released|last updated?|entered|revised|revision|date(?: of publication)?"
    r"|(?:(?:data|figures|information|situation|status|cut-?off)\W+)?(?:as of|as at|up to|until)|cut-?off)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    rf"\d.*{_MONTHS}|{_MONTHS}\.?\s+\d{{1,2}}\b|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]",
    re.IGNORECASE,
)
_BARS = re.compile(r"\s[|·•]\s")
_DATE = re.compile(rf"(?:[A-Z][a-z]+,? )?(?:\d{{1,2}} {_MONTHS}|{_MONTHS} \d{{1,2}}),? (?:19|20)\d\d", re.IGNORECASE)
_SMALL = frozenset(listed("of for the and on by at from in de du la el al"))
OPENING = 6  # lines in which a report says what it is
_LONGEST = 14  # words of a byline, at most
_NAME = 7  # words of a publisher's name, "Example Monitor of Violence": one may look like a verb
_SHORT = 4  # words before the date, where some are no names: "Coalition public affairs"


@once
def is_byline(sentence: Sentence) -> bool:
    """Whether a line only says who published and when: "UNAMI, Baghdad, 1 October 2016", "Published: 3 May 2021"."""
    stretch = sentence.stretch
    if sentence.number > OPENING or not sentence.times:
        return False
    if not stretch.headline:
        return _is_plain_dateline(sentence)
    days = [phrase for phrase in sentence.times if phrase.kind != "clock"] or sentence.times
    last, words = days[-1], sentence.text[stretch.start : stretch.end]
    if _BARS.search(words) and any(_DATE.fullmatch(part.strip()) for part in re.split(r"[|·•]", words)):
        return last.kind == "point" and not any(chunk.harm for chunk in sentence.chunks)
    if last.kind != "point" or not _DAY.search(last.text) or len(words.split()) > _LONGEST:
        return False
    if _PUBLISHED.match(words) or words.lower().startswith("by "):
        return True
    before, after = sentence.text[stretch.start : last.start], sentence.text[last.end : stretch.end]
    named = re.findall(r"[A-Za-z][\w'’-]*", before)
    capitals = all(word[0].isupper() or word.lower() in _SMALL for word in named)
    told = any(chunk.harm or (chunk.vg and not (capitals and len(named) <= _NAME)) for chunk in sentence.chunks)
    if not named or told or re.search(r"\w", after):
        return False
    held = before.rstrip().endswith((",", "|", "-", "–", "—", ":", "·", "•", ")")) and _YEAR.search(last.text)
    if not held or named[0][0].islower():
        return False
    return capitals or (len(named) <= _SHORT and not any(eventful(sentence, chunk) for chunk in sentence.chunks))


_PLAIN = re.compile(
    rf"(?:[A-Z][\w'’.-]*,?\s(?:(?:de|la|el|al|of|the)\s)?){{1,5}}(?:[A-Z][a-z]+day,?\s)?"
    rf"(?:\d{{1,2}}\s{_MONTHS},?\s(?:19|20)\d\d|{_MONTHS}\s\d{{1,2}},\s(?:19|20)\d\d)\.?"
)


def _is_plain_dateline(sentence: Sentence) -> bool:
    """``The Hague, Friday 28 September 2007``, ``Guatemala City, 3 August 2011.``, before the text goes on."""
    words = sentence.text[sentence.stretch.start : sentence.stretch.end].rstrip()
    told = any(chunk.harm or eventful(sentence, chunk) for chunk in sentence.chunks)
    return len(words.split()) <= _LONGEST and not told and _PLAIN.fullmatch(words) is not None
