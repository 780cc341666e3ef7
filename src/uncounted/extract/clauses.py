"""Who stands where in a clause: the subjects of a verb, and the members of a list to the left."""

from __future__ import annotations

from collections.abc import Sequence

from uncounted.extract.chunks import Chunk, Sentence
from uncounted.extract.insertions import (
    and_counted,
    apart,
    apposition,
    behind_opener,
    comment_opened,
    counted_before_names,
    is_age,
    names_the_one_before,
    opened_at,
    past_who,
    posing,
    quoted_in,
    whole_of,
    whose,
)
from uncounted.extract.words import REPORTING

_TRANSPARENT = frozenset({"ADV", "TIME", "QUOTE", "NEG"})
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
_WHOM = frozenset({"of whom", "of which"})
_OPENERS = frozenset({"among them", "of them", "amongst them", "of whom", "among whom"})


def subject_of(sentence: Sentence, at: int) -> list[int]:
    """Chunks of the noun phrases that are the subject of the verb at chunk ``at``, coordinated ones in order."""
    chunks = sentence.chunks
    k = _beside(chunks, at)
    k = past_who(chunks, at) if k is None else k
    if k is None and sentence.tokens[chunks[at].first].low == "were" and _and_kin(chunks, at - 2):
        k = at - 2  # "Ahmed, a baker and his mother, were killed"
    before = chunks[at - 1].np if at > 1 and sentence.tokens[chunks[at].first].low == "being" else None
    if k is None and before is not None and before.kind is not None and not before.kind.group:
        k = at - 1  # "a report of a man being shot"
    if k is None:
        k = _subject_head(chunks, at - 1, chunks[at].voice == "passive")
    if k is None:
        return []
    if k > 1 and chunks[k + 1].kind == "COMMA" and is_age(chunks, k):
        k -= 2  # "Ali Khan, 27, who fled, was shot"
    total = counted_before_names(chunks, k)
    if total is not None:
        return [total]
    found = [k]
    while True:
        member = _previous_member(chunks, k)
        if member is not None and names_the_one_before(sentence, member, k):
            found.pop()  # "an official, Abdul Karim, and his brother"
        if member is None:
            return [j for j in found[::-1] if j < 2 or not is_age(chunks, j)] or found
        found.append(member)
        k = member


def _and_kin(chunks: Sequence[Chunk], k: int) -> bool:
    np = chunks[k].np if k > 0 and chunks[k + 1].kind == "COMMA" and chunks[k - 1].kind == "CC" else None
    kin = np is not None and np.determiner == "poss" and np.kind is not None
    return kin and opened_at(chunks, k) is None


def _beside(chunks: Sequence[Chunk], at: int) -> int | None:
    """The counted people right before a bare participle are its subject, whatever governs them: "spoke of 39 dead"."""
    vg = chunks[at].vg
    j = at - 1
    while j >= 0 and chunks[j].kind == "ADV":
        j -= 1
    np = chunks[j].np if j >= 0 else None
    if vg is None or vg.voice != "bare" or vg.harm is None or np is None:
        return None
    if np.quantity is not None and j > 0 and chunks[j - 1].low in _WHOM:
        return j  # "casualties rose to 141, of whom 64 died"
    if np.quantity is not None and (np.bare or (np.kind is not None and not np.kind.group) or np.pronoun is not None):
        inner = opened_at(chunks, j)
        whole = whole_of(chunks, inner) if inner is not None else None
        return j if whole is None or apart(chunks, whole, j) else whole  # "100 more, including 35 children, injured"
    one = np.kind is not None and not np.kind.plural and np.determiner in {None, "a"}
    if one and j > 0 and chunks[j - 1].low in {"to", "of"} and vg.verb.lemma in {"shoot", "stab"}:
        return j  # "responded to a man shot"
    people = np.kind is not None and np.kind.plural and not np.kind.group and np.quantity is None
    return (
        j if people and j > 1 and chunks[j - 1].low == "of" and vg.verb.lemma in {"kill", "wound", "injure"} else None
    )


def _subject_head(chunks: Sequence[Chunk], k: int, finite: bool = False) -> int | None:
    """Walk left over what may stand between a subject and its verb; a ``finite`` verb cannot be an infinitive's."""
    while k >= 0:
        chunk = chunks[k]
        if chunk.kind in _TRANSPARENT:
            k = (quoted_in(chunks, k) or k) - 1
            if chunk.kind == "TIME" and k >= 0 and chunks[k].kind == "P":
                k -= 1
        elif chunk.kind == "RP":
            k = _matching(chunks, k) - 1
        elif chunk.kind in {"DASH", "COMMA"} and (inner := opened_at(chunks, k - 1)) is not None:
            k = whole_of(chunks, inner) or 0
        elif chunk.kind == "DASH":
            opened = [j for j in range(k) if chunks[j].kind == "DASH"]
            k = opened[-1] - 1 if opened else -1
        elif chunk.np is not None and chunk.np.pronoun in _REFLEXIVE:
            k -= 1  # "gave himself up and was shot": no subject
        elif chunk.kind == "NP":
            inner = opened_at(chunks, k)
            whole = whole_of(chunks, inner) if inner is not None and k > inner + 1 else None
            if whole is not None:
                return k if apart(chunks, whole, k) else whole
            head = None if finite and _opens_clause(chunks, k) else _governed(chunks, k)
            if head is None:
                return _before_who(chunks, k)
            k = head
        elif chunk.kind == "REL":
            return _antecedent(chunks, k - 1)
        elif chunk.kind == "P" and chunk.low in {"after", "before"} and _being(chunks, k + 1):
            k = next((j for j in range(k - 1, -1, -1) if chunks[j].voice not in {None, "to"}), -1) - 1
        elif chunk.kind == "COMMA" and _company(chunks, k):
            return k - 1
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


def _before_who(chunks: Sequence[Chunk], k: int) -> int:
    """``Gunmen who surrounded a mosque killed 305``: from the object of the clause with "who" to its antecedent."""
    if k > 2 and chunks[k - 1].voice in {"active", "bare"} and chunks[k - 2].low == "who":
        before = chunks[k - 3].np
        return k - 3 if before is not None and before.kind is not None else k
    return k


def _company(chunks: Sequence[Chunk], k: int) -> bool:
    """``A councillor, along with two of his guards, was shot``: those between the commas share it."""
    joined = k > 2 and chunks[k - 1].kind == "NP" and chunks[k - 3].kind == "COMMA"
    return joined and chunks[k - 2].low in {"along with", "together with", "as well as"}


def _being(chunks: Sequence[Chunk], k: int) -> bool:
    """``is in good condition after being shot``: a passive whose subject is that of the verb before it."""
    return k < len(chunks) and chunks[k].voice == "passive" and chunks[k].last - chunks[k].first <= 3


def _opens_clause(chunks: Sequence[Chunk], k: int) -> bool:
    """``after the clerk of a store was shot``: the phrase after a word of time is the subject of the verb to come."""
    np = chunks[k].np
    return (
        k > 0
        and np is not None
        and chunks[k - 1].low in {"after", "before", "since", "until"}
        and (np.kind is not None or np.name)
    )


def _verb_before(chunks: Sequence[Chunk], k: int) -> int | None:
    """The verb whose object, or whose phrase, the noun phrase at ``k`` is, in a chain of phrases."""
    j = k - 1
    while j > 0 and chunks[j].kind in {"P", "NP", "TIME", "TO", "ADV"}:
        j -= 1
    return j if j >= 0 and chunks[j].kind == "VG" else None


def _governed(chunks: Sequence[Chunk], k: int) -> int | None:
    """Where to go on left of a noun phrase that is no subject (after a preposition, or object of a participle)."""
    j = k - 1
    while j >= 0 and (chunks[j].kind in {"QUOTE", "ADV"} or (chunks[j].kind == "TIME" and chunks[j + 1].low == "'s")):
        j -= 1
    np = chunks[k].np
    if j > 0 and np is not None and np.kind is None and not np.determiner and _dates_noun(chunks, j):
        j -= 1  # "during Friday prayers", "in the 3 May ambush"
    if j < 0 or (np is not None and np.pronoun in {"he", "she", "they", "we"} and chunks[j].kind in {"P", "TO"}):
        return None  # "before he was shot": no preposition governs these
    if chunks[j].kind == "RP":
        m = _matching(chunks, j) - 1  # "two militants of X (LeT) outfit": the name goes on after the bracket
        if _member_of(chunks, m, k):
            return None
        while m > 0 and chunks[m].kind == "ADV":
            m -= 1
        while m > 0 and chunks[m].kind == "RP":
            m = _matching(chunks, m) - 1
        if m < 0 or chunks[m].kind in {"DASH", "PUNCT"}:
            return None  # "ARDEN (AFP) -- [TEXT] Ana Moor, a judge, was": an editor's bracket opens the sentence
        return m - 1 if m > 0 and chunks[m].kind == "P" else m
    if (
        chunks[j].kind == "CC"
        and j > 1
        and chunks[j - 1].kind == "NP"
        and not _person(chunks, k)
        and chunks[j - 2].kind == "P"
    ):
        return j - 3
    if chunks[j].low in _OPENERS or posing(chunks, j):
        return j - 2 if chunks[j].low == "as" else None
    if chunks[j].low in {"after", "before", "when", "as"} and chunks[k + 1].harm is not None and _person(chunks, k):
        return None  # "sought after mother killed by father"
    if chunks[j].kind in {"P", "TO"}:
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


def _dates_noun(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether the time at ``j`` stands between a preposition and the noun that it dates."""
    if chunks[j].kind != "TIME" or chunks[j - 1].kind != "P":
        return False
    time = chunks[j].time
    return chunks[j - 1].low == "during" or (time is not None and time.text.lower().startswith("the "))


def _member_of(chunks: Sequence[Chunk], m: int, k: int) -> bool:
    """``a Border Security Force (BSF) guard was killed``: the one behind the bracket is the head of the phrase."""
    force, one = chunks[m].np if m >= 0 else None, chunks[k].np
    if force is None or one is None or one.kind is None or one.determiner is not None or one.quantity is not None:
        return False
    single = not (one.kind.plural or one.kind.group) and force.determiner == "a" and force.quantity is None
    return single and (force.name or (force.kind is not None and force.kind.group))


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
            if is_age(chunks, k):
                k -= 1
                continue
            if _person(chunks, k):
                return k - 2 if _members_of(chunks, k) else k
        elif chunks[k].kind not in {"P", "TIME", "TO"}:
            break
        k -= 1
    return first


def _members_of(chunks: Sequence[Chunk], k: int) -> bool:
    """``32 members of his family who were killed``: those counted, not the group."""
    group, whole = chunks[k].np, chunks[k - 2].np if k > 1 and chunks[k - 1].low == "of" else None
    if group is None or group.kind is None or not group.kind.group or whole is None:
        return False
    if group.quantity is not None and group.quantity.count.point != 1:
        return False  # "three people of one family who had stood there"
    return whole.quantity is not None and whole.kind is not None and whole.kind.plural


def _before_parenthesis(chunks: Sequence[Chunk], k: int) -> int:
    """From a comma to before the comma that opened the insertion, or one step where none did."""
    comment = comment_opened(chunks, k)
    if comment is not None:
        return comment - 1
    j = k - 1
    while j >= 0 and chunks[j].kind not in {"COMMA", "PUNCT", "SUB", "VG"}:
        j -= 1
    if j > 0 and chunks[j].kind == "COMMA":
        return k - 1 if and_counted(chunks, j + 1) else j - 1
    if j >= 0 and chunks[j].voice in {"ing", "bare", "active", "passive"}:
        # a participle or relative clause in between: ", who was riding home,", ", whose name was withheld,"
        m = j - 1
        while m >= 0 and (chunks[m].kind in {"REL", "ADV"} or chunks[m].low == "name"):
            m -= 1
        if m > 0 and chunks[m].kind == "COMMA":
            return m - 1
    opened = apposition(chunks, k)
    return k - 1 if opened is None else opened - 1


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
            if chunks[j].low in {"but", "nor", "/"}:
                return None
            conjunction = True
        j = _matching(chunks, j) - 1 if chunks[j].kind == "RP" else j - 1
    if j < 0 or j == k - 1 or not (conjunction or _listed_after(chunks, k) or _headline_pair(chunks, j, k)):
        return None
    inner = opened_at(chunks, j)
    if inner is not None:
        return whole_of(chunks, inner)
    if behind_opener(chunks, j):
        return None
    while j > 1 and chunks[j].kind == "NP" and chunks[j - 1].kind == "P" and chunks[j - 1].low in {"of", "from"}:
        j -= 2
    j = _doing(chunks, j)
    if chunks[j].kind == "DASH":
        opened = [m for m in range(j) if chunks[m].kind == "DASH"]
        j = opened[-1] - 1 if opened else j
        while j > 1 and chunks[j].kind == "NP" and chunks[j - 1].low in {"of", "from"}:
            j -= 2
    if chunks[j].kind == "NP" and (np := chunks[k].np) is not None and np.determiner == "poss":
        j = whose(chunks, j)
    if chunks[j].kind != "NP" or (j > 0 and chunks[j - 1].kind in {"P", "TO"}):
        return None
    vg = chunks[j - 1].vg if j > 0 else None
    np = chunks[j].np
    if _place_chain(chunks, j) or (np is not None and np.pronoun in {"him", "them", "us", "me"}):
        return None
    if vg is not None and vg.harm is not None and j > 1 and chunks[j - 2].kind == "NP" and np is not None:
        return None if np.quantity is not None or np.determiner is not None else j  # "the blast killed 20 and 29 were"
    said = vg is not None and vg.verb.lemma in REPORTING and vg.voice == "active"
    return None if vg is not None and vg.voice != "bare" and not said else j


def _doing(chunks: Sequence[Chunk], j: int) -> int:
    """``a woman selling fruit by the road and two of her sons were``: from what she did to her; else no step."""
    k = j
    while k > 1 and (chunks[k].kind in {"NP", "TIME", "ADV", "TO"} or (chunks[k].kind == "P" and k < j)):
        k -= 1
    one = chunks[k - 1].np if chunks[k].voice == "ing" and chunks[k].harm is None and k < j else None
    if one is None or one.kind is None or one.kind.group or one.kind.plural or one.determiner != "a":
        return j
    return k - 1 if k < 2 or chunks[k - 2].kind in {"PUNCT", "COMMA", "SUB"} else j


def _headline_pair(chunks: Sequence[Chunk], j: int, k: int) -> bool:
    """``Man, woman dead in shooting``: a comma for "and" between two bare nouns for persons of either sex."""
    first, last = chunks[j].np, chunks[k].np
    if first is None or last is None or first.kind is None or last.kind is None or first.determiner or last.determiner:
        return False
    if first.quantity is not None and last.quantity is not None:  # "2 soldiers, 5 rebels dead"
        opens = j == 0 or chunks[j - 1].kind in {"PUNCT", "DASH"}
        bare = k + 1 < len(chunks) and chunks[k + 1].voice == "bare"
        return opens and bare and not (first.kind.group or last.kind.group or first.bare or last.bare)
    single = not (first.kind.plural or last.kind.plural or first.quantity or last.quantity)
    return single and None not in (first.kind.sex, last.kind.sex) and first.kind.sex != last.kind.sex


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
    while j + 1 < len(chunks) and chunks[j].low in {"of", "from"} and chunks[j + 1].kind == "NP":
        j += 2
    return (j < len(chunks) and chunks[j].kind == "CC") or (
        j + 1 < len(chunks) and chunks[j].kind == "COMMA" and chunks[j + 1].kind in {"CC", "NP"}
    )
