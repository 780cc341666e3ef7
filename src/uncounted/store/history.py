"""The ledger as it stood after an earlier entry, from the log alone."""

from __future__ import annotations

import json

from uncounted.model.claim import Claim
from uncounted.model.errors import UnknownName
from uncounted.model.records import from_json
from uncounted.store import log
from uncounted.store.orm import ClaimRow, Entry
from uncounted.store.projecting import OF_DOCUMENT, document_rows, read_index
from uncounted.store.setup import Case


def entry_as_of(case: Case, moment: int | str) -> int:
    """The number of the last entry at ``moment``: an entry's number, or a time (ISO 8601, UTC; a day means its end).

    Raises UnknownName where the log had not begun.
    """
    if isinstance(moment, int) or moment.isdigit():
        number = int(moment)
        found = Entry.objects.using(case.alias).filter(number=number).exists()
    else:
        times = Entry.objects.using(case.alias).values_list("number", "at")
        number = max((n for n, at in times if at[: len(moment)] <= moment), default=0)
        found = number > 0
    if not found:
        raise UnknownName(f"the log of {case.path} has no entry as of {moment}; give an entry's number or an ISO time")
    return number


def claims_as_of(case: Case, number: int) -> tuple[Claim, ...]:
    """The current claims, judgements applied, as they stood after entry ``number``; what was expunged since is gone."""
    index = read_index(case)
    claims: list[ClaimRow] = []
    for document, ids in index.documents.items():
        numbers = {n for subject in (document, *ids) for n in index.numbers[subject] if n <= number}
        rows = document_rows(document, log.entries(case, numbers, kinds=OF_DOCUMENT))
        claims.extend(row for row in rows if isinstance(row, ClaimRow) and row.current)
    claims.sort(key=lambda row: (row.first_entry, row.start or 0, row.id))
    return tuple(from_json(Claim, json.loads(row.body)) for row in claims)
