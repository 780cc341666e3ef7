"""Who the counted were, told behind their number: "14 dead, five girls and nine men", "108, 49 children among them".

And whose part a part of a part is: "15 of them children, nine of these under five".
"""

from __future__ import annotations

from collections.abc import Sequence

from uncounted.extract.chunks import Chunk, Sentence
from uncounted.extract.findings import Finding
from uncounted.extract.people import counted, population
from uncounted.reference.fold import words as listed

_LEAST = 4  # a whole below which numbers add up by chance
_FAR = 6  # chunks between a number and the comma behind which its people are listed
_ANYBODY = frozenset(
    listed("""
        people persons dead civilians lives victims bodies deaths fatalities casualties villagers residents inhabitants
        individuals names others killed injured wounded corpses souls worshippers passengers members noncombatants
    """)
)
_THEM = frozenset({"among them", "amongst them"})
_PRONOUNS = frozenset({"them", "whom", "these", "those"})


def listed_behind(sentence: Sentence, found: Sequence[Finding]) -> list[Finding]:
    """The members of lists behind figures that they come to, or that "among them" closes; those found are joined."""
    made: list[Finding] = []
    for whole in found:
        at = _comma(sentence, whole) if _can_divide(sentence, whole) else 0
        if not at or whole in made:
            continue
        members, end = _run(sentence, at + 1)
        total = sum(one.count.point or 0 for one in members)
        most = whole.count.point or whole.count.low or 0
        among = end < len(sentence.chunks) and sentence.chunks[end].low in _THEM
        if not ((len(members) > 1 and total == most) or (members and among and total < most)):
            continue
        known = {f.first: f for f in found if f.measure == whole.measure and f.part_of is None and f is not whole}
        for one in members:
            part = known.get(one.first, one)
            part.measure, part.subset = whole.measure, True
            part.part_of, part.rule = whole, "list" if among else "list-adds-up"
            made += [part] if part is one else []
        ends = [known.get(one.first, one) for one in members]
        for part in ends:
            part.apart = [other for other in ends if other is not part]
        whole.apart = [other for other in whole.apart if other not in ends]
    return [one for one in made if not any(f.first == one.first and f is not one for f in found)]


def nest(found: Sequence[Finding]) -> None:
    """Let "two of them" be of the part told right before it, if that one is larger and no "of them" itself."""
    for part in found:
        whole, said = part.part_of, _pronoun(part)
        if said is None or whole is None or whole.sentence is not part.sentence:
            continue
        near = max((f for f in found if f.last <= part.first), key=lambda f: f.last, default=None)
        if near is None or near is whole or near.part_of is not whole or near.measure != part.measure:
            continue
        between = part.sentence.chunks[near.first_chunk + 1 : part.first_chunk]
        plain = all(c.kind in {"COMMA", "LP", "ADV", "P"} or (c.np and not c.np.quantity) for c in between)
        if plain and _pronoun(near) != said and (_value(near) or 0) > (_value(part) or 0) > 0:
            part.part_of = near


def to_nearest(found: Sequence[Finding]) -> None:
    """Let "including 36 children" be of the figure right before it: "44 people here and 179 there, including 36"."""
    for part in found:
        whole = part.part_of
        if whole is None or whole.sentence is not part.sentence or part.rule not in {"including", "of-them"}:
            continue
        between = [
            f for f in found
            if whole.last <= f.first and f.last <= part.first and f.measure == part.measure and f.part_of is None
            and not f.subset and f.count.high != 0
        ]  # fmt: skip
        if between and (_value(between[-1]) or 0) > (_value(part) or 0) and between[-1].first > whole.first:
            part.part_of = max(between, key=lambda f: f.last)


def _pronoun(finding: Finding) -> str | None:
    """The word by which a figure says that it is of some told before."""
    tokens = finding.sentence.tokens
    words = [t.low for t in tokens[max(0, finding.first - 2) : finding.first]]
    behind = [t.low for t in tokens[finding.last : finding.last + 2]]
    for pair in (behind, words):
        if pair[:1] == ["of"] and pair[-1] in _PRONOUNS:
            return pair[-1]
    return None


def _value(finding: Finding) -> int | None:
    return finding.count.point if finding.count.point is not None else finding.count.low


def _can_divide(sentence: Sentence, whole: Finding) -> bool:
    """Whether a figure counts people of no kind in particular, so that a list may say who they were."""
    if whole.part_of is not None or whole.subset or (_value(whole) or 0) < _LEAST or len(whole.victims) > 1:
        return False
    return all(np.bare or sentence.tokens[np.head].low in _ANYBODY for np in whole.victims)


def _comma(sentence: Sentence, whole: Finding) -> int:
    """The comma or dash behind a figure, with no other number, clause or list between; 0 where there is none."""
    first = whole.first_chunk + 1
    for k in range(first, min(len(sentence.chunks) - 1, first + _FAR)):
        chunk = sentence.chunks[k]
        if chunk.kind in {"COMMA", "DASH"}:
            return k
        if chunk.kind not in {"P", "TIME", "ADV", "NP"} and not _of_the_figure(chunk, k, whole):
            return 0
        if chunk.np is not None and chunk.np.quantity is not None:
            return 0
    return 0


def _of_the_figure(chunk: Chunk, k: int, whole: Finding) -> bool:
    """Whether a verb is that of the figure: "26 people were killed", "14 dead"."""
    return chunk.vg is not None and (k == whole.trigger or (chunk.harm == whole.measure and chunk.voice == "bare"))


def _run(sentence: Sentence, k: int) -> tuple[list[Finding], int]:
    """The counted people that a list tells from chunk ``k`` on, and the chunk behind it; none where it is no list."""
    chunks = sentence.chunks
    members: list[Finding] = []
    while k < len(chunks):
        np, one = chunks[k].np, counted(sentence, chunks, k)
        single = np is not None and np.determiner == "a" and bool(members)
        if np is None or one is None or np.kind is None or not (np.quantity is not None or single):
            break
        said = population(sentence, [np])
        members.append(Finding(sentence, "killed", one.count, one.first, one.last, k, [np], "list", said))
        k = _past_age(sentence, k + 1)
        if k >= len(chunks) or chunks[k].kind not in {"COMMA", "CC"}:
            break
        k += 2 if chunks[k].kind == "COMMA" and k + 1 < len(chunks) and chunks[k + 1].kind == "CC" else 1
    return members, k


def _past_age(sentence: Sentence, k: int) -> int:
    """Past "seven weeks old" or "aged six" behind a person."""
    chunks = sentence.chunks
    if k < len(chunks) and chunks[k].np is not None and sentence.tokens[chunks[k].last - 1].low == "old":
        return k + 1
    aged = k + 1 < len(chunks) and chunks[k].low == "aged" and chunks[k + 1].np is not None
    return k + 2 if aged else k
