"""Profiles side by side, and figures' lives, for eyes."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from uncounted.cli.answer_tables import interval
from uncounted.model.answering import ComparedRow, Comparison, History, Side, SourceEntry, TrustProfile

_WIDE = 4  # profiles beyond this stand below each other


def print_comparison(found: Comparison) -> None:
    """Print a comparison on standard output; many profiles stand below each other."""
    console = Console(highlight=False)
    console.print(f"[bold]{escape(found.rows[0].question)}[/bold]")
    if len(found.profiles) > _WIDE or not found.per:
        _tall(console, found)
    else:
        _wide(console, found)
    if found.per:
        console.print("Figures that span several rows stand in the first row alone.", style="dim")
    first, last = found.profiles[0], found.profiles[-1]
    words = f"Gap: the least of {last} less the least of {first}; ratio: {first} to {last}."
    console.print(escape(words), style="dim")
    if found.command:
        console.print(f"[bold]The same table again[/bold]\n  {escape(found.command)}", soft_wrap=True)


def _wide(console: Console, found: Comparison) -> None:
    table = Table(expand=False)
    for heading in found.per:
        table.add_column(heading.capitalize(), overflow="fold")
    for heading in (*found.profiles, "Gap", "Ratio"):
        table.add_column(escape(heading), justify="right", overflow="fold")
    for row in found.rows:
        cells = [escape(row.cell.get(one, "")) for one in found.per]
        if not row.cell:
            cells[0] = "[bold]all[/bold]"
        table.add_row(*cells, *map(_side, row.sides), _gap(row), _ratio(row), end_section=not row.cell)
    console.print(table)


def _tall(console: Console, found: Comparison) -> None:
    table = Table(expand=False)
    for heading in (*(one.capitalize() for one in found.per), "Trusting", "How many"):
        table.add_column(heading, overflow="fold", justify="right" if heading == "How many" else "left")
    for row in found.rows:
        cells = [escape(row.cell.get(one, "")) for one in found.per]
        for side in row.sides:
            last = side is row.sides[-1]
            table.add_row(*cells, escape(side.profile), _side(side), end_section=last)
    console.print(table)


def _side(side: Side) -> str:
    said = "-" if not side.low and side.high is None else interval(side.low, side.high)
    return said if side.consistent else f"{said} [red](conflict)[/red]"


def _gap(row: ComparedRow) -> str:
    return "" if row.gap is None else f"{row.gap:+,}" if row.gap else "0"


def _ratio(row: ComparedRow) -> str:
    return "" if row.ratio is None else f"{row.ratio:.2f}"


def print_histories(found: Sequence[History]) -> None:
    """Print histories on standard output."""
    console = Console(highlight=False)
    if not found:
        console.print("No claim bears on this.")
    for history in found:
        where = f" [{history.incident}]" if history.incident else ""
        console.print(f"\n[bold]{escape(f'{history.measure}: {history.about}')}[/bold]{escape(where)}")
        table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
        for _ in range(5):
            table.add_column(overflow="fold")
        for event in history.events:
            printed = event.publisher if event.publisher and event.publisher != event.source else ""
            by = f"{event.source}, in {printed}" if printed else event.source
            table.add_row(
                event.day or "undated",
                "" if event.days is None else f"day {event.days}",
                event.step,
                escape(f"{event.words}"),
                escape(f"{by} [{event.claim}]"),
            )
        console.print(table)
        if said := _admission(history):
            console.print(f"  {escape(said)}")


def _admission(history: History) -> str:
    if history.alleged and history.admitted and history.days_to_admission is not None:
        days = history.days_to_admission
        if days < 0:
            return f"Admitted {_days(-days)} before anybody else is known to have told it."
        return f"Alleged on {history.alleged}, admitted on {history.admitted}: {_days(days)}."
    if history.perhaps and history.perhaps_admitted and history.days_to_perhaps is not None:
        late = _days(history.days_to_perhaps)
        return (
            f"Alleged on {history.alleged}; admitted on {history.perhaps_admitted}, after {late}, "
            f"if {history.perhaps} is the same event."
        )
    if history.alleged and not history.admitted:
        return "No admission in these claims."
    return ""


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def print_sources(found: Sequence[SourceEntry]) -> None:
    """Print the sources of a case on standard output."""
    console = Console(highlight=False)
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("Claims", "Documents", "Source", "Type", "Notes"):
        table.add_column(heading, overflow="fold", justify="right" if heading in {"Claims", "Documents"} else "left")
    for one in found:
        notes = (
            f"part of {one.parent}" if one.parent else "",
            f"may be {', '.join(one.may_be)}" if one.may_be else "",
            f"stands for {', '.join(one.stands_for)}" if one.stands_for else "",
            f"active {one.start or '..'} to {one.end or '..'}" if one.start or one.end else "",
            one.licence or "",
        )
        table.add_row(
            str(one.claims), str(one.documents), f"{escape(one.name)}\n[dim]{escape(one.id)}[/dim]",
            escape(one.publisher_type or "not known"), escape("; ".join(note for note in notes if note)),
        )  # fmt: skip
    console.print(table)


def print_profiles(found: Sequence[tuple[TrustProfile, Sequence[str]]]) -> None:
    """Print trust profiles, each with the sources of the case that it trusts."""
    console = Console(highlight=False)
    everybody = max((len(names) for _, names in found), default=0)
    for profile, names in found:
        console.print(f"[bold]{escape(profile.name)}[/bold]  {escape(profile.about)}")
        some = ", ".join(names) or "nobody in this case"
        console.print(f"  {f'all {everybody}' if len(names) == everybody else escape(some)}", style="dim")
