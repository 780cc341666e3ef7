"""``uncounted link``: records of several datasets or lists, matched to incidents or victims."""

from __future__ import annotations

import typer

from uncounted.cli import linking_events, linking_persons


def register(app: typer.Typer) -> None:
    """Add the group of commands to the program."""
    group = typer.Typer(
        help="Match records across datasets and lists.",
        no_args_is_help=True,
        context_settings={"max_content_width": 120},
    )
    linking_events.register(group)
    linking_persons.register(group)
    app.add_typer(group, name="link")
