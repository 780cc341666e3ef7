"""Who counted, told in the sentence after the figure: "208 people have died. That figure is from the ministry"."""

from __future__ import annotations

import re

from uncounted.extract.attribution import Chain, Said
from uncounted.extract.chunks import Chunk, Sentence
from uncounted.extract.discourse import Discourse, Reading

RULE = "figure-from"
_FROM = re.compile(
    r"\W*(?:(?:That|This|The|These|Those|Both|All)\s(?:(?:first|last|latest|official|former|higher|lower|new|latter)\s)?"
    r"(?:figures?|counts?|numbers?|tolls?|death toll|totals?|estimates?|tall(?:y|ies)|findings?|data),?\s"
    r"(?:which\s)?(?:(?:is|are|was|were|has been|have been)\s)?(?:(?:those|that|the (?:count|finding|work))\s)?"
    r"(?:(?:given|provided|compiled|released|published|collected|made|issued|supplied)\s)?"
    r"(?:(?:come|comes|came|stem|stems|taken|drawn)\s)?(?:from|by|of)\s"
    r"|(?:That|This|So|It)\s(?:is|was)\s(?:at least\s)?the\s(?:finding|count|figure|estimate|conclusion|view|toll"
    r"|number|result|claim)s?\s(?:of|by|from|given by)\s)"
)


def figures_from(discourse: Discourse) -> None:
    """Give figures the source that the sentence right after theirs names: "That figure is from the ministry"."""
    by_sentence: dict[int, list[Reading]] = {}
    for reading in discourse.readings:
        by_sentence.setdefault(reading.finding.sentence.number, []).append(reading)
    for sentence in discourse.sentences:
        open_ones = [r for r in by_sentence.get(sentence.number - 1, []) if not r.chain.frames]
        if not open_ones or sentence.stretch.paragraph != open_ones[0].finding.sentence.stretch.paragraph:
            continue
        found = _FROM.match(sentence.text, sentence.stretch.start, sentence.stretch.end)
        if found is None:
            continue
        at = next((k for k, c in enumerate(sentence.chunks) if _starts(sentence, c, found.end())), None)
        speaker = discourse.hearing.read(sentence, at) if at is not None else None
        if speaker is None:
            continue
        for reading in open_ones:
            said = Said(speaker, "according_to", 0, 0, "according")
            reading.chain, reading.root = Chain([said], reading.chain.stance), speaker.organisation or speaker.name
            reading.inherited["attribution"] = RULE


def _starts(sentence: Sentence, chunk: Chunk, at: int) -> bool:
    return chunk.np is not None and sentence.tokens[chunk.first].start <= at < sentence.tokens[chunk.last - 1].end
