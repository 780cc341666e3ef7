"""Exact match of derived tolls on texts with casualty labels.

``python evaluation/reading.py DATA [SET ...] [--failures N] [--record]``

With --record the figures become the baseline; without it, exit 1 where one fell below its baseline by more than
half a point. Positives are texts whose label is above nought. Right is equal to the label, or inside its range where
it has one. Failures are shown of every other text alone, so that those between them tell whether a rule made for what
was seen holds for what was not: each figure is followed by its share on the texts shown and on the others.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import time
from pathlib import Path
from typing import Any

from uncounted.extract.grammar import extractor
from uncounted.extract.toll import toll
from uncounted.model.document import Document, text_hash

SETS = {
    "acled_2020_global": "acled", "acled_2015_asia": "acled", "airwars_gaza": "airwars", "gvd": "acled", "gtd": "acled",
    "gva_notes": "acled", "muc4": "muc", "wiki_terror": "wikipedia", "ucdp_headlines": "acled",
}  # fmt: skip


BASELINE = Path(__file__).with_name("baseline_reading.json")


def document_of(text: str) -> Document:
    """A bare document around a text."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    return Document(f"d{sha[:16]}", sha, text, text_hash(text), "evaluation")


def right(row: dict[str, Any], measure: str, value: int | None) -> bool:
    """Whether a derived value is the label, or inside its range."""
    low, high, label = row[f"{measure}_min"], row[f"{measure}_max"], row[measure]
    said = 0 if value is None else value
    if label is not None and low == high:
        return bool(said == label)
    return low is not None and bool(low <= said and (high is None or said <= high))


def positive(row: dict[str, Any], measure: str) -> bool:
    """Whether the label is above nought."""
    label = row[measure] if row[measure] is not None else row[f"{measure}_min"]
    return label is not None and label > 0


def score(name: str, data: Path, failures: int, only: str | None) -> dict[str, float]:
    """Print one line for a set, and its first failures; the share right of each measure's positives in per cent."""
    with gzip.open(data / f"{name}.jsonl.gz", "rt") as lines:
        rows = [json.loads(line) for line in lines]
    begun = time.perf_counter()
    claims = [extractor.extract(document_of(row["text"])).claims for row in rows]
    seconds = time.perf_counter() - begun
    parts = []
    figures = {}
    shown = 0
    for measure in ("killed", "injured"):
        wanted = [(n, row, c) for n, (row, c) in enumerate(zip(rows, claims, strict=True)) if positive(row, measure)]
        halves = [[0, 0], [0, 0]]
        for n, row, c in wanted:
            found = toll(c, measure, SETS[name])
            value = found.point if found is not None else None
            good = right(row, measure, value)
            halves[n % 2][0] += good
            halves[n % 2][1] += 1
            if not good and n % 2 == 0 and shown < failures and only in {None, measure}:
                shown += 1
                label = row[measure] if row[measure] is not None else (row[f"{measure}_min"], row[f"{measure}_max"])
                said = [f"{k.measure}:{k.count.text}/{k.kind}" for k in c if k.measure in {measure, "casualties"}]
                print(f"--- {measure} is {label}, read {value} from {said}\n{row['text'][:700]}\n")
        if wanted:
            hits = halves[0][0] + halves[1][0]
            figures[measure] = round(100 * hits / len(wanted), 1)
            seen, unseen = (f"{100 * of[0] / max(1, of[1]):.0f}" for of in halves)
            parts.append(f"{measure} {hits}/{len(wanted)} = {100 * hits / len(wanted):.1f} ({seen}, {unseen})")
    zero = [(row, c) for row, c in zip(rows, claims, strict=True) if row["killed"] == 0]
    false = sum(1 for _, c in zero if (t := toll(c, "killed", SETS[name])) is not None and (t.point or 0) > 0)
    print(
        f"{name:18} {'; '.join(parts):64} zeros read as killed {false}/{len(zero)}  {len(rows) / seconds:.0f} texts/s"
    )
    return figures


def fallen(found: dict[str, dict[str, float]], recorded: dict[str, dict[str, float]]) -> list[str]:
    """One line for each figure that is more than half a point below its baseline."""
    return [
        f"{name}, {measure}: {value} is below its baseline {baseline}"
        for name, figures in found.items()
        for measure, value in figures.items()
        if (baseline := recorded.get(name, {}).get(measure)) is not None and value < baseline - 0.5
    ]


def main() -> None:
    """Score the sets named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("sets", nargs="*", choices=[*SETS, []])
    parser.add_argument("--failures", type=int, default=0)
    parser.add_argument("--measure", choices=["killed", "injured"])
    parser.add_argument("--record", action="store_true", help="make these figures the baseline")
    given = parser.parse_args()
    found = {name: score(name, given.data, given.failures, given.measure) for name in given.sets or SETS}
    recorded = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}
    if given.record:
        BASELINE.write_text(json.dumps({**recorded, **found}, indent=2) + "\n", "utf-8")
        return
    lines = fallen(found, recorded)
    if lines:
        raise SystemExit("\n".join(lines))


if __name__ == "__main__":
    main()
