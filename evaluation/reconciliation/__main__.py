"""``python -m evaluation.reconciliation``: how well reconciliation concludes what a careful reader concludes."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from evaluation.reconciliation.cases import Case, load, read
from evaluation.reconciliation.findings import KINDS, conclude
from evaluation.reconciliation.scoring import Score, score

BASELINE = Path(__file__).with_name("baseline.json")
MODES = ("annotated", "read")
BAR = 0.9


def main() -> None:
    """Score every case on its annotated claims and, where it has documents, on what is read in them.

    A fault on annotated claims is reconciliation's; one that only what was read brings out is the reading's. Exit 1
    where a figure fell below its baseline.
    """
    parser = argparse.ArgumentParser(prog="evaluation.reconciliation", description=main.__doc__)
    parser.add_argument("names", nargs="*", help="cases to use, by the start of their names; by default all")
    parser.add_argument("--faults", action="store_true", help="print each fault")
    parser.add_argument("--from-claims", action="store_true", help="use annotated claims alone; read nothing")
    parser.add_argument("--record", action="store_true", help="raise the baseline to these figures")
    options = parser.parse_args()
    totals = {mode: Score() for mode in MODES}
    for case in load():
        if not options.names or case.name.startswith(tuple(options.names)):
            _case(case, totals, faults=options.faults, annotated_alone=options.from_claims)
    modes = MODES[:1] if options.from_claims else MODES
    for mode in modes:
        print(f"\non claims as {mode}")
        _table(totals[mode])
    figures = {mode: totals[mode].figures() for mode in modes}
    if options.record:
        _record(figures)
    elif not options.names and (fallen := below(figures, _recorded())):
        raise SystemExit("\n".join(fallen))


def _case(case: Case, totals: dict[str, Score], *, faults: bool, annotated_alone: bool) -> None:
    own = score(case, conclude(case, tuple(case.claims.values()), {key: key for key in case.claims}))
    totals["annotated"].add(own)
    lines = [f"    reconciliation  {fault}" for fault in own.faults]
    if case.has_text and not annotated_alone:
        found = read(case)
        told = score(case, conclude(case, found.claims, found.key_of))
        totals["read"].add(told)
        lines += [f"    reading         {fault}" for fault in told.faults if fault not in own.faults]
        lines += [f"    not read        {key}" for key in found.missed]
    print(f"{case.name:44} {len(lines)} faults" if lines else case.name)
    if faults and lines:
        print("\n".join(lines))


def _table(total: Score) -> None:
    for kind in KINDS:
        tally = total.tallies[kind]
        precision = "" if kind == "bounds" else f"precision {tally.precision:.2f} ({tally.right} of {tally.concluded})"
        low = min(tally.recall, 1.0 if kind == "bounds" else tally.precision) < BAR
        recall = f"recall {tally.recall:.2f} ({tally.met} of {tally.expected})"
        print(f"  {kind:16} {recall:26} {precision:30} {'below 0.9' if low else ''}".rstrip())
    print(f"  {'must not':16} kept {total.kept} of {total.forbidden}")


def below(figures: dict[str, dict[str, float]], recorded: dict[str, dict[str, float]]) -> list[str]:
    """One line for each figure that is below its baseline."""
    return [
        f"on claims as {mode}, {name}: {value} is below its baseline {recorded[mode][name]}"
        for mode, found in figures.items()
        for name, value in found.items()
        if value < recorded.get(mode, {}).get(name, 0.0)
    ]


def _recorded() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}
    return found


def _record(figures: dict[str, dict[str, float]]) -> None:
    """The baseline only rises: a figure that fell keeps its old value, which then fails."""
    old = _recorded()
    raised = {
        mode: {name: max(value, old.get(mode, {}).get(name, 0.0)) for name, value in found.items()}
        for mode, found in figures.items()
    }
    BASELINE.write_text(json.dumps({**old, **raised}, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
