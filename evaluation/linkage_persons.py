"""``python -m evaluation.linkage_persons DATA``: how well linkage finds who is one person, with no threshold from
truth.

DATA is the folder with ``linkage/persons_*.parquet``. Prints aggregates alone: the persons of some of these lists are
real.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from uncounted.link.persons.columns import NAME_PARTS
from uncounted.link.persons.linking import link_persons
from uncounted.link.persons.lists import Linkage, LinkSettings, PersonList
from uncounted.link.persons.tables import overlap_table
from uncounted.model.person import OverlapTable, Role

if TYPE_CHECKING:
    from numpy.typing import NDArray

_RL: dict[str, Role] = {
    "fname_c1": "given", "fname_c2": "other name", "lname_c1": "family", "lname_c2": "other name",
    "by": "birth year", "bm": "birth month", "bd": "birth day",
}  # fmt: skip
_FEBRL: dict[str, Role] = {
    "given_name": "given", "surname": "family", "street_number": "attribute", "address_1": "attribute",
    "address_2": "attribute", "suburb": "place", "postcode": "attribute", "state": "place", "date_of_birth": "birth",
}  # fmt: skip
_GAZA: dict[str, Role] = {"name_ar": "name", "dob": "birth", "age": "age", "sex": "sex"}


@dataclass(frozen=True)
class Case:
    """A set of lists with truth: its file, the roles of its columns, and the F1 to reach."""

    file: str
    roles: dict[str, Role]
    distinct: bool
    bar: float


CASES = (
    Case("persons_gaza3_dev", _GAZA, True, 0.975),
    Case("persons_RLdata10000", _RL, False, 0.98),
    Case("persons_febrl4", _FEBRL, True, 0.997),
)


@dataclass(frozen=True)
class Result:
    """What linkage made of a case. ``ceiling`` is the F1 of the mended truth against the truth. ``inside`` counts the
    cells of the overlap table whose interval holds the truth.
    """

    precision: float
    recall: float
    f1: float
    ceiling: float
    inside: int
    cells: int
    seconds: float
    linkage: Linkage
    truth: OverlapTable
    mended: OverlapTable


def main() -> None:
    """Print a line for each set, and the overlap tables."""
    parser = argparse.ArgumentParser(prog="evaluation.linkage_persons", description=main.__doc__)
    parser.add_argument("data", type=Path, help="the folder that holds linkage/")
    parser.add_argument("names", nargs="*", help="sets to link, by a part of their names; by default all")
    options = parser.parse_args()
    print(f"{'set':22}{'P':>7}{'R':>7}{'F1':>7}{'bar':>7}  {'perfect':>7}  {'estimated P':>20} {'estimated R':>20}"
          f" {'cells':>6} {'s':>6}")  # fmt: skip
    for case in CASES:
        if not options.names or any(name in case.file for name in options.names):
            _print(case, evaluate(options.data / "linkage", case))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MB")


def _print(case: Case, result: Result) -> None:
    quality = result.linkage.quality
    shares = [f"{s.value:.3f} ({s.low:.3f}-{s.high:.3f})" for s in (quality.precision, quality.recall)]
    inside = f"{result.inside}/{result.cells}" if result.cells else ""
    print(
        f"{case.file.removeprefix('persons_'):22}{result.precision:7.4f}{result.recall:7.4f}{result.f1:7.4f}"
        f"{case.bar:7.3f}  {result.ceiling:7.4f}  {shares[0]:>20} {shares[1]:>20} {inside:>6} {result.seconds:6.1f}"
    )
    if result.cells:
        print(f"  {'cell':>10}{'by truth':>10}{'mended':>10}{'linked':>10}{'95 % of draws':>18}")
        for history, (low, high) in intervals(result.linkage.overlap).items():
            true = result.truth.cells.get(history, 0)
            mark = "" if low <= true <= high else "  outside"
            best = result.linkage.overlap.cells.get(history, 0)
            whole = result.mended.cells.get(history, 0)
            print(f"  {history:>10}{true:10,}{whole:10,}{best:10,}{low:10,.0f}-{high:,.0f}{mark}")


def evaluate(folder: Path, case: Case, settings: LinkSettings | None = None) -> Result:
    """Link the lists of a case and compare with its truth."""
    lists, truth = read_case(folder / f"{case.file}.parquet", case)
    started = time.perf_counter()
    linkage = link_persons(lists, settings)
    seconds = time.perf_counter() - started
    precision, recall, f1 = pairwise(linkage.victim, truth)
    true = overlap_table(linkage.lists, linkage.list_of, truth, np.zeros((0, 1), dtype=np.int64))
    spread = intervals(linkage.overlap) if len(lists) > 1 else {}
    inside = sum(low <= true.cells.get(history, 0) <= high for history, (low, high) in spread.items())
    whole = mended(linkage, truth) if len(lists) > 1 else truth
    best = overlap_table(linkage.lists, linkage.list_of, whole, np.zeros((0, 1), dtype=np.int64))
    return Result(
        precision, recall, f1, pairwise(whole, truth)[2], inside, len(spread), seconds, linkage, true, best
    )  # fmt: skip


def read_case(path: Path, case: Case) -> tuple[list[PersonList], NDArray[np.int32]]:
    """The lists of a set, and for each record over all lists the number of its true cluster."""
    import pyarrow.parquet as pq

    columns: dict[str, list[Any]] = pq.read_table(path).to_pydict()
    source = columns.get("source_dataset") or ["all"] * len(columns["unique_id"])
    lists: list[PersonList] = []
    truth: list[Any] = []
    for name in sorted(set(source)):
        at = [i for i, of in enumerate(source) if of == name]
        pick: Callable[[str], list[Any]] = lambda column, at=at: [columns[column][i] for i in at]  # noqa: E731
        keys = [str(key) for key in pick("unique_id")]
        lists.append(PersonList(name, {c: pick(c) for c in case.roles}, case.roles, keys, case.distinct))
        truth += pick("cluster_id")
    return lists, np.unique(np.asarray(truth), return_inverse=True)[1].astype(np.int32)


def pairwise(label: NDArray[np.int32], truth: NDArray[np.int32]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of records in one cluster."""
    joint = label.astype(np.int64) * (int(truth.max()) + 1) + truth
    both, found, true = (_pairs(each) for each in (joint, label, truth))
    precision, recall = both / max(found, 1), both / max(true, 1)
    return precision, recall, 2 * both / max(found + true, 1)


def _pairs(label: NDArray[Any]) -> int:
    sizes = np.unique(label, return_counts=True)[1].astype(np.int64)
    return int((sizes * (sizes - 1) // 2).sum())


def intervals(table: OverlapTable, level: float = 0.95) -> dict[str, tuple[float, float]]:
    """For each cell of the table the central interval of the draws."""
    histories = sorted({history for draw in table.draws for history in draw} | set(table.cells))
    tails = ((1 - level) / 2, (1 + level) / 2)
    return {
        history: tuple(np.quantile([draw.get(history, 0) for draw in table.draws], tails).tolist())
        for history in histories
    }


def mended(linkage: Linkage, truth: NDArray[np.int32]) -> NDArray[np.int32]:
    """The truth with the splits mended that an id makes when it is corrected between two releases of a list.

    Two true clusters without a list in common are one person if two records of them agree in full on sex and on three
    or more parts of the name, whatever their dates say. Namesakes among them are few: as many as there are within a
    list.
    """
    pairs = linkage.pairs
    at = [i for i, each in enumerate(linkage.comparisons) if each.name in (*NAME_PARTS, "sex")]
    tops = np.asarray([len(linkage.comparisons[i].levels) - 1 for i in at])
    levels = pairs.levels[:, at]
    full = ((levels == tops) | (levels < 0)).all(axis=1) & ((levels >= 0).sum(axis=1) >= 4)
    on = np.zeros((int(truth.max()) + 1, len(linkage.lists)), dtype=bool)
    on[truth, linkage.list_of] = True
    one, other = truth[pairs.left[full]], truth[pairs.right[full]]
    apart = ~(on[one] & on[other]).any(axis=1)
    parent = np.arange(len(on))
    for a, b in zip(one[apart].tolist(), other[apart].tolist(), strict=True):
        if parent[a] == a and parent[b] == b and not (on[a] & on[b]).any():
            parent[b] = a
            on[a] |= on[b]
    return parent[truth].astype(np.int32)


if __name__ == "__main__":
    main()
