"""People's judgements on pairs of records: from a file or a ledger to what binds a linkage."""

from __future__ import annotations

import csv
import hashlib
import hmac
import io
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from uncounted.link.persons.lists import PersonJudgement
from uncounted.model.errors import InputError
from uncounted.pipeline.person_lists import ReadList

Verdict = Literal["same", "different", "unsure"]
VERDICTS: dict[str, Verdict] = {each: each for each in get_args(Verdict)}
NEEDED = ("left_list", "left_record", "right_list", "right_record", "verdict")
Record = tuple[str, str]


@dataclass(frozen=True)
class Judged:
    """One judgement: two records as (list, record), the verdict, ``by`` whom, ``at`` which time as given, ``why``.

    ``where`` says where it stands (a line of a file, an entry of a ledger); ``ids`` are the keyed record ids, null
    where the file does not give them, ``tag`` tells which key made them; ``expected`` is the probability with which
    the pair was handed out for review.
    """

    left: Record
    right: Record
    verdict: Verdict
    by: str
    at: str
    why: str
    where: str
    ids: tuple[str, str] | None = None
    expected: float | None = None
    tag: str = ""

    @property
    def pair(self) -> frozenset[Record]:
        """The two records, in no order."""
        return frozenset((self.left, self.right))


def read_judgements(path: str, *, by: str = "", because: str = "") -> tuple[Judged, ...]:
    """The judgements in a CSV file, such as a filled-in review.csv; rows without a verdict are not judged yet.

    ``by`` and ``because`` stand in where a row does not say who judged, and why. Raises InputError with the line for a
    row that is none, or that says otherwise of a pair than an earlier one.
    """
    rows = _rows(path)
    found: dict[frozenset[Record], Judged] = {}
    for line, row in rows:
        if not row["verdict"].strip():
            continue
        judged = _judged(row, path, f"line {line}", by, because)
        before = found.get(judged.pair)
        if before is not None and before.verdict != judged.verdict:
            message = f"says {judged.verdict} of a pair of which {before.where} says {before.verdict}; keep one"
            raise InputError(message, path=path, position=judged.where)
        found[judged.pair] = judged
    return tuple(found.values())


def _rows(path: str) -> list[tuple[int, dict[str, str]]]:
    try:
        text = Path(path).read_text("utf-8-sig")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path=path) from None
    except UnicodeDecodeError:
        raise InputError("is not UTF-8 text", path=path) from None
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        missing = [name for name in NEEDED if name not in header]
        if missing:
            raise InputError(f"has no column {missing[0]!r}; needed are {', '.join(NEEDED)}", path=path,
                             position="line 1")  # fmt: skip
        rows = []
        for row in reader:
            if row and len(row) != len(header):
                raise InputError(f"has {len(row)} cells where the header has {len(header)}", path=path,
                                 position=f"line {reader.line_num}")  # fmt: skip
            if row:
                rows.append((reader.line_num, dict(zip(header, row, strict=True))))
    except csv.Error:
        raise InputError("no CSV: a quote is not closed, or stands where none may", path=path,
                         position=f"line {reader.line_num}") from None  # fmt: skip
    return rows


def _judged(row: Mapping[str, str], path: str, line: str, by: str, because: str) -> Judged:
    verdict = row["verdict"].strip().casefold()
    if verdict not in VERDICTS:
        raise InputError(f"the verdict should be one of {', '.join(VERDICTS)}", path=path, position=line)
    left, right = (
        (row[f"{side}_list"].strip(), row[f"{side}_record"].strip()) for side in ("left", "right")
    )  # fmt: skip
    if left == right:
        raise InputError("judges a record against itself", path=path, position=line)
    who, why = row.get("by", "").strip() or by.strip(), row.get("why", "").strip() or because.strip()
    if not who or not why:
        need = "who judged: fill in the column 'by', or give --by" if not who else (
            "why: fill in the column 'why', or give --because")  # fmt: skip
        raise InputError(f"does not say {need}", path=path, position=line)
    ids = (row.get("left_id", "").strip(), row.get("right_id", "").strip())
    try:
        expected = float(row["probability"]) if row.get("probability", "").strip() else None
    except ValueError:
        raise InputError("its probability is no number", path=path, position=line) from None
    return Judged(
        left, right, VERDICTS[verdict], who, row.get("at", "").strip(), why, f"{path}, {line}",
        ids if all(ids) else None, expected, row.get("ids_of", "").strip(),
    )  # fmt: skip


def tag(key: bytes) -> str:
    """A short name of a key of record ids, which tells nothing of it."""
    return hmac.new(key, b"tag", hashlib.sha256).hexdigest()[:8]


def check_ids(judged: Iterable[Judged], key: bytes) -> None:
    """Raises InputError for the first judgement whose record ids were made with another key than ``key``."""
    for each in judged:
        if each.ids is not None and each.tag and each.tag != tag(key):
            told = "its record ids are those of another run or case; give --earlier with that run's folder, or take out"
            raise InputError(f"{each.where}: {told} the columns left_id and right_id, to go by lists and records alone")


@dataclass(frozen=True)
class Binding:
    """Judgements by position over all lists; ``judged`` are those placed, in the same order; ``absent`` are of records
    that no list has any more, and bind nothing.
    """

    judgements: tuple[PersonJudgement, ...]
    judged: tuple[Judged, ...]
    absent: tuple[Judged, ...]


def bind(judged: Sequence[Judged], lists: Sequence[ReadList], ids: Sequence[str]) -> Binding:
    """Find the records of judgements on the lists; ``ids`` are the record ids over all lists in order.

    A judgement with record ids follows them, wherever the records stand now. Raises InputError where a judgement
    without ids names a record that its list does not have, or judgements contradict each other.
    """
    by_id = {each: i for i, each in enumerate(ids)}
    by_key: dict[Record, int] = {}
    for each in lists:
        start = len(by_key)
        by_key.update({(each.name, key): start + i for i, key in enumerate(each.keys)})
    placed: list[tuple[PersonJudgement, Judged]] = []
    absent: list[Judged] = []
    names = {each.name for each in lists}
    for one in judged:
        if one.ids is not None:
            at = [by_id.get(identifier) for identifier in one.ids]
        else:
            at = [by_key.get(record) for record in (one.left, one.right)]
            for record, place in zip((one.left, one.right), at, strict=True):
                if place is None and record[0] in names:
                    raise InputError(f"{one.where}: list {record[0]!r} has no record {record[1]!r}")
        if at[0] is None or at[1] is None:
            absent.append(one)
        elif at[0] != at[1]:
            placed.append((PersonJudgement(at[0], at[1], one.verdict, one.expected), one))
    _check(placed, lists)
    return Binding(tuple(p for p, _ in placed), tuple(j for _, j in placed), tuple(absent))


def _check(placed: Sequence[tuple[PersonJudgement, Judged]], lists: Sequence[ReadList]) -> None:
    """Refuse, with their places, judgements that cannot all hold."""
    links: dict[int, list[tuple[int, Judged]]] = {}
    for place, one in placed:
        if place.verdict == "same":
            links.setdefault(place.left, []).append((place.right, one))
            links.setdefault(place.right, []).append((place.left, one))
    for place, one in placed:
        if place.verdict == "different" and (chain := _chain(links, place.left, place.right)) is not None:
            same = " and ".join(dict.fromkeys(each.where for each in chain))
            raise InputError(f"{one.where}: says that two records are two persons; by {same} they are one")
    of = [number for number, each in enumerate(lists) for _ in range(len(each.persons))]
    for start in links:
        if not lists[of[start]].persons.distinct:
            continue
        for other in sorted(_reached(links, start)):
            if other > start and of[other] == of[start]:
                chain = _chain(links, start, other) or []
                same = " and ".join(dict.fromkeys(each.where for each in chain))
                raise InputError(_twice(same, lists[of[start]].name))


def _twice(where: str, name: str) -> str:
    told = f"by this two records of the list {name!r} are one person, but nobody stands on it twice"
    return f"{where}: {told}; or say --duplicates {name!r}"


def _reached(links: Mapping[int, list[tuple[int, Judged]]], start: int) -> set[int]:
    found, todo = {start}, [start]
    while todo:
        for far, _ in links.get(todo.pop(), ()):
            if far not in found:
                found.add(far)
                todo.append(far)
    return found


def _chain(links: Mapping[int, list[tuple[int, Judged]]], start: int, end: int) -> list[Judged] | None:
    """The shortest chain of judgements by which two records are one."""
    came: dict[int, tuple[int, Judged]] = {}
    todo = deque([start])
    while todo:
        here = todo.popleft()
        if here == end:
            chain: list[Judged] = []
            while here != start:
                here, by = came[here]
                chain.append(by)
            return chain[::-1]
        for far, by in links.get(here, ()):
            if far not in came and far != start:
                came[far] = (here, by)
                todo.append(far)
    return None


@dataclass(frozen=True)
class Trial:
    """How labels compare with what was expected of the pairs when they were handed out: a test of the calibration."""

    pairs: int
    expected: float
    same: int


def trial(judged: Iterable[Judged]) -> Trial | None:
    """Over the pairs that were judged the same or different and say how probable they had been; null without any."""
    some = [each for each in judged if each.expected is not None and each.verdict != "unsure"]
    if not some:
        return None
    expected = sum(each.expected or 0.0 for each in some)
    return Trial(len(some), round(expected, 2), sum(each.verdict == "same" for each in some))
