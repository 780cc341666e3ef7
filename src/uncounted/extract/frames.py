"""Findings from verbs of harm: killed, were wounded, died, found dead, killing 12."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from uncounted.extract.appositions import persons_once, summed_up
from uncounted.extract.bodily import fired, on_oneself
from uncounted.extract.chunks import Chunk, NounPhrase, Sentence, VerbGroup
from uncounted.extract.clauses import subject_of
from uncounted.extract.findings import Finding
from uncounted.extract.harm import INTRANSITIVE
from uncounted.extract.objects import object_of, with_them
from uncounted.extract.people import KIN, THINGS, Counted, counted, population
from uncounted.extract.somebody import owner, somebody, them, they
from uncounted.model.claim import Count, Measure
from uncounted.reference.fold import words as listed

_UNREAL = frozenset({"will", "would", "could", "can", "should", "shall", "must", "may", "might", "wo", "ca", "'ll"})
_IN_THE_END = frozenset({"later", "eventually", "subsequently", "ultimately"})
_PERHAPS = frozenset({"may", "might", "must"})
_BELIEVED = frozenset(
    listed("""
        believe report say think know fear allege claim understand estimate presume appear seem suspect confirm
    """)
)
_DESTROY = frozenset(
    {"destroy", "eliminate", "liquidate", "neutralise", "neutralize", "eliminat", "liquidat", "neutralis", "neutraliz"}
)
_PURPOSE = frozenset(
    listed("""
        threaten vow plan want intend try attempt seek aim pledge order hope plot prepare refuse fail conspire
    """)
)


def verb_findings(sentence: Sentence) -> list[Finding]:
    """The findings of every verb of harm in a sentence, left to right."""
    found: list[Finding] = []
    for at, chunk in enumerate(sentence.chunks):
        if chunk.vg is not None and chunk.vg.verb.lemma in _DESTROY and chunk.vg.harm is None:
            found += _destroyed(sentence, at)
        if chunk.low == "lose" and chunk.voice in {"active", "bare", "ing"}:
            found += _lost(sentence, at)
        if chunk.vg is None or chunk.vg.harm is None:
            continue
        state = reality(sentence.chunks, at)
        measure = _measure(sentence, at)
        if state == "unreal" or measure is None:
            continue
        found += _of_verb(sentence, at, measure, state)
    return found


def _destroyed(sentence: Sentence, at: int) -> list[Finding]:
    """``destroyed more than 600 soldiers``, ``five rebels were neutralised``: in the language of armies, killed."""
    passive = sentence.chunks[at].voice == "passive"
    objects = subject_of(sentence, at) if passive else object_of(sentence, at)
    np = sentence.chunks[objects[0]].np if objects else None
    if np is None or np.kind is None or np.kind.group or np.quantity is None or reality(sentence.chunks, at) != "real":
        return []
    if any(token.low in THINGS for token in sentence.tokens[np.first : np.last]):
        return []  # "destroyed two rebel camps militants used"
    return _of_verb(sentence, at, "killed", "real")


def _lost(sentence: Sentence, at: int) -> list[Finding]:
    """``the army lost two of its soldiers``: a force's own dead; ``lost her husband and two sons``: the bereaved's."""
    objects = object_of(sentence, at)
    np = sentence.chunks[objects[0]].np if objects else None
    if np is not None and _bereaved(sentence, at, np):
        found = _of_verb(sentence, at, "killed", reality(sentence.chunks, at))
        for finding in found:
            finding.agent = None
        return found
    if np is None or np.kind is None or np.kind.group or np.quantity is None or reality(sentence.chunks, at) != "real":
        return []
    forces = np.kind.status in {"combatant", "member of armed forces"}
    own = forces or sentence.tokens[np.head].low in {"men", "man", "personnel", "members", "member"}
    to = sentence.tokens[np.last].low if np.last < len(sentence.tokens) else ""
    own = own or (to == "to" and sentence.tokens[np.head].low in {"people", "citizens", "civilians", "lives"})
    found = _of_verb(sentence, at, "killed", "real") if own and not np.bare else []
    for finding in found:
        finding.agent = None  # who lost them did not kill them
    return found


def _bereaved(sentence: Sentence, at: int, np: NounPhrase) -> bool:
    """Whether somebody lost one or more of their kin, and to no illness."""
    kin = sentence.tokens[np.head].low in KIN and (np.quantity is not None or np.determiner in {"a", "poss"})
    subjects = subject_of(sentence, at)
    who = sentence.chunks[subjects[-1]].np if subjects else None
    person = who is not None and (who.pronoun is not None or bool(who.name) or (who.kind is not None))
    ill = bool({"cancer", "illness", "disease", "covid", "covid-19", "aids", "hunger"} & sentence.lows)
    return kin and person and not ill and reality(sentence.chunks, at) == "real"


def reality(chunks: Sequence[Chunk], at: int) -> str:
    """``real``, ``perhaps`` (may have), ``unreal`` (will, could, to kill, if) or ``none`` (negated)."""
    vg = chunks[at].vg
    if vg is None:
        return "real"
    if vg.modal == "would" and vg.manner in _IN_THE_END and not vg.perfect:
        return "real"  # "would later die of his wounds": told from before
    if vg.modal in _UNREAL:
        return "perhaps" if vg.modal in _PERHAPS and vg.perfect else "unreal"
    if vg.voice == "to":
        return "real" if vg.perfect and _believed(chunks, at) else "unreal"
    if _verb_left(chunks, at) in _PURPOSE and vg.voice == "ing":
        return "unreal"
    if any(c.kind == "SUB" and c.low in {"if", "unless", "lest", "whether"} for c in _clause_left(chunks, at)):
        return "unreal"
    before = [c for c in chunks[max(0, at - 2) : at] if c.kind != "ADV"]
    if vg.negated or (before and before[-1].kind == "P" and before[-1].low == "without"):
        return "none"
    if before and before[-1].kind == "P" and before[-1].low in {"for", "of", "from", "against"} and vg.voice == "ing":
        return "perhaps"
    return "real"


def _believed(chunks: Sequence[Chunk], at: int) -> bool:
    """``are assessed to have killed``, ``is believed to have died``: what is held to have happened."""
    left = next((c for c in reversed(chunks[:at]) if c.vg is not None), None)
    if at and chunks[at - 1].np is not None and chunks[at - 1].low in {"claims", "claim"}:
        return True  # "the department claims to have killed six"
    return left is not None and left.vg is not None and (left.vg.verb.lemma in _BELIEVED or left.vg.voice == "passive")


def _verb_left(chunks: Sequence[Chunk], at: int) -> str | None:
    j = at - 1
    while j >= 0 and chunks[j].kind in {"ADV", "P", "TO", "QUOTE", "REL"}:
        j -= 1
    return chunks[j].low if j >= 0 and chunks[j].vg is not None else None


def _clause_left(chunks: Sequence[Chunk], at: int) -> list[Chunk]:
    j = at
    while j > 0 and chunks[j - 1].kind not in {"PUNCT", "COMMA"}:
        j -= 1
    return list(chunks[j:at])


def _measure(sentence: Sentence, at: int) -> Measure | None:
    """The measure of a verb, with "killed or wounded" joined to casualties and the first of such a pair left out."""
    chunks = sentence.chunks
    vg = chunks[at].vg
    if vg is None or vg.harm is None:
        return None
    after = _joined_verb(chunks, at, +1)
    before = _joined_verb(chunks, at, -1)
    if after is not None and after.harm is not None:
        return None
    if before is not None and before.harm is not None and before.harm != vg.harm:
        pair = {before.harm, vg.harm}
        if (
            pair == {"killed", "injured"}
            and before.verb.lemma not in {"shoot", "stab", "knife"}
            and vg.verb.lemma != "die"
        ):
            return "casualties"
        return "killed" if "killed" in pair else vg.harm
    if vg.verb.lemma == "hurt" and vg.voice == "active":
        return None
    return vg.harm


def _joined_verb(chunks: Sequence[Chunk], at: int, step: int) -> VerbGroup | None:
    """The verb joined by "and" or "or" right beside the verb at ``at``: they share one victim."""
    j = at + step
    while 0 <= j < len(chunks) and chunks[j].kind == "ADV":
        j += step
    if not 0 <= j < len(chunks) or (chunks[j].low not in {"and", "or", "and/or", "/"} and not _shot_killed(chunks, j)):
        return None
    j += step
    while 0 <= j < len(chunks) and chunks[j].kind == "ADV":
        j += step
    if not 0 <= j < len(chunks) or chunks[j].vg is None:
        return None
    first, second = (chunks[at].vg, chunks[j].vg) if step > 0 else (chunks[j].vg, chunks[at].vg)
    if (
        first is None
        or second is None
        or (second.voice in {"passive", "to"} and first.voice not in {"passive", "bare"})
    ):
        return None
    return chunks[j].vg


def _shot_killed(chunks: Sequence[Chunk], at: int) -> bool:
    """``Man shot, killed on the west side``: a comma for "and" in a headline."""
    if chunks[at].kind != "COMMA" or not 0 < at < len(chunks) - 1:
        return False
    left, right = chunks[at - 1].vg, chunks[at + 1].vg
    return left is not None and right is not None and left.verb.lemma in {"shoot", "stab"} and right.harm == "killed"


def _of_verb(sentence: Sentence, at: int, measure: Measure, state: str) -> list[Finding]:
    chunks = sentence.chunks
    vg = chunks[at].vg
    if vg is None:
        return []
    victims, agent = _roles(sentence, at, vg)
    if not victims or fired(sentence, at) or _no_figure(sentence, victims):
        return []
    found = group(sentence, victims, measure, at, "verb")
    if state == "none":
        found = [f for f in found if f.count.high == 0] or _nobody(sentence, victims, measure, at)
    for finding in found:
        finding.agent = agent
        if state == "perhaps":
            finding.doubt = vg.modal or "perhaps"
    return found


def _no_figure(sentence: Sentence, victims: Sequence[int]) -> bool:
    """``a girl is one of the two injured``, ``shot some who fled``: who somebody was, or that there were some."""
    k = victims[0]
    chunks, np = sentence.chunks, sentence.chunks[k].np
    if len(victims) > 1 or np is None or np.quantity is None:
        return False
    of = sentence.words(np.quantity.first, np.quantity.last + 1) == "one of"
    if of and k > 1 and chunks[k - 1].low == "be" and chunks[k - 2].np is not None:
        return True
    return np.bare and np.quantity.count.text == "some" and chunks[min(k + 1, len(chunks) - 1)].kind == "REL"


def _roles(sentence: Sentence, at: int, vg: VerbGroup) -> tuple[list[int], Chunk | None]:
    """Victims and agent of a verb of harm, by its voice and what stands around it."""
    chunks = sentence.chunks
    if vg.verb.lemma in INTRANSITIVE:
        return [*subject_of(sentence, at), *with_them(sentence, at)], None
    shared = _joined_verb(chunks, at, -1)
    first = at
    if shared is not None:
        first = next(k for k in range(at - 1, -1, -1) if chunks[k].vg is shared)
    lead = chunks[first].vg or vg
    objects = object_of(sentence, at)
    if on_oneself(sentence, at, objects):
        return subject_of(sentence, first), None
    if vg.voice == "passive" or lead.voice == "passive":
        subjects = they(sentence, _one_subject(sentence, subject_of(sentence, first), chunks[first]))
        return [*subjects, *with_them(sentence, at)], _by(chunks, at)
    if vg.voice == "bare" and vg.verb.lemma in {"dead", "missing", "deceased", "homeless", "unaccounted"}:
        return subject_of(sentence, first), None
    if vg.voice == "bare" and (not objects or _reduced(sentence, at, objects)):
        return [*subject_of(sentence, first), *with_them(sentence, at)], _by(chunks, at)
    subject = subject_of(sentence, first)
    victims = [*them(sentence, objects, at), *(with_them(sentence, objects[-1]) if objects else [])]
    return victims, chunks[subject[-1]] if subject else None


def _one_subject(sentence: Sentence, subjects: list[int], verb: Chunk) -> list[int]:
    """``A leader of X and most wanted extremist was killed``: one person, said twice; the verb is singular."""
    phrases = [sentence.chunks[k].np for k in subjects]
    if len(phrases) < 2 or sentence.tokens[verb.first].low not in {"was", "is", "has"}:
        return subjects
    again = [np for np in phrases[1:] if np and not (np.determiner or np.quantity or np.name or np.pronoun)]
    return subjects[:1] if len(again) == len(phrases) - 1 else subjects


def _reduced(sentence: Sentence, at: int, objects: list[int]) -> bool:
    """Whether an -ed form with a phrase after it is still a participle: "12 killed Monday, 5 wounded"."""
    chunks = sentence.chunks
    np = chunks[objects[0]].np
    if np is None:
        return True
    left = chunks[at - 1].np if at else None
    one = left is not None and left.kind is not None and not left.kind.plural and left.determiner is None
    if one and at > 1 and chunks[at - 2].low == "to" and counted(sentence, chunks, objects[0]) is None:
        return True  # "respond to man shot approx 1 PM"
    if left is None or left.quantity is None:
        return False
    after = chunks[objects[0] + 1] if objects[0] + 1 < len(chunks) else None
    if np.bare and after is not None and after.harm is not None and after.voice == "bare":
        return True  # "1 soldier killed 5 injured"
    plain = np.determiner is None and np.quantity is None
    return left.bare and (plain or counted(sentence, chunks, objects[0]) is None)


def _by(chunks: Sequence[Chunk], at: int) -> Chunk | None:
    for k in range(at + 1, min(at + 8, len(chunks) - 1)):
        if chunks[k].kind == "P" and chunks[k].low == "by" and chunks[k + 1].kind == "NP":
            return chunks[k + 1]
        if chunks[k].kind in {"VG", "SUB", "REL", "PUNCT"}:
            return None
    return None


def _nobody(sentence: Sentence, victims: list[int], measure: Measure, at: int) -> list[Finding]:
    """``did not kill anyone``, ``without injuring any civilians``: nought, where the words say so of everybody."""
    np = sentence.chunks[victims[0]].np
    if np is None or sentence.tokens[np.first].low not in {
        "any",
        "anyone",
        "anybody",
        "a",
        "single",
        "civilians",
        "people",
    }:
        return []
    words = sentence.quote(np.first, np.last)
    count = Count(0, 0, 0, text=words)
    return [Finding(sentence, measure, count, np.first, np.last, at, [np], "verb", population(sentence, [np]))]


def group(sentence: Sentence, victims: Sequence[int], measure: Measure, trigger: int, frame: str) -> list[Finding]:
    """Findings for coordinated victims: kin and single persons make one figure, counted groups one each."""
    chunks = sentence.chunks
    members = [
        (k, counted(sentence, chunks, k) or somebody(sentence, k, trigger, measure) or owner(sentence, k, victims))
        for k in persons_once(sentence, victims)
        if not _of_other_harm(chunks[k].np, measure)
    ]
    counts = [(k, c) for k, c in members if c is not None]
    if not counts:
        return []
    if summed_up(sentence, counts):
        counts = counts[:1]
    if len(counts) > 1 and _one_figure(sentence, counts):
        return [_summed(sentence, counts, measure, trigger, frame)]
    found = []
    for k, one in counts:
        np = chunks[k].np
        if np is None:
            continue
        finding = Finding(
            sentence, measure, one.count, one.first, one.last, trigger, [np], frame, population(sentence, [np])
        )
        finding.others, finding.further = np.others, _further(sentence, np)
        found.append(finding)
    for finding in found:
        finding.apart = [other for other in found if other is not finding]
    return found


def _of_other_harm(np: NounPhrase | None, measure: Measure) -> bool:
    """``112 martyrs and 769 injured arrived``: the dead are not among the injured."""
    return np is not None and np.harm == "killed" and measure == "injured" and np.quantity is not None


def _further(sentence: Sentence, np: NounPhrase) -> bool:
    """``a further 10``, ``another 12``, ``three more victims``."""
    if np.quantity is None:
        return False
    after = sentence.tokens[np.quantity.last].low if np.quantity.last < np.last else ""
    return np.quantity.further or after in {"more", "additional", "further"}


def _one_figure(sentence: Sentence, counts: Sequence[tuple[int, Counted]]) -> bool:
    if all(one.singular for _, one in counts):
        return True
    if any(
        one.singular and (np := sentence.chunks[k].np) is not None and np.determiner == "poss" for k, one in counts[1:]
    ):
        return True  # "three citizens and their driver"
    heads = [chunk.np for k, _ in counts if (chunk := sentence.chunks[k]).np is not None]
    kin = [np is not None and sentence.tokens[np.head].low in KIN for np in heads]
    if any(k and np is not None and np.determiner == "poss" for k, np in zip(kin, heads, strict=True)) and all(
        k or one.singular for k, (_, one) in zip(kin, counts, strict=True)
    ):
        return True  # "a mother, her two children and a friend"
    return all(kin)


def _summed(
    sentence: Sentence, counts: Sequence[tuple[int, Counted]], measure: Measure, trigger: int, frame: str
) -> Finding:
    """A father, mother and their two sons: four, said by the whole list."""
    lows = [one.count.low for _, one in counts]
    highs = [one.count.high for _, one in counts]
    points = [one.count.point for _, one in counts]
    first, last = counts[0][1].first, sentence.chunks[counts[-1][0]].last
    text = sentence.quote(first, last)
    count = Count(
        sum(x or 0 for x in lows),
        None if None in highs else sum(x or 0 for x in highs),
        None if None in points else sum(x or 0 for x in points),
        text=text, rule="sum-of-persons",
    )  # fmt: skip
    phrases = [np for k, _ in counts if (np := sentence.chunks[k].np) is not None]
    said = population(sentence, phrases)
    words = sentence.quote(first, last)
    return Finding(sentence, measure, count, first, last, trigger, phrases, frame, replace(said, text=words))
