"""Parts of a figure told before: "Sixty-two of them were children", "Of the wounded, 109 had left hospital"."""

from __future__ import annotations

from collections.abc import Sequence

from uncounted.extract.chunks import Chunk, NounPhrase, Sentence
from uncounted.extract.clauses import subject_of
from uncounted.extract.each_of_them import each_of_them
from uncounted.extract.ellipsis import inherits, told_just_before
from uncounted.extract.findings import Finding
from uncounted.extract.frames import reality
from uncounted.extract.harm import NOUNS
from uncounted.extract.lists import GROUP_NOUNS
from uncounted.extract.objects import object_of
from uncounted.extract.people import counted, is_thing, population
from uncounted.extract.quantities import Quantity, may_count
from uncounted.model.claim import Measure
from uncounted.reference.fold import words as listed

_UNHARMED = frozenset(
    listed("""
        alive safe unharmed unhurt uninjured free well fine able unable likely back home present witnesses survivors
        ready willing
    """)
)
_THEM = frozenset({"them", "whom", "these", "those"})
_LIVING = frozenset({"injured", "missing", "abducted"})  # of whom some may be found dead
_FAR = 2  # sentences back to those of whom parts are told
_SHORT = 4  # chunks of "among the dead were three"
_AGED = frozenset({"under", "over", "below", "above", "aged", "from", "between"})


def parts_told_before(sentence: Sentence, found: Sequence[Finding], before: Sequence[Finding]) -> list[Finding]:
    """Parts of figures that an earlier clause or sentence told, named by "of them", "of the wounded", "among the dead".

    ``found`` are the findings that the sentence gave already, ``before`` those of the sentences before it.
    """
    made: list[Finding] = []
    _of_them_harmed(sentence, found, before)
    each_of_them(sentence, found, before)
    for at, chunk in enumerate(sentence.chunks if _may_part(sentence, found, before) else ()):
        if chunk.np is None or chunk.np.quantity is None:
            continue
        made += _some_were(sentence, at, before)
        part = _of_them_were(sentence, at, [*found, *made], before) or _of_people_were(sentence, at, found, before)
        made += [part] if part is not None else []
    return [*made, *_of_group(sentence, found, before), *_among_group(sentence, before, found)]


def _of_them_harmed(sentence: Sentence, found: Sequence[Finding], before: Sequence[Finding]) -> None:
    """``At least 3,200 of them were killed by shelling``: part of the figure of the same harm that was told before."""
    for finding in found:
        np = finding.victims[0] if finding.victims else None
        if np is None or np.quantity is None or finding.part_of is not None:
            continue
        if np.pronoun not in _THEM:
            _of_people_harmed(sentence, finding, np, [*before, *(f for f in found if f.last <= finding.first)])
            continue
        here = [f for f in found if f.last <= finding.first and f.measure == finding.measure and f.part_of is None]
        hurt = max((f for f in found if f.last <= finding.first), key=lambda f: f.last, default=None)
        if hurt is not None and hurt.measure in _LIVING and finding.measure == "killed" and hurt.part_of is None:
            here = [hurt] if (hurt.count.point or hurt.count.low or 0) > (finding.count.point or 1) else here
        whole = here[-1] if here else told_just_before(sentence, before, people=True)
        low, high = finding.count.low or finding.count.point, whole.count.high if whole is not None else None
        died = whole is hurt is not None and here == [hurt]
        same = whole is not None and (whole.measure == finding.measure or died)
        if whole is not None and same and (low is None or high is None or low <= high):
            finding.part_of, finding.rule, finding.subset = whole, "of-them", True


def _of_people_harmed(sentence: Sentence, finding: Finding, np: NounPhrase, before: Sequence[Finding]) -> None:
    """``Thirteen of the soldiers were shot by their own side``: of the soldiers whom words before counted as dead."""
    if np.kind is None or np.quantity is None or sentence.words(np.quantity.last, np.head) != "of the":
        return
    whole = _same_noun(sentence, np, before)
    if whole is None or whole is finding or finding.subset:
        return
    shot = sentence.chunks[finding.trigger].low in _SHOT and (whole.measure, finding.measure) == ("killed", "injured")
    low, high = finding.count.low or finding.count.point, whole.count.high
    if (whole.measure == finding.measure or shot) and (low is None or high is None or low < high):
        finding.measure, finding.part_of, finding.rule, finding.subset = whole.measure, whole, "of-them", True


_SHOT = frozenset({"shoot", "stab", "burn", "hack", "beat"})


def _may_part(sentence: Sentence, found: Sequence[Finding], before: Sequence[Finding]) -> bool:
    """Whether a sentence may tell parts by numbers: it opens with one, or has "of them" or "of the" and a noun told."""
    near = [f for f in before if 0 < sentence.number - f.sentence.number <= _FAR]
    if not (found or near) or not may_count(sentence.lows):
        return False
    if not sentence.lows.isdisjoint(_THEM):
        return True
    text, start = sentence.text, sentence.stretch.start
    opening = text[start : sentence.stretch.end].split(maxsplit=1)[0].lower()
    if not opening.isalpha() or may_count(frozenset({opening})):
        return True
    heads = {f.sentence.tokens[victim.head].low for f in near for victim in f.victims}
    return "of" in sentence.lows and not sentence.lows.isdisjoint(heads)


def _part(sentence: Sentence, at: int, phrases: list[NounPhrase], whole: Finding, rule: str) -> Finding | None:
    """A part of ``whole``, unless it is larger."""
    np = sentence.chunks[at].np
    q = np.quantity if np is not None else None
    if np is None or q is None or (whole.count.high is not None and (q.count.low or 0) > whole.count.high):
        return None
    said = population(sentence, phrases or [np])
    part = Finding(sentence, whole.measure, q.count, q.first, q.last, at, [np, *phrases], "part", said)
    part.part_of, part.rule, part.subset = whole, rule, True
    return inherits(part, whole, rule)


def _of_them_were(sentence: Sentence, at: int, found: Sequence[Finding], before: Sequence[Finding]) -> Finding | None:
    """``Sixty-two of them were children``, ``of these 30 were younger than eight``."""
    chunks = sentence.chunks
    np = chunks[at].np
    these = np is not None and at > 0 and chunks[at - 1].low == "of" and sentence.tokens[np.first].low in _THEM
    if np is None or not (np.pronoun in _THEM or (these and np.bare)):
        return None
    here = [f for f in found if f.last <= np.first and f.count.high != 0]
    whole = max(here, key=lambda f: f.last) if here else told_just_before(sentence, before, people=True)
    who = _who_they_were(sentence, at)
    return _part(sentence, at, who, whole, "of-them") if whole is not None and who is not None else None


def _some_were(sentence: Sentence, at: int, before: Sequence[Finding]) -> list[Finding]:
    """``Nine were women and six children``: a sentence that opens with a bare number and says who they were."""
    chunks = sentence.chunks
    np = chunks[at].np
    if at > 0 or np is None or not np.bare:
        return []
    whole, who = told_just_before(sentence, before, people=True), _who_they_were(sentence, at)
    if whole is None or not who or who[0].kind is None or who[0].quantity is not None:
        return []
    if not (who[0].kind.plural or sentence.tokens[np.first].low == "one") or who[0].kind.group:
        return []
    made = [_part(sentence, at, who, whole, "of-them")]
    made += [_part(sentence, k, [], whole, "of-them") for k in _and_counted(sentence, at)]
    return [part for part in made if part is not None]


def _and_counted(sentence: Sentence, at: int) -> list[int]:
    """The counted people told with a number that "were" says of: "eight were men, three women and twelve children"."""
    chunks = sentence.chunks
    verb = next((k for k in range(at + 1, min(at + 4, len(chunks))) if chunks[k].low == "be"), len(chunks))
    k = next((j for j in range(verb + 1, len(chunks)) if chunks[j].np is not None), len(chunks)) + 1
    found: list[int] = []
    while k + 1 < len(chunks):
        k += 1 if chunks[k].kind == "COMMA" and chunks[k + 1].kind == "CC" else 0
        other = chunks[k + 1].np if k + 1 < len(chunks) and chunks[k].kind in {"COMMA", "CC"} else None
        if other is None or other.kind is None or other.quantity is None or other.bare:
            break
        found.append(k + 1)
        k += 2
    return found


def _of_people_were(sentence: Sentence, at: int, found: Sequence[Finding], before: Sequence[Finding]) -> Finding | None:
    """``One of the women was pregnant``: of people whom the sentence before counted under the same noun."""
    np = sentence.chunks[at].np
    if np is None or np.quantity is None or np.kind is None or np.pronoun is not None:
        return None
    if sentence.words(np.quantity.last, np.head) != "of the" or any(f.first == np.quantity.first for f in found):
        return None
    whole = _same_noun(sentence, np, before)
    who = _who_they_were(sentence, at)
    return _part(sentence, at, [np, *who], whole, "of-them") if whole is not None and who is not None else None


def _same_noun(sentence: Sentence, np: NounPhrase, before: Sequence[Finding]) -> Finding | None:
    """The figure of the last two sentences whose people have the noun of a phrase: "the women" of "13 women"."""
    head = sentence.tokens[np.head].low
    for finding in reversed(before):
        if sentence.number - finding.sentence.number > _FAR:
            break
        heads = {finding.sentence.tokens[v.head].low for v in finding.victims}
        if head in heads and finding.count.high != 0 and finding.measure in {"killed", "injured", "missing"}:
            return finding
    return None


def _who_they_were(sentence: Sentence, at: int) -> list[NounPhrase] | None:
    """What "were" says of people: the phrases of it; null where it is no word of who they were."""
    chunks = sentence.chunks
    k = at + 1
    while k < len(chunks) and chunks[k].kind == "ADV":
        k += 1
    if k + 1 >= len(chunks) or chunks[k].vg is None or chunks[k].low != "be" or reality(chunks, k) != "real":
        return None
    k += 1
    while k + 1 < len(chunks) and chunks[k].kind == "ADV":
        k += 1
    told = chunks[k]
    if told.kind == "P" and told.low in _AGED:
        return []
    if told.np is None or sentence.tokens[told.np.head].low in _UNHARMED or is_thing(sentence, told.np):
        return None
    if told.np.harm is not None or (told.np.pronoun is not None and told.np.pronoun != "those"):
        return None
    return [told.np]


def _group_measure(
    sentence: Sentence, np: NounPhrase, before: Sequence[Finding]
) -> tuple[Measure, Finding | None] | None:
    """The measure of "the wounded", "the victims", or of people counted just before: "the foreigners"."""
    if np.quantity is not None or np.determiner != "the":
        return None
    head = sentence.tokens[np.head].low
    measure = GROUP_NOUNS.get(head) or (NOUNS.get(head) if np.harm is not None else None)
    if measure is not None:
        return measure, None
    whole = _same_noun(sentence, np, before) if np.kind is not None and np.kind.plural else None
    return (whole.measure, whole) if whole is not None else None


def _of_group(sentence: Sentence, found: Sequence[Finding], before: Sequence[Finding]) -> list[Finding]:
    """``Of the wounded, 109 had been sent home and 130 were still being treated``: bare numbers with verbs."""
    if sentence.text[sentence.stretch.start : sentence.stretch.end].lstrip()[:2].lower() != "of":
        return []
    chunks = sentence.chunks
    if len(chunks) < 5 or chunks[0].low != "of" or chunks[1].np is None:
        return []
    people = chunks[1].np.kind is not None and chunks[1].np.kind.plural and chunks[1].np.determiner == "the"
    harm = chunks[2].harm if (chunks[1].np.pronoun == "those" or people) and chunks[2].voice == "bare" else None
    comma = 3 if harm else 2
    while harm and comma < len(chunks) and (chunks[comma].kind in {"P", "TIME"} or chunks[comma].np is not None):
        comma += 1  # "Of the civilians killed in July,"
    if comma >= len(chunks) or chunks[comma].kind != "COMMA":
        return []
    group: tuple[Measure, Finding | None] | None = _group_measure(sentence, chunks[1].np, before)
    group = (harm, None) if harm is not None else group
    if group is None and not people:
        return []
    _people_of_group(sentence, chunks[1].np, found)
    made: list[Finding] = []
    if group is None:
        return made
    for at in range(3, len(chunks) - 1):
        np = chunks[at].np
        after = next((c for c in chunks[at + 1 :] if c.kind != "ADV"), None)
        opened = chunks[at - 1].kind in {"COMMA", "CC", "ADV"}
        if np is None or not np.bare or np.quantity is None or not opened or after is None or after.vg is None:
            continue
        if after.harm is None and after.voice in {"active", "passive", "bare"}:
            made.append(_of_the_group(sentence, at, np, np.quantity, group, _who_they_were(sentence, at)))
            more = [(k, other) for k in _and_counted(sentence, at) if (other := chunks[k].np) is not None]
            made += [_of_the_group(sentence, k, other, other.quantity, group) for k, other in more if other.quantity]
    return made


def _of_the_group(
    sentence: Sentence,
    at: int,
    np: NounPhrase,
    q: Quantity,
    group: tuple[Measure, Finding | None],
    who: list[NounPhrase] | None = None,
) -> Finding:
    measure, whole = group
    phrases = [np, *(who or [])]
    said = population(sentence, who or [np])
    part = Finding(sentence, measure, q.count, q.first, q.last, at, phrases, "part", said)
    part.subset, part.rule, part.part_of = True, "of-the-group", whole
    part.inherited["measure"] = "of-the-group"
    return inherits(part, whole, "of-the-group") if whole is not None else part


def _people_of_group(sentence: Sentence, np: NounPhrase, found: Sequence[Finding]) -> None:
    """``Of the children, the militia killed 49``: bare numbers count whom the opening names."""
    said = population(sentence, [np])
    for finding in found:
        own = finding.population
        if all(v.bare for v in finding.victims) and (own.status, own.sex, own.age_group) == (None, None, None):
            finding.population = type(own)(said.status, said.sex, said.age_group, own.text)
            finding.subset, finding.inherited["population"] = True, "of-the-group"


def _among_group(sentence: Sentence, before: Sequence[Finding], found: Sequence[Finding] = ()) -> list[Finding]:
    """``Among the first victims to be named were five Saudis, two Iraqis and a woman``: a list behind its verb."""
    if "among" not in sentence.lows:
        return []
    chunks = sentence.chunks
    here = next((f for f in reversed(found) if f.part_of is None and f.count.high != 0), None)
    whole = here or told_just_before(sentence, before, people=True)
    listed_after = _among_them(sentence, whole) if whole is not None and "them" in sentence.lows else []
    if listed_after:
        return listed_after
    first = 1 if chunks[0].kind == "ADV" else 0  # "Also among the dead: a boy and his father"
    if len(chunks) < _SHORT + first or chunks[first].low != "among" or chunks[first + 1].np is None:
        return []
    np = chunks[first + 1].np
    group = _group_measure(sentence, np, before) if np is not None else None
    verb = next((k for k, c in enumerate(chunks) if k > first + 1 and (_were(c) or c.low == ":")), None)
    if group is None or verb is None or any(c.kind == "COMMA" for c in chunks[first + 2 : verb]):
        return []
    if chunks[verb].low == ":":
        return _listed_parts(sentence, [k for k in range(verb + 1, len(chunks)) if chunks[k].np is not None], group)
    made = _listed_parts(sentence, object_of(sentence, verb), group)
    return [*made, *_among_others(sentence, verb, before)]


def _among_others(sentence: Sentence, verb: int, before: Sequence[Finding]) -> list[Finding]:
    """``Among the dead were eight women, among the wounded 31 women and 19 children``: the verb is said once."""
    chunks = sentence.chunks
    made: list[Finding] = []
    for k in range(verb + 1, len(chunks) - 2):
        np = chunks[k + 1].np
        group = _group_measure(sentence, np, before) if chunks[k].low == "among" and np is not None else None
        if group is not None:
            made += _listed_parts(sentence, object_of(sentence, k + 1), group)
    return made


def _among_them(sentence: Sentence, whole: Finding) -> list[Finding]:
    """``Among them were 67 children``, ``two women were among them``: parts of the figure just told."""
    chunks = sentence.chunks
    for k, chunk in enumerate(chunks):
        if chunk.low != "among them":
            continue
        verb = _past_saying(chunks, k + 1)
        if (k == 0 or chunks[k - 1].low == ";") and verb < len(chunks) and _were(chunks[verb]):
            return _listed_parts(sentence, object_of(sentence, verb), (whole.measure, whole))
        if k > 1 and _were(chunks[k - 1]):
            return _listed_parts(sentence, subject_of(sentence, k - 1), (whole.measure, whole))
    return []


def _past_saying(chunks: Sequence[Chunk], k: int) -> int:
    """Past ``, it said,`` between "among them" and its verb."""
    said = [c.kind for c in chunks[k : k + 4]] == ["COMMA", "NP", "VG", "COMMA"]
    return k + 4 if said and chunks[k + 2].harm is None else k


def _listed_parts(sentence: Sentence, at: Sequence[int], group: tuple[Measure, Finding | None]) -> list[Finding]:
    """Those whom a list counts, as parts of a group; none where one is larger than the whole."""
    chunks, whole = sentence.chunks, group[1]
    made: list[Finding] = []
    for k in at:
        one, phrase = counted(sentence, chunks, k), chunks[k].np
        kin = phrase is not None and phrase.determiner == "poss" and made
        if one is None or phrase is None or (one.singular and phrase.determiner != "a" and not kin):
            continue
        if whole is not None and whole.count.high is not None and (one.count.low or 0) > whole.count.high:
            continue
        q = Quantity(one.first, one.first, one.last, one.count)
        part = _of_the_group(sentence, k, phrase, q, group)
        made.append(part)
    for part in made:
        part.apart = [other for other in made if other is not part]
    return made


def _were(chunk: Chunk) -> bool:
    vg = chunk.vg
    return (
        vg is not None and chunk.low == "be" and vg.voice in {"active", "bare"} and vg.modal is None and not vg.negated
    )
