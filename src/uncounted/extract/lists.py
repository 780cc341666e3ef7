"""Findings from lists and labels: "Killed: 1,640 (104 children)", "98 people: 16 children", "the dead are 109 men"."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from uncounted.extract.chunks import Chunk, Sentence
from uncounted.extract.clauses import subject_of
from uncounted.extract.findings import Finding
from uncounted.extract.harm import NOUNS
from uncounted.extract.people import counted, in_each, population
from uncounted.extract.tables import measure_of
from uncounted.model.claim import Measure
from uncounted.model.scope import Population

GROUP_NOUNS: dict[str, Measure] = {
    "dead": "killed", "killed": "killed", "deceased": "killed", "injured": "injured", "wounded": "injured",
    "victims": "killed",
    "casualties": "casualties", "missing": "missing", "fatalities": "killed", "deaths": "killed", "slain": "killed",
}  # fmt: skip


_OTHERS = frozenset({"others", "rest"})
_TWO = 2  # a list has two members at least
_LABEL, _LONG_LABEL = 6, 30  # chunks of a label, and of one that opens with the word of harm


def label_findings(sentence: Sentence) -> list[Finding]:
    """``Killed: 1,640``, ``Civilians reported killed: 126-136``: a word of harm, a colon, a number."""
    chunks = sentence.chunks
    found = []
    for at in range(len(chunks) - 1):
        if chunks[at].low not in {":", "|"} or at == 0 or at > _LONG_LABEL:
            continue
        if at > _LABEL and (chunks[0].harm is None and not _label(sentence, chunks[0])):
            continue
        np = chunks[at + 1].np
        named = at - 1
        while named > 0 and (chunks[named].kind in {"TIME", "P"}):
            named -= 1  # "Deaths since Thursday: 17"
        measure = _label(sentence, chunks[named if at <= _LABEL else 0]) or _opens_label(sentence, at)
        measure = measure or _told_by_label(sentence, chunks, at)
        counted_before = any(c.np and c.np.quantity for c in chunks[: at - 1])
        if counted_before and chunks[at - 1].voice in {"passive", "bare", "active"}:
            continue  # "50 people were killed: 38 at the station"
        if chunks[at - 1].np is not None and at + 2 < len(chunks) and chunks[at + 2].voice in {"bare", "active"}:
            continue  # "found two victims: one drove himself to a clinic"
        if measure is None or np is None or np.quantity is None or not (np.bare or np.kind is not None):
            continue
        quantity = np.quantity
        phrases = [c.np for c in chunks[:at] if c.np is not None and c.np.kind is not None] or [np]
        found.append(Finding(sentence, measure, quantity.count, quantity.first, quantity.last, at - 1, phrases, "label",
                             population(sentence, phrases)))  # fmt: skip
    return found


def _opens_label(sentence: Sentence, at: int) -> Measure | None:
    """The measure of the word with which a label opens: "Dead since 1 January in the districts we cover: 544"."""
    first, second = sentence.chunks[0], sentence.chunks[1]
    goes_on = second.kind in {"TIME", "P", "LP"} and at > 1
    return _label(sentence, first) if goes_on and first.voice in {None, "bare"} else None


def _told_by_label(sentence: Sentence, chunks: Sequence[Chunk], colon: int) -> Measure | None:
    """``Injured persons verified in hospitals: 3,583``: the one harm that the words of a label name."""
    text = sentence.text[sentence.stretch.start : sentence.tokens[chunks[colon].first].start]
    behind = chunks[colon + 2].kind if colon + 2 < len(chunks) else "PUNCT"
    np = chunks[colon + 1].np
    alone = np is not None and np.bare and behind in {"PUNCT", "LP", "COMMA"}
    plain = len(text.split()) <= _LABEL_WORDS and not any(map(str.isdigit, text))
    said = any(c.vg is not None and c.vg.harm is None and c.voice in {"active", "to"} for c in chunks[:colon])
    return measure_of(text) if alone and plain and not said else None


_LABEL_WORDS = 9


def _label(sentence: Sentence, chunk: Chunk) -> Measure | None:
    if chunk.vg is not None and chunk.vg.harm is not None:
        return chunk.vg.harm
    if chunk.np is None:
        return None
    head = sentence.tokens[chunk.np.head].low
    return NOUNS.get(head) or GROUP_NOUNS.get(head)


_GOING_ON = (
    *("of them", "of those", "of these", "the figure include", "the total include", "the number include"),
    *("they include", "these include", "this include", "among them", "among these"),
)


def goes_on_with(words: str) -> bool:
    """Whether a sentence breaks down the figure told before it, though it has no word of harm."""
    return words.lower().startswith(_GOING_ON)


def list_findings(sentence: Sentence, found: Sequence[Finding]) -> list[Finding]:
    """Parts told as a list: in brackets or behind a colon after a figure, after "the dead are" or "of the dead,"."""
    parts: list[Finding] = []
    chunks = sentence.chunks
    _people_of_label(sentence, found)
    groups = not sentence.lows.isdisjoint(GROUP_NOUNS)
    among, others = "among" in sentence.lows, not sentence.lows.isdisjoint(_OTHERS)
    for at, chunk in enumerate(chunks):
        if chunk.kind == "LP" or chunk.low == ":":
            whole = _before(found, chunk)
            if whole is not None:
                members = _members(sentence, at + 1, whole.measure, whole, {"RP", "PUNCT"})
                shares = _shares(sentence, at, whole, found) if len(members) < _TWO else []
                parts += shares or members
            elif chunk.low == ":":
                parts += _far_shares(sentence, at, found)
        if among or groups:
            parts += (_among(sentence, at) if among else []) or _of_group(sentence, at)
        if (at == 0 and chunk.low == "of them") or (at == 1 and sentence.words(0, 2) in {"of these", "of those"}):
            parts += _members(sentence, at + 1, "killed", None, {"PUNCT"}, before=True)
        if at < 2 and _toll_includes(sentence, at):
            parts += _members(sentence, at + 2, "killed", None, {"PUNCT"}, before=True)
        measure = _group_subject(sentence, at) if groups else None
        measure = measure or (_the_others(sentence, at, found) if others else None)
        if measure is not None:
            start = at + 1 if chunks[at + 1].low in {"be", ","} else at + 2
            parts += _members(sentence, start, measure, None, {"PUNCT"})
    return parts


_FORCES = re.compile(
    r"(?:(?:members|personnel|men) of (?:the )?)?(?:\w+ )?(?:security|armed|government|defen[cs]e) forces?\b"
)


def label_end(sentence: Sentence) -> int:
    """The chunk of the colon behind a label with which a line opens, "Civilians, police among them:"; 0 for none."""
    for at, chunk in enumerate(sentence.chunks[:10]):
        if chunk.vg is not None or (chunk.np is not None and chunk.np.quantity is not None):
            return 0
        if chunk.low == ":":
            return at
    return 0


def _people_of_label(sentence: Sentence, found: Sequence[Finding]) -> None:
    """``Members of the security forces: 399 killed and 418 injured``: bare figures count whom the label names."""
    end = label_end(sentence)
    np = sentence.chunks[0].np
    if np is None or np.kind is None or not end or sentence.chunks[1].low not in {":", ",", "(", "of"}:
        return
    said = population(sentence, [np])
    words = sentence.words(0, sentence.chunks[end].first)
    if said.status is None and _FORCES.match(words):
        said = Population("member of armed forces")
    for finding in found:
        own = finding.population
        after = finding.first > sentence.chunks[end].first
        if after and finding.victims and all(np.bare for np in finding.victims) and own.status is None:
            sex, age = own.sex or said.sex, own.age_group or said.age_group
            finding.population = dataclasses.replace(own, status=said.status, sex=sex, age_group=age)


def _before(found: Sequence[Finding], chunk: Chunk) -> Finding | None:
    """The figure that stands just before a bracket or colon."""
    before = [f for f in found if f.last <= chunk.first and chunk.first - f.last <= 5 and f.part_of is None]
    return max(before, key=lambda f: f.last) if before else None


def _the_others(sentence: Sentence, at: int, found: Sequence[Finding]) -> Measure | None:
    """``Sixty of the dead were Ugandans, and the others included nine Ethiopians``: the rest of those told before."""
    chunks = sentence.chunks
    before = [f for f in found if f.last <= chunks[at].first]
    named = before and sentence.words(chunks[at].first, chunks[at].last) in {"the others", "the rest"}
    told = at + 1 < len(chunks) and chunks[at + 1].vg is not None and chunks[at + 1].low in {"be", "include"}
    return before[-1].measure if named and told else None


def _toll_includes(sentence: Sentence, at: int) -> bool:
    """``The figure includes at least 117 policemen``: parts of the figure told before."""
    np = sentence.chunks[at].np
    if at > 1 or np is None or np.quantity is not None or at + 2 >= len(sentence.chunks):
        return False
    these = at == 0 and sentence.chunks[at].low in {"they", "these", "this"}
    figure = np.determiner == "the" and sentence.tokens[np.head].low in _FIGURE
    return (these or figure) and sentence.chunks[at + 1].low == "include"


_FIGURE = frozenset({"figure", "toll", "number", "total", "count", "tally"})


def _group_subject(sentence: Sentence, at: int) -> Measure | None:
    """The measure of "the dead are ...", "of the killed, 12 were ...": a list of who they were follows."""
    chunks = sentence.chunks
    np = chunks[at].np
    if np is None or np.determiner != "the" or np.quantity is not None or at + 1 >= len(chunks):
        return None
    measure = GROUP_NOUNS.get(sentence.tokens[np.head].low)
    opened = at > 0 and chunks[at - 1].low in {"of", "among"} and chunks[at + 1].kind == "COMMA"
    told = chunks[at + 1].vg is not None and chunks[at + 1].low in {"be", "include", "compris", "comprise"} and at < 3
    return measure if opened or told else None


def _among(sentence: Sentence, at: int) -> list[Finding]:
    """``Two teenagers were among the dead``, ``two Britons and a Swede were among the victims``."""
    chunks = sentence.chunks
    if chunks[at].low != "be" or at == 0 or at + 2 >= len(chunks) or chunks[at + 1].low != "among":
        return []
    group = chunks[at + 2].np
    measure = GROUP_NOUNS.get(sentence.tokens[group.head].low) if group is not None else None
    if measure is None and chunks[at + 2].low == "those":  # "among those who died", "among those killed"
        measure = next((c.harm for c in chunks[at + 3 : at + 5] if c.harm is not None), None)
    parts: list[Finding] = []
    for subject in subject_of(sentence, at) or [at - 1]:
        np, one = chunks[subject].np, counted(sentence, chunks, subject)
        some = np is not None and (np.quantity is not None or (np.kind is not None and np.determiner == "a"))
        if measure is None or np is None or not some or one is None:
            continue
        part = Finding(sentence, measure, one.count, one.first, one.last, at, [np], "list", population(sentence, [np]))
        part.subset, part.rule = True, "of-the-group"
        parts.append(part)
    for part in parts:
        part.apart = [other for other in parts if other is not part]
    return parts


_UNDER = re.compile(r"\b(?:under|below|younger than)(?: the age of)? (?P<age>\d{1,2})\b|\b(?P<child>children|minors)\b")
_ADULT = 18


def _of_group(sentence: Sentence, at: int) -> list[Finding]:
    """``At least 67 of the victims were under the age of 12``: a part of those counted before, by what they were."""
    chunks = sentence.chunks
    np = chunks[at].np
    if np is None or np.quantity is None or at + 1 >= len(chunks) or chunks[at + 1].low != "be":
        return []
    if in_each(chunks, at):
        return []
    words = sentence.words(np.quantity.last, np.last).split()
    dead = words[:3] in (["of", "the", "dead"], ["of", "the", "wounded"], ["of", "the", "injured"]) and len(words) < 5
    of_all = words[:2] == ["of", "the"] and len(words) == 3
    measure = GROUP_NOUNS.get(words[-1]) if of_all else GROUP_NOUNS.get(words[2]) if dead else None
    if measure is None or any(c.harm for c in chunks[at + 1 : at + 3]):
        return []
    q, said = np.quantity, population(sentence, [np])
    young = _UNDER.search(sentence.text, sentence.tokens[np.last - 1].end, sentence.stretch.end)
    if young is not None and (young["child"] or int(young["age"]) <= _ADULT):
        said = dataclasses.replace(said, status="civilian", age_group="child")
    part = Finding(sentence, measure, q.count, q.first, q.last, at, [np], "list", said)
    part.subset, part.rule = True, "of-the-group"
    return [part]


def _members(
    sentence: Sentence, start: int, measure: Measure, whole: Finding | None, stop: set[str], *, before: bool = False
) -> list[Finding]:
    chunks = sentence.chunks
    members: list[Finding] = []
    for k in range(start, len(chunks)):
        chunk = chunks[k]
        told = chunk.vg is not None and (chunk.low not in _PLAIN or chunk.vg.harm is not None)
        if chunk.kind in stop or chunk.low == "where" or told:
            break
        np = chunk.np
        one = counted(sentence, chunks, k)
        single = bool(members) and one is not None and one.singular and _joined_person(chunks, k, members[-1])
        if np is None or one is None or not (np.quantity is not None or single) or not _member(chunks, k):
            continue
        following = chunks[k + 2].np if np.bare and k + 2 < len(chunks) and chunks[k + 1].low == "be" else None
        phrases = [following] if following is not None else [np]
        part = Finding(
            sentence, measure, one.count, one.first, one.last, k, phrases, "list", population(sentence, phrases)
        )
        part.part_of, part.rule, part.subset = whole, "of-them-before" if before else "list", True
        members.append(part)
    if (
        whole is not None
        and members
        and sum(m.count.point or 0 for m in members) == whole.count.point
        and len(members) > 1
    ):
        for member in members:
            member.rule = "list-adds-up"
    for member in members:
        member.apart = [other for other in members if other is not member]
    return members


def _joined_person(chunks: Sequence[Chunk], k: int, last: Finding) -> bool:
    """``two farmers and a student``: one person joined to a counted member, and not who that member was."""
    np = chunks[k].np
    if np is None or np.determiner != "a" or np.kind is None or chunks[k - 1].kind not in {"COMMA", "CC"}:
        return False
    j = k - 1
    while j > 0 and (chunks[j].kind in {"COMMA", "CC"} or _uncounted_kin(chunks, j)):
        j -= 1
    singles = 0
    for chunk in chunks[k:]:
        if chunk.kind not in {"NP", "COMMA", "CC"}:
            break
        singles += chunk.np is not None and chunk.np.quantity is None
    return chunks[j].first <= last.first < chunks[j].last and (last.count.point == 1 or last.count.point != singles)


def _uncounted_kin(chunks: Sequence[Chunk], j: int) -> bool:
    """``nine Ethiopians and | Eritreans``: another noun that shares the number before it."""
    np = chunks[j].np
    plain = np is not None and np.quantity is None and np.determiner is None and np.kind is not None and np.kind.plural
    return plain and chunks[j - 1].kind == "CC"


def shares_of(sentence: Sentence, found: Sequence[Finding]) -> list[Finding]:
    """``96 lie in three hospitals: 42 in Leh, and 28 and 26 in Kargil``: bare figures behind a colon that add up."""
    colons = [at for at, chunk in enumerate(sentence.chunks) if chunk.low == ":"] if found else []
    return [part for at in colons for part in _far_shares(sentence, at, found)]


def _far_shares(sentence: Sentence, at: int, found: Sequence[Finding]) -> list[Finding]:
    """``a list of 90 people killed by troops, its leader said: 70 in Osh and 20 in Jalal-Abad``."""
    before = [f for f in found if f.last <= sentence.chunks[at].first and f.part_of is None]
    return _shares(sentence, at, max(before, key=lambda f: f.last), found) if before else []


def _shares(sentence: Sentence, at: int, whole: Finding, found: Sequence[Finding]) -> list[Finding]:
    """``50 were killed: 38 at the station and 12 in hospital``: figures that add up to the one before them.

    Bare ones, and people; in brackets any, those ``found`` for themselves as well: "20 dead (13 there, 7 died later)".
    """
    parts: list[Finding] = []
    bracket = sentence.chunks[at].kind == "LP"
    for k in range(at + 1, len(sentence.chunks)):
        chunk, np = sentence.chunks[k], sentence.chunks[k].np
        told = chunk.vg is not None and sentence.chunks[k - 1].kind != "REL"  # "in the building that was hit"
        if chunk.kind in {"PUNCT", "RP"} or (told and not bracket):
            break
        if np is not None and np.quantity is not None and (np.bare or bracket or np.kind is not None):
            q = np.quantity
            own = next((f for f in found if f.first == q.first and f.part_of is None), None)
            said = population(sentence, [np]) if np.kind is not None and not np.bare else whole.population
            part = Finding(sentence, whole.measure, q.count, q.first, q.last, k, [np], "list", said)
            parts.append(own or part)
    if len(parts) < _TWO or any(p.measure != whole.measure for p in parts):
        return []
    total, all_ = sum(p.count.point or 0 for p in parts), whole.count.point
    exact = total == all_
    if not exact and (bracket or all_ is None or total > all_ or not all(_somewhere(sentence, p) for p in parts)):
        return []
    for part in parts:
        part.part_of, part.rule, part.subset = whole, "list-adds-up" if exact else "list", True
        part.apart = [other for other in parts if other is not part]
    return parts


def _somewhere(sentence: Sentence, part: Finding) -> bool:
    """``900 in Unity state, 700 in May``: a bare number with a place or time of its own right behind it."""
    after = sentence.chunks[part.trigger + 1 : part.trigger + 3]
    placed = len(after) > 1 and after[0].low in {"in", "at", "near", "during", "on"}
    return part.victims[0].bare and placed and (after[1].time is not None or sentence.tokens[after[1].first].cap)


_HAPPEN = frozenset({"occur", "happen", "come"})
_PLAIN = _HAPPEN | {"be"}


def _member(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether the phrase counts people of a list, not things: a person noun, or a number with "were men" behind it."""
    np = chunks[k].np
    if np is None:
        return False
    if np.kind is not None:
        return not (k > 0 and chunks[k - 1].low in {"by", "from", "with"})
    if not np.bare or k + 2 >= len(chunks):
        return False
    return chunks[k + 1].low in _HAPPEN or (chunks[k + 1].low == "be" and chunks[k + 2].np is not None)
