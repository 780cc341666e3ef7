"""The golden annotations agree with the texts beside them, with themselves and with the vocabulary."""

from __future__ import annotations

import csv
import datetime as dt
import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FILES = sorted(HERE.glob("*.json"))
MEASURES = {"killed", "injured", "casualties", "missing", "abducted", "detained", "displaced"}
MODIFIERS = {"exact", "about", "at least", "at most", "more than", "less than", "range", "vague word"}
KINDS = {"incident", "period", "cumulative", "subset", "increment"}
STANCES = {"asserts", "admits", "denies", "contests", "alleges", "investigates"}
SOURCE_TYPES = {"news", "NGO or monitor", "official military", "official government"}
COLUMNS = ["file", "published", "publisher", "title", "language", "url", "source_type", "licence", "citation"]


def load(path: Path) -> tuple[dict[str, Any], str]:
    gold = json.loads(path.read_text(encoding="utf-8"))
    return gold, (ROOT / gold["document"]).read_text(encoding="utf-8")


def nth(text: str, part: str, n: int) -> int:
    at = -1
    for _ in range(n):
        at = text.find(part, at + 1)
    return at


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_span_is_in_its_text(path: Path) -> None:
    gold, raw = load(path)
    plain = html.unescape(re.sub(r"<[^>]+>", "", raw))
    for claim in gold["claims"]:
        at = nth(raw, claim["text"], claim["occurrence"])
        assert at >= 0, claim["text"]
        assert plain.count(claim["context"]) == 1, claim["context"]
        assert claim["text"] in claim["context"]
        nearby = html.unescape(re.sub(r"<[^>]+>", "", raw[max(0, at - 80) : at + 160]))
        assert claim["context"].strip() in nearby, claim["context"]
    spans = [(claim["text"], claim["occurrence"]) for claim in gold["claims"]]
    assert len(spans) == len(set(spans))
    assert all(text in html.unescape(raw) for text in gold["not_claims"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_fields_use_the_vocabulary(path: Path) -> None:
    gold, _ = load(path)
    for claim in gold["claims"]:
        assert claim["measure"] in MEASURES
        assert claim["modifier"] in MODIFIERS
        assert claim["kind"] in KINDS
        assert claim["stance"] in STANCES
        assert claim["attribution"][-1] == gold["publisher"]
        low, high, point = claim["low"], claim["high"], claim["point"]
        assert (low == high == point) == (claim["modifier"] == "exact")
        assert low is None or high is None or low <= high
        days = [dt.date.fromisoformat(claim[end]) for end in ("start", "end") if claim[end]]
        assert days == sorted(days)
        assert all(day <= dt.date.fromisoformat(gold["published"]) for day in days)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_partitions_of_exact_counts_add_up(path: Path) -> None:
    gold, _ = load(path)
    claims = gold["claims"]
    groups: dict[tuple[int, bool], list[int]] = {}
    for kind, part, whole in gold["relations"]:
        assert part != whole
        assert max(part, whole) < len(claims)
        if kind == "partition":
            groups.setdefault((whole, claims[part]["measure"] == claims[whole]["measure"]), []).append(part)
    for (whole, _), parts in groups.items():
        counts = [claims[part]["point"] for part in parts]
        assert sum(counts) == claims[whole]["point"], (claims[whole]["text"], counts)


def test_every_example_has_metadata_and_an_annotation() -> None:
    annotated = {json.loads(path.read_text(encoding="utf-8"))["document"] for path in FILES}
    for folder in sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir()):
        with (folder / "meta.csv").open(encoding="utf-8", newline="") as handle:
            reader = csv.DictReader(handle)
            rows = list(reader)
        assert reader.fieldnames == COLUMNS
        files = {path.name for path in folder.iterdir()} - {"meta.csv"}
        assert files == {row["file"] for row in rows}
        for row in rows:
            dt.date.fromisoformat(row["published"])
            assert row["source_type"] in SOURCE_TYPES
            assert row["citation"]
            assert f"examples/{folder.name}/{row['file']}" in annotated
