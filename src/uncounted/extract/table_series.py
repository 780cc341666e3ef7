"""What the columns and rows of a table are to each other: parts of a total, newer editions, a toll that grows."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from uncounted.extract.discourse import Reading
from uncounted.extract.persons import AGE_WORDS, SEX_WORDS, STATUS_WORDS, person
from uncounted.extract.tables import Column, Row, Table
from uncounted.extract.times import few_days
from uncounted.model.scope import Population


def within_rows(columns: Sequence[tuple[Column, list[tuple[Row, Reading]]]]) -> None:
    """Figures that a column says are some of another's, or that a column of totals sums, are parts of that figure."""
    by_place = {column.at: {id(row): reading for row, reading in made} for column, made in columns}
    for column, made in columns:
        whole = column.of
        if whole is None and not column.total:
            whole = next((c.at for c, _ in columns if c.total and c.measure == column.measure), None)
        for row, reading in made if whole is not None else []:
            target = by_place.get(whole, {}).get(id(row)) if whole is not None else None
            if target is None or (reading.finding.part_of is not None and column.of is None):
                continue
            reading.finding.part_of, reading.finding.rule = target.finding, "table-row"
            reading.kind = "subset"


def newer(columns: Sequence[tuple[Column, list[tuple[Row, Reading]]]]) -> None:
    """``Bulletin of 20 August | Registered by 8 September``: of two columns of one measure the last takes the place."""
    for (old, before), (new, after) in itertools.pairwise(columns):
        if old.measure != new.measure or not (_EDITION.search(old.heading) and _EDITION.search(new.heading)):
            continue
        if _EARLIER.search(new.heading) or people_of(old.heading) != people_of(new.heading):
            continue
        for row, reading in after:
            earlier = next((r for other, r in before if other is row), None)
            if earlier is not None and earlier.finding.count != reading.finding.count:
                reading.finding.before = earlier.finding


def in_series(text: str, table: Table, columns: Sequence[tuple[Column, list[tuple[Row, Reading]]]]) -> None:
    """Rows labelled by the days on which a growing count stood: each is the toll up to its day and replaces the last.

    Words over the labels or before the table say so ("reported", "toll as of"), or four rows and more that only grow.
    """
    rows = [row for row in table.rows if not row.total]
    above = text[: text.rfind("\n", 0, table.start) + 1].rstrip().rsplit("\n", 1)[-1]
    said = _STOOD.search(f"{table.head} {above}")
    if len(rows) < len(table.rows) or len(rows) < (2 if said else _GROWING - (len(columns) > 1)):
        return
    series = [made if _stands_first(made) else made[::-1] for _, made in columns]
    if not all(_grows(made) and len(made) == len(rows) for made in series):
        return
    for made in series:
        for (_, older), (_, newer) in itertools.pairwise(made):
            newer.finding.before = older.finding
        for _, reading in made:
            reading.scope.statement, reading.scope.time, reading.time = reading.time, None, None
            reading.kind, reading.finding.part_of = "cumulative", None


def _stands_first(made: Sequence[tuple[Row, Reading]]) -> bool:
    """Whether the first row has the smallest figure: the newest may stand first."""
    return bool(made) and (value_of(made[0][1]) or 0) <= (value_of(made[-1][1]) or 0)


def _grows(made: Sequence[tuple[Row, Reading]]) -> bool:
    """Whether every row has a day of its own and no figure falls, from less to more."""
    values = [value_of(reading) for _, reading in made]
    days = [reading.time for row, reading in made if reading.time is not None and row.label.start <= reading.time.start]
    known = [v for v in values if v is not None]
    dated = len(days) == len(values) and all(few_days(day) or _DAY.search(day.text) for day in days)
    return dated and len(known) == len(values) and sorted(known) == known and known[0] < known[-1]


_STOOD = re.compile(
    r"\b(?:report(?:ed)?|as (?:of|at)|cumulative|to date|so far|toll|bulletin|update|running|announced"
    r"|published|situation)\b",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d")
_GROWING = 4  # rows
_EARLIER = re.compile(r"\b(?:previous|earlier|first|initial|last|old)\b", re.IGNORECASE)
_EDITION = re.compile(
    r"\b(?:bulletin|report|registered|as of|by|update|revised?|previous|earlier|current|latest|new|first|initial"
    r"|count)\b",
    re.IGNORECASE,
)


def value_of(reading: Reading) -> int | None:
    """The number of a figure: its point, else its lower or upper end; null where it has none."""
    count = reading.finding.count
    return next((x for x in (count.point, count.low, count.high) if x is not None), None)


def people_of(words: str) -> Population:
    """Status, sex and age that words name, where they name one."""
    said = Population()
    for word in re.findall(r"[\w-]+", words.lower()):
        kind = person(word)
        status = kind.status if kind else STATUS_WORDS.get(word)
        sex = (kind.sex if kind else None) or SEX_WORDS.get(word)
        age = (kind.age_group if kind else None) or AGE_WORDS.get(word)
        said = Population(said.status or status, said.sex or sex, said.age_group or age)
    return said
