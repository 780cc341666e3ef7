"""Lines that a total closes: "Ministry of Defence: 1,199 / Civilians: 61 / Total: 1,260" are groups, not sources."""

from __future__ import annotations

import re
from collections.abc import Sequence

from uncounted.extract.attribution import Chain
from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import Discourse, Reading
from uncounted.extract.wholes import value_of

_TOTAL = re.compile(r"^\W*(?:grand |overall )?total\b", re.IGNORECASE)
_FEWEST = 2


def add_up(discourse: Discourse) -> None:
    """Join the lines before a line of a total to it where they add up; rule ``rows-add-up``.

    Their labels name whom they count, so that who counted the total counted them.
    """
    by_sentence: dict[int, list[Reading]] = {}
    for reading in discourse.readings:
        by_sentence.setdefault(reading.finding.sentence.number, []).append(reading)
    for at, sentence in enumerate(discourse.sentences):
        own = by_sentence.get(sentence.number, [])
        if not own or not _opens_total(sentence):
            continue
        total = own[0]
        rows = _rows(discourse.sentences[:at], by_sentence, total)
        if len(rows) < _FEWEST or sum(value_of(r) or 0 for r in rows) != value_of(total):
            continue
        for row in rows:
            row.chain, row.root = Chain(list(total.chain.frames), total.chain.stance), total.root
            row.inherited.pop("attribution", None)
            row.finding.part_of, row.finding.rule, row.kind = total.finding, "rows-add-up", "subset"


def _opens_total(sentence: Sentence) -> bool:
    start = sentence.text.rfind("\n", 0, sentence.stretch.start) + 1
    return _TOTAL.match(sentence.text[start : sentence.stretch.end]) is not None


def _rows(before: Sequence[Sentence], by_sentence: dict[int, list[Reading]], total: Reading) -> list[Reading]:
    """The first figures of the lines right above, each of the total's measure."""
    rows: list[Reading] = []
    for sentence in reversed(before):
        own = by_sentence.get(sentence.number, [])
        if not own or own[0].finding.measure != total.finding.measure or _opens_total(sentence):
            break
        rows.append(own[0])
    return rows[::-1]
