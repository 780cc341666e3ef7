"""``uncounted incidents`` and ``uncounted queue``: what happened by whose figures, and what to check first."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

CasePath = Annotated[Path, typer.Argument(metavar="CASE", help="The case's folder.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="JSON Lines, for machines.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("incidents")(incidents)
    app.command("queue")(queue)


def incidents(
    case: CasePath,
    grading: Annotated[
        list[str] | None, typer.Option(help="Only of this grading, set or else suggested. Repeats.")
    ] = None,
    totals: Annotated[bool, typer.Option("--totals", help="Only the totals, by grading.")] = False,
    only: Annotated[str | None, typer.Option(help="accepted: only claims that a person accepted or corrected.")] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DAY", help="Only what was said and published by then.")] = None,
    as_json: AsJson = False,
) -> None:
    """The incidents: where, when, low, best and high figures, sources and grading; and their totals."""
    from uncounted.model.records import to_line
    from uncounted.pipeline.incidents import case_incidents
    from uncounted.pipeline.settings import Setting

    found = case_incidents(case, grading or (), Setting(only=only, as_of=as_of))
    if as_json:
        for line in (*(() if totals else found.summaries), *found.totals):
            typer.echo(to_line(line))
        return
    from uncounted.cli.incident_tables import print_incidents, print_totals

    if not totals:
        print_incidents(found)
    print_totals(found)


def queue(
    case: CasePath,
    limit: Annotated[int, typer.Option(min=1, help="How many to show.")] = 20,
    assume: Annotated[list[str] | None, typer.Option(help="Turn an assumption on. Repeats.")] = None,
    without: Annotated[list[str] | None, typer.Option(help="Turn an assumption off. Repeats.")] = None,
    as_json: AsJson = False,
) -> None:
    """What to check first: machine readings by how much the answers would change if they were wrong."""
    from uncounted.model.records import to_line
    from uncounted.pipeline.queueing import case_queue

    found = case_queue(case, assume=assume or (), without=without or (), limit=limit)
    if as_json:
        for check in found.checks:
            typer.echo(to_line(check))
    else:
        from uncounted.cli.incident_tables import print_queue

        print_queue(found)
    if found.not_tried:
        typer.echo(
            f"uncounted: {found.not_tried} further readings that bear on a bound were not tried; "
            "judge some of these and run it again",
            err=True,
        )
