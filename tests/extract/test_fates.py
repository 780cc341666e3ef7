"""What became of those who were shot, found or hit, told over several sentences."""

from __future__ import annotations

import pytest

from tests.extract.helpers import read
from uncounted.extract.toll import toll


def tolls(text: str) -> tuple[int, int]:
    counts = [toll(read(text), measure) for measure in ("killed", "injured")]
    return tuple((count.point or 0) if count is not None else 0 for count in counts)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Two men were shot in Elmwood. One man, 27, was pronounced dead there. The other man was stable.", (1, 1)),
        ("Police found three people suffering from gunshot wounds. A 20-year-old man was pronounced dead.", (1, 2)),
        ("Jo Roe was killed. They found four men struck by bullets. The three others were taken to hospital.", (1, 3)),
        ("Three people were shot, two of them fatally, police said.", (2, 1)),
        ("Abel Roe and Carl Moe were shot in a parked car. They both died at the scene.", (2, 0)),
        ("Police found a man and a woman with gunshot wounds. Both were pronounced dead at the scene.", (2, 0)),
        ("Police found a man and a woman with gunshot wounds.", (0, 2)),
        ("A Millford man who was shot on Sunday has died, police said on Wednesday.", (1, 0)),
        ("The gunman fired several rounds, hitting a guard and a bystander.", (0, 2)),
        ("A shooting left a man dead and a teen fighting for life.", (1, 1)),
        ("A husband and wife were found dead in an apparent murder-suicide.", (2, 0)),
        ("A man shot and killed his partner before turning the gun on himself.", (2, 0)),
        ("A father shot his wife and two daughters dead before taking his own life, police said.", (4, 0)),
        ("Abel Roe and Carl Moe were both killed by a shell.", (2, 0)),
        ("One guard was killed. Two attackers were killed.", (3, 0)),
        ("Ed Moe was shot on Friday. He was fighting for his life, his mother said. Moe died on Monday.", (1, 0)),
        ("Paramedics treated an officer after a bullet grazed his ear.", (0, 1)),
        ("A bullet came in at the window and grazed a sleeping girl's head.", (0, 1)),
        ("A man killed two clerks and wounded a third before he was shot dead by police.", (3, 1)),
        ("Police found two victims. One was dead and the other was badly wounded.", (1, 1)),
        ("A shooting sends two to hospital, one in critical condition.", (0, 2)),
        ("The bodies of two women and a man were found in a house.", (3, 0)),
        ("Man, woman dead in shooting", (2, 0)),
        ("Man kills girlfriend, self", (2, 0)),
        ("Two people are dead in a murder-suicide. Police say a man shot his wife and then himself.", (2, 0)),
        ("Man shoots baker, killing him, because he would not pay.", (1, 0)),
        ("Two shot and one dead at the corner store, police say.", (1, 1)),
        ("Two men were shot on Elm Street. A woman died of a fall on Monday.", (1, 2)),
    ],
)  # fmt: skip
def test_the_dead_and_the_hurt_of_those_shot(text, value):
    assert tolls(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Five bodies of militants were recovered after the gunfight.", (5, 0)),
        ("The army recovered three dead bodies of rebel fighters.", (3, 0)),
        ("A councillor, along with two of his guards, was shot dead.", (3, 0)),
        ("Two bullet-riddled dead bodies of young men were recovered.", (2, 0)),
        ("Troops killed 14 Taliban; one soldier embraced martyrdom.", (15, 0)),
        ("A Frontier Guard Force (FGF) sergeant was killed in sniper fire.", (1, 0)),
        ("Four died on the spot while another succumbed in hospital.", (5, 0)),
        ("A mob took a man away and beat him to death. One person was killed when police fired at the crowd.", (2, 0)),
        ("Six rebels were killed by the army in a raid launched after a soldier was killed in an ambush.", (6, 0)),
        ("Ten rebels were neutralised in the operation.", (10, 0)),
        ("One soldier embraced martyrdom when a mine went off.", (1, 0)),
        ("Suspected rebels slit the throats of three villagers.", (3, 0)),
        ("Two rockets were neutralised by the air defence.", (0, 0)),
    ],
)
def test_other_words_for_dying(text, value):
    assert tolls(text) == value
