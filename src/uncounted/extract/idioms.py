"""Harm that is said without a verb or noun of harm beside the count: "the victims of killings", "and so did 10"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from uncounted.extract.chunks import Sentence
from uncounted.extract.clauses import subject_of
from uncounted.extract.findings import Finding
from uncounted.extract.frames import group, reality
from uncounted.extract.harm import BODIES, NOUNS
from uncounted.extract.objects import object_of
from uncounted.extract.people import counted, in_each, population
from uncounted.extract.persons import ATTACKERS
from uncounted.extract.treated import in_care, treated_for
from uncounted.reference.fold import words as listed

_VICTIMS = frozenset({"victim", "victims"})
_LIMBS = frozenset(listed("limb limbs leg legs arm arms hand hands eye eyes foot feet finger fingers sight eyesight"))
_SEEM = frozenset({"appear", "seem"})
_OF_THE_DEAD = frozenset({"dead", "fatalities", "slain", "killed"})
_SAID = frozenset({"victim", "victims", "lose", "lost", "losing", "so", "as", "survive", "those", "among", "all"})
_SAID |= _OF_THE_DEAD | frozenset(listed("breathed passed treatment attention expired addition apart aside besides"))
_SAID |= {"make", "made"}
_BURIAL = frozenset(listed("bury buried burying"))
_TREATED = frozenset({"treated", "treating"})
_SAID |= _BURIAL | _TREATED | frozenset({"care", "hospital", "hospitals"})
_SAID |= {"fell", "fallen"}
_UNDER = frozenset(
    listed("under beneath underneath alive rubble debris landslide mud avalanche mudslide snow earth collapse")
)
_FAR = 6  # chunks from "victims of" to the noun of harm


def idioms(sentence: Sentence, found: Sequence[Finding]) -> list[Finding]:
    """The findings of such words in a sentence; ``found`` are those that it gave already."""
    if sentence.lows.isdisjoint(_SAID):
        return []
    made: list[Finding] = []
    lows = sentence.lows
    frames = [f for f, words in _FRAMES if not (lows.isdisjoint(words) or lows.isdisjoint(_BESIDE.get(f, lows)))]
    if not (frames or found or "among" in sentence.lows):
        return made
    for at in range(len(sentence.chunks)):
        for frame in frames:
            made += frame(sentence, at)
        _all_of_them(sentence, at, [*found, *made])
        made += _so_did(sentence, at, [*found, *made]) + _among_them(sentence, at, [*found, *made])
    return made


def _victims_of(sentence: Sentence, at: int) -> list[Finding]:
    """``251 people were the victims of extrajudicial or targeted killings``."""
    chunks = sentence.chunks
    np = chunks[at].np
    if np is None or sentence.tokens[np.head].low not in _VICTIMS or at < 2 or at + 2 >= len(chunks):
        return []
    if chunks[at - 1].low not in {"be", "become"} or chunks[at + 1].low != "of" or reality(chunks, at - 1) != "real":
        return []
    for chunk in chunks[at + 2 : at + 2 + _FAR]:
        if chunk.kind in {"COMMA", "PUNCT", "P", "REL", "SUB"}:
            return []
        head = sentence.tokens[chunk.np.head].low if chunk.np is not None else ""
        if NOUNS.get(head) in {"killed", "abducted"}:
            return group(sentence, subject_of(sentence, at - 1), NOUNS[head], at - 1, "verb")
    return []


def _limbs_lost(sentence: Sentence, at: int) -> list[Finding]:
    """``Two farmers lost limbs``, ``a girl lost a leg``: injured."""
    chunks = sentence.chunks
    np = chunks[at].np
    if np is None or sentence.tokens[np.head].low not in _LIMBS or at < 2 or chunks[at - 1].low != "lose":
        return []
    if reality(chunks, at - 1) != "real":
        return []
    hurt = group(sentence, subject_of(sentence, at - 1), "injured", at - 1, "verb")
    return [f for f in hurt if f.count.modifier != "vague word"]


def _not_survived(sentence: Sentence, at: int) -> list[Finding]:
    """``Nine of the passengers did not survive``."""
    chunk = sentence.chunks[at]
    if chunk.vg is None or chunk.vg.verb.lemma not in {"survive", "surviv"} or not chunk.vg.negated:
        return []
    if chunk.vg.modal is not None or object_of(sentence, at):
        return []
    return group(sentence, subject_of(sentence, at), "killed", at, "verb")


def _not_made_it(sentence: Sentence, at: int) -> list[Finding]:
    """``Two of the crew did not make it``, ``the owner never made it out alive``."""
    chunks = sentence.chunks
    vg, it = chunks[at].vg, chunks[at + 1].np if at + 1 < len(chunks) else None
    if vg is None or it is None or vg.verb.lemma not in {"make", "mak"} or it.pronoun != "it" or vg.modal is not None:
        return []
    behind = sentence.words(it.last, min(it.last + 2, len(sentence.tokens))).split()
    ends = not behind or sentence.tokens[it.last].tag in {"PUNCT", "COMMA", "CC"} or behind[0] in {"out", "alive"}
    never = vg.negated or vg.manner == "never"
    return [] if not ends or not never else group(sentence, subject_of(sentence, at), "killed", at, "verb")


def _breathed_last(sentence: Sentence, at: int) -> list[Finding]:
    """``a third breathed his last in hospital``, ``two expired during treatment``, ``passed away``."""
    chunks = sentence.chunks
    vg = chunks[at].vg
    if vg is None or vg.voice not in {"bare", "active"} or reality(chunks, at) != "real":
        return []
    behind = sentence.words(chunks[at].last, min(chunks[at].last + 3, len(sentence.tokens))).split()
    breathed = vg.verb.lemma in {"breathe", "breath"} and behind[1:2] == ["last"]
    passed = vg.verb.lemma == "pass" and behind[:1] == ["away"]
    expired = vg.verb.lemma in {"expire", "expir"} and bool({*behind} & _OF_CARE)
    return group(sentence, subject_of(sentence, at), "killed", at, "verb") if breathed or passed or expired else []


_OF_CARE = frozenset({"treatment", "hospital", "spot", "surgery", "injuries", "way"})
_CARE = frozenset({"treatment", "attention", "hospitalization", "hospitalisation", "care", "surgery"})


def _in_need(sentence: Sentence, at: int) -> list[Finding]:
    """``several people needed treatment``, ``four required medical attention``: injured."""
    chunks = sentence.chunks
    vg, np = chunks[at].vg, chunks[at + 1].np if at + 1 < len(chunks) else None
    if vg is None or np is None or vg.verb.lemma not in {"need", "require", "requir", "receive", "seek"}:
        return []
    medical = bool({"medical", "hospital"} & {t.low for t in sentence.tokens[np.first : np.last]})
    if vg.verb.lemma in {"receive", "seek"} and not medical:
        return []  # "received treatment for drug abuse"
    if sentence.tokens[np.head].low not in _CARE or reality(chunks, at) != "real" or vg.voice == "passive":
        return []
    return group(sentence, subject_of(sentence, at), "injured", at, "verb")


def _in_addition(sentence: Sentence, at: int) -> list[Finding]:
    """``In addition to the bomber, at least 89 people were killed``: the attackers, beside those counted."""
    chunks = sentence.chunks
    if chunks[at].np is None or at < 1 or not _adds(sentence, at):
        return []
    words = {t.low for t in sentence.tokens[chunks[at].first : chunks[at].last]}
    verb = next((k for k in range(at + 1, len(chunks)) if chunks[k].vg is not None), None)
    if not words & ATTACKERS or verb is None or chunks[verb].harm not in {"killed", "injured"}:
        return []
    passive = chunks[verb].voice == "passive" and reality(chunks, verb) == "real"
    return group(sentence, [at], chunks[verb].harm or "killed", at, "verb") if passive else []


def _adds(sentence: Sentence, at: int) -> bool:
    start = sentence.chunks[at].first
    words = sentence.words(max(0, start - 3), start)
    return start < _FAR and words.endswith(("in addition to", "addition to", "apart from", "besides", "aside from"))


def _those_were(sentence: Sentence, at: int) -> list[Finding]:
    """``those killed appeared to be about 30 fighters``: who the dead were, by a number."""
    chunks = sentence.chunks
    np = chunks[at].np
    if np is None or np.pronoun != "those" or at + 3 >= len(chunks):
        return []
    harm, verb, k = chunks[at + 1], chunks[at + 2], at + 3
    if harm.harm is None or harm.voice != "bare" or verb.vg is None or verb.vg.negated:
        return []
    if verb.low in _SEEM and chunks[k].vg is not None and chunks[k].low == "be":
        k += 1
    elif verb.low != "be":
        return []
    figure = chunks[k].np if k < len(chunks) else None
    if figure is None or figure.quantity is None or figure.kind is None:
        return []
    return group(sentence, object_of(sentence, k - 1), harm.harm, at + 1, "verb")


def _of_the_dead(sentence: Sentence, at: int) -> list[Finding]:
    """``takes in 20 of the dead``: a part of them, whatever is said of it."""
    np = sentence.chunks[at].np
    if np is None or np.quantity is None or sentence.tokens[np.head].low not in _OF_THE_DEAD:
        return []
    q = np.quantity
    if sentence.words(q.last, np.head) != "of the" or not q.value or q.count.modifier == "vague word":
        return []
    if in_each(sentence.chunks, at):
        return []
    made = Finding(sentence, "killed", q.count, q.first, q.last, at, [np], "part", population(sentence, [np]))
    made.subset, made.rule = True, "of-the-group"
    return [made]


# The idioms that say harm by themselves, and words without one of which each finds nothing.
def _buried(sentence: Sentence, at: int) -> list[Finding]:
    """``a burial team said it had buried 1,180 people``: dead, other than who is under rubble."""
    chunk = sentence.chunks[at]
    if chunk.vg is None or chunk.low != "bury" or not sentence.lows.isdisjoint(_UNDER):
        return []
    if reality(sentence.chunks, at) != "real" or chunk.vg.negated:
        return []
    buried = subject_of(sentence, at) if chunk.vg.voice == "passive" else object_of(sentence, at)
    heads = (sentence.chunks[k].np for k in buried)
    if any(np is not None and sentence.tokens[np.head].low in BODIES for np in heads):
        return []  # bodies are counted as such
    return group(sentence, buried, "killed", at, "verb")


def _fell(sentence: Sentence, at: int) -> list[Finding]:
    """``40 soldiers fell in the battle for the bridge``, ``nineteen people fell in that last fight``: killed."""
    chunks = sentence.chunks
    if chunks[at].vg is None or chunks[at].low != "fall" or reality(chunks, at) != "real" or at + 1 >= len(chunks):
        return []
    fallen = subject_of(sentence, at)
    soldier = chunks[fallen[0]].np if fallen else None
    force = soldier is not None and soldier.kind is not None and soldier.kind.status == "member of armed forces"
    if force and soldier is not None and soldier.quantity is not None and chunks[at + 1].low not in _NOT_SLAIN:
        return group(sentence, fallen, "killed", at, "verb")  # "50 soldiers have fallen in the Sahel"
    if at + 2 >= len(chunks):
        return []
    fights = [c for c in chunks[at + 2 : at + 4] if c.np is not None and sentence.tokens[c.np.head].low in _FIGHTS]
    if chunks[at + 1].low not in _IN or not fights:
        return []
    return group(sentence, subject_of(sentence, at), "killed", at, "verb")


_IN = frozenset({"in", "during", "at"})
_FIGHTS = frozenset(listed("""
    fight fights fighting battle battles combat action assault attack charge skirmish skirmishes siege clash clashes
    massacre shelling war
"""))
_FALLING = frozenset({"fell", "fallen"})
_SOLDIERS = frozenset(listed("soldiers soldier servicemen troops marines paratroopers conscripts officers sailors"))
_NOT_SLAIN = frozenset(
    listed("from off into to down ill sick asleep behind below on under out short victim over through")
)
_FRAMES = (
    (_buried, _BURIAL),
    (_fell, _FALLING),
    (treated_for, _TREATED),
    (in_care, frozenset({"treatment", "care", "hospital", "hospitals"})),
    (_victims_of, _VICTIMS),
    (_limbs_lost, _LIMBS),
    (_not_survived, frozenset(listed("survive survives survived surviving"))),
    (_not_made_it, frozenset({"make", "made"})),
    (_breathed_last, frozenset(listed("last away treatment hospital spot surgery injuries way"))),
    (_in_need, _CARE),
    (_in_addition, frozenset(listed("addition apart aside besides"))),
    (_those_were, frozenset({"those"})),
    (_of_the_dead, _OF_THE_DEAD),
)
# What some of them need beside these.
_BESIDE: dict[Callable[[Sentence, int], list[Finding]], frozenset[str]] = {
    _fell: _FIGHTS | _SOLDIERS,
    _not_made_it: frozenset({"it"}),
    _limbs_lost: frozenset(listed("lose loses lost losing")),
    _breathed_last: frozenset(
        listed("breathe breathes breathed breathing pass passes passed passing expire expires expired expiring")
    ),
}


def _all_of_them(sentence: Sentence, at: int, found: Sequence[Finding]) -> None:
    """``put the dead at four, all of them civilians``: who all those of the figure before were."""
    chunks = sentence.chunks
    if chunks[at].low not in {"of them", "of whom"} or at == 0 or at + 1 >= len(chunks):
        return
    said, last = chunks[at + 1].np, max((f for f in found if f.last <= chunks[at].first), key=_end, default=None)
    if sentence.tokens[chunks[at].first - 1].low != "all" or said is None or said.kind is None or last is None:
        return
    new, own = population(sentence, [said]), last.population
    if said.quantity is None and (own.status, own.sex, own.age_group) == (None, None, None):
        last.population = type(own)(new.status, new.sex, new.age_group, own.text)


def _end(finding: Finding) -> int:
    return finding.last


def _so_did(sentence: Sentence, at: int, found: Sequence[Finding]) -> list[Finding]:
    """``Up to 32 gunmen died, and so did 10 soldiers``, ``as were three drivers``: the harm of the verb before."""
    chunks = sentence.chunks
    if chunks[at].low not in {"so", "as"} or at + 2 >= len(chunks) or chunks[at + 2].np is None:
        return []
    verb = sentence.words(chunks[at + 1].first, chunks[at + 1].last)
    if verb not in {"did", "were", "was", "had", "have"}:
        return []
    last = next((f for f in reversed(found) if f.last <= chunks[at].first and f.frame == "verb"), None)
    if last is None:
        return []
    made = group(sentence, object_of(sentence, at + 1), last.measure, last.trigger, "verb")
    for one in made:
        one.inherited["measure"] = "verb-before"
    return made


def _among_them(sentence: Sentence, at: int, found: Sequence[Finding]) -> list[Finding]:
    """``hostages who died in the siege, three women and two minors among them``: a list that ends in "among them"."""
    chunks = sentence.chunks
    if chunks[at].low != "among them" or at < 2 or (at + 1 < len(chunks) and chunks[at + 1].np is not None):
        return []
    first = at
    while first > 0 and (chunks[first - 1].np is not None or chunks[first - 1].kind in {"COMMA", "CC"}):
        first -= 1
    before = chunks[:first]
    verb = next((c for c in reversed(before) if c.vg is not None), None)
    inner = next((k for k in range(first, at) if chunks[k].kind == "COMMA"), None)
    if verb is None or verb.harm is None or inner is None or verb.voice not in {"active", "passive", "bare"}:
        return []
    known = [f for f in found if f.last <= chunks[inner].first and f.count.high != 0]
    if known or reality(chunks, next(k for k, c in enumerate(chunks) if c is verb)) != "real":
        return []
    made = []
    for k in range(inner + 1, at):
        one, np = counted(sentence, chunks, k), chunks[k].np
        if one is None or np is None or np.kind is None or np.quantity is None:
            continue
        said = population(sentence, [np])
        part = Finding(sentence, verb.harm, one.count, one.first, one.last, k, [np], "part", said)
        part.subset = True
        made.append(part)
    return made
