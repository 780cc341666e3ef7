"""Figures of one of several attacks inside the figure of all of them: "Three bombs killed 48. The deadliest, 27"."""

from __future__ import annotations

from uncounted.extract.discourse import Reading
from uncounted.extract.examples import one_of_several, several_events
from uncounted.extract.wholes import value_of
from uncounted.model.claim import RelationType

Tie = tuple[Reading, RelationType, Reading, str]


def inside(part: Reading, whole: Reading) -> bool:
    """Whether a figure may count some of those of another: of its measure, and fewer."""
    if part.finding.measure != whole.finding.measure or part.finding.part_of is not None or part.paraphrase:
        return False
    value, most = value_of(part), value_of(whole)
    return value is not None and value > 0 and most is not None and value < most


def of_several(readings: list[Reading]) -> list[Tie]:
    """``Three bombs killed 48. The deadliest claimed 27``: parts of what several attacks did, if it can hold them."""
    found: list[Tie] = []
    for reading in readings:
        sentence, number = reading.finding.sentence, reading.finding.sentence.number
        if reading.finding.part_of is not None or reading.kind not in _EVENTS or not one_of_several(sentence):
            continue
        fits = [r for r in readings if r.kind in {*_EVENTS, "cumulative"} and r.finding.sentence.number < number]
        whole = next((r for r in fits if inside(reading, r) and several_events(r.finding.sentence)), None)
        if whole is None or one_of_several(whole.finding.sentence):
            continue
        told = sum(value_of(part) or 0 for part, _, to, _ in found if to is whole)
        if told + (value_of(reading) or 0) <= (value_of(whole) or 0):
            found.append((reading, "part_of", whole, "one-of-several"))
    return found


_EVENTS = frozenset({"incident", "increment"})
