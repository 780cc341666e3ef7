from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest
from tests.publish import estimated, worked
from tests.store.fixtures import empty_case
from tests.web.asking import Site

from uncounted.model.claim import Attribution
from uncounted.model.recorded_estimate import RecordedEstimate
from uncounted.store import archive, recording
from uncounted.store.estimates import record_estimate
from uncounted.store.setup import Case, close_case, open_case

__all__ = ["empty_case"]

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def fill(case: Case) -> None:
    """Put the worked example, a hostile document, a judgement and an unread file into a case."""
    document = worked.make_document()
    archive.keep(case, document.text.encode())
    claims = worked.make_claims(document)
    recording.record_reading(case, document, claims, extractor="grammar/1", engine="1")
    text = f"{HOSTILE}\nSome {HOSTILE} 12 civilians were killed in {HOSTILE}.\n"
    hostile = worked.make_document(text, title=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)")
    archive.keep(case, text.encode())
    count = worked.Count(12, 12, 12, text="12")
    claim = worked.make_claim(
        hostile, text.split("\n")[1], "12", count, root=HOSTILE, attribution=(Attribution(HOSTILE),)
    )
    recording.record_reading(case, hostile, [claim], extractor="grammar/1", engine="1", flags=(HOSTILE,))
    recording.record_unread(case, f"{HOSTILE}.txt", "language", HOSTILE)
    accept = recording.new_judgement(claims[2].id, "accept", because=HOSTILE, by="R. Corder")
    recording.record_judgements(case, [accept])
    lists = estimated.table(3, 400)
    named = (dataclasses.replace(lists.lists[0], name=HOSTILE, admits=HOSTILE), *lists.lists[1:])
    table = dataclasses.replace(lists, lists=named)
    answer = dataclasses.replace(estimated.answer(table, "dga", 2.0), warnings=(HOSTILE,), assumption=HOSTILE)
    kept = RecordedEstimate("s01", "killed", estimated.SCOPE, HOSTILE, (answer,), (table,), HOSTILE, "ab" * 32)
    record_estimate(case, dataclasses.replace(kept, command=HOSTILE))


@pytest.fixture(scope="session")
def filled(empty_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a case that holds the worked example; tests only read it."""
    path = tmp_path_factory.mktemp("filled") / "mycase"
    shutil.copytree(empty_case, path)
    case = open_case(path)
    fill(case)
    close_case(case)
    return path


@pytest.fixture(scope="session")
def site(filled: Path) -> Site:
    """The pages of that case, asked without a socket."""
    return Site(filled)
