from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("numba")

from uncounted.estimate import Histories, LatentClass
from uncounted.estimate import latent_target as target
from uncounted.estimate.compiled import outer
from uncounted.estimate.gibbs_draws import binomial, gamma, log_gamma_number, poisson
from uncounted.estimate.interface import histories_of
from uncounted.estimate.latent_gibbs import _fresh as fresh
from uncounted.estimate.latent_gibbs import apart, block, first_steps, gibbs, missed, send
from uncounted.estimate.random_bits import words

CELLS = {"100": 60, "010": 45, "001": 30, "110": 14, "101": 9, "011": 8, "111": 5}
TABLE = Histories(("A", "B", "C"), CELLS)


def test_draws_have_the_mean_and_variance_of_their_law() -> None:
    r, number = words(np.random.SeedSequence(1)), 4000
    laws = [(outer(gamma), (s,), s, s) for s in (1.0, 2.5, 900.0)]
    laws += [(outer(poisson), (m,), m, m) for m in (0.2, 8.0, 12.0, 5000.0)]
    laws += [
        (outer(binomial), (n, p), n * p, n * p * (1 - p)) for n, p in ((5.0, 0.4), (40.0, 0.9), (60.0, 0.4), (1e6, 0.7))
    ]
    log_gamma = outer(log_gamma_number)
    for law, settings, mean, variance in laws:
        found = np.array([law(r, *settings) for _ in range(number)])
        assert found.mean() == pytest.approx(mean, abs=4.5 * (variance / number) ** 0.5), (law, settings)
        assert found.var() == pytest.approx(variance, rel=0.15), (law, settings)
    logs = np.array([log_gamma(r, 0.01) for _ in range(number)])
    assert logs.mean() == pytest.approx(-100.56, rel=0.08)  # digamma(0.01)


def test_sweeps_agree_with_draws_of_the_prior_weighed_by_the_likelihood() -> None:
    """For few victims, importance sampling from the prior needs no chain at all."""
    table = target.table_of({"110": 2, "101": 1, "010": 1, "111": 1}, 4, 1.0, 1.0)
    rng, s = np.random.default_rng(1), target.states_for(table, 1)[0]
    p, set_state, recorded = target.workspace(table)[0], outer(target.set_state), outer(target.recorded)
    ll, seen, weight = [], [], []
    for _ in range(6000):
        target.draw_prior(rng, table, s)
        set_state(table, s, p)
        ll.append(s[0, target.LL])
        seen.append(recorded(table, s))
        weight.append(s[:4, target.PI].max())
    shares = np.exp(ll) / np.exp(ll).sum()
    chains = [fresh(table, each, first_steps(table)) for each in np.random.SeedSequence(2).spawn(4)]
    kept = block(table, chains, 800, 800)
    ours = np.concatenate([each.seen for each in kept])
    largest = np.concatenate([each.theta[:, :, -1].max(axis=1) for each in kept])
    assert ours.mean() == pytest.approx(float(shares @ seen), abs=0.015)
    assert (ours**2).mean() == pytest.approx(float(shares @ np.square(seen)), abs=0.018)
    # over seeds the two differ by 0.009 (sd); test_gibbs_sweeps tells smaller faults
    assert largest.mean() == pytest.approx(float(shares @ weight), abs=0.045)
    assert np.concatenate([each.ll for each in kept]).mean() == pytest.approx(float(shares @ ll), abs=0.1)


def test_gibbs_and_plain_runs_agree_and_a_seed_gives_the_same_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = LatentClass(classes=4, runs=4, budget=0.1, sampler="gibbs")
    one = settings.fitted(TABLE)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    two = settings.fitted(TABLE)
    assert one.draws is not None
    assert two.draws is not None
    assert (one.draws == two.draws).all()
    found = one.estimate
    assert found.diagnostics == two.estimate.diagnostics
    assert found.diagnostics["sampler"] == "gibbs"
    assert found.diagnostics["log_evidence_sd"] is None
    assert "no log evidence" in found.diagnostics["certified_by"]
    plain = LatentClass(classes=4, runs=4, budget=0.3, sampler="plain").fit(TABLE)
    assert found.estimate == pytest.approx(plain.estimate, rel=0.05)
    assert found.low == pytest.approx(plain.low, rel=0.05)
    assert one.expected is not None
    at = [list(histories_of(3)).index(history) for history in CELLS]
    assert one.expected.sum(axis=1) == pytest.approx(1)
    assert one.expected.mean(axis=0)[at] * 171 == pytest.approx(list(CELLS.values()), abs=12)


def test_runs_that_stay_apart_are_named() -> None:
    rng = np.random.default_rng(1)
    odds, ll = rng.standard_normal((4, 400)), rng.standard_normal((4, 400))
    assert apart(odds, ll) == ()
    odds[2] += 2
    assert "of run 3" in apart(odds, ll)[0]


def test_scouts_that_end_elsewhere_are_counted() -> None:
    table = target.table_of(CELLS, 4, 0.25, 0.25)
    chains = [fresh(table, each, first_steps(table)) for each in np.random.SeedSequence(2).spawn(3)]
    kept = block(table, chains, 100, 0)
    seen, ll = (np.array([getattr(each, name) for each in kept]) for name in ("seen", "ll"))
    assert missed(seen, ll, kept) == ()
    assert "1 of 3" in missed(seen, ll, [*kept[:2], kept[2]._replace(seen=kept[2].seen / 100)])[0]


def test_a_budget_that_holds_no_block_has_no_answer() -> None:
    assert gibbs(target.table_of(CELLS, 10, 0.25, 0.25), 8, 1, 0.001) is None


def test_scouts_on_their_way_go_on_and_those_that_stay_away_are_told() -> None:
    table, steps = target.table_of(CELLS, 4, 0.25, 0.25), first_steps(target.table_of(CELLS, 4, 0.25, 0.25))
    chains = [fresh(table, each, steps) for each in np.random.SeedSequence(2).spawn(6)]
    runs = block(table, chains[:3], 300, 0)
    seen, ll = (np.array([getattr(each, name) for each in runs]) for name in ("seen", "ll"))
    assert missed(seen, ll, send(table, chains[3:], [runs])) == ()
    nowhere = [each._replace(seen=each.seen / 1000) for each in runs]
    assert missed(np.array([each.seen for each in nowhere]), ll, send(table, chains[3:], [nowhere]))
