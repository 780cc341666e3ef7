"""Victims whom no noun for people tells of: "them", "they", whoever was killed, a name before its kin."""

from __future__ import annotations

from collections.abc import Sequence

from uncounted.extract.chunks import Sentence
from uncounted.extract.clauses import subject_of
from uncounted.extract.people import THINGS, Counted, counted
from uncounted.extract.persons import GROUPS
from uncounted.model.claim import Count, Measure
from uncounted.reference.fold import words as listed


def them(sentence: Sentence, objects: list[int], at: int) -> list[int]:
    """``targeted two officers, killing them``: the people counted last before, who were not counted as victims yet."""
    chunks = sentence.chunks
    np = chunks[objects[0]].np if len(objects) == 1 else None
    if np is None or np.pronoun not in {"them", "both"}:
        return objects
    for k in range(at - 1, -1, -1):
        before = chunks[k].np
        if before is not None and before.quantity is not None and before.kind is not None and not before.kind.group:
            harmed = k > 0 and chunks[k - 1].harm is not None
            return objects if harmed else [k]
    return objects


def they(sentence: Sentence, subjects: list[int]) -> list[int]:
    """``Ana and Carl Bell sat in a car when they were shot``: the single persons who are the subject before "when"."""
    chunks = sentence.chunks
    np = chunks[subjects[0]].np if len(subjects) == 1 else None
    k = subjects[0] - 1 if subjects else 0
    if np is None or np.pronoun != "they" or k < 2 or chunks[k].low not in _WHEN:
        return subjects
    main = next((j for j in range(1, k) if chunks[j].vg is not None), None)
    if main is None or chunks[main].harm is not None:
        return subjects
    told = [j for j in subject_of(sentence, main) if (head := chunks[j].np) is not None and head.quantity is not None]
    several_told = chunks[told[0]].np if len(told) == 1 else None
    if several_told is not None and several_told.kind is not None:
        return subjects if several_told.kind.group else told  # "2,000 refugees were led off, where they were shot"
    found = [*subject_of(sentence, main), *_company(sentence, main, k)]
    single = [one for j in found if (one := counted(sentence, chunks, j)) is not None]
    several = len(found) > 1 or any((one.count.point or 0) > 1 for one in single)
    return found if several and len(single) == len(found) else subjects


def _company(sentence: Sentence, main: int, end: int) -> list[int]:
    """``was standing on a porch with two friends``: who was with the subject."""
    chunks = sentence.chunks
    for j in range(main + 1, end - 1):
        np = chunks[j + 1].np
        if chunks[j].low in {"with", "alongside"} and np is not None and np.kind is not None and not np.kind.group:
            return [j + 1]
    return []


_WHEN = frozenset({"when", "as", "while", "after", "where"})


def somebody(sentence: Sentence, k: int, trigger: int, measure: Measure) -> Counted | None:
    """``killed a revenue collector``: whom a verb of killing befell is a person, whatever the noun."""
    np, vg = sentence.chunks[k].np, sentence.chunks[trigger].vg
    if np is None or vg is None or measure != "killed" or np.determiner not in {"a", "poss"} or np.kind is not None:
        return None
    head = sentence.tokens[np.head].low
    unfit = np.quantity is not None or np.bare or np.pronoun is not None or np.harm is not None or head.endswith("s")
    if unfit or head in _NO_PERSONS or not head.isalpha():
        return None
    if k + 1 < len(sentence.chunks) and sentence.chunks[k + 1].np is not None:
        return None  # "and a third the church": a blast, with its verb left out
    one = Count(1, 1, 1, text=sentence.quote(np.first, np.last))
    return Counted(one, np.first, np.last, singular=True)


def owner(sentence: Sentence, k: int, victims: Sequence[int]) -> Counted | None:
    """``killed Flores and his daughter``: one person, whatever the name looks like."""
    np = sentence.chunks[k].np
    behind = victims[victims.index(k) + 1 :][:1]
    kin = sentence.chunks[behind[0]].np if behind else None
    if np is None or not np.name or np.quantity is not None or np.determiner is not None or kin is None:
        return None
    if sentence.tokens[kin.first].low not in {"his", "her"} or kin.kind is None:
        return None
    return Counted(Count(1, 1, 1, text=sentence.quote(np.first, np.last)), np.first, np.last, singular=True)


_NOBODY = frozenset(
    listed("""
        number lot majority minority handful series string wave total bull calf elephant tiger lion leopard bear snake
        bird wolf pig buffalo deer crocodile shark plan bid idea project process career dream spirit virus disease
    """)
)
_NO_PERSONS = THINGS | GROUPS | _NOBODY
