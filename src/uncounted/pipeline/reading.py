"""From a document to claims with scopes: extract, then resolve."""

from __future__ import annotations

from dataclasses import dataclass

from uncounted.model.claim import Claim
from uncounted.model.document import Document


@dataclass(frozen=True)
class Reading:
    """What one extractor read in one document.

    ``leads`` tell of harm without a quantity; ``flags`` are one-line warnings, such as casualty words without a claim.
    ``extractor`` is its name and version.
    """

    document: Document
    claims: tuple[Claim, ...]
    leads: tuple[object, ...]
    flags: tuple[str, ...]
    extractor: str


def read_document(document: Document, extractor: str = "grammar") -> Reading:
    """The claims of a document, by the extractor of that name. Raises UnknownName where nobody offers it."""
    from uncounted.extract.door import load
    from uncounted.resolve.claims import resolve

    chosen = load(extractor)
    found = chosen.extract(document)
    claims = resolve(document, found.claims)
    return Reading(document, claims, tuple(found.leads), tuple(found.flags), f"{chosen.name}/{chosen.version}")
