"""Rundowns of a figure: numbers that open the members of a list, whatever each member says of those it counts.

``322 deaths, of which 301 were men and 21 women``, ``Of the 23 injured, 9 were operated on and 2 are in danger``,
``Among the injured: 171 men, 14 women. Three are in intensive care``, ``156 dead or gone: 67 whose bodies were found,
40 last seen alive``. What opens the list says whom it counts; a member counts some of them
unless it names things, times or people who came away unharmed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from uncounted.extract.chunks import Chunk, NounPhrase, Sentence
from uncounted.extract.ellipsis import inherits, told_just_before
from uncounted.extract.findings import Finding
from uncounted.extract.lists import GROUP_NOUNS
from uncounted.extract.people import population
from uncounted.extract.persons import person
from uncounted.extract.quantities import Quantity, may_count
from uncounted.model.claim import Measure
from uncounted.reference.fold import words as listed

RULE = "rundown"
_WHOM = frozenset({"of whom", "of which", "of them", "of these", "of those", "among whom", "among which", "among them"})
_STARTS = ("Of ", "OF ", "Among ", "Amongst ", "AMONG ", "of ", "among ")
_AFTER = frozenset({"which", "whom", "them", "these", "those"})
_OPEN = frozenset({"of", "among", "amongst"})
_UNHARMED = frozenset(
    listed("""
        survive surviv escape escap flee rescue rescu release releas free freed return recover recovere
    """)
)
_WELL = frozenset(listed("alive safe unharmed unhurt uninjured free well fine home present witnesses survivors"))
_PARTING = frozenset({"COMMA", "CC", "PUNCT"})
_MEASURES = frozenset({"killed", "injured", "casualties", "missing", "abducted", "detained"})
_GONE = re.compile(r"\b(?:last seen|unaccounted for|missing|disappeared|never (?:seen|found))\b")
_OF_THEM = re.compile(r"\b(?:[Oo]f|[Aa]mong) (?:them|these|those)\b")
_FAR = 4  # chunks of the phrase that opens a rundown: "Of the 23 people who were injured,"


def rundowns(sentence: Sentence, found: Sequence[Finding], before: Sequence[Finding]) -> list[Finding]:
    """The members of rundowns that ``found``, the sentence's findings, lacks; those in it are joined to their whole.

    ``before``: the findings of the sentences before.
    """
    if not may_count(sentence.lows):
        return []
    made = _gone_on(sentence, before) if not found else []
    made += _of_them_did(sentence, [*found, *made], before)
    made += [*_behind_comma(sentence, found), *_behind_semicolon(sentence, found)] if found else []
    if not found and not sentence.text.startswith(_STARTS, sentence.stretch.start):
        return made
    for opened, whole, measure, colon in _openings(sentence, found, before):
        known = [*found, *made]
        made += _members(sentence, opened, whole, measure, known, colon=colon)
    return made


def _openings(
    sentence: Sentence, found: Sequence[Finding], before: Sequence[Finding]
) -> list[tuple[int, Finding | None, Measure, bool]]:
    """Where rundowns begin, the figure that each runs down, what it counts, and whether a colon opens it."""
    opened: list[tuple[int, Finding | None, Measure, bool]] = []
    chunks = sentence.chunks
    group = _group(sentence, found, before)
    if group is not None:
        opened.append(group)
    for k, chunk in enumerate(chunks[:-1]):
        wholes = [f for f in found if f.last <= chunk.first and f.count.high != 0 and f.measure in _MEASURES]
        if not wholes:
            continue
        whole = max(wholes, key=lambda f: f.last)
        at = _whom(chunks, k)
        np = chunk.np
        if at is not None:
            opened.append((at, whole, whole.measure, False))
        elif np is not None and np.pronoun in _AFTER and np.quantity is not None:
            opened.append((k, whole, whole.measure, False))  # "762 of them militants, 430 members of the forces"
        elif np is not None and np.bare and chunks[k - 1].kind == "COMMA" and _whom(chunks, k + 1) is not None:
            opened.append((k, whole, whole.measure, False))  # "493 bodies, 30 of which remain unidentified"
        elif chunk.low == ":" and (group is None or k > group[0]):
            opened.append((k + 1, whole, whole.measure, True))
    return opened


def _whom(chunks: Sequence[Chunk], k: int) -> int | None:
    """The chunk behind "of whom", "of which"."""
    if k + 1 >= len(chunks):
        return None
    if chunks[k].low in _WHOM:
        return k + 1
    if chunks[k].low in _OPEN and chunks[k + 1].low in _AFTER and k + 2 < len(chunks):
        return k + 2
    return None


def _group(
    sentence: Sentence, found: Sequence[Finding], before: Sequence[Finding]
) -> tuple[int, Finding | None, Measure, bool] | None:
    """``Of the 23 injured, ...``, ``Among the dead: ...``: the harm that the opening names, and the figure it means."""
    chunks = sentence.chunks
    if len(chunks) < _FAR or chunks[0].low not in _OPEN or chunks[1].np is None:
        return None
    end = next((k for k, c in enumerate(chunks[2 : 2 + _FAR], 2) if c.kind == "COMMA" or c.low == ":"), None)
    if end is None or end + 1 >= len(chunks) or any(c.low == "be" for c in chunks[1:end]):
        return None  # "Among the dead were five Saudis, two Iraqis"
    inside = [f for f in found if f.first < chunks[end].first and f.count.high != 0]
    whole = inside[0] if inside else None
    measure = whole.measure if whole is not None else _named(sentence, chunks[1:end])
    if measure is None:
        return None
    if whole is None:
        near = [f for f in before if f.measure == measure and f.part_of is None and f.count.high != 0]
        said = [c.np.quantity.value for c in chunks[1:end] if c.np is not None and c.np.quantity is not None]
        same = [f for f in near if said and f.count.point == said[0]]  # "Of the 82 victims": those who are 82
        last = (same or near)[-1:]
        whole = last[0] if last and sentence.number - last[0].sentence.number <= _FAR else None
    return end + 1, whole, measure, chunks[end].low == ":"


def _named(sentence: Sentence, chunks: Sequence[Chunk]) -> Measure | None:
    for chunk in chunks:
        if chunk.harm is not None:
            return chunk.harm
        if chunk.np is not None:
            measure = GROUP_NOUNS.get(sentence.tokens[chunk.np.head].low)
            if measure is not None:
                return measure
    return None


def _members(
    sentence: Sentence, at: int, whole: Finding | None, measure: Measure, known: Sequence[Finding], *, colon: bool
) -> list[Finding]:
    """The numbers that open the members of a list from chunk ``at`` on; behind a colon two at least."""
    chunks = sentence.chunks
    made: list[Finding] = []
    joined: list[Finding] = []
    opener = chunks[at].np
    them = opener is not None and (opener.pronoun in _AFTER or (opener.bare and _whom(chunks, at + 1) is not None))
    for k in range(at, len(chunks)):
        chunk = chunks[k]
        if (chunk.low == ";" and not colon) or chunk.kind == "DASH" or (them and chunk.vg is not None):
            break
        opened = k == at or chunks[k - 1].kind in _PARTING or (chunks[k - 1].kind == "ADV" and k - 1 == at)
        if not opened or chunk.np is None or chunk.np.quantity is None:
            if k == at:
                return []
            continue
        if them and k + 1 < len(chunks) and chunks[k + 1].vg is not None:
            break  # "five of them policemen, and 14 were arrested"
        own = next((f for f in known if f.first == chunk.np.quantity.first), None)
        if own is not None:
            if own.part_of is None and own is not whole and own.measure == measure and not _more(own, whole):
                joined.append(own)
            continue
        if not _some_of_them(sentence, chunk.np) or _unharmed(chunks, k):
            if k == at:
                return []
            continue
        part = _part(sentence, k, chunk.np, chunk.np.quantity, whole, measure)
        if not _more(part, whole):
            made.append(part)
    if colon and len(made) + len(joined) < 2:
        return []
    for part in joined:
        part.part_of, part.rule, part.subset = whole, RULE, True
    _side_by_side([*made, *joined])
    return made


_GROWN = 18


def _some_of_them(sentence: Sentence, np: NounPhrase) -> bool:
    """Whether a phrase of a number counts people: the number alone, with a word for people, or before what they did."""
    q = np.quantity
    if q is None or (q.value is None and q.count.low is None):
        return False
    if np.bare and q.count.modifier == "less than" and q.value is not None and q.value <= _GROWN:
        return False  # "half of them under 18"
    if np.kind is not None or np.bare:
        return not sentence.tokens[q.first].text.endswith("%")
    return all(
        person(t.low, t.cap) is not None or t.tag in {"ADJ", "ADV", "V"} or t.low in {"last", "up"}
        for t in sentence.tokens[q.last : np.last]
    )


def _unharmed(chunks: Sequence[Chunk], at: int) -> bool:
    """``12 of whom survived``, ``30 were released``: they are none of those harmed."""
    verb = next((k for k, c in enumerate(chunks[: at + 4]) if k > at and c.vg is not None), None)
    if verb is None:
        return False
    said = {word for c in chunks[verb + 1 : verb + 3] for word in c.low.split()}
    return chunks[verb].low in _UNHARMED or (chunks[verb].low == "be" and bool(said & _WELL))


def _part(sentence: Sentence, at: int, np: NounPhrase, q: Quantity, whole: Finding | None, measure: Measure) -> Finding:
    chunks = sentence.chunks
    be = at + 2 < len(chunks) and chunks[at + 1].low == "be" and chunks[at + 2].np is not None
    who = chunks[at + 2].np if be else None
    end = next((c.first for c in chunks[at + 1 :] if c.kind in _PARTING), len(sentence.tokens))
    if measure in {"killed", "casualties"} and _GONE.search(sentence.words(q.last, end)):
        measure = "missing"
    said = population(sentence, [who if who is not None and who.quantity is None else np])
    part = Finding(sentence, measure, q.count, q.first, q.last, at, [np], "part", said)
    part.part_of, part.rule, part.subset = whole, RULE, True
    part.inherited["measure"] = RULE
    return inherits(part, whole, RULE) if whole is not None else part


def _gone_on(sentence: Sentence, before: Sequence[Finding]) -> list[Finding]:
    """``Three are in intensive care``: a sentence that opens with a bare number, right behind a rundown."""
    near = [f for f in before if f.sentence.number == sentence.number - 1]
    if not near or near[-1].rule != RULE:
        return []
    np = sentence.chunks[0].np if len(sentence.chunks) > 2 else None
    if np is None or not np.bare or np.quantity is None or sentence.chunks[1].vg is None:
        return []
    last = told_just_before(sentence, before, people=False)
    verb = sentence.chunks[1]
    if verb.harm is not None or _unharmed(sentence.chunks, 0):
        return []
    whole = near[-1].part_of or last
    part = _part(sentence, 0, np, np.quantity, whole, near[-1].measure)
    return [] if _more(part, whole) else [part]


def _of_them_did(sentence: Sentence, found: Sequence[Finding], before: Sequence[Finding]) -> list[Finding]:
    """``At least six of them were taking no part in violence``: any verb that leaves them among those just counted."""
    near = bool(before) and before[-1].sentence.number == sentence.number - 1
    if found or not near or not _OF_THEM.search(sentence.text, sentence.stretch.start, sentence.stretch.end):
        return []
    chunks = sentence.chunks
    for k in range(len(chunks) - 1):
        np, verb = chunks[k].np, chunks[k + 1].vg
        if np is None or np.quantity is None:
            continue
        opened = k > 1 and chunks[k - 2].low in _OPEN and chunks[k - 1].low in _AFTER
        if (np.pronoun not in {"them", "these", "those"} and not opened) or verb is None:
            return []  # "23 people were interviewed, 14 of them witnesses"
        whole = told_just_before(sentence, before, people=True)
        fits = verb.modal is None and chunks[k + 1].harm is None and not _unharmed(chunks, k)
        if whole is None or not fits or whole.measure not in _MEASURES:
            return []
        part = _part(sentence, k, np, np.quantity, whole, whole.measure)
        return [] if _more(part, whole) else [part]
    return []


def _behind_comma(sentence: Sentence, found: Sequence[Finding]) -> list[Finding]:
    """``Ten died, eight on the spot and two in hospital``: bare numbers right behind a figure that add up to it."""
    chunks = sentence.chunks
    for whole in [f for f in found if f.count.point and f.count.low == f.count.high and f.measure in _MEASURES]:
        commas = [k for k, c in enumerate(chunks) if k and c.first >= whole.last and chunks[k - 1].kind == "COMMA"]
        counts = [k for k in commas if (np := chunks[k].np) is not None and np.bare and np.quantity is not None]
        at = (counts or commas)[0] if commas else 0  # past an aside: "six died, the minister says, four in Dakar and"
        if not at or any(c.kind in {"PUNCT", "CC"} for c in chunks if whole.last <= c.first < chunks[at].first):
            continue
        made: list[Finding] = []
        for k in range(at, len(chunks)):
            np = chunks[k].np
            if chunks[k].kind in {"PUNCT", "VG", "DASH"}:
                break
            if np is not None and np.bare and np.quantity is not None and chunks[k - 1].kind in {"COMMA", "CC"}:
                made.append(_part(sentence, k, np, np.quantity, whole, whole.measure))
        free = not any(f.first in {m.first for m in made} for f in found)
        if len(made) > 1 and free and sum(m.count.point or 0 for m in made) == whole.count.point:
            return _side_by_side(made)
    return []


def _behind_semicolon(sentence: Sentence, found: Sequence[Finding]) -> list[Finding]:
    """``18 people were killed on 9 January; three were minors``: who some of those just counted were."""
    chunks = sentence.chunks
    for k in range(1, len(chunks) - 2):
        np = chunks[k].np
        opens = chunks[k - 1].low == ";" and np is not None and np.bare and chunks[k + 1].low == "be"
        wholes = [f for f in found if f.last <= chunks[k].first and f.measure in _MEASURES and f.part_of is None]
        if not opens or np is None or np.quantity is None or not wholes:
            continue
        verb, said = chunks[k + 1].vg, chunks[k + 2]
        who = said.np is not None and said.np.kind is not None
        if verb is None or verb.negated or not (who or said.kind == "P") or any(f.first == np.first for f in found):
            continue
        part = _part(sentence, k, np, np.quantity, wholes[-1], wholes[-1].measure)
        return [] if _more(part, wholes[-1]) else [part]
    return []


def _side_by_side(made: list[Finding]) -> list[Finding]:
    for part in made:
        part.apart = [other for other in made if other is not part]
    return made


def _more(part: Finding, whole: Finding | None) -> bool:
    low = part.count.low if part.count.low is not None else part.count.point
    return whole is not None and low is not None and low > _most(whole)


def _most(whole: Finding) -> float:
    known = [x for x in (whole.count.high, whole.count.point) if x is not None]
    return max(known) if known else float("inf")
