"""How two records are compared, column by column, as conditions in SQL: the levels of the Fellegi-Sunter model.

A level's condition is tried after those above it have failed; the last, "differs", takes the rest. A comparison in
which either record is silent says nothing. The model: Fellegi and Sunter (1969); term frequencies: Winkler (2000).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from uncounted.link.persons.columns import NAME_PARTS


@dataclass(frozen=True)
class Level:
    """One grade of agreement: what it says and its condition, on columns with ``_l`` and ``_r``.

    ``frequency`` names the column whose commonness counts: an agreement on a rare value tells more.
    """

    says: str
    condition: str
    frequency: str | None = None


@dataclass(frozen=True)
class Compare:
    """A comparison: ``silent`` is the condition under which it says nothing; ``levels`` from full agreement down."""

    name: str
    silent: str
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class Functions:
    """What the engine calls the edit distance (with transpositions) and the Jaro-Winkler similarity."""

    edits: str = "damerau_levenshtein"
    likeness: str = "jaro_winkler_similarity"


def comparisons_for(columns: Iterable[str], functions: Functions | None = None) -> list[Compare]:
    """The comparisons that the columns present allow."""
    has = set(columns)
    engine = functions or Functions()
    names = [part for part in NAME_PARTS if part in has]
    found = [_name(part, [other for other in names if other != part], engine) for part in names]
    if "birth" in has:
        found.append(_birth(engine))
    if "born" in has:
        found.append(_born(whole="birth" in has))
    if "death" in has:
        found.append(_death(engine))
    if "sex" in has:
        found.append(Compare("sex", _missing("sex"), (Level("same", "sex_l = sex_r"),)))
    numbered = sorted(column for column in has if column[-1].isdigit())
    found += [_text(column, engine) for column in numbered if column.startswith(("place", "attribute"))]
    found += [_identifier(column, engine) for column in numbered if column.startswith("id")]
    return found


def _missing(column: str) -> str:
    return f"{column}_l IS NULL OR {column}_r IS NULL"


def _name(part: str, others: list[str], engine: Functions) -> Compare:
    left, right = f"{part}_l", f"{part}_r"
    levels = [
        Level("same", f"{left} = {right}", part),
        Level("one letter differs", f"{engine.edits}({left}, {right}) <= 1"),
        Level("same consonants", f"{part}_s_l = {part}_s_r"),
    ]
    silent = _missing(part)
    if part == "given":
        moved = [f"({left} = {other}_r AND {right} = {other}_l)" for other in others]
    else:
        moved = [f"{left} = {other}_r OR {right} = {other}_l" for other in others if other != "given"]
        if "given" in others:
            # Two parts exchanged are one fact, which the given name's comparison tells.
            silent += f" OR (given_l = {right} AND given_r = {left} AND given_l <> given_r)"
    if moved:
        levels.append(Level("elsewhere in the name", " OR ".join(moved)))
    levels.append(Level("alike", f"{engine.likeness}({left}, {right}) >= 0.88"))
    return Compare(part, silent, tuple(levels))


def _birth(engine: Functions) -> Compare:
    """What is left when a date errs tells more where the year is among it: days and months are few."""
    year, month, day = (f"birth_{part}_l = birth_{part}_r" for part in ("year", "month", "day"))
    swapped = "birth_month_l = birth_day_r AND birth_day_l = birth_month_r"
    digit = f"{engine.edits}(birth_l, birth_r) <= 1"
    return Compare(
        "birth",
        _missing("birth"),
        (
            Level("same day", "birth_l = birth_r", "birth"),
            Level("same year, one digit of the day or month differs, or they are exchanged",
                  f"{year} AND ({digit} OR ({swapped}))"),
            Level("one digit of the year differs", digit),
            Level("same year, and month or day", f"{year} AND ({month} OR {day})"),
            Level("same month and day", f"{month} AND {day}"),
            Level("same year", year),
            Level("within two years", "abs(birth_year_l - birth_year_r) <= 2"),
        ),
    )  # fmt: skip


def _born(*, whole: bool) -> Compare:
    """The year of birth, from a date or an age; silent where both have whole dates, which tell it better."""
    silent = _missing("born")
    if whole:
        silent += " OR (birth_l IS NOT NULL AND birth_r IS NOT NULL)"
    return Compare(
        "age",
        silent,
        (
            Level("same", "abs(born_l - born_r) < 0.6"),
            Level("a year apart", "abs(born_l - born_r) < 1.6"),
            Level("three years apart", "abs(born_l - born_r) < 3.6"),
            Level("ten years apart", "abs(born_l - born_r) < 10.6"),
        ),
    )


def _death(engine: Functions) -> Compare:
    month = "abs(death_n_l - death_n_r) <= 31"
    return Compare(
        "death",
        _missing("death"),
        (
            Level("same day", "death_l = death_r", "death"),
            Level("a day apart", "abs(death_n_l - death_n_r) <= 1"),
            Level("a week apart", "abs(death_n_l - death_n_r) <= 7"),
            Level(
                "a month apart or one digit",
                f"{month} OR {engine.edits}(death_l, death_r) <= 1",
            ),
            Level("same year", "death_year_l = death_year_r"),
        ),
    )


def _text(column: str, engine: Functions) -> Compare:
    left, right = f"{column}_l", f"{column}_r"
    return Compare(
        column,
        _missing(column),
        (
            Level("same", f"{left} = {right}", column),
            Level("one letter differs", f"{engine.edits}({left}, {right}) <= 1"),
            Level("alike", f"{engine.likeness}({left}, {right}) >= 0.88"),
        ),
    )


def _identifier(column: str, engine: Functions) -> Compare:
    left, right = f"{column}_l", f"{column}_r"
    return Compare(
        column,
        _missing(column),
        (Level("same", f"{left} = {right}"), Level("one sign differs", f"{engine.edits}({left}, {right}) <= 1")),
    )
