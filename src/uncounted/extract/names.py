"""Names beside names: titles, owners of documents, and the bodies that people in apposition speak for."""

from __future__ import annotations

from uncounted.extract.bodies import in_registry, speaks_for_itself
from uncounted.extract.chunks import Chunk, Sentence
from uncounted.extract.events import EVENT_NOUNS
from uncounted.reference.fold import fold
from uncounted.reference.fold import words as listed

_IN_NAMES = frozenset(
    listed("police army military government ministry health media office defence defense interior civil agency rights")
)
_HEADING = frozenset({"head", "lead", "run", "direct", "chair", "command", "represent"})


def past_determiner(sentence: Sentence, first: int) -> int:
    """The first token after an article."""
    return first + 1 if sentence.tokens[first].tag in {"ART", "DET"} else first


def printed(sentence: Sentence, chunk: Chunk) -> str:
    """A phrase as printed, without an article at the front."""
    first = chunk.first
    while first < chunk.last - 1 and sentence.tokens[first].low in {"a", "an", "the", "its", "their"}:
        first += 1
    return sentence.quote(first, chunk.last)


_ON = frozenset({"centre", "center", "commission", "committee", "institute", "panel", "mission", "group", "network"})


def whole_name(sentence: Sentence, at: int) -> str:
    """A body's name with what belongs to it, without what it is doing.

    ``the International Committee of the Red Cross``; of ``the coalition fighting in Yemen`` only the coalition.
    """
    chunks, tokens = sentence.chunks, sentence.tokens
    chunk = chunks[at]
    first, last = past_determiner(sentence, chunk.first), chunk.last
    for end in range(min(len(tokens), last + 7), last, -1):
        if tokens[end - 1].cap and tokens[first].cap and in_registry(sentence.quote(first, end)):
            return sentence.quote(first, end)  # "the Armed Conflict Location and Event Data Project"
    while last - 1 > first and tokens[last - 1].low.endswith("ing") and not tokens[last - 1].cap:
        last -= 1
    following = chunks[at + 2] if at + 2 < len(chunks) else None
    twice = _of_land(sentence, at)
    if twice is not None:
        return sentence.quote(first, twice)
    if (
        following is not None and last == chunk.last and tokens[last - 1].cap
        and (chunks[at + 1].low in {"of", "for"} or (chunks[at + 1].low == "on" and tokens[last - 1].low in _ON))
        and following.np is not None and following.np.quantity is None
        and following.time is None and tokens[past_determiner(sentence, following.first)].cap
    ):  # fmt: skip
        last = following.last
        further = chunks[at + 4] if at + 4 < len(chunks) and chunks[at + 3].low == "on" else None
        owned = chunks[at + 4] if at + 4 < len(chunks) and chunks[at + 3].low == "of" else None
        if owned is not None and owned.np is not None and owned.np.name and tokens[chunk.last - 1].low in _OF_STATES:
            last = owned.last  # "the Ministry of Health of Gaza"
        if (
            further is not None
            and further.np is not None
            and tokens[chunk.last - 1].low in _ON
            and tokens[past_determiner(sentence, further.first)].cap
        ):
            last = further.last
    return sentence.quote(first, last) if last > first else printed(sentence, chunk)


_OF_STATES = frozenset({"ministry", "department", "directorate", "office", "service", "agency", "council", "committee"})
_TEAM = frozenset(
    listed("""
        team teams investigators researchers experts monitors observers delegates delegation enumerators documenters
        staff volunteers correspondents
    """)
)
_OWN_TEAM = frozenset(listed("our the its field own local research monitoring documentation investigation"))


def team_of(sentence: Sentence, at: int, publisher: str | None) -> str | None:
    """``the team``, ``our field teams`` of the body that publishes; ``researchers of the Archive``: that body."""
    chunk, tokens = sentence.chunks[at], sentence.tokens
    np = chunk.np
    head = tokens[np.head].low if np is not None else ""
    if np is None or head not in _TEAM or np.quantity is not None:
        return None
    following = sentence.chunks[at + 2] if at + 2 < len(sentence.chunks) else None
    if head != "team" and following is not None and sentence.chunks[at + 1].low in {"of", "from", "at", "with"}:
        capital = following.np is not None and tokens[past_determiner(sentence, following.first)].cap
        return whole_name(sentence, at + 2) if capital else None
    if publisher is None or not speaks_for_itself(publisher):
        return None
    own = set(fold(publisher).split()) | _OWN_TEAM
    said = {low.removesuffix("'s").removesuffix("\u2019s") for low in (t.low for t in tokens[np.first : np.head])}
    said.discard("")
    bare = not said and tokens[np.head].low.endswith("s") and np.last == np.first + 1
    anybody = not said and head in _OTHERS_TOO
    return publisher if (said or bare) and said <= own and not anybody else None


_OTHERS_TOO = frozenset({"experts", "observers", "volunteers", "correspondents", "monitors"})  # alone: anybody's


def _of_land(sentence: Sentence, at: int) -> int | None:
    """Where ``the Government of the Democratic Republic of the Congo`` ends; null for a name without such a land."""
    chunks, tokens = sentence.chunks, sentence.tokens
    if at + 4 >= len(chunks) or chunks[at + 1].low != "of" or chunks[at + 3].low != "of" or chunks[at + 4].np is None:
        return None
    land = chunks[at + 2].np
    republic = land is not None and tokens[chunks[at + 2].last - 1].low in {"republic", "kingdom", "union", "state"}
    return chunks[at + 4].last if republic and tokens[chunks[at + 4].last - 1].cap else None


_ISSUES = frozenset({"publish", "release", "issue", "conduct", "carry", "commission", "compile", "present", "collect"})


def owner(sentence: Sentence, at: int) -> str | None:
    """``Washington's assessment``, ``a UN report``, ``a report by Amnesty International``, ``released by ...``."""
    chunks = sentence.chunks
    chunk = chunks[at]
    tokens = sentence.tokens
    first = past_determiner(sentence, chunk.first)
    last = first
    while last < chunk.last - 1 and (tokens[last].cap or tokens[last].low in _IN_NAMES):
        last += 1
    if (last > first and first != 0) or (last > first and tokens[first].low in {"un", "us"}):
        return sentence.quote(first, last)
    told = chunks[at + 1 : at + 4]
    if len(told) > 2 and told[0].kind == "REL" and told[1].np is not None and told[2].low in _ISSUES:
        return whole_name(sentence, at + 2)  # "a survey that the government published"
    for k in range(at + 1, min(at + 6, len(chunks) - 1)):
        if (
            chunks[k].kind == "P"
            and (chunks[k].low in {"by", "from"} or (chunks[k].low == "of" and k == at + 1))
            and chunks[k + 1].np is not None
        ):
            np = chunks[k + 1].np
            if np is not None and np.quantity is None and any(t.cap for t in tokens[np.first : np.last]):
                if tokens[np.head].low in EVENT_NOUNS and not tokens[np.head].cap:
                    break  # "the investigation of the Khogyani strike"
                return whole_name(sentence, k + 1)
        if chunks[k].kind in {"COMMA", "REL", "PUNCT", "SUB"}:
            break
    return None


def after_comma(sentence: Sentence, at: int) -> str | None:
    """The organisation in the words after a name: ", a spokesman for US Central Command,", ", editor of X"."""
    chunks = sentence.chunks
    if at + 2 >= len(chunks) or chunks[at + 1].kind != "COMMA":
        return None
    if chunks[at + 2].kind == "REL":
        return _headed(sentence, at + 3)
    if chunks[at + 2].np is None:
        return None
    found: str | None = of_title(sentence, chunks[at + 2])
    if found is not None:
        return found
    for k in range(at + 3, min(at + 9, len(chunks))):
        if chunks[k].kind in {"COMMA", "PUNCT", "VG", "REL"}:
            break
        np = chunks[k].np
        if np is not None and chunks[k - 1].low in {"for", "of", "at", "with", "from"}:
            capital = [t for t in sentence.tokens[np.first : np.last] if t.cap]
            if chunks[k - 1].low == "from" and not in_registry(office(sentence, chunks[k])):
                continue  # "a trader from Gao"
            if capital and (found is None or chunks[k - 1].low in {"at", "for", "with"}):
                found = office(sentence, chunks[k])
    return found


def _headed(sentence: Sentence, at: int) -> str | None:
    """``who heads the agency``: the body; ``at`` is the chunk after "who"."""
    chunks = sentence.chunks
    if at + 1 >= len(chunks) or chunks[at].vg is None or chunks[at].low not in _HEADING:
        return None
    np = chunks[at + 1].np
    return (
        whole_name(sentence, at + 1)
        if np is not None and any(t.cap for t in sentence.tokens[np.first : np.last])
        else None
    )


def of_title(sentence: Sentence, chunk: Chunk) -> str | None:
    """``the UN humanitarian coordinator``, ``Africom's commander``: the body before a title in small letters."""
    first = past_determiner(sentence, chunk.first)
    last = first
    while last < chunk.last and sentence.tokens[last].cap and sentence.tokens[last].tag == "N":
        last += 1
    small = last < chunk.last and not sentence.tokens[chunk.last - 1].cap
    body = sentence.quote(first, last) if last > first and small else None
    return (
        body
        if body is not None and (body.isupper() or sentence.tokens[last].tag == "POS" or len(body.split()) > 1)
        else None
    )


def office(sentence: Sentence, chunk: Chunk) -> str:
    """``Amnesty International's Beirut regional office``: the owner alone."""
    for k in range(chunk.first, chunk.last):
        if sentence.tokens[k].tag == "POS":
            return sentence.quote(past_determiner(sentence, chunk.first), k)
    return printed(sentence, chunk)


def called(sentence: Sentence, at: int) -> str | None:
    """The name of a body in apposition: "A rights group, Emergency Lawyers, said"."""
    chunks = sentence.chunks
    if at + 3 >= len(chunks) or chunks[at + 1].kind != "COMMA" or chunks[at + 3].kind != "COMMA":
        return None
    named, np = chunks[at].np, chunks[at + 2].np
    if named is None or np is None or np.quantity is not None or np.determiner == "a":
        return None
    plain = not any(t.cap for t in sentence.tokens[past_determiner(sentence, named.first) : named.last])
    first = past_determiner(sentence, np.first)
    capital = first < np.last and all(t.cap for t in sentence.tokens[first : np.last])
    return sentence.quote(first, np.last) if plain and capital else None


def name_after(sentence: Sentence, at: int) -> str:
    """The name in apposition to a title: "the governor of X, Pavlo K.,"."""
    chunks = sentence.chunks
    for k in range(at + 1, min(at + 6, len(chunks) - 1)):
        if chunks[k].kind in {"VG", "PUNCT", "REL", "SUB"}:
            break
        np = chunks[k + 1].np
        capital = np is not None and all(t.cap for t in sentence.tokens[np.first : np.last])
        if chunks[k].kind == "COMMA" and np is not None and (np.name or capital) and np.quantity is None:
            return sentence.quote(np.first, np.last)
    return ""
