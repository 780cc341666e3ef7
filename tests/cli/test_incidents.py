from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.cli.test_ledger import Terminal

from uncounted.cli import tree

BY = ("--by", "a person", "--because", "seen the file")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Terminal:
    monkeypatch.setattr(tree, "GROUPS", ("ledger", "incidents", "reconciling"))
    monkeypatch.delenv("UNCOUNTED_BY", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    return Terminal(capsys)


@pytest.fixture
def told(run: Terminal, tmp_path: Path) -> Path:
    """A case with two documents of one strike, which differ."""
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text(
        "Health officials said an air strike killed 12 civilians in Raqqa, Syria, on 5 March 2017.\n", "utf-8"
    )
    two.write_text(
        "Amnesty International said an air strike killed 15 civilians in Raqqa, Syria, on 5 March 2017.\n", "utf-8"
    )
    run("init", tmp_path / "case")
    run("ingest", tmp_path / "case", one, two, "--published", "2017-03-08", "--publisher", "Example Courier")
    return tmp_path / "case"


def first_incident(run: Terminal, case: Path) -> str:
    summaries: list[Any] = [line for line in run.json("incidents", case) if line["type"] == "incident_summary"]
    return str(summaries[0]["incident"]["id"])


def test_incidents_are_listed_with_their_figures(run: Terminal, told: Path) -> None:
    lines = run.json("incidents", told)
    kinds = {line["type"] for line in lines}
    assert kinds == {"incident_summary", "incident_total"}
    shown = run("incidents", told)
    assert "2017-03-05" in shown
    assert "grading: suggested" in shown
    assert "Totals over incidents" in shown


def test_a_grading_is_set_listed_and_taken_back(run: Terminal, told: Path) -> None:
    incident = first_incident(run, told)
    assert "grading = Contested" in run("judge", told, incident, "set", "grading=contested", *BY)
    assert '"grading": "Contested"' in run("incidents", told, "--grading", "contested", "--json")
    run("rebuild", told)
    run("verify", told)
    assert "Contested, set by a person" in run("incidents", told)
    run("judge", told, incident, "set", "grading=", *BY)
    assert run.json("incidents", told, "--grading", "contested") == []


def test_what_cannot_be_set_is_refused(run: Terminal, told: Path) -> None:
    incident = first_incident(run, told)
    run("judge", told, incident, "set", "grading=good", *BY, code=2)
    assert "Confirmed; Fair" in run.err
    run("judge", told, incident, "set", "count.low=3", *BY, code=2)
    run("incidents", told, "--grading", "good", code=2)


def test_totals_alone(run: Terminal, told: Path) -> None:
    assert {line["type"] for line in run.json("incidents", told, "--totals")} == {"incident_total"}


def test_the_queue_names_readings_with_their_words(run: Terminal, told: Path) -> None:
    (check,) = run.json("queue", told, "--limit", 1)
    assert "killed 1" in str(check["quote"])
    shown = run("queue", told)
    assert shown.startswith("\n1. ")
    assert "If it is wrong" in shown


def test_sources_that_differ_are_one_finding_in_the_text(run: Terminal, told: Path) -> None:
    found: list[Any] = run.json("reconcile", told)
    shown = run("reconcile", told)
    assert len(found[0]["disagreements"]) == shown.count("Sources differ") == 1
    assert "Contradiction " not in shown
