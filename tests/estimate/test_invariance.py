"""Laws that hold for any table: names and order carry no information, and more overlap never means more unrecorded."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from uncounted.estimate import Histories, fit_all, method
from uncounted.estimate.tables import read_tables

WIDTH = 4
KEYS = ["".join(bits) for bits in product("01", repeat=WIDTH) if "1" in bits]
CELLS = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 300), min_size=1)
LISTS = ("A", "B", "C", "D")
Numbers = dict[tuple[str, frozenset[str]], tuple[float | None, float | None, float | None]]


def numbers(table: Histories) -> Numbers:
    methods = [method(name) for name in ("lincoln-petersen", "chapman", "chao", "chao-1987")]
    return {(e.method, frozenset(e.used)): (e.estimate, e.low, e.high) for e in fit_all((table,), methods)}


@settings(max_examples=60, deadline=None)
@given(CELLS, st.permutations(range(WIDTH)))
def test_reordering_and_relabelling_lists_changes_nothing(cells: dict[str, int], order: list[int]) -> None:
    moved = {"".join(key[i] for i in order): count for key, count in cells.items()}
    assert numbers(Histories(LISTS, cells)) == numbers(Histories(tuple(LISTS[i] for i in order), moved))
    named = Histories(("w", "x", "y", "z"), cells)
    assert list(numbers(named).values()) == list(numbers(Histories(LISTS, cells)).values())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(KEYS), min_size=1, max_size=40), st.randoms())
def test_the_order_of_rows_changes_nothing(rows: list[str], chance: object) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)  # type: ignore[attr-defined]

    def text(keys: list[str]) -> bytes:
        return "\n".join([",".join(LISTS), *(",".join(key) for key in keys)]).encode()

    assert read_tables(text(rows)) == read_tables(text(mixed))


@settings(max_examples=60, deadline=None)
@given(CELLS)
def test_intervals_contain_their_figure_and_never_undercut_what_was_seen(cells: dict[str, int]) -> None:
    table = Histories(LISTS, cells)
    for e in fit_all((table,), [method(name) for name in ("chapman", "chao", "chao-1987")]):
        if e.estimate is None:
            assert e.refused
        else:
            assert e.low is not None
            assert e.high is not None
            assert e.low <= e.estimate <= e.high
            assert e.low >= e.counts["n"] * (1 - 1e-12)


@settings(max_examples=60, deadline=None)
@given(CELLS, st.integers(1, 50))
def test_more_victims_on_two_lists_never_raise_the_unrecorded(cells: dict[str, int], more: int) -> None:
    def unrecorded(table: Histories) -> float:
        (found,) = fit_all((table,), [method("chao", bias_corrected=True)])
        return 0.0 if found.estimate is None else found.estimate - found.counts["n"]

    full = {key: 1 + cells.get(key, 0) for key in KEYS}
    assert unrecorded(Histories(LISTS, {**full, "0110": full["0110"] + more})) < unrecorded(Histories(LISTS, full))
    assert unrecorded(Histories(LISTS, {**full, "0100": full["0100"] + more})) > unrecorded(Histories(LISTS, full))
