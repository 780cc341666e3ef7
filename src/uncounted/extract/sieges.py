"""Events that lasted some days by the text's own word: "the three-day siege", begun on one day, ended on another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from uncounted.extract.chunks import Sentence
from uncounted.extract.times import TimePhrase
from uncounted.reference.sought import Sought

_DAYS_LONG = Sought(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})-day(?:-long)? (?:[\w-]+ ){0,2}"
    r"(?:sieges?|battles?|stand-?offs?|assaults?|attacks?|rampages?|raids?|hostage|occupation|clashes|fighting|riots?"
    r"|violence|crisis|unrest|offensive)\b",
    "-day",
)
_BEGAN = re.compile(
    r"\b(?:began|begun|started|erupted|broke out|seized|stormed|entered|took|burst|launched|attacked|raided)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"\b(?:ended|stormed|freed|retook|recaptured|was over|surrendered|stopped|subsided|died down|drove|cleared)\b",
    re.IGNORECASE,
)


def lasted_days(sentences: Sequence[Sentence]) -> bool:
    """Whether the first sentences of a text speak of an event of several days: "the four-day siege"."""
    return any(_says(_DAYS_LONG, sentence) for sentence in sentences)


def days_of_siege(days: Sequence[tuple[TimePhrase, Sentence]]) -> TimePhrase | None:
    """From the day on which an event of several days began to the one on which it ended; null where not both are told.

    ``days`` are the days of the event, with the sentences that say them, in the order of the text.
    """
    last = next((each for each in reversed(days) if _says(_ENDED, each[1])), None)
    first = next((each for each in days if _says(_BEGAN, each[1])), None)
    if first is None or last is None or first[1] is last[1] or first[0].text.lower() == last[0].text.lower():
        return None
    begin, end = (re.sub(r"^(?:late|early)?\s*(?:on )?", "", phrase.text) for phrase, _ in (first, last))
    return replace(first[0], text=f"from {begin} to {end}", kind="range")


def _says(words: re.Pattern[str] | Sought, sentence: Sentence) -> bool:
    return words.search(sentence.text, sentence.stretch.start, sentence.stretch.end) is not None
