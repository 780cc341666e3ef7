"""Places in a sentence that are not where the harm was: where somebody spoke, sits, was treated or came from."""

from __future__ import annotations

from uncounted.extract.chunks import Sentence
from uncounted.extract.events import eventful
from uncounted.extract.place_phrases import place_phrase
from uncounted.extract.words import REPORTING
from uncounted.reference.fold import words as listed

_SAID = REPORTING | frozenset({"say", "tell", "report", "announce", "state", "declare", "speak", "put", "give"})
_CARE = frozenset({"hospital", "clinic", "morgue", "mortuary"})
_SEATED = frozenset(
    listed("""
    court tribunal parliament embassy prosecutor prosecutors judge judges magistrate group organisation organization
    agency charity network institute newspaper watchdog university archive archives researcher researchers historian
    historians lawyer lawyers activist activists campaigner campaigners
""")
)
_TAKEN = frozenset(
    listed("take bring carry rush fly airlift evacuate transfer transport move admit treat die succumb receive ferry")
)


def beside_the_harm(sentence: Sentence, at: int) -> bool:
    """Whether the place that chunk ``at`` opens is another's than the harm's."""
    return _of_speaker(sentence, at) or _of_care(sentence, at) or _of_origin(sentence, at) or _seat(sentence, at)


def _of_speaker(sentence: Sentence, at: int) -> bool:
    """Whether a place says where somebody speaks: "a UN official in Geneva said", "said in Geneva"."""
    chunks = sentence.chunks
    last = place_phrase(sentence, at)[1]
    verb = chunks[at - 1].vg if at > 0 else None
    if verb is not None and verb.harm is None and verb.verb.lemma == "say" and verb.voice in {"active", "bare"}:
        return True
    if _where_told(sentence, at) or _where_said(sentence, at):
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


def _where_told(sentence: Sentence, at: int) -> bool:
    """``told parliament in Canberra that ...``, ``citing colleagues in Cameroon``: where it was heard or said."""
    chunks = sentence.chunks
    k = at - 1
    while k >= 0 and chunks[k].kind in {"NP", "P", "TO", "TIME", "ADV"}:
        np = chunks[k].np
        if np is not None and (np.quantity is not None or np.harm is not None or eventful(sentence, chunks[k])):
            return False
        k -= 1
    vg = chunks[k].vg if 0 <= k < at - 1 else None
    return vg is not None and vg.harm is None and vg.voice != "passive" and vg.verb.lemma in _HEARD


def _where_said(sentence: Sentence, at: int) -> bool:
    """``"We have 54 dead," said the rebel leader, in Paris``: behind a speaker who stands after the verb."""
    chunks = sentence.chunks
    k = at - 1
    while k > 1 and chunks[k].kind in {"NP", "P", "COMMA", "ADV", "TIME"}:
        np = chunks[k].np
        if np is not None and (np.quantity is not None or np.harm is not None or eventful(sentence, chunks[k])):
            return False
        k -= 1
    vg = chunks[k].vg
    said = vg is not None and vg.verb.lemma in {"say", "add", "tell"} and vg.voice in {"active", "bare"}
    return said and k > 0 and chunks[k - 1].kind in {"QUOTE", "COMMA"} and chunks[k + 1].np is not None


_HEARD = frozenset(listed("tell brief inform cite quote address speak testify"))


_TREATING = frozenset(listed("treat treated treating doctors surgeons succumb succumbed wounds injuries overnight"))


def _of_care(sentence: Sentence, at: int) -> bool:
    """Whether a place says where the wounded were taken: "taken to hospital in Cherkasy", "died in a clinic in X"."""
    chunks = sentence.chunks
    named = {t.low for t in sentence.tokens[chunks[at + 1].first : chunks[at + 1].last + 2]}
    if named & _CARE and not sentence.lows.isdisjoint(_TREATING):
        return True  # "in the Lady Reading Hospital doctors were treating 24"
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
    """Whether a place is where a body sits that acts: "a court in Mopti opened", "an archive in Lyon spent days"."""
    chunks = sentence.chunks
    begin = at
    while begin > 0 and chunks[begin - 1].kind in {"NP", "P"}:
        begin -= 1
    heads = {sentence.tokens[c.np.head].low for c in chunks[begin:at] if c.np is not None}
    if not heads & _SEATED or any(c.np is not None and c.np.quantity is not None for c in chunks[begin:at]):
        return False
    opens = begin == 0 or chunks[begin - 1].kind in {"COMMA", "PUNCT", "SUB", "CC", "QUOTE", "DASH"}
    if opens and begin == at - 1:
        return True
    after = next((c.vg for c in chunks[place_phrase(sentence, at)[1] + 1 :] if c.vg is not None), None)
    return opens and after is not None and after.harm is None and after.voice in {"active", "bare"}
