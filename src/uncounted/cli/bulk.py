"""What ``uncounted read`` prints of many texts: lines as they come, or one short table at the end."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uncounted.model.claim import Count
    from uncounted.pipeline.bulk import Outcome, Row
    from uncounted.read import Remark

ROWS = 20
_KINDS = 20  # of warnings that are told apart


class Printer:
    """Prints outcomes in order. Lines go to standard output at once; rows make a table; remarks go to ``say``."""

    def __init__(self, *, say: Callable[[str], None], convention: str | None) -> None:
        self._say = say
        self._convention = convention
        self._rows: list[Row] = []
        self._n_rows = 0
        self._n_row_claims = 0
        self._notes: Counter[str] = Counter()
        self._n_records = 0
        self.n_documents = 0
        self.n_unread = 0
        self.n_damaged = 0
        self.n_refused = 0

    def take(self, outcome: Outcome) -> None:
        """Print what one text gave, and count it."""
        if outcome.remark is not None:
            self._remark(outcome.remark)
            return
        self.n_documents += 1
        self._n_records += outcome.is_record
        for note in outcome.notes:
            self._note(note, outcome)
        if outcome.lines:
            sys.stdout.write("".join(f"{line}\n" for line in outcome.lines))
            sys.stdout.flush()
        if outcome.reading is not None:
            from uncounted.cli.claim_tables import print_reading

            print_reading(outcome.reading)
        if outcome.row is not None:
            self._n_rows += 1
            self._n_row_claims += outcome.row.n_claims
            if len(self._rows) < ROWS:
                self._rows.append(outcome.row)

    def finish(self) -> None:
        """Print the table of rows, what was warned of, and how many records were left."""
        if self._rows:
            _print_table(self._rows, self._n_rows, self._n_row_claims, self._convention)
        for note, n in self._notes.most_common():
            self._say(f"{_many(n, 'record')}: {note}")
        if self.n_damaged:
            self._say(f"{_many(self.n_documents, 'document')} read; not read, with errors above: {self.n_damaged}")

    def _remark(self, remark: Remark) -> None:
        self.n_unread += remark.kind == "unread"
        self.n_damaged += remark.kind == "damaged"
        self.n_refused += remark.kind == "refused"
        self._say(remark.text)

    def _note(self, note: str, outcome: Outcome) -> None:
        """A warning about a file at once; those about records, which are many, counted by their kind."""
        if not outcome.is_record:
            self._say(f"{outcome.path}: {note}")
            return
        kind = re.split("[:;]", re.sub(r" ?\([^)]*\)", "", note), maxsplit=1)[0].strip()
        self._notes[kind if kind in self._notes or len(self._notes) < _KINDS else "other warnings"] += 1


def _print_table(rows: list[Row], n_rows: int, n_claims: int, convention: str | None) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console(highlight=False)
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("document", no_wrap=True, max_width=24)
    table.add_column("published", no_wrap=True, min_width=10)
    names = ("killed", "injured") if convention else ("first figure",)
    for name in (*names, "claims"):
        numbers = name != "first figure"
        table.add_column(name, justify="right" if numbers else "left", no_wrap=numbers, min_width=len(name))
    table.add_column("words", no_wrap=True)
    room = max(12, console.width - (62 if convention else 76))
    for row in rows:
        figures = (_range(row.killed), _range(row.injured)) if convention else (row.first or "-",)
        words = row.heading if len(row.heading) <= room else f"{row.heading[: room - 3]}..."
        cells = (row.id, row.published or "-", *figures, str(row.n_claims), words)
        table.add_row(*(escape(cell) for cell in cells))
    console.print(table)
    if n_rows > len(rows):
        console.print(f"... and {n_rows - len(rows):,} more; --json prints every one")
    under = f", tolls under {convention}" if convention else ""
    console.print(f"{_many(n_rows, 'document')}, {_many(n_claims, 'claim')}{under}")


def _range(count: Count | None) -> str:
    """A toll in a cell: ``12``, ``12-24``, ``12 or more``; a dash for nothing said."""
    if count is None:
        return "-"
    if count.low is not None and count.low == count.high:
        return str(count.low)
    if count.low is not None and count.high is not None:
        return f"{count.low}-{count.high}"
    if count.low is not None:
        return f"{count.low} or more"
    if count.high is not None:
        return f"up to {count.high}"
    return str(count.point) if count.point is not None else "?"


def _many(n: int, noun: str) -> str:
    return f"{n:,} {noun}" + ("" if n == 1 else "s")
