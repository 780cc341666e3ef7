"""The party whose deeds a whole text tells: "Major attacks of the LRA", "ETA: a chronology", "killed by the army".

Its figures need not name it again. Rule ``subject``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import Discourse, Reading
from uncounted.extract.doers import NAMED, doers_of, one_doer
from uncounted.extract.events import Words
from uncounted.reference.actors import Actors
from uncounted.reference.fold import fold
from uncounted.reference.fold import words as listed

_WORD = r"(?:[A-Z][\w'\u2019.-]*|[A-Z]\.)"
_NAME = rf"{_WORD}(?:[ -](?:(?:of|the|al|for|and|in|de) )?{_WORD})*"
_DEEDS = (
    r"(?i:attacks?|bombings?|killings?|raids?|(?:air ?|drone )?strikes?|massacres?|assassinations?|murders?|violence"
    r"|crimes|campaign|insurgency|war|atrocities|abductions|kidnappings|terror|bombs|victims|shootings|executions"
    r"|offensive|abuses|violations)"
)
_DONE = r"(?i:carried out|claimed|blamed|attributed|committed|perpetrated|waged|staged|launched)"
_OF = re.compile(
    rf"\b{_DEEDS}\s(?:{_DONE}\s)?(?P<link>(?i:of|by|on|to))\s(?:(?:the|a|an|[a-z]+)\s){{0,4}}"
    rf"(?P<name>{_NAME})"
)
_KILLED_BY = re.compile(
    rf"\b(?i:killed|killings?|deaths|victims|casualties|slain|murdered)\s(?i:by)\s(?:the )?(?P<name>{_NAME})"
)
_OWN = re.compile(rf"(?P<name>{_NAME})(?:['\u2019]s?)?\s(?:[a-z-]+\s){{0,3}}{_DEEDS}\b")
_TITLE = re.compile(
    rf"(?:(?i:the|timeline|chronology|factbox|timeline of|chronology of)[:\s-]*)?(?P<name>{_NAME})"
    r"(?=[:,]|\s[-\u2013\u2014]|\s(?i:chronology|timeline))"
)
_INTRO = 4  # sentences before the first entry that may name the subject
_BLAMING = frozenset({"blamed", "attributed"})
_SHORT = 3


def whose_deeds(discourse: Discourse) -> None:
    """Give the figures of a chronology of one party's deeds, and the sums of a text so titled, that party as doer."""
    sentences, readings = discourse.sentences, discourse.readings
    open_ones = [r for r in readings if _open(r)]
    if not open_ones:
        return
    entries = any(s.stretch.entry is not None for s in sentences)
    subject = _subject(sentences, entries=entries)
    if subject is None:
        return
    for reading in open_ones:
        in_entry = reading.finding.sentence.stretch.entry is not None
        summed = reading.kind in {"period", "cumulative"} or reading.finding.part_of is not None
        if (in_entry or (summed and not entries)) and not _against(reading, subject):
            reading.scope.actor, reading.inherited["actors"] = subject, "subject"


def _open(reading: Reading) -> bool:
    own = reading.scope.actor is not None or reading.scope.contested or "actors" in reading.inherited
    return not own and reading.finding.count.high != 0


def _subject(sentences: Sequence[Sentence], *, entries: bool) -> Words | None:
    intro = [s for s in sentences[: _INTRO + 1] if s.stretch.entry is None]
    for sentence in intro[:1]:
        found = _titled(sentence, entries=entries)
        if found is not None:
            return found
    if not entries:
        return None
    for sentence in intro[1:]:
        found = _matched(sentence, (_OF, _KILLED_BY))
        if found is not None:
            return found
    named = [doer for s in intro for doer in doers_of(s) if doer.grade == NAMED]
    return one_doer(named, len(sentences))


def _titled(sentence: Sentence, *, entries: bool) -> Words | None:
    patterns = (_OF, _KILLED_BY, _OWN, _TITLE) if entries else (_KILLED_BY,)
    return _matched(sentence, patterns) if sentence.number == 0 else None


def _matched(sentence: Sentence, patterns: Sequence[re.Pattern[str]]) -> Words | None:
    start, end = sentence.stretch.start, sentence.stretch.end
    for pattern in patterns:
        for found in pattern.finditer(sentence.text, start, end):
            link = found.groupdict().get("link")
            if link in {"on", "to"} and not any(word in found[0].lower() for word in _BLAMING):
                continue
            words = _party(found["name"], surely=pattern is _KILLED_BY or link == "by", deed=pattern is _OWN)
            if words is not None:
                at = found.start("name") + found["name"].find(words)
                return Words(at, at + len(words), words)
    return None


def _party(name: str, *, surely: bool, deed: bool) -> str | None:
    """The words of a name that are a party's, the longest from either side; any name where it is surely a doer's."""
    parts = name.split()
    runs = [parts[a:b] for a in range(len(parts)) for b in range(len(parts), a, -1)]
    for run in sorted(runs, key=len, reverse=True):
        words = re.sub(r"['\u2019]s?$", "", " ".join(run))
        found = Actors.default().find(words)
        if found is not None and (found.type != "state" or surely or (deed and fold(words) != fold(found.name))):
            return words
    return name if surely and parts[0].lower() not in _NO_NAMES else None


_NO_NAMES = frozenset(
    listed("january february march april may june july august september october november december the")
)


def _against(reading: Reading, subject: Words) -> bool:
    """Whether those counted are the party's own: "305 of the rebels killed"."""
    own = {word for word in fold(subject.text).split() if len(word) > _SHORT}
    said = fold(reading.finding.population.text or "").split()
    return reading.finding.population.status == "combatant" or bool(own & set(said))
