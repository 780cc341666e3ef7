"""Lists to victims, from normalising to drawing: ``link_persons``."""

from __future__ import annotations

from collections.abc import Sequence

from uncounted.link.persons.lists import Linkage, LinkSettings, PersonJudgement, PersonList
from uncounted.model.errors import Refused


def link_persons(
    lists: Sequence[PersonList],
    settings: LinkSettings | None = None,
    judgements: Sequence[PersonJudgement] = (),
) -> Linkage:
    """Which records of ``lists`` are one person.

    One list alone is searched for duplicates; it must not be ``distinct``. Judgements bind: records judged the same end
    in one victim, records judged different never do. Raises MissingExtra where Splink or DuckDB is not installed,
    Refused where there is nothing to compare, InputError for judgements that contradict each other.
    """
    raise Refused(f"linkage is being built: {len(lists)}, {settings}, {len(judgements)}")
