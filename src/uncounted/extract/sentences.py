"""Text to sentences, offsets kept: abbreviations, initials, quotations with commas inside, headlines, wrapped lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from uncounted.extract.entries import Entry, entry_line, entry_of, numbered_entry
from uncounted.reference.fold import words as listed

_ABBREVIATIONS = frozenset(
    listed("""
        mr mrs ms dr prof st lt col gen maj capt sgt cpl pvt cmdr adm brig rep sen gov det supt insp hon rev fr sr
        jr no nos vs etc al fam approx dept est inc ltd co corp jan feb mar apr jun jul aug sep sept oct nov dec mt ft
        ave blvd rd e.g i.e a.m p.m u.s u.k u.n ph.d b.c a.d cf pres amb sec spc msgt mon tue tues wed thu thur
        thurs fri sat sun
    """)
)
_NEVER_LAST = frozenset(
    listed("""
        mr mrs ms dr prof lt col gen maj capt sgt cpl rep sen gov det rev hon st no nos vs e.g i.e spc
    """)
)
# Without a space too: "was shot on Monday.The deceased was named".
_END = re.compile(r"[.!?\u2026]+[\"'\u201d\u2019)\]]*(?=\s|$)|(?<=[a-z]{3})\.(?=[A-Z](?:[a-z]+)? )")
_PARAGRAPH = re.compile(
    r"\n[ \t\r\f]*\n\s*|\n(?=\s*(?:[-*\u2022\u25cf\u2023\u2013\u2014|]|\d{1,2}[.)])\s)"
    r"|\n(?=\s*(?:of (?:which|whom|these|them)|thereof|including|by)\b[^\n.;:|]{0,40}[:|\t])"  # "of which men: 2,946"
)
_BULLET = re.compile(
    r"\s*(?:[-*\u2022\u25cf\u2023\u2013\u2014|]+|\d{1,3}[.)](?!\d)|[IVX]{1,5}[.)](?=\s)|\[\d{1,3}\]|\(\d{1,2}\)(?=\s))?\s*"
)
_DAY = re.compile(r"(?<!\d)[0-3]?\d(?!\d)")
_CHRONOLOGY = 3  # entries that make one
_NEXT_WORD = re.compile(r"[\"'\u201c\u2018(]*(\w+)")
_STARTERS = frozenset(
    listed("""
        the a an in on at he she it they we i his her their its this that these those there two three some police
        when after before according one another meanwhile later however officials witnesses authorities
    """)
)
_STREET = re.compile(r"\b[A-Z0-9][\w'\u2019]*\s[Ss][Tt]$")
_WORD_BEFORE = re.compile(r"((?:[^\W\d_]\.)+[^\W\d_]?|[^\W_]+)$")


@dataclass(frozen=True, slots=True)
class Stretch:
    """One sentence at ``[start, end)``; ``paragraph`` counts from 0; ``headline``: a line without full stop.

    ``entry``: it stands in an entry of a chronology, under a label with the day of what it tells, cut off from it.
    """

    start: int
    end: int
    paragraph: int
    headline: bool = False
    entry: Entry | None = None


def sentences(text: str) -> list[Stretch]:
    """The sentences of a text, in order, without overlap; white space between them belongs to none."""
    found: list[Stretch] = []
    paragraphs = _paragraphs(text)
    entries = _entries(text, paragraphs)
    for number, (start, end) in enumerate(paragraphs):
        entry = entries.get(start)
        start = max(start, entry.end) if entry is not None else start
        parts = [part for a, b in _split(text, start, end) for part in _unlisted(text, a, b)]
        whole = len(parts) == 1 and text[end - 1] not in ".!?\u2026\"\u201d'"
        found += [Stretch(a, b, number, whole and b - a < 220, entry) for a, b in parts]
    return found


def _entries(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[int, Entry]:
    """The paragraphs of a chronology's entries, by where they start: under a label of their own or a line of one."""
    if len(paragraphs) < _CHRONOLOGY:
        return {}
    own = {start: label for start, end in paragraphs if (label := entry_of(text, start, end)) is not None}
    if len(own) >= _CHRONOLOGY:
        first = min(own)
        days_only = {a: label for a, b in paragraphs if a > first and (label := numbered_entry(text, a, b)) is not None}
        own = {**days_only, **own}
    lines = {start: label for start, end in paragraphs[1:] if (label := entry_line(text, start, end)) is not None}
    days = sum(_DAY.search(text, *label.day) is not None for label in lines.values())  # months head a report's sections
    if len(own) >= _CHRONOLOGY or days < _CHRONOLOGY or 2 * days < len(lines):
        return own if len(own) >= _CHRONOLOGY else {}
    under: dict[int, Entry] = {}
    above: Entry | None = None
    for (start, _), (_, before) in zip(paragraphs[1:], paragraphs, strict=False):
        if start in lines:
            above = lines[start]
        elif above is not None and before == above.end:
            under[start] = above
    return under


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Blocks of text: parted by empty lines, bullets, and line ends that cannot be wrapped lines."""
    blocks: list[tuple[int, int]] = []
    at = _glued(text) or 0
    if at:
        blocks.append(_trim(text, 0, at))
    for match in [*_PARAGRAPH.finditer(text, at), None]:
        end = match.start() if match else len(text)
        blocks += _lines(text, at, end)
        at = match.end() if match else end
    return blocks


# A headline that a scraper glued to what follows: "abc11.comPolice say", "west sideDETROIT (WXYZ)", "(CBS) -A man".
_GLUED = re.compile(
    r"\.com(?=[A-Z])|[a-z\d](?=[A-Z]{3,}[\s,.])|[a-z](?=\([A-Z]{2,6}\))|[a-z][\u2019\u201d'\"](?=[A-Z][a-z])"
    r"|(?<=[A-Z]{3})(?=A \d{1,2}-year-old)"
    r"|(?<= )\d{1,2}(?=(?:After|Police|Authorities|Officials|Two|Three|Four|Five)\s)"
    r"|(?<=[|-] )[KW][A-Z]{3}(?=[A-Z]{3,}[\s,.])|(?<=[A-Za-z]{2})[a-z](?=(?:A|An|The|Police|Authorities|Officials)\s)"
)
# "in KalamazooSeven people were", "entertainment centerPolice are": two words without a space between, in a first line.
_GLUED_WORDS = re.compile(r"(?<![A-Za-z])[A-Za-z][a-z]{3,}(?=[A-Z][a-z]{2,}\s)")
# What each of these holds: a capital right behind a small letter, a bracket or a mark, or letters of a station.
_MAY_GLUE = re.compile(r"[a-z\d][A-Z]|[a-z][(\u2019\u201d'\"][A-Z]|[A-Z]A \d|[|-] [KW][A-Z]")
_GLUED_SITE = re.compile(r"(?: [|\u00ab-] ).*?(?<=[A-Za-z]{2})(?<!\bMa)[a-z](?=[A-Z][a-z]+\s)")


def _glued(text: str) -> int | None:
    """Where the headline ends that stands before the first sentence without a break; null where none does."""
    line = text.find("\n")
    end = 300 if line < 0 else min(300, line)
    if _MAY_GLUE.search(text, 14, end) is None:
        return None
    found = [match for match in (_GLUED.search(text, 20, end), _GLUED_SITE.search(text, 15, end)) if match]
    words = _GLUED_WORDS.search(text, 20, end)
    if not found and words is not None and _END.search(text, 0, words.end()) is None:
        return words.end()
    if not found:
        return None
    cut = min(match.end() for match in found)
    named = re.search(r" [|\u00ab-] ", text[:cut])
    return cut if named or _END.search(text, 0, cut) is None else None


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Lines of a block, joined again where a line was only wrapped: a long line and no full stop before its end."""
    joined: list[tuple[int, int]] = []
    at = start
    longest = _longest(text[start:end])
    for line in text[start:end].split("\n"):
        first, last = _trim(text, at, at + len(line))
        at += len(line) + 1
        if first == last:
            continue
        if joined and _wrapped(text, joined[-1], first, longest):
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _longest(block: str) -> int:
    """The longest line of a block whose lines look wrapped: it ends in a full stop and all but its last are long."""
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    longest = max(map(len, lines), default=0)
    full = len(lines) > 1 and lines[-1][-1] in ".!?\u201d\"'" and all(len(line) > 0.6 * longest for line in lines[:-1])
    return longest if full else 0


_WIDEST = 180  # characters of a line that may be wrapped
_WRITER = re.compile(r"by [^.\n]{3,80}\b(?:19|20)\d\d[ \t]*(?:\n|$)")  # "by a staff writer, 18 December 2002"


def _wrapped(text: str, before: tuple[int, int], first: int, longest: int) -> bool:
    if _WRITER.match(text, first):
        return False
    last_line = text[before[0] : before[1]].rsplit("\n", 1)[-1].rstrip()
    if text[first].islower() or last_line.endswith((",", ";", "-")):
        return True
    return 40 < longest <= _WIDEST and last_line[-1] not in '.!?:\u201d"'


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    match = _BULLET.match(text, start, end)
    start = match.end() if match else start
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    at = start
    for match in _END.finditer(text, start, end):
        if _goes_on(text, match, end):
            continue
        parts.append((at, match.end()))
        at = match.end()
        while at < end and text[at].isspace():
            at += 1
    if at < end:
        parts.append((at, end))
    return parts


_LONG, _WINDOW, _LINKS = 400, 20, 40  # characters; words
_WORD = re.compile(r"\S+")


def _unlisted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence without the link lists of a scraped page: forty words and more in Title Case with no full stop."""
    if end - start < _LONG:
        return [(start, end)]
    words = [match.span() for match in _WORD.finditer(text, start, end)]
    titled = [_titled(text[a:b]) for a, b in words]
    inside = [False] * len(words)
    for at in range(len(words) - _WINDOW + 1):
        window = [title for title in titled[at : at + _WINDOW] if title is not None]
        if len(window) >= _WINDOW // 2 and sum(window) >= 0.85 * len(window):
            inside[at : at + _WINDOW] = [True] * _WINDOW
    parts: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        last = at
        while last < len(words) and inside[last] == inside[at]:
            last += 1
        prose = _prose(titled, at, last) if inside[at] else last
        inside[prose:last], last = [False] * (last - prose), prose
        if not inside[at] or last - at < _LINKS:
            parts.append((words[at][0], words[last - 1][1]))
        at = last
    return parts


def _prose(titled: list[bool | None], first: int, last: int) -> int:
    """Where in a run of titles the sentence begins that follows it: three plain words among the next six that tell."""
    for at in range(first + 1, last):
        near = [title for title in titled[at : at + _WINDOW] if title is not None][:6]
        if titled[at] is False and near.count(False) >= 3:
            while at > first and titled[at - 1] is None:
                at -= 1
            return at
    return last


def _titled(word: str) -> bool | None:
    """Whether a word is in Title Case; null for short words and those in capitals, which tell nothing."""
    plain = word.strip("\"'\u2018\u2019\u201c\u201d,.:;()")
    if len(plain) < 4 or not plain[0].isalpha() or plain.isupper():
        return None
    return plain[0].isupper()


def _goes_on(text: str, match: re.Match[str], end: int) -> bool:
    """Whether the mark does not end a sentence."""
    after = match.end()
    while after < end and text[after].isspace():
        after += 1
    if after >= end:
        return False
    following = text[after].lstrip("\"'\u201c\u2018(") or text[after + 1 : after + 2]
    if following.islower() and not following.isdigit():
        return not match.group().startswith(("!", "?")) or match.group()[-1] in "\"\u201d'\u2019"
    if match.group() != ".":
        return False
    word = _WORD_BEFORE.search(text, max(0, match.start() - 20), match.start())
    if not word:
        return False
    low = word.group().lower()
    if len(low) == 1 and text[word.start() - 1 : word.start()] in {"'", "\u2019"}:
        return False  # "in Rab'a. The", "the army's."
    if low in _NEVER_LAST or (len(low) == 1 and low.isalpha() and low != "i"):
        if low == "st" and not _STREET.search(text, max(0, match.start() - 40), match.start()):
            return True  # "the hospital in St. George's"
        return not (low in {"no", "st"} and not following.isdigit())
    if low not in _ABBREVIATIONS and "." not in low:
        return False
    following_word = _NEXT_WORD.match(text, after)
    return not (following_word and following_word.group(1).lower() in _STARTERS)
