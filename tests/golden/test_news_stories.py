"""News stories: several events, sides and days in one text; what each figure is of, and who says so.

The texts are ours, of invented places and events.
"""

from __future__ import annotations

import pytest
from tests.extract.helpers import document

from uncounted.model.claim import Claim
from uncounted.pipeline.reading import read_document


def read(text: str) -> tuple[Claim, ...]:
    return read_document(document(text), "grammar").claims


def by_words(text: str) -> dict[str, Claim]:
    return {claim.count.text or "": claim for claim in read(text)}


def span(claim: Claim) -> tuple[str | None, str | None]:
    time = claim.scope.time
    return (time.start, time.end) if time is not None else (None, None)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ten people, police said, were killed.", 10),
        ("Ten people, officials in the capital say, were killed.", 10),
        ("Thirteen of the soldiers, it turned out, were shot dead.", 13),
        ("Ten people, the greater part of them children, were trampled to death.", 10),
        ("Twelve miners, most of them boys, died.", 12),
        ('Some 2,000 people "and possibly less" were killed.', 2000),
        ("Six nuns, whose names were not released, were killed.", 6),
        ("Three men, according to witnesses, were beaten to death.", 3),
        ("Officially 19 people fell in that last battle for the dead city.", 19),
        ("Twenty mourners were mown down as they marched.", 20),
        ("A gunman posing as a guard killed 14 pupils.", 14),
    ],
)
def test_what_is_put_in_leaves_the_figure_its_verb(text, count):
    assert [c.count.point for c in read(text) if c.measure == "killed"] == [count]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Two Britons, a Frenchman and a Dane were among the victims.", [2, 1, 1]),
        ("A historian put the dead at 91 at least and the injured at 238 or more.", [91, 238]),
        ("Four died, and some 230 were treated for smoke inhalation.", [4, 230]),
        ("One died. The hospital was treating 11 people from the blast and 16 from the shooting.", [1, 11, 16]),
        ("Hundreds of wounded have been taken to hospitals.", [200]),
        ("A bomb killed 97. By Sunday, 246 people were in treatment, 48 of them in intensive care.", [97, 246, 48]),
        ("Of the 85 injured, 16 remain in critical condition.", [85, 16]),
        ("The attack killed 40. Also among the dead: a boy and his father, and a Dane.", [40, 1, 1, 1]),
        (
            "Sixty of the dead were Ugandans, and the others included nine Eritreans, a Dane and an Indian.",
            [60, 9, 1, 1],
        ),
        ('They say 678 people died. Colleagues in exile spoke of "at least 300".', [678, 300]),
        ("In all, at least 50,000 and possibly as many as 100,000 people perished.", [50000]),
        ("The raid killed 37. Since then at least a dozen of the wounded have died.", [37, 12]),
        ("The region says it has lost 70,000 people to terrorism.", [70000]),
        ("Nearly nine in ten of the dead were civilians.", []),
        ("Chun was sentenced to death for it.", []),
    ],
)
def test_figures_of_the_dead_and_hurt(text, figures):
    assert [c.count.point if c.count.point is not None else c.count.low for c in read(text)] == figures


def test_the_place_with_which_a_paragraph_opens_holds_for_its_figures():
    found = by_words(
        "BANGKOK - Bombs killed 14 people on Tuesday in Yala and Pattani.\n\n"
        "At a hotel in Narathiwat, a car bomb set off a fire. Four guests died."
    )
    assert [place.name for place in found["Four"].scope.places] == ["Narathiwat"]


def test_where_a_speaker_behind_the_verb_is_says_nothing():
    text = 'Raiders struck Tabarat on Monday.\n\n"We have the names of 54 dead," said the exiled leader, in Paris.'
    assert all(place.name != "Paris" for claim in read(text) for place in claim.scope.places)


def test_where_somebody_speaks_is_not_where_people_died():
    found = by_words(
        "A bomb killed 40 people in Kuta on Saturday.\n\n"
        "The minister told parliament in Canberra that 14 Australians had died."
    )
    assert all(place.name != "Canberra" for place in found["14"].scope.places)


DAYS = {
    "Troops opened fire at Arba on Saturday, killing 40 people.\n\nThey had closed the camp a week ago. Ten people "
    "were trampled to death that day.": ("Ten", "2023-05-03", "2023-05-03"),
    "The strike of April 29 killed 10 people.\n\nIt was flown three days after the bombing at the airport in which 13 "
    "soldiers were killed.": ("13", "2023-04-26", "2023-04-26"),
    "Eight men were taken from a house on May 2 and shot dead.": ("Eight", "2023-05-02", "2023-05-02"),
    "The revolt, launched in February 1996, has claimed about 7,800 lives.": (
        "about 7,800",
        "1996-02-01",
        "2023-05-10",
    ),
    "Bombs killed 19 people in churches on Christmas Eve 2000.": ("19", "2000-12-24", "2000-12-24"),
    'A gunman killed 60 people on Monday.\n\n"We have 65 dead," the mayor told reporters at about four on Tuesday '
    "morning.": ("65", "2023-05-08", "2023-05-08"),
    "Flags flew at half mast on Tuesday after a stampede at a festival in which 55 people died. Police had fired on "
    "the crowd on Sunday.": ("55", "2023-05-07", "2023-05-07"),
    "Protests began at Arba last November. Troops have killed more than 500 people since then.": (
        "more than 500",
        "2022-11-01",
        "2023-05-10",
    ),
    "His brother died in the cellar on a Wednesday afternoon in March 1988.": (
        "His brother",
        "1988-03-01",
        "1988-03-31",
    ),
    "Bombs on trains killed 198 people in Arba on Monday.\n\nThe worst carnage was at Alta station, where 70 people "
    "died.": ("70", "2023-05-08", "2023-05-08"),
    "Bombs killed 198 people in Arba on Monday.\n\nRebels have been accused; a bombing in Belo in June 1987 killed 21 "
    "people.\n\nThe ministry said that 14 foreigners were killed.": (
        "14",
        "2023-05-08",
        "2023-05-08",
    ),
    "Rebels shot 18 people dead in Arba on Friday.\n\nOn Sunday police moved against the roadblocks in Belo. "
    "Ten people were killed in Belo and Cima.": ("Ten", "2023-05-07", "2023-05-07"),
    "SRINAGAR, May 9: An army major was killed in a gun battle in Pulwama on Monday, police said.": (
        "An army major",
        "2023-05-08",
        "2023-05-08",
    ),
    "Rebels shot eight people dead in Arba on Monday.\n\nA day later protests spread to Belo. A taxi driver was killed "
    "there.": ("A taxi driver", "2023-05-09", "2023-05-09"),
    "It was the worst attack on the city since February of last year, when a shell killed 68 people.": (
        "68",
        "2022-02-01",
        "2022-02-28",
    ),
    "Twin bombings killed 76 people on Sunday. On the eve of the bombings 11 people had been shot dead.": (
        "11",
        "2023-05-06",
        "2023-05-06",
    ),
    "Troops stormed the town on 27 May 1980, killing 170 people.\n\nIn June 1985, pressed by the opposition, the "
    "government raised the total to 191.": ("191", "1980-05-27", "1980-05-27"),
}


@pytest.mark.parametrize(("text", "told"), DAYS.items())
def test_the_day_is_that_of_the_harm(text, told):
    words, start, end = told
    assert span(by_words(text)[words]) == (start, end)


WHERE = {
    "KAMPALA - Bombs killed 15 people at a restaurant in Kampala on Sunday.\n\nPolice found a vest in Entebbe. On "
    "Tuesday a guard was shot dead in the capital.": ("a guard", "Kampala"),
    "Lima, July 13 (Example Agency) -- Troops killed 12 people at Huanta on Sunday.": ("12", "Huanta"),
    "GUNMEN KILLED 53 PEOPLE IN BENI ZARZA, IN MEDEA PROVINCE, ALGERIA, ON SATURDAY.": ("53", "BENI ZARZA"),
}


@pytest.mark.parametrize(("text", "told"), WHERE.items())
def test_where_it_was(text, told):
    assert [(place.name or "").lower() for place in by_words(text)[told[0]].scope.places][:1] == [told[1].lower()]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ruritania on Tuesday raised to 76 from 74 the number of people killed in the bombing.", "Ruritania"),
        ("Bombs killed 40 people on Monday. On Tuesday the government lowered the toll to 38.", "government"),
    ],
)
def test_who_moves_a_toll_gives_it(text, who):
    assert read(text)[-1].attribution[0].name == who


def test_a_body_with_its_town_is_its_own():
    told = read(
        "Hospital officials said 37 people died on Monday.\n\nMore than 10,000 people have been killed since the siege "
        "began in April 1992, according to the city's institute for public health."
    )
    assert "institute" in told[-1].attribution[0].name


def test_the_text_goes_on_with_the_event_and_not_with_the_total_beside_it():
    told = read(
        "Rebels hacked eight people to death on Sunday in Arba, the army said, bringing to 77 the number of civilians "
        "killed since troops opened an offensive on April 30. Nine others were abducted."
    )
    assert told[-1].kind == "incident"


def test_who_is_blamed_did_it_and_does_not_say_it():
    claim = by_words("Officials suspect the Red Front, a group blamed for church bombings that killed 19 people.")["19"]
    assert [actor.text for actor in claim.scope.actors] == ["Red Front"]
    assert claim.stance == "asserts"


def test_a_body_whose_count_it_is_says_so():
    claim = read("The revolt has cost over 5,000 lives since January 2004, by the count of Labour Watch.")[0]
    assert claim.attribution[0].name == "Labour Watch"


def test_parts_told_in_one_breath_check_with_a_small_whole():
    found = by_words(
        "Soldiers killed 13 people at Arba on Monday, the ministry said. Three women and ten children lost their lives "
        "there, the ministry said."
    )
    assert {r.type for r in found["ten"].relations if r.claim == found["13"].id} >= {"part_of"}
