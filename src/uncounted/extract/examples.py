"""Runs of examples: "in one of the cases, ... in another ...", which are parts of the figure told before them."""

from __future__ import annotations

import re

from uncounted.extract.chunks import Sentence
from uncounted.extract.findings import Finding

_EXAMPLE = re.compile(
    r"\W*(?:for instance\b|for example\b|(?:one|two|three|some|several) of (?:the|those|these) (?:cases|incidents"
    r"|strikes|attacks)\b|in one (?:such )?(?:case|incident|strike|attack|instance)\b"
    r"|in one of (?:them|these|those)\b|among (?:them|the (?:cases|incidents|strikes))\b"
    r"|(?:in )?the (?:single )?(?:deadliest|bloodiest|worst|largest|gravest)(?: single| such| known)?"
    r"(?:,| (?:of (?:them|these|those|the \w+)|attack|strike|incident|case|raid|massacre|bombing|blast|explosion"
    r"|bomb|shooting|clash|assault|ambush|one)\b)"
    r"|in another (?:case|incident|strike|attack|instance)\b|one such\b|examples? include\b|such as\b)",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\b(?:cases|incidents|strikes|attacks|allegations)\b[^.:]*:\s*$", re.IGNORECASE)


_EVENTS = (
    r"(?:bombs|bombings|attacks|blasts|explosions|(?:air ?)?strikes|raids|shootings|ambushes|assaults|incidents|clashes"
    r"|massacres|grenades|mines|stabbings|killings)"
)
_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|twin|several|multiple|(?:series|string|wave|spate) of"
    rf"|simultaneous|coordinated|separate|both)\s(?:[\w-]+\s){{0,3}}?{_EVENTS}\b"
    r"|\btwin\s(?:[\w-]+\s){0,2}(?:bombing|attack)\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\W*(?:(?:in|during|at) )?(?:the )?(?:first|second|third|fourth|fifth|last|final|other|another|one|latter)"
    rf"(?P<event> (?:of the (?:[\w-]+ )?{_EVENTS}|(?:[\w-]+ )?(?:bomb(?:er|ing)?|attack(?:er)?|blast|explosion"
    r"|(?:air ?)?strike|raid|shooting|ambush|assault|incident|clash|one|device|car|vehicle|grenade)))?"
    r"\b(?(event)|(?:, (?:in|at|on|near)| (?:which )?(?:killed|claimed|left|injured|wounded|hit|struck|exploded"
    r"|detonated|tore|ripped|targeted|went off))\b)",
    re.IGNORECASE,
)


def several_events(sentence: Sentence) -> bool:
    """Whether a sentence tells of several attacks: "three car bombs", "a series of raids"."""
    return bool(_SEVERAL.search(sentence.text, sentence.stretch.start, sentence.stretch.end))


def one_of_several(sentence: Sentence) -> bool:
    """Whether a sentence tells of one of several attacks: "the deadliest, in", "the second bomb", "another hit"."""
    opened = _EXAMPLE.match(sentence.text, sentence.stretch.start, sentence.stretch.end)
    return bool(opened) or opens_one(sentence.text[sentence.stretch.start : sentence.stretch.end])


def opens_one(words: str) -> bool:
    """Whether the words of a sentence open with one of several: "the second bomb", "another hit"."""
    return bool(_ONE.match(words))


def still_running(sentence: Sentence, found: list[Finding], running: bool) -> bool:
    """Whether examples run on in a sentence; ``running``: they ran in the one before."""
    start, end = sentence.stretch.start, sentence.stretch.end
    opened = sentence.text[end - 1] == ":" and _LISTED.search(sentence.text, start, end)
    if opened or _EXAMPLE.match(sentence.text, start, end):
        return True
    if running and sentence.text[: sentence.stretch.start].rstrip(" \t").endswith(("-", "*", "•", "–")):
        return True
    return running and any(f.further or f.others for f in found)
