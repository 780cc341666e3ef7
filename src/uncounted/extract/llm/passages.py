"""A long text in passages that fit one question: whole sentences, in order, nothing twice."""

from __future__ import annotations

from collections.abc import Sequence

from uncounted.extract.llm.quotes import Place
from uncounted.extract.sentences import Stretch


def passages(text: str, stretches: Sequence[Stretch], longest: int) -> list[Place]:
    """Runs of sentences of at most ``longest`` characters each; only a longer sentence is cut, between words."""
    found: list[Place] = []
    for stretch in stretches:
        for start, end in _cut(text, stretch.start, stretch.end, longest):
            if found and end - found[-1][0] <= longest:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
    return found


def halves(stretches: Sequence[Stretch], place: Place) -> list[Place]:
    """A passage in two, at the bound of a sentence nearest to its middle; empty where it is one sentence."""
    low, high = place
    bounds = [s.start for s in stretches if low < s.start < high]
    if not bounds:
        return []
    middle = min(bounds, key=lambda at: abs(2 * at - low - high))
    return [(low, middle), (middle, high)]


def _cut(text: str, start: int, end: int, longest: int) -> list[Place]:
    parts: list[Place] = []
    while end - start > longest:
        blank = max(text.rfind(" ", start, start + longest), text.rfind("\n", start, start + longest))
        stop = blank if blank > start else start + longest
        parts.append((start, stop))
        start = stop
    return [*parts, (start, end)]
