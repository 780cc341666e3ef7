"""What texts of new kinds taught: lists under headings, chronologies, whose count it is, parts of a group."""

from __future__ import annotations

import pytest

from tests.extract.helpers import extraction, figures, read


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Killed\n* Dozens of civilians.\n* 12 bodies, their hands tied, were found.\n\nMissing\n* About 60 people.",
         [("killed", 24), ("killed", 12), ("missing", 60)]),
        ("Only 650 to 750 civilians had been killed.", [("killed", 650)]),
        ("The army said that 203 \"terrorists\" had been killed.", [("killed", 203)]),
        ("The court put at 6,402 the number of civilians whom soldiers killed.", [("killed", 6402)]),
        ("Nine patients died on 1 February, and another three the next day.", [("killed", 9), ("killed", 3)]),
        ("In all 101 civilians were killed, and four more in a building next door.", [("killed", 101), ("killed", 4)]),
        ("Gunmen killed 201 people. At least 67 of the victims were under the age of 12.",
         [("killed", 201), ("killed", 67)]),
        ("He insisted that no more than 10,000 people were killed.", [("killed", 10000)]),
    ],
)  # fmt: skip
def test_figures_in_other_words(text, wanted):
    found = [(measure, low or point or high) for measure, low, high, point in figures(text)]
    assert found == wanted


def test_part_of_a_group_is_of_children():
    part = read("Gunmen killed 201 people. At least 67 of the victims were under the age of 12.")[1]
    assert (part.kind, part.population.age_group, part.count.low) == ("subset", "child", 67)


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("Gangs have killed at least 3,661 people since January, by the UN's count.", "UN"),
        ("Gunmen stormed the town, killing 70, among them three infants, a spokesman for the health ministry said.",
         "health ministry"),
        ("The Defence Ministry long insisted that nobody was killed.", "Defence Ministry"),
        ("An internal UN review found that 70,000 people are missing.", "UN"),
    ],
)  # fmt: skip
def test_who_counted(text, root):
    assert root in [link.name for link in read(text)[0].attribution]


def test_what_another_body_recovered_is_not_the_word_of_those_before():
    claims = read("Residents put the number of dead at 240. Iraq's Civil Defence recovered 85 bodies.")
    assert [link.name for link in claims[1].attribution] == ["Example Times"]


CHRONOLOGY = """Attacks on schools

18 October 2007 - Two blasts hit a march in Karachi, killing 150.

28 October 2009 - A bomb went off at the bazaar in Peshawar. 137 people died.

16 December 2014 - Gunmen attacked a school in Lahore and killed 149 people."""


def test_entries_of_a_chronology_are_events_of_their_own():
    claims = extraction(CHRONOLOGY).claims
    said = [(c.scope.time.text, [p.text for p in c.scope.places]) for c in claims if c.scope.time]
    assert said == [
        ("18 October 2007", ["Karachi"]),
        ("28 October 2009", ["Peshawar"]),
        ("16 December 2014", ["Lahore"]),
    ]


def test_two_dates_at_the_front_are_no_chronology():
    claims = read("18 October 2007 - Two blasts hit a march in Karachi, killing 150.")
    assert len(claims) == 1


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Bana Mura, a militia that state agents armed, killed 150 people.", "Bana Mura"),
        ("Members of the Kamuina Nsapu killed 79 people.", "Members of the Kamuina Nsapu"),
        ("28 October 2009: Car bomb in Peshawar killed 137 people.", None),
    ],
)
def test_who_did_it(text, actor):
    actors = read(text)[0].scope.actors
    assert [a.text for a in actors] == ([actor] if actor else [])


def test_a_month_of_a_raid_of_days_is_when_and_not_how_long():
    assert (
        read("At least 500 people were killed in Moura during a five-day operation in March 2022.")[0].kind
        == "incident"
    )
    assert read("At least 500 people were killed in Moura in March 2022.")[0].kind == "period"


def test_a_war_without_a_date_is_a_sum():
    assert read("About 200,000 people were killed in the war, which ended in 1996.")[0].kind == "cumulative"


@pytest.mark.parametrize("text", ["Jan Egeland said that 10 people died.", "June Carter said that 10 people died."])
def test_given_names_are_no_months(text):
    time = read(text)[0].scope.time
    assert time is None or time.text is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("112 martyrs and 769 injured arrived at hospitals.", [("killed", 112), ("injured", 769)]),
        ("In all 30 people died. Some 7,000 remain missing under the rubble.", [("killed", 30), ("missing", 7000)]),
        ("The list names cadets whom Islamic State led away and shot.", []),
    ],
)
def test_figures_that_other_words_hid(text, wanted):
    found = [(c.measure, c.count.point) for c in read(text)]
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Gunmen who surrounded a mosque in the north during Friday prayers killed 305 people.", "Gunmen"),
        ("Aircraft of the command killed 42 people in a hospital.", "Aircraft of the command"),
        ("About 50 people died, ten of them members of the security forces.", None),
    ],
)
def test_who_did_it_past_other_words(text, actor):
    actors = read(text)[0].scope.actors
    assert [a.text for a in actors] == ([actor] if actor else [])


def test_years_of_violence_are_a_sum():
    text = "It was the deadliest attack in five years of jihadist violence, which has killed some 700 people."
    assert read(text)[0].kind == "cumulative"


@pytest.mark.parametrize(
    "text",
    [
        "It maintains that 80 per cent of the hostages perished because of the storming.",
        "In towns, 90 per cent of those killed or injured were civilians.",
    ],
)
def test_shares_are_no_counts(text):
    assert [c.count.text for c in read(text)] == []


def test_a_killing_by_somebody_of_many():
    (claim,) = read(
        "He condemned the killing by the M23 of at least 131 civilians in the villages of Kishishe and Bambo."
    )
    assert (claim.count.low, [a.text for a in claim.scope.actors]) == (131, ["M23"])
    assert [p.text for p in claim.scope.places] == ["Kishishe", "Bambo"]


def test_those_among_the_dead_are_a_part():
    claims = read("In all 334 people died. Ten members of the special forces were among those who died.")
    assert [(c.kind, c.count.point) for c in claims] == [("incident", 334), ("subset", 10)]


def test_close_to_a_number_is_about_it():
    (claim,) = read("The Government of the Democratic Republic of the Congo has spoken of close to 300 dead.")
    assert claim.count.modifier == "about"
    assert claim.attribution[0].name == "Government of the Democratic Republic of the Congo"


def test_lists_under_numbered_headings_count_behind_their_labels():
    text = (
        "2. WOUNDED (as of 20 August)\n\n- Ministry of Defence: 1,199\n- Civilians: 61\n\n3. MISSING\n\n- Soldiers: 14"
    )
    assert [(c.measure, c.count.point) for c in read(text)] == [("injured", 1199), ("injured", 61), ("missing", 14)]


@pytest.mark.parametrize(
    ("text", "point"),
    [("In all, not one innocent person was killed.", 0), ("Twelve members of the services gave their lives.", 12)],
)
def test_figures_of_armies(text, point):
    assert [c.count.point for c in read(text)] == [point]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Of the 227 deaths, 74 were children and 40 women.", [(74, None), (40, None)]),
        (
            "Of the 227 deaths, 74 were caused by raids of the Coalition, 61 by shells of the Houthis and 40 by mines.",
            [(74, "Coalition"), (61, "Houthis"), (40, None)],
        ),
        (
            "Of the 227 civilians killed, 74 were killed by the army, 61 by the rebels and 40 by landmines.",
            [(74, "army"), (61, "rebels"), (40, None)],
        ),
        (
            "At least 227 civilians died. Of the 227 victims, 101 were men, 76 women and 50 children.",
            [(101, None), (76, None), (50, None)],
        ),
    ],
)
def test_a_whole_that_its_sentence_divides(text, parts):
    claims = read(text)
    whole = [claim for claim in claims if claim.count.point == 227 or claim.count.low == 227]
    told = [claim for claim in claims if claim not in whole]
    assert [(c.count.point, c.scope.actors[0].text if c.scope.actors else None) for c in told] == parts
    assert all(not claim.scope.actors for claim in whole)
    ids = {claim.id for claim in whole}
    assert all(ids & {r.claim for r in claim.relations if r.type == "part_of"} for claim in told)


def test_the_verb_of_a_shared_blame_is_said_once():
    claims = read("41 of the deaths were attributed to the rebels, 37 to the militia and 22 to the army.")
    assert [(c.count.point, c.scope.actors[0].text) for c in claims] == [(41, "rebels"), (37, "militia"), (22, "army")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Coalition air strikes in the north have taken the lives of hundreds of civilians.", "cumulative"),
        ("Air strikes have killed hundreds of civilians in Raqqa.", "cumulative"),
        ("Air strikes on Monday killed 12 people in the town.", "incident"),
    ],
)
def test_undated_harm_of_events_in_the_plural_is_a_sum(text, kind):
    assert [claim.kind for claim in read(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "On the night of 3 November 1991 men entered a house. They made all lie down. Fifteen people were killed.",
            "the night of 3 November 1991",
        ),
        ("On 3 May the ministry said it had closed the case. Fifteen people were killed in the raid.", None),
    ],
)
def test_a_figure_takes_the_day_with_which_its_paragraph_tells_the_event(text, day):
    (claim,) = read(text)
    assert (claim.scope.time.text if claim.scope.time else None) == day
