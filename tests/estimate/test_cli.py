from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from uncounted.cli.estimate import register
from uncounted.estimate import METHODS
from uncounted.model.errors import InputError, MissingExtra, Refused, UnknownName, UserError

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
    assert {line["type"] for line in found} == {"estimate", "sum_of_strata"}
    bounds = [line for line in found if line["method"] == "chao" and line["type"] == "estimate"]
    assert [(line["stratum"], line["n_observed"]) for line in bounds] == [({"year": "2001"}, 13), ({"year": "2002"}, 1)]
    assert bounds[0]["refused"] is None
    assert bounds[1]["estimate"] is None
    assert "2 usable lists" in str(bounds[1]["refused"])


def test_for_eyes_the_table_and_the_assumption_in_words() -> None:
    text = str(run("-", "--strata", "year", "--method", "chapman,chao", stdin=ROWS)[0]["text"])
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


COUNTS = {"lists": ["A", "B", "C", "D"], "cells": {"1000": 90, "0100": 70, "0010": 60, "0001": 50, "1100": 14,
          "1010": 12, "1001": 9, "0110": 8, "0101": 7, "0011": 6, "1110": 3, "1111": 1}}  # fmt: skip
STRATA = [{**COUNTS, "stratum": {"year": year}} for year in ("2001", "2002")]


def test_a_sum_is_a_line_and_a_table() -> None:
    lines = run("-", "--method", "chao", "--json", stdin=json.dumps(STRATA))
    assert [line["type"] for line in lines] == ["estimate", "estimate", "sum_of_strata"]
    assert lines[-1]["stratum"] == "sum of strata"
    assert lines[-1]["n_observed"] == 660
    assert len(run("-", "--method", "chao", "--no-sum", "--json", stdin=json.dumps(STRATA))) == 2
    text = str(run("-", "--method", "chao", stdin=json.dumps(STRATA))[0]["text"])
    assert "Sum of strata" in text
    assert "independent of one another" in " ".join(text.split())


def test_tables_that_merely_have_names_are_not_summed_unless_asked() -> None:
    named = [{**COUNTS, "name": name} for name in ("here", "elsewhere")]
    assert len(run("-", "--method", "chao", "--json", stdin=json.dumps(named))) == 2
    assert len(run("-", "--method", "chao", "--sum", "--json", stdin=json.dumps(named))) == 3


def test_settings_and_seed_are_the_users() -> None:
    (line,) = run("-", "--method", "chao", "--set", "bias_corrected=true", "--json", stdin=json.dumps(COUNTS))
    assert line["settings"] == {"level": 0.95, "bias_corrected": True}
    both = ("--method", "chao,chao-1987", "--set", "chao.bias_corrected=yes", "--json")
    found = run("-", *both, stdin=json.dumps(COUNTS))
    assert [one["settings"]["bias_corrected"] for one in found] == [True, False]  # type: ignore[index]
    for bad, words in (
        ("burnin=3", "No method here"),
        ("dga.delta=1", "not among"),
        ("bias_corrected=7", "true or"),
        ("x", "name="),
    ):
        with pytest.raises(UserError, match=words):
            run("-", "--method", "chao", "--set", bad, stdin=json.dumps(COUNTS))


def test_sensitivity_and_consistency_have_lines_and_tables() -> None:
    asked = ("--method", "chao", "--sensitivity", "--consistency")
    lines = run("-", *asked, "--json", stdin=json.dumps(COUNTS))
    kinds = [str(line["type"]) for line in lines]
    assert (kinds.count("variation"), kinds.count("consistency"), kinds.count("trajectory_point")) == (12, 4, 2)
    text = str(run("-", *asked, stdin=json.dumps(COUNTS))[0]["text"])
    for words in ("without A", "A and B as one list", "Each list in turn as the truth", "As lists are added"):
        assert words in text


def test_draws_of_a_linkage_are_combined() -> None:
    cells = COUNTS["cells"]
    assert isinstance(cells, dict)
    draws = [{**cells, "1000": 90 - i, "1100": 14 + i} for i in range(12)]
    linked = json.dumps({"lists": COUNTS["lists"], "cells": cells, "draws": draws})
    lines = run("-", "--method", "chao", "--json", stdin=linked)
    assert [line["type"] for line in lines] == ["estimate", "combined_estimate"]
    assert lines[1]["replicates"] == 12
    assert 0 < float(str(lines[1]["between_share"])) < 0.5
    few = run("-", "--method", "chao", "--replicates", "5", "--json", stdin=linked)[1]
    assert "5 of the 12 draws are used" in str(few["warnings"])
    text = str(run("-", "--method", "chao", stdin=linked)[0]["text"])
    assert "linkage" in text
    strata = json.dumps([{**json.loads(linked), "stratum": {"year": year}} for year in ("2001", "2002")])
    last = run("-", "--method", "chao", "--json", stdin=strata)[-1]
    assert last["stratum"] == {"sum": "all strata"}
    assert last["n_observed"] == 660
    single = lines[1]
    assert float(str(last["estimate"])) == pytest.approx(2 * float(str(single["estimate"])), rel=0.02)


def test_a_report_is_written(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    run("-", "--method", "chao", "--report", str(path), "--sensitivity", "--json", stdin=json.dumps(STRATA))
    assert "<html" in path.read_text("utf-8")


def test_without_the_optional_packages_the_rest_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uncounted.estimate.methods.find_spec", lambda _name: None)
    lines = run("-", "--json", stdin=json.dumps(COUNTS))
    assert {line["method"] for line in lines} == {"chao"}
    if "dga" in METHODS:
        with pytest.raises(MissingExtra, match=r"uncounted\[estimate\]"):
            run("-", "--method", "dga", stdin=json.dumps(COUNTS))
