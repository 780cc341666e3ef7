"""When and where, for texts that tell many figures of one event: counts of one attack, sieges, monthly reports."""

from __future__ import annotations

from uncounted.model.claim import Claim
from uncounted.pipeline.reading import read_document
from uncounted.read import read_bytes
from uncounted.read.metadata import Metadata


def claims(text: str, published: str) -> tuple[Claim, ...]:
    document = read_bytes(text.encode(), path="a.txt", flags=Metadata(published=published))
    return read_document(document, "grammar").claims


def days(told: tuple[Claim, ...]) -> list[tuple[str | None, str | None]]:
    return [(c.scope.time.start, c.scope.time.end) if c.scope.time is not None else (None, None) for c in told]


def places(told: tuple[Claim, ...]) -> set[str | None]:
    return {place.name for claim in told for place in claim.scope.places}


def test_who_counted_one_attack_when_is_not_when_it_was():
    told = claims(
        "The market bombing in Beni on 2 May was the deadliest of the year.\n\n"
        "A statement of 4 May by the health ministry gave a toll of 40 dead. The mayor, speaking on Tuesday, said 52 "
        "people were killed. According to a tally published on 10 May, 61 people died. On 7 May the ministry put the "
        "toll at 55. As of 8 May, a charity had documented 58 deaths. The police on Monday said 59 people died. "
        "A list of 9 May named 54 dead.",
        "2024-05-15",
    )
    assert days(told) == [("2024-05-02", "2024-05-02")] * 7
    assert [c.said_on for c in told[:3]] == ["2024-05-04", "2024-05-14", "2024-05-10"]
    assert {c.kind for c in told} == {"incident"}


def test_later_counts_of_a_bombing_keep_its_day():
    told = claims(
        "A truck bomb exploded in Mogadishu on 14 October 2017, killing 358 people. On 30 November the committee put "
        "the toll at 512. In early December the figure was revised to 587 dead.",
        "2017-12-10",
    )
    assert days(told) == [("2017-10-14", "2017-10-14")] * 3
    assert [(r.type, r.claim) for r in told[2].relations] == [("update_of", told[1].id)]


def test_a_toll_raised_on_a_day():
    told = claims(
        "Officials raised the death toll from a truck bombing in Kabul to 150 on Tuesday, six days after the attack. "
        "The bombing on 8 May wounded more than 400 people.",
        "2024-05-15",
    )
    assert days(told) == [("2024-05-08", "2024-05-08")] * 2


def test_figures_of_a_siege_run_from_its_beginning():
    told = claims(
        "The battle for Marawi\n\nFighting in Marawi began on 23 May 2017. By 10 June the army had counted 58 dead "
        "soldiers. The five-month siege of Marawi left 47 civilians dead, the army said.",
        "2017-10-24",
    )
    assert days(told) == [("2017-05-23", "2017-06-10"), ("2017-05-23", "2017-10-24")]
    assert places(told) == {"Marawi"}


def test_a_strike_with_a_day_within_a_war_keeps_its_day():
    told = claims(
        "Fighting broke out in Khartoum on April 15. As of June 17 doctors had counted 958 civilians killed. On June "
        "8, a shell hit a market in Omdurman and killed 18 people.",
        "2023-06-20",
    )
    assert days(told) == [("2023-04-15", "2023-06-17"), ("2023-06-08", "2023-06-08")]


def test_news_of_one_day_is_not_of_the_war_around_it():
    told = claims(
        "A missile hit a block of flats in Dnipro on Saturday. Rescuers found 40 bodies. The war began on 24 February "
        "2022.",
        "2023-01-16",
    )
    assert days(told) == [("2023-01-14", "2023-01-14")]


def test_the_month_of_a_report_covers_its_figures():
    told = claims(
        "Casualties, September 2016\n\n609 civilians killed and 951 injured.\n\nBaghdad: 289 killed, 838 injured.",
        "2016-10-05",
    )
    assert set(days(told)) == {("2016-09-01", "2016-09-30")}
    assert {c.kind for c in told} == {"period"}
    assert [place.name for place in told[2].scope.places] == ["Baghdad"]


def test_a_month_told_once_covers_what_follows():
    told = claims(
        "In September 1,003 people were killed in Iraq, the United Nations said on Saturday. Another 1,159 people were "
        "injured.\n\nBaghdad was the worst affected, with 289 killed. In Nineveh 42 people were killed.",
        "2016-10-05",
    )
    assert set(days(told)) == {("2016-09-01", "2016-09-30")}
    assert "incident" not in {c.kind for c in told}
    assert [place.name for place in told[1].scope.places] == ["Iraq"]


def test_where_somebody_spoke_is_not_where_it_was():
    told = claims(
        "Airstrike on Sirte hospital kills 12\n\nThe attack happened on Monday. A UN official in Geneva said on "
        "Tuesday that five children were among the dead. The minister said in Tunis that 20 people were wounded.",
        "2024-05-15",
    )
    assert places(told) == {"Sirte"}
    assert set(days(told)) == {("2024-05-13", "2024-05-13")}


def test_the_dateline_places_what_nothing_else_places():
    told = claims(
        "Security\n\nKADUNA, Nigeria - Gunmen attacked a market on Monday. At least 30 people were killed, residents "
        "said.\n\nOverview\n\nPolice said 12 people were wounded.",
        "2024-05-15",
    )
    assert [[place.name for place in c.scope.places] for c in told] == [["Kaduna"], ["Kaduna"]]


def test_places_of_a_list_stand_at_the_front_of_their_lines():
    told = claims(
        "UN casualty figures for July\n\nA total of 1,737 people were killed in Iraq in July, according to figures "
        "released by the mission on Friday. Baghdad saw 345 killed. Kirkuk was the worst affected, with 226 killed.",
        "2014-08-01",
    )
    assert [c.scope.places[0].name for c in told] == ["Iraq", "Baghdad", "Kirkuk"]
    assert set(days(told)) == {("2014-07-01", "2014-07-31")}


def test_a_number_after_a_date_is_no_year():
    assert [c.count.point for c in claims("On 12 May 14 civilians were killed in Nyala.", "2024-05-15")] == [14]
