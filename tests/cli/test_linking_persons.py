"""``uncounted link persons`` and ``uncounted diff``: files in, files out, errors in one line, no name on the screen."""

from __future__ import annotations

import csv
import io
import json
import random
import shutil
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.cli.calls import run
from tests.link.persons.invented import lists_with_truth, misprint, people

QUICK = ("--draws", "20", "--review", "20")


def _write(path: Path, rows: Sequence[dict[str, str]]) -> str:
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return str(path)


def _cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("lists")
    lists, _ = lists_with_truth(120, 3, seed=4)
    return [
        _write(
            folder / f"{name}.csv",
            [dict(zip(each.columns, row, strict=True)) for row in zip(*each.columns.values(), strict=True)],
        )
        for name, each in zip(("alpha", "beta", "gamma"), lists, strict=True)
    ]


@pytest.fixture(scope="module")
def linked(files: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    from uncounted.cli import run as cli

    out = tmp_path_factory.mktemp("linked") / "out"
    assert cli(["link", "persons", *files, "--out", str(out), *QUICK]) == 0
    return out


@pytest.fixture
def out(linked: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(linked, tmp_path / "out"))


def test_the_files_agree_with_each_other(files: list[str], linked: Path) -> None:
    victims = _cells(linked / "victims.csv")
    assert [row["list"] for row in victims] == sorted(row["list"] for row in victims)
    overlap = json.loads((linked / "overlap.json").read_text())
    assert overlap["lists"] == ["alpha", "beta", "gamma"]
    assert sum(overlap["cells"].values()) == len({row["victim"] for row in victims})
    assert len(overlap["draws"]) == 20
    told = json.loads((linked / "summary.json").read_text())
    assert told["records"] == len(victims)
    assert told["quality"]["precision"]["low"] <= told["quality"]["precision"]["value"]
    assert [each["threshold"] for each in told["thresholds"]] == [0.05, 0.2, 0.5, 0.8, 0.95]
    assert {row["record_id"] for row in _cells(linked / "review.csv") if "record_id" in row} == set()
    assert (linked / "record-ids.key").stat().st_mode & 0o077 == 0
    assert not list(linked.glob(".*.part"))


def test_estimate_reads_the_table_and_says_how_much_is_linkage(
    linked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "estimate", linked / "overlap.json", "--method", "chao", "--json", "--no-cache")
    assert code == 0
    combined = [each for each in map(json.loads, out.splitlines()) if each["type"] == "combined_estimate"]
    assert combined
    assert 0 <= combined[0]["between_share"] <= 1


def test_the_same_settings_give_the_same_run_and_ids_stay(
    files: list[str], out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, table = (out / "victims.csv").read_text(), (out / "overlap.json").read_text()
    arguments = ("--columns", out / "settings.json", "--out", out, *QUICK)
    code, said, told = run(capsys, "link", "persons", *files, *arguments, "--json")
    assert code == 0
    assert (out / "victims.csv").read_text() == before
    assert (out / "overlap.json").read_text() == table
    assert json.loads(said)["changes"] == {}
    assert "?" not in told  # nothing had to be guessed
    names = {word for path in files for row in _cells(Path(path)) for word in row["name"].split() if len(word) > 6}
    assert not any(name in said + told for name in names)


def test_judgements_bind_and_ids_of_what_they_split_are_kept(
    files: list[str], out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    victims = _cells(out / "victims.csv")
    by_victim: dict[str, list[dict[str, str]]] = {}
    for row in victims:
        by_victim.setdefault(row["victim"], []).append(row)
    one, other = next(rows for rows in by_victim.values() if len(rows) == 2)
    head = "left_list,left_record,right_list,right_record,verdict,by,why\n"
    pair = f"{one['list']},{one['record']},{other['list']},{other['record']}"
    judged = out / "judged.csv"
    judged.write_text(f"{head}{pair},different,A.B.,two graves\n{pair},,,\n")
    code, said, _ = run(capsys, "link", "persons", *files, "--out", out, "--judgements", judged, *QUICK, "--json")
    assert code == 0
    assert json.loads(said)["judgements"]["different"] == 1
    after = {(row["list"], row["record"]): row for row in _cells(out / "victims.csv")}
    parted = [after[row["list"], row["record"]] for row in (one, other)]
    assert len({row["victim"] for row in parted}) == 2
    assert {one["victim"]} <= {row["victim"] for row in parted} | {row["former"] for row in parted}
    assert "split" in [row["change"] for row in _cells(out / "history.csv")]


def test_a_case_keeps_judgements_for_later_runs(
    files: list[str], empty_case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = Path(shutil.copytree(empty_case, tmp_path / "case"))
    head = "left_list,left_record,right_list,right_record,verdict\n"
    judged = tmp_path / "judged.csv"
    judged.write_text(f"{head}alpha,1,beta,1,same\n")
    said = ("--by", "A.B.", "--because", "the same grave")
    link = ("link", "persons", *files[:2], "--case", case, "--json", *QUICK)
    code, found, _ = run(capsys, *link, "--judgements", judged, *said)
    assert code == 0
    assert json.loads(found)["judgements"]["logged"] == 1
    code, found, _ = run(capsys, *link, "--judgements", judged, *said)
    told = json.loads(found)["judgements"]
    assert (told["same"], told["logged"]) == (1, 0)
    judged.write_text(f"{head}beta,1,alpha,1,unsure\n")  # supersedes
    told = json.loads(run(capsys, *link, "--judgements", judged, *said)[1])["judgements"]
    assert (told["same"], told["unsure"], told["logged"]) == (0, 1, 1)
    assert run(capsys, "verify", case)[0] == 0
    assert run(capsys, "rebuild", case)[0] == 0
    assert "2 judgements" in run(capsys, "show", case)[1]


HEAD = "left_list,left_record,right_list,right_record,verdict,by,why\n"
ONE = "alpha,1,beta,1,same,A,w\n"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (ONE + "beta,1,alpha,1,different,A,w\n", ["line 3", "line 2 says same"]),
        (ONE + "beta,1,gamma,2,same,A,w\nalpha,1,gamma,2,different,B,w\n", ["line 4: says", "line 2", "line 3"]),
        (ONE + "beta,1,alpha,2,same,A,w\n", ["line 2", "line 3", "'alpha' are one person", "--duplicates 'alpha'"]),
        ("alpha,1,beta,1,maybe,A,w\n", ["line 2: the verdict should be one of same, different, unsure"]),
        ("alpha,1,beta,1,same,,w\n", ["line 2: does not say who"]),
        ("alpha,1,beta,1,same,A,\n", ["line 2: does not say why"]),
        ("alpha,1,beta,1000,same,A,w\n", ["line 2: list 'beta' has no record '1000'"]),
        ("alpha,1,alpha,1,same,A,w\n", ["line 2: judges a record against itself"]),
        ("alpha,1,beta,1,same,A\n", ["line 2: has 6 cells"]),
    ],
)
def test_judgements_that_cannot_hold_are_refused_with_their_lines(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], rows: str, words: list[str]
) -> None:
    judged = tmp_path / "judged.csv"
    judged.write_text(HEAD + rows)
    code, _, said = run(capsys, "link", "persons", *files, "--judgements", judged)
    assert code == 2
    last = said.strip().splitlines()[-1]
    assert all(word in last for word in words)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["missing.csv", "alpha.csv"], "missing.csv: cannot be read"),
        (["alpha.csv", "beta.csv", "--columns", "name=nom"], "alpha.csv, line 1: column 'nom' is not there"),
        (["alpha.csv", "beta.csv", "--columns", "birth=town"], "is said to hold birth, but no value there is a date"),
        (["alpha.csv", "beta.csv", "--columns", "key=town"], "should name each record once"),
        (["alpha.csv", "beta.csv", "--unique", "delta"], "no list is called 'delta'; lists are alpha, beta"),
        (["alpha.csv", "beta.csv", "--draws", "0"], "--draws takes 1 to"),
        (["alpha.csv", "beta.csv", "--level", "2"], "--level takes 0.5 to below 1"),
        (["alpha.csv", "--unique", "alpha"], "nobody twice"),
        (["odd.csv", "beta.csv"], "no column is known to say who somebody is"),
        (["alpha.csv", "beta.csv", "--out", "bad"], "no file of victims of an earlier run"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    arguments: list[str], words: str,
) -> None:  # fmt: skip
    for file in files:
        shutil.copy(file, tmp_path)
    (tmp_path / "odd.csv").write_text("x,y\n1,2\n")
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "victims.csv").write_text("a,b\n1,2\n")
    monkeypatch.chdir(tmp_path)
    code, _, said = run(capsys, "link", "persons", *arguments)
    assert code == 2
    assert words in said.strip().splitlines()[-1]


def test_review_of_another_key_is_refused(files: list[str], out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = _cells(out / "review.csv")
    if not rows:
        pytest.skip("nothing to review in this linkage")
    rows[0]["verdict"] = "same"
    judged = _write(out / "judged.csv", rows)
    asked = ("--judgements", judged, "--by", "A", "--because", "w")
    code, _, said = run(capsys, "link", "persons", *files, *asked)
    assert code == 2
    assert "another run or case" in said


def test_diff_tells_what_changed_and_keeps_the_history(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(3)  # noqa: S311
    everybody = [{"nr": str(k), **person} for k, person in enumerate(people(90, chance))]
    first = _write(tmp_path / "first.csv", everybody[:80])
    later = [{**misprint(person, chance), "nr": str(k)} for k, person in enumerate(everybody[3:])]
    second = _write(tmp_path / "second.csv", later)
    third = _write(tmp_path / "third.csv", everybody)
    out = tmp_path / "out"
    code, said, told = run(capsys, "diff", first, second, "--out", out, "--json")
    assert code == 0
    found = json.loads(said)
    assert (found["counts"]["added"], found["counts"]["removed"]) == (10, 3)
    assert found["counts"]["changed"] + found["counts"]["unchanged"] == 77
    assert found["renumbered"] == 77
    assert set(found["fields"]) <= {"name", "born", "town"}
    assert not any(person["name"] in said + told for person in everybody)
    before = {row["record_id"]: row["victim"] for row in _cells(out / "victims.csv")}
    code, said, _ = run(capsys, "diff", second, third, "--history", first, "--out", out)
    assert code == 0
    assert "3 re-added" in said
    assert "first to second: 10 added, 3 removed" in said
    after = {row["record_id"]: row["victim"] for row in _cells(out / "victims.csv")}
    assert {key: after[key] for key in before} == before
    back = [row for row in _cells(out / "changes.csv") if row["change"] == "re-added"]
    assert [row["before"] for row in back] == ["first: 0", "first: 1", "first: 2"]
    assert all(row["new: name"] for row in back)


def test_parquet_in_and_out_and_standard_input(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = [{**row, "source": Path(file).stem} for file in files[:2] for row in _cells(Path(file))]
    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "both.parquet")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(Path(files[2]).read_bytes())))
    asked = ("--columns", "both:list=source", "--out", tmp_path / "out", "--parquet", "--json", *QUICK)
    code, said, _ = run(capsys, "link", "persons", tmp_path / "both.parquet", "-", *asked)
    assert code == 0
    assert [each["list"] for each in json.loads(said)["lists"]] == ["alpha", "beta", "standard input"]
    written = parquet.read_table(tmp_path / "out" / "victims.parquet").to_pydict()
    assert list(written) == ["list", "record", "victim", "probability", "former", "record_id"]
    assert not (tmp_path / "out" / "victims.csv").exists()
    code, said, _ = run(capsys, "link", "persons", tmp_path / "both.parquet", *asked)
    assert code == 0  # the earlier run is read from Parquet: the victims of the two lists keep their ids
    assert "new" not in json.loads(said)["changes"]


def test_an_interrupted_run_leaves_the_folder_as_it_was(
    files: list[str], out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from uncounted.pipeline import persons_output

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = {path.name: path.read_bytes() for path in out.iterdir()}
    monkeypatch.setattr(persons_output, "write_key", interrupt)
    code, _, said = run(capsys, "link", "persons", *files, "--out", out, "--seed", "2", *QUICK)
    assert code == 130
    assert "interrupted" in said
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
