"""Who counted: from the chain of attribution to one root.

The root is the first organisation of the chain that counted: a spokesman stands for his organisation, a document for
who issued it; wires and the publisher relay. Where the words name nobody the publisher itself is the root.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Protocol

from uncounted.model.claim import Attribution, Claim
from uncounted.model.document import Document
from uncounted.reference.fold import fold
from uncounted.reference.fold import words as listed
from uncounted.reference.sources import Registry
from uncounted.resolve.changed import changed

_RELAYS = frozenset({"wire", "publisher"})
_EMPTY = frozenset(listed("the a an some local initial several other various"))
# An office with one holder at a time, and whose it is: "Ethiopia's attorney general", "the Kherson governor".
_OFFICE = re.compile(
    r"^(?:the )?[A-Z][\w-]*(?:['’]s?)?(?: [\w-]+){0,3}? (?:minister|president|governor|mayor"
    r"|(?:attorney|prosecutor) general|chief prosecutor|premier|chancellor|king|human rights commissioner|ombudsman)$"
)


class Sources(Protocol):
    """A registry of sources; ``find`` gives an entry with ``id``, or null."""

    def find(self, name: str, /) -> Any:
        """The entry of that name, or null."""
        ...


def root_of(
    document: Document, chain: tuple[Attribution, ...], sources: Sources | None, country: str | None = None
) -> str | None:
    """The id of the root of a chain; null only where nobody is named and the document has no publisher.

    ``country``: of the text; "the Ministry of Defence" is the publisher where it has that name, else that country's.
    """
    said = [link for link in chain if link.role not in _RELAYS]
    for link in said:
        if link.role == "organisation":
            return _in_context(link.name, document, sources, country) or known(link.name, sources)
        if link.role == "unnamed":
            return known(link.name, sources) if _OFFICE.match(link.name) else _unnamed(document, link.name)
        if link.role in {"speaker", "document"} and not _organisation_follows(said, link):
            return known(link.name, sources) if link.role == "speaker" else _unnamed(document, link.name)
    for link in chain:
        if link.role == "wire":
            return known(link.name, sources)
    return known(document.publisher, sources) if document.publisher else None


def _in_context(name: str, document: Document, sources: Sources | None, country: str | None) -> str | None:
    """Whose name it is in this text, where it is none by itself: an office of every state, or a short name."""
    if not isinstance(sources, Registry):
        return None
    short = sources.find_short(name, country, document.text)
    if short is not None:
        return short.id
    publisher = document.publisher
    if publisher is not None and "ministry" in fold(name) and fold(name) in fold(publisher):
        return known(publisher, sources)
    found = sources.find_in(name, country)
    return found.id if found is not None else None


def shown(chain: tuple[Attribution, ...], text: str) -> tuple[Attribution, ...]:
    """A chain without the bodies that only a title names ("the information minister", "the U.N. aid chief").

    Such a body is who counted, so that ``root_of`` needs it; whoever the words show as speaking is the title's bearer.
    """
    kept = []
    for before, link in zip((None, *chain), chain, strict=False):
        titled = (
            before is not None and before.role == "speaker" and link.relation == "speaks_for"
            and (link.name not in text or _in_words(link.name, before.name))
        )  # fmt: skip
        if not titled:
            kept.append(link)
    return tuple(kept)


def one_name(claims: Sequence[Claim]) -> list[Claim]:
    """The claims; who is named in fewer words where the same figure is told again is who the more words name.

    A title's "Ombudsman" is the text's "Ombudsman's Office": one who counted, not two.
    """
    known = {claim.id: claim for claim in claims}
    twins: dict[str, set[str]] = {}
    for claim in claims:
        for other in (r.claim for r in claim.relations if r.type == "same_claim" and r.claim in known):
            twins.setdefault(claim.id, set()).add(other)
            twins.setdefault(other, set()).add(claim.id)
    return [_fully_named(claim, [known[one] for one in sorted(twins.get(claim.id, ()))]) for claim in claims]


def _fully_named(claim: Claim, twins: Sequence[Claim]) -> Claim:
    mine = _name_words(claim)
    for twin in twins:
        if mine and mine < _name_words(twin) and claim.root != twin.root:
            return changed(claim, root=twin.root, attribution=twin.attribution)
    return claim


def _name_words(claim: Claim) -> frozenset[str]:
    bodies = [link.name for link in claim.attribution if link.role == "organisation"]
    return frozenset(fold(re.sub("['’]s\\b", "", bodies[0])).split()) - {"the"} if len(bodies) == 1 else frozenset()


def _in_words(name: str, title: str) -> bool:
    return set(fold(name).split()) <= set(fold(title.replace("'s", "").replace("’s", "")).split())


def _organisation_follows(said: list[Attribution], link: Attribution) -> bool:
    at = said.index(link)
    return (
        at + 1 < len(said)
        and said[at + 1].role == "organisation"
        and said[at + 1].relation in {"speaks_for", "releases"}
    )


def _unnamed(document: Document, words: str) -> str:
    kept = [word for word in fold(words).split() if word not in _EMPTY] or fold(words).split()
    return f"unnamed:{document.id}:{'-'.join(kept)}"


def known(name: str, sources: Sources | None) -> str:
    """The registry's id for a name, or its folded words joined by hyphens."""
    entry = sources.find(name) if sources is not None else None
    identity = getattr(entry, "id", None)
    return str(identity) if identity else fold(name.removeprefix("the ").removeprefix("The ")).replace(" ", "-")
