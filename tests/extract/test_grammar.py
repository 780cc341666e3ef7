"""What the grammar reads, by families of wording."""

from __future__ import annotations

import dataclasses

import pytest

from tests.extract.helpers import document, extraction, figures, one, read
from uncounted.extract.grammar import extractor
from uncounted.model.errors import UnreadLanguage

KILLED = [
    ("Five civilians were killed in Homs.", 5),
    ("A bomb killed two dozen people.", 24),
    ("Gunmen shot dead three farmers near the river.", 3),
    ("Twenty-one people died when the ferry sank.", 21),
    ("The army said the strike left 7 dead.", 7),
    ("The floods claimed 12 lives.", 12),
    ("The blast cost the lives of 1,200 people.", 1200),
    ("Shelling led to the deaths of 119 civilians.", 119),
    ("The bodies of two men were found in a well.", 2),
    ("A farmer was shot dead on Monday.", 1),
    ("Two of them died of their wounds.", 2),
    ("A mob beat to death two men.", 2),
    ("A 34-year-old woman was stabbed to death.", 1),
    ("Two militants of the Free Army (FA) group were killed.", 2),
    ("A father, mother and their two sons were killed.", 4),
    ("119 CIVILIANS KILLED IN AIR STRIKES, ARMY SAYS", 119),
    ("Five people lost their lives in the attack.", 5),
    ("Nobody was killed.", 0),
    ("Killed: 1,640", 1640),
]


@pytest.mark.parametrize(("text", "value"), KILLED, ids=[text for text, _ in KILLED])
def test_one_figure_of_the_killed(text, value):
    claim = one(text)
    assert (claim.measure, claim.count.low, claim.count.high, claim.count.point) == ("killed", value, value, value)


@pytest.mark.parametrize(
    ("words", "low", "high", "point", "modifier"),
    [
        ("at least 300 people", 300, None, None, "at least"),
        ("more than 100 people", 101, None, None, "more than"),
        ("fewer than 20 people", None, 19, None, "less than"),
        ("up to 40 people", None, 40, None, "at most"),
        ("about 40 people", None, None, 40, "about"),
        ("between 26 and 41 people", 26, 41, None, "range"),
        ("from 24 to 60+ people", 24, None, None, "range"),
        ("10-15 people", 10, 15, None, "range"),
        ("dozens of people", 24, None, None, "vague word"),
        ("60 or more people", 60, None, None, "at least"),
    ],
)
def test_what_qualifies_a_number_bounds_it(words, low, high, point, modifier):
    count = one(f"The raid killed {words} on Friday.").count
    assert (count.low, count.high, count.point, count.modifier) == (low, high, point, modifier)


def test_gapped_and_coordinated_figures_are_claims_of_their_own():
    assert figures("The raid killed 3 and wounded 5.") == [("killed", 3, 3, 3), ("injured", 5, 5, 5)]
    text = "Three soldiers and two civilians were killed and 12 others injured when rebels attacked a checkpoint."
    claims = read(text)
    assert [(c.measure, c.count.point, c.population.status) for c in claims] == [
        ("killed", 3, "member of armed forces"),
        ("killed", 2, "civilian"),
        ("injured", 12, "civilian"),
    ]
    assert claims[1].relations[0].type == "disjoint_from"


@pytest.mark.parametrize(
    "text",
    [
        "He is 34 years old and owns 12 houses.",
        "The army fired 20 rockets at 3 villages in 2014.",
        "The fighting could kill 500 people, the agency warned.",
        "They threatened to kill 12 hostages.",
        "The war will take a further toll on civilians.",
        "About 400 fighters attacked the town.",
        "The strike destroyed 12 vehicles and killed 30 cows.",
        "If the dam breaks, 4,000 people would die.",
        "Doctors fear that many more will die.",
        "Civilians were killed in the strike.",
    ],
)
def test_numbers_and_harm_that_are_no_claims(text):
    assert read(text) == ()


def test_none_at_all_is_a_count_of_nought_for_each_measure():
    assert figures("No deaths or injuries were reported.") == [("killed", 0, 0, 0), ("injured", 0, 0, 0)]
    assert figures("The bomb exploded without injuring anyone.") == [("injured", 0, 0, 0)]


def test_parts_point_to_their_whole():
    whole, part, other = read("Seven people, including two children and a nurse, were killed.")[:3]
    assert [r.claim for r in part.relations if r.type == "part_of"] == [whole.id]
    assert part.kind == other.kind == "subset"
    assert part.population.age_group == "child"
    brackets = read("OHCHR counted 17 casualties (5 killed and 12 injured).")
    assert [r.type for r in brackets[1].relations][:1] == ["part_of"]


def test_a_toll_that_rose_supersedes_what_it_rose_from():
    now, before = read("The death toll rose to 27 from 19, police said.")
    assert (now.count.point, before.count.point) == (27, 19)
    assert [(r.type, r.claim) for r in now.relations] == [("update_of", before.id)]


def test_a_total_holds_what_was_told_beside_it():
    text = "A mine killed four soldiers on Monday, bringing the total number of soldiers killed this year to 31."
    four, total = read(text)
    assert total.kind == "cumulative"
    assert [(r.type, r.claim, r.rule) for r in four.relations] == [("part_of", total.id, "bringing-total")]


def test_that_period_is_the_period_told_before():
    text = "The report covers January 3, 2019 to March 9, 2019. It found that 14 miners died during that period."
    claim = one(text)
    assert claim.inherited["time"] == "that-period"
    assert claim.spans["time"].quote == "January 3, 2019 to March 9, 2019"
    assert claim.kind == "period"


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Five people died, said Anna Lind, a spokeswoman for Unicef.", ["Anna Lind", "Unicef", "Example Times"]),
        ("Police reported that five people died.", ["Police", "Example Times"]),
        ("According to Human Rights Watch, five people died.", ["Human Rights Watch", "Example Times"]),
        ("Five people died, the health ministry said.", ["health ministry", "Example Times"]),
        ("Five people died, Reuters reported.", ["Reuters", "Example Times"]),
        ("Five people died.", ["Example Times"]),
    ],
)
def test_the_chain_of_attribution(text, chain):
    assert [link.name for link in one(text).attribution] == chain


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The rebels claimed that nine soldiers were killed.", "alleges"),
        ("According to some reports, nine people were killed.", "alleges"),
        ("Nine people were reportedly killed.", "alleges"),
        ("The governor confirmed that nine people were killed.", "admits"),
        ("The governor said nine people were killed.", "asserts"),
        ("The army denied that nine people were killed.", "denies"),
    ],
)
def test_stances_are_those_of_the_innermost_speaker(text, stance):
    assert one(text).stance == stance


def test_figures_leave_out_what_the_text_says_they_do():
    text = (
        "The ministry said 40 people were killed in March. The latest figures do not include a raid near Talad, "
        "which according to some reports killed 9 people."
    )
    forty, nine = read(text)
    assert forty.exclusions == (nine.id,)
    assert [(r.type, r.claim) for r in nine.relations] == [("excluded_from", forty.id)]


def test_scope_words_are_kept_with_their_places_in_the_text():
    claim = one("Taliban fighters attacked a post near Kunduz on 3 May, killing 4 policemen.")
    assert [place.text for place in claim.scope.places] == ["near Kunduz"]
    assert claim.scope.time is not None
    assert claim.scope.time.text == "3 May"
    assert [actor.text for actor in claim.scope.actors] == ["Taliban fighters"]
    assert claim.spans["place"].quote == "near Kunduz"


def test_ids_name_the_mention_and_do_not_move():
    text = "Two people died. Two people died in Rome."
    first, second = read(text)
    assert first.id != second.id
    assert [c.id for c in read(text)] == [first.id, second.id]


def test_harm_without_a_quantity_is_a_lead_and_a_text_without_a_claim_is_flagged():
    found = extraction("Civilians were killed in the strike. The road is closed.")
    assert [lead.why for lead in found.leads] == ["harm without a quantity"]
    assert found.flags == ("casualty words (kill) and no claim",)
    assert extraction("The road is closed.").flags == ()


def test_another_language_is_refused_not_read_as_nothing():
    with pytest.raises(UnreadLanguage, match="'de'"):
        extractor.extract(dataclasses.replace(document("Fünf Menschen starben."), language="de"))


def test_a_bombing_at_a_place_is_no_verb():
    found = read("On Thursday a suicide bombing at the market, which the group claimed, killed 13 soldiers.")
    assert [(c.count.point, c.scope.means) for c in found] == [(13, "suicide bombing")]


def test_a_city_with_a_long_country_dates_the_words_and_no_event() -> None:
    text = (
        "KANANGA, Democratic Republic of the Congo, 21 June 2017 - The church says at least 3,383 people have been "
        "killed since October 2016. It said that soldiers destroyed ten villages.\n\n"
        "The UN puts the death toll at more than 400. The minister said 39 soldiers and 85 police officers died."
    )
    sums, of_un, *others = read(text)
    assert (of_un.kind, of_un.scope.time and of_un.scope.time.text) == ("cumulative", "since October 2016")
    assert all(not claim.scope.actors for claim in (sums, of_un, *others))
    assert all(c.scope.time is None or "21 June" not in c.scope.time.text for c in others)
