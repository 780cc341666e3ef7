"""Who counted a figure that no verb of saying carries: who has it, whose bracket follows it, whose reports it is.

"The ministry gives 338, the local council 430", "1,269 in Gaza (Ministry of Health)", "an estimate by the embassy was
100", "reports that eight villagers died".
"""

from __future__ import annotations

from collections.abc import Sequence

from uncounted.extract.attribution import Said, chain_of
from uncounted.extract.bodies import in_registry
from uncounted.extract.body_names import ORGANISATION
from uncounted.extract.chunks import Chunk, Sentence
from uncounted.extract.clauses import subject_of
from uncounted.extract.events import known_place
from uncounted.extract.findings import Finding
from uncounted.extract.people import THINGS
from uncounted.extract.speakers import DOCUMENTS, Speaker, Speakers
from uncounted.reference.fold import words as listed

_HAVING = frozenset(
    listed("""
        have give see count list register registr record document estimate estimat cite claim report offer admit
        acknowledge certify note tally mention
    """)
)
_TOLD = frozenset({"number-beside", "source"})
_CLAIMED = frozenset({"reports", "report", "claims", "claim", "allegations", "allegation", "rumours", "accounts"})


def who_has(sentence: Sentence, found: Sequence[Finding], frames: list[Said], speakers: Speakers) -> None:
    """Add to ``frames`` those by which figures of the sentence are somebody's though nobody says them."""
    last: Said | None = None
    for finding in found:
        made = _in_bracket(sentence, finding)
        if made is None and last is not None:
            made = _gapped(sentence, finding, last, speakers)
        if made is None and not chain_of(finding, frames).frames:
            made = _reports_that(sentence, finding, speakers) or _having(sentence, finding, speakers)
            last = made or last
        frames += [made] if made is not None else []


def _having(sentence: Sentence, finding: Finding, speakers: Speakers) -> Said | None:
    """``The ministry gives 338``, ``reporters saw about 100 bodies``: the subject of who has the figure."""
    chunks = sentence.chunks
    bodies = finding.frame == "bodies" or any(sentence.tokens[np.head].low == "bodies" for np in finding.victims)
    told = finding.inherited.get("measure") in _TOLD
    if not (bodies or told or finding.frame in {"noun", "adjective"}):
        return None
    k = finding.first_chunk - 1
    while k > 0 and chunks[k].vg is None and chunks[k].kind in {"NP", "COMMA", "ADV", "P", "DASH", "QUOTE"}:
        k -= 1
    vg = chunks[k].vg if k > 0 else None
    if vg is None or vg.voice not in {"active", "bare"} or vg.negated or vg.harm is not None:
        return None
    subject = subject_of(sentence, k)[-1:]
    np = chunks[subject[0]].np if subject else None
    if np is None or np.quantity is not None or np.harm is not None:
        return None
    head = sentence.tokens[np.head].low
    fits = vg.verb.lemma == "see" if bodies else vg.verb.lemma in _HAVING
    if not fits and not (vg.verb.lemma == "be" and head in DOCUMENTS and not bodies):
        return None
    if not _may_count(sentence, chunks[subject[0]]):
        return None
    own = {t.low for t in sentence.tokens[np.first : np.last]} & ORGANISATION
    if not (bodies or told or own) and not _body(sentence, chunks[subject[0]]):
        return None
    speaker = speakers.read(sentence, subject[0])
    return Said(speaker, "report", subject[0], k, "before") if speaker is not None else None


def _may_count(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether a phrase is of people, a body or a document, not of a thing or a place."""
    np = chunk.np
    if np is None or np.pronoun is not None:
        return np is not None and np.pronoun in {"it", "they", "he", "she"}
    head = sentence.tokens[np.head]
    name = sentence.quote(chunk.first, chunk.last)
    if np.kind is None and known_place(name) and not in_registry(name):
        return False  # "Baluchistan has the highest number, 126"
    return head.low not in THINGS and (np.kind is not None or head.cap or head.low in ORGANISATION | DOCUMENTS)


def _gapped(sentence: Sentence, finding: Finding, last: Said, speakers: Speakers) -> Said | None:
    """``The Observatory has 387, the local council 430``: the second, whose verb is left out."""
    chunks = sentence.chunks
    k = finding.first_chunk
    np = chunks[k - 1].np if k > 2 and chunks[k - 2].kind in {"COMMA", "CC", "PUNCT"} else None
    if np is None or k - 1 <= last.last or np.quantity is not None or not _may_count(sentence, chunks[k - 1]):
        return None
    speaker = speakers.read(sentence, k - 1)
    return Said(speaker, last.relation, k - 1, k - 1, "before") if speaker is not None else None


def _in_bracket(sentence: Sentence, finding: Finding) -> Said | None:
    """``1,269 in Gaza (Ministry of Health) and 224 in Israel (OCHA)``: the body in the bracket behind a figure."""
    chunks = sentence.chunks
    if "(" not in sentence.lows:
        return None
    k = finding.first_chunk + 1
    while k + 2 < len(chunks) and chunks[k].kind in {"NP", "P", "VG", "TIME", "ADV"} and not _counts(chunks[k]):
        k += 1
    if k + 2 >= len(chunks) or chunks[k].kind != "LP":
        return None
    end = next((j for j in range(k + 1, min(k + 6, len(chunks))) if chunks[j].kind == "RP"), None)
    np = chunks[k + 1].np if end is not None else None
    if end is None or np is None or np.quantity is not None:
        return None
    if not _body(sentence, chunks[k + 1], chunks[end - 1].last):
        return None
    name = sentence.quote(chunks[k + 1].first, chunks[end - 1].last)
    start, stop = sentence.tokens[chunks[k + 1].first].start, sentence.tokens[chunks[end - 1].last - 1].end
    speaker = Speaker(name.removeprefix("the "), "organisation", None, None, start, stop)
    return Said(speaker, "according_to", k, end, "according")


def _body(sentence: Sentence, chunk: Chunk, last: int | None = None) -> bool:
    """Whether a phrase, up to token ``last``, is the name of a body."""
    first = chunk.first + (sentence.tokens[chunk.first].low == "the")
    name = sentence.quote(first, last or chunk.last)
    words = {t.low for t in sentence.tokens[first : last or chunk.last]}
    return in_registry(name) or (name[:1].isupper() and bool(words & ORGANISATION))


def _counts(chunk: Chunk) -> bool:
    return chunk.np is not None and chunk.np.quantity is not None


def _reports_that(sentence: Sentence, finding: Finding, speakers: Speakers) -> Said | None:
    """``Local reports that eight villagers died are being reviewed``: a noun of saying before its clause."""
    chunks = sentence.chunks
    if "that" not in sentence.lows or sentence.lows.isdisjoint(_CLAIMED):
        return None
    for k in range(min(finding.first_chunk, len(chunks)) - 1, 0, -1):
        if chunks[k].kind in {"COMMA", "PUNCT"}:
            return None
        np = chunks[k - 1].np
        if chunks[k].low == "that" and np is not None and sentence.tokens[np.head].low in _CLAIMED:
            if k > 1 and (chunks[k - 2].vg is not None or chunks[k - 2].kind == "P"):
                return None  # "received reports that": of nobody in particular
            speaker = speakers.read(sentence, k - 1)
            return Said(speaker, "claim", k - 1, k, "before") if speaker is not None else None
    return None
