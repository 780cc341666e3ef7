"""Sources that bulletins name beside figures: "WHO, today: 53 dead", "53 dead (WHO)", "TOLL SINCE 4 APRIL (WHO)"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from uncounted.extract.bodies import in_registry, is_media
from uncounted.extract.body_names import ORGANISATION, STRONG
from uncounted.extract.events import known_place
from uncounted.extract.persons import person
from uncounted.extract.sentences import Stretch
from uncounted.extract.speakers import DOCUMENTS, SPOKES, TITLES, UNNAMED
from uncounted.extract.times import TimePhrase, time_phrases
from uncounted.reference.fold import words as listed

_LABEL = re.compile(
    r"(?:\([a-z0-9]{1,3}\)\s+)?(?P<words>[^:.\n\u2026]{2,120}?(?:\.(?=[^:\n]{0,30}:)[^:\n]{0,60}?)?):\s+(?=\S)"
)
_FIGURE = re.compile(
    r"(?:(?:its|their|the|an?|earlier|first|last|previous|own) )*(?:figures?|counts?|tolls?|numbers?|estimates?)\b"
    r"(?: (?:given|released|published|issued|made|reported|stood))?(?P<day>[^:.;\d]{0,20}\d?[^:.;\n]{2,24}):\s+(?=\S)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\bthe \d{1,2}(?:st|nd|rd|th)\b")
_BRACKET = re.compile(r"\s*\((?P<words>[^()\n]{2,70})\)\s*(?P<stop>[.;]?)\s*$")
_DASHED = re.compile(r"\s+[\u2013\u2014-]{1,2}\s+(?P<words>[^\u2013\u2014\n]{2,60}?)\s*\.?$")
_COMMA = re.compile(r",\s+(?P<words>[^,;:()\n]{2,40},\s+[^,;:()\n]{2,30}?)\s*\.?$")
_PARTS = re.compile(r"\s*[,;()]\s*")
_HEARER = re.compile(
    r"\s(?:quoted|cited|interviewed) (?:by|in)\s+(?P<name>[A-Z].*)$|\s(?:via|to|told)\s+(?P<other>[A-Z][\w ]*)$"
)
_CITES = re.compile(r"^(?:citing|quoting|after)\s+(?P<name>.+)$|\s(?:citing|quoting)\s+(?P<other>.+)$")
_MEDIUM = re.compile(
    r"\s+(?:on|over|via|in) (?:social media|telegram|twitter|facebook|x|whatsapp"
    r"|(?:state |national )?(?:tv|television|radio)"
    r"|(?:a |its |her |his )?(?:statement|briefing|report|tweet|interview|post|press release))$", re.IGNORECASE
)  # fmt: skip
_NOTE = re.compile(
    r"(?:preliminary|provisional|final|(?:un)?confirmed|updated?|revised|initial|latest|by phone|on the record"
    r"|(?:\d+|some|several|two|three|many) (?:interviews?|witnesses|sources|reports?|documents|photos|videos)"
    r"|(?:preliminary|interim|final|press|daily|weekly) (?:report|release|figures?|count|update)|not confirmed)",
    re.IGNORECASE,
)  # fmt: skip
_CALENDAR = re.compile(r"(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|October|\w+day")
_LEADING = re.compile(r"\W*(?:(?:late|early|on|by|as of|at|since|about)\s+)*$", re.IGNORECASE)
_TRAILING = re.compile(
    r"\W*(?:a\.?m\.?|p\.?m\.?|night|morning|evening|afternoon|noon|late|early|GMT|UTC)?\W*$", re.IGNORECASE
)
_TELLS = re.compile(
    r"\b(?:said|says|say|told|was|were|is|are|has|have|had|be|been|killed|died|dead|wounded|injured|missing|hurt|found"
    r"|deaths?|toll|casualt\w+|total|victims|including|among|since|until|note|update|date|type|status)\b",
    re.IGNORECASE,
)  # fmt: skip
_BEFORE_OFFICE = re.compile(r"\s(?:in|of|for|on|at|from)\s", re.IGNORECASE)
_COUNTED = re.compile(r"\d[\d,]*\+?\s+([a-z-]+)(?:\s+([a-z]+))?")
_SPEAKING = frozenset(
    listed("""
        ombudsman ombudsperson dept dept. aide diocese archdiocese intelligence panel prosecutor prosecutors governor
        mayor deputy priest bishop pastor imam deacon chief brigade rescuers paramedics ambulance
        clinic accounts media press
        cross crescent observatory monitor spokesmen office bulletin registry inquiry archive lawyers union unions ngo
        ngos charity consulate embassy ministry's counsel campaigners rapporteur mission tribunal
    """)
)  # fmt: skip
_BODIES, _NO_TOWNS = STRONG | _SPEAKING, ORGANISATION | _SPEAKING
_SOURCES, _UNNAMED_SOURCES = _BODIES | SPOKES | TITLES, UNNAMED - {"people", "local"}
# Bodies that fight, and people at work: before a colon their own dead are as likely counted as named by them.
_MAY_BE_COUNTED = frozenset(
    listed("""
        police military army forces force rebels militants taliban hamas hezbollah isis daesh houthis militia navy guard
        brigades brigade corps opposition regime group movement party front service services command coalition security
        officials official doctors doctor medics medic journalists journalist activists activist families family experts
        relatives villagers villager residents resident locals local people neighbours rescuers paramedics police's
        hospital hospitals school church house palace court state republic republics gendarmerie lawyers priest bishop
        pastor imam deacon civil fire prosecutors
    """)
)  # fmt: skip
_COUNTED_SOURCES = _MAY_BE_COUNTED - {"witnesses", "eyewitnesses"}
_SURELY = frozenset(listed("witnesses eyewitnesses sources activists residents locals officials prosecutors media"))


@dataclass(frozen=True, slots=True)
class Source:
    """Who counted, beside a figure: words at ``[start, end)``, whom they cite, the outlet that quotes them, the day."""

    start: int
    end: int
    cited: tuple[int, int] | None = None
    hearer: str | None = None
    said: TimePhrase | None = None


def labelled(text: str, stretch: Stretch) -> tuple[Stretch, Source | None]:
    """A sentence without the label that names who says it and when, and that source; null where none does."""
    found = _LABEL.match(text, stretch.start, stretch.end)
    if found is None:
        return stretch, None
    rest = text[found.end() : stretch.end]
    source = source_in(text, *found.span("words"), rest=rest)
    return (replace(stretch, start=found.end()), source) if source is not None else (stretch, None)


def dated_figure(text: str, stretch: Stretch) -> tuple[int, TimePhrase] | None:
    """``Figure given on the 20th: 32 dead``: where the figure begins, and the day on which the same source gave it."""
    found = _FIGURE.match(text, stretch.start, stretch.end)
    days = time_phrases(text, *found.span("day")) if found is not None else []
    bare = _ORDINAL.search(text, *found.span("day")) if found is not None and not days else None
    if bare is not None:
        days = [TimePhrase(bare.start(), bare.end(), bare.group(), "point")]
    return (found.end(), days[0]) if found is not None and len(days) == 1 else None


def closed(text: str, stretch: Stretch) -> tuple[Stretch, Source | None]:
    """A sentence without the source that it ends in: "(WHO)", ", army spokesman, Tue a.m.", "- federal prosecutor"."""
    for pattern in (_BRACKET, _DASHED, _COMMA):
        found = pattern.search(text, stretch.start, stretch.end)
        if found is None or found.start() - stretch.start < 6:
            continue
        before = text[stretch.start : found.start()]
        last = re.findall(r"[\w'’.%+-]+", before)[-1:]
        named = bool(last) and last[0][:1].isupper() and not before.isupper()
        named = named and not _CALENDAR.fullmatch(last[0])
        if named or not re.search(r"\d|\b(?:dead|killed|died|deaths?|wounded|injured|hurt|missing)\b", before):
            continue  # "the Syrian Observatory for Human Rights (SOHR)"
        source = source_in(text, *found.span("words"), rest=None)
        if source is not None and (pattern is not _COMMA or source.said is not None):
            return replace(stretch, end=found.start()), source
    return stretch, None


def heading_source(text: str, stretch: Stretch) -> Source | None:
    """Who counted all that stands under a heading: "EARLIER COUNTS (WHO)", "COALITION"."""
    found = _BRACKET.search(text, stretch.start, stretch.end)
    if found is not None:
        words = found["words"]
        plain = _is_name(words) and len(words.split()) > 1 and not _TELLS.search(words) and not known_town(words)
        named = Source(*found.span("words")) if plain and text[stretch.start : found.start()].isupper() else None
        return source_in(text, *found.span("words"), rest=None) or named
    words = text[stretch.start : stretch.end].rstrip(":")
    alone = len(words.split()) < 5 and (words.isupper() or words.istitle() or in_registry(words))
    bodies = set(words.lower().split()) & _BODIES
    if set(words.lower().split()) & (DOCUMENTS | {"notes", "media", "reaction", "reactions", "response"}):
        return None
    if alone and (bodies or in_registry(words)) and not re.search(r"\d", words):
        return Source(stretch.start, stretch.start + len(words))
    return None


def source_in(text: str, start: int, end: int, *, rest: str | None) -> Source | None:
    """The source that words name with nothing beside but days, media and notes; ``rest``: the words behind a label.

    In a label, a body whose own dead the figures may be ("Police: 14 killed") is a source only with a day or medium, or
    where other people are counted behind it.
    """
    if _TELLS.search(text, start, end):
        return None
    parts = _Parts(text)
    for first, last in _split(text, start, end):
        parts.take(first, last)
    names = parts.names
    if not names or len(names) > 2 or not any(_is_source(text[a:b]) for a, b in names):
        return None
    if not all(_is_source(text[a:b]) or _is_name(text[a:b]) for a, b in names):
        return None
    alone = len(names) == 1 and not parts.marked and not parts.towns
    if alone and rest is not None and _may_be_counted(text[slice(*names[0])]) and not _counts_others(rest):
        return None
    return Source(names[0][0], names[-1][1], parts.cited, parts.hearer, parts.said)


@dataclass(slots=True)
class _Parts:
    """What the parts of a label or bracket are; ``marked``: something beside the name shows that somebody speaks."""

    text: str
    said: TimePhrase | None = None
    names: list[tuple[int, int]] = field(default_factory=list)
    towns: list[tuple[int, int]] = field(default_factory=list)
    cited: tuple[int, int] | None = None
    hearer: str | None = None
    marked: bool = False

    def take(self, first: int, last: int) -> None:
        """Sort one part in: a time, a note, a town, or a name with whom it cites, who quotes it, or its medium."""
        words = self.text[first:last]
        phrase = _time(self.text, first, last)
        if phrase is not None or _NOTE.fullmatch(words):
            self.said, self.marked = self.said or phrase, True
            return
        cites = _CITES.search(words)
        if cites is not None:
            group = "name" if cites["name"] else "other"
            self.cited, self.marked = (first + cites.start(group), first + cites.end(group)), True
            last = first + cites.start()
        told = _HEARER.search(self.text[first:last])
        if told is not None:
            self.hearer, last, self.marked = told["name"] or told["other"], first + told.start(), True
        medium = _MEDIUM.search(self.text[first:last])
        if medium is not None and not _is_source(self.text[first:last]):
            last, self.marked = first + medium.start(), True
        if last > first:
            (self.towns if known_town(self.text[first:last]) else self.names).append((first, last))


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts between commas and brackets; a date keeps its comma: "March 22, 2017"."""
    parts: list[tuple[int, int]] = []
    dates = [(p.start, p.end) for p in time_phrases(text, start, end)]
    at = start
    for match in _PARTS.finditer(text, start, end):
        if any(a < match.start() < b for a, b in dates):
            continue
        parts.append((at, match.start()))
        at = match.end()
    parts.append((at, end))
    return [(a, b) for a, b in parts if text[a:b].strip()]


def _time(text: str, start: int, end: int) -> TimePhrase | None:
    """The time that a part is, whole."""
    phrases = time_phrases(text, start, end)
    if not phrases and re.fullmatch(r"(?:19|20)\d\d", text[start:end]):
        return TimePhrase(start, end, text[start:end], "point")
    if not phrases:
        return None
    first, last = phrases[0], phrases[-1]
    whole = _LEADING.fullmatch(text[start : first.start]) and _TRAILING.fullmatch(text[last.end : end])
    return first if whole and len(phrases) < 3 else None


def known_town(words: str) -> bool:
    """Whether words are the name of a place, though its government may be meant: "Kyiv", "Moscow"."""
    low = set(words.lower().split())
    return words[:1].isupper() and not low & _NO_TOWNS and known_place(words)


def _is_source(words: str) -> bool:
    """Whether words name a body, an office or people who tell what they know."""
    plain = re.sub(r"^(?:the|a|an)\s+", "", words.strip(), flags=re.IGNORECASE)
    if not plain or re.search(r"\d", plain) or len(plain.split()) > 9:
        return False
    if in_registry(plain) or is_media(plain):
        return True
    low = plain.lower().replace("'s", "").replace("’s", "").split()
    head = _BEFORE_OFFICE.split(plain.lower(), maxsplit=1)[0].split()[-1:]
    bodies = set(low) & _SOURCES
    return bool(bodies) or bool(head and head[0] in _UNNAMED_SOURCES)


def _is_name(words: str) -> bool:
    """Whether words are written as a name is."""
    said = words.split()
    return 0 < len(said) < 5 and all(word[:1].isupper() for word in said) and not re.search(r"\d", words)


def _may_be_counted(words: str) -> bool:
    """Whether a body's or group's own dead may stand behind its name and a colon."""
    low = words.lower().split()
    kind = person(low[-1])
    if in_registry(words) and low[-1] not in _MAY_BE_COUNTED:
        return False
    if len(low) > 1 and low[-1] in _SURELY:
        return False
    return low[-1] in _COUNTED_SOURCES or (kind is not None and low[-1] not in _SURELY)


def _counts_others(rest: str) -> bool:
    """Whether figures behind a label count people by a noun of their own."""
    counted = _COUNTED.search(rest)
    noun = counted is not None and any(word and person(word) for word in counted.groups())
    return noun or bool(re.match(r"no (?:civilians|people|soldiers|one)\b|nobody|a\s", rest, re.IGNORECASE))
