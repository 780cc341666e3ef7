"""``uncounted link events``: files in, files out, errors in one line."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from uncounted.cli import run

HEAD = "id,date,latitude,longitude,place,event_type,actors,deaths"


@pytest.fixture
def tables(tmp_path: Path) -> list[str]:
    rows = [
        f"{k},2015-{k % 12 + 1:02}-{k % 27 + 1:02},{30 + k % 7},{40 + k % 5},T{k % 35},raid,Blue,{k % 9}"
        for k in range(40)
    ]
    moved = rows[1::2]
    last = "{},2016-05-0{},33.1,44.2,Ardal,bombing,Red Star,17\n"
    (tmp_path / "alpha.csv").write_text("\n".join([HEAD, *rows, last.format("x", 1)]))
    (tmp_path / "beta.csv").write_text("\n".join([HEAD, *moved, last.format("y", 2)]))
    return [str(tmp_path / "alpha.csv"), str(tmp_path / "beta.csv")]


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_files_are_written_and_agree(tables: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert run(["link", "events", *tables, "--out", str(out), "--draws", "2"]) == 0
    assert "incidents" in capsys.readouterr().out
    incidents = cells(out / "incidents.csv")
    code = next(row["code"] for row in incidents if row["id"] == "x")
    assert {row["id"] for row in incidents if row["code"] == code} == {"x", "y"}
    link = next(row for row in cells(out / "links.csv") if {row["id_1"], row["id_2"]} == {"x", "y"})
    assert link["relation"] == "same"
    assert link["time"] == "1 day apart"
    assert "deaths" in link["agreed"]
    overlap = json.loads((out / "overlap.json").read_text())
    assert overlap["lists"] == ["alpha", "beta"]
    assert sum(overlap["cells"].values()) == len({row["code"] for row in incidents})
    assert len(overlap["draws"]) == 2
    assert json.loads((out / "report.json").read_text())["incidents"] == len({row["code"] for row in incidents})


def test_codes_stay_from_run_to_run(tables: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert run(["link", "events", *tables, "--out", str(out)]) == 0
    before = {row["id"]: row["code"] for row in cells(out / "incidents.csv") if row["dataset"] == "alpha"}
    with Path(tables[1]).open("a") as stream:
        stream.write("z,2016-09-09,33.1,44.2,Ardal,raid,Blue,3\n")
    capsys.readouterr()
    assert run(["link", "events", *tables, "--earlier", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [change["kind"] for change in told["changes"]] == ["new"]
    assert run(["link", "events", *tables, "--earlier", str(out), "--out", str(tmp_path / "again")]) == 0
    after = {row["id"]: row["code"] for row in cells(tmp_path / "again" / "incidents.csv") if row["dataset"] == "alpha"}
    assert after == before


def test_the_overlap_table_is_what_estimate_takes(
    tables: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["link", "events", *tables, "--out", str(tmp_path / "out")]) == 0
    capsys.readouterr()
    assert run(["estimate", str(tmp_path / "out" / "overlap.json"), "--method", "chapman", "--json"]) == 0
    assert "chapman" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["alpha.csv"], "all records are of the dataset 'alpha'; give two datasets, or a --case"),
        (["alpha.csv", "missing.csv"], "missing.csv: cannot be read"),
        (["alpha.csv", "beta.csv", "--columns", "start=day"], "column 'day' is not there"),
        (["alpha.csv", "beta.csv", "--convention", "aclde"], "No convention is called 'aclde'"),
        (["alpha.csv", "beta.csv", "--draws", "-1"], "--draws takes 0 to 1000"),
        (["alpha.csv", "beta.csv", "--earlier", "."], "incidents.csv: cannot be read"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(
    tables: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    arguments: list[str], words: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert run(["link", "events", *arguments]) == 2
    said = capsys.readouterr().err.strip()
    assert words in said
    assert "\n" not in said


def test_the_incidents_of_a_case_are_a_dataset(
    tables: list[str], filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["link", "events", tables[0], "--case", str(filled), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["dataset"] for each in told["datasets"]] == sorted(["alpha", filled.name])
