from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uncounted.reconcile import program as programs
from uncounted.reconcile.program import Program, Row

SIZE = 5
SIGNS = st.lists(st.sampled_from([-1.0, 0.0, 0.0, 1.0]), min_size=SIZE, max_size=SIZE)
ROWS = st.lists(st.tuples(SIGNS, st.integers(0, 9), st.booleans()), max_size=8)


def made(rows: list[tuple[list[float], int, bool]]) -> Program:
    """A program in which nobody at all is a solution, so that it can always hold."""
    program = Program({number: number for number in range(SIZE)})
    for signs, end, both in rows:
        terms = tuple((number, sign) for number, sign in enumerate(signs) if sign)
        if terms:
            program.rows.append(Row(terms, -float(end) if both else -math.inf, float(end), None))
    return program


@given(ROWS, st.permutations(range(SIZE)))
def test_large_programs_have_the_greatest_values_of_small_ones(rows, order) -> None:
    small = [made(rows).maximum({one: 1.0}, ()) for one in range(SIZE)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(programs, "LARGE", 0)
        program = made(rows)
        for one in order:
            assert program.maximum({one: 1.0}, ()) == pytest.approx(small[one])
            assert program.minimum({one: 1.0}, ()) == pytest.approx(0.0)


def test_a_bound_that_a_changed_row_gives_or_takes_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "LARGE", 0)
    program = made([([1.0, 1.0, 0.0, 0.0, 0.0], 7, False)])
    assert [program.maximum({one: 1.0}, ()) for one in (0, 2)] == [7.0, math.inf]
    program.change(0, Row(program.rows[0].terms, 0.0, 9.0, None))
    assert program.maximum({0: 1.0}, ()) == 9.0
    program.change(0, Row(program.rows[0].terms, 0.0, math.inf, None))
    assert program.maximum({0: 1.0}, ()) == math.inf
