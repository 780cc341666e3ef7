"""Reading on Spark gives byte for byte what reading here gives; what it cannot do is one line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.pipeline.invented_corpus import json_lines, parquet

from uncounted.cli import run
from uncounted.model.errors import BadSetting, InputError, UnknownName
from uncounted.pipeline.bulk import Task, read_all
from uncounted.pipeline.spark_session import spark_session
from uncounted.read import Columns, Intake, Metadata, sources

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    with spark_session("local[2]") as started:
        assert started.words.startswith(f"Spark {started.version} on local[2] started in ")
        yield started.session


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    json_lines(tmp_path / "lines", 120)
    parquet(tmp_path / "rows", 36)
    return tmp_path


@pytest.mark.parametrize(
    ("paths", "columns", "convention"),
    [
        (["rows", "lines"], [], "acled"),
        (["lines/all é [1]%20.jsonl"], [], None),
        (["rows/part-0.parquet"], ["text=notes,published=moment,title=weight"], None),
    ],
)
def test_the_same_outcomes_in_the_same_order(
    session: Any, corpus: Path, paths: list[str], columns: list[str], convention: str | None
) -> None:
    from uncounted.pipeline.spark import read_corpora

    said = Columns.parse(columns)
    task = Task(Metadata(publisher="The Post"), convention=convention)
    here = [replace(outcome, done=0) for outcome in read_all(sources(paths, Intake(said)), task)]
    reading = read_corpora(session, paths, said, task)
    there = list(reading)
    reading.close()
    assert there == here
    assert sum(outcome.n_claims for outcome in there) > 20


def test_a_large_file_is_read_in_several_tasks(session: Any, corpus: Path) -> None:
    """Else the numbers of lines would not be put to the test."""
    file = corpus / "lines" / "all é [1]%20.jsonl"
    assert file.stat().st_size > 2 * int(session.conf.get("spark.sql.files.openCostInBytes"))


def test_the_command_prints_and_writes_what_it_does_here(
    session: Any, corpus: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["read", "lines", "rows", "--json"]) == 1
    here = capfd.readouterr()
    assert run(["read", "lines", "rows", "--json", "--engine", "spark"]) == 1
    there = capfd.readouterr()
    assert there.out == here.out
    assert [line for line in there.err.splitlines() if " started in " not in line] == here.err.splitlines()
    assert run(["read", "lines", "rows", "--json", "--engine", "spark", "--out", "made"]) == 1
    parts = sorted((corpus / "made").glob("part-*"))
    assert "".join(part.read_text("utf-8") for part in parts) == here.out
    assert capfd.readouterr().out == ""
    assert run(["read", "lines", "--json", "--engine", "spark", "--out", "made"]) == 2
    assert "made: it is there already" in capfd.readouterr().err


def test_other_files_of_a_folder_are_said(session: Any, corpus: Path) -> None:
    from uncounted.pipeline.spark import read_corpora

    folder = corpus / "mixed"
    folder.mkdir()
    (folder / "b.txt").write_text("At least 3 people were killed in Osrin on Monday, police said.", "utf-8")
    (folder / "c.jsonl").write_text('{"text": "At least 3 people were killed in Osrin, police said."}\n', "utf-8")
    (folder / "_SUCCESS").touch()
    hidden, other, read = read_corpora(session, ["mixed"], Columns(), Task())
    assert hidden.remark is not None
    assert other.remark is not None
    assert (hidden.remark.kind, hidden.remark.text) == (
        "unread",
        "mixed/_SUCCESS: unread: skipped: a hidden file or folder",
    )
    assert (other.remark.kind, other.remark.text[:27]) == ("unread", "mixed/b.txt: unread: format")
    assert read.n_claims == 1


def test_mistakes_are_one_line(session: Any, corpus: Path) -> None:
    from uncounted.pipeline.spark import read_corpora

    for paths, error in ((["nowhere"], "no such file"), (["-"], "standard input"), (["mine.csv"], "JSON Lines")):
        (corpus / "mine.csv").write_text("text\nx\n", "utf-8")
        with pytest.raises(InputError, match=error):
            read_corpora(session, paths, Columns(), Task())
    with pytest.raises(UnknownName, match="acled"):
        read_corpora(session, ["lines"], Columns(), Task(convention="somebody"))
    with pytest.raises(BadSetting, match="UTF-8"):
        read_corpora(session, ["lines"], Columns(), Task(Metadata(encoding="cp1256")))
    [refused] = read_corpora(session, ["rows/part-0.parquet"], Columns.parse(["text=parts"]), Task())
    assert refused.remark is not None
    assert "should hold text, not array<string>" in refused.remark.text


def test_a_packed_file_that_breaks_off_is_one_line(
    session: Any, corpus: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    packed = corpus / "lines" / "part" / "z.ndjson.gz"
    packed.write_bytes(packed.read_bytes()[:200])
    assert run(["read", "lines", "--json", "--engine", "spark"]) == 2
    [line] = [line for line in capfd.readouterr().err.splitlines() if "started in" not in line]
    assert line.startswith("uncounted: Spark could not go on: java.io.EOFException")
