"""Incidents that might be one event: which of them are surely different."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from uncounted.reconcile.lumps import LARGE, different, most_different

PAIRS = list(itertools.combinations("abcdefgh", 2))


def test_one_that_may_be_either_of_two() -> None:
    alike = {"a": ("c",), "b": ("c",), "c": ("a", "b")}
    assert different("abc", alike, {}) == (("a", "b"), ("c",))
    assert most_different("abc", alike) == 2


def test_members_that_are_not_asked_about_play_no_part() -> None:
    assert different("ab", {"a": ("c",), "b": ("c",), "c": ("a", "b")}, {}) == (("a", "b"),)


@given(st.sets(st.sampled_from(PAIRS)), st.permutations("abcdefgh"))
def test_every_set_is_of_different_ones_and_none_is_left_out(edges: set[tuple[str, str]], order: list[str]) -> None:
    alike = {one: {b if a == one else a for a, b in edges if one in (a, b)} for one in order}
    found = different(order, alike, dict.fromkeys(order, 1.0))
    wanted = [
        some
        for n in range(1, 9)
        for some in itertools.combinations("abcdefgh", n)
        if not any(pair in edges for pair in itertools.combinations(some, 2))
    ]
    largest = [some for some in wanted if not any(set(some) < set(more) for more in wanted)]
    assert found == tuple(sorted(largest))
    assert most_different(order, alike) == max(map(len, largest))


def test_a_long_chain_is_told_by_sets_that_begin_with_its_largest() -> None:
    names = [f"i{n:03}" for n in range(LARGE * 4)]
    alike = {one: [names[m] for m in (n - 1, n + 1) if 0 <= m < len(names)] for n, one in enumerate(names)}
    size = {one: float(n % 7) for n, one in enumerate(names)}
    found = different(names, alike, size)
    assert all(b not in alike[a] for some in found for a, b in itertools.combinations(some, 2))
    best = max(sum(size[one] for one in some) for some in found)
    assert best > 0.5 * sum(size.values())
