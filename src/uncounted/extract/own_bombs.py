"""Bombers who blew themselves up: dead, though no word says so, and no figure of their victims holds them.

Conventions that count attackers count them: ACLED and GTD give a suicide bomber among the dead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from uncounted.extract.chunks import NounPhrase, Sentence
from uncounted.extract.findings import Finding
from uncounted.extract.people import counted, population
from uncounted.extract.persons import ATTACKERS
from uncounted.extract.tokens import Token
from uncounted.reference.fold import words as listed
from uncounted.reference.sought import Sought

_BLEW = Sought(
    r"\b(?:detonat(?:e[sd]?|ing)|blew|blow(?:s|ing)?|explod(?:ed|es|ing)|trigger(?:ed|ing))\s(?:\w+ly\s)?"
    r"(?:(?:himself|herself|themselves)\b|(?:his|her|their)\s(?:\w+\s){0,3}"
    r"(?:vests?|belts?|explosives?|jackets?|devices?|bombs?|charges?|vehicle|car|truck)\b)",
    "detonat|blew|blow|explod|trigger",
)
_NOT_DONE = re.compile(
    r"\b(?:could|would|will|to be|fail\w*|tried|try\w*|attempt\w*|prevent\w*|before|threat\w*|about to|plann\w+"
    r"|intend\w*|want\w*|without|unable|stopped)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_BOMBERS = ATTACKERS | frozenset(listed("bomber bombers militant militants insurgent insurgents terrorist terrorists"))
_ANYBODY = frozenset(listed("people persons person victims others individuals dead"))


def own_bombs(sentences: Sequence[Sentence], read: Sequence[Finding]) -> list[Finding]:
    """The first telling of bombers who blew themselves up; none where a figure of the dead may hold them.

    "People" at large may hold the bomber; three policemen, or Hazara people, do not.
    """
    told = [f for f in read if f.measure in {"killed", "casualties"} and f.count.high != 0]
    if any(_may_hold(finding) for finding in told if finding.part_of is None):
        return []
    for sentence in sentences:
        found = _BLEW.search(sentence.text, sentence.stretch.start, sentence.stretch.end)
        if found is None or _NOT_DONE.search(sentence.text, sentence.stretch.start, found.start()):
            continue
        made = _bombers(sentence, found.start(), told)
        if made:
            return made
    return []


def _may_hold(finding: Finding) -> bool:
    """Whether those counted dead may be or include the bombers."""
    if finding.count.point == 1 and all(np.quantity is None for np in finding.victims):
        return bool({t.low for np in finding.victims for t in _tokens(finding, np)} & _BOMBERS)
    words = [t for np in finding.victims for t in _tokens(finding, np)]
    if not words or {t.low for t in words} & (_BOMBERS | {"themselves"}):
        return True
    if finding.count.point is not None and "including" in finding.sentence.lows and _BOMBERS & finding.sentence.lows:
        return True
    kind = finding.population.status is not None
    told = kind or any(t.cap and t.tag in {"N", "ADJ"} for t in words[1:])
    return not told and (words[-1].low in _ANYBODY or all(np.bare for np in finding.victims))


def _tokens(finding: Finding, np: NounPhrase) -> list[Token]:
    return finding.sentence.tokens[np.first : np.last]


def _bombers(sentence: Sentence, before: int, told: Sequence[Finding]) -> list[Finding]:
    """The attackers told of last before a place of the text."""
    for at in range(len(sentence.chunks) - 1, -1, -1):
        np = sentence.chunks[at].np
        if np is None or sentence.tokens[np.first].start >= before:
            continue
        words = {t.low for t in sentence.tokens[np.first : np.last]}
        one = counted(sentence, sentence.chunks, at)
        if not words & _BOMBERS or one is None or one.count.modifier == "vague word":
            continue
        if any(f.sentence is sentence and f.first < np.last and np.first < f.last for f in told):
            return []
        said = population(sentence, [np])
        return [Finding(sentence, "killed", one.count, one.first, one.last, at, [np], "own-bomb", said)]
    return []
