from __future__ import annotations

import pytest

from uncounted.reference.sources import Registry


@pytest.mark.parametrize(
    ("name", "country", "text", "expected"),
    [
        ("the Observatory", "SY", "", "sohr"),
        ("the Observatory", "CO", "Example Observatory for Human Rights", None),
        ("the Observatory", "TR", "said the Syrian Observatory for Human Rights", "sohr"),
        ("the coalition", "YE", "", "saudi-coalition"),
        ("coalition officials", "IQ", "", "cjtf-oir"),
        ("The coalition", "AF", "the US-led coalition", "cjtf-oir"),
        ("the coalition", "AU", "the coalition lost the election", None),
        ("the coalition", "SY", "the Saudi-led coalition and the US-led coalition", None),
        ("the army", "SY", "", None),
    ],
)
def test_a_short_name_is_whose_the_text_or_its_country_makes_it(
    name: str, country: str, text: str, expected: str | None
) -> None:
    found = Registry.default().find_short(name, country, text)
    assert (found.id if found else None) == expected


def test_a_short_name_by_itself_is_nobodys() -> None:
    assert Registry.default().find("the Observatory") is None
    assert Registry.default().find("the coalition") is None
