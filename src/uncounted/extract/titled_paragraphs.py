"""Paragraphs that open with the name of where they tell of: "Las Dos Erres. On 6 December soldiers entered ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import Reading
from uncounted.extract.events import EVENT_NOUNS, Words, known_place
from uncounted.extract.parties import is_party
from uncounted.extract.persons import demonym, person
from uncounted.extract.tagger import verb
from uncounted.reference.fold import words as listed

_WORD = r"[A-Z\u00c0-\u00de][\w'\u2019-]*"
_TITLED = re.compile(rf"{_WORD}(?:[ -](?:(?:de|la|el|al|of|the|los|las) )*{_WORD}){{0,4}}[.:]")
_NO_PLACES = frozenset(
    listed("""
        losses casualties background summary methods methodology detention torture kidnappings killings findings results
        conclusions recommendations reaction response hospitals detainees prisoners children women civilians victims
        note sources context analysis overview figures totals incident date location own enemy human rights key
    """)
)


def places_of_paragraphs(sentences: Sequence[Sentence], readings: Sequence[Reading]) -> None:
    """Give figures without a place the name that their paragraph opens with, alone in its first sentence.

    Rule ``heading``. A name of one word is taken where the gazetteer knows it, or no English word is written so.
    """
    counting = {r.finding.sentence.stretch.paragraph for r in readings if _placeless(r)}
    titles: dict[int, Words | None] = {}
    for sentence in sentences:
        paragraph = sentence.stretch.paragraph
        if paragraph in counting and paragraph not in titles:
            titles[paragraph] = _title(sentence)
    for reading in readings:
        title = titles.get(reading.finding.sentence.stretch.paragraph)
        if title is not None and _placeless(reading) and reading.finding.start > title.end:
            reading.scope.places, reading.scope.place_span = [title], (title.start, title.end)
            reading.scope.weak = False
            reading.inherited["places"] = "heading"


def _placeless(reading: Reading) -> bool:
    return not reading.scope.places or reading.scope.weak


def _title(sentence: Sentence) -> Words | None:
    start, end = sentence.stretch.start, sentence.stretch.end
    if sentence.stretch.headline or end - start > _LONGEST or sentence.times:
        return None
    words = sentence.text[start:end]
    if _TITLED.fullmatch(words) is None or any(c.vg is not None or c.harm for c in sentence.chunks):
        return None
    name = words[:-1]
    parts = [part.lower() for part in name.split()]
    if not _NO_PLACES.isdisjoint(parts) or parts[-1] in EVENT_NOUNS or person(parts[-1]) or verb(parts[-1]):
        return None
    if demonym(parts[0]) or is_party(sentence, 0, len(sentence.tokens) - 1):
        return None
    if len(name) < _SHORTEST:
        return None
    foreign = not name.isascii() or len(parts) > 1
    return Words(start, end - 1, name) if known_place(name) or foreign else None


_SHORTEST = 4
_LONGEST = 40  # characters of such a name
