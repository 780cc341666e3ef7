"""Splink on Spark: the pairs are compared there; what grows with the records alone, or with a sample, stays here.

The driver holds the records in DuckDB as without Spark: it counts for blocking and learns how often strangers agree
from as many random pairs, so both engines work with one model. Spark brings the pairs and weighs them, and each of its
tasks packs its own into arrays.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from uncounted.link.persons.columns import Compared
from uncounted.link.persons.likeness import damerau_levenshtein, jaro_winkler_similarity
from uncounted.link.persons.lists import LinkSettings
from uncounted.link.persons.matcher import TABLE, Matcher

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pyspark.sql import DataFrame, SparkSession

CHUNK = 100_000  # pairs that a task packs at once
_TYPES = {"BIGINT": "bigint", "DOUBLE": "double", "VARCHAR": "string"}


class SparkMatcher(Matcher):
    """A matcher that compares on Spark. Raises MissingExtra where Splink or DuckDB is not installed."""

    def __init__(self, records: Compared, settings: LinkSettings, session: SparkSession) -> None:
        super().__init__(records, settings)
        self._session = session

    def _weighed(self, model: dict[str, Any], wanted: Mapping[str, str]) -> Mapping[str, NDArray[Any]]:
        import numpy as np
        from splink import Linker
        from splink.backends import spark as splink_spark

        session = self._session
        logging.getLogger("py4j").setLevel(logging.ERROR)
        session.udf.register("damerau_levenshtein", damerau_levenshtein, "int")
        session.udf.register("jaro_winkler_similarity", jaro_winkler_similarity, "double")
        make: Any = splink_spark.SparkAPI  # which has no types
        api = make(spark_session=session, break_lineage_method="persist", register_udfs_automatically=False)
        table = api.register(self._records())
        linker = Linker(table, {**model, "sql_dialect": "spark"}, log_level=None)
        found = linker.inference.predict(warning_mode="never")
        columns = [f"{expression} AS {name}" for name, expression in wanted.items()]
        pairs = session.table(found.physical_name).selectExpr(*columns)
        kinds = [_KINDS[kind] for _, kind in pairs.dtypes]
        packed = pairs.rdd.mapPartitions(lambda rows: _packed(rows, kinds)).collect()
        return {
            name: np.concatenate(
                [np.frombuffer(chunk[i], dtype=kinds[i]) for chunk in packed] or [np.empty(0, kinds[i])]
            )
            for i, name in enumerate(wanted)
        }

    def _records(self) -> DataFrame:
        """The records, as Spark's table."""
        columns = self.database.execute(f"DESCRIBE {TABLE}").fetchall()
        schema = ", ".join(f"`{column[0]}` {_TYPES[column[1]]}" for column in columns)
        rows = self.database.execute(f"SELECT * FROM {TABLE}").fetchall()  # noqa: S608
        return self._session.createDataFrame(rows, schema, verifySchema=False)


_KINDS = {"bigint": "int64", "int": "int32", "tinyint": "int8", "float": "float32", "double": "float64"}


def _packed(rows: Iterator[Any], kinds: list[str]) -> Iterator[tuple[bytes, ...]]:
    """The columns of a task's pairs as bytes, some pairs at a time."""
    from itertools import islice

    import numpy as np

    while chunk := list(islice(rows, CHUNK)):
        columns = zip(*chunk, strict=True)
        yield tuple(np.array(column, dtype=kind).tobytes() for column, kind in zip(columns, kinds, strict=True))
