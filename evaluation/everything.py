"""Every table of accuracy, one after another: ``make evaluate``.

``python -m evaluation.everything [SHARED] [--record] [--long]``: the annotated documents, then, where the folder SHARED
with labelled data is there, date expressions, places and derived tolls, then incidents, reconciliation, linkage, and
estimators beside other programs. With ``--long`` instead the tables that take minutes to an hour (``make
evaluate-long``). Each table is a command of its own too. Exit code 1 where any figure is below its recorded baseline;
all tables are printed first.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
FAULTS = dict.fromkeys(("loglinear", "dga", "stepwise"), ("--faults",))  # hundreds of lines else
UNRECORDED = (  # that have no baseline
    "evaluation.agreement",
    "evaluation.capitals",
    "evaluation.linkage_events",
    "evaluation.linkage_persons",
    "evaluation.estimation.coverage",
    "evaluation.estimation.calibration",
)


def commands(shared: Path, record: bool) -> list[tuple[str, list[str]]]:
    """A title and the arguments of each table's command, those without data left out."""
    sets = ("unseen", "heldout", "fresh", "third", "fourth", "fifth", "sixth")
    folders = ("tests/golden", *(f"evaluation/{name}" for name in sets))
    found = [(f"Claims of {each}", ["-m", "evaluation", "--folder", each]) for each in folders]
    found.append(("Two annotations of the same documents", ["-m", "evaluation.agreement"]))
    found.append(("The same texts in capitals", ["-m", "evaluation.capitals"]))
    for title, module, folder in (
        ("Dates", "evaluation.dates", "dates"),
        ("Places", "evaluation.places", "places"),
        ("Tolls", "evaluation.reading", "extraction"),
    ):
        if (shared / folder).is_dir():
            found.append((title, ["-m", module, str(shared / folder)]))
        else:
            print(f"{title}: left out, there is no {shared / folder}", file=sys.stderr)
    found.append(("Incidents", ["-m", "evaluation.linking"]))
    found.append(("Reconciliation", ["-m", "evaluation.reconciliation"]))
    found.append(("Linkage of event datasets and of people", ["-m", "evaluation.linkage", str(shared)]))
    found += _estimation(shared / "mse", {"stepwise": ("--seeds", "0")}, "loglinear", "dga", "stepwise")
    return [(title, [*words, "--record"] if record and _records(words) else words) for title, words in found]


def long_commands(shared: Path, record: bool) -> list[tuple[str, list[str]]]:
    """The tables that take minutes to an hour each: linkage in full, random figures, simulated truth."""
    found = [("Linkage of event datasets", ["-m", "evaluation.linkage_events"])]
    if (shared / "linkage").is_dir():
        found.append(("Linkage of people", ["-m", "evaluation.linkage_persons", str(shared)]))
    found += _estimation(shared / "mse", {}, "stepwise", "latent_class")
    found.append(("Coverage of intervals", ["-m", "evaluation.estimation.coverage"]))
    found.append(("Calibration of posteriors", ["-m", "evaluation.estimation.calibration"]))
    return [(title, [*words, "--record"] if record and _records(words) else words) for title, words in found]


def _estimation(folder: Path, more: Mapping[str, Sequence[str]], *names: str) -> list[tuple[str, list[str]]]:
    """The tables of estimators beside other programs, where the reference tables are there."""
    if not (folder / "reference.json").exists():
        print(f"Estimation beside other programs: left out, there is no {folder}", file=sys.stderr)
        return []
    return [
        (
            f"Estimation: {name.replace('_', ' ')} beside other programs",
            ["-m", f"evaluation.estimation.{name}", str(folder), *more.get(name, ()), *FAULTS.get(name, ())],
        )
        for name in names
    ]


def _records(words: list[str]) -> bool:
    return words[1] not in UNRECORDED


def main() -> int:
    """Print every table; the exit code."""
    parser = argparse.ArgumentParser(prog="evaluation.everything", description=main.__doc__)
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared" / "data", help="labelled data")
    parser.add_argument("--record", action="store_true", help="make these figures the baselines")
    parser.add_argument("--long", action="store_true", help="the tables that take minutes to an hour instead")
    given = parser.parse_args()
    fallen = []
    for title, words in (long_commands if given.long else commands)(given.shared, given.record):
        print(f"\n{title}\n{'=' * len(title)}", flush=True)
        if subprocess.run([sys.executable, *words], cwd=ROOT, check=False).returncode:  # noqa: S603  # our own modules
            fallen.append(title)
    if fallen:
        print(f"\nBelow a baseline: {', '.join(fallen)}", file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
