from __future__ import annotations

import random
from functools import cache

from tests.link.persons.invented import listed, misprint, people

from uncounted.link.persons.changes import ListChange, list_changes
from uncounted.link.persons.linking import link_persons
from uncounted.link.persons.lists import LinkSettings


@cache
def _changes() -> tuple[tuple[ListChange, ...], tuple[ListChange, ...]]:
    chance = random.Random(7)  # noqa: S311
    everybody = people(120, chance)
    first = everybody[:90]
    second = [misprint(person, chance) if k % 10 == 0 else person for k, person in enumerate(everybody[5:110])]
    second.append(dict(everybody[20]))  # 0 to 4 removed, 90 to 109 added, 20 twice
    third = [*everybody[:2], *everybody[5:110]]  # 0 and 1 re-added, 20 once again
    releases = [listed("first", first), listed("second", second), listed("third", third)]
    linkage = link_persons(releases, LinkSettings(draws=30))
    return list_changes(linkage, 1), list_changes(linkage, 2)


def _kinds(changes: tuple[ListChange, ...]) -> dict[str, int]:
    return {kind: sum(change.kind == kind for change in changes) for kind in {change.kind for change in changes}}


def test_added_removed_and_doubled_records_are_told() -> None:
    assert _kinds(_changes()[0]) == {"kept": 84, "split": 1, "added": 20, "removed": 5}


def test_merged_and_re_added_records_are_told() -> None:
    assert _kinds(_changes()[1]) == {"kept": 104, "merged": 1, "re-added": 2}
    merged = next(change for change in _changes()[1] if change.kind == "merged")
    assert len(merged.old) == 2
    assert len(merged.new) == 1
    back = [change for change in _changes()[1] if change.kind == "re-added"]
    assert [change.before for change in back] == [(0,), (1,)]


def test_every_record_of_both_releases_stands_in_one_change() -> None:
    changes = _changes()[1]
    old = sorted(record for change in changes for record in change.old)
    new = sorted(record for change in changes for record in change.new)
    assert old == list(range(90, 196))
    assert new == list(range(196, 303))
