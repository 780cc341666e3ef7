"""Every projection again, from the log."""

from __future__ import annotations

from uncounted.pipeline.cases import Case
from uncounted.store import projecting
from uncounted.store.locking import writing


def rebuild(case: Case) -> dict[str, int]:
    """Remake all projections in one transaction; how many rows each has. The log is not touched."""
    with writing(case):
        return projecting.rebuild(case)
