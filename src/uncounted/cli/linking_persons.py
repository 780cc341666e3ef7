"""``uncounted link persons``: lists of victims to victims, an overlap table, and what a person should look at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from uncounted.cli.engine_options import LOCAL, runs_on_spark, spark
from uncounted.cli.waiting import signs_of_life

if TYPE_CHECKING:
    from uncounted.link.persons.linking import MakeMatcher
    from uncounted.pipeline.linking_persons import PersonLinkage

MOST_DRAWS = 10_000
MOST_REVIEWED = 100_000


def register(group: typer.Typer) -> None:
    """Add the command to its group."""
    group.command("persons")(persons)


def persons(
    lists: Annotated[list[str], typer.Argument(help="Lists of victims: CSV or Parquet; - is standard input.",
                                               show_default=False)],
    out: Annotated[str | None, typer.Option(help="Folder for victims.csv, overlap.json, review.csv.")] = None,
    columns: Annotated[
        list[str] | None, typer.Option(help="A settings file, or [LIST:]FIELD=COLUMN,...: what columns hold. Repeats.")
    ] = None,
    unique: Annotated[list[str] | None, typer.Option(help="A list on which nobody stands twice. Repeats.")] = None,
    duplicates: Annotated[
        list[str] | None, typer.Option(help="A list on which somebody may stand twice. Repeats.")
    ] = None,
    judgements: Annotated[str | None, typer.Option(help="CSV of judgements: a filled review.csv.")] = None,
    case: Annotated[str | None, typer.Option(help="The case that keeps the judgements.")] = None,
    by: Annotated[str, typer.Option("--by", envvar="UNCOUNTED_BY", help="Who judged, if the file does not say.")] = "",
    because: Annotated[str, typer.Option(help="Why, if the file of judgements does not say.")] = "",
    earlier: Annotated[str | None, typer.Option(help="Folder of an earlier run, whose victim ids stay.")] = None,
    review: Annotated[int, typer.Option(help="The most pairs to ask a person about.")] = 100,
    draws: Annotated[int, typer.Option(help="How many whole clusterings are drawn.")] = 200,
    seed: Annotated[int, typer.Option(help="Of random numbers; the same seed gives the same result.")] = 1,
    level: Annotated[float, typer.Option(help="Probability of the intervals.")] = 0.95,
    threads: Annotated[int, typer.Option(help="How many threads the database takes.")] = 2,
    memory: Annotated[float, typer.Option(help="The most memory that the database takes, in GB.")] = 4.0,
    parquet: Annotated[bool, typer.Option("--parquet", help="Write victims.parquet instead of victims.csv.")] = False,
    encoding: Annotated[str | None, typer.Option(help="How the files are encoded, where not in UTF-8.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The summary as one JSON object.")] = False,
    engine: Annotated[str, typer.Option(help="Where pairs are compared: local, or spark.")] = LOCAL,
    master: Annotated[str | None, typer.Option(help="For spark: its master, such as local[4] or yarn.")] = None,
) -> None:  # fmt: skip
    """Link lists of victims: who is one person, how surely, and what the doubt does to the overlap table."""
    from uncounted.link.persons.lists import LinkSettings
    from uncounted.pipeline.linking_persons import Asked, link_lists
    from uncounted.pipeline.persons_summary import summary
    from uncounted.read.person_columns import PersonColumns

    _check(draws, review, level, threads, memory)
    _check_parquet(out, parquet=parquet)
    asked = Asked(
        tuple(lists), PersonColumns.parse(columns or ()), tuple(unique or ()), tuple(duplicates or ()), encoding,
        judgements, by, because, Path(case) if case else None, Path(out) if out else None,
        Path(earlier) if earlier else None, review,
        LinkSettings(draws=draws, seed=seed, threads=threads, memory_gb=memory, level=level),
    )  # fmt: skip
    with _matcher(engine, master) as matcher, signs_of_life("linking"):
        found = link_lists(asked, _tell, matcher)
    told = summary(found)
    _show(told, _written(found, out, told, parquet=parquet), as_json=as_json)


def _check(draws: int, review: int, level: float, threads: int, memory: float) -> None:
    from uncounted.model.errors import BadSetting

    if not 1 <= draws <= MOST_DRAWS:
        raise BadSetting(f"--draws takes 1 to {MOST_DRAWS}, not {draws}")
    if not 0 <= review <= MOST_REVIEWED:
        raise BadSetting(f"--review takes 0 to {MOST_REVIEWED}, not {review}")
    if not 0.5 <= level < 1:
        raise BadSetting(f"--level takes 0.5 to below 1, not {level}")
    if threads < 1 or memory <= 0:
        raise BadSetting("--threads and --memory should be above 0")


@contextmanager
def _matcher(engine: str, master: str | None) -> Iterator[MakeMatcher | None]:
    """What compares the pairs: null for DuckDB."""
    if not runs_on_spark(engine, master):
        yield None
        return
    with spark(master) as session:
        from uncounted.link.persons.matcher_spark import SparkMatcher

        yield partial(SparkMatcher, session=session)


def _check_parquet(out: str | None, *, parquet: bool) -> None:
    from uncounted.model.errors import BadSetting

    if parquet and out is None:
        raise BadSetting("--parquet needs --out, a folder to write into")


def _tell(line: str) -> None:
    typer.echo(f"uncounted: {line}", err=True)


def _written(found: PersonLinkage, out: str | None, told: dict[str, Any], *, parquet: bool) -> tuple[Path, ...]:
    if out is None:
        return ()
    from uncounted.pipeline.persons_output import write

    return write(found, Path(out), told, parquet=parquet)


def _show(told: dict[str, Any], written: tuple[Path, ...], *, as_json: bool) -> None:
    import json

    if as_json:
        typer.echo(json.dumps({**told, "written": [str(path) for path in written]}, ensure_ascii=False))
        return
    from uncounted.cli.person_tables import print_summary

    print_summary(told)
    for path in written:
        typer.echo(f"written: {path}")
