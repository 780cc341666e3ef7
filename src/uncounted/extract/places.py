"""Where it was, in the words of a sentence: phrases of place and the names before events."""

from __future__ import annotations

import re

from uncounted.extract.chunks import Chunk, Sentence, once
from uncounted.extract.events import (
    ACTOR_WORDS,
    ATTACK,
    GEO_NOUNS,
    PLACE_PREPOSITIONS,
    SentenceScope,
    Words,
    eventful,
    events_in,
    is_place,
    known_place,
    named_after,
    nearest,
    phrase_words,
)
from uncounted.extract.findings import Finding
from uncounted.extract.parties import is_party, owner
from uncounted.extract.persons import GROUPS, demonym, person
from uncounted.extract.place_phrases import PARTS, bearing, place_phrase, some_of
from uncounted.extract.places_beside import beside_the_harm
from uncounted.reference.fold import words as listed

_UPON = frozenset(
    listed("fall capture seizure takeover sack shelling bombardment bombing siege battle invasion assault storming")
)  # "... of a town"
_WEAPONS = frozenset(
    listed("""
        air drone missile rocket mortar artillery suicide car truck roadside mass gun knife bomb tank sniper ground
        cluster grenade aerial double twin
    """)
)
_CAMPAIGNS = frozenset(listed("campaign operation operations offensive war"))  # these have names of their own
SUMMED = frozenset({"total", "totals", "all", "overall", "sum"})
_FEASTS = frozenset(listed("easter christmas ramadan eid ashura diwali palm"))
# One is on them, or attacks are: "in the worst, on the village of X".
_LANDS = frozenset(listed("island islands peninsula road highway border coast village villages town camp"))
_ENTERED = frozenset(
    listed("""
        enter take capture captur recapture retake surround storm raid occupy occupi seize encircle besiege invade sack
        overrun
    """)
)
_STRUCK = frozenset(listed("attack bomb shell storm raid hit strike target burn torch pound destroy"))
_TAKEN = _STRUCK | _ENTERED
_PLAIN = GEO_NOUNS | {"the", "a", "this"}
_NO_NAMES = _WEAPONS | _FEASTS
_MOVED = frozenset(listed("walk march move sweep advance burst pour roll charge drive break"))


_LINES = frozenset(listed("border frontier coast road highway fence line"))
_FIRED = frozenset(listed("fire lob hurl smash crash slam plough plow"))
_OPENERS = frozenset({"of", "from", "to", "into", "on"})  # of places, whatever else they are


# ---- place --------------------------------------------------------------------------------------------------------
def place_of(finding: Finding, bounds: tuple[int, int], scope: SentenceScope) -> None:
    """Put the place that the sentence says of a finding into ``scope``; ``bounds`` are the chunks that are its own."""
    sentence = finding.sentence
    best = nearest(_starts(sentence), bounds)
    alone = _only_places(sentence) if best is None else []
    if alone:
        scope.places, scope.place_span = alone, (alone[0].start, alone[-1].end)
        return
    if best is None and _labelled(sentence):
        name = phrase_words(sentence, sentence.chunks[0].first, sentence.chunks[0].last)
        scope.places, scope.place_span = [name], (name.start, name.end)
        return
    struck = _struck_name(sentence) if best is None else None
    if struck is not None:
        scope.places, scope.place_span = [struck], (struck.start, struck.end)
        return
    if best is None:
        _place_in_event(finding, scope)
        return
    scope.places, last = place_phrase(sentence, best)
    tokens = sentence.tokens
    scope.place_span = (tokens[sentence.chunks[best].first].start, tokens[sentence.chunks[last].last - 1].end)
    scope.weak = _of_another_clause(sentence, finding.trigger, best) or _told_place(sentence, best)


_REACHED = frozenset({"reach", "contact"})
_ASKED = frozenset(listed("interview interviewe meet speak talk tell ask"))


def _of_saying(sentence: Sentence, at: int) -> bool:
    """``whom our staff interviewed in Nazran``: where somebody was asked, in a clause of its own."""
    chunks = sentence.chunks
    for k in range(at - 1, -1, -1):
        if chunks[k].vg is not None:
            clause = any(c.kind == "REL" for c in chunks[max(0, k - 3) : k])
            reached = k > 0 and chunks[k].low in _REACHED and chunks[k - 1].np is not None  # "a spokesman reached in X"
            return (chunks[k].low in _ASKED and clause) or reached
        if chunks[k].kind in {"COMMA", "PUNCT", "CC"}:
            return False
    return False


def _struck_name(sentence: Sentence) -> Words | None:
    """``Idlib city was struck on 11 February``: a known place that was attacked, by its name alone."""
    for k in range(len(sentence.chunks) - 1):
        chunk, vg = sentence.chunks[k], sentence.chunks[k + 1].vg
        if chunk.np is None or vg is None or vg.voice != "passive" or vg.verb.lemma not in _TAKEN:
            continue
        if chunk.np.pronoun is not None or chunk.np.quantity is not None:
            continue  # "We have been attacked", "One was burnt alive"
        words = phrase_words(sentence, chunk.first, chunk.last)
        plain = " ".join(word for word in words.text.split() if word.lower() not in _PLAIN)
        if chunk.np.kind is None and words.text[:1].isupper() and plain[:1].isupper() and known_place(plain):
            return words if not is_party(sentence, chunk.first, chunk.last) else None
    return None


@once
def _starts(sentence: Sentence) -> list[int]:
    """The chunks with which the phrases of place of a sentence begin."""
    starts, covered = [], -1
    for k in range(len(sentence.chunks) - 1):
        if k <= covered or not (_opens_place(sentence, k) or _hit(sentence, k)):
            continue
        if not _of_saying(sentence, k) and not beside_the_harm(sentence, k):
            starts.append(k)
            covered = place_phrase(sentence, k)[1]
    return starts


def _only_places(sentence: Sentence) -> list[Words]:
    """The places of a line that names nothing else: ``AFGHANISTAN``, ``Iraq and Syria``, ``North Darfur:``."""
    chunks = [c for c in sentence.chunks if c.low not in {":", "and", ","}]
    if not sentence.stretch.headline or sentence.number == 0 or not 0 < len(chunks) < 4:
        return []
    if any(c.np is None or c.np.quantity is not None or not sentence.tokens[c.first].cap for c in chunks):
        return []
    names = [phrase_words(sentence, c.first, c.last) for c in chunks]
    return names if all(known_place(name.text) for name in names) else []


def _worst(sentence: Sentence) -> bool:
    """``Baghdad was the worst affected, with 289 killed``, ``Homs was hit hardest``, ``Ninewa had the most dead``."""
    first = sentence.words(0, min(7, len(sentence.tokens))).split()
    verb = sentence.chunks[1]
    suffered = verb.vg is not None and (verb.low in _SUFFERED or verb.vg.verb.lemma in _SUFFERED)
    return suffered and not _MOST.isdisjoint(first)


_SUFFERED = frozenset({"hit", "affect", "suffer", "be", "remain", "have", "record", "see", "register", "report"})
_MOST = frozenset({"worst", "hardest", "most", "highest", "deadliest", "bloodiest", "heaviest", "largest", "greatest"})


def _of_division(sentence: Sentence, chunk: Chunk) -> bool:
    """``Hodeidah governorate``: a known name before the noun of a division."""
    last = sentence.tokens[chunk.last - 1].low
    more = chunk.last - chunk.first > 1
    return more and last in GEO_NOUNS and known_place(sentence.quote(chunk.first, chunk.last - 1))


def _accounts(sentence: Sentence) -> bool:
    """``Ninewa accounted for 166 of the dead``."""
    vg = sentence.chunks[1].vg
    return vg is not None and vg.verb.lemma == "account" and sentence.chunks[2].low == "for"


_SAW = frozenset({":", "see", "suffer", "witness", "record", "register"})


def _labelled(sentence: Sentence) -> bool:
    """``Baghdad: 289 killed``, ``Baghdad saw 289 killed``: a line that begins with the name of a place."""
    first = sentence.chunks[0]
    return (
        len(sentence.chunks) > 2
        and (sentence.chunks[1].low in _SAW or _worst(sentence) or _accounts(sentence))
        and is_place(sentence, first)
        and first.low not in SUMMED
        and (known_place(sentence.quote(first.first, first.last)) or _of_division(sentence, first))
    )  # fmt: skip


def _told_place(sentence: Sentence, at: int) -> bool:
    """Whether a place only holds one told before: "overran the village in Ituri", "the camp in the north"."""
    np = sentence.chunks[at - 1].np if at > 0 else None
    if np is None or np.determiner != "the" or sentence.chunks[at].low != "in":
        return False
    tokens = sentence.tokens[np.first : np.last]
    return tokens[-1].low in GEO_NOUNS and not any(t.cap for t in tokens)


def _of_another_clause(sentence: Sentence, trigger: int, at: int) -> bool:
    """Whether a place stands in a clause that goes on after the figure's: "gave a figure of 53, and accused ..."."""
    chunks = sentence.chunks
    return any(
        chunks[k].kind == "CC" and chunks[k + 1].vg is not None and chunks[k + 1].harm is None
        and chunks[k + 1].voice in {"active", "bare"}
        for k in range(trigger + 1, at - 1)
    )  # fmt: skip


def _hit(sentence: Sentence, k: int) -> bool:
    """``struck the railway station of Kramatorsk``: what an attack hit says where, if a place has its name."""
    chunks = sentence.chunks
    vg = chunks[k].vg
    if (k == 0 or chunks[k].kind in {"COMMA", "LP"}) and chunks[k + 1].np is not None:
        head = sentence.tokens[chunks[k + 1].last - 1].low  # "(27 October, village of Garayusifli)"
        return head in GEO_NOUNS and named_after(sentence, chunks[k + 1]) and chunks[k + 2].low == "of"
    if vg is not None and vg.verb.lemma in _ENTERED and vg.voice in {"active", "bare"}:
        return _named_settlement(sentence, k + 1)
    if vg is None or vg.verb.lemma not in ATTACK or vg.voice not in {"active", "bare", "ing"}:
        return False
    while k + 3 < len(chunks) and chunks[k + 2].low == "of" and chunks[k + 1].np is not None:
        if is_place(sentence, chunks[k + 1]) or sentence.tokens[chunks[k + 1].last - 1].low not in PARTS:
            break
        k += 2  # "hit a crowded part of the town of Barda"
    if vg.verb.lemma in _STRUCK and _bare_name(sentence, k + 1):
        return True
    return is_place(sentence, chunks[k + 1]) and sentence.tokens[chunks[k + 1].last - 1].low in GEO_NOUNS


def _bare_name(sentence: Sentence, at: int) -> bool:
    """Whether a chunk is nothing but the name of a place: "bombed Banbridge"."""
    chunk = sentence.chunks[at]
    if chunk.np is None or not is_place(sentence, chunk) or chunk.np.determiner is not None:
        return False
    tokens = sentence.tokens[chunk.first : chunk.last]
    words = sentence.quote(chunk.first, chunk.last)
    return all(t.cap for t in tokens) and known_place(words) and not is_party(sentence, chunk.first, chunk.last)


def _named_settlement(sentence: Sentence, at: int) -> bool:
    """Whether a chunk names a place that one can enter: "Dos Erres, a hamlet in the north", "the village of Qana"."""
    chunks = sentence.chunks
    if at + 1 >= len(chunks) or not is_place(sentence, chunks[at]):
        return False
    words = sentence.quote(chunks[at].first, chunks[at].last)
    np = chunks[at + 2].np if chunks[at + 1].kind == "COMMA" and at + 2 < len(chunks) else None
    said = np is not None and np.determiner in {"a", "the"} and sentence.tokens[np.head].low in GEO_NOUNS
    return said or sentence.tokens[chunks[at].last - 1].low in GEO_NOUNS or known_place(words)


_SINCE_THE = re.compile(
    r"since (?:the )?((?:[A-Z][\w'’-]+ )+)(?:[a-z-]+ ){0,3}"
    r"(?:attacks?|bombings?|massacre|shootings?|siege|blasts?|killings?) "
)


def _place_in_event(finding: Finding, scope: SentenceScope) -> None:
    """``the Kramatorsk station attack``, ``strike on ...``: the name before an event that is no party's."""
    sentence = finding.sentence
    chunks = sentence.chunks
    for phrase in (c.time for c in chunks if c.time is not None and c.time.kind == "since"):
        # "the deadliest since the Madrid train bombings of March 2004, in which 191 died"
        found = _SINCE_THE.match(phrase.text) if scope.time and phrase.start < scope.time.start <= phrase.end else None
        if found is not None and known_place(found[1].strip()):
            start = phrase.start + found.start(1)
            words = Words(start, start + len(found[1].strip()), found[1].strip())
            scope.places, scope.place_span, scope.weak = [words], (words.start, words.end), True
            return
    for k in sorted(events_in(sentence), key=lambda k: abs(k - finding.trigger)):
        chunk = chunks[k]
        if chunk.np is None:
            continue
        caps = [
            k
            for k in range(chunk.np.first, chunk.np.head)
            if sentence.tokens[k].cap
            and sentence.tokens[k].tag == "N"
            and sentence.tokens[k].low not in _NO_NAMES
        ]
        if (
            caps
            and sentence.tokens[chunk.np.head].low != "forces"
            and (
                (caps[0] > 0 and sentence.tokens[chunk.np.head].low not in _CAMPAIGNS)
                or known_place(sentence.quote(caps[0], caps[-1] + 1))
            )
            and not any(demonym(sentence.tokens[k].low) for k in caps)
            and not is_party(sentence, caps[0], caps[-1] + 1)
            and not owner(sentence, caps[0], caps[-1] + 1)
        ):
            words = phrase_words(sentence, caps[0], caps[-1] + 1)
            scope.places, scope.place_span, scope.weak = [words], (words.start, words.end), True
            return


def _opens_place(sentence: Sentence, k: int) -> bool:
    chunks = sentence.chunks
    if chunks[k].kind != "P" and chunks[k].low not in _OPENERS:
        return False
    if bearing(sentence, k) is not None:
        return True
    after_event = (
        k > 0
        and (chunks[k].low == "on" or (chunks[k].low in {"of", "for"} and chunks[k - 1].low in _UPON))
        and (
            (eventful(sentence, chunks[k - 1]) or chunks[k - 1].low in _UPON)
            or (k > 2 and chunks[k - 2].low == "by" and eventful(sentence, chunks[k - 3]))
            or chunks[k - 1].low in {"fall", "land", "rain"}
            or (chunks[k].low == "on" and _carried(chunks, k))
        )
    )
    if sentence.tokens[chunks[k + 1].first].low in _FEASTS:
        return False  # "the bombings of Easter Sunday"
    if chunks[k].low == "to" and k > 0 and chunks[k - 1].low == "spread" and is_place(sentence, chunks[k + 1]):
        return True  # "a day later protests spread to Butembo"
    if chunks[k].low == "into" and k > 0:
        verbs = [c.vg.verb.lemma for c in chunks[max(0, k - 2) : k] if c.vg is not None]
        driven = verbs and (verbs[-1] in _FIRED or (verbs[-1] in _MOVED and chunks[k - 1].vg is not None))
        return bool(driven) and is_place(sentence, chunks[k + 1])
    if chunks[k].low == "between" and _sides(sentence, k):
        return False
    if chunks[k].low == "on" and sentence.tokens[chunks[k + 1].last - 1].low == "side":  # "on the Israeli side"
        return sentence.tokens[chunks[k + 1].last - 2].cap
    if chunks[k].low == "of" and _whose_people(sentence, k):
        return True
    ground = sentence.tokens[chunks[k + 1].last - 1].low
    on_land = (chunks[k].low == "on" and ground in _LANDS) or (chunks[k].low == "along" and ground in _LINES)
    if chunks[k].kind != "P" or not (chunks[k].low in PLACE_PREPOSITIONS or after_event or on_land):
        return False
    if k > 0 and chunks[k - 1].low in PLACE_PREPOSITIONS:
        return False
    if k > 1 and chunks[k - 2].low == "according to":
        return False
    return is_place(sentence, chunks[k + 1]) or some_of(sentence, k + 1)


_PEOPLE = frozenset(listed("men inhabitants residents villagers townspeople"))


def _whose_people(sentence: Sentence, k: int) -> bool:
    """``lined up the men of Rawagede``: where those lived whom it befell."""
    before, after = sentence.chunks[k - 1].np if k > 0 else None, sentence.chunks[k + 1]
    if before is None or after.np is None or before.determiner != "the":
        return False
    if sentence.tokens[before.head].low not in _PEOPLE:
        return False
    name = after.np.name and is_place(sentence, after) and not is_party(sentence, after.first, after.last)
    return name and any(c.vg is not None for c in sentence.chunks[: k - 1])


def _sides(sentence: Sentence, k: int) -> bool:
    """``fighting between Hema and Lendu militias``: those between whom it was, not places."""
    chunks = sentence.chunks
    other = chunks[k + 3].np if k + 3 < len(chunks) and chunks[k + 2].kind == "CC" else None
    head = sentence.tokens[other.head].low if other is not None else ""
    return head in GROUPS or head in ACTOR_WORDS or person(head) is not None


def _carried(chunks: list[Chunk], k: int) -> bool:
    """``the airstrike that the army carried out on the village``: the verb of an attack that stands before "on"."""
    at = k - 2 if chunks[k - 1].low == "out" and k > 1 else k - 1
    vg = chunks[at].vg
    return vg is not None and vg.verb.lemma in {"carry", "carri", "launch", "conduct", "mount", "stage", "inflict"}
