"""Which event each figure of a text is of: its day and place, what it is a part of and what it took the place of."""

from __future__ import annotations

import pytest
from tests.extract.helpers import document

from uncounted.extract.grammar import extractor
from uncounted.model.claim import Claim
from uncounted.reference.stories import stories
from uncounted.resolve.claims import resolve


def claims_of(text: str, published: str = "2021-11-10") -> dict[str, Claim]:
    """The claims of a text by the words of their counts."""
    made = document(text, published=published)
    return {claim.count.text or "": claim for claim in resolve(made, extractor.extract(made).claims)}


def days(claim: Claim) -> tuple[str | None, str | None]:
    time = claim.scope.time
    return (time.start, time.end) if time is not None else (None, None)


def ties(claims: dict[str, Claim], count: str) -> set[tuple[str, str]]:
    """The relations of a claim, by type and the words of the other's count."""
    by_id = {claim.id: text for text, claim in claims.items()}
    return {(r.type, by_id[r.claim]) for r in claims[count].relations if r.claim in by_id}


def test_stories_of_a_paper_have_places_and_days_of_their_own() -> None:
    claims = claims_of(
        "WORLD IN BRIEF\n\nGHANA\nEight people drowned when a boat sank near Akosombo on Monday, police said.\n\n"
        "CHILE\nA memorial to the 41 people shot in Antofagasta on 3 March 1991 was broken. Some 70 were hurt.\n\n"
        "NEPAL\nHospital staff say that 12 people were wounded by a bomb on Sunday. Two of them later died.\n"
    )
    assert days(claims["Some 70"]) == ("1991-03-03", "1991-03-03")
    assert {p.country for p in claims["12"].scope.places} == {"NP"}
    assert ("part_of", "12") in ties(claims, "Two")


def test_a_story_under_a_country_is_placed_where_its_body_says() -> None:
    claims = claims_of(
        "Senegal: Mayor charged after market blast\n\nDAKAR - A mayor was charged on Tuesday, two days after a bomb hit"
        " a market in the southern town of Kolda.\n\nPolice said that 31 people died and 40 were injured.\n"
    )
    assert [p.name for p in claims["31"].scope.places] == ["Kolda"]


@pytest.mark.parametrize(
    "text",
    [
        "In May a bomber killed seven people in Lahore, and last month gunmen shot dead 19 sailors in a bus.",
        "In May a bomber killed seven people in Lahore; in October gunmen shot dead 19 sailors in a bus.",
    ],
)
def test_a_clause_that_opens_with_a_day_keeps_it(text: str) -> None:
    claims = claims_of("Violence in Pakistan\n\nPolice spoke of a bad year. " + text)
    assert days(claims["seven"]) == ("2021-05-01", "2021-05-31")
    assert days(claims["19"]) == ("2021-10-01", "2021-10-31")
    assert "Lahore" not in [p.name for p in claims["19"].scope.places]


@pytest.mark.parametrize(
    "text",
    [
        "In March 2019 a raid on Beni left 13 dead; the rebels spoke of 30.",
        "In March 2019 a raid on Beni left 13 dead. The rebels spoke of 30.",
    ],
)
def test_a_source_answers_with_a_figure_of_the_same_event(text: str) -> None:
    claims = claims_of("Army says 50 rebels died in Goma on Sunday\n\nFifty rebels died in Goma on Sunday.\n\n" + text)
    assert days(claims["30"]) == days(claims["13"]) == ("2019-03-01", "2019-03-31")
    assert [p.name for p in claims["30"].scope.places] == ["Beni"]


def test_the_assault_is_that_of_the_day_told_last() -> None:
    claims = claims_of(
        "Clashes in Kasese\n\nThe trouble began on Saturday with attacks on police posts, in which 14 officers were"
        " killed. When the deadline passed on Sunday, commandos moved in. The army said 46 men died in the assault.\n"
    )
    assert days(claims["14"]) == ("2021-11-06", "2021-11-06")
    assert days(claims["46"]) == ("2021-11-07", "2021-11-07")


@pytest.mark.parametrize(
    ("text", "new", "old"),
    [
        ("Police now say that 103 people died in Sunday's fire, up from the 62 announced on Monday.", "103", "62"),
        (
            "At least 49 bodies, not 64 as first reported, were found after Sunday's ambush in Enga.",
            "At least 49",
            "64",
        ),
        ("A mine killed at least 35 people on Sunday. The government first put the toll at 44.", "at least 35", "44"),
    ],
)
def test_a_figure_takes_the_place_of_the_one_beside_it(text: str, new: str, old: str) -> None:
    claims = claims_of(text)
    assert ("update_of", old) in ties(claims, new)


def test_a_year_set_beside_another_is_no_update() -> None:
    claims = claims_of("The monitor counted 103 civilians killed in 2020, up from 62 in 2019.")
    assert not [r for claim in claims.values() for r in claim.relations if r.type == "update_of"]


def test_parts_keep_their_own_days_and_those_without_one_have_their_wholes() -> None:
    claims = claims_of(
        "The army says it lost 29 men from January to October, 16 of them in one ambush near Torodi on 31 July and 6 at"
        " Anzourou."
    )
    assert days(claims["16"]) == ("2021-07-31", "2021-07-31")
    assert days(claims["6"]) == ("2021-01-01", "2021-10-31")


def test_the_figure_of_last_year_is_the_harm_of_last_year() -> None:
    claims = claims_of(
        "More than 6,800 people have died in the war over the past two decades. Last year the figure was 263."
    )
    assert days(claims["263"]) == ("2020-01-01", "2020-12-31")
    assert claims["263"].kind == "period"
    assert days(claims["More than 6,800"])[0] == "2001-11-10"


def test_in_the_same_district() -> None:
    claims = claims_of(
        "On 3 May 24 villagers were killed at Burkapal, Sukma. On 11 March, 12 died in the same district."
    )
    assert [p.name for p in claims["12"].scope.places] == ["Sukma"]


def test_how_badly_some_of_the_injured_were_hurt() -> None:
    claims = claims_of("Nine soldiers were killed in Pune on Tuesday; six were injured, two critically.")
    assert ("part_of", "six") in ties(claims, "two")


DIGEST = """Around the continent

Gunmen kill 11 in Burkina convoy attack
OUAGADOUGOU - Men attacked a convoy near Djibo on Saturday. Five soldiers and six traders were killed.

Six die in Kenya as raiders return
LODWAR - Bandits killed six herders at Lokichar in Turkana on Friday. Two others were wounded.

Mine victims in Senegal
ZIGUINCHOR - A cart hit a mine near Bignona on Thursday; a woman was killed. Some 860 people have died since 1988.
"""


def test_each_story_of_a_digest_lies_in_the_country_of_its_dateline() -> None:
    claims = claims_of(DIGEST)
    lands = {text: [place.country for place in claim.scope.places] for text, claim in claims.items()}
    assert (lands["Five"], lands["Two"], lands["Some 860"]) == (["BF"], ["KE"], ["SN"])
    assert [days(claims[text])[0] for text in ("Five", "Two", "a woman")] == ["2021-11-06", "2021-11-05", "2021-11-04"]


def test_a_text_with_one_dateline_is_one_story() -> None:
    assert stories("Bomb kills five\n\nKABUL - A bomb killed five.\n\nHerat: shops were shut.\n\nThe end.\n") == ()
    assert len(stories(DIGEST)) == 4


def test_entries_under_a_year_are_of_that_year() -> None:
    claims = claims_of(
        "TIMELINE: Bombings in Lebanon\n\n2005\nFeb 14 - A truck bomb in Beirut kills 23.\nDec 12 - A car bomb kills a"
        " member of parliament.\n\n2006\nJuly 12 to Aug 14 - About 1,200 people die in the war.\nNov 21 - Gunmen kill a"
        " minister and 2 guards in Sidon.\n"
    )
    assert days(claims["23"]) == ("2005-02-14", "2005-02-14")
    assert days(claims["About 1,200"]) == ("2006-07-12", "2006-08-14")
    assert not [r for r in claims["a minister"].relations if r.type == "same_claim"]


def test_what_has_died_since_an_event_set_off_a_campaign() -> None:
    claims = claims_of(
        "Nduga seven months on\n\nThe killing of 19 road workers at Puncak Kabo on 2 December 2020 set off a military"
        " operation in the highlands.\n\nA volunteer team said yesterday that 182 displaced people have died.\n"
    )
    assert days(claims["182"]) == ("2020-12-02", "2021-11-10")
    assert claims["182"].kind == "cumulative"


def test_since_a_clause_without_a_preposition() -> None:
    claims = claims_of(
        "Health workers have counted 2,768 dead in Freetown since rebels stormed the city two weeks ago."
    )
    assert days(claims["2,768"]) == ("2021-10-27", "2021-11-10")


def test_a_year_in_front_and_a_clause_that_hangs_on_it() -> None:
    claims = claims_of(
        "In 1996, when 26 people were abducted at Mapenduma, the army's raid of 9 May killed eight rebels."
    )
    assert days(claims["26"]) == ("1996-01-01", "1996-12-31")
    assert days(claims["eight"]) == ("1996-05-09", "1996-05-09")


def test_where_and_when_of_a_part_is_not_that_of_the_whole() -> None:
    claims = claims_of(
        "The army fights in Papua since 2 December 2020. Seven men have been killed since then, three of them in"
        " an ambush at Wamena on 7 March."
    )
    assert days(claims["three"]) == ("2021-03-07", "2021-03-07")
    assert days(claims["Seven"])[0] == "2020-12-02"


def test_days_of_mourning_are_no_days_of_harm() -> None:
    claims = claims_of(
        "Three days of national mourning began in Kyrgyzstan on Wednesday for the victims of clashes in Osh.\n\nThe"
        " ministry said that 189 people had been registered dead.\n"
    )
    assert days(claims["189"])[0] is None


def test_the_wounded_told_behind_a_part_are_beside_the_whole() -> None:
    claims = claims_of("A bomb near Tripoli on Monday killed five people, four of them troops, and wounded 24.")
    assert ties(claims, "four") == {("part_of", "five")}
    assert not [tie for tie in ties(claims, "24") if tie[0] == "part_of"]
    assert claims["24"].population.status is None


def test_the_figure_includes_some() -> None:
    claims = claims_of(
        "Workers have collected 2,768 corpses in Freetown. The figure includes rebels and at least 117 policemen."
    )
    assert ("part_of", "2,768") in ties(claims, "at least 117")


def test_a_crisis_told_day_by_day_is_counted_from_its_first_day() -> None:
    claims = claims_of(
        "Unrest: how three days unfolded\n\nDakar was quiet on Monday. The minister says 16 people have died."
        "\n\nThursday 4 November\nThe government reports nine dead in Thies."
        "\n\nFriday 5 November\nShops are looted.\n\nSaturday"
        " 6 November\nA man is killed in Pikine.\n"
    )
    assert days(claims["16"]) == ("2021-11-04", "2021-11-10")
    assert days(claims["nine"]) == ("2021-11-04", "2021-11-04")


def test_a_day_by_its_number_is_of_the_month_that_the_figures_cover() -> None:
    claims = claims_of(
        "Two weeks in May\n\nThe figures below are for 1-13 May 2021.\n\n6,820 people have fled since 11 April.\n\nOn"
        " the 8th, two civilians were killed. On the 11th and 12th 19 men died at Muse. Same"
        " period of 2020: one dead.\n"
    )
    assert days(claims["two"]) == ("2021-05-08", "2021-05-08")
    assert days(claims["19"]) == ("2021-05-11", "2021-05-12")
    assert days(claims["one"]) == ("2020-05-01", "2020-05-13")


def test_an_answer_to_a_sum_is_of_its_time() -> None:
    claims = claims_of(
        "Between December 1946 and February 1947 special forces put at least 3,000 people to death in Sulawesi;"
        " Indonesia has always spoken of 4,000. The captain himself admitted 600. In Suppa 28 men were killed on"
        " 28 January."
    )
    assert {days(claims[text]) for text in ("at least 3,000", "4,000", "600")} == {("1946-12-01", "1947-02-28")}
    assert days(claims["28"]) == ("1947-01-28", "1947-01-28")


def test_some_of_the_dead_who_were_shot_are_dead() -> None:
    claims = claims_of("In March 2021 14 people died in the protests, 12 of them shot by police, according to Amnesty.")
    assert claims["12"].measure == "killed"
    assert ("part_of", "14") in ties(claims, "12")


def test_what_was_confirmed_later_takes_the_place_of_what_was_said() -> None:
    claims = claims_of(
        "On 7 November as many as 17 people were killed at a wake in Tarimoro; prosecutors later confirmed 11 deaths."
    )
    assert ("update_of", "as many as 17") in ties(claims, "11")


def test_parts_behind_an_aside() -> None:
    claims = claims_of("Six people were killed on Friday, the minister says, four in Dakar and two in Ziguinchor.")
    assert all(("part_of", "Six") in ties(claims, text) for text in ("four", "two"))


def test_the_year_of_an_inquiry_is_not_that_of_the_harm() -> None:
    claims = claims_of(
        "On 9 December 1947 troops shot the men of Rawagede. The commission of 1969 wrote of 20 executed."
    )
    assert days(claims["20"]) == ("1947-12-09", "1947-12-09")


def test_parts_of_a_sum_are_not_of_the_town_of_the_title() -> None:
    claims = claims_of(
        "Relief group counts dead in Kutum\n\nA relief group said on Tuesday that 12 people were killed in Kutum on"
        " Sunday.\n\nThe monitor has counted 250 dead in Sudan since January: 160 by air strikes and 90 by gunfire.\n"
    )
    assert {tuple(p.name for p in claims[text].scope.places) for text in ("250", "160", "90")} == {("Sudan",)}
