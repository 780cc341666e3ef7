"""Reports on many events: each paragraph tells its own, and sums are of the report's period and country."""

from __future__ import annotations

from uncounted.model.claim import Claim
from uncounted.pipeline.reading import read_document
from uncounted.read import read_bytes
from uncounted.read.metadata import Metadata

REPORT = """Observations on human rights in Kenya in the context of the protests between 18 June and 1 August 2024

1. The Office reviewed the cases of 40 persons who lost their lives and of 300 who were injured.

2. According to the Commission, 60 people died. The Ministry of Health registered 1,200 wounded.

3. In Kisumu, on 2 July, the army fired on demonstrators. Nine persons lost their lives, six on the spot and three in
hospital in the following days. 20 others sustained injuries.

4. Garissa was shelled on 25 June. Relatives spoke of 8 people killed; two were minors.

5. Residents reported that 12 people lost their lives in Rongai on 9 July. They blame the National Police Service.
"""


def _claims(text: str) -> dict[str, Claim]:
    flags = Metadata(published="2024-10-04", publisher="Example Office")
    document = read_bytes(text.encode(), path="a.txt", flags=flags)
    return {c.count.text or "": c for c in read_document(document, "grammar").claims}


def _days(claim: Claim) -> tuple[str | None, str | None]:
    assert claim.scope.time is not None
    return claim.scope.time.start, claim.scope.time.end


def _places(claim: Claim) -> list[str | None]:
    return [place.name for place in claim.scope.places]


def test_sums_are_of_the_period_and_country_of_the_title_and_of_no_event_told_later() -> None:
    found = _claims(REPORT)
    for words in ("40", "300", "60", "1,200"):
        assert _days(found[words]) == ("2024-06-18", "2024-08-01")
        assert _places(found[words]) == ["Kenya"]
        assert found[words].kind == "period"


def test_a_paragraph_gives_its_figures_the_event_that_it_tells() -> None:
    found = _claims(REPORT)
    for words in ("Nine", "six", "20"):
        assert _days(found[words]) == ("2024-07-02", "2024-07-02")
        assert _places(found[words]) == ["Kisumu"]
    assert found["Nine"].scope.actors == found["20"].scope.actors != ()
    assert (_days(found["8"]), _places(found["8"])) == (("2024-06-25", "2024-06-25"), ["Garissa"])
    assert found["two"].population.age_group == "child"


def test_whom_a_source_blames_in_the_paragraph_did_it() -> None:
    assert [actor.text for actor in _claims(REPORT)["12"].scope.actors] == ["National Police Service"]


def test_a_section_headed_by_a_place_gives_it_to_the_village_below_and_not_where_people_were_asked() -> None:
    text = (
        "Digest no. 6\n\n2. Samashki\nFrom 7 to 8 April 1995 the village was shelled. Inhabitants whom our staff met "
        "in Nazran counted 103 dead. The prosecutor opened a case.\n\n3. Sleptsovskaya\nA mine killed two men.\n"
    )
    found = _claims(text)
    assert _places(found["103"]) == ["Samashki"]
    assert found["103"].scope.actors == ()


def test_between_the_start_of_a_crisis_and_a_day_is_up_to_that_day() -> None:
    text = (
        "Report on Burundi\n(period: 26 April 2015 to 30 June 2016)\n\n1. The Office counted 564 persons executed "
        "between the beginning of the crisis and 30 May 2016.\n"
    )
    claim = _claims(text)["564"]
    assert (claim.kind, _days(claim)) == ("cumulative", (None, "2016-05-30"))


def test_a_sources_figure_of_a_day_counts_from_the_start_of_the_fighting() -> None:
    text = (
        "Flash Update #5\n\nFighting that broke out on 12 July 2024 has eased. The network documented 814 killed. The "
        "Ministry of Health gave 260 dead on 21 July.\n"
    )
    found = _claims(text)
    assert found["260"].kind == "cumulative"
    assert _days(found["260"])[0] == "2024-07-12"
