"""From a document to claims with scopes: extract, then resolve; with several extractors, compare and combine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from uncounted.model.claim import Claim
from uncounted.model.document import Document
from uncounted.model.errors import UnknownName, UnreadLanguage

if TYPE_CHECKING:
    from uncounted.extract.door import Extractor, Review

# Which extractors read: names, with commas where there are several, or the extractors themselves.
Chosen: TypeAlias = "str | Sequence[Extractor]"


@dataclass(frozen=True)
class Reading:
    """What an extractor, or several, read in one document.

    ``leads`` tell of harm without a quantity; ``flags`` are one-line warnings, such as casualty words without a claim.
    ``extractor`` is its name and version. ``reviews`` are findings that a person should judge.
    """

    document: Document
    claims: tuple[Claim, ...]
    leads: tuple[object, ...]
    flags: tuple[str, ...]
    extractor: str
    reviews: tuple[Review, ...] = ()


def extractors_of(chosen: Chosen) -> tuple[Extractor, ...]:
    """The extractors that read, in the order in which they are trusted; UnknownName where nobody offers one."""
    from uncounted.extract.door import load, names

    if not isinstance(chosen, str):
        return tuple(chosen)
    wanted = [name.strip() for name in chosen.split(",")]
    if len(set(wanted)) < len(wanted):
        raise UnknownName(f"{chosen!r} names an extractor twice.", names())
    return tuple(load(name) for name in wanted)


def read_document(document: Document, extractor: Chosen = "grammar") -> Reading:
    """The claims of a document, by the extractors chosen; of several, the first is trusted where they differ.

    Raises UnknownName where nobody offers one, InputError where one breaks the contract, UnreadLanguage where none
    reads the document's language, and what the extractors raise.
    """
    readings: list[Reading] = []
    unread: list[UnreadLanguage] = []
    for one in extractors_of(extractor):
        try:
            readings.append(_read(document, one))
        except UnreadLanguage as error:
            unread.append(error)
    if not readings:
        raise unread[0]
    found = readings[0]
    for other in readings[1:]:
        found = _together(found, other)
    flags = (*found.flags, *(error.detail for error in unread))
    if found.reviews:
        flags = (*flags, f"for review: {len(found.reviews)}")
    return replace(found, flags=flags)


def _read(document: Document, extractor: Extractor) -> Reading:
    from uncounted.extract.door import check
    from uncounted.resolve.claims import resolve

    found = extractor.extract(document)
    check(document, found)
    claims = resolve(document, found.claims)
    made_by = f"{extractor.name}/{extractor.version}"
    return Reading(document, claims, tuple(found.leads), tuple(found.flags), made_by, tuple(found.reviews))


def _together(first: Reading, second: Reading) -> Reading:
    from uncounted.extract.compare import combine, compare

    compared = compare(first.claims, second.claims)
    claims, reviews = combine(compared, first.extractor, second.extractor)
    return Reading(
        first.document,
        claims,
        (*first.leads, *second.leads),
        (*first.flags, *second.flags),
        f"{first.extractor} + {second.extractor}",
        (*first.reviews, *second.reviews, *reviews),
    )
