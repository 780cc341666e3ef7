"""``uncounted read``: the claims of documents and corpora, for eyes or for machines, without a ledger."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from uncounted.cli.llm_options import NONE, LlmOptions, chosen, with_llm

if TYPE_CHECKING:
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
    with chosen(extractor, llm) as extractors:
        here = None if isinstance(extractors, str) else 1  # one server, asked from one process that counts its cost
        code = _run(paths, intake, Task(flags, extractors, convention, form), here or jobs)
    raise typer.Exit(code)


def _run(paths: list[str], intake: Intake, task: Task, jobs: int | None) -> int:
    """Read and print everything; the exit code."""
    from contextlib import closing

    from uncounted.cli.bulk import Printer
    from uncounted.cli.progress import progress
    from uncounted.model.errors import InputError
    from uncounted.pipeline.bulk import read_all
    from uncounted.pipeline.workers import cores
    from uncounted.read import size_of, sources

    results = read_all(sources(paths, intake), task, jobs=cores() if jobs is None else jobs)
    with progress(size_of(paths), shown=task.form == "lines") as bar, closing(results):
        printer = Printer(say=bar.say, convention=task.convention)
        for outcome in results:
            printer.take(outcome)
            bar.step(outcome)
    printer.finish()
    if printer.n_documents == 0 and not printer.n_refused and not printer.n_damaged:
        raise InputError("nothing was read", path=", ".join(paths))
    return REFUSED if printer.n_refused else DAMAGED if printer.n_damaged else 0
