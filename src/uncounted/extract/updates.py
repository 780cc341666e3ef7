"""Which figure took the place of which: earlier counts told beside the current one by the same source."""

from __future__ import annotations

import itertools
import re

from uncounted.extract.discourse import Reading

_EARLIER = re.compile(
    r"\b(?:earlier|initial(?:ly)?|previous(?:ly)?|at first|original(?:ly)?|preliminary|until then|then stood|first said"
    r"|had (?:\w+ )?(?:counted|put|said|given|reported|spoken|stood|listed|announced|confirmed|estimated|claimed))\b",
    re.IGNORECASE,
)
_STATEMENTS = re.compile(
    r"\bin (?:an?|the|its|their) (?:first|initial|earlier|previous) (?:statement|report|count|tally)\b", re.IGNORECASE
)


def superseded(readings: list[Reading]) -> list[tuple[Reading, Reading, str]]:
    """Triples of a newer figure, the older one, and the rule that says so."""
    return [*_by_words(readings), *_by_statement(readings)]


def _by_words(readings: list[Reading]) -> list[tuple[Reading, Reading, str]]:
    """``it had counted 53``, ``officials initially said 10``: the source's figure told without such words is newer."""
    found = []
    for old in readings:
        if not _EARLIER.search(_before(old)) or old.finding.part_of is not None:
            continue
        fits = [
            new for new in readings
            if new is not old and _comparable(old, new) and not _EARLIER.search(_before(new))
        ]  # fmt: skip
        if fits:
            nearest = min(fits, key=lambda new: abs(new.finding.start - old.finding.start))
            found.append((nearest, old, "earlier-figure"))
    return found


def _by_statement(readings: list[Reading]) -> list[tuple[Reading, Reading, str]]:
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


def _before(reading: Reading) -> str:
    """The words from the clause's start to the figure."""
    sentence = reading.finding.sentence
    return sentence.text[sentence.stretch.start : reading.finding.start].rsplit(";", 1)[-1]


def _comparable(old: Reading, new: Reading) -> bool:
    """Whether two figures count the same harm to the same people, by one source, and differ."""
    a, b = old.finding, new.finding
    if a.measure != b.measure or b.part_of is not None or old.kind != new.kind or a.count == b.count or new.headline:
        return False
    if (old.root or "").lower() != (new.root or "").lower():
        return False
    people = [(f.population.sex, f.population.age_group) for f in (a, b)]
    if old.time is None or new.time is None:
        return people[0] == people[1] and old.kind == "incident"
    return people[0] == people[1] and (old.time is new.time or old.time.text.lower() == new.time.text.lower())
