from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from uncounted.cli.estimate import register
from uncounted.model.errors import InputError, Refused, UnknownName

ROWS = (
    "year,press,morgue,witness\n" + "2001,1,1,0\n" * 9 + "2001,1,0,1\n2001,0,1,1\n2001,1,0,0\n2001,0,0,1\n2002,1,1,0\n"
)


def run(*arguments: str, stdin: str = "") -> list[dict[str, object]]:
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app)
    result = CliRunner().invoke(app, ["estimate", *arguments], input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    if "--json" in arguments:
        return [json.loads(line) for line in result.stdout.splitlines()]
    return [{"text": result.stdout}]


def test_strata_are_answered_apart(tmp_path: Path) -> None:
    file = tmp_path / "lists.csv"
    file.write_text(ROWS)
    found = run(str(file), "--strata", "year", "--method", "chao,chapman", "--json")
    assert {line["type"] for line in found} == {"estimate"}
    bounds = [line for line in found if line["method"] == "chao"]
    assert [(line["stratum"], line["n_observed"]) for line in bounds] == [({"year": "2001"}, 13), ({"year": "2002"}, 1)]
    assert bounds[0]["refused"] is None
    assert bounds[1]["estimate"] is None
    assert "2 usable lists" in str(bounds[1]["refused"])


def test_for_eyes_the_table_and_the_assumption_in_words() -> None:
    text = str(run("-", "--strata", "year", stdin=ROWS)[0]["text"])
    for words in ("year 2001", "morgue", "●", "at least", "arithmetic", "Assumption:", "independent"):
        assert words in text


def test_control_characters_never_reach_the_terminal() -> None:
    table = {"lists": ["A\u001b[2J", "[red]B"], "cells": {"10": 5, "01": 4, "11": 8}}
    text = str(run("-", stdin=json.dumps(table))[0]["text"])
    assert "\u001b" not in text
    assert "[red]B" in text


def test_mistakes_are_the_users_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv: cannot be read"):
        run(str(tmp_path / "none.csv"))
    with pytest.raises(InputError, match="-, line 2: no value"):
        run("-", stdin="A,B\n1,\n")
    with pytest.raises(UnknownName, match="chapman"):
        run("-", "--method", "guess", stdin=ROWS)
    with pytest.raises(Refused, match="usable"):
        run("-", stdin="A,B\n1,0\n0,1\n")
