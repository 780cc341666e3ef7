"""Runs of examples: "in one of the cases, ... in another ...", which are parts of the figure told before them."""

from __future__ import annotations

import re

from uncounted.extract.chunks import Sentence
from uncounted.extract.findings import Finding

_EXAMPLE = re.compile(
    r"\W*(?:for instance|for example|(?:one|two|three|some|several) of (?:the|those|these) (?:cases|incidents|strikes"
    r"|attacks)|in one (?:such )?(?:case|incident|strike|attack|instance)"
    r"|in one of (?:them|these|those)\b|among (?:them|the (?:cases|incidents|strikes))"
    r"|(?:in )?the (?:single )?(?:deadliest|bloodiest|worst|largest|gravest)(?: single| such| known)?"
    r" (?:of (?:them|these|those|the \w+)|attack|strike|incident|case|raid|massacre|bombing|one)\b"
    r"|in another (?:case|incident|strike|attack|instance)|one such|examples? include|such as)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\b(?:cases|incidents|strikes|attacks|allegations)\b[^.:]*:\s*$", re.IGNORECASE)


def still_running(sentence: Sentence, found: list[Finding], running: bool) -> bool:
    """Whether examples run on in a sentence; ``running``: they ran in the one before."""
    start, end = sentence.stretch.start, sentence.stretch.end
    opened = sentence.text[end - 1] == ":" and _LISTED.search(sentence.text, start, end)
    if opened or _EXAMPLE.match(sentence.text, start, end):
        return True
    if running and sentence.text[: sentence.stretch.start].rstrip(" \t").endswith(("-", "*", "•", "–")):
        return True
    return running and any(f.further or f.others for f in found)
