"""The number that quoted words say, by our own reading of numbers, and whether a model's numbers agree with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from uncounted.extract.chunks import Sentence
from uncounted.extract.events import known_place
from uncounted.extract.findings import Finding
from uncounted.extract.llm.answer import Offered
from uncounted.extract.llm.quotes import Place
from uncounted.extract.people import Counted, counted, is_thing
from uncounted.extract.quantities import quantity_at
from uncounted.model.claim import Count

_JOINED = frozenset({"CC", "COMMA"})
_SHARE = re.compile(r"%|\bper ?-?cent")
_BEFORE = 6  # tokens before a numeral that may qualify it: "somewhere in the region of"


@dataclass(frozen=True)
class Figure:
    """A count with the whole of its words at ``[start, end)``, qualifiers included."""

    count: Count
    start: int
    end: int


def figure_at(sentence: Sentence, place: Place) -> Figure | str:
    """What the words at ``place`` count: one phrase, or several joined by "and", which add up; else why not."""
    tokens = sentence.tokens
    inside = [k for k, token in enumerate(tokens) if token.start < place[1] and token.end > place[0]]
    if not inside:
        return "the count has no words"
    first, last = inside[0], inside[-1] + 1
    if _SHARE.search(sentence.words(first, min(last + 2, len(tokens)))):
        return "the words say a share, not a number of people"
    found: list[tuple[int, Counted]] = []
    for at, chunk in enumerate(sentence.chunks):
        if chunk.np is None or chunk.first >= last or chunk.last <= first:
            continue
        one = counted(sentence, sentence.chunks, at)
        if one is None and is_thing(sentence, chunk.np):
            return "the words count things, not people"
        if one is not None and one.first < last and one.last > first:
            if one.singular and chunk.np.kind is None and known_place(sentence.quote(one.first, one.last)):
                return "the words name a place, not people"
            found.append((at, one))
    if len(found) == 1:
        return _figure(sentence, found[0][1])
    return _sum(sentence, found) if found else _numeral(sentence, first, last)


def agrees(offered: Offered, count: Count) -> bool:
    """Whether the numbers that a model gives are those that the words say.

    A vague word says no number, so the model's is not asked for: the interval is our own rule's.
    """
    if count.modifier == "vague word":
        return offered.modifier == "vague word" or offered.low == count.low is not None
    given = {value for value in (offered.low, offered.high, offered.point) if value is not None}
    said = {value for value in (count.low, count.high, count.point) if value is not None}
    if count.modifier == "range":
        return offered.low == count.low and offered.high == count.high
    if count.modifier == "more than" and count.low is not None:
        said.add(count.low - 1)
    if count.modifier == "less than" and count.high is not None:
        said.add(count.high + 1)
    return bool(given) and given <= said


def _figure(sentence: Sentence, one: Counted) -> Figure:
    words = Finding(sentence, "killed", one.count, one.first, one.last, 0, [], "quote")  # for the bounds of its words
    return Figure(one.count, words.start, words.end)


def _numeral(sentence: Sentence, first: int, last: int) -> Figure | str:
    """A number that stands for people without naming them: in a table, after a label."""
    for at in range(max(0, first - _BEFORE), last):
        found = quantity_at(sentence.tokens, at)
        if found is not None and found.last > first:
            return _figure(sentence, Counted(found.count, found.first, found.last))
    return "no number can be read in the words"


def _sum(sentence: Sentence, found: Sequence[tuple[int, Counted]]) -> Figure | str:
    between = set(range(found[0][0], found[-1][0])) - {at for at, _ in found}
    plain = all(sentence.chunks[k].kind in _JOINED for k in between)
    counts = [one.count for _, one in found]
    points = [count.point for count in counts if count.point is not None and count.modifier == "exact"]
    if not plain or len(points) < len(counts):
        return "the words say several numbers"
    total = sum(points)
    first, last = found[0][1].first, sentence.chunks[found[-1][0]].last
    count = Count(total, total, total, rule="sum-of-persons")
    return Figure(count, sentence.tokens[first].start, sentence.tokens[last - 1].end)
