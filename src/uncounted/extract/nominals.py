"""Findings from nouns of harm: 119 deaths, the deaths of 12, a toll of 27, claimed 12 lives, the bodies of two men."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from uncounted.extract.chunks import Chunk, NounPhrase, Sentence
from uncounted.extract.clauses import subject_of
from uncounted.extract.findings import Finding
from uncounted.extract.frames import group, reality
from uncounted.extract.harm import BODIES, COUNT_NOUNS, COUNTABLE, LIVES, NOUNS, TALK, TOLL
from uncounted.extract.harm_nouns import MOVED, identified, moved_ahead, moves, of_victims, possessed, slain, unreal
from uncounted.extract.joint_nouns import joint_nouns
from uncounted.extract.objects import object_of
from uncounted.extract.people import in_each, population
from uncounted.extract.quantities import Quantity
from uncounted.extract.wounds import for_life, hostages, struck, suffered, throats
from uncounted.model.claim import Count, Measure
from uncounted.reference.fold import words as listed

_PUT = frozenset({"put", "place", "set", "estimate", "estimat", "fix"})
_BRING = frozenset({"bring", "raise", "rais", "push", "take"})
_TO = frozenset({"to", "at", "of", "over", "above", "past", "around", "about", "as"})
_DEAD = frozenset(
    listed("""
        dead deaths death killed fatalities casualties victims wounded injured injuries missing slain died
    """)
)


def noun_findings(sentence: Sentence) -> list[Finding]:
    """The findings of every noun of harm in a sentence, left to right."""
    found: list[Finding] = []
    frames = _possible(sentence)
    for at, chunk in enumerate(sentence.chunks):
        if chunk.np is None or in_each(sentence.chunks, at):
            continue
        for frame in frames:
            result = frame(sentence, at)
            if result is not None:
                found += result
                break
    return found


def _words(sentence: Sentence, chunk: Chunk) -> list[str]:
    return [token.low for token in sentence.tokens[chunk.first : chunk.last]]


def _head(sentence: Sentence, chunk: Chunk) -> str:
    return sentence.tokens[chunk.np.head].low if chunk.np else ""


def _countable(sentence: Sentence, at: int) -> list[Finding] | None:
    """``24 deaths``, ``no casualties``, ``12 civilian fatalities and 30 injuries``."""
    chunk = sentence.chunks[at]
    np = chunk.np
    head = _head(sentence, chunk)
    if np is None or np.harm is None or head not in COUNTABLE:
        return None
    times = _MULTIPLE.get(sentence.tokens[np.head - 1].low) if np.head > np.first else None
    if times is not None and np.quantity is None and head in _DEED and not unreal(sentence, at):
        count = Count(times, times, times, text=sentence.quote(np.head - 1, np.last), rule="multiple-deed")
        return [_made(sentence, at, "killed", count, np.head - 1, np.last, "noun")]
    vague = np.quantity is not None and np.quantity.count.modifier == "vague word"
    unknown = np.quantity is not None and sentence.words(np.quantity.first, np.quantity.last).endswith("number")
    if np.quantity is None or (vague and (np.quantity.count.low or 0) < 2 and not unknown):
        return _shared_nought(sentence, at, head)
    if head in TALK or unreal(sentence, at):
        return []
    measure: Measure = NOUNS.get(head, "casualties")
    found = [_made(sentence, at, measure, np.quantity.count, np.quantity.first, np.quantity.last, "noun")]
    chunks = sentence.chunks
    before = chunks[at - 2].np if at > 1 and chunks[at - 1].kind == "CC" else None
    if (
        before is not None
        and before.quantity is not None
        and before.kind is not None
        and before.harm is None
        and np.quantity.value
    ):
        q = before.quantity  # "25 fighters and 6 military fatalities"
        found.append(_made(sentence, at - 2, measure, q.count, q.first, q.last, "noun"))
    return found


# "a double homicide", "triple murder": how many died by the name of the deed.
_MULTIPLE = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5, "sextuple": 6}
_DEED = frozenset({"homicide", "murder", "slaying", "killing", "assassination", "execution", "fatality"})


def _own_death(sentence: Sentence, at: int) -> list[Finding] | None:
    """``resulting in his death``: one."""
    chunk = sentence.chunks[at]
    words = _words(sentence, chunk)
    if words not in (["his", "death"], ["her", "death"]) or at == 0 or unreal(sentence, at):
        return None
    if sentence.chunks[at - 1].low not in {"in", "to"} and sentence.chunks[at - 1].vg is None:
        return None
    return [_made(sentence, at, "killed", Count(1, 1, 1, text=" ".join(words)), chunk.first, chunk.last, "noun")]


def _murder_suicide(sentence: Sentence, at: int) -> list[Finding] | None:
    """A murder-suicide: two dead at least."""
    chunk = sentence.chunks[at]
    words = sentence.words(max(0, chunk.first - 1), min(chunk.first + 3, len(sentence.tokens)))
    if words.split()[:3] == ["m", "/", "s"] and chunk.first == 0:
        words = "murder / suicide"  # as notes have it
    if not words.endswith("murder / suicide"):
        words = " ".join(_words(sentence, chunk))
    words = words.replace(" / ", "/")
    if words.replace("-", " ").replace("/", " ").split()[-2:] != ["murder", "suicide"] or "attempted" in words:
        return None
    return [
        _made(
            sentence,
            at,
            "killed",
            Count(2, None, None, "at least", rule="murder-suicide"),
            chunk.first,
            chunk.last,
            "noun",
        )
    ]


def _shared_nought(sentence: Sentence, at: int, head: str) -> list[Finding] | None:
    """``no deaths or injuries``, ``no reports of casualties``: the nought reaches the second noun."""
    chunks = sentence.chunks
    if at < 2 or head not in COUNTABLE or chunks[at - 1].low not in {"or", "nor", "and", "of"}:
        return None
    before = chunks[at - 2].np
    if before is None or before.determiner != "no" or before.quantity is None:
        return None
    if "credible" in sentence.words(before.first, before.last).split():
        return None  # that no report is believed is no count
    if chunks[at - 1].low == "of" and _head(sentence, chunks[at - 2]) not in {"reports", "report", "word", "record"}:
        return None
    chunk = chunks[at]
    return [_made(sentence, at, NOUNS[head], Count(0, 0, 0, text="no"), before.first, chunk.last, "noun")]


def _made(sentence: Sentence, at: int, measure: Measure, count: Count, first: int, last: int, frame: str) -> Finding:
    np = sentence.chunks[at].np
    phrases = [np] if np is not None else []
    finding = Finding(sentence, measure, count, first, last, at, phrases, frame, population(sentence, phrases))
    if np is not None and np.quantity is not None:
        finding.further = np.quantity.further
    return finding


def _toll(sentence: Sentence, at: int) -> list[Finding] | None:
    """``the death toll rose to 27 from 19``, ``bringing the total number of deaths to 119``, ``a toll of 12``."""
    chunks = sentence.chunks
    measure = _toll_measure(sentence, at)
    if measure is None:
        return None
    figure, earlier = _figures(sentence, at)
    if figure is None:
        return [] if not _moved(sentence, chunks[at]) else None
    np = chunks[figure].np
    if np is None or np.quantity is None or unreal(sentence, figure):
        return []
    behind = chunks[figure + 1] if figure + 1 < len(chunks) else None
    if behind is not None and behind.voice == "bare" and behind.harm not in {None, measure}:
        return []  # "a toll of 3 people wounded"
    count = np.quantity.count
    finding = Finding(sentence, measure, count, np.quantity.first, np.quantity.last, at, [], "toll")
    subject = chunks[at].np
    phrases = [p for p in (subject, _of_phrase(chunks, at), None if np.bare else np) if p is not None]
    said = [population(sentence, [p]) for p in phrases]
    finding.population = next((p for p in said if p.status or p.age_group or p.sex), said[0])
    finding.victims = phrases
    finding.total = not _moved(sentence, chunks[at])
    if earlier is None:
        return [finding]
    finding.before = Finding(sentence, measure, earlier.count, earlier.first, earlier.last, at, phrases, "toll-before",
                             finding.population, total=True)  # fmt: skip
    return [finding, finding.before]


def _moved(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether a phrase names harm that rises and falls by itself, and no number of it: "civilian deaths"."""
    return _head(sentence, chunk) in MOVED and COUNT_NOUNS.isdisjoint(_words(sentence, chunk))


def _toll_measure(sentence: Sentence, at: int) -> Measure | None:
    chunk = sentence.chunks[at]
    words = _words(sentence, chunk)
    head = _head(sentence, chunk)
    if head in TOLL:
        return "casualties" if "casualty" in words else "injured" if {"injury", "injured"} & set(words) else "killed"
    if _moved(sentence, chunk):
        return NOUNS[head] if moves(sentence, at) else None
    np = chunk.np
    if COUNT_NOUNS.isdisjoint(words) or np is None or np.determiner == "a" or np.quantity is not None:
        return None
    said = set(words)
    k = at + 1
    while k < len(sentence.chunks) and k <= at + 5 and sentence.chunks[k].kind in {"P", "NP", "VG", "ADV", "REL"}:
        vg = sentence.chunks[k].vg
        if vg is not None and vg.harm is None:
            break
        if vg is not None and k > at + 3 and sentence.chunks[k - 2].kind == "REL":
            return vg.harm  # "the number of civilians whom soldiers killed"
        said |= set(_words(sentence, sentence.chunks[k]))
        k += 1
    return next((measure for word, measure in _TOLL_WORDS.items() if word in said), None)


# In the order in which a phrase is asked for them.
_TOLL_WORDS: dict[str, Measure] = {
    **dict.fromkeys(("killed", "dead", "deaths", "fatalities", "death", "died"), "killed"),
    **dict.fromkeys(("wounded", "injured", "injuries"), "injured"),
    **dict.fromkeys(("bodies", "corpses", "lives"), "killed"),
    "casualties": "casualties",
    "missing": "missing",
}


def _of_phrase(chunks: list[Chunk], at: int) -> NounPhrase | None:
    if at + 2 < len(chunks) and chunks[at + 1].low == "of":
        return chunks[at + 2].np
    return None


def _figures(sentence: Sentence, at: int) -> tuple[int | None, Quantity | None]:
    """The chunk of the figure that a toll reached, and the figure it came from."""
    chunks = sentence.chunks
    figure: int | None = None
    before: Quantity | None = None
    raised = moved_ahead(sentence, at)
    if raised is not None:
        return raised
    ahead = chunks[at - 1].np if at > 2 and chunks[at - 2].low in {"at", "to"} else None
    counts = ahead is not None and ahead.bare and ahead.quantity is not None
    if counts and chunks[at - 3].low in (_PUT if chunks[at - 2].low == "at" else _BRING):
        return at - 1, None  # "put at 6,402 the number of civilians killed", "bringing to five the number of dead"
    for k in range(at + 1, min(at + 24, len(chunks))):
        chunk = chunks[k]
        if chunk.kind in {"SUB", "REL", "PUNCT"} and chunk.low not in {":", "that"}:
            break
        up_from = sentence.words(chunk.last, min(chunk.last + 2, len(sentence.tokens))) in {"up from", "down from"}
        up_from = up_from or sentence.words(chunk.last, min(chunk.last + 1, len(sentence.tokens))) == "from"
        if chunk.kind == "COMMA" and not up_from and (figure is not None or _clause_follows(chunks, k)):
            break
        np = chunk.np
        if np is None or np.quantity is None:
            continue
        previous = chunks[k - 1]
        if previous.low == "from" and (np.bare or np.kind is not None):
            before = np.quantity
        elif (
            figure is None
            and (previous.low in {":", *_TO} or previous.kind in {"VG", "ADV", "TO"} or (k == at + 1 and np.bare))
            and (np.bare or np.kind is not None or np.harm is not None)
        ):
            if previous.low == "of" and k > at + 2 and chunks[k - 2].kind == "NP" and k - 2 != at and not np.bare:
                continue
            figure = k
    return figure, before


def _clause_follows(chunks: list[Chunk], k: int) -> bool:
    return (
        k + 2 < len(chunks)
        and chunks[k + 1].kind == "NP"
        and chunks[k + 2].kind == "VG"
        and chunks[k + 2].low in {"say", "report"}
    )


def _lives(sentence: Sentence, at: int) -> list[Finding] | None:
    """``claimed 12 lives``, ``cost the lives of two soldiers``, ``12 people lost their lives``, ``lost his life``."""
    chunks = sentence.chunks
    chunk = chunks[at]
    if at and _head(sentence, chunk) == "martyrdom" and chunks[at - 1].low in {"embrac", "embrace", "attain"}:
        return group(sentence, subject_of(sentence, at - 1), "killed", at - 1, "lives") or None
    if _head(sentence, chunk) not in LIVES or chunk.np is None:
        return None
    k = at - 1
    while k >= 0 and chunks[k].kind in {"ADV", "QUOTE"}:
        k -= 1
    verb = chunks[k] if k >= 0 and chunks[k].vg is not None else None
    after = chunks[at + 1] if at + 1 < len(chunks) else None
    if verb is not None and reality(chunks, k) == "unreal":
        return []
    if verb is not None and verb.low in {"lose", "take", "claim", "cost", "give", "lay"}:
        if after is not None and after.low == "of":
            return group(sentence, object_of(sentence, at + 1), "killed", k, "lives")
        if chunk.np.quantity is not None:
            return _lives_counted(sentence, at, chunk.np.quantity)
        own = verb.low == "take" and "own" in _words(sentence, chunk)
        if own and k > 0 and chunks[k - 1].low == "before" and _head(sentence, chunk) == "life":
            count = Count(1, 1, 1, text=sentence.quote(chunk.first, chunk.last))
            # "before taking his own life"
            return [_made(sentence, at, "killed", count, chunk.first, chunk.last, "lives")]
        # "twelve members of the services gave their lives", "laid down his life"
        gave = verb.low in {"give", "lay"} and chunk.np.determiner == "poss"
        if verb.low == "lose" or own or gave:
            return group(sentence, subject_of(sentence, k), "killed", k, "lives")
    lost = after is not None and after.vg is not None and after.low in {"lose", "claim", "take"}
    if chunk.np.quantity is not None and (
        lost or (k >= 0 and chunks[k].low == "of" and k > 0 and _head(sentence, chunks[k - 1]) == "loss")
    ):
        return _lives_counted(sentence, at, chunk.np.quantity)
    return None


_FOUND = frozenset(
    listed("""
        find recover discover retrieve pull see lie unearth exhume dump wash bury identify bring receive count
        collect turn appear surface
    """)
)


_NEAR_BODY = 9  # chunks: "six corpses, among them that of the village head, were discovered"


def _lives_counted(sentence: Sentence, at: int, q: Quantity) -> list[Finding]:
    return [_made(sentence, at, "killed", q.count, q.first, q.last, "lives")]


def _bodies(sentence: Sentence, at: int) -> list[Finding] | None:
    """``the bodies of two men``, ``12 bodies were recovered``, ``a body was found``."""
    chunks = sentence.chunks
    chunk = chunks[at]
    if _head(sentence, chunk) not in BODIES or chunk.np is None:
        return None
    if at + 2 < len(chunks) and chunks[at + 1].low == "of" and chunks[at + 2].np is not None:
        found = group(sentence, object_of(sentence, at + 1), "killed", at, "bodies")
        if found or chunk.np.quantity is None:
            return found or None  # "five bodies of militants" go on
    near = [c.low for c in chunks[max(0, at - 4) : at + _NEAR_BODY] if c.vg is not None]
    if not any(low in _FOUND for low in near):
        return None
    if sentence.tokens[chunk.first].low == "whose" and at > 1 and chunks[at - 1].kind == "COMMA":
        return group(sentence, [at - 2], "killed", at, "bodies") or None  # "three pupils, whose bodies were found"
    if chunk.np.quantity is not None:
        return [
            _made(
                sentence,
                at,
                "killed",
                chunk.np.quantity.count,
                chunk.np.quantity.first,
                chunk.np.quantity.last,
                "bodies",
            )
        ]
    if (chunk.np.determiner == "a" or at == 0 or chunk.np.last - chunk.np.first > 1) and _head(sentence, chunk) in {
        "body",
        "corpse",
    }:
        count = Count(1, 1, 1, text=sentence.quote(chunk.first, chunk.last))
        return [_made(sentence, at, "killed", count, chunk.first, chunk.last, "bodies")]
    return None


def _adjective(sentence: Sentence, at: int) -> list[Finding] | None:
    """``evacuated 12 wounded civilians``: a count of people who are called dead, wounded or missing."""
    np = sentence.chunks[at].np
    if (
        np is None
        or np.quantity is None
        or np.harm is None
        or np.kind is None
        or _head(sentence, sentence.chunks[at]) in NOUNS
    ):
        return None
    if np.quantity.value == 0 and np.kind.group:
        return None
    return [_made(sentence, at, np.harm, np.quantity.count, np.quantity.first, np.quantity.last, "adjective")]


_FRAMES = (
    _murder_suicide, identified, suffered, struck, throats, for_life, hostages, _own_death, _toll, of_victims,
    possessed, _countable, joint_nouns, _lives, _bodies, slain, _adjective,
)  # fmt: skip
# Words without one of which a frame finds nothing.
_NEEDED: dict[Callable[[Sentence, int], list[Finding] | None], frozenset[str]] = {
    identified: frozenset({"dead", "deceased", "slain"}),
    throats: frozenset({"throat", "throats"}),
    for_life: frozenset({"life", "lives"}),
    _own_death: frozenset({"death"}),
    _toll: frozenset(TOLL) | frozenset(COUNT_NOUNS) | MOVED,
    of_victims: frozenset(NOUNS),
    _countable: frozenset(COUNTABLE),
    _lives: frozenset({*LIVES, "martyrdom"}),
    _bodies: frozenset(BODIES),
}


def _possible(sentence: Sentence) -> Sequence[Callable[[Sentence, int], list[Finding] | None]]:
    """The frames whose words the sentence has, in order."""
    lows = sentence.lows
    frames = [frame for frame in _FRAMES if frame not in _NEEDED or not lows.isdisjoint(_NEEDED[frame])]
    both = "m" in lows or "suicide" in sentence.text[sentence.stretch.start : sentence.stretch.end].lower()
    return frames if both else frames[1:]
