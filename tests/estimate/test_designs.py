from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from uncounted.cli.simulate import register
from uncounted.estimate import Chao
from uncounted.estimate.coverage import coverage
from uncounted.estimate.designs import read_designs
from uncounted.estimate.simulate import Design, Group, simulate_lists
from uncounted.estimate.tables import read_tables
from uncounted.model.errors import InputError, UserError

PLAIN = {"victims": 600, "rates": [0.4, 0.3, 0.25]}
RICH = {
    "victims": 900,
    "lists": ["press", "morgue", "police"],
    "groups": [{"share": 0.7, "rates": [0.5, 0.4, 0.3]}, {"share": 0.3, "rates": [0.1, 0.05, 0.1]}],
    "heterogeneity": 0.5,
    "dependence": [["press", "police", 1.5]],
    "stratum": {"region": "north"},
}


def run(*arguments: str, stdin: str) -> str:
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app)
    result = CliRunner().invoke(app, ["simulate", *arguments], input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_design_is_read_whole() -> None:
    ((stratum, design),) = read_designs(json.dumps(RICH), "-")
    assert stratum == {"region": "north"}
    assert design.dependence == ((0, 2, 1.5),)
    assert design.groups == (Group(0.7, (0.5, 0.4, 0.3)), Group(0.3, (0.1, 0.05, 0.1)))
    assert design.names == ("press", "morgue", "police")


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ([], "no design"),
        ({"victims": "many", "rates": [0.5]}, "whole number"),
        ({"victims": 5, "rates": [0.5], "typo": 1}, "'typo'"),
        ({"victims": 5, "rates": [0.5, 0.5], "dependence": [["L2", "L1", 1]]}, "earlier list to a later"),
        ({"victims": 5, "rates": [0.5, 0.5], "dependence": [["L2", "X", 1]]}, "the lists are L1, L2"),
        ({"victims": 5, "rates": [0.5], "groups": [{"share": 1, "rates": [0.5]}]}, "either rates or groups"),
        ({"victims": 5, "groups": [{"share": 0.5, "rates": [0.5]}]}, "sum to 1"),
        ([PLAIN, PLAIN], "'stratum' of its own"),
    ],
)
def test_a_design_that_cannot_be_is_refused_with_its_place(item: object, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_designs(json.dumps(item), "design.json")


def test_groups_make_lists_overlap_as_latent_classes_do() -> None:
    design = Design(20_000, groups=(Group(0.5, (0.8, 0.8)), Group(0.5, (0.1, 0.1))))
    table = simulate_lists(design, 1)
    assert table.records("L1") == pytest.approx(9000, rel=0.03)
    assert table.both("L1", "L2") == pytest.approx(20_000 * (0.5 * 0.64 + 0.5 * 0.01), rel=0.04)


def test_the_command_draws_tables_that_estimate_reads() -> None:
    (table,) = read_tables(run("-", stdin=json.dumps(PLAIN)).encode())
    assert 0 < table.n_observed < 600
    assert json.loads(run("-", stdin=json.dumps(PLAIN)))["truth"] == 600
    assert run("-", "--seed", "2", stdin=json.dumps(PLAIN)) != run("-", stdin=json.dumps(PLAIN))
    both = run("-", stdin=json.dumps([RICH, {**RICH, "stratum": {"region": "south"}}]))
    assert [table.stratum for table in read_tables(both.encode())] == [{"region": "north"}, {"region": "south"}]


def test_the_command_tests_methods_on_the_design() -> None:
    lines = run("-", "--method", "chao", "--tables", "40", "--json", stdin=json.dumps(PLAIN)).splitlines()
    (found,) = [json.loads(line) for line in lines]
    assert (found["type"], found["tables"], found["truth"]) == ("coverage", 40, 600)
    assert found["covered"] > 0.8
    assert "covered" in run("-", "--method", "chao", "--tables", "3", stdin=json.dumps(PLAIN))
    with pytest.raises(UserError, match="Two-list"):
        run("-", "--method", "chapman", stdin=json.dumps(PLAIN))


def test_coverage_counts_what_is_covered_missed_and_refused() -> None:
    plain = coverage(Chao(), ((None, Design(600, (0.4, 0.3, 0.25))),), many=60)
    assert (plain.covered or 0) + (plain.missed_low or 0) + (plain.missed_high or 0) == pytest.approx(1)
    assert plain.median_ratio == pytest.approx(1, abs=0.05)
    lonely = coverage(Chao(), ((None, Design(50, (0.4, 0.3))),), many=5)
    assert (lonely.refused, lonely.covered) == (5, None)


def test_sums_of_strata_cover_their_truth() -> None:
    strata = tuple(({"year": str(i)}, Design(300, (0.4, 0.3, 0.25))) for i in range(4))
    found = coverage(Chao(), strata, many=60)
    assert found.truth == 1200
    assert (found.covered or 0) >= 0.85  # the median of sums of log-normal draws lies a little above the sum
    assert found.median_ratio == pytest.approx(1, abs=0.06)
