"""docs/data-formats.md names every field of what it describes, and its examples can be read."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import pytest

from uncounted.extract.conventions import CONVENTIONS
from uncounted.model.claim import Attribution, Claim, Count, Relation
from uncounted.model.reconciliation import Bounds, Contradiction, Reconciliation, Remainder
from uncounted.model.records import from_json, unknown_fields
from uncounted.model.scope import Actor, Period, Place, Population, Scope
from uncounted.read.columns import FIELDS
from uncounted.read.meta_csv import COLUMNS

PAGE = (Path(__file__).parents[2] / "docs" / "data-formats.md").read_text("utf-8")
CLAIM, FINDINGS = PAGE.split("## What `reconcile --json` prints")


@pytest.mark.parametrize("noun", [Claim, Count, Population, Attribution, Relation, Scope, Period, Place, Actor])
def test_every_field_of_a_claim_is_described(noun: Any) -> None:
    apart = {"population", "text"} if noun is Scope else set()
    assert [f.name for f in dataclasses.fields(noun) if f.name not in apart and f"`{f.name}`" not in CLAIM] == []


@pytest.mark.parametrize("noun", [Reconciliation, Remainder, Bounds, Contradiction])
def test_every_field_of_the_findings_is_described(noun: Any) -> None:
    apart = {"id", "scope", "text"}
    named = [f.name.rstrip("_") for f in dataclasses.fields(noun)]
    assert [name for name in named if name not in apart and f"`{name}`" not in FINDINGS] == []


def test_every_column_of_meta_csv_is_described() -> None:
    assert [column for column in COLUMNS if f"`{column}`" not in PAGE] == []


def test_every_field_of_a_corpus_is_described() -> None:
    corpora = PAGE.split("## Corpora")[1].split("## `meta.csv`")[0]
    assert [name for name in FIELDS if f"`{name}`" not in corpora] == []


def test_every_convention_has_its_sources() -> None:
    page = (Path(__file__).parents[2] / "docs" / "conventions.md").read_text("utf-8")
    choices, sources = page.split("## Where each comes from")
    assert [name for name in CONVENTIONS if f"| `{name}` |" not in choices] == []
    assert [name for name in CONVENTIONS if f"| `{name}` | " not in sources] == []


def test_the_example_is_a_claim() -> None:
    block = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert block
    for text in block:
        value = json.loads(text)
        assert unknown_fields(Claim, value) == ()
        assert from_json(Claim, value).count.low == 64
