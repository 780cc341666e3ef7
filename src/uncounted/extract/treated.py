"""Who is told of as taken to hospital or found shot, and not as hurt: "one person was taken to the hospital".

Whoever is treated counts as injured. It is read where a text counts nobody hurt or dead in other words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeAlias

from uncounted.extract.chunks import Sentence
from uncounted.extract.clauses import subject_of
from uncounted.extract.events import EVENT_NOUNS
from uncounted.extract.findings import Finding
from uncounted.extract.frames import group, reality
from uncounted.extract.objects import object_of
from uncounted.extract.own_bombs import own_bombs
from uncounted.extract.people import population
from uncounted.extract.tagger import verb
from uncounted.extract.telegraphic import telegraphic_findings
from uncounted.model.claim import Count
from uncounted.reference.fold import words as listed

_TAKEN = frozenset(listed("take rush transport airlift fly send bring drive transfer admit carry"))
_HOSPITALS = frozenset(listed("hospital hospitals clinic trauma infirmary hosp"))
_CENTRES = frozenset({"center", "centre"})
_OF_WOUNDS = frozenset(listed("gunshot shooting stabbing bomb blast"))
_HARMED = frozenset({"killed", "injured", "casualties"})
_CONDITIONS = frozenset(listed("critical serious stable grave fair good guarded"))
_Reader: TypeAlias = Callable[[Sentence, int], list[Finding]]


def left_out(sentences: Sequence[Sentence], read: Sequence[Finding], note: bool) -> list[Finding]:
    """What a text says of people whom ``read`` does not count: without a subject, treated, blown up by themselves."""
    return [*_victims_left_out(sentences, read, note), *own_bombs(sentences, read)]


def _victims_left_out(sentences: Sequence[Sentence], read: Sequence[Finding], note: bool) -> list[Finding]:
    told = {finding.measure for finding in read}
    treated = treated_findings(sentences)
    several = [f for f in treated if f.victims and f.victims[0].quantity is not None]
    if (several or len(treated) > 1) and not told & _HARMED:
        dead = [f for f in telegraphic_findings(sentences) if f.measure == "killed"] if note and several else []
        return [*(several or treated), *dead]  # "sends two to hospital", "vic1 DOA, 2 others to hospital"
    made: list[Finding] = []
    found = telegraphic_findings(sentences) if note else []
    for finding in found:
        if finding.measure not in told and not told & (_HARMED if finding.measure == "injured" else {"casualties"}):
            made.append(finding)
            told.add(finding.measure)
    harmed = any(f.measure in _HARMED and f.count.high != 0 for f in read)
    if not harmed and not made:
        return treated_findings(sentences)
    return [*made, *([] if told & {"injured", "casualties"} else treated_beside(sentences))]


_ONE_MORE = frozenset(listed("another second third fourth fifth 2nd 3rd 4th other others"))


def treated_beside(sentences: Sequence[Sentence]) -> list[Finding]:
    """Who is treated beside the dead that a text counts: a number, others, "a third woman"; the first sentence's."""
    for sentence in sentences:
        for read in _possible(sentence, (_taken, _lying, _condition, _hurt, _sent)):
            for at in range(len(sentence.chunks)):
                found = [f for f in read(sentence, at) if f.count.high != 0 and _beside(f)]
                if found:
                    return found[:1]
    return []


def _beside(finding: Finding) -> bool:
    np = finding.victims[0]
    words = {token.low for token in finding.sentence.tokens[np.first : np.last]}
    counted = np.quantity is not None and np.quantity.count.modifier != "vague word"
    behind = finding.sentence.words(np.last, len(finding.sentence.tokens))
    tested = any(f"for {why}" in behind for why in ("tests", "observation", "evaluation", "a check", "checks"))
    return np.harm != "killed" and not tested and (counted or bool(words & _ONE_MORE))


def treated_findings(sentences: Sequence[Sentence]) -> list[Finding]:
    """The first finding of people treated or found shot; none where no sentence tells of any."""
    for sentence in sentences:
        for read in _possible(sentence, (_taken, _victim, _condition, _hurt, _sent)):
            for at in range(len(sentence.chunks)):
                found = [f for f in read(sentence, at) if f.count.high != 0]
                if found:
                    return [*found[:1], *_one_more_victim(sentences, found[0])]
    return []


def _one_more_victim(sentences: Sequence[Sentence], first: Finding) -> list[Finding]:
    """``Minutes later a second gunshot victim arrived``: beside the one told of first."""
    if first.frame != "treated" or first.count.point != 1:
        return []
    found = [
        finding
        for sentence in sentences if "victim" in sentence.lows
        for at in range(len(sentence.chunks))
        for finding in _victim(sentence, at)
    ]  # fmt: skip
    return [f for f in found if f.count.high != 0 and f is not first and _numbered(f)]


def _numbered(finding: Finding) -> bool:
    tokens = finding.sentence.tokens[finding.first : finding.last]
    return bool({t.low for t in tokens} & (_ONE_MORE - {"others"})) and finding.count.point == 1


def treated_in(sentence: Sentence) -> list[Finding]:
    """All people whom a sentence tells of as taken to hospital or lying there."""
    readers = _possible(sentence, (_taken, _condition))
    found = [f for read in readers for at in range(len(sentence.chunks)) for f in read(sentence, at)]
    return [f for f in found if f.count.high != 0]


def _possible(sentence: Sentence, readers: Sequence[_Reader]) -> list[_Reader]:
    """Those readers whose words the sentence has: where it has none, they find nothing."""
    return [
        read for read in readers
        if (any(map(_hurting, sentence.lows)) if read is _hurt else not sentence.lows.isdisjoint(_NEEDED[read]))
    ]  # fmt: skip


def _taken(sentence: Sentence, at: int) -> list[Finding]:
    """``One person was taken to the hospital``, ``sends three people to hospital``."""
    chunks = sentence.chunks
    vg = chunks[at].vg
    if vg is None or vg.verb.lemma not in _TAKEN or reality(chunks, at) != "real" or not _hospital(sentence, at):
        return []
    objects = object_of(sentence, at)
    victims = objects if objects and vg.voice != "passive" else subject_of(sentence, at)
    return group(sentence, victims, "injured", at, "treated")


def _sent(sentence: Sentence, at: int) -> list[Finding]:
    """``2 others to hospital``: a note that leaves the verb out."""
    chunks = sentence.chunks
    np = chunks[at].np
    if np is None or np.quantity is None or np.kind is None or at + 2 >= len(chunks) or chunks[at + 1].kind != "TO":
        return []
    words = {t.low for t in sentence.tokens[chunks[at + 2].first : chunks[at + 2].last]}
    return group(sentence, [at], "injured", at, "treated") if words & _HOSPITALS else []


_HURTING = frozenset(listed("beat burn hack poison sicken maul"))


@lru_cache(maxsize=8192)
def _hurting(word: str) -> bool:
    form = verb(word)
    return form is not None and (form.lemma == "treat" or form.lemma in _HURTING)


def _hurt(sentence: Sentence, at: int) -> list[Finding]:
    """``Twelve pupils were sickened by gas``, ``three men were beaten``, ``four people were treated for burns``."""
    chunks = sentence.chunks
    vg = chunks[at].vg
    if vg is None or vg.harm is not None or reality(chunks, at) != "real":
        return []
    for_harm = vg.verb.lemma == "treat" and at + 1 < len(chunks) and chunks[at + 1].low == "for"
    if vg.verb.lemma == "treat" and vg.voice != "passive":
        return _treating(sentence, at)
    if vg.voice != "passive" or not (for_harm or vg.verb.lemma in _HURTING):
        return []
    return group(sentence, subject_of(sentence, at), "injured", at, "treated")


def treated_for(sentence: Sentence, at: int) -> list[Finding]:
    """``some 230 were treated for smoke inhalation``, ``is treating 11 people from the bombing``: hurt in any text."""
    chunks = sentence.chunks
    vg = chunks[at].vg
    if vg is None or vg.verb.lemma != "treat" or reality(chunks, at) != "real":
        return []
    victims = subject_of(sentence, at)[-1:] if vg.voice == "passive" else object_of(sentence, at)
    np = chunks[victims[0]].np if victims else None
    if np is None or np.quantity is None or not (np.bare or np.kind is not None):
        return []
    last = chunks[at].last if vg.voice == "passive" else np.last
    behind = [token.low for token in sentence.tokens[last : last + 8]]
    harmed = "for" in behind[:2] and not _HARMS.isdisjoint(behind)
    of_event = behind[:1] in (["from"], ["after"]) and not EVENT_NOUNS.isdisjoint(behind[:5])
    return group(sentence, victims, "injured", at, "verb") if harmed or of_event else []


_HARMS = frozenset(
    listed("wound wounds injury injuries burns fracture fractures bullet gunshot shrapnel machete stab inhalation")
)


def _treating(sentence: Sentence, at: int) -> list[Finding]:
    """``were treating 60 people for bullet wounds``, ``treated ten patients injured by shrapnel``."""
    objects = object_of(sentence, at)
    np = sentence.chunks[objects[0]].np if objects else None
    if np is None or np.kind is None or np.quantity is None:
        return []
    behind = {token.low for token in sentence.tokens[np.last : np.last + 8]}
    return group(sentence, objects, "injured", at, "treated") if "for" in behind and behind & _HARMS else []


def _lying(sentence: Sentence, at: int) -> list[Finding]:
    """``three are in hospital``, ``ten people remain in hospital``."""
    chunks = sentence.chunks
    vg = chunks[at].vg
    if vg is None or vg.verb.lemma not in {"be", "remain", "lie"} or vg.voice == "passive" or at + 2 >= len(chunks):
        return []
    words = {t.low for t in sentence.tokens[chunks[at + 2].first : chunks[at + 2].last]}
    if chunks[at + 1].low != "in" or not words & _HOSPITALS or reality(chunks, at) != "real":
        return []
    return group(sentence, subject_of(sentence, at), "injured", at, "treated")


def in_care(sentence: Sentence, at: int) -> list[Finding]:
    """``246 people were in treatment``, ``40 are in intensive care``: hurt in any text, where a number counts them."""
    chunks = sentence.chunks
    vg = chunks[at].vg
    if vg is None or vg.verb.lemma not in {"be", "remain", "lie"} or vg.voice == "passive" or at + 2 >= len(chunks):
        return []
    words = {t.low for t in sentence.tokens[chunks[at + 2].first : chunks[at + 2].last]}
    cared = "treatment" in words or {"intensive", "care"} <= words
    cared = cared or (bool(words & _HOSPITALS) and _dead_beside(sentence))
    subjects = subject_of(sentence, at)[-1:]
    np = chunks[subjects[0]].np if subjects else None
    if chunks[at + 1].low not in {"in", "under"} or not cared or reality(chunks, at) != "real" or np is None:
        return []
    counted = np.quantity is not None and np.pronoun is None and (np.bare or np.kind is not None)
    return group(sentence, subjects, "injured", at, "verb") if counted else []


def _dead_beside(sentence: Sentence) -> bool:
    """Whether the sentence tells of dead too: "14 were confirmed dead and 113 were in hospital"."""
    return not sentence.lows.isdisjoint({"dead", "killed", "died", "deaths"})


def _hospital(sentence: Sentence, at: int) -> bool:
    """Whether "to" a hospital follows a verb in its clause."""
    chunks = sentence.chunks
    for k in range(at + 1, min(at + 6, len(chunks) - 1)):
        if chunks[k].kind in {"PUNCT", "SUB", "VG"}:
            return False
        np = chunks[k + 1].np
        if chunks[k].low in {"to", "at", "into"} and np is not None:
            words = {t.low for t in sentence.tokens[np.first : np.last]}
            return bool(words & _HOSPITALS) or ("medical" in words and bool(words & _CENTRES))
    return False


def _victim(sentence: Sentence, at: int) -> list[Finding]:
    """``police found a gunshot victim``: one, or as many as are counted."""
    np = sentence.chunks[at].np
    if np is None or sentence.tokens[np.head].low not in {"victim", "victims"} or np.head == np.first:
        return []
    if sentence.tokens[np.head - 1].low not in _OF_WOUNDS or np.determiner in {"no", "poss"}:
        return []
    if np.quantity is None and sentence.tokens[np.head].low == "victims":
        return []
    one = Count(1, 1, 1, text=sentence.quote(np.first, np.last))
    count = np.quantity.count if np.quantity is not None else one
    return [Finding(sentence, "injured", count, np.first, np.last, at, [np], "treated", population(sentence, [np]))]


_LISTED = frozenset({"be", "list", "remain", "report", "describe", "describ"})


def _condition(sentence: Sentence, at: int) -> list[Finding]:
    """``The clerk is in critical condition``."""
    chunks = sentence.chunks
    np = chunks[at].np
    words = {t.low for t in sentence.tokens[np.first : np.last]} if np is not None else set()
    if at < 2 or "condition" not in words or not words & _CONDITIONS or chunks[at - 1].low != "in":
        return []
    k = at - 2
    if chunks[k].vg is None or chunks[k].low not in _LISTED or reality(chunks, k) != "real":
        return []
    return group(sentence, subject_of(sentence, k), "injured", k, "treated")


# Words without one of which a reader finds nothing.
_NEEDED: dict[_Reader, frozenset[str]] = {
    _taken: _HOSPITALS | {"medical"},
    _lying: _HOSPITALS,
    _sent: _HOSPITALS,
    _victim: frozenset({"victim", "victims"}),
    _condition: frozenset({"condition"}),
}
