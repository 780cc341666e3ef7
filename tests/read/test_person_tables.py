from __future__ import annotations

import gzip
import io
from pathlib import Path
from types import SimpleNamespace

import pytest

from uncounted.model.errors import BadSetting, InputError
from uncounted.read.person_columns import PersonColumns, roles_of, stem
from uncounted.read.person_tables import read_table

TEXT = "nr,full name,dob,town\n1,Ralo Tivane Brafenak,1970-02-01,Osrin\n2,,1980-01-01,\n"


def _write(folder: Path, text: str | bytes, name: str = "list.csv") -> str:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_of_any_usual_delimiter(tmp_path: Path, delimiter: str) -> None:
    table = read_table(_write(tmp_path, TEXT.replace(",", delimiter)))
    assert table.columns["full name"] == ["Ralo Tivane Brafenak", None]
    assert table.columns["nr"] == ["1", "2"]
    assert table.position(1) == "line 3"


def test_gzip_utf_16_and_a_byte_order_mark(tmp_path: Path) -> None:
    wanted = read_table(_write(tmp_path, TEXT)).columns
    for data in (gzip.compress(TEXT.encode()), TEXT.encode("utf-16"), TEXT.encode("utf-8-sig")):
        assert read_table(_write(tmp_path, data)).columns == wanted
    assert read_table(_write(tmp_path, TEXT.encode("latin-1")), encoding="latin-1").columns == wanted


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode())))
    assert len(read_table("-")) == 2


def test_parquet_keeps_numbers_and_writes_dates_as_iso(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    import datetime as dt

    table = pa.table({"age": [3, None], "dob": [dt.date(1970, 2, 1), None], "name": ["Ralo", ""]})
    parquet.write_table(table, tmp_path / "list.parquet")
    read = read_table(str(tmp_path / "list.parquet"))
    assert read.columns == {"age": [3, None], "dob": ["1970-02-01", None], "name": ["Ralo", None]}
    assert read.position(1) == "row 2"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n3\n", "line 3: has 1 cells where the header has 2"),
        ("a,b\n1,2,3\n", "line 2: has 3 cells"),
        ("a,a\n1,2\n", "line 1: two columns are called 'a'"),
        ("a,\n1,2\n", "line 1: column 2 has no name"),
        ('a,b\n1,"Secret\n', "a quote is not closed"),
        (b"a,b\n1,2\n1,\xff\n", "line 3: is not utf-8 text"),
        ("", "is empty"),
        (b"PAR1 no parquet", "is no Parquet"),
        (b"\x1f\x8b no gzip", "cannot be read"),
    ],
)
def test_what_is_no_table_is_refused_with_its_line_and_without_its_words(
    tmp_path: Path, text: str | bytes, words: str
) -> None:
    with pytest.raises(InputError) as caught:
        read_table(_write(tmp_path, text))
    assert words in str(caught.value)
    assert "list.csv" in str(caught.value)
    assert "Secret" not in str(caught.value)


def test_obvious_columns_are_guessed_and_what_is_said_overrules() -> None:
    header = ["Nr", "Full Name", "DOB", "Gender", "Town", "Date", "remarks"]
    fields, guessed = roles_of(header, {}, "list.csv")
    assert fields == {
        "Nr": "key",
        "Full Name": "name",
        "DOB": "birth",
        "Gender": "sex",
        "Town": "place",
        "Date": "death",
    }
    assert set(guessed) == set(fields)
    fields, guessed = roles_of(header, {"DOB": "death", "Date": "ignore"}, "list.csv")
    assert fields["DOB"] == "death"
    assert fields["Date"] == "ignore"
    assert "DOB" not in guessed


def test_parts_of_a_name_come_before_a_whole_one() -> None:
    fields, _ = roles_of(["name", "first name", "last name"], {}, "list.csv")
    assert fields == {"first name": "given", "last name": "family"}


def test_settings_from_files_and_words(tmp_path: Path) -> None:
    toml = _write(
        tmp_path,
        '[columns]\nname = "n"\nplace = ["p", "q"]\n[lists.b]\nunique = false\nas_of = 2024-06-30\n'
        'columns = { given = "g" }\n',
        "map.toml",
    )
    columns = PersonColumns.parse([toml, "b:age=years,birth year=y"])
    assert columns.of_list("a.csv").said == {"n": "name", "p": "place", "q": "place"}
    of_b = columns.of_list("dir/b.csv.gz")
    assert of_b.said == {"n": "name", "p": "place", "q": "place", "g": "given", "years": "age", "y": "birth year"}
    assert of_b.unique is False
    assert of_b.as_of == "2024-06-30"


@pytest.mark.parametrize("words", ["nam=x", "name", "name=a+b", "age=x,age=y"])
def test_settings_that_make_no_sense(words: str) -> None:
    with pytest.raises(BadSetting, match="--columns"):
        PersonColumns.parse([words])


@pytest.mark.parametrize("text", ["[]", "{", '{"columns": {"name": 3}}', '{"columns": {"nam": "x"}}', "{}"])
def test_settings_files_that_are_none(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match=r"map\.json"):
        PersonColumns.parse([_write(tmp_path, text, "map.json")])


def test_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(InputError, match="column 'b' is not there; columns are a"):
        roles_of(["a"], {"b": "name"}, "list.csv")


def test_what_a_list_is_called() -> None:
    assert stem("dir/list.2024.csv.gz") == "list.2024"
    assert stem("x.parquet") == "x"
    assert stem("-") == "standard input"
