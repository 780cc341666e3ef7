"""Who stands where in a clause: subjects, objects and lists around a verb."""

from __future__ import annotations

from collections.abc import Sequence

from uncounted.extract.chunks import Chunk, Sentence

_TRANSPARENT = frozenset({"ADV", "TIME", "QUOTE", "NEG"})
_OPENERS = frozenset({"among them", "of them", "amongst them", "of whom", "among whom"})


def object_of(sentence: Sentence, at: int) -> list[int]:
    """Chunks of the noun phrases that are the object of the verb at chunk ``at``, coordinated ones in order."""
    chunks = sentence.chunks
    k = at + 1
    while k < len(chunks) and chunks[k].kind in {"ADV", "QUOTE"}:
        k += 1
    if k >= len(chunks) or chunks[k].kind != "NP":
        return []
    if sentence.tokens[chunks[k].last - 1].low == "times":
        return []  # "shot three times"
    return _list_right(chunks, k)


def _list_right(chunks: Sequence[Chunk], k: int) -> list[int]:
    found = [k]
    while True:
        step = _next_member(chunks, k)
        if step is None:
            return found
        found.append(step)
        k = step


def _next_member(chunks: Sequence[Chunk], k: int) -> int | None:
    """The next noun phrase of a list after ``k``; a phrase that begins a clause of its own does not belong to it."""
    j = _past_phrases(chunks, k + 1)
    joined = False
    while j < len(chunks) and chunks[j].kind in {"COMMA", "CC", "ADV"}:
        if chunks[j].kind == "CC" and chunks[j].low in {"but", "nor"}:
            return None
        joined = joined or chunks[j].kind in {"COMMA", "CC"}
        j += 1
    if not joined or j >= len(chunks) or chunks[j].kind != "NP":
        return None
    np = chunks[j].np
    if np is None or np.pronoun in {"he", "she", "they", "it", "which", "who", "we"}:
        return None
    if chunks[k].low == chunks[j].low == "" and False:
        return None
    return None if _begins_clause(chunks, j) or _appositive(chunks, k, j) else j


def _past_phrases(chunks: Sequence[Chunk], j: int) -> int:
    """Past prepositional phrases that belong to the phrase before: "three men from the village"."""
    while (
        j + 1 < len(chunks)
        and chunks[j].kind == "P"
        and chunks[j].low in {"of", "from", "with"}
        and chunks[j + 1].kind == "NP"
    ):
        j += 2
    if j + 2 < len(chunks) and chunks[j].kind == "LP":
        k = j
        while k < len(chunks) and chunks[k].kind != "RP":
            k += 1
        return k + 1 if k < len(chunks) else j
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
        k += 2
    return k < len(chunks) and chunks[k].voice in {"passive", "bare", "active"}


def _appositive(chunks: Sequence[Chunk], k: int, j: int) -> bool:
    """Whether the phrase after a comma only says again who the one before is: "Ahmed, a farmer", "a man, 34"."""
    first, second = chunks[k].np, chunks[j].np
    if first is None or second is None or any(chunks[m].kind == "CC" for m in range(k + 1, j)):
        return False
    if second.bare and first.quantity is None:
        return True  # an age
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


def subject_of(sentence: Sentence, at: int) -> list[int]:
    """Chunks of the noun phrases that are the subject of the verb at chunk ``at``, coordinated ones in order."""
    chunks = sentence.chunks
    k = _beside(chunks, at)
    if k is None:
        k = _subject_head(chunks, at - 1, chunks[at].voice == "passive")
    if k is None:
        return []
    found = [k]
    while True:
        before = _previous_member(chunks, k)
        if before is None:
            return found[::-1]
        found.append(before)
        k = before


def _beside(chunks: Sequence[Chunk], at: int) -> int | None:
    """The counted people right before a bare participle are its subject, whatever governs them: "spoke of 39 dead"."""
    vg = chunks[at].vg
    j = at - 1
    while j >= 0 and chunks[j].kind == "ADV":
        j -= 1
    np = chunks[j].np if j >= 0 else None
    if vg is None or vg.voice != "bare" or vg.harm is None or np is None:
        return None
    if np.quantity is not None and (np.bare or (np.kind is not None and not np.kind.group) or np.pronoun is not None):
        return j
    people = np.kind is not None and np.kind.plural and not np.kind.group and np.quantity is None
    return (
        j if people and j > 1 and chunks[j - 1].low == "of" and vg.verb.lemma in {"kill", "wound", "injure"} else None
    )


def _subject_head(chunks: Sequence[Chunk], k: int, finite: bool = False) -> int | None:
    """Walk left over what may stand between a subject and its verb; a ``finite`` verb cannot be an infinitive's."""
    while k >= 0:
        chunk = chunks[k]
        if chunk.kind in _TRANSPARENT:
            k -= 1
            if chunk.kind == "TIME" and k >= 0 and chunks[k].kind == "P":
                k -= 1
        elif chunk.kind == "RP":
            k = _matching(chunks, k) - 1
        elif chunk.kind == "DASH":
            opened = [j for j in range(k) if chunks[j].kind == "DASH"]
            k = opened[-1] - 1 if opened else -1
        elif chunk.kind == "NP":
            head = _governed(chunks, k)
            if head is None:
                return k
            k = head
        elif chunk.kind == "REL":
            return _antecedent(chunks, k - 1)
        elif chunk.kind == "COMMA":
            k = _before_parenthesis(chunks, k)
        elif chunk.kind == "CC" and k > 0 and chunks[k - 1].kind in {"VG", "TIME", "ADV", "NP"}:
            k -= 1
            if chunks[k].kind == "NP" and _verb_before(chunks, k) is not None:
                k = _verb_before(chunks, k) or 0
        elif chunk.kind == "VG":
            if chunk.voice == "to" and not finite and not (k > 0 and chunks[k - 1].vg is not None):
                return None
            k -= 1
        else:
            return None
    return None


def _verb_before(chunks: Sequence[Chunk], k: int) -> int | None:
    """The verb whose object, or whose phrase, the noun phrase at ``k`` is, in a chain of phrases."""
    j = k - 1
    while j > 0 and chunks[j].kind in {"P", "NP", "TIME", "TO", "ADV"}:
        j -= 1
    return j if j >= 0 and chunks[j].kind == "VG" else None


def _governed(chunks: Sequence[Chunk], k: int) -> int | None:
    """Where to go on left of a noun phrase that is no subject (after a preposition, or object of a participle)."""
    j = k - 1
    while j >= 0 and chunks[j].kind in {"QUOTE", "ADV"}:
        j -= 1
    if j < 0:
        return None
    if chunks[j].kind == "RP":
        return _matching(chunks, j) - 1  # "two militants of X (LeT) outfit": the name goes on after the bracket
    if (
        chunks[j].kind == "CC"
        and j > 1
        and chunks[j - 1].kind == "NP"
        and not _person(chunks, k)
        and chunks[j - 2].kind == "P"
    ):
        return j - 3
    if chunks[j].low in _OPENERS:
        return None
    if chunks[j].low in {"after", "before", "when", "as"} and chunks[k + 1].harm is not None and _person(chunks, k):
        return None  # "sought after mother killed by father"
    if chunks[j].kind in {"P", "TO"}:
        np = chunks[k].np
        counted = np is not None and np.quantity is not None and np.kind is not None
        opens = j == 0 or chunks[j - 1].kind in {"COMMA", "PUNCT", "SUB", "VG"}
        if chunks[j].low in {"of", "to", "by", "with"} or not (counted and opens):
            return j - 1
        return None if chunks[j].low in {"about", "around", "over", "under"} else j - 1
    vg = chunks[j].vg
    if (
        vg is not None
        and vg.voice == "ing"
        and j > 0
        and chunks[j - 1].kind in {"NP", "COMMA"}
        and vg.verb.lemma not in {"leave", "say"}
    ):
        return j - 1
    return None


def _age(chunks: Sequence[Chunk], k: int) -> bool:
    """A bare number in commas after one person: "Jon Boring, 51, who was shot"."""
    np = chunks[k].np
    before = chunks[k - 2].np if k > 1 else None
    return (
        np is not None
        and np.bare
        and chunks[k - 1].kind == "COMMA"
        and before is not None
        and before.quantity is None
        and not before.bare
    )


def _person(chunks: Sequence[Chunk], k: int) -> bool:
    np = chunks[k].np
    return np is not None and (np.kind is not None or np.quantity is not None)


def _antecedent(chunks: Sequence[Chunk], k: int) -> int | None:
    """The phrase that "who" or "which" stands for: the nearest one about people in the chain before it."""
    while k >= 0 and chunks[k].kind in {"COMMA", "P", "QUOTE", "ADV", "CC"}:
        k -= 1
    first: int | None = None
    while k >= 0:
        if chunks[k].kind == "NP":
            first = k if first is None else first
            if _age(chunks, k):
                k -= 1
                continue
            if _person(chunks, k):
                return k
        elif chunks[k].kind not in {"P", "TIME", "TO"}:
            break
        k -= 1
    return first


def _before_parenthesis(chunks: Sequence[Chunk], k: int) -> int:
    """From a comma to before the comma that opened the insertion, or one step where none did."""
    j = k - 1
    while j >= 0 and chunks[j].kind not in {"COMMA", "PUNCT", "SUB", "VG"}:
        j -= 1
    if j > 0 and chunks[j].kind == "COMMA":
        return j - 1
    if j >= 0 and chunks[j].voice in {"ing", "bare", "active"}:
        # a participle or relative clause in between: ", who was riding home,"
        m = j - 1
        while m >= 0 and chunks[m].kind in {"REL", "ADV"}:
            m -= 1
        if m > 0 and chunks[m].kind == "COMMA":
            return m - 1
    return k - 1


def _matching(chunks: Sequence[Chunk], k: int) -> int:
    depth = 0
    while k > 0:
        depth += {"RP": 1, "LP": -1}.get(chunks[k].kind, 0)
        if depth == 0:
            return k
        k -= 1
    return k


def _previous_member(chunks: Sequence[Chunk], k: int) -> int | None:
    j = k - 1
    conjunction = False
    while j >= 0 and chunks[j].kind in {"COMMA", "CC", "ADV", "RP"}:
        if chunks[j].kind == "CC":
            if chunks[j].low in {"but", "nor"}:
                return None
            conjunction = True
        j = _matching(chunks, j) - 1 if chunks[j].kind == "RP" else j - 1
    if j < 0 or j == k - 1 or not (conjunction or _listed_after(chunks, k)):
        return None
    while j > 1 and chunks[j].kind == "NP" and chunks[j - 1].kind == "P" and chunks[j - 1].low in {"of", "from"}:
        j -= 2
    if chunks[j].kind != "NP" or (j > 0 and chunks[j - 1].kind in {"P", "TO"}):
        return None
    vg = chunks[j - 1].vg if j > 0 else None
    if _place_chain(chunks, j):
        return None
    return None if vg is not None and vg.voice != "bare" else j


def _place_chain(chunks: Sequence[Chunk], j: int) -> bool:
    """``in Maranguape, Ceara, a man ...``: names after a preposition, parted by commas, are one place, not people."""
    np = chunks[j].np
    if np is None or np.kind is not None or np.quantity is not None:
        return False
    while j > 1 and chunks[j - 1].kind == "COMMA" and chunks[j - 2].np is not None:
        j -= 2
    return j > 0 and chunks[j - 1].kind in {"P", "TO"}


def _listed_after(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether a conjunction follows the member at ``k``: then commas before it part a list."""
    j = k + 1
    return (j < len(chunks) and chunks[j].kind == "CC") or (
        j + 1 < len(chunks) and chunks[j].kind == "COMMA" and chunks[j + 1].kind in {"CC", "NP"}
    )
