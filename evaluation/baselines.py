"""Figures that may not fall: kept by ``--record``, and compared with in every later run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path


def hold(path: Path, name: str, found: Mapping[str, float], *, record: bool = False, slack: float = 0.0) -> None:
    """Keep ``found`` in the file ``path`` as the baseline called ``name``, or compare with what was kept.

    Larger is better. Raises SystemExit with a line for each figure that is below its baseline by more than ``slack``.
    A figure that this run did not measure, or that has no baseline, is passed over.
    """
    kept = json.loads(path.read_text("utf-8")) if path.exists() else {}
    if record:
        kept[name] = kept.get(name, {}) | {key: round(value, 4) for key, value in found.items()}
        path.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", "utf-8")
        return
    before = kept.get(name, {})
    fallen = [
        f"{key}: {value:.4g} is below its baseline {before[key]:.4g}"
        for key, value in found.items()
        if value < before.get(key, value) - slack - 1e-9
    ]
    if fallen:
        raise SystemExit("\n".join(fallen))


def percent(part: int, whole: int) -> float:
    """The share in per cent, to one decimal, rounded down so that 100 means all."""
    return 1000 * part // whole / 10 if whole else 100.0
