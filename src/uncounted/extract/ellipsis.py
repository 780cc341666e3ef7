"""Counts told in few words, whose measure and people stand in the words before: "the command gave 314"."""

from __future__ import annotations

from collections.abc import Sequence

from uncounted.extract.chunks import NounPhrase, Sentence
from uncounted.extract.clauses import subject_of
from uncounted.extract.findings import Finding
from uncounted.extract.frames import reality
from uncounted.extract.gapped import two_told
from uncounted.extract.harm import BODIES, DEAD_BODIES
from uncounted.extract.lists import GROUP_NOUNS
from uncounted.extract.people import counted, population
from uncounted.extract.quantities import Quantity, may_count
from uncounted.extract.triggers import NAMES, PUTTING, TELLING, may_put, may_tell
from uncounted.model.claim import Measure
from uncounted.reference.fold import words as listed

NO_COUNT = frozenset(
    listed("""
        custody detention jail prison court progress advance hospital total person favour favor return charge
        euros dollars percent
    """)
)
_ALIKE = 100  # two sources on the same dead differ by no more than this factor
_FAR = 3  # sentences back to a whole, past sentences that tell of its parts
_IT_AT = 2
_LISTING = frozenset(listed("hold list collect publish have gather compile record read release verify know"))
_ALL = ("for both", "for the two", "in all", "in total", "altogether", "together", "between them", "overall")


def elliptic(sentence: Sentence, found: Sequence[Finding], before: Sequence[Finding]) -> list[Finding]:
    """Figures of a sentence that are told without their noun: by a source, an agent, as bodies or as a sum.

    ``found`` are the findings that the sentence gave already, ``before`` those of the sentences before it.
    """
    made: list[Finding] = []
    if not may_count(sentence.lows) or not (found or _may_tell(sentence, before)):
        return made
    for at, chunk in enumerate(sentence.chunks):
        np = chunk.np
        if np is None:
            continue
        for frame in (_bodies, _dead_put):
            made += frame(sentence, at)
        made += _other_bodies(sentence, at, before)
        made += _one_more(sentence, at, [*found, *made], before)
        if np.bare and np.quantity is not None:
            told = [*found, *made]
            last = _told_last(sentence, chunk.first, told, before)
            if last is not None and (_by_source(sentence, at, last) or _by_name(sentence, at)):
                made += two_told(sentence, at, told, before) or [_like(sentence, at, np, np.quantity, last, "source")]
            elif _sums_up(sentence, at, told):
                made.append(_sum(sentence, at, np, np.quantity, told))
    return [*made, *_in_parallel(sentence, [*found, *made]), *_place_by_place(sentence, found)]


def _may_tell(sentence: Sentence, before: Sequence[Finding]) -> bool:
    """Whether a sentence without findings may have one: it follows a figure, tells of bodies or puts the dead at some.

    Nothing else is told by what stands in the sentence alone.
    """
    return (
        (may_tell(sentence.lows) and any(sentence.number - f.sentence.number in {1, 2} for f in before))
        or not sentence.lows.isdisjoint(BODIES)
        or ("at" in sentence.lows and may_put(sentence.lows))
        or (bool(before) and before[-1].frame == "bodies")
    )


def inherits(finding: Finding, last: Finding, rule: str) -> Finding:
    """Give a finding the people of the figure told before it where its own words say nothing of them."""
    said, own = last.population, finding.population
    if (own.status, own.sex, own.age_group) == (None, None, None) and said.status is not None:
        finding.population = type(own)(said.status, said.sex, said.age_group, own.text)
        finding.inherited["population"] = rule
    finding.inherited["measure"] = rule
    return finding


def told_just_before(sentence: Sentence, before: Sequence[Finding], *, people: bool) -> Finding | None:
    """The whole figure told last in the sentence before, where no other number (of people) stands after it."""
    near = [f for f in before if f.sentence.number == sentence.number - 1 and f.count.high != 0]
    place = (sentence.number - 2, sentence.stretch.paragraph)
    near = near or [f for f in before if (f.sentence.number, f.sentence.stretch.paragraph) == place]
    if not near:
        return None
    last = max(near, key=lambda f: f.last)
    for chunk in last.sentence.chunks:
        np = chunk.np
        if np is None or np.quantity is None or chunk.first < last.last:
            continue
        if np.kind is not None or np.others or not people:
            return None
    wholes = [f for f in near if f.part_of is None and not f.subset]
    if wholes or last.part_of is not None:
        return max(wholes, key=lambda f: f.last) if wholes else last.part_of
    held = [f for f in before if f.part_of is None and not f.subset and sentence.number - f.sentence.number <= _FAR]
    return held[-1] if held else None


def _told_last(sentence: Sentence, place: int, found: Sequence[Finding], before: Sequence[Finding]) -> Finding | None:
    """The figure told last before a token: of this sentence, else of the one before."""
    here = [f for f in found if f.last <= place and f.count.high != 0]
    if not here:
        return told_just_before(sentence, before, people=False)
    last = max(here, key=lambda f: f.last)
    between = [c.np for c in sentence.chunks if c.np is not None and last.last <= c.first < place]
    wholes = [f for f in here if f.part_of is None]
    return wholes[-1] if wholes and not any(np.quantity is not None for np in between) else None


def _by_source(sentence: Sentence, at: int, last: Finding) -> bool:
    """``the command gave 314``, ``critics have spoken of more than 1,200``: a source, its verb and a bare number."""
    chunks = sentence.chunks
    k = at - 1 - (at > 1 and chunks[at - 1].kind == "QUOTE")  # 'spoke of "at least 300"'
    least = 2
    if k > 1 and (chunks[k].low, chunks[k - 1].low) in {("of", "speak"), ("to", "admit")}:
        k -= 1
    elif k > _IT_AT and chunks[k].low == "at" and _it(sentence, k - 1) and chunks[k - 2].low in PUTTING:
        k, least = k - 2, 1  # "witnesses put it at 35"
    elif k < 1 or chunks[k].low not in TELLING:
        return False
    vg = chunks[k].vg
    if vg is None or vg.voice not in {"active", "bare"} or vg.negated or reality(chunks, k) != "real":
        return False
    left = next((c for c in reversed(chunks[:k]) if c.kind != "ADV"), None)
    if left is not None and left.kind == "COMMA":  # "OCHA, another UN body, had reported 22"
        left = next((chunks[j] for j in subject_of(sentence, k)[:1]), None)
    if left is None or left.np is None or left.np.quantity is not None:
        return False
    return _stands_alone(sentence, at, least) and _alike(chunks[at].np, last)


def _it(sentence: Sentence, at: int) -> bool:
    """``it``, ``the total``, ``the death toll``: the figure that was told before."""
    chunk = sentence.chunks[at]
    words = sentence.words(chunk.first, chunk.last).split()
    return words == ["it"] or (words[:1] == ["the"] and words[-1] in {"total", "number", "figure", "toll", "count"})


def _one_more(sentence: Sentence, at: int, told: Sequence[Finding], before: Sequence[Finding]) -> list[Finding]:
    """``nine died on 1 February, and another three the next day``, ``and four more next door``: more of them.

    They are told behind a conjunction, with a day or a place of their own and no verb.
    """
    chunks = sentence.chunks
    np = chunks[at].np
    if np is None or np.quantity is None or not (np.others or (np.bare and np.quantity.further)):
        return []
    after = chunks[at + 1 : at + 3]
    placed = len(after) > 1 and after[0].low in _WHERE and after[1].np is not None
    dated = any(c.time is not None for c in after[: 1 + (after[:1] != [] and after[0].kind == "P")])
    verb = any(c.vg is not None for c in chunks[at + 1 :])
    if at == 0 or chunks[at - 1].kind != "CC" or verb or not (placed or dated):
        return []
    last = _told_last(sentence, chunks[at].first, told, before)
    known = last is None or last.sentence is not sentence or any(f.first == np.quantity.first for f in told)
    return [] if known or last is None else [_like(sentence, at, np, np.quantity, last, "one-more")]


def _by_name(sentence: Sentence, at: int) -> bool:
    """``holds the names of more than 240``, and after a range ``best estimate 240``."""
    chunks = sentence.chunks
    np = chunks[at - 1].np if at else None
    if np is not None and at > 1 and sentence.tokens[np.head].low == "estimate" and np.quantity is None:
        return chunks[at - 2].kind == "COMMA" and _stands_alone(sentence, at)
    names = chunks[at - 2].np if at > 2 and chunks[at - 1].low == "of" else None
    if names is None or sentence.tokens[names.head].low not in NAMES or chunks[at - 3].low not in _LISTING:
        return False
    return chunks[at - 3].vg is not None and reality(chunks, at - 3) == "real" and _stands_alone(sentence, at)


def _stands_alone(sentence: Sentence, at: int, least: int = 2) -> bool:
    """Whether a number is that of people left unsaid: no noun after it, and no year, share or time of day."""
    chunks = sentence.chunks
    np = chunks[at].np
    q = np.quantity if np is not None else None
    if q is None or (q.value or q.count.low or 0) < least or _year(sentence, q):
        return False
    after = chunks[at + 1] if at + 1 < len(chunks) else None
    if after is None or after.kind in {"PUNCT", "COMMA", "TIME", "RP", "LP", "QUOTE"}:
        return True
    if after.kind == "CC":
        return at + 2 < len(chunks) and chunks[at + 2].np is not None
    if after.kind != "P" or after.low not in {"in", "between", "from", "since", "at", "on", "by", "over", "during"}:
        return False
    thing = chunks[at + 2].np if at + 2 < len(chunks) else None
    if at + 3 < len(chunks) and chunks[at + 3].vg is not None:
        return False  # "police said 40 in all had been on the bus"
    return thing is None or sentence.tokens[thing.head].low not in NO_COUNT


def _year(sentence: Sentence, q: Quantity) -> bool:
    words = sentence.words(q.first, q.last)
    return words.isdigit() and len(words) == 4 and words[:2] in {"18", "19", "20"}


def _alike(np: NounPhrase | None, last: Finding) -> bool:
    q = np.quantity if np is not None else None
    value = (q.value or q.count.low or 0) if q is not None else 0
    other = last.count.point or last.count.low or last.count.high or 0
    return value > 0 and other > 0 and value <= other * _ALIKE and other <= value * _ALIKE


def _like(sentence: Sentence, at: int, np: NounPhrase, q: Quantity, last: Finding, rule: str) -> Finding:
    made = Finding(sentence, last.measure, q.count, q.first, q.last, at, [np], "ellipsis")
    made.retells = last if rule == "source" else None
    return inherits(made, last, rule)


def _dead_put(sentence: Sentence, at: int) -> list[Finding]:
    """``put the dead at 10 soldiers``, ``put the dead at four and the injured at nine``, ``the killed at 35``."""
    chunks = sentence.chunks
    np, k = chunks[at].np, at + 1
    goes_on = at > 0 and chunks[at - 1].kind == "CC" and any(c.low in PUTTING for c in chunks[:at])
    if np is None or np.quantity is not None or at == 0 or not (chunks[at - 1].low in PUTTING or goes_on):
        return []
    measure = GROUP_NOUNS.get(sentence.tokens[np.head].low)
    if measure is not None and k + 2 < len(chunks) and chunks[k].low in {"of", "in", "from"}:
        k += 2 if chunks[k + 1].np is not None and chunks[k + 2].low == "at" else 0
    if measure is None and k < len(chunks) and chunks[k].voice == "bare":
        measure, k = chunks[k].harm, k + 1
    if measure is None or (not goes_on and reality(chunks, at - 1) != "real") or k + 1 >= len(chunks):
        return []
    if chunks[k].low != "at":
        return []
    figure = chunks[k + 1].np
    one = counted(sentence, chunks, k + 1)
    if figure is None or figure.quantity is None or one is None or not (figure.bare or figure.kind is not None):
        return []
    who = [figure] if figure.kind is not None else [np]
    said = population(sentence, who)
    return [Finding(sentence, measure, one.count, one.first, one.last, k + 1, who, "toll", said)]


def _sums_up(sentence: Sentence, at: int, found: Sequence[Finding]) -> bool:
    """``which makes 84 for both attacks``, ``making 120 in all``."""
    chunks = sentence.chunks
    if at < 2 or chunks[at - 1].low != "make" or reality(chunks, at - 1) != "real":
        return False
    np = chunks[at].np
    end = sentence.words(np.last, min(np.last + 3, len(sentence.tokens))) if np is not None else ""
    return end.startswith(_ALL) and any(f.last <= chunks[at].first and _alike(np, f) for f in found)


def _sum(sentence: Sentence, at: int, np: NounPhrase, q: Quantity, found: Sequence[Finding]) -> Finding:
    before = [f for f in found if f.last <= sentence.chunks[at].first]
    last = next((f for f in reversed(before) if f.part_of is None), before[-1])
    made = _like(sentence, at, np, q, last, "sum")
    made.total = True
    return made


def _in_parallel(sentence: Sentence, found: Sequence[Finding]) -> list[Finding]:
    """``militias killed 79 people, state agents seven and rebels six``: agents with bare numbers, one verb."""
    chunks = sentence.chunks
    made: list[Finding] = []
    for finding in found:
        vg = chunks[finding.trigger].vg
        if (
            finding.agent is None
            or vg is None
            or vg.voice == "passive"
            or chunks[finding.trigger].first > finding.first
        ):
            continue
        k = next((k for k, c in enumerate(chunks) if c.first >= finding.last), len(chunks))
        while (step := _next_pair(sentence, k)) is not None:
            k, np = step, chunks[step - 1].np
            if np is None or np.quantity is None:
                break
            one = _like(sentence, k - 1, np, np.quantity, finding, "verb-before")
            one.agent, one.trigger, one.subset = chunks[k - 2], finding.trigger, finding.subset
            one.frame = "verb"
            made.append(one)
    return made


def _place_by_place(sentence: Sentence, found: Sequence[Finding]) -> list[Finding]:
    """``killed 10 people in Kano, 20 in Jos and seven in Zaria``: bare numbers, each with a place behind it."""
    chunks = sentence.chunks
    made: list[Finding] = []
    for finding in found:
        k = next((k for k, c in enumerate(chunks) if c.first >= finding.last), len(chunks))
        if k < len(chunks) and chunks[k].harm == finding.measure:
            k += 1  # "10 people were killed in Kano"
        while k + 4 < len(chunks) and chunks[k].low in _WHERE and chunks[k + 1].np is not None:
            here, k = chunks[k].low, k + 2
            start = k
            while k < len(chunks) and chunks[k].kind in {"COMMA", "CC"}:
                k += 1
            np = chunks[k].np if start < k < len(chunks) - 2 else None
            if np is None or not np.bare or np.quantity is None or chunks[k + 1].low != here:
                break
            if not _stands_alone(sentence, k, least=1) or chunks[k + 2].np is None:
                break
            one = _like(sentence, k, np, np.quantity, finding, "verb-before")
            one.agent, one.apart, one.subset = finding.agent, [finding, *made], finding.subset
            made.append(one)
            k += 1
    return made


_WHERE = frozenset({"in", "at", "near", "on"})


def _next_pair(sentence: Sentence, k: int) -> int | None:
    """Past ``, state agents seven``: a comma or "and", a phrase without a number, a number without a phrase."""
    chunks = sentence.chunks
    start = k
    while k < len(chunks) and chunks[k].kind in {"COMMA", "CC"}:
        k += 1
    if k == start or k + 1 >= len(chunks):
        return None
    agent, figure = chunks[k].np, chunks[k + 1].np
    if agent is None or agent.quantity is not None or agent.pronoun is not None or agent.harm is not None:
        return None
    if figure is None or not figure.bare or figure.quantity is None or _year(sentence, figure.quantity):
        return None
    after = chunks[k + 2] if k + 2 < len(chunks) else None
    return k + 2 if after is None or after.kind in {"COMMA", "CC", "PUNCT"} else None


# What is done with the dead: whoever does it, or whatever is done to "57 bodies", those counted are dead.
_HELD = frozenset(listed("""
        hold take receive store keep contain claim bring send hand return bury fly carry see count exhume unearth
        disinter report
    """))

_LEFT = frozenset({"unclaimed", "unidentified", "unburied"})


def _bodies(sentence: Sentence, at: int) -> list[Finding]:
    """``there are 57 bodies``, ``the hospitals hold 96 bodies``, ``have claimed 79 of the bodies``."""
    chunks = sentence.chunks
    np = chunks[at].np
    if np is None or np.quantity is None or sentence.tokens[np.head].low not in DEAD_BODIES:
        return []
    q = np.quantity
    between = sentence.words(q.last, np.head).split()
    if (set(between) - {"of", "the", "these", "those", "more", "dead", "unidentified", "unclaimed"}) or not q.value:
        return []
    return [_of_dead(sentence, at, q, np)] if _dealt_with(sentence, at) else []


def _other_bodies(sentence: Sentence, at: int, before: Sequence[Finding]) -> list[Finding]:
    """``Families have claimed 30 of the bodies. The other 12 lie in two hospitals``."""
    np = sentence.chunks[at].np
    last = before[-1] if before else None
    if np is None or np.quantity is None or last is None or last.frame != "bodies":
        return []
    words = sentence.words(np.first, np.quantity.first)
    alone = np.bare or sentence.words(np.quantity.last, np.last) in {"lie", "bodies", "remain"}
    if sentence.number - last.sentence.number != 1 or words not in {"the other", "the remaining"} or not alone:
        return []
    q = np.quantity
    made = Finding(sentence, last.measure, q.count, q.first, q.last, at, [np], "bodies", last.population)
    made.subset, made.inherited["measure"] = True, "others"
    return [made]


def _dealt_with(sentence: Sentence, at: int) -> bool:
    """Whether words around bodies tell that they are somewhere, as they are: held, taken, unclaimed, "there are"."""
    chunks = sentence.chunks
    left = next((k for k in range(at - 1, -1, -1) if chunks[k].kind not in {"ADV", "QUOTE"}), None)
    if left is not None and chunks[left].vg is not None and reality(chunks, left) == "real":
        there = (
            chunks[left].low == "be" and left > 0 and chunks[left - 1].low in {"there", ""} and _there(sentence, left)
        )
        if there or (chunks[left].low in _HELD and chunks[left].voice in {"active", "bare", "ing"}):
            return True
    right = next((k for k in range(at + 1, len(chunks)) if chunks[k].kind != "ADV"), None)
    if right is None:
        return False
    after = chunks[right]
    if sentence.tokens[after.last - 1].low in _LEFT:
        return True
    if after.vg is not None and reality(chunks, right) == "real":
        return after.low in {"lie", "remain"} or (after.low in _HELD and after.voice in {"passive", "bare"})
    return False


def _there(sentence: Sentence, k: int) -> bool:
    return k > 0 and sentence.tokens[sentence.chunks[k].first - 1].low == "there"


def _of_dead(sentence: Sentence, at: int, q: Quantity, np: NounPhrase) -> Finding:
    measure: Measure = "killed"
    made = Finding(sentence, measure, q.count, q.first, q.last, at, [np], "bodies", population(sentence, [np]))
    made.subset = sentence.words(q.last, min(q.last + 2, len(sentence.tokens))) in {"of the", "of these", "of those"}
    return made
