"""A counted whole that its sentence divides: "Of the 227 deaths, 74 were caused by air strikes, 61 by shelling"."""

from __future__ import annotations

from collections.abc import Sequence

from uncounted.extract.actors import actor_of
from uncounted.extract.chunks import Chunk, NounPhrase, Sentence
from uncounted.extract.ellipsis import inherits
from uncounted.extract.findings import Finding
from uncounted.extract.people import is_thing, population

_LINKS = frozenset({"by", "to"})
_DOING = frozenset({"cause", "caus", "attribut", "attribute", "ascrib", "ascribe", "blame", "blam", "inflict", "kill"})
_THE = frozenset({"the", "these", "those"})
_CARED = frozenset({"condition", "hospital", "hospitals", "care", "treatment", "coma"})
_FAR = 3  # sentences
_BETWEEN = frozenset({"COMMA", "CC"})
_LIVING = frozenset({"survive", "surviv", "escape", "escap", "recover", "discharge", "discharg", "release", "releas"})


def divided(sentence: Sentence, found: Sequence[Finding], before: Sequence[Finding]) -> list[Finding]:
    """The parts of a figure with which the sentence opens ("Of the 227 deaths, ..."), and of a divided one's rest.

    Parts among ``found`` are joined to their whole, which may be a figure of the sentences ``before``.
    """
    opens = sentence.text.startswith(("Of ", "OF ", "Out of "), sentence.stretch.start)
    if not opens and not found:
        return []
    whole = _opening(sentence, found, before) if opens else None
    made = _parts(sentence, whole, found) if whole is not None else []
    made += _gapped(sentence, [*found, *made])
    parts = [f for f in (*found, *made) if f.part_of is not None and f.part_of is whole and f.first > 0]
    if whole is not None and any(f.agent is not None for f in parts):
        _share_out(sentence, whole, sorted(parts, key=lambda f: f.first))
    return made


def _share_out(sentence: Sentence, whole: Finding, parts: Sequence[Finding]) -> None:
    """What is said of each part's doer is that part's alone, and none of it the whole's."""
    starts = [next(k for k, c in enumerate(sentence.chunks) if c.first <= f.first < c.last) for f in parts]
    for part, first, last in zip(parts, starts, (*starts[1:], len(sentence.chunks)), strict=True):
        part.doers = (first, last)
        if actor_of(part) is None:
            part.inherited["actors"] = "divided"
    if whole.sentence is sentence:
        whole.doers = (0, 0)
        whole.inherited |= {"actors": "divided", "means": "divided"}


def _opening(sentence: Sentence, found: Sequence[Finding], before: Sequence[Finding]) -> Finding | None:
    """The figure after an "of" that opens the sentence, a comma behind it."""
    chunks = sentence.chunks
    np = chunks[1].np if len(chunks) > 4 and chunks[0].low in {"of", "out of"} else None
    if np is None or np.quantity is None:
        return None
    whole = next((f for f in found if np.first <= f.first < np.last), None) or _told_before(sentence, np, before)
    comma = next((k for k, c in enumerate(chunks[2:7], 2) if c.kind == "COMMA"), None)
    if whole is None or comma is None or any(c.kind == "PUNCT" for c in chunks[2:comma]):
        return None
    return whole


def _told_before(sentence: Sentence, np: NounPhrase, before: Sequence[Finding]) -> Finding | None:
    """``Of the 227 victims``: the figure of that number in the sentences just before."""
    if np.quantity is None or sentence.tokens[np.first].low not in _THE:
        return None
    point = np.quantity.count.point
    near = [f for f in before if 0 < sentence.number - f.sentence.number <= _FAR]
    near = [f for f in near if point is not None and point in (f.count.point, f.count.low)]
    return near[-1] if near and len({f.measure for f in near}) == 1 else None


def _parts(sentence: Sentence, whole: Finding, found: Sequence[Finding]) -> list[Finding]:
    made: list[Finding] = []
    start = next(k for k, c in enumerate(sentence.chunks) if c.kind == "COMMA")
    for k, chunk in enumerate(sentence.chunks[start + 1 :], start + 1):
        np = chunk.np
        if np is None or np.quantity is None or chunk.time is not None or not _opens_part(sentence, k, start):
            continue
        known = next((f for f in found if f.first == np.quantity.first), None)
        if known is not None:
            if known.measure == whole.measure and known.part_of is None and _fits(known, whole):
                known.part_of, known.rule, known.subset = whole, "of-them", True
            continue
        part = _part(sentence, k, np, whole)
        if part is not None:
            made.append(part)
    for part in made:  # nobody is in two of them
        part.apart = [other for other in made if other is not part]
    return made


def _opens_part(sentence: Sentence, k: int, start: int) -> bool:
    """Whether a phrase begins a part: right after the comma, or after another comma or "and"."""
    return k == start + 1 or sentence.chunks[k - 1].kind in _BETWEEN


def _part(sentence: Sentence, k: int, np: NounPhrase, whole: Finding) -> Finding | None:
    said, verb = _said(sentence, k)
    if not (np.bare or np.kind is not None) or is_thing(sentence, np) or verb in _LIVING:
        return None
    if np.quantity is None or said is None:
        return None
    who = [np, *([said.np] if said.np is not None and verb == "be" else [])]
    part = Finding(
        sentence, whole.measure, np.quantity.count, np.quantity.first, np.quantity.last, k, who, "part",
        population(sentence, who),
    )  # fmt: skip
    if not _fits(part, whole):
        return None
    part.part_of, part.rule, part.subset = whole, "of-them", True
    part.agent = said if verb != "be" else None
    return inherits(part, whole, "of-them")


def _said(sentence: Sentence, k: int) -> tuple[Chunk | None, str]:
    """What is said of a part, with the verb that says it: "children", or who did it; null where it is nothing known."""
    chunks = sentence.chunks
    np, after = chunks[k].np, chunks[k + 1] if k + 1 < len(chunks) else None
    if after is None:
        return None, ""
    if np is not None and np.kind is not None and after.kind in {"COMMA", "CC", "PUNCT"}:
        return chunks[k], "be"  # "40 women"
    if after.low in _LINKS and k + 2 < len(chunks) and chunks[k + 2].np is not None:
        return chunks[k + 2], "by"  # "61 by the rebels"
    if after.vg is None:
        return None, ""
    link = chunks[k + 2] if k + 2 < len(chunks) else None
    if after.low == "be" and link is not None and link.np is not None and link.np.kind is not None:
        return link, "be"
    where = chunks[k + 3].np if k + 3 < len(chunks) and link is not None and link.low in {"in", "under"} else None
    if after.low in {"be", "remain", "lie"} and where is not None and sentence.tokens[where.head].low in _CARED:
        return chunks[k], "be"  # "16 remain in critical condition"
    by = after.low in _DOING and link is not None and link.low in _LINKS and k + 3 < len(chunks)
    return (chunks[k + 3], "by") if by and chunks[k + 3].np is not None else (None, after.low)


def _gapped(sentence: Sentence, found: Sequence[Finding]) -> list[Finding]:
    """``41 of the deaths were attributed to rebels, 37 to a militia and 22 to the army``: the verb is said once."""
    made: list[Finding] = []
    chunks = sentence.chunks
    for finding in found:
        agent = next((k for k, c in enumerate(chunks) if c is finding.agent), 0)
        link = chunks[agent - 1].low if agent else ""
        if link not in _LINKS or chunks[agent].first < finding.last:
            continue
        group, k = [finding], agent + 1
        while k + 3 < len(chunks) and chunks[k].kind in _BETWEEN:
            k += 1 + (chunks[k + 1].kind == "CC")
            np = chunks[k].np
            if k + 2 >= len(chunks) or np is None or np.quantity is None or not np.bare or chunks[k + 1].low != link:
                break
            if chunks[k + 2].np is None or any(f.first == np.quantity.first for f in (*found, *made)):
                break
            one = Finding(
                sentence, finding.measure, np.quantity.count, np.quantity.first, np.quantity.last, finding.trigger,
                [np], finding.frame, population(sentence, [np]), chunks[k + 2],
            )  # fmt: skip
            one.part_of, one.rule, one.subset = finding.part_of, finding.rule, finding.subset
            one.apart = list(group)
            group.append(inherits(one, finding, "verb-before"))
            made.append(one)
            k += 3
    return made


def _fits(part: Finding, whole: Finding) -> bool:
    least, most = part.count.low or part.count.point, whole.count.high
    return most is None or least is None or least <= most
