"""What a person is told where Spark cannot start. None of it needs Java."""

from __future__ import annotations

import sys

import pytest

from uncounted.cli import run
from uncounted.model.errors import MissingExtra
from uncounted.pipeline.spark_session import spark_session, why


def complaint(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(list(arguments)) == 2
    [line] = capsys.readouterr().err.splitlines()
    return line


def test_without_pyspark_one_line_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    line = complaint(capsys, "read", "x.jsonl", "--engine", "spark")
    assert line == "uncounted: --engine spark needs more packages; install them with: pip install 'uncounted[spark]'"


def test_without_java_one_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark")
    monkeypatch.setenv("JAVA_HOME", "/nowhere")
    with (
        pytest.raises(MissingExtra, match=r"--engine spark needs Java 17 or newer \(Debian: apt install"),
        spark_session(),
    ):
        pass


def test_options_that_do_not_fit(capsys: pytest.CaptureFixture[str]) -> None:
    said = {
        ("--engine", "hadoop"): "No engine is called 'hadoop'",
        ("--master", "local[2]"): "--master needs --engine spark",
        ("--out", "x", "--json"): "--out needs --engine spark",
        ("--engine", "spark", "--out", "x"): "--out needs --json or --text",
        ("--engine", "spark", "--jobs", "2"): "--jobs is for the local engine",
    }
    for options, words in said.items():
        assert words in complaint(capsys, "read", "x.jsonl", *options)


def test_the_innermost_cause_of_a_trace() -> None:
    trace = "An error\n: org.apache.X: Job aborted\n\tat a.b\nCaused by: java.io.EOFException: Unexpected end\n\tat c.d"
    assert why(RuntimeError(trace)) == "java.io.EOFException: Unexpected end"
    assert why(RuntimeError("Traceback:\nModuleNotFoundError: No module named 'x'\n")) == (
        "ModuleNotFoundError: No module named 'x'"
    )
    assert why(RuntimeError()) == "RuntimeError"
