"""``python -m benchmarks.linkage``: linking invented people on five lists: seconds of each step, peak memory,
accuracy.
"""

from __future__ import annotations

import argparse
import resource
import time

import numpy as np

from uncounted.link.persons.linking import link_persons
from uncounted.link.persons.lists import LinkSettings
from uncounted.link.persons.simulate import simulate

SHARES = (0.5, 0.4, 0.3, 0.3, 0.2)


def main() -> None:
    """Print what one linkage of ``--records`` records costs."""
    parser = argparse.ArgumentParser(prog="benchmarks.linkage", description=main.__doc__)
    parser.add_argument("--records", type=int, default=1_000_000, help="records over all five lists, about")
    parser.add_argument("--draws", type=int, default=100, help="clusterings to draw")
    options = parser.parse_args()
    given = simulate(int(options.records / sum(SHARES)), SHARES, seed=1)
    wall, cpu = time.perf_counter(), time.process_time()
    linkage = link_persons(given.lists, LinkSettings(draws=options.draws))
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    label, truth = linkage.victim.astype(np.int64), np.asarray(given.truth)
    both, found, true = (_pairs(each) for each in (label * given.people + truth, label, truth))
    print(f"records {len(truth):,}  lists {len(SHARES)}  pairs worth a look {len(linkage.pairs.left):,}")
    print("  ".join(f"{step} {seconds:.1f} s" for step, seconds in linkage.seconds.items()))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"wall {wall:.0f} s  CPU {cpu:.0f} s  peak {peak:.1f} GB")
    print(f"precision {both / max(found, 1):.4f}  recall {both / max(true, 1):.4f}")


def _pairs(label: np.ndarray) -> int:  # type: ignore[type-arg]
    sizes = np.unique(label, return_counts=True)[1]
    return int((sizes * (sizes - 1) // 2).sum())


if __name__ == "__main__":
    main()
