"""Statistical bulletins: quarters, growing columns, sources of tables, labels of several words, figures of which."""

from __future__ import annotations

import pytest

from tests.extract.helpers import read
from tests.extract.test_shared_out import by_words, wholes


@pytest.mark.parametrize("title", ["Quarterly bulletin - Q2 2021", "Protection monitoring, second quarter of 2021"])
def test_a_quarter_in_the_title_is_the_period_of_the_report(title: str) -> None:
    text = f"{title}\n\nPartners recorded 61 abductions (Q1: 48), of which 22 in May.\n"
    figures = by_words(text)
    assert [figures[n].scope.time.text for n in ("48", "22") if figures[n].scope.time] == ["Q1", "May"]  # type: ignore[union-attr]
    time = figures["61"].scope.time
    assert time is not None
    assert "2021" in (time.text or "")


def test_the_same_months_of_another_year_are_counted_over_and_not_said_in() -> None:
    text = "From January to June 457 civilians have been killed. Over the same six months of 2020 it had counted 196."
    time = by_words(text)["196"].scope.time
    assert time is not None
    assert time.rule is None
    assert time.text == "From January to June, the same six months of 2020"


def test_a_day_since_which_the_title_says_it_counts_is_the_beginning_of_its_figures() -> None:
    text = """Statistical report 17
Violations observed since 17 October 2019
Data up to 30 December 2019, 20:00 hrs

Injured persons verified in hospitals: 3,583
"""
    figure = by_words(text)["3,583"]
    assert figure.measure == "injured"
    assert figure.kind == "cumulative"
    assert figure.scope.time is not None
    assert figure.scope.time.text == "since 17 October 2019"
    assert not figure.scope.places


@pytest.mark.parametrize("label", ["Persons who were injured by pellets", "People injured across the country"])
def test_a_label_of_several_words_says_what_its_figure_counts(label: str) -> None:
    assert by_words(f"Bulletin\n\n{label}: 3,583\n")["3,583"].measure == "injured"


def test_lines_of_which_are_parts_of_the_figure_above() -> None:
    text = "Bulletin\n\nKilled in May: 300\nof which men: 246\nof which women: 54\n"
    told = wholes(text)
    assert told["246"] >= {"300"}
    assert told["54"] >= {"300"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Of these some 160 are listed as homicides.",
        "Among these 160 had been shot dead.",
        "Of those 160 were women.",
    ],
)
def test_a_number_behind_of_these_is_a_part(sentence: str) -> None:
    told = wholes(f"In May 600 people were killed. {sentence}")
    part = next(words for words in told if "160" in words)
    assert told[part] == {"600"}


GROWING = """Libya - Clashes in Tripoli
Situation update no. 2, Monday 29 August 2022

| | 27 Aug, noon | 27 Aug, midnight | 28 Aug |
| Killed | 13 | 23 | 32 |
| Injured | 95 | 140 | 159 |

Source: Ministry of Health

Fighting between two groups began in Zawiyat al-Dahmani during the night of 26 August.

The last round of violence, on 22 July, left 16 dead in the capital.
"""


def test_columns_of_days_and_hours_are_a_toll_that_grows() -> None:
    claims = read(GROWING)
    words = {claim.id: claim.count.text for claim in claims}
    newer = {(c.count.text, words[r.claim]) for c in claims for r in c.relations if r.type == "update_of"}
    assert {("23", "13"), ("32", "23"), ("140", "95"), ("159", "140")} <= newer
    figure = by_words(GROWING)["32"]
    assert figure.kind == "cumulative"
    assert figure.scope.time is not None
    assert "26 August" in (figure.scope.time.text or "")


def test_a_source_below_a_table_counted_that_table_alone() -> None:
    figures = by_words(GROWING)
    assert [link.name for link in figures["32"].attribution] == ["Ministry of Health", "Example Times"]
    assert [link.name for link in figures["16"].attribution] == ["Example Times"]


def test_rows_of_causes_are_no_places() -> None:
    text = "Bulletin\n\nInjured in all: 90\n\nInjuries by cause\nShotgun pellets: 60\nTear gas: 30\n"
    figures = by_words(text)
    assert not figures["60"].scope.places
    assert not figures["30"].scope.places


def test_says_before_its_speaker() -> None:
    figure = by_words("74 minors were killed, says the Children's Legal Center, up to the end of 2017.")["74"]
    assert figure.attribution[0].name == "Children's Legal Center"
