"""Linkage of event datasets and of people in its quick form: ``python -m evaluation.linkage [SHARED] [--record]``.

Two simulated worlds of event datasets, and, where SHARED is there, one set of lists of invented people. The full
tables are ``evaluation.linkage_events`` and ``evaluation.linkage_persons``. Exit code 1 where a figure is below its
baseline by more than half a point.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from evaluation import linkage_events, linkage_persons
from evaluation.baselines import hold

BASELINE = Path(__file__).with_name("baseline_linkage.json")
SHARED = Path(__file__).parents[2] / "shared" / "data"
WORLDS = ("sparse", "as Nigeria 2011")
SEED = 1
PEOPLE = "persons_RLdata10000"
SLACK = 0.5


def events() -> dict[str, float]:
    """Print and give F1 of pairs and B-cubed F1 of each world, in per cent."""
    found: dict[str, float] = {}
    for name in WORLDS:
        one = linkage_events.run(linkage_events.DENSITIES[name], SEED)
        print(f"{name:20} F1 {one.ours.f1:.3f}  B3 F1 {one.ours.b_f1:.3f}  MELTT's matching {one.theirs.f1:.3f}")
        found |= {f"{name} F1": 100 * one.ours.f1, f"{name} B3 F1": 100 * one.ours.b_f1}
    return found


def people(shared: Path) -> dict[str, float]:
    """Print and give F1 of pairs of records, in per cent; nothing where the lists are not there."""
    folder = shared / "linkage"
    case = next(case for case in linkage_persons.CASES if case.file == PEOPLE)
    if not (folder / f"{PEOPLE}.parquet").exists():
        print(f"{PEOPLE}: left out, it is not in {folder}")
        return {}
    one = linkage_persons.evaluate(folder, case)
    print(f"{PEOPLE:20} F1 {one.f1:.3f}  precision {one.precision:.3f}  recall {one.recall:.3f}")
    return {f"{PEOPLE} F1": 100 * one.f1}


def main() -> None:
    """Link, print, compare with the baseline."""
    parser = argparse.ArgumentParser(prog="evaluation.linkage", description=main.__doc__)
    parser.add_argument("shared", nargs="?", type=Path, default=SHARED, help="labelled data")
    parser.add_argument("--record", action="store_true", help="make these figures the baseline")
    options = parser.parse_args()
    hold(BASELINE, "linkage", events() | people(options.shared), record=options.record, slack=SLACK)


if __name__ == "__main__":
    main()
