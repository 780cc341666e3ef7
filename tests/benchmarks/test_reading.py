from __future__ import annotations

import json
from pathlib import Path

import pytest  # noqa: TC002 - as in the other tests
from benchmarks.__main__ import main
from benchmarks.rows import Row, table

from benchmarks import texts


def test_the_command_measures_and_says_whether_bars_are_met(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    few = ["--pages", "2", "--notes", "4", "--documents", "20", "--repeats", "1"]
    main(["reading", "--data", str(tmp_path), *few, "--json"])
    found = json.loads(capsys.readouterr().out)
    rows = {row["name"]: row for row in found["rows"]}
    assert rows["an article: trafilatura alone"]["value"] > 0
    assert rows["an article: claims, places and dates / trafilatura"]["bar"] == 3
    assert rows["a dense page: claims, places and dates / trafilatura"]["bar"] is None
    assert rows["short notes a second, resolved"]["met"] in {True, False}
    assert rows["the gazetteer in memory"]["met"] is True


def test_pages_hold_their_text_and_furniture() -> None:
    (body,) = texts.articles(1)
    page = texts.page(body, 1)
    assert 700 < len(body.split()) < 1100
    assert "Newsletters" in page
    assert body.split("\n")[0][:20] in page


def test_texts_are_all_different() -> None:
    assert len({*texts.many(["One died.", "Two died."], 50)}) == 50


def test_a_table_shows_value_bar_and_verdict() -> None:
    rows = [Row("notes", 312.4, "/s", 300, least=True), Row("memory", 61, "MB", 50), Row("dates", None, "ms")]
    lines = table(rows).splitlines()
    assert lines[1].split() == ["notes", "312", "/s", ">=", "300", "met"]
    assert lines[2].split()[-1] == "missed"
    assert lines[3].split() == ["dates", "-", "ms"]
