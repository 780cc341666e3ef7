"""Lists to victims, from normalising to drawing: ``link_persons``."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from uncounted.link.persons.blocking import Rule, choose_rules, keys_for
from uncounted.link.persons.columns import Compared, compare_columns
from uncounted.link.persons.comparisons import comparisons_for
from uncounted.link.persons.lists import Comparison, Drawing, Linkage, LinkSettings, Pairs, PersonJudgement, PersonList
from uncounted.model.errors import InputError, Refused

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from uncounted.link.persons.calibrate import Calibrated, Records
    from uncounted.link.persons.draws import Drawn
    from uncounted.link.persons.evidence import Evidence
    from uncounted.link.persons.judged import Judged
    from uncounted.link.persons.matcher import Compares, Matcher
    from uncounted.link.persons.matcher_compiled import CompiledMatcher
    from uncounted.link.persons.worth import Worth

MakeMatcher: TypeAlias = "Callable[[Compared, LinkSettings], Matcher | CompiledMatcher]"
MOST_LISTS = 16
LINK = 0.5  # two records are linked if more than this share of the draws links them


def link_persons(
    lists: Sequence[PersonList],
    settings: LinkSettings | None = None,
    judgements: Sequence[PersonJudgement] = (),
    matcher: MakeMatcher | None = None,
    divisions: Mapping[str, str] | None = None,
) -> Linkage:
    """Which records of ``lists`` are one person.

    One list alone is searched for duplicates; it must not be ``distinct``. Judgements bind: records judged the same end
    in one victim, records judged different never do; and the calibration learns from them. ``matcher`` makes the one
    that compares; by default compiled loops do. ``divisions`` gives for places as printed the id of the larger place
    that holds them. Raises MissingExtra where numba is not installed, Refused where there is nothing to compare,
    InputError for judgements that contradict each other.
    """
    settings = settings or LinkSettings()
    _check(lists)
    clock = _Clock()
    compared = compare_columns(lists, divisions)
    clock.tick("normalise")
    records = _records(compared, lists)
    judged = _judged(judgements, records)
    compares, rules = _compare(compared, settings, clock, matcher)
    evidence, calibrated = _calibrate(compares, records, settings, judgements)
    clock.tick("calibrate")
    pairs = _worth(compares, evidence, calibrated, records, judged)
    drawn, label = _draw(pairs, records, judged, settings)
    clock.tick("draw")
    return _Result(compared, records, compares, evidence, calibrated, pairs, drawn, label).linkage(
        rules, settings, clock.seconds
    )


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


def _records(compared: Compared, lists: Sequence[PersonList]) -> Records:
    import numpy as np

    from uncounted.link.persons.calibrate import Records

    kind = np.zeros(len(compared), dtype=np.int64)
    for name, values in compared.columns.items():
        if not name.endswith(("_s", "_year", "_month", "_day", "_n", "division")):
            kind = kind * 2 + np.fromiter((value is not None for value in values), dtype=bool, count=len(values))
            kind = np.unique(kind, return_inverse=True)[1]
    distinct = np.asarray([each.distinct for each in lists])
    return Records(np.asarray(compared.list_of, dtype=np.int32), distinct, kind)


def _judged(judgements: Sequence[PersonJudgement], records: Records) -> Judged:
    from uncounted.link.persons.judged import read_judgements

    return read_judgements(judgements, records.list_of, records.distinct)


def _compare(
    compared: Compared, settings: LinkSettings, clock: _Clock, make: MakeMatcher | None
) -> tuple[Compares, list[Rule]]:
    from uncounted.link.persons.matcher_compiled import CompiledMatcher

    comparisons = comparisons_for(compared.columns)
    if not comparisons:
        raise Refused("no column says who the persons are; give columns the roles of names, dates, ages or places")
    matcher = (make or CompiledMatcher)(compared, settings)
    rules = choose_rules(keys_for(compared.columns), len(compared), matcher, settings.max_block_pairs)
    clock.tick("block")
    if not rules:
        raise Refused("no two records agree on enough to be compared")
    compares = matcher.compare(comparisons, rules)
    clock.tick("compare")
    return compares, rules


def _calibrate(
    compares: Compares, records: Records, settings: LinkSettings, judgements: Sequence[PersonJudgement]
) -> tuple[Evidence, Calibrated]:
    import numpy as np

    from uncounted.link.persons.calibrate import calibrate
    from uncounted.link.persons.evidence import learn
    from uncounted.link.persons.labels import labels_of

    list_of, distinct = records.list_of, records.distinct
    never = (list_of[compares.left] == list_of[compares.right]) & distinct[list_of[compares.left]]
    sizes = np.bincount(list_of, minlength=len(distinct)).astype(np.float64)
    within = sizes * (sizes - 1) / 2
    possible = len(list_of) * (len(list_of) - 1) / 2 - float(within[distinct].sum())
    evidence = learn(compares, never, possible, settings.seed)
    labels = labels_of(judgements, compares, len(list_of))
    calibrated = calibrate(compares, evidence, never, records, settings.seed, labels)
    return calibrated.evidence, calibrated


def _worth(compares: Compares, evidence: Evidence, calibrated: Calibrated, records: Records, judged: Judged) -> Worth:
    from uncounted.link.persons.worth import worth

    return worth(compares, evidence, calibrated, records, judged)


def _draw(pairs: Worth, records: Records, judged: Judged, settings: LinkSettings) -> tuple[Drawn, NDArray[np.int32]]:
    """The draws, and the best clustering by them: the share of draws that links two records decides."""
    import numpy as np

    from uncounted.link.persons.cluster import greedy, neighbours
    from uncounted.link.persons.draws import draw

    list_of, distinct = records.list_of, records.distinct
    left, right, count = pairs.left, pairs.right, len(list_of)
    apart = (judged.different[:, 0], judged.different[:, 1])
    good = pairs.log_odds > 0
    first = greedy(count, left[good], right[good], pairs.log_odds[good], list_of, distinct, apart)
    near = neighbours(count, left, right)
    drawn = draw(near, pairs.factors, list_of, distinct, first, settings.draws, settings.seed)
    score = drawn.together + 1e-3 / (1 + np.exp(-np.clip(pairs.log_odds, -80, 80)))
    score[pairs.same] = 2.0
    good = (drawn.together > LINK) | pairs.same
    return drawn, greedy(count, left[good], right[good], score[good], list_of, distinct, apart)


class _Result:
    """What was found, made ready to hand out."""

    def __init__(
        self,
        compared: Compared,
        records: Records,
        compares: Compares,
        evidence: Evidence,
        calibrated: Calibrated,
        pairs: Worth,
        drawn: Drawn,
        label: NDArray[np.int32],
    ) -> None:
        self.compared, self.records, self.compares, self.evidence = compared, records, compares, evidence
        self.calibrated, self.pairs, self.drawn, self.label = calibrated, pairs, drawn, label

    def linkage(self, rules: Sequence[Rule], settings: LinkSettings, seconds: dict[str, float]) -> Linkage:
        import numpy as np

        from uncounted.link.persons.missed import agreement, draw_missed, missed_odds
        from uncounted.link.persons.tables import exactness, overlap_table, quality

        lists, list_of = self.compared.lists, self.records.list_of
        probability = 1 / (1 + np.exp(-np.clip(self.pairs.log_odds, -80, 80)))
        pairs = Pairs(
            self.pairs.left, self.pairs.right, self.pairs.levels, self.pairs.weight, probability.astype(np.float32),
            self.drawn.together,
        )  # fmt: skip
        likely = pairs.drawn > 0
        met = agreement(self.compared, rules, pairs.left[likely], pairs.right[likely])
        odds = missed_odds(met, pairs.drawn[likely].astype(np.float64), settings.draws, settings.seed)
        tables = draw_missed(self.drawn.tables, len(lists), odds, settings.seed)
        sizes = np.bincount(list_of, minlength=len(lists))
        return Linkage(
            lists,
            list_of,
            np.concatenate([np.arange(size, dtype=np.int32) for size in sizes]),
            self.label,
            exactness(self.label, self.drawn.labels),
            pairs,
            self._comparisons(),
            overlap_table(lists, list_of, self.label, tables),
            quality(pairs, self.label, Drawing(self.drawn.labels, odds), settings.level, known=self.calibrated.known),
            settings,
            seconds,
            tuple(f"compared: pairs with equal {', '.join(rule.columns)} ({rule.pairs:,})" for rule in rules),
            Drawing(self.drawn.labels, odds),
        )

    def _comparisons(self) -> tuple[Comparison, ...]:
        found = zip(self.compares.names, self.compares.says, self.evidence.bits, strict=True)
        return tuple(Comparison(name, says, tuple(float(bit) for bit in bits)) for name, says, bits in found)
