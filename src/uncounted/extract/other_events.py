"""Lines that are a date, and sentences that bring in an event as new, or tell of another than the main one."""

from __future__ import annotations

import re

from uncounted.extract.chunks import Sentence, once
from uncounted.extract.events import EVENT_NOUNS
from uncounted.reference.sought import Sought

_ELSEWHERE = Sought(
    r"\b(?:elsewhere|separate(?:ly)?|another (?:attack|incident|strike|bombing|blast|raid|case)|in another"
    r"|previous(?:ly)?|earlier (?:attack|strike|case|incident)"
    r"|a year ago|last year|similar (?:attack|incident|strike)|for comparison|recalled?|history|worst|deadliest"
    r"|decades?|in a different)\b",
    "elsewhere|separate|another|previous|earlier|year|similar|comparison|recall|history|worst|deadliest|decade|different",
)
_WORST = re.compile(r"worst|deadliest", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:since|ever|history|decades?|years?|memory|month|far|yet|until)\b", re.IGNORECASE)
_SUPERLATIVE = re.compile(r"worst|deadliest|history|decades?", re.IGNORECASE)


def is_date(sentence: Sentence) -> bool:
    """Whether a line is little more than a day: "19 February 2024", "Monday, 3 May"."""
    stretch = sentence.stretch
    days = [p for p in sentence.times if p.kind == "point" and any(ch.isdigit() for ch in p.text)]
    return bool(days) and 3 * sum(p.end - p.start for p in days) > 2 * (stretch.end - stretch.start)


@once
def opens_event(sentence: Sentence) -> bool:
    """Whether a sentence brings in an event as new: "a strike on Kramatorsk", "air strikes hit"."""
    phrases = [chunk.np for chunk in sentence.chunks if chunk.np is not None]
    return any(sentence.tokens[np.head].low in EVENT_NOUNS and np.determiner in {"a", None} for np in phrases)


_APART = re.compile(
    r"\b(?:away|meanwhile|elsewhere|(?:that|the) same (?:day|night|morning|afternoon|evening|hour))\b", re.IGNORECASE
)


@once
def set_apart(sentence: Sentence) -> bool:
    """Whether a sentence sets its place beside the one told before: "that same evening, 30 km away in Langa"."""
    return _APART.search(sentence.text, sentence.stretch.start, sentence.stretch.end) is not None


@once
def elsewhere(sentence: Sentence) -> bool:
    """Whether a sentence says that it tells of another event, or of the past."""
    found = _ELSEWHERE.search(sentence.text, sentence.stretch.start, sentence.stretch.end)
    if found is not None and _WORST.fullmatch(found.group()):  # "the worst carnage was at the station": of this event
        compared = _COMPARED.search(sentence.text, sentence.stretch.start, sentence.stretch.end) or sentence.times
        rest = _ELSEWHERE.search(sentence.text, found.end(), sentence.stretch.end)
        found = found if compared else rest
    first = found is not None and sentence.number < 2 and _SUPERLATIVE.fullmatch(found.group())
    return found is not None and not first  # "the deadliest attack in years" opens with the event itself
