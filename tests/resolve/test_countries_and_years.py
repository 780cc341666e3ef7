"""The country that a text is about, and the years of days that an anniversary calls back."""

from __future__ import annotations

import pytest
from tests.resolve.test_claims import resolved


@pytest.mark.parametrize(
    "text",
    [
        "Fifty years after\n\nFor nine years the United States had bombed Laos. A blast killed 12 farmers.",
        "Summary\nDakar, 30 May 2016\n\nThe accused ruled Chad. In one night 22 men suffocated.",
    ],
)
def test_who_acts_and_who_publishes_says_nothing_of_the_country(text):
    (claim,) = resolved(text, "2016-05-30")
    assert [place.country for place in claim.scope.places] in (["LA"], ["TD"])


def test_days_of_an_anniversary_have_its_year():
    text = (
        "Two days from now it will be a year since the army cleared the square. On 14 August 2013 soldiers killed 80 "
        "people there.\n\nThe killings came after others. On 27 July policemen shot dead nine demonstrators."
    )
    times = [claim.scope.time for claim in resolved(text, "2014-08-12")]
    assert [time.start for time in times if time is not None] == ["2013-08-14", "2013-07-27"]
