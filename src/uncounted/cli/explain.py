"""``uncounted explain``: why a number follows, or why claims cannot all be true, in plain words and as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from uncounted.model.explanation import Explanation

_PARTS = (
    ("says", "Who says what"),
    ("follows", "What follows"),
    ("limits", "What limits it"),
    ("assumes", "Taken to be true"),
    ("settles", "What would settle it"),
)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("explain")(explain)


def explain(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The case's folder.", show_default=False)],
    what: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="A finding's or a claim's id, or words of a question.", show_default=False),
    ] = None,
    assume: Annotated[list[str] | None, typer.Option(help="Turn an assumption on. Repeats.")] = None,
    without: Annotated[list[str] | None, typer.Option(help="Turn an assumption off. Repeats.")] = None,
    trust: Annotated[
        str | None, typer.Option(help="Whom to trust: a profile's name or file, or without:SOURCE.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Only what had been said and published by that day.")
    ] = None,
    only: Annotated[str | None, typer.Option(help="accepted: only claims that a person accepted or corrected.")] = None,
    svg: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the picture; needs an ID.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines, for machines.")] = False,
) -> None:
    """Why: who says what, what follows, under which assumption, and what would settle it. Without an ID, a list."""
    from uncounted.model.errors import InputError
    from uncounted.model.records import to_line
    from uncounted.pipeline.explaining import explain_case, explain_one, picture
    from uncounted.pipeline.settings import Setting

    if svg is not None and what is None:
        raise InputError("--svg draws one finding; name its id")
    view, found = explain_case(case, Setting(tuple(assume or ()), tuple(without or ()), trust, as_of, only))
    chosen = found if what is None else (explain_one(view, found, what),)
    if svg is not None:
        _write(svg, picture(view, chosen[0]))
    if as_json:
        for one in chosen:
            typer.echo(to_line(one))
    elif what is None:
        _list(chosen)
    else:
        _tell(chosen[0])
    if svg is not None:
        typer.echo(f"uncounted: the picture is in {svg}", err=True)


def _write(path: Path, text: str) -> None:
    from uncounted.model.errors import InputError

    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot write the picture: {error.strerror or error}", path=str(path)) from error


def _list(found: Sequence[Explanation]) -> None:
    from rich.console import Console
    from rich.markup import escape

    console = Console(highlight=False)
    for one in found:
        needs = ", ".join(one.needs) or "no assumption"
        console.print(f"[bold]{one.id}[/bold]  {escape(one.heading)}: [bold]{escape(one.answer)}[/bold]")
        console.print(f"    needs {escape(needs)}", style="dim")
    if not found:
        console.print("Nothing follows from the claims in force.")


def _tell(one: Explanation) -> None:
    from rich.console import Console
    from rich.markup import escape

    console = Console(highlight=False)
    console.print(f"[bold]{escape(one.heading)}[/bold]  {escape(f'[{one.id}]')}")
    console.print(f"  [bold cyan]{escape(one.answer)}[/bold cyan]")
    quotes = {quote.claim: quote for quote in one.quotes}
    for role, heading in _PARTS:
        steps = [step for step in one.steps if step.role == role]
        if steps:
            console.print(f"\n[bold]{heading}[/bold]")
        for step in steps:
            needs = (
                f"  [dim]needs {escape(', '.join(step.assumptions))}[/dim]"
                if role == "follows" and step.assumptions
                else ""
            )
            name = f"{', '.join(step.assumptions)}: " if role == "assumes" else ""
            console.print(f"  {escape(name + step.text)}{needs}")
            quote = quotes.get(step.claims[0]) if role == "says" and len(step.claims) == 1 else None
            if quote is not None and quote.quote:
                console.print(f"    [italic]“{escape(quote.quote)}”[/italic]")
    if not one.needs and one.kind != "claim":
        console.print("\nThis needs no assumption.")
