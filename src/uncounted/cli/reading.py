"""``uncounted read``: the claims of documents and corpora, for eyes or for machines, without a ledger."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from uncounted.cli.engine_options import LOCAL, runs_on_spark, spark
from uncounted.cli.llm_options import NONE, LlmOptions, chosen, with_llm

if TYPE_CHECKING:
    from uncounted.cli.bulk import Printer
    from uncounted.pipeline.bulk import Form, Task
    from uncounted.read import Intake

DAMAGED, REFUSED = 1, 2


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("read")(with_llm(read))


def read(
    paths: Annotated[list[str], typer.Argument(help="Files, folders or corpora; - reads standard input.")],
    published: Annotated[str | None, typer.Option(help="Publication date: 2016-11-09, 2016-11 or an interval.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    title: Annotated[str | None, typer.Option(help="Its title.")] = None,
    url: Annotated[str | None, typer.Option(help="Its address.")] = None,
    language: Annotated[str | None, typer.Option(help="Its language, ISO 639-1; overrides detection.")] = None,
    encoding: Annotated[str | None, typer.Option(help="Its encoding, where it is not UTF-8.")] = None,
    columns: Annotated[
        list[str] | None, typer.Option(help="Columns of a corpus: text=notes,published=event_date. Repeats.")
    ] = None,
    convention: Annotated[
        str | None, typer.Option(help="Each document's toll under it: acled, airwars, muc, ucdp, wikipedia.")
    ] = None,
    jobs: Annotated[int | None, typer.Option(help="How many processes read; as many as there are cores.")] = None,
    extractor: Annotated[
        str, typer.Option(help="Which extractor reads it: grammar, llm, grammar,llm or others.")
    ] = "grammar",
    llm: LlmOptions = NONE,
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines: a claim a line, or a document a line.")] = False,
    text: Annotated[bool, typer.Option("--text", help="Only the clean text in which offsets count.")] = False,
    engine: Annotated[str, typer.Option(help="Where it runs: local, or spark (JSON Lines and Parquet).")] = LOCAL,
    master: Annotated[str | None, typer.Option(help="For spark: its master, such as local[4] or yarn.")] = None,
    out: Annotated[str | None, typer.Option(help="For spark: write the lines to a new folder, in parts.")] = None,
) -> None:
    """Read documents and print the casualty claims in them."""
    from uncounted.pipeline.bulk import Task
    from uncounted.read import Columns, Intake, Metadata
    from uncounted.read.metadata import published as day

    flags = Metadata(
        published=published, publisher=publisher, title=title, url=url, language=language, encoding=encoding
    )
    if published:
        day(published, "flag")
    intake = Intake(Columns.parse(columns or ()), encoding, sys.stdin.buffer if "-" in paths else None)
    form: Form = "text" if text else "lines" if as_json else "words"
    on_spark = runs_on_spark(engine, master)
    _check_spark(jobs, form, out, on_spark=on_spark)
    with chosen(extractor, llm) as extractors:
        here = None if isinstance(extractors, str) else 1  # one server, asked from one process that counts its cost
        task = Task(flags, extractors, convention, form)
        code = _run_on_spark(paths, intake, task, master, out) if on_spark else _run(paths, intake, task, here or jobs)
    raise typer.Exit(code)


def _check_spark(jobs: int | None, form: Form, out: str | None, *, on_spark: bool) -> None:
    from uncounted.model.errors import BadSetting

    if jobs is not None and on_spark:
        raise BadSetting("--jobs is for the local engine; Spark has as many tasks as its master has cores")
    if out is not None and not on_spark:
        raise BadSetting("--out needs --engine spark; elsewhere lead the output into a file with >")
    if out is not None and form == "words":
        raise BadSetting("--out needs --json or --text")


def _run(paths: list[str], intake: Intake, task: Task, jobs: int | None) -> int:
    """Read and print everything; the exit code."""
    from contextlib import closing

    from uncounted.cli.bulk import Printer
    from uncounted.cli.progress import progress
    from uncounted.pipeline.bulk import read_all
    from uncounted.pipeline.workers import cores
    from uncounted.read import size_of, sources

    results = read_all(sources(paths, intake), task, jobs=cores() if jobs is None else jobs)
    with progress(size_of(paths), shown=task.form == "lines") as bar, closing(results):
        printer = Printer(say=bar.say, convention=task.convention)
        for outcome in results:
            printer.take(outcome)
            bar.step(outcome)
    return _finish(printer, paths)


def _run_on_spark(paths: list[str], intake: Intake, task: Task, master: str | None, out: str | None) -> int:
    """Read everything on Spark and print it here, or write it there; the exit code."""
    from contextlib import closing

    from uncounted.cli.bulk import Printer
    from uncounted.cli.progress import progress
    from uncounted.pipeline.spark import read_corpora

    with spark(master) as session, progress(None, shown=False) as bar:
        printer = Printer(say=bar.say, convention=task.convention)
        with closing(read_corpora(session, paths, intake.columns, task)) as reading:
            for outcome in reading if out is None else reading.write(out):
                printer.take(outcome)
    return _finish(printer, paths)


def _finish(printer: Printer, paths: list[str]) -> int:
    """Print the end; the exit code."""
    from uncounted.model.errors import InputError

    printer.finish()
    if printer.n_documents == 0 and not printer.n_refused and not printer.n_damaged:
        raise InputError("nothing was read", path=", ".join(paths))
    return REFUSED if printer.n_refused else DAMAGED if printer.n_damaged else 0
