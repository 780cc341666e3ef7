"""The log, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator

from uncounted.pipeline.cases import Case
from uncounted.store import finding, queries
from uncounted.store.views import EntryView

_PAGE = 200


def entries(case: Case, *, bodies: bool = False, about: str | None = None) -> Iterator[EntryView]:
    """The entries in order: all, or those about what ``about`` names; with contents and salts if asked.

    Without them nothing here is content: ids, hashes, times, kinds and who did it.
    """
    identifier = finding.find(case, about).id if about is not None else None
    start = 1
    while True:
        page = queries.entries(case, start=start, limit=_PAGE, bodies=bodies, about=identifier)
        yield from page
        if len(page) < _PAGE:
            return
        start = page[-1].number + 1
