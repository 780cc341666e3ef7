"""Log-linear and closed-population fits against R: ``python -m evaluation.estimation.loglinear [FOLDER]``.

With ``--record`` the shares that agree or are explained become the baseline; exit code 1 where one falls below it.
FOLDER holds reference.json: tables, with what Rcapture, SparseMSE and MultipleSystemsEstimation gave for them. Every
row of theirs that names its model, or the rule by which it was chosen, is computed here; figures agree within 1e-4.
Where they do not, the reason is looked for, and printed.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import NormalDist, median
from typing import Any

import numpy as np

from evaluation.baselines import hold, percent
from uncounted.estimate.closedp_models import design, fit_design
from uncounted.estimate.histories import Histories
from uncounted.estimate.loglinear import LogLinear
from uncounted.estimate.loglinear_models import Model, all_models, closure, model_name, parse_model
from uncounted.estimate.poisson import REASONS, ModelFits, cell_counts, exists, fit_model, fit_models
from uncounted.estimate.tables import read_tables

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "mse"
BASELINE = Path(__file__).with_name("baseline.json")
PACKAGES = ("Rcapture", "SparseMSE", "MultipleSystemsEstimation")
TOLERANCE = 1e-4
NEAR = 10.0  # Rcapture's rows of spread: models within 10 of the best criterion


@dataclass(frozen=True)
class Line:
    """One figure: ours and R's, and whether they agree; ``why`` where they do not, or where nothing was compared."""

    table: str
    package: str
    method: str
    figure: str
    ours: float | None
    theirs: float | None
    why: str = ""

    @property
    def agrees(self) -> bool:
        """Within 1e-4 of R's figure."""
        return (
            self.ours is not None
            and self.theirs is not None
            and math.isclose(self.ours, self.theirs, rel_tol=TOLERANCE, abs_tol=1e-9)
        )


def main() -> None:
    """Print every figure, ours beside R's, and how many agree."""
    parser = argparse.ArgumentParser(prog="evaluation.estimation.loglinear", description=main.__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help="where reference.json is")
    parser.add_argument("--faults", action="store_true", help="print only figures that do not agree")
    parser.add_argument("--record", action="store_true", help="make these figures the baseline")
    options = parser.parse_args()
    lines = list(compare(options.folder / "reference.json"))
    for line in lines:
        if not (options.faults and line.agrees):
            ours, theirs = (f"{x:,.4f}" if x is not None else "-" for x in (line.ours, line.theirs))
            said = "agrees" if line.agrees else line.why or "DIFFERS"
            head = f"{line.table:12} {line.package[:9]:9} {line.method[:40]:40} {line.figure:10}"
            print(f"{head} {ours:>16} {theirs:>24}  {said}")
    counted = Counter(line.package for line in lines)
    agreed = Counter(line.package for line in lines if line.agrees)
    explained = Counter(line.package for line in lines if not line.agrees and line.why)
    held = {}
    for package in PACKAGES:
        rest = counted[package] - agreed[package] - explained[package]
        print(
            f"{package}: {agreed[package]} of {counted[package]} agree, {explained[package]} explained, {rest} differ"
        )
        held[package] = percent(counted[package] - rest, counted[package])
    hold(BASELINE, "loglinear", held, record=options.record)


def compare(path: Path) -> Iterator[Line]:
    """Every figure of the three packages that a rule here can answer."""
    for entry in json.loads(path.read_text()):
        (table,) = read_tables(json.dumps(entry | {"stratum": {"name": entry["name"]}}).encode())
        seen = set()
        for row in entry["measured"]:
            key = json.dumps([row["package"], row.get("method"), row.get("model"), row["estimate"], row.get("lo")])
            if row["package"] in PACKAGES and key not in seen:
                seen.add(key)
                yield from _row(table, row)


def _row(table: Histories, row: dict[str, Any]) -> Iterator[Line]:
    method = row["method"]
    if method.startswith(("closedp.t", "closedpCI.t")):
        yield from _closed(table, row)
    elif "spread of N" in method:
        yield from _spread(table, row)
    elif "best" in method or method in ("bic", "bic2"):
        yield from _best(table, row)
    elif method.startswith("estimatepopulation.0") and row.get("terms") is not None:
        yield from _sparse(table, row)
    elif method.startswith("checkident"):
        width = len(table.lists)
        status = fit_model(cell_counts(table), closure(_pairs(width), width)).status
        yield _line(table, row, "code", float(status), row["estimate"])


def _closed(table: Histories, row: dict[str, Any]) -> Iterator[Line]:
    name = row["model"].replace(" (LB)", "").replace(" ", "-")
    if name in ("Mb", "Mbh"):
        yield _line(table, row, "estimate", None, row["estimate"], "refused: lists have no order")
        return
    name = name.replace("-C", "-c").replace("-P", "-p").replace("-D", "-d").replace("-G", "-g")
    counts, n = cell_counts(table), table.n_observed
    fit = fit_design(counts, design(name, len(table.lists)))
    if fit.status:
        yield _line(table, row, "estimate", None, row["estimate"], REASONS[fit.status])
        return
    yield _line(table, row, "estimate", n + math.exp(fit.intercept), row["estimate"])
    if "deviance" in row:
        yield _line(table, row, "deviance", fit.deviance, row["deviance"])
    if row.get("lo") is not None:
        low, high = _interval(counts, name)
        yield _line(table, row, "low", low, row["lo"])
        yield _line(table, row, "high", high, row["hi"])


def _interval(counts: Any, name: str) -> tuple[float, float]:
    from uncounted.estimate.closedp_models import DesignList
    from uncounted.estimate.profile_likelihood import profiles

    model = design(name, counts.size.bit_length() - 1)
    fit = fit_design(counts, model)
    hidden, variance = np.array([math.exp(fit.intercept)]), np.array([fit.variance])
    found = profiles(counts, DesignList([model]), np.ones(1), hidden, variance)
    return found.quantile(0.025), found.quantile(0.975)


def _best(table: Histories, row: dict[str, Any]) -> Iterator[Line]:
    """The best model of theirs: is it ours, and does it give the same figures?"""
    order = 2 if "maxorder=2" in row["method"] or row["method"] == "bic2" else len(table.lists) - 1
    per_parameter = 2.0 if "AIC" in row["method"] else math.log(table.n_observed)
    fits = _fits(table, order)
    values = np.where(fits.status == 0, fits.criterion(per_parameter), np.inf)
    m = int(np.argmin(values))
    name, n = model_name(fits.models[m]), table.n_observed
    theirs = model_name(parse_model(row["model"], len(table.lists)))
    why = ""
    if name != theirs:
        why = _why_not(table, parse_model(theirs, len(table.lists)), row)
        if not why and "fit_ok_only" in row["method"]:
            why = (
                f"R leaves out models whose fit warns of means near 0; the best is {name}, as in its row of all models"
            )
    ours = None if why.startswith(theirs) else n + float(fits.unrecorded[m])
    yield _line(table, row, "estimate", ours, row["estimate"], why)
    if row.get("IC") is not None:
        yield _line(table, row, "criterion", float(values[m]), row["IC"], why)
    if row.get("lo") is None or row["package"] != "Rcapture":
        return
    if why:
        yield _line(table, row, "low", None, row["lo"], why)
        yield _line(table, row, "high", None, row["hi"], why)
        return
    found = LogLinear(model=name).fit(table)
    yield _line(table, row, "low", found.low, row["lo"])
    yield _line(table, row, "high", found.high, row["hi"])


def _why_not(table: Histories, theirs: Model, row: dict[str, Any]) -> str:
    """Why R's best model is not ours: a proof, by linear program or rank, that its figure means nothing."""
    counts = cell_counts(table)
    fit = fit_model(counts, theirs)
    if fit.converged:
        return ""
    proof = "" if exists(counts, theirs) else " (linear program)"
    stopped = f"R's {row['estimate']:,.0f} is where its iterations stopped"
    return f"{model_name(theirs)}: {REASONS[fit.status]}{proof}; {stopped}"


def _spread(table: Histories, row: dict[str, Any]) -> Iterator[Line]:
    order = 2 if "maxorder=2" in row["method"] else len(table.lists) - 1
    fits = _fits(table, order)
    values = np.where(fits.status == 0, fits.criterion(math.log(table.n_observed)), np.inf)
    near = (table.n_observed + fits.unrecorded[values < values.min() + NEAR]).tolist()
    why = ""
    if len(near) != row["n_models"]:
        left_out = sum(fits.excluded().values())
        why = (
            f"{len(near)} models are near the best, not {row['n_models']}: {left_out} have no estimate and are left out"
        )
    yield _line(table, row, "median", median(near), row["estimate"], why)
    yield _line(table, row, "least", min(near), row["lo"], why)
    yield _line(table, row, "most", max(near), row["hi"], why)


def _sparse(table: Histories, row: dict[str, Any]) -> Iterator[Line]:
    """SparseMSE's point and its interval without selection, exp of the intercept with normal quantiles."""
    terms = row["terms"] if isinstance(row["terms"], list) else [row["terms"]]
    pairs = []
    for term in filter(None, terms):
        one, other = term.removeprefix("empty:").split(":")
        pairs.append((1 << (ord(one) - 65)) | (1 << (ord(other) - 65)))
    fit = fit_model(cell_counts(table), closure(pairs, len(table.lists)))
    n, spread = table.n_observed, math.sqrt(fit.variance)
    z = NormalDist().inv_cdf(0.975)
    yield _line(table, row, "estimate", n + fit.unrecorded, row["estimate"])
    yield _line(table, row, "low", n + fit.unrecorded * math.exp(-z * spread), row["lo"])
    yield _line(table, row, "high", n + fit.unrecorded * math.exp(z * spread), row["hi"])
    if row.get("aic") is not None:
        yield _line(table, row, "AIC", fit.aic, row["aic"])


@cache
def _cached(lists: tuple[str, ...], cells: tuple[tuple[str, int], ...], order: int) -> ModelFits:
    return fit_models(cell_counts(Histories(lists, dict(cells))), all_models(len(lists), order))


def _fits(table: Histories, order: int) -> ModelFits:
    return _cached(table.lists, tuple(table.cells.items()), order)


def _pairs(width: int) -> list[int]:
    return [(1 << i) | (1 << j) for i in range(width) for j in range(i)]


def _line(table: Histories, row: dict[str, Any], figure: str, ours: float | None, theirs: float, why: str = "") -> Line:
    name = (table.stratum or {}).get("name", "")
    said = f"{row['method']} {row.get('model') or ''}".strip()
    return Line(name, row["package"], said.replace("estimatepopulation.0", "point"), figure, ours, theirs, why)


if __name__ == "__main__":
    main()
