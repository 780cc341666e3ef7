"""Where a link leads: inside one page for a report, to other pages for a site."""

from __future__ import annotations

from typing import Protocol


class Links(Protocol):
    """Addresses of things by id."""

    def claim(self, ident: str) -> str:
        """The address of a claim's evidence."""

    def document(self, ident: str) -> str:
        """The address of a document."""

    def incident(self, ident: str) -> str:
        """The address of an incident."""

    def estimate(self, ident: str) -> str:
        """The address of a recorded estimate."""

    def assumption(self, name: str) -> str:
        """The address of the sentence of an assumption."""


class InPage:
    """Anchors of one page that holds everything."""

    def claim(self, ident: str) -> str:
        """``#claim-ID``."""
        return f"#claim-{ident}"

    def document(self, ident: str) -> str:
        """``#document-ID``."""
        return f"#document-{ident}"

    def incident(self, ident: str) -> str:
        """``#incident-ID``."""
        return f"#incident-{ident}"

    def estimate(self, ident: str) -> str:
        """``#estimate-ID``."""
        return f"#estimate-{ident}"

    def assumption(self, name: str) -> str:  # noqa: ARG002  # one place holds them all
        """``#assumptions``."""
        return "#assumptions"
