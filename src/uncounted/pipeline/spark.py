"""Reading in bulk on Apache Spark: the same texts, claims and remarks as ``bulk.read_all`` gives, in the same order.

Spark finds the records of a corpus and shares them out; what becomes of each is ``bulk.read_one``, and nothing else.
Lines are numbered by a first pass that counts them split by split, so that remarks name file and line as they do here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from uncounted.model.errors import BadSetting, InputError, UnknownName
from uncounted.pipeline.bulk import Outcome, Task, read_one
from uncounted.pipeline.reading import extractors_of
from uncounted.pipeline.spark_files import CorpusFile, corpus_files, new_folder
from uncounted.read import Columns, Packed, Remark
from uncounted.read.corpora import line_record
from uncounted.read.streams import RECORD_LIMIT

if TYPE_CHECKING:
    from pyspark import RDD
    from pyspark.sql import DataFrame, SparkSession

Key: TypeAlias = tuple[int, int]  # the number of the file, and of the line or row in it; 0 comes before the first
Keyed: TypeAlias = "tuple[Key, Outcome]"
_BOM = b"\xef\xbb\xbf"


class SparkReading:
    """What became of every text of the corpora, kept on the cluster's disks until it is closed."""

    def __init__(self, outcomes: RDD[Keyed]) -> None:
        from pyspark import StorageLevel

        # Kept, because sorting looks at a sample first, and because a partition at a time is handed out afterwards.
        self._kept = outcomes.persist(StorageLevel.DISK_ONLY)
        self._sorted = self._kept.sortByKey().values().persist(StorageLevel.DISK_ONLY)
        self._sorted.count()
        self._kept.unpersist()

    def __iter__(self) -> Iterator[Outcome]:
        """All outcomes in order, a partition at a time in this process."""
        yield from self._sorted.toLocalIterator(prefetchPartitions=True)

    def write(self, folder: str) -> Iterator[Outcome]:
        """Write the lines into ``folder``, each partition to its own part, and give the outcomes without them.

        The parts, in the order of their names, hold what one process would have printed. Raises InputError where the
        folder is there already.
        """
        address = new_folder(self._sorted.context, folder)
        self._sorted.flatMap(_lines).saveAsTextFile(address)
        yield from self._sorted.map(_without_lines).toLocalIterator(prefetchPartitions=True)

    def close(self) -> None:
        """Free what is kept."""
        self._sorted.unpersist()


def read_corpora(session: SparkSession, paths: Sequence[str], columns: Columns, task: Task) -> SparkReading:
    """Read JSON Lines and Parquet under ``paths`` (files, folders, patterns; any address that Spark reads).

    Other files of a folder are remarks of kind ``unread``. Raises InputError for a path that is not there or that is
    neither, UnknownName for an unknown extractor or convention, BadSetting for extractors that are set up here.
    """
    from uncounted.extract.conventions import CONVENTIONS

    if not isinstance(task.extractor, str):
        raise BadSetting("--engine spark takes extractors by name, not a language model")
    if task.flags.encoding is not None:
        raise BadSetting("--engine spark reads UTF-8; leave --encoding out, or convert the corpus")
    extractors_of(task.extractor)
    if task.convention is not None and task.convention not in CONVENTIONS:
        raise UnknownName(f"No convention is called {task.convention!r}.", tuple(CONVENTIONS))
    files = corpus_files(session.sparkContext, paths)
    said: list[Keyed] = []
    found: list[RDD[Any]] = []
    text = [file for file in files if file.form == "jsonl"]
    if text:
        found.append(_lines_of(session, text, columns.of_record()))
    for group in _folders([file for file in files if file.form == "parquet"]):
        rows, remarks = _rows_of(session, group, columns)
        found += rows
        said += remarks
    said += [
        ((file.number, 0), Outcome(remark=Remark("unread", f"{file.shown}: unread: {file.why}")))
        for file in files
        if file.form is None
    ]
    outcomes = [each.mapValues(partial(read_one, task)) for each in found]
    if said or not outcomes:
        outcomes.append(session.sparkContext.parallelize(said, 1))
    return SparkReading(session.sparkContext.union(outcomes))


def _folders(files: list[CorpusFile]) -> list[list[CorpusFile]]:
    """Files by the path that brought them: those of one folder have one schema."""
    groups: dict[int, list[CorpusFile]] = {}
    for file in files:
        groups.setdefault(file.source, []).append(file)
    return list(groups.values())


def _lines_of(session: SparkSession, files: list[CorpusFile], keys: dict[str, str]) -> RDD[tuple[Key, Packed | Remark]]:
    """The records of files of JSON Lines."""
    raw = session.read.option("lineSep", "\n").text([file.pattern for file in files])
    lines = raw.selectExpr(
        "_metadata.file_path AS file", "_metadata.file_block_start AS start", "CAST(value AS BINARY) AS line"
    )
    number = {file.key: file for file in files}
    splits = sorted(
        (number[CorpusFile.key_of(row["file"])].number, row["start"], row["count"])
        for row in lines.groupBy("file", "start").count().collect()
    )
    behind: dict[Key, int] = {}
    last, total = -1, 0
    for file, start, count in splits:
        total = 0 if file != last else total
        behind[file, start] = total
        last, total = file, total + count
    return lines.rdd.mapPartitions(partial(_numbered, number, behind, keys))


def _numbered(
    files: Mapping[str, CorpusFile], behind: Mapping[Key, int], keys: dict[str, str], lines: Iterator[Any]
) -> Iterator[tuple[Key, Packed | Remark]]:
    """The records of one task, with the numbers of their lines. Lines of one split come in order."""
    seen: dict[Key, int] = {}
    for address, start, value in lines:
        file = files[CorpusFile.key_of(address)]
        split = (file.number, start)
        number = seen.get(split, behind[split]) + 1
        seen[split] = number
        data = bytes(value)
        if number == 1:
            data = data.removeprefix(_BOM)
        line: str | None = data.decode(errors="surrogateescape") + "\n"
        if line is not None and len(line) > RECORD_LIMIT:
            line = None
        found = line_record(line, number, path=file.shown, keys=keys)
        if found is not None:
            yield (file.number, number), found


def _rows_of(
    session: SparkSession, files: list[CorpusFile], columns: Columns
) -> tuple[list[RDD[tuple[Key, Packed | Remark]]], list[Keyed]]:
    """The rows of the Parquet files of one path, and what is said of their columns."""
    from uncounted.read.parquet import chosen_columns

    table = session.read.parquet(*(file.pattern for file in files))
    said: list[Keyed] = []
    chosen: dict[str, str] = {}
    for file in files:
        try:
            chosen, remarks = chosen_columns(table.columns, columns, file.shown)
            _check_types(table, chosen, file.shown)
        except InputError as error:
            said.append(((file.number, 0), Outcome(remark=Remark("refused", str(error)))))
            continue
        said += [((file.number, 0), Outcome(remark=remark)) for remark in remarks]
    if not chosen or any(outcome.remark and outcome.remark.kind == "refused" for _, outcome in said):
        return [], said
    cells = [f"{_plain(table, name)} AS `{field}`" for field, name in chosen.items()]
    rows = table.selectExpr("_metadata.file_path", "_metadata.row_index", *cells)
    number = {file.key: file for file in files}
    return [rows.rdd.mapPartitions(partial(_rowed, number, tuple(chosen)))], said


def _check_types(table: DataFrame, chosen: Mapping[str, str], path: str) -> None:
    from uncounted.read.parquet import not_text

    for name in chosen.values():
        kind = table.schema[name].dataType.simpleString()
        if kind == "boolean" or kind.startswith(("array", "map", "struct")):
            raise not_text(name, kind, path)


def _plain(table: DataFrame, name: str) -> str:
    """A column as the reader of rows takes it: words as bytes, moments as words in UTC."""
    kind = table.schema[name].dataType.simpleString()
    quoted = "`" + name.replace("`", "``") + "`"
    if kind == "string":
        return f"CAST({quoted} AS BINARY)"
    return f"date_format({quoted}, 'yyyy-MM-dd HH:mm:ss')" if kind.startswith("timestamp") else quoted


def _rowed(
    files: Mapping[str, CorpusFile], fields: Sequence[str], rows: Iterator[Any]
) -> Iterator[tuple[Key, Packed | Remark]]:
    from uncounted.read.parquet import row

    for address, index, *cells in rows:
        file = files[CorpusFile.key_of(address)]
        plain = (bytes(cell) if isinstance(cell, bytearray) else cell for cell in cells)
        yield (file.number, index + 1), row(dict(zip(fields, plain, strict=True)), file.shown, index + 1)


def _lines(outcome: Outcome) -> tuple[str, ...]:
    return outcome.lines


def _without_lines(outcome: Outcome) -> Outcome:
    return replace(outcome, lines=())
