"""``uncounted diff``: what changed from one release of a list of victims to the next."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from uncounted.cli.waiting import signs_of_life


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("diff")(diff)


def diff(
    old: Annotated[str, typer.Argument(help="The earlier release: CSV or Parquet.")],
    new: Annotated[str, typer.Argument(help="The later one.")],
    history: Annotated[
        list[str] | None, typer.Option(help="A release before OLD. Repeats, the oldest first.")
    ] = None,
    out: Annotated[str | None, typer.Option(help="Folder for changes.csv, victims.csv, history.csv.")] = None,
    columns: Annotated[
        list[str] | None, typer.Option(help="A settings file, or [LIST:]FIELD=COLUMN,...: what columns hold. Repeats.")
    ] = None,
    duplicates: Annotated[
        list[str] | None, typer.Option(help="A release on which somebody may stand twice. Repeats.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Of random numbers; the same seed gives the same result.")] = 1,
    encoding: Annotated[str | None, typer.Option(help="How the files are encoded, where not in UTF-8.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object; no person's name.")] = False,
) -> None:  # fmt: skip
    """Tell what changed in a list of victims: added, removed, changed, merged, re-added, by who the persons are."""
    import json

    from uncounted.link.persons.lists import LinkSettings
    from uncounted.pipeline.diffing import diff as compare
    from uncounted.pipeline.diffing import summary
    from uncounted.read.person_columns import PersonColumns

    with signs_of_life("comparing"):
        found = compare(
            old, new, history=history or (), columns=PersonColumns.parse(columns or ()), duplicates=duplicates or (),
            encoding=encoding, out=Path(out) if out else None, settings=LinkSettings(draws=100, seed=seed), tell=_tell,
        )  # fmt: skip
    told = summary(found)
    written: tuple[Path, ...] = ()
    if out is not None:
        from uncounted.pipeline.diff_output import write

        written = write(found, Path(out), told)
    if as_json:
        typer.echo(json.dumps({**told, "written": [str(path) for path in written]}, ensure_ascii=False))
        return
    from uncounted.cli.person_tables import print_diff

    print_diff(told)
    for path in written:
        typer.echo(f"written: {path}")


def _tell(line: str) -> None:
    typer.echo(f"uncounted: {line}", err=True)
