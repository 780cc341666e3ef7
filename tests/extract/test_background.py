from __future__ import annotations

import pytest

from tests.extract.helpers import read
from uncounted.extract.toll import toll


def killed(text: str, convention: str = "acled") -> int | None:
    found = toll(read(text), "killed", convention)
    return found.point if found is not None else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A student was killed by police at a protest against the killing of two farmers on 3 May.", 1),
        ("The murders of two masons triggered a protest in Ruri. The crowd killed a trader.", 1),
        ("Five people died in the protests over the death of one student.", 5),
        ("A court heard of the murder of two masons.", 2),
    ],
)
def test_the_reason_of_an_event_is_not_its_toll(text, value):
    assert killed(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("One farmer and one deputy were killed in the raid. 2 militants were also killed.", 4),
        ("Three soldiers and a farmer were killed on Friday. The two attackers were also gunned down.", 6),
        ("Three people died: two on Monday and one on Tuesday.", 3),
        ("At least 3 people were killed in the blast. A woman died on the spot. A teacher also died.", 3),
        ("6 militants were killed in a blast. An important commander, Adlan, was killed.", 6),
        ("Three Adlers were killed by a strike on Sunday: father Adam, his son Ben, as well as Carl were killed.", 3),
        ("A bomb killed two soldiers and hurt three more; one of the wounded died in hospital.", 3),
        ("The army killed 12 rebels while losing two of its own soldiers.", 14),
        ("Security forces neutralized two terrorists on Monday.", 2),
        ("The driver Adam Adler died on Sunday. With the death of Adler, the toll of the blockade rose to nine.", 1),
    ],
)
def test_what_adds_up_and_what_is_told_again(text, value):
    assert killed(text) == value


def test_two_strikes_of_one_event_are_its_toll():
    text = (
        "Between seven and 12 people were killed in two separate strikes on the homes of the Adler and Bauer families "
        "in the town of Ruri on 3 May 2023. The homes stood near the market, and the strikes came without a warning, "
        "as neighbours told a local radio station in the evening of the day, when searches went on under the rubble.\n"
        "A relative wrote that the engineer Adam Adler was killed alongside his daughter. She was twelve years old and "
        "had come home from school an hour before, the relative wrote, and he asked that nobody share the pictures."
    )
    assert killed(text, "airwars") == 7


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A police official, Adam Adler, and his brother were shot dead by militants at Ruri.", 2),
        ("One of the injured, Adler, died on the way to hospital, taking the death toll to three.", 3),
        ("Four people were killed in a clash over a land dispute; the toll later rose to six.", 6),
        ("Three out of four persons injured in Monday's clash died.", 3),
    ],
)
def test_one_toll_for_one_telling(text, value):
    assert killed(text) == value
