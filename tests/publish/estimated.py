"""Invented lists and invented answers about them, of every kind that a report of estimation shows."""

from __future__ import annotations

import dataclasses
import itertools
import math
from typing import Any

from uncounted.model.estimate import Estimate, ListUse
from uncounted.model.estimation import (
    Combined,
    Consistency,
    Floor,
    Histogram,
    OverlapTable,
    SumOfStrata,
    TrajectoryPoint,
    Variation,
)
from uncounted.model.records import digest
from uncounted.model.scope import Period, Place, Scope
from uncounted.publish.estimation_view import EstimationView

NAMES = ("press", "morgue", "witness accounts", "military court", "families’ association", "hospital register")
SCOPE = Scope(
    places=(Place(id="XX", name="Examplia", country="XX"),),
    time=Period(start="1999-03-01", end="1999-06-30"),
)
ASSUMPTION = "Within a class of victims the lists record independently; every class has left a trace in the lists."


def table(lists: int, victims: int, stratum: dict[str, str] | None = None, unusable: bool = False) -> OverlapTable:
    """A table whose cells follow from chances of a list that fall from list to list; no draw is random."""
    names = NAMES[:lists]
    cells: dict[str, int] = {}
    for bits in itertools.product("01", repeat=lists):
        history = "".join(bits)
        chance = math.prod(0.34 / (1 + i / 3) if bit == "1" else 1 - 0.34 / (1 + i / 3) for i, bit in enumerate(bits))
        count = round(victims * chance * (1 + 0.5 * (bits[0] == bits[-1])))
        if unusable and bits[-1] == "1":
            count = 0 if history.count("1") > 1 else 4
        if "1" in history and count:
            cells[history] = count
    uses = []
    for i, name in enumerate(names):
        records = sum(n for h, n in cells.items() if h[i] == "1")
        overlap = sum(n for h, n in cells.items() if h[i] == "1" and h.count("1") > 1)
        reason = None if overlap else "shares no victim with another list"
        admits = None if i == 2 else "whoever was killed and named" if i else "civilians named in print"
        uses.append(ListUse(name, records, overlap, overlap > 0, reason, admits))
    return OverlapTable(stratum, tuple(uses), cells, sum(cells.values()), SCOPE, "civilians killed in Examplia", ())


def answer(of: OverlapTable, method: str, times: float, *, refused: str | None = None, **more: Any) -> Estimate:
    """An invented estimate at ``times`` the recorded victims."""
    n = of.n_observed
    given: dict[str, Any] = {
        "hash": digest(of.stratum, method, n),
        "seconds": 0.5,
        "assumption": ASSUMPTION,
        "used": tuple(use.name for use in of.lists if use.usable),
        "settings": {"level": 0.95, "delta": 0.125},
        "refused": refused,
        **({} if refused else {"estimate": n * times, "low": n * times * 0.8, "high": n * times * 1.4}),
        **more,
    }
    given.setdefault("kind", "estimate")
    told = {"scope": of.scope, "target_population": of.target_population, "lists": of.lists}
    return Estimate(of.stratum, method, n_observed=n, **told, **given)


def predictive(of: OverlapTable, off: int = 1) -> dict[str, object]:
    """An invented check that misses the first ``off`` cells."""
    cells = []
    for i, (history, n) in enumerate(of.cells.items()):
        middle = n * 2 + 9 if i < off else n
        low, high = max(0, round(middle - 2 * math.sqrt(middle))), round(middle + 2 * math.sqrt(middle))
        cells.append({"history": history, "observed": n, "low": low, "median": middle, "high": high, "p": 0.4})
    return {"replicates": 2000, "p": 0.03, "cells": cells, "beyond": list(of.cells)[:off]}


def histogram(one: Estimate, *peaks: tuple[float, float]) -> Histogram:
    """Sixty bins around peaks of (middle, weight) in multiples of what was recorded."""
    n, top = one.n_observed, max(p for p, _ in peaks) * 1.6
    edges = tuple(n + (n * top - n) * i / 60 for i in range(61))
    raw = [
        sum(w * math.exp(-0.5 * (((a + b) / 2 / n - p) / (0.12 * p)) ** 2) for p, w in peaks)
        for a, b in itertools.pairwise(edges)
    ]
    return Histogram(
        one.stratum, one.method, one.used, edges, tuple(0.998 * x / sum(raw) for x in raw), 0.001, 0.001, one.hash
    )


def sampled(of: OverlapTable, *, stuck: bool) -> Estimate:
    """An answer of a sampler: with two peaks and runs that disagree, or with one and runs that agree."""
    n = of.n_observed
    runs = [
        {"seed": seed, "low": n * 1.6, "median": n * (2.3 + (0.9 * (seed % 2) if stuck else 0.01 * seed)),
         "high": n * 4.1, "log_evidence": -120.0 + (1.5 if stuck else 0.1) * (seed % 2), "weights": [0.4, 0.6]}
        for seed in range(1, 9)
    ]  # fmt: skip
    modes = [{"low": n * 1.2, "high": n * 2.6, "median": n * 2.1, "weight": 0.33},
             {"low": n * 2.6, "high": n * 5.0, "median": n * 3.3, "weight": 0.67}]  # fmt: skip
    diagnostics = {
        "runs": runs,
        "modes": modes if stuck else [modes[0] | {"weight": 1.0}],
        "p_above_21n": 0.17 if stuck else 0.0,
        "draws": "posterior",
        "predictive": predictive(of, 2),
        "classes": 3.2,
    }
    warnings = ("the runs disagree about the weight of the peaks",) if stuck else ()
    agree = {"rhat": 1.31, "ess_bulk": 38.0, "ess_tail": 52.0}
    if not stuck:
        agree = {"rhat": 1.002, "ess_bulk": 4100.0, "ess_tail": 3900.0}
    settings = {"level": 0.95, "classes": 10, "prior": [1, 1]}
    return answer(of, "lcmcr", 2.4, seed=1, warnings=warnings, diagnostics=diagnostics, settings=settings, **agree)


def graphs(of: OverlapTable) -> Estimate:
    """An answer averaged over graphs."""
    n = of.n_observed
    models = [
        {"model": f"[1{k},{k + 1}]", "weight": 0.5**k, "estimate": n * (1.6 + 0.1 * k), "low": n * 1.7, "high": n * 2.6}
        for k in range(1, 8)
    ]
    found = {"models": models, "predictive": predictive(of, 0), "p_above_21n": 0.0002, "draws": "posterior"}
    return answer(of, "dga", 1.9, diagnostics=found)


def one_table(lists: int, victims: int, *, stuck: bool = False, unusable: bool = False) -> EstimationView:
    """One stratum with everything around it."""
    of = table(lists, victims, unusable=unusable)
    n = of.n_observed
    lcmcr, dga = sampled(of, stuck=stuck), graphs(of)
    bound = answer(of, "chao", 1.6, kind="lower bound")
    refused = answer(of, "loglinear", 0, refused="no model of these has an estimate: the cell of all lists is empty")
    step = answer(of, "stepwise", 4.2, low=n * 3.9, high=n * 40.0) if stuck else answer(of, "stepwise", 2.0)
    pairs = [
        answer(of, "chapman", 1 + 0.4 * k, kind="arithmetic", used=pair)
        for k, pair in enumerate(itertools.combinations(NAMES[:lists], 2), 1)
    ]
    variations = [("as asked", "as asked", 1.9), ("setting", "delta = 0.5", 2.6), ("setting", "delta = 1", 3.1),
                  *(("list left out", f"without {name}", 1.5 + 0.3 * k) for k, name in enumerate(NAMES[:lists])),
                  ("lists merged", f"{NAMES[0]} and {NAMES[1]} as one list", 1.7)]  # fmt: skip
    varied = [
        Variation(None, "dga", change, what, n, n * times, n * times * 0.8, n * times * 1.3)
        for change, what, times in variations
    ]
    varied[-1] = dataclasses.replace(varied[-1], estimate=None, low=None, high=None, refused="2 usable lists")
    checks = [
        Consistency(None, "dga", use.name, use.records, use.overlap, use.records * (0.7 + 0.3 * k),
                    use.records * 0.6, use.records * (0.9 + 0.3 * k), covered=k > 0, error=-0.3 + 0.3 * k)
        for k, use in enumerate(of.lists) if use.usable
    ]  # fmt: skip
    path = [
        TrajectoryPoint(None, "dga", NAMES[:k], n, n * 1.2 * k / lists + n, n * 1.1, n * 3.0)
        for k in range(3, lists + 1)
    ]
    joint = Combined(None, "dga", "estimate", "pooled draws", 5, n, n - 20, n + 31, n * 2.0, n * 1.5, n * 2.9,
                     between_share=0.34, estimates=tuple(n * (1.8 + 0.1 * k) for k in range(5)),
                     assumption=ASSUMPTION)  # fmt: skip
    peaks = ((2.1, 0.33), (3.3, 0.67)) if stuck else ((2.4, 1.0),)
    return EstimationView(
        (of,), (bound, refused, step, dga, lcmcr, *pairs),
        (histogram(lcmcr, *peaks), histogram(dga, (1.9, 1.0))), (), (joint,), tuple(varied), tuple(checks), tuple(path),
        "Deaths in Examplia that no list records", "2026-11-20T10:00:00Z", "uncounted estimate lists.csv --method all",
        "lists.csv",
    )  # fmt: skip


def many_strata(number: int = 20) -> EstimationView:
    """Strata of years and regions; every seventh has no estimate, so that the sum is a floor."""
    tables, found, floors = [], [], []
    for k in range(number):
        of = table(4, 150 + 210 * k, {"year": str(1990 + k % 10), "region": "North" if k < 10 else "South"}, k % 7 == 6)
        tables.append(of)
        if k % 7 == 6:
            why = "2 usable lists (press, morgue): an estimate needs 3, each with a record and an overlap"
            found += [answer(of, name, 0, refused=why) for name in ("dga", "lcmcr")]
            floors.append(Floor(of.stratum, of.n_observed, why))
        else:
            found += [answer(of, "dga", 1.7 + 0.05 * k), sampled(of, stuck=k == 3)]
    n = sum(of.n_observed for of in tables)
    seen = sum(floor.n_observed for floor in floors)
    told = f"a floor for {len(floors)} strata: only the {seen:,} victims that were observed there are in the sum"
    estimated = tuple(of.stratum or {} for k, of in enumerate(tables) if k % 7 != 6)
    sums = tuple(
        SumOfStrata(name, "estimate", n, n * times, n * times * 0.9, n * times * 1.15, strata=estimated,
                    floors=tuple(floors), floor=told, seed=1, hash=f"{k:064x}",
                    assumption="The strata are independent of each other.")
        for k, (name, times) in enumerate((("dga", 2.1), ("lcmcr", 2.4)))
    )  # fmt: skip
    return EstimationView(tuple(tables), tuple(found), sums=sums, title="Examplia by year and region")
