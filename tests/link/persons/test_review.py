from __future__ import annotations

from functools import cache

from tests.link.persons.invented import lists_with_truth

from uncounted.link.persons.linking import link_persons
from uncounted.link.persons.lists import Linkage, LinkSettings
from uncounted.link.persons.review import review_pairs
from uncounted.link.persons.thresholds import at_thresholds

DISTINCT = [True, True, True]


@cache
def _linked() -> Linkage:
    lists, _ = lists_with_truth(250, 3, seed=4)
    return link_persons(lists, LinkSettings(draws=50))


def test_the_worthiest_pairs_come_first_and_only_as_many_as_matter() -> None:
    found = review_pairs(_linked(), DISTINCT, 100)
    assert found
    assert all(0.01 < pair.drawn < 0.99 for pair in found)
    assert [pair.settled for pair in found] == sorted(pair.settled for pair in found)
    assert found[-1].settled <= 1.0 + 1e-9
    assert len({(pair.left, pair.right) for pair in found}) == len(found)
    unsure = int(((_linked().pairs.drawn > 0.01) & (_linked().pairs.drawn < 0.99)).sum())
    assert len(found) <= unsure


def test_a_pair_says_what_its_label_would_move() -> None:
    for pair in review_pairs(_linked(), DISTINCT, 100):
        if pair.linked:
            assert len(pair.before) == 1
            assert len(pair.after) == 2
            assert int(pair.before[0], 2) == int(pair.after[0], 2) | int(pair.after[1], 2)
        else:
            assert len(pair.before) == 2
            assert len(pair.after) == 1


def test_judged_pairs_are_not_asked_for_again() -> None:
    found = review_pairs(_linked(), DISTINCT, 100)
    first = (found[0].left, found[0].right)
    again = review_pairs(_linked(), DISTINCT, 100, {first})
    assert first not in {(pair.left, pair.right) for pair in again}
    assert review_pairs(_linked(), DISTINCT, 100, {(p.left, p.right) for p in found} | _all_unsure()) == ()


def _all_unsure() -> set[tuple[int, int]]:
    pairs = _linked().pairs
    return set(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True))


def test_a_limit_is_kept() -> None:
    assert len(review_pairs(_linked(), DISTINCT, 1)) == 1
    assert review_pairs(_linked(), DISTINCT, 0) == ()


def test_higher_thresholds_link_less() -> None:
    found = at_thresholds(_linked(), DISTINCT, (0.05, 0.5, 0.95))
    victims = [each.victims for each in found]
    assert victims == sorted(victims)
    assert found[0].quality.recall.value >= found[-1].quality.recall.value
    for each in found:
        assert sum(each.overlap.cells.values()) == each.victims
