"""Findings from what befell people: "suffered injuries", "with a gunshot wound", "took 200 hostages"."""

from __future__ import annotations

from collections.abc import Sequence

from uncounted.extract.bodily import PARTS_OF_BODY
from uncounted.extract.chunks import Chunk, NounPhrase, Sentence
from uncounted.extract.clauses import subject_of
from uncounted.extract.findings import Finding
from uncounted.extract.frames import group, reality
from uncounted.extract.objects import object_of
from uncounted.extract.people import population
from uncounted.extract.persons import person
from uncounted.model.claim import Count
from uncounted.reference.fold import words as listed

_WOUNDS = frozenset(listed("wound wounds injury injuries gsw gsws burns laceration lacerations fractures"))
_TAKEN = frozenset(
    listed("""
        take rush transport hospitalize hospitalise admit treat bring leave airlift fly recover walk
        arrive arriv show come turn drive enter stagger check
    """)
)


def suffered(sentence: Sentence, at: int) -> list[Finding] | None:
    """``A boy suffered moderate injuries``, ``a man with a gunshot wound``, ``was taken to hospital with injuries``."""
    chunks, np = sentence.chunks, sentence.chunks[at].np
    head = sentence.tokens[np.head].low if np is not None else ""
    if np is None or head not in _WOUNDS or at < 2 or np.determiner in {"poss", "the"}:
        return None
    if chunks[at - 1].low == "inflict" and reality(chunks, at - 1) == "real":
        return _inflicted(sentence, at)
    if chunks[at - 1].low == "of" and sentence.tokens[chunks[at - 2].last - 1].low in {"degrees", "degree"}:
        return _in_degrees(sentence, at)
    if np.quantity is not None and np.quantity.value == 0:
        return None
    k = at - 1
    while k > 0 and chunks[k].kind in {"ADV", "QUOTE", "COMMA"}:
        k -= 1
    if chunks[k].vg is not None and chunks[k].low in {"suffer", "sustain", "receive", "have"}:
        if reality(chunks, k) != "real":
            return None
        hurt = group(sentence, subject_of(sentence, k), "injured", k, "noun")
        return hurt or (None if np.quantity is not None else [])  # "the unit suffered three injuries"
    if chunks[k].low not in {"with", "from"} or (np.quantity is not None and head == "injuries"):
        return None
    before = chunks[k - 1].np
    if before is not None and (before.kind is not None or before.pronoun == "another" or before.bare):
        return group(sentence, _together(chunks, k - 1), "injured", at, "noun") or None
    j = k - 1
    while j > 0 and chunks[j].kind in {"NP", "P", "TO", "TIME", "ADV", "COMMA"}:
        j -= 1
    came_off = j == k - 1 and chunks[j].voice in {"bare", "active"}  # "escaped with injuries"
    if chunks[j].vg is None or not (came_off or chunks[j].low in _TAKEN or chunks[j].low == "suffer"):
        return None
    return group(sentence, subject_of(sentence, j), "injured", j, "noun") or None


def _inflicted(sentence: Sentence, at: int) -> list[Finding] | None:
    """``inflicting injuries of various degrees on the other 12 members of his family``."""
    chunks = sentence.chunks
    for k in range(at + 1, min(at + 5, len(chunks) - 1)):
        if chunks[k].low in {"on", "upon"}:
            return group(sentence, object_of(sentence, k), "injured", at - 1, "noun") or None
        if chunks[k].kind not in {"P", "NP"}:
            return None
    return None


def _in_degrees(sentence: Sentence, at: int) -> list[Finding] | None:
    """``20 sustained varying degrees of injury``."""
    chunks = sentence.chunks
    for k in range(at - 3, max(-1, at - 6), -1):
        if chunks[k].low in {"suffer", "sustain", "receive"} and reality(chunks, k) == "real":
            return group(sentence, subject_of(sentence, k), "injured", k, "noun") or None
        if chunks[k].voice != "ing":
            return None
    return None


def _together(chunks: Sequence[Chunk], k: int) -> list[int]:
    """``found a man and a woman with gunshot wounds``: single persons joined by "and" share what follows them."""
    first = chunks[k - 2].np if k > 1 and chunks[k - 1].low == "and" else None
    last = chunks[k].np
    if first is None or last is None or first.kind is None or first.kind.plural or last.determiner not in {"a", "poss"}:
        return [k]
    return [k - 2, k] if first.determiner in {"a", "poss"} or first.name else [k]


_MISSILES = frozenset(
    listed("""
        bullet bullets gunfire shrapnel round rounds shot shots fragment fragments pellets pellet debris crossfire
    """)
)


def struck(sentence: Sentence, at: int) -> list[Finding] | None:
    """``was hit in the forearm``, ``were struck by stray bullets``, ``a bullet hit a boy``: injured."""
    chunks, np = sentence.chunks, sentence.chunks[at].np
    head = sentence.tokens[np.head].low if np is not None else ""
    if at > 1 and _fired_and_hit(chunks, at - 1):
        return group(sentence, object_of(sentence, at - 1), "injured", at - 1, "noun") or None
    if at > 1 and chunks[at - 1].low in {"graze", "graz", "hit", "strike"} and _missile(sentence, at - 1):
        tokens = [t for t in sentence.tokens[np.first : np.last] if t.tag == "POS"] if np is not None else []
        whose = [c for c in chunks[: at - 2] if c.np is not None and c.np.kind is not None and not c.np.kind.plural]
        if np is not None and head in PARTS_OF_BODY and np.determiner == "poss" and whose:
            return group(sentence, [chunks.index(whose[-1])], "injured", at - 1, "noun") or None
        if np is not None and head in PARTS_OF_BODY and (np.determiner == "poss" or tokens):
            count = Count(1, 1, 1, text=sentence.quote(np.first, np.last))
            said = population(sentence, [np])
            return [Finding(sentence, "injured", count, np.first, np.last, at - 1, [np], "noun", said)]
    if head in _MISSILES and at + 2 < len(chunks) and _hits(chunks, at + 1) and chunks[at + 1].voice != "passive":
        return group(sentence, object_of(sentence, at + 1), "injured", at + 1, "noun") or None
    k = at - 2
    while k > 0 and chunks[k].kind in {"ADV", "TIME"}:
        k -= 1
    if head in _SHARP and chunks[at - 1].voice == "ing" and at > 2:
        at, k = at - 1, k - 1  # "by flying glass"
    if k >= 0 and head in _SHARP and chunks[at - 1].low in {"by", "with"} and chunks[k].low in {"cut", "slash"}:
        cut = chunks[k].voice == "passive" and reality(chunks, k) == "real"
        return group(sentence, subject_of(sentence, k), "injured", k, "noun") or None if cut else None
    where = {"in": PARTS_OF_BODY, "by": _MISSILES}.get(chunks[at - 1].low, frozenset()) if k >= 0 else frozenset()
    if head not in where or not _hits(chunks, k) or chunks[k].voice not in {"passive", "bare"}:
        return None
    return group(sentence, subject_of(sentence, k), "injured", k, "noun") or None


_SHARP = frozenset(listed("glass knife knives machete machetes razor blade debris splinters shards"))


def _missile(sentence: Sentence, verb: int) -> bool:
    """Whether what hit was a bullet or the like."""
    phrases = [sentence.chunks[k].np for k in subject_of(sentence, verb)]
    return any(np is not None and sentence.tokens[np.head].low in _MISSILES for np in phrases)


def _hits(chunks: Sequence[Chunk], k: int) -> bool:
    return chunks[k].vg is not None and chunks[k].low in {"hit", "strike"} and reality(chunks, k) == "real"


def _fired_and_hit(chunks: Sequence[Chunk], k: int) -> bool:
    """``fired several shots, hitting a guard``, ``opened fire, striking two people``."""
    vg = chunks[k].vg
    if vg is None or chunks[k].low not in {"hit", "strike"} or vg.voice != "ing" or vg.negated:
        return False
    left = next((c for c in reversed(chunks[:k]) if c.vg is not None), None)
    return left is not None and (left.low in {"fire", "shoot"} or (left.low == "open" and _fire(chunks, left)))


def _fire(chunks: Sequence[Chunk], verb: Chunk) -> bool:
    after = chunks[chunks.index(verb) + 1 : chunks.index(verb) + 3]
    return any(c.low == "fire" for c in after)


def throats(sentence: Sentence, at: int) -> list[Finding] | None:
    """``slit the throats of three villagers``, ``slitting his throat``: killed."""
    chunks = sentence.chunks
    np = chunks[at].np
    if np is None or at == 0 or sentence.tokens[np.head].low not in {"throat", "throats"}:
        return None
    if at > 1 and chunks[at - 1].low == "with" and chunks[at - 2].low in {"find", "discover", "leave"}:
        slit = at + 1 < len(chunks) and chunks[at + 1].low in {"slit", "cut", "slash"}
        found = subject_of(sentence, at - 2) if chunks[at - 2].voice == "passive" else object_of(sentence, at - 2)
        return group(sentence, found, "killed", at - 2, "noun") or None if slit else None
    if chunks[at - 1].vg is None or chunks[at - 1].low not in {"slit", "cut"} or reality(chunks, at - 1) != "real":
        return None
    if at + 2 < len(chunks) and chunks[at + 1].low == "of":
        return group(sentence, object_of(sentence, at + 1), "killed", at - 1, "noun") or None
    return None


def for_life(sentence: Sentence, at: int) -> list[Finding] | None:
    """``left a teen fighting for life``, ``a guard is fighting for his life``: injured."""
    chunks = sentence.chunks
    np = chunks[at].np
    if np is None or at < 2 or sentence.tokens[np.head].low not in {"life", "lives"} or chunks[at - 1].low != "for":
        return None
    before = chunks[at - 2]
    if before.low not in {"fight", "fighting", "battle", "battling"}:
        return None
    if before.vg is not None:
        real = reality(chunks, at - 2) == "real"
        return group(sentence, subject_of(sentence, at - 2), "injured", at - 2, "noun") or None if real else None
    whom, kind = before.np, person(sentence.tokens[before.last - 2].low) if before.last - before.first > 1 else None
    if whom is None or whom.determiner != "a" or kind is None or kind.plural:
        return None
    one = NounPhrase(before.first, before.last - 1, before.last - 2, determiner="a", kind=kind)
    count = Count(1, 1, 1, text=sentence.quote(before.first, before.last - 1))
    said = population(sentence, [one])
    return [Finding(sentence, "injured", count, before.first, before.last - 1, at, [one], "noun", said)]


_HOSTAGES = frozenset({"hostage", "hostages", "captive", "captives"})
_TAKING = frozenset({"take", "seize", "hold", "grab", "capture"})


def hostages(sentence: Sentence, at: int) -> list[Finding] | None:
    """``took 200 hostages``, ``200 people were taken hostage``, ``taking ten villagers hostage``."""
    chunks, np = sentence.chunks, sentence.chunks[at].np
    if np is None or sentence.tokens[np.last - 1].low not in _HOSTAGES or at == 0:
        return None
    vg = chunks[at - 1].vg
    if vg is None or chunks[at - 1].low not in _TAKING or reality(chunks, at - 1) != "real":
        return None
    if np.quantity is not None:
        return group(sentence, [at], "abducted", at - 1, "noun") or None
    if vg.voice == "passive":
        return group(sentence, subject_of(sentence, at - 1), "abducted", at - 1, "noun") or None
    return None
