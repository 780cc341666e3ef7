from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from uncounted.cli.places import register
from uncounted.model.errors import InputError
from uncounted.reference import layers, unpacked
from uncounted.reference.gazetteer import Gazetteer


def _line(
    number: int, name: str, *, others: str = "", lat: str = "35.5", lon: str = "36.5", feature: str = "P.PPL",
    country: str = "SY", first: str = "09", second: str = "", people: str = "0",
) -> str:  # fmt: skip
    letter, code = feature.split(".")
    cells = [str(number), name, name, others, lat, lon, letter, code, country, "", first, second, "", "", people]
    return "\t".join([*cells, "", "", "Asia/Damascus", "2020-01-01"])


DUMP = "\n".join([
    _line(99000001, "Qaryat al Ikhtibar", others="Testville,قرية الاختبار", people="1200", second="0901"),
    _line(170062, "Muhafazat Halab", feature="A.ADM1", lat="36.2", lon="37.5"),
    _line(99000002, "Mintaqat al Ikhtibar", feature="A.ADM2", second="0901"),
    _line(99000003, "Jabal al Ikhtibar", feature="T.MT"),
    _line(99000004, "Tawnton Xy", country="GB", first="ENG"),
    _line(170063, "Aleppo as the dump has it", people="5"),
])  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("UNCOUNTED_DATA", str(tmp_path / "data"))
    Gazetteer.default.cache_clear()
    yield tmp_path
    Gazetteer.default.cache_clear()


def _add(folder: Path, text: str = DUMP, name: str = "SY.txt") -> layers.Added:
    path = folder / name
    path.write_text(text, "utf-8")
    made = layers.add(path)
    Gazetteer.default.cache_clear()
    return made


def test_a_dump_lies_over_the_shipped_gazetteer(folder: Path) -> None:
    before = Gazetteer.default().version
    made = _add(folder)
    book = Gazetteer.default()
    assert made.kept == {"first-order": 1, "second-order": 1, "settlement": 3}
    assert made.left_out == 1
    assert before == unpacked.digest() != book.version == made.version
    for name in ("Qaryat al Ikhtibar", "Testville", "قرية الاختبار"):
        assert [c.place.id for c in book.find(name, country="SY")][:1] == ["gn:99000001"]
    assert book.ancestors("gn:99000001")[:3] == ("gn:99000002", "gn:170062", "SY")
    assert pickle.loads(pickle.dumps(book)).find("Testville")  # noqa: S301


def test_the_shipped_record_of_a_place_stands(folder: Path) -> None:
    _add(folder)
    book = Gazetteer.default()
    [found] = [c.place for c in book.find("Aleppo as the dump has it")]
    assert (found.id, found.name) == ("gn:170063", "Aleppo")
    assert found.population > 100_000


def test_divisions_that_are_shipped_by_code_keep_their_ids(folder: Path) -> None:
    _add(folder)
    place = Gazetteer.default().get("gn:99000004")
    assert place is not None
    assert place.first == "adm1:GB.ENG"


def test_the_same_dump_again_takes_the_place_of_the_earlier(folder: Path) -> None:
    one = _add(folder)
    assert _add(folder) == one
    other = _add(folder, DUMP.replace("Testville", "Testtown"))
    assert layers.added() == (other.path,)
    assert other.version != one.version
    assert not Gazetteer.default().find("Testville", country="SY")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1\tA\tB", "line 1: 3 columns"),
        (f"{DUMP}\n\n{_line(7, 'X', lat='91')}", "line 8: latitude '91'"),
        (_line(7, "X", lon="east"), "line 1: longitude 'east'"),
        (_line(7, "X", country="Syria"), "line 1: country 'Syria'"),
        (_line(7, "X", people="many"), "line 1: population 'many'"),
        (_line(7, " "), "line 1: the place has no name"),
        (_line(0, "X"), "line 1: geonameid '0'"),
        (f"{_line(7, 'X')}\n{_line(7, 'Y')}", "line 2: geonameid 7 stands in line 1 already"),
        (_line(7, "X", feature="T.MT"), "holds no populated place"),
        ("", "holds no populated place"),
    ],
)
def test_what_is_not_a_dump_is_refused_with_its_line(folder: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        _add(folder, text)
    assert layers.added() == ()


def test_other_encodings_and_missing_files_are_refused(folder: Path) -> None:
    path = folder / "SY.txt"
    path.write_bytes(DUMP.encode("utf-16"))
    with pytest.raises(InputError, match="is not UTF-8"):
        layers.add(path)
    with pytest.raises(InputError, match="cannot be read"):
        layers.add(folder / "none.txt")


def test_a_damaged_layer_is_named(folder: Path) -> None:
    made = _add(folder)
    made.path.write_bytes(b"nonsense" * 99)
    with pytest.raises(InputError, match="is damaged") as raised:
        Gazetteer.default().find("Testville")
    assert raised.value.path == str(made.path)


def test_the_command(folder: Path) -> None:
    import typer

    app = typer.Typer()
    register(app)
    (folder / "SY.txt").write_text(DUMP, "utf-8")
    result = CliRunner().invoke(app, ["gazetteer", "add", str(folder / "SY.txt")], catch_exceptions=False)
    assert result.exit_code == 0
    assert "3 settlement" in result.stdout
    shown = CliRunner().invoke(app, ["place", "Testville, Syria", "--json"], catch_exceptions=False)
    assert '"gn:99000001"' in shown.stdout
