"""Harm without a quantity: sentences worth a person's look, and the flag for a text that gave no claim."""

from __future__ import annotations

from uncounted.extract.chunks import Chunk, Sentence
from uncounted.extract.discourse import Discourse
from uncounted.extract.door import Lead
from uncounted.extract.frames import reality
from uncounted.extract.harm import NOUNS, TOLL, worth_reading
from uncounted.extract.verb_groups import may_harm
from uncounted.model.claim import Claim
from uncounted.model.document import Document

_STRONG = ("kill", "dead", "death", "died", "casualt", "wound", "injur", "massacr", "abduct", "kidnap")


def leads_of(document: Document, discourse: Discourse, start: int = 0) -> tuple[Lead, ...]:
    """Sentences that tell of harm and gave no claim, of a document or of its story that begins at ``start``."""
    told = {reading.finding.sentence.number for reading in discourse.readings}
    leads = []
    for sentence in discourse.sentences:
        why = None if sentence.number in told else _why(sentence)
        if why is not None:
            leads.append(Lead(document.span(start + sentence.stretch.start, start + sentence.stretch.end), why))
    return tuple(leads)


def _why(sentence: Sentence) -> str | None:
    if not may_harm(sentence.lows):
        return None
    for at, chunk in enumerate(sentence.chunks):
        if chunk.vg is not None and chunk.vg.harm is not None:
            return (
                "harm that has not happened" if reality(sentence.chunks, at) == "unreal" else "harm without a quantity"
            )
        if chunk.np is not None and _harmful(sentence, chunk):
            unreal = any(
                c.vg is not None and reality(sentence.chunks, k) == "unreal" for k, c in enumerate(sentence.chunks[:at])
            )
            return "harm that has not happened" if unreal else "harm without a quantity"
    return None


def _harmful(sentence: Sentence, chunk: Chunk) -> bool:
    if chunk.np is None:
        return False
    head = sentence.tokens[chunk.np.head].low
    return head in NOUNS or head in TOLL or head == "harm"


def flags_of(document: Document, claims: tuple[Claim, ...]) -> tuple[str, ...]:
    """One line where a text has words of casualties and gave no claim."""
    if claims or not worth_reading(document.text):
        return ()
    low = document.text.lower()
    words = sorted({stem for stem in _STRONG if stem in low})
    return (f"casualty words ({', '.join(words)}) and no claim",) if words else ()
