"""Tables of events to records: conventions, precision codes, and refusals with their line."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from uncounted.model.errors import BadSetting, InputError, UnknownName
from uncounted.model.event_record import EventRecord
from uncounted.read.event_columns import EventColumns
from uncounted.read.event_tables import read_events

UCDP = (
    "id,type_of_violence,side_a,side_b,where_prec,where_coordinates,adm_1,adm_2,latitude,longitude,country,"
    "date_prec,date_start,date_end,best,high,low\n"
    "7.0,3.0,IS,Civilians,2.0,Ardal village,North,,33.1,44.2,Iraq,2,2016-03-10 00:00:00.000,2016-03-12,4,6,3\n"
)
ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,latitude,longitude,"
    "geo_precision,location,admin1,admin2,country,fatalities\n"
    "IRQ12,10 March 2016,2,Explosions/Remote violence,Air/drone strike,Unidentified Armed Group (Iraq),,33.1,44.2,3,"
    "Ardal,North,Low,Iraq,0\n"
)
GTD = (
    "eventid,iyear,imonth,iday,latitude,longitude,specificity,city,provstate,country_txt,attacktype1,gname,nkill\n"
    "201603100001,2016,3,0,,,4,Unknown,North,Iraq,3,Unknown,-9\n"
)


def read(path: Path, text: str, *columns: str, named: tuple[str, ...] = ()) -> list[EventRecord]:
    path.write_text(text, "utf-8")
    return list(read_events(path, EventColumns.parse(columns, named)))


def test_ucdp_by_its_header(tmp_path: Path) -> None:
    (record,) = read(tmp_path / "table.csv", UCDP)
    assert record.key == ("ucdp", "7")
    assert (record.start, record.end, record.date_precision) == ("2016-03-10", "2016-03-12", 2)
    assert (record.lat, record.lon, record.location_precision) == (33.1, 44.2, 2)
    assert (record.low, record.best, record.high) == (3, 4, 6)
    assert record.actors == ("IS", "Civilians")
    assert "civilians" in record.classes
    assert record.divisions == ("North", "")


def test_acled_codes_become_those_of_ucdp(tmp_path: Path) -> None:
    (record,) = read(tmp_path / "acled.csv", ACLED)
    assert record.key == ("acled", "IRQ12")
    assert (record.date_precision, record.location_precision) == (3, 4)
    assert record.event_type == "Air/drone strike"
    assert "bombing" in record.classes
    assert record.best == 0


def test_gtd_without_a_day_is_a_month_and_minus_nine_is_unknown(tmp_path: Path) -> None:
    (record,) = read(tmp_path / "gtd.csv", GTD)
    assert (record.start, record.end, record.date_precision) == ("2016-03-01", "2016-03-31", 4)
    assert record.best is None
    assert record.lat is None


def test_a_column_may_name_the_dataset_and_its_codes_follow(tmp_path: Path) -> None:
    text = "src,nr,day,y,x,kind,prec\nGED,1,2016-03-10,33.1,44.2,3,4\nacled,1,2016-03-10,33.1,44.2,Riots,2\n"
    mapped = "dataset=src,id=nr,start=day,lat=y,lon=x,type=kind,location_precision=prec"
    found = read(tmp_path / "both.csv", text, mapped)
    assert [(one.dataset, one.location_precision) for one in found] == [("GED", 4), ("acled", 3)]
    assert "riot" in found[1].classes


def test_a_plain_table_is_named_after_its_file_and_types_are_read_by_their_words(tmp_path: Path) -> None:
    path = tmp_path / "monitor.csv.gz"
    path.write_bytes(
        gzip.compress(b"id,date,latitude,longitude,event_type,deaths\n1,2016-03-10,33.1,44.2,car bomb,3\n")
    )
    (record,) = read_events(path, EventColumns())
    assert record.dataset == "monitor"
    assert "bombing" in record.classes


def test_columns_and_conventions_may_be_said_for_one_file(tmp_path: Path) -> None:
    said = EventColumns.parse(["one.csv:start=day"], ["one:acled"])
    (tmp_path / "one.csv").write_text("event_id_cnty,day\n1,2016-03-10\n", "utf-8")
    (tmp_path / "two.csv").write_text("id,date\n1,2016-03-10\n", "utf-8")
    assert [one.dataset for one in read_events(tmp_path / "one.csv", said)] == ["acled"]
    assert [one.dataset for one in read_events(tmp_path / "two.csv", said)] == ["two"]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("1,03/04/2016,33,44,1\n", "line 2: the date '03/04/2016'"),
        ("1,2016-03-10,133,44,1\n", "line 2: the latitude 133"),
        ("1,2016-03-10,33,44,-2\n", "line 2: best deaths are -2"),
        ("1,2016-03-10,33,44,many\n", "line 2: the best 'many' is no number"),
        ("1,2016-03-10,33,44,1\n1,2016-03-11,33,44,1\n", "line 3: the id '1'"),
        ("1,2016-03-10,33,44\n", "line 2: 4 cells under 5 columns"),
        (",2016-03-10,33,44,1\n", "line 2: no id"),
        ("1,,33,44,1\n", "line 2: no day"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(tmp_path: Path, rows: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path / "table.csv", f"id,date,latitude,longitude,deaths\n{rows}")
    assert words in str(caught.value)


def test_a_table_without_a_day_is_refused_with_its_columns(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no column is known to hold the start.*columns are id, when"):
        read(tmp_path / "table.csv", "id,when\n1,2016-03-10\n")


def test_settings_are_checked() -> None:
    with pytest.raises(BadSetting, match="does not know the field 'day_of'"):
        EventColumns.parse(["day_of=x"], [])
    with pytest.raises(BadSetting, match="FIELD=COLUMN"):
        EventColumns.parse(["start"], [])
    with pytest.raises(UnknownName, match="acled"):
        EventColumns.parse([], ["acle"])
