"""Names compared across scripts and transliterations: Dayr Az Zawr, Deir ez-Zor, دير الزور.

Three keys, each coarser than the one before: ``fold`` (same spelling), ``bare`` (same without articles and spaces),
``skeleton`` (same consonants). The recipe of the skeleton follows what worked for Arabic names in two scripts:
letters that transliterations confuse are joined, vowels and w, y dropped, doubles collapsed.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import Any


def words(text: str) -> list[str]:
    """The words of a table written as running text."""
    return text.split()


def any_of(stems: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of some strings: one branch for each letter, so that it is tried in one pass."""
    tree: dict[str, Any] = {}
    for stem in stems:
        branch = tree
        for letter in stem:
            branch = branch.setdefault(letter, {})
        branch[""] = {}

    def written(branch: dict[str, Any]) -> str:
        return "" if "" in branch else f"(?:{'|'.join(re.escape(key) + written(on) for key, on in branch.items())})"

    return re.compile(written(tree))


# The Arabic article, before sun letters too, as tokens of a folded name. "an", "as" and "at" stand here as well: a
# name that consists of articles alone keeps them.
ARTICLES = frozenset(words("al el ad ar as ash at ath az an ed er es esh et eth ez en edh adh ul il ach ech the l"))
_ARABIC_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_ARABIC_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك"})
_ARABIC_ARTICLE = re.compile(r"(?<![\u0600-\u06ff])(?:وال|ال)(?=[\u0600-\u06ff]{2})")
_QUOTES = re.compile("['\u2018\u2019\u02bc\u02bb\u02bf\u02be`\u00b4\u0300\u0301\u2032]")
_OTHER = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """A name in lower-case ASCII letters and digits, words parted by one space; any script; "" if nothing is left."""
    if name.isascii() and name.isalnum():
        return name.lower()
    if name.isascii():  # normal already, and its only quotes are these
        return _OTHER.sub(" ", name.lower().replace("'", "").replace("`", "")).strip()
    text = unicodedata.normalize("NFKC", name)
    if not text.isascii():
        from anyascii import anyascii

        text = _ARABIC_MARKS.sub("", text).translate(_ARABIC_LETTERS)
        text = _ARABIC_ARTICLE.sub("al ", text)
        text = anyascii(_QUOTES.sub("", unicodedata.normalize("NFKD", text)))
    text = _QUOTES.sub("", text.casefold())
    return _OTHER.sub(" ", text).strip()


# Letters of the scholarly transliterations of Arabic, Persian, Hebrew and Indic scripts, which news never writes.
_SCHOLARLY = frozenset("āīūēōĀĪŪĒŌḩḨḥḤḑḐḍḌţṭŢṬşṣṢẕẔẓẒḏḎṯṮḵḴẖġĠḳḲṅṇṛśʻʼʿʾ")


def usual(name: str) -> str:
    """A place's name as news writes it: Arīḩā is Ariha, Łódź stays Łódź."""
    if not _SCHOLARLY & set(name):
        return name
    from anyascii import anyascii

    return anyascii(_QUOTES.sub("", unicodedata.normalize("NFKD", name)))


@lru_cache(maxsize=8192)
def bare(folded: str) -> str:
    """A folded name without Arabic articles, spaces and a last silent h: "ar raqqah" and "raqqa" are both "raqqa"."""
    words = folded.split()
    kept = [word for word in words if word not in ARTICLES] or words
    joined = "".join(kept)
    return joined[:-1] if len(joined) > 4 and joined.endswith("ah") else joined


# Spellings of one sound, longest first; what each becomes.
_JOINED = (
    ("dzh", "j"), ("dsch", "j"), ("dj", "j"), ("tsch", "s"), ("tch", "s"), ("sch", "s"), ("sh", "s"), ("ch", "s"),
    ("kh", "k"), ("ck", "k"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("ph", "f"),
    ("mb", "nb"), ("mp", "nb"), ("x", "ks"),
)  # fmt: skip
_LETTERS = str.maketrans({"q": "k", "c": "k", "p": "b", **dict.fromkeys("aeiouwy")})


def skeleton(folded: str) -> str:
    """The consonants of a folded name, those that transliterations confuse joined; may be empty."""
    text = bare(folded)
    for spelling, sound in _JOINED:
        if spelling in text:
            text = text.replace(spelling, sound)
    text = (text.removesuffix("h")).translate(_LETTERS)
    return "".join(letter for letter, _ in groupby(text))


def spelling(folded: str) -> int | None:
    """One byte that tells spellings of one ``bare`` key apart well enough to rank them; None if it is the key."""
    return None if folded == bare(folded) else zlib.crc32(folded.encode()) & 0xFF
