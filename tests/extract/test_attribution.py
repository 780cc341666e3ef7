"""Who says so: names of speakers, whom they cite, what they stand for, and tellings that name nobody."""

from __future__ import annotations

import pytest

from tests.extract.helpers import document, one, read
from uncounted.extract.grammar import extractor
from uncounted.model.claim import Claim


def chain(claim: Claim) -> list[str]:
    return [link.name for link in claim.attribution[:-1]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Harbour coalition fighting in Yemen said that it killed 40 people.", ["Harbour coalition"]),
        (
            "Nine people died, according to the International Committee of the Red Cross.",
            ["International Committee of the Red Cross"],
        ),
        ("Nine people died, the U.N. aid chief said.", ["U.N. aid chief", "U.N."]),
        ("Nine people died, a provincial health official said.", ["a provincial health official"]),
        ("Defence Minister Anna Berg said nine soldiers were killed.", ["Anna Berg", "Defence Ministry"]),
        (
            "Ali Musa, who heads the Delta Emergency Agency, said nine people were killed.",
            ["Ali Musa", "Delta Emergency Agency"],
        ),
        (
            "Nine people died, the spokesman for the Interior Ministry, Ali Musa, said.",
            ["Ali Musa", "Interior Ministry"],
        ),
        ("Nine people died, said the head of the local hospital, Ali Musa.", ["Ali Musa", "local hospital"]),
        ("A villager who helps to bury the bodies said nine people died.", ["villager"]),
        ("Residents and a militia leader said nine people died.", ["militia leader", "militia"]),
        ("Two residents and a security source said nine people died.", ["Two residents and a security source"]),
        ("The Delta army says it killed nine people.", ["Delta army"]),
        ("A doctor gave a higher figure, saying nine people had died.", ["doctor"]),
        ("The army had spoken of nine dead, the Delta Railways of 12 dead.", ["army"]),
    ],
)
def test_speakers_are_named_whole(text, names):
    assert chain(read(text)[0])[: len(names)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nine died, state television said, citing the interior ministry.", ["interior ministry", "state television"]),
        ("Nine people died, the BBC reported, quoting hospital sources.", ["hospital sources", "BBC"]),
        ("Interfax quoted the defence ministry as saying that nine soldiers died.", ["defence ministry", "Interfax"]),
        ("Residents told Xinhua that nine people died.", ["Residents", "Xinhua"]),
        ("A relative told a journalist working with CNN that nine people died.", ["relative", "CNN"]),
        ("Nine people died, the army said, citing reports from hospitals.", ["army"]),
    ],
)  # fmt: skip
def test_who_is_cited_counted_and_media_relay(text, names):
    assert chain(one(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "An attack claimed by the Front killed 169 people.",
        "The Front claimed responsibility for the bombing, which killed 169 people.",
        "The bombing, which the army blamed on the Front, killed 169 people.",
        "The strike killed 169 people, which the army denied.",
    ],
)
def test_those_credited_and_those_who_deny_are_no_sources(text):
    assert chain(one(text)) == []


def test_a_phrase_stands_for_the_body_named_before_or_the_publisher():
    claims = read("The Turkish defence ministry said nine soldiers died. Later the ministry said 12 were wounded.")
    assert chain(claims[-1]) == ["Turkish defence ministry"]
    text = "Nine people died, the head of the administration, Ali Musa, reported."
    (claim,) = extractor.extract(document(text, publisher="Delta Regional Administration")).claims
    assert [link.name for link in claim.attribution] == ["Ali Musa", "Delta Regional Administration"]


def test_a_modifier_keeps_a_body_from_standing_for_another():
    claims = read("The Taliban said nine people died. Ten people were wounded, the interior ministry said.")
    assert [chain(claim) for claim in claims] == [["Taliban"], ["interior ministry"]]


@pytest.mark.parametrize(
    "headline", ["Air strike kills 10 in market, monitor says", "Delta: 10 killed, says hospital", "Strike kills 10"]
)
def test_a_headline_tells_what_the_body_tells(headline):
    first, second = read(f"{headline}\n\nAn air strike killed at least 10 people, the Delta Observatory said.")
    assert chain(first) == chain(second) == ["Delta Observatory"]
    assert first.inherited["attribution"] == "headline-of-body"
    assert [(r.type, r.claim) for r in second.relations] == [("same_claim", first.id)]


def test_a_headline_that_names_its_source_keeps_it():
    first, _ = read("Russia says strike kills 10\n\nAt least 10 people were killed, regional officials said.")
    assert chain(first) == ["Russia"]


def test_a_sentence_goes_on_with_the_source_of_its_paragraph_only():
    text = "The Delta Agency said 21 people were killed in the raid. Three bodies were pulled from a river later."
    assert [chain(claim) for claim in read(text)] == [["Delta Agency"]] * 2
    assert [chain(claim) for claim in read(text.replace(". ", ".\n\n"))] == [["Delta Agency"], []]


def test_the_agency_of_a_dateline_relays():
    (claim,) = read("GENEVA (Reuters) - Nine people died in the raid, the army said.")
    assert [(link.name, link.role) for link in claim.attribution[1:]] == [
        ("Reuters", "wire"),
        ("Example Times", "publisher"),
    ]


def test_denying_killing_is_denied_by_the_one_who_speaks():
    claim = one("The Sudanese army denied killing 30 civilians in Nyala.")
    assert (chain(claim), claim.stance) == (["Sudanese army"], "denies")


def test_they_are_those_who_spoke_last():
    claims = read("Officials in Kyiv said 14 people were killed. They said 30 people were wounded.")
    assert [chain(claim) for claim in claims] == [["Officials"], ["Officials"]]


def test_a_definite_figure_tells_one_told_before_again():
    first, again = read("At least 51 people were killed in the strike, the army said. Survivors mourned the 51 dead.")
    assert [(r.type, r.claim) for r in again.relations] == [("same_claim", first.id)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Amnesty International counts at least 304 dead, most of them shot.", "Amnesty International"),
        ("The Example Network reports more than 40 dead.", "Example Network"),
    ],
)
def test_a_name_before_a_verb_like_a_noun_and_a_floor_is_who_counts(text: str, name: str) -> None:
    assert read(text)[0].attribution[0].name == name


def test_the_day_on_which_remarks_were_carried_is_no_day_of_harm() -> None:
    text = (
        '"About 40 people", the minister said in remarks that the agency carried on Sunday, were shot in protests.\n\n'
        "The protests broke out on 15 November 2019. The United States says that more than 1,000 were killed."
    )
    assert all(c.scope.time is None or "Sunday" not in c.scope.time.text for c in read(text))
