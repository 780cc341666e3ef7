"""Findings from notes that leave their subject out: "shot in leg", "GSW to hip; critical", "died at hospital"."""

from __future__ import annotations

from collections.abc import Sequence

from uncounted.extract.bodily import fired
from uncounted.extract.chunks import Sentence
from uncounted.extract.clauses import subject_of
from uncounted.extract.findings import Finding
from uncounted.extract.frames import reality
from uncounted.extract.objects import object_of
from uncounted.extract.verb_groups import may_harm
from uncounted.model.claim import Count, Measure
from uncounted.reference.fold import words as listed

# Longer texts have subjects.
LONGEST = 400
_KILLING = frozenset({"kill", "die", "murder", "execute"})
_SIGNS = frozenset(
    listed("""
        wound wounds gsw gsws gunshot graze shot injuries injury inj critical crit serious stable hosp hospital
        hospitalized hospitalised
    """)
)


def telegraphic_findings(sentences: Sequence[Sentence]) -> list[Finding]:
    """One person killed and one injured at most, where a note says so and names nobody: its only victim."""
    found: dict[Measure, Finding] = {}
    for sentence in sentences:
        for finding in (*_verbs(sentence), *_signs(sentence), *_called_killing(sentence)):
            found.setdefault(finding.measure, finding)
    return list(found.values())


def _verbs(sentence: Sentence) -> list[Finding]:
    """``shot in leg``, ``vic killed``, ``died at hospital``: a verb of harm without anybody counted."""
    found = []
    for at, chunk in enumerate(sentence.chunks if may_harm(sentence.lows) else ()):
        vg = chunk.vg
        if vg is None or vg.harm not in {"killed", "injured"} or reality(sentence.chunks, at) != "real":
            continue
        if fired(sentence, at):
            continue
        if object_of(sentence, at) or not (vg.voice == "bare" or vg.verb.lemma in _KILLING):
            continue
        if all(_nobody_else(sentence, k) for k in subject_of(sentence, at)):
            found.append(_one(sentence, "killed" if vg.harm == "killed" else "injured", chunk.first, chunk.last, at))
    return found


def _nobody_else(sentence: Sentence, at: int) -> bool:
    np = sentence.chunks[at].np
    if np is None or np.kind is None:
        return np is not None and sentence.chunks[at].first == 0 and not np.name  # "approx 11 PM, died at hosp"
    return not (np.kind.plural or np.kind.group)


def _signs(sentence: Sentence) -> list[Finding]:
    """``gunshot wound to shoulder``, ``critical``: words of a wound, in a line without a finite verb."""
    if sentence.lows.isdisjoint(_SIGNS):
        return []
    finite = any(c.voice in {"passive", "active"} and c.harm is None for c in sentence.chunks)
    if any(fired(sentence, at) for at in range(len(sentence.chunks))):
        return []
    if finite or sentence.words(0, 1) in {"the", "no"}:
        return []
    for at, chunk in enumerate(sentence.chunks):
        for k in range(chunk.first, chunk.last):
            if sentence.tokens[k].low in _SIGNS:
                return [_one(sentence, "injured", k, k + 1, at)]
    return []


def _called_killing(sentence: Sentence) -> list[Finding]:
    """``Gunmen shot at a guard. The targeted killing was a reaction``: what was done is called a killing."""
    if sentence.lows.isdisjoint({"killing", "murder"}) or sentence.lows.isdisjoint({"targeted", "target"}):
        return []
    for at, chunk in enumerate(sentence.chunks):
        np = chunk.np
        after = sentence.chunks[at + 1].low if at + 1 < len(sentence.chunks) else ""
        words = sentence.words(np.first, np.last).split() if np is not None and np.quantity is None else []
        if words[:1] in (["the"], ["this"]) and words[1:] in _TARGETED and after != "of":
            return [_one(sentence, "killed", chunk.first, chunk.last, at)]
    return []


_TARGETED = [[one, deed] for one in ("targeted", "target") for deed in ("killing", "murder")]


def _one(sentence: Sentence, measure: Measure, first: int, last: int, at: int) -> Finding:
    count = Count(1, 1, 1, text=sentence.quote(first, last), rule="subject-left-out")
    return Finding(sentence, measure, count, first, last, at, [], "telegraphic")
