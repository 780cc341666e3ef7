"""Lists that share a figure out among those who did it, or places: "BY PERPETRATOR", then "- Houthis: 41 killed".

A label of such a list is no source. Its line's figures are that party's, or of that place; figures without a noun are
of the measure of the line above; and all are parts of the figure told before the list that can hold them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from uncounted.extract.attribution import Chain
from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import Discourse, Reading, root_of
from uncounted.extract.events import SentenceScope, Words, known_place
from uncounted.extract.findings import Finding
from uncounted.extract.people import population
from uncounted.extract.tables import measure_of
from uncounted.extract.wholes import value_of
from uncounted.model.claim import Measure

_LABEL = re.compile(r"(?P<label>[^\W\d_][^\n:|]{1,70}?)\s*(?::|\s[-\u2013\u2014])\s+(?=\S)")
_ACTORS = re.compile(
    r"\b(?:by (?:\w+ )?(?:perpetrator|actor|group|part(?:y|ies)|side|force|belligerent|armed group)s?\b"
    r"|perpetrators?$|responsib(?:le|ility)\b|attribut(?:ed|ion)\b|by whom\b|who (?:killed|did|is to blame)\b"
    r"|(?:killed|injured|deaths|victims|casualties|harm(?:ed)?) by:?$|accused\b|suspected of\b)",
    re.IGNORECASE,
)
_PLACES = re.compile(
    r"\b(?:by|per|in the|of the) (?:\w+ )?(?:governorate|province|region|district|state|departments?|county|area|place"
    r"|town|city|oblast|division|location|municipalit|locality|zone|sector|cit(?:y|ies)|camp)\w*\b|\bwhere\b|\bgeograph",
    re.IGNORECASE,
)
_CAUSES = re.compile(r"\bby (?:\w+ )?(?:cause|weapon|means|type|method|manner)s?\b|\bhow\b", re.IGNORECASE)
_REST = re.compile(r"^(?:other|others|elsewhere|the rest|rest of|unknown|various)\b", re.IGNORECASE)
_BY = re.compile(r"^(?:killed |injured )?by (?:the )?", re.IGNORECASE)
_HEADING = 9  # words of the line that says how a list shares out, at most


@dataclass(slots=True)
class _Line:
    sentence: Sentence  # the first of the line
    label: Words
    readings: list[Reading] = field(default_factory=list)


@dataclass(slots=True)
class _List:
    among: str  # "actors", "places" or "causes"
    measure: Measure | None
    lines: list[_Line] = field(default_factory=list)


def share_out(discourse: Discourse) -> None:
    """Give the figures of lists that share a figure out their party or place, and the figure that they are part of."""
    by_paragraph: dict[int, list[Reading]] = {}
    for reading in discourse.readings:
        by_paragraph.setdefault(reading.finding.sentence.stretch.paragraph, []).append(reading)
    for found in _lists(discourse.sentences):
        for line in found.lines:
            line.readings = list(by_paragraph.get(line.sentence.stretch.paragraph, []))
            if not line.readings:
                line.readings = _bare(line, found.measure)
                discourse.readings += line.readings
            found.measure = line.readings[0].finding.measure if line.readings else found.measure
            for reading in line.readings:
                _label(reading, line, found.among)
        _parts(found, discourse.readings)
    discourse.readings.sort(key=lambda r: (r.finding.start, r.finding.trigger))


def _lists(sentences: Sequence[Sentence]) -> Iterator[_List]:
    """Two labelled lines or more under a line that says among what they share out."""
    current: _List | None = None
    paragraph = -1
    for sentence in sentences:
        stretch = sentence.stretch
        words = sentence.text[stretch.start : stretch.end]
        if stretch.paragraph == paragraph:
            continue  # a further sentence of a line
        paragraph = stretch.paragraph
        among = _among(words) if stretch.headline or words.endswith(":") else None
        line = _line(sentence) if current is not None and among is None else None
        if line is not None and current is not None:
            current.lines.append(line)
            continue
        if current is not None and len(current.lines) > 1:
            yield current
        current = _List(among, measure_of(words)) if among is not None else None
    if current is not None and len(current.lines) > 1:
        yield current


def _among(words: str) -> str | None:
    if len(words.split()) > _HEADING:
        return None
    plain = words.rstrip(" :")
    if _ACTORS.search(plain):
        return "actors"
    return "places" if _PLACES.search(plain) else "causes" if _CAUSES.search(plain) else None


def _line(sentence: Sentence) -> _Line | None:
    text, start, end = sentence.text, sentence.stretch.start, sentence.stretch.end
    begin = max(text.rfind("\n", 0, start) + 1, 0)
    begin += len(text[begin:start]) - len(text[begin:start].lstrip(" \t-*\u2022\u25cf\u2023\u2013\u2014"))
    found = _LABEL.match(text, begin, end)
    if found is None or not re.search(r"\d|\b[a-z]+\b", text[found.end() : end]):
        return None
    lead = _BY.match(found["label"])
    first = found.start("label") + (lead.end() if lead is not None else 0)
    return _Line(sentence, Words(first, found.end("label"), text[first : found.end("label")]))


def _bare(line: _Line, measure: Measure | None) -> list[Reading]:
    """The first number behind the label, where nothing says what it counts: "Al-Dhale: 18"."""
    sentence = line.sentence
    if measure is None:
        return []
    for at, chunk in enumerate(sentence.chunks):
        np = chunk.np
        if np is None or np.quantity is None or sentence.tokens[np.quantity.first].start < line.label.end:
            continue
        q = np.quantity
        if not (np.bare or np.kind is not None or np.determiner == "the"):
            return []
        finding = Finding(sentence, measure, q.count, q.first, q.last, at, [np], "label", population(sentence, [np]))
        return [Reading(finding, SentenceScope(), Chain())]
    return []


def _label(reading: Reading, line: _Line, among: str) -> None:
    scope, label = reading.scope, line.label
    frames = [f for f in reading.chain.frames if not _named_in(f.speaker.start, label)]
    if len(frames) != len(reading.chain.frames):
        reading.chain.frames[:] = frames
        reading.root = root_of(reading.chain)
        reading.inherited.pop("attribution", None)
    if among == "actors" and (scope.actor is None or label.start <= scope.actor.start < label.end):
        scope.actor, reading.inherited["actors"] = label, "label"
    elif among == "places":
        known = not _REST.match(label.text) and (known_place(label.text) or label.text[:1].isupper())
        if not scope.places or label.start <= scope.places[0].start < label.end:
            scope.places, scope.place_span = ([label], (label.start, label.end)) if known else ([], None)


def _named_in(start: int | None, label: Words) -> bool:
    return start is not None and label.start <= start < label.end


def _parts(found: _List, readings: Sequence[Reading]) -> None:
    """Join the lines to the figure that they share out, and further figures of a line to the line's own."""
    first = found.lines[0].label.start
    for measure in ("killed", "injured", "casualties", "missing", "abducted", "detained", "displaced"):
        rows = [own for line in found.lines if (own := _own(line, measure)) is not None]
        if not rows:
            continue
        total = sum(value_of(row) or 0 for row in rows)
        fits = [
            r for r in readings
            if r.finding.start < first and r.finding.measure == measure and (value_of(r) or 0) >= total
            and r.finding.part_of is None
        ]  # fmt: skip
        equal = [r for r in fits if value_of(r) == total and len(rows) > 1]
        whole = next(iter(equal or fits), None)
        for line in found.lines:
            own = _own(line, measure)
            if own is None:
                continue
            _inside(own, [r for r in line.readings if r.finding.measure == measure and r is not own])
            if whole is not None:
                own.finding.part_of, own.finding.rule = whole.finding, "rows-add-up" if equal else "table-row"
                own.kind = "subset"
            for reading in line.readings if whole is not None else ():
                _as_whole(reading, whole)


def _as_whole(reading: Reading, whole: Reading | None) -> None:
    """What the whole says of time, source and people holds for a line that says nothing else."""
    if whole is None:
        return
    if whole.time is not None and (reading.time is None or "time" in reading.inherited):
        reading.time, reading.inherited["time"] = whole.time, "caption"
    if not reading.chain.frames and whole.chain.frames:
        reading.chain, reading.root = Chain(list(whole.chain.frames), whole.chain.stance), whole.root
        reading.inherited["attribution"] = "caption"
    said, own = whole.finding.population, reading.finding.population
    if own.status is None and said.status is not None:
        reading.finding.population = type(own)(said.status, own.sex, own.age_group, own.text)
        reading.inherited["population.status"] = "caption"
    if reading.kind in {"incident", "increment", "cumulative"} and whole.kind in {"period", "cumulative"}:
        reading.kind = "subset" if reading.finding.part_of is not None else whole.kind


def _own(line: _Line, measure: str) -> Reading | None:
    """The figure of a measure that a line gives for its label: the first."""
    return next((r for r in line.readings if r.finding.measure == measure), None)


def _inside(own: Reading, others: Sequence[Reading]) -> None:
    total = sum(value_of(r) or 0 for r in others if r.finding.part_of in {None, own.finding})
    for reading in others:
        if (value_of(own) or 0) >= total and not _holds(reading, own):
            reading.finding.part_of, reading.finding.rule, reading.kind = own.finding, "list", "subset"


def _holds(reading: Reading, own: Reading) -> bool:
    """Whether a figure is already told as a part of another of the line."""
    part = reading.finding.part_of
    return part is not None and part is not own.finding and part.sentence.stretch == own.finding.sentence.stretch
