"""The door for extractors: all that an outside package needs to know.

A package offers an extractor by an entry point in the group ``uncounted.extractors``; its name is what ``--extractor``
takes, its value an object (or a class without arguments) that satisfies ``Extractor``::

    [project.entry-points."uncounted.extractors"]
    mine = "my_package:extractor"

Every span of a claim must quote the document: ``document.text[start:end] == quote``. ``check`` refuses one that does
not, so that nothing enters a ledger whose words cannot be shown. What an extractor is not sure of, or cannot show, it
gives as a ``Review``: a person sees it, and it is no claim.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any, ClassVar, Protocol, runtime_checkable

from uncounted.model.claim import Claim
from uncounted.model.document import Document, Span
from uncounted.model.errors import InputError, UnknownName

GROUP = "uncounted.extractors"


@dataclass(frozen=True)
class Lead:
    """Harm told without a quantity: the sentence, and why it is no claim."""

    span: Span
    why: str


@dataclass(frozen=True)
class Review:
    """A finding that a person should judge: it is not among the claims, or two extractors read it differently.

    ``why`` is one line for eyes; ``span`` where in the text to look, null where no words of it were found there;
    ``offered`` what was found, as JSON; ``claims`` the ids of the claims it is about; ``extractor`` who offered it.
    """

    TYPE: ClassVar[str] = "review"

    why: str
    span: Span | None = None
    document: str | None = None
    offered: dict[str, Any] = field(default_factory=dict)
    claims: tuple[str, ...] = ()
    extractor: str | None = None


@dataclass(frozen=True)
class Extraction:
    """What an extractor found.

    The claims' scopes are still words: ``Period(text=...)``, ``Place(text=...)``, ``Actor(text=...)``; attribution
    holds names as printed. ``flags`` are one line each, such as a text with casualty words and no claim.
    ``reviews`` are findings for a person.
    """

    claims: tuple[Claim, ...] = ()
    leads: tuple[Lead, ...] = ()
    flags: tuple[str, ...] = ()
    reviews: tuple[Review, ...] = ()


@runtime_checkable
class Extractor(Protocol):
    """Reads claims from one document. ``name`` and ``version`` are kept with every reading; no state between calls."""

    name: str
    version: str

    def extract(self, document: Document) -> Extraction:
        """The claims of the document, with spans into ``document.text``, and its leads."""
        ...


def names() -> tuple[str, ...]:
    """The names of the extractors that are installed, sorted."""
    return tuple(sorted({entry.name for entry in _installed(tuple(sys.path))}))


@lru_cache(maxsize=4)
def _installed(_path: tuple[str, ...]) -> tuple[EntryPoint, ...]:
    """The extractors that packages on a search path offer; a lookup reads the files of every package."""
    return tuple(entry_points(group=GROUP))


def load(name: str) -> Extractor:
    """The extractor of that name.

    Raises UnknownName, with the names that are known, where none is; InputError where the package that offers it
    cannot be imported or does not keep the contract.
    """
    found = [entry for entry in _installed(tuple(sys.path)) if entry.name == name]
    if not found:
        raise UnknownName(f"No extractor is called {name!r}.", names())
    return _opened(found[0])


def _opened(entry: EntryPoint) -> Extractor:
    try:
        offered = entry.load()
    except (ImportError, AttributeError) as error:
        raise InputError(f"extractor {entry.name!r} ({entry.value}) cannot be loaded: {error}") from error
    extractor = offered() if isinstance(offered, type) else offered
    if not isinstance(extractor, Extractor):
        raise InputError(f"extractor {entry.name!r} ({entry.value}) should have name, version and extract(document)")
    return extractor


def check(document: Document, extraction: Extraction) -> None:
    """Raises InputError for the first span that does not quote the document's clean text."""
    for where, span in _spans(extraction):
        if not 0 <= span.start <= span.end <= len(document.text):
            raise InputError(f"{where} lies outside the text", path=document.path)
        if document.text[span.start : span.end] != span.quote:
            raise InputError(f"{where} does not quote the text at {span.start}-{span.end}", path=document.path)


def _spans(extraction: Extraction) -> Iterator[tuple[str, Span]]:
    for claim in extraction.claims:
        for part, span in claim.spans.items():
            yield f"span {part!r} of claim {claim.id}", span
        for relation in claim.relations:
            for span in relation.spans:
                yield f"a span of relation {relation.type} of claim {claim.id}", span
    for lead in extraction.leads:
        yield "a lead", lead.span
    for review in extraction.reviews:
        if review.span is not None:
            yield "a review", review.span
