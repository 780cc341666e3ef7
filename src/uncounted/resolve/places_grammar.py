"""The grammar of place phrases: relation, the place itself, the kind that its words say, and what holds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from uncounted.model.scope import PlaceRelation
from uncounted.reference.fold import ARTICLES, fold, words
from uncounted.reference.gazetteer import STRICT, Gazetteer, Kind
from uncounted.reference.numbers import parse_number

Kinds = tuple[Kind, ...]

_FIRST: Kinds = ("first-order", "region")
_SECOND: Kinds = ("second-order", "first-order")
_TOWN: Kinds = ("settlement",)
TYPES: dict[str, Kinds] = {
    **dict.fromkeys(words("governorate province oblast state department prefecture emirate muhafazah wilayat"), _FIRST),
    **dict.fromkeys(words("region division provinces states regions oblasts governorates departments"), _FIRST),
    **dict.fromkeys(words("district county raion rayon subdistrict sub-district municipality canton commune"), _SECOND),
    **dict.fromkeys(words("territory territories"), ("first-order", "region", "second-order")),
    **dict.fromkeys(words("payam kebele cercle tehsil upazila"), _SECOND),
    **dict.fromkeys(words("municipalities communes cantons raions woredas counties"), _SECOND),
    **dict.fromkeys(words("woreda nahiya nahiyah township lga locality area chiefdom block districts"), _SECOND),
    **dict.fromkeys(words("city town village hamlet camp settlement neighbourhood neighborhood suburb capital"), _TOWN),
    **dict.fromkeys(words("quarter port towns cities villages stronghold outskirts kibbutz"), _TOWN),
    **dict.fromkeys(["country", "kingdom", "republic", "nation"], ("country",)),
}  # fmt: skip
_SURROUNDINGS = frozenset(words("countryside hinterland outskirts suburbs periphery surroundings"))
_FACILITIES = frozenset(
    words("""
        university college institute academy school hospital clinic airport airfield airbase aerodrome barracks prison
        jail court courthouse station dam bridge refinery stadium museum mosque church cathedral synagogue market bazaar
        checkpoint crossing harbour harbor hotel mall library cemetery zoo park international general central military
        air base medical center centre teaching
    """)
)
_KNOWN_TOWN = 20_000  # people, from which a town lends its name to a facility more likely than a person does
_DIRECTION = re.compile(
    r"(?:(?:far|deep|rural)[- ])?(?:north|south|east|west|north[- ]?east|north[- ]?west|south[- ]?east|south[- ]?west)"
    r"(?:ern|ernmost|wards?)?|central|upper|lower|mid|northcentral|north-central|south-central|coastal|mainland|rural"
    r"|inner|inland",
    re.IGNORECASE,
)
_NEAR = (
    r"near(?:by)?|close\s+to|not\s+far\s+from|(?:just\s+)?outside|in\s+the\s+vicinity\s+of"
    r"|adjacent\s+to|next\s+to|beside|off"
)
_AROUND = (
    r"in\s+and\s+around|in\s+or\s+around|in\s+or\s+near|in\s+and\s+near|around|surrounding"
    r"|(?:in|on|at)\s+the\s+(?:outskirts|suburbs|edge)\s+of"
    r"|(?:in\s+)?the\s+area\s+(?:around|of)|the\s+(?:countryside|outskirts)\s+of|in\s+the\s+(?:countryside|surroundings)\s+of"
)
_BEARING = r"(?:(?:to\s+)?the\s+)?(?:north|south|east|west)(?:-?\s?(?:north|south|east|west))?(?:ern)?"
_KM = (
    r"(?:about|some|around|roughly|approximately|nearly|just|less\s+than|more\s+than)?\s*(?P<number>\d+(?:\.\d+)?|[a-z-]+)\s*-?\s*"
    r"(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi|metres?|meters?|m)\b(?:\s*\([^)]*\))?(?:\s+"
    + _BEARING
    + r")?\s+(?:of|from)"
)
_CONNECTOR = re.compile(
    rf"(?P<km>\b{_KM})|(?P<around>\b(?:{_AROUND}))\b|(?P<near>\b(?:{_NEAR}))\b|(?P<bearing>\b{_BEARING}\s+of)\b"
    r"|(?P<possessive>['’]s\s|(?<=s)['’]\s)|(?P<between>\bbetween)\b|(?P<of>\bof)\b"
    r"|(?P<inside>\b(?:in|at|inside|within|across|throughout|from|on|into|over|to|for|under)\b|[,(;])|(?P<close>[)])|(?P<end>\b(?:and|when|which"
    r"|where|who|after|before|during|by|as|while|killing|since)\b)",
    re.IGNORECASE,
)
_MILE_KM = 1.609344
_PARTICLES = ARTICLES | frozenset(
    words("de la le los las du des da do dos del di van von bin ibn abu umm al- and of y saint st")
)
_ARTICLED = re.compile(r"(?:[ae][lsdrtnz]|[ae]sh|[ae]th|ez|ud|ul|il)[-‑ʻ’']\w", re.IGNORECASE)
_WORD = re.compile(r"[^\s,;()\"“”]+")


@dataclass(frozen=True)
class Named:
    """A name in a phrase: the kinds of place that its words say (None: any), and whether only a part of it is meant."""

    name: str
    kinds: Kinds | None = None
    part: bool = False


@dataclass(frozen=True)
class Phrase:
    """A place phrase taken apart; ``holders`` hold the place, ``beside`` are near it, ``country`` is an ISO code."""

    name: str
    kinds: Kinds | None
    holders: tuple[Named, ...]
    beside: tuple[str, ...]
    country: str | None
    relation: PlaceRelation
    km: float | None
    part: bool


@dataclass
class _State:
    relation: PlaceRelation = "in"
    km: float | None = None
    country: str | None = None
    kinds: Kinds | None = None
    head: Named | None = None
    head_relation: PlaceRelation = "in"
    head_km: float | None = None


@lru_cache(maxsize=4096)
def read_phrase(text: str, book: Gazetteer) -> Phrase | None:
    """Take a phrase apart; None where no name stands in it."""
    plain = " ".join(text.split()).strip(" ,;:\"'“”")
    wide = _wide_name(plain, book)
    if wide:
        return wide
    if not _ends_abbreviated(plain, book):
        plain = plain.strip(" .,;:\"'“”")
    small = bool(plain) and plain.isascii() and plain == plain.casefold()
    if small:
        plain = _capitals(plain)
    whole = _whole_name(plain, book)
    if whole:
        return Phrase(whole, None, (), (), None, "in", None, part=False)
    state = _State()
    holders: list[Named] = []
    beside: list[str] = []
    typed = False
    for kind, connector, chunk in _pieces(plain):
        if kind == "end" and state.head:
            break
        _connect(state, kind, connector)
        named, country, kinds, around = read_chunk(chunk, book)
        if country:
            state.country = state.country or country
        if named is None:
            if kind == "possessive" and chunk and state.head and not kinds and not holders:
                state.head = replace(state.head, part=True)
            state.kinds = kinds or state.kinds
            continue
        if typed and kind == "of" and not holders and not beside:
            _described(state, holders, book)
        _take(state, kind, replace(named, kinds=named.kinds or state.kinds), around, holders, beside)
        typed = TYPES.get(chunk.rpartition(" ")[2]) == _TOWN
    if small and state.head and not _well_known(state.head.name, book):
        return None
    if state.head:
        _leave_facility(state, state.head, holders, book)
    return _phrase(state, holders, beside, book)


def _described(state: _State, holders: list[Named], book: Gazetteer) -> None:
    """``the Chechen village of Samashki``: the place follows; what stands before it holds it, unless it is a town."""
    name = state.head.name if state.head is not None else ""
    wide = book.find(name, kinds=("country", "region", "first-order"), consonants=False)
    if not wide and any(found.match in STRICT for found in book.find(name, kinds=_TOWN, consonants=False)):
        return
    if wide:
        holders.append(Named(name))
    state.head = None


def _leave_facility(state: _State, head: Named, holders: list[Named], book: Gazetteer) -> None:
    """Go from a facility to the place that its name has: "Mosul University", "University of Mosul" are near Mosul."""
    words = head.name.split()
    if words[-1].casefold() not in _FACILITIES or (len(words) > 1 and book.exists(head.name)):
        return
    if len(words) == 1 or all(word.casefold() in _FACILITIES for word in words):
        if not holders or not holders[0].name[:1].isupper():
            return
        state.head = holders.pop(0)
    else:
        while words[-1].casefold() in _FACILITIES:
            words.pop()
        parts = re.split(r"[ -]", " ".join(words))
        named = (" ".join(parts[:count]) for count in range(len(parts), 0, -1))
        known = next((name for name in named if _well_known(name, book, _KNOWN_TOWN)), None)
        if known is None:
            return
        state.head = Named(known)
    state.head_relation, state.head_km = "near", None


def _wide_name(plain: str, book: Gazetteer) -> Phrase | None:
    """The phrase itself if all of it names a country, region or division: "United States", "Ky.", "African"."""
    name = re.sub(r"^the\s+", "", plain, flags=re.IGNORECASE)
    if not name[:1].isupper() or len(name) > 60:
        return None
    if " " in name or "." in name or name.isupper():
        found = book.find(name, kinds=("country", "region", "first-order"), consonants=False)
        if found and found[0].match in STRICT:
            return Phrase(name, None, (), (), None, "in", None, part=False)
    region = book.adjective(name)
    known = book.get(region) if region and ":" in region else None
    return Phrase(known.name, ("region",), (), (), None, "in", None, part=False) if known else None


def _ends_abbreviated(plain: str, book: Gazetteer) -> bool:
    """Whether the last word is an abbreviation whose full stop belongs to it: "Paris, Ky."."""
    before, comma, last = plain.rpartition(", ")
    return bool(comma and before and last.endswith(".") and book.find(last, kinds=_FIRST))


def _capitals(text: str) -> str:
    """Capitals for a phrase typed without any, words of grammar apart; none after "a" or "his", which open no name."""
    if re.match(r"(?:an?|his|her|their|its|our|my|some|no|this|that)\b", text):
        return text
    return re.sub(
        r"(?<![\w'’])(?!(?:in|of|near|and|around|the|between|from|at|km|miles)\b)\w", lambda m: m[0].upper(), text
    )


def _well_known(name: str, book: Gazetteer, people: int = 5000) -> bool:
    found = [c.place for c in book.find(name, consonants=False)]
    return any(place.kind != "settlement" or place.population >= people for place in found)


def _pieces(text: str) -> Iterator[tuple[str, re.Match[str] | None, str]]:
    """The phrase cut at its connectors: (kind, connector, the words after it)."""
    kind, connector, at = "inside", None, 0
    for match in _CONNECTOR.finditer(text):
        if match.start() < at or (match.lastgroup == "km" and not _kilometres(match)):
            continue
        if match.start() > at or connector is not None:
            yield kind, connector, text[at : match.start()].strip()
        kind, connector, at = _kind(match), match, match.end()
    yield kind, connector, text[at:].strip()


def _kind(match: re.Match[str]) -> str:
    return next(
        name for name, value in match.groupdict().items() if value is not None and name not in ("number", "unit")
    )


def _kilometres(match: re.Match[str]) -> float | None:
    number = match["number"]
    value = float(number) if re.fullmatch(r"[\d.]+", number) else parse_number(number)
    if value is None:
        return None
    unit = match["unit"].casefold()
    return round(
        value
        * (_MILE_KM if unit.startswith("mi") else 0.001 if unit in ("m", "metre", "metres", "meter", "meters") else 1),
        3,
    )


_DISTANT: dict[str, PlaceRelation] = {"near": "near", "around": "around", "km": "km"}


def _connect(state: _State, kind: str, connector: re.Match[str] | None) -> None:
    if kind in _DISTANT:
        state.relation = _DISTANT[kind]
        state.km = _kilometres(connector) if kind == "km" and connector else None
    elif kind in ("bearing", "between"):
        state.relation, state.km = "near", None
    elif kind in ("inside", "end") and connector and connector[0] not in ",(":
        state.relation, state.km = "in", None


def _take(state: _State, kind: str, named: Named, around: bool, holders: list[Named], beside: list[str]) -> None:
    if state.head is None:
        state.head, state.head_relation, state.head_km = named, state.relation, state.km
        if around and state.head_relation == "in":
            state.head_relation = "around"
    elif kind == "possessive" and not holders:
        holders.append(state.head)
        state.head = named
    elif kind in ("near", "around", "km", "bearing", "between"):
        beside.append(named.name)
    else:
        holders.append(named)
    state.kinds = None


def _phrase(state: _State, holders: list[Named], beside: list[str], book: Gazetteer) -> Phrase | None:
    if state.head is None:
        known = book.get(state.country) if state.country else None
        return Phrase(known.name, ("country",), (), (), None, "in", None, part=False) if known else None
    country = state.country
    for holder in holders:
        country = country or book.country_named(holder.name)
    return Phrase(
        state.head.name, state.head.kinds, tuple(holders), tuple(beside), country, state.head_relation, state.head_km,
        state.head.part,
    )  # fmt: skip


def _whole_name(plain: str, book: Gazetteer) -> str | None:
    """The phrase itself if all of it is one name of a country or region with a connector inside ("Isle of Man")."""
    bare_words = re.sub(r"^(?:in|across|throughout)\s+", "", plain, flags=re.IGNORECASE)
    if not re.search(r"\s(?:of|and)\s|['’]s\s", bare_words) or len(bare_words) > 60:
        return None
    found = book.find(bare_words, kinds=("country", "region", "first-order"), consonants=False)
    return bare_words if found and found[0].match in STRICT else None


def read_chunk(chunk: str, book: Gazetteer) -> tuple[Named | None, str | None, Kinds | None, bool]:
    """One chunk between connectors: the name, the country its adjective says, the kinds of its type words, around.

    "the Iraqi city" gives no name, IQ, settlement; "eastern Syria" gives Syria, a part; "Aleppo Governorate" Aleppo,
    first-order.
    """
    words = _WORD.findall(chunk)
    country: str | None = None
    kinds: Kinds | None = None
    part = False
    while words:
        if _is_name(words, book):
            break
        word = words[0]
        folded = word.casefold().rstrip("s") if word.casefold().endswith("'s") else word.casefold()
        adjective = _demonym(words, book)
        if adjective and (len(words) > adjective[1] or not word[:1].isupper() or country is None):
            country, words = country or adjective[0], words[adjective[1] :]
        elif _DIRECTION.fullmatch(word) and len(words) > 1:
            part, words = True, words[1:]
        elif folded in TYPES and (word[0].islower() or len(words) > 1):
            kinds, words = TYPES[folded], words[1:]
        elif (_lower(word) and folded not in _PARTICLES) or folded in ("the", "a", "an", "in", "of", "and"):
            words = words[1:]
        else:
            break
    words, kinds, around = _tail(words, kinds, book)
    if not any(w[:1].isupper() or not w.isascii() or _ARTICLED.match(w) for w in words):
        return None, country, kinds, around
    return Named(" ".join(words), kinds, part), country, kinds, around


def _tail(words: list[str], kinds: Kinds | None, book: Gazetteer) -> tuple[list[str], Kinds | None, bool]:
    """Strip type words and lower-case words from the end of a name."""
    around = False
    while len(words) > 1:
        last = words[-1].casefold()
        if last in _SURROUNDINGS:
            around, words = True, words[:-1]
        elif last in TYPES and not _is_part_of_name(words, book):
            kinds, words = kinds or TYPES[last], words[:-1]
        elif last in ("refugee", "rural", "urban", "administrative") or (_lower(words[-1]) and last not in _PARTICLES):
            words = words[:-1]
        else:
            break
    return words, kinds, around


def _is_part_of_name(words: list[str], book: Gazetteer) -> bool:
    """Whether the type word at the end belongs to the name: "Cape Town", "Phenix City", "Washington State" not."""
    last = words[-1]
    if not last[:1].isupper() or TYPES[last.casefold()] not in (_TOWN, _FIRST):
        return False
    if TYPES[last.casefold()] == _FIRST:
        return last.casefold() == "state" and _is_exact(" ".join(words), book)
    found = book.find(" ".join(words), kinds=_TOWN, consonants=False)
    return bool(found) and found[0].match in STRICT


def _lower(word: str) -> bool:
    """Whether a word is written small and so belongs to no name; "al-Bab" does."""
    return word[:1].islower() and not _ARTICLED.match(word)


def _demonym(words: list[str], book: Gazetteer) -> tuple[str, int] | None:
    for count in (2, 1):
        phrase = " ".join(words[:count])
        if len(words) >= count and phrase[:1].isupper():
            found = book.demonym(phrase) or (book.demonym(phrase.split("-")[0]) if "-" in phrase else None)
            if found:
                return found, count
    return None


def _is_name(words: list[str], book: Gazetteer) -> bool:
    """Whether the words as they stand name a country, region or division: "South Sudan", "North Kivu"."""
    if len(words) == 1 or len(words) > 6:
        return False
    return _is_exact(" ".join(words), book) or (words[-1].casefold() in TYPES and _is_exact(" ".join(words[:-1]), book))


def _is_exact(name: str, book: Gazetteer) -> bool:
    if fold(name) == "the" or " " not in name.strip():
        return False
    found = book.find(name, kinds=("country", "region", "first-order"), consonants=False)
    if found and found[0].match in STRICT:
        return True
    towns = book.find(name, kinds=_TOWN, consonants=False)
    return bool(towns) and towns[0].match in STRICT and towns[0].place.population >= 100_000
