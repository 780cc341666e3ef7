"""Whose side the counted were on, where words around the figure say it: "own casualties", "killed in action"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from uncounted.extract.discourse import Reading
from uncounted.reference.sought import Sought

_OWN = Sought(
    r"\b(?:own|our|friendly) (?:[a-z]+ )?(?:casualties|losses|fatalities|dead|killed|wounded)\b"
    r"|\b(?:killed|wounded|injured|missing|died|dead|fell|fallen) in action\b|\b[KW]IA\b"
    r"|\bcomrades?(?:[- ]in[- ]arms)?\b|\bbrothers? in arms\b",
    "own|our|friendly|in action|ia|comrade|in arms",
)
_OTHERS = re.compile(r"\b(?:civilians?|enemy|terrorists?|militants?|insurgents?|rebels?)\b", re.IGNORECASE)
_PERSONNEL = frozenset({"personnel", "servicemen", "servicewomen", "comrades", "comrade", "troopers", "conscripts"})


def own_losses(readings: Sequence[Reading]) -> None:
    """Give figures of nobody's status that of forces where their sentence says that they were; rule ``own-losses``."""
    for reading in readings:
        said, sentence = reading.finding.population, reading.finding.sentence
        if said.status is not None or reading.finding.count.high == 0:
            continue
        words = sentence.text[sentence.stretch.start : sentence.stretch.end]
        named = bool(_PERSONNEL & {*(said.text or "").lower().split()})
        if named or (_OWN.search(words) and not _OTHERS.search(words)):
            reading.finding.population = replace(said, status="member of armed forces")
            reading.inherited["population.status"] = "own-losses"
