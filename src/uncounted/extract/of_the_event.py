"""Figures that words tie to the event of the text: "on the eve of the bombings", "raised the total to 191"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from uncounted.extract.discourse import Reading
from uncounted.extract.times import TimePhrase, few_days
from uncounted.model.claim import Kind

_OF_EVENTS = frozenset({"incident", "subset", "increment"})


def on_the_eve(readings: Sequence[Reading], day: TimePhrase | None) -> None:
    """``On the eve of the bombings 11 people died``: a day before the event of the text."""
    for reading in readings:
        time = reading.time
        if time is not None and day is not None and time.text.lower().startswith("the eve of"):
            reading.time = reading.scope.time = replace(time, text=f"{day.text}, a day earlier")
            reading.kind, reading.inherited["time.anchor"] = "incident", "event"


_THE_TOLL = re.compile(r"^(?:the|its|this|that|their) (?:total|toll|death toll|number|figure|count|tally|estimate)$")


def tolls_of_the_event(readings: Sequence[Reading]) -> None:
    """``Later the government raised the total to 191``: the toll of the one event told so far, no sum over years."""
    for at, reading in enumerate(readings):
        finding = reading.finding
        trigger = finding.sentence.chunks[finding.trigger]
        _of_the_sum(reading, readings[:at])
        if reading.kind != "cumulative" or reading.time is not None or finding.frame != "toll":
            continue
        before = [r for r in readings[:at] if r.finding.measure == finding.measure and r.finding.part_of is None]
        named = _THE_TOLL.match(finding.sentence.words(trigger.first, trigger.last))
        behind = finding.sentence.chunks[min(finding.trigger + 1, len(finding.sentence.chunks) - 1)]
        one_more = finding.sentence.words(0, 3) in {"with the death", "with his death", "with her death"}
        named = named if behind.low != "of" and not one_more else None  # "the toll of the blockade"
        if named and before and all(r.kind in _OF_EVENTS for r in before):
            reading.kind = "incident"


def _of_the_sum(reading: Reading, before: Sequence[Reading]) -> None:
    """``Since May 300 have died. The UN puts the toll at 400``: over the time of the sum that another source gave."""
    finding, scope = reading.finding, reading.scope
    bare = reading.kind == "incident" and reading.time is None and not scope.places and scope.means is None
    if not bare or finding.frame != "toll" or finding.part_of is not None:
        return
    told = [r for r in before if r.finding.measure == finding.measure and r.finding.part_of is None]
    if told and all(r.kind in {"period", "cumulative"} for r in told) and told[-1].time is not None:
        reading.kind, reading.time = told[-1].kind, told[-1].time
        scope.time, reading.inherited["time"] = told[-1].time, "sum-before"


def lasting(reading: Reading) -> None:
    """A figure that took the time of a span is of a period, or cumulative."""
    time = reading.time
    if reading.kind == "incident" and "time" in reading.inherited and time is not None and not few_days(time):
        reading.kind = _SPANS.get(time.kind, reading.kind)


_SPANS: dict[str, Kind] = {"range": "period", "since": "cumulative"}


def sums_first(by_sentence: Mapping[int, Sequence[Reading]]) -> bool:
    """Whether a text opens with a figure over a time, or a count that goes on: then it is about no one event."""
    readings = [r for own in by_sentence.values() for r in own]
    opening = readings[:2] + [r for r in readings if not r.headline][:2]
    return any(r.kind in {"period", "cumulative"} or _counted_up_to(r) for r in opening)


_UP_TO = re.compile(r"\b(?:as of|as at|by|up to|until)\s+(?:the\s+)?$", re.IGNORECASE)


def _counted_up_to(reading: Reading) -> bool:
    """``189 had been registered dead by Wednesday``: a count that goes on."""
    said, text = reading.scope.statement, reading.finding.sentence.text
    return said is not None and _UP_TO.search(text[reading.finding.sentence.stretch.start : said.start]) is not None
