"""Lines under headings of nouns, rows by doer, tables that add up, who those counted were, averages."""

from __future__ import annotations

import pytest

from tests.extract.helpers import read
from tests.extract.test_shared_out import by_words, wholes

SNAPSHOT = """Humanitarian snapshot

Civilian fatalities by government forces
Total: 277, of whom 52 are children
- during the marches of return: 196 (41 children)
- in other circumstances: 81 (11 children)

Civilian injuries
Total 28,939, a quarter of them in the legs.
"""


def test_a_heading_of_nouns_says_what_the_lines_below_count() -> None:
    figures = by_words(SNAPSHOT)
    assert [figures[n].measure for n in ("277", "196", "81", "28,939")] == ["killed", "killed", "killed", "injured"]
    told = wholes(SNAPSHOT)
    assert told["52"] == {"277"}
    assert told["196"] >= {"277"}
    assert told["41"] >= {"196"}
    assert figures["52"].population.age_group == "child"


def test_a_line_by_somebody_is_part_of_the_line_above_and_by_that_party() -> None:
    text = """Annual report

Key figures

Civilians killed\t43
by the security forces\t20
by the TPNPB\t23
Soldiers killed\t27
Fighters killed\t16
"""
    figures, told = by_words(text), wholes(text)
    assert [actor.text for actor in figures["20"].scope.actors] == ["security forces"]
    assert told["20"] >= {"43"}
    assert told["23"] >= {"43"}
    assert "43" not in told["27"] | told["16"]
    assert figures["43"].population.status == "civilian"


def test_columns_of_any_heading_that_add_up_to_a_total_count_what_the_caption_names() -> None:
    text = """Statistics

Table 2. Casualties of attacks by attribution
 | Loyalist | Republican | Total
Shootings | 1 | 13 | 14
Assaults | 49 | 9 | 58
All | 50 | 22 | 72
"""
    assert [claim.measure for claim in read(text)] == ["casualties"] * 9
    assert wholes(text)["14"] >= {"72"}


@pytest.mark.parametrize(
    ("text", "count", "sex", "age"),
    [
        ("In May 40 people were killed. Six of the dead were women.", "Six", "woman", "adult"),
        ("A blast killed 40 people, of whom 12 were children.", "12", None, "child"),
    ],
)
def test_what_those_counted_were_says_their_sex_and_age(
    text: str, count: str, sex: str | None, age: str | None
) -> None:
    people = by_words(text)[count].population
    assert (people.sex, people.age_group) == (sex, age)


@pytest.mark.parametrize(
    "text",
    [
        "The weekly average since the beginning of the year is 4 killed.",
        "On average 12 people were killed each week.",
    ],
)
def test_averages_count_nobody(text: str) -> None:
    assert read(text) == ()


def test_numbers_in_brackets_open_lines() -> None:
    figures = by_words("Update\n\n(1) Deaths: 72\n(2) Injured treated in hospitals: 2,113\n(3) Missing: 12\n")
    assert [figures[n].measure for n in ("72", "2,113", "12")] == ["killed", "injured", "missing"]


@pytest.mark.parametrize(
    "text",
    [
        "Official death toll 294 as at 28 June (Ministry of Health), up from 283 on 25 June",
        "The death toll has risen to 294, from 283 on 25 June.",
    ],
)
def test_a_toll_and_the_one_it_came_from(text: str) -> None:
    claims = read(f"Report\n\n- {text}\n")
    words = {claim.id: claim.count.text for claim in claims}
    assert {(c.count.text, words[r.claim]) for c in claims for r in c.relations if r.type == "update_of"} == {
        ("294", "283")
    }
