"""Lists to victims, from normalising to drawing: ``link_persons``."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from uncounted.link.persons.blocking import choose_rules, keys_for
from uncounted.link.persons.columns import Compared, compare_columns
from uncounted.link.persons.comparisons import comparisons_for
from uncounted.link.persons.lists import Comparison, Linkage, LinkSettings, Pairs, PersonJudgement, PersonList
from uncounted.model.errors import InputError, Refused
from uncounted.model.person import OverlapTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from uncounted.link.persons.calibrate import Calibrated, Records
    from uncounted.link.persons.draws import Drawn
    from uncounted.link.persons.evidence import Evidence
    from uncounted.link.persons.matcher import Compares

MOST_LISTS = 16
JUDGED = 200.0  # log-odds of a pair that a person judged; no evidence outweighs it
LINK = 0.5  # a pair is linked if more than this share of the draws links it


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
    import numpy as np

    settings = settings or LinkSettings()
    _check(lists)
    clock = _Clock()
    records = compare_columns(lists)
    clock.tick("normalise")
    compares, notes = _compare(records, settings, clock)
    list_of = np.asarray(records.list_of, dtype=np.int32)
    distinct = np.asarray([each.distinct for each in lists])
    from uncounted.link.persons.calibrate import Records

    kinds = Records(list_of, distinct, _kinds(records))
    evidence, calibrated = _calibrate(compares, kinds, settings)
    clock.tick("calibrate")
    drawn, pairs = _draw(compares, evidence, calibrated, list_of, distinct, settings, judgements)
    clock.tick("draw")
    label = _cluster(pairs, list_of, distinct)
    clock.tick("cluster")
    return _linkage(records, pairs, label, drawn, compares, evidence, settings, calibrated, clock.seconds, notes)


class _Clock:
    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def tick(self, step: str) -> None:
        now = time.perf_counter()
        self.seconds[step] = round(now - self._last, 3)
        self._last = now


def _check(lists: Sequence[PersonList]) -> None:
    if not lists:
        raise Refused("there is no list to link")
    if len(lists) > MOST_LISTS:
        raise Refused(f"at most {MOST_LISTS} lists can be linked at once, not {len(lists)}")
    if len({each.name for each in lists}) < len(lists):
        raise InputError("two lists have one name; name them apart")
    if len(lists) == 1 and lists[0].distinct:
        raise Refused(f"list {lists[0].name!r} holds nobody twice, and there is no other list to link it with")


def _compare(records: Compared, settings: LinkSettings, clock: _Clock) -> tuple[Compares, tuple[str, ...]]:
    from uncounted.link.persons.matcher import Matcher

    comparisons = comparisons_for(records.columns)
    if not comparisons:
        raise Refused("no column says who the persons are; give columns the roles of names, dates, ages or places")
    matcher = Matcher(records, settings)
    rules = choose_rules(keys_for(records.columns), len(records), matcher, settings.max_block_pairs)
    clock.tick("block")
    if not rules:
        raise Refused("no two records agree on enough to be compared")
    compares = matcher.compare(comparisons, rules)
    clock.tick("compare")
    notes = tuple(f"compared: pairs with equal {', '.join(rule.columns)} ({rule.pairs:,})" for rule in rules)
    return compares, notes


def _kinds(records: Compared) -> NDArray[np.int64]:
    """A number for each set of columns that a record fills."""
    import numpy as np

    filled = np.zeros(len(records), dtype=np.int64)
    for name, values in records.columns.items():
        if not name.endswith(("_s", "_year", "_month", "_day", "_n")):
            filled = filled * 2 + np.fromiter((value is not None for value in values), dtype=bool, count=len(values))
            filled = np.unique(filled, return_inverse=True)[1]
    return filled


def _calibrate(compares: Compares, records: Records, settings: LinkSettings) -> tuple[Evidence, Calibrated]:
    import numpy as np

    from uncounted.link.persons.calibrate import calibrate
    from uncounted.link.persons.evidence import learn

    list_of, distinct = records.list_of, records.distinct
    never = (list_of[compares.left] == list_of[compares.right]) & distinct[list_of[compares.left]]
    sizes = np.bincount(list_of, minlength=len(distinct)).astype(np.float64)
    within = sizes * (sizes - 1) / 2
    possible = len(list_of) * (len(list_of) - 1) / 2 - float(within[distinct].sum())
    evidence = learn(compares, never, possible, settings.seed)
    return evidence, calibrate(compares, evidence, never, records, settings.seed)


def _draw(
    compares: Compares,
    evidence: Evidence,
    calibrated: Calibrated,
    list_of: NDArray[np.int32],
    distinct: NDArray[np.bool_],
    settings: LinkSettings,
    judgements: Sequence[PersonJudgement],
) -> tuple[Drawn, Pairs]:
    """The draws, and the pairs worth a look with the share of draws that links them."""
    import numpy as np

    from uncounted.link.persons.cluster import greedy, neighbours
    from uncounted.link.persons.draws import draw

    left, right = compares.left[calibrated.which], compares.right[calibrated.which]
    inside = np.where(list_of[left] == list_of[right], calibrated.prior, 0.0)
    factors = [version + inside for version in calibrated.versions]
    good = calibrated.log_odds > 0
    first = greedy(len(list_of), left[good], right[good], calibrated.log_odds[good], list_of, distinct)
    _obey(judgements)
    near = neighbours(len(list_of), left, right)
    drawn = draw(near, factors, list_of, distinct, first, settings.draws, settings.seed)
    probability = (1 / (1 + np.exp(-np.clip(calibrated.log_odds, -80, 80)))).astype(np.float32)
    pairs = Pairs(
        left, right, compares.levels[calibrated.which], evidence.weight[calibrated.which].astype(np.float32),
        probability, drawn.together,
    )  # fmt: skip
    return drawn, pairs


def _obey(judgements: Sequence[PersonJudgement]) -> None:
    if judgements:
        raise Refused("judgements are not yet read")


def _cluster(pairs: Pairs, list_of: NDArray[np.int32], distinct: NDArray[np.bool_]) -> NDArray[np.int32]:
    import numpy as np

    from uncounted.link.persons.cluster import greedy

    good = pairs.drawn > LINK
    score = pairs.drawn[good].astype(np.float64) + 1e-6 * np.asarray(pairs.weight[good], dtype=np.float64)
    return greedy(len(list_of), pairs.left[good], pairs.right[good], score, list_of, distinct)


def _linkage(
    records: Compared,
    pairs: Pairs,
    label: NDArray[np.int32],
    drawn: Drawn,
    compares: Compares,
    evidence: Evidence,
    settings: LinkSettings,
    calibrated: Calibrated,
    seconds: dict[str, float],
    notes: tuple[str, ...],
) -> Linkage:
    import numpy as np

    from uncounted.link.persons.tables import exactness, overlap_table, quality

    list_of = np.asarray(records.list_of, dtype=np.int32)
    rows = np.concatenate([np.arange(n, dtype=np.int32) for n in np.bincount(list_of, minlength=len(records.lists))])
    comparisons = tuple(
        Comparison(name, says, tuple(float(bit) for bit in bits))
        for name, says, bits in zip(compares.names, compares.says, evidence.bits, strict=True)
    )
    overlap: OverlapTable = overlap_table(records.lists, list_of, label, drawn.tables)
    return Linkage(
        records.lists, list_of, rows, label, exactness(label, drawn.labels), pairs, comparisons, overlap,
        quality(pairs, label, calibrated, settings.level), settings, seconds, notes,
    )  # fmt: skip
