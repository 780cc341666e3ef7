"""Times on which a clause hangs: "in 1996, when ...", "October had seen ...", "the war, which began in April 1992"."""

from __future__ import annotations

import re

from uncounted.extract.chunks import Sentence
from uncounted.extract.findings import Finding
from uncounted.extract.times import TimePhrase

_SAW = frozenset({"see", "saw", "witness", "bring", "claim", "record"})
_WHICH_BEGAN = re.compile(
    r"\b(?:war|conflict|fighting|insurgency|rebellion|uprising|unrest|crackdown|protests|campaign|offensive),?\s+"
    r"(?:which|that)\s+(?:had\s+)?(?:began|begun|started|erupted|broke out)\s+(?:on |in )?(?:the )?(?:late |early )?$",
    re.IGNORECASE,
)


def begun(sentence: Sentence, time: TimePhrase | None) -> TimePhrase | None:
    """``In the war, which began in April 1992, 100,000 died``: since then."""
    if time is None or time.kind != "point":
        return time
    if not _WHICH_BEGAN.search(sentence.text[max(sentence.stretch.start, time.start - 80) : time.start]):
        return time
    return TimePhrase(time.start, time.end, f"since {time.text}", "since")


def whose_subject(finding: Finding, times: list[int]) -> int | None:
    """``October had seen 61 dead and September 70``: the time that is the subject of the figure's verb."""
    chunks = finding.sentence.chunks
    for k in reversed([k for k in times if k < finding.first_chunk]):
        vg = chunks[k + 1].vg
        if vg is not None and vg.verb.lemma in _SAW:
            return k if not any(j in times for j in range(k + 1, finding.first_chunk)) else None
    return None


def of_when(finding: Finding, times: list[int]) -> int | None:
    """``In 1996, when 26 people were taken, the raid of 9 May freed them``: the time that the clause hangs on."""
    chunks = finding.sentence.chunks
    for k in reversed([k for k in times if k < finding.trigger]):
        at = k + 1 + (chunks[k + 1].kind == "COMMA")
        if chunks[at].low in {"when", "in which", "during which"} and at < finding.trigger:
            closed = any(c.kind == "COMMA" for c in chunks[at : finding.trigger])
            return None if closed else k
    return None
