"""Harm without a verb of killing or wounding, the dead by their names, and sums over a time."""

from __future__ import annotations

import pytest

from tests.extract.helpers import figures, one, read


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Twelve pupils were sickened by gas at their school.", 12),
        ("Three men were beaten by soldiers at the checkpoint.", 3),
        ("A woman was hacked by robbers.", 1),
        ("Five guests were poisoned at a wedding.", 5),
        ("Four people were treated for smoke inhalation.", 4),
        ("Two workers were burned in the blast.", 2),
        ("Gunmen machinegunned three farmers on the road.", 3),
    ],
)
def test_other_harm_is_injury(text: str, count: int) -> None:
    assert figures(text) == [("injured", count, count, count)]


def test_other_harm_is_read_where_nobody_is_counted_in_other_words() -> None:
    found = figures("Two guards were killed and three wounded. Four villagers were beaten.")
    assert [measure for measure, *_ in found] == ["killed", "injured"]


@pytest.mark.parametrize("text", ["Two houses were burned in the raid.", "The rebels could have been poisoned."])
def test_things_and_what_might_be_are_no_injured(text: str) -> None:
    assert read(text) == ()


def test_the_dead_by_their_names() -> None:
    claim = one("The dead were identified as Ana Bell, Carl Moe and Jon Hale.")
    assert (claim.measure, claim.count.point) == ("killed", 3)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Four judges have been killed by gangs in less than 20 days.", "period"),
        ("Four judges have been killed in two months.", "period"),
        ("Four judges were killed in two cars.", "incident"),
        ("A judge has been killed in two days of fighting.", "incident"),
    ],
)
def test_a_sum_over_a_time_is_a_period(text: str, kind: str) -> None:
    assert one(text).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "A girl is one of the two people injured.",
        "The department found no credible reports of civilian casualties.",
    ],
)
def test_who_somebody_was_and_that_there_were_some_are_no_figures(text: str) -> None:
    assert read(text) == ()


def test_some_who_is_no_figure_beside_one() -> None:
    found = figures("Four people were killed in the raid. Gangs shot some who tried to flee.")
    assert found == [("killed", 4, 4, 4)]
