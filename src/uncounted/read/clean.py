"""From a decoded text to clean lines: one line per paragraph, every kept character still mapped to its original.

Each step is a list of edits, so that the segment map follows by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from uncounted.read.mapped import Edit, Mapped
from uncounted.read.words import STOP_WORDS, words

_CHARACTERS = re.compile(
    "(?P<line>\r\n?|[\x0b\x0c\x85\u2028\u2029])"
    "|(?P<space>[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])"
    "|(?P<ligature>[\ufb00-\ufb06])"
    "|(?P<nothing>[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f]+)"
)
_LIGATURES = dict(
    zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)
)
_BLANKS = re.compile(r"(?P<edge>^[ \t]+|[ \t]+$)|(?P<gap> {2,})", re.MULTILINE)
_BULLET = re.compile(r"(?:[-*•‣◦▪–—·] |\(?[0-9a-zA-Z]{1,3}[.)] |#)")
_COLUMNS = re.compile(
    r"\t|\s\|\s|\S {3,}\S.*\S {3,}\S|[A-Za-z] {2}\d[\d,]* {3,}\S|^\|.*\|$"
    r"|^ *[^\W\d_][^.!?\n]{0,50}?[\w)] {2,}\d[\d,]*\b[^.!?\n]{0,40}$",  # "Vehicle mines      61 killed, 58 injured"
    re.MULTILINE,
)
_OWN_LINE = re.compile(r"[A-Z][\w.&'’-]*(?: (?:[A-Z][\w.&'’-]*|of|the|and)){1,4}|[A-Z]\w*(?: \w+){0,2}: .*")
_ENDS = (".", "!", "?", "…", ":", ";")
_CLOSERS = "\"'”’»)]*_"
_RULE = re.compile(r"(?:[-=_*~#+|:] ?){3,}")
WIDTHS = range(40, 121)  # columns at which texts are wrapped by hand or by a mail program
# Before a hyphen at the end of a line: these keep it, other words were broken by the typesetter.
_PREFIXES = words("non pre post anti counter self co ex re semi multi inter pro cross us un eu uk al el ez")


def normalise(text: Mapped) -> Mapped:
    """One kind of line break and of space; no soft hyphens, zero-width or control characters, no ligatures."""
    return text.edit(_character_edits(text.text))


def _character_edits(text: str) -> Iterator[Edit]:
    for match in _CHARACTERS.finditer(text):
        kind = match.lastgroup
        if kind == "line":
            yield Edit(match.start(), match.end(), "\n")
        elif kind == "space":
            yield Edit(match.start(), match.end(), " ")
        elif kind == "ligature":
            yield Edit(match.start(), match.end(), _LIGATURES[match[0]])
        else:
            yield Edit(match.start(), match.end(), "")


def squeeze(text: Mapped) -> Mapped:
    """No space at the edges of lines and single spaces inside them; the columns of a table stay apart by one tab."""
    return text.edit(_space_edits(text.text))


def _space_edits(text: str) -> Iterator[Edit]:
    line_end = -1
    table = False
    for match in _BLANKS.finditer(text):
        if match.start() >= line_end:
            line_start = text.rfind("\n", 0, match.start()) + 1
            line_end = text.find("\n", match.start())
            line_end = len(text) if line_end < 0 else line_end
            table = bool(_COLUMNS.search(text, line_start, line_end))
        # "Afghanistan  124": the longest label of a table stands but two spaces before its figure.
        close = text[match.end() : match.end() + 1].isdigit() and text[match.start() - 1 : match.start()].isalpha()
        wide = table and (len(match[0]) > 2 or close)
        yield Edit(match.start(), match.end(), "" if match["edge"] else "\t" if wide else " ")


def is_item(line: str) -> bool:
    """Whether a line is an item of a list."""
    return bool(_BULLET.match(line))


def is_row(line: str) -> bool:
    """Whether a line is a row of a table."""
    return bool(_COLUMNS.search(line))


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return line.rstrip(_CLOSERS).endswith(_ENDS)


def paragraphs(text: Mapped, *, loose: bool = False) -> Mapped:
    """One line per paragraph, blank lines between; lines wrapped at a margin are joined.

    Rows of tables, items of lists and other short lines that stood together stay together, one line break apart.
    ``loose`` joins by the look of sentences rather than by an exact margin: for text layers of typeset pages.
    """
    return text.edit(_break_edits(text.text, loose))


@dataclass(frozen=True)
class _Margin:
    """How the lines of a text were broken: ``width`` is the longest line; ``sure`` when most lines fill it."""

    width: int
    sure: bool
    loose: bool


def _break_edits(text: str, loose: bool) -> Iterator[Edit]:
    blocks = _blocks(text)
    if not blocks:
        yield Edit(0, len(text), "")
        return
    yield Edit(0, blocks[0][0][0], "")
    margin = _margin(text, blocks, loose)
    for number, block in enumerate(blocks):
        yield from _joints(text, block, margin)
        if number + 1 < len(blocks):
            yield Edit(block[-1][1], blocks[number + 1][0][0], "\n\n")
    yield Edit(blocks[-1][-1][1], len(text), "")


def _blocks(text: str) -> list[list[tuple[int, int]]]:
    """Runs of lines, each ``[start, end)``, without a blank line or a ruled one between."""
    blocks: list[list[tuple[int, int]]] = [[]]
    start = 0
    for line in text.split("\n"):
        if line and not _RULE.fullmatch(line):
            blocks[-1].append((start, start + len(line)))
        elif blocks[-1]:
            blocks.append([])
        start += len(line) + 1
    return [block for block in blocks if block]


def _margin(text: str, blocks: list[list[tuple[int, int]]], loose: bool) -> _Margin:
    """One margin for a whole text. Texts with a longer line than people wrap at have none: a line is a paragraph."""
    width = max((end - start for block in blocks for start, end in block if " " in text[start:end]), default=0)
    joints = [
        _fits(text[a:b], text[c:d], width)
        for block in blocks
        for (a, b), (c, d) in pairwise(block)
        if _is_prose(text[a:b]) and _is_prose(text[c:d])
    ]
    broken = joints.count(False)
    return _Margin(width, loose or (broken >= 2 and broken * 2 >= len(joints)), loose)


def _fits(here: str, there: str, width: int) -> bool:
    """Whether the first word of the next line would have fitted on this one."""
    return len(here) + 1 + len(there.split(" ", 1)[0]) <= width


def _is_prose(line: str) -> bool:
    return not is_row(line) and not is_item(line)


def _joints(text: str, block: list[tuple[int, int]], margin: _Margin) -> Iterator[Edit]:
    """What stands between the lines of one block: a space where a margin broke them, else a line break or two."""
    lines = [text[start:end] for start, end in block]
    heads = not ends_sentence(lines[-1])  # a heading's line may be full by chance, with a publisher's name below it
    wrapped = [
        _wrapped(here, there, margin) and not (heads and _OWN_LINE.fullmatch(there)) for here, there in pairwise(lines)
    ]
    for i, (here, there) in enumerate(pairwise(lines)):
        end, after = block[i][1], block[i + 1][0]
        if wrapped[i] and here.endswith("-") and here[-2:-1].isalpha() and there[:1].isalpha():
            yield Edit(end - (margin.loose and _broken_word(text, here, there)), after, "")
        elif wrapped[i]:
            yield Edit(end, after, " ")
        else:
            prose = i + 1 < len(wrapped) and wrapped[i + 1]
            yield Edit(end, after, "\n" if _together(here, there, prose) else "\n\n")


def _together(here: str, there: str, prose: bool) -> bool:
    """Whether two lines belong to one list, table or set of short lines."""
    if is_row(here) or is_item(here):
        return is_row(there) or is_item(there)
    if is_row(there) or is_item(there):
        return True
    return not ends_sentence(here) and not prose and len(here) < 80 and len(there) < 80


def _wrapped(here: str, there: str, margin: _Margin) -> bool:
    """Whether a margin broke the line: the next word did not fit, and the text breaks so or the sentence runs on."""
    if is_row(here) or is_row(there) or is_item(there):
        return False
    fits = _fits(here, there, margin.width)
    runs_on = not ends_sentence(here) and (there[:1].islower() or here.split(" ")[-1].lower() in STOP_WORDS)
    if margin.loose:
        return runs_on or (len(here) > 0.75 * margin.width >= 30 and not (fits and ends_sentence(here)))
    if margin.width not in WIDTHS:
        return False
    if margin.sure:
        return not fits or (runs_on and len(here) > 0.6 * margin.width)
    return not fits and runs_on


def _broken_word(text: str, here: str, there: str) -> bool:
    """Whether the hyphen at the end of ``here`` is the typesetter's: the document's own spelling decides first."""
    head = re.split(r"[^\w-]", here[:-1])[-1]
    tail = re.split(r"\W", there)[0]
    if f"{head}-{tail}" in text:
        return False
    if f"{head}{tail}" in text:
        return True
    return tail[:1].islower() and head.islower() and head not in _PREFIXES
