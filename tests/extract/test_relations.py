"""Relations that words and brackets say."""

from __future__ import annotations

import pytest

from tests.extract.helpers import read


def relations(text: str) -> set[tuple[str, str, str]]:
    claims = read(text)
    words = {claim.id: f"{claim.measure} {claim.count.text}" for claim in claims}
    return {(words[c.id], r.type, words[r.claim]) for c in claims for r in c.relations}


def test_a_bracket_breaks_a_group_down() -> None:
    text = "In 2015 the mission counted 900 casualties. Among them were 210 children (80 killed and 130 injured)."
    found = relations(text)
    assert ("killed 80", "part_of", "casualties 210") in found
    assert ("injured 130", "part_of", "casualties 210") in found
    children = [c for c in read(text) if c.count.point in {80, 130}]
    assert {c.population.age_group for c in children} == {"child"}


@pytest.mark.parametrize(
    ("text", "newer", "older"),
    [
        ("The ministry said 31 people were killed in Tala on Monday. It had earlier put the toll at 22.", 31, 22),
        ("Police counted 12 people killed on 3 May, after 7 dead in a first statement and 9 dead in a second.", 12, 9),
        ("Police counted 12 people killed on 3 May, after 7 dead in a first statement and 9 dead in a second.", 9, 7),
    ],
)
def test_a_figure_takes_the_place_of_an_earlier_one(text: str, newer: int, older: int) -> None:
    assert (f"killed {newer}", "update_of", f"killed {older}") in relations(text)


def test_another_sources_earlier_figure_is_not_out_of_date() -> None:
    text = "Doctors said 31 people were killed in Tala on Monday. Local media had first reported 22 killed."
    assert not any(kind == "update_of" for _, kind, _ in relations(text))


@pytest.mark.parametrize(
    ("text", "newer", "older"),
    [
        (("The army said 9 civilians died in the strike on Tala. Until then the military had held that 4 civilians"
         " had died."), "killed 9", "killed 4"),
        ("Gunmen killed 42 people in Tala on 3 May. On the day of the attack a nurse had spoken of 30 dead.",
         "killed 42", "killed 30"),
        ("Authorities said 90 people were killed in Tala on 3 May. The army had earlier reported 12 killed.",
         "killed 90", "killed 12"),
        (("The mayor said 60 people were hurt in Tala on Monday. By evening the number of injured had grown to 72,"
         " he said."), "injured 72", "injured 60"),
        (("A bomb went off in Tala on 3 May. The toll has risen in steps. A minister spoke of 20 dead. By 7 May the"
         " army gave 45 dead."), "killed 45", "killed 20"),
        ("The death toll from Monday's blast in Tala rose to 48 on Wednesday from 39, police said.", "killed 48",
         "killed 39"),
    ],
)  # fmt: skip
def test_what_takes_the_place_of_what(text: str, newer: str, older: str) -> None:
    assert (newer, "update_of", older) in relations(text)


@pytest.mark.parametrize(
    "text",
    [
        (
            "Authorities said 900 rebels and 165 soldiers were killed in Tala. In June the army had reported 38"
            " soldiers and three soldiers of another unit dead. It accused the rebels of killing 20 civilians."
        ),
        "Rebels said 31 civilians were killed in Tala on Monday. The army had earlier reported 60 fighters killed.",
        "Soldiers killed 12 people in Tala on Monday. In 2019 a flood had killed 40 there.",
        "Abel Roe was shot before the police came, the sheriff said. Earlier in the night, Carl Moe had been shot.",
    ],
)
def test_other_people_and_other_years_are_not_out_of_date(text: str) -> None:
    assert not any(kind == "update_of" for _, kind, _ in relations(text))


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("The toll of the blast in Tala rose to 40, up from 30, police said. Two teenagers were among the dead.",
         "killed Two", "killed 40"),
        (("Police said 21 people were killed in Tala. They had earlier reported 12 dead. Two girls were among the"
         " dead."), "killed Two", "killed 21"),
        (("The mission said 6,000 civilians were killed since 2015. On 3 May a raid killed 51 people in Tala. The army"
         " said 12 commanders were among the dead."), "killed 12", "killed 51"),
        (("Gunmen killed at least 110 farmers in Tala on 3 May, an envoy said. The mayor, at the burial of 43 of the"
         " victims, said at least 70 farmers were killed."), "killed 43", "killed at least 70"),
        ("Shelling of Tala on Sunday kills eight; a mother, her two children and a friend among the dead",
         "killed a mother, her two children and a friend", "killed eight"),
        ("Police said 109 people were shot in Tala over the weekend, 19 of them fatally.", "killed 19 of them",
         "casualties 109"),
        ("Six soldiers died in Tala on Friday, the army said. Four more died on Saturday, bringing the toll to 10.",
         "killed Six", "killed 10"),
        ("Six soldiers died in Tala on Friday, the army said. Four more died on Saturday, bringing the toll to 10.",
         "killed Four", "killed 10"),
        (("From January to June the mission counted 405 people killed. In the same period of 2021 350 were killed."
         " In Tala 120 people were killed."), "killed 120", "killed 405"),
        ("The mission recorded 751 casualties (228 deaths and 523 injured) in 2018.", "killed 228", "casualties 751"),
    ],
)  # fmt: skip
def test_parts_of_the_figure_that_stands(text: str, part: str, whole: str) -> None:
    found = relations(text)
    old = {other for _, kind, other in found if kind == "update_of"}
    wholes = {other for one, kind, other in found if one == part and kind == "part_of"}
    assert whole in wholes
    assert not wholes & old


def test_a_case_is_one_of_the_newest_part_of_a_total() -> None:
    text = """The command said its strikes killed 64 civilians between May and July 2016.
Including these results, its strikes killed 119 civilians since 2014.
The cases include the following:
- On 3 May 2016, five civilians were killed near Tala.
"""
    found = relations(text)
    assert ("killed five", "part_of", "killed 64") in found
    assert ("killed 64", "part_of", "killed 119") in found


@pytest.mark.parametrize(
    ("headline", "body"),
    [("Dozens killed", "64 people were killed"), ("More than 50 killed", "At least 57 people were killed"),
     ("Over 500 killed", "At least 500 people were killed")],
)  # fmt: skip
def test_a_headline_that_rounds_retells_the_body(headline: str, body: str) -> None:
    text = f"{headline} in raid on camp\n\n{body} in a raid on the camp of Tala on Saturday, a committee said."
    assert {kind for _, kind, _ in relations(text)} == {"paraphrase_of"}


def test_a_figure_of_a_time_leaves_an_event_out_but_a_figure_of_another_event_does_not() -> None:
    text = """The command said its strikes killed 64 civilians and injured eight between May and July 2016.
In one case five civilians were killed near Tala on 3 May.
The tally leaves out a strike near Dura, in which dozens of civilians were killed.
"""
    assert {w for _, kind, w in relations(text) if kind == "excluded_from"} == {"killed 64"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Homs was hit hardest, with 267 civilians killed and 740 injured.", "Homs"),
        ("Idlib suffered most, with 52 dead.", "Idlib"),
    ],
)
def test_the_place_that_was_hit_hardest_is_where_its_part_fell(text: str, place: str) -> None:
    assert {tuple(p.text for p in c.scope.places) for c in read(text)} == {(place,)}


def test_a_label_names_whom_its_line_counts() -> None:
    text = "Members of the security forces: 399 killed and 418 injured.\n\nCivilians, police among them: 468 killed."
    found = read(text)
    assert [c.population.status for c in found] == ["member of armed forces"] * 2 + ["civilian"]
    assert not any(c.scope.actors for c in found)


def test_news_that_brings_a_total_number_of_deaths_to_a_figure_is_part_of_it() -> None:
    text = (
        "The command has released figures for the year, bringing the total number of civilian deaths in the campaign "
        "to 119 since 2014, it said. It counted 64 civilians killed between November 2015 and September 2016."
    )
    assert ("killed 64", "part_of", "killed 119") in relations(text)
