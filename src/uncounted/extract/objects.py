"""What a verb or a preposition governs: its object, and the members of a list to the right."""

from __future__ import annotations

from collections.abc import Sequence

from uncounted.extract.chunks import Chunk, Sentence
from uncounted.extract.insertions import is_age, named


def object_of(sentence: Sentence, at: int) -> list[int]:
    """Chunks of the noun phrases that are the object of the verb at chunk ``at``, coordinated ones in order."""
    chunks = sentence.chunks
    k = at + 1
    while k < len(chunks) and (chunks[k].kind in {"ADV", "QUOTE"} or chunks[k].low == "there"):
        k += 1
    if k >= len(chunks) or chunks[k].kind != "NP":
        return []
    if sentence.tokens[chunks[k].last - 1].low == "times":
        return []  # "shot three times"
    found = _list_right(chunks, k)
    return [*found, *_by_agreement(sentence, found[-1])] if found else found


def _by_agreement(sentence: Sentence, k: int) -> list[int]:
    """``the bodies of two women and a man were found``: a plural verb is not that of one man alone."""
    chunks = sentence.chunks
    if k + 3 >= len(chunks) or chunks[k + 1].low != "and" or chunks[k + 3].vg is None:
        return []
    np = chunks[k + 2].np
    one = np is not None and np.kind is not None and not np.kind.plural and np.quantity is None and not np.kind.group
    plural = sentence.tokens[chunks[k + 3].first].low in {"were", "are", "have"}
    return [k + 2] if one and np is not None and np.determiner in {"a", "poss"} and plural else []


def _list_right(chunks: Sequence[Chunk], k: int) -> list[int]:
    found = [k]
    while True:
        step = _next_member(chunks, k)
        if step is None:
            return [j for j in found if j < 2 or not is_age(chunks, j)]
        found.append(step)
        k = step


def _next_member(chunks: Sequence[Chunk], k: int) -> int | None:
    """The next noun phrase of a list after ``k``; a phrase that begins a clause of its own does not belong to it."""
    j = _past_names(chunks, k, _past_place(chunks, _past_phrases(chunks, k + 1)))
    joined = False
    while j < len(chunks) and chunks[j].kind in {"COMMA", "CC", "ADV"}:
        if chunks[j].kind == "CC" and chunks[j].low in {"but", "nor", "/"}:
            return None  # "employee/suspect" is one person
        joined = joined or chunks[j].kind in {"COMMA", "CC"}
        j += 1
    if joined and j < len(chunks) and chunks[j].low == chunks[_first_member(chunks, k) - 1].low == "of":
        j += 1  # "the murder of X and of Y"
    if joined and j + 2 < len(chunks) and chunks[j].low in {"that", "those"} and chunks[j + 1].low == "of":
        j += 2  # "the body of a woman, along with that of her son"
    if not joined or j >= len(chunks) or chunks[j].kind != "NP":
        return None
    np = chunks[j].np
    if np is None or np.pronoun in {"he", "she", "they", "it", "which", "who", "we"}:
        return None
    own = _begins_clause(chunks, j) and not _of_relative(chunks, k, j)
    return None if own or _appositive(chunks, k, j) else j


def _of_relative(chunks: Sequence[Chunk], k: int, j: int) -> bool:
    """``men who killed six priests and two maids fled``: the verb after the list is that of the men."""
    first = _first_member(chunks, k)
    after = next((c for c in chunks[j + 1 :] if c.vg is not None), None)
    relative = first > 1 and chunks[first - 1].harm is not None and chunks[first - 2].kind == "REL"
    return relative and after is not None and after.harm is None and after.voice != "passive"


def _first_member(chunks: Sequence[Chunk], k: int) -> int:
    """Where the phrases joined to the one at ``k`` begin."""
    while k > 1 and chunks[k - 1].kind in {"COMMA", "CC"} and chunks[k - 2].kind == "NP":
        k -= 2
    return k


def _past_phrases(chunks: Sequence[Chunk], j: int) -> int:
    """Past prepositional phrases that belong to the phrase before: "three men from the village", "six men on board"."""
    if j + 1 < len(chunks) and chunks[j].low in {"on board", "aboard"} and chunks[j + 1].kind in {"CC", "COMMA"}:
        return j + 1
    while (
        j + 1 < len(chunks)
        and chunks[j].kind == "P"
        and chunks[j].low in {"of", "from", "with"}
        and chunks[j + 1].kind == "NP"
    ):
        j += 2
    if j + 1 < len(chunks) and chunks[j].vg is not None and chunks[j].voice == "bare" and named(chunks[j + 1].np):
        j += 2 if chunks[j].low in {"name", "identify", "call"} else 0
    if j + 2 < len(chunks) and chunks[j].kind == "LP":
        k = j
        while k < len(chunks) and chunks[k].kind != "RP":
            k += 1
        return k + 1 if k < len(chunks) else j
    return j


def _past_place(chunks: Sequence[Chunk], j: int) -> int:
    """Past a place before somebody's kin or company: "a rival in the market and his lawyer"."""
    if j + 3 < len(chunks) and chunks[j].low in {"in", "at", "near", "on"} and chunks[j + 2].kind == "CC":
        np, last = chunks[j + 1].np, chunks[j + 3].np
        if np is not None and np.kind is None and last is not None and last.determiner == "poss" and last.kind:
            return j + 2
    return j


def _past_names(chunks: Sequence[Chunk], k: int, j: int) -> int:
    """Past names joined to the one that a preposition governs: "four guests from Norway and Chile"."""
    np = chunks[k].np
    while np is not None and np.quantity is not None and j + 1 < len(chunks) and chunks[j].low == "and":
        if chunks[j - 2].kind != "P" or not (named(chunks[j - 1].np) and named(chunks[j + 1].np)):
            break
        j += 2
    return j


def _begins_clause(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether the phrase at ``j`` has a verb of its own: "... and 5 civilians were wounded"."""
    k = _past_phrases(chunks, j + 1)
    while (k < len(chunks) and chunks[k].kind in {"ADV", "NEG"}) or (k < len(chunks) and chunks[k].kind == "TIME"):
        k += 1
    if k < len(chunks) and chunks[k].kind == "CC":
        m = k + 1
        if m + 1 < len(chunks) and chunks[m].kind == "NP":
            return _begins_clause(chunks, m)
    while k + 1 < len(chunks) and chunks[k].kind == "P" and chunks[k + 1].kind in {"NP", "TIME"}:
        if chunks[k].low in _OF_TIME and chunks[k + 1].kind == "NP":
            return False  # "killing two guards before troops arrived": the verb is not that of the guards
        k += 2
    if k >= len(chunks) or (chunks[k].voice == "bare" and chunks[k].harm is None and _done_by(chunks, k)):
        return False
    return chunks[k].voice in {"passive", "bare", "active"}


_OF_TIME = frozenset({"after", "before", "until", "since"})


def _done_by(chunks: Sequence[Chunk], k: int) -> bool:
    """``carried out by soldiers``: a participle that tells of the event, not a verb of what stands before it."""
    return any(chunk.low == "by" for chunk in chunks[k + 1 : k + 3])


def _appositive(chunks: Sequence[Chunk], k: int, j: int) -> bool:
    """Whether the phrase after a comma only says again who the one before is: "Ahmed, a farmer", "a man, 34"."""
    first, second = chunks[k].np, chunks[j].np
    if first is None or second is None or any(chunks[m].kind == "CC" for m in range(k + 1, j)):
        return False
    if second.bare and first.quantity is None:
        return True  # an age
    if first.quantity is not None and (first.quantity.value or 0) > 1 and named(second):
        return True  # "two civilians, Ahmed and his daughter"
    one = first.kind is not None and not (first.kind.plural or first.kind.group or first.quantity or first.name)
    if one and second.kind is not None and second.quantity is not None and (second.quantity.value or 0) > 1:
        return False  # "killed his wife, her two children, then himself": several are not the one
    if first.name and first.quantity is None and second.determiner in {"a", "the"}:
        last = chunks[j + 2].np if j + 2 < len(chunks) and chunks[j + 1].kind == "CC" else None
        if second.kind is not None or (last is not None and last.determiner is None and last.quantity is None):
            return True  # "Adalat Khan, a former nazim and leader"
    later = _past_phrases(chunks, j + 1)
    listed = later < len(chunks) and chunks[later].kind in {"CC", "COMMA"} and _more_members(chunks, later)
    return not listed


def _more_members(chunks: Sequence[Chunk], at: int) -> bool:
    k = at
    while (k < len(chunks) and chunks[k].kind in {"CC", "COMMA", "NP", "ADV"}) or (
        k < len(chunks) and chunks[k].low in {"of", "from"}
    ):
        if chunks[k].kind == "CC" and k + 1 < len(chunks) and chunks[k + 1].kind == "NP":
            return True
        k += 1
    return False


def with_them(sentence: Sentence, at: int) -> list[int]:
    """``were killed along with 15 militants``, ``was killed and 3 militants too``: those who shared it."""
    chunks = sentence.chunks
    j = _past_when_and_where(chunks, at + 1)
    if j + 2 < len(chunks) and chunks[j].low == "and" and chunks[j + 1].np is not None:
        too = chunks[j + 2].low == "too" or sentence.words(chunks[j + 2].first, chunks[j + 2].first + 2) == "as well"
        return [j + 1] if too else []
    if (
        j + 1 < len(chunks)
        and chunks[j].low in {"along with", "together with", "as well as", "alongside"}
        and chunks[j + 1].np is not None
    ):
        return object_of(sentence, j)
    return []


def _past_when_and_where(chunks: Sequence[Chunk], at: int) -> int:
    """``was killed at noon (local time) near his home, along with two guards``: to "along with"; else no step."""
    j = at
    while j < len(chunks) and (chunks[j].kind in {"TIME", "ADV", "COMMA", "LP", "RP", "NP"} or chunks[j].low in _WHERE):
        j += 1
    return j if j < len(chunks) and chunks[j].low in {"along with", "together with"} else at


_WHERE = frozenset({"at", "in", "on", "near", "outside", "inside"})
