"""Where, when, by whom and by what: the words in a sentence that scope a finding."""

from __future__ import annotations

import re

from uncounted.extract.actors import actor_of
from uncounted.extract.chunks import Chunk, Sentence, means_of, once
from uncounted.extract.events import (
    ATTACK,
    EVENT_NOUNS,
    SentenceScope,
    nearest,
)
from uncounted.extract.findings import Finding
from uncounted.extract.hung_times import begun, of_when, whose_subject
from uncounted.extract.places import place_of
from uncounted.extract.proceedings import of_aside
from uncounted.extract.rundowns import RULE as RUNDOWN
from uncounted.extract.statements import is_statement_time
from uncounted.extract.times import TimePhrase
from uncounted.model.claim import Count
from uncounted.reference.sought import Sought

_MOST = re.compile(
    r"\b(?:(?:low|high|great|large|dead?li|heavi|bloodi|few|fierc)est|worst|most|first|record|biggest)\b"
)
_WHEN = re.compile(r",?\s+(?:when|in which|during which)\b", re.IGNORECASE)
_SINCE = re.compile(
    r"^since\s+(?:(?:(?!\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b).)*\s(?:of|on|in)\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_LATER_DEATH = re.compile(
    r"\b(?:(?:in|at|on the way to)\s+(?:an?\s+|the\s+)?(?:[\w.'’-]+\s+){0,3}hospitals?|(?:wounds|injuries)"
    r"|intensive care)\b",
    re.IGNORECASE,
)
_CONTESTED = Sought(
    r"\b(?:each side|both sides|the (?:two |warring |rival )?(?:sides|parties))\b[^.;]{0,60}\b(?:accus|blam|trad)"
    r"|\b(?:accus|blam)\w+ (?:each|one an)other\b|\bblam\w+ on each other\b"
    r"|\b(?:trad|exchang)(?:ed|ing) (?:gun)?fire\b|\bcross-?fire\b|\b(?:clash\w*|fighting|battles?) between\b",
    "accus|blam|trad|exchang|cross|between",
)
_PART = re.compile(r"(?:[\w,'-]+ ){1,3}of (?:them|whom|which|these|those) (?:in|at|on|when|during|by)\b")
_OF_WHICH = frozenset({", of which", ", of whom", ", of them", ", of these", ", of those"})
_WHICH = frozenset(words.split()[-1] for words in _OF_WHICH)  # without one of them no part is told
_OPEN_MEANS = frozenset({"bombing", "bombings"})
_MUNITIONS = frozenset(
    {"drone", "drones", "warplane", "warplanes", "jet", "jets", "artillery", "forces", "fire", "gunfire"}
)
_COUNTED_EVENTS = EVENT_NOUNS - _MUNITIONS


def scope_of(finding: Finding, others: list[Finding]) -> SentenceScope:
    """What the finding's sentence says of when, where, by whom and by what."""
    bounds = _own_stretch(finding, others)
    scope = SentenceScope()
    _time(finding, bounds, scope, others)
    place_of(finding, bounds, scope)
    apart = min(_another_event(finding), _part_after(finding), _told_of_part(finding, others))
    if apart < len(finding.sentence.chunks) and scope.place_span is not None:
        start = finding.sentence.tokens[finding.sentence.chunks[apart].first].start
        if scope.place_span[0] > start:
            scope.places, scope.place_span = [], None
    begin = _own_clause(finding)
    if begin and scope.place_span is not None and scope.place_span[1] <= _start(finding.sentence, begin):
        scope.places, scope.place_span = [], None
    _means(finding, others, scope)
    scope.contested = _is_contested(finding.sentence)
    sides = finding.agent is None or _one_of_sides(finding.sentence, finding.agent)
    scope.actor = None if scope.contested and sides else actor_of(finding)
    return scope


def _start(sentence: Sentence, at: int) -> int:
    return sentence.tokens[sentence.chunks[at].first].start


def _one_of_sides(sentence: Sentence, agent: Chunk) -> bool:
    """``Clashes between the army and rebels killed 40``: neither side is said to have killed them."""
    chunks = sentence.chunks
    k = chunks.index(agent)
    between = [chunks[j].low for j in range(max(0, k - 5), k) if chunks[j].kind == "P"]
    return bool(between) and between[-1] == "between" and chunks[k - 1].kind in {"CC", "P"}


@once
def _is_contested(sentence: Sentence) -> bool:
    """Whether the sides accuse each other, or fought."""
    return _CONTESTED.search(sentence.text, sentence.stretch.start, sentence.stretch.end) is not None


def event_scope(sentence: Sentence, at: int) -> SentenceScope:
    """What a sentence says of the event that chunk ``at`` tells, where it counts nobody."""
    chunk = sentence.chunks[at]
    return scope_of(Finding(sentence, "casualties", Count(), chunk.first, chunk.last, at, [], "event"), [])


def _own_stretch(finding: Finding, others: list[Finding]) -> tuple[int, int]:
    """Chunks from this finding's trigger to the next trigger: what stands there belongs to it first."""
    chunks = finding.sentence.chunks
    later = [
        o.trigger
        for o in others
        if o.sentence is finding.sentence
        and o.trigger > finding.trigger
        and not (
            chunks[o.trigger].vg is not None and chunks[o.trigger - 1].kind == "CC"
        )  # "killed 3 and wounded 5 ..."
    ]
    stop = next((k for k in range(finding.trigger + 1, len(chunks)) if chunks[k].low == ";"), len(chunks))
    return finding.trigger, min([*later, stop, _another_event(finding)])


def _part_after(finding: Finding) -> int:
    """The chunk where a part of a figure is told, when or where: "15 wounded, one of whom died on 16 June"."""
    chunks = finding.sentence.chunks
    if finding.sentence.lows.isdisjoint(_WHICH):
        return len(chunks)
    for k in range(finding.trigger + 1, len(chunks) - 2):
        words = finding.sentence.words(chunks[k].first, chunks[k].first + 3)
        some = finding.sentence.words(chunks[k].first + 2, chunks[k].first + 4)
        some_of = chunks[k].kind == "COMMA" and some in {"of whom", "of which"}
        part = chunks[k].kind == "COMMA" and _PART.match(
            finding.sentence.words(chunks[k].first + 1, chunks[k].first + 7)
        )
        if (words in _OF_WHICH or some_of or part) and finding.first < chunks[k].first:
            return k
    return len(chunks)


def _told_of_part(finding: Finding, others: list[Finding]) -> int:
    """The chunk where it is told of a part where or when: "Seven have died, three of them in a raid on 7 March"."""
    chunks = finding.sentence.chunks
    parts = [
        o for o in others
        if o.part_of is finding and o.rule == "of-them" and o.sentence is finding.sentence and o.first > finding.first
    ]  # fmt: skip
    for part in parts:
        after = part.first_chunk + 1
        if part.first_chunk > finding.trigger and after < len(chunks) and chunks[after].kind in {"P", "TIME"}:
            return after
    return len(chunks)


def _another_event(finding: Finding) -> int:
    """The chunk where a clause of another day begins: "killing 90 on board, and on Tuesday a bomber killed 10"."""
    chunks = finding.sentence.chunks
    begins = [k for k in _dated_clauses(finding.sentence) if k > finding.trigger]
    return begins[0] if begins and any(c.time is not None for c in chunks[: finding.trigger]) else len(chunks)


def _own_clause(finding: Finding) -> int:
    """The chunk where the dated clause of a figure begins; 0 where it is the first."""
    before = [k for k in _dated_clauses(finding.sentence) if k < finding.trigger]
    dated = before and any(c.time is not None for c in finding.sentence.chunks[: before[-1]])
    return before[-1] if dated else 0


@once
def _dated_clauses(sentence: Sentence) -> list[int]:
    """The conjunctions and semicolons behind which a clause opens with a day of its own."""
    chunks, found = sentence.chunks, []
    for k in range(1, len(chunks) - 3):
        if chunks[k].kind != "CC" and chunks[k].low != ";":
            continue
        at = k + 1 + (chunks[k + 1].low in {"on", "in"})
        if at + 2 >= len(chunks) or chunks[at].time is None or chunks[at].kind != "TIME":
            continue
        at += 1 + (chunks[at + 1].kind == "COMMA")
        if at < len(chunks) and chunks[at].np is not None and any(c.vg is not None for c in chunks[at + 1 : at + 6]):
            found.append(k)
    return found


# ---- time ---------------------------------------------------------------------------------------------------------
def _time(finding: Finding, bounds: tuple[int, int], scope: SentenceScope, others: list[Finding]) -> None:
    chunks = finding.sentence.chunks
    of_event, of_statement, anaphors = [], [], []
    run = [o.trigger for o in others if o.part_of is finding and o.rule == RUNDOWN and o.first > finding.first]
    part = min([_part_after(finding), _told_of_part(finding, others), *run])
    of_others = _of_other_parts(finding, others)
    when: TimePhrase | None = None
    for k, chunk in enumerate(chunks):
        if chunk.time is None or chunk.time.kind == "duration":
            continue
        own = _when(finding, k) if chunk.time.kind == "since" else None
        when = own or when
        if own is not None or _compared(finding.sentence, k) or _standard(finding, k) or _ended(finding.sentence, k):
            continue
        if k in of_others or of_aside(finding.sentence, k, finding.trigger) or k >= part or _before_after(finding, k):
            continue
        if _inset(finding, k):
            continue
        if k > finding.trigger and any(c.low == ";" for c in chunks[finding.trigger : k]):
            continue  # "killed 800; the bombing of June 1987, in which 21 died"
        if chunk.time.kind == "anaphor":
            of_the_time = k > 0 and chunks[k - 1].low == "of" and chunk.time.text.lower().endswith("time")
            anaphors += [] if of_the_time else [k]  # "the government of the time"
        elif is_statement_time(finding.sentence, k) or _died_later(finding):
            of_statement.append(k)
        elif chunk.time.kind != "clock":
            of_event.append(k)
    best = of_when(finding, of_event)
    best = whose_subject(finding, of_event) if best is None else best
    best = nearest(of_event, bounds) if best is None else best
    if best is not None and _of_next_clause(finding, best, others):
        best = None
    scope.time = when or (begun(finding.sentence, chunks[best].time) if best is not None else None)
    scope.statement = chunks[of_statement[0]].time if of_statement else None
    scope.anaphor = chunks[anaphors[0]].time if anaphors else None


def _of_next_clause(finding: Finding, at: int, others: list[Finding]) -> bool:
    """``Seven have been hurt, and a cameraman was shot dead on 10 January``: a day of those told after, not of all."""
    chunks = finding.sentence.chunks
    vg, time = chunks[finding.trigger].vg, chunks[at].time
    if vg is None or not vg.perfect or time is None or time.kind != "point":
        return False
    for other in others:
        then = chunks[other.trigger].vg
        apart = other.sentence is finding.sentence and finding.trigger < other.first_chunk < other.trigger < at
        if apart and then is not None and not then.perfect and other.part_of is None:
            return any(c.kind == "CC" for c in chunks[finding.trigger : other.first_chunk])
    return False


def _of_other_parts(finding: Finding, others: list[Finding]) -> frozenset[int]:
    """The chunks that tell of parts beside this one: "16 of them in an ambush on 31 July and 6 at Anzourou"."""
    whole, sentence = finding.part_of, finding.sentence
    if whole is None or whole.sentence is not sentence:
        return frozenset()
    first = min((o.first for o in others if o.part_of is whole and o.sentence is sentence), default=finding.first)
    if not whole.first < first < finding.first:
        return frozenset()
    return frozenset(k for k, c in enumerate(sentence.chunks) if first < c.first < finding.first)


def _inset(finding: Finding, at: int) -> bool:
    """Whether the phrase stands in a bracket with a figure of its own: "61 abductions (Q1: 48)"."""
    sentence = finding.sentence
    if "(" not in sentence.lows:
        return False
    chunks = sentence.chunks
    first = next((k for k in range(at, -1, -1) if chunks[k].kind in {"LP", "RP"}), None)
    if first is None or chunks[first].kind != "LP":
        return False
    last = next((k for k in range(at, len(chunks)) if chunks[k].kind == "RP"), len(chunks))
    outside = not chunks[first].first < finding.first < chunks[last - 1].last
    return outside and any(c.np is not None and c.np.bare for c in chunks[first:last])


def _before_after(finding: Finding, at: int) -> bool:
    """``Flags flew at half mast on Wednesday after a stampede in which 55 died``: the day of what came afterwards."""
    chunks = finding.sentence.chunks
    after = next((k for k in range(at + 1, finding.trigger) if chunks[k].low in {"after", "following"}), None)
    if after is None or chunks[finding.trigger].voice == "ing" or chunks[after + 1].time is not None:
        return False
    outer = [c.vg for c in chunks[:after] if c.vg is not None]
    behind = any(c.vg is not None or c.np is not None for c in chunks[after + 1 : finding.trigger])
    doing = any(vg.harm is not None or vg.verb.lemma in ATTACK or vg.verb.lemma in {"flee", "escape"} for vg in outer)
    return bool(outer) and behind and not doing and not any(c.low == ";" for c in chunks[after : finding.trigger])


def _compared(sentence: Sentence, at: int) -> bool:
    """Whether the phrase only says since when something is the most: "the lowest level since 2013"."""
    chunk = sentence.chunks[at]
    before = sentence.words(max(0, chunk.first - 5), chunk.first)
    return chunk.time is not None and chunk.time.kind == "since" and bool(_MOST.search(before))


_STANDARD = re.compile(
    r"\b(?:than|as (?:many|much|high|low|few)(?: \w+)? as|compared (?:with|to)|relative to|versus"
    r"|(?:as )?against|(?:up|down) (?:on|from)|(?:increase|rise|drop|fall|decrease|decline|reduction|jump|surge"
    r"|improvement)\b"
    r"[^,.;:()]{0,30}? (?:on|from|over|against|since))"
    r"\s+(?:[\d,]*\d (?:dead |killed |deaths )?)?"
    r"(?:(?:in|during|over|for|that|those|the level|the (?:figure|total|toll)|of)\s+)*(?:the\s+)?$",
    re.IGNORECASE,
)


def _standard(finding: Finding, at: int) -> bool:
    """Whether the phrase only says what a figure told before it is measured by: "twice as many as the year before"."""
    sentence = finding.sentence
    phrase = sentence.chunks[at].time
    if phrase is None or phrase.start < finding.end or phrase.kind == "since":
        return False
    return _STANDARD.search(sentence.text[finding.end : phrase.start]) is not None


def _ended(sentence: Sentence, at: int) -> bool:
    """Whether the phrase only says until when something went on: "killed in the war, which ended in 1996"."""
    chunks = sentence.chunks
    k = at - 2 if at > 1 and chunks[at - 1].kind == "P" else at - 1
    vg = chunks[k].vg if k > 0 else None
    return vg is not None and vg.verb.lemma == "end" and chunks[k - 1].kind == "REL"


def _when(finding: Finding, at: int) -> TimePhrase | None:
    """``the worst attack since 1998, when a bomb killed 200``: the year, for what the clause after it tells."""
    chunks = finding.sentence.chunks
    phrase, text = chunks[at].time, finding.sentence.text
    verbs = [k for k in range(at + 1, len(chunks)) if chunks[k].vg is not None]
    if verbs and any(c.kind == "COMMA" for c in chunks[verbs[0] : finding.first_chunk]):
        return None  # "Since Oct. 1, when the unrest broke out, 440 have been killed"
    if phrase is None or finding.trigger < at or not _WHEN.match(text, phrase.end):
        return None
    day = _SINCE.sub("", phrase.text)
    return TimePhrase(phrase.end - len(day), phrase.end, day, "point")


def _died_later(finding: Finding) -> bool:
    """``three more died on Tuesday in hospital``: the day of the death, not of the harm."""
    sentence = finding.sentence
    vg = sentence.chunks[finding.trigger].vg
    first = sentence.chunks[finding.trigger].first
    return (
        vg is not None
        and vg.verb.lemma in {"die", "succumb"}
        and bool(_LATER_DEATH.search(sentence.text, sentence.tokens[first].start, sentence.tokens[-1].end))
    )


# ---- means and number of incidents --------------------------------------------------------------------------------
def _means(finding: Finding, others: list[Finding], scope: SentenceScope) -> None:
    sentence = finding.sentence
    chunks = sentence.chunks
    found: list[tuple[int, int, str]] = []
    for k, chunk in enumerate(chunks):
        if chunk.kind not in {"NP", "VG"} or (chunk.np is not None and chunk.np in finding.victims):
            continue
        if finding.doers is not None and not finding.doers[0] <= k < finding.doers[1]:
            continue
        kind = means_of(sentence, chunk.first, chunk.last)
        if (
            kind == "IED"
            and sentence.words(chunk.first, chunk.last).split()[-1] in _OPEN_MEANS
            and "roadside" not in (sentence.words(chunk.first, chunk.last))
        ):
            continue  # from the air or planted: the word alone leaves it open
        if kind is not None:
            distance = abs(k - finding.trigger) + (100 if chunk.vg is not None and k != finding.trigger else 0)
            distance -= 50 if finding.agent is chunk else 0
            found.append((distance, k, kind))
    whole = finding.part_of or finding
    starts = sorted(o.first for o in others if o.part_of is whole and o.sentence is sentence)
    between = [k for _, k, _ in found if starts and starts[0] < chunks[k].first < starts[-1]]
    if between and whole.sentence is sentence and whole.first < starts[0]:
        # "250 have died: 160 by air strikes, 55 by artillery": what stands between parts is of the one before it
        end = next((start for start in starts if start > finding.first), len(sentence.tokens))
        begun = finding.first if finding is not whole else 0
        found = [one for one in found if begun <= chunks[one[1]].first < end]
    told_of_part = _told_of_part(finding, others)
    found = [one for one in found if one[1] < told_of_part]  # "24 died, including nine in an attack on the village"
    if not found:
        scope.n_incidents = next((n for c in chunks if (n := _events_counted(sentence, c)) is not None), None)
        return
    _, best, scope.means = min(found)
    chunk = chunks[best]
    scope.means_span = (sentence.tokens[chunk.first].start, sentence.tokens[chunk.last - 1].end)
    scope.n_incidents = _events_counted(sentence, chunk)


def _events_counted(sentence: Sentence, chunk: Chunk) -> int | None:
    """How many events a phrase counts: "in just 11 airstrikes"."""
    np = chunk.np
    if np is None or np.quantity is None or np.kind is not None:
        return None
    count = np.quantity.count
    events = sentence.tokens[np.head].low in _COUNTED_EVENTS
    return count.point if events and count.low == count.high else None
