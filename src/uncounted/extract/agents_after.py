"""Who did an event, by the words behind it: "a strike by the army", "at the hands of", "from rebel positions"."""

from __future__ import annotations

import re

from uncounted.extract.chunks import Chunk, Sentence
from uncounted.extract.events import ACTOR_WORDS, ATTACK, EVENT_NOUNS, Words, phrase_words
from uncounted.extract.findings import Finding
from uncounted.reference.actors import Actors
from uncounted.reference.fold import words as listed

_DONE = frozenset(
    listed("""
        conduct carry launch stage mount blame perform plant detonate fire lay lai place hide bury set trigger throw
        drop claim
    """)
)
_CALLED = frozenset({"name", "call", "dub"})
_UPON = frozenset({"on", "in", "at", "near", "against", "outside", "of", "inside"})
_HELD = frozenset(listed("positions position territory area areas lines side held-areas bases base posts hills"))
_LAID = frozenset({"attribute", "attribut", "ascribe", "ascrib"})
_WITH = frozenset({"by", "from", "with"})


def at_hands(finding: Finding) -> Chunk | None:
    """``hostages who died at the hands of the rebels``: who did it, of whom words beside the figure say so."""
    chunks = finding.sentence.chunks
    for k in range(1, len(chunks) - 2):
        np = chunks[k].np
        if np is None or finding.sentence.tokens[np.head].low != "hands" or chunks[k - 1].low != "at":
            continue
        between = chunks[min(k, finding.trigger) : max(k, finding.trigger)]
        if chunks[k + 1].low == "of" and not any(c.kind in {"SUB", "PUNCT"} for c in between):
            return chunks[k + 2]
    return None


def doer_after(sentence: Sentence, k: int) -> Chunk | None:
    """The doer of an event: "airstrikes conducted by the US-led coalition", "an attack on a village by gunmen"."""
    chunks = sentence.chunks
    j = k + 1
    if j < len(chunks) and chunks[j].vg is not None and chunks[j].low in _DONE:
        j += 1
        while j < len(chunks) and chunks[j].kind in {"ADV", "NP"} and chunks[j].low in {"out", "off", ""}:
            if chunks[j].np is not None:
                break
            j += 1
    else:
        j = _past_target(sentence, j)
    if j + 1 < len(chunks) and chunks[j].kind == "P" and chunks[j].low in {"by", "on"} and chunks[j + 1].np is not None:
        return chunks[j + 1] if chunks[j].low == "by" or chunks[j - 1].low == "blame" else None
    j = k + 1
    owner_np = chunks[j + 1].np if j + 1 < len(chunks) and chunks[j].low == "of" else None
    if owner_np is None or owner_np.quantity is not None:
        return None
    party = Actors.default().find(sentence.quote(owner_np.first, owner_np.last))
    if sentence.tokens[owner_np.head].low in ACTOR_WORDS or (party is not None and party.type != "state"):
        return chunks[j + 1]  # "strikes of the US-led coalition"
    return None


def _past_target(sentence: Sentence, j: int) -> int:
    """Past what was hit and where, if "by" follows it: "an attack on a settlement named X by gunmen"."""
    chunks, start = sentence.chunks, j
    while j + 1 < len(chunks) and chunks[j].low in _UPON and chunks[j + 1].np is not None:
        j += 2
        if j + 1 < len(chunks) and chunks[j].low in _CALLED and chunks[j + 1].np is not None:
            j += 2
        if j < len(chunks) and chunks[j].time is not None:
            j += 1
    return j if j < len(chunks) and chunks[j].low == "by" else start


def fired_from(sentence: Sentence, k: int) -> Words | None:
    """``shelling from government positions``: whose positions they were from which the event of chunk ``k`` came."""
    chunks = sentence.chunks
    np = chunks[k + 2].np if k + 2 < len(chunks) and chunks[k + 1].low == "from" else None
    if np is None or sentence.tokens[np.head].low not in _HELD:
        return None
    for at in range(np.first, np.head):
        low = re.sub(r"-(?:held|controlled)$", "", sentence.tokens[at].low)
        if low in ACTOR_WORDS or Actors.default().find(low) is not None:
            return phrase_words(sentence, at, at + 1)
    return None


def only_there(sentence: Sentence, k: int) -> bool:
    """Whether forces are only spoken of: "an official of the security forces was killed", "posts manned by forces".

    They act where they follow the event ("a raid by", "clashes with") or a verb of attack follows them.
    """
    chunks = sentence.chunks
    np = chunks[k].np
    if np is None or sentence.tokens[np.head].text != "forces":
        return False
    joined = k + 2 < len(chunks) and chunks[k + 1].kind == "CC" and chunks[k + 2].np is not None
    verb = k + 3 if joined else k + 1
    following = chunks[verb].vg if verb < len(chunks) else None
    if following is not None and (following.verb.lemma in ATTACK or following.harm is not None):
        return following.voice == "passive"
    if k > 0 and chunks[k - 1].low == "to" and any(c.low in _LAID for c in chunks[:k]):
        return False  # "attributes 52 of these deaths to the security forces"
    before, told = chunks[k - 1] if k > 0 else None, chunks[k - 2] if k > 1 else None
    if before is None or told is None or before.low not in _WITH:
        return True
    event = told.np is not None and sentence.tokens[told.np.head].low in EVENT_NOUNS
    deed = told.vg is not None and (told.vg.harm is not None or told.vg.verb.lemma in ATTACK | _DONE)
    return not (event or deed)
