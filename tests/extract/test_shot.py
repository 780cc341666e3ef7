from __future__ import annotations

import pytest

from tests.extract.helpers import read
from uncounted.extract.toll import toll


def tolls(text: str) -> tuple[int | None, int | None]:
    killed, injured = (toll(read(text), measure) for measure in ("killed", "injured"))
    return (killed.point if killed else None, injured.point if injured else None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Carl Hobb Jr., 22, and Kevin Pratt, 23, both white men, were shot on Elm Street.", (None, 2)),
        ("Julio Paz, 21, and Rene Mor, 19, were killed in the shooting.", (2, None)),
        ("The 20 year-old was shot and killed in the 300 block of Elm Street.", (1, None)),
        ("After the clerk of a Salem party store was shot over the weekend, police came.", (None, 1)),
        ("An officer is in good condition after being shot in the arm early Saturday morning.", (None, 1)),
        ("He killed three people and wounded 14 before being shot dead by an officer.", (4, 14)),
        ("One officer was hit in the left forearm, police said.", (None, 1)),
        ("A stray bullet struck a boy in the yard.", (None, 1)),
        ("The victim sustained three injuries to his head.", (None, 1)),
        ("The police officer hit in the polls again.", (None, None)),
        ("A shooting killed two people and left a third critically injured, police said.", (2, 1)),
        ("After executing a search warrant of the car, they found a handgun.", (None, None)),
        ("Officers found two victims: one drove himself to a clinic.", (None, 1)),
        ("Earlier, a man and a woman were shot to death.", (2, None)),
    ],
)  # fmt: skip
def test_who_was_shot_and_how_many(text, value):
    assert tolls(text) == value


@pytest.mark.parametrize(
    ("note", "value"),
    [
        ("1 found dead, 2nd wounded, inside car", (1, 1)),
        ("Group broke in to home, killed 1 occupant, critically wounded another;", (1, 1)),
        ("Critically wounded;", (None, 1)),
        ("subj turned himself in after fatally shooting gf during dispute.", (1, None)),
        ("1 vic shot, 1 pistol-whipped", (None, 2)),
        ("Two men shot at officers.", (None, None)),
        ("customer shot former employee/suspect", (None, 1)),
        ("no address given, shot in leg", (None, 1)),
        ("Suspect injured his hand handling the rifle.", (None, 1)),
        ("driver hit by shot fired through her car window", (None, 1)),
        ("Female killed, male shot multiple times; couple in custody;", (1, 1)),
        ("1 y/o girl killed, aunt shot shoulder; people in front room", (1, 1)),
        ("DGU 1 of 4 burglary suspects shot by homeowner", (None, 1)),
        ("two men shot one another after argument", (None, 2)),
        ("respond to man shot approx 1 PM", (None, 1)),
        ("vic fired killing one and injuring other", (1, 1)),
        ("brothers killed in parking lot", (2, None)),
        ("Attempted murder, suicide; man shot his wife at home, then himself.", (1, 1)),
        ("man shot his wife in the kitchen, then himself.", (None, 2)),
    ],
)
def test_notes_on_shootings(note, value):
    assert tolls(note) == value
