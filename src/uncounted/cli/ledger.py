"""Commands on a case: init, ingest, show, judge, verify, expunge, rebuild, log."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from uncounted.cli.llm_options import NONE, LlmOptions, chosen, with_llm

if TYPE_CHECKING:
    from collections.abc import Callable

    from uncounted.pipeline.ingest import Ingested, Step

CasePath = Annotated[Path, typer.Argument(metavar="CASE", help="The case's folder.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="JSON Lines, for machines.")]
Because = Annotated[str, typer.Option("--because", help="Why; kept in the log.", show_default=False)]
By = Annotated[
    str, typer.Option("--by", envvar="UNCOUNTED_BY", help="Who decides; kept in the log.", show_default=False)
]


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command("init")(init)
    app.command("ingest")(with_llm(ingest))
    app.command("show")(show)
    app.command("judge")(judge)
    app.command("verify")(verify)
    app.command("expunge")(expunge)
    app.command("rebuild")(rebuild)
    app.command("log")(log)


def init(
    case: CasePath,
    name: Annotated[str | None, typer.Option(help="What to call it; the folder's name by default.")] = None,
    as_json: AsJson = False,
) -> None:
    """Make a new, empty case: a folder for the ledger and the originals."""
    from uncounted.pipeline.cases import create

    made = create(case, name)
    if as_json:
        _line({"type": "case", "version": 1, "id": made.id, "name": made.name, "created": made.created})
        return
    typer.echo(f"made the case {_plain(made.name)} in {case}; next: uncounted ingest {case} FILES")


def ingest(
    case: CasePath,
    paths: Annotated[list[Path], typer.Argument(help="Files, folders and corpora.", show_default=False)],
    published: Annotated[str | None, typer.Option(help="Publication date: YYYY-MM-DD, YYYY-MM, START/END.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published.")] = None,
    title: Annotated[str | None, typer.Option(help="The title.")] = None,
    url: Annotated[str | None, typer.Option(help="The address.")] = None,
    language: Annotated[str | None, typer.Option(help="ISO 639-1.")] = None,
    source_type: Annotated[str | None, typer.Option(help="Publisher type: news, NGO or monitor, ...")] = None,
    licence: Annotated[str | None, typer.Option(help="The licence of the text.")] = None,
    encoding: Annotated[str | None, typer.Option(help="Of texts that are not UTF-8.")] = None,
    columns: Annotated[
        list[str] | None, typer.Option(help="Columns of a corpus: text=notes,published=event_date. Repeats.")
    ] = None,
    extractor: Annotated[
        str, typer.Option(help="Which extractor reads: grammar, llm, grammar,llm or others.")
    ] = "grammar",
    llm: LlmOptions = NONE,
    again: Annotated[bool, typer.Option("--again", help="Read again what this version has read.")] = False,
    readmit: Annotated[bool, typer.Option("--readmit", help="Take in again what was expunged.")] = False,
    by: Annotated[str, typer.Option("--by", envvar="UNCOUNTED_BY", help="Who ingests.")] = "uncounted",
    as_json: AsJson = False,
) -> None:
    """Read files, folders and corpora into the case. What it has already adds nothing; interrupted, run it again."""
    from uncounted.pipeline import ingest as pipeline
    from uncounted.pipeline.cases import open_case
    from uncounted.read import Columns, Intake
    from uncounted.read.metadata import Metadata

    intake = Intake(Columns.parse(columns or ()), encoding)
    flags = Metadata(
        published=published,
        publisher=publisher,
        title=title,
        url=url,
        language=language,
        source_type=source_type,
        licence=licence,
        encoding=encoding,
    )
    opened = open_case(case)
    with chosen(extractor, llm) as extractors, _bar(pipeline.count_files(paths)) as progress:
        done = pipeline.ingest(
            opened, paths, flags=flags, extractor=extractors, again=again, readmit=readmit, by=by, intake=intake,
            progress=progress,
        )  # fmt: skip
    _report(done, as_json)
    _fail(done)


def show(
    case: CasePath,
    identifier: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="An id, the start of one, or an entry's number.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show anything by its id: a claim with its words and history, a document, an incident, a judgement, an entry."""
    from uncounted.cli.ledger_views import lines
    from uncounted.model.records import to_json
    from uncounted.pipeline import showing
    from uncounted.pipeline.cases import open_case

    opened = open_case(case)
    shown = showing.show(opened, identifier) if identifier is not None else showing.overview(opened)
    if as_json:
        _line({"type": "shown", "version": 1, "kind": type(shown).__name__.removeprefix("Shown"), **to_json(shown)})
        return
    for line in lines(shown):
        typer.echo(_plain(line))


def judge(
    case: CasePath,
    identifier: Annotated[str, typer.Argument(metavar="ID", show_default=False)],
    verb: Annotated[
        str, typer.Argument(metavar="VERB", help="accept, reject, set, same, different, part-of", show_default=False)
    ],
    because: Because,
    by: By,
    arguments: Annotated[list[str] | None, typer.Argument(metavar="[FIELD=VALUE|OTHER]...", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:
    """Decide about a claim, review or incident: accept, reject, set FIELD=VALUE, same, different or part-of OTHER."""
    from uncounted.model.records import to_json
    from uncounted.pipeline import judge as pipeline
    from uncounted.pipeline.cases import open_case

    judged = pipeline.judge(open_case(case), identifier, verb, arguments or (), because=because, by=by)
    for judgement, entry in zip(judged.judgements, judged.entries, strict=True):
        if as_json:
            _line({**to_json(judgement), "entry": entry, "head": judged.head})
        else:
            what = f"{judgement.field} " if judgement.field else ""
            what += f"= {judgement.value or 'taken back'}" if judgement.verb == "grade" else ""
            typer.echo(f"entry {entry}: {judgement.target} {verb} {what}{judgement.other or ''}".rstrip())
    if not as_json:
        for claim in judged.claims:
            typer.echo(f"{claim.id} is {claim.status}; reading {claim.reading}")


def verify(
    case: CasePath,
    head: Annotated[str | None, typer.Option(help="A head kept elsewhere, that the log must pass through.")] = None,
    as_json: AsJson = False,
) -> None:
    """Check that the log's chain is whole, payloads and originals are what they were, and spans quote their texts."""
    from uncounted.cli.ledger_views import verification_lines
    from uncounted.model.errors import DamagedLedger
    from uncounted.model.records import to_json
    from uncounted.pipeline import verify as pipeline
    from uncounted.pipeline.cases import open_case

    result = pipeline.check(open_case(case), head)
    if as_json:
        _line({"type": "verification", "version": 1, "whole": not result.findings, **to_json(result)})
    else:
        for line in verification_lines(result):
            typer.echo(_plain(line))
    if result.findings:
        raise DamagedLedger(pipeline.summary(result))


def expunge(
    case: CasePath,
    identifier: Annotated[str, typer.Argument(metavar="ID", show_default=False)],
    because: Because,
    authority: Annotated[str, typer.Option(help="On whose authority; kept in the log.", show_default=False)],
    by: Annotated[
        str | None, typer.Option("--by", envvar="UNCOUNTED_BY", help="Who does it; the authority by default.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Destroy all content of a document, a judgement or an unread file, for good; a tombstone stays in the log."""
    from uncounted.model.records import to_json
    from uncounted.pipeline import expunge as pipeline
    from uncounted.pipeline.cases import open_case

    done = pipeline.expunge(open_case(case), identifier, because=because, authority=authority, by=by or authority)
    if as_json:
        _line({"type": "expunged", "version": 1, **to_json(done)})
        return
    numbers = ", ".join(map(str, done.entries)) or "none"
    typer.echo(f"expunged by entry {done.number}: {done.target}; payloads of entries {numbers}")
    typer.echo(f"originals destroyed: {done.originals}; documents: {', '.join(done.documents) or 'none'}")
    typer.echo("published reports and copies of the case are outside it: withdraw them yourself")


def rebuild(case: CasePath, as_json: AsJson = False) -> None:
    """Remake every table and index from the log."""
    from uncounted.pipeline import rebuild as pipeline
    from uncounted.pipeline.cases import open_case

    rows = pipeline.rebuild(open_case(case))
    if as_json:
        _line({"type": "rebuilt", "version": 1, "rows": rows})
        return
    typer.echo("rebuilt: " + ", ".join(f"{n} {name.removesuffix('Row').lower()} rows" for name, n in rows.items()))


def log(
    case: CasePath,
    bodies: Annotated[bool, typer.Option("--bodies", help="With contents and salts; else the chain alone.")] = False,
    about: Annotated[str | None, typer.Option(help="Only the entries about this id.")] = None,
    as_json: AsJson = False,
) -> None:
    """Export the log, one line for each entry; without --bodies it holds no content and can be kept in public."""
    from uncounted.model.records import to_json
    from uncounted.pipeline.cases import open_case
    from uncounted.pipeline.exporting import entries

    for entry in entries(open_case(case), bodies=bodies, about=about):
        if as_json or bodies:
            _line({"type": "entry", "version": 1, **to_json(entry)})
            continue
        gone = f"  expunged by entry {entry.expunged_by}" if entry.expunged_by else ""
        typer.echo(_plain(f"{entry.number:>6}  {entry.at[:19]}  {entry.chain[:16]}  {entry.kind}  {entry.by}{gone}"))


def _line(value: Any) -> None:
    import json

    typer.echo(json.dumps(value, ensure_ascii=False, separators=(", ", ": ")))


def _plain(text: str) -> str:
    """Text that cannot drive a terminal: control characters become a mark."""
    return "".join(c if c >= " " and not "\x7f" <= c <= "\x9f" else "\ufffd" for c in text)


@contextmanager
def _bar(total: int | None) -> Iterator[Callable[[Step], None] | None]:
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda _step: bar.advance(task)


def _report(done: Ingested, as_json: bool) -> None:
    from uncounted.model.records import to_json

    for step in done.steps:
        if as_json:
            _line({"type": "ingest_step", "version": 1, **to_json(step)})
        if step.outcome == "unread":
            typer.echo(_plain(f"unread: {step.path}: {step.reason}: {step.detail}"), err=True)
        elif step.outcome == "skipped":
            typer.echo(_plain(f"skipped: {step.path}: {step.detail}"), err=True)
        for note in step.notes:
            typer.echo(_plain(f"{step.path}: {note}"), err=True)
    for note in done.notes:
        typer.echo(_plain(note), err=True)
    tally = {
        "read": done.count("read"),
        "read again": done.count("read again"),
        "unchanged": done.count("unchanged"),
        "captured": done.count("captured"),
        "unread": done.count("unread"),
        "skipped": done.count("skipped"),
    }
    if as_json:
        _line({"type": "ingested", "version": 1, "files": tally, "claims": done.n_claims, "head": done.head})
        return
    said = ", ".join(f"{n} {name}" for name, n in tally.items() if n) or "no files"
    typer.echo(f"{said}; {done.n_claims} claims; head {done.head}")


def _fail(done: Ingested) -> None:
    """Exit 2 for a file that was named and not read, and where nothing at all was read; 1 for a record that is none."""
    from uncounted.model.errors import CheckFailed, InputError
    from uncounted.pipeline.ingest_sources import BAD_RECORD

    if len(done.failed) == 1:
        raise done.failed[0]
    if done.failed:
        raise InputError(f"{len(done.failed)} of the files named could not be read; the first: {done.failed[0]}")
    kept = [step for step in done.steps if step.outcome not in {"unread", "skipped"}]
    if not kept:
        raise InputError("nothing was read: there is no file here that a reader knows")
    bad = sum(step.reason == BAD_RECORD for step in done.steps)
    if bad:
        raise CheckFailed(f"{bad} records of corpora could not be read and are kept in the log as unread; see above")
