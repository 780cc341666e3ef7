"""The four datasets of Nigeria 2011, where they lie beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest
from evaluation.events.melt import match
from evaluation.events.nigeria import COLUMNS, ORDER, PUBLISHED, entries, pairs_of, published_pairs

from uncounted.link.datasets.linking import link_datasets
from uncounted.read.event_columns import EventColumns
from uncounted.read.event_tables import read_events

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "linkage"
pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the shared data do not lie beside the checkout")


def test_the_baseline_gives_the_published_number() -> None:
    sets = match(entries(FOLDER), ORDER)
    assert len(sets) == PUBLISHED
    theirs = published_pairs(FOLDER)
    assert len(pairs_of(sets) & theirs) > 0.8 * len(theirs)


def test_ours_agrees_with_most_of_it_and_finds_incidents_beyond_its_window() -> None:
    records = list(read_events(FOLDER / "events_nigeria2011.csv.gz", EventColumns.parse([COLUMNS], [])))
    linked, overlap, _ = link_datasets(records)
    assert len(records) == 904
    assert 580 < len(linked.incidents) < PUBLISHED + 10
    assert sum(overlap.cells.values()) == len(linked.incidents)
    ours = pairs_of([*one.records, *one.episodes] for one in linked.incidents)
    theirs = published_pairs(FOLDER)
    assert len(ours & theirs) > 0.4 * len(theirs)
