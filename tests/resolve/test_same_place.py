"""What another source says without a day of harm in the very town is of the day that the text tells."""

from __future__ import annotations

import pytest

from uncounted.model.claim import Claim
from uncounted.pipeline.reading import read_document
from uncounted.read import read_bytes

RAID = "In the deadliest of them, on the village of Majer on 8 August 2011, 34 people were killed."
ANOTHER = "A raid on Majer on 8 August 2011 killed 34 people, one on 9 May 2012 killed 5 there."
NOWHERE = "In Libya, 34 people were killed on 8 August 2011."
RIVAL = "The government of the time had said that 85 people died in Majer."


def _read(text: str) -> tuple[Claim, ...]:
    return read_document(read_bytes(text.encode(), path="note.txt"), "grammar").claims


def test_a_rival_toll_of_the_town() -> None:
    sums = "Example Review, 14 May 2012\n\nHuman Rights Watch says that strikes in Libya in 2011 killed 72 civilians."
    claims = _read(f"{sums} {RAID}\n\n{RIVAL}")
    assert [claim.scope.time.start for claim in claims[1:] if claim.scope.time] == ["2011-08-08", "2011-08-08"]


@pytest.mark.parametrize("told", [ANOTHER, NOWHERE])
def test_no_day_where_the_town_saw_two_or_none_is_told(told: str) -> None:
    assert _read(f"{told}\n\n{RIVAL}")[-1].inherited.get("time") != "same-place"


@pytest.mark.parametrize("body", ["commission for missing persons", "committee for displaced people"])
def test_a_body_for_somebody_speaks(body: str) -> None:
    text = f"The tribunal counted 7,000 dead in Basra in July 1995. Iraq's federal {body} said that 8,372 were killed."
    roots = [(claim.root or "").rsplit(":", 1)[-1] for claim in _read(text)]
    assert roots == ["tribunal", f"iraqs-federal-{body.split()[0]}"]


def test_so_far_makes_a_floor_from_afar() -> None:
    text = "The commission has so far identified the remains of 6,993 people who were killed in Basra in July 1995."
    (claim,) = _read(text)
    assert claim.floor == "so far"
