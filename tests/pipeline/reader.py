"""A reader of figures for tests of the ledger: every number of a text is a claim of people killed."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from tests.store.invented import make_claims

from uncounted.model.document import Document
from uncounted.pipeline import ingest
from uncounted.pipeline.reading import Reading


@dataclass
class Reader:
    version: str = "1"
    read: list[str] = field(default_factory=list)
    fail_on: str | None = None
    error: BaseException = field(default_factory=KeyboardInterrupt)

    def __call__(self, document: Document, _extractor: str = "grammar") -> Reading:
        if self.fail_on and self.fail_on in document.text:
            raise self.error
        self.read.append(document.id)
        claims = make_claims(document, extractor=f"invented/{self.version}")
        return Reading(document, claims, (), (), f"invented/{self.version}")


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    made = Reader()
    monkeypatch.setattr("uncounted.pipeline.reading.read_document", made)
    monkeypatch.setattr(ingest, "engine_of", lambda _: f"invented {made.version}")
    return made
