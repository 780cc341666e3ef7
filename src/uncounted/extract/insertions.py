"""What stands between a subject and its verb: ", including two women,", names after a count, a relative clause."""

from __future__ import annotations

from collections.abc import Sequence

from uncounted.extract.chunks import Chunk, NounPhrase, Sentence
from uncounted.extract.words import REPORTING
from uncounted.reference.fold import words as listed

_OPENERS = frozenset({"including", "among them", "amongst them", "of them", "of whom", "among whom"})
_FORCES = frozenset({"combatant", "member of armed forces"})
_COMMENTS = REPORTING | frozenset(listed("turn emerge emerg seem appear believe believ think know fear estimat"))
_WITHIN = frozenset({"NP", "P", "TO", "ADV", "TIME", "CC"})


def opened_at(chunks: Sequence[Chunk], k: int) -> int | None:
    """Where the insertion that holds chunk ``k`` opens: at "including" of "ten men, including two guards"; or null.

    Of insertions inside each other ("five children, one of whom was an infant") the outermost counts.
    """
    found = None
    for j in range(k, -1, -1):
        chunk = chunks[j]
        if chunk.kind in {"PUNCT", "SUB"}:
            break
        if chunk.vg is not None and not _inside_insertion(chunks, j):
            break
        if chunk.kind == "P" and chunk.low in _OPENERS and host_of(chunks, j) is not None:
            found = j
    return found


def behind_opener(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether ``j`` is of a list of parts: "were killed, including four boys and two women, and 15 others hurt"."""
    while j > 0 and (chunks[j].kind in {"NP", "COMMA", "CC", "ADV"} or chunks[j].low in {"of", "from"}):
        j -= 1
    return chunks[j].kind == "P" and chunks[j].low in _OPENERS


def _inside_insertion(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether the verb at ``j`` may stand in an insertion: a participle, or a verb whose subject is "one of whom"."""
    vg = chunks[j].vg
    if vg is None or (vg.voice in {"ing", "bare"} and vg.harm is None):
        return True
    before = [c for c in chunks[max(0, j - 3) : j] if c.kind != "ADV"]
    subject = before[-1].np if before else None
    whom = subject is not None and subject.pronoun == "whom"
    return vg.harm is None and (whom or any(c.low in {"of whom", "among whom"} for c in before))


def host_of(chunks: Sequence[Chunk], opener: int) -> int | None:
    """The noun phrase that an insertion stands behind; null where none does."""
    j = opener - 1
    while j >= 0 and chunks[j].kind in {"COMMA", "DASH", "ADV", "CC", "QUOTE"}:
        j -= 1
    if j >= 0 and chunks[j].kind == "RP":
        while j > 0 and chunks[j].kind != "LP":
            j -= 1
        j -= 1
    if j > 1 and chunks[j - 1].kind == "COMMA" and _share(chunks[j]):
        j -= 2  # "ten people, the greater part of them children"
    return j if j >= 0 and chunks[j].kind == "NP" else None


def _share(chunk: Chunk) -> bool:
    """``the greater part``, ``half``, ``a majority``: some of those before the comma."""
    return chunk.np is not None and chunk.np.kind is None and chunk.low in _SHARES


_SHARES = frozenset(listed("part half majority third quarter rest bulk minority many most several some"))


def whole_of(chunks: Sequence[Chunk], opener: int) -> int | None:
    """The counted phrase that an insertion tells parts of, past "of the X family" and "coming from Y"."""
    j = host_of(chunks, opener)
    while j is not None and j > 1:
        before = chunks[j - 1]
        if before.kind == "P" and before.low not in _OPENERS:
            j -= 2
        elif before.voice == "ing" and chunks[j - 2].kind in {"COMMA", "DASH"}:
            j -= 3
        elif chunks[j].kind in {"COMMA", "VG"} and before.kind == "NP":
            j -= 1
        else:
            break
    return j if j is not None and j >= 0 and chunks[j].kind == "NP" else None


def apart(chunks: Sequence[Chunk], whole: int, k: int) -> bool:
    """Whether ``k`` is counted beside the whole, not in it: "21 militants including 2 commanders and 4 soldiers"."""
    first, second = chunks[whole].np, chunks[k].np
    if first is None or second is None or first.kind is None or second.kind is None or chunks[k - 1].kind != "CC":
        return False
    if first.quantity and second.quantity and (second.quantity.value or 0) > (first.quantity.value or 0):
        return True
    sides = {first.kind.status, second.kind.status}
    return None not in sides and len(sides) == 2 and bool(sides & _FORCES)


def whose(chunks: Sequence[Chunk], j: int) -> int:
    """From a phrase before "and his mother" to the person that "his" means: "a guard who worked for a mill"."""
    k = j
    while k > 1:
        if chunks[k - 1].kind in {"P", "TO"} and chunks[k - 1].low != "by":
            k -= 2
        elif chunks[k].vg is not None and chunks[k - 1].kind == "REL":
            k = k - 3 if chunks[k - 2].kind == "COMMA" else k - 2
        elif chunks[k - 1].vg is not None and chunks[k - 2].kind == "REL":
            k -= 1
        else:
            break
    np = chunks[k].np if k >= 0 else None
    return k if np is not None and np.quantity is None and (named(np) or (np.kind and not np.kind.group)) else j


def named(np: NounPhrase | None) -> bool:
    """Whether a phrase names one person, without a count or an article."""
    return np is not None and np.name and np.quantity is None and np.determiner is None


def names_the_one_before(sentence: Sentence, k: int, j: int) -> bool:
    """Whether the name at ``j``, behind a comma, is that of the one person told at ``k``: "an official, Adam Adler"."""
    chunks = sentence.chunks
    first, between = chunks[k].np, [c.kind for c in chunks[k + 1 : j]]
    if first is None or first.kind is None or first.quantity:
        return False
    owned = any(token.tag == "POS" for token in sentence.tokens[first.first : first.last])  # "Adler's cousin, Jo"
    if first.determiner not in {"a", "the", "poss"} and not owned:
        return False
    return not (first.kind.plural or first.kind.group) and between == ["COMMA"] and named(chunks[j].np)


def counted_before_names(chunks: Sequence[Chunk], first: int) -> int | None:
    """``seven civilians, A (35), his wife B and their five children C, D and E``: the count that the names tell.

    ``first`` is the chunk of a name or of kin in the list; the list is walked to its left end.
    """
    j = first
    names = 0
    while j > 1:
        names += named(chunks[j].np)
        k = j - 1
        while k > 0 and chunks[k].kind in {"COMMA", "CC", "DASH", "RP", "ADV", "QUOTE"}:
            if chunks[k].kind == "RP":
                while k > 0 and chunks[k].kind != "LP":
                    k -= 1
            k -= 1
        while k > 1 and chunks[k].kind == "NP" and chunks[k - 1].low in {"of", "from"}:
            k -= 2
        if k == j - 1 and not _names_its(chunks, k, j):
            return None
        if k < 0 or chunks[k].kind != "NP":
            return None
        np = chunks[k].np
        joined = any(c.kind == "CC" for c in chunks[k + 1 : j])
        many = np is not None and np.quantity is not None and np.kind is not None and (np.quantity.value or 0) > 1
        if many and np is not None and not joined and np.determiner != "poss" and names:
            return k if named(chunks[_after(chunks, k)].np) else None
        j = k
    return None


def _names_its(chunks: Sequence[Chunk], k: int, j: int) -> bool:
    """``their five children | Nida``: kin with a name right behind."""
    np = chunks[k].np
    return np is not None and np.kind is not None and named(chunks[j].np)


def _after(chunks: Sequence[Chunk], k: int) -> int:
    j = k + 1
    while j < len(chunks) - 1 and (chunks[j].kind in {"COMMA", "DASH", "P", "QUOTE"} or chunks[j - 1].kind == "P"):
        j += 1
    return j


def is_age(chunks: Sequence[Chunk], k: int) -> bool:
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


def comment_opened(chunks: Sequence[Chunk], k: int) -> int | None:
    """The comma that opens the clause which comma ``k`` closes: ", police said,", ", as it turned out,".

    Null where what stands between them is no clause put in behind a noun phrase.
    """
    verb = next((j for j in range(k - 1, max(-1, k - 9), -1) if chunks[j].kind not in _WITHIN), -1)
    vg = chunks[verb].vg if verb > 0 else None
    if vg is None or vg.voice in {"to", "ing"}:
        return None
    j = verb - 1
    while j > 0 and chunks[j].kind in {"NP", "P", "ADV", "TIME"} and chunks[j].low != "as":
        j -= 1
    first = chunks[j + 1].np
    relative = first is not None and first.determiner == "poss"  # "whose names were not released"
    told = vg.verb.lemma in _COMMENTS and vg.harm is None and verb - j <= _AS_LONG
    opened = j - 1 if chunks[j].low == "as" else j
    if not (relative or told) or opened < 1 or chunks[opened].kind != "COMMA" or chunks[opened - 1].np is None:
        return None
    return opened


_AS_LONG = 7  # chunks of who says it: "officials at the hospital in the capital"


def quoted_in(chunks: Sequence[Chunk], k: int) -> int | None:
    """The mark that opens the words in quotes which mark ``k`` closes behind a noun phrase: ``"and possibly less"``."""
    for j in range(k - 1, max(0, k - 8), -1):
        if chunks[j].vg is not None or chunks[j].kind in {"PUNCT", "COMMA", "SUB", "REL"}:
            return None
        if chunks[j].kind == "QUOTE":
            joins = j + 1 < k and chunks[j + 1].kind == "CC"
            return j if joins and chunks[j - 1].np is not None else None
    return None


def apposition(chunks: Sequence[Chunk], k: int) -> int | None:
    """Where the apposition opens that comma ``k`` closes: "the Bana Mura, a militia that the state armed, killed"."""
    for j in range(k - 1, max(-1, k - 13), -1):
        if chunks[j].kind in {"PUNCT", "SUB", "QUOTE", "DASH"}:
            return None
        if chunks[j].kind == "COMMA":
            np, behind = chunks[j + 1].np, chunks[j + 2] if j + 2 < k else None
            said = np is not None and np.determiner in {"a", "the"} and np.quantity is None
            clause = behind is not None and behind.kind == "REL"
            return j if said and clause and j > 0 and chunks[j - 1].np is not None else None
    return None


def and_counted(chunks: Sequence[Chunk], j: int) -> bool:
    """``Ana Bell, a judge, and two of her guards, were``: a list goes on in these commas, nothing is put in."""
    np = chunks[j + 1].np if chunks[j].low == "and" and j + 1 < len(chunks) else None
    return np is not None and np.quantity is not None and np.kind is not None and np.kind.plural


def posing(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether "as" at ``j`` says what somebody was dressed or posed as: "a gunman dressed as a policeman"."""
    return chunks[j].low == "as" and j > 1 and chunks[j - 1].voice in {"bare", "ing"} and chunks[j - 1].harm is None


def past_who(chunks: Sequence[Chunk], at: int) -> int | None:
    """``Ten peacekeepers, who had been sent to protect her, were killed``: whom the clause between commas tells of."""
    if at < 5 or chunks[at - 1].kind != "COMMA" or chunks[at].voice not in {"passive", "active", "bare"}:
        return None
    for k in range(at - 2, 1, -1):
        if chunks[k].kind in {"COMMA", "PUNCT", "DASH", "LP", "RP", "QUOTE"}:
            return None
        if chunks[k].kind == "REL" and chunks[k].low == "who":
            np = chunks[k - 2].np if chunks[k - 1].kind == "COMMA" else None
            counted = np is not None and np.quantity is not None and np.kind is not None and not np.kind.group
            return k - 2 if counted and any(c.vg is not None for c in chunks[k:at]) else None
    return None


def in_brackets(sentence: Sentence, at: int, other: int) -> bool:
    """Whether one place stands in brackets that do not hold the other."""
    start = sentence.text.rfind("(", sentence.stretch.start, at)
    end = sentence.text.find(")", at, sentence.stretch.end)
    return 0 <= start < at < end and sentence.text.find(")", start, at) < 0 and not start < other < end
