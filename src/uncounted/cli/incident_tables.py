"""Incidents, their totals, and the queue of what to check first, for eyes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from uncounted.model.incident_figures import IncidentFigure, IncidentSummary, IncidentTotal, Independent

if TYPE_CHECKING:
    from uncounted.pipeline.incidents import Listed
    from uncounted.pipeline.queueing import Queued


def print_incidents(found: Listed) -> None:
    """Print each incident: where and when, its figures with their rules, who says so, and its grading."""
    console = Console(highlight=False)
    if not found.summaries:
        console.print("No incidents.")
    for each in found.summaries:
        console.print(f"\n[bold]{escape(_place_and_day(each))}[/bold]  {each.incident.id}")
        for figure in _telling(each.figures):
            console.print(f"  {escape(_figure(figure))}")
            for name, rule, claims in _rules(figure):
                console.print(f"    {name}: {escape(rule)} [{', '.join(claims)}]", markup=False)
        console.print(f"  sources: {escape(_independent(each.independent))}: {escape('; '.join(each.sources))}")
        console.print(f"  grading: {escape(_grading(each))}")
        if each.incident.may_be:
            console.print(f"  might be one with: {', '.join(one[:8] for one in each.incident.may_be)}")
    _alike(console, found)


def _alike(console: Console, found: Listed) -> None:
    """Incidents that might be one event, together: what the toll would be if they are, and how to decide."""
    by_id = {each.incident.id: each for each in found.summaries}
    seen: set[str] = set()
    for each in found.summaries:
        group = [each, *(by_id[one] for one in each.incident.may_be if one in by_id)]
        ids = {one.incident.id for one in group}
        if len(group) < 2 or ids & seen:
            continue
        seen |= ids
        tolls = [f for one in group for f in one.figures if f.who == "people" and f.measure == "killed"]
        numbers = [n for toll in tolls for n in (toll.low, toll.high) if n is not None]
        span = f": if so, {min(numbers)} to {max(numbers)} killed by their sources" if numbers else ""
        console.print(f"\n[bold]Might be one event[/bold]: {len(group)} at {escape(_place_and_day(each))}{span}")
        first, second = (one.incident.id[:8] for one in group[:2])
        console.print(f"  decide: uncounted judge CASE {first} same {second} (or different), with --because and --by")


def print_totals(found: Listed) -> None:
    """Print the sums over the incidents, by grading and over all."""
    console = Console(highlight=False)
    table = Table(title="Totals over incidents", title_justify="left", title_style="bold")
    for heading in ("Grading", "Who", "Incidents", "Low", "Best", "High"):
        table.add_column(heading, justify="left" if heading in {"Grading", "Who"} else "right")
    for total in found.totals:
        high = f"{total.high} or more" if total.more else str(total.high)
        cells = (total.grading or "all", f"{total.who} {total.measure}", _many(total), str(total.low), str(total.best))
        table.add_row(*cells, high)
    console.print()
    console.print(table)
    for rule in dict.fromkeys(total.rule for total in found.totals):
        console.print(f"Counted: {escape(rule)}.")


def print_queue(found: Queued) -> None:
    """Print what to check, the greatest effect first, each with its words."""
    console = Console(highlight=False)
    if not found.checks:
        console.print("No unjudged reading bears on any answer.")
    for number, check in enumerate(found.checks, 1):
        console.print(f"\n[bold]{number}. {escape(check.words)}[/bold]  {check.claim}")
        if check.quote:
            console.print(f"   “{escape(check.quote)}”")
        console.print(f"   {escape(check.why)}")


def _place_and_day(each: IncidentSummary) -> str:
    return ", ".join(part for part in (each.where or "place not said", each.when or "day not said") if part)


def _telling(figures: Sequence[IncidentFigure]) -> list[IncidentFigure]:
    """The figures without those for all people that only say again what one group's says."""
    said = [(f.measure, f.claims, f.low, f.best, f.high) for f in figures if f.population.status]
    return [f for f in figures if f.who != "people" or (f.measure, f.claims, f.low, f.best, f.high) not in said]


def _figure(figure: IncidentFigure) -> str:
    ends = {value for value in (figure.low, figure.best, figure.high) if value is not None}
    if len(ends) == 1 and figure.low is not None:
        number = f"{figure.best}{' or more' if figure.more else ''}"
    else:
        low = "open" if figure.low is None else figure.low
        number = f"low {low}, best {figure.best}, high {figure.high}{' or more' if figure.more else ''}"
    return f"{figure.who} {figure.measure}: {number}"


def _rules(figure: IncidentFigure) -> list[tuple[str, str, tuple[str, ...]]]:
    """The rule of each end; one line where one figure gives all three."""
    if figure.low_claims == figure.best_claims == figure.high_claims:
        return [("by", figure.best_rule, figure.best_claims)]
    return [
        ("low", figure.low_rule, figure.low_claims),
        ("best", figure.best_rule, figure.best_claims),
        ("high", figure.high_rule, figure.high_claims),
    ]


def _independent(found: Independent) -> str:
    if found.certain == found.possible:
        return f"{found.certain} independent"
    return f"{found.certain} certainly to {found.possible} possibly independent"


def _grading(each: IncidentSummary) -> str:
    suggested = f"{each.incident.suggested_grading}, because {'; '.join(each.incident.reasons)}"
    if each.incident.grading is None:
        return f"suggested {suggested}"
    return f"{each.incident.grading}, set by a person (suggested {suggested})"


def _many(total: IncidentTotal) -> str:
    return f"{total.incidents} ({total.alike} might be fewer)" if total.alike else str(total.incidents)
