"""``uncounted reconcile``: what claims together imply, from a case or from JSON Lines; and any question put to them."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uncounted.model.reconciliation import Contradiction
    from uncounted.pipeline.asking import Asking
    from uncounted.pipeline.settings import Material, Setting


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("reconcile")(reconcile)


Where = Annotated[list[str] | None, typer.Option(help="Ask: a place, as `uncounted place` takes it. Repeats.")]
When = Annotated[str | None, typer.Option(help="Ask: a date or interval: 2016-11, 2014/2016-11, 2014/..")]
Actors = Annotated[list[str] | None, typer.Option(help="Ask: an actor, by name or id. Repeats.")]
Who = Annotated[list[str] | None, typer.Option(help="Ask: about whom: civilian, women, children, ... Repeats.")]
Means = Annotated[str | None, typer.Option(help="Ask: an event type, such as airstrike.")]
Measured = Annotated[str | None, typer.Option(help="Ask: killed, injured, casualties, ...; killed by default.")]
Assume = Annotated[
    list[str] | None, typer.Option(help="Turn an assumption on: its id, or 'A = B' for a coalition. Repeats.")
]
Without = Annotated[list[str] | None, typer.Option(help="Turn an assumption off. Repeats.")]
Trust = Annotated[str | None, typer.Option(help="Whom to trust: a profile's name or file, or without:SOURCE.")]
Compare = Annotated[str | None, typer.Option(help="Profiles side by side, such as official,monitors.")]
Per = Annotated[str, typer.Option(help="Rows of the comparison: place, country, month, year, incident, or none.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Only what had been said and published by that day.")]
Only = Annotated[str | None, typer.Option(help="accepted: only claims that a person accepted or corrected.")]
OnlyAccepted = Annotated[bool, typer.Option(help="The same as --only accepted.")]
Ledger = Annotated[int | None, typer.Option(help="The case as it stood after this entry of its log.")]
Expect = Annotated[str | None, typer.Option(help="Exit 1 unless the recipe has this hash.")]
FailOn = Annotated[str | None, typer.Option(help="Exit 1 where one is found: contradiction or tension.")]


def reconcile(
    case: Annotated[str, typer.Argument(help="A case, a file of claims in JSON Lines, or - for standard input.")],
    where: Where = None,
    when: When = None,
    by: Actors = None,
    who: Who = None,
    means: Means = None,
    measure: Measured = None,
    assume: Assume = None,
    without: Without = None,
    trust: Trust = None,
    compare: Compare = None,
    per: Per = "place,month",
    as_of: AsOf = None,
    only: Only = None,
    only_accepted: OnlyAccepted = False,
    ledger: Ledger = None,
    expect: Expect = None,
    fail_on: FailOn = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="The comparison as CSV.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """What claims imply together, or the answer to one question: bounds, with the claims that force them."""
    from uncounted.model.errors import Refused, UnknownName
    from uncounted.pipeline.asking import Asking
    from uncounted.pipeline.settings import Setting

    if fail_on not in {None, "contradiction", "tension"}:
        raise UnknownName(f"--fail-on does not know {fail_on!r}.", ("contradiction", "tension"))
    setting = Setting(
        tuple(assume or ()), tuple(without or ()), trust, as_of, "accepted" if only_accepted else only, ledger
    )
    asking = Asking(tuple(where or ()), when, tuple(by or ()), tuple(who or ()), means, measure or "killed")
    material = _material(case, setting)
    if compare is not None:
        if trust is not None or fail_on is not None:
            raise Refused("--compare takes neither --trust nor --fail-on: it names profiles and looks for no conflicts")
        _check((), _compare(case, material, asking, setting, compare, per, as_csv, as_json), None, expect)
        return
    if as_csv:
        raise UnknownName("--csv is for --compare; --json gives an answer whole.")
    asked = asking.narrows or measure is not None
    if asked:
        found, recipe = _answer(case, material, asking, setting, as_json)
    else:
        found, recipe = _everything(material, setting, as_json)
    _check(found, recipe, fail_on, expect)


def _material(case: str, setting: Setting) -> Material:
    from uncounted.pipeline.reconciling import parse_claims
    from uncounted.pipeline.settings import from_case, from_claims

    if case != "-" and not Path(case).is_file():
        return from_case(Path(case), setting)
    claims = parse_claims(_lines(case), path=case, warn=lambda line: typer.echo(f"uncounted: {line}", err=True))
    if not claims:
        typer.echo(f"uncounted: {case}: no claims", err=True)
    return from_claims(claims, setting)


def _answer(
    case: str, material: Material, asking: Asking, setting: Setting, as_json: bool
) -> tuple[Sequence[Contradiction], str]:
    from uncounted.pipeline.answering import answer

    found = answer(material, asking, setting, target=case)
    if as_json:
        _line(found)
    else:
        from uncounted.cli.answer_tables import print_answer

        print_answer(found)
    return found.contradictions, (found.recipe or {})["hash"]


def _everything(material: Material, setting: Setting, as_json: bool) -> tuple[Sequence[Contradiction], str]:
    from uncounted.pipeline.answering import reconciled

    result = reconciled(material, setting)
    if as_json:
        _line(result.found)
    else:
        from uncounted.cli.reconciliation_tables import print_reconciliation

        print_reconciliation(result.found, result.claims)
    return result.found.contradictions, (result.found.recipe or {})["hash"]


def _compare(
    case: str,
    material: Material,
    asking: Asking,
    setting: Setting,
    names: str,
    per: str,
    as_csv: bool,
    as_json: bool,
) -> str:
    """Print the comparison and give its recipe's hash."""
    from uncounted.pipeline.comparing import compare, table

    along = () if per == "none" else tuple(part.strip() for part in per.split(",") if part.strip())
    found = compare(
        material, asking, setting, [part.strip() for part in names.split(",") if part.strip()], along, target=case
    )
    if as_json:
        _line(found)
    elif as_csv:
        typer.echo(table(found), nl=False)
    else:
        from uncounted.cli.comparison_tables import print_comparison

        print_comparison(found)
    return found.recipe or ""


def _check(found: Sequence[Contradiction], recipe: str, fail_on: str | None, expect: str | None) -> None:
    from uncounted.model.errors import CheckFailed

    if expect is not None and not recipe.startswith(expect):
        raise CheckFailed(
            f"the recipe is {recipe}, not {expect}: the claims, the settings, a profile or the program differ"
        )
    kinds = {"contradiction"} if fail_on == "contradiction" else {"contradiction", "tension"}
    hits = [finding for finding in found if finding.kind in kinds] if fail_on else []
    if hits:
        raise CheckFailed(f"{len(hits)} found, the first: {hits[0].text}")


def _line(value: Any) -> None:
    from uncounted.model.records import to_line

    typer.echo(to_line(value))


def _lines(path: str) -> Iterator[str]:
    from uncounted.model.errors import InputError

    with contextlib.nullcontext(sys.stdin.buffer) if path == "-" else Path(path).open("rb") as stream:
        for number, line in enumerate(stream, 1):
            try:
                yield line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                raise InputError("not UTF-8", path=path, position=f"line {number}") from error
