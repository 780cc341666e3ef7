from __future__ import annotations

import json
from xml.dom import minidom

from tests.cli.calls import run


def test_explain_lists_what_follows_and_tells_one_in_words(filled, capsys):
    code, listed, _ = run(capsys, "explain", filled, "--json")
    found = [json.loads(line) for line in listed.splitlines()]
    assert code == 0
    assert {one["type"] for one in found} == {"explanation"}
    one = next(one for one in found if one["kind"] == "remainder")
    code, printed, _ = run(capsys, "explain", filled, one["id"])
    told = " ".join(printed.split())
    assert code == 0
    for words in ("Who says what", "What follows", "leaves"):
        assert words in told
    quote = one["quotes"][0]["quote"]
    assert f"“{quote}”" in told, "each figure stands with its words"


def test_explain_says_what_needs_no_assumption(filled, capsys):
    code, printed, _ = run(capsys, "explain", filled)
    assert code == 0
    assert "needs no assumption" in printed
    assert "needs no-overcount" in printed


def test_explain_draws_one_finding(filled, tmp_path, capsys):
    _, listed, _ = run(capsys, "explain", filled, "--json")
    ident = json.loads(listed.splitlines()[0])["id"]
    code, _, told = run(capsys, "explain", filled, ident, "--svg", tmp_path / "a.svg")
    assert code == 0
    assert "a.svg" in told
    assert minidom.parse(str(tmp_path / "a.svg")).documentElement.tagName == "svg"  # noqa: S318  # our own drawing
    code, _, told = run(capsys, "explain", filled, "--svg", tmp_path / "b.svg")
    assert (code, (tmp_path / "b.svg").exists()) == (2, False)
    assert "name its id" in told
    assert run(capsys, "explain", filled, ident, "--svg", tmp_path / "none" / "c.svg")[0] == 2


def test_explain_refuses_what_it_does_not_know(filled, capsys):
    code, _, told = run(capsys, "explain", filled, "zzz")
    assert code == 2
    assert "no findings or claims fit 'zzz'" in told
