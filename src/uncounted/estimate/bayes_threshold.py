"""Bayesian thresholding: the dependences between lists whose posterior stands clear of zero, and the model of those."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from uncounted.estimate.histories import Histories
from uncounted.estimate.interface import Estimator, Fit, check_level
from uncounted.estimate.loglinear_models import closure, model_name, term_name
from uncounted.model.errors import BadSetting, Refused

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ASSUMPTION = (
    "Lists depend on one another in pairs (or threes, where asked for) as far as the recorded victims show it clearly, "
    "and otherwise not at all; the dependence that shows among recorded victims holds for unrecorded ones, and there "
    "is no term of all lists together. Victims are alike in their chance of being on each list, apart from what lists "
    "tell about one another. Every match is right and none is missed, and all lists cover the same people, place and "
    "time."
)
MOST_LISTS = 11
RUNS = 8
LONGEST = 16  # times the draws asked for, where runs do not agree sooner
RHAT, ESS = 1.01, 400
NEAR = 0.1  # of the threshold: a ratio that Monte-Carlo noise could carry over it
THRESHOLDS = (1.5, 2.0, 2.5, 3.0)
DIFFER = 1.1  # ratio of figures from which on it is worth a warning
KEPT = 8_000
SHOWN = 400  # draws that the predictive check is given


@dataclass(frozen=True)
class Posterior:
    """Draws of one model: (runs, draws, coefficients), the coefficient of each term, and terms of minus infinity."""

    draws: NDArray[np.float64]
    terms: tuple[int, ...]
    gone: tuple[int, ...]
    accepted: float

    def ratios(self, among: tuple[int, ...]) -> dict[int, float]:
        """The posterior mean over its standard deviation of each term, in absolute value."""
        flat = self.draws.reshape(-1, self.draws.shape[2])
        mean, spread = flat.mean(axis=0), flat.std(axis=0, ddof=1)
        return {t: float(abs(mean[k]) / spread[k]) for k, t in enumerate(self.terms) if t in among}


@dataclass(frozen=True)
class _Chosen:
    """The terms that stayed, and the statistics that decided it."""

    pairs: tuple[int, ...]
    triples: tuple[int, ...]
    gone: tuple[int, ...]
    ratios: dict[int, float] = field(default_factory=dict)

    @property
    def terms(self) -> tuple[int, ...]:
        return (*self.pairs, *self.triples, *self.gone)


@dataclass(frozen=True)
class BayesianThreshold(Estimator):
    """All dependences of two lists are fitted with their prior; those less than ``threshold`` posterior standard
    deviations from zero go, and the rest are fitted again (Silverman 2020).

    The prior of a dependence is normal around zero with ``prior_variance``, or flat where that is null; intercept and
    main effects have flat ones. With a flat prior an empty overlap is a dependence of minus infinity, which stays, and
    the model of all pairs must have a maximum and be identified, or the answer is refused. With ``max_order`` 3, terms
    of three lists all of whose pairs stayed are fitted next and thresholded likewise (as MultipleSystemsEstimation).

    The figure is the posterior median of the observed victims and the mean of those on no list, the interval its
    quantiles; it knows nothing of the selection, other than ``stepwise``'s. ``draws`` are those of each of eight runs,
    doubled up to sixteen times until the runs agree. Refused above eleven lists. Raises BadSetting.
    """

    threshold: float = 2.0
    prior_variance: float | None = 1.0
    max_order: int = 2
    draws_per_run: int = 2000
    level: float = 0.95
    seed: int = 1

    name: ClassVar[str] = "bayes-threshold"
    assumption: ClassVar[str] = ASSUMPTION
    draws: ClassVar[Literal["posterior", "sampling"]] = "posterior"

    def __post_init__(self) -> None:
        check_level(self.level)
        if self.threshold < 0:
            raise BadSetting(f"A threshold of ratios is 0 or more, not {self.threshold}.")
        if self.prior_variance is not None and not self.prior_variance > 0:
            raise BadSetting("A variance is above 0; null is a flat prior.")
        if self.max_order not in (2, 3):
            raise BadSetting(f"Terms have two lists or three: max_order is 2 or 3, not {self.max_order}.")
        if not 200 <= self.draws_per_run <= 200_000:
            raise BadSetting("A run has 200 draws or more, at most 200,000.")

    def find(self, table: Histories) -> Fit:
        """The posterior of the thresholded model."""
        import numpy as np

        from uncounted.estimate.poisson import cell_counts

        width, n = len(table.lists), table.n_observed
        if width > MOST_LISTS:
            return self._refused(table, f"{width} lists: more than {MOST_LISTS} are not thresholded")
        work = Work(cell_counts(table), table.lists, self)
        try:
            chosen = work.select(self.threshold)
            final = work.sample(chosen.terms, 3)
        except Refused as why:
            return self._refused(table, str(why))
        totals = n + np.exp(final.draws[:, :, 0])
        low, value, high = np.quantile(totals, ((1 - self.level) / 2, 0.5, (1 + self.level) / 2))
        told = self._told(work, chosen, final, n)
        fit = Fit(
            table.lists, self.assumption, float(value), float(low), float(high), None,
            self._warnings(work, chosen, told, float(value)), {"n": n}, _thinned(totals.ravel(), KEPT),
            work.chances(final),
        )  # fmt: skip
        rhat, bulk, tail = work.agreement(totals)
        return replace(fit, rhat=rhat, ess_bulk=bulk, ess_tail=tail, diagnostics=told)

    def _refused(self, table: Histories, reason: str) -> Fit:
        return Fit(table.lists, self.assumption, refused=reason, counts={"n": table.n_observed})

    def _told(self, work: Work, chosen: _Chosen, final: Posterior, n: int) -> dict[str, Any]:
        named = {term_name(term): ratio for term, ratio in chosen.ratios.items()}
        return {
            "model": model_name(closure(chosen.terms, work.width)),
            "ratios": named,
            "retained": [term_name(term) for term in (*chosen.pairs, *chosen.triples)],
            "minus_infinity": [term_name(term) for term in chosen.gone],
            "thresholds": work.at_thresholds(n),
            "runs": work.medians(final, n),
            "accepted": final.accepted,
        }

    def _warnings(self, work: Work, chosen: _Chosen, told: dict[str, Any], value: float) -> tuple[str, ...]:
        found = list(work.notes)
        near = [work.lists_of(t) for t, ratio in chosen.ratios.items() if abs(ratio - self.threshold) < NEAR]
        if near:
            found.append(f"so near the threshold that another seed may decide otherwise: {'; '.join(near)}")
        figures = [float(one["estimate"]) for one in told["thresholds"]] + [value]
        if max(figures) > DIFFER * min(figures):
            said = ", ".join(f"{one['estimate']:,.0f} at {one['threshold']:g}" for one in told["thresholds"])
            found.append(f"the figure hangs on the threshold: {said}")
        return tuple(found)


class Work:
    """One table under one setting: models are sampled here."""

    def __init__(self, counts: NDArray[np.float64], lists: tuple[str, ...], setting: BayesianThreshold) -> None:
        self.counts, self.lists, self.setting = counts, lists, setting
        self.width = width = len(lists)
        self.pairs = tuple(1 << i | 1 << j for i, j in combinations(range(width), 2))
        self.notes: dict[str, None] = {}  # in the order in which they came
        self._sampled: dict[tuple[int, ...], Posterior] = {}

    def lists_of(self, term: int) -> str:
        """The lists of a term, by name: ``press and morgue``."""
        return " and ".join(name for i, name in enumerate(self.lists) if term >> i & 1)

    def select(self, threshold: float) -> _Chosen:
        """Which terms stay. Raises Refused."""
        full = self.sample(self.pairs, 1)
        ratios = full.ratios(self.pairs)
        pairs, gone = tuple(t for t, r in ratios.items() if r >= threshold), full.gone
        held = {*pairs, *gone}
        triples = tuple(
            t for t in (a | b | c for a, b, c in combinations([1 << i for i in range(self.width)], 3))
            if all(t & ~(1 << i) in held for i in range(self.width) if t >> i & 1)
        )  # fmt: skip
        triples = tuple(t for t in triples if t != (1 << self.width) - 1)
        if self.setting.max_order < 3 or not triples:
            return _Chosen(pairs, (), gone, ratios)
        try:
            wider = self.sample((*pairs, *gone, *triples), 2)
        except Refused as why:
            self.notes[f"terms of three lists were left out: {why}"] = None
            return _Chosen(pairs, (), gone, ratios)
        more = wider.ratios(triples)
        kept = tuple(t for t, r in more.items() if r >= threshold)
        return _Chosen(pairs, kept, tuple(dict.fromkeys((*gone, *wider.gone))), ratios | more)

    def sample(self, terms: tuple[int, ...], stage: int) -> Posterior:
        """Draws of the model of these terms and all below them. Raises Refused."""
        import numpy as np

        from uncounted.estimate.log_posterior import LogPosterior, draw_posterior
        from uncounted.estimate.poisson import exists, identified, left_over

        model = closure(terms, self.width)
        if model in self._sampled:
            return self._sampled[model]
        variance, left, cells = self.setting.prior_variance, list(model), list(range(1, self.counts.size))
        if variance is None:
            if not identified(self.counts, model) or not exists(self.counts, model):
                raise Refused(f"with a flat prior the posterior of {model_name(model)} is improper")
            left, cells = left_over(self.counts, model)
        design = np.array([[float(c & t == t) for t in left] for c in cells])
        precision = np.array([0.0 if t.bit_count() < 2 or variance is None else 1 / variance for t in left])
        posterior = LogPosterior(self.counts[cells], design, precision)
        found, draws = None, self.setting.draws_per_run
        while found is None or (not _agree(found[0]) and draws < LONGEST * self.setting.draws_per_run):
            draws = draws if found is None else 2 * draws
            found = draw_posterior(posterior, runs=RUNS, draws=draws, seed=[self.setting.seed, stage])
            if found is None:
                raise Refused(f"the posterior of {model_name(model)} has no maximum")
        if not _agree(found[0]):
            said = f"the runs of {model_name(model)} do not agree after {draws:,} draws each: do not rely on the figure"
            self.notes[said] = None
        gone = tuple(t for t in model if t not in left)
        self._sampled[model] = Posterior(found[0], tuple(left), gone, found[1])
        return self._sampled[model]

    def chances(self, final: Posterior) -> NDArray[np.float64]:
        """The chances of each history for some draws, a row each."""
        import numpy as np

        from uncounted.estimate.interface import histories_of

        flat = final.draws.reshape(-1, final.draws.shape[2])
        some = flat[:: max(1, len(flat) // SHOWN)]
        cells = [sum(1 << i for i, on in enumerate(history) if on == "1") for history in histories_of(self.width)]
        there = np.array([not any(c & t == t for t in final.gone) for c in cells])
        design = np.array([[float(c & t == t) for c in cells] for t in final.terms])
        mean = np.exp(some @ design) * there
        found: NDArray[np.float64] = mean / mean.sum(axis=1, keepdims=True)
        return found

    def agreement(self, totals: NDArray[np.float64]) -> tuple[float, float, float]:
        """R-hat and effective draws of the runs, bulk and tail."""
        from uncounted.estimate.convergence import ess_bulk, ess_tail, rank_normalised_rhat

        return rank_normalised_rhat(totals), ess_bulk(totals), ess_tail(totals)

    def medians(self, final: Posterior, n: int) -> list[dict[str, float]]:
        """The median of each run."""
        import numpy as np

        return [{"median": float(n + np.exp(np.median(run[:, 0])))} for run in final.draws]

    def at_thresholds(self, n: int) -> list[dict[str, Any]]:
        """The figure, with what stays, at usual thresholds and at this one."""
        import numpy as np

        found = []
        for threshold in sorted({*THRESHOLDS, self.setting.threshold}):
            try:
                chosen = self.select(threshold)
                drawn = self.sample(chosen.terms, 3)
            except Refused:  # at this threshold alone there is no posterior
                continue
            value = float(n + np.exp(np.median(drawn.draws[:, :, 0])))
            model = model_name(closure(chosen.terms, self.width))
            found.append({"threshold": threshold, "estimate": value, "model": model})
        return found


def _agree(draws: NDArray[np.float64]) -> bool:
    from uncounted.estimate.convergence import ess_bulk, rank_normalised_rhat

    intercept = draws[:, :, 0]
    return rank_normalised_rhat(intercept) < RHAT and ess_bulk(intercept) > ESS


def _thinned(values: NDArray[np.float64], most: int) -> NDArray[np.float64]:
    return values[:: max(1, -(-values.size // most))]
