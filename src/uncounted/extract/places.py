"""Where it was, in the words of a sentence: phrases of place and the names before events."""

from __future__ import annotations

from uncounted.extract.actors import is_party, owner
from uncounted.extract.chunks import Chunk, Sentence
from uncounted.extract.events import (
    ATTACK,
    GEO_NOUNS,
    PLACE_PREPOSITIONS,
    SentenceScope,
    Words,
    eventful,
    is_place,
    known_place,
    named_after,
    nearest,
    phrase_words,
)
from uncounted.extract.findings import Finding
from uncounted.extract.persons import demonym
from uncounted.extract.words import REPORTING
from uncounted.reference.fold import words as listed

_KEPT_PREPOSITIONS = frozenset(
    {"near", "around", "outside", "close to", "next to", "on the outskirts of", "off", "between"}
)


_SAID = REPORTING | frozenset({"say", "tell", "report", "announce", "state", "declare", "speak", "put", "give"})
_CARE = frozenset({"hospital", "clinic", "morgue", "mortuary"})
_SEATED = frozenset(
    listed("""
    court tribunal parliament embassy prosecutor prosecutors judge judges magistrate group organisation organization
    agency charity network institute newspaper watchdog university archive
""")
)
_TAKEN = frozenset(
    listed("take bring carry rush fly airlift evacuate transfer transport move admit treat die succumb receive ferry")
)
_UPON = frozenset(
    listed("fall capture seizure takeover sack shelling bombardment bombing siege battle invasion assault storming")
)  # "... of a town"
_WEAPONS = frozenset(
    listed("""
        air drone missile rocket mortar artillery suicide car truck roadside mass gun knife bomb tank sniper ground
        cluster grenade aerial double twin
    """)
)
_FEASTS = frozenset(listed("easter christmas ramadan eid ashura diwali palm"))
_PARTS = frozenset(listed("part parts area areas centre center heart outskirts section edge suburb suburbs side"))
_LANDS = frozenset({"island", "islands", "peninsula", "road", "highway", "border", "coast"})  # one is on them
_UNITS = frozenset({"km", "kilometres", "kilometers", "kilometre", "kilometer", "miles", "mile", "metres", "meters"})
_WAYS = _UNITS | frozenset(
    part + other for part in ("", "north", "south") for other in ("north", "south", "east", "west", "northeast")
) | {"north-east", "north-west", "south-east", "south-west"}  # fmt: skip


# ---- place --------------------------------------------------------------------------------------------------------
def place_of(finding: Finding, bounds: tuple[int, int], scope: SentenceScope) -> None:
    """Put the place that the sentence says of a finding into ``scope``; ``bounds`` are the chunks that are its own."""
    sentence = finding.sentence
    starts, covered = [], -1
    for k in range(len(sentence.chunks) - 1):
        if (
            k > covered
            and (_opens_place(sentence, k) or _hit(sentence, k))
            and not (_of_speaker(sentence, k) or _of_care(sentence, k) or _of_origin(sentence, k) or _seat(sentence, k))
        ):
            starts.append(k)
            covered = place_phrase(sentence, k)[1]
    best = nearest(starts, bounds)
    alone = _only_places(sentence) if best is None else []
    if alone:
        scope.places, scope.place_span = alone, (alone[0].start, alone[-1].end)
        return
    if best is None and _labelled(sentence):
        name = phrase_words(sentence, sentence.chunks[0].first, sentence.chunks[0].last)
        scope.places, scope.place_span = [name], (name.start, name.end)
        return
    if best is None:
        _place_in_event(finding, scope)
        return
    scope.places, last = place_phrase(sentence, best)
    tokens = sentence.tokens
    scope.place_span = (tokens[sentence.chunks[best].first].start, tokens[sentence.chunks[last].last - 1].end)
    scope.weak = _of_another_clause(sentence, finding.trigger, best)


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
    """``Baghdad was the worst affected, with 289 killed``, ``Homs was hit hardest``, ``Ninewa suffered most``."""
    first = sentence.words(0, min(7, len(sentence.tokens))).split()
    verb = sentence.chunks[1]
    suffered = verb.vg is not None and (verb.low in {"hit", "affect"} or verb.vg.verb.lemma == "suffer")
    return (verb.low == "be" and "worst" in first) or (suffered and bool({"worst", "hardest", "most"} & set(first)))


def _labelled(sentence: Sentence) -> bool:
    """``Baghdad: 289 killed``, ``Baghdad saw 289 killed``: a line that begins with the name of a place."""
    first = sentence.chunks[0]
    return (
        len(sentence.chunks) > 2
        and (sentence.chunks[1].low in {":", "see", "suffer", "witness"} or _worst(sentence))
        and is_place(sentence, first)
        and known_place(sentence.quote(first.first, first.last))
    )  # fmt: skip


def _of_speaker(sentence: Sentence, at: int) -> bool:
    """Whether a place says where somebody speaks: "a UN official in Geneva said", "said in Geneva"."""
    chunks = sentence.chunks
    last = place_phrase(sentence, at)[1]
    verb = chunks[at - 1].vg if at > 0 else None
    if verb is not None and verb.harm is None and verb.verb.lemma == "say" and verb.voice in {"active", "bare"}:
        return True
    k = last + 1
    while k < len(chunks) and chunks[k].kind in {"TIME", "ADV"}:
        k += 1
    after = chunks[k].vg if k < len(chunks) else None
    if after is None or after.harm is not None or after.verb.lemma not in _SAID or after.voice == "passive":
        return False
    begin = at
    while begin > 0 and chunks[begin - 1].kind in {"NP", "P"}:
        begin -= 1
    before = chunks[begin:at]
    return any(c.np is not None for c in before) and all(
        not eventful(sentence, c) and (c.np is None or (c.np.quantity is None and c.np.harm is None)) for c in before
    )


def _of_care(sentence: Sentence, at: int) -> bool:
    """Whether a place says where the wounded were taken: "taken to hospital in Cherkasy", "died in a clinic in X"."""
    chunks = sentence.chunks
    care = chunks[at - 1] if at > 1 else None
    if care is None or care.np is None or sentence.tokens[care.np.head].low.removesuffix("s") not in _CARE:
        return False
    clause = next((k for k in range(at - 1, -1, -1) if chunks[k].kind in {"COMMA", "PUNCT"}), -1)
    verb = next((c.vg for c in reversed(chunks[: at - 1]) if c.vg is not None), None)
    own = [c.vg for c in chunks[clause + 1 : at - 1] if c.vg is not None]
    if (
        chunks[at - 2].low == "in"
        and any(c.low in {"now", "still"} for c in chunks[clause + 1 : at])
        and all(vg.verb.lemma in {"be", "remain", "lie", "stay"} for vg in own)
    ):
        return True  # "168 of these now in hospitals in Yerevan"
    return chunks[at - 2].kind in {"P", "TO"} and verb is not None and verb.verb.lemma in _TAKEN


def _of_origin(sentence: Sentence, at: int) -> bool:
    """Whether a place holds where somebody came from: "three of the boys were from Buncrana in County Donegal"."""
    chunks = sentence.chunks
    if at < 2 or chunks[at].low != "in" or chunks[at - 2].low != "from":
        return False
    if not sentence.tokens[chunks[at - 1].first].cap:
        return False
    before = chunks[at - 3] if at > 2 else None
    return before is None or before.np is None or before.np.quantity is None or before.np.kind is not None


def _seat(sentence: Sentence, at: int) -> bool:
    """Whether a place says where a body sits that acts: "a court in Mopti opened an inquiry"."""
    chunks = sentence.chunks
    np = chunks[at - 1].np if at > 0 else None
    opens = at == 1 or (at > 1 and chunks[at - 2].kind in {"COMMA", "PUNCT", "SUB", "CC"})
    return np is not None and opens and sentence.tokens[np.head].low in _SEATED


def _of_another_clause(sentence: Sentence, trigger: int, at: int) -> bool:
    """Whether a place stands in a clause that goes on after the figure's: "gave a figure of 53, and accused ..."."""
    chunks = sentence.chunks
    return any(
        chunks[k].kind == "CC" and chunks[k + 1].vg is not None and chunks[k + 1].harm is None
        and chunks[k + 1].voice in {"active", "bare"}
        for k in range(trigger + 1, at - 1)
    )  # fmt: skip


def _bearing(sentence: Sentence, k: int) -> int | None:
    """The first token of the words that say how far and which way from a place: "20 km south of Hodeidah"."""
    chunks, tokens = sentence.chunks, sentence.tokens
    if chunks[k].low not in {"of", "from"} or k + 1 >= len(chunks) or not is_place(sentence, chunks[k + 1]):
        return None
    first = chunks[k].first
    while first > 0 and (tokens[first - 1].low in _WAYS or _distance(sentence, first - 1)):
        first -= 1
    return first if first < chunks[k].first else None


def _distance(sentence: Sentence, at: int) -> bool:
    """Whether a token is the number before a unit of length."""
    return sentence.tokens[at].text[:1].isdigit() and sentence.tokens[at + 1].low in _UNITS


def _hit(sentence: Sentence, k: int) -> bool:
    """``struck the railway station of Kramatorsk``: what an attack hit says where, if a place has its name."""
    chunks = sentence.chunks
    vg = chunks[k].vg
    if (k == 0 or chunks[k].kind in {"COMMA", "LP"}) and chunks[k + 1].np is not None:
        head = sentence.tokens[chunks[k + 1].last - 1].low  # "(27 October, village of Garayusifli)"
        return head in GEO_NOUNS and named_after(sentence, chunks[k + 1]) and chunks[k + 2].low == "of"
    if vg is None or vg.verb.lemma not in ATTACK or vg.voice not in {"active", "bare", "ing"}:
        return False
    while k + 3 < len(chunks) and chunks[k + 2].low == "of" and chunks[k + 1].np is not None:
        if is_place(sentence, chunks[k + 1]) or sentence.tokens[chunks[k + 1].last - 1].low not in _PARTS:
            break
        k += 2  # "hit a crowded part of the town of Barda"
    return is_place(sentence, chunks[k + 1]) and sentence.tokens[chunks[k + 1].last - 1].low in GEO_NOUNS


def _place_in_event(finding: Finding, scope: SentenceScope) -> None:
    """``the Kramatorsk station attack``, ``strike on ...``: the name before an event that is no party's."""
    sentence = finding.sentence
    for chunk in sentence.chunks:
        if chunk.np is None or not eventful(sentence, chunk):
            continue
        caps = [
            k
            for k in range(chunk.np.first, chunk.np.head)
            if sentence.tokens[k].cap
            and sentence.tokens[k].tag == "N"
            and sentence.tokens[k].low not in _WEAPONS | _FEASTS
        ]
        if (
            caps
            and sentence.tokens[chunk.np.head].low != "forces"
            and (caps[0] > 0 or known_place(sentence.quote(caps[0], caps[-1] + 1)))
            and not any(demonym(sentence.tokens[k].low) for k in caps)
            and not is_party(sentence, caps[0], caps[-1] + 1)
            and not owner(sentence, caps[0], caps[-1] + 1)
        ):
            words = phrase_words(sentence, caps[0], caps[-1] + 1)
            scope.places, scope.place_span, scope.weak = [words], (words.start, words.end), True
            return


def _opens_place(sentence: Sentence, k: int) -> bool:
    chunks = sentence.chunks
    if _bearing(sentence, k) is not None:
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
    on_land = chunks[k].low == "on" and sentence.tokens[chunks[k + 1].last - 1].low in _LANDS
    if chunks[k].kind != "P" or not (chunks[k].low in PLACE_PREPOSITIONS or after_event or on_land):
        return False
    if k > 0 and chunks[k - 1].low in PLACE_PREPOSITIONS:
        return False
    if k > 1 and chunks[k - 2].low == "according to":
        return False
    return is_place(sentence, chunks[k + 1]) or _some_of(sentence, k + 1)


def _carried(chunks: list[Chunk], k: int) -> bool:
    """``the airstrike that the army carried out on the village``: the verb of an attack that stands before "on"."""
    at = k - 2 if chunks[k - 1].low == "out" and k > 1 else k - 1
    vg = chunks[at].vg
    return vg is not None and vg.verb.lemma in {"carry", "carri", "launch", "conduct", "mount", "stage", "inflict"}


def _some_of(sentence: Sentence, at: int) -> bool:
    """``two villages of Yatenga province``: places that have no name, in one that has."""
    chunks = sentence.chunks
    np = chunks[at].np
    if np is None or at + 2 >= len(chunks) or chunks[at + 1].low not in {"of", "in"}:
        return False
    head = sentence.tokens[np.head].low
    if head in _PARTS and np.determiner == "the" and chunks[at + 1].low == "of":
        return is_place(sentence, chunks[at + 2])  # "in the centre of Oslo"
    if np.quantity is None:
        return False
    singular = head[:-3] + "y" if head.endswith("ies") else head.removesuffix("s")
    return singular in GEO_NOUNS and is_place(sentence, chunks[at + 2])


def place_phrase(sentence: Sentence, k: int) -> tuple[list[Words], int]:
    """The places of the phrase that chunk ``k`` (a preposition) opens, and its last chunk.

    A comma or a preposition goes on to the place that holds the one before ("near Manbij, in Syria's Aleppo
    Governorate"); a conjunction begins another.
    """
    chunks = sentence.chunks
    bearing = _bearing(sentence, k)
    if _some_of(sentence, k + 1):
        k += 2
    begin = k if chunks[k].low in _KEPT_PREPOSITIONS else k + 1
    if named_after(sentence, chunks[k + 1]) and not any(
        t.cap for t in sentence.tokens[chunks[k + 1].first : chunks[k + 1].last]
    ):
        begin, k = k + 3, k + 2
    spans = [[chunks[begin].first, chunks[k + 1].last]]
    if bearing is not None:
        spans[0][0] = bearing
    last = k + 1
    while True:
        step, another = _goes_on(sentence, last)
        if step is None:
            break
        if another:
            spans.append([chunks[step].first, chunks[step].last])
        else:
            spans[-1][1] = chunks[step].last
        last = step
    return [phrase_words(sentence, first, end) for first, end in spans], last


def _goes_on(sentence: Sentence, last: int) -> tuple[int | None, bool]:
    chunks = sentence.chunks
    j = last + 1
    if j >= len(chunks):
        return None, False
    comma = chunks[j].kind == "COMMA"
    if comma:
        j += 1
    if (
        j < len(chunks)
        and chunks[j].kind == "P"
        and chunks[j].low in {"in", "of", "near", "within"}
        and j + 1 < len(chunks)
    ):
        return (
            (j + 1, False)
            if is_place(sentence, chunks[j + 1]) and not (comma and chunks[j].low == "of")
            else (None, False)
        )
    if (
        j < len(chunks)
        and chunks[j].kind == "CC"
        and not comma
        and j + 1 < len(chunks)
        and is_place(sentence, chunks[j + 1])
    ):
        return j + 1, True
    np = chunks[j].np if j < len(chunks) else None
    if comma and np is not None and np.determiner == "a" and sentence.tokens[np.head].low in GEO_NOUNS:
        of = chunks[j + 1].low if j + 2 < len(chunks) else ""
        return (j + 2, False) if of in {"in", "of", "near"} and is_place(sentence, chunks[j + 2]) else (None, False)
    if comma and j < len(chunks) and is_place(sentence, chunks[j]):
        after = j + 1
        while after + 2 < len(chunks) and chunks[after].kind == "P" and chunks[after + 1].np is not None:
            after += 2
        follows = chunks[after] if after < len(chunks) else None
        if (
            follows is not None
            and follows.kind == "VG"
            and follows.vg is not None
            and follows.vg.verb.lemma in REPORTING
        ):
            return None, False
        return j, False
    return None, False
