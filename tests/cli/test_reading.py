"""The command ``read`` from outside: what goes where, exit codes, pipes and interrupts."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from uncounted import cli

NOTE = "At least 12 people were killed in an air strike on the market of Examplia on Monday, officials said."
COMMAND = [sys.executable, "-m", "uncounted.cli"]


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line in this process: its exit code, standard output and standard error."""

    def called(*arguments: str, given: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        code = cli.run(arguments)
        return code, *capsys.readouterr()

    return called


def corpus(place: Path, n: int, *more: Any) -> Path:
    lines = [json.dumps({"id": f"n{i}", "text": f"{i + 2} people were killed in the town."}) for i in range(n)]
    place.write_text("".join(f"{line}\n" for line in [*lines, *map(str, more)]))
    return place


def test_one_line_for_each_document_and_reconcile_takes_it(tmp_path: Path, run: Run) -> None:
    place = corpus(tmp_path / "c.jsonl", 2, '{"id": "bad"', json.dumps({"id": "last", "text": NOTE}))
    code, out, err = run("read", str(place), "--convention", "acled", "--json")
    documents = [json.loads(line) for line in out.splitlines()]
    assert [(d["type"], d["id"], d["killed"]["point"]) for d in documents] == [
        ("document", "n0", 2), ("document", "n1", 3), ("document", "last", 12),
    ]  # fmt: skip
    assert code == 1
    assert f"{place}, line 3: not JSON" in err
    assert "3 documents read; not read, with errors above: 1" in err
    claims = run("read", "-", "--json", given=place.read_bytes())[1]
    assert {json.loads(line)["type"] for line in claims.splitlines()} == {"claim"}
    found = [json.loads(run("reconcile", "-", "--json", given=given.encode())[1]) for given in (out, claims)]
    assert found[0]["bounds"]
    assert found[0]["bounds"] == found[1]["bounds"]


def test_a_corpus_for_eyes_is_a_short_table(tmp_path: Path, run: Run) -> None:
    place = corpus(tmp_path / "c.jsonl", 30)
    code, out, err = run("read", str(place), "--convention", "acled", "--jobs", "1")
    assert code == 0
    assert len(out.splitlines()) == 23
    assert "10 more; --json prints every one" in out
    assert "30 documents, 30 claims, tolls under acled" in out
    assert err == "uncounted: 30 records: no publication date\n"


def test_exit_codes(tmp_path: Path, run: Run) -> None:
    text = tmp_path / "a.txt"
    text.write_text(NOTE)
    spanish = tmp_path / "b.txt"
    spanish.write_text("Al menos doce civiles murieron el miércoles en un ataque aéreo, dijeron las autoridades.")
    assert run("read", str(tmp_path), "--json")[0] == 0
    code, out, err = run("read", str(spanish), str(text), "--json")
    assert (code, len(out.splitlines()), "Spanish" in err) == (2, 1, True)
    assert run("read", str(tmp_path / "no"))[::2] == (2, f"uncounted: {tmp_path / 'no'}: no such file or folder\n")
    assert run("read", str(text), "--convention", "x")[2].count("\n") == 1
    assert run("read", str(text), "--published", "soon")[0] == 2
    assert run("read", str(text), "--columns", "words=x")[0] == 2
    assert run("read", "-", given=b"  ")[0] == 2


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path) -> None:
    place = corpus(tmp_path / "c.jsonl", 400)
    command = f"{' '.join(COMMAND)} read {place} --json --jobs 2 | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stdout.splitlines()), done.stderr) == (0, 1, "")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupted_it_keeps_what_was_printed_and_leaves_no_process(tmp_path: Path, jobs: str) -> None:
    place = corpus(tmp_path / "c.jsonl", 20_000)
    out = tmp_path / "out"
    with out.open("wb") as file:
        process = subprocess.Popen(
            [*COMMAND, "read", str(place), "--json", "--jobs", jobs],
            stdout=file, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        _until(lambda: out.read_bytes().count(b"\n") > 40)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert b"interrupted; what was done is kept" in err
    assert [json.loads(line)["type"] for line in out.read_text().splitlines()].count("claim") > 40
    _until(lambda: not _alive(process.pid))


def test_progress_is_drawn_on_a_terminal_and_lines_go_where_they_should(tmp_path: Path) -> None:
    place, out = corpus(tmp_path / "c.jsonl", 40), tmp_path / "out"
    terminal, theirs = os.openpty()
    with out.open("wb") as file:
        done = subprocess.Popen([*COMMAND, "read", str(place), "--json", "--jobs", "1"], stdout=file, stderr=theirs)
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # how a terminal says that its last writer has gone
            while data := os.read(terminal, 1000):
                shown += data
    os.close(terminal)
    assert done.wait(60) == 0
    assert [json.loads(line)["type"] for line in out.read_text().splitlines()] == ["claim"] * 40
    assert b"read" in shown
    assert b"40 records: no publication date" in shown
    assert b"claim" not in shown


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _until(holds: Any) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError
