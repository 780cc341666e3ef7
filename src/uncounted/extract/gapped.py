"""Figures whose verb, noun or people stand in the clause before: "in the town it was 170", "and 100 by the militia"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from uncounted.extract.chunks import Chunk, NounPhrase, Sentence
from uncounted.extract.findings import Finding
from uncounted.extract.frames import reality
from uncounted.extract.people import counted, population
from uncounted.extract.quantities import Quantity, may_count

_ESTIMATES = frozenset({"estimates", "counts", "figures", "numbers", "tolls", "reports"})
_RANGED = frozenset({"lie", "lay", "range", "vary", "run"})
_NUMBER = frozenset({"number", "figure", "toll", "total", "count"})
_FIGURES = _NUMBER | _ESTIMATES
_HELD_TRUE = frozenset({"think", "believe", "estimate", "estimat", "know", "say", "put", "fear", "report"})
_WHERE = frozenset({"in", "at", "near"})
_LEFT = frozenset({"unidentified", "unnamed", "unknown", "unburied", "unclaimed"})
_BROUGHT_UP = frozenset({"those", "namely"})


def gapped(sentence: Sentence, found: Sequence[Finding], before: Sequence[Finding]) -> list[Finding]:
    """Figures that take their measure from ``found`` in the sentence, or from the last of two sentences ``before``."""
    if not found and sentence.lows.isdisjoint(_FIGURES):
        return []
    near = [f for f in before if sentence.number - f.sentence.number <= _NEAR and f.count.high != 0]
    made: list[Finding] = []
    if not (found or near) or not may_count(sentence.lows):
        return made
    for at, chunk in enumerate(sentence.chunks):
        np = chunk.np
        if np is None or np.quantity is None:
            continue
        here = [f for f in (*found, *made) if f.last <= np.first and f.count.high != 0]
        last = here[-1] if here else near[-1] if near else None
        if last is None:
            continue
        rule = _rule(sentence, at, np, here)
        if rule is not None:
            made.append(_like(sentence, at, np, np.quantity, last, rule))
    return [*made, *_those_of(sentence, [*found, *made])]


_NEAR = 2  # sentences


def _rule(sentence: Sentence, at: int, np: NounPhrase, here: Sequence[Finding]) -> str | None:
    chunks = sentence.chunks
    if here and _by_another(chunks, at, here[-1]):
        return "verb-before"
    counts = np.bare or (np.kind is not None and not np.kind.group and np.quantity is not None)
    if counts and here and _place_of_it(sentence, at) and (np.bare or here[-1].frame == "verb"):
        return "verb-before"
    if np.bare and here and _of_another(sentence, at, here[-1]):
        return "verb-before"
    if np.bare and _ranged(sentence, at):
        return "estimates"
    if np.bare and here and _held_true(sentence, at):
        return "number-before"
    if np.bare and here and _remain(sentence, at):
        return "of-them"
    return "figure-told" if np.bare and not here and _figure_of(sentence, at) else None


def two_told(
    sentence: Sentence, at: int, found: Sequence[Finding], before: Sequence[Finding]
) -> list[Finding]:
    """``19 were killed and 116 wounded. On 31 October it had reported 18 and 86``: two numbers, as two just told."""
    chunks = sentence.chunks
    near = [f for f in before if sentence.number - f.sentence.number == 1 and f.part_of is None and f.count.high != 0]
    measures = {f.measure for f in near[:2]}
    if found or len(measures) < 2 or at + 2 >= len(chunks) or chunks[at + 1].low != "and":
        return []
    made: list[Finding] = []
    for k, last in ((at, near[0]), (at + 2, near[1])):
        np = chunks[k].np
        if np is None or not np.bare or np.quantity is None:
            return []
        made.append(_like(sentence, k, np, np.quantity, last, "source"))
    if sentence.chunks[at - 1].vg is not None and "had" in sentence.words(0, chunks[at].first).split():
        near[0].before, near[1].before = made
    return made


def _like(sentence: Sentence, at: int, np: NounPhrase, q: Quantity, last: Finding, rule: str) -> Finding:
    own = population(sentence, [np]) if np.kind is not None else last.population
    made = Finding(sentence, last.measure, q.count, q.first, q.last, at, [np], "ellipsis", own)
    made.inherited["measure"] = rule
    if rule == "verb-before" and last.sentence is sentence:
        made.apart, made.subset, made.part_of, made.rule = [last], last.subset, last.part_of, last.rule
        by = sentence.chunks[at + 1 : at + 3]
        made.agent = by[1] if len(by) > 1 and by[0].low == "by" else None
    if rule == "of-them":
        made.subset, made.rule = True, rule
    return made


def _by_another(chunks: Sequence[Chunk], at: int, last: Finding) -> bool:
    """``220 were killed by soldiers, and at least 100 by fighters``: the verb is that of those before."""
    vg = chunks[last.trigger].vg
    joined = at > 0 and chunks[at - 1].kind in {"CC", "COMMA"}
    passive = vg is not None and vg.harm is not None and (vg.voice in {"passive", "bare"})
    by = joined and at + 2 < len(chunks) and chunks[at + 1].low == "by" and chunks[at + 2].np is not None
    before = any(c.low == "by" for c in chunks[last.trigger : at])
    return passive and by and before


def _of_another(sentence: Sentence, at: int, last: Finding) -> bool:
    """``the army suffered three fatalities, the rebels one``: who, and a number for what was told before."""
    chunks = sentence.chunks
    if at < 2 or chunks[at - 1].np is None or chunks[at - 2].kind not in {"COMMA", "CC", "PUNCT"}:
        return False
    who, vg = chunks[at - 1].np, chunks[last.trigger - 1].vg if last.trigger else None
    ends = at + 1 >= len(chunks) or chunks[at + 1].kind in {"PUNCT", "COMMA"}
    side = who is not None and who.quantity is None and (who.name or (who.kind is not None and who.determiner == "the"))
    return ends and side and vg is not None and vg.verb.lemma in _SUFFER


_SUFFER = frozenset({"suffer", "sustain", "lose", "los", "report", "have", "take"})


def _place_of_it(sentence: Sentence, at: int) -> bool:
    """``in Yumbi town it was at least 170``, ``and in Nkolo, 26``: a place, and a number for what was told before."""
    chunks = sentence.chunks
    if at > 2 and chunks[at - 1].low == "be" and sentence.words(chunks[at - 2].first, chunks[at - 2].last) == "it":
        return any(c.low in _WHERE for c in chunks[max(0, at - 5) : at - 2])
    ends = at + 1 >= len(chunks) or chunks[at + 1].kind in {"PUNCT", "COMMA", "CC"}
    comma = at > 2 and chunks[at - 1].kind == "COMMA" and chunks[at - 2].np is not None
    return (
        comma and ends and chunks[at - 3].low in _WHERE and (at < 4 or chunks[at - 4].kind in {"CC", "COMMA", "PUNCT"})
    )


def _ranged(sentence: Sentence, at: int) -> bool:
    """``most estimates lay between 200 and 300``: a range of figures for what was told."""
    chunks = sentence.chunks
    k = at - 1 if chunks[at - 1].kind == "VG" else at - 2
    if k < 1 or chunks[k].low not in _RANGED or reality(chunks, k) != "real":
        return False
    heads = {sentence.tokens[c.np.head].low for c in chunks[:k] if c.np is not None}
    return bool(heads & _ESTIMATES)


def _held_true(sentence: Sentence, at: int) -> bool:
    """``the number was now thought to be 200 or more``."""
    chunks = sentence.chunks
    if at < 3 or sentence.words(chunks[at - 1].first, chunks[at - 1].last) != "to be":
        return False
    vg, np = chunks[at - 2].vg, chunks[at - 3].np
    number = np is not None and sentence.tokens[np.head].low in _NUMBER
    return number and vg is not None and vg.voice == "passive" and vg.verb.lemma in _HELD_TRUE and not vg.negated


def _remain(sentence: Sentence, at: int) -> bool:
    """``34 of the dead are named; ten remain unidentified``."""
    chunks = sentence.chunks
    behind = chunks[at + 1 : at + 3]
    return len(behind) > 1 and behind[0].low == "remain" and sentence.tokens[behind[1].last - 1].low in _LEFT


def _figure_of(sentence: Sentence, at: int) -> bool:
    """``the figure of 535 is too low``: the number told just before, told again."""
    chunks = sentence.chunks
    q, np = chunks[at].np, chunks[at - 2].np if at > 1 and chunks[at - 1].low == "of" else None
    if np is None or q is None or q.quantity is None or np.determiner != "the":
        return False
    return sentence.tokens[np.head].low in _NUMBER and q.quantity.value is not None


def _those_of(sentence: Sentence, found: Sequence[Finding]) -> list[Finding]:
    """``200 bodies, those of 198 men and two women``: who the counted were."""
    if sentence.lows.isdisjoint(_BROUGHT_UP):
        return []
    return [part for at in range(2, len(sentence.chunks) - 2) for part in _named(sentence, at, found)]


def _named(sentence: Sentence, at: int, found: Sequence[Finding]) -> Iterator[Finding]:
    chunks = sentence.chunks
    words = sentence.words(chunks[at].first, chunks[at].last)
    whole = next((f for f in reversed(found) if f.last <= chunks[at].first and f.part_of is None), None)
    if words not in _BROUGHT_UP or chunks[at + 1].low != "of" or chunks[at - 1].kind != "COMMA" or whole is None:
        return
    k = at + 2
    while k < len(chunks) and chunks[k].np is not None:
        one, np = counted(sentence, chunks, k), chunks[k].np
        if one is None or np is None or np.kind is None:
            return
        said = population(sentence, [np])
        part = Finding(sentence, whole.measure, one.count, one.first, one.last, at, [np], "part", said)
        part.part_of, part.rule = whole, "of-them"
        yield part
        k += 1
        while k < len(chunks) and chunks[k].kind in {"COMMA", "CC"}:
            k += 1
