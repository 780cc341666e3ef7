"""``python -m benchmarks reading|reconciliation``: measure, print a table, or JSON."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from benchmarks import reading, reconciliation
from benchmarks.rows import machine, table


def main(arguments: list[str] | None = None) -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    kinds = parser.add_subparsers(required=True, metavar="WHAT", dest="what")
    reading.arguments(kinds.add_parser("reading", help="claims, places and dates of articles and short notes"))
    reconciliation.arguments(kinds.add_parser("reconciliation", help="all bounds of a simulated ledger"))
    given = parser.parse_args(arguments)
    rows = reading.measure(given) if given.what == "reading" else reconciliation.measure(given)
    if given.json:
        print(json.dumps({"machine": machine(), "rows": [asdict(row) | {"met": row.met} for row in rows]}, indent=2))
    else:
        print(f"{machine()}\n\n{table(rows)}")


if __name__ == "__main__":
    main()
