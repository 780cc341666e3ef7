from __future__ import annotations

import pytest
from tests.extract.helpers import document

from uncounted.extract.grammar import extractor
from uncounted.model.claim import Claim
from uncounted.resolve.claims import resolve


def resolved(
    text: str, published: str | None = "2023-05-10", publisher: str | None = "Example Times"
) -> tuple[Claim, ...]:
    made = document(text, published, publisher)
    return resolve(made, extractor.extract(made).claims)


def test_a_figure_since_a_day_ends_at_publication_and_says_so():
    (claim,) = resolved("The war has killed 300 people in Yemen since January 2022.")
    time = claim.scope.time
    assert time is not None
    assert (time.start, time.end, time.reading) == ("2022-01-01", "2023-05-10", "throughout")
    assert claim.inherited["time.end"] == "until-publication"


def test_an_incident_happened_some_time_within_its_words():
    (claim,) = resolved("A bomb killed three people near Mosul on 3 May.")
    time, (place,) = claim.scope.time, claim.scope.places
    assert time is not None
    assert (time.edtf, time.reading) == ("2023-05-03", "sometime")
    assert (place.country, place.relation) == ("IQ", "near")
    assert "IQ" in place.within


def test_without_a_publication_date_relative_dates_stay_words():
    (claim,) = resolved("A bomb killed three people near Mosul on Monday.", published=None)
    assert claim.scope.time is not None
    assert (claim.scope.time.start, claim.scope.time.text) == (None, "Monday")


@pytest.mark.parametrize(
    ("day", "first", "second"),
    [
        ("8 May", (None, "2023-05-08"), ("2023-05-08", "2023-05-08")),
        ("3 March", ("2023-03-03", "2023-03-03"), (None, "2023-03-03")),
    ],
)
def test_a_statements_date_gives_two_readings_and_distance_decides(day, first, second):
    (claim,) = resolved(f"According to a statement made on {day}, four miners were killed near Mosul.")
    time = claim.scope.time
    assert time is not None
    assert (time.start, time.end) == first
    assert [(a.start, a.end) for a in time.alternatives] == [second]
    assert claim.inherited["time"] == "statement-date"


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("Five people died, a spokesman for Human Rights Watch said.", "hrw"),
        ("Five people died, Human Rights Watch said, Reuters reported.", "hrw"),
        ("Five people died.", "example-times"),
    ],
)
def test_the_root_is_who_counted_not_who_relays(text, root):
    assert [claim.root for claim in resolved(text)] == [root]


def test_unnamed_sources_are_roots_of_their_own_document():
    (claim,) = resolved("According to some reports, five people died.")
    assert claim.root is not None
    assert claim.root.startswith(f"unnamed:{claim.document}:")


def test_an_official_without_a_name_is_no_root_that_documents_share():
    (claim,) = resolved("Five people died, an official said.")
    assert claim.root == f"unnamed:{claim.document}:official"


def test_confirming_the_harm_of_nobody_named_admits_nothing():
    (claim,) = resolved("Police confirmed that 12 people were killed in the bombing.")
    assert claim.stance == "asserts"


def test_only_the_side_that_did_it_admits_and_only_harm_to_others():
    (own,) = resolved("The Israeli army confirmed that an Israeli strike killed five civilians in Gaza.")
    assert own.stance == "admits"
    (other,) = resolved("The Russian army confirmed that an Israeli strike killed five civilians in Gaza.")
    assert other.stance == "asserts"
    (fighters,) = resolved("The Israeli army confirmed that an Israeli strike killed five militants in Gaza.")
    assert fighters.stance == "asserts"


def test_readings_name_all_that_was_understood():
    (one,), (same,), (later,) = (
        resolved("Five people died on Monday.", published=day) for day in ("2023-05-10", "2023-05-10", "2023-06-10")
    )
    assert one.id == same.id == later.id
    assert one.reading == same.reading != later.reading


def test_exclusions_pass_to_other_tellings_of_a_figure():
    text = (
        "Ministry says 40 people killed in March\n\nThe ministry said 40 people were killed in March. The figures do "
        "not include a raid near Mosul, which according to some reports killed 9 people."
    )
    headline, lede, raid = resolved(text)
    assert headline.exclusions == lede.exclusions == (raid.id,)


LEAD = "At least 500 people were killed in Moura, Mali, during an operation in March 2022, a report says."


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (f"{LEAD}\n\nTroops executed 300 men between 27 and 31 March.", "2022-03-27"),
        ("Troops executed 300 men in Moura between 27 and 31 March.", "2023-03-27"),
        (f"{LEAD}\n\nA bomb killed three men on 3 May.", "2023-05-03"),
        ("In May 2019 a bomb killed 40 people in Moura. Another killed three men there on 3 May.", "2023-05-03"),
    ],
)
def test_a_month_without_its_year_is_of_the_year_that_the_text_opened_with(text, start):
    time = resolved(text)[-1].scope.time
    assert time is not None
    assert time.start == start


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Soldiers kill 200\n\nEritrean troops killed 200 civilians in Axum in Ethiopia on 2 May.", ["ER", "ER"]),
        ("Soldiers killed 200 civilians in Axum in Ethiopia on 2 May.", ["ET"]),
    ],
)
def test_soldiers_are_of_the_one_force_that_the_text_names(text, actors):
    found = [[actor.id for actor in claim.scope.actors] for claim in resolved(text)]
    assert found == [[one] for one in actors]


def test_an_acronym_is_no_country():
    (claim,) = resolved("OMAGH - An IRA bomb killed 11 people in Enniskillen on Sunday.")
    assert claim.scope.places[0].country == "GB"


def test_without_a_publication_date_a_day_is_of_the_year_that_the_heading_gives_its_month():
    text = "Weekly update, 21-27 February 2020\n\nOn 26 February, near the camp, soldiers killed ten men."
    (claim,) = resolved(text, published=None)
    assert (claim.scope.time.start, claim.scope.time.end) == ("2020-02-26", "2020-02-26")


@pytest.mark.parametrize(
    ("title", "place"),
    [("Tehran hints at a toll", "Iran"), ("At least 23 killed in Tehran", "Tehran"), ("Kyiv denies", "Ukraine")],
)
def test_a_capital_that_speaks_in_a_title_is_its_government(title: str, place: str):
    country = "Ukraine" if title.startswith("Kyiv") else "Iran"
    text = f"{title}\n\n{country}'s minister spoke of the protests in {country}. At least 23 people were killed."
    assert [[p.name for p in claim.scope.places] for claim in resolved(text)][-1] == [place]
