"""Times that are longer than an event: years, months, quarters, "the past three weeks"."""

from __future__ import annotations

import re
from functools import lru_cache

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# "November 20 last year" is a day for all its "year".
_LONG_TIME = re.compile(
    rf"^(?!.*\b(?:(?:{_MONTHS})\.? \d{{1,2}}\b|\d{{1,2}} (?:{_MONTHS})\b|years? ago today$|exactly \S+ years earlier$))"
    r"(?:(?:(?:early|mid|late)[\s-])?(?:19|20)\d\d(?:[-–/]\d\d(?:\d\d)?)?$|[QH][1-4]\b"
    r"|.*(?:year|month|quarter|\bhalf of|decade|weeks|season|so far|period"
    r"|\d+ days(?! (?:ago|after|later|earlier|before)\b)|(?:past|last|recent) (?:few |several )?days)"
    rf"|(?:the )?(?:{_MONTHS})(?: (?:and|or) (?:{_MONTHS}))?(?:,? (?:19|20)\d\d)?$)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def long_time(words: str) -> bool:
    """Whether a time is longer than an event: "in 2019", "the past three weeks", not "May 9"."""
    return _LONG_TIME.search(words) is not None
