"""Simulated event datasets with truth: what linkage finds of it, beside MELTT's matching."""

from __future__ import annotations

import pytest
from evaluation.events.sources import Noise, tell
from evaluation.events.world import World, incidents
from evaluation.linkage_events import Run, run


@pytest.fixture(scope="module", params=[5, 6])
def simulated(request: pytest.FixtureRequest) -> Run:
    return run(300, request.param)


def test_more_is_found_and_less_is_wrong_than_by_windows_and_taxonomies(simulated: Run) -> None:
    assert simulated.ours.f1 > 0.75
    assert simulated.ours.f1 > simulated.theirs.f1 + 0.15
    assert simulated.ours.precision > simulated.theirs.precision
    assert simulated.ours.b_f1 > simulated.theirs.b_f1
    for k in (0, 1):
        assert simulated.window["ours"][k] > simulated.window["MELTT"][k]


def test_the_number_of_incidents_and_their_overlaps_are_near_the_truth(simulated: Run) -> None:
    assert simulated.ours.unique == pytest.approx(simulated.ours.truly, rel=0.1)
    assert simulated.ours.overlap_error < 0.6 * simulated.theirs.overlap_error


def test_probabilities_mean_what_they_say(simulated: Run) -> None:
    for low, high in ((0.0, 0.3), (0.3, 0.7), (0.7, 1.01)):
        mine = [(p, right) for p, right in simulated.bins if low <= p < high]
        given = sum(p for p, _ in mine) / len(mine)
        assert sum(right for _, right in mine) / len(mine) == pytest.approx(given, abs=0.17)


def test_the_simulator_gives_what_it_says() -> None:
    truths = incidents(World(4, busy=300))
    told = tell(truths, 4, Noise(split=0.0, twice=0.0, merge=0.0))
    assert all(len(of) == 1 for of in told.truth)
    assert len({(record.dataset, *of) for record, of in zip(told.records, told.truth, strict=True)}) == len(
        told.records
    )
    assert tell(truths, 4) == tell(truths, 4)
    merged = tell(truths, 4, Noise(merge=1.0))
    assert any(len(of) > 1 for of in merged.truth)
    assert told.twins == frozenset()
    assert merged.twins
