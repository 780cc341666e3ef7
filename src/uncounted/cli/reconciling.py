"""``uncounted reconcile``: what claims together imply, from a case or from JSON Lines."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uncounted.model.claim import Claim
    from uncounted.model.reconciliation import Reconciliation


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("reconcile")(reconcile)


def reconcile(
    case: Annotated[str, typer.Argument(help="A case, a file of claims in JSON Lines, or - for standard input.")],
    assume: Annotated[
        list[str] | None, typer.Option(help="Turn an assumption on: its id, or 'A = B' for a coalition. Repeats.")
    ] = None,
    without: Annotated[list[str] | None, typer.Option(help="Turn an assumption off. Repeats.")] = None,
    only_accepted: Annotated[bool, typer.Option(help="Only claims that a person accepted or corrected.")] = False,
    fail_on: Annotated[str | None, typer.Option(help="Exit 1 where one is found: contradiction or tension.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Bounds, remainders, contradictions and tensions, with the claims that force them."""
    from uncounted.model.errors import CheckFailed, UnknownName

    if fail_on not in {None, "contradiction", "tension"}:
        raise UnknownName(f"--fail-on does not know {fail_on!r}.", ("contradiction", "tension"))
    found, claims = _reconciled(case, assume or [], without or [], only_accepted)
    if as_json:
        from uncounted.model.records import to_line

        typer.echo(to_line(found))
    else:
        from uncounted.cli.reconciliation_tables import print_reconciliation

        print_reconciliation(found, claims)
    kinds = {"contradiction"} if fail_on == "contradiction" else {"contradiction", "tension"}
    hits = [finding for finding in found.contradictions if finding.kind in kinds] if fail_on else []
    if hits:
        raise CheckFailed(f"{len(hits)} found, the first: {hits[0].text}")


def _reconciled(
    case: str, assume: list[str], without: list[str], only_accepted: bool
) -> tuple[Reconciliation, tuple[Claim, ...]]:
    from uncounted.pipeline.reconciling import parse_claims, reconcile_case, reconcile_claims

    if case == "-" or Path(case).is_file():
        claims = parse_claims(_lines(case), path=case, warn=lambda line: typer.echo(f"uncounted: {line}", err=True))
        if not claims:
            typer.echo(f"uncounted: {case}: no claims", err=True)
        if only_accepted:
            claims = tuple(claim for claim in claims if claim.status in {"accepted", "corrected"})
        return reconcile_claims(claims, assume=assume, without=without)[0], claims
    found, _, claims = reconcile_case(Path(case), assume=assume, without=without, only_accepted=only_accepted)
    return found, claims


def _lines(path: str) -> Iterator[str]:
    from uncounted.model.errors import InputError

    with contextlib.nullcontext(sys.stdin.buffer) if path == "-" else Path(path).open("rb") as stream:
        for number, line in enumerate(stream, 1):
            try:
                yield line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                raise InputError("not UTF-8", path=path, position=f"line {number}") from error
