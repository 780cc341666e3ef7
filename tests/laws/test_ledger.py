"""Laws of the ledger, over any order of readings, judgements, links and expungings."""

from __future__ import annotations

import dataclasses
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.fixtures import empty_case
from tests.store.invented import OTHER_TEXT, TEXT, add, all_rows, judge, make_claims, make_document

from uncounted.model.claim import Claim, Count
from uncounted.model.errors import InputError, UnknownName
from uncounted.model.incident import Incident
from uncounted.store import expunging, log, projecting, queries, recording, verifying
from uncounted.store.setup import Case, close_case, open_case

__all__ = ["empty_case"]

DOCUMENTS = (make_document(TEXT), make_document(OTHER_TEXT), make_document("Nothing is counted here.\n"))
CLAIMS = tuple(claim for document in DOCUMENTS for claim in make_claims(document))
N = len(CLAIMS)

which = st.integers(0, N - 1)
steps = st.one_of(
    st.tuples(st.just("read"), st.integers(0, 2), st.integers(0, 3), st.integers(10, 30)),
    st.tuples(st.just("decide"), which, st.sampled_from(["accept", "reject"])),
    st.tuples(st.just("set"), which, st.sampled_from(["count.low", "count.high", "root"]), st.integers(0, 30)),
    st.tuples(st.just("pair"), which, which, st.sampled_from(["same", "different", "part-of"])),
    st.tuples(st.just("link"), st.lists(st.lists(which, min_size=1, max_size=3, unique=True), max_size=2)),
    st.tuples(st.just("unread"), st.integers(0, 2)),
    st.tuples(st.just("expunge"), st.integers(0, 2)),
)


def read(case: Case, document: int, keep: int, n: int) -> None:
    claims: list[Claim] = [
        dataclasses.replace(claim, count=Count(n, n, n), extractor=f"invented/{n}").with_reading()
        for i, claim in enumerate(make_claims(DOCUMENTS[document]))
        if keep >> i & 1
    ]
    add(case, DOCUMENTS[document], tuple(claims), engine=f"invented {n}")


def take(case: Case, step: tuple[Any, ...]) -> None:
    kind, *rest = step
    known = {claim.id for claim in queries.claims(case, current=None)}
    if kind == "read":
        read(case, *rest)
    elif kind == "decide" and CLAIMS[rest[0]].id in known:
        judge(case, CLAIMS[rest[0]].id, rest[1])
    elif kind == "set" and CLAIMS[rest[0]].id in known:
        judge(case, CLAIMS[rest[0]].id, "set", field=rest[1], value=str(rest[2]) if rest[1] == "root" else rest[2])
    elif kind == "pair" and rest[0] != rest[1] and {CLAIMS[i].id for i in rest[:2]} <= known:
        judge(case, CLAIMS[rest[0]].id, rest[2], other=CLAIMS[rest[1]].id)
    elif kind == "link":
        groups = [tuple(CLAIMS[i].id for i in group) for group in rest[0]]
        recording.record_incidents(case, [Incident(f"i{group[0]}", group) for group in groups])
    elif kind == "unread":
        recording.record_unread(case, f"{rest[0]}.bin", "binary", "not a text")
    elif kind == "expunge":
        expunging.expunge(case, DOCUMENTS[rest[0]].id, because="x", authority="y", by="z")


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(taken=st.lists(steps, min_size=3, max_size=14))
def test_the_projections_are_what_the_log_gives_and_the_chain_is_whole(
    empty_case: Path, taken: list[tuple[Any, ...]]
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.delenv("UNCOUNTED_DATABASE", raising=False)
        path = Path(folder) / "case"
        shutil.copytree(empty_case, path)
        case = open_case(path)
        first = log.head(case)
        for step in taken:
            before = queries.counts(case).entries
            try:
                take(case, step)
            except (InputError, UnknownName):
                assert queries.counts(case).entries == before
        rows = all_rows(case)
        assert verifying.verify(case, first).findings == ()
        projecting.rebuild(case)
        assert all_rows(case) == rows
        close_case(case)
