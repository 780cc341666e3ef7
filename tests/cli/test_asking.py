"""Asking a case: answers that reproduce, sources decided by a person, profiles, comparisons and histories."""

from __future__ import annotations

import csv
import io
import json
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.cli.test_ledger import Terminal

from uncounted.cli import tree
from uncounted.pipeline.cases import create, open_case
from uncounted.pipeline.ingest import ingest
from uncounted.read.metadata import Metadata
from uncounted.store.setup import close_case

EXAMPLES = Path(__file__).parents[2] / "examples"
ASKED = ("--where", "Syria", "--when", "2014/2016-11", "--by", "US-led coalition", "--who", "civilian")


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with the example documents of two events."""
    path = tmp_path_factory.mktemp("read") / "case"
    case = create(path)
    ingest(case, [EXAMPLES / "inherent-resolve", EXAMPLES / "kramatorsk-station"], flags=Metadata())
    close_case(case)
    return path


@pytest.fixture
def case(read: Path, tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "case"
    shutil.copytree(read, path)
    yield path
    close_case(open_case(path))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setattr(tree, "GROUPS", ("ledger", "reconciling", "sources", "explain"))
    monkeypatch.delenv("UNCOUNTED_BY", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    return Terminal(capsys)


def one(run: Terminal, *arguments: object) -> dict[str, Any]:
    (line,) = run.json(*arguments)
    return line


def test_an_answer_quotes_its_words_and_its_command_gives_the_same_number_again(run: Terminal, case: Path) -> None:
    text = run("reconcile", case, *ASKED)
    assert "at least 300" in text
    assert "“Late last month the rights group said that at least 300 civilians" in text
    found = one(run, "reconcile", case, *ASKED)
    assert found["bounds"]["low"] == 300
    again = shlex.split(found["command"])[1:]
    forced = found["bounds"]["low_because"][0]
    run("judge", case, forced, "reject", "--because", "a test", "--by", "me")
    assert one(run, "reconcile", case, *ASKED)["bounds"]["low"] < 300
    assert one(run, *again)["bounds"]["low"] == 300
    run("reconcile", case, *ASKED, "--expect", found["recipe"]["hash"], code=1)
    assert "the recipe is" in run.err


def test_claims_on_lines_can_be_asked_too(run: Terminal, case: Path, tmp_path: Path) -> None:
    from uncounted.model.records import to_line
    from uncounted.pipeline.cases import current_claims

    lines = tmp_path / "claims.jsonl"
    lines.write_text("\n".join(map(to_line, current_claims(open_case(case)))), encoding="utf-8")
    found = one(run, "reconcile", lines, *ASKED)
    assert found["bounds"]["low"] == 300
    assert found["quotes"][0]["publisher"]
    run("reconcile", lines, *ASKED, "--ledger", 3, code=2)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--by", "Zorg"), "United States"),
        (("--who", "zorgs"), "civilian"),
        (("--when", "soon"), "2014/2016-11"),
        (("--measure", "dead"), "killed"),
        (("--trust", "nobody"), "monitors"),
        (("--trust", "without:nobody-here"), "amnesty"),
        (("--compare", "official"), "two profiles"),
        (("--compare", "official,monitors", "--per", "week"), "month"),
        (("--only", "rejected"), "accepted"),
        (("--as-of", "soon"), "--as-of"),
        (("--ledger", "99999"), "its last is"),
        (("--csv",), "--compare"),
        (("--compare", "official,monitors", "--fail-on", "tension"), "neither --trust nor --fail-on"),
    ],
)
def test_what_nobody_knows_is_one_line_with_what_there_is(
    run: Terminal, case: Path, arguments: tuple[str, ...], said: str
) -> None:
    run("reconcile", case, *arguments, code=2)
    assert said in run.err
    assert len(run.err.strip().splitlines()) == 1


def test_what_was_known_on_a_day(run: Terminal, case: Path) -> None:
    found = one(run, "reconcile", case, *ASKED, "--as-of", "2016-11-08")
    assert {quote["source"] for quote in found["quotes"] if quote["claim"] in found["counted"]} == {
        "Amnesty International"
    }
    assert one(run, "reconcile", case, *ASKED, "--as-of", "2016-10-01")["counted"] == []


def test_judged_claims_alone_and_profiles(run: Terminal, case: Path) -> None:
    assert one(run, "reconcile", case, *ASKED, "--only", "accepted")["counted"] == []
    official = one(run, "reconcile", case, *ASKED, "--trust", "official")
    assert official["bounds"]["low"] < 300
    assert "trusting official" in run("reconcile", case, *ASKED, "--trust", "official")
    assert "wrote" in run("profiles", case, "--copy", "monitors", "--as", "mine")
    path = case / "profiles" / "mine.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "types": [], "roots": ["Amnesty International"]}))
    assert one(run, "reconcile", case, *ASKED, "--trust", "mine")["bounds"]["low"] == 300
    listed = {line["name"]: line for line in run.json("profiles", case)}
    assert listed["mine"]["trusted"] == ["amnesty"]
    assert listed["mine"]["hash"] != listed["monitors"]["hash"]
    run("profiles", case, "--copy", "monitors", "--as", "mine", code=2)


def test_profiles_side_by_side(run: Terminal, case: Path) -> None:
    text = run("reconcile", case, "--compare", "official,monitors")
    assert "Kramatorsk" in text
    rows = list(csv.DictReader(io.StringIO(run("reconcile", case, "--compare", "official,monitors", "--csv"))))
    (row,) = [each for each in rows if each["place"] == "Kramatorsk"]
    assert (row["month"], row["monitors low"]) == ("2022-04", "58")
    assert int(row["gap"]) == 58 - int(row["official low"])
    found = one(run, "reconcile", case, "--compare", "leave-one-out", "--per", "none", *ASKED)
    lows = {side["profile"]: side["low"] for side in found["rows"][0]["sides"]}
    assert lows["every"] == 300 > lows["without:amnesty"]


def test_a_comparison_reproduces_or_says_that_it_does_not(run: Terminal, case: Path) -> None:
    found = one(run, "reconcile", case, "--compare", "official,monitors", "--per", "none", *ASKED)
    again = shlex.split(found["command"])[1:]
    assert found["recipe"] in again
    assert one(run, *again) == found
    run("judge", case, found["rows"][0]["sides"][1]["because"][0], "reject", "--because", "a test", "--by", "me")
    assert one(run, *again)["rows"] == found["rows"], "the ledger's entry is named"
    pinned = again.index("--ledger")
    run(*again[:pinned], *again[pinned + 2 :], code=1)
    assert "the recipe is" in run.err


def test_an_explanation_is_of_whom_one_trusts_and_of_a_day(run: Terminal, case: Path) -> None:
    every, official = run.json("explain", case), run.json("explain", case, "--trust", "official")
    assert {one["id"] for one in official} != {one["id"] for one in every}
    quoted = {quote["root"] for one in official for quote in one["quotes"]}
    assert "centcom" in quoted
    assert "amnesty" not in quoted
    early = run.json("explain", case, "--as-of", "2016-11-08")
    assert not any(
        quote["published"] and quote["published"][0] > "2016-11-08" for one in early for quote in one["quotes"]
    )
    untrusted = next(quote["claim"] for one in every for quote in one["quotes"] if quote["root"] == "amnesty")
    assert run.json("explain", case, untrusted)
    run("explain", case, untrusted, "--trust", "official", code=2)
    assert "not used here: its source is not trusted" in run.err
    run("explain", case, "--as-of", "soon", code=2)
    assert "--as-of" in run.err


def test_a_person_decides_which_sources_are_one(run: Terminal, case: Path) -> None:
    before = {line["id"]: line for line in run.json("sources", case)}
    assert before["centcom"]["publisher_type"] == "official military"
    assert before["donetsk-regional-military-administration"]["publisher_type"] == "official government"
    told = ("--because", "it is its city", "--by", "me")
    run("sources", case, "same", "city-administration", "Security Service of Ukraine", *told)
    after = {line["id"]: line for line in run.json("sources", case)}
    one_, other = before["city-administration"]["claims"], before["security-service-of-ukraine"]["claims"]
    assert after["city-administration"]["claims"] == one_ + other
    assert after["city-administration"]["stands_for"] == ["security-service-of-ukraine"]
    assert "security-service-of-ukraine" not in after
    found = one(run, "reconcile", case, "--where", "Kramatorsk")
    assert "security-service-of-ukraine" not in {quote["root"] for quote in found["quotes"]}
    run("sources", case, "different", "city-administration", "security-service-of-ukraine", *told)
    assert {line["id"]: line for line in run.json("sources", case)}.keys() == before.keys()
    assert "whole" in run("verify", case)


def test_a_person_says_what_a_source_is(run: Terminal, case: Path) -> None:
    told = ("--because", "its site", "--by", "me")
    shown = run("sources", case, "set", "city administration", "type=official government", "name+=Town hall", *told)
    assert "city-administration is city administration (official government)" in shown
    official = one(run, "reconcile", case, "--where", "Kramatorsk", "--trust", "official")
    assert "city administration" in {q["source"] for q in official["quotes"] if q["claim"] in official["counted"]}
    run("rebuild", case)
    assert {line["id"]: line for line in run.json("sources", case)}["city-administration"]["names"] == ["Town hall"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("set", "centcom", "type=army"), "official military"),
        (("set", "centcom", "parent=centcom"), "part of itself"),
        (("set", "pentagon", "parent=centcom"), "part of itself"),
        (("set", "centcom", "colour=red"), "licence"),
        (("set", "centcom", "name+=Washington"), "us-government"),
        (("set", "centcom", "start=soon"), "YYYY"),
        (("set", "centcom"), "FIELD=VALUE"),
        (("same", "centcom", "nobody at all"), "no source"),
        (("same", "centcom", "centcom"), "itself"),
        (("merge", "centcom", "pentagon"), "different"),
    ],
)
def test_what_makes_no_sense_is_refused_and_not_logged(
    run: Terminal, case: Path, arguments: tuple[str, ...], said: str
) -> None:
    before = run("log", case)
    run("sources", case, *arguments, "--because", "why", "--by", "me", code=2)
    assert said in run.err
    assert run("log", case) == before


def test_a_decision_needs_a_reason_and_a_name(run: Terminal, case: Path) -> None:
    run("sources", case, "same", "centcom", "amnesty", code=2)
    assert "--because" in run.err


def test_the_life_of_a_figure(run: Terminal, case: Path) -> None:
    text = run("history", case, "--where", "Kramatorsk", "--measure", "killed")
    assert "first reported" in text
    assert "updated" in text
    lines = run.json("history", case)
    assert {line["measure"] for line in lines} >= {"killed", "injured"}
    claim = lines[0]["events"][0]["claim"]
    assert any(each["claim"] == claim for line in run.json("history", case, claim) for each in line["events"])
    incident = next(line["incident"] for line in lines if line["incident"])
    assert {line["incident"] for line in run.json("history", case, incident)} == {incident}
    run("history", case, "nothing", code=2)
