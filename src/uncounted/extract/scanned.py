"""Text of a scan: figures that stand for letters inside words ("ki11ed", "Apr1l", "REP0RT") are read as letters.

Every letter keeps its place, so that spans of what is read hold in the text as it was archived.
"""

from __future__ import annotations

import re

# A one or nought between two letters, or before small letters at the head of a word of three and more.
_INSIDE = re.compile(r"(?<=[A-Za-z])[10]{1,2}(?=[A-Za-z])")
_WORD = re.compile(r"[A-Za-z]+[10]{1,2}[A-Za-z][A-Za-z10]*")
_SIGN = re.compile(r"[10](?:(?<=[A-Za-z].)|[10])(?=[10]?[A-Za-z])")  # what each such word holds, found more quickly
_FEWEST = 2  # words so spelled that make a text a scan
_VOWELS = frozenset("aeiouAEIOU")


def as_letters(text: str) -> str:
    """The text with such figures as letters, of the same length; the text itself where there are hardly any."""
    if _SIGN.search(text) is None:
        return text
    found = [m for m in _WORD.finditer(text) if sum(map(str.isalpha, m[0])) > _SHORT]
    if len(found) < _FEWEST:
        return text
    words = {word.start(): _INSIDE.sub(_letter, word[0]) for word in found}
    return _WORD.sub(lambda word: words.get(word.start(), word[0]), text)


_SHORT = 2  # letters of a word that may be a sign: "B1b"


def _letter(match: re.Match[str]) -> str:
    word, start, end = match.string, match.start(), match.end()
    before, after = word[start - 1], word[end]
    upper = before.isupper() and after.isupper()
    if "0" in match[0]:
        return match[0].replace("0", "O" if upper else "o").replace("1", "l")
    if len(match[0]) == 1 and before not in _VOWELS and after not in _VOWELS:
        return "I" if upper else "i"  # "Apr1l", "f1re"
    return ("L" if upper else "l") * len(match[0])
