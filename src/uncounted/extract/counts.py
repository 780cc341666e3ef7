"""Findings whose harm is told elsewhere: "put the number at 1,429", "an increase of 75", "symptoms in 36 patients"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from uncounted.extract.chunks import Chunk, Sentence
from uncounted.extract.divided import divided
from uncounted.extract.ellipsis import elliptic
from uncounted.extract.findings import Finding
from uncounted.extract.frames import group, reality
from uncounted.extract.gapped import gapped
from uncounted.extract.harm import COUNT_NOUNS, NOUNS, TOLL
from uncounted.extract.idioms import idioms
from uncounted.extract.listed_behind import listed_behind, nest
from uncounted.extract.lists import list_findings, shares_of
from uncounted.extract.parts import part_findings
from uncounted.extract.parts_before import parts_told_before
from uncounted.extract.people import counted, population
from uncounted.extract.quantities import may_count
from uncounted.extract.relative_claims import relative_findings
from uncounted.extract.tables import measure_of
from uncounted.model.claim import Measure
from uncounted.reference.sought import Sought

_POISONED = re.compile(
    r"\b(?:(?:neuro)?toxic|nerve|poison\w*|exposure|chemical|gas|respiratory|breathing|suffocation|choking)\b"
    r"[^.;]{0,60}\b(?:symptoms?|signs)\b"
    r"|\b(?:symptoms?|signs) (?:\w+ ){0,3}(?:of|consistent with|from) (?:[\w-]+ ){0,5}"
    r"(?:poison\w*|exposure|gas|nerve|chemical|toxic|agents?|suffocation|chlorine|sarin)\b",
    re.IGNORECASE,
)
_SYMPTOM = Sought(r"(?:symptoms?|signs)\b", "symptom|signs")
_PUT = frozenset({"put", "place", "set", "estimate", "raise", "lift", "bring", "revise", "update", "give"})
_STOOD = frozenset(
    {"stand", "rise", "climb", "reach", "grow", "increase", "jump", "be", "exceed", "pass", "hit", "fall"}
)
_GROWTH = frozenset({"increase", "rise", "jump"})
_LONG = 5  # words of "the ministry's own count"
_HURT = frozenset(noun for noun, measure in NOUNS.items() if measure in {"killed", "injured"})
_NUMBERS = COUNT_NOUNS | TOLL | {"estimate", "estimates"}
_COUNTED = _NUMBERS | _GROWTH


def bare_counts(sentence: Sentence, found: Sequence[Finding], before: Sequence[Finding]) -> list[Finding]:
    """Figures of a sentence that take their measure from the figures ``before`` it, of the sentences just told.

    ``found`` are the findings that the sentence gave already; none of their words is read twice.
    """
    made = [*_poisoned(sentence), *_among_the_dead(sentence)]
    made += _put(sentence, found, before) if not sentence.lows.isdisjoint(_COUNTED) else []
    made += elliptic(sentence, [*found, *made], before)
    made += idioms(sentence, [*found, *made])
    made += divided(sentence, [*found, *made], before)
    made += _once(list_findings(sentence, made), [*found, *made]) if ":" in sentence.lows and made else []
    made += _once(gapped(sentence, sorted([*found, *made], key=_place), before), [*found, *made])
    made += _once(relative_findings(sentence, [*found, *made]), [*found, *made])
    made += parts_told_before(sentence, [*found, *made], before)
    made = _once(made, found)
    made += _once(shares_of(sentence, made), [*found, *made])
    if made:
        made += _once(part_findings(sentence, sorted([*found, *made], key=_place)), [*found, *made])
        made += _once(listed_behind(sentence, [*found, *made]), [*found, *made])
        nest([*found, *made])
    return made


def _place(finding: Finding) -> tuple[int, int]:
    return finding.first, finding.trigger


def _once(made: Sequence[Finding], found: Sequence[Finding]) -> list[Finding]:
    """Those made of words that no other finding was made of."""
    kept: list[Finding] = []
    for one in made:
        if not any(one.first < f.last and f.first < one.last for f in (*found, *kept)):
            kept.append(one)
    return kept


def _put(sentence: Sentence, found: Sequence[Finding], before: Sequence[Finding]) -> list[Finding]:
    """Figures of "the number", "the toll", and of an increase, in a sentence that names no harm."""
    made: list[Finding] = []
    if not may_count(sentence.lows):
        return made
    near = [f for f in before if sentence.number - f.sentence.number <= 2]
    words = sentence.text[sentence.stretch.start : sentence.stretch.end]
    lives: Measure | None = "killed" if "lives" in sentence.lows else None
    own = measure_of(words.split(" (", 1)[0]) or lives  # not of "the figure stood at 299 (112 killed)"
    beside = [f.measure for f in near if f.sentence is near[-1].sentence and f.part_of is None and f.count.high != 0]
    measure = own or _last_measure(near, beside)
    for at, chunk in enumerate(sentence.chunks if found or measure is not None else ()):
        if chunk.np is None:
            continue
        increase = _increase(sentence, at, found)
        made += [increase] if increase is not None else []
        count = _number_put(sentence, at, measure) if measure is not None else None
        made += [count] if count is not None else []
    return made


def _last_measure(near: Sequence[Finding], beside: Sequence[Measure]) -> Measure | None:
    """What "the count" counts: the dead, where the sentence just told or the one before it told of them."""
    if not near:
        return None
    dead = any(f.measure == "killed" and f.part_of is None and f.count.high != 0 for f in near)
    return "killed" if dead else (beside or [near[-1].measure])[0]


def _bare(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether a chunk is a number alone, and no share."""
    after = sentence.words(chunk.last, min(chunk.last + 1, len(sentence.tokens)))
    return chunk.np is not None and chunk.np.bare and after not in {"%", "percent", "per"}


def _number_put(sentence: Sentence, at: int, measure: Measure) -> Finding | None:
    """``put the number at 1,429``, ``the total stood at 1,190 or more``."""
    chunks = sentence.chunks
    np = chunks[at].np
    if np is None or np.quantity is not None or np.determiner not in {"the", "poss"} or np.last - np.first > _LONG:
        return None
    if sentence.tokens[np.head].low not in _NUMBERS:
        return None
    told = at > 0 and chunks[at - 1].vg is not None and chunks[at - 1].low in _PUT
    k = _past_whom(sentence, at + 1)
    while k < len(chunks) and chunks[k].kind == "TIME":
        k += 1
    if not told:
        if k >= len(chunks) or chunks[k].vg is None or chunks[k].low not in _STOOD or reality(chunks, k) != "real":
            return None
        k += 1
    elif reality(chunks, at - 1) != "real":
        return None
    if k < len(chunks) and chunks[k].low in {"at", "to"}:
        k += 1
    figure = chunks[k].np if k < len(chunks) and _bare(sentence, chunks[k]) else None
    if figure is None or figure.quantity is None:
        return None
    q = figure.quantity
    return Finding(sentence, measure, q.count, q.first, q.last, at, [], "toll", total=True)


def _past_whom(sentence: Sentence, k: int) -> int:
    """Past the people that a number is of: "the estimate of civilians killed stands at 202"."""
    chunks = sentence.chunks
    if k + 2 < len(chunks) and chunks[k].low == "of" and chunks[k + 1].np is not None and chunks[k + 2].voice == "bare":
        return k + 3 if chunks[k + 2].harm is not None and k + 3 < len(chunks) else k
    return k


def _increase(sentence: Sentence, at: int, found: Sequence[Finding]) -> Finding | None:
    """``1,204 deaths, an increase of 75 over the day before``: those added, inside the figure just told."""
    chunks = sentence.chunks
    np = chunks[at].np
    if np is None or sentence.tokens[np.head].low not in _GROWTH or np.determiner != "a" or at + 2 >= len(chunks):
        return None
    figure = chunks[at + 2].np
    whole = [f for f in found if f.last <= np.first and f.part_of is None and f.count.high != 0]
    if chunks[at + 1].low != "of" or figure is None or figure.quantity is None or not whole:
        return None
    if not _bare(sentence, chunks[at + 2]):
        return None
    q, last = figure.quantity, whole[-1]
    made = Finding(sentence, last.measure, q.count, q.first, q.last, last.trigger, [], "increase", last.population)
    made.part_of, made.rule = last, "increase"
    return made


def _poisoned(sentence: Sentence) -> list[Finding]:
    """``neurotoxic symptoms in about 3,600 patients``: injured, where the symptoms are those of a poison."""
    start, end = sentence.stretch.start, sentence.stretch.end
    if _SYMPTOM.search(sentence.text, start, end) is None or not _POISONED.search(sentence.text, start, end):
        return []
    chunks = sentence.chunks
    found = []
    for at, chunk in enumerate(chunks):
        np = chunk.np
        if np is None or np.kind is None or np.kind.group or np.quantity is None or np.harm is not None:
            continue
        verb = next((k for k in range(at + 1, min(at + 3, len(chunks))) if chunks[k].vg is not None), None)
        killed = verb is not None and chunks[verb].harm is not None
        if killed or any(reality(chunks, k) == "unreal" for k, c in enumerate(chunks) if c.vg is not None):
            continue
        q = np.quantity
        found.append(
            Finding(sentence, "injured", q.count, q.first, q.last, at, [np], "symptoms", population(sentence, [np]))
        )
    return found[:1]


def _among_the_dead(sentence: Sentence) -> list[Finding]:
    """``a mother, her two children and a friend among the dead``: a list without a verb, as headlines have it."""
    found: list[Finding] = []
    if "among" not in sentence.lows or sentence.lows.isdisjoint(_HURT):
        return found
    chunks = sentence.chunks
    for at in range(1, len(chunks) - 1):
        np = chunks[at + 1].np
        if chunks[at].low != "among" or np is None or np.determiner != "the":
            continue
        measure = NOUNS.get(sentence.tokens[np.head].low)
        victims = _list_left(sentence, at) if measure in {"killed", "injured"} else []
        found += group(sentence, victims, measure, at, "list") if victims and measure is not None else []
    return found


def _list_left(sentence: Sentence, at: int) -> list[int]:
    """The phrases of people joined by commas and "and" that end just before chunk ``at``."""
    chunks = sentence.chunks
    victims: list[int] = []
    k = at - 1
    while k >= 0 and chunks[k].kind in {"NP", "COMMA", "CC"}:
        if chunks[k].np is not None:
            if counted(sentence, chunks, k) is None:
                break
            victims.insert(0, k)
        k -= 1
    return victims
