"""What a figure leaves out: "the latest figures do not include ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from uncounted.extract.actors import actor_words
from uncounted.extract.chunks import Chunk, Sentence
from uncounted.extract.clauses import subject_of
from uncounted.extract.discourse import Discourse, Reading
from uncounted.extract.events import Words
from uncounted.extract.left_out import left_out, points_back
from uncounted.extract.objects import object_of
from uncounted.extract.place_phrases import place_phrase
from uncounted.extract.speakers import DOCUMENTS
from uncounted.extract.tagger import verb
from uncounted.extract.updates import superseded
from uncounted.model.scope import Actor, Place, Population, Scope
from uncounted.reference.fold import words as listed

_FIGURES = DOCUMENTS | {
    "total",
    "totals",
    "number",
    "tolls",
    "casualties",
    "deaths",
    "it",
    "this",
    "that",
    "they",
    "these",
}
_LEAVES_OUT = frozenset({"exclude", "omit"})
_TAKES_IN = frozenset({"include", "count", "cover", "contain", "reflect", "account", "comprise"})
_EVENTS = frozenset(
    listed("""
        operation operations offensive campaign attack attacks strike strikes airstrike airstrikes battle siege
        assault war bombing shelling raid incident incidents massacre fighting investigation investigations
    """)
)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """``of`` figures leave out ``claim`` (a reading) or ``scope``; the words stand at ``[start, end)``."""

    of: tuple[Reading, ...]
    claim: Reading | None
    scope: Scope | None
    start: int
    end: int


def exclusions(discourse: Discourse) -> list[Exclusion]:
    """Every exclusion that the text states, with the figures it applies to."""
    found = []
    for sentence in discourse.sentences:
        at = _verb(sentence)
        if at is None:
            continue
        own = [r for r in discourse.readings if r.finding.sentence is sentence and r.finding.trigger > at]
        figures = _lasting(_figures(discourse, sentence, own))
        if not figures:
            continue
        start, end = sentence.tokens[0].start, sentence.tokens[-1].end
        if own:
            found += [Exclusion(figures, reading, None, start, end) for reading in own]
        else:
            scope = _scope(sentence, at)
            if scope is not None:
                found.append(Exclusion(figures, None, scope, start, end))
    return [*found, *_not_in(discourse), *_not_above(discourse)]


def _told_in(discourse: Discourse, sentence: Sentence) -> list[Reading]:
    """The whole figures that a sentence counts; where it counts none and points back, those told last before it."""
    own = [r for r in discourse.readings if r.finding.sentence is sentence]
    if not own and points_back(sentence):
        paragraph = sentence.stretch.paragraph
        before = [
            r for r in discourse.readings
            if r.finding.sentence.stretch.paragraph == paragraph and r.finding.sentence.number < sentence.number
        ]  # fmt: skip
        last = max((r.finding.sentence.number for r in before), default=-1)
        own = [r for r in before if r.finding.sentence.number == last]
        if not own:
            return []
    return [r for r in own if r.finding.part_of is None]


_NOT_ABOVE = re.compile(
    r"\bnot (?:included|counted|contained|part of)\b[^.\n]{0,30}(?:\babove|\bfigures|\btotals?|\btoll|$)"
    r"|^\W*excluded\b|\bexcluded from (?:the )?(?:above|figures|totals?|toll)\b",
    re.IGNORECASE,
)


_WHEN = re.compile(r"\bwhen\b")


def _not_in(discourse: Discourse) -> list[Exclusion]:
    """``All three attackers died and are not in the toll``: apart from the whole figures of the event before them."""
    found = []
    for sentence in discourse.sentences:
        words = left_out(sentence)
        own = _told_in(discourse, sentence) if words is not None else []
        for reading in own:
            if words is not None and _WHEN.search(sentence.text, words.end(), max(words.end(), reading.finding.start)):
                continue  # "Not included are those who died when soldiers shot at a crowd and killed the mayor"
            wholes = _wholes(discourse, reading)
            figures = [r for r in wholes if r.kind in {"period", "cumulative"}][:1] or wholes[-1:]
            if words is not None and figures:
                found.append(Exclusion(tuple(figures), reading, None, words.start(), words.end()))
    return found


def _not_above(discourse: Discourse) -> list[Exclusion]:
    """``NOT INCLUDED ABOVE``: what stands under such a heading is no part of the totals above it."""
    found = []
    under: Sentence | None = None
    for sentence in discourse.sentences:
        own = [r for r in discourse.readings if r.finding.sentence is sentence]
        if sentence.stretch.headline and not own:
            heads = _NOT_ABOVE.search(sentence.text[sentence.stretch.start : sentence.stretch.end])
            under = sentence if heads is not None else None
        elif under is not None:
            for reading in own:
                start, end = under.stretch.start, under.stretch.end
                above = [r for r in _wholes(discourse, reading) if r.finding.end <= start]
                if above and reading.finding.part_of is None:
                    found.append(Exclusion(tuple(above), reading, None, start, end))
    return found


def _wholes(discourse: Discourse, reading: Reading) -> list[Reading]:
    """The figures before one, of its measure, that are current and no parts of others."""
    stale = {id(r.finding.before) for r in discourse.readings}
    stale |= {id(old.finding) for _, old, _ in superseded(discourse.readings, discourse.sentences)}
    return [
        r for r in discourse.readings
        if r.finding.end <= reading.finding.start and r.finding.measure == reading.finding.measure
        and not _some_of(r) and not r.finding.subset and id(r.finding) not in stale
        and r.finding.sentence is not reading.finding.sentence and r.finding.sentence.number > 0
    ]  # fmt: skip


def _some_of(reading: Reading) -> bool:
    """Whether a figure is part of another of its measure; the killed of all casualties are a whole of their own."""
    whole = reading.finding.part_of
    return whole is not None and whole.measure == reading.finding.measure


_MARKS = frozenset({"RP", "COMMA", "PUNCT", "DASH"})


def _verb(sentence: Sentence) -> int | None:
    """The verb by which a figure leaves something out."""
    if not any(map(_may_leave_out, sentence.lows)):
        return None
    for at, chunk in enumerate(sentence.chunks):
        vg = chunk.vg
        if vg is None or vg.voice == "passive":
            continue
        if vg.voice == "bare" and (at + 1 == len(sentence.chunks) or sentence.chunks[at + 1].kind in _MARKS):
            continue  # "(our count, suspects excluded)": they are
        follows = sentence.tokens[chunk.last].low if chunk.last < len(sentence.tokens) else ""
        out = vg.verb.lemma in _LEAVES_OUT or (vg.verb.lemma == "leave" and follows == "out")
        if not out and not (vg.verb.lemma in _TAKES_IN and (vg.negated or sentence.tokens[0].low == "nor")):
            continue
        subjects = subject_of(sentence, at) or [k for k in range(at) if sentence.chunks[k].np is not None][:1]
        if subjects and _is_figure(sentence, sentence.chunks[subjects[-1]]):
            return at
    return None


@lru_cache(maxsize=8192)
def _may_leave_out(word: str) -> bool:
    form = verb(word)
    return form is not None and (form.lemma in _LEAVES_OUT or form.lemma in _TAKES_IN or form.lemma == "leave")


def _is_figure(sentence: Sentence, chunk: Chunk) -> bool:
    np = chunk.np
    return np is not None and sentence.tokens[np.head].low in _FIGURES


def _figures(discourse: Discourse, sentence: Sentence, own: list[Reading]) -> tuple[Reading, ...]:
    """All current figures of the root that the sentence speaks of: the one with most figures, but for retellings."""
    counted = [
        r for r in discourse.readings
        if r.root is not None and r not in own and not r.paraphrase
        and r.chain.frames and r.chain.frames[0].speaker.role != "unnamed"
    ]  # fmt: skip
    if not counted:
        counted = [r for r in discourse.readings if r not in own and r.finding.sentence.number < sentence.number]
        return tuple(counted[:1])
    near = [
        r for r in counted
        if 0 < sentence.number - r.finding.sentence.number <= 2
        and r.finding.sentence.stretch.paragraph == sentence.stretch.paragraph
    ]  # fmt: skip
    if near:
        last = near[-1].finding.sentence.number
        own_roots = {r.root for r in near if r.finding.sentence.number == last}
        return tuple(r for r in counted if r.root in own_roots)
    roots = [r.root for r in counted]
    main = max(dict.fromkeys(roots), key=roots.count)
    return tuple(r for r in counted if r.root == main)


def _lasting(figures: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """The figures of a time, where there are any: a figure of one event holds no other that it could leave out."""
    return tuple(r for r in figures if r.kind in {"period", "cumulative"}) or figures


def _scope(sentence: Sentence, at: int) -> Scope | None:
    """The region that the object of the verb names: an event, its place and its actor."""
    objects = object_of(sentence, at)
    if not objects:
        return None
    chunks = sentence.chunks
    event = next((k for k in range(objects[0], len(chunks)) if _names_event(sentence, chunks[k])), objects[0])
    last = len(chunks) - 1 if chunks[-1].kind != "PUNCT" else len(chunks) - 2
    place = next(
        (k for k in range(event, len(chunks) - 1) if chunks[k].kind == "P" and _capital(sentence, chunks[k + 1])), None
    )
    places: tuple[Place, ...] = ()
    if place is not None:
        words, last = place_phrase(sentence, place)
        places = tuple(Place(text=w.text) for w in words)
    actor = actor_words(sentence, chunks[event])
    incident = _event_words(sentence, event, last)
    text = sentence.quote(chunks[objects[0]].first, chunks[last].last)
    civilian = any(
        t.low == "civilian" or t.low == "civilians"
        for t in sentence.tokens[chunks[objects[0]].first : chunks[event].last]
    )
    return Scope(
        places=places,
        actors=(Actor(text=actor.text),) if actor is not None else (),
        incident=incident.text,
        population=Population(status="civilian") if civilian else None,
        text=text,
    )


def _names_event(sentence: Sentence, chunk: Chunk) -> bool:
    return chunk.np is not None and sentence.tokens[chunk.np.head].low in _EVENTS


def _capital(sentence: Sentence, chunk: Chunk) -> bool:
    return (
        chunk.np is not None
        and any(t.cap for t in sentence.tokens[chunk.first : chunk.last])
        and not _names_event(sentence, chunk)
    )


def _event_words(sentence: Sentence, event: int, last: int) -> Words:
    first = sentence.chunks[event].first
    while sentence.tokens[first].tag in {"DET", "ART"} and first + 1 < sentence.chunks[event].last:
        first += 1
    end = sentence.chunks[last].last
    return Words(sentence.tokens[first].start, sentence.tokens[end - 1].end, sentence.quote(first, end))
