"""Words that say less than a number: the interval they stand for, and the rule that says so.

Two uses are kept apart. The *interval* (low, high; null is open) is what a word safely says; it is kept beside the
word. A *point* exists only under a named convention:

- ``default``: the words' own meaning (dozens: two dozens or more); no points.
- ``acled``: ACLED's rule for reports without a number (Codebook, "Fatalities"): tens 10, dozens 12, hundreds 100.
- ``airwars``: Airwars' intervals as its assessments have them (a number or several 2, dozens 12 to 24); no points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from uncounted.model.errors import UnknownName

CONVENTIONS = ("default", "acled", "airwars")


@dataclass(frozen=True)
class Vague:
    """What a vague word says: ``low <= count <= high`` (null is open), a ``point`` or null, the ``rule``'s id."""

    word: str
    low: int | None
    high: int | None
    point: int | None
    rule: str


# word: (low, high). Why: two of the unit for a plural unit ("dozens" 24, "scores" 40), dictionary sense else
# (Merriam-Webster): a couple 2, a few and several small numbers from two, a handful what a hand holds.
_DEFAULT: dict[str, tuple[int | None, int | None]] = {
    "a couple": (2, 2),
    "a few": (2, None),
    "few": (1, None),
    "quite a few": (3, None),
    "several": (2, None),
    "some": (1, None),
    "a handful": (3, 5),
    "a number": (2, None),
    "numerous": (3, None),
    "multiple": (2, None),
    "various": (2, None),
    "many": (3, None),
    "most": (None, None),
    "tens": (20, None),
    "a dozen": (12, 12),
    "dozens": (24, None),
    "scores": (40, None),
    "a score": (20, 20),
    "hundreds": (200, None),
    "many dozens": (36, None),
    "several dozen": (24, None),
    "a few dozen": (24, None),
    "several hundred": (200, None),
    "a few hundred": (200, None),
    "many hundreds": (300, None),
    "thousands": (2000, None),
    "several thousand": (2000, None),
    "a few thousand": (2000, None),
    "tens of thousands": (20_000, None),
    "dozens of thousands": (24_000, None),
    "hundreds of thousands": (200_000, None),
    "millions": (2_000_000, None),
    "countless": (None, None),
    "an unknown number": (None, None),
    "an unspecified number": (None, None),
    "an undisclosed number": (None, None),
    "a large number": (3, None),
    "large numbers": (3, None),
    "a small number": (2, None),
    "others": (2, None),
}
_ACLED_POINTS = {"tens": 10, "dozens": 12, "hundreds": 100}
# Airwars' minimum and maximum as seen in its published Gaza assessments.
_AIRWARS: dict[str, tuple[int | None, int | None]] = {
    "dozens": (12, 24),
    "a large number": (12, 24),
    "large numbers": (12, 24),
    "many": (5, 24),
    **dict.fromkeys(("a number", "several", "some", "numerous", "multiple", "others"), (2, None)),
    **dict.fromkeys(("an unknown number", "an unspecified number", "an undisclosed number"), (2, None)),
}
_DROPPED = re.compile(r"\s+of$")


def vague(text: str, convention: str = "default") -> Vague | None:
    """What a vague phrase says under a convention, or None where it is none.

    ``text`` is the phrase alone, such as "dozens", "several dozen", "a handful of"; case and a last "of" do not
    matter. Raises UnknownName for a convention that nobody knows.
    """
    if convention not in CONVENTIONS:
        raise UnknownName(f"no convention for vague words is called {convention!r}.", CONVENTIONS)
    word = _DROPPED.sub("", " ".join(text.casefold().split()))
    return _vague(word, convention)


@lru_cache(maxsize=1024)
def _vague(word: str, convention: str) -> Vague | None:
    name = word if word in _DEFAULT else f"a {word}" if f"a {word}" in _DEFAULT else None
    if name is None:
        return None
    low, high = _DEFAULT[name]
    point = None
    if convention == "acled":
        point = _ACLED_POINTS.get(name)
    elif convention == "airwars":
        low, high = _AIRWARS.get(name, (low, high))
    slug = name.removeprefix("a ").removeprefix("an ").replace(" ", "-")
    return Vague(word, low, high, point, f"vague:{slug}:{convention}")


def vague_words() -> tuple[str, ...]:
    """Every vague phrase that is known, longest first, without a first "a": what an extractor looks for."""
    words = {word.removeprefix("a ").removeprefix("an ") for word in _DEFAULT} | set(_DEFAULT)
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
