"""Verbs of harm and the body: who shot at whom, whose arm was hit, who hurt themselves or one another."""

from __future__ import annotations

from collections.abc import Sequence

from uncounted.extract.chunks import Sentence
from uncounted.reference.fold import words as listed

PARTS_OF_BODY = frozenset(
    listed("""
        head face neck chest back stomach abdomen torso arm arms leg legs thigh foot feet hand hands shoulder knee
        forearm wrist ankle ear ears nose
        scalp lip temple pelvis hip groin buttocks buttock jaw eye cheek side finger calf body
    """)
)


def fired(sentence: Sentence, at: int) -> bool:
    """``shot into a vehicle``, ``shot at officers``: who shot, not who was shot."""
    chunks = sentence.chunks
    vg = chunks[at].vg
    if vg is None or vg.verb.lemma != "shoot" or vg.harm != "injured" or at + 2 >= len(chunks):
        return False
    np = chunks[at + 2].np
    if chunks[at + 1].low == "into":
        return True
    people = np is not None and np.kind is not None and not np.kind.group
    target = np is not None and (people or sentence.tokens[np.head].low in {"car", "vehicle", "cars"})
    return chunks[at + 1].low == "at" and target


def on_oneself(sentence: Sentence, at: int, objects: Sequence[int]) -> bool:
    """``shot one another``, ``injured his hand``, ``aunt shot shoulder``: the subject is hurt."""
    last = sentence.chunks[at].last
    if sentence.words(last, last + 2) in {"one another", "each other"}:
        return True
    np = sentence.chunks[objects[0]].np if len(objects) == 1 else None
    part = np is not None and sentence.tokens[np.head].low in PARTS_OF_BODY and np.quantity is None
    return part and np is not None and np.determiner in {None, "poss"}
