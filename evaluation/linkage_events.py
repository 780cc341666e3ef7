"""How well rows of event datasets are linked into incidents: ``python -m evaluation.linkage_events``.

On simulated datasets with truth (``evaluation/events``; the model is told in docs/linkage-events.md), beside MELTT's
matching; and on the four datasets of Nigeria 2011, where they lie beside the checkout.
"""

from __future__ import annotations

import argparse
import datetime as dt
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from evaluation.events.baseline import baseline
from evaluation.events.nigeria import compare, pairs_of
from evaluation.events.scores import Key, Pair, Scores, pair, score, true_pairs
from evaluation.events.sources import Told, tell
from evaluation.events.world import World, incidents
from uncounted.link.datasets.linked import Linked
from uncounted.link.datasets.linking import link_datasets
from uncounted.link.datasets.report import distance_km
from uncounted.model.event_record import EventRecord

ROOT = Path(__file__).parents[1]
FOLDER = ROOT.parent / "shared" / "data" / "linkage"
DENSITIES = {"sparse": 150, "as Nigeria 2011": 420, "dense": 1200}
COUNTRIES = ("NG", "SY", "UA")


@dataclass(frozen=True)
class Run:
    """One simulated world: our scores, the baseline's, and both within the baseline's window."""

    ours: Scores
    theirs: Scores
    wide: Scores
    window: dict[str, tuple[float, float]]
    twins: tuple[int, int, int]
    bins: list[tuple[float, bool]]
    seconds: float
    records: int


def main() -> None:
    """Print the table of the simulator by density, and what becomes of Nigeria 2011."""
    parser = argparse.ArgumentParser(prog="evaluation.linkage_events", description=main.__doc__)
    parser.add_argument("--seeds", type=int, default=3, help="worlds for each density; each in another country")
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    options = parser.parse_args()
    chosen = range(options.first, options.first + options.seeds)
    runs = {name: [run(busy, seed) for seed in chosen] for name, busy in DENSITIES.items()}
    for name, found in runs.items():
        print_density(name, found)
    print_calibration([each for found in runs.values() for one in found for each in one.bins])
    if FOLDER.exists():
        compare(FOLDER)


def run(busy: int, seed: int) -> Run:
    """Simulate a world and its datasets, and link them in three ways."""
    world = World(seed, busy=busy, country=COUNTRIES[seed % len(COUNTRIES)])
    told = tell(incidents(world), seed + 1000)
    truth = {record.key: of for record, of in zip(told.records, told.truth, strict=True)}
    start = time.perf_counter()
    linked, _, _ = link_datasets(told.records)
    seconds = time.perf_counter() - start
    ours = [(*one.records, *one.episodes) for one in linked.incidents]
    theirs, wide = baseline(told.records), baseline(told.records, 2, 25.0)
    near = _window(told.records)
    sets: dict[str, Sequence[Sequence[Key]]] = {"ours": ours, "MELTT": theirs}
    return Run(
        score(truth, pairs_of(ours), ours),
        score(truth, pairs_of(theirs), theirs),
        score(truth, pairs_of(wide), wide),
        {name: _within(truth, pairs_of(each), near) for name, each in sets.items()},
        _twins(linked, told),
        _probabilities(linked, truth),
        seconds,
        len(told.records),
    )


def _window(records: Sequence[EventRecord]) -> set[Pair]:
    """Pairs of two datasets within a day and 3 km of each other, as coded: what MELTT's coders judged."""
    by_day: dict[int, list[EventRecord]] = {}
    for record in records:
        by_day.setdefault(dt.date.fromisoformat(record.start).toordinal(), []).append(record)
    return {
        pair(one.key, other.key)
        for day, mine in by_day.items()
        for one in mine
        for other in (*mine, *by_day.get(day + 1, ()))
        if one.dataset != other.dataset and (distance_km(one, other) or 0.0) <= 3
    }


def _within(truth: Mapping[Key, frozenset[int]], found: set[Pair], near: set[Pair]) -> tuple[float, float]:
    wanted, met = true_pairs(truth) & near, found & near
    right = len(wanted & met)
    return right / max(1, len(met)), right / max(1, len(wanted))


def _twins(linked: Linked, told: Told) -> tuple[int, int, int]:
    flagged = {
        pair(link.one, link.other) for link in linked.links if link.relation in ("duplicate", "perhaps duplicate")
    }
    real = {pair(one, other) for one, other in told.twins}
    return len(flagged), len(real), len(flagged & real)


def _probabilities(linked: Linked, truth: Mapping[Key, frozenset[int]]) -> list[tuple[float, bool]]:
    return [
        (link.probability, bool(truth[link.one] & truth[link.other]))
        for link in linked.links
        if link.grounds and link.one[0] != link.other[0]
    ]


def print_density(name: str, found: Sequence[Run]) -> None:
    """Print the means over the worlds of one density."""
    records, unique = mean(one.records for one in found), mean(one.ours.truly for one in found)
    seconds = mean(one.seconds for one in found)
    print(f"\n{name}: {records:.0f} records of {unique:.0f} incidents a world, linked in {seconds:.1f} s")
    print("                 P     R     F1    B3 P  B3 R  B3 F1 unique/true overlap error")
    for label, scores in (
        ("ours", [one.ours for one in found]),
        ("MELTT 1 d/3 km", [one.theirs for one in found]),
        ("MELTT 2 d/25 km", [one.wide for one in found]),
    ):
        fields = ("precision", "recall", "f1", "b_precision", "b_recall", "b_f1")
        cells = "  ".join(f"{mean(getattr(each, field) for each in scores):.3f}"[0:5] for field in fields)
        whole = mean(each.unique / each.truly for each in scores)
        print(f"{label:16} {cells}  {whole:.3f}       {mean(each.overlap_error for each in scores):.3f}")
    for label in ("ours", "MELTT"):
        p, r = (mean(one.window[label][k] for one in found) for k in (0, 1))
        print(f"of the pairs within 1 d/3 km, as MELTT's coders judged: {label:6} P {p:.3f} R {r:.3f}")
    flagged, real, right = (sum(one.twins[k] for one in found) for k in (0, 1, 2))
    print(f"duplicates: {right} of {real} flagged, {flagged - right} others flagged for a person")


def print_calibration(bins: Sequence[tuple[float, bool]]) -> None:
    """Print how often pairs are one event, by the probability given."""
    print("\nprobability given: pairs, and the share that is one event")
    for low, high in ((0.02, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 0.95), (0.95, 1.01)):
        mine = [(p, right) for p, right in bins if low <= p < high]
        if mine:
            print(f"  {mean(p for p, _ in mine):.2f}  {len(mine):5}  {mean(right for _, right in mine):.2f}")


if __name__ == "__main__":
    main()
