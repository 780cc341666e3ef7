"""How those just counted died, told by numbers alone: "Of these, 322 were shot", "Twelve were beheaded, 29 burned"."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from uncounted.extract.chunks import Sentence
from uncounted.extract.ellipsis import told_just_before
from uncounted.extract.findings import Finding


def each_of_them(sentence: Sentence, found: Sequence[Finding], before: Sequence[Finding]) -> None:
    """``Of these, 322 were shot, 174 died in jail and 11 fell``, ``Twelve were beheaded and 29 burned alive``.

    Numbers alone, in a sentence that opens with one, say how some of those just counted died; where they name places,
    only if they come to the figure.
    """
    if not found:
        return
    opening = [c.low for c in sentence.chunks[:3]]
    these = opening[:1] == ["of them"] or (opening[:1] == ["of"] and opening[1:2] in (["these"], ["those"], ["them"]))
    first = 3 if these and opening[:1] == ["of"] else 2 if these else 0
    if first >= len(sentence.chunks) or (np := sentence.chunks[first].np) is None or np.quantity is None or not np.bare:
        return
    whole = told_just_before(sentence, before, people=True)
    same = whole is not None and whole.sentence.stretch.paragraph == sentence.stretch.paragraph
    if whole is None or not same or whole.count.high == 0 or whole.measure not in {"killed", "injured"}:
        return
    bare = [f for f in found if f.victims and all(v.bare for v in f.victims) and not (f.further or f.others)]
    bare = [f for f in bare if not f.subset and (f.part_of is None or f.rule == _OF_SHOT)]
    alike = [f for f in bare if f.measure == whole.measure or (these and f.measure in {"casualties", "injured"})]
    total = sum({f.first: f.count.point or f.count.low or 0 for f in alike}.values())
    most = whole.count.point or whole.count.low or 0
    if not alike or len(alike) < len(bare) or alike[0].first != np.quantity.first or total > most:
        return
    if not these and total < most and (sentence.times or _names_place(sentence)):
        return
    told = [f for f in found if f.measure == whole.measure and f not in alike]
    rest = [f for f in told if sentence.words(f.first, f.first + 1) == "the"]
    if total + sum(f.count.point or 0 for f in rest) == most:
        alike += [f for f in rest if "other" in sentence.words(f.first, f.last).split()]  # "and the other was stoned"
    for part in alike:
        part.measure, part.part_of, part.rule, part.subset = whole.measure, whole, "of-them", True
        part.apart = [other for other in alike if other is not part]


_OF_SHOT = "of-those-shot"


def _names_place(sentence: Sentence) -> bool:
    """Whether a name stands behind "in", "at" or "near": what happened there may be another event."""
    return any(
        c.low in {"in", "at", "near", "from", "outside"} and sentence.tokens[following.first].cap
        for c, following in itertools.pairwise(sentence.chunks)
        if following.np is not None
    )
