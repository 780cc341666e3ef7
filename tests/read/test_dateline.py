from __future__ import annotations

import pytest

from uncounted.read.dateline import agency, credit, find, standalone
from uncounted.read.dates import read_iso

PROSE = "An air strike on the town of Examplia killed at least 12 people on Wednesday, as officials there said late."


@pytest.mark.parametrize(
    "line",
    [
        "9 Nov, 2016 22:09",
        "Published: 9 November 2016",
        "Wednesday, November 9, 2016",
        "Nov. 9, 2016 10:09 pm",
        "Wed 9 Nov 2016 22.09 GMT",
        "Last updated: 9th November 2016 at 10:05 pm",
        "22:09, 9 November 2016",
        "2016-11-09T22:09:00Z",
        "Published On 9 Nov 2016",
        "2016-11-09",
    ],
)
def test_lines_that_are_a_date(line):
    label_and_days = standalone(line)
    assert label_and_days is not None
    assert (label_and_days[1].start, label_and_days[1].end) == ("2016-11-09", "2016-11-09")


@pytest.mark.parametrize(
    "line", ["Three killed on 9 Nov 2016", "9 Nov 2016: three killed", "31 February 2016", "119", "In 2016", "May"]
)
def test_lines_that_are_not_a_date(line):
    assert standalone(line) is None


@pytest.mark.parametrize(
    ("line", "words", "start"),
    [
        ("KABUL, Aug 29, 2021 (Reuters) - Ten people died.", "KABUL, Aug 29, 2021 (Reuters) -", "2021-08-29"),
        ("GENEVA (9 November 2016) – At least ten died.", "GENEVA (9 November 2016) –", "2016-11-09"),
        ("SAN SALVADOR, 17 NOV 89 (WIRE) -- SIX DIED.", "SAN SALVADOR, 17 NOV 89 (WIRE) --", "1989-11-17"),
        ("KABUL, Aug 29 (Reuters) - Ten people died.", "KABUL, Aug 29 (Reuters) -", None),
    ],
)
def test_agency_datelines(line, words, start):
    found = agency(line)
    assert found is not None
    assert found[0] == words
    assert found[1].start == start


def test_an_agency_dateline_stays_in_the_text():
    best, gone = find(["Strike kills 12", f"EXAMPLIA, Nov. 9, 2016 (Wire) - {PROSE}", PROSE])
    assert (best.days.start, gone) == ("2016-11-09", ())


def test_published_comes_before_updated():
    best, gone = find(["Strike kills 12", "Updated: 11 Nov 2016", "Published: 9 Nov 2016", PROSE])
    assert (best.days.start, gone) == ("2016-11-09", (1, 2))


def test_dates_that_head_the_entries_of_a_chronology_are_text():
    assert find(["5 May 2017", "Three were killed.", "6 May 2017", "Two were killed."]) == (None, ())


def test_a_date_with_two_readings_is_no_publication_date():
    best, gone = find(["Strike kills 12", "09/11/2016", PROSE])
    assert best.days.start is None
    assert "day/month or month/day" in best.days.why
    assert gone == ()


def test_a_date_in_the_middle_of_the_text_is_no_dateline():
    assert find([PROSE, PROSE, "9 November 2016", PROSE, PROSE, PROSE, PROSE])[0] is None


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("2016-11-09", ("2016-11-09", "2016-11-09")),
        ("2016-02", ("2016-02-01", "2016-02-29")),
        ("2016", ("2016-01-01", "2016-12-31")),
        ("2016-10-XX", ("2016-10-01", "2016-10-31")),
        ("2016-10/2016-11-09", ("2016-10-01", "2016-11-09")),
        ("2016-11-09T22:09:00+03:00", ("2016-11-09", "2016-11-09")),
    ],
)
def test_iso_dates(words, ends):
    days = read_iso(words)
    assert (days.start, days.end) == ends


@pytest.mark.parametrize("words", ["", "2016-13", "2016-02-30", "9 Nov 2016", "2017/2016", "2016/", "20161109"])
def test_no_iso_dates(words):
    assert read_iso(words) is None


@pytest.mark.parametrize("line", ["KANO — 8 March 2021", "Kano, Nigeria - March 8, 2021", "Kano: 8 March 2021"])
def test_a_town_and_a_date_on_a_line_of_their_own(line):
    best, gone = find(["Toll rises", line, PROSE])
    assert best is not None
    assert (best.days.start, best.days.end, gone) == ("2021-03-08", "2021-03-08", ())


def test_who_published_may_stand_behind_the_day():
    assert credit("Published 12 July 2023 by the Example Office for Rights") is not None
    assert credit("Released on Monday, 12 July 2021 in Example City") is not None
    assert credit("Published by the Example Office since 2021") is None
