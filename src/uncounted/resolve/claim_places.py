"""Where the harm of each claim was: names resolved together over a whole document, then parts that are inherited."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from uncounted.model.claim import Claim
from uncounted.model.document import Document
from uncounted.model.scope import Place
from uncounted.reference.capitals import capital_of
from uncounted.reference.fold import fold
from uncounted.reference.gazetteer import Gazetteer
from uncounted.resolve.changed import changed
from uncounted.resolve.home_country import (
    MENTIONS,
    headed,
    line_of,
    section_country,
    spoken_countries,
    spoken_of,
    told_country,
)
from uncounted.resolve.places import mentions, resolve_mentions, resolve_place, resolve_places
from uncounted.resolve.places_grammar import read_phrase
from uncounted.resolve.places_mentions import Mention

# "Dahyan, in the northern province of Saada" or "Dahyan, Saada province" is one place with what holds it, not two.
_HELD = re.compile(
    r"\w,?\s(?:in|within|near|of)\s|['’]s\s"
    r"|^[^,]+,\s[^,]+\s(?:province|governorate|region|district|county|oblast|raion|state|department|prefecture)\W*$",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\band\b|&|\bor\b|\bas well as\b", re.IGNORECASE)
_LOCAL = re.compile(
    r"(?i:\b(?:ministry|administration|governor|police|hospitals?|committee|authorities|council|mayor|head|chief)\b)"
)
_BASED = re.compile(
    r"(?:the\s+)?([A-Z][\w'-]*?(?:\s[A-Z][\w'-]*?)?)(?:-based|['’]s)?\s+(?:[a-z]|Health|Ministry|Police|Civil)"
)
_FACILITY = re.compile(
    r"^.*?\b(?:church|cathedral|mosque|temple|hospital|clinic|school|university|hotel|market|station|airport|prison|restaurant"
    r"|stadium|theatre|mall|base|barracks|checkpoint|bridge|square|bank|office)s?,?\s(?:in|at|near|of|outside)\s+((?:the\s)?[A-Z].*)$",
    re.IGNORECASE,
)
_OWNED = re.compile(r"^([A-Z][\w -]+)['’]s\s.*\b(?:airport|hospital|school|university|market|mosque|church|square)$")
SUMS = frozenset({"period", "cumulative"})
_NAMES = frozenset({"meant", "exact", "alias", "article"})  # spellings that are the place's own
_SPEAK_FOR, _SHARE = 3, 2 / 3  # names in one country, and their share, that place what names no place
LEAD_TEXT = 500  # characters of a lead
_CAPITAL = re.compile(
    r"^(?:(?:near|outside|around|in)\s)?(?:the\s)?(?:([A-Z][\w-]+(?:\s[A-Z][\w-]+){0,3}?)(?:['’]s)?\s)?"
    r"(?i:capital)(?:\s(?i:city))?$"
)
_DIRECTED = re.compile(
    r"(?:North|South|East|West|Northern|Southern|Eastern|Western|Central|Upper|Lower)\s([A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)*)"
)
_NATION = 6  # precision (UCDP where_prec) of a country


class Where:
    """The places of one document: its country and what each of its phrases of place means.

    ``document`` gives the text, ``claims`` the phrases that scopes hold; names are weighed together, with the country
    that most of them speak for, what holds them in the words, distance, and population last.
    """

    def __init__(self, document: Document, claims: Sequence[Claim], book: Gazetteer) -> None:
        self.book, self.text = book, document.text
        # What phrases that were read mean, by the country of the section that they stand in.
        self.known: dict[tuple[tuple[Place, ...], str | None], tuple[Place, ...]] = {}
        phrases = [place for claim in claims for place in _said(claim) if place.text and not place.id]
        named: list[Mention] = mentions(document.text[:MENTIONS], book) if claims else []
        self.line = line_of(document.text[:MENTIONS])
        self.named = named
        self.country = told_country(document, book, named) if claims else None
        self.sections = headed(document.text, named)
        spans = {place.text: span for place in phrases if place.text and (span := self._span(place.text))}
        taken = sorted(spans.values())
        others = [
            (m.start, m.end) for m in named
            if m.kind not in {"demonym", "grid"} and not any(a < m.end and m.start < b for a, b in taken)
        ]  # fmt: skip
        every = [*spans.values(), *others]
        found = resolve_mentions(document.text, every, country=self.country, gazetteer=book)
        known: Mapping[tuple[int, int], Place | None] = dict(zip(every, found, strict=True))
        self.lies_in = {span: place.country for span, place in known.items() if place is not None and place.country}
        self.chosen = {text: known[span] for text, span in spans.items()}
        self.abroad = spoken_countries(named, self.country)
        self.fuller = self._fuller()
        self.context = [place for place in known.values() if place is not None and place.id]

    def _span(self, words: str) -> tuple[int, int] | None:
        at = self.text.find(words)
        return (at, at + len(words)) if at >= 0 else None

    def _fuller(self) -> dict[str, Place]:
        """Places whose phrase says what holds them, by their bare name: it means the same place elsewhere."""
        found: dict[str, Place] = {}
        for text, place in self.chosen.items():
            phrase = read_phrase(text, self.book) if place is not None and place.id else None
            here = place is not None and (self.country is None or place.country in self.abroad)
            if here and place is not None and phrase is not None and phrase.holders and phrase.name[:1].isupper():
                found.setdefault(fold(phrase.name), place)
        return found

    def _of_town(self, text: str, home: str | None) -> Place | None:
        """The town whose facility a phrase names by its owner, where it is known."""
        owned = _OWNED.match(text)
        town = resolve_place(owned[1], country=home, context=self.context, gazetteer=self.book) if owned else None
        return town if town is not None and town.id else None

    def settlements(self, start: int, apart: Place | None) -> list[Place]:
        """The towns and villages named in the first lines from ``start`` on, each once, without ``apart``."""
        found = [
            resolve_place(m.name, country=self.country, context=self.context, gazetteer=self.book)
            for m in self.named
            if m.kind == "settlement"
            and start <= m.start < start + LEAD_TEXT
            and m.country in {self.country, None}
            and not self.text[: m.start].rstrip().endswith(" from")
        ]
        own = apart.id if apart is not None else None
        return list({place.id: place for place in found if place is not None and place.id not in {None, own}}.values())

    @cached_property
    def nation(self) -> Place | None:
        """The country of which a text speaks, nearly alone; null where it speaks of several."""
        if self.country is None:
            return None
        votes = spoken_of(self.text, self.named, self.lies_in, self.country)
        spoken = any(mention.kind == "country" and mention.country == self.country for mention in self.named)
        most = votes[self.country] >= (1 if spoken else _SPEAK_FOR)
        alone = votes[self.country] > _SHARE * votes.total()
        country = self.book.get(self.country) if most and alone else None
        place = resolve_place(country.name, gazetteer=self.book) if country is not None else None
        return place if place is not None and place.id is not None else None

    def read(self, said: tuple[Place, ...], at: int | None = None) -> tuple[Place, ...]:
        """The places that the phrases of one scope name; a phrase of several names gives several.

        ``at``: where the figure stands; under the heading of a country names are of that country first.
        """
        home = section_country(self.sections, at) or self.country
        if (said, home) not in self.known:
            self.known[said, home] = self._read(said, home)
        return self.known[said, home]

    def _read(self, said: tuple[Place, ...], home: str | None) -> tuple[Place, ...]:
        found: list[Place] = []
        for place in said:
            if place.id or place.text is None:
                found.append(place)
                continue
            same = self._of_town(place.text, home) or self.fuller.get(fold(place.text))
            several: tuple[Place, ...] = (replace(same, text=place.text),) if same is not None else ()
            several = several or self._capital(place.text, home)
            several = several or self._one(place.text, home) or self._several(place.text, home, row=len(said) > 1)
            found += several or ([place] if len(said) > 1 and not _CAPITAL.match(place.text) else [])
        return tuple(dict.fromkeys(_at_home(as_said(place, self.book), home) for place in found))

    def _capital(self, text: str, home: str | None) -> tuple[Place, ...]:
        """The capital of the text's country, or of the one named: "the capital", "the Algerian capital"."""
        said = _CAPITAL.match(text)
        of = resolve_place(said[1], gazetteer=self.book) if said is not None and said[1] else None
        country = of.country if of is not None else home
        name = capital_of(country) if said is not None else None
        place = resolve_place(name, country=country, gazetteer=self.book) if name else None
        return (replace(place, text=text),) if place is not None and place.id else ()

    def _one(self, text: str, home: str | None) -> tuple[Place, ...]:
        chosen = self.chosen.get(text)
        if chosen is None or not chosen.id or _JOINT.search(text) or ("," in text and not _HELD.search(text)):
            return ()
        if home is not None and chosen.country not in self.abroad | {home}:
            return ()
        if home != self.country and chosen.country not in {home, None} and chosen.precision != _NATION:
            return ()  # under the heading of another country
        return (chosen,) if _spelled(chosen, self.book) in _NAMES else ()

    def _several(self, text: str, home: str | None, *, row: bool = False) -> tuple[Place, ...]:
        phrase = read_phrase(text, self.book)
        context = self.context if phrase is not None and self.book.exists(phrase.name) else ()
        held = resolve_place(text, country=home, context=context, gazetteer=self.book)
        outer = _FACILITY.match(text) if held is None or held.id is None else None
        if outer is not None:  # "Zion Church in Batticaloa"
            town = resolve_place(outer[1], country=home, context=self.context, gazetteer=self.book)
            if town is not None and town.id:
                return (replace(town, text=text),)
        if held is not None and _HELD.search(text):
            return (held,)
        found = resolve_places(text, country=home, context=context, gazetteer=self.book)
        if row and "," in text and not any(place.id for place in found):
            found = tuple(Place(None, part.strip(), text=part.strip()) for part in text.split(","))  # "A, B and C"
        abroad = self.abroad | {home}
        if home is not None and phrase is not None and phrase.country is None and len(found) == 1:
            found = found if found[0].country in abroad else (Place(None, phrase.name, text=text),)
        elif home is not None and any(place.country == home for place in found):  # "Gulshan Park, Lahore"
            found = tuple(p if p.country in abroad else Place(None, p.text, text=p.text) for p in found)
        if len(found) == 2 and "," in text and not _JOINT.search(text) and _around(found[1], found[0]):
            found = found[:1]  # "Jabal Ras district, Hodeidah"
        return tuple(
            replace(place, country=home) if home and not place.id and not place.country else place for place in found
        )


def _at_home(place: Place, home: str | None) -> Place:
    """A place that no gazetteer knows lies in the country of the text, or of its section."""
    return replace(place, country=home) if place.id is None and not place.country and home is not None else place


_DIVISION = re.compile(
    r"^(?:County|Province of|State of|District of)\s|\s(?:County|Province|Governorate|State|Oblast|Department)$",
    re.IGNORECASE,
)


def _around(outer: Place, inner: Place) -> bool:
    """Whether the second of two names holds the first: by the gazetteer, or as words say, "County Fermanagh"."""
    division = _DIVISION.search(outer.text or "") is not None and outer.country == inner.country
    return _holds(outer, inner) or (division and outer.id is not None)


def _holds(outer: Place, inner: Place) -> bool:
    """Whether the second of two names holds the first, or is the seat and namesake of the division that does."""
    if outer.id is None or inner.id is None:
        return False
    namesake = outer.name is not None and inner.admin1 is not None and fold(outer.name) in fold(inner.admin1)
    return outer.id in inner.within or (namesake and outer.admin1 == inner.admin1)


def _said(claim: Claim) -> list[Place]:
    apart = [place for item in claim.exclusions if not isinstance(item, str) for place in item.places]
    return [*claim.scope.places, *apart]


def _spelled(place: Place, book: Gazetteer) -> str | None:
    """How the place meets the name in its words, as the gazetteer says of its candidates; null where it does not."""
    phrase = read_phrase(place.text, book) if place.text else None
    if phrase is None or place.id is None:
        return None
    return next((c.match for c in book.find(phrase.name, country=place.country) if c.place.id == place.id), None)


def as_said(place: Place, book: Gazetteer) -> Place:
    """The place under the name that the text gives it, where that is a name of the place and not its curated one.

    ``Marawi`` for a "Marawi City", ``Kabkabiya`` for "Kabkabiyah"; "Aleppo" stays "Aleppo Governorate" where that is
    meant, and countries keep their usual names.
    """
    if place.id is None or place.text is None or place.precision == 6 or place.name is None:
        return place
    phrase = read_phrase(place.text, book)
    if phrase is None or not phrase.name[:1].isupper() or phrase.name.isupper():
        return place
    if place.precision == 5 and (named := _DIRECTED.match(place.text)) and fold(named[1]) == fold(place.name):
        return replace(place, name=named[0])  # "North Waziristan"
    said, usual = fold(phrase.name), fold(place.name)
    longer = usual.startswith(f"{said} ") and place.precision not in {1, 2}
    if said == usual or longer:
        return place
    spelled = _spelled(place, book)
    held = place.precision in {1, 2} and spelled is not None  # "Mansoura in Raqqa governorate", "Tajoura"
    return replace(place, name=phrase.name) if held or spelled in _NAMES - {"meant"} else place


def days_of(claim: Claim) -> tuple[str | None, str | None] | None:
    """The first and last day of a claim's time."""
    return (claim.scope.time.start, claim.scope.time.end) if claim.scope.time is not None else None


def datelined(claims: Sequence[Claim], where: Where) -> list[Claim]:
    """Where no figure of a text has a place, incidents take the dateline's, if in the text's country; ``dateline``.

    Where only later figures have one, those of the lead's day alone take the dateline's. A text that names one other
    settlement near its beginning tells of that one (rule ``lead-place``), and where it names several nothing is said.
    Sums, whose dateline says nothing, are of the text's country (``document-country``).
    """
    if all(claim.scope.places for claim in claims):
        return list(claims)
    claims = _national(claims, where)
    told = [claim for claim in claims if claim.kind not in SUMS and claim.scope.places]
    if where.line is None or any(_begins(claim) < where.line[1] + LEAD_TEXT for claim in told):
        return claims
    country, book = where.country, where.book
    place = resolve_place(where.line[0].title(), country=country, gazetteer=book)
    lead = where.settlements(where.line[1], place)
    if len(lead) > 1:
        return claims
    rule = "lead-place" if lead else "dateline"
    place = lead[0] if lead else place
    place = as_said(place, book) if place is not None else None
    if place is None or place.id is None or country not in {place.country, None}:
        return claims
    if told:
        lead_days = next((days_of(claim) for claim in claims if claim.kind not in SUMS), None)
        of_lead = {claim.id for claim in claims if days_of(claim) == lead_days}
        return [located([claim], (place,), rule)[0] if claim.id in of_lead else claim for claim in claims]
    return located(claims, (place,), rule)


def _begins(claim: Claim) -> int:
    return claim.spans["count"].start if "count" in claim.spans else 0


def _national(claims: Sequence[Claim], where: Where) -> list[Claim]:
    """Sums of a text that speaks of places in one country, nearly alone, are of that country."""
    place = where.nation
    if place is None:
        return list(claims)
    sums = summed(claims)
    return [
        claim if claim.scope.places or claim.id not in sums else _at(claim, (place,), "document-country")
        for claim in claims
    ]


def summed(claims: Sequence[Claim]) -> set[str]:
    """Ids of the sums over a time, and of the parts of such sums."""
    sums = {claim.id for claim in claims if claim.kind in SUMS}
    for claim in claims:
        wholes = {r.claim for r in claim.relations if r.type in {"part_of", "partition"}}
        if claim.kind == "subset" and (wholes & sums or not wholes):
            sums.add(claim.id)
    return sums


def sourced(claims: Sequence[Claim], book: Gazetteer, country: str | None) -> list[Claim]:
    """Sums without a place take the place in the name of the local body that counted them; rule ``source``."""
    return [
        claim if claim.scope.places or claim.kind not in SUMS else _by_source(claim, book, country)
        for claim in claims
    ]  # fmt: skip


def _by_source(claim: Claim, book: Gazetteer, country: str | None) -> Claim:
    name = next((link.name for link in claim.attribution if _LOCAL.search(link.name)), None)
    place = _BASED.match(name) if name is not None else None
    found = resolve_place(place[1], country=country, gazetteer=book) if place is not None else None
    if found is None or found.id is None:
        return claim
    return _at(claim, (found,), "source")


def located(claims: Sequence[Claim], only: tuple[Place, ...], rule: str) -> list[Claim]:
    """The claims, with these places where they have none."""
    return [claim if claim.scope.places else _at(claim, only, rule) for claim in claims]


def _at(claim: Claim, places: tuple[Place, ...], rule: str) -> Claim:
    return changed(claim, scope=changed(claim.scope, places=places), inherited={**claim.inherited, "places": rule})
