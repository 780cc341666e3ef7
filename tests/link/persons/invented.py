"""Invented people on invented lists, with the errors that lists make."""

from __future__ import annotations

import random
from collections.abc import Sequence

from uncounted.link.persons.lists import PersonList
from uncounted.model.person import Role

GIVEN = [
    "Ralo",
    "Tivane",
    "Omeru",
    "Kesta",
    "Banuli",
    "Jorvek",
    "Saliane",
    "Dumeri",
    "Pelko",
    "Varina",
    "Hesmo",
    "Zemira",
]
ENDS = ["ak", "el", "une", "or", "im", "asta", "uvo", "eni"]
ROLES: dict[str, Role] = {"name": "name", "born": "birth", "sex": "sex", "town": "place"}


def family(chance: random.Random) -> str:
    """A family name of two invented syllables and an ending."""
    syllables = [
        "bra",
        "dol",
        "fen",
        "gur",
        "hal",
        "jos",
        "kem",
        "lor",
        "mun",
        "nav",
        "pel",
        "ris",
        "sut",
        "tov",
        "zog",
    ]
    return (chance.choice(syllables) + chance.choice(syllables) + chance.choice(ENDS)).capitalize()


def people(count: int, chance: random.Random) -> list[dict[str, str]]:
    """``count`` persons; some share father and family name, as brothers and sisters do."""
    found: list[dict[str, str]] = []
    surname, father = family(chance), chance.choice(GIVEN)
    for _ in range(count):
        if chance.random() > 0.3:
            surname, father = family(chance), chance.choice(GIVEN)
        name = f"{chance.choice(GIVEN)} {father} {surname}"
        born = f"{chance.randint(1930, 2010)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        town = chance.choice(["Osrin", "Melvay", "Tarkost", "Upper Denn", "Quillo"])
        found.append({"name": name, "born": born, "sex": chance.choice("mf"), "town": town})
    return found


def misprint(person: dict[str, str], chance: random.Random) -> dict[str, str]:
    """The person as another list prints it: a letter wrong, a digit of the date, a field left out."""
    printed = dict(person)
    if chance.random() < 0.25:
        at = chance.randrange(1, len(printed["name"]))
        printed["name"] = printed["name"][:at] + chance.choice("aeiourstn") + printed["name"][at + 1 :]
    if chance.random() < 0.1:
        printed["born"] = printed["born"][:-1] + chance.choice("0123456789")
    if chance.random() < 0.1:
        printed["town"] = ""
    return printed


def listed(name: str, rows: Sequence[dict[str, str]], *, distinct: bool = True) -> PersonList:
    """A list with these rows."""
    return PersonList(name, {column: [row[column] for row in rows] for column in ROLES}, ROLES, distinct=distinct)


def lists_with_truth(count: int, lists: int, seed: int, share: float = 0.6) -> tuple[list[PersonList], list[int]]:
    """Lists that each hold every person with probability ``share``, and who each record is, over all lists in order."""
    chance = random.Random(seed)  # noqa: S311
    everybody = people(count, chance)
    made: list[PersonList] = []
    truth: list[int] = []
    for number in range(lists):
        on = [i for i in range(count) if chance.random() < share]
        chance.shuffle(on)
        made.append(listed(f"list {number}", [misprint(everybody[i], chance) for i in on]))
        truth += on
    return made, truth
