"""Where the stories of a paper begin: world briefs, digests, round-ups of wires, each item with an event of its own."""

from __future__ import annotations

import re
from functools import lru_cache

from uncounted.reference.gazetteer import Gazetteer

Stretch = tuple[int, int]

_LEAST = 2  # stories of a paper
_TITLES = 3  # lines above the first story
_LONGEST = 120  # characters of a headline
_WORD = r"[A-Z\u00c0-\u00de][\w'\u2019-]*"
_NAME = rf"(?:[Tt]he )?{_WORD}(?: (?:(?:of|and|the|de|la) )?{_WORD}){{0,3}}"
_LINE = re.compile(rf"^[^\S\n]*[#*]*[^\S\n]*(?P<name>{_NAME})[\s:.*#]*$", re.MULTILINE)
# what runs on behind its country or dateline, as in "Benin - Gunmen killed five"
_RUN_IN = re.compile(
    rf"^[^\S\n]*(?P<name>{_NAME})(?:, {_WORD}(?: {_WORD})*)?(?:,? \w+\.? \d{{1,2}})?(?: \([^)\n]{{2,40}}\))?"
    r"(?::| ?[\u2013\u2014]| --?|\.) (?=[\"\u201c]?[A-Z\d])",
    re.MULTILINE,
)


def stories(text: str) -> tuple[Stretch, ...]:
    """The stories of a paper as half-open stretches of its text, in order; empty where the text is one story.

    Stories are headed by lines that are nothing but a country or place, from the top of the text on, or open, every
    one, with a country or a dateline of its own; a headline above such an opening belongs to it. What stands above the
    first is a stretch too. So are the records of a database that a text lists, each with a field for its date.
    """
    if text.count("\n") < 2 * _LEAST:
        return ()
    starts = _under_lines(text) or _run_in(text) or _records(text)
    if len(starts) < _LEAST:
        return ()
    begins = [0, *starts] if text[: starts[0]].strip() else starts
    return tuple(zip(begins, [*begins[1:], len(text)], strict=True))


@lru_cache(maxsize=4096)
def _kinds(name: str) -> frozenset[str]:
    """What kinds of places the gazetteer has by a name."""
    found = Gazetteer.default().find(name.title() if name.isupper() else name)
    return frozenset(each.place.kind or "" for each in found)


def _under_lines(text: str) -> list[int]:
    """Where lines stand that name a country or place, if all that stands above the first is a title."""
    found: list[int] = []
    nations = 0
    for line in _LINE.finditer(text):
        if not found and len([each for each in text[: line.start()].split("\n") if each.strip()]) > _TITLES:
            return []
        kinds = _kinds(line["name"]) if line.start() else frozenset()
        if kinds:
            found.append(line.start())
            nations += "country" in kinds
    above = [each for each in text[: found[0]].split("\n") if each.strip()] if found else []
    titled = len(above) <= _TITLES and all(len(each) < _LONGEST and not each.rstrip().endswith(".") for each in above)
    return found if titled and 2 * nations > len(found) else []


def _run_in(text: str) -> list[int]:
    """Where paragraphs open with a country or a dateline, if three or more do, each with another."""
    found: dict[int, str] = {}
    top = len(text) - len(text.lstrip())
    for opening in _RUN_IN.finditer(text):
        at = opening.start()
        if at > top and text[max(0, at - 2) : at] != "\n\n" and not _headline(_line_before(text, at)):
            continue
        name = opening["name"]
        kinds = _kinds(name)
        if "country" in kinds or (name.isupper() and kinds):
            found[at] = name
    if len(found) <= _LEAST or len(set(found.values())) < len(found):
        return []
    return [_with_headline(text, at) for at in found]


def _records(text: str) -> list[int]:
    """Where records begin that have a field for their date each: "Date: 07/05/2019. Location: Almar"."""
    if len(found := [line.start() for line in _DATE_FIELD.finditer(text)]) < _LEAST:
        return []
    return [_with_sign(text, at) for at in found]


_DATE_FIELD = re.compile(
    r"^[^\S\n]*(?:(?:incident|event|attack|strike) )?date(?: of (?:the )?(?:incident|event|attack|strike))?[^\S\n]*:"
    r"[^\S\n]*(?=[^\n]*\d)",
    re.IGNORECASE | re.MULTILINE,
)
_SIGN = 40  # letters of a line with the number of a record


def _with_sign(text: str, at: int) -> int:
    """The beginning of the lines with a record's number or name right above its date, if there are any."""
    while (line := text.rfind("\n", 0, max(0, at - 1)) + 1) < at:
        above = text[line:at].strip()
        if not above or len(above) > _SIGN or above.endswith("."):
            break
        at = line
    return at


def _line_before(text: str, at: int) -> str:
    """The last line above an offset that is more than a line end, without blanks around it."""
    while at > 0 and text[at - 1] == "\n":
        at -= 1
    return text[text.rfind("\n", 0, at) + 1 : at].strip()


def _headline(line: str) -> bool:
    """Whether a line is a headline."""
    return 0 < len(line) < _LONGEST and line[-1] not in ".:;,"


def _with_headline(text: str, at: int) -> int:
    """The beginning of the headline above an opening, if one stands there."""
    end = at
    while end > 0 and text[end - 1].isspace():
        end -= 1
    line = text.rfind("\n", 0, end) + 1
    return line if line and _headline(text[line:end].strip()) else at
