"""``uncounted estimate --case``: the answers kept in a case, and ``uncounted estimates``: what a case keeps."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from uncounted.cli.ledger import AsJson, CasePath
from uncounted.model.errors import Refused

if TYPE_CHECKING:
    from uncounted.cli.estimate import Found
    from uncounted.model.recorded_estimate import RecordedEstimate


@dataclass(frozen=True)
class Recording:
    """What was given on the command line of where to keep the answers, and of whom they are; null was not."""

    case: Annotated[Path | None, typer.Option(help="Keep the answers in this case, beside its claims.")] = None
    where: Annotated[list[str] | None, typer.Option(help="With --case: the place the lists are about. Repeats.")] = None
    when: Annotated[str | None, typer.Option(help="With --case: their date or interval: 2014/2016-11.")] = None
    by: Annotated[list[str] | None, typer.Option(help="With --case: by whom, if they say. Repeats.")] = None
    who: Annotated[list[str] | None, typer.Option(help="With --case: about whom: civilian, women. Repeats.")] = None
    means: Annotated[str | None, typer.Option(help="With --case: an event type, such as airstrike.")] = None
    measure: Annotated[str | None, typer.Option(help="With --case: killed by default, missing, ...")] = None

    def check(self) -> None:
        """Raises Refused where the answers could not be kept: a scope without a case, or a case without a scope."""
        given = [one.name for one in fields(self) if one.name != "case" and getattr(self, one.name)]
        if self.case is None and given:
            raise Refused(f"--{given[0]} says of whom an estimate is that a case keeps; give --case CASE with it.")
        if self.case is not None and not (self.where and self.when):
            raise Refused("--case keeps an estimate of somebody: say of where and when, with --where and --when.")
        if self.case is not None:
            from uncounted.pipeline.cases import open_case

            open_case(self.case)  # before minutes are spent on what could not be kept

    def keep(self, found: Found, data: bytes, source: str, command: str | None, out: Any) -> None:
        """Keep what was found, if a case is given."""
        if self.case is None or not (found.fits or found.combined):
            return
        from uncounted.model.recorded_estimate import RecordedEstimate
        from uncounted.model.scope import Scope
        from uncounted.pipeline.asking import Asking
        from uncounted.pipeline.estimates import record_estimate

        asking = Asking(
            tuple(self.where or ()), self.when, tuple(self.by or ()), tuple(self.who or ()), self.means,
            self.measure or "killed",
        )  # fmt: skip
        made = RecordedEstimate(
            id="",
            measure="killed",
            scope=Scope(),
            question="",
            estimates=tuple(fit.estimate for fit in found.fits),
            tables=tuple(table.overview() for table in found.tables),
            table="standard input" if source == "-" else Path(source).name,
            sha256=hashlib.sha256(data).hexdigest(),
            sums=tuple(found.sums),
            combined=tuple(found.combined),
            command=command,
        )
        kept, new = record_estimate(self.case, asking, made)
        out.say(f"{'kept in' if new else 'already in'} {self.case} as {kept.id}: {kept.question}")


def estimates(
    case: CasePath,
    identifier: Annotated[str, typer.Argument(metavar="[ID]", help="One of them, or the start of its id.")] = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Withdraw it; it stays in the log.")] = False,
    because: Annotated[str, typer.Option(help="Why it is withdrawn; kept in the log.")] = "",
    by: Annotated[str, typer.Option("--by", envvar="UNCOUNTED_BY", help="Who withdraws it; kept in the log.")] = "",
    as_json: AsJson = False,
) -> None:
    """The estimates that a case keeps beside its claims; or withdraw one."""
    from uncounted.model.errors import UnknownName
    from uncounted.model.records import to_line
    from uncounted.pipeline import estimates as pipeline

    if withdraw:
        if not (identifier and because.strip() and by.strip()):
            raise Refused("--withdraw needs the estimate's ID, --by NAME and --because WHY.")
        found: tuple[RecordedEstimate, ...] = (
            pipeline.withdraw_estimate(case, identifier, by=by.strip(), because=because.strip()),
        )
    else:
        found = tuple(one for one in pipeline.case_estimates(case) if one.id.startswith(identifier))
        if identifier and not found:
            raise UnknownName(f"no estimate is called {identifier!r}; uncounted estimates {case} lists them.")
    if as_json:
        for one in found:
            typer.echo(to_line(one))
        return
    from uncounted.cli.estimate_tables import recorded_lines

    for one in found:
        for line in recorded_lines(one, whole=bool(identifier)):
            typer.echo(line)
    if not found:
        typer.echo(f"{case} keeps no estimates; uncounted estimate TABLE --case {case} adds one", err=True)
