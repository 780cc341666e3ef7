"""The addresses of pages, for parts that the report and the pages share."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urlencode


class Addresses:
    """Addresses that keep the assumptions that a reader has switched."""

    def __init__(self, assume: Sequence[str] = (), without: Sequence[str] = ()) -> None:
        self.query = urlencode([*(("assume", a) for a in assume), *(("without", w) for w in without)])

    def claim(self, ident: str) -> str:
        """The page of a claim."""
        return f"/claims/{quote(ident, safe='')}/"

    def document(self, ident: str) -> str:
        """The page of a document."""
        return f"/documents/{quote(ident, safe='')}/"

    def incident(self, ident: str) -> str:
        """An incident's place on the page of incidents."""
        return f"/incidents/#incident-{quote(ident, safe='')}"

    def estimate(self, ident: str) -> str:
        """An estimate's place on the page of estimates."""
        return f"/estimates/#estimate-{quote(ident, safe='')}"

    def assumption(self, name: str) -> str:  # noqa: ARG002  # all stand in one form
        """The form of assumptions."""
        return f"/reconciliation/?{self.query}#assumptions" if self.query else "/reconciliation/#assumptions"
