"""What headings and fields say of an event: "CHURCH ATTACK, Silgadji, Sun 28 April", "Incident date: 8 May"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from uncounted.extract.bylines import is_byline
from uncounted.extract.chunks import Sentence, once
from uncounted.extract.events import EVENT_NOUNS, GEO_NOUNS, Words, known_country, known_place
from uncounted.extract.main_event import Setting
from uncounted.extract.persons import demonym, person
from uncounted.extract.times import TimePhrase, few_days
from uncounted.reference.fold import words as listed

_PARTS = re.compile(r"\s*(?:[,;|()]|:(?=\s)|\s[-\u2013\u2014]\s)\s*")
_EVENTS = EVENT_NOUNS | frozenset(
    listed("""
        killing killings murder murders stampede crash riot riots hostage seizure kidnapping beheading execution
        arson accident incident incidents fighting battle landmine ied clashes tolls toll brief update report
        casualties situation deaths count counts violence unrest protests protest figures update rises
    """)
)
_NO_PLACES = GEO_NOUNS | frozenset(
    listed("""
        convoy fuel depot bus truck car train plane wedding funeral army police air drone missile suicide rocket mortar
        grenade twin double mass other earlier new total key main civilian civilians state national patrol aid base twin
        last this next past previous today yesterday week month year daily weekly monthly annual average
        hostage gas oil mine prison barracks party rally concert nightclub mall tower office offices
    """)
)
_FIELD = re.compile(r"\W*(?P<key>[A-Za-z][A-Za-z -]{2,40}?)\s*(?:\d\s*)?:\s+(?P<value>\S.*)$")
_DATE = re.compile(
    r"(?:(?:incident|event|attack|strike) )?dates?(?: of (?:the )?(?:incident|event|attack|strike|harm))?|when|day",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:incident |event |attack )?(?:location|place|site|where|town|village)|(?:incident|event)"
    r"(?: (?:assessment|report|note|summary|card|record))?",
    re.IGNORECASE,
)  # fmt: skip
_ACTOR = re.compile(
    r"(?:(?:alleged|suspected|likely|reported|presumed|known) )?(?:perpetrators?|belligerents?|actors?|attackers?"
    r"|aggressors?|responsible(?: party)?|party responsible|attributed to|side|killers)",
    re.IGNORECASE,
)  # fmt: skip
_LISTED = re.compile(r"\s*\n\s*[-*\u2022\u25cf\u2023\u2013\u2014]\s")
_LINE = 60  # characters of a field that ends in a full stop
_FIELDS = 14  # lines in which an event's fields stand
_NOBODY = re.compile(r"(?:unknown|unidentified|unclear|disputed|contested|n/?a|none)\b", re.IGNORECASE)


@once
def event_heading(sentence: Sentence) -> Setting | None:
    """The day and place of a heading that tells an event or a day of its own; null for every other line."""
    stretch = sentence.stretch
    words = sentence.text[stretch.start : stretch.end]
    if is_byline(sentence) or len(words.split()) > 14 or (_FIELD.match(words) and _known(words)):
        return None
    if not stretch.headline and not _plain_line(sentence):
        return None
    days = [p for p in sentence.times if _is_day(p)]
    if sentence.number == 0 and not _LISTED.match(sentence.text, stretch.end):
        return None  # the title of a text in sentences
    if len(days) != 1 or any(c.vg is not None and c.voice != "ing" for c in sentence.chunks):
        return None
    setting = Setting("heading", time=days[0])
    spans = _places(sentence, days[0])
    if spans:
        place = place_words(sentence.text, spans)
        setting.places, setting.place_span = [place], (place.start, place.end)
    return setting if setting.places or words.isupper() or _tells(words) else None


def fielded(sentences: Sequence[Sentence]) -> Setting | None:
    """The event that a note tells in lines of fields: "Date: ...", "Location: ...", "Perpetrator: ..."; else null."""
    setting, keys = Setting("fields"), 0
    for sentence in sentences[:_FIELDS]:
        stretch = sentence.stretch
        short = stretch.end - stretch.start < _LINE  # "Date: 17 March, about 10 a.m."
        line = stretch.headline or short
        found = _FIELD.fullmatch(sentence.text[stretch.start : stretch.end]) if line else None
        if found is None:
            continue
        start = stretch.start + found.start("value")
        if _DATE.fullmatch(found["key"]) and setting.time is None:
            days = [p for p in sentence.times if p.start >= start and _is_day(p)]
            setting.time, keys = (days[0], keys + 1) if days else (None, keys)
        elif _PLACE.fullmatch(found["key"]) and not setting.places:
            spans = _known_parts(sentence.text, start, stretch.end)
            if spans:
                place = place_words(sentence.text, spans)
                if _unknown_first(sentence.text, start, spans):  # "Datta Khel bus depot, North Waziristan"
                    place = Words(start, spans[-1][1], sentence.text[start : spans[-1][1]])
                setting.places, setting.place_span, keys = [place], (place.start, place.end), keys + 1
        elif _ACTOR.fullmatch(found["key"]) and not _NOBODY.match(found["value"]):
            name = re.split(r"\s*[(;,]", found["value"])[0]
            setting.actor, keys = Words(start, start + len(name), name), keys + 1
    return setting if keys > 1 else None


def dated_label(sentence: Sentence, phrase: TimePhrase) -> bool:
    """Whether a day opens a line as its label: "- March 28, 2017: the commander said"."""
    return phrase.start == sentence.stretch.start and sentence.text[phrase.end : phrase.end + 1] == ":"


def place_words(text: str, spans: Sequence[tuple[int, int]]) -> Words:
    """Words of a scope for names that stand side by side, the narrowest first, whichever way they are ordered."""
    names = [text[a:b] for a, b in spans]
    roads = [re.sub(r"^([A-Z][\w'’]+)[-\u2013][A-Z][\w'’-]+ (?:road|highway)$", r"\1", name) for name in names]
    if len(roads) > 1 and known_country(roads[0]) and not known_country(roads[-1]):
        roads.reverse()
    start, end = min(a for a, _ in spans), max(b for _, b in spans)
    joined = roads[0] if len(roads) == 1 else f"{roads[0]} in {', '.join(roads[1:])}"
    return Words(start, end, joined)


def _plain_line(sentence: Sentence) -> bool:
    """``Wed 31 May, Wazir Akbar Khan, Kabul.``: a sentence without a verb that is a day and names of places."""
    if sentence.number == 0 or not sentence.times or any(c.vg is not None or c.harm for c in sentence.chunks):
        return False
    text, stretch, day = sentence.text, sentence.stretch, sentence.times[0]
    named = 0
    for start, end in _split(text, stretch.start, stretch.end - 1):
        words = text[start:end].strip()
        place = words[:1].isupper() and (known_place(words) or _plain_name(words))
        named += place
        place = place or all(word[:1].isupper() for word in words.split())
        if not (place or (start <= day.start < end) or (start == stretch.start and len(words.split()) < 3)):
            return False
    return named > 0


def is_field(sentence: Sentence) -> bool:
    """Whether a line is a field of an event note: it says its part of the event, and heads nothing."""
    stretch = sentence.stretch
    return stretch.headline and _known(sentence.text[stretch.start : stretch.end])


def _known(words: str) -> bool:
    found = _FIELD.match(words)
    return found is not None and any(p.fullmatch(found["key"]) for p in (_DATE, _PLACE, _ACTOR))


def _is_day(phrase: TimePhrase) -> bool:
    return few_days(phrase) or (phrase.kind == "point" and bool(re.search(r"\d{1,2}\b(?!\d)|day\b", phrase.text)) and (
        re.search(r"\b[0-3]?\d\b(?!\d)", phrase.text) is not None or phrase.text.lower().endswith("day")
    ))  # fmt: skip


def _tells(words: str) -> bool:
    return bool({word.lower() for word in re.findall(r"[A-Za-z]+", words)} & _EVENTS)


def _places(sentence: Sentence, day: TimePhrase) -> list[tuple[int, int]]:
    """The names of places in a heading: parts of their own, or the words before an event."""
    text, stretch = sentence.text, sentence.stretch
    own: list[tuple[int, int]] = []
    before: list[tuple[int, int]] = []
    for start, end in _split(text, stretch.start, stretch.end):
        words = text[start:end]
        if start <= day.start < end:
            end = max(start, day.start)
            words = re.sub(r"\s+(?:of|on|in|from)\s*$", "", text[start:end]).rstrip()
            end = start + len(words)
        if not words:
            continue
        if _tells(words):
            before += _before_event(sentence, start, words)
        elif _named(words) and (known_place(words) or _road(words) or not words.isupper()):
            own.append((start, end))
    return own or before[:1]


def _road(words: str) -> bool:
    return re.fullmatch(r"[A-Z][\w'’]+[-\u2013][A-Z][\w'’-]+ (?:road|highway)", words) is not None


def _named(words: str) -> bool:
    first = words.split()[0].lower()
    kind = person(words.split()[-1].lower())
    return words[:1].isupper() and first not in _NO_PLACES and kind is None and not re.search(r"\d", words)


def _before_event(sentence: Sentence, start: int, words: str) -> list[tuple[int, int]]:
    """``GANJA MISSILE STRIKE``: the longest name of a place that the words open with."""
    tokens = list(re.finditer(r"[^\s]+", words))
    body = sentence.text[sentence.stretch.end :]
    for last in range(min(3, len(tokens)), 0, -1):
        name = words[: tokens[last - 1].end()]
        if name.split()[0].lower() in _NO_PLACES | _EVENTS or name.split()[-1].lower() in _EVENTS:
            continue
        common = last == 1 and re.search(rf"\b{re.escape(name.lower())}\b", body) is not None
        if not common and known_place(name) and not demonym(name.lower()):
            return [(start, start + len(name))]
    return []


def _known_parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a line that name places which the gazetteer knows."""
    return [
        (a, b) for a, b in _split(text, start, end)
        if text[a:b][:1].isalpha() and (known_place(text[a:b]) or _plain_name(text[a:b]))
    ]  # fmt: skip


def _unknown_first(text: str, start: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a line of places opens with a name that no gazetteer knows, before those that it does."""
    first = min(a for a, _ in spans)
    return start < first and text[start:first].rstrip().endswith(",") and text[start : start + 1].isupper()


def _plain_name(words: str) -> bool:
    """``Raqqa governorate``, ``Helmand province``: a name before the noun of a division."""
    said = [word for word in words.split() if word not in {"refugee", "displacement"}]
    return len(said) > 1 and said[-1].lower() in GEO_NOUNS and known_place(" ".join(said[:-1])) and said[0][0].isupper()


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    parts, at = [], start
    for match in _PARTS.finditer(text, start, end):
        parts.append((at, match.start()))
        at = match.end()
    return [(a, b) for a, b in [*parts, (at, end)] if a < b]
