"""``--engine`` and ``--master``: where a step runs, this process or Apache Spark."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOCAL, SPARK = "local", "spark"


def runs_on_spark(engine: str, master: str | None) -> bool:
    """Whether the engine is Spark. Raises UnknownName for another, BadSetting for a master that nothing uses."""
    from uncounted.model.errors import BadSetting, UnknownName

    if engine not in (LOCAL, SPARK):
        raise UnknownName(f"No engine is called {engine!r}.", (LOCAL, SPARK))
    if master is not None and engine != SPARK:
        raise BadSetting("--master needs --engine spark")
    return engine == SPARK


@contextmanager
def spark(master: str | None) -> Iterator[SparkSession]:
    """A session of Spark; standard error says what its start took."""
    from uncounted.pipeline.spark_session import spark_session

    with spark_session(master) as started:
        typer.echo(f"uncounted: {started.words}", err=True)
        yield started.session
