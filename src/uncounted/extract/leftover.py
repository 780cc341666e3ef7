"""Numbers alone that nothing else reads: told beside a figure of harm, they count people who suffered the same.

A writer who has told how many were killed goes on in fewer and fewer words: "mines 16", "the remaining six", "Fourteen
could not be attributed". Which words are left out cannot be listed; what a number alone is if it counts no people can:
a year, an age, a time of day, a share, the number of a page or a flight, people who were let go or taken away.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from uncounted.extract.chunks import Chunk, NounPhrase, Sentence
from uncounted.extract.ellipsis import NO_COUNT, inherits
from uncounted.extract.findings import Finding
from uncounted.extract.frames import reality
from uncounted.extract.harm import COUNT_NOUNS, NOUNS, TOLL
from uncounted.extract.lists import GROUP_NOUNS
from uncounted.extract.people import population
from uncounted.extract.quantities import Quantity, may_count
from uncounted.extract.rundowns import rundowns
from uncounted.extract.triggers import PUTTING
from uncounted.model.claim import Measure
from uncounted.reference.fold import words as listed

NUMBER_BESIDE = "number-beside"  # the rule by which such a number has its measure
_NEAR = 2  # sentences back to the figure that a number goes on with
_ALIKE = 1000  # the figure and what goes on with it differ by no more than this factor
_YEARS = range(1700, 2100)

# Before a number: what it numbers, or that it is an age, a time of day, a share.
_NUMBERED = frozenset(
    listed("""
        no no. number page p pp para paragraph article art section chapter resolution figure table annex flight highway
        route unit block ward line room building kilometre km mile volume vol phase day week grade class type model
        category channel aged age ages turned update issue version part point item top under below past half quarter
        younger older except | = # $ € £ ¥ / -
    """)
)
_SHARE = frozenset({"in", "out"})
# After a number: units, shares and clocks.
_UNITS = frozenset(
    listed("""
        % percent per cent pct km kilometres kilometers miles mile metres meters m kg am pm a.m. p.m. o'clock gmt utc
        hours hour minutes days years months weeks st th nd rd million billion dollars euros / ° degrees times feet | =
        - mm cm
    """)
)
_LIVING = frozenset(listed("girl boy child son daughter man woman baby infant toddler teenager family mother father"))
# What is done to or by people who are not counted as harmed.
_SPARED = frozenset(
    listed("""
        release free arrest detain hold question charge convict sentence acquit try prosecute indict jail imprison
        escape flee survive evacuate rescue save return leave attend vote join belong employ pay hire deploy send
        surrender defect register apply receive claim own test vaccinate feed shelter host live work serve train
        recruit travel remain stay board carry visit interview survey meet hear invite document investigate open
        subject rape close destroy damage launch call dial fire drop fly conduct stage commit identify name
    """)
)
_TREATED = frozenset(listed("treat hospitalize hospitalise operate admit discharge recover"))
_DRIVEN = frozenset({"drive", "uproot", "force", "forc", "chase", "chas"})
_SAFE = frozenset({"alive", "unharmed", "unhurt", "uninjured", "safe", "safely"})
_HOSPITAL = frozenset(listed("hospital hospitals hospitalised hospitalized critical intensive surgery amputation"))
_OLDEST = 110
_BY_AGE = frozenset({"youngest", "oldest", "eldest"})
_MIDNIGHT, _HOURS = 2400, 24
_STOOD = frozenset({"stand", "remain", "estimat", "estimate", "number", "settle"})
_GROWN = 18
_FEW = 100  # "in groups of 10 to 20"
_BELOW = frozenset({"under", "below", "over", "above"})
_WHERE = frozenset({"in", "at", "near", "from", "to"})
_THEM = frozenset(listed("them these those whom which the latter former us their"))
_HOW_BADLY = frozenset(listed("critically seriously gravely severely badly slightly lightly"))
_WOUNDS = frozenset({"wounds", "injuries"})
_AN_AGE = re.compile(r"-years?-old")
_THESE = 5  # "the two had met", and not "only the four were hit"
_AGED = frozenset({"young", "age", "aged", "ages", "now"})
_NO_NUMBER = frozenset(listed("one 1 many several some few various numerous multiple couple number handful"))
_SUMS = COUNT_NOUNS | TOLL | frozenset(listed("estimate estimates maximum minimum excess high low"))
_OF_THEM = frozenset({"of whom", "of which", "of them", "of those", "of these", "among them", "of the latter"})


def in_few_words(sentence: Sentence, found: Sequence[Finding], before: Sequence[Finding]) -> list[Finding]:
    """Rundowns of a figure told, then the numbers alone that they leave."""
    made = rundowns(sentence, found, before)
    return [*made, *leftover(sentence, [*found, *made], before)]


def leftover(sentence: Sentence, found: Sequence[Finding], before: Sequence[Finding]) -> list[Finding]:
    """Findings of the numbers alone that ``found`` leaves in a sentence.

    Their measure is that of the figure told last in the sentence, else in the two ``before`` it. Where two numbers go
    on with dead and injured told before ("had given 9 and 36"), one of them that ``found`` holds is put right.
    """
    if not may_count(sentence.lows):
        return []
    near = [f for f in before if sentence.number - f.sentence.number <= _NEAR and f.count.high != 0]
    if not found and not near:
        return []
    made: list[Finding] = []
    two = _two(sentence, near) if all("measure" in f.inherited for f in found) else {}
    for at, measure in two.items():
        for one in [f for f in found if f.first == sentence.chunks[at].first]:
            one.measure = measure  # the first of them goes on with what was told last, read for itself
    for at, chunk in enumerate(sentence.chunks):
        np = chunk.np
        if np is None or not np.bare or np.quantity is None or _read(np, [*found, *made]):
            continue
        here = [f for f in (*found, *made) if f.last <= np.first and f.count.high != 0]
        last = max(here, key=lambda f: f.last) if here else near[-1] if near else None
        if last is None or not _alike(np.quantity, last) or not _of_people(sentence, at, np.quantity):
            continue
        own = _measure(sentence, at, last) if not _other_things(sentence, at, last) else None
        own = two.get(at, own)
        if own is not None and own != "detained":
            made.append(_like(sentence, at, np, np.quantity, last, own))
    return made


def _two(sentence: Sentence, near: Sequence[Finding]) -> dict[int, Measure]:
    """``the bulletin before gave 8 and 36``: dead and injured, as the figures were told last; by chunk."""
    told = [f.measure for f in near if f.part_of is None]
    order = next(((one, other) for one, other in reversed(list(itertools.pairwise(told))) if one != other), None)
    if order is None or "and" not in sentence.lows:
        return {}
    chunks = sentence.chunks
    for at in range(len(chunks) - 2):
        one, other = chunks[at].np, chunks[at + 2].np
        joined = chunks[at + 1].low == "and" and one is not None and other is not None and one.bare and other.bare
        if joined:
            return {at: order[0], at + 2: order[1]}
    return {}


def _other_things(sentence: Sentence, at: int, last: Finding) -> bool:
    """Whether things were counted since the figure told last: "five reports were credible and six were not"."""
    here = last.sentence is sentence
    told = [(sentence, c) for c in sentence.chunks[:at] if not here or c.first >= last.last]
    told = told if here else [*((last.sentence, c) for c in last.sentence.chunks if c.first >= last.last), *told]
    for where, chunk in reversed(told):
        np = chunk.np
        if np is None or np.bare or (np.quantity is None and not _number_of(where, np)):
            continue
        head = where.tokens[np.head].low
        return (np.kind is None and not np.others and NOUNS.get(head) is None) or head in _WOUNDS
    return False


def _number_of(sentence: Sentence, np: NounPhrase) -> bool:
    """``the number of schools stood at 40``: what a number is of."""
    left = [token.low for token in sentence.tokens[max(0, np.first - 2) : np.first]]
    return len(left) > 1 and left[1] == "of" and left[0] in COUNT_NOUNS


def _read(np: NounPhrase, found: Sequence[Finding]) -> bool:
    return any(f.first < np.last and np.first < f.last for f in found)


def _of_people(sentence: Sentence, at: int, q: Quantity) -> bool:
    """Whether nothing says that a number counts something else than people."""
    tokens = sentence.tokens
    value = q.value
    if value is None or value < 1 or (value in _YEARS and sentence.words(q.first, q.last).isdigit()):
        return False
    words = sentence.words(q.first, q.last).split()
    clock = words[-1].isdigit() and (words[-1][0] == "0" or (len(words[-1]) > 3 and value <= _MIDNIGHT))
    if words[-1] in _NO_NUMBER or any("-" in word and word[0].isdigit() for word in words) or _years(words) or clock:
        return False
    before = tokens[q.first - 1] if q.first else None
    after = tokens[q.last] if q.last < len(tokens) else None
    if before is not None and before.low == "." and q.first > 1 and tokens[q.first - 2].low == "no":
        return False
    if (before is not None and before.low in _NUMBERED) or (after is not None and after.low in _UNITS):
        return False
    if after is not None and after.low in ")]" and (before is None or before.low in "([," or before.tag == "CC"):
        return False
    glued = sentence.text[tokens[q.first].start - 1 : tokens[q.first].start]
    if (glued and glued in ".@_+#:") or any(_AN_AGE.search(t.low) for t in tokens[q.last : q.last + 3]):
        return False
    if words[0] in {"the", "these", "those"} and value <= _THESE:
        return False
    others = (_share, _age, _of_a_thing, _time_of_day, _name)
    return not any(other(sentence, at, q) for other in others)


def _years(words: Sequence[str]) -> bool:
    """``1988 to 2014``."""
    numbers = [word for word in words if word.isdigit()]
    return len(numbers) > 1 and all(int(word) in _YEARS for word in numbers)


def _of_a_thing(sentence: Sentence, at: int, q: Quantity) -> bool:
    """``in groups of 10 to 20``, ``5,800 newly displaced households``: a noun that the number belongs to."""
    chunks = sentence.chunks
    behind = next((k for k in range(at + 1, len(chunks)) if chunks[k].kind != "ADV"), None)
    if behind is not None and chunks[behind].voice in {"bare", "ing"} and behind + 1 < len(chunks):
        np = chunks[behind + 1].np
        if np is not None and np.pronoun is None and np.quantity is None and np.determiner is None:
            return True
    if behind is not None and chunks[behind].low == "of" and behind + 1 < len(chunks):
        word = sentence.tokens[chunks[behind].last].low
        return word not in _THEM and word not in GROUP_NOUNS
    if behind is not None and chunks[behind].kind == "QUOTE" and behind + 1 < len(chunks):
        quoted = chunks[behind + 1].np
        return quoted is not None and sentence.tokens[quoted.first].low not in GROUP_NOUNS
    left = chunks[at - 1] if at else None
    np = chunks[at - 2].np if at > 1 else None
    anaphor = sentence.tokens[q.first].low in {"the", "these", "those"}
    if left is None or np is None or left.low not in {"of", "to"} or anaphor or (q.value or 0) > _FEW:
        return False
    head = sentence.tokens[np.head].low
    return np.name if left.low == "to" else head not in _SUMS and NOUNS.get(head) is None


def _share(sentence: Sentence, _at: int, q: Quantity) -> bool:
    """``two in five``, ``one out of three``: either number."""
    tokens = sentence.tokens
    right = [t for t in tokens[q.last : q.last + 3] if t.low != "of"]
    left = [t for t in tokens[max(0, q.first - 3) : q.first] if t.low != "of"]
    ahead = len(right) > 1 and right[0].low in _SHARE and right[1].tag == "NUM"
    behind = len(left) > 1 and left[-1].low in _SHARE and left[-2].tag == "NUM"
    return ahead or behind


def _age(sentence: Sentence, at: int, q: Quantity) -> bool:
    """``a girl of three``, ``children as young as 12``, ``Park, 34,``, ``she was 16``."""
    chunks, tokens = sentence.chunks, sentence.tokens
    if (q.value or 0) > _OLDEST:
        return False
    if q.count.modifier == "less than" or tokens[q.first - 1].low == "than" or tokens[q.first].low in _BELOW:
        return (q.value or 0) <= _GROWN
    if not _AGED.isdisjoint(sentence.words(max(0, q.first - 4), q.first).split()):
        return True
    left = chunks[at - 1] if at else None
    behind_who = at > 2 and chunks[at - 2].kind == "REL" and left is not None and left.low == "be"
    who = chunks[at - 3 if behind_who else at - 2].np if at > 1 else None
    if left is None or who is None:
        return False
    if left.low == "be" and (tokens[who.head].low in _BY_AGE or (behind_who and who.determiner == "a")):
        return True  # "the youngest was eight", "a girl who was 15"
    one = _none_or_one(who) and (who.name or (who.kind is not None and not who.kind.plural))
    place = at > 2 and chunks[at - 3].low in _WHERE
    if left.low == "of" and tokens[who.head].low in _LIVING:
        return True
    if left.low == "be" and who.pronoun in {"he", "she", "i"}:
        return True
    closed = at + 1 < len(chunks) and chunks[at + 1].kind in {"COMMA", "PUNCT", "RP"} and _none_or_one(who)
    return left.kind in {"COMMA", "LP"} and (one or closed) and not place


def _none_or_one(np: NounPhrase) -> bool:
    return np.quantity is None or np.quantity.value == 1


def _time_of_day(sentence: Sentence, at: int, q: Quantity) -> bool:
    """``at about four on Saturday``."""
    chunks = sentence.chunks
    k = next((k for k in range(at - 1, -1, -1) if chunks[k].kind != "ADV"), None)
    if k is None or (q.value or 99) > _HOURS or chunks[k].low not in {"at", "before", "after", "by", "until", "from"}:
        return False
    right = chunks[at + 1] if at + 1 < len(chunks) else None
    if right is not None and (right.kind == "TIME" or right.low in {"on", "in"}):
        return True
    put = next((c for c in reversed(chunks[:k]) if c.vg is not None), None)
    return chunks[k].low == "at" and (put is None or put.low not in PUTTING | _STOOD)


def _name(sentence: Sentence, at: int, _q: Quantity) -> bool:
    """``Battalion 101``, ``mile marker 99``: a number behind a noun that nothing divides from it, in no list."""
    chunks = sentence.chunks
    if at == 0 or chunks[at - 1].np is None:
        return False
    ends = at + 1 >= len(chunks) or chunks[at + 1].kind in {"COMMA", "CC", "PUNCT"}
    return not ends or at < 2 or chunks[at - 2].kind not in {"COMMA", "CC", "PUNCT"}


def _alike(q: Quantity, last: Finding) -> bool:
    value, other = q.value or 0, last.count.point or last.count.low or last.count.high or 0
    return 0 < value <= other * _ALIKE and other <= value * _ALIKE


def _measure(sentence: Sentence, at: int, last: Finding) -> Measure | None:
    """What the people suffered: the measure told last, unless their verb says another thing; null where none."""
    chunks = sentence.chunks
    if at and chunks[at - 1].low == ":":
        return _of_label(sentence, at - 1, last)
    own = next((t.low for t in sentence.tokens[chunks[at].last :] if t.low.isalpha() and t.low != "of"), "")
    if own in GROUP_NOUNS:
        return GROUP_NOUNS[own]  # "dozens" injured, "more than 27 (injured)"
    verbs = [k for k in (_verb_of(chunks, at), _verb_before(chunks, at)) if k is not None]
    for k in verbs:
        vg = chunks[k].vg
        if vg is None or vg.harm is not None:
            continue
        if vg.verb.lemma in _SPARED or chunks[k].low in _SPARED or reality(chunks, k) in {"unreal", "none"}:
            return None if not _attributed(chunks[k]) else last.measure
        if vg.verb.lemma in _TREATED:
            return "injured"
        if vg.verb.lemma in _DRIVEN and vg.voice in {"passive", "bare"}:
            return "displaced" if "from" in sentence.lows else None
    if not sentence.lows.isdisjoint(_SAFE):
        return None
    if any(c.vg is not None and c.vg.modal == "will" for c in chunks[:at]) or _elsewhere(sentence, at):
        return None
    clause = sentence.words(chunks[at].last, min(chunks[at].last + 6, len(sentence.tokens))).split(",")[0]
    return "injured" if _HOSPITAL & set(clause.split()) and last.measure in {"killed", "injured"} else last.measure


def _elsewhere(sentence: Sentence, at: int) -> bool:
    """``12 in custody``, ``40 had been on the bus``: where people are who are told of as nothing else."""
    chunks = sentence.chunks
    k = next((k for k in range(at + 1, min(at + 5, len(chunks))) if chunks[k].vg is not None), None)
    if k is not None and chunks[k].low == "be" and k + 1 < len(chunks) and chunks[k + 1].low in {"on", "aboard"}:
        return True
    np = chunks[at + 2].np if at + 2 < len(chunks) and chunks[at + 1].kind == "P" else None
    return np is not None and sentence.tokens[np.head].low in NO_COUNT - _HOSPITAL


def _of_label(sentence: Sentence, colon: int, last: Finding) -> Measure | None:
    """``Deaths since Thursday: 17``, ``Men: 8``, and no ``Ambulances hit: 19``; rows of places are read as rows."""
    if colon == 0:
        return None
    chunks, tokens = sentence.chunks, sentence.tokens
    for chunk in chunks[:colon]:
        if chunk.harm is not None or (chunk.np is not None and chunk.np.harm is not None):
            return chunk.harm or (chunk.np.harm if chunk.np is not None else None)
        if chunk.np is not None and (own := NOUNS.get(tokens[chunk.np.head].low)) is not None:
            return own
    people = any(c.np is not None and c.np.kind is not None for c in chunks[:colon])
    return last.measure if people else None


def _attributed(chunk: Chunk) -> bool:
    """``Fourteen could not be attributed``, ``six have not been identified``: of the dead themselves."""
    return chunk.vg is not None and chunk.vg.voice == "passive" and (
        chunk.vg.verb.lemma in {"attribute", "identify", "name", "claim"} or chunk.low in {"attribut", "identifi"}
    )  # fmt: skip


def _verb_of(chunks: Sequence[Chunk], at: int) -> int | None:
    """The verb whose subject a number is: the next one, past adverbs and times."""
    for k in range(at + 1, min(at + 4, len(chunks))):
        if chunks[k].vg is not None:
            return k
        if chunks[k].kind not in {"ADV", "TIME", "REL", "NEG"}:
            return None
    return None


def _verb_before(chunks: Sequence[Chunk], at: int) -> int | None:
    """The verb whose object a number is: the one just before it."""
    for k in range(at - 1, max(-1, at - 4), -1):
        if chunks[k].vg is not None:
            return k
        if chunks[k].kind not in {"ADV", "QUOTE"}:
            return None
    return None


def _like(sentence: Sentence, at: int, np: NounPhrase, q: Quantity, last: Finding, measure: Measure) -> Finding:
    made = Finding(sentence, measure, q.count, q.first, q.last, at, [np], "ellipsis", population(sentence, [np]))
    if last.sentence is sentence:
        between = sentence.words(last.last, q.first)
        after = sentence.words(q.last, min(q.last + 1, len(sentence.tokens)))
        badly = last.measure == measure == "injured" and after in _HOW_BADLY
        some = badly or any(f"{words} " in f"{between} " for words in _OF_THEM) or between.endswith("including")
        if some and (q.value or 0) <= (last.count.point or last.count.low or 0):
            made.part_of, made.rule, made.subset = last.part_of or last, "of-them", True
    made.retells = last if made.part_of is None else None
    return inherits(made, last, NUMBER_BESIDE)
