"""``uncounted publish`` and ``uncounted serve``."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("publish")(publish)
    app.command("serve")(serve)


def publish(
    case: Annotated[Path, typer.Argument(help="Folder of the case.", show_default=False)],
    out: Annotated[Path, typer.Argument(help="A new folder, or that of an earlier release.", show_default=False)],
    title: Annotated[str | None, typer.Option(help="Title of the report; by default the case's name.")] = None,
    assume: Annotated[list[str] | None, typer.Option(help="Switch an assumption on; repeats.")] = None,
    without: Annotated[list[str] | None, typer.Option(help="Switch an assumption off; repeats.")] = None,
    questions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Questions to answer, JSON Lines; see the commands' guide.")
    ] = None,
    compare: Annotated[str | None, typer.Option(help="Profiles side by side, such as official,monitors.")] = None,
    per: Annotated[
        str, typer.Option(help="Rows of the comparison: place, country, month, year, incident, or none.")
    ] = "place,month",
    json: Annotated[bool, typer.Option("--json", help="Print the release as one line of JSON.")] = False,
) -> None:
    """Publish a case as one self-contained HTML report, with its tables as CSV and JSON.

    The report opens without a network. release.json names the ledger's head and the sha256 of every file.
    """
    from uncounted.model.records import to_line
    from uncounted.pipeline.asked import Wanted, read_questions
    from uncounted.pipeline.publishing import publish_case

    asked = read_questions(questions) if questions is not None else ()
    wanted = Wanted(asked, _names(compare or ""), () if per == "none" else _names(per))
    release = publish_case(case, out, title=title, assume=assume or (), without=without or (), wanted=wanted)
    if json:
        typer.echo(to_line(release))
        return
    typer.echo(str(out / "index.html"))
    machine = release.n_claims - release.n_accepted
    typer.echo(
        f"{release.n_claims} claims published, {machine} of them readings that no person has checked; "
        f"release {release.id}, ledger head {release.head}",
        err=True,
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def serve(
    case: Annotated[Path, typer.Argument(help="Folder of the case.", show_default=False)],
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 takes a free one.")] = 8000,
    show: Annotated[bool, typer.Option("--open", help="Open the pages in the browser.")] = False,
) -> None:
    """Show a case in the browser: read-only pages, on this machine alone, nothing from elsewhere.

    Stops with Ctrl-C.
    """

    def ready(address: str) -> None:
        typer.echo(f"{address} shows {case}; Ctrl-C stops", err=True)
        if show:
            import webbrowser

            webbrowser.open(address)

    # By name: the command line and the pages stand side by side, and neither imports the other.
    server = importlib.import_module("uncounted.web.server")
    try:
        server.serve(case, port=port, ready=ready)
    except KeyboardInterrupt:
        typer.echo("stopped", err=True)
