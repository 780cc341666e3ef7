from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from uncounted.cli.places import register
from uncounted.model.errors import UserError


@pytest.fixture(scope="module")
def app() -> typer.Typer:
    program = typer.Typer()
    register(program)
    return program


def _lines(app: typer.Typer, *arguments: str, given: str | None = None) -> list[dict[str, object]]:
    result = CliRunner().invoke(app, list(arguments), input=given, catch_exceptions=False)
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_place_with_its_candidates(app: typer.Typer) -> None:
    [answer] = _lines(app, "place", "near Dayr Az Zawr, eastern Syria", "--country", "SY", "--json")
    first = answer["candidates"][0]  # type: ignore[index]
    assert (first["id"], first["country"], first["precision"], first["relation"]) == ("gn:170794", "SY", 2, "near")
    assert {"name", "admin1", "lat", "lon", "why"} <= set(first)
    assert answer["settled"] is True


def test_a_date_and_an_open_end(app: typer.Typer) -> None:
    mid, since = _lines(app, "date", "-", "--on", "2016-11-09", "--json", given="mid-July\n\nsince 2014\n")
    assert (mid["start"], mid["end"], mid["precision"]) == ("2016-07-11", "2016-07-20", "part-month")
    assert (since["start"], since["end"], since["edtf"]) == ("2014-01-01", None, "2014/..")


def test_what_is_not_known_is_said(app: typer.Typer) -> None:
    [place] = _lines(app, "place", "a hospital", "--json")
    [day] = _lines(app, "date", "yesterday", "--json")
    assert place["candidates"] == []
    assert (day["start"], day["end"], day["edtf"]) == (None, None, None)


def test_words_for_eyes(app: typer.Typer) -> None:
    shown = CliRunner().invoke(app, ["place", "Manbij", "--country", "sy"]).stdout
    assert "Manbij" in shown
    assert "gn:167357" in shown
    assert "2015-11-20" in CliRunner().invoke(app, ["date", "November 20 last year", "--on", "2016-11-09"]).stdout


def test_a_bad_country_is_refused_in_one_line(app: typer.Typer) -> None:
    with pytest.raises(UserError, match="two letters"):
        CliRunner().invoke(app, ["place", "Manbij", "--country", "Syria"], catch_exceptions=False)
