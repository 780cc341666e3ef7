"""The capitals of countries, by their codes: what "the capital" means in a text of one country.

From GeoNames (see ATTRIBUTION.txt); capitals that are disputed are left out.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def _capitals() -> dict[str, str]:
    text = (files("uncounted.reference") / "capitals.csv").read_text("utf-8")
    return {row["country"]: row["capital"] for row in csv.DictReader(text.splitlines())}


def capital_of(country: str | None) -> str | None:
    """The name of a country's capital, by its ISO 3166-1 code of two letters; null where none is known."""
    return _capitals().get(country) if country is not None else None
