"""Findings from deeds told as nouns: "the murder of his wife", "the massacre of six priests", "the slain mayor"."""

from __future__ import annotations

from uncounted.extract.chunks import Chunk, NounPhrase, Sentence
from uncounted.extract.findings import Finding
from uncounted.extract.frames import group, reality
from uncounted.extract.harm import NOUNS
from uncounted.extract.objects import object_of
from uncounted.extract.people import population
from uncounted.extract.persons import person
from uncounted.extract.quantities import Quantity
from uncounted.model.claim import Count, Measure
from uncounted.reference.fold import words as listed

_AVOIDING = frozenset(listed("avoid prevent minimize minimise reduce mitigate"))
_WISHING = frozenset(listed("plan plot attempt threaten want demand urge propose intend prepare seek fear"))
# What makes a deed, or keeps it from being done: under these "the murder of X" has not happened by itself.
_DOING = (
    _AVOIDING | _WISHING
    | frozenset(listed("cause commit perpetrate order try mean risk stop halt expect carry call lead result end"))
)  # fmt: skip
_MERE = frozenset(listed("""
    threat threats plan plans plot plots attempt attempts order orders risk danger fear fears possibility call calls
"""))  # fmt: skip


def unreal(sentence: Sentence, at: int) -> bool:
    """Whether the clause around a noun of harm has not happened: "will cause deaths", "to avoid casualties"."""
    chunks = sentence.chunks
    for k in range(at - 1, max(-1, at - 7), -1):
        if chunks[k].kind in {"PUNCT", "SUB"} or (chunks[k].kind == "COMMA" and k < at - 1):
            break
        if (vg := chunks[k].vg) is not None:
            lemma = vg.verb.lemma
            return reality(chunks, k) == "unreal" or lemma in _WISHING or chunks[k].low in _AVOIDING
    for k in range(at + 1, min(at + 5, len(chunks))):
        if chunks[k].vg is not None:
            return reality(chunks, k) == "unreal"
        if chunks[k].kind in {"COMMA", "PUNCT"}:
            break
    return False


def _known(sentence: Sentence, at: int) -> bool:
    """Whether a deed is spoken of as known: "the murder of X", after no verb or noun that would bring it about.

    A definite phrase says that there was such a deed, whatever is done about it: "must condemn the murder of X".
    """
    chunks = sentence.chunks
    np = chunks[at].np
    if np is None or np.determiner not in {"the", "poss"}:
        return False
    for k in range(at - 1, max(-1, at - 7), -1):
        before = chunks[k]
        if before.kind in {"PUNCT", "SUB"}:
            break
        if before.vg is not None:
            return before.vg.verb.lemma not in _DOING
        if before.np is not None and sentence.tokens[before.np.head].low in _MERE:
            return False
    return True


def of_victims(sentence: Sentence, at: int) -> list[Finding] | None:
    """``the deaths of 119 civilians``, ``the killing on Monday of two men``, ``the murder of his wife``."""
    chunks = sentence.chunks
    chunk = chunks[at]
    head = sentence.tokens[chunk.np.head].low if chunk.np is not None else ""
    if head not in NOUNS or head in {"wounded", "injured", "dead"} or chunk.np is None:
        return None
    of = _of_after(chunks, at) or _that_of(chunks, at)
    if of is None or chunk.np.quantity is not None:
        return None
    if unreal(sentence, at) and not _known(sentence, at):
        return []
    found = group(sentence, object_of(sentence, of), NOUNS[head], at, "noun")
    if chunks[at + 1].low == "by":  # "the killing by the M23 of at least 131 civilians"
        for finding in found:
            finding.agent = chunks[at + 2]
    if head in {"burial", "funeral", "burials", "funerals"}:
        found = [f for f in found if f.victims and f.victims[0].quantity is not None]
    return found or None


def _of_after(chunks: list[Chunk], at: int) -> int | None:
    """The chunk of the "of" that names the victims, past when or where it was done, or in an editor's bracket."""
    k = at + 1
    if k < len(chunks) and chunks[k].kind == "LP":
        k += 1
    elif k + 1 < len(chunks) and chunks[k].low in {"on", "in", "at", "near"} and chunks[k + 1].kind in {"TIME", "NP"}:
        k += 2
    elif k < len(chunks) and chunks[k].kind == "TIME":
        k += 1
    elif k + 1 < len(chunks) and chunks[k].low == "by" and chunks[k + 1].np is not None:
        k += 2  # "the killing by the M23 of at least 131 civilians"
        inner = chunks[k + 1].np if k + 1 < len(chunks) and chunks[k].low == "of" else None
        k += (
            2
            if inner is not None and inner.quantity is None and k + 2 < len(chunks) and chunks[k + 2].low == "of"
            else 0
        )
    return k if k + 1 < len(chunks) and chunks[k].low == "of" and chunks[k + 1].np is not None else None


def _that_of(chunks: list[Chunk], at: int) -> int | None:
    """``the murders in the country, and above all that of a senator``: "that" stands for the noun."""
    for k in range(at + 1, min(at + 10, len(chunks) - 2)):
        if chunks[k].kind == "PUNCT":
            return None
        if chunks[k].low in {"that", "those"} and chunks[k + 1].low == "of" and chunks[k + 2].np is not None:
            return k + 1
    return None


_DEEDS = frozenset({"assassination", "murder", "slaying", "beheading", "lynching", "martyrdom"})


def possessed(sentence: Sentence, at: int) -> list[Finding] | None:
    """``Galan's murder``, ``the mayor's assassination``: one, where no "of" says that it was the owner's deed."""
    chunks = sentence.chunks
    np = chunks[at].np
    if np is None or np.quantity is not None or sentence.tokens[np.head].low not in _DEEDS or np.head < np.first + 2:
        return None
    if sentence.tokens[np.head - 1].tag != "POS" or _of_after(chunks, at) is not None or unreal(sentence, at):
        return None
    owner = sentence.tokens[np.head - 2]
    kind = person(owner.low)
    if kind is not None and (kind.plural or kind.group):
        return None
    first = np.first + (sentence.tokens[np.first].tag in {"ART", "DET"})
    count = Count(1, 1, 1, text=sentence.quote(first, np.head - 1))
    said = population(sentence, [NounPhrase(first, np.head - 1, np.head - 2, kind=kind)])
    whom = NounPhrase(first, np.head - 1, np.head - 2, kind=kind)
    return [Finding(sentence, "killed", count, first, np.head - 1, at, [whom], "noun", said)]


def identified(sentence: Sentence, at: int) -> list[Finding] | None:
    """``The dead were identified as Ana Bell and Carl Moe``: as many as are named."""
    chunks = sentence.chunks
    np = chunks[at].np
    if np is None or np.quantity is not None or sentence.tokens[np.head].low not in {"dead", "deceased", "slain"}:
        return None
    if np.determiner != "the" or at + 3 >= len(chunks) or chunks[at + 1].low not in {"identify", "identifi", "name"}:
        return None
    told = chunks[at + 1].voice == "passive" and chunks[at + 2].low == "as" and reality(chunks, at + 1) == "real"
    return group(sentence, object_of(sentence, at + 2), "killed", at, "noun") or None if told else None


_SLAIN = frozenset(listed("murdered slain assassinated executed"))


def slain(sentence: Sentence, at: int) -> list[Finding] | None:
    """``the murdered scientist Noel Marsh``, ``the assassinated judge``: one person, called dead by the way."""
    np = sentence.chunks[at].np
    if np is None or np.quantity is not None or np.determiner not in {"the", "poss"}:
        return None
    tokens = sentence.tokens[np.first + 1 : np.last]
    if not tokens or tokens[0].low not in _SLAIN or any(token.tag == "POS" for token in tokens):
        return None
    measure: Measure = "killed"
    return group(sentence, [at], measure, at, "adjective") or None


LEVEL = frozenset(listed("""
    reach exceed surpass top hit pass stand be total number cross climb rise increase grow jump remain near include
    leave have reac climb double push bring raise take lower revise put set drop fall
"""))  # fmt: skip


def moved_ahead(sentence: Sentence, at: int) -> tuple[int, Quantity | None] | None:
    """``raised to 76 from 74 the number of dead``: the figures between the verb and the noun that it moves."""
    chunks, k, before = sentence.chunks, at - 1, None
    from_ = chunks[k].np if k > 3 and chunks[k - 1].low == "from" else None
    if from_ is not None and from_.bare:
        before, k = from_.quantity, k - 2
    figure = chunks[k].np if k > 1 and chunks[k - 1].low == "to" and chunks[k - 2].low in LEVEL else None
    return (k, before) if figure is not None and figure.bare and figure.quantity is not None else None


MOVED = frozenset(listed("casualties deaths fatalities injuries killings abductions kidnappings disappearances"))
_MOVES = frozenset(
    listed("rise climb fall drop increase decrease decline jump grow go reach number total stand double triple")
)


def moves(sentence: Sentence, at: int) -> bool:
    """``Civilian casualties in the north rose to 141``, ``deaths fell from 40 to 12``, ``injuries numbered 190``."""
    chunks, np = sentence.chunks, sentence.chunks[at].np
    if np is None or np.quantity is not None or np.determiner == "a":
        return False
    k = at + 1
    while k < min(len(chunks), at + 6) and chunks[k].kind in {"P", "NP", "TIME", "ADV"}:
        k += 1
    vg = chunks[k].vg if k < len(chunks) else None
    return vg is not None and vg.voice in {"active", "bare"} and vg.verb.lemma in _MOVES
