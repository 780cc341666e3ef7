"""The article of 9 November 2016, read from the shared data where that is present."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from uncounted.read import read_path

ARTICLES = next((p / "shared/data/articles" for p in Path(__file__).resolve().parents
                 if (p / "shared/data/articles/GUIDELINE.md").exists()), None)  # fmt: skip
pytestmark = pytest.mark.skipif(ARTICLES is None, reason="the shared articles are not beside this checkout")


@pytest.fixture(scope="module")
def document():
    return next(read_path(ARTICLES / "rt-2016-11-09-centcom.txt"))


def test_the_text_begins_with_the_headline(document):
    assert document.text.startswith("US Central Command confirms 119 civilians killed")
    assert document.title_span.quote == document.title == document.text.split("\n")[0]


def test_the_dateline_is_the_publication_date_and_no_text(document):
    published = document.published
    assert (published.start, published.end, published.source) == ("2016-11-09", "2016-11-09", "dateline")
    assert "22:09" not in document.text
    assert "icon" not in document.text.split("\n")[0]


def test_every_gold_count_is_found_by_its_original_place(document):
    gold = json.loads((ARTICLES / "rt-2016-11-09-centcom.gold.json").read_text())
    spans = [claim["count_span"] for claim in gold["claims"] if claim.get("count_span")]
    assert len(spans) >= 10
    for span in spans:
        places = [
            document.span(at, at + len(span["text"]))
            for at in range(len(document.text))
            if document.text.startswith(span["text"], at)
        ]
        assert [p for p in places if (p.original.start, p.original.end) == (span["start"], span["end"])], span
