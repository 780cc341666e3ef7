from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uncounted.model.document import Published
from uncounted.model.errors import InputError
from uncounted.resolve.dates import date_prec, find_dates, resolve_date

ON = "2016-11-09"  # a Wednesday


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("20 November 2015", "2015-11-20", "2015-11-20"),
        ("Nov. 20", "2015-11-20", "2015-11-20"),
        ("the 5th of April", "2016-04-05", "2016-04-05"),
        ("9 Nov, 2016", "2016-11-09", "2016-11-09"),
        ("between 3 and 7 May", "2016-05-03", "2016-05-07"),
        ("March 5-7, 2016", "2016-03-05", "2016-03-07"),
        ("from November 20 to December 3, 2015", "2015-11-20", "2015-12-03"),
        ("from Monday to Wednesday", "2016-11-07", "2016-11-09"),
        ("November 20 last year", "2015-11-20", "2015-11-20"),
        ("last Wednesday", "2016-11-02", "2016-11-02"),
        ("Sunday night", "2016-11-06", "2016-11-06"),
        ("Tuesday last week", "2016-11-01", "2016-11-01"),
        ("late last year", "2015-09-01", "2015-12-31"),
        ("December", "2015-12-01", "2015-12-31"),
        ("last July", "2016-07-01", "2016-07-31"),
        ("Q1 2023", "2023-01-01", "2023-03-31"),
        ("the second half of 2015", "2015-07-01", "2015-12-31"),
        ("the first two weeks of September", "2016-09-01", "2016-09-14"),
        ("the last ten days of May", "2016-05-22", "2016-05-31"),
        ("the last three months of 2015", "2015-10-01", "2015-12-31"),
        ("the first 100 days of 2016", "2016-01-01", "2016-04-09"),
        ("the first nine months of last year", "2015-01-01", "2015-09-30"),
        ("16 August 2016, the week earlier", "2016-08-09", "2016-08-15"),
        ("16 August 2016, a week later", "2016-08-23", "2016-08-23"),
        ("the last two weeks of fighting", "2016-10-26", "2016-11-09"),
        ("the summer of 2015", "2015-06-01", "2015-08-31"),
        ("winter 2015", "2015-12-01", "2016-02-29"),
        ("since airstrikes began in 2014", "2014-01-01", None),
        ("since 24 February", "2016-02-24", None),
        ("by the end of October", None, "2016-10-31"),
        ("before 2011", None, "2010-12-31"),
        ("until 5 May", None, "2016-05-05"),
        ("2014-2016", "2014-01-01", "2016-12-31"),
        ("the 1990s", "1990-01-01", "1999-12-31"),
        ("a year ago", "2015-01-01", "2015-12-31"),
        ("in the past 48 hours", "2016-11-07", "2016-11-09"),
        ("over the past three months", "2016-08-09", "2016-11-09"),
        ("Friday night into Saturday", "2016-11-04", "2016-11-05"),
        ("so far this year", "2016-01-01", "2016-11-09"),
        ("the first three months of 2016", "2016-01-01", "2016-03-31"),
        ("2016-11-08T22:09", "2016-11-08", "2016-11-08"),
        ("according to a statement made on November 20 last year", "2015-11-20", "2015-11-20"),
    ],
)
def test_expressions(text: str, start: str | None, end: str | None) -> None:
    found = resolve_date(text, on=ON)
    assert found is not None
    assert (found.start, found.end) == (start, end)
    assert found.rule
    assert found.edtf
    assert found.text == text


@pytest.mark.parametrize(
    "text", ["within a recent 10-month period", "30 February 2016", "a 20-year-old man", "", "soon", "5 people"]
)
def test_what_is_no_date(text: str) -> None:
    assert resolve_date(text, on=ON) is None


def test_without_a_publication_date_only_whole_dates_resolve() -> None:
    assert resolve_date("yesterday", on=None) is None
    assert resolve_date("mid-July", on=None) is None
    found = resolve_date("mid-July 2016", on=None)
    assert found is not None
    assert (found.start, found.end) == ("2016-07-11", "2016-07-20")


def test_an_uncertain_publication_date_gives_the_hull_and_both_readings() -> None:
    found = resolve_date("yesterday", on="2016-11-08/2016-11-09")
    assert found is not None
    assert (found.start, found.end) == ("2016-11-07", "2016-11-08")
    assert [p.start for p in found.alternatives] == ["2016-11-07", "2016-11-08"]


def test_a_documents_publication_date_serves_as_it_is() -> None:
    found = resolve_date("yesterday", on=Published("2016-11-09", "2016-11-09", "dateline"))
    assert found is not None
    assert found.start == "2016-11-08"


def test_a_numeric_date_keeps_its_other_reading() -> None:
    found = resolve_date("09/11/2016", on="2016-11-12")
    assert found is not None
    assert found.start == "2016-11-09"
    assert [p.start for p in found.alternatives] == ["2016-09-11"]


def test_as_of_is_kept() -> None:
    found = resolve_date("as of 31 October", on=ON)
    assert found is not None
    assert found.as_of == "2016-10-31"


def test_a_bad_publication_date_is_refused() -> None:
    with pytest.raises(InputError, match="2016-11-09"):
        resolve_date("yesterday", on="last week")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He may march in May.", ["May"]),
        ("Killed on 5 May, aged 20, after a 10-month siege; 2014 fled.", ["5 May"]),
        (
            "Since airstrikes began in 2014 and overnight into Saturday",
            ["Since airstrikes began in 2014", "overnight into Saturday"],
        ),
        ("In March 2016, 21 people; from 3 to 7 June 2015 more.", ["March 2016", "from 3 to 7 June 2015"]),
        ("a 20-year-old and a 3-day-old baby", []),
    ],
)
def test_spotting(text: str, found: list[str]) -> None:
    spotted = find_dates(text)
    assert [words for _, _, words in spotted] == found
    assert all(text[start:end] == words for start, end, words in spotted)


def test_date_precision_of_ucdp() -> None:
    codes = {
        text: date_prec(p)
        for text in ("5 May", "last week", "last month", "2015", "since 2014")
        if (p := resolve_date(text, on=ON))
    }
    assert codes == {"5 May": 1, "last week": 3, "last month": 4, "2015": 5, "since 2014": None}


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31)))
def test_every_day_reads_back_from_its_usual_forms(day: object) -> None:
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%A, %d %b %Y", "%d-%b-%Y"):
        written = day.strftime(form)  # type: ignore[attr-defined]
        found = resolve_date(written, on="2050-01-01")
        assert found is not None, written
        assert found.start == found.end == str(day), written


@given(st.text(max_size=60))
def test_any_text_is_safe(text: str) -> None:
    for start, end, words in find_dates(text):
        assert text[start:end] == words
    resolve_date(text, on=ON)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Fifty years ago today", "1968-10-02", "1968-10-02"),
        ("30 years ago this week", "1988-09-29", "1988-10-05"),
        ("20 years ago this month", "1998-10-01", "1998-10-31"),
    ],
)
def test_anniversaries(text, start, end):
    found = resolve_date(text, on="2018-10-02")
    assert found is not None
    assert (found.start, found.end) == (start, end)
