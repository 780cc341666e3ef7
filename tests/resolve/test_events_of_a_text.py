"""Which event each figure of a text is of: its day and place, what it is a part of and what it took the place of."""

from __future__ import annotations

import pytest
from tests.extract.helpers import document

from uncounted.extract.grammar import extractor
from uncounted.model.claim import Claim
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
