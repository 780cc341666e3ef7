"""Which phrase of a sentence speaks: past titles, offices and relative clauses, and several who speak together."""

from __future__ import annotations

from uncounted.extract.bodies import is_official
from uncounted.extract.chunks import Sentence
from uncounted.extract.clauses import subject_of
from uncounted.extract.harm import BODIES
from uncounted.extract.insertions import opened_at
from uncounted.extract.speakers import DOCUMENTS, Speaker, Speakers
from uncounted.reference.fold import words as listed

_INQUIRING = frozenset(
    listed(
        "it mission commission inquiry investigation panel committee office organisation organization group un unama"
        " survey study census audit researchers investigators court tribunal chamber"
    )
)

_KEPT = frozenset({"records", "record", "traces", "evidence", "names", "files"})

# What is somebody's: "by the UN's count".
COUNTS = frozenset(listed("count tally reckoning estimate estimates figures calculation records account"))


_BETWEEN = frozenset({"there", "here", "further", "later", "earlier"})


def sayer(sentence: Sentence, at: int) -> int | None:
    """The chunk of the phrase that is the subject of the reporting verb at chunk ``at``; null where there is none."""
    main = _main_verb(sentence, at) or _joined_to(sentence, at) or at
    subject = _past_relative(sentence, main)
    subject = _past_clause(sentence, main) if subject is None else subject
    subject = _past_insertion(sentence, main) if subject is None else subject
    if subject is None:
        subjects = subject_of(sentence, main)
        subject = subjects[-1] if subjects else _after_opening(sentence, main)
    subject = _past_counted(sentence, subject, main)
    if subject and sentence.words(sentence.chunks[subject].first, sentence.chunks[subject].last) in _BETWEEN:
        subject -= 1  # "a doctor there told"
    return None if subject is None else _before_title(sentence, _before_office(sentence, subject, at))


def _joined_to(sentence: Sentence, at: int) -> int | None:
    """``Researchers of the Archive spent months in files and found records``: the verb that has the subject of both."""
    chunks = sentence.chunks
    if at < 3 or chunks[at - 1].low != "and" or chunks[at].voice not in {"active", "bare"}:
        return None
    before = next((k for k in range(at - 2, -1, -1) if chunks[k].vg is not None and chunks[k].voice == "bare"), None)
    while before is not None and before > 0 and chunks[before - 1].kind == "P":
        before = next((k for k in range(before - 1, -1, -1) if chunks[k].vg is not None), None)
    return before if before is not None and not any(c.kind == "SUB" for c in chunks[before:at]) else None


def _past_counted(sentence: Sentence, subject: int | None, at: int) -> int | None:
    """``killed 147 people, nearly all of them students, the minister said``: the counted say nothing."""
    chunks = sentence.chunks
    beside = chunks[at - 1].np if at > 1 and chunks[at - 2].kind == "COMMA" else None
    if beside is None or beside.quantity is not None or beside.bare or subject == at - 1:
        return subject
    np = chunks[subject].np if subject is not None else None
    some = np is not None and sentence.tokens[np.head].low in {"all", "most", "many", "some", "half"}
    people = np is not None and np.kind is not None and np.kind.plural and not np.kind.group
    counted = np is None or np.quantity is not None or some or people
    return at - 1 if counted and (beside.kind is None or not beside.kind.plural or beside.kind.group) else subject


def first_of_several(sentence: Sentence, subject: int) -> int:
    """``residents and a militia leader said``: the first of those who speak together; else ``subject`` itself."""
    chunks = sentence.chunks
    if subject < 2 or chunks[subject - 1].kind != "CC" or chunks[subject - 2].np is None:
        return subject
    np = chunks[subject - 2].np
    opened = subject == 2 or chunks[subject - 3].kind in {"COMMA", "QUOTE", "DASH"}
    counted = np is not None and np.quantity is not None and subject != 2
    return subject - 2 if opened and not counted else subject


def several(sentence: Sentence, first: int, last: int, speakers: Speakers, relation: str) -> Speaker | None:
    """Who speaks by chunks ``first`` to ``last``: people without names together, else the one that is named."""
    one = speakers.read(sentence, first, relation) if first != last else None
    other = speakers.read(sentence, last, relation)
    if one is None or other is None or (other.role != "unnamed" and one.role == "unnamed"):
        return other
    if one.role != "unnamed":
        return one
    begin, end = sentence.chunks[first].first, sentence.chunks[last].last
    tokens = sentence.tokens
    return Speaker(sentence.quote(begin, end), "unnamed", None, None, tokens[begin].start, tokens[end - 1].end)


def _after_opening(sentence: Sentence, at: int) -> int | None:
    """``Until then the Pentagon had held``: the phrase right before the verb, after words of time."""
    chunks = sentence.chunks
    opened = at > 1 and chunks[at - 2].kind in {"ADV", "TIME"}
    media = at > 1 and chunks[0].kind == "P" and sentence.tokens[chunks[at - 1].last - 1].low == "media"
    return at - 1 if (opened or media) and chunks[at - 1].np is not None else None


def _past_relative(sentence: Sentence, at: int) -> int | None:
    """``a villager who helps to cremate the bodies said``: the one before "who", where a verb stands between."""
    chunks = sentence.chunks
    for k in range(at - 1, 0, -1):
        if chunks[k].kind in {"COMMA", "PUNCT", "SUB", "CC", "QUOTE"}:
            return None
        np = chunks[k - 1].np
        written = np is not None and sentence.tokens[np.head].low in DOCUMENTS  # "a survey that X published found"
        if chunks[k].kind == "REL" and (chunks[k].low == "who" or written):
            between = any(c.vg is not None for c in chunks[k + 1 : at])
            return k - 1 if between and chunks[k - 1].np is not None else None
    return None


def _past_clause(sentence: Sentence, at: int) -> int | None:
    """``An official, who asked not to be named, told reporters``: the one before the clause between commas."""
    chunks = sentence.chunks
    if at < 4 or chunks[at - 1].kind != "COMMA":
        return None
    for k in range(at - 2, 1, -1):
        opens = sentence.tokens[chunks[k].first].low in {"whose", "which"}
        if opens and chunks[k - 1].kind in {"COMMA", "CC"}:
            return _before_clause(sentence, k - 1)
        if chunks[k].kind in {"COMMA", "PUNCT", "SUB", "QUOTE"}:
            return None
        if chunks[k].low == "who" and chunks[k - 1].kind == "COMMA":
            return k - 2 if chunks[k - 2].np is not None else None
    return None


def _before_clause(sentence: Sentence, k: int) -> int | None:
    """Whom a clause with "whose" or "which" is about: the phrase before its comma, past a bracket or "who was"."""
    chunks = sentence.chunks
    while k > 0 and chunks[k].kind in {"COMMA", "CC"}:
        k -= 1
    if chunks[k].kind == "RP":
        k = next((j for j in range(k, -1, -1) if chunks[j].kind == "LP"), 0) - 1
    who = next((j for j in range(k, 0, -1) if chunks[j].low == "who"), None)
    k = who - 1 if who is not None else k
    while k > 1 and chunks[k].np is not None and chunks[k - 1].low == "of" and chunks[k - 2].np is not None:
        k -= 2
    return k if k >= 0 and chunks[k].np is not None else None


def _past_insertion(sentence: Sentence, at: int) -> int | None:
    """``killing 70, among them three infants, a spokesman for the office said``: who stands behind the last comma."""
    chunks = sentence.chunks
    k = at - 1
    while k > 1 and chunks[k].np is not None and chunks[k - 1].kind == "P":
        k -= 2
    np = chunks[k].np if k > 0 and chunks[k - 1].kind == "COMMA" else None
    if np is None or np.quantity is not None or opened_at(chunks, k) is None:
        return None
    one = (np.kind is not None and not np.kind.plural) or bool(np.name) or np.determiner in {"a", "the"}
    return k if one else None


def _main_verb(sentence: Sentence, at: int) -> int | None:
    """``A doctor gave a higher figure, saying ...``: the verb whose subject says it."""
    chunks = sentence.chunks
    if chunks[at].voice != "ing" or at < 2 or chunks[at - 1].kind != "COMMA":
        return None
    return next((k for k in range(at - 2, 0, -1) if chunks[k].voice in {"active", "bare"}), None)


def _before_title(sentence: Sentence, subject: int) -> int:
    """From a title after a comma back to its bearer: "Abayomi Azikiwe, editor of X told Y"."""
    chunks = sentence.chunks
    np = chunks[subject].np
    if subject < 2 or chunks[subject - 1].kind != "COMMA" or np is None or np.kind is None or np.name:
        return subject
    if (
        np.kind.group
        or np.kind.plural
        or np.determiner == "the"
        or (subject > 2 and chunks[subject - 3].kind in {"P", "CC"} and chunks[subject - 3].low != "by")
    ):
        return subject
    before = chunks[subject - 2].np
    return subject - 2 if before is not None and before.name and before.quantity is None else subject


def _before_office(sentence: Sentence, subject: int, at: int) -> int:
    """``a spokesman for Central Command, who said``: from the body back to the one who speaks for it."""
    chunks = sentence.chunks
    people = any(c.kind == "REL" and c.low == "who" for c in chunks[subject + 1 : at])
    if people and subject > 1 and chunks[subject - 1].kind == "P" and chunks[subject - 2].kind == "NP":
        return subject - 2
    return subject


def finds(sentence: Sentence, at: int) -> bool:
    """``the UN mission found at least 157 dead``: an inquiry's finding, not bodies that rescuers come upon."""
    chunks = sentence.chunks
    np = chunks[at + 1].np if at + 2 < len(chunks) else None
    if np is not None and sentence.tokens[np.head].low in _KEPT and chunks[at + 2].low == "of":
        return at + 3 < len(chunks) and figure(sentence, at + 3)  # "found records of 44 deaths"
    if np is None or np.quantity is None or not (chunks[at + 2].harm or figure(sentence, at + 1)):
        return False
    said = {
        token.low
        for c in chunks[max(0, at - (7 if any(c.kind == "REL" for c in chunks[:at]) else 4)) : at]
        if c.np is not None
        for token in sentence.tokens[c.first : c.last]
    }
    return bool(said & _INQUIRING)


def inserted(sentence: Sentence, subject: int, at: int) -> bool:
    """``Last year, the authority says, mines killed 24``: words between commas, before anything is told."""
    chunks = sentence.chunks
    closed = at + 1 < len(chunks) and chunks[at + 1].kind == "COMMA"
    plain = chunks[at].low in {"say", "report", "state", "note", "estimate", "claim", "write", "add", "believe"}
    return closed and plain and not any(c.vg is not None or c.harm for c in chunks[:subject])


def claims_to(sentence: Sentence, at: int) -> bool:
    """``The department claims to have killed six``: a verb that looks like a noun, before what is claimed."""
    chunks = sentence.chunks
    last = sentence.tokens[chunks[at].last - 1].low
    if chunks[at].np is None or chunks[at].last - chunks[at].first < 2 or last not in {"claims", "claim"}:
        return False
    vg = chunks[at + 1].vg if at + 1 < len(chunks) else None
    return vg is not None and vg.voice == "to" and vg.perfect


def that_follows(sentence: Sentence, at: int) -> bool:
    """``The ministry said on Monday that``: what is reported follows the day."""
    chunks = sentence.chunks
    k = at + 1
    while k < len(chunks) and chunks[k].kind in {"TIME", "ADV", "P"}:
        k += 1
    return k < len(chunks) and k > at + 1 and chunks[k].kind == "REL" and chunks[k].low == "that"


def figure(sentence: Sentence, k: int) -> bool:
    """Whether a chunk counts people or names harm."""
    chunk = sentence.chunks[k]
    if chunk.vg is not None:
        return chunk.vg.harm is not None
    if chunk.np is not None and sentence.tokens[chunk.np.head].low in {"toll", "tally"}:
        return True
    people = chunk.np is not None and (chunk.np.kind is not None or sentence.tokens[chunk.np.head].low in BODIES)
    return chunk.np is not None and (chunk.np.harm is not None or (chunk.np.quantity is not None and people))


_THINKING = frozenset({"think", "consider", "hold", "find", "believe"})


def bare_figure(sentence: Sentence, at: int) -> bool:
    """``have spoken of more than 1,200``, ``put the number at 16``: a number alone, of what was told before."""
    if sentence.chunks[at].low == "put" and (at + 1 >= len(sentence.chunks) or sentence.chunks[at + 1].np is None):
        return False  # "toll of the strike put at 171"
    named = sentence.chunks[at + 1].np if at + 1 < len(sentence.chunks) else None
    if sentence.chunks[at].low in {"name", "list", "identify"}:
        return named is not None and named.bare and named.quantity is not None  # "the agency named 38"
    for k in range(at + 2, min(at + 5, len(sentence.chunks))):
        np = sentence.chunks[k].np
        if np is not None and np.bare and np.quantity is not None:
            quoted = sentence.chunks[k - 1].kind == "QUOTE"
            return sentence.chunks[k - 1 - quoted].low in {"of", "at"}
        if np is not None and np.quantity is not None and np.quantity.count.modifier == "vague word":
            return sentence.chunks[k - 1].low == "in"  # "put that figure in the hundreds"
    return False


MOVING = frozenset(listed("raise rais lower revise revis cut update updat correct increase increas reduce reduc"))
_TOLLS = frozenset(listed("toll tally number count total figure estimate figures numbers"))


def moves_toll(sentence: Sentence, at: int) -> bool:
    """``Uganda raised the toll to 76``, ``the government lowered its count``: whoever moves a figure gives it."""
    chunks = sentence.chunks
    vg = chunks[at].vg
    if vg is None or vg.verb.lemma not in MOVING or vg.voice not in {"active", "bare"} or at == 0:
        return False
    if sentence.stretch.headline:
        return False
    told = [c for c in chunks[at + 1 : at + 8] if c.np is not None and sentence.tokens[c.np.head].low in _TOLLS]
    subject = next((chunks[k].np for k in subject_of(sentence, at)[-1:]), None)
    if not told or subject is None or subject.quantity is not None or subject.harm is not None:
        return False
    body = subject.kind is not None and subject.kind.group
    return body or is_official(sentence.quote(subject.first, subject.last)) or sentence.tokens[subject.head].cap


def lists(sentence: Sentence, at: int) -> bool:
    """``had 816 dead on its list``, ``has the names of 40 dead``: whoever has them there counts them."""
    chunks = sentence.chunks
    if sentence.tokens[chunks[at].last - 1].low not in {"had", "has", "have"}:
        return False
    behind = [c for c in chunks[at + 1 : at + 7] if c.np is not None]
    counts = bool(behind) and behind[0].np is not None and behind[0].np.quantity is not None
    return counts and any(sentence.tokens[c.last - 1].low in {"list", "lists", "records", "files"} for c in behind[1:])


def thinks(sentence: Sentence, at: int) -> bool:
    """``thought it likely that 325 people had been killed``."""
    chunks = sentence.chunks
    vg = chunks[at].vg
    if vg is None or vg.verb.lemma not in _THINKING or at + 3 >= len(chunks):
        return False
    return sentence.words(chunks[at + 1].first, chunks[at + 1].last) == "it" and chunks[at + 3].low == "that"


def whose_count(sentence: Sentence, at: int) -> Speaker | None:
    """``at least 3,661 people, by the UN's count``: the one whose count it is, where "by" stands at chunk ``at``."""
    following = sentence.chunks[at + 1] if at + 1 < len(sentence.chunks) else None
    tokens = sentence.tokens
    if following is None or following.np is None or tokens[following.last - 1].low not in COUNTS:
        return None
    behind = sentence.chunks[at + 3] if at + 3 < len(sentence.chunks) and sentence.chunks[at + 2].low == "of" else None
    if behind is not None and behind.np is not None and tokens[behind.last - 1].cap:  # "by the count of Labour Watch"
        first = behind.first + (tokens[behind.first].low in {"the", "a"})
        name, end = sentence.quote(first, behind.last), tokens[behind.last - 1].end
        return Speaker(name, "organisation", None, None, tokens[first].start, end)
    owned = next((k for k in range(following.first, following.last) if tokens[k].tag == "POS"), None)
    if owned is None or not tokens[owned - 1].cap:
        return None
    first = following.first + (tokens[following.first].low in {"the", "a"})
    name = sentence.quote(first, owned)
    return Speaker(name, "organisation", None, None, tokens[first].start, tokens[owned - 1].end)
