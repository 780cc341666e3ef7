"""Scores of what was concluded against what a careful reader concludes: per kind, and of what must not be concluded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from evaluation.reconciliation.cases import Case
from evaluation.reconciliation.findings import KINDS, Findings, Names, closed, heads


@dataclass
class Tally:
    """How many were expected, how many of those were found, how many were concluded, how many of those are right."""

    expected: int = 0
    met: int = 0
    concluded: int = 0
    right: int = 0

    @property
    def recall(self) -> float:
        """Share of the expected that was concluded; 1 where nothing was expected."""
        return self.met / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        """Share of the conclusions that are right; 1 where there are none."""
        return self.right / self.concluded if self.concluded else 1.0


@dataclass
class Score:
    """Tallies per kind; ``kept`` of ``forbidden`` must-nots were kept; ``faults`` say which were not, and why."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})
    forbidden: int = 0
    kept: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Add the counts of another score."""
        for kind, tally in self.tallies.items():
            for name, value in vars(other.tallies[kind]).items():
                setattr(tally, name, getattr(tally, name) + value)
        self.forbidden += other.forbidden
        self.kept += other.kept
        self.faults += other.faults

    def figures(self) -> dict[str, float]:
        """Recall and precision per kind, and the share of must-nots that were kept, as the baseline records them."""
        found = {}
        for kind, tally in self.tallies.items():
            found[f"{kind} recall"] = round(tally.recall, 3)
            if kind != "bounds":
                found[f"{kind} precision"] = round(tally.precision, 3)
        found["must not"] = round(self.kept / self.forbidden if self.forbidden else 1.0, 3)
        return found


def score(case: Case, found: Findings) -> Score:
    """The score of one case."""
    wanted, allowed = case.given.get("expected", {}), case.given.get("accept", {})
    head = heads(case)
    result = Score()
    _sets(result, "same", _pairs(wanted.get("same", [])), found.same, _pairs(allowed.get("same", [])))
    inside = closed(_within(wanted, head))
    _compare(
        result,
        "within",
        set(_within(wanted, head)),
        found.within,
        met=lambda one: one in closed(found.within),
        right=lambda one: one in inside,
        free=closed([*_within(wanted, head), *_within(allowed, head)]) - inside,
    )
    _remainders(result, wanted, found, allowed, head)
    for kind in ("contradictions", "tensions"):
        _conflicts(result, kind, wanted.get(kind, []), getattr(found, kind), allowed.get(kind, []), head)
    history = {(head.get(one, one), why) for one, why in wanted.get("history", {}).items()}
    free = {(head.get(one, one), why) for one, why in allowed.get("history", {}).items()}
    _sets(result, "history", history, set(found.history.items()), free)
    _bounds(result, wanted.get("bounds", []), found.bounds)
    _must_nots(result, case.given.get("must_not", {}), found, head, len(wanted.get("bounds", [])))
    return result


def _compare(
    result: Score,
    kind: str,
    wanted: Collection[Any],
    found: Iterable[Any],
    *,
    met: Callable[[Any], bool],
    right: Callable[[Any], bool],
    free: Collection[Any] = (),
) -> None:
    tally = result.tallies[kind]
    missing = [one for one in wanted if not met(one)]
    scored = [one for one in found if right(one) or one not in free]
    wrong = [one for one in scored if not right(one)]
    tally.expected += len(wanted)
    tally.met += len(wanted) - len(missing)
    tally.concluded += len(scored)
    tally.right += len(scored) - len(wrong)
    result.faults += sorted(f"{kind}: missing {shown(one)}" for one in missing)
    result.faults += sorted(f"{kind}: wrong {shown(one)}" for one in wrong)


def _sets(result: Score, kind: str, wanted: Collection[Any], found: Collection[Any], free: Collection[Any]) -> None:
    _compare(result, kind, wanted, found, met=lambda one: one in found, right=lambda one: one in wanted, free=free)


def _remainders(
    result: Score, wanted: Mapping[str, Any], found: Findings, allowed: Mapping[str, Any], head: Mapping[str, str]
) -> None:
    expected = {_rest(one, head): (one["low"], one["high"]) for one in wanted.get("remainders", [])}
    free = {_rest(one, head) for one in allowed.get("remainders", [])}
    concluded = {(*rest, value) for rest, value in found.remainders.items() if rest not in free}
    _sets(result, "remainders", {(*rest, value) for rest, value in expected.items()}, concluded, ())


def _rest(one: Mapping[str, Any], head: Mapping[str, str]) -> tuple[str, Names]:
    return head.get(one["whole"], one["whole"]), frozenset(head.get(part, part) for part in one["parts"])


def _conflicts(
    result: Score,
    kind: str,
    wanted: Sequence[Mapping[str, Any]],
    found: Mapping[Names, tuple[int | None, Names]],
    allowed: Sequence[Mapping[str, Any]],
    head: Mapping[str, str],
) -> None:
    """A conflict is right where its claims are, and the shortfall and assumptions that the case gives."""
    expected = {_claims(one, head): one for one in wanted}
    free = {_claims(one, head) for one in allowed}

    def right(one: Names) -> bool:
        if one not in found or one not in expected:
            return False
        said, (short, needed) = expected[one], found[one]
        if "short_by" in said and said["short_by"] != short:
            return False
        return "needs" not in said or set(said["needs"]) <= needed

    _compare(result, kind, expected.keys(), found.keys(), met=right, right=right, free=free)


def _bounds(result: Score, wanted: Sequence[Mapping[str, Any]], found: Sequence[tuple[int | None, int | None]]) -> None:
    tally = result.tallies["bounds"]
    for one, value in zip(wanted, found, strict=False):
        tally.expected += 1
        if value == (one["low"], one["high"]):
            tally.met += 1
        else:
            result.faults.append(f"bounds: of {one['of']} are {value}, not {(one['low'], one['high'])}")


def _must_nots(
    result: Score, forbidden: Mapping[str, Any], found: Findings, head: Mapping[str, str], after: int
) -> None:
    done = [
        *(("same", pair, pair in found.same) for pair in _pairs(forbidden.get("same", []))),
        *(("within", pair, pair in found.within) for pair in _within(forbidden, head)),
        *(("remainders", one, _any_rest(one, found, head)) for one in forbidden.get("remainders", [])),
        *(("history", one, head.get(one, one) in found.history) for one in forbidden.get("history", [])),
    ]
    for kind in ("contradictions", "tensions"):
        for one in forbidden.get(kind, []):
            claims, exactly = _claims(one, head), isinstance(one, dict)  # an object: these and no others
            wrong = any(claims == other if exactly else claims <= other for other in getattr(found, kind))
            done.append((kind, claims, wrong))
    for one, (low, high) in zip(forbidden.get("bounds", []), found.bounds[after:], strict=True):
        too_high = "low" in one and low is not None and low >= one["low"]
        too_low = "high" in one and high is not None and high <= one["high"]
        done.append(("bounds", f"of {one['of']}: {(low, high)}", too_high or too_low))
    result.forbidden += len(done)
    result.kept += sum(not wrong for _, _, wrong in done)
    result.faults += [f"must not: {kind} {shown(what)}" for kind, what, wrong in done if wrong]


def _any_rest(one: Mapping[str, Any], found: Findings, head: Mapping[str, str]) -> bool:
    """Whether a remainder was offered that the case forbids, by its claims or by its value."""
    if "value" in one:
        return (one["value"], one["value"]) in found.remainders.values()
    whole, parts = _rest(one, head)
    return any(whole == other and parts <= taken for other, taken in found.remainders)


def _claims(one: Mapping[str, Any] | Sequence[str], head: Mapping[str, str]) -> Names:
    names = one["claims"] if isinstance(one, Mapping) else one
    return frozenset(head.get(name, name) for name in names)


def _pairs(groups: Iterable[Sequence[str]]) -> set[Names]:
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


def _within(given: Mapping[str, Any], head: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(head.get(part, part), head.get(whole, whole)) for part, whole in given.get("within", [])]


def shown(one: Hashable | Mapping[str, Any]) -> str:
    """A finding in short."""
    if isinstance(one, frozenset | set):
        return " + ".join(sorted(map(str, one)))
    if isinstance(one, tuple):
        return " | ".join(shown(part) for part in one)
    return str(one)
