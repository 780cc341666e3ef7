"""Estimates that a case keeps: entries of the log, of their own kind, and withdrawn by an entry, never changed."""

from __future__ import annotations

from dataclasses import replace

from uncounted.model.errors import Refused, UnknownName
from uncounted.model.recorded_estimate import RecordedEstimate
from uncounted.model.records import from_json, to_json
from uncounted.store import log
from uncounted.store.recording import record_entry
from uncounted.store.setup import Case

KINDS = _KEPT, _WITHDRAWN = "estimate", "estimate-withdrawn"  # of entries


def record_estimate(case: Case, made: RecordedEstimate, *, by: str = "uncounted") -> bool:
    """Add the estimate to the log; false where the same one stands there already."""
    if any(one.id == made.id and one.withdrawn is None for one in estimates(case)):
        return False
    body = to_json(replace(made, recorded_at=None, recorded_by=None, withdrawn=None))
    record_entry(case, _KEPT, by, {"estimate": body}, (made.id,))
    return True


def ids(case: Case, start: str) -> tuple[str, ...]:
    """The ids of estimates that begin so, of those that have not been expunged."""
    if not start:
        return ()
    kept = log.entries(case, kinds=(_KEPT,))
    return tuple(dict.fromkeys(e.subjects[0] for e in kept if e.body is not None and e.subjects[0].startswith(start)))


def entries_of(case: Case, identifier: str) -> set[int]:
    """The numbers of the entries that hold an estimate or say why it was withdrawn."""
    return {e.number for e in log.about(case, [identifier], kinds=KINDS) if e.body is not None}


def withdraw_estimate(case: Case, identifier: str, *, by: str, because: str) -> RecordedEstimate:
    """Withdraw the estimate of this id, or of the one id that starts so; it stays in the log, with the reason.

    Raises UnknownName for an id that the case does not have or that fits several, Refused for one withdrawn before.
    """
    known = estimates(case)
    found = [one for one in known if identifier and one.id.startswith(identifier)]
    if len(found) != 1:
        wrong = f"no estimate is called {identifier!r}." if not found else f"{identifier!r} fits several estimates."
        raise UnknownName(wrong, tuple(one.id for one in found or known))
    if found[0].withdrawn is not None:
        raise Refused(f"estimate {found[0].id} is withdrawn already: {found[0].withdrawn}")
    record_entry(case, _WITHDRAWN, by, {"id": found[0].id, "because": because}, (found[0].id,))
    return replace(found[0], withdrawn=because)


def estimates(case: Case, *, as_of: int | None = None) -> tuple[RecordedEstimate, ...]:
    """The estimates of a case in the order in which they were recorded, withdrawn ones among them.

    ``as_of`` is the number of an entry: the estimates as they stood after it. One recorded again after it was
    withdrawn stands again. What was expunged is left out.
    """
    found: dict[str, RecordedEstimate] = {}
    for entry in log.entries(case, kinds=KINDS):
        if entry.body is None or (as_of is not None and entry.number > as_of):
            continue
        if entry.kind == _KEPT:
            made = from_json(RecordedEstimate, entry.body["estimate"])
            found[made.id] = replace(made, recorded_at=entry.at, recorded_by=entry.by)
        elif entry.body["id"] in found:
            found[entry.body["id"]] = replace(found[entry.body["id"]], withdrawn=entry.body["because"])
    return tuple(found.values())
