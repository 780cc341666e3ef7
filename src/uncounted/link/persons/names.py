"""Names as they are compared: one spelling of a letter, joined compounds, parts in order; any script.

Arabic: the forms of alef, ya and ta marbuta are one letter each, vowel signs and tatweel go, Abd, Abu, Umm and the like
are joined to the word that they belong to (the space between them is what differs most between releases of one list).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from uncounted.reference.fold import fold, skeleton, words

_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_LETTERS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ء": None}
)
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc\u02bb\u02bf\u02be`\u00b4]")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3]")
_PARTED = re.compile(r"[^\w]+|[\d_]+")

# Joined to the next word.
_OPENS = frozenset(
    words("عبد ابو ابي ابا ام ال بو")
    + words("abd abdul abdel abdal abdu abu abo abou umm um al el ul the")
    + words("de di da do dos das del della della du des le la van von der den ter ten zu af av mac mc st san santa o")
)
# Joined to the word before.
_CLOSES = frozenset(
    words("الله الدين اللہ الاسلام الرحمن الرحيم")
    + words("allah ullah ollah din deen eddin eddine uddin aldin aldeen addin")
)
_ARTICLES = frozenset(words("ال al el ul the"))
_SON_OF = frozenset(words("بن ابن بنت bin ibn bint"))
# Of address and of generation; they name nobody.
_TITLES = frozenset(
    words("الشهيد الشهيده شهيد شهيده الطفل الطفله السيد السيده الحاج الحاجه الدكتور المهندس")
    + words("mr mrs ms miss dr prof sir haji hajj hajji sheikh shaykh jr sr ii iii iv")
)


@dataclass(frozen=True)
class NameParts:
    """A name in parts, each as compared; "" where the name has no such part."""

    given: str = ""
    father: str = ""
    grandfather: str = ""
    family: str = ""


@lru_cache(maxsize=200_000)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as compared: lower case, one spelling of each letter, compounds joined, titles dropped.

    A comma parts a family name that stands first from the rest, which is put before it. Letters stay in their script.
    """
    if name.count(",") == 1:
        family, _, rest = name.partition(",")
        if rest.strip() and not set(_split(rest)) <= _TITLES:
            return (*name_words(rest), *name_words(family))
    found = _split(name)
    found = _mended(found)
    kept = [word for i, word in enumerate(found) if word not in _TITLES and not (i and word in _SON_OF)] or found
    return _join(kept)


def _split(name: str) -> list[str]:
    text = unicodedata.normalize("NFKC", name).casefold()
    if not text.isascii():
        text = _MARKS.sub("", text).translate(_LETTERS)
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return [word for word in _PARTED.split(_APOSTROPHES.sub("", text)) if word]


def _mended(found: list[str]) -> list[str]:
    """A lone letter joined to the word before: no Arabic name is one letter, but extracted text is often torn so."""
    mended: list[str] = []
    for word in found:
        if len(word) == 1 and mended and _ARABIC.fullmatch(word):
            mended[-1] += word
        else:
            mended.append(word)
    return mended


def _join(found: list[str]) -> tuple[str, ...]:
    joined: list[str] = []
    opening = ""
    for i, word in enumerate(found):
        if word in _OPENS and i + 1 < len(found):
            opening += "" if word in _ARTICLES and not opening else word
        elif word in _CLOSES and joined and not opening:
            joined[-1] += word
        else:
            joined.append(opening + _bare(word) if not opening else opening + word)
            opening = ""
    return tuple(joined)


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def name_parts(name: str) -> NameParts:
    """A whole name in parts: the first word, the last, and up to two between, as father and grandfather or middle
    names.

    In a patronymic name of five words or more the words after the grandfather and before the last are left out.
    """
    found = name_words(name)
    if not found:
        return NameParts()
    if len(found) == 1:
        return NameParts(given=found[0])
    middle = found[1:-1]
    return NameParts(found[0], middle[0] if middle else "", middle[1] if len(middle) > 1 else "", found[-1])


@lru_cache(maxsize=200_000)
def latin(word: str) -> str:
    """A word of a name in ASCII letters, whatever its script."""
    return word if word.isascii() else fold(word).replace(" ", "")


@lru_cache(maxsize=200_000)
def consonants(word: str) -> str:
    """The consonant skeleton of a word of a name, one for all scripts; the word itself where it has none."""
    plain = latin(word)
    return skeleton(plain) or plain
