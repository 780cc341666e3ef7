"""Lists that share a figure out: "BY PERPETRATOR", "By sex", "Of which:", then "- Houthis: 41 killed", "Men 96 killed".

A label of such a list is no source. Its line's figures are that party's, or of that place, or of those people; figures
without a noun are of the measure of the line above; and all are parts of the figure told before the list that can hold
them. Labelled lines under no such words are a list where their figures add up to one told before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from uncounted.extract.attribution import Chain
from uncounted.extract.breakdowns import told_to_be
from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import Discourse, Reading, root_of
from uncounted.extract.events import GEO_NOUNS, SentenceScope, Words, known_place
from uncounted.extract.findings import Finding
from uncounted.extract.lists import list_findings
from uncounted.extract.parts import part_findings
from uncounted.extract.people import population
from uncounted.extract.quantities import quantity_at
from uncounted.extract.rundowns import rundowns
from uncounted.extract.table_series import people_of
from uncounted.extract.tables import measure_of
from uncounted.extract.times import time_phrases
from uncounted.extract.wholes import value_of
from uncounted.model.claim import Measure
from uncounted.reference.fold import words as listed

_LABEL = re.compile(r"(?P<label>[^\W\d_][^\n:|\t]{1,70}?)(?:\s*(?::|\s[-\u2013\u2014]|\|)\s+|(?: {2,}|\t+)\s*)(?=\S)")
_ACTORS = re.compile(
    r"\b(?:by (?:(?:armed|alleged|responsible|warring|conflict|suspected|reported|type of) )?"
    r"(?:perpetrator|actor|group|part(?:y|ies)|side|force|belligerent|armed group)s?\b"
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
_GROUPS = re.compile(
    r"^\W*by (?:[a-z]+(?:,? (?:and |of )?|\W*$)){1,4}$"
    r"|^(?:\w+ ){0,3}(?:of|among) (?:which|whom|them|these|those"
    r"|the (?:dead|killed|victims|casualties|injured|wounded))\b"
    r"|\b(?:broken down|disaggregated|breakdown|distributed|as follows|comprising|composed of|made up of|these include"
    r"|of the following|(?:age|sex|gender)(?: and (?:age|sex|gender))?$)",
    re.IGNORECASE,
)
_REST = re.compile(r"^(?:other|others|elsewhere|the rest|rest of|unknown|various)\b", re.IGNORECASE)
_BY = re.compile(r"^(?:killed |injured )?by (?:the )?", re.IGNORECASE)
_TOTAL_LINE = re.compile(r"(?P<label>(?:Grand )?Total|Overall|All)\s+(?=\d)", re.IGNORECASE)
_NEAR = 5  # words behind a label
_KINDS = "groups"
_SURE, _LEAST = 20, 4  # a sum that is no chance, however far its whole was told; one that may always be
_HEADING = 9  # words of the line that says how a list shares out, at most


@dataclass(slots=True)
class _Line:
    sentence: Sentence  # the first of the line
    label: Words
    by: bool = False  # its label said "by": "by the army   20"
    readings: list[Reading] = field(default_factory=list)


@dataclass(slots=True)
class _List:
    among: str  # "actors", "places", "causes", "groups"; "" where no words say that a figure is shared out
    caption: str
    lines: list[_Line] = field(default_factory=list)
    head: Sentence | None = None  # a heading without such words: it may say whom it counts, "Palestinian injuries"
    whole: Reading | None = None  # the figure that they part, where the words say which
    prose: list[int] = field(default_factory=list)  # the paragraphs of sentences under those words


def share_out(discourse: Discourse) -> None:
    """Give the figures of lists that share a figure out their party or place, and the figure that they are part of."""
    by_paragraph: dict[int, list[Reading]] = {}
    for reading in discourse.readings:
        by_paragraph.setdefault(reading.finding.sentence.stretch.paragraph, []).append(reading)
    for found in _lists(discourse.sentences):
        measure = measure_of(found.caption)
        for line in found.lines:
            line.readings = list(by_paragraph.get(line.sentence.stretch.paragraph, []))
            if not line.readings and (found.among or (_heads(found.head) and _counts(line))):
                line.readings = _bare(line, measure)
                discourse.readings += line.readings
            measure = line.readings[0].finding.measure if line.readings else measure
        for line in found.lines:
            _said_of(line)
        headed = [found] if len(found.lines) > 1 else []
        runs = headed if found.among else [*_some_of(found, discourse), *_adding_up(found, discourse.readings)]
        for run in runs:
            for line in run.lines:
                for reading in line.readings:
                    _label(reading, line, run.among)
            if run.lines:
                _parts(run, discourse.readings)
        if found.prose:
            _told_under([r for number in found.prose for r in by_paragraph.get(number, [])], discourse.readings)
    discourse.readings.sort(key=lambda r: (r.finding.start, r.finding.trigger))


def _lists(sentences: Sequence[Sentence]) -> Iterator[_List]:
    """Two labelled lines or more, and what the line above them says of among what they share out."""
    current = _List("", "")
    paragraph = -1
    for sentence in sentences:
        stretch = sentence.stretch
        if stretch.paragraph == paragraph:
            continue  # a further sentence of a line
        paragraph = stretch.paragraph
        words = sentence.text[stretch.start : stretch.end]
        among = _among(words) if stretch.headline or words.endswith(":") else None
        told = among is not None or stretch.entry is not None
        line = _line(sentence, bare=bool(current.among) or current.head is not None) if not told else None
        if line is not None and not current.among and _dated(line):
            line = None  # an entry of a chronology
        if line is not None:
            current.lines.append(line)
            continue
        if current.among and among is None and not stretch.headline and not words.endswith(":"):
            current.prose.append(stretch.paragraph)
            continue
        if len(current.lines) > 1 or current.prose or (current.head is not None and current.lines):
            yield current
        current = _List(among or "", words, head=sentence if among is None and stretch.headline else None)
    if len(current.lines) > 1 or current.prose or (current.head is not None and current.lines):
        yield current


def _told_under(told: Sequence[Reading], readings: Sequence[Reading]) -> None:
    """``By governorate``, then "Hodeidah is the worst affected, with 74 killed": parts of the first sum before it."""
    for part in told:
        if part.time is not None or part.finding.part_of is not None or part.finding.subset or part.kind != "incident":
            continue
        whole = next(
            (
                r for r in readings
                if r.finding.start < part.finding.start and r.finding.measure == part.finding.measure
                and r.kind in {"period", "cumulative"} and (value_of(r) or 0) > (value_of(part) or 0) > 0
            ),
            None,
        )  # fmt: skip
        if whole is not None and whole not in told:
            part.finding.part_of, part.finding.rule, part.kind = whole.finding, "table-row", "subset"
            _as_whole(part, whole)


_OF_WHICH = re.compile(r"(?:of|among) (?:which|whom|these|those|them)\b|thereof\b|including\b|incl\.", re.IGNORECASE)


def _said_of(line: _Line) -> None:
    """Say of bare figures of a line whom its label names: "Civilians killed   43"."""
    if not _counts(line) or any(reading.chain.frames for reading in line.readings):
        return  # a label that names who says so
    said = people_of(line.label.text)
    for reading in line.readings:
        own = reading.finding.population
        if own == type(own)(None, None, None, own.text) and said != type(said)():
            reading.finding.population = type(own)(said.status, said.sex, said.age_group, own.text)


def _fits(row: Reading, whole: Reading) -> bool:
    """Whether nothing that is said of those counted keeps a row out of a figure."""
    status = whole.finding.population.status
    return status is None or row.finding.population.status in {None, status}


def _dated(line: _Line) -> bool:
    phrases = time_phrases(line.sentence.text, line.label.start, line.label.end)
    return any(any(map(str.isdigit, phrase.text)) for phrase in phrases)


def _heads(sentence: Sentence | None) -> bool:
    """Whether a line is a heading of nouns: "Palestinian injuries", "Civilian deaths by Israeli forces"."""
    if sentence is None:
        return False
    words = sentence.text[sentence.stretch.start : sentence.stretch.end]
    plain = sentence.stretch.headline and len(words.split()) <= _HEADING and not any(map(str.isdigit, words))
    return plain and sentence.number > 0 and all(c.vg is None for c in sentence.chunks)


def _counts(line: _Line) -> bool:
    """Whether a number stands right behind the label of a line that is no field of a note: "Date: 12"."""
    text, end = line.sentence.text, line.sentence.stretch.end
    return _NUMBER.match(text, line.label.end, end) is not None and not _FIELD.match(line.label.text)


_NUMBER = re.compile(r"[\s:|\u2013\u2014-]*\d[\d,]*(?=\s*(?:$|[(,;]))", re.MULTILINE)
_FIELD = re.compile(r"(?:date|time|day|year|age|page|issue|no|number of (?:incidents|attacks|events))\b", re.IGNORECASE)


_NO_DOERS = GEO_NOUNS | frozenset(
    listed("sex gender age month year day week date weapon cause type country place location")
)


def _some_of(found: _List, discourse: Discourse) -> list[_List]:
    """The lines "of which men: 2,946" below a figure: parts of the one told right above the first of them."""
    lines = [line for line in found.lines if line.by or _OF_WHICH.match(line.label.text)]
    before = [r for r in discourse.readings if lines and r.finding.start < lines[0].label.start]
    if not before or lines[0].sentence.number - before[-1].finding.sentence.number > 1:
        return []
    whole = next((r for r in before if r.finding.sentence is before[-1].finding.sentence), before[-1])
    for line in lines:
        if not line.readings:
            line.readings = _bare(line, whole.finding.measure)
            discourse.readings += line.readings
    for line in lines:
        kind = set(line.label.text.lower().split()) <= _NO_DOERS  # "By region: ..."
        for reading in line.readings if line.by and not kind else ():
            reading.scope.actor, reading.inherited["actors"] = line.label, "label"
    told = [line for line in lines if line.readings and line.readings[0].finding.measure == whole.finding.measure]
    return [_List(_KINDS, "", told, whole=whole)] if told else []


def _adding_up(found: _List, readings: Sequence[Reading]) -> list[_List]:
    """The runs among labelled lines, the longest first, whose figures add up to one told before them."""
    runs: list[_List] = []
    first = 0
    while first < len(found.lines) - 1:
        sizes = range(len(found.lines) - first, 1, -1)
        size = next((n for n in sizes if _adds_up(found.lines[first : first + n], readings)), 0)
        if size:
            runs.append(_List(_KINDS, "", found.lines[first : first + size]))
        first += max(size, 1)
    return runs


def _adds_up(lines: Sequence[_Line], readings: Sequence[Reading]) -> bool:
    rows = [line.readings[0] for line in lines if line.readings]
    measures = {row.finding.measure for row in rows}
    if len(rows) < len(lines) or len(measures) > 1:
        return False
    total = sum(value_of(row) or 0 for row in rows)
    last = [r for r in readings if r.finding.start < lines[0].label.start and r.finding.measure in measures]
    told = last if total >= _SURE else last[-1:]
    return total > _LEAST and any(value_of(r) == total and all(_fits(row, r) for row in rows) for r in told)


def _among(words: str) -> str | None:
    if len(words.split()) > _HEADING:
        return None
    plain = words.rstrip(" :")
    if _ACTORS.search(plain):
        return "actors"
    if _PLACES.search(plain):
        return "places"
    if _CAUSES.search(plain):
        return "causes"
    return _KINDS if _GROUPS.search(plain) and not _NUMBERED.search(plain) else None


_NUMBERED = re.compile(r"[:|\t]\s*\d")  # "of which men: 2,946" is a line itself


def _line(sentence: Sentence, *, bare: bool = False) -> _Line | None:
    """A line that a label opens; ``bare``: or a number, "- 12 women"."""
    text, start, end = sentence.text, sentence.stretch.start, sentence.stretch.end
    begin = max(text.rfind("\n", 0, start) + 1, 0)
    begin += len(text[begin:start]) - len(text[begin:start].lstrip(" \t-*\u2022\u25cf\u2023\u2013\u2014"))
    found = _LABEL.match(text, begin, end)
    if found is not None and found["label"].count("(") > found["label"].count(")"):
        return None  # "Partners recorded 61 abductions (Q1: 48)"
    found = found or (_TOTAL_LINE.match(text, begin, end) if bare else None)
    if found is None or not re.search(r"\d|\b[a-z]+\b", text[found.end() : end]):
        return _Line(sentence, Words(begin, begin, "")) if bare and text[begin : begin + 1].isdigit() else None
    lead = _BY.match(found["label"])
    first = found.start("label") + (lead.end() if lead is not None else 0)
    return _Line(sentence, Words(first, found.end("label"), text[first : found.end("label")]), lead is not None)


def _bare(line: _Line, measure: Measure | None) -> list[Reading]:
    """The first number behind the label, where nothing says what it counts: "Al-Dhale: 18"."""
    sentence = line.sentence
    if measure is None:
        return []
    behind = [k for k, token in enumerate(sentence.tokens) if token.start >= line.label.end][:_NEAR]
    q = next((q for k in behind if (q := quantity_at(sentence.tokens, k)) is not None), None)
    at = next((k for k, c in enumerate(sentence.chunks) if q is not None and c.first <= q.first < c.last), None)
    np = sentence.chunks[at].np if at is not None else None
    if q is None or at is None or np is None or (np.last > q.last and np.kind is None and np.determiner != "the"):
        return []
    finding = Finding(sentence, measure, q.count, q.first, q.last, at, [np], "label", population(sentence, [np]))
    inside = _once([*part_findings(sentence, [finding]), *list_findings(sentence, [finding]),
                    *rundowns(sentence, [finding], [])])  # fmt: skip
    told_to_be(inside)
    parts = [Reading(part, SentenceScope(), Chain(), kind="subset") for part in inside]
    return [Reading(finding, SentenceScope(), Chain()), *parts]


def _once(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, none of the words of one before it."""
    kept: list[Finding] = []
    for one in findings:
        if not any(one.first < known.last and known.first < one.last for known in kept):
            kept.append(one)
    return kept


def _label(reading: Reading, line: _Line, among: str) -> None:
    scope, label = reading.scope, line.label
    frames = [f for f in reading.chain.frames if not _named_in(f.speaker.start, label)]
    if len(frames) != len(reading.chain.frames):
        reading.chain.frames[:] = frames
        reading.root = root_of(reading.chain)
        reading.inherited.pop("attribution", None)
    if among == "actors" and (scope.actor is None or label.start <= scope.actor.start < label.end):
        scope.actor, reading.inherited["actors"] = label, "label"
    elif among == _KINDS and label.text:
        own, said = reading.finding.population, people_of(label.text)
        reading.finding.population = type(own)(
            own.status or said.status, own.sex or said.sex, own.age_group or said.age_group, own.text
        )
        if not scope.places and said == type(said)() and known_place(label.text):
            scope.places, scope.place_span = [label], (label.start, label.end)
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
            and (r.finding.part_of is None or r.finding.part_of.measure != measure)
        ]  # fmt: skip
        equal = [r for r in fits if value_of(r) == total and len(rows) > 1 and all(_fits(row, r) for row in rows)][-1:]
        whole = found.whole if found.whole in fits else next(iter(equal or fits), None)
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
