"""Where places are named in running text: ``mentions``.

Names are looked for in runs of capitalised words, longest first. What is found must be a country, a region or a
division by its very name, or a town that is large or that stands behind a word of place; months, titles, outlets and
names of people stay out. It runs on every sentence, so that look-ups are few and remembered.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from uncounted.reference.fold import ARTICLES, words
from uncounted.reference.gazetteer import STRICT, Gazetteer
from uncounted.resolve.grid import grid_references
from uncounted.resolve.places_grammar import TYPES

MOST_WORDS = 5
_METONYMS = frozenset(
    ["washington", "moscow", "kremlin", "brussels"]
)  # a government, unless "in" or "near" stands before
_SHORT = 300  # characters of a text with so few names that each is as well looked up alone
LARGE = 100_000  # a town of this size counts without a word of place before it


_FUNCTION = frozenset(
    words("""
        and or in on at by since for to where when which who with as is was were has have had from but that
        after before
    """)
)


class Mention(NamedTuple):
    """A name in a text: code points ``start`` to ``end``; ``kind`` is the gazetteer's, "demonym" or "grid".

    ``id`` is the likeliest bearer's before any context, ``country`` the ISO code of its country.
    """

    start: int
    end: int
    name: str
    kind: str
    id: str
    country: str | None


_TOKEN = re.compile(  # most words, before all that they are not
    r"[A-Za-z][a-z]*+(?=[\s,;:])|[A-Za-z][a-z]++(?=[.!?)])|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[-'’‑][^\W\d_]+)*"
)
_CUE = frozenset(
    words("""
        in near at around outside inside from to of toward towards across throughout within into between and
        off on against over through via leaving entering reached captured besieged attacked hit struck
        bombed shelled targeted raided stormed seized
    """)
)
_TITLES = frozenset(
    words("""
        mr mrs ms dr prof sir gen general col colonel maj major lt capt captain sgt sergeant president
        minister king queen prince princess sheikh imam ayatollah senator governor ambassador spokesman
        spokeswoman spokesperson judge commander commissioner brigadier admiral secretary director chief
        pope bishop father st pvt cpl corporal chancellor mullah emir lord lady rep
    """)
)
# Words that are names of places too, and in reports nearly always something else.
_NEVER = frozenset(
    words("""
        january february march april may june july august september october november december monday tuesday
        wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat jan feb aug sept oct nov dec
        reuters us un eu uk ap afp bbc cnn nato rt the a an he she
        it they we i his her its their this that these those in on at for from by with after before since
        when while as but and or if not no according meanwhile however islamic state army police force
        forces front party union council ministry hospital school university church mosque court liberty
        hope freedom victory independence defense defence central command press times post news guardian
        independent mail sun star mirror world today at least some many most several two three four five six
        seven eight nine ten god allah muslim christian sunni shia shiite kurd kurdish arab jewish of red
        cross crescent human rights watch doctors water peace white black green save children medical
        general military civil defence observatory network center centre group committee commission agency
        office department international national federal united nations security amnesty airwars media
        residents officials witnesses authorities police dead killed local man woman house street battle
        mine bar best
    """)
)
# Words that alone are no names of places, but may be part of one: "Northern Benin", "Central Region".
_ALONE = frozenset(
    words("""
        area zone region sector territory province district governorate division mission pavilion base northern
        southern eastern western
    """)
)


def mentions(text: str, gazetteer: Gazetteer | None = None) -> list[Mention]:
    """Names of places in running text, in order, none overlapping; demonyms ("Iraqi") with kind "demonym".

    Precise rather than complete: a village that no word of place introduces is not reported. "US" and "UK" count only
    behind "in", "across" or "to the": as adjectives they name an actor.
    """
    book = gazetteer or Gazetteer.default()
    found: list[Mention] = []
    tokens = [(*m.span(), m[0]) for m in _TOKEN.finditer(text)]
    capitals = [at for at, (_, _, word) in enumerate(tokens) if word[0].isupper() or ("-" in word and _opens(word))]
    runs = {at: _run(text, tokens, at) for at in capitals}
    if len(text) > _SHORT:
        book.foresee(_possible(text, tokens, runs))
    past = 0
    for at, run in runs.items():
        if at < past:
            continue
        match, used = _longest(text, tokens, at, run, book)
        if match:
            found.append(match)
        past = at + used
    squares = grid_references(text)
    if not squares:
        return found
    grids = [Mention(a, b, text[a:b], "grid", f"mgrs:{point.reference}", None) for a, b, point in squares]
    apart = [m for m in found if all(m.end <= g.start or g.end <= m.start for g in grids)]
    return sorted((*apart, *grids))


def _possible(text: str, tokens: list[tuple[int, int, str]], runs: dict[int, int]) -> set[str]:
    """The names that ``_longest`` may look up, so that one question tells which of them nobody bears."""
    found: set[str] = set()
    for at, run in runs.items():
        start = tokens[at][0]
        for count in range(min(run, MOST_WORDS), 0, -1):
            name = text[start : tokens[at + count - 1][1]]
            found.add(name[:-2] if name.endswith(("'s", "’s")) else name)
    return found


@lru_cache(maxsize=8192)
def _opens(word: str) -> bool:
    return word[:1].isupper() or word.isupper() or (len(word) > 3 and "-" in word and word.split("-")[0] in ARTICLES)


def _longest(
    text: str, tokens: list[tuple[int, int, str]], at: int, run: int, book: Gazetteer
) -> tuple[Mention | None, int]:
    """The longest name that begins at a token whose run of capitals is so long, and how many tokens to go on by."""
    for count in range(min(run, MOST_WORDS), 0, -1):
        start, end = tokens[at][0], tokens[at + count - 1][1]
        name = text[start:end]
        if name.endswith(("'s", "’s")):
            name, end = name[:-2], end - 2
        hit = _known(name, book)
        if hit and _fits(text, tokens, at, count, run, hit):
            return _with_type(text, tokens, at + count, Mention(start, end, name, *hit[:3]), book), count
    if at > 1 and tokens[at - 1][2] == "of" and tokens[at - 2][2].casefold() in TYPES:
        start, end = tokens[at][0], tokens[at + run - 1][1]
        return Mention(start, end, text[start:end], "unknown", "", None), run
    return None, 1


def _with_type(text: str, tokens: list[tuple[int, int, str]], at: int, found: Mention, book: Gazetteer) -> Mention:
    """Take in the type word: "Idlib" of "Idlib province" is the province."""
    if at >= len(tokens) or found.kind == "demonym" or text[found.end : tokens[at][0]] != " ":
        return found
    kinds = TYPES.get(tokens[at][2].casefold())
    bearers = book.find(found.name, country=found.country, kinds=kinds, consonants=False) if kinds else ()
    if not bearers:
        return found
    place = bearers[0].place
    end = tokens[at][1]
    return Mention(found.start, end, text[found.start : end], place.kind, place.id, place.country)


def _run(text: str, tokens: list[tuple[int, int, str]], at: int) -> int:
    """How many tokens belong to one run of a name: capitalised, or a particle between two that are, one space apart."""
    count = last = 1
    while at + count < len(tokens) and count < MOST_WORDS + 2:
        gap = text[tokens[at + count - 1][1] : tokens[at + count][0]]
        word = tokens[at + count][2]
        if gap not in (" ", "\u00a0") or tokens[at + count - 1][2].endswith(("'s", "’s")):
            break
        count += 1
        if _opens(word):
            last = count
        elif word not in ARTICLES and word not in ("of", "de", "del", "la", "the", "and", "da", "do"):
            break
    return last


@lru_cache(maxsize=20_000)
def _known(name: str, book: Gazetteer) -> tuple[str, str, str | None, int] | None:
    """(kind, id, country, population) of the likeliest bearer of a name spelled so, or None."""
    words = name.casefold().replace(".", "").split()
    if len(name) < 3 or (len(words) == 1 and words[0] in _NEVER | _ALONE) or all(word in _NEVER for word in words):
        return _abbreviation(name, book)
    if len(words[-1]) == 3 and name.split()[-1].isupper():
        return _abbreviation(name, book)  # "IRA" is a name of Iran somewhere, and of an army here
    if not book.exists(name):
        country = book.demonym(name) if len(words) < 3 else None
        return ("demonym", country, country, 0) if country else None
    strict = [c.place for c in book.find(name, consonants=False) if c.match in STRICT]
    if not strict:
        near = [c.place for c in book.find(name, consonants=False) if c.match == "article"]
        strict = [p for p in near if len(words) > 1 or "-" in name]
    wide = [p for p in strict if p.kind in ("country", "region", "first-order")]
    towns = [p for p in strict if p.kind == "settlement"]
    best_town = max(towns, key=lambda p: p.population, default=None)
    country = book.demonym(name) if not wide else None
    if country:
        return "demonym", country, country, 0
    if wide and (wide[0].kind != "first-order" or best_town is None or best_town.population < wide[0].population / 20):
        return wide[0].kind, wide[0].id, wide[0].country, 10**9
    if best_town:
        return "settlement", best_town.id, best_town.country, best_town.population
    return (strict[0].kind, strict[0].id, strict[0].country, 0) if strict else None


def _abbreviation(name: str, book: Gazetteer) -> tuple[str, str, str | None, int] | None:
    if name in ("US", "U.S.", "UK", "U.K.", "USA", "DRC", "CAR", "UAE", "U.S", "U.K"):
        code = book.country_named(name)
        return ("country", code, code, -1) if code else None
    return None


def _fits(
    text: str, tokens: list[tuple[int, int, str]], at: int, count: int, run: int, hit: tuple[str, str, str | None, int]
) -> bool:
    kind, _, _, population = hit
    before = tokens[at - 1][2].casefold() if at else ""
    close = bool(at) and "." not in text[tokens[at - 1][1] : tokens[at][0]]
    if kind == "demonym":
        return True
    if population == -1:  # an abbreviation that is an adjective elsewhere
        return close and run == count and _is_noun(text, tokens, at, before)
    if kind in ("country", "region") or population == 10**9:
        return not (before.rstrip(".") in _TITLES and kind not in ("country", "region"))
    if before.rstrip(".") in _TITLES or run > count + (_typed(tokens, at + count)):
        return False
    cue = close and (
        before in _CUE or before in TYPES or (before == "the" and at > 1 and tokens[at - 2][2].casefold() in _CUE)
    )
    if tokens[at][2].casefold().removesuffix("'s").removesuffix("’s") in _METONYMS and before not in (
        "in",
        "near",
        "outside",
        "around",
    ):
        return False
    listed = bool(at) and text[tokens[at - 1][1] : tokens[at][0]].strip() in (",", "(") and population >= 1000
    return cue or population >= LARGE or (listed and kind == "settlement")


def _is_noun(text: str, tokens: list[tuple[int, int, str]], at: int, before: str) -> bool:
    """Whether "US" names the country: "in the US", not "in US airstrikes"."""
    if before == "the" and at > 1:
        before = tokens[at - 2][2].casefold()
    end = tokens[at][1]
    following = tokens[at + 1][2] if at + 1 < len(tokens) and not text[end : tokens[at + 1][0]].strip() else ""
    return before in _CUE and (not following or following in _FUNCTION)


def _typed(tokens: list[tuple[int, int, str]], at: int) -> int:
    """1 where the next word is a type word that may stand capitalised: "Aleppo Governorate"."""
    return 1 if at < len(tokens) and tokens[at][2].casefold() in TYPES else 0
