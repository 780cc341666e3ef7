from __future__ import annotations

import csv
import io
import json
import re

import pytest
from tests.cli.conftest import case, empty_case, filled
from tests.publish.test_pages import Page

from uncounted.model.answering import Answer
from uncounted.model.errors import InputError
from uncounted.model.records import from_json
from uncounted.pipeline.asked import Wanted, read_questions
from uncounted.pipeline.publishing import publish_case

__all__ = ["case", "empty_case", "filled"]


def test_a_release_shows_what_was_asked_with_its_evidence(filled, tmp_path):
    asked = tmp_path / "asked.jsonl"
    asked.write_text('{"where": "Syria", "who": ["civilian"]}\n\n{"measure": "killed", "as_of": "2001"}\n')
    wanted = Wanted(read_questions(asked), ("every", "named"), ("country",))
    out = tmp_path / "out"
    publish_case(filled, out, wanted=wanted)
    found = [from_json(Answer, json.loads(line)) for line in (out / "answers.jsonl").read_text().splitlines()]
    assert [one.bounds.low for one in found] == [300, 0]
    assert "--where Syria" in str(found[0].command)
    html = (out / "index.html").read_text()
    page = Page(html)
    assert page.open == []
    ids = page.having("id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.having("href") if href.startswith("#")} <= set(ids)
    assert re.search(r'at least <a href="#answer-1-low">300</a>', html)
    rows = list(csv.DictReader(io.StringIO((out / "comparisons.csv").read_text())))
    assert {row["profile"] for row in rows} == {"every", "named"}
    figures = list(csv.DictReader(io.StringIO((out / "incident_figures.csv").read_text())))
    assert figures
    assert all(row["claims"] and row["low_rule"] for row in figures)
    assert list(csv.DictReader(io.StringIO((out / "histories.csv").read_text())))
    assert 'id="histories"' in html


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Syria", "not JSON"),
        ("[]", "should be an object"),
        ('{"place": "Syria"}', "a question has no 'place'"),
        ('{"where": 3}', "'where' should be text"),
        ('{"when": ["2016"]}', "'when' should be text"),
    ],
)
def test_a_question_that_is_none_is_refused_with_its_line(tmp_path, line, words):
    path = tmp_path / "asked.jsonl"
    path.write_text(f'{{"where": "Syria"}}\n{line}\n')
    with pytest.raises(InputError, match=re.escape(words)) as refused:
        read_questions(path)
    assert refused.value.position == "line 2"
