"""Counts told day by day: "By the 16th: 174 dead. By the 19th: 213", "The toll has risen in steps"."""

from __future__ import annotations

import itertools
import re

from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import Reading
from uncounted.extract.wholes import value_of
from uncounted.reference.sought import Sought

_IN_STEPS = Sought(
    r"\b(?:tolls?|number of (?:dead|deaths|victims)|counts?|figures?|tally)\b[^.;]{0,40}\b(?:risen|rose|climbed|grown"
    r"|grew|increased|gone up|went up|mounted|changed|been (?:revised|raised|updated|corrected|put up))\b[^.;]{0,60}"
    r"\b(?:in steps|step by step|several times|repeatedly|more than once|twice|steadily|gradually|day by day|since then"
    r"|over the (?:following |next )?(?:days|weeks|months)|all (?:day|night|week|month)|as (?:bodies|rescuers|more))\b",
    "steps|step by|several times|repeatedly|more than|twice|steadily|gradually|day by|since then|over the|all |as ",
)
_STATEMENTS = re.compile(
    r"\bin (?:an?|the|its|their) (?:first|initial|earlier|previous) (?:statement|report|count|tally)\b", re.IGNORECASE
)
_DAYS = r"(?:\d|the|\w+day|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|midday|noon|midnight|evening)"
_BY = re.compile(
    r"^\W*(?:by|as of|as at|up to|until)\s(?:the )?(?:(?:end|close|morning|evening) of )?(?:\w+ )?" + _DAYS,
    re.IGNORECASE,
)
_AS_OF_NOW = re.compile(r"\b(?:as of|as at)\s(?:the )?(?:\w+ )?" + _DAYS, re.IGNORECASE)


def as_of(readings: list[Reading]) -> list[tuple[Reading, Reading, str]]:
    """``By the 16th: 174 dead``, then ``By the 19th: 213 dead``: counts of one source, each newer than the one before.

    A larger sum of the source, told before them, is the newest. What is told "as of" one day and another stands so as
    well, in whatever order.
    """
    told: dict[tuple[str, str | None, str | None], dict[int, Reading]] = {}
    for reading in readings:
        finding, stated = reading.finding, _stated(reading)
        if finding.part_of is None and not finding.subset and stated is not None and not finding.further:
            key = (finding.measure, reading.root, finding.population.status)
            told.setdefault(key, {}).setdefault(stated, reading)
    found = []
    for (measure, root, _), days in told.items():
        run = list(days.values())
        run = run if _grows(run) else run[::-1]
        if len(run) < 2 or not _grows(run):
            continue
        found += [(new, old, "as-of") for old, new in itertools.pairwise(run)]
        newest = next(
            (
                r for r in readings
                if r.finding.start < run[0].finding.start and r.finding.measure == measure and r.root == root
                and r.kind == "cumulative" and not r.finding.subset and (value_of(r) or 0) > (value_of(run[-1]) or 0)
                and r not in run
            ),
            None,
        )  # fmt: skip
        found += [(newest, run[-1], "as-of")] if newest is not None else []
    return found


def _stated(reading: Reading) -> int | None:
    """Where the words stand that say as of which day a figure is; null where none do."""
    sentence = reading.finding.sentence
    start, text = sentence.stretch.start, sentence.text
    line = text.rfind("\n", 0, start) + 1
    if _BY.match(text[start : reading.finding.start]) or (_BY.match(text[line:start]) and ":" in text[line:start]):
        return start
    last = [found.start() for found in _AS_OF_NOW.finditer(text, line, reading.finding.start)]
    return last[-1] if last else None


def _grows(run: list[Reading]) -> bool:
    return all((value_of(a) or 0) < (value_of(b) or 0) for a, b in itertools.pairwise(run))


def by_steps(readings: list[Reading], sentences: list[Sentence]) -> list[tuple[Reading, Reading, str]]:
    """``The toll has risen in steps. On Monday ... 276. By Friday ... 358``: each takes the place of the one before.

    The sentences after those words, to the end of their paragraph, are read; whoever speaks. Figures that a colon
    lists break a sum down, and one under half of the last is of something else.
    """
    found = []
    for opening in sentences:
        if not _IN_STEPS.search(opening.text, opening.stretch.start, opening.stretch.end):
            continue
        last: dict[str, Reading] = {}
        for reading in readings:
            sentence, finding = reading.finding.sentence, reading.finding
            here = sentence.stretch.paragraph == opening.stretch.paragraph and sentence.number > opening.number
            listed = ":" in sentence.text[sentence.stretch.start : finding.start]
            if not here or listed or reading.kind != "incident" or finding.part_of or finding.subset:
                continue
            before = last.get(finding.measure)
            value, known = value_of(reading) or 0, value_of(before) if before is not None else None
            if before is not None and known is not None and value != known and 2 * value >= known:
                found.append((reading, before, "in-steps"))
            last[finding.measure] = reading
    return found


def by_statement(readings: list[Reading]) -> list[tuple[Reading, Reading, str]]:
    """``21 killed, after 14 in a first statement and 19 in a second``: each figure follows the one told before it."""
    found = []
    for new in readings:
        sentence = new.finding.sentence
        after = [r for r in readings if r.finding.sentence is sentence and r.finding.measure == new.finding.measure]
        told = sentence.text[new.finding.end : sentence.stretch.end]
        if len(after) < 2 or after[0] is not new or not _STATEMENTS.search(told) or " after " not in told:
            continue
        chain = [*after[1:], new]
        found += [(later, earlier, "statements") for earlier, later in itertools.pairwise(chain)]
    return found
