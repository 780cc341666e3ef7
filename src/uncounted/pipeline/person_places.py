"""Places as lists of victims print them, and the divisions that hold them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from uncounted.link.persons.lists import PersonList

if TYPE_CHECKING:
    from uncounted.reference.gazetteer import Gazetteer

MOST = 0.5  # of the records with a known place; a country with fewer is not taken for that of the lists


def divisions_of(lists: Sequence[PersonList], gazetteer: Gazetteer | None = None) -> dict[str, str]:
    """For each printed place that the gazetteer knows the id of its first-order division (its own if it is one).

    Names are looked up in the one country that most records agree with; where no country holds half of them, or no
    list has places, nothing is given. Without ``gazetteer`` the one shipped is asked.
    """
    printed = Counter(
        str(value) for each in lists for column, role in each.roles.items() if role == "place"
        for value in each.columns[column] if value is not None and str(value).strip()
    )  # fmt: skip
    if not printed:
        return {}
    if gazetteer is None:
        from uncounted.reference.gazetteer import Gazetteer

        gazetteer = Gazetteer.default()
    gazetteer.foresee(printed)
    countries: Counter[str] = Counter()
    known = 0
    for name, records in printed.items():
        holding = {each.place.country for each in gazetteer.find(name, consonants=False)}
        named = [country for country in holding if country]
        known += records if named else 0
        countries.update(dict.fromkeys(named, records))
    best = max(countries, key=lambda country: (countries[country], country), default=None)
    if best is None or countries[best] < MOST * known:
        return {}
    divisions: dict[str, str] = {}
    for name in printed:
        found = (each.place.first for each in gazetteer.find(name, country=best))
        division = next((each for each in found if each), None)
        if division:
            divisions[name] = division
    return divisions
