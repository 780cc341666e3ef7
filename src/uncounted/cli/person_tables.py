"""A linkage of lists of victims, and the changes of a list, for eyes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

_MOST = 64  # rows of the overlap table


def print_summary(told: Mapping[str, Any]) -> None:
    """Print what was linked, how right it is, the overlap table and others like it, and what is open."""
    console = Console(highlight=False)
    console.print(f"[bold]{told['records']:,} records, {told['victims']:,} victims[/bold]")
    quality = told["quality"]
    console.print(
        f"of the links {_share(quality['precision'])} are right; of those that there are {_share(quality['recall'])} "
        f"are made ({quality['level']:.0%} intervals; false links are counted by {quality['basis']})"
    )
    lists = [each["list"] for each in told["lists"]]
    console.print(_overlaps(lists, told["overlap"], quality["level"]))
    if len(lists) > 1:
        console.print(_thresholds(told["thresholds"], told["overlap"]))
    console.print(_open(told))


def _share(share: Mapping[str, float]) -> str:
    return f"{share['value']:.1%} ({share['low']:.1%} to {share['high']:.1%})"


def _overlaps(lists: Sequence[str], cells: Sequence[Mapping[str, Any]], level: float) -> Table:
    shown = Table(show_edge=False, pad_edge=False, title="victims by the lists that they are on", title_justify="left")
    for name in lists:
        shown.add_column(escape(name), justify="center")
    shown.add_column("victims", justify="right")
    shown.add_column(f"{level:.0%} of the draws", justify="right")
    for each in sorted(cells, key=lambda cell: -cell["victims"])[:_MOST]:
        drawn = "-" if each["low"] is None else f"{each['low']:,} to {each['high']:,}"
        shown.add_row(*("●" if bit == "1" else "·" for bit in each["history"]), f"{each['victims']:,}", drawn)
    return shown


def _thresholds(rows: Sequence[Mapping[str, Any]], cells: Sequence[Mapping[str, Any]]) -> Table:
    """The overlap table as it would be from several thresholds up: how much the choice of one would decide."""
    title = "the same with a threshold on the share of draws (for comparison: none is used)"
    shown = Table(show_edge=False, pad_edge=False, title=title, title_justify="left")
    for name in ("above", "victims", "precision", "recall"):
        shown.add_column(name, justify="right")
    histories = [each["history"] for each in sorted(cells, key=lambda cell: -cell["victims"])[:7]]
    for history in histories:
        shown.add_column(history, justify="right")
    for row in rows:
        shown.add_row(
            f"{row['threshold']:g}", f"{row['victims']:,}", f"{row['precision']['value']:.1%}",
            f"{row['recall']['value']:.1%}", *(f"{row['cells'].get(history, 0):,}" for history in histories),
        )  # fmt: skip
    return shown


def _open(told: Mapping[str, Any]) -> str:
    review, judged = told["review"], told["judgements"]
    lines = ["nothing to review: no pair's label would matter"]
    if review["pairs"]:
        settled = f"whose labels would settle {review['settles']:.0%} of the doubt in the table"
        how = "(review.csv; fill in the verdicts, then --judgements review.csv)"
        lines = [f"to review: {review['pairs']:,} pairs, {settled} {how}"]
    counted = {name: judged[name] for name in ("same", "different", "unsure") if judged[name]}
    if counted:
        lines.append("judged: " + ", ".join(f"{n:,} {name}" for name, n in counted.items()))
    if judged["trial"]:
        trial = judged["trial"]
        expected = f"{trial['expected']:g} were expected to be one person"
        lines.append(f"of {trial['pairs']:,} pairs that were judged after a review {expected}, {trial['same']:,} are")
    changes = {kind: n for kind, n in told["changes"].items() if kind != "new"}
    if changes:
        lines.append("ids: " + ", ".join(f"{n:,} {kind}" for kind, n in told["changes"].items()))
    return "\n".join(lines)


def print_diff(told: Mapping[str, Any]) -> None:
    """Print how many records were added, removed and so on, and which fields changed."""
    console = Console(highlight=False)
    old, new, counts = told["old"], told["new"], told["counts"]
    console.print(f"[bold]{escape(old['list'])} ({old['records']:,} records) to {escape(new['list'])} "
                  f"({new['records']:,})[/bold]")  # fmt: skip
    numbered = f"; {told['renumbered']:,} have another number or key" if told["renumbered"] else ""
    console.print(", ".join(f"{n:,} {kind}" for kind, n in counts.items()) + numbered)
    if told["fields"]:
        shown = Table(show_edge=False, pad_edge=False, title="fields that differ", title_justify="left")
        shown.add_column("field")
        for name in ("changed", "filled", "emptied"):
            shown.add_column(name, justify="right")
        for field, counted in told["fields"].items():
            shown.add_row(escape(field), *(f"{counted.get(name, 0):,}" for name in ("changed", "filled", "emptied")))
        console.print(shown)
    for step in told["steps"][:-1]:
        news = ", ".join(f"{n:,} {kind}" for kind, n in step["counts"].items() if n and kind != "unchanged")
        console.print(f"before: {escape(step['old'])} to {escape(step['new'])}: {news or 'nothing changed'}")
