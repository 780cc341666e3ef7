"""How two records are compared, column by column: the levels of the Fellegi-Sunter model.

A level's condition is tried after those above it have failed; the last, "differs", takes the rest. A comparison in
which either record is silent says nothing. The model: Fellegi and Sunter (1969); term frequencies: Winkler (2000).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from uncounted.link.persons.columns import NAME_PARTS
from uncounted.link.persons.conditions import (
    Condition,
    alike,
    both,
    either,
    equal,
    near,
    one_edit,
    silent,
    unequal,
    within,
)

ALIKE = 0.88  # Jaro-Winkler
BANDS = (1, 5, 20, 100)  # km

# One name has a word before the given name that the other lacks: a title, a piece of a torn word, "not known".
_FURTHER = either(
    both(equal("given", "father"), equal("father", "grandfather")),
    both(equal("father", "given"), equal("grandfather", "father")),
)


@dataclass(frozen=True)
class Level:
    """One grade of agreement: what it says and its condition.

    ``frequency`` names the column whose commonness counts: an agreement on a rare value tells more.
    """

    says: str
    condition: Condition
    frequency: str | None = None


@dataclass(frozen=True)
class Compare:
    """A comparison: ``silent`` is the condition under which it says nothing; ``levels`` from full agreement down."""

    name: str
    silent: Condition
    levels: tuple[Level, ...]


def comparisons_for(columns: Iterable[str], parents: Mapping[str, str] | None = None) -> list[Compare]:
    """The comparisons that the columns present allow. ``parents`` names for a column of places the one of the larger
    places that hold them; by default the divisions, where there is one column of places.
    """
    has = set(columns)
    places = sorted(column for column in has if column.startswith("place") and column[-1].isdigit())
    if parents is None and "division" in has and len(places) == 1:
        parents = {places[0]: "division"}
    names = [part for part in NAME_PARTS if part in has]
    found = [_name(part, [other for other in names if other != part]) for part in names]
    if "birth" in has:
        found.append(_birth())
    if "born" in has:
        found.append(_born(whole="birth" in has))
    if "death" in has:
        found.append(_death())
    if "sex" in has:
        found.append(Compare("sex", silent("sex"), (Level("same", equal("sex")),)))
    numbered = sorted(column for column in has if column[-1].isdigit())
    found += [_text(column) for column in numbered if column.startswith("attribute")]
    found += _places(places, parents or {})
    if "division" in has and len(places) > 1:
        found.append(_division(places))
    if {"latitude", "longitude"} <= has:
        found.append(_position())
    found += [_identifier(column) for column in numbered if column.startswith("id")]
    return found


def _name(part: str, others: list[str]) -> Compare:
    levels = [
        Level("same", equal(part), part),
        Level("one letter differs", one_edit(part)),
        Level("same consonants", equal(f"{part}_s")),
    ]
    says_nothing = silent(part)
    further = [_FURTHER] if {"given", "father", "grandfather"} <= {part, *others} else []
    if part == "given":
        moved = [both(equal(part, other), equal(other, part)) for other in others] + further
    else:
        moved = [either(equal(part, other), equal(other, part)) for other in others if other != "given"]
        if "given" in others:
            # Parts exchanged, or all one place further on, are one fact, which the given name's comparison tells.
            exchanged = both(equal("given", part), equal(part, "given"))
            told = either(exchanged, *(further if part != "family" else []))
            says_nothing = either(says_nothing, both(told, unequal("given")))
    if moved:
        levels.append(Level("elsewhere in the name", either(*moved)))
    levels.append(Level("alike", alike(part, ALIKE)))
    return Compare(part, says_nothing, tuple(levels))


def _birth() -> Compare:
    """What is left when a date errs tells more where the year is among it: days and months are few."""
    year, month, day = (equal(f"birth_{part}") for part in ("year", "month", "day"))
    swapped = both(equal("birth_month", "birth_day"), equal("birth_day", "birth_month"))
    digit = one_edit("birth")
    return Compare(
        "birth",
        silent("birth"),
        (
            Level("same day", equal("birth"), "birth"),
            Level("same year, one digit of the day or month differs, or they are exchanged",
                  both(year, either(digit, swapped))),
            Level("one digit of the year differs", digit),
            Level("same year, and month or day", both(year, either(month, day))),
            Level("same month and day", both(month, day)),
            Level("same year", year),
            Level("within two years", within("birth_year", 2)),
        ),
    )  # fmt: skip


def _born(*, whole: bool) -> Compare:
    """The year of birth, from a date or an age; silent where both have whole dates, which tell it better."""
    says_nothing = silent("born")
    if whole:
        # Parts of whole dates are there, so that a date which agrees or differs with another is there on both sides.
        says_nothing = either(says_nothing, equal("birth"), unequal("birth"))
    return Compare(
        "age",
        says_nothing,
        (
            Level("same", within("born", 0.6)),
            Level("a year apart", within("born", 1.6)),
            Level("three years apart", within("born", 3.6)),
            Level("ten years apart", within("born", 10.6)),
        ),
    )


def _death() -> Compare:
    return Compare(
        "death",
        silent("death"),
        (
            Level("same day", equal("death"), "death"),
            Level("a day apart", within("death_n", 1)),
            Level("a week apart", within("death_n", 7)),
            Level("a month apart or one digit", either(within("death_n", 31), one_edit("death"))),
            Level("same year", equal("death_year")),
        ),
    )


def _text(column: str) -> Compare:
    return Compare(
        column,
        silent(column),
        (
            Level("same", equal(column), column),
            Level("one letter differs", one_edit(column)),
            Level("alike", alike(column, ALIKE)),
        ),
    )


def _places(columns: list[str], parents: Mapping[str, str]) -> list[Compare]:
    """Places by name. A larger place tells only where the smaller ones in it are silent: else it is theirs to tell."""
    found = []
    for column in columns:
        plain = _text(column)
        levels, says_nothing = plain.levels, plain.silent
        if parent := parents.get(column):
            levels = (*levels, Level("in one larger place", equal(parent)))
        for child in (each for each, its in parents.items() if its == column):
            says_nothing = either(says_nothing, equal(child), unequal(child))
        found.append(Compare(column, says_nothing, levels))
    return found


def _division(places: Sequence[str]) -> Compare:
    """The division of the places, for records of which none of the ``places`` can be compared."""
    told = [each for place in places for each in (equal(place), unequal(place))]
    return Compare("division", either(silent("division"), *told), (Level("same", equal("division"), "division"),))


def _position() -> Compare:
    bands = tuple(Level(f"within {limit} km", near(limit)) for limit in BANDS)
    return Compare("position", either(silent("latitude"), silent("longitude")), bands)


def _identifier(column: str) -> Compare:
    return Compare(column, silent(column), (Level("same", equal(column)), Level("one sign differs", one_edit(column))))
