"""Where and when the harm was, in whole texts: anniversaries, trials, reports by month, lists under places."""

from __future__ import annotations

import pytest

from uncounted.model.claim import Claim
from uncounted.pipeline.reading import read_document
from uncounted.read.files import read_bytes
from uncounted.read.metadata import Metadata


def claims_of(text: str, published: str) -> dict[str, Claim]:
    """The claims of a text by the words of their counts."""
    document = read_bytes(text.encode(), path="a.txt", flags=Metadata(published=published, publisher="Example Times"))
    return {claim.count.text or "": claim for claim in read_document(document, "grammar").claims}


FEATURE = """A town that is silent

On Monday it will be 40 years since soldiers fired into a crowd at Nairobi's Uhuru Park. Some 600 had come.

An official list, which the historian Jane Doe found in March, has 31 dead.
"""

COURT = """Two officers jailed over killings at Bogoro

The Hague, 28 September 2007 (Example Times) - A court sentenced two men yesterday over the attack on Bogoro in Ituri,
in the Democratic Republic of the Congo.

Militiamen stormed the village on 24 February 2003. At least 60 people were hacked to death, the judges found. A
witness said that her two sons were killed in the school.

Experts exhumed the bodies of 48 people in 2005.
"""

MONTHLY = """Somalia: casualty update, June 2017
Mogadishu, 9 July 2017

Between 1 and 30 June the mission recorded 287 killed.

Galgaduud
Seventeen civilians died in clashes. Nine were injured.

On 14 June gunmen drove a car bomb into a hotel in Baidoa. At least 31 people were killed.

Since January 2,041 people have been killed.
"""

BULLETIN = """ETHIOPIA: BULLETIN
Covering 15 to 28 November 2021

TIGRAY
- Mekelle: an air strike on 18 November killed 12 people.
- Adigrat: two women were killed by shells.
- Kasa Gita: shelling killed 14 civilians on 20 November.
"""

EXPLAINER = """What happened in Gujarat?

How did it begin?
On 27 February 2002 a train was set on fire near the station of Godhra in India. Fifty-nine people were burned to death.

What followed?
In Ahmedabad, 97 people were killed on 28 February.

How many died in all?
The government said that 790 people had been killed.
"""

STATION = """Station attack kills nine

KAMPALA - Gunmen attacked the station of Mbale in Uganda on Tuesday and killed nine people. An hour later a bomb
killed four policemen there.

In July at least 23 soldiers died when bombs hit two checkpoints near Gulu. In March the group killed 31 people
in a siege of a hotel in Lira.
"""


@pytest.mark.parametrize(
    ("text", "published", "count", "start", "end"),
    [
        (FEATURE, "2025-11-29", "31", "1985-12-01", "1985-12-01"),
        (COURT, "2007-09-28", "At least 60", "2003-02-24", "2003-02-24"),
        (COURT, "2007-09-28", "48", "2003-02-24", "2003-02-24"),
        (MONTHLY, "2017-07-09", "287", "2017-06-01", "2017-06-30"),
        (MONTHLY, "2017-07-09", "Seventeen", "2017-06-01", "2017-06-30"),
        (MONTHLY, "2017-07-09", "At least 31", "2017-06-14", "2017-06-14"),
        (MONTHLY, "2017-07-09", "2,041", "2017-01-01", "2017-07-09"),
        (BULLETIN, "2021-11-30", "two", "2021-11-15", "2021-11-28"),
        (EXPLAINER, "2022-02-28", "97", "2002-02-28", "2002-02-28"),
        (STATION, "2023-08-10", "four", "2023-08-08", "2023-08-08"),
    ],
)  # fmt: skip
def test_when(text: str, published: str, count: str, start: str, end: str) -> None:
    time = claims_of(text, published)[count].scope.time
    assert time is not None
    assert (time.start, time.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "published", "count", "place"),
    [
        (COURT, "2007-09-28", "At least 60", "Bogoro"),
        (COURT, "2007-09-28", "48", "Bogoro"),
        (MONTHLY, "2017-07-09", "287", "Somalia"),
        (MONTHLY, "2017-07-09", "Nine", "Galgaduud"),
        (MONTHLY, "2017-07-09", "At least 31", "Baidoa"),
        (MONTHLY, "2017-07-09", "2,041", "Somalia"),
        (BULLETIN, "2021-11-30", "14", "Kasa Gita"),
        (BULLETIN, "2021-11-30", "two", "Adigrat"),
        (EXPLAINER, "2022-02-28", "790", "Gujarat"),
        (STATION, "2023-08-10", "four", "Mbale"),
    ],
)  # fmt: skip
def test_where(text: str, published: str, count: str, place: str) -> None:
    assert [one.name for one in claims_of(text, published)[count].scope.places] == [place]


def test_the_month_of_one_attack_is_no_period() -> None:
    claims = claims_of(STATION, "2023-08-10")
    assert [claims[count].kind for count in ("nine", "at least 23", "31")] == ["incident"] * 3


def test_what_was_taken_from_elsewhere_says_by_which_rule() -> None:
    claims = claims_of(BULLETIN, "2021-11-30")
    assert claims["two"].inherited["time"] in {"report-period", "section-period"}
    assert "places" not in claims["14"].inherited
    assert claims_of(MONTHLY, "2017-07-09")["287"].inherited["places"] == "title"


@pytest.mark.parametrize(
    ("text", "count", "whole"),
    [
        ("The mission speaks of 330 dead. Some 220 of them were killed by soldiers.", "Some 220", "330"),
        ("The report gives 70 dead, namely 24 killed at once and 46 who died in hospital.", "46", "70"),
    ],
)
def test_parts(text: str, count: str, whole: str) -> None:
    claims = claims_of(text, "2011-04-11")
    assert claims[count].kind == "subset"
    assert claims[whole].id in [r.claim for r in claims[count].relations if r.type == "part_of"]


def test_a_list_of_victims_has_no_whole_by_chance() -> None:
    claims = claims_of("The bomb killed four reporters, three soldiers and a nurse.", "2011-04-11")
    assert {claim.kind for claim in claims.values()} == {"incident"}


@pytest.mark.parametrize("title", ["Northern Benin: security bulletin, January-June 2023", "Eastern Chad: bulletin"])
def test_a_direction_before_a_country_in_the_title_is_no_place_of_its_own(title: str) -> None:
    text = f"{title}\n\nGunmen killed 45 civilians in all, the group said. It had counted 19 the year before.\n"
    places = {claim.scope.places[0].country for claim in claims_of(text, "2023-07-18").values() if claim.scope.places}
    assert places == {"BJ" if "Benin" in title else "TD"}
