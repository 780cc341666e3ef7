"""Readings of the rows of tables and lists: each figure under a heading is a claim, and a part of the total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from uncounted.extract.attribution import Chain
from uncounted.extract.bylines import is_byline
from uncounted.extract.chunks import Chunk, Sentence, means_of
from uncounted.extract.discourse import Discourse, Reading
from uncounted.extract.events import SentenceScope, Words, known_place
from uncounted.extract.findings import Finding
from uncounted.extract.long_times import long_time
from uncounted.extract.parsing import parse
from uncounted.extract.periods import since_beginning
from uncounted.extract.persons import person
from uncounted.extract.quantities import Quantity, quantity_at
from uncounted.extract.reports import closes_period, counted_by, report_period, section_period, told_period
from uncounted.extract.scopes import event_scope
from uncounted.extract.sentences import Stretch, sentences
from uncounted.extract.table_series import in_series, newer, people_of, value_of, within_rows
from uncounted.extract.table_sources import side_source, table_source
from uncounted.extract.tables import CUMULATIVE, WHERE, Cell, Column, Row, Table, is_side, measure_of, plain
from uncounted.extract.tagger import tag
from uncounted.extract.times import TimePhrase, time_phrases
from uncounted.extract.tokens import tokenize
from uncounted.model.claim import Kind, Measure
from uncounted.model.scope import Population

_REST = re.compile(
    r"^\W*(?:others?|unknown|not known|unspecified|elsewhere|unclear|n/?a|various|rest)\b", re.IGNORECASE
)
_MARKS = re.compile(r"[\s*\u2020\u2021:]+$|\s*\[\w{1,3}\]$")
_BY_ACTOR = re.compile(
    r"\bby (?:(?:armed|alleged|responsible|warring|conflict|suspected|reported|type of) )?"
    r"(?:perpetrator|actor|group|part(?:y|ies)|side|force)s?\b",
    re.IGNORECASE,
)
_BY_KIND = re.compile(
    r"\bby (?:\w+ )?(?:cause|weapon|device|means|type|method|sex|gender|age|status|profession|occupation|category|group"
    r"|kind|nationality|ethnicity)s?\b|^\W*(?:cause|weapon|device|type|sex|gender|age|profession|occupation|category"
    r"|nationality)s?(?: of \w+| group)?\s*[,|\t;]",
    re.IGNORECASE,
)
_BROKEN_DOWN = re.compile(
    r"\b(?:departments?|provinces?|governorates?|districts?|states?|regions?|count(?:y|ies)|countr(?:y|ies)|areas?"
    r"|cit(?:y|ies)|towns?|breakdown|broken down|most affected|hardest hit|worst hit)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"^[ \t]*(?:[-*\u2022\u25cf\u2023\u25aa]\s*|\d{1,2}[.)]\s+)?(?P<label>[^\W\d_][^\n\t|:]{0,60}?)\s*"
    r"(?::|\s*\||\s[-\u2013\u2014]|(?P<loose>,|\(|(?<=\s)))\s*(?P<number>\d[\d,]*)\)?"
    r"(?:\s+(?:people|persons|dead|killed|deaths|victims|injured|wounded))?[.;]?[ \t\r]*$",
    re.MULTILINE,
)


@dataclass(slots=True)
class _Context:
    """What the caption and the sentences before a table say: they scope all its figures."""

    before: list[Sentence]
    time: TimePhrase | None = None
    places: list[Words] = field(default_factory=list)
    chain: Chain = field(default_factory=Chain)
    root: str | None = None
    distant: bool = False  # the source spoke in a paragraph before the caption's: the figure that rows part is nearer
    status: Population = field(default_factory=Population)
    by_actor: bool = False  # the rows name who did it
    by_kind: bool = False  # the rows name causes, weapons, ages or other kinds, no places
    end: int | None = None  # where the table ends
    said: list[Reading] = field(default_factory=list)  # the figures of the text that a total can repeat


def add_tables(discourse: Discourse, text: str, found: Sequence[Table]) -> None:
    """Put the figures of tables among the readings, in the order of the text.

    ``discourse`` was read from the text without the tables. Rule ``table-row`` joins a row to its total,
    ``rows-add-up`` where the rows exhaust it, ``caption`` names what comes from the words before the table.
    """
    if found:  # a caption of two words is no note about one victim
        discourse.readings[:] = [r for r in discourse.readings if r.finding.frame != "telegraphic"]
    for table in found:
        context = _context(discourse, text, table.start, table.end)
        columns: list[tuple[Column, list[tuple[Row, Reading]]]] = []
        for column in table.columns:
            made = _column(text, table, column, context)
            _add(discourse, made, context)
            columns.append((column, made))
        within_rows(columns)
        in_series(text, table, columns)
        newer(columns)
        since_beginning(discourse.sentences, [reading for _, made in columns for _, reading in made])


def add_lists(discourse: Discourse, text: str) -> None:
    """Put the figures of lists such as ``Antioquia: 1,613`` among the readings, where a total was told before them."""
    matches: list[list[re.Match[str]]] = [[]]
    for match in _LISTED.finditer(text):
        last = matches[-1][-1] if matches[-1] else None
        # "Victims by department, 2002 to 2008" above rows with colons is their heading, not one of them.
        if last is not None and (text[last.end() : match.start()].strip() or last["loose"] != match["loose"]):
            matches.append([])
        matches[-1].append(match)
    for run in matches:
        if len(run) < 2 or any(run[0].start() <= r.finding.start < run[-1].end() for r in discourse.readings):
            continue
        context = _context(discourse, text, run[0].start())
        rows = [_list_row(match) for match in run]
        headed = None if any(match["loose"] == "," for match in run) else _heading(text, run[0].start())
        if headed is not None:
            column = Column(0, headed, "")
            head = text[: run[0].start()].rstrip().rfind("\n") + 1
            inside = {id(r) for r in discourse.readings if head <= r.finding.start < run[0].start()}
            discourse.readings[:] = [r for r in discourse.readings if id(r) not in inside]
            _add(discourse, _column(text, Table(0, 0, (column,), tuple(rows)), column, context), context)
            continue
        whole = _told_total(context, sum(plain(row.figures[0].text) for row in rows if not row.total), text, run)
        if whole is not None:
            column = Column(0, whole.finding.measure, "")
            _add(discourse, _column(text, Table(0, 0, (column,), tuple(rows)), column, context), context, whole)


_SURE = 20


def _list_row(match: re.Match[str]) -> Row:
    label = Cell(match.start("label"), match.end("label"), match["label"])
    number = Cell(match.start("number"), match.end("number"), match["number"])
    return Row(label.start, number.end, label, {0: number}, label.text.lower().startswith("total"))


def _heading(text: str, start: int) -> Measure | None:
    """What the line before counts, where it heads two columns: ``Governorate Killed``."""
    line = text[:start].rstrip().rsplit("\n", 1)[-1].strip()
    return measure_of(line) if WHERE.match(line) and len(line.split()) < 5 else None


def _told_total(context: _Context, value: int, text: str, run: list[re.Match[str]]) -> Reading | None:
    """The figure that a list parts: the one it adds up to, or the last one of a sentence that ends in a colon."""
    near = [r for r in context.said if any(r.finding.sentence.number == s.number for s in context.before)]
    pool = context.said if value >= _SURE else near  # so large a sum is no chance, however far its whole was told
    equal = next((r for r in reversed(pool) if value_of(r) == value and r.finding.part_of is None), None)
    equal = equal or next((r for r in reversed(near) if value_of(r) == value), None)
    if equal is not None:
        return equal
    if not text[: run[0].start()].rstrip().endswith(":") or any(match["loose"] is not None for match in run):
        return None
    intro = context.before[-1]
    last = [r for r in near if r.finding.sentence.number == intro.number]
    if not last and _BROKEN_DOWN.search(text, intro.stretch.start, intro.stretch.end):
        last = [r for r in near if r.finding.sentence.number == intro.number - 1]
    return next((r for r in last if (value_of(r) or 0) >= value and r.finding.part_of is None), None)


def _context(discourse: Discourse, text: str, start: int, end: int | None = None) -> _Context:
    """The three sentences before ``start``, the nearest last, and what they say of time, place and source.

    The source of the caption, or of a line behind ``end``, comes first; the period may be a section's or the report's.
    """
    before = [s for s in discourse.sentences if s.stretch.end <= start]
    if not before:
        stretches = sentences(text[:start])
        before = [parse(text, stretch, number) for number, stretch in enumerate(stretches)]
    every, before = before, before[-3:]
    made = _Context(before, end=end, said=[r for r in discourse.readings if r.finding.start < start])
    own = _caption_lines(text, before) or before
    for sentence in reversed(own):
        times = [
            p for p in sentence.times
            if p.kind in {"range", "since", "point"} and not (is_byline(sentence) or counted_by(sentence, p))
        ]  # fmt: skip
        made.time = made.time or next((p for p in reversed(times) if _lasting(p)), None)
        scope = event_scope(sentence, 0) if sentence.chunks else SentenceScope()
        made.places = made.places or scope.places
        frames = discourse.hearing.frames_in(sentence.number)
        if frames and not made.chain.frames:
            told = [r for r in made.said if r.finding.sentence is sentence and r.chain.frames]
            made.chain = told[0].chain if told else Chain(list(frames))
            made.root = told[0].root if told else frames[0].speaker.organisation or frames[0].speaker.name
            made.distant = sentence.stretch.paragraph != before[-1].stretch.paragraph
    made.time = made.time or _period_above(every)
    named = table_source(text, start, end)
    if named is not None:
        made.chain, made.root, made.distant = Chain([named]), named.speaker.name, False
    caption = before[-1] if before else None
    if caption is not None:
        made.by_actor = bool(_BY_ACTOR.search(text, caption.stretch.start, caption.stretch.end))
        made.by_kind = any(_BY_KIND.search(text, s.stretch.start, s.stretch.end) for s in before[-2:])
        made.status = people_of(text[caption.stretch.start : caption.stretch.end])
    return made


def _caption_lines(text: str, before: list[Sentence]) -> list[Sentence]:
    """The sentences of the line before a table, where it is a caption: what stands above it is of another section."""
    last = before[-1] if before else None
    if last is None:
        return []
    line = [s for s in before if s.stretch.paragraph == last.stretch.paragraph]
    words = text[line[0].stretch.start : last.stretch.end].split()
    titled = last.stretch.headline or (len(words) <= _CAPTION and words[-1][-1] not in ".:;")
    return line if titled else []


_CAPTION = 16  # words of a caption, at most


def _period_above(before: Sequence[Sentence]) -> TimePhrase | None:
    """The period of the section that a table stands in, else of the report."""
    covered = report_period(before) or told_period(before)
    for sentence in reversed(before):
        period = section_period(sentence) if sentence.number > 0 else None
        if period is not None:
            return period
        if sentence.number > 0 and closes_period(sentence, covered):
            return None
    return covered


def _lasting(phrase: TimePhrase) -> bool:
    dated = long_time(phrase.text) or any(map(str.isdigit, phrase.text))
    return dated or phrase.kind in {"range", "since"}


def _column(text: str, table: Table, column: Column, context: _Context) -> list[tuple[Row, Reading]]:
    made = []
    for row in table.rows:
        cell = row.figures.get(column.at)
        finding = _finding(text, row, cell, column, context) if cell is not None else None
        if finding is not None:
            made.append((row, _reading(finding, row, column, context)))
    return made


def _finding(text: str, row: Row, cell: Cell, column: Column, context: _Context) -> Finding | None:
    """The figure of one cell, in a sentence that is its row."""
    line = text.rfind("\n", 0, cell.start) + 1, text.find("\n", cell.end)
    tokens = tokenize(text, line[0], line[1] if line[1] >= 0 else len(text))
    tag(tokens)
    first = next((k for k, t in enumerate(tokens) if t.start >= cell.start), None)
    inside = [t for t in tokens if cell.start <= t.start and t.end <= cell.end]
    quantity: Quantity | None = quantity_at(inside, 0) if inside else None
    if first is None or quantity is None:
        return None
    last = first + quantity.last
    number = context.before[-1].number if context.before else 0
    chunks = [Chunk("NP", first, last, "")]
    stretch = Stretch(tokens[0].start, tokens[-1].end, number)
    sentence = Sentence(number, stretch, tokens, text, chunks)
    said, own = people_of(column.heading), people_of(row.label.text)
    status = own.status or said.status or context.status.status
    people = Population(status, own.sex or said.sex, own.age_group or said.age_group)
    return Finding(sentence, column.measure, quantity.count, first, last, 0, [], "table", people)


def _reading(finding: Finding, row: Row, column: Column, context: _Context) -> Reading:
    scope = SentenceScope()
    chain = Chain(list(context.chain.frames), context.chain.stance)
    reading = Reading(finding, scope, chain, root=context.root, time=context.time)
    reading.inherited |= {"time": "caption"} if context.time else {}
    text = finding.sentence.text
    headed = time_phrases(text, column.start, column.start + len(column.heading))
    headed_by = _whole_time(text, headed, column.start, len(column.heading))
    if headed_by is not None:
        reading.time, reading.inherited["time"] = headed_by, "heading"
    reading.inherited |= {"attribution": "caption"} if chain.frames else {}
    label = _MARKS.sub("", row.label.text)
    own = time_phrases(text, row.label.start, row.label.start + len(label))
    heading = _whole_time(text, own, row.label.start, len(label))
    if CUMULATIVE.match(label):
        reading.time, scope.places = heading or reading.time, list(context.places)
    elif row.total or _REST.match(label):
        scope.places = list(context.places) if row.total else []
        if not row.total:
            scope.place_span = (row.label.start, row.label.end)
    elif heading is not None:
        reading.time, scope.places = heading, list(context.places)
        reading.inherited.pop("time", None)
        if row.place is not None:
            scope.places = [Words(row.place.start, row.place.end, row.place.text)]
            scope.place_span = (row.place.start, row.place.end)
    elif context.by_actor:
        scope.places = list(context.places)
        scope.actor = Words(row.label.start, row.label.start + len(label), label)
    elif context.by_kind or _who(label) or means_of(finding.sentence, 0, len(label.split())):
        scope.places = list(context.places)
        scope.means = means_of(finding.sentence, 0, len(label.split()))
    else:
        scope.places = [Words(row.label.start, row.label.start + len(label), label)]
        scope.place_span = (row.label.start, row.label.start + len(label))
    _by_side(reading, text, context, label, column)
    if is_side(column.heading) and measure_of(column.heading) is None:
        _of_side(scope, column, context)
    reading.kind = "cumulative" if CUMULATIVE.match(label) else _kind(reading.time)
    return reading


def _by_side(reading: Reading, text: str, context: _Context, label: str, column: Column) -> None:
    """The source that a line below names for one side alone: "Sources: Alba - its army; Borgo - police"."""
    named = side_source(text, context.end, {label, column.heading})
    if named is not None:
        reading.chain, reading.root = Chain([named]), named.speaker.name
        reading.inherited["attribution"] = "source-line"


def _of_side(scope: SentenceScope, column: Column, context: _Context) -> None:
    """What a column headed by a place or, under a caption "by perpetrator", by a party says of its figures."""
    words = Words(column.start, column.start + len(column.heading), column.heading)
    if context.by_actor:
        scope.actor = words
    elif known_place(column.heading):
        scope.places, scope.place_span = [words], (words.start, words.end)


def _whole_time(text: str, phrases: Sequence[TimePhrase], start: int, length: int) -> TimePhrase | None:
    """The time that a label is: a year, a month, a day."""
    year = text[start : start + length]
    if re.fullmatch(r"(?:19|20)\d\d", year):
        return TimePhrase(start, start + length, year, "point")
    if not phrases:
        return None
    rest = text[phrases[0].end : start + length]
    return phrases[0] if len(phrases[0].text) > _MOST * length or _DAYTIME.fullmatch(rest) else None


_MOST = 0.6  # of a label
_DAYTIME = re.compile(
    r"[,\s]+(?:noon|midday|midnight|morning|afternoon|evening|night|[0-2]?\d(?:[:.]\d\d)?\s?(?:hrs?|hours|h|am|pm)?)\W*",
    re.IGNORECASE,
)


def _who(label: str) -> bool:
    """Whether a label names people, not a place."""
    words = label.lower().replace("/", " ").split()
    return bool(words) and (person(words[-1]) is not None or person(words[0]) is not None)


def _kind(time: TimePhrase | None) -> Kind:
    if time is None:
        return "incident"
    if time.kind == "since":
        return "cumulative"
    return "period" if time.kind == "range" or long_time(time.text) else "incident"


def _add(
    discourse: Discourse, made: list[tuple[Row, Reading]], context: _Context, whole: Reading | None = None
) -> None:
    """Join the rows of one column to their total and put them among the readings."""
    total = next((reading for row, reading in made if row.total), None)
    parts = [reading for row, reading in made if not row.total]
    values = [value_of(r) for r in parts]
    sums = sum(v for v in values if v is not None)
    figure = value_of(total) if total is not None else sums
    told = whole or _same_figure(context, parts, figure)
    if told is not None:
        _as_told(told, [reading for _, reading in made], context)
    if (target := told or total) is not None:
        exact = len(parts) > 1 and None not in values and sums == value_of(target)
        for part in parts:
            part.finding.part_of, part.kind = target.finding, "subset"
            part.finding.rule = "rows-add-up" if exact else "table-row"
    if total is not None and told is not None:
        if told.time is None and total.time is not None and told.kind == "incident":
            told.time, told.inherited["time"], told.kind = total.time, "caption", _kind(total.time)
        total.kind = told.kind
    _put(discourse, made)


def _put(discourse: Discourse, made: list[tuple[Row, Reading]]) -> None:
    discourse.readings[:] = sorted([*discourse.readings, *(r for _, r in made)], key=lambda r: r.finding.start)


def _same_figure(context: _Context, parts: list[Reading], figure: int | None) -> Reading | None:
    """The figure in the text before that a total repeats: of its measure and number."""
    measure: Measure | None = parts[0].finding.measure if parts else None
    fits = [r for r in context.said if r.finding.measure == measure and figure and value_of(r) == figure]
    return next((r for r in fits if r.finding.part_of is None), None)


def _as_told(told: Reading, rows: list[Reading], context: _Context) -> None:
    """Give rows what the figure that they part says of time, source and people, where their caption says nothing."""
    for reading in rows:
        if reading.time is None and told.time is not None:
            reading.time, reading.inherited["time"] = told.time, "caption"
        if context.distant or (told.chain.frames and not reading.chain.frames):
            reading.chain, reading.root = Chain(list(told.chain.frames), told.chain.stance), told.root
            reading.inherited["attribution"] = "caption"
        said, own = told.finding.population, reading.finding.population
        if own.status is None and said.status is not None:
            reading.finding.population = Population(said.status, own.sex, own.age_group, own.text)
            reading.inherited["population.status"] = "caption"
        if reading.scope.actor is None and told.scope.actor is not None:
            reading.scope.actor, reading.inherited["actors"] = told.scope.actor, "caption"
        reading.kind = _kind(reading.time)
