"""Anniversaries: "On Monday it will be 81 years since troops fired": the day that lies so many years before another."""

from __future__ import annotations

import re

_YEARS_SINCE = re.compile(
    r"^(?P<count>\S+) years(?P<on> (?:ago )?(?:today|this week|this month))?,? since$", re.IGNORECASE
)
_IT_IS = re.compile(
    r"^,?\s+(?:(?:it|this|that|there)\s+)?(?:(?P<next>will (?:be|have been|mark))|is|was|were|are|marks?|marked"
    r"|has been|had been)\s+"
    r"(?:(?:now|just|exactly|already)\s+)?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"^\w+day$", re.IGNORECASE)
_TOLD = re.compile(r"years (?:ago today|earlier)$", re.IGNORECASE)


def anniversary_told(words: str) -> bool:
    """Whether the words to look up are those of an anniversary: what counts on from them is counted from their day."""
    return _TOLD.search(words) is not None


def years_since(words: str) -> bool:
    """Whether words count years since something: "81 years since", "thirty years today since"."""
    return _YEARS_SINCE.match(words) is not None


def anniversary(words: str, before: str | None, between: str) -> tuple[str, bool]:
    """The words to look up for "81 years since", and whether they hold ``before``, the day named just before them.

    ``between`` is the text from that day to the words: "Monday", " it will be " and "81 years since" are "next Monday,
    exactly 81 years earlier".
    """
    found = _YEARS_SINCE.match(words)
    if found is None:
        return words, False
    joined = _IT_IS.match(between) if before is not None else None
    if before is not None and joined is not None:
        day = f"next {before}" if joined["next"] and _WEEKDAY.match(before) else before
        return f"{day}, exactly {found['count']} years earlier", True
    on = (found["on"] or "").replace(" ago", "")
    return f"{found['count']} years ago{on}", False
