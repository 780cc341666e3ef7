"""A reconciliation for eyes: answers first, then what they rest on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from uncounted.model.claim import Claim
from uncounted.model.reconciliation import Bounds, Reconciliation
from uncounted.reconcile.words import harm_words, root_name, scope_words


def print_reconciliation(found: Reconciliation, claims: Sequence[Claim]) -> None:
    """Print what the claims together imply on standard output."""
    console = Console(highlight=False)
    names = {claim.id: _named(claim) for claim in claims}
    _disagreements(console, found)
    _contradictions(console, found, names)
    _derived(console, found)
    _accounted(console, found)
    _bounds(console, found, names)
    _double_reported(console, found, claims, names)
    _relations(console, found, names)
    on = ", ".join(assumption.name for assumption in found.assumptions)
    console.print(f"\n[bold]Assumptions in force[/bold]  {escape(on) or 'none'}")
    if found.recipe:
        console.print(f"[bold]Recipe[/bold]  {found.recipe['hash']}")


def _disagreements(console: Console, found: Reconciliation) -> None:
    """What differs between the sources of one incident: one finding each, in place of its pairwise contradictions."""
    for each in found.disagreements:
        console.print(f"\n[bold red]Sources differ[/bold red]  {each.id}")
        console.print(f"  {escape(each.text)}")
        for told in each.told:
            console.print(f"    {escape(told.words)} [{told.claim}]", markup=False)
        console.print(f"  settled by: {escape('; '.join(each.settled_by))}")
        console.print(f"  in {len(each.contradictions)} contradictions: {', '.join(each.contradictions)}")


def _accounted(console: Console, found: Reconciliation) -> None:
    if found.accounted:
        console.print("\n[bold]Totals and the incidents in them[/bold]")
    for each in found.accounted:
        console.print(f"  {escape(each.text)}")


def _double_reported(console: Console, found: Reconciliation, claims: Sequence[Claim], names: dict[str, str]) -> None:
    """One figure told in several documents, and figures of several roots that are, or may be, of one origin."""
    document = {claim.id: claim.document for claim in claims}
    again = [group for group in found.same if len({document.get(one) for one in group}) > 1]
    if again or found.echoes:
        console.print("\n[bold]Double reported[/bold]")
    for group in again:
        many = len({document.get(one) for one in group})
        console.print(f"  {escape(_short(names.get(group[0], group[0])))}: in {many} documents, counted once")
    for echo in found.echoes:
        console.print(f"  {escape(echo.text)}{'' if echo.sure else ' (not certain)'}: {escape(', '.join(echo.claims))}")
        for passage in echo.passages if echo.kind == "same words" else ():
            console.print(f"    {passage.claim}: {escape(passage.quote)}")


def _contradictions(console: Console, found: Reconciliation, names: dict[str, str]) -> None:
    if not found.contradictions:
        console.print("[bold]No contradiction and no tension found.[/bold]")
    told = {one for each in found.disagreements for one in each.contradictions}
    for finding in (each for each in found.contradictions if each.id not in told):
        style = "bold red" if finding.kind == "contradiction" else "bold yellow"
        console.print(f"\n[{style}]{finding.kind.capitalize()}[/{style}]  {finding.id}")
        console.print(f"  {escape(finding.text)}")
        if finding.missing_assumptions:
            console.print(f"  lacks: {escape(', '.join(finding.missing_assumptions))}")
        if finding.assumptions:
            console.print(f"  rests on: {escape(', '.join(finding.assumptions))}")
        console.print(f"  settled by: {escape('; '.join(finding.settled_by))}")
        for one in finding.claims:
            console.print(f"    {escape(names.get(one, one))}")


def _derived(console: Console, found: Reconciliation) -> None:
    if found.derived:
        console.print("\n[bold]Remainders[/bold] (within one root's own counts)")
    for rest in found.derived:
        console.print(f"  {escape(rest.text)}")
        if rest.reading:
            console.print(f"    in one reading: {escape(rest.reading)}")
        for other in rest.other_readings:
            console.print(f"    in another: {escape(other.reading)}: {_interval(other.low, other.high)}")
        if rest.assumptions:
            console.print(f"    assumes: {escape(', '.join(rest.assumptions))}")


def _bounds(console: Console, found: Reconciliation, names: dict[str, str]) -> None:
    table = Table(title="Bounds", title_justify="left", title_style="bold", expand=False)
    for heading in ("Question", "Low", "High", "Because"):
        table.add_column(heading, overflow="fold", justify="right" if heading in {"Low", "High"} else "left")
    for bound in found.bounds:
        low, high = ("open" if value is None else str(value) for value in (bound.low, bound.high))
        question = bound.question if bound.consistent else f"{bound.question} [red](claims conflict)[/red]"
        table.add_row(question if not bound.consistent else escape(question), low, high, escape(_because(bound, names)))
    console.print()
    console.print(table)


def _because(bound: Bounds, names: dict[str, str]) -> str:
    low = "; ".join(_short(names.get(one, one)) for one in bound.low_because)
    high = "; ".join(_short(names.get(one, one)) for one in bound.high_because)
    if low == high:
        return low
    return "\n".join(part for part in (low and f"low: {low}", high and f"high: {high}") if part)


def _short(name: str) -> str:
    """A claim's name without its scope, which the question already says."""
    return re.sub(r" \([^()]*(?:\([^()]*\)[^()]*)*\) (?=\[)", " ", name)


def _relations(console: Console, found: Reconciliation, names: dict[str, str]) -> None:
    for heading, rows in (
        ("The same claim", [" = ".join(names.get(one, one) for one in group) for group in found.same]),
        ("Within", [f"{names.get(a, a)} within {names.get(b, b)}" for a, b in found.within]),
        ("Not counted in", [f"{names.get(a, a)} is not in {names.get(b, b)}" for a, b in found.excluded]),
        ("Not used", [f"{names.get(a, a)}: {reason}" for a, reason in (found.not_rows or {}).items()]),
    ):
        if rows:
            console.print(f"\n[bold]{heading}[/bold]")
        for row in rows:
            console.print(f"  {escape(row)}")


def _named(claim: Claim) -> str:
    figure = harm_words(claim)
    where = scope_words(claim.scope)
    return f"{root_name(claim)}: {figure}{f' ({where})' if where else ''} [{claim.id}]"


def _interval(low: int | None, high: int | None) -> str:
    if low == high:
        return str(low)
    return f"{'open' if low is None else low} to {'open' if high is None else high}"
