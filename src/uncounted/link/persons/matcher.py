"""Splink on DuckDB, and nothing else of it anywhere: counts for blocking, training, and the weights of all pairs."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from uncounted.link.persons.blocking import Rule
from uncounted.link.persons.columns import Compared
from uncounted.link.persons.comparisons import Compare
from uncounted.link.persons.conditions import sql
from uncounted.link.persons.lists import LinkSettings
from uncounted.model.errors import MissingExtra

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TABLE = "records"
LEAST_SHARE = 1e-9  # of strangers with a level that none of the random pairs had
CODED = 16


@dataclass(frozen=True)
class Compares:
    """All compared pairs: positions (``left < right``), the level of each comparison (-1 silent, 0 differs),
    ``rarity``.

    ``rarity`` is the evidence in bits that equal values are rarer (or, below 0, commoner) than equal values usually
    are. ``names`` are the comparisons; ``says`` what their levels mean and ``strangers`` how often two records drawn
    at random have each level, both from level 0 up.
    """

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    levels: NDArray[np.int8]
    rarity: NDArray[np.float32]
    names: tuple[str, ...]
    says: tuple[tuple[str, ...], ...]
    strangers: tuple[tuple[float, ...], ...]


class Matcher:
    """A database with the records in it. Raises MissingExtra where Splink or DuckDB is not installed."""

    def __init__(self, records: Compared, settings: LinkSettings) -> None:
        try:
            import duckdb
            import pyarrow as pa
            import splink  # noqa: F401
        except ImportError:
            raise MissingExtra("The linkage of persons", "linkage") from None
        self.settings = settings
        self.compared = records
        self.database = duckdb.connect(config={"threads": settings.threads, "memory_limit": f"{settings.memory_gb}GB"})
        self.database.execute("SET enable_progress_bar = false")
        columns = {"unique_id": range(len(records)), "list": records.list_of, **records.columns}
        source = pa.table({name: pa.array(values) for name, values in columns.items()})
        self.database.register("given_records", source)
        self.database.execute(f"CREATE TABLE {TABLE} AS SELECT * FROM given_records")  # noqa: S608
        self.database.unregister("given_records")

    def pairs(self, columns: Sequence[str]) -> int:
        """How many pairs of records agree on all of ``columns``."""
        names = ", ".join(columns)
        known = " AND ".join(f"{column} IS NOT NULL" for column in columns)
        grouped = f"SELECT count(*) AS n FROM {TABLE} WHERE {known} GROUP BY {names}"  # noqa: S608
        return int(self._number(f"SELECT coalesce(sum(n * (n - 1) // 2), 0) FROM ({grouped})"))  # noqa: S608

    def filled(self, column: str) -> int:
        """How many records have a value there."""
        return int(self._number(f"SELECT count({column}) FROM {TABLE}"))  # noqa: S608

    def _number(self, query: str) -> Any:
        return self.database.execute(query).fetchall()[0][0]

    def compare(self, comparisons: Sequence[Compare], rules: Sequence[Rule], only: str = "") -> Compares:
        """The pairs that the rules bring, compared. ``only`` is a further condition on every pair (on ``l``, ``r``)."""
        from splink import Linker, SettingsCreator

        logging.getLogger("splink").setLevel(logging.ERROR)
        settings = SettingsCreator(
            link_type="dedupe_only",
            comparisons=[_splink(each) for each in comparisons],
            blocking_rules_to_generate_predictions=[{"blocking_rule": _sql(rule, only)} for rule in rules],
            retain_matching_columns=False,
            retain_intermediate_calculation_columns=True,
        )
        linker = Linker(self._table, settings, log_level=None)
        model = linker.misc.save_model_to_json()
        shares = self._strangers(comparisons)
        for each, its in zip(model["comparisons"], shares, strict=True):
            _number_levels(each, its)
        return self._collect(model, comparisons, shares)

    def _strangers(self, comparisons: Sequence[Compare]) -> tuple[tuple[float, ...], ...]:
        """As the compiled matcher has them, so that all engines work with one model."""
        from uncounted.link.persons.coded import code, program
        from uncounted.link.persons.strangers import strangers

        tests, columns, measured = program(comparisons)
        return strangers(code(self.compared, columns, measured), tests, comparisons, self.settings)

    @cached_property
    def _table(self) -> Any:
        """The records, as Splink takes them."""
        from splink import DuckDBAPI

        return DuckDBAPI(self.database).register(TABLE)

    def _weighed(self, model: dict[str, Any], wanted: Mapping[str, str]) -> Mapping[str, NDArray[Any]]:
        """The pairs weighed by the model, in any order: by name the values of expressions. Here engines differ."""
        from splink import Linker

        found = Linker(self._table, model, log_level=None).inference.predict(warning_mode="never")
        columns = ", ".join(f"{expression} AS {name}" for name, expression in wanted.items())
        query = f"SELECT {columns} FROM {found.physical_name}"  # noqa: S608
        return dict(self.database.execute(query).fetchnumpy())

    def _collect(
        self, model: dict[str, Any], comparisons: Sequence[Compare], strangers: tuple[tuple[float, ...], ...]
    ) -> Compares:
        import numpy as np

        levels = {
            f"g{i}": f"CAST(CASE WHEN mw_{each.name} = 0 THEN -1 ELSE mw_{each.name} + {CODED} END AS TINYINT)"
            for i, each in enumerate(comparisons)
        }
        rare = [f"mw_tf_adj_{each.name}" for each in comparisons if any(level.frequency for level in each.levels)]
        rarity = f"CAST({' + '.join(rare) or '0'} AS FLOAT)"
        found = self._weighed(model, {"a": "unique_id_l", "b": "unique_id_r", "r": rarity, **levels})
        one, other = found["a"].astype(np.int32), found["b"].astype(np.int32)
        left, right = np.minimum(one, other), np.maximum(one, other)
        order = np.lexsort((right, left))
        return Compares(
            left[order],
            right[order],
            np.column_stack([found[f"g{i}"].astype(np.int8) for i in range(len(comparisons))])[order],
            found["r"].astype(np.float32)[order],
            tuple(each.name for each in comparisons),
            tuple(("differs", *(level.says for level in reversed(each.levels))) for each in comparisons),
            strangers,
        )


def _number_levels(comparison: dict[str, Any], shares: Sequence[float]) -> None:
    """Has the weights of a model number the levels. ``shares``: how often strangers have each, from "differs" up.

    Splink gives out weights, not levels: with m = u * 2 ** (level - CODED) the weight of a level is its number less
    ``CODED``, and never 0, which is the weight of silence.
    """
    levels = [level for level in comparison["comparison_levels"] if not level.get("is_null_level")][::-1]
    for number, (level, share) in enumerate(zip(levels, shares, strict=True)):
        level["u_probability"] = max(share, LEAST_SHARE)
        level["m_probability"] = level["u_probability"] * 2.0 ** (number - CODED)


def _sql(rule: Rule, only: str) -> str:
    condition = " AND ".join(f"l.{column} = r.{column}" for column in rule.columns)
    return f"{condition} AND {only}" if only else condition


def _splink(compare: Compare) -> dict[str, Any]:
    levels: list[dict[str, Any]] = [
        {"sql_condition": sql(compare.silent), "label_for_charts": "silent", "is_null_level": True}
    ]
    for level in compare.levels:
        described: dict[str, Any] = {"sql_condition": sql(level.condition), "label_for_charts": level.says}
        if level.frequency:
            described["tf_adjustment_column"] = level.frequency
        levels.append(described)
    levels.append({"sql_condition": "ELSE", "label_for_charts": "differs"})
    return {"output_column_name": compare.name, "comparison_levels": levels}
