"""Date expressions against a table: both ends and EDTF.

``python -m evaluation.dates DATA [--record]``, where DATA is the folder of dates.json. Exit code 1 where fewer are
right than ``baseline_dates.json`` says.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from uncounted.resolve.dates import resolve_date

BASELINE = Path(__file__).with_name("baseline_dates.json")


def measure(data: Path) -> dict[str, float]:
    """Print the faults and the share that is right, in per cent, by the table's name."""
    items = json.loads((data / "dates.json").read_text("utf-8"))["items"]
    right = 0
    for item in items:
        found = resolve_date(item["expr"], on=item["anchor"])
        got = (found.start, found.end, found.edtf) if found else (None, None, None)
        wanted = (item["start"], item["end"], item["edtf"])
        right += got == wanted
        if got != wanted:
            print(f"    {item['expr']!r} on {item['anchor']}: {got}, not {wanted}")
    print(f"dates.json  {right} of {len(items)} right")
    return {"dates.json": round(100 * right / len(items), 1)}


def main() -> None:
    """Measure and compare with the baseline."""
    parser = argparse.ArgumentParser(prog="evaluation.dates", description=main.__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--record", action="store_true", help="keep these figures as the baseline")
    given = parser.parse_args()
    found = measure(given.data)
    if given.record:
        BASELINE.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
        return
    recorded = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}
    lines = [f"{k}: {v} is below its baseline {recorded[k]}" for k, v in found.items() if v < recorded.get(k, 0)]
    if lines:
        raise SystemExit("\n".join(lines))


if __name__ == "__main__":
    main()
