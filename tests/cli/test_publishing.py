from __future__ import annotations

import json

import pytest
from tests.cli.calls import run

from uncounted.store.setup import close_case, open_case


def test_publish_says_where_the_report_is(filled, tmp_path, capsys):
    out = tmp_path / "out"
    code, printed, told = run(capsys, "publish", filled, out, "--title", "A title & more")
    assert (code, printed) == (0, f"{out / 'index.html'}\n")
    assert "8 claims published, 7 of them readings that no person has checked" in told
    assert "<title>A title &amp; more</title>" in (out / "index.html").read_text(encoding="utf-8")
    assert "R. Corder" not in (out / "index.html").read_text(encoding="utf-8")


def test_publish_in_json_and_under_other_assumptions(filled, tmp_path, capsys):
    out = tmp_path / "out"
    arguments = ("--assume", "excluded-elsewhere", "--without", "full-count", "--json")
    code, printed, _ = run(capsys, "publish", filled, out, *arguments)
    release = json.loads(printed)
    assert code == 0
    assert (release["type"], release["n_claims"], release["n_accepted"]) == ("release", 8, 1)
    found = json.loads((out / "reconciliation.json").read_text(encoding="utf-8"))
    names = {assumption["id"] for assumption in found["assumptions"]}
    assert "excluded-elsewhere" in names
    assert "full-count" not in names


def test_the_head_in_the_report_is_the_ledgers(filled, tmp_path, capsys):
    from uncounted.store import queries

    case = open_case(filled)
    head = queries.head(case)
    close_case(case)
    _, printed, _ = run(capsys, "publish", filled, tmp_path / "out", "--json")
    assert json.loads(printed)["head"] == head
    assert str(head) in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("publish", "none", "out"), "no such case"),
        (("publish", "CASE", "CASE"), "no earlier release"),
        (("publish", "CASE", "out", "--assume", "nonsense"), "no assumption 'nonsense'"),
        (("serve", "none", "--port", "0"), "no such case"),
        (("serve", "CASE", "--port", "70000"), "65535"),
    ],
)
def test_what_a_user_can_mend_is_one_line_and_exit_2(filled, tmp_path, capsys, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    code, printed, told = run(capsys, *(str(filled) if a == "CASE" else a for a in arguments))
    assert (code, printed) == (2, "")
    assert told.startswith("uncounted: ")
    assert words in told
    assert len(told.splitlines()) == 1
