"""Compiling says so, once."""

from __future__ import annotations

import logging

import pytest

from uncounted.estimate import compiled


def test_the_first_compilation_is_logged_and_no_other(caplog: pytest.LogCaptureFixture) -> None:
    from numba import njit

    compiled._say_when_compiling.__wrapped__()  # a listener of this test's own, as in a new process
    with caplog.at_level(logging.INFO, logger="uncounted"):
        assert njit(lambda x: x + 1)(1) == 2
        assert njit(lambda x: x + 2)(1) == 3
    assert len([record for record in caplog.records if "compiling" in record.message]) in (1, 2)


@pytest.mark.parametrize(("found", "known"), [("0.62.1", True), ("0.68.1", True), ("0.69.0rc1", False), ("1.2", False)])
def test_parts_are_for_the_versions_they_were_tried_on(
    monkeypatch: pytest.MonkeyPatch, found: str, known: bool
) -> None:
    monkeypatch.setattr(compiled, "version", lambda _: found)
    assert compiled._known_inside.__wrapped__() is known


def test_another_numba_compiles_inner_loops_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_known_inside", lambda: False)

    def halved(x: float) -> float:
        return x / 2

    part = compiled.inner(halved)

    def quartered(x: float) -> float:
        return part(x) / 2

    assert compiled._jit(quartered)(8.0) == 2
