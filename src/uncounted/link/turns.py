"""Where a text turns from one event to another ("a second strike"), so that what follows tells of another one.

English words alone; other languages rely on the relations between claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from uncounted.model.claim import Claim

_EVENTS = (
    r"(?:strikes?|airstrikes?|attacks?|bombings?|blasts?|explosions?|shellings?|raids?|incidents?|shootings?"
    r"|massacres?)"
)
_TURN = re.compile(
    r"\b(second|third|fourth|fifth|another|separate|further|subsequent|other|different)\s+"
    rf"(?:[\w-]+\s+){{0,2}}?(?:air\s?|drone\s|missile\s|rocket\s|bomb\s)?{_EVENTS}\b",
    re.IGNORECASE,
)
# "The strike was flown three days after the bombing in which ...": the rest of the sentence tells of the bombing.
_BESIDE = re.compile(
    rf"\b{_EVENTS}\s+(?:was|were|came|comes|happened|occurred|followed|took\s+place)\b[^.;]*?"
    rf"\b(?:after|before|following)\s+(?:the|a|an)\s+(?:[\w-]+\s+){{0,3}}?{_EVENTS}\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:air\s?strikes|strikes|attacks|bombings|blasts|explosions|raids|shootings|incidents)\b", re.IGNORECASE
)
_AGAIN = frozenset({"second", "third", "fourth", "fifth"})
_OTHER = "beside"


def turn_of(claim: Claim) -> str | None:
    """The word by which the claim's sentence turns to another event; null where it does not."""
    sentence, count = claim.spans.get("sentence"), claim.spans.get("count")
    if sentence is None:
        return None
    turn = _TURN.search(sentence.quote)
    if turn:
        return turn.group(1).casefold()
    beside = _BESIDE.search(sentence.quote)
    after = beside is not None and count is not None and count.start >= sentence.start + beside.end()
    return _OTHER if after else None


def tells_of_several(claim: Claim) -> bool:
    """Whether the claim's sentence names events in the plural ("two strikes")."""
    sentence = claim.spans.get("sentence")
    return sentence is not None and _SEVERAL.search(sentence.quote) is not None


def stretches(claims: Iterable[Claim]) -> dict[str, str | None]:
    """Per claim of one document the stretch of the text in which it stands, by claim id.

    The stretch before the first turn is empty; a sentence that turns is in the stretch of its word; what follows a turn
    without a word of its own is in none (null), as nothing tells which event it goes on with.
    """
    found: dict[str, str | None] = {}
    turned = False
    for claim in sorted(claims, key=lambda each: (_start(each), each.id)):
        word = turn_of(claim)
        turned = turned or (word is not None and word != _OTHER)
        if word in _AGAIN or word == _OTHER:
            found[claim.id] = word
        elif word is not None:
            found[claim.id] = f"{word} {_start(claim)}"
        else:
            found[claim.id] = None if turned else ""
    return found


def turned_from(groups: Mapping[str, str], claims: Iterable[Claim]) -> set[tuple[str, str]]:
    """Pairs of groups of which a text turns from one to another, by ``groups`` of claim ids."""
    by_document: dict[str, list[tuple[int, str | None, str]]] = {}
    for claim in claims:
        if claim.document is not None and "sentence" in claim.spans:
            by_document.setdefault(claim.document, []).append((_start(claim), turn_of(claim), groups[claim.id]))
    found: set[tuple[str, str]] = set()
    for told in by_document.values():
        for start, word, group in told:
            if word is None:
                continue
            earlier = [each for each in told if each[0] < start and each[2] != group]
            found |= {
                (min(group, other), max(group, other))
                for _, theirs, other in earlier
                if not (word in _AGAIN and theirs == word)
            }
    return found


def _start(claim: Claim) -> int:
    sentence = claim.spans.get("sentence")
    return sentence.start if sentence else 0
