"""Phrases of place: how far they go, and what holds what in them: "near Manbij, in Syria's Aleppo Governorate"."""

from __future__ import annotations

from uncounted.extract.chunks import Chunk, Sentence
from uncounted.extract.events import GEO_NOUNS, Words, is_place, named_after, phrase_words
from uncounted.extract.persons import demonym
from uncounted.extract.words import REPORTING
from uncounted.reference.fold import words as listed
from uncounted.reference.gazetteer import Gazetteer

PARTS = frozenset(listed("part parts area areas centre center heart outskirts section edge suburb suburbs side"))
_KEPT_PREPOSITIONS = frozenset(
    {"near", "around", "outside", "close to", "next to", "on the outskirts of", "off", "between"}
)
_BESIDE = frozenset({"on", "by", "near", "at", "beside", "along", "off", "outside"})
_UNITS = frozenset({"km", "kilometres", "kilometers", "kilometre", "kilometer", "miles", "mile", "metres", "meters"})
_WAYS = _UNITS | frozenset(
    part + other for part in ("", "north", "south") for other in ("north", "south", "east", "west", "northeast")
) | {"north-east", "north-west", "south-east", "south-west"}  # fmt: skip


def place_phrase(sentence: Sentence, k: int) -> tuple[list[Words], int]:
    """The places of the phrase that chunk ``k`` (a preposition) opens, and its last chunk.

    A comma or a preposition goes on to the place that holds the one before ("near Manbij, in Syria's Aleppo
    Governorate"); a conjunction begins another.
    """
    chunks = sentence.chunks
    way = bearing(sentence, k)
    if some_of(sentence, k + 1):
        k += 2
    begin = k if chunks[k].low in _KEPT_PREPOSITIONS else k + 1
    caps = [t.low for t in sentence.tokens[chunks[k + 1].first : chunks[k + 1].last] if t.cap]
    peoples = all(demonym(word) and not Gazetteer.default().demonym(word.title()) for word in caps)
    if peoples and named_after(sentence, chunks[k + 1]):  # "the city of Mosul", "the Arab village of Maghar"
        begin, k = k + 3, k + 2
    spans = [[chunks[begin].first, chunks[k + 1].last]]
    if way is not None:
        spans[0][0] = way
    last = k + 1
    while True:
        step, another = _goes_on(sentence, last)
        if step is None:
            break
        if another:
            spans.append([chunks[step].first, chunks[step].last])
        else:
            spans[-1][1] = chunks[step].last
        last = step
    return [phrase_words(sentence, first, end) for first, end in spans], last


def _goes_on(sentence: Sentence, last: int) -> tuple[int | None, bool]:
    chunks = sentence.chunks
    j = last + 1
    if j >= len(chunks):
        return None, False
    comma = chunks[j].kind == "COMMA"
    if comma:
        j += 1
    beyond = _lying(sentence, j) if comma else None
    if beyond is not None:
        return beyond, False
    if (
        j < len(chunks)
        and chunks[j].kind == "P"
        and chunks[j].low in {"in", "of", "near", "within"}
        and j + 1 < len(chunks)
    ):
        return (
            (j + 1, False)
            if is_place(sentence, chunks[j + 1]) and not (comma and chunks[j].low == "of")
            else (None, False)
        )
    if (
        j < len(chunks)
        and chunks[j].kind == "CC"
        and not comma
        and j + 1 < len(chunks)
        and is_place(sentence, chunks[j + 1])
    ):
        return j + 1, True
    if not comma and _another_spot(sentence, j):
        return j + 3, True
    np = chunks[j].np if j < len(chunks) else None
    if comma and np is not None and np.determiner == "a" and sentence.tokens[np.head].low in GEO_NOUNS:
        return _holder(sentence, j), False
    if comma and j < len(chunks) and is_place(sentence, chunks[j]):
        after = j + 1
        while after + 2 < len(chunks) and chunks[after].kind == "P" and chunks[after + 1].np is not None:
            after += 2
        follows = chunks[after] if after < len(chunks) else None
        if (
            follows is not None
            and follows.kind == "VG"
            and follows.vg is not None
            and follows.vg.verb.lemma in REPORTING
        ):
            return None, False
        return j, False
    return None, False


def _lying(sentence: Sentence, j: int) -> int | None:
    """The chunk of the place by which one lies: "Kubra, west of Aleppo", "Olenivka, in the held part of Donetsk"."""
    chunks = sentence.chunks
    if j + 2 < len(chunks) and chunks[j].low in {"in", "at"} and some_of(sentence, j + 1):
        return j + 3
    for k in range(j, min(j + 3, len(chunks) - 1)):
        if chunks[k].low in {"of", "from"} and bearing(sentence, k) is not None:
            named = named_after(sentence, chunks[k + 1])
            return k + 3 if named and not is_name(sentence, chunks[k + 1]) else k + 1
        if chunks[k].kind not in {"NP", "ADV", "TIME"}:
            return None
    return None


def is_name(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether a phrase holds a name of its own, not only the noun of a place: "the coastal city" has none."""
    return any(t.cap for t in sentence.tokens[chunk.first : chunk.last])


def _another_spot(sentence: Sentence, j: int) -> bool:
    """``a street in Yala | and a hotel in Hat Yai``: another thing that was hit, and where; not who did more there."""
    chunks = sentence.chunks
    np = chunks[j + 1].np if chunks[j].kind == "CC" and j + 3 < len(chunks) else None
    if np is None or np.kind is not None or np.quantity is not None or np.determiner is None:
        return False
    placed = chunks[j + 2].low in {"in", "at", "near"} and is_place(sentence, chunks[j + 3])
    return placed and not any(c.vg is not None for c in chunks[j + 4 : j + 6])


def _holder(sentence: Sentence, at: int) -> int | None:
    """The chunk of what holds a place told in apposition: "Baga, a town on Lake Chad in Borno State"."""
    chunks = sentence.chunks
    k = at + 1
    while k + 1 < len(chunks) and chunks[k].low in _BESIDE and chunks[k + 1].np is not None:
        k += 2  # "on Lake Chad", "near the border"
    held = k + 1 < len(chunks) and chunks[k].low in {"in", "of"} and is_place(sentence, chunks[k + 1])
    if held:
        return k + 1
    near = at + 2 < len(chunks) and chunks[at + 1].low == "near" and is_place(sentence, chunks[at + 2])
    last = sentence.tokens[chunks[at + 2].last - 1].low if near else ""
    return at + 2 if near and last not in {"border", "frontier", "coast"} else None


def bearing(sentence: Sentence, k: int) -> int | None:
    """The first token of the words that say how far and which way from a place: "20 km south of Hodeidah"."""
    chunks, tokens = sentence.chunks, sentence.tokens
    if chunks[k].low not in {"of", "from"} or k + 1 >= len(chunks) or not is_place(sentence, chunks[k + 1]):
        return None
    first = chunks[k].first
    while first > 0 and (tokens[first - 1].low in _WAYS or _distance(sentence, first - 1)):
        first -= 1
    return first if first < chunks[k].first else None


def _distance(sentence: Sentence, at: int) -> bool:
    """Whether a token is the number before a unit of length."""
    return sentence.tokens[at].text[:1].isdigit() and sentence.tokens[at + 1].low in _UNITS


def some_of(sentence: Sentence, at: int) -> bool:
    """``two villages of Yatenga province``: places that have no name, in one that has."""
    chunks = sentence.chunks
    np = chunks[at].np
    if np is None or at + 2 >= len(chunks) or chunks[at + 1].low not in {"of", "in"}:
        return False
    head = sentence.tokens[np.head].low
    if head in PARTS and np.determiner == "the" and chunks[at + 1].low == "of":
        return is_place(sentence, chunks[at + 2])  # "in the centre of Oslo"
    if np.quantity is None:
        return False
    singular = head[:-3] + "y" if head.endswith("ies") else head.removesuffix("s")
    return singular in GEO_NOUNS and is_place(sentence, chunks[at + 2])
