"""Who did the event that a text is about, wherever it says so: by the subject of a deed, or after "by".

Figures need not stand where the doer is named: "French troops surrounded the camp and fired. ... 35 died." A text that
names two doers leaves open which of them did what it counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from uncounted.extract.actors import actor_words
from uncounted.extract.chunks import Chunk, NounPhrase, Sentence
from uncounted.extract.clauses import subject_of
from uncounted.extract.discourse import Discourse, Reading
from uncounted.extract.events import ATTACK, EVENT_NOUNS, PLACE_PREPOSITIONS, Words, is_place, phrase_words
from uncounted.extract.frames import reality
from uncounted.extract.harm import INTRANSITIVE
from uncounted.extract.insertions import posing
from uncounted.extract.objects import object_of
from uncounted.extract.tagger import verb
from uncounted.extract.verb_groups import may_harm
from uncounted.extract.words import POSSESSIVES
from uncounted.reference.actors import Actors
from uncounted.reference.fold import words as listed
from uncounted.reference.sought import Sought

_DEEDS = ATTACK - {"attempt", "order", "target"} | {"claim"} | frozenset(
    listed("surround besiege seize torch burn beat torture behead storm enter loot overrun raze")
)
_PLANNED = frozenset(listed("plan organise organize orchestrate mastermind perpetrate commit finance arm"))
_SELVES = frozenset({"himself", "herself", "themselves", "itself"})
_ALONE = frozenset({"fire", "open", "attack", "strike", "storm", "shoot"})  # deeds that need no object
_OWNED_UP_TO = EVENT_NOUNS | {"responsibility", "credit"}
_ACCUSED = Sought(
    r"\b(?:blam(?:e|ed|es|ing)|(?<!\bthe )(?-i:accus)(?:e|ed|es|ing|ations?)|suspect(?:s|ed)?"
    r"|denie[sd]|deny|denying)\b",
    "blam|accus|suspect|denie|deny",
)
_FORCE = re.compile(
    r"\b(?:soldiers?|troops|army|military|police\w*|forces|militias?|militiam[ae]n|paramilitar\w+|agents|guards"
    r"|gendarmes|junta|government|rebels?|insurgents?|guerrillas?|militants?|jihadists?|separatists?|villagers"
    r"|settlers|mercenaries|commandos|security|regime|coalition|warplanes|jets)\b",
    re.IGNORECASE,
)
NAMED, FORCE, ANYONE = 2, 1, 0


@dataclass(frozen=True, slots=True)
class Doer:
    """Words for who did a deed, how well they name it, and the sentence: ``NAMED``, a ``FORCE``, or ``ANYONE``.

    ``laid``: the sentence lays an event told before at their door ("The attack is attributed to the militia").
    """

    words: Words
    grade: int
    sentence: int
    owned: bool = False  # he claimed it: of the event told beside it
    laid: bool = False


_LAID = {
    "attribute": "to", "attribut": "to", "ascribe": "to", "ascrib": "to", "blame": "on", "blam": "on", "pin": "on",
    "pinn": "on", "claim": "by", "stage": "by", "stag": "by", "perpetrate": "by", "perpetrat": "by", "commit": "by",
    "committ": "by", "conduct": "by", "launch": "by", "mount": "by", "carry": "by", "carri": "by",
}  # fmt: skip
_TOLD = frozenset({"the", "this", "that", "these", "those", "both", "all"})


_HELD = re.compile(
    r"\b(?:holds?|held|holding)\s+(?P<held>[^.;]{3,60}?)\s+responsible\b(?!\s+for\s+(?:not|failing|the lack))"
    r"|\bblam(?:es?|ed|ing)\s+(?P<blamed>[^.;,]{3,60}?)(?=\s+for\b|\s*[.;,]|\s*$)",
    re.IGNORECASE,
)


def _held_responsible(sentence: Sentence) -> Doer | None:
    """``The ministry holds the rebels responsible``, ``Residents blame the M23.``: whom a source names, by words."""
    found = _HELD.search(sentence.text, sentence.stretch.start, sentence.stretch.end)
    if found is None:
        return None
    group = "held" if found["held"] else "blamed"
    start, end = found.span(group)
    inside = [k for k, t in enumerate(sentence.tokens) if start <= t.start and t.end <= end]
    while inside and sentence.tokens[inside[0]].low in {"the", "a", "an", "on"}:
        inside = inside[1:]
    if not inside or not any(sentence.tokens[k].cap for k in inside):
        return None
    words = phrase_words(sentence, inside[0], inside[-1] + 1)
    return Doer(words, NAMED, sentence.number, laid=True)


def laid_at(sentence: Sentence) -> Doer | None:
    """Whom a sentence without a figure makes the doer of an event told before: "The raid was claimed by the Front"."""
    if not sentence.lows.isdisjoint(_HOLDING):
        return _held_responsible(sentence)
    chunks = sentence.chunks
    for k, chunk in enumerate(chunks[:-2]):
        link = _LAID.get(chunk.low) if chunk.vg is not None and chunk.vg.voice == "passive" else None
        if link is None or chunk.vg is None or chunk.vg.negated or chunk.vg.modal is not None:
            continue
        subject = subject_of(sentence, k)[-1:]
        event = chunks[subject[0]] if subject else None
        if event is None or event.np is None or not _refers(sentence, event):
            continue
        at = next((j for j in range(k + 1, min(k + 4, len(chunks) - 1)) if chunks[j].low == link), None)
        doer = chunks[at + 1] if at is not None else None
        words = actor_words(sentence, doer, said=True) if doer is not None and doer.np is not None else None
        if words is not None:
            return Doer(words, grade_of(sentence, words), sentence.number, laid=True)
    return None


def _refers(sentence: Sentence, event: Chunk) -> bool:
    """``the attack``, ``both killings``, ``it``: an event of which the text has told."""
    np = event.np
    if np is None or np.quantity is not None:
        return False
    if np.pronoun in {"it", "this", "both", "they", "all"}:
        return True
    head = sentence.tokens[np.head].low
    return sentence.tokens[np.first].low in _TOLD and (head in EVENT_NOUNS or head.removesuffix("s") in EVENT_NOUNS)


def doers_of(sentence: Sentence) -> list[Doer]:
    """Those whom a sentence, in its own or its source's words, makes the doers of a deed of violence."""
    if "doers" not in sentence.facts:
        may = may_harm(sentence.lows) or any(map(_of_deed, sentence.lows))
        accused = may and _ACCUSED.search(sentence.text, sentence.stretch.start, sentence.stretch.end)
        sentence.facts["doers"] = list(_doers(sentence)) if may and not accused else []
    found: list[Doer] = sentence.facts["doers"]
    return found


@lru_cache(maxsize=8192)
def _of_deed(word: str) -> bool:
    form = verb(word)
    return form is not None and form.lemma in _DEEDS | _PLANNED


def _doers(sentence: Sentence) -> Iterator[Doer]:
    for k, chunk in enumerate(sentence.chunks):
        vg = chunk.vg
        if vg is None or vg.modal is not None or vg.negated or not _deed(sentence, k):
            continue
        doer = _by(sentence, k) if vg.voice == "passive" else _subject(sentence, k)
        if doer is None or (doer.np is not None and doer.np.pronoun is not None):
            continue
        if reality(sentence.chunks, k) != "real" or _where(sentence, doer) or _answers(sentence, k):
            continue
        if doer.np is not None and (sentence.tokens[doer.np.first].low in POSSESSIVES or _again(sentence, doer.np)):
            continue
        if any(token.low in _NONE for token in sentence.tokens[max(0, doer.first - 1) : doer.first + 1]):
            continue  # "No officer fired a weapon"
        words = actor_words(sentence, doer, said=True)
        if words is not None:
            yield Doer(words, grade_of(sentence, words), sentence.number, owned=vg.verb.lemma == "claim")


_NONE = frozenset({"no", "neither", "none"})


def _answers(sentence: Sentence, at: int) -> bool:
    """``after police shot back``, ``no civilians were shot by troops``: an answer to the deed, or none at all."""
    chunks = sentence.chunks
    back = chunks[at + 1].low == "back" if at + 1 < len(chunks) else False
    subject = subject_of(sentence, at)[-1:]
    victims = [*subject, *object_of(sentence, at)]
    none = any((np := chunks[k].np) is not None and np.determiner == "no" for k in victims)
    return back or none or chunks[at].low in {"return", "respond", "answer"}


def _again(sentence: Sentence, np: NounPhrase) -> bool:
    """``the men``, ``the attacker``: those told of before, under no name."""
    return np.determiner == "the" and sentence.tokens[np.head].low in {"men", "man", "attackers", "attacker", "gunmen"}


def _deed(sentence: Sentence, at: int) -> bool:
    """Whether a verb tells a deed: with an object, by a doer, or one that needs none ("opened fire")."""
    vg = sentence.chunks[at].vg
    if vg is None or vg.voice == "to":
        return False
    if vg.verb.lemma == "claim" and vg.voice in {"active", "bare"}:
        return _owned_up(sentence, at)
    harms = vg.harm in {"killed", "injured", "abducted"} and vg.verb.lemma not in INTRANSITIVE
    if not harms and vg.verb.lemma in _PLANNED:
        return _of_event_done(sentence, at)
    if not harms and vg.verb.lemma not in _DEEDS:
        return False
    if vg.voice == "passive":
        return True
    shot = sentence.words(sentence.chunks[at].last - 1, sentence.chunks[at].last) == "shot"
    if shot or vg.verb.lemma in {"injure", "wound", "hurt"}:  # "man shot on the west side", "had injured himself"
        behind = {sentence.tokens[k].low for k in range(sentence.chunks[at].last, len(sentence.tokens))[:2]}
        if not behind.isdisjoint(_SELVES) or not (object_of(sentence, at) or behind & {"at", "into"}):
            return False
    if vg.verb.lemma == "carry" and "out" not in sentence.words(sentence.chunks[at].last, sentence.chunks[at].last + 3):
        return False
    if vg.verb.lemma == "open":
        return "fire" in sentence.words(sentence.chunks[at].last, sentence.chunks[at].last + 3).split()
    return bool(object_of(sentence, at)) or vg.verb.lemma in _ALONE


def _of_event_done(sentence: Sentence, at: int) -> bool:
    """``planned, financed and armed the attack``: what they did, in one of several verbs, is an event of violence."""
    chunks = sentence.chunks
    while at + 2 < len(chunks) and chunks[at + 1].kind in {"COMMA", "CC"}:
        if chunks[at + 2].vg is None and not chunks[at + 2].low.endswith("ed"):
            break
        at += 2
    if chunks[at].voice == "passive":
        return any(sentence.tokens[np.head].low in EVENT_NOUNS for c in chunks[:at] if (np := c.np) is not None)
    heads = {sentence.tokens[np.head].low for k in object_of(sentence, at) if (np := chunks[k].np) is not None}
    return bool(heads & (EVENT_NOUNS | {"killings", "killing", "murders", "massacres", "murder", "crime", "crimes"}))


def _owned_up(sentence: Sentence, at: int) -> bool:
    """``claimed the attack``, ``claimed responsibility``."""
    heads = {sentence.tokens[np.head].low for k in object_of(sentence, at) if (np := sentence.chunks[k].np) is not None}
    return not heads.isdisjoint(_OWNED_UP_TO)


def _by(sentence: Sentence, at: int) -> Chunk | None:
    chunks = sentence.chunks
    for k in range(at + 1, min(at + 8, len(chunks) - 1)):
        if chunks[k].low == "by" and chunks[k + 1].np is not None:
            return chunks[k + 1]
        if chunks[k].kind in {"VG", "SUB", "REL", "PUNCT"}:
            return None
    return None


def _subject(sentence: Sentence, at: int) -> Chunk | None:
    """The phrase that does what the verb at ``at`` tells; of verbs told one after another, that of the first."""
    chunks = sentence.chunks
    k = at - 1
    while k >= 0 and chunks[k].kind in {"ADV", "NEG", "QUOTE"}:
        k -= 1
    if k < 0:
        return None
    if chunks[k].kind in {"CC", "COMMA"}:
        before = next((j for j in range(k - 1, -1, -1) if chunks[j].vg is not None and chunks[j].voice != "to"), None)
        parted = before is None or any(c.kind in {"SUB", "PUNCT"} for c in chunks[before:k])
        if chunks[k].kind == "CC" or not parted:
            return None if parted or before is None else _subject(sentence, before)
    if chunks[k].np is not None and k > 0 and chunks[k - 1].low in _CLAUSES and not posing(chunks, k - 1):
        return chunks[k]  # "since French troops surrounded a camp"
    found = subject_of(sentence, at)
    return _named(sentence, found[-1]) if found else None


def _named(sentence: Sentence, at: int) -> Chunk:
    """From what is said of a party back to its name: "the Bana Mura, a militia that the state armed, killed"."""
    chunks = sentence.chunks
    np, before = chunks[at].np, chunks[at - 2].np if at > 1 and chunks[at - 1].kind == "COMMA" else None
    said = np is not None and np.determiner in {"a", "the"} and np.kind is not None and np.kind.group
    return chunks[at - 2] if said and before is not None and sentence.tokens[before.head].cap else chunks[at]


_CLAUSES = frozenset({"since", "when", "after", "before", "until", "as", "while", "and", "that"})


def _where(sentence: Sentence, doer: Chunk) -> bool:
    k = sentence.chunks.index(doer)
    return k > 0 and sentence.chunks[k - 1].low in PLACE_PREPOSITIONS and is_place(sentence, doer)


def grade_of(sentence: Sentence, words: Words) -> int:
    """How well words name a party: by a name or a nation, as a force, or as anyone with a gun."""
    before = next((t for t in reversed(sentence.tokens) if t.end <= words.start), None)
    opens = before is None or before.tag not in {"N", "ADJ", "V", "P", "ART", "DET"}
    parts = words.text.split()
    name = any(part[:1].isupper() for part in (parts[1:] if opens else parts)) and not words.text.isupper()
    if name or (parts[0][:1].isupper() and Actors.default().find(parts[0]) is not None):
        return NAMED
    if Actors.default().find(words.text) is not None:
        return NAMED
    return FORCE if _FORCE.search(words.text) else ANYONE


def one_doer(told: Sequence[Doer], lead: int) -> Words | None:
    """The doer of a text's main event: the best named of its opening, else the only one that it names at all.

    ``told`` in the order of the text; ``lead``: the number of the sentence after the opening. Null where the opening
    names two parties, or gunmen and the forces that may have answered them.
    """
    opening = [doer for doer in told if doer.sentence < lead]
    known = opening or [doer for doer in told if doer.grade > ANYONE]
    if not known:
        return None
    best = max(known, key=lambda doer: doer.grade)
    sides = [doer for doer in known if doer.grade == best.grade]
    if not all(_one_party(best.words, doer.words) for doer in sides):
        return None
    first = known[0]
    if _irregular(first.words) != _irregular(best.words) and best.grade < NAMED:
        return first.words
    if _irregular(first.words) and not _irregular(best.words) and _STATE.search(best.words.text):
        return first.words
    return best.words


_BLAMES = re.compile(
    r"\b(?<!\bthe )(?<!\ban )(?<!\btwo )(?:blam(?:e|es|ed|ing)|(?-i:accus)(?:e|es|ed|ing))\s+(?P<whom>[^.;]{3,50})",
    re.IGNORECASE,
)


def others_blamed(sentences: Sequence[Sentence], doer: Words) -> bool:
    """Whether a text tells that somebody blames others than ``doer``."""
    own = {word for word in doer.text.lower().split() if len(word) > _SHORT}
    for sentence in sentences:
        for found in _BLAMES.finditer(sentence.text, sentence.stretch.start, sentence.stretch.end):
            if not any(word in found["whom"].lower() for word in own):
                return True
    return False


def beside(discourse: Discourse) -> None:
    """Give figures that name no doer the one whom a sentence right before or after them names; rule ``paragraph``.

    That sentence stands in their paragraph, counts nobody itself, and no other of the paragraph names somebody else.
    """
    counted = {r.finding.sentence.number for r in discourse.readings}
    counting = {r.finding.sentence.stretch.paragraph for r in discourse.readings}
    by_paragraph: dict[int, list[Doer]] = {}
    for sentence in (each for each in discourse.sentences if each.stretch.paragraph in counting):
        told_here = [doer for doer in doers_of(sentence) if doer.grade > ANYONE]
        laid = laid_at(sentence) if sentence.number not in counted and not sentence.lows.isdisjoint(_LAYING) else None
        told_here += [laid] if laid is not None and laid.grade > ANYONE else []
        by_paragraph.setdefault(sentence.stretch.paragraph, []).extend(told_here)
    for reading in discourse.readings:
        sentence = reading.finding.sentence
        told = by_paragraph.get(sentence.stretch.paragraph, [])
        near = [d for d in told if _near(d, reading, counted)]
        if (
            not near
            or not (_open(reading) or _of_anyone(reading, near))
            or not all(_one_party(near[0].words, d.words) for d in told)
        ):
            continue
        reading.scope.actor, reading.inherited["actors"] = max(near, key=lambda d: d.grade).words, "paragraph"


_HOLDING = frozenset({"responsible", "blame", "blames", "blamed", "blaming"})
_LAYING = _HOLDING | frozenset(
    listed("""
        attributed ascribed blamed pinned claimed staged perpetrated committed conducted launched mounted carried
    """)
)


def _near(doer: Doer, reading: Reading, counted: set[int]) -> bool:
    """Whether a doer stands near a figure: beside its sentence, before it in one, or wherever the event is laid."""
    sentence = reading.finding.sentence
    if doer.sentence == sentence.number:  # "Soldiers opened fire on the camp; nine deaths were confirmed"
        return reading.finding.agent is None and doer.words.end <= reading.finding.start
    if doer.sentence in counted:
        return False
    elsewhere = doer.sentence < sentence.number and reading.scope.places and "places" not in reading.inherited
    return not elsewhere if doer.laid else abs(doer.sentence - sentence.number) == 1


def _of_anyone(reading: Reading, near: Sequence[Doer]) -> bool:
    """Whether a figure is of "armed men" of an event that its paragraph lays at somebody's door."""
    words, sentence = reading.scope.actor, reading.finding.sentence
    laid = any(doer.laid for doer in near) and words is not None and not reading.scope.contested
    return laid and words is not None and grade_of(sentence, words) == ANYONE


def _open(reading: Reading) -> bool:
    own = reading.scope.actor is not None or "actors" in reading.inherited or reading.scope.contested
    return not own and reading.kind in {"incident", "subset", "increment"} and reading.finding.count.high != 0


_IRREGULAR = re.compile(
    r"\b(?:gunm[ae]n|attackers?|assailants?|bombers?|armed men|raiders|bandits|kidnappers|rebels?|insurgents?"
    r"|guerrillas?|militants?|jihadists?|fighters|terrorists?|shooters?)\b",
    re.IGNORECASE,
)
_STATE = re.compile(r"\b(?:soldiers?|troops|army|military|police\w*|government|guards|gendarmes|jets)\b", re.IGNORECASE)


def _irregular(words: Words) -> bool:
    return _IRREGULAR.search(words.text) is not None


def _one_party(one: Words, other: Words) -> bool:
    a, b = ({w for w in words.text.lower().split() if len(w) > _SHORT} for words in (one, other))
    return bool(a & b) or not (a and b)


_SHORT = 3
