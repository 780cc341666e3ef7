from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.pipeline.reader import Reader, reader

from uncounted import cli
from uncounted.cli import tree
from uncounted.store import queries
from uncounted.store.setup import Case, close_case

__all__ = ["reader"]

ONE = "Officials said 12 civilians were killed in the town of Tirzan on Monday, and more were missing.\n"
TWO = "A monitor said that 15 civilians were killed in the town of Tirzan by the same strike that day.\n"


class Terminal:
    """Runs commands as the program does, and keeps what they print."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: object, code: int = 0) -> str:
        got = cli.run([str(argument) for argument in arguments])
        out, self.err = self.capsys.readouterr()
        assert got == code, (out, self.err)
        if code:
            assert len(self.err.strip().splitlines()) >= 1
            assert self.err.strip().splitlines()[-1].startswith("uncounted: ")
        return out

    def json(self, *arguments: object, code: int = 0) -> list[dict[str, object]]:
        lines = [json.loads(line) for line in self(*arguments, "--json", code=code).splitlines()]
        assert all(line["version"] == 1 and line["type"] for line in lines)
        return lines


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, reader: Reader, case: Case) -> Terminal:
    monkeypatch.setattr(tree, "GROUPS", ("ledger",))
    monkeypatch.delenv("UNCOUNTED_BY", raising=False)
    return Terminal(capsys)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "one.txt").write_text(ONE)
    (folder / "two.txt").write_text(TWO)
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02" * 50)
    return folder


def test_a_case_from_init_to_expunging(run: Terminal, files: Path, tmp_path: Path) -> None:
    path = tmp_path / "new"
    assert "made the case new" in run("init", path)
    out = run("ingest", path, files, "--published", "2016-11-09", "--publisher", "The Invented Post")
    assert out.startswith("2 read, 1 unread; 2 claims; head ")
    assert "bad.txt: binary:" in run.err
    assert run("ingest", path, files).startswith("2 unchanged, 1 unread; 0 claims")
    overview = run("show", path)
    assert "2 claims: 2 machine, 0 accepted" in overview
    claim = run.json("show", path)[0]["documents"][0]["id"]  # type: ignore[index]
    shown = run("show", path, claim)
    identifier = next(line.split()[0] for line in shown.splitlines() if line.startswith("  c"))
    run("judge", path, identifier, "accept", "--because", "checked", "--by", "Noor")
    text = run("show", path, identifier[:10])
    assert ">>12<< civilians were killed" in text
    assert "accepted" in text.splitlines()[0]
    assert "Noor" in text
    head = run.json("log", path)[-1]["chain"]
    assert "whole; head" in run("verify", path, "--head", head)
    done = run("expunge", path, claim, "--because", "asked", "--authority", "the witness", "--by", "Noor")
    assert "published reports and copies of the case are outside it" in done
    checked = run("verify", path, "--head", head)
    assert "expunged by entry" in checked
    assert run("rebuild", path).startswith("rebuilt: ")
    assert "expunged by entry" in run("show", path, "3")


def test_every_command_speaks_json(run: Terminal, files: Path, tmp_path: Path) -> None:
    path = tmp_path / "new"
    assert run.json("init", path, "--name", "Ours")[0]["name"] == "Ours"
    *steps, last = run.json("ingest", path, files)
    assert [step["outcome"] for step in steps] == ["unread", "read", "read"]
    assert last["files"] == {"read": 2, "read again": 0, "unchanged": 0, "captured": 0, "unread": 1, "skipped": 0}
    overview = run.json("show", path)[0]
    document = overview["documents"][0]["id"]  # type: ignore[index]
    claim = run.json("show", path, document)[0]["claims"][0]  # type: ignore[index]
    judged = run.json("judge", path, claim["id"], "set", "count.low=10", "count.high=14", "--because", "x", "--by", "N")
    assert [each["field"] for each in judged] == ["count.low", "count.high"]
    shown = run.json("show", path, claim["id"])[0]
    assert shown["history"]["claim"]["count"]["low"] == 10  # type: ignore[index]
    assert run.json("verify", path)[0]["whole"] is True
    assert run.json("verify", path, "--head", "0" * 64, code=1)[0]["whole"] is False
    entries = run.json("log", path)
    assert all(entry["body"] is None and entry["salt"] is None for entry in entries)
    assert "civilians" not in json.dumps(entries)
    assert "civilians" in json.dumps(run.json("log", path, "--bodies"))
    assert {e["kind"] for e in run.json("log", path, "--about", claim["id"])} >= {"document-read", "judgement"}
    assert run.json("expunge", path, document, "--because", "x", "--authority", "y", "--by", "N")[0]["originals"] == 1
    assert run.json("rebuild", path)[0]["rows"]["DocumentRow"] == 1  # type: ignore[index]


def test_what_a_person_can_mend_is_one_line_and_exit_2(run: Terminal, case: Case, files: Path, tmp_path: Path) -> None:
    for arguments in (
        ("init", case.path),
        ("show", tmp_path / "nowhere"),
        ("show", files),
        ("show", case.path, "c123"),
        ("ingest", case.path, files / "absent.txt"),
        ("ingest", case.path, files / "bad.txt"),
        ("ingest", case.path),
        ("judge", case.path, "c123", "accept", "--because", "x", "--by", "N"),
        ("judge", case.path, "c123", "accept", "--by", "N"),
        ("judge", case.path, "c123", "accept", "--because", "x"),
        ("expunge", case.path, "d123", "--because", "x", "--authority", "y", "--by", "N"),
        ("expunge", case.path, "1", "--because", "x", "--authority", "", "--by", "N"),
        ("ingest", case.path, files / "one.txt", "--published", "yesterday"),
    ):
        assert run(*arguments, code=2) == "" or arguments[0] == "ingest", arguments
    (case.path / "case.json").write_text('{"version": 9}')
    run("verify", case.path, code=2)


def test_nothing_readable_in_a_folder_is_exit_2_and_one_readable_file_is_0(
    run: Terminal, case: Case, files: Path
) -> None:
    (files / "only").mkdir()
    (files / "bad.txt").rename(files / "only" / "bad.txt")
    run("ingest", case.path, files / "only", code=2)
    assert "nothing was read" in run.err
    run("ingest", case.path, files)
    run("ingest", case.path, files)


def test_a_named_file_that_fails_does_not_stop_the_others(run: Terminal, case: Case, files: Path) -> None:
    out = run("ingest", case.path, files / "bad.txt", files / "one.txt", code=2)
    assert out.startswith("1 read, 1 unread")
    assert "bad.txt" in run.err.splitlines()[-1]
    assert queries.counts(case).documents == 1


def test_damage_is_exit_1_with_every_finding(run: Terminal, case: Case, files: Path) -> None:
    run("ingest", case.path, files)
    for original in (case.path / "originals").glob("*/*"):
        original.write_bytes(b"something else")
    close_case(case)
    assert "NOT WHOLE" in run("verify", case.path, code=1)
    assert run.err.count("was changed") == 2
    run("verify", case.path, "--head", "00000000", code=1)
    assert "is not in this log" in run.err


def test_an_interruption_is_130_and_keeps_what_was_done(run: Terminal, case: Case, files: Path, reader: Reader) -> None:
    reader.fail_on = "15 civilians"
    run("ingest", case.path, files, code=130)
    assert run.err.splitlines()[-1] == "uncounted: interrupted; what was done is kept"
    assert queries.counts(case).documents == 1


def test_a_text_cannot_drive_the_terminal(run: Terminal, case: Case, files: Path) -> None:
    (files / "one.txt").write_text(ONE.replace("Tirzan", "Tir\x1b[31mzan"), newline="")
    run("ingest", case.path, files / "two.txt")
    claim = queries.claims(case)[0].id
    run("judge", case.path, claim, "reject", "--because", "\x1b]0;title\x07", "--by", "N")
    assert "\x1b" not in run("show", case.path, claim)


def test_the_name_of_who_decides_can_come_from_the_environment(
    run: Terminal, case: Case, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNCOUNTED_BY", "Noor")
    run("ingest", case.path, files)
    run("judge", case.path, queries.claims(case)[0].id, "accept", "--because", "checked")
    assert queries.judgements(case)[0].by == "Noor"
    assert {entry.by for entry in queries.entries(case, start=2)} == {"Noor"}
