"""Tables of casualties in plain text: rows parted by pipes, tabs or aligned columns, under a row of headings."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from uncounted.extract.events import known_place
from uncounted.extract.harm import HARM_VERBS, NOUNS
from uncounted.extract.persons import person
from uncounted.extract.times import time_phrases
from uncounted.model.claim import Measure
from uncounted.reference.actors import Actors

# A figure as a cell holds it: "1,204", "12*", "10-15", "60+", "at least 5", "38 (2 children)".
NUMBER = re.compile(
    r"^(?:(?:at least|about|around|over|up to|some|more than)\s+|[~>])?\d{1,3}(?:[,. \u00a0\u202f]\d{3})*(?:\d*)\+?"
    r"(?:\s?[-\u2013]\s?\d[\d,]*)?\s*(?:[*\u2020\u2021]+|\[\w{1,3}\])?(?:\s*\([^()]*\))?$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_RULE = re.compile(r"^[:=_+\s-]*$")
_TOTAL = re.compile(
    r"^\W*(?:(?:grand |sub-?)?totals?|overall|sum|all (?:\w+ )?(?:areas|regions|of)|combined|all\W*$)(?:\b|$)",
    re.IGNORECASE,
)
CUMULATIVE = re.compile(
    r"^\W*(?:cumulative(?: total)?|(?:total )?(?:to date|so far)|since\b.*|running total)\W*$", re.IGNORECASE
)
_SPLIT = (re.compile(r"\|"), re.compile(r"\t+"), re.compile(r" {2,}"))
_SOME_OF = re.compile(
    r"^\W*(?:of|among) (?:which|whom|these|those|them)\b|^\W*(?:including|incl\.?|thereof)\W", re.IGNORECASE
)
# Columns that count something else, or no number of people.
_OTHERWISE = re.compile(
    r"%|\b(?:per|rate|rates|percent(?:age)?|share|change|incidents?|attacks?|strikes?|events?|houses?|homes?"
    r"|buildings?|vehicles?|families|households|villages|ratio|rank|cases|population|average|cattle|livestock)\b",
    re.IGNORECASE,
)
_BARE_HEADING = re.compile(
    r"^(?:(?:the )?(?:total|number|figures?|count|people|persons|no\.?|#|all)\s*)+$", re.IGNORECASE
)
# What stands around the day of a column: "Bulletin of 20 August", "Registered by 8 September".
_AS_OF = frozenset(
    {
        "as",
        "of",
        "at",
        "by",
        "on",
        "until",
        "up",
        "to",
        "bulletin",
        "registered",
        "recorded",
        "reported",
        "update",
        "report",
        "list",
        "count",
        "counted",
        "previous",
        "new",
    }
)
WHERE = re.compile(
    r"\b(?:location|place|province|governorate|district|city|town|country|area|region|state|village)\b", re.IGNORECASE
)
_PARTY = re.compile(
    r"\b(?:forces|groups?|army|police|militias?|gangs?|rebels?|militants|elements|coalition|unattributed|unidentified"
    r"|unknown|others?)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")


@dataclass(frozen=True, slots=True)
class Cell:
    """The words at ``[start, end)`` of the text, without space around them."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column that counts people harmed; ``heading`` is what its head says, ``start`` where the last line of it is.

    ``of``: the column whose people it counts some of ("of whom children"). ``total``: it sums others of its measure.
    """

    at: int
    measure: Measure
    heading: str
    start: int = 0
    of: int | None = None
    total: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its label, its figures by column, and the cell of a column of places beside the label.

    ``total``: it sums the others.
    """

    start: int
    end: int
    label: Cell
    figures: dict[int, Cell]
    total: bool
    place: Cell | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows at ``[start, end)``, headings included, and the columns that count people harmed.

    ``head``: the heading over the labels.
    """

    start: int
    end: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    head: str = ""


def tables(text: str) -> list[Table]:
    """The tables of a text that have a column of casualties, in order."""
    found = []
    for lines in _runs(text):
        table = _table(text, lines)
        if table is not None:
            found.append(table)
    return found


def blanked(text: str, found: Sequence[Table]) -> str:
    """The text with line ends where the tables stand: what is left can be read as sentences, all offsets kept."""
    for table in found:
        text = text[: table.start] + "\n" * (table.end - table.start) + text[table.end :]
    return text


_BODIES = re.compile(
    r"^\W*(?:dead )?bodies(?: (?:collected|recovered|found|received|buried|identified))?\W*$", re.IGNORECASE
)
_DIED = re.compile(r"\b(?:who|later|have|having) (?:later |since |have )*died\b|\bdied (?:of|from|in)\b", re.IGNORECASE)


def measure_of(words: str) -> Measure | None:
    """What a heading or caption counts: killed, injured, both as casualties, or another measure; null for none."""
    said: list[Measure] = []
    for word in _WORD.findall(words.lower()):
        measure = "injured" if word == "wounded" else NOUNS.get(word) or _verb(word)
        if measure is not None and measure not in said:
            said.append(measure)
    if not said or _OTHERWISE.search(words):
        return "killed" if _BODIES.match(words) else None
    if "injured" in said and _DIED.search(words):
        return "killed"  # "Wounded who died in hospital"
    if len(said) > 1:
        return "casualties" if {*said} <= {"killed", "injured", "casualties"} else None
    return said[0]


def _verb(word: str) -> Measure | None:
    known = HARM_VERBS.get(word)
    return known[1] if known is not None and known[2] == "ed" else "missing" if word == "missing" else None


def _runs(text: str) -> list[list[list[Cell]]]:
    """Runs of lines with cells; empty lines between them do not part them."""
    runs: list[list[list[Cell]]] = [[]]
    at, kind = 0, -1
    for line in text.split("\n"):
        end = at + len(line)
        this, cells = _cells(text, at, end)
        if len(cells) > 1 and (kind in {this, -1}):
            runs[-1].append(cells)
            kind = this
        elif line.strip():
            runs.append([cells] if len(cells) > 1 else [])
            kind = this if len(cells) > 1 else -1
        at = end + 1
    return [run for run in runs if len(run) > 2]


def _cells(text: str, start: int, end: int) -> tuple[int, list[Cell]]:
    """The cells of a line and which mark parts them."""
    line = text[start:end].rstrip()
    first = start + len(line) - len(line.lstrip(" "))
    last = start + len(line)
    for kind, split in enumerate(_SPLIT):
        cuts = [(first, first), *(m.span() for m in split.finditer(text, first, last)), (last, last)]
        if len(cuts) < 3:
            continue
        cells = [_cell(text, a[1], b[0]) for a, b in itertools.pairwise(cuts)]
        if kind == 0 and not cells[0].text and text[first] == "|":
            cells = cells[1:]
        if kind == 0 and cells and not cells[-1].text:
            cells = cells[:-1]
        return kind, cells
    return -1, []


def _cell(text: str, start: int, end: int) -> Cell:
    while start < end and text[start] in " \t\r*_":
        start += 1
    while end > start and text[end - 1] in " \t\r_":
        end -= 1
    return Cell(start, end, text[start:end])


def _table(text: str, lines: list[list[Cell]]) -> Table | None:
    """A run of lines as a table; null where it has no headings of casualties or fewer than two rows of figures."""
    if _is_row(lines[0]) and all(len(cells) == 2 for cells in lines):
        return None  # "Killed | 19,786": a list without headings, read as one
    first = next((k for k, cells in enumerate(lines) if k and _is_row(cells)), 0)
    head = [cells for cells in lines[:first] if not all(_RULE.match(c.text) for c in cells)][-2:]
    body = [cells for cells in lines[first:] if _is_row(cells)] if first else []
    if not head or len(body) < 2 or any(len(c.text) > 60 for cells in head for c in cells):
        return None
    label = 1 if all(len(c) > 2 and c[0].text.isdigit() and not _figure(c[1].text) for c in body) else 0
    width = max(len(cells) for cells in body)
    headings = _headings(head, width)
    if not _measured(headings, label):
        turned = _turned(head, body)
        if turned is not None:
            return turned
    columns = _columns(headings, label, _caption(text, head[0][0].start))
    columns = columns or _adding_columns(headings, label, body, _caption(text, head[0][0].start))
    if not columns:
        return None
    columns = (*columns, *_sum_column(headings, columns, body))
    shift = 1 if len(head[-1]) == width - 1 else 0
    starts = {k + shift: cell.start for k, cell in enumerate(head[-1])}
    columns = tuple(replace(c, start=starts.get(c.at, 0)) for c in columns)
    where = next((k for k, words in enumerate(headings) if k != label and WHERE.search(words)), None)
    rows = _summed([_row(cells, label, columns, where) for cells in body])
    return Table(head[0][0].start, max(c.end for c in lines[-1]), columns, rows, headings[label])


def _adding_columns(headings: list[str], label: int, body: list[list[Cell]], caption: str) -> tuple[Column, ...]:
    """Columns of any heading that add up, in every row, to one headed "Total": all count what the caption names."""
    said = re.split(r"\b(?:of|in|from|by|during)\b", caption)[0]  # "Casualties of attacks by attribution"
    measure, last = measure_of(said), len(headings) - 1
    if measure is None or last - label < _PARTS or not _TOTAL.match(headings[last]):
        return ()
    for cells in body:
        if len(cells) <= last or not all(_figure(cell.text) for cell in cells[label + 1 :]):
            return ()
        *parts, total = (plain(cell.text) for cell in cells[label + 1 :])
        if sum(parts) != total:
            return ()
    return tuple(Column(k, measure, headings[k], total=k == last) for k in range(label + 1, last + 1))


_PARTS = 3  # columns of figures: two parts and their sum


def _sum_column(headings: list[str], columns: Sequence[Column], body: list[list[Cell]]) -> tuple[Column, ...]:
    """A column "Total" beside killed and injured counts casualties, where no row says less than its two figures."""
    by_measure = {c.measure: c.at for c in columns}
    at = next((k for k, words in enumerate(headings) if k and words.lower() in {"total", "totals", "all"}), None)
    if at is None or set(by_measure) != {"killed", "injured"} or len(columns) != 2:
        return ()
    rows = [[plain(c[k].text) for k in (*by_measure.values(), at)] for c in body if len(c) > at]
    fits = bool(rows) and all(killed + injured <= both for killed, injured, both in rows)
    return (Column(at, "casualties", headings[at]),) if fits else ()


def plain(words: str) -> int:
    """The first number of a cell; 0 where it has none."""
    found = re.search(r"\d[\d,]*", words)
    return int(found.group().replace(",", "")) if found else 0


def _summed(rows: list[Row]) -> tuple[Row, ...]:
    """The rows; where none is called a total and the last one is the sum of the others, it is one."""
    *others, last = rows
    if len(others) < 2 or any(row.total for row in rows) or not last.figures:
        return tuple(rows)
    sums = {at: sum(plain(row.figures[at].text) for row in others if at in row.figures) for at in last.figures}
    total = all(plain(cell.text) == sums[at] for at, cell in last.figures.items()) and any(sums.values())
    return (*others, replace(last, total=total))


def _is_row(cells: list[Cell]) -> bool:
    """Whether a line has figures other than years behind its label."""
    return any(_figure(c.text) and not _YEAR.match(c.text) for c in cells[1:])


def _figure(words: str) -> bool:
    return bool(NUMBER.match(words))


def _headings(head: list[list[Cell]], width: int) -> list[str]:
    """The words over each column; headings stand to the right where nothing heads the labels."""
    words = [""] * width
    for cells in head:
        shift = 1 if len(cells) == width - 1 else 0
        for k, cell in enumerate(cells):
            if k + shift < width:
                words[k + shift] = f"{words[k + shift]} {cell.text}".strip()
    return words


def _caption(text: str, start: int) -> str:
    """The line before a table."""
    return text[: text.rfind("\n", 0, start) + 1].rstrip().rsplit("\n", 1)[-1]


def _turned(head: list[list[Cell]], body: list[list[Cell]]) -> Table | None:
    """A table whose rows name what they count and whose columns are sides, places or months, as one of the usual kind.

    ``| April | May`` over ``Killed | 71 | 48``: its rows become columns, so April is the label of 71.
    """
    columns = _measured([cells[0].text for cells in body], -1)
    if not columns:
        return None
    columns = tuple(replace(c, start=body[c.at][0].start) for c in columns)
    width = max(len(cells) for cells in body)
    labels = {k: cell for cells in head for k, cell in enumerate(cells, 1 if len(cells) == width - 1 else 0) if k}
    rows = []
    for k, label in sorted(labels.items()):
        cells = {c.at: body[c.at][k] for c in columns if k < len(body[c.at]) and _figure(body[c.at][k].text)}
        total = bool(_TOTAL.match(label.text) or CUMULATIVE.match(label.text))
        if cells and not _OTHERWISE.search(label.text):
            rows.append(Row(label.start, label.end, label, cells, total))
    return Table(head[0][0].start, body[-1][-1].end, columns, _summed(rows)) if rows else None


def _measured(headings: Sequence[str], label: int) -> tuple[Column, ...]:
    """The columns whose headings name a measure, and those behind them that count some of the same people."""
    found: list[Column] = []
    for k, words in enumerate(headings):
        measure = measure_of(words) if k > label else None
        if measure is not None:
            found.append(Column(k, measure, words))
        elif found and _SOME_OF.match(words) and not _OTHERWISE.search(words):
            whole = found[-1].of if found[-1].of is not None else found[-1].at
            found.append(Column(k, found[-1].measure, words, of=whole))
    return tuple(found)


def _columns(headings: list[str], label: int, caption: str) -> tuple[Column, ...]:
    """The columns whose headings name a measure, or people, times and sides of the measure that the caption names."""
    found = _measured(headings, label)
    if found:
        return found
    measure = measure_of(caption.rsplit(". ", 1)[-1])
    if measure is None:
        return ()
    shared = [(k, words) for k, words in enumerate(headings) if k > label and _shared(words)]
    return tuple(Column(k, measure, words, total=bool(_TOTAL.match(words))) for k, words in shared)


def _shared(words: str) -> bool:
    """Whether a heading only says which people, when, or all: its column counts what the caption names."""
    if not words or _OTHERWISE.search(words):
        return False
    last = words.lower().split()[-1:]
    times = time_phrases(words, 0, len(words))
    said = set(re.findall(r"[a-z]+", words.lower())) - set(
        re.findall(r"[a-z]+", times[0].text.lower() if times else "")
    )
    return bool(
        (times and said <= _AS_OF) or _BARE_HEADING.match(words) or _YEAR.match(words) or _TOTAL.match(words)
        or is_side(words) or (last and person(last[0])) or (times and len(times[0].text) > len(words) / 2)
    )  # fmt: skip


def is_side(words: str) -> bool:
    """Whether a heading names a place or a party whose column it heads: "Helmand", "Cambodia", "Armed groups"."""
    if not words[:1].isupper() or WHERE.search(words):
        return False
    return bool(_PARTY.search(words)) or known_place(words) or Actors.default().find(words) is not None


def _row(cells: list[Cell], label: int, columns: tuple[Column, ...], where: int | None) -> Row:
    figures = {c.at: cells[c.at] for c in columns if c.at < len(cells) and _figure(cells[c.at].text)}
    name = cells[label] if label < len(cells) else cells[0]
    place = cells[where] if where is not None and where < len(cells) and cells[where].text[:1].isupper() else None
    return Row(cells[0].start, cells[-1].end, name, figures, bool(_TOTAL.match(name.text)), place)
