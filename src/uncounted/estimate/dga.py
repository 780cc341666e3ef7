"""Decomposable-graph model averaging: all ways in which lists can be conditionally independent, weighed by the data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from uncounted.estimate import graphs as g
from uncounted.estimate.histories import Histories
from uncounted.estimate.interface import Estimator, Fit, check_level
from uncounted.model.errors import BadSetting

if TYPE_CHECKING:
    from uncounted.estimate.dga_chains import Sampled
    from uncounted.estimate.dga_posterior import Posterior, Weights

ASSUMPTION = (
    "Some decomposable pattern of conditional independence holds between the lists: where the graph does not join two "
    "of them, being on one says nothing about being on the other, given the lists that separate them, for recorded "
    "and unrecorded victims alike. Victims are alike in their chance of being on each list, apart from what lists tell "
    "about one another. Every match is right and none is missed, and all lists cover the same people, place and time. "
    "Where two lists depend on each other, they do so as the prior of their table (delta) allows."
)
DRAWS = 4000
SHOWN = 10  # graphs in the diagnostics
MOST_INTEGERS = 20_000_000
SPIKE = 0.01  # probability of the saturated graph from which on it is worth a warning
SATURATED = 0.999  # and above which nothing else speaks, so that there is no figure
DIFFER = 1.1  # ratio of figures under different settings from which on it is worth a warning
TAIL = 1e-4


@dataclass(frozen=True)
class DecomposableGraphs(Estimator):
    """Bayesian averaging over decomposable graphs of lists (Madigan and York 1997), exact up to seven lists.

    A graph joins lists that may depend on each other directly. The cells of its cliques have hyper-Dirichlet priors
    with ``delta`` for each cell of the whole table (null: 2^-lists, one observation in all). ``prior`` of the number N
    of victims: "1/N" or "flat". ``edge_odds``: prior odds of each edge; 1 makes all graphs alike. ``grid``: "bins"
    weighs bins that are narrow beside the posterior; "integers" works out every number, and needs ``n_max``.
    ``n_min`` and ``n_max`` bound the unrecorded victims, both within; without ``n_max`` there is no bound. Above seven
    lists, ``chains`` Metropolis walks of ``steps`` steps find the graphs, from ``seed``, which draws depend on, too.

    The figure is the posterior median; the interval is central (equal tails) with probability ``level``. Refused
    where the posterior has no finite sum (a flat prior without ``n_max``), where the saturated graph has a probability
    above 0.999, so that delta alone would make the figure, or above eleven lists. Raises BadSetting.
    """

    delta: float | None = None
    prior: Literal["1/N", "flat"] = "1/N"
    edge_odds: float = 1.0
    grid: Literal["bins", "integers"] = "bins"
    n_min: int = 0
    n_max: int | None = None
    chains: int = 4
    steps: int = 50_000
    level: float = 0.95
    seed: int = 1

    name: ClassVar[str] = "dga"
    assumption: ClassVar[str] = ASSUMPTION
    draws: ClassVar[Literal["posterior", "sampling"]] = "posterior"

    def __post_init__(self) -> None:
        check_level(self.level)
        if (self.delta is not None and not 0 < self.delta <= 1000) or not 1e-9 < self.edge_odds < 1e9:
            raise BadSetting("delta lies above 0 (at most 1,000), and so do the odds of an edge.")
        if self.prior not in {"1/N", "flat"} or self.grid not in {"bins", "integers"}:
            raise BadSetting('The prior is "1/N" or "flat", the grid "bins" or "integers".')
        if self.n_min < 0 or (self.n_max is not None and not self.n_min < self.n_max <= 10**15):
            raise BadSetting("Unrecorded victims are at least n_min, from 0, and at most n_max, which is larger.")
        if self.grid == "integers" and (self.n_max is None or self.n_max - self.n_min > MOST_INTEGERS):
            raise BadSetting(f"A grid of integers needs an n_max, at most {MOST_INTEGERS:,} from n_min; or take bins.")
        if self.chains < 2 or self.steps < 100:
            raise BadSetting("Two chains at least, of 100 steps at least.")

    def find(self, table: Histories) -> Fit:
        """The posterior over graphs and the number of victims."""
        import numpy as np

        from uncounted.estimate.dga_cells import expected

        if len(table.lists) > g.LARGEST:
            return self._refused(table, f"{len(table.lists)} lists: graphs of more than {g.LARGEST} are not sampled")
        if self.prior == "flat" and self.n_max is None and self._endless(table):
            return self._refused(table, "under a flat prior and this delta the posterior has no end; set n_max or 1/N")
        sampled = None if len(table.lists) <= g.LARGEST_ENUMERATED else self._sampled(table)
        found = sampled.posterior if sampled else self._posterior(table)
        low, middle, high = self._figures(found)
        others = self._other_deltas(table, found)
        without = self._without_saturated(table, found)
        diagnostics = self._diagnostics(table, found, others) | {"without_saturated": without} | _told(sampled)
        if found.saturated > SATURATED:
            fit = self._refused(table, f"N is not identified: {_saturated(found, without)}")
            return replace(_with_chains(fit, sampled), diagnostics=diagnostics)
        chance = np.random.default_rng(self.seed)
        draws = chance.permutation(found.quantiles((np.arange(DRAWS) + chance.random(DRAWS)) / DRAWS))
        spike = () if found.saturated < SPIKE else (_saturated(found, without),)
        warnings = (*spike, *self._bounds(found, middle), *_delta_trap(others))
        delta = self.delta or 2.0 ** -len(table.lists)
        cells = expected(table, self._weights(table), found, delta)
        counts = {"n": table.n_observed}
        fit = Fit(table.lists, self.assumption, middle, low, high, None, warnings, counts, draws, cells)
        return replace(_with_chains(fit, sampled), diagnostics=diagnostics)

    def _refused(self, table: Histories, reason: str) -> Fit:
        return Fit(table.lists, self.assumption, refused=reason, counts={"n": table.n_observed})

    def _weights(self, table: Histories, delta: float | None = None) -> Weights:
        from uncounted.estimate.dga_posterior import weights

        chosen = delta or self.delta or 2.0 ** -len(table.lists)
        return weights(table, chosen, 1.0 if self.prior == "1/N" else 0.0, self.edge_odds)

    def _endless(self, table: Histories) -> bool:
        from uncounted.estimate import dga_posterior as p

        width = len(table.lists)
        extremes = g.decomposable_graphs(width) if width <= g.LARGEST_ENUMERATED else _ends(width)
        return bool(p.exponents(self._weights(table), extremes).max() >= -1)

    def _posterior(self, table: Histories, delta: float | None = None, grid: str | None = None) -> Posterior:
        from uncounted.estimate import dga_posterior as p

        points = self._integers() if (grid or self.grid) == "integers" else self._bins(table)
        return p.posterior(self._weights(table, delta), g.decomposable_graphs(len(table.lists)), points)

    def _integers(self) -> Any:
        from uncounted.estimate import dga_posterior as p

        return p.integers(self.n_min, self.n_max or 0)

    def _bins(self, table: Histories) -> Any:
        from uncounted.estimate import dga_posterior as p

        most = p.ENDLESS * max(table.n_observed, 1) if self.n_max is None else self.n_max
        return p.bins(table.n_observed, self.n_min, most, p.FINE, p.EXACT)

    def _sampled(self, table: Histories, delta: float | None = None, steps: int | None = None) -> Sampled:
        from uncounted.estimate.dga_chains import sampled

        points = self._integers() if self.grid == "integers" else self._bins(table)
        given, steps = self._weights(table, delta), steps or self.steps
        return sampled(given, len(table.lists), points, self.chains, steps, self.seed)

    def _figures(self, found: Posterior) -> tuple[float, float, float]:
        tail = (1 - self.level) / 2
        return found.quantile(tail), found.quantile(0.5), found.quantile(1 - tail)

    def _other_deltas(self, table: Histories, found: Posterior) -> list[dict[str, float]]:
        """The figure under usual values of delta, this one first."""
        own = self.delta or 2.0 ** -len(table.lists)
        told = []
        for delta in dict.fromkeys((own, 2.0 ** -len(table.lists), 0.5, 1.0)):
            if delta == own:
                other = found
            elif len(table.lists) <= g.LARGEST_ENUMERATED:
                other = self._posterior(table, delta, "bins")
            else:
                other = self._sampled(table, delta, self.steps // 5).posterior
            low, middle, high = self._figures(other)
            told.append({"delta": delta, "estimate": middle, "low": low, "high": high, "p_saturated": other.saturated})
        return told

    def _diagnostics(self, table: Histories, found: Posterior, others: list[dict[str, float]]) -> dict[str, Any]:
        return {
            "models": list(self._top(table, found)),
            "graphs": {"weighed": len(found.graphs), "p_saturated": found.saturated},
            "mean": found.mean,
            "mode": found.mode,
            "p_above_21n": found.above(21 * table.n_observed),
            "p_at_n": float(found.mass[0]) if self.n_min == 0 else 0.0,
            "grid": {
                "kind": self.grid,
                "points": len(found.mass),
                "n_min": self.n_min,
                "n_max": int(found.grid.last[-1]),
                "p_beyond": found.tail,
            },
            "deltas": others,
        }

    def _top(self, table: Histories, found: Posterior) -> Iterable[dict[str, Any]]:
        """The likeliest graphs, each with its own figure."""
        import numpy as np

        from uncounted.estimate import dga_posterior as p

        given = self._weights(table)
        for row in np.argsort(-found.graph_mass, kind="stable")[:SHOWN]:
            if found.graph_mass[row] < 1e-6:
                return
            own = p.posterior(given, p.part_of(found.graphs, np.array([row])), self._bins(table))
            low, middle, high = self._figures(own)
            figures = {"estimate": middle, "low": low, "high": high}
            yield {"model": found.graphs.label(int(row)), "weight": float(found.graph_mass[row])} | figures

    def _without_saturated(self, table: Histories, found: Posterior) -> dict[str, float] | None:
        """The figure if some two lists are conditionally independent; null where chains saw no such graph."""
        import numpy as np

        from uncounted.estimate import dga_posterior as p

        known = found.graphs  # those that can be left out beside the saturated graph cannot be without it
        if found.saturated > SPIKE and len(table.lists) <= g.LARGEST_ENUMERATED:
            known = g.decomposable_graphs(len(table.lists))
        rows = np.flatnonzero(known.size > 1)
        if not len(rows):
            return None
        low, middle, high = self._figures(p.posterior(self._weights(table), p.part_of(known, rows), self._bins(table)))
        return {"estimate": middle, "low": low, "high": high}

    def _bounds(self, found: Posterior, middle: float) -> tuple[str, ...]:
        warnings = []
        if self.n_max is not None and found.tail > TAIL:
            warnings.append(
                f"the bound n_max cuts off about {found.tail / (1 + found.tail):.2g} of the posterior; leave it out"
            )
        if self.n_min > 0 and found.mass[0] / found.grid.width[0] > found.mass.max() / found.n / 100:
            warnings.append(f"the posterior reaches the bound n_min = {self.n_min:,}; leave it out")
        if middle == found.n + self.n_min:
            warnings.append("the posterior median is the number observed: these lists show nothing of the unrecorded")
        return tuple(warnings)


def _ends(width: int) -> g.Graphs:
    """The empty and the complete graph."""
    import numpy as np

    pairs = width * (width - 1) // 2
    return g.taken_apart(np.array([0, (1 << pairs) - 1], dtype=np.int64), width)


def _saturated(found: Posterior, without: dict[str, float] | None) -> str:
    """What the saturated graph does to a figure, and the figure without it."""
    told = (
        f"the saturated graph, in which every list may depend on every other, has probability "
        f"{_share(found.saturated)}; it says nothing about the unrecorded beyond delta and piles up near the "
        f"{found.n:,} observed"
    )
    if without is None:
        return told
    low, middle, high = without["low"], without["estimate"], without["high"]
    return f"{told}; without it the figure would be {middle:,.0f}, from {low:,.0f} to {high:,.0f}"


def _share(probability: float) -> str:
    return "above 0.999" if probability > SATURATED else f"{probability:.2g}"


def _delta_trap(others: list[dict[str, float]]) -> tuple[str, ...]:
    figures = [each["estimate"] for each in others]
    if max(figures) < DIFFER * max(min(figures), 1):
        return ()
    told = ", ".join(f"{each['estimate']:,.0f} at delta {each['delta']:.4g}" for each in others)
    return (f"the figure hangs on delta, the prior of each cell: {told}",)


def _with_chains(fit: Fit, sampled: Sampled | None) -> Fit:
    if sampled is None:
        return fit
    warnings = fit.warnings
    if sampled.rhat > 1.01:
        warnings += (f"the chains over graphs do not agree (R-hat {sampled.rhat:.3f}): take more steps",)
    return replace(fit, warnings=warnings, rhat=sampled.rhat, ess_bulk=sampled.ess_bulk, ess_tail=sampled.ess_tail)


def _told(sampled: Sampled | None) -> dict[str, Any]:
    if sampled is None:
        return {"sampled": None}
    told = {"visited": sampled.visited, "least_found": sampled.least_found, "moves": sampled.moves}
    told["trades"] = sampled.trades
    return {"sampled": told}
