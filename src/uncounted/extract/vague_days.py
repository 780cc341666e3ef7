"""Days of an event that its first sentences do not tell: more exact than its month, or named with the attack."""

from __future__ import annotations

import re

from uncounted.extract.chunks import Sentence
from uncounted.extract.long_times import long_time
from uncounted.extract.other_events import elsewhere
from uncounted.extract.times import TimePhrase, few_days

_OF_MONTH = re.compile(r"^(\w+),? (?:of )?(?:19|20)\d\d$")
_SATURDAY = re.compile(r"\b(?:satur|sun)day\b", re.IGNORECASE)


def dates_fully(known_as: TimePhrase | None, time: TimePhrase | None) -> bool:
    """Whether a day is that of an event whose month alone was told: "the February raid", then "on February 12"."""
    known = known_as.text.lower().removeprefix("the ") if known_as is not None else ""
    fits = time is not None and (time.kind == "point" or few_days(time))
    vague = long_time(known) or known.endswith("weekend")
    if known_as is None or time is None or not fits or known_as.kind != "point" or not vague:
        return False
    if known.endswith("weekend"):
        return _SATURDAY.search(time.text) is not None  # "at the weekend", then "on Saturday afternoon"
    month = _OF_MONTH.match(known)  # "March 2022", then "between 27 and 31 March"
    return (month[1] if month else known) in time.text.lower() and bool(re.search(r"\b\d{1,2}\b(?!\d)", time.text))


_DAY_OF_NEWS = re.compile(r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun|yester)day|overnight)\b", re.IGNORECASE)
_THE_ATTACK = re.compile(
    r"\b[Tt]he (?:attack|bombing|blast|explosion|shooting|massacre|raid|assault|ambush|shelling|killings?)s?,?"
    r" (?:late |early )?(?:on |of )$"
)


def day_of_attack(sentence: Sentence, time: TimePhrase) -> bool:
    """Whether a day is that of the attack: "The attack late on Sunday was claimed by ..."."""
    named = time.kind == "point" and _DAY_OF_NEWS.search(time.text) is not None and not elsewhere(sentence)
    return named and _THE_ATTACK.search(sentence.text[sentence.stretch.start : time.start]) is not None
