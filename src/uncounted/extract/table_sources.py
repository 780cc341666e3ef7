"""Who counted the figures of a table: a name in its caption, or a line "Source: ..." right below it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from uncounted.extract.attribution import Said
from uncounted.extract.labels import heading_source
from uncounted.extract.sentences import Stretch
from uncounted.extract.speakers import Speaker

_BY = re.compile(
    r"\b(?:(?:as )?(?:reported|given|published|recorded|compiled|released|documented|verified|announced|counted"
    r"|confirmed|registered) by|according to|figures (?:of|from)|data (?:of|from))\s+(?:the\s+)?"
    r"(?P<name>[^,;:()\n]{2,80}?)"
    r"(?=[,;:()]|\s(?:as of|as at|from|since|between|up to|until|to|in|on|for|\d)\b|\s*$)",
    re.IGNORECASE,
)
_SOURCE_LINE = re.compile(r"\W*(?:data )?sources?\b[^:\n]{0,40}:\s*(?P<names>[^\n]+?)[\s.]*$", re.IGNORECASE)
_SIDE = re.compile(r"^\W*(?P<side>[^:\u2013\u2014()]{2,40}?)\s*(?:\s[-\u2013\u2014]|:)\s*(?P<name>[^()]+?)\W*$")
_SMALL = frozenset({"of", "and", "for", "the", "in", "to", "on"})
_LINES = 2  # lines below a table where its source may stand


def table_source(text: str, start: int, end: int | None) -> Said | None:
    """The source of all figures of a table at ``[start, end)``; null where none or one for each side is named."""
    for first, last in _source_lines(text, end):
        if not list(_sides(text, first, last)):
            return _said(text, first, last)
    first = text.rfind("\n", 0, len(text[:start].rstrip())) + 1
    last = len(text[:start].rstrip())
    found = _BY.search(text, first, last)
    if found is not None:
        return _said(text, *found.span("name"))
    source = heading_source(text, Stretch(first, last, 0)) if text[first:last].endswith(")") else None
    return _said(text, source.start, source.end) if source is not None else None


def side_source(text: str, end: int | None, labels: set[str]) -> Said | None:
    """The source that a line below names for the side that one of ``labels`` is."""
    wanted = {label.lower() for label in labels if label}
    for first, last in _source_lines(text, end):
        for side, at, stop in _sides(text, first, last):
            if side.lower() in wanted:
                return _said(text, at, stop)
    return None


def _source_lines(text: str, end: int | None) -> Iterator[tuple[int, int]]:
    """Where the names stand in the lines below a table that begin with "Source:"."""
    if end is None:
        return
    at, seen = end, 0
    while at < len(text) and seen < _LINES:
        stop = text.find("\n", at)
        stop = stop if stop >= 0 else len(text)
        if text[at:stop].strip(" |\t\r"):
            found = _SOURCE_LINE.match(text, at, stop)
            if found is not None:
                yield found.span("names")
                return
            seen += 1
        at = stop + 1


def _sides(text: str, first: int, last: int) -> Iterator[tuple[str, int, int]]:
    """The sides of a line of sources and where the name of each stands."""
    at = first
    for part in re.split(r"(;)", text[first:last]):
        found = _SIDE.match(part)
        if found is not None:
            yield found["side"], at + found.start("name"), at + found.end("name")
        at += len(part)


_WORK = re.compile(
    r"(?:(?:own|latest|official|daily|weekly|monthly)\s)*(?:figures|data|numbers|information|statistics|counts?|records)\s"
    r"(?:(?:compiled|collected|provided|published|released|supplied|given|gathered)\s)?(?:by|of|from)\s(?:the\s)?",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    r"\s*(?:,\s*(?:data|figures|as|up|to|until|accessed|retrieved|updated|\d).*"
    r"|\s(?:from|based on|as of|as at|up to)\s.*)$",
    re.IGNORECASE,
)


def plain_source(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the name stands in the words of a source: "figures compiled by the cluster from alerts, data to 5 May"."""
    work = _WORK.match(text, start, end)
    start = work.end() if work is not None else start
    close = _UP_TO.search(text, start, end)
    return start, close.start() if close is not None and close.start() > start + 1 else end


def _said(text: str, start: int, end: int) -> Said:
    start, end = plain_source(text, start, end)
    words = text[start:end].strip()
    if words.isupper() and len(words.split()) > 1:
        words = " ".join(w.lower() if w.lower() in _SMALL else w.title() for w in words.split())
    speaker = Speaker(words, "organisation", None, "caption", start, end)
    return Said(speaker, "according_to", 0, 0, "according")
