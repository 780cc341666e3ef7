"""Cases: documents or claims of our own, and what a careful reader would conclude from them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.reconciliation.annotation import claim_of
from evaluation.scoring import between, span_of
from uncounted.model.claim import Claim
from uncounted.model.document import Document

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """One case. ``claims`` are as annotated, their ids their names in the case."""

    name: str
    given: Mapping[str, Any]
    claims: Mapping[str, Claim]

    @property
    def documents(self) -> Sequence[Mapping[str, Any]]:
        """Path, day and publisher of each document; none have paths where the case is made of claims alone."""
        documents: Sequence[Mapping[str, Any]] = self.given["documents"]
        return documents

    @property
    def has_text(self) -> bool:
        """Whether there is something to read."""
        return any("path" in one for one in self.documents)


def load(folder: Path = HERE / "cases") -> tuple[Case, ...]:
    """All cases of a folder, by name."""
    return tuple(_load(path) for path in sorted(folder.glob("*.json")))


def _load(path: Path) -> Case:
    given = json.loads(path.read_text("utf-8"))
    documents = [{"name": one.get("path", f"document {i}"), **one} for i, one in enumerate(given["documents"])]
    claims = {key: claim_of(key, said, documents[said.get("doc", 0)]) for key, said in given["claims"].items()}
    return Case(path.stem, {**given, "documents": documents}, claims)


@dataclass(frozen=True)
class AsRead:
    """The claims that the reader found in a case, the annotated claim that each is, and annotated ones not found."""

    claims: tuple[Claim, ...]
    key_of: Mapping[str, str]
    missed: tuple[str, ...]


def read(case: Case) -> AsRead:
    """Read the documents of a case and match what was read to what is annotated, by the words of the counts."""
    from uncounted.pipeline.reading import read_document
    from uncounted.read.files import Unread, read_path
    from uncounted.read.metadata import Metadata

    found: list[Claim] = []
    key_of: dict[str, str] = {}
    for number, one in enumerate(case.documents):
        if "path" not in one:
            continue
        flags = Metadata(published=one.get("published"), publisher=one.get("publisher"))
        (document,) = read_path(HERE / "documents" / one["path"], flags)
        if isinstance(document, Unread):
            raise SystemExit(f"{one['path']}: {document}")
        claims = read_document(document).claims
        found += claims
        wanted = {key: said for key, said in case.given["claims"].items() if said.get("doc", 0) == number}
        key_of |= _matched(document, claims, wanted, case)
    missed = tuple(key for key in case.claims if key not in set(key_of.values()))
    return AsRead(tuple(found), key_of, missed)


def _matched(
    document: Document, claims: Sequence[Claim], wanted: Mapping[str, Mapping[str, Any]], case: Case
) -> dict[str, str]:
    left, found = list(claims), {}
    for key, said in wanted.items():
        if between(document.text, said["at"])[0] < 0:
            raise SystemExit(f"{case.name}: {said['at']!r} is not in {document.path or 'its document'}")
        start, end = span_of(document.text, {"text": said.get("text", str(said["count"])), "context": said["at"]})
        over = [c for c in left if "count" in c.spans and c.spans["count"].start < end and start < c.spans["count"].end]
        same = [c for c in over if c.measure == case.claims[key].measure] or over
        if same:
            left.remove(same[0])
            found[same[0].id] = key
    return found
