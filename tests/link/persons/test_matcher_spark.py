"""Linkage on Spark finds what it finds on DuckDB."""

from __future__ import annotations

import dataclasses
from functools import partial

import numpy as np
import pytest
from tests.link.persons.invented import lists_with_truth

from uncounted.link.persons.linking import link_persons
from uncounted.link.persons.lists import LinkSettings
from uncounted.pipeline.spark_session import spark_session

pytestmark = pytest.mark.spark


def rounded(value: object) -> object:
    """The value with its numbers to five digits: engines sum in other orders."""
    if isinstance(value, float):
        return float(f"{value:.5g}")
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: rounded(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    return [rounded(one) for one in value] if isinstance(value, list | tuple) else value


def test_the_same_victims_draws_and_weights() -> None:
    from uncounted.link.persons.matcher_spark import SparkMatcher

    lists, _ = lists_with_truth(250, 3, seed=4)
    settings = LinkSettings(draws=50)
    here = link_persons(lists, settings)
    with spark_session("local[2]") as started:
        there = link_persons(lists, settings, matcher=partial(SparkMatcher, session=started.session))
    assert len(here.pairs.left) > 100
    for name in ("left", "right", "levels"):
        assert np.array_equal(getattr(there.pairs, name), getattr(here.pairs, name)), name
    for name in ("weight", "probability", "drawn"):
        assert getattr(there.pairs, name) == pytest.approx(getattr(here.pairs, name), rel=1e-6, abs=1e-6), name
    assert np.array_equal(there.victim, here.victim)
    assert there.overlap == here.overlap
    assert rounded(there.comparisons) == rounded(here.comparisons)
    assert there.notes == here.notes
