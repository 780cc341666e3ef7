"""Deeds told as nouns, and one person said twice."""

from __future__ import annotations

import pytest

from tests.extract.helpers import read


def killed(text: str) -> list[int | None]:
    return [claim.count.point for claim in read(text) if claim.measure == "killed"]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        # a definite deed is known, whatever is done about it
        ("Teachers stopped work to protest the murder of their colleague Ann Moor.", [1]),
        ("THE GOVERNMENT MUST CONDEMN THE VIOLENT MURDER OF A POLICEMAN.", [1]),
        ("He is said to be behind the murder of a councilman in Arden.", [1]),
        # and one that somebody only wants, plans or avoids is not
        ("They planned the murder of a councilman.", []),
        ("Troops moved slowly to avoid the deaths of civilians.", []),
        # when it was done may stand between, and "of" may be said again or be an editor's
        ("He condemned the killing on 22 March of two nurses.", [2]),
        ("THE COURT TRIED FIVE MEN FOR THE MASSACRE [OF SIX PRIESTS].", [6]),
        # the owner of a murder is its victim, unless "of" names another
        ("The bishops condemned Mora's assassination.", [1]),
        ("The court heard the police's murder of two farmers.", [2]),
        ("He fears a rival's murder plans.", []),
        # by the way
        ("He is the son of the murdered scientist Noel Marsh.", [1]),
    ],
)
def test_a_deed_told_as_a_noun(text, counts):
    assert killed(text) == counts


@pytest.mark.parametrize(
    "text",
    [
        "THE CHIEF CONFIRMED THE MURDER OF SENATOR AND PARTY CANDIDATE JUAN MORA.",
        "THE CHIEF CONFIRMED THE MURDER OF JUAN MORA, SENATOR AND PARTY CANDIDATE, ON 18 AUGUST.",
        "Juan Mora, senator and mayor, was shot dead.",
    ],
)
def test_a_title_is_no_second_person(text):
    assert killed(text) == [1]


def test_people_without_articles_in_a_headline_are_counted():
    assert sum(value or 0 for value in killed("Policeman and driver shot dead in Leeds")) == 2


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("THE GROUP CONDEMNED THE MURDERS IN THE COUNTRY AND ABOVE ALL THAT OF SENATOR JUAN MORA.", [1]),
        ("THE MEN WHO KILLED SIX PRIESTS AND TWO MAIDS IN ARDEN ON THURSDAY FIRED MANY SHOTS.", [6, 2]),
        ("In all 24 patients, 14 members of the staff and four relatives of patients died.", [24, 14, 4]),
        ("Both farmers were killed.", [2]),
        ("A guard was killed; the other five were killed later.", [1, 5]),
    ],
)
def test_whom_a_list_or_a_pronoun_counts(text, counts):
    assert killed(text) == counts
