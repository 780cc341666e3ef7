from __future__ import annotations

import pytest

from tests.extract.helpers import figures, read
from uncounted.model.claim import Claim

PIPES = """Violence in Iraq fell in March 2014, the UN mission said. A total of 48 civilians were killed and 96 injured.

Civilian casualties by governorate, March 2014

Governorate | Incidents | Killed | Injured
Baghdad | 12 | 20 | 41
Anbar* | 9 | 18 | 35
Diyala | 4 | 10 | 20
Other | 1 | 0 | 0
Total | 26 | 48 | 96

* Figures are incomplete.
"""
TABS = "State\tKilled\tWounded\nKachin\t14\t3\nRakhine\t22\t17\nTotal\t36\t20\n"
COLUMNS = """Deaths and injuries by district, January to June 2019

District        Deaths    Injuries   Houses burned
North               12           4               9
South                1           0               2
Total               13           4              11
"""
BULLETS = """The network said at least 40 people were killed in protests across Kenya in July 2024:

- Nairobi: 21
- Kisumu: 9
- Other counties and not known: 10
"""
LABELS = """6,402 people were killed by the army between 2002 and 2008, the court said. The cases by department:

Antioquia: 1,613
Meta: 394
Other departments and not known: 4,395
"""


def relations(claims: tuple[Claim, ...]) -> list[tuple[str, str, str]]:
    words = {c.id: c.count.text or "" for c in claims}
    return [(r.type, c.count.text or "", words[r.claim]) for c in claims for r in c.relations]


def places(claim: Claim) -> list[str]:
    return [place.text or "" for place in claim.scope.places]


def test_every_cell_under_a_measure_is_a_claim_and_no_other():
    claims = read(PIPES)
    rows = [(c.measure, c.count.low) for c in claims[2:]]
    killed, injured = [20, 18, 10, 0, 48], [41, 35, 20, 0, 96]
    assert rows == [row for a, b in zip(killed, injured, strict=True) for row in (("killed", a), ("injured", b))]


def test_a_row_has_its_place_period_and_people_and_is_part_of_the_figure_told():
    claims = read(PIPES)
    baghdad, anbar, other = claims[2], claims[4], claims[8]
    assert (places(baghdad), places(anbar), places(other)) == (["Baghdad"], ["Anbar"], [])
    assert other.spans["place"].quote == "Other"
    assert {c.scope.time.text for c in claims[2:] if c.scope.time} == {"March 2014"}
    assert {c.population.status for c in claims} == {"civilian"}
    assert {c.kind for c in claims[2:10]} == {"subset"}
    assert ("part_of", "20", "A total of 48") in relations(claims)
    assert ("partition", "20", "A total of 48") in relations(claims)
    assert ("same_claim", "48", "A total of 48") in relations(claims)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (TABS, [("killed", 14), ("injured", 3), ("killed", 22), ("injured", 17), ("killed", 36), ("injured", 20)]),
        (COLUMNS, [("killed", 12), ("injured", 4), ("killed", 1), ("injured", 0), ("killed", 13), ("injured", 4)]),
        ("| Year | Deaths | Deaths per 100,000 |\n|---|---|---|\n| 2015 | 12 | 1 |\n| 2016 | 20 | 2 |",
         [("killed", 12), ("killed", 20)]),
        ("Civilians killed by year\n\nProvince | 2018 | 2019\nHelmand | 12 | 30\nKunduz | 7 | 4",
         [("killed", 12), ("killed", 30), ("killed", 7), ("killed", 4)]),
        ("Weapons lost where 30 people were killed\n\nSide | Tanks | Guns\nA | 3 | 4\nB | 5 | 6", [("killed", 30)]),
    ],
)  # fmt: skip
def test_tables_of_several_kinds(text, wanted):
    assert [(measure, low) for measure, low, _, _ in figures(text)] == wanted


def test_the_total_of_a_table_holds_its_rows():
    claims = read(TABS)
    assert ("partition", "14", "36") in relations(claims)
    assert ("partition", "17", "20") in relations(claims)


def test_years_over_columns_and_before_rows_are_times():
    claims = read("Civilians killed by year\n\nProvince | 2018 | 2019\nHelmand | 12 | 30\nKunduz | 7 | 4")
    assert [(c.scope.time.text if c.scope.time else None) for c in claims] == ["2018", "2019", "2018", "2019"]
    claims = read("Year | Killed\n2015 | 12\n2016 | 20\nTotal | 32")
    assert [(c.scope.time.text if c.scope.time else None) for c in claims] == ["2015", "2016", None]


@pytest.mark.parametrize(
    ("text", "parts", "whole"),
    [(BULLETS, ["21", "9", "10"], "at least 40"), (LABELS, ["1,613", "394", "4,395"], "6,402")],
)
def test_a_list_of_places_parts_the_total_before_it(text, parts, whole):
    claims = read(text)
    assert [c.count.text for c in claims] == [whole, *parts]
    assert [x for x in relations(claims) if x[0] == "partition"] == [("partition", part, whole) for part in parts]
    assert {c.scope.time.text for c in claims if c.scope.time} == {claims[0].scope.time.text}


def test_lists_of_other_things_are_none():
    assert len(read("Twelve people were killed.\n\nAhmed Ali, 34\nSara Omar, 29\nTom Long, 51")) == 1
    assert len(read("Twelve people were killed. What is known of the town:\n\nShops: 340\nSchools: 29")) == 1


def test_a_total_beside_killed_and_injured_counts_casualties_and_a_last_sum_is_a_total():
    claims = read("Area | Killed | Injured | Total\nAlma | 5 | 7 | 12\nBorg | 4 | 6 | 10\nCora | 9 | 13 | 22")
    assert [c.count.low for c in claims if c.measure == "casualties"] == [12, 10, 22]
    assert ("partition", "5", "9") in relations(claims)


def test_rows_of_days_take_their_place_from_its_own_column():
    claims = read("Date\tLocation\tDead\n2 March\tMosul\t12\n5 March\tTikrit\t4")
    assert [(c.scope.time.text if c.scope.time else None, places(c)) for c in claims] == [
        ("2 March", ["Mosul"]),
        ("5 March", ["Tikrit"]),
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("6,402 people were killed. The departments most affected were:\n\n- Antioquia: 1,613\n- Meta – 394",
         ["1,613", "394"]),
        ("Police counted 27 dead:\n\nOslo 12\nBergen 10\nElsewhere 5", ["12", "10", "5"]),
    ],
)  # fmt: skip
def test_lists_are_read_by_what_opens_them_or_by_their_sum(text, parts):
    assert [c.count.text for c in read(text)[1:]] == parts


def test_rows_by_perpetrator_name_actors():
    claims = read("The commission counted 69 people killed. By perpetrator:\n\nNorthern League: 40\nOthers: 29")
    assert [actor.text for actor in claims[1].scope.actors] == ["Northern League"]
    assert places(claims[1]) == []


def test_two_columns_that_lost_their_spaces_are_still_a_table():
    claims = read("Deaths by governorate, March 2014\n\nGovernorate Killed\nBaghdad 20\nAnbar 18\nTotal 38")
    assert [(c.count.low, places(c)) for c in claims[:2]] == [(20, ["Baghdad"]), (18, ["Anbar"])]
    assert ("partition", "20", "38") in relations(claims)


def test_a_list_has_the_source_of_the_figure_that_it_parts_not_of_the_sentence_before_it() -> None:
    text = """The Land Commission counted at least 60 people killed in Tala between 2002 and 2008, the commission said.
When it began its work, the Bar Association had reported 31 such victims.

Victims by district, 2002 to 2008
- North: 35
- South: 15
- Elsewhere: 10
"""
    rows = [claim for claim in read(text) if claim.count.point in {35, 15, 10}]
    assert len(rows) == 3
    assert not any("Bar Association" in link.name for claim in rows for link in claim.attribution)


@pytest.mark.parametrize(
    "text",
    [
        "Victims by month\n\n | April | May | June | Total\nKilled | 7 | 4 | 2 | 13\nInjured | 3 | 2 | 0 | 5",
        "| | April | May | June | Total |\n|-|-|-|-|-|\n| Deaths | 7 | 4 | 2 | 13 |\n| Wounded | 3 | 2 | 0 | 5 |",
    ],
)
def test_rows_may_name_what_they_count_and_columns_the_months(text):
    claims = read(text)
    assert [(c.measure, c.count.low) for c in claims] == [
        *(("killed", n) for n in (7, 4, 2, 13)),
        *(("injured", n) for n in (3, 2, 0, 5)),
    ]
    assert [(c.scope.time.text if c.scope.time else None) for c in claims[:3]] == ["April", "May", "June"]
    assert [x for x in relations(claims) if x[0] == "partition" and x[2] == "13"] == [
        ("partition", part, "13") for part in ("7", "4", "2")
    ]


def test_columns_may_be_the_sides_and_a_line_below_names_the_source_of_each():
    claims = read(
        "Casualties, 3 - 9 May 2024\n\n | Chad | Niger\nCivilians killed | 14 | 8\nSoldiers wounded | 5 | 2\n\n"
        "Sources: Chad - Ministry of Health; Niger - Ministry of Defence"
    )
    assert [places(c) for c in claims] == [["Chad"], ["Niger"], ["Chad"], ["Niger"]]
    assert [c.population.status for c in claims] == ["civilian", "civilian", *["member of armed forces"] * 2]
    assert [c.attribution[0].name for c in claims] == ["Ministry of Health", "Ministry of Defence"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "TOLL GIVEN BY THE MINISTRY OF HEALTH\n\nDay | Dead | Injured\n3 May | 4 | 12\n4 May | 9 | 20\n5 May | 9 | 31",
        "Deaths (Ministry of Health)\n\nReported | Dead | Injured\n5 May | 9 | 31\n4 May | 9 | 20\n3 May | 4 | 12",
    ],
)  # fmt: skip
def test_days_on_which_a_growing_toll_stood_are_updates_and_no_parts(text):
    claims = read(text)
    assert {c.kind for c in claims} == {"cumulative"}
    assert {c.attribution[0].name for c in claims} == {"Ministry of Health"}
    assert ("update_of", "31", "20") in relations(claims)
    assert not [x for x in relations(claims) if x[0] == "part_of"]


def test_columns_that_count_some_of_another_are_parts_of_it():
    claims = read("District | Killed | of whom children | Injured\nAlma | 9 | 3 | 4\nBorg | 6 | 1 | 0")
    assert ("part_of", "3", "9") in relations(claims)
    assert [c.measure for c in claims] == ["killed", "killed", "injured"] * 2


def test_a_column_to_date_is_cumulative_and_holds_that_of_the_week():
    claims = read(
        "Situation report no. 4\nReporting period: 3 to 9 May 2024\n\nIndicator | This week | Cumulative\n"
        "Bodies recovered | 8 | 31\nWounded who died in hospital | 1 | 4"
    )
    assert [(c.measure, c.count.low, c.kind) for c in claims] == [
        ("killed", 8, "subset"),
        ("killed", 31, "cumulative"),
        ("killed", 1, "subset"),
        ("killed", 4, "cumulative"),
    ]
    assert [places(c) for c in claims] == [[], [], [], []]
    assert ("part_of", "8", "31") in relations(claims)


def test_a_list_parts_a_total_told_far_before_where_it_adds_up():
    text = (
        "The bodies of 52 dead were brought in. Most were men. Many are unnamed. The work goes on.\n\nBy region:\n\n"
        "Osh city: 30\nBatken region: 12\nNaryn region: 10\n"
    )
    assert [x for x in relations(read(text)) if x[0] == "partition"] == [
        ("partition", part, "52") for part in ("30", "12", "10")
    ]


def test_rows_without_headings_say_what_they_count_in_their_labels():
    claims = read("The authority publishes its register each May.\n\nBy outcome\nKilled | 1,978\nInjured | 3,604\n")
    assert [(c.measure, c.count.point) for c in claims] == [("killed", 1978), ("injured", 3604)]
    claims = read("The court counted 96 people killed between 2002 and 2008.\n\nMeta | 52\nCesar | 44\n")
    assert [c.count.point for c in claims[1:]] == [52, 44]
    assert all("partition" in {r.type for r in c.relations} for c in claims[1:])
