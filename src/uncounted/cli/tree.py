"""The command tree: every group of commands under one name."""

from __future__ import annotations

import importlib

import typer

GROUPS = (
    "reading",
    "ledger",
    "reconciling",
    "explain",
    "sources",
    "incidents",
    "publishing",
    "estimate",
    "simulate",
    "places",
    "linking",
    "diffing",
)


def build() -> typer.Typer:
    """A new tree of all groups."""
    app = typer.Typer(
        name="uncounted",
        help="A ledger of casualty claims: sourced figures, what they imply together, and what they leave uncounted.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    for group in GROUPS:
        importlib.import_module(f"uncounted.cli.{group}").register(app)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        from uncounted import __version__

        typer.echo(__version__)
        raise typer.Exit


def _options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Claims of casualties, with their words: read, reconcile, publish."""
