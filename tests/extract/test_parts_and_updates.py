"""Which figures of a text are parts of others, and which took the place of which: by mechanism, in several wordings."""

from __future__ import annotations

import pytest

from tests.extract.helpers import read


def relations(text: str) -> set[tuple[str, str, str]]:
    claims = read(text)
    words = {claim.id: f"{claim.measure} {claim.count.text}" for claim in claims}
    return {(words[c.id], r.type, words[r.claim]) for c in claims for r in c.relations}


@pytest.mark.parametrize(
    ("text", "parts", "whole"),
    [
        ("The governor speaks of 14 dead, five girls, seven boys and two women.", ("five", "seven", "two"), "14"),
        ("Forty people died in Tala on Monday, 31 men and nine women.", ("31", "nine"), "Forty"),
        ("In Tala 108 people were killed, 49 children and 34 women among them.", ("49", "34"), "108"),
        ("We recorded 317 deaths in Tala in May. They include 68 children and 57 women.", ("68", "57"), "317"),
    ],
)
def test_who_the_dead_were_is_told_behind_their_number(text: str, parts: tuple[str, ...], whole: str) -> None:
    found = relations(text)
    assert {(f"killed {part}", "part_of", f"killed {whole}") for part in parts} <= found


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed four reporters, three soldiers and a nurse in Tala.",
        "A mortar killed ten people, three of them children, and wounded seven soldiers in Tala.",
    ],
)
def test_people_of_a_list_are_no_parts_of_its_first(text: str) -> None:
    assert not any(rule == "part_of" and "three" not in part for part, rule, _ in relations(text))


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("Gunmen killed 23 people in Tala, 15 of them children, nine of these under five.", "killed nine", "killed 15"),
        ("Gunmen killed 16 people in Tala: eight women, two of them pregnant, and eight men.", "killed two",
         "killed eight"),
        ("Soldiers killed 44 people in Nondi, 20 of them children, and 179 in Sorra, including 36 children.",
         "killed 36", "killed 179"),
        ("Some 3,600 patients were wounded in Tala; 355 of them died.", "killed 355", "injured Some 3,600"),
        ("A raid killed 144 civilians and 22 soldiers in Tala. Thirteen of the soldiers were shot by their own side.",
         "killed Thirteen", "killed 22"),
    ],
)  # fmt: skip
def test_a_part_is_of_the_figure_right_before_it(text: str, part: str, whole: str) -> None:
    assert (part, "part_of", whole) in relations(text)


@pytest.mark.parametrize(
    ("text", "parts", "whole"),
    [
        ("The list has 592 persons who lost their lives. Of these, 322 were shot during riots and 174 died in jail.",
         ("322", "174"), "592"),
        ("They murdered 64 civilians at Kona. Twelve were beheaded and 29 burned alive.", ("Twelve", "29"), "64"),
        ("Nine people were killed in Tala. Eight died at the church.", ("Eight",), "Nine"),
    ],
)  # fmt: skip
def test_numbers_alone_say_how_those_just_counted_died(text: str, parts: tuple[str, ...], whole: str) -> None:
    found = relations(text)
    assert {(f"killed {part}", "part_of", f"killed {whole}") for part in parts} <= found


def test_numbers_alone_in_another_place_are_of_another_event() -> None:
    found = relations("Ten people were killed in Homs on Monday. Five were shot dead in Hama.")
    assert not any(kind == "part_of" for _, kind, _ in found)


@pytest.mark.parametrize(
    ("text", "parts", "whole"),
    [
        ("At least 512 people have died and 4,193 been injured in Sudan. Khartoum: 181; Kassala: 122; Kosti: 87.",
         ("181", "122", "87"), "At least 512"),
        ("In April 712 Iraqis were killed. Baghdad saw 211 killed, Basra 119, Mosul 91.", ("211", "119", "91"), "712"),
    ],
)  # fmt: skip
def test_places_in_a_line_share_out_the_dead(text: str, parts: tuple[str, ...], whole: str) -> None:
    found = relations(text)
    assert {(f"killed {part}", "part_of", f"killed {whole}") for part in parts} <= found


@pytest.mark.parametrize(
    ("text", "newer", "older"),
    [
        ("The death toll of the attack in Tala rose to 133 on Saturday, up from 115.", "133", "115"),
        ("A blast killed 25 people in Tala, officials said, correcting the 26 they first gave.", "25", "26"),
        ("The ministry put the toll in Tala at 250. On Sunday night it had spoken of 83 dead.", "250", "83"),
        ("Rescue workers said 42 people died in Tala. Earlier the rescue workers had spoken of 150 dead.", "42", "150"),
        ("The army said 50 people were killed in Tala. Until now the military had spoken of 19 dead.", "50", "19"),
        ("The toll of those killed in Tala stood at 61. Yesterday's bulletin gave 58 dead.", "61", "58"),
    ],
)
def test_a_source_says_its_figure_anew(text: str, newer: str, older: str) -> None:
    assert (f"killed {newer}", "update_of", f"killed {older}") in relations(text)


def test_what_is_told_before_an_earlier_figure_is_nearer_than_what_is_told_after() -> None:
    found = relations(
        "The committee said 101 people were killed in Tala. On Tuesday it had given 60, and on Monday 35. Forty bodies"
        " were pulled from the river, it said."
    )
    assert {("killed 101", "update_of", "killed 60"), ("killed 60", "update_of", "killed 35")} <= found
    assert not any(new == "killed Forty" and kind == "update_of" for new, kind, _ in found)


def test_earlier_figures_told_one_by_one_follow_each_other() -> None:
    found = relations(
        "The ministry put the toll of the bomb in Tala at 250. On Sunday night it had spoken of 83 dead and on"
        " Monday of 142."
    )
    assert {("killed 250", "update_of", "killed 142"), ("killed 142", "update_of", "killed 83")} <= found
    assert ("killed 250", "update_of", "killed 83") not in found


def test_counts_by_days_follow_each_other_and_brackets_tell_what_was() -> None:
    found = relations("EARLIER COUNTS\n\n- By 16 April: 174 dead\n\n- By 19 April: 213 dead\n\n- By 8 May: 443 dead")
    assert {("killed 443", "update_of", "killed 213"), ("killed 213", "update_of", "killed 174")} <= found
    assert ("injured 81", "update_of", "injured 78") in relations("Shot and wounded: 81 (78 by the 18th).")


@pytest.mark.parametrize(
    "text",
    [
        "In 2016 gunmen killed 103 people in Tala, up from 62 in 2015.",
        "A blast killed 12 people in Tala on Monday, police said. In 1996 more than 100 had been killed there.",
        "The toll in Tala rose to 40 on Monday, from dawn to dusk 31 people were wounded.",
    ],
)
def test_other_times_and_other_harm_are_not_out_of_date(text: str) -> None:
    assert not any(kind == "update_of" for _, kind, _ in relations(text))


def test_parts_of_the_dead_are_of_the_figure_that_stands() -> None:
    found = relations(
        "Troops shot dead 60 people in Tala on Monday, the ministry said, raising its figure from 58. Eight of the dead"
        " were under 16."
    )
    assert ("killed Eight", "part_of", "killed 60") in found
    assert ("killed Eight", "part_of", "killed 58") not in found


def test_a_government_that_raises_the_total_tells_no_sum() -> None:
    found = relations(
        "The command announced 170 dead in Tala. Years later the government raised the total of those killed to 191."
    )
    assert not any(kind == "part_of" for _, kind, _ in found)
