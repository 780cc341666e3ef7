"""Places around a figure that names none: its item's label, its paragraph, the heading above.

Rules: ``label`` ("- Shewa Robit: shelling killed 14", in a list whose other labels are known places), ``paragraph``
(the sentence before it in its paragraph that names where it is), ``same-place`` ("in the same district"), ``heading``
(a line of nothing but a place).
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence

from uncounted.extract.chunks import Sentence, once
from uncounted.extract.discourse import Reading
from uncounted.extract.events import Words, is_place, known_place, phrase_words
from uncounted.extract.long_times import long_time
from uncounted.extract.parties import is_party
from uncounted.extract.persons import person
from uncounted.extract.places import SUMMED
from uncounted.extract.scopes import event_scope
from uncounted.extract.times import few_days
from uncounted.extract.words import REPORTING

_OF_EVENTS = frozenset({"incident", "subset", "increment"})
_CARE = frozenset({"hospital", "hospitals", "clinic", "morgue", "morgues", "mortuary", "buried", "funeral"})
_REPORTED = frozenset({"report-period", "section-period"})
_THERE = re.compile(r"\bthere\b(?! (?:is|are|was|were|has|have|had|will)\b)")
_LIES = re.compile(r"\W*The (?:[a-z]+ )?(?:town|village|city|camp|place|hamlet|settlement|island|port|area)\b")
_LONGEST = 4  # words of a label that is a name


@once
def _label(sentence: Sentence) -> Words | None:
    """The name that an item of a list begins with, before its colon; null where there is none."""
    if ":" not in sentence.lows:
        return None
    chunks = sentence.chunks
    if len(chunks) < 3 or chunks[1].low != ":" or chunks[0].np is None or not is_place(sentence, chunks[0]):
        return None
    other = chunks[0].low in SUMMED or chunks[0].low in {"elsewhere", "others"}
    if other or person(sentence.tokens[chunks[0].last - 1].low) is not None:
        return None
    tokens = sentence.tokens[chunks[0].first : chunks[0].last]
    if len(tokens) > _LONGEST or not all(t.cap for t in tokens) or is_party(sentence, chunks[0].first, chunks[0].last):
        return None
    return phrase_words(sentence, chunks[0].first, chunks[0].last)


def _words(sentence: Sentence) -> str:
    return sentence.text[sentence.stretch.start : sentence.stretch.end]


def _extent(reading: Reading) -> tuple[int, int]:
    stretch = reading.finding.sentence.stretch
    return stretch.start, stretch.end


def label_places(sentences: Sequence[Sentence], readings: Sequence[Reading]) -> None:
    """Give the figures of list items the place of their label, where most of the labels are places that are known."""
    labels = [label for sentence in sentences if (label := _label(sentence)) is not None]
    known = sum(known_place(label.text) for label in labels)
    if not known or 3 * known < len(labels):
        return
    for reading in readings:
        label = _label(reading.finding.sentence)
        if label is not None and not reading.scope.places:
            reading.scope.places, reading.scope.place_span = [label], (label.start, label.end)


_SAME = re.compile(
    r"\b(?:in|at|on|near|from) (?:the|that|this) (?:very )?same (?:(?P<wide>district|province|region|state|county"
    r"|governorate|municipality)|town|city|village|place|spot|area|camp|market|road|neighbou?rhood|island|quarter)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r",\s([A-Z][\w'\u2019-]*(?:\s[A-Z][\w'\u2019-]*){0,2}),\s")
_BACK = 8  # sentences


def same_place(sentences: Sequence[Sentence], reading: Reading, readings: Mapping[int, Sequence[Reading]]) -> None:
    """``24 died in Sukma. In March 12 were killed in the same district``: the place told last; rule ``same-place``."""
    sentence = reading.finding.sentence
    said = "same" in sentence.lows and not reading.scope.places and _SAME.search(sentence.text, *_extent(reading))
    if not said:
        return
    named = _NAMED.match(sentence.text, said.end())
    if named is not None:  # "in the same municipality, Chenalho, 18 people had been killed"
        reading.scope.places = [Words(named.start(1), named.end(1), named[1])]
        reading.scope.place_span = named.span(1)
        return
    for before in reversed(sentences[max(0, sentence.number - _BACK) : sentence.number]):
        told = [r.scope for r in readings.get(before.number, []) if r.scope.places]
        scope = told[-1] if told else event_scope(before, 0) if before.chunks else None
        if scope is None or not scope.places:
            continue
        places = scope.places
        if said["wide"] and len(places) == 1 and ", " in places[0].text:  # "Burkapal, Sukma": the district
            name = places[0].text.rsplit(", ", 1)[1].removeprefix("in ").removeprefix("the ")
            places = [Words(places[0].end - len(name), places[0].end, name)]
        reading.scope.places, reading.scope.place_span = places, (places[0].start, places[-1].end)
        reading.inherited["places"] = "same-place"
        return


def place_around(
    sentences: Sequence[Sentence],
    reading: Reading,
    counted: Container[int],
    heading: Words | None,
    *,
    summing: bool = False,
) -> None:
    """Fill the place of a figure that has none from the sentences before it in its paragraph, else from the heading.

    ``counted`` are the numbers of the sentences that hold figures: what has its own time goes on with none of them.
    ``summing``: the text is about a sum, so that what says no time is of its places.
    """
    time = reading.time
    summed = time is not None and (time.kind == "since" or (long_time(time.text) and reading.kind == "subset"))
    summed = summed or (time is None and summing) or (time is not None and time.kind == "range" and not few_days(time))
    number, paragraph = reading.finding.sentence.number, reading.finding.sentence.stretch.paragraph
    for sentence in reversed(sentences[:number]):
        if sentence.stretch.paragraph != paragraph or sentence.stretch.headline:
            break
        told = sentence.number in counted and reading.scope.time is not None
        reported = reading.inherited.get("time") in _REPORTED and sentence.number in counted
        if told or ((summed or reading.kind not in _OF_EVENTS) and not reported) or not sentence.chunks:
            break
        scope = event_scope(sentence, 0)
        if _THERE.search(reading.finding.sentence.text, *_extent(reading)) and _LIES.match(_words(sentence)):
            continue  # "The town lies in Idlib province. Last month a strike on a market there left 22 dead."
        if not sentence.lows.isdisjoint(_CARE):
            continue  # where the dead lie or the wounded are treated
        if scope.places and not scope.weak:
            reading.scope.places, reading.scope.place_span = scope.places, scope.place_span
            reading.inherited["places"] = "paragraph"
            return
    if heading is not None and not (reading.kind == "cumulative" and reading.scope.time is not None):
        reading.scope.places, reading.scope.place_span = [heading], (heading.start, heading.end)
        reading.inherited["places"] = "heading"


def place_there(sentences: Sequence[Sentence], reading: Reading) -> None:
    """``Troops took the town of Abyei. Two peacekeepers were hurt there``: where the sentence before was."""
    sentence = reading.finding.sentence
    if reading.scope.places or "there" not in sentence.lows or sentence.number == 0 or reading.headline:
        return
    before = sentences[sentence.number - 1]
    same = before.stretch.paragraph == sentence.stretch.paragraph
    if not same or not before.chunks or not _THERE.search(sentence.text, *_extent(reading)):
        return
    scope = event_scope(before, len(before.chunks) - 1)
    if not scope.places:
        scope = event_scope(before, 0)
    if scope.places and not scope.weak and not (_LIES.match(_words(before)) or not before.lows.isdisjoint(_CARE)):
        reading.scope.places, reading.scope.place_span = scope.places[-1:], scope.place_span
        reading.inherited["places"] = "paragraph"


def topic_place(sentences: Sequence[Sentence], reading: Reading, counted: Container[int]) -> None:
    """Give a figure the place with which the sentence before it in its paragraph opens: "In Hat Yai a bomb went off".

    Rule ``paragraph``; for figures of events that name no place, where that place stands before the verb of a sentence
    that counts nobody (``counted``: the sentences that do).
    """
    number = reading.finding.sentence.number
    if reading.scope.places or reading.kind not in _OF_EVENTS or number == 0 or reading.headline:
        return
    before = sentences[number - 1]
    if before.stretch.paragraph != reading.finding.sentence.stretch.paragraph or number - 1 in counted:
        return
    verb = next((c for c in before.chunks if c.vg is not None), None)
    scope = event_scope(before, 0) if verb is not None and before.lows.isdisjoint(_CARE) else None
    if verb is None or scope is None or scope.weak or scope.place_span is None:
        return
    if scope.place_span[0] < before.tokens[verb.first].start and verb.low not in REPORTING:
        reading.scope.places, reading.scope.place_span = scope.places, scope.place_span
        reading.inherited["places"] = "paragraph"


def place_heading(sentence: Sentence) -> Words | None:
    """The place that a line is, and nothing else: "Antioquia", "AMHARA"."""
    words = sentence.text[sentence.stretch.start : sentence.stretch.end].strip(" :")
    if not sentence.stretch.headline or sentence.number == 0 or len(words.split()) > _LONGEST or not known_place(words):
        return None
    start = sentence.stretch.start
    return Words(start, start + len(words), words)
