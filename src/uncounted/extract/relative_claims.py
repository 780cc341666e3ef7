"""Counted people of whom a clause behind them tells the harm: "304 whom troops killed", "67 whose bodies were found".

And those who "paid the supreme price", and blasts that "claim eight lives" where the verb looks like a noun.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from uncounted.extract.chunks import Chunk, Sentence
from uncounted.extract.findings import Finding
from uncounted.extract.frames import reality
from uncounted.extract.harm import BODIES
from uncounted.extract.people import is_thing, population
from uncounted.extract.quantities import may_count
from uncounted.model.claim import Measure

_PRICE = re.compile(
    r"\b(?:paid|pay|made|make|making|paying|paying) (?:the|their) (?:supreme|ultimate|highest) (?:price|sacrifice)"
    r"|\b(?:laid|lay|laying) down their lives|\b(?:gave|give|giving) their (?:own )?lives"
    r"|\bfell in (?:action|battle|combat|the line of duty)",
    re.IGNORECASE,
)
_LAST_SEEN = re.compile(
    r"\W*(?:who (?:were|was) )?(?:last seen|never seen again|never heard of again|still unaccounted for)"
    r"|\W*who (?:never|did not) (?:returned?|came? back|come back|been seen)",
    re.IGNORECASE,
)
_SEEN = frozenset({"see", "find", "leave"})
_FATES = frozenset({"dead", "killed", "shot"})
_TAKEN = frozenset({"claim", "claims", "claimed", "cost", "costs"})
_WORDS = frozenset({"whom", "whose", "who", "seen", "price", "sacrifice", "lives", "heard", "unaccounted", "fell"})
_BACK = frozenset({"freed", "released", "release", "rescued", "swapped", "returned", "freeing", "let", "freedom"})
_UNTOLD = frozenset({"will", "could", "may", "might", "would"})
_NEAR = 6  # words of "seven of our gallant soldiers"
_FAR = 8  # chunks from "whom" to the verb of the main clause


def relative_findings(sentence: Sentence, found: Sequence[Finding]) -> list[Finding]:
    """The figures of a sentence whose harm a relative clause or such an idiom tells; ``found`` it gave already."""
    if sentence.lows.isdisjoint(_WORDS) or not may_count(sentence.lows):
        return []
    made: list[Finding] = []
    for at, chunk in enumerate(sentence.chunks):
        if chunk.kind == "REL" and chunk.low in {"whom", "who"} and at > 0:
            head = _counted_before(sentence, at)
            told = _whom(sentence, at, head) if head is not None else None
            made += [told] if told is not None else []
        elif chunk.np is not None and chunk.np.quantity is not None:
            told = _bodies(sentence, at) or _gone(sentence, at) or _lives(sentence, at)
            made += [told] if told is not None else []
    price = _PRICE.search(sentence.text, sentence.stretch.start, sentence.stretch.end)
    made += _price(sentence, price.start()) if price is not None else []
    for one in made:
        whole = next((f for f in reversed([*found]) if f.last <= one.first and f.part_of is None), None)
        if whole is not None and ":" in sentence.text[whole.end : one.start] and _holds(whole, one):
            one.part_of, one.rule = whole, "list"
    return made


def _holds(whole: Finding, part: Finding) -> bool:
    most = whole.count.point or whole.count.high or whole.count.low
    return most is not None and (part.count.point or part.count.low or 0) < most


def _finding(
    sentence: Sentence, measure: Measure, head: int, trigger: int, agent: Chunk | None = None
) -> Finding | None:
    np = sentence.chunks[head].np
    if np is None or np.quantity is None:
        return None
    if is_thing(sentence, np) and sentence.tokens[np.head].low not in {"last", "never"}:
        return None
    if np.quantity.count.text in {"many", "some", "few"}:
        return None
    head_word = sentence.tokens[np.head].low  # "49 last seen": no noun
    if np.kind is None and not np.bare and head_word not in {"last", "never"} and not head_word.endswith("s"):
        return None
    q, said = np.quantity, population(sentence, [np])
    made = Finding(sentence, measure, q.count, q.first, q.last, trigger, [np], "relative", said)
    made.agent = agent
    return made


def _counted_before(sentence: Sentence, at: int) -> int | None:
    """The counted people right before "whom": the first of "304 men, women and children"."""
    chunks = sentence.chunks
    k = at - 1
    if chunks[k].kind == "COMMA" and k > 0:
        k -= 1
    while k > 1:
        np, joint, before = chunks[k].np, chunks[k - 1], chunks[k - 2].np
        if np is None or np.quantity is not None or joint.kind not in {"COMMA", "CC"} or before is None:
            break
        k -= 2
    np = chunks[k].np
    return k if np is not None and np.quantity is not None and np.quantity.count.high != 0 else None


def _whom(sentence: Sentence, at: int, head: int) -> Finding | None:
    """``304 whom police killed``; ``11 men whom rebels abducted were found dead``: the last that befell them."""
    chunks = sentence.chunks
    subject = chunks[at + 1] if chunks[at].low == "whom" and at + 1 < len(chunks) else None
    verbs = [k for k in range(at + 1, min(at + _FAR, len(chunks))) if chunks[k].vg is not None]
    ends = [
        k for k in range(at + 1, len(chunks))
        if chunks[k].kind in {"COMMA", "PUNCT", "SUB", "CC"} or chunks[k].low in {"before", "after", "when", "while"}
    ]  # fmt: skip
    stop = ends[0] if ends else len(chunks)
    inside = [k for k in verbs if k < stop]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    seen = chunks[first].vg is not None and chunks[first].low in _SEEN
    subject = None if seen and last != first else subject  # "whom witnesses saw dead"
    if last != first and chunks[last].harm is not None and reality(chunks, last) == "real":
        return _finding(sentence, chunks[last].harm or "killed", head, last, _doer(subject))
    if subject is None or subject.np is None:
        return None  # "20 who were killed" is read with its verb
    vg = chunks[first].vg
    if vg is None or reality(chunks, first) != "real":
        return None
    follows = sentence.words(chunks[first].last, min(chunks[first].last + 1, len(sentence.tokens)))
    if vg.harm in {"abducted", "detained"} and not sentence.lows.isdisjoint(_BACK):
        return None  # "82 of the girls whom the group abducted were freed"
    if vg.harm is not None:
        return _finding(sentence, vg.harm, head, first, _doer(subject))
    if vg.verb.lemma in _SEEN | {"saw"} and follows in _FATES:
        return _finding(sentence, "killed", head, first)
    return None


def _doer(subject: Chunk | None) -> Chunk | None:
    return subject if subject is not None and subject.np is not None and subject.np.pronoun is None else None


def _bodies(sentence: Sentence, at: int) -> Finding | None:
    """``67 whose bodies were handed over``."""
    np = sentence.chunks[at].np
    end = np.quantity.last if np is not None and np.quantity is not None and np.bare else sentence.chunks[at].last
    words = sentence.words(end, min(end + 2, len(sentence.tokens))).split()
    bodies = len(words) == 2 and words[0] == "whose" and words[1] in BODIES
    return _finding(sentence, "killed", at, at) if bodies else None


def _gone(sentence: Sentence, at: int) -> Finding | None:
    """``49 last seen in the stadium``."""
    np = sentence.chunks[at].np
    last = np.quantity.last if np is not None and np.quantity is not None else sentence.chunks[at].last
    end = sentence.tokens[last - 1].end
    told = _LAST_SEEN.match(sentence.text, end, sentence.stretch.end)
    return _finding(sentence, "missing", at, at) if told is not None else None


def _lives(sentence: Sentence, at: int) -> Finding | None:
    """``blasts in Makati claim eight lives``."""
    np = sentence.chunks[at].np
    before = sentence.tokens[sentence.chunks[at].first - 1].low if sentence.chunks[at].first else ""
    if np is None or np.quantity is None or sentence.tokens[np.head].low != "lives" or before not in _TAKEN:
        return None
    if np.quantity.count.modifier == "vague word" or not _UNTOLD.isdisjoint(sentence.lows):
        return None
    q = np.quantity
    return Finding(sentence, "killed", q.count, q.first, q.last, at, [np], "lives", population(sentence, []))


def _price(sentence: Sentence, start: int) -> list[Finding]:
    """``seven gallant soldiers paid the supreme price``: the counted people right before such words."""
    before = [
        k for k, c in enumerate(sentence.chunks)
        if c.np is not None and c.np.quantity is not None and sentence.tokens[c.first].start < start
    ]  # fmt: skip
    words = sentence.text[sentence.tokens[sentence.chunks[before[-1]].first].start : start] if before else "."
    if re.search(r"[.,;:()\[\]-]", words) or len(words.split()) > _NEAR:
        return []
    np = sentence.chunks[before[-1]].np
    if np is None or np.quantity is None:
        return []
    q, said = np.quantity, population(sentence, [np])
    return [Finding(sentence, "killed", q.count, q.first, q.last, before[-1], [np], "relative", said)]
