"""Dates of words, not of harm: when somebody spoke, counted, published or put a toll at a figure."""

from __future__ import annotations

import re

from uncounted.extract.bylines import is_byline
from uncounted.extract.chunks import Chunk, Sentence
from uncounted.extract.events import ATTACK, DOCUMENTS, eventful
from uncounted.extract.proceedings import of_proceedings
from uncounted.extract.words import REPORTING
from uncounted.reference.fold import words as listed
from uncounted.reference.sought import Sought

_WRITTEN = DOCUMENTS | frozenset(
    listed("""
        newspaper newspapers paper papers book books study survey surveys census diary memoir memoirs judgment judgement
        ruling verdict trial list tally annex appendix memorandum dossier edition archive archives broadcast speech
""")
)
_BODIES = frozenset({"commission", "inquiry", "enquiry", "committee", "panel", "investigation", "tribunal"})
# A toll that rose on a day: the day of the news, not of the harm.
_ROSE = frozenset({"rise", "climb", "reach", "increase", "jump", "grow", "stand"})
_LONG = re.compile(r"^[QH][1-4]\b|year|month|quarter|half|season|period|^(?:19|20)\d\d$", re.IGNORECASE)
_COUNTED = frozenset({"count", "put", "give", "record", "document", "verify", "register", "update", "revise"})
_TOLLS = frozenset({"toll", "tolls", "number", "count", "total", "figure", "deaths", "dead", "casualties"})
_TALLIED = frozenset({"count", "record", "document", "verify", "register"})
# What officials do about harm long done.
_FOUND_LATER = frozenset(
    listed("certify recognise recognize establish conclude determine acknowledge admit testify rule accept settle")
)
_MONTHS = re.compile(
    r"^(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: and )?){1,2}"
    r"(?:,? \d{4})?$"
)
_ISSUED = frozenset(
    listed("make release publish issue date post speak write revise revis correct update updat lower raise rais")
)
_STATING = REPORTING | _ISSUED | _ROSE
_OPENING_VERBS = REPORTING | _COUNTED | {"speak", "cite"}
_SPOKE = REPORTING | {"speak", "raise", "lower", "revise", "update", "correct", "put"}
_LISTS = (
    r"(?:statement|list|tally|bulletin|update|press release|news release|estimate|briefing|communiqu[eé]|tweet|post)"
)
_TOLD_AS_OF = Sought(
    r"\b(?:(?:as of|as at|by|up to|until)(?: the (?:end|start|beginning|middle|morning|evening) of)?"
    rf"|{_LISTS}s? (?:of|dated|from|on|for)"
    r"|(?:dated|published|released|issued|updated|posted|speaking|writing)(?: by [^.,;]{2,30})?"
    r"(?: late| early)?(?: on| in)?"
    r"|(?:raised|revised|lowered|put|updated|increased|corrected|rais|revis|lower|putt|updat|increas)(?:ing)?\b[^.;]*"
    r"\b(?:toll|figure|number|count|total|tally)s?\b[^.;]*"
    r"\b(?:to|at) (?:[a-z]+ ){0,3}[\d,]+(?:(?: (?:and|to) |-|–)[\d,]+)?"
    r"(?: dead| killed| people)*"
    r"(?: on| in)?)\s+(?:the\s+)?$",
    "as of|as at|by|up to|until|statement|list|tally|bulletin|update|release|estimate|briefing|communiqu|tweet|post"
    "|dated|published|issued|speaking|writing|rais|revis|lower|put|updat|increas|correct",
)
_TOLL_MOVED = re.compile(
    r"^,?\s+(?:(?:the|its|his|that|this|official|death) )*(?:toll|figure|number|count|total|tally|estimate)s?"
    r"(?: of [a-z ]{1,25})?,? (?:was|were|had been|has been|stood|rose|climbed|reached|had (?:risen|reached|climbed))\b"
    r"|^,?\s+(?:[^.;,]{2,60},\s+)?[^.;,]{2,70}?\s(?:put|raised|revised|lowered|updated|corrected)\s(?:[a-z]+ ){0,4}"
    r"(?:toll|figure|number|count|total|tally|estimate)s?\b",
    re.IGNORECASE,
)
_OPENS = re.compile(r"^\W*(?:(?:but|and|then|later|finally|in|on|by|early|late)\s+)*(?:the\s+)?$", re.IGNORECASE)


def is_statement_time(sentence: Sentence, at: int) -> bool:
    """Whether the time phrase of chunk ``at`` dates words, not harm: "said on Monday", "a statement made on 5 May"."""
    chunks = sentence.chunks
    if is_byline(sentence):
        return True
    if _of_dateline(sentence, at) or of_proceedings(sentence, at):
        return True
    if _told_as_of(sentence, at) or _of_speaker(sentence, at):
        return True  # "by Monday 40 were known to have died"
    if _told_risen(sentence, at) or _opens_statement(sentence, at) or _done_with_the_dead(sentence, at):
        return True
    of = chunks[at - 2].np if at > 1 and chunks[at - 1].low == "of" else None
    if of is not None and sentence.tokens[of.head].low in _BODIES and of.quantity is None:
        return True  # "the commission of 1969 wrote of 20 executed"
    time = chunks[at].time
    if time is not None and _AT_DAWN.search(sentence.text[sentence.stretch.start : time.start]):
        return False  # "survivors told of violence before dawn on Sunday"
    k = at - 1
    while k >= 0 and chunks[k].kind in {"P", "ADV", "TO", "TIME", "QUOTE"}:
        k -= 1
    if k >= 0 and chunks[at - 1].low == "of" and eventful(sentence, chunks[k]):
        return False  # "stood by the strike of 29 August"
    steps = 0
    while k >= 0 and chunks[k].kind in {"NP", "P", "TO", "ADV"} and steps < 6:
        np = chunks[k].np
        if np is not None and sentence.tokens[np.head].low in _WRITTEN and steps == 0:
            return True
        if np is not None and np.bare and k > 0 and chunks[k - 1].low == "at":
            k -= 1
            continue  # "told reporters at about four on Saturday morning"
        if np is not None and (
            np.quantity is not None or (np.kind is not None and np.pronoun is None and not _hearer(sentence, chunks, k))
        ):
            return False
        k -= 1
        steps += 1
    vg = chunks[k].vg if k >= 0 else None
    if vg is not None and vg.verb.lemma == "find" and steps == 0 and _inquires(sentence, k):
        return True  # "the truth commission found in 2005"
    if vg is not None and vg.verb.lemma == "come" and sentence.words(chunks[k].last, chunks[at].first) == "out":
        return any(t.low in _WRITTEN for t in sentence.tokens[: chunks[k].first])  # "a report that came out this week"
    said = any(t.low in _REMARKS for t in sentence.tokens[: chunks[k].first]) if vg is not None else False
    if said and vg is not None and vg.verb.lemma in _CARRIED:
        return True  # "in remarks that the agency carried on Sunday"
    return vg is not None and vg.harm is None and vg.verb.lemma in _STATING


def _done_with_the_dead(sentence: Sentence, at: int) -> bool:
    """``120 people killed in three villages were buried on Monday``: the day of what was done with the dead."""
    chunks, plain = sentence.chunks, {"P", "NP", "ADV", "TIME", "TO"}
    k = at - 1
    while k > 0 and chunks[k].kind in plain:
        k -= 1
    vg = chunks[k].vg
    if vg is None or vg.voice not in {"passive", "active"} or vg.harm is not None or vg.verb.lemma in ATTACK:
        return False
    k -= 1
    while k > 0 and chunks[k].kind in plain:
        k -= 1
    hurt = chunks[k].vg
    return hurt is not None and hurt.harm is not None and hurt.voice == "bare" and chunks[k - 1].np is not None


_AT_DAWN = re.compile(
    r"\b(?:before|at|around|near|after) (?:dawn|daybreak|sunrise|first light|dusk|nightfall|midnight)(?: on)? $"
)
_INQUIRING = _BODIES | {"court", "tribunal", "judge", "judges", "chamber", "jury", "report", "study", "magistrate"}


def _inquires(sentence: Sentence, at: int) -> bool:
    """Whether the subject of the verb at chunk ``at`` is a body that finds out: a commission, a court."""
    np = chunks[at - 1].np if at > 0 and (chunks := sentence.chunks) else None
    return np is not None and sentence.tokens[np.head].low in _INQUIRING


_CARRIED = frozenset({"carry", "carri", "publish", "air", "broadcast", "post", "print", "quote", "release", "releas"})
_REMARKS = frozenset({"remarks", "comments", "interview", "speech", "words", "message", "statement", "video"})


_DATELINE = 8  # chunks before the day of "KANANGA, Democratic Republic of the Congo, 21 June 2017 -"


def _of_dateline(sentence: Sentence, at: int) -> bool:
    """``JAKARTA, Dec 27 (Example Wire) -``, ``KABUL, Afghanistan (30 July) -``, ``(Abuja, May 1, 2013) -``."""
    chunks = sentence.chunks
    after = [chunk.kind for chunk in chunks[at + 1 : at + 3]]
    named = 0 < at <= 4 and all(t.text.isupper() or not t.text.isalpha() for t in sentence.tokens[: chunks[at].first])
    if named and at + 1 < len(chunks) and chunks[at + 1].low == ":":
        return True  # "SRINAGAR, Feb 19: An army major"
    if not 0 < at <= _DATELINE or not after or any(c.vg is not None for c in chunks[:at]):
        return False
    lead = sentence.tokens[: chunks[at].first]
    city = lead[0].text.isupper() and all(t.cap or not t.text.isalpha() or t.low in {"of", "the", "and"} for t in lead)
    return ((at <= 4 or city) and after[0] in {"DASH", "LP"}) or (at <= 6 and after == ["RP", "DASH"])


def _told_as_of(sentence: Sentence, at: int) -> bool:
    """``as of 4 May``, ``a list of 3 May``, ``put the toll at 40 on Monday``, ``on 7 May the toll was revised``."""
    time = sentence.chunks[at].time
    if time is None or time.kind not in {"point", "clock"}:
        return False
    before = sentence.text[sentence.stretch.start : time.start]
    if _TOLD_AS_OF.search(before):
        after = sentence.chunks[at + 1] if at + 1 < len(sentence.chunks) else None
        return after is None or not eventful(sentence, after)
    if _LONG.search(time.text):
        return False  # "In 2020 the figure stood at 299"
    return bool(_OPENS.match(before) and _TOLL_MOVED.match(sentence.text[time.end : sentence.stretch.end]))


def _of_speaker(sentence: Sentence, at: int) -> bool:
    """``The ministry on Tuesday said ...``: between who speaks and the verb."""
    chunks = sentence.chunks
    k = at + 1
    while k < len(chunks) and chunks[k].kind in {"COMMA", "ADV"}:
        k += 1
    vg = chunks[k].vg if k < len(chunks) else None
    if vg is None or vg.harm is not None or vg.verb.lemma not in _SPOKE or vg.voice not in {"active", "bare"}:
        return False
    opened = next((j + 1 for j in range(at - 1, -1, -1) if chunks[j].low == ";"), 0)
    before = chunks[opened:at]
    speaks = any(c.np is not None and c.np.quantity is None for c in before)
    return speaks and all(c.vg is None and not eventful(sentence, c) for c in before)


def _opens_statement(sentence: Sentence, at: int) -> bool:
    """``On Saturday the network had counted 53 dead``: the day of the count."""
    chunks = sentence.chunks
    time = chunks[at].time
    if time is None or time.kind != "point":
        return False
    if any(c.kind not in {"P", "ADV", "CC"} for c in chunks[:at]) and not _aside(sentence, at):
        return False
    k = at + 1
    while k < len(chunks) and chunks[k].kind in {"COMMA", "ADV"}:
        k += 1
    np = chunks[k].np if k + 1 < len(chunks) else None
    if np is None or np.quantity is not None:
        return False
    while k + 3 < len(chunks) and chunks[k + 1].low in {"of", "for"} and chunks[k + 2].np is not None:
        k += 2  # "the Department of Defense had estimated"
    vg = chunks[k + 1].vg
    if vg is None or vg.harm is not None or vg.voice not in {"active", "bare"}:
        return False
    if vg.verb.lemma in _FOUND_LATER:
        return True  # "In 2005 the committee certified 150 dead"
    if _LONG.search(time.text):  # "Last month the group said that 300 had been killed", not "In June it counted 300"
        later = {token.low for chunk in chunks[k + 2 :] for token in sentence.tokens[chunk.first : chunk.last]}
        listed_then = vg.verb.lemma == "have" and "on" in later and bool(later & {"list", "books", "records", "files"})
        reported = vg.verb.lemma in REPORTING and vg.verb.lemma not in _COUNTED
        return listed_then or (reported and {"that", "had"} <= later)
    if _MONTHS.match(time.text) and vg.verb.lemma in _TALLIED:
        return False  # "In May and June the mission counted 2,392 casualties"
    return vg.verb.lemma in _OPENING_VERBS


def _aside(sentence: Sentence, at: int) -> bool:
    """Whether words without a verb open a sentence before its day: "A week before our statement, on 14 January,"."""
    chunks = sentence.chunks
    opens = chunks[0].kind in {"TIME", "P"} and at > 1 and chunks[at - 2].kind == "COMMA" and chunks[at - 1].low == "on"
    return opens and all(c.vg is None and not eventful(sentence, c) for c in chunks[:at])


def _told_risen(sentence: Sentence, at: int) -> bool:
    """Whether the phrase dates the news of a toll: "rose to 40 on Monday, up from 30 a day earlier"."""
    chunks = sentence.chunks
    for k in range(at - 1, -1, -1):
        vg = chunks[k].vg
        if vg is not None:
            if vg.verb.lemma not in _ROSE or vg.harm is not None:
                return False
            heads = {sentence.tokens[c.np.head].low for c in chunks[:k] if c.np is not None}
            return bool(heads & _TOLLS)
        if eventful(sentence, chunks[k]) or chunks[k].kind in {"SUB", "REL"}:
            return False
    return False


def _hearer(sentence: Sentence, chunks: list[Chunk], k: int) -> bool:
    """Whether the phrase is whom somebody told."""
    return (k > 0 and chunks[k - 1].low in {"tell", "inform"}) or sentence.tokens[chunks[k].last - 1].low in {
        "reporters",
        "journalists",
    }
