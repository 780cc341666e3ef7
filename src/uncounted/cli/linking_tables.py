"""The cross-source report of event datasets, for eyes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

if TYPE_CHECKING:
    from uncounted.link.datasets.codes import Change
    from uncounted.link.datasets.linked import Linked
    from uncounted.link.datasets.report import CrossReport
    from uncounted.model.person import OverlapTable

_MOST = 32  # rows of the overlap table
_FEW = 5  # differences of each kind


def print_report(report: CrossReport, overlap: OverlapTable, linked: Linked, changes: Sequence[Change]) -> None:
    """Print the datasets, what each has alone, the overlaps, and the largest differences."""
    console = Console(highlight=False)
    console.print(
        f"[bold]{len(linked.records):,} records, {report.incidents:,} incidents[/bold], deaths {report.low:,g} to "
        f"{report.high:,g}"
    )
    console.print(_datasets(report))
    console.print(_overlaps(overlap))
    if report.pairs:
        console.print(_pairs(report))
    _differences(console, report)
    counted = Counter(link.relation for link in linked.links)
    console.print(
        f"to decide: {counted['perhaps']:,} pairs that may be one incident, {counted['perhaps duplicate']:,} that may "
        "be duplicates (links.csv)"
    )
    kinds = Counter(change.kind for change in changes)
    if set(kinds) - {"new"}:
        console.print("codes: " + ", ".join(f"{n:,} {kind}" for kind, n in sorted(kinds.items())))


def _datasets(report: CrossReport) -> Table:
    shown = Table(show_edge=False, pad_edge=False)
    shown.add_column("dataset")
    for name in ("records", "incidents", "alone", "deaths there", "duplicates", "episodes"):
        shown.add_column(name, justify="right")
    shown.add_column("most alone in")
    for each in report.datasets:
        twice = f"{each.duplicates:,} (+{each.perhaps_duplicates:,}?)"
        where = "; ".join(f"{name} {n}" for name, n in each.alone_places[:3])
        shown.add_row(
            escape(each.dataset), f"{each.records:,}", f"{each.incidents:,}", f"{each.alone:,}",
            f"{each.alone_deaths:,g}", twice, f"{each.episodes:,}", escape(where),
        )  # fmt: skip
    return shown


def _overlaps(overlap: OverlapTable) -> Table:
    shown = Table(show_edge=False, pad_edge=False, title="incidents by who reports them", title_justify="left")
    for name in overlap.lists:
        shown.add_column(escape(name), justify="center")
    shown.add_column("incidents", justify="right")
    cells = sorted(overlap.cells.items(), key=lambda cell: (-cell[1], cell[0]))
    for history, n in cells[:_MOST]:
        shown.add_row(*("●" if bit == "1" else "·" for bit in history), f"{n:,}")
    return shown


def _pairs(report: CrossReport) -> Table:
    shown = Table(show_edge=False, pad_edge=False, title="where both report", title_justify="left")
    shown.add_column("datasets")
    for name in ("shared", "same day", "median km", "deaths equal", "first more", "second more", "ratio"):
        shown.add_column(name, justify="right")
    for each in report.pairs:
        km, ratio = ("-" if value is None else f"{value:g}" for value in (each.km, each.ratio))
        shown.add_row(
            escape(f"{each.one}, {each.other}"), f"{each.shared:,}", f"{each.same_day:,}", km, f"{each.deaths_equal:,}",
            f"{each.one_more:,}", f"{each.other_more:,}", ratio,
        )  # fmt: skip
    return shown


def _differences(console: Console, report: CrossReport) -> None:
    for what in ("deaths", "date", "place"):
        mine = [each for each in report.differences if each.what == what]
        if mine:
            verb, noun = ("differ", "incidents") if len(mine) > 1 else ("differs", "incident")
            console.print(f"[bold]{what} {verb} in {len(mine):,} {noun}[/bold], the most in")
        for each in mine[:_FEW]:
            said = "; ".join(f"{name}: {words}" for name, words in each.said)
            console.print(f"  {each.code}  {escape(said)}")
