"""Blame that no text lays: on those who were hurt, on forces that only stood there, on those of another deed."""

from __future__ import annotations

import pytest

from tests.extract.test_doers import _doers
from uncounted.pipeline.reading import read_document
from uncounted.read import read_bytes


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Twelve people were killed by a car bomb at a roadblock manned by loyalist forces in Berin.", "Twelve"),
        ("An official of the paramilitary forces was killed in a bomb blast in Berin on Friday.", "An official"),
        ("Five police officers were killed in a standoff between security forces and prisoners in Berin.", "Five"),
        ("Fighting between the army and Turkish-backed rebels killed 13 civilians near Berin.", "13"),
        ("Two bombs exploded in Berin as people watched a match, killing 74 fans.", "74"),
        ("Man shot and killed on the west side of Berin. The man was 24.", "Man"),
    ],
)
def test_whom_words_near_a_figure_do_not_blame(text: str, count: str) -> None:
    assert _doers(text)[count] == []


def test_fighters_who_fell_in_their_own_attack_were_killed_by_others() -> None:
    found = _doers(
        "Guerrillas attacked a barracks in Berin on Friday and killed four soldiers. "
        "At least six guerrillas were killed during the attack. Two suspects were arrested."
    )
    assert found["four"] == ["guerrillas"]
    assert found["At least six"] == []
    assert found["Two"] == []


def test_nobody_knows_who() -> None:
    found = _doers(
        "Militiamen killed 80 people at a church in Berin on 4 May 2020, the court found. "
        "The court could not establish who had killed 16 others at the roadblock on that day."
    )
    assert found["80"] == ["armed group"]
    assert found["16"] == []


@pytest.mark.parametrize(
    ("text", "count", "doer"),
    [
        ("An attack on a settlement named Old Berin by suspected Fulani gunmen killed 11.", "11", "Fulani gunmen"),
        ("One woman was killed by shelling from government positions in Aleppo.", "One", "Syria"),
        ("Two miners were killed by a landmine laid by the rebels near Berin.", "Two", "rebels"),
        ("Three men were wounded when an armed formation's drone dropped a grenade.", "Three", "armed formation"),
        ("Six people died in an air strike by the army's planes near Aleppo.", "Six", "Syria"),
        ("Precision military airstrikes killed 12 people in Aleppo.", "12", "Syria"),
    ],
)
def test_doers_behind_the_event(text: str, count: str, doer: str) -> None:
    assert _doers(text)[count] == [doer]


def test_doers_whose_verb_is_left_out() -> None:
    found = _doers("CODECO was responsible for 61 of the deaths in May, the ADF for 40 and the police for nine.")
    assert found == {"61": ["CODECO"], "40": ["ADF"], "nine": ["police"]}
    found = _doers("The office attributes 52 of the deaths of May to the army and 11 to rebels.")
    assert found == {"52": ["army"], "11": ["rebels"]}


def test_a_verb_in_capitals_is_no_party() -> None:
    found = _doers("THE MINISTER IS IN BERIN. THE GROUP SET OFF EIGHT BOMBS AND KILLED SIX SOLDIERS, HE SAID.")
    assert "Islamic State" not in found["SIX"]


def test_one_source_s_word_on_another_town_says_nothing_of_the_event() -> None:
    found = _doers(
        "At least 70 people suffocated in a shelter in Douma on Saturday, medics said. "
        "State media said that Jaish al-Islam shells had killed five civilians in Damascus on that day."
    )
    assert found["At least 70"] == []
    assert found["five"] == ["Jaysh al-Islam"]


def test_nobody_did_it_is_no_deed() -> None:
    found = _doers("Officers found two men with gunshot wounds in Berin on Friday. No officer fired a weapon.")
    assert found["two"] == []


def test_rebels_who_fell_after_an_ambush_by_their_side() -> None:
    found = _doers(
        "At least 76 policemen were killed when Maoist rebels ambushed a patrol in Dantewada, India, on Tuesday, "
        "the home secretary said. Eight rebels died, according to an activist."
    )
    assert found["At least 76"] == ["Communist Party of India (Maoist)"]
    assert found["Eight"] == []


def test_blame_for_one_event_is_not_for_another_town_s() -> None:
    found = _doers(
        "The truck bomb in Mogadishu killed at least 300 people, a doctor said. The government blames al-Shabaab. "
        "In Barawe, two women died in a drone strike on Saturday."
    )
    assert found["two"] == []


def test_an_event_days_before_is_not_by_who_did_this_one():
    text = (
        "The US military admitted on Friday that its drone strike in Kabul on August 29 killed 10 civilians. The strike"
        " was flown three days after the bombing at Kabul airport in which 13 US service members were killed."
    )
    claims = read_document(read_bytes(text.encode(), path="note.txt"), "grammar").claims
    assert [(c.count.point, [a.name for a in c.scope.actors]) for c in claims] == [(10, ["United States"]), (13, [])]


def test_how_each_of_two_died():
    text = "A mob killed two men in Goma on Sunday. One was burnt alive and the other was stoned to death."
    claims = read_document(read_bytes(text.encode(), path="note.txt"), "grammar").claims
    assert [(c.count.point, c.kind, [p.name for p in c.scope.places]) for c in claims] == [
        (2, "incident", ["Goma"]),
        (1, "subset", ["Goma"]),
        (1, "subset", ["Goma"]),
    ]


def test_the_twelve_are_those_told_before():
    text = (
        "Fifty people were killed in the missile strike on the station this morning. Of the dead, 38 were killed at the"
        " station itself and 12 died in hospital. Wards took in 98 injured. The twelve who died there were among them."
    )
    claims = read_document(read_bytes(text.encode(), path="note.txt"), "grammar").claims
    last = claims[-1]
    assert [(r.type, r.claim) for r in last.relations if r.type == "same_claim"] == [
        ("same_claim", next(c.id for c in claims if c.count.text == "12"))
    ]
