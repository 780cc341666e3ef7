from __future__ import annotations

import random
from collections import Counter
from functools import cache

import pytest
from tests.link.persons.invented import GIVEN, listed, lists_with_truth, misprint, people

from uncounted.link.persons.linking import link_persons
from uncounted.link.persons.lists import Linkage, LinkSettings, PersonJudgement, PersonList
from uncounted.model.errors import InputError, Refused

QUICK = LinkSettings(draws=20)


@cache
def _linked() -> tuple[list[PersonList], list[int], Linkage]:
    lists, truth = lists_with_truth(400, 3, seed=4)
    return lists, truth, link_persons(lists, QUICK)


def _f1(linkage: Linkage, truth: list[int]) -> float:
    def pairs(labels: list[object]) -> int:
        return sum(n * (n - 1) // 2 for n in Counter(labels).values())

    label = linkage.victim.tolist()
    return 2 * pairs(list(zip(label, truth, strict=True))) / (pairs(list(label)) + pairs(list(truth)))


def test_three_lists_are_linked_and_nobody_stands_twice() -> None:
    lists, truth, linkage = _linked()
    assert _f1(linkage, truth) > 0.97
    standing = Counter(zip(linkage.victim.tolist(), linkage.list_of.tolist(), strict=True))
    assert max(standing.values()) == 1
    assert len(linkage.victim) == sum(map(len, lists))


def test_the_table_counts_each_victim_once_in_the_best_clustering_and_in_each_draw() -> None:
    lists, _, linkage = _linked()
    tables = [linkage.overlap.cells, *linkage.overlap.draws]
    assert len(tables) == 21
    for cells in tables:
        for i, each in enumerate(lists):
            assert sum(n for history, n in cells.items() if history[i] == "1") == len(each)


def test_quality_is_told_from_known_non_matches_or_the_model() -> None:
    _, _, linkage = _linked()
    quality = linkage.quality
    assert quality.precision.low <= quality.precision.value <= quality.precision.high
    assert quality.recall.value > 0.9
    assert quality.blocking_recall is not None
    assert quality.blocking_recall > 0.95


def test_one_seed_one_result() -> None:
    lists, _, linkage = _linked()
    again = link_persons(lists, QUICK)
    assert again.victim.tolist() == linkage.victim.tolist()
    assert again.overlap == linkage.overlap


def test_judgements_bind() -> None:
    lists, _, linkage = _linked()
    best = int(linkage.pairs.probability.argmax())
    one, other = int(linkage.pairs.left[best]), int(linkage.pairs.right[best])
    parted = link_persons(lists, QUICK, [PersonJudgement(one, other, "different")])
    assert parted.victim[one] != parted.victim[other]
    first, last = 0, len(linkage.victim) - 1
    joined = link_persons(lists, QUICK, [PersonJudgement(last, first, "same")])
    assert joined.victim[first] == joined.victim[last]


def test_judgements_that_contradict_are_refused() -> None:
    lists, _, _ = _linked()
    last = sum(map(len, lists)) - 1
    with pytest.raises(InputError, match="judged different"):
        link_persons(lists, QUICK, [PersonJudgement(0, last, "same"), PersonJudgement(last, 0, "different")])
    with pytest.raises(InputError, match="nobody twice"):
        link_persons(lists, QUICK, [PersonJudgement(0, 1, "same")])


def test_duplicates_within_one_list_are_found() -> None:
    chance = random.Random(5)  # noqa: S311
    everybody = people(300, chance)
    rows = [*everybody, *(misprint(person, chance) for person in everybody[:60])]
    linkage = link_persons([listed("all", rows, distinct=False)], QUICK)
    assert _f1(linkage, [*range(300), *range(60)]) > 0.9


def test_what_cannot_be_linked_is_refused() -> None:
    rows = people(5, random.Random(1))  # noqa: S311
    with pytest.raises(Refused, match="no other list"):
        link_persons([listed("only", rows)])
    with pytest.raises(Refused, match="no list"):
        link_persons([])
    with pytest.raises(InputError, match="one name"):
        link_persons([listed("a", rows), listed("a", rows)])
    with pytest.raises(Refused, match="no column"):
        link_persons([PersonList("a", {"x": ["1"]}, {}), PersonList("b", {"x": ["1"]}, {})])


def test_a_name_with_a_word_before_it_is_found_one_place_further_on() -> None:
    chance = random.Random(8)  # noqa: S311
    everybody = [dict(person, name=f"{chance.choice(GIVEN)} {person['name']}") for person in people(300, chance)]
    extra = [dict(person, name=f"Xyq {person['name']}") if i < 20 else person for i, person in enumerate(everybody)]
    linkage = link_persons([listed("one", everybody), listed("two", extra)], LinkSettings(draws=20))
    assert all(linkage.victim[i] == linkage.victim[300 + i] for i in range(20))
