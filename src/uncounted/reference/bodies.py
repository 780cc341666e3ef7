"""One body under several names: "Mali's army", "the Malian armed forces", "Ministry of Defence of Mali".

Names are compared by the words that matter, countries under one name however they are said. Public knowledge.
"""

from __future__ import annotations

import re
from functools import lru_cache

from uncounted.reference.fold import fold
from uncounted.reference.fold import words as listed
from uncounted.reference.sources import Registry
from uncounted.reference.tables import rows

# Nouns of bodies of which a state has one of each kind, so that the country and the kind name it.
_ORGANS = frozenset(
    listed("""
        ministry military police government presidency parliament navy airforce prosecutor defence health interior civil
        red crescent cross
    """)
)
_EMPTY = frozenset(listed("the of for in and s public national republic state affairs office officials ministers"))
_SAME = (
    (re.compile(r"\b(?:armed forces|army|armies|defence forces)\b"), "military"),
    (re.compile(r"\binternal affairs\b"), "interior"),
    (re.compile(r"\bdefense\b"), "defence"),
    (re.compile(r"\b(?:air force)\b"), "airforce"),
)


def body_of(root: str, country: str | None = None) -> str:
    """The one name of the body that a root's id stands for: the registry's id, or its words in one order.

    ``country`` (ISO 3166-1 alpha-2) is where those it counted were harmed: a body named by its kind alone ("the health
    ministry") is that country's. A root that is no such body keeps its id.
    """
    registry = Registry.default()
    if registry.get(root) is not None or ":" in root:
        return root
    words = _words(root.replace("-", " "))
    if not words & _ORGANS:
        return root
    if not words & _names().keys() and country is not None and words <= _ORGANS:
        words |= {country}
    return _registered().get(words) or "-".join(sorted(words))


@lru_cache(maxsize=8192)
def country_in(words: str) -> str | None:
    """The one country that words name, by itself or its people (ISO 3166-1 alpha-2); null for none or several.

    "Russian-backed" names nobody's people.
    """
    plain = " ".join(word for word in words.split() if "-" not in word)
    found = {_codes()[match[1]] for match in _country().finditer(fold(plain))}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=8192)
def _words(name: str) -> frozenset[str]:
    """The words of a name that tell it from others; countries stand as their codes."""
    folded = fold(name)
    for pattern, word in _SAME:
        folded = pattern.sub(word, folded)
    folded = _country().sub(lambda found: _codes()[found[1]], folded)
    kept = [word for word in folded.split() if word not in _EMPTY]
    return frozenset(kept)


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """Per folded name of a country or its people: the country's code."""
    found: dict[str, str] = {}
    for row in rows("countries.csv"):
        for name in (row["name"], *(row["aliases"] or "").split(";"), *(row["demonyms"] or "").split(";")):
            if name.strip():
                found.setdefault(fold(name), row["code"])
    return found


@lru_cache(maxsize=1)
def _names() -> dict[str, None]:
    return dict.fromkeys(_codes().values())


@lru_cache(maxsize=1)
def _country() -> re.Pattern[str]:
    names = sorted(_codes(), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, names))})s?\b")


@lru_cache(maxsize=1)
def _registered() -> dict[frozenset[str], str]:
    found: dict[frozenset[str], str] = {}
    for source in Registry.default().sources.values():
        for name in (source.name, *source.names):
            words = _words(name)
            if words & _ORGANS and words & _names().keys():
                found.setdefault(words, source.id)
    return found
