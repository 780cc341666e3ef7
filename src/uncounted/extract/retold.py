"""Figures with which a source answers the one told just before: "13 were killed; the rebels spoke of 30".

Such a figure is of the same event: what it does not say of when, where, by whom and by what is what was said of the
figure that it answers. Rule ``retold``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from uncounted.extract.events import SentenceScope
from uncounted.extract.findings import Finding

if TYPE_CHECKING:
    from uncounted.extract.discourse import Reading

RULE = "retold"
_COUNTED_OVER = re.compile(r"(?:the )?same\b|[QH][1-4]\b|.*\b(?:quarter|half|period)\b", re.IGNORECASE)
_SUMS = frozenset({"period", "cumulative"})


def said_when(finding: Finding, scope: SentenceScope) -> None:
    """``In January the command gave 314``: a day beside a source's bare figure is when it was said.

    Behind a figure of its sentence it has that figure's day: "In May a raid left 13 dead; the rebels spoke of 30".
    """
    if finding.inherited.get("measure") != "source" or scope.time is None or scope.time.kind in {"range", "since"}:
        return
    told = finding.retells
    here = told is not None and told.sentence is finding.sentence
    if told is not None and here and scope.time.start < finding.sentence.tokens[told.first].start:
        return
    if _COUNTED_OVER.match(scope.time.text):
        return  # "over the same six months of 2020 it had counted 196"
    scope.statement, scope.time = scope.statement or scope.time, None


def answer_at_once(readings: Sequence[Reading]) -> None:
    """Let the last reading answer one of its sentence, or of an event: what sums cover may be told later."""
    last = readings[-1]
    if last.finding.retells is None:
        return
    told = next((r for r in readings if r.finding is last.finding.retells), None)
    if told is not None and (told.kind == "incident" or told.finding.sentence is last.finding.sentence):
        answer(last, told)


def answer(reading: Reading, told: Reading | None) -> bool:
    """Give a reading what was said of the one that it answers; whether that dates it."""
    if told is None or reading.kind not in {"incident", told.kind}:
        return False
    if reading.finding.inherited.get("measure") != "source" and reading.root in {None, told.root}:
        return False  # a number alone answers another source's only
    scope, known = reading.scope, told.scope
    later = scope.statement is not None and told.kind in _SUMS  # a later count of a sum ends on a later day
    if reading.time is None and told.time is not None and not later:
        reading.time, reading.inherited["time"] = told.time, RULE
        reading.beginning = told.beginning
        reading.kind = told.kind if told.kind in _SUMS else reading.kind
    if not scope.places and known.places:
        scope.places, scope.place_span, scope.weak = known.places, known.place_span, known.weak
        reading.inherited["places"] = RULE
    if scope.actor is None and known.actor is not None and not scope.contested:
        scope.actor, reading.inherited["actors"] = known.actor, RULE
    if scope.means is None and known.means is not None:
        scope.means, scope.means_span, reading.inherited["means"] = known.means, known.means_span, RULE
    return reading.time is not None
