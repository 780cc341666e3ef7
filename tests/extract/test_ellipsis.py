"""Counts told in few words: what they count was said before."""

from __future__ import annotations

import pytest

from tests.extract.helpers import figures, read

Figure = tuple[str, int | None, int | None, int | None]


def _points(text: str) -> list[tuple[str, int | None]]:
    return [(c.measure, c.count.point or c.count.low) for c in read(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Shells killed 40 people in Aden. In June the hospital gave 61.", [40, 61]),
        ("Police say 30 people died. Villagers have spoken of more than 90.", [30, 91]),
        ("Police say 30 people died. The Red Cross recorded 44 in Galle.", [30, 44]),
        ("The estimate of fighters killed stands at 310.", [310]),
        ("The army has put its dead at 12 sappers.", [12]),
        ("The mayor put the village's dead at five.", [5]),
        ("Many people were killed. The society holds the names of more than 170.", [171]),
        ("At a well it found 20 dead. At the ford it found 11 dead, which makes 31 for both.", [20, 11, 31]),
        ("Civilian deaths: 40-90, best estimate 65", [40, 65]),
        ("ARMY RAISES HERAT TOLL TO 80; UNION LISTS 133", [80, 133]),
    ],
)
def test_a_source_gives_a_bare_number(text: str, wanted: list[int]) -> None:
    assert [point for _, point in _points(text) if point is not None and point > 3] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Shells killed 40 people in Aden. The office reported 12 in custody.",
        "Shells killed 40 people in Aden and burned 60 houses. The mayor gave 75.",
        "Shells killed 40 people in Aden. The commission recorded 2014 as its worst year.",
        "Shells killed 40 people in Aden. The army listed 12 bridges.",
        "Shells killed 40 people in Aden. Officials did not give 30 as the figure.",
    ],
)
def test_other_bare_numbers_are_no_counts(text: str) -> None:
    assert [c.count.text for c in read(text)] == ["40"]


def test_a_bare_number_takes_people_and_measure_from_the_figure_before() -> None:
    claim = read("Mines wounded 19 farmers near Kep. The district listed 26.")[-1]
    assert (claim.measure, claim.population.status) == ("injured", "civilian")
    assert claim.inherited["measure"] == claim.inherited["population"] == "source"


def test_agents_in_parallel() -> None:
    claims = read("The militia killed 70 people, soldiers nine and the Simbas four.")
    assert [c.count.point for c in claims] == [70, 9, 4]


def test_a_number_behind_a_capital_belongs_to_the_name() -> None:
    assert figures("Members of Brigade 101 killed 12 people.") == [("killed", 12, 12, 12)]


@pytest.mark.parametrize(
    ("text", "count", "measure"),
    [
        ("A raid killed 50 people. Twenty of them were children.", 20, "killed"),
        ("A raid killed 50 people. Twenty of them were children, and of these eight were under five.", 8, "killed"),
        ("A raid killed ten nurses and six guards. One of the nurses was pregnant.", 1, "killed"),
        ("A raid left 9 dead and 33 injured. Of the wounded, 14 had been sent home.", 14, "injured"),
        ("A raid killed 50 people. Among the victims were three Chadians.", 3, "killed"),
        ("A raid killed 50 people, at least 11 of whom belonged to a youth league.", 11, "killed"),
        ("A raid killed 50 people, 17 of them those who had fled.", 17, "killed"),
    ],
)
def test_parts_of_a_figure_told_before(text: str, count: int, measure: str) -> None:
    part = next(c for c in read(text) if (c.count.point or c.count.low) == count)
    assert (part.kind, part.measure) == ("subset", measure)
    assert [r.type for r in part.relations][:1] == ["part_of"]


@pytest.mark.parametrize(
    "text",
    [
        "A raid killed 50 people. Three of them were safe.",
        "A raid killed 50 people and 12 others fled. Three of them were soldiers on leave.",
        "A raid killed 50 people, many of whom had worked there.",
        "A raid hit a convoy of 17 lorries and killed 50 people. Ten of the lorries were old.",
    ],
)
def test_what_is_no_part(text: str) -> None:
    assert [c.count.text for c in read(text)] == ["50"]


def test_shares_in_brackets_that_add_up() -> None:
    claims = read("Blast at the mill: 20 dead (15 found in the yard, 5 died in hospital).")
    assert [(c.count.point, c.kind) for c in claims] == [(20, "incident"), (15, "subset"), (5, "subset")]
    claims = read("The ministry said 90 servicemen were killed (70 army, 20 coast guard).")
    assert [c.count.point for c in claims] == [90, 70, 20]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("There are 41 bodies in the school, a nurse said.", 41),
        ("The two hospitals hold 23 bodies.", 23),
        ("Families have claimed 30 of the bodies.", 30),
        ("After the blast 64 bodies were taken to Sanaa.", 64),
        ("Toll of riots rises; 12 bodies still unclaimed", 12),
    ],
)
def test_bodies(text: str, count: int) -> None:
    assert [c.count.point for c in read(text) if c.measure == "killed"] == [count]


@pytest.mark.parametrize(
    "text",
    [
        "The morgue can hold 60 bodies.",
        "Three UN bodies took part in the talks after the killings.",
        "Fewer died in Homs than first reported",
        "The clinic treated 17 cases of burns and other injuries.",
    ],
)
def test_no_count_of_dead(text: str) -> None:
    assert [c.count.text for c in read(text) if c.measure in {"killed", "injured"}] == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Soldiers killed 90 people in the hamlet. Among them were 31 children.", [90, 31]),
        ("The mayor said 20 people were killed. He said three women were among them.", [20, 3]),
        ("Officials put the dead of the shelling at seven.", [7]),
        ("The general said those killed appeared to be about 15 smugglers.", [15]),
        ("The jet fell on Iringa, killing the five men on board and a baker on the ground.", [5, 1]),
        ("Fifty people were the victims of extrajudicial or targeted killings.", [50]),
        (
            "All who were killed had fought, save hostages who died in the fire, four women and two boys among them.",
            [4, 2],
        ),
        (
            "Families have claimed 30 of the bodies. The other 12 lie in two schools: 7 in Leh and 5 in Kargil.",
            [30, 12, 7, 5],
        ),
        ("Of 60 dead, officials say, the list takes in 22 of the dead.", [60, 22]),
        ("Up to 18 gunmen died, and so did 6 soldiers.", [18, 6]),
        ("Two guards were wounded, as were three drivers.", [2, 3]),
        ("The board counts at least 400 farmers killed there by a militia.", [400]),
        ("The union has a list of 90 people killed by troops, its head said: 70 in Osh and 20 in Uzgen.", [90, 70, 20]),
        ("Three guards were killed on the ferry. Nine of the passengers did not survive.", [3, 9]),
        ("Shells fell on Aden; two farmers lost limbs and one child was killed.", [2, 1]),
    ],
)
def test_harm_said_by_other_words(text: str, wanted: list[int]) -> None:
    assert [c.count.point or c.count.low or c.count.high for c in read(text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "A mine killed 12 people. The talks went on; so did 10 buses.",
        "A mine killed 12 people. The party list has 30 names: 10 women and 20 men.",
        "A mine killed 12 people. Ten firms lost arms contracts.",
        "A mine killed 12 people. Reporters came, two Danes among them.",
    ],
)
def test_other_words_without_harm(text: str) -> None:
    assert [c.count.point for c in read(text)] == [12]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rebels said they had killed 30 soldiers. The army admits to nine.", [30, 9]),
        ("Officials say that 40 people died; residents say 65.", [40, 65]),
        ("A bomb killed 20 people. Witnesses put it at 35.", [20, 35]),
        ("Bombs killed 10 people in Kano, 20 in Jos and seven in Zaria.", [10, 20, 7]),
        ("A mortar round wounded 80 people. Six are children.", [80, 6]),
        ("The strike killed 24 people. Nine were women and six children.", [24, 9, 6]),
        ("Three hundred and forty-two people were killed.", [342]),
        ("The victims were two farmers and a student.", [2, 1]),
        ("The dead include three nurses, a driver and a cook.", [3, 1, 1]),
    ],
)
def test_counts_that_go_on_with_what_was_said(text: str, wanted: list[int]) -> None:
    assert [c.count.point for c in read(text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed 20 people. Nine were released on Monday.",
        "A bomb killed 20 people. Police said 40 in all had been on the bus.",
        "A bomb killed 20 people in Kano, 300 kilometres from Jos and 90 from Zaria.",
        "A bomb killed 20 people and hit 12 shops. Nine were bakeries.",
    ],
)
def test_other_numbers_after_a_count(text: str) -> None:
    assert [c.count.point for c in read(text)] == [20]


def test_of_those_killed() -> None:
    claims = read("A mine killed 42 people. Of those killed, 12 were soldiers.")
    assert [(c.count.point, c.kind) for c in claims] == [(42, "incident"), (12, "subset")]


def test_all_of_them_says_who_those_before_were() -> None:
    assert read("Officials put the village's dead at four, all of them civilians.")[0].population.status == "civilian"
