"""Findings that are parts of another: including, among them, of whom, two of them children."""

from __future__ import annotations

from uncounted.extract.chunks import Chunk, NounPhrase, Sentence
from uncounted.extract.findings import Finding
from uncounted.extract.objects import object_of
from uncounted.extract.people import counted, population
from uncounted.model.claim import Measure

_OPENERS = frozenset({"including", "among them", "amongst them", "of them", "of whom", "among whom", "such as"})

_SHOT = frozenset({"shoot", "stab", "burn", "hack", "beat"})
_OF_ALL = frozenset(
    f"of the {word}"
    for word in (
        "dead",
        "injured",
        "wounded",
        "killed",
        "victims",
        "casualties",
        "deaths",
        "fatalities",
        "total",
        "killings",
    )
)


def part_findings(sentence: Sentence, found: list[Finding]) -> list[Finding]:
    """Findings after "including" and its kind, each ``part_of`` the nearest finding before it in the sentence."""
    chunks = sentence.chunks
    parts: list[Finding] = []
    for at, chunk in enumerate(chunks):
        if chunk.low in _OPENERS and at + 1 < len(chunks):
            whole = _whole(sentence, found, at)
            inner = _whole(sentence, parts, at) if chunk.low != "including" else None  # "..., among them 29 women"
            nested = _listed(sentence, at, inner) if inner is not None else []
            if nested or whole is not None:
                parts += nested or _listed(sentence, at, whole or nested[0])
                parts += _left(sentence, at, whole) if whole is not None and not nested else []
        elif (
            chunk.np is not None
            and chunk.np.pronoun in {"them", "whom", "these", "those"}
            and chunk.np.quantity is not None
        ):
            parts += _of_them(sentence, at, found)
    _of_whom(sentence, found)
    _with(sentence, found)
    _listed_casualties(sentence, found)
    taken = {(f.first, f.last) for f in found}
    return [part for part in parts if (part.first, part.last) not in taken]


def _of_whom(sentence: Sentence, found: list[Finding]) -> None:
    """``casualties, of whom 12 were killed``, ``100 of the dead``: figures with a verb that are parts too."""
    for finding in found:
        k = next((k for k, c in enumerate(sentence.chunks) if c.first <= finding.first < c.last), 0)
        if k > 0 and sentence.chunks[k - 1].low in _OPENERS and finding.part_of is None:
            whole = _whole(sentence, [f for f in found if f is not finding], k - 1)
            if whole is not None and whole.measure in {finding.measure, "casualties"}:
                finding.part_of, finding.rule = whole, "of-them"
        them = any(np.pronoun == "them" and np.quantity is not None for np in finding.victims)
        if finding.part_of is None and them and not _of_those_here(finding):
            finding.subset, finding.rule = True, "of-them"  # "some 220 of them were killed by militiamen"
            dead = [f for f in found if f.measure == "killed" and f.last <= finding.first and f.count.high != 0]
            if dead and finding.measure == "injured" and sentence.chunks[finding.trigger].low in _SHOT:
                finding.measure, finding.part_of = "killed", dead[-1]  # "14 people died, 12 of them shot by police"
        words = sentence.words(0, min(4, len(sentence.tokens)))
        if words.startswith(
            ("of the dead", "of the killed", "of the injured", "of the wounded", "of the victims", "of those")
        ):
            finding.subset = True
        tail = sentence.words(finding.last, min(finding.last + 3, len(sentence.tokens)))
        if tail.startswith("of the") and tail.split()[-1].isdigit():
            finding.subset = True
        among = sentence.words(finding.last, min(finding.last + 4, len(sentence.tokens))).removeprefix("are ")
        if among.startswith(_AMONG_THE_DEAD) or _listed_among(finding):
            finding.subset = finding.measure == "killed"
        died = finding.measure == "killed" and tail in {"of the injured", "of the wounded"}
        if tail in _OF_ALL and not died:
            finding.subset = True


_AMONG_THE_DEAD = ("among the dead", "among the killed", "among the victims", "among those killed")


def _listed_among(finding: Finding) -> bool:
    """``Six Russians, three Chinese and one American were among the dead``: any of the list."""
    sentence, chunks = finding.sentence, finding.sentence.chunks
    k = finding.first_chunk + 1
    while k < len(chunks) and (chunks[k].kind in {"COMMA", "CC"} or chunks[k].np is not None):
        k += 1
    if k + 1 >= len(chunks) or chunks[k].low != "be" or "among" not in sentence.lows:
        return False
    return sentence.words(chunks[k].last, len(sentence.tokens)).startswith(_AMONG_THE_DEAD)


def _of_those_here(finding: Finding) -> bool:
    """``fired on the worshippers inside, killing 66 of them``: of people whom the sentence names and does not count."""
    chunks, at = finding.sentence.chunks, finding.trigger
    verb = next((k for k, c in enumerate(chunks[:at]) if c.vg is not None), None)
    if verb is None or chunks[at].voice != "ing":
        return False
    people = [c.np for c in chunks[verb + 1 : at] if c.np is not None and c.np.kind is not None]
    return any(np.kind is not None and np.kind.plural and np.quantity is None for np in people)


def _with(sentence: Sentence, found: list[Finding]) -> None:
    """``29 were hurt, with dozens of children badly burned``: those after "with" are of those before."""
    for finding in found:
        k = next((k for k, c in enumerate(sentence.chunks) if c.first <= finding.first < c.last), 0)
        if k < 2 or sentence.chunks[k - 1].low != "with" or sentence.chunks[k - 2].kind != "COMMA":
            continue
        whole = _whole(sentence, [f for f in found if f is not finding], k - 1)
        if whole is not None and whole.measure == finding.measure and finding.part_of is None and not finding.others:
            finding.part_of, finding.rule = whole, "of-them"


def _listed_casualties(sentence: Sentence, found: list[Finding]) -> None:
    """``17,023 casualties: 6,655 killed and 10,368 injured``: both are parts of the casualties."""
    for whole in [f for f in found if f.measure == "casualties" and f.count.high != 0]:
        opener = next(
            (
                k
                for k, c in enumerate(sentence.chunks)
                if c.first >= whole.last and (c.kind == "LP" or c.low in {":", "including"})
            ),
            None,
        )
        if opener is None:
            continue
        stop = next((c.first for c in sentence.chunks[opener + 1 :] if c.kind in {"RP", "PUNCT"}), len(sentence.tokens))
        for part in found:
            if (
                part.part_of is None
                and sentence.chunks[opener].first < part.first < stop
                and part.measure in {"killed", "injured"}
            ):
                part.part_of, part.rule = whole, "list"


def _whole(sentence: Sentence, found: list[Finding], at: int) -> Finding | None:
    """The finding whose victims stand nearest before the opener, or whose verb does."""
    place = sentence.chunks[at].first
    before = [f for f in found if f.last <= place and f.count.high != 0]
    if before:
        return max(before, key=lambda f: f.last)
    return None


def _listed(sentence: Sentence, at: int, whole: Finding) -> list[Finding]:
    parts = []
    for k in object_of(sentence, at):
        one = counted(sentence, sentence.chunks, k)
        np = sentence.chunks[k].np
        if one is None or np is None or np.kind is None or _too_many(one.count.low, whole):
            continue
        if one.singular and (np.determiner in {"the", "poss"} or sentence.tokens[np.head].cap):
            continue
        part = Finding(
            sentence, whole.measure, one.count, one.first, one.last, at, [np], "part", population(sentence, [np])
        )
        part.part_of, part.rule = whole, "of-them" if sentence.chunks[at].low.startswith("of") else "including"
        parts.append(part)
    return parts


def _left(sentence: Sentence, at: int, whole: Finding) -> list[Finding]:
    """``1,469, of whom 1,023 have left hospital``: a bare number and a verb that harms nobody."""
    chunks = sentence.chunks
    np, verb = chunks[at + 1].np, chunks[at + 2] if at + 2 < len(chunks) else None
    if not chunks[at].low.startswith("of") or np is None or np.quantity is None or not np.bare or verb is None:
        return []
    if verb.vg is None or verb.harm is not None or verb.vg.negated or _too_many(np.quantity.count.low, whole):
        return []
    q = np.quantity
    part = Finding(sentence, whole.measure, q.count, q.first, q.last, at, [np], "part", whole.population)
    part.part_of, part.rule = whole, "of-them"
    return [part] if whole.measure in {"injured", "killed", "casualties"} and verb.low not in _AWAY else []


def _too_many(low: int | None, whole: Finding) -> bool:
    return low is not None and whole.count.high is not None and low > whole.count.high


_AWAY = frozenset({"survive", "escape", "flee", "surviv", "rescue", "release", "free", "return"})


def _held(chunk: Chunk, np: NounPhrase) -> bool:
    """``12 of whom belonged to a militia``: any verb that leaves them among those counted, and more than "many"."""
    if np.quantity is None or np.quantity.count.modifier == "vague word":
        return False
    return chunk.vg is not None and chunk.vg.harm is None and chunk.low not in _AWAY and not chunk.vg.negated


def _of_them(sentence: Sentence, at: int, found: list[Finding]) -> list[Finding]:
    """``two of them children``, ``three of whom are women``: the noun that follows says who they are."""
    chunks = sentence.chunks
    np = chunks[at].np
    whole = _whole(sentence, found, at)
    if np is None or np.quantity is None or whole is None or _too_many(np.quantity.count.low, whole):
        return []
    k = at + 1
    while k < len(chunks) and (
        chunks[k].kind in {"ADV", "COMMA"} or (chunks[k].vg is not None and chunks[k].low == "be")
    ):
        k += 1
    follows = chunks[k].np if k < len(chunks) else None
    if k < len(chunks) and chunks[k].vg is not None and not (np.pronoun == "whom" and _held(chunks[k], np)):
        return []
    phrases = [follows] if follows is not None and follows.kind is not None else []
    said = population(sentence, phrases)
    q = np.quantity
    fatal = "fatally" in sentence.words(q.last, min(q.last + 3, len(sentence.tokens))).split()
    measure = "killed" if fatal and whole.measure == "injured" else whole.measure  # "100 were shot, 19 of them fatally"
    part = Finding(sentence, measure, q.count, q.first, q.last, at, [np, *phrases], "part", said)
    part.part_of, part.rule = whole, "of-them"
    return [part, *_and_one(sentence, k, measure, whole)]


def _and_one(sentence: Sentence, k: int, measure: Measure, whole: Finding) -> list[Finding]:
    """``two of them local and one Dutch``: the rest of them, by what they are."""
    chunks = sentence.chunks
    np = chunks[k + 2].np if k + 2 < len(chunks) and chunks[k + 1].low == "and" else None
    ends = k + 3 >= len(chunks) or chunks[k + 3].kind in {"PUNCT", "COMMA", "RP"}
    if np is None or np.quantity is None or np.pronoun is not None or not ends or np.last - np.first > _ONE_DUTCH:
        return []
    q = np.quantity
    part = Finding(sentence, measure, q.count, q.first, q.last, k + 2, [np], "part", population(sentence, [np]))
    part.part_of, part.rule = whole, "of-them"
    return [part]


_ONE_DUTCH = 2  # words
