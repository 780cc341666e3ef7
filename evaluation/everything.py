"""Every table of accuracy, one after another: ``make evaluate``.

``python -m evaluation.everything [SHARED] [--record]``: the annotated documents, then, where the folder SHARED with
labelled data is there, date expressions, places and derived tolls, then incidents, and last reconciliation. Each table
is a command of its own too. Exit code 1 where any figure is below its recorded baseline; all tables are printed first.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def commands(shared: Path, record: bool) -> list[tuple[str, list[str]]]:
    """A title and the arguments of each table's command, those without data left out."""
    folders = ("tests/golden", "evaluation/unseen", "evaluation/heldout", "evaluation/fresh")
    found = [(f"Claims of {each}", ["-m", "evaluation", "--folder", each]) for each in folders]
    found.append(("Two annotations of five documents", ["-m", "evaluation.agreement"]))
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
    return [(title, [*words, "--record"] if record and _records(words) else words) for title, words in found]


def _records(words: list[str]) -> bool:
    return words[1] != "evaluation.agreement"


def main() -> int:
    """Print every table; the exit code."""
    parser = argparse.ArgumentParser(prog="evaluation.everything", description=main.__doc__)
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared" / "data", help="labelled data")
    parser.add_argument("--record", action="store_true", help="make these figures the baselines")
    given = parser.parse_args()
    fallen = []
    for title, words in commands(given.shared, given.record):
        print(f"\n{title}\n{'=' * len(title)}", flush=True)
        if subprocess.run([sys.executable, *words], cwd=ROOT, check=False).returncode:  # noqa: S603  # our own modules
            fallen.append(title)
    if fallen:
        print(f"\nBelow a baseline: {', '.join(fallen)}", file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
