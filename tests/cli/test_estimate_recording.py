"""`estimate --case` and `estimates`: what a case keeps of estimates, and how one is withdrawn."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from tests.cli.test_ledger import Terminal

from uncounted.cli import tree

ROWS = "press,morgue,witness\n" + "1,1,0\n" * 9 + "1,0,1\n0,1,1\n1,0,0\n0,0,1\n"
OF_WHOM = ("--where", "Syria", "--when", "2014/2016", "--who", "civilian")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Terminal:
    monkeypatch.setattr(tree, "GROUPS", ("ledger", "reconciling", "estimate"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("UNCOUNTED_BY", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    return Terminal(capsys)


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    file = tmp_path / "lists.csv"
    file.write_text(ROWS)
    return file


def test_it_is_kept_shown_beside_an_answer_and_withdrawn(run, case, lists):
    told = run("estimate", lists, "--method", "chao", "--case", case.path, *OF_WHOM)
    (ident, *more) = run("estimates", case.path).splitlines()[0].split("  ")
    assert more == ["civilians killed: Syria; 2014-01-01 to 2016-12-31"]
    assert "chao" in told
    run("estimate", lists, "--method", "chao", "--case", case.path, *OF_WHOM)
    (kept,) = run.json("estimates", case.path)
    assert (kept["id"], kept["table"], kept["estimates"][0]["method"]) == (ident, "lists.csv", "chao")
    answer = run("reconcile", case.path, *OF_WHOM)
    assert f"[{ident}]  (same scope)" in answer
    assert "chao: at least about" in answer
    assert "press" not in run("show", case.path, ident)
    run("estimates", case.path, ident, "--withdraw", "--by", "R. Keeper", "--because", "wrong lists")
    assert "withdrawn: wrong lists" in run("estimates", case.path)
    assert "Estimates beside it" not in run("reconcile", case.path, *OF_WHOM)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--where", "Syria"), "--where says of whom an estimate is that a case keeps; give --case CASE"),
        (("--case", "CASE", "--where", "Syria"), "say of where and when, with --where and --when"),
        (("--case", "none", "--where", "Syria", "--when", "2014"), "no such case"),
        (("--case", "CASE", "--where", "Nowhereland", "--when", "2014"), "no place 'Nowhereland'"),
        (("--case", "CASE", "--where", "Syria", "--when", "lately"), "--when takes a date or an interval"),
    ],
)
def test_what_cannot_be_kept_is_refused(run, case, lists, options, words):
    given = [str(case.path) if option == "CASE" else option for option in options]
    run("estimate", lists, "--method", "chao", *given, code=2)
    assert words in run.err
    assert run("estimates", case.path) == ""


def test_withdrawing_needs_who_and_why(run, case, lists):
    run("estimate", lists, "--method", "chao", "--case", case.path, *OF_WHOM)
    for options in (("--withdraw",), ("s", "--withdraw", "--by", "R. Keeper"), ("s", "--withdraw", "--because", "so")):
        run("estimates", case.path, *options, code=2)
        assert "--withdraw needs the estimate's ID, --by NAME and --because WHY" in run.err


def test_the_command_that_is_kept_names_files_and_no_folders(run, case, lists, monkeypatch):
    words = ["estimate", str(lists), "--method", "chao", "--case", str(case.path), *OF_WHOM]
    monkeypatch.setattr("sys.argv", ["uncounted", *words])
    run(*words)
    (kept,) = run.json("estimates", case.path)
    assert str(lists.parent) not in kept["command"]
    assert shlex.split(kept["command"])[:3] == ["uncounted", "estimate", "lists.csv"]
