"""The outlet that somebody told: "a doctor told Reuters", "said to a journalist working with CNN"."""

from __future__ import annotations

from uncounted.extract.bodies import is_media
from uncounted.extract.chunks import Sentence
from uncounted.extract.names import printed
from uncounted.extract.speakers import Speakers
from uncounted.reference.fold import words as listed

_PRESS = frozenset(listed("journalist journalists reporter correspondent newspaper broadcaster"))


def hearer(sentence: Sentence, at: int, speakers: Speakers) -> str | None:
    """The outlet that somebody told: "told RT"; a parliament or a person is none."""
    chunks = sentence.chunks
    follows = chunks[at + 1] if at + 1 < len(chunks) else None
    if chunks[at].low == "say" and follows is not None and follows.low == "to" and at + 2 < len(chunks):
        name = printed(sentence, chunks[at + 2]) if chunks[at + 2].np is not None else ""
        return name if name and is_media(name) else None  # "said to AFP that"
    if (
        chunks[at].low != "tell"
        or follows is None
        or follows.np is None
        or not (
            follows.np.name or sentence.tokens[follows.last - 1].cap or sentence.tokens[follows.last - 1].low in _PRESS
        )
    ):
        return None
    if sentence.tokens[follows.last - 1].low in _PRESS:
        return _employer(sentence, at + 2)
    name = printed(sentence, follows)
    return name if is_media(name) or name == speakers.publisher else None


def _employer(sentence: Sentence, at: int) -> str | None:
    """``a journalist working with CNN``: the outlet, from chunk ``at`` on."""
    for k in range(at, min(at + 3, len(sentence.chunks))):
        chunk = sentence.chunks[k]
        if chunk.np is not None:
            name = printed(sentence, chunk)
            return name if is_media(name) else None
        if chunk.kind not in {"P", "VG"}:
            break
    return None
