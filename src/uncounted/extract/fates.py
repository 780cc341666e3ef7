"""What became of those who were shot: "two shot, one fatally", "shot two victims, killing one", "both died".

"Two men were shot, one of whom died" counts two casualties, one of them dead: who was shot is hurt or dead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from uncounted.extract.chunks import NounPhrase, Sentence
from uncounted.extract.findings import Finding
from uncounted.extract.frames import reality
from uncounted.extract.objects import object_of
from uncounted.extract.treated import treated_in
from uncounted.model.claim import Count
from uncounted.reference.fold import words as listed

RULE = "of-those-shot"
_SHOT = frozenset({"shoot", "stab"})
_SHOT_OR_KILLED = _SHOT | {"kill"}
_FATALLY = frozenset({"fatally", "mortally"})
_ANYBODY = frozenset(
    listed("other of fatal victim victims people person man men woman women them whom those later one")
)


def fates(sentence: Sentence, found: list[Finding], before: Sequence[Finding]) -> None:
    """Turn those shot into casualties where ``found``, or the sentence after, says how many of them died."""
    _dead_and_hurt(found, before)
    _dead_and_treated(sentence, [*before, *found])
    _suicides(sentence, found)
    found += _gapped(sentence, found)
    found += _victims_counted(sentence, found)
    found += _then_himself(sentence, found)
    _both_of_them(sentence, found)
    found += _they_died(sentence, found, before)
    for dead in [f for f in found if f.measure == "killed" and f.part_of is None and f.count.point]:
        shot = _shot_before(dead, [*before, *found])
        if shot is None:
            continue
        dead.part_of, dead.rule = shot, RULE
        for other in (*before, *found):
            if other.count.point == shot.count.point and other is not shot and _shot(other):
                other.measure = "casualties"
        shot.measure = "casualties"


_MURDER_SUICIDE = re.compile(r"\bmurder[-/ ]+suicide\b|^m/s\b", re.IGNORECASE)
_TRIED = re.compile(r"\battempted\W+(?:murder|suicide)|\bmurder\W+attempt", re.IGNORECASE)


def _suicides(sentence: Sentence, found: Sequence[Finding]) -> None:
    """``shot his wife and then himself`` in what the text calls a murder-suicide: killed."""
    for finding in found:
        heads = {sentence.tokens[np.head].low for np in finding.victims}
        both = finding.measure == "injured" and len(finding.victims) > 1 and heads & {"himself", "herself", "self"}
        if both and _MURDER_SUICIDE.search(sentence.text) and not _TRIED.search(sentence.text):
            finding.measure = "killed"


def _both_of_them(sentence: Sentence, found: list[Finding]) -> None:
    """``M/S: man shot wife, then self``: who was shot is dead as well, and the word for both counts nobody more."""
    if not any(f.measure == "killed" and sentence.tokens[f.last - 1].low in _ONESELF for f in found):
        return
    if not _MURDER_SUICIDE.search(sentence.text) or _TRIED.search(sentence.text):
        return
    for finding in found:
        chunk = sentence.chunks[finding.trigger]
        if finding.measure == "injured" and chunk.vg is not None and chunk.low in _SHOT:
            finding.measure = "killed"
    found[:] = [f for f in found if f.count.rule != "murder-suicide"]


def _dead_and_hurt(found: Sequence[Finding], before: Sequence[Finding]) -> None:
    """``4 people shot``, then ``one was killed and three others were injured``: the four are casualties."""
    sums = {measure: sum(f.count.point or 0 for f in found if f.measure == measure and f.part_of is None)
            for measure in ("killed", "injured")}  # fmt: skip
    if all(sums.values()):
        for shot in before:
            if shot.count.point == sum(sums.values()) and _shot(shot):
                shot.measure = "casualties"


def _dead_and_treated(sentence: Sentence, told: Sequence[Finding]) -> None:
    """``found four men shot. One died``, then ``the three others were taken to hospital``: the four are casualties."""
    hurt = [f for f in told if f.measure != "killed" and 0 <= sentence.number - f.sentence.number <= _FAR]
    dead = [f for f in told if f.measure == "killed" and f.part_of is None and f.count.point]
    for treated in (f for f in treated_in(sentence) if f.others or _one_of_two(f)) if hurt and dead else ():
        for shot in filter(_shot, hurt):
            if shot.count.point == (treated.count.point or 0) + (dead[-1].count.point or 0):
                shot.measure, dead[-1].part_of, dead[-1].rule = "casualties", shot, RULE
                return


_FAR = 5  # sentences
_THEY = frozenset({"they", "both"})
_ONESELF = frozenset({"himself", "herself", "self"})


def _one_of_two(finding: Finding) -> bool:
    np = finding.victims[0]
    return any(t.low in {"other", "others", "remaining"} for t in finding.sentence.tokens[np.first : np.last])


def _shot(finding: Finding) -> bool:
    """Whether a finding counts several people who were shot or stabbed."""
    chunk = finding.sentence.chunks[finding.trigger]
    words = {t.low for t in finding.sentence.tokens[chunk.first : chunk.last]}
    wounded = words & {"gunshot", "stab", "bullet"} and words & {"wound", "wounds"}
    several = finding.count.point is not None and finding.count.point > 1 and finding.part_of is None
    hurt = finding.measure == "injured" or (finding.measure == "casualties" and finding.frame in {"verb", "noun"})
    return hurt and several and (chunk.low in _SHOT or _hit(finding) if chunk.vg is not None else bool(wounded))


def _hit(finding: Finding) -> bool:
    """``suffering from gunshot wounds``, ``struck by gunfire``: shot, in other words."""
    chunk = finding.sentence.chunks[finding.trigger]
    after = finding.sentence.words(chunk.last, min(chunk.last + 6, len(finding.sentence.tokens))).split()
    suffered = chunk.low in {"suffer", "sustain", "have"} and bool({"gunshot", "stab", "bullet"} & {*after})
    return suffered or (chunk.low in {"hit", "strike"} and finding.frame == "noun")


def _victims_before(dead: Finding, others: Sequence[Finding]) -> Finding | None:
    """``Two people were wounded. ... The 19-year-old victim died``: those hurt, where nobody hurt is told of alone."""
    np = dead.victims[0] if len(dead.victims) == 1 else None
    tokens = dead.sentence.tokens
    if np is None or np.determiner != "the" or tokens[np.head].low != "victim" or dead.count.point != 1:
        return None
    hurt = [f for f in others if f.measure == "injured" and f.part_of is None and f.count.high != 0]
    counts = {f.count.point for f in hurt}
    return hurt[-1] if len(counts) == 1 and (hurt[-1].count.point or 0) > 1 else None


def _shot_before(dead: Finding, others: Sequence[Finding]) -> Finding | None:
    """Those shot, told of last before, who can hold the dead."""
    victims = _victims_before(dead, others)
    if victims is not None:
        return victims
    before = [f for f in others if f is not dead and _shot(f) and _earlier(f, dead)]
    if not before:
        return None
    shot, number = before[-1], dead.count.point or 0
    holds = number <= (shot.count.point or 0) if dead.rule == "they" else number < (shot.count.point or 0)
    return shot if holds and (dead.rule == "they" or _of_them(dead, shot)) else None


def _earlier(shot: Finding, dead: Finding) -> bool:
    if shot.sentence is dead.sentence:
        return shot.last <= dead.first
    np = dead.victims[0] if len(dead.victims) == 1 else None
    one = dead.rule == "they" or (np is not None and dead.count.point == 1)
    return dead.sentence.number - shot.sentence.number <= (2 if one else 1)


def _of_them(dead: Finding, shot: Finding) -> bool:
    """``one``, ``one of the men``, ``the son`` of a mother and son: no people of another kind."""
    same = dead.sentence is shot.sentence
    for np in dead.victims:
        tokens = dead.sentence.tokens[np.first : np.last]
        heads = {shot.sentence.tokens[v.head].low for v in shot.victims}
        heads |= {head.removesuffix("s") for head in heads} | {one for head in heads for one in _HOLD.get(head, ())}
        if np.quantity is None:
            listed_with = len(shot.victims) > 1 and dead.sentence.tokens[np.head].low in heads
            listed_with = listed_with and (same or np.determiner in {"the", "poss"})
            listed_with = listed_with or (np.name and _named_among(shot, tokens[-1].low)) or _one_of_them(dead)
            if not (listed_with or (np.kind is not None and _pronounced(dead, np, heads))):
                return False
        elif any(t.tag in {"N", "ADJ"} and t.low not in _ANYBODY | heads for t in tokens):
            return False
        elif not same and not any(t.low == "of" for t in tokens) and dead.trigger:
            vg = dead.sentence.chunks[dead.trigger].vg
            died = vg is not None and vg.verb.lemma in _DIED
            if not (died and (np.bare or _pronounced(dead, np, heads))):
                return False
    return bool(dead.victims)


_ONE_OF = re.compile(
    r"\bone of (?:them|whom|those|the (?:victims|men|women|two|three|injured|wounded)),\s$", re.IGNORECASE
)


def _one_of_them(dead: Finding) -> bool:
    """``One of them, Ana Bell, 30, died``."""
    return bool(_ONE_OF.search(dead.sentence.text, dead.sentence.stretch.start, dead.start))


def _named_among(shot: Finding, name: str) -> bool:
    """``Two officers, Ana Bell and Carl Moss, were shot``: the name stands beside the count, not apart from it."""
    own = {other.sentence.tokens[other.last - 1].low for other in shot.apart}
    return name in shot.sentence.lows and name not in own


# Whom words for several kin hold: one of the parents is the father.
_HOLD = {
    "parents": listed("father mother"), "children": listed("son daughter boy girl child"),
    "kids": listed("son daughter boy girl child"), "couple": listed("husband wife man woman"),
    "siblings": listed("brother sister"), "grandparents": listed("grandfather grandmother"),
}  # fmt: skip
# lemmas as the table of verbs has them, which drop a last "e" of some
_DIED = frozenset(listed("die pronounce pronounc declare declar succumb"))
_ANY_OF = frozenset(listed("victims people persons"))


def _pronounced(dead: Finding, np: NounPhrase, heads: set[str]) -> bool:
    """``found three people shot. A 20-year-old man was pronounced dead``: one of them, if they can hold him."""
    vg = dead.sentence.chunks[dead.trigger].vg
    one = np.kind is not None and not np.kind.plural and not np.kind.group and dead.count.point == 1
    if vg is None or vg.verb.lemma not in _DIED or not one or np.name:
        return False
    singular = heads | {head[:-3] + "man" for head in heads if head.endswith("men")}
    return bool(heads & _ANY_OF) or dead.sentence.tokens[np.head].low in singular


def _gapped(sentence: Sentence, found: list[Finding]) -> list[Finding]:
    """``Two men were shot, one fatally``: the verb is not said again."""
    made: list[Finding] = []
    if sentence.lows.isdisjoint(_FATALLY) and "fatal" not in sentence.lows:
        return made
    chunks = sentence.chunks
    for at in range(1, len(chunks)):
        np = chunks[at].np
        last = chunks[min(at + 1, len(chunks) - 1)]
        fatal = last.kind == "ADV" and sentence.tokens[last.first].low in _FATALLY
        follows = at + 2 >= len(chunks) or chunks[at + 2].vg is None
        one = np is not None and (np.bare or np.pronoun in {"them", "whom"})
        if np is not None and sentence.tokens[np.last - 1].low == "fatal" and np.quantity is not None:
            one = fatal = follows = np.last - np.quantity.last == 1  # "two men shot, 1 fatal"
        if np is None or not one or np.quantity is None or not fatal or not follows:
            continue
        if any(_shot(f) and f.last <= np.first for f in found):
            found[:] = [f for f in found if f.part_of is None or f.first != np.first]  # "two of them fatally"
            made.append(Finding(sentence, "killed", np.quantity.count, np.first, np.last, at, [np], "verb"))
    return made


def _victims_counted(sentence: Sentence, found: Sequence[Finding]) -> list[Finding]:
    """``3 victims, 1 killed``: the victims are hurt or dead."""
    np = sentence.chunks[0].np if found and len(sentence.chunks) > 2 else None
    if np is None or np.quantity is None or sentence.tokens[np.head].low not in {"vics", "victims", "vic"}:
        return []
    dead = [f for f in found if f.measure == "killed" and all(v.bare for v in f.victims) and f.part_of is None]
    others = [f for f in found if f.measure in {"injured", "casualties"} and f.count.high != 0]
    number = np.quantity.count
    fits = number.point is not None and 0 < sum(f.count.point or 0 for f in dead) < number.point
    if others or not fits or sentence.chunks[1].kind not in {"COMMA", "DASH"}:
        return []
    whole = Finding(sentence, "casualties", number, np.quantity.first, np.quantity.last, 0, [np], "noun")
    for one in dead:
        one.part_of, one.rule = whole, RULE
    return [whole]


_HARMED = frozenset({"killed", "injured"})
_GUNS = frozenset(listed("gun weapon rifle pistol handgun shotgun firearm knife"))


def _then_himself(sentence: Sentence, found: Sequence[Finding]) -> list[Finding]:
    """``shot his wife at home, then himself``, ``before turning the gun on himself``: a suicide where words say so."""
    made: list[Finding] = []
    if sentence.lows.isdisjoint(_ONESELF):
        return made
    chunks = sentence.chunks
    for at in range(1, len(chunks)):
        np = chunks[at].np
        reflexive = np is not None and sentence.tokens[np.head].low in _ONESELF
        turned = at > 2 and chunks[at - 1].low == "on" and chunks[at - 2].low in _GUNS and chunks[at - 3].low == "turn"
        listed_self = chunks[at - 1].kind == "COMMA" and np is not None and sentence.tokens[np.head].low == "self"
        opened = turned or listed_self or chunks[at - 1].low == "then" or (at > 1 and chunks[at - 2].low == "then")
        if np is None or not reflexive or not opened or any(f.first <= np.first < f.last for f in found):
            continue
        verbs = [c for c in chunks[:at] if c.vg is not None and (c.harm in _HARMED or not turned)]
        known = bool(verbs) and verbs[-1].harm in _HARMED and (turned or verbs[-1].low in _SHOT_OR_KILLED)
        if not known:
            continue
        called = "suicide" in sentence.text.lower() or _MURDER_SUICIDE.search(sentence.text)
        suicide = called or verbs[-1].harm == "killed"
        count = Count(1, 1, 1, text=sentence.quote(np.first, np.last))
        made.append(Finding(sentence, "killed" if suicide else "injured", count, np.first, np.last, at, [np], "verb"))
    return made


def _they_died(sentence: Sentence, found: Sequence[Finding], before: Sequence[Finding]) -> list[Finding]:
    """``Both teens were taken to hospital, where they died``: as many as were shot."""
    made: list[Finding] = []
    if sentence.lows.isdisjoint(_THEY) or not any(_shot(f) and _close(f, sentence) for f in (*before, *found)):
        return made
    for at, chunk in enumerate(sentence.chunks[:-1]):
        np = chunk.np
        floats = sentence.words(sentence.chunks[at + 1].first, sentence.chunks[at + 1].last) in {"both", "all"}
        at = at + 1 if floats and at + 2 < len(sentence.chunks) else at  # "they both died"
        verb = sentence.chunks[at + 1]
        dead = verb.vg is not None and verb.harm == "killed" and verb.voice in {"bare", "active", "passive"}
        did_it = verb.voice in {"bare", "active"} and bool(object_of(sentence, at + 1))  # "they shot dead ten bandits"
        dead = dead and not did_it and reality(sentence.chunks, at + 1) == "real"
        if np is None or np.pronoun not in {"they", "both"} or not dead:
            continue
        shot = [f for f in (*before, *found) if _shot(f) and _close(f, sentence)]
        for known in (f for f in found if shot and f.first == np.first and f.count.point == shot[-1].count.point):
            known.rule = "they"
        if shot and not any(f.first == np.first for f in found):
            number = shot[-1].count.point
            count = Count(number, number, number, text=sentence.quote(np.first, np.last), rule="as-many-as-shot")
            finding = Finding(sentence, "killed", count, np.first, np.last, at + 1, [np], "verb")
            finding.rule = "they"
            made.append(finding)
    return made


def _close(finding: Finding, sentence: Sentence) -> bool:
    return sentence.number - finding.sentence.number <= 2
