"""Invented people on simulated lists, with the truth: for tests of recovery and speed.

Names are made of syllables; families die together and share father, family name and town; each list prints a person
with its own errors. The noise is one plausible kind, not a model of any list.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from uncounted.link.persons.lists import PersonList
from uncounted.model.person import Role

ROLES: dict[str, Role] = {"name": "name", "born": "birth", "died": "death", "sex": "sex", "town": "place"}
_HEADS = ("bra", "dol", "fe", "gur", "ha", "jos", "ke", "lor", "mu", "na", "pel", "ri", "su", "tov", "ve", "zo")
_TAILS = ("ran", "mi", "lek", "sa", "dor", "nu", "vik", "ta", "bel", "rash", "ga", "min")
_LETTERS = "abdeghiklmnorstuvz"


@dataclass(frozen=True)
class Noise:
    """How a list errs: the probability, for each record, of each kind of error."""

    letter: float = 0.12
    no_father: float = 0.05
    digit: float = 0.06
    no_birth: float = 0.08
    day_of_death: float = 0.15
    no_town: float = 0.08


@dataclass(frozen=True)
class Simulated:
    """The lists, and for each record over all lists in order the number of its person."""

    lists: list[PersonList]
    truth: list[int]
    people: int


def simulate(people: int, shares: Sequence[float], seed: int, noise: Noise | None = None) -> Simulated:
    """Lists that hold each of ``people`` with the probabilities ``shares``, independently of each other."""
    chance = random.Random(seed)  # noqa: S311
    everybody = _people(people, chance)
    noise = noise or Noise()
    made: list[PersonList] = []
    truth: list[int] = []
    for number, share in enumerate(shares):
        on = [i for i in range(people) if chance.random() < share]
        chance.shuffle(on)
        rows = [_printed(everybody[i], noise, chance) for i in on]
        columns = dict(zip(ROLES, map(list, zip(*rows, strict=True)), strict=True))
        made.append(PersonList(f"list {number + 1}", columns, ROLES))
        truth += on
    return Simulated(made, truth, people)


def _words(count: int, syllables: int, chance: random.Random) -> list[str]:
    """Invented names, all different."""
    found: dict[str, None] = {}
    while len(found) < count:
        body = "".join(chance.choice(_TAILS) for _ in range(syllables - 1))
        found[(chance.choice(_HEADS) + body).capitalize()] = None
    return list(found)


Person = tuple[str, str, str, tuple[int, int, int], tuple[int, int, int], str, str]


def _people(count: int, chance: random.Random) -> list[Person]:
    """Given name, father, family name, birth and death (year, month, day), sex, town."""
    given = _words(400, 3, chance)
    families = _words(max(300, min(12_000, count // 8)), 4, chance)
    towns = _words(80, 3, chance)
    usual = list(accumulate(1 / (i + 3) for i in range(len(given))))
    common = list(accumulate(1 / (i + 20) ** 0.8 for i in range(len(families))))
    some = list(accumulate(1 / (i + 2) for i in range(len(towns))))
    found: list[Person] = []
    while len(found) < count:
        family = chance.choices(families, cum_weights=common)[0]
        father = chance.choices(given, cum_weights=usual)[0]
        town = chance.choices(towns, cum_weights=some)[0]
        died = (chance.randint(2011, 2016), chance.randint(1, 12), chance.randint(1, 28))
        for _ in range(min(count - len(found), 1 + int(chance.expovariate(1.2)))):
            born = (chance.randint(1930, 2010), chance.randint(1, 12), chance.randint(1, 28))
            name = chance.choices(given, cum_weights=usual)[0]
            found.append((name, father, family, born, died, chance.choice("mf"), town))
    return found


def _printed(person: Person, noise: Noise, chance: random.Random) -> tuple[str, str | None, str, str, str | None]:
    given, father, family, born, died, sex, town = person
    name = f"{given} {family}" if chance.random() < noise.no_father else f"{given} {father} {family}"
    if chance.random() < noise.letter:
        name = _misspelt(name, chance)
    birth: str | None = f"{born[0]}-{born[1]:02d}-{born[2]:02d}"
    if chance.random() < noise.no_birth:
        birth = None
    elif chance.random() < noise.digit and birth:
        at = chance.choice((2, 3, 6, 9))
        birth = birth[:at] + chance.choice("0123456789") + birth[at + 1 :]
    day = died[2] + (chance.choice((-1, 1)) if chance.random() < noise.day_of_death and 1 < died[2] < 28 else 0)
    where = None if chance.random() < noise.no_town else town
    return name, birth, f"{died[0]}-{died[1]:02d}-{day:02d}", sex, where


def _misspelt(name: str, chance: random.Random) -> str:
    """One letter replaced, left out, doubled or exchanged with the next."""
    at = chance.randrange(1, len(name) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        return name[:at] + chance.choice(_LETTERS) + name[at + 1 :]
    if kind == 1:
        return name[:at] + name[at + 1 :]
    if kind == 2:
        return name[:at] + name[at] + name[at:]
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
