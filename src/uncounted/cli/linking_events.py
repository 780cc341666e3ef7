"""``uncounted link events``: rows of event datasets, matched to incidents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from uncounted.pipeline.linking_events import EventLinkage

MOST_DRAWS = 1000


def register(group: typer.Typer) -> None:
    """Add the command to its group."""
    group.command("events")(events)


def events(
    files: Annotated[list[str], typer.Argument(help="CSV files of events, plain or gzip.", show_default=False)],
    case: Annotated[
        list[str] | None, typer.Option(help="A case, whose incidents are a dataset of their own. Repeats.")
    ] = None,
    out: Annotated[
        str | None, typer.Option(help="Folder for incidents.csv, links.csv, report.json, overlap.json.")
    ] = None,
    columns: Annotated[
        list[str] | None, typer.Option(help="[FILE:]FIELD=COLUMN,...: which columns hold what. Repeats.")
    ] = None,
    convention: Annotated[
        list[str] | None, typer.Option(help="[FILE:]NAME: ucdp, acled, gtd, scad or airwars. Repeats.")
    ] = None,
    earlier: Annotated[str | None, typer.Option(help="Folder of an earlier run, whose incident codes stay.")] = None,
    draws: Annotated[int, typer.Option(help="How many other likely linkages go into overlap.json.")] = 0,
    encoding: Annotated[str | None, typer.Option(help="How the files are encoded, where not in UTF-8.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The report as one JSON object.")] = False,
) -> None:
    """Match the rows of event datasets (UCDP GED, ACLED, GTD, SCAD, Airwars, ...) to incidents, with reasons."""
    from uncounted.model.errors import BadSetting
    from uncounted.pipeline.linking_events import link_events, overlap_json, write
    from uncounted.read.event_columns import EventColumns

    if not 0 <= draws <= MOST_DRAWS:
        raise BadSetting(f"--draws takes 0 to {MOST_DRAWS}, not {draws}")
    said = EventColumns.parse(columns or (), convention or ())
    paths = [Path(file) for file in files]
    cases = [Path(each) for each in case or ()]
    found = link_events(
        paths, said, cases=cases, earlier=Path(earlier) if earlier else None, draws=draws, encoding=encoding
    )
    if found.undated:
        left = f"{len(found.undated)} incidents of cases have no days and are left out: {', '.join(found.undated[:5])}"
        typer.echo(f"uncounted: {left}{', ...' if len(found.undated) > 5 else ''}", err=True)
    written = write(found, Path(out)) if out is not None else ()
    if as_json:
        import json

        from uncounted.model.records import to_json

        whole = {**to_json(found.report), "overlap": overlap_json(found.overlap), "changes": to_json(found.changes)}
        typer.echo(json.dumps(whole, ensure_ascii=False))
        return
    _show(found)
    for path in written:
        typer.echo(f"written: {path}")


def _show(found: EventLinkage) -> None:
    from uncounted.cli.linking_tables import print_report

    print_report(found.report, found.overlap, found.linked, found.changes)
