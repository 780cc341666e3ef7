"""The latent class model with classes of victims, the unrecorded and alpha integrated out: its density, compiled.

A victim belongs to class k with probability pi_k and is then on list j with probability lambda_jk, independently over
lists. With s = P(on some list) and p_c = P(history c), the likelihood is prod (p_c / s)^n_c. Priors are those of
Manrique-Vallier 2016: lambda uniform; pi from K - 1 sticks V_k ~ Beta(1, alpha), alpha ~ Gamma(a, b); p(N) ~ 1/N.
With E_k = -log(1 - V_k) and alpha integrated out, the sticks have density ~ (b + sum E)^-(a + K - 1).

A state is kept as logits of lambda and w_k = log E_k; E is so heavy-tailed that any other scale breaks down. Within a
class the odds o_j = lambda / (1 - lambda) do the work: P(c | k) = prod of the odds of c's lists / prod of all (1 + o).

A state is a matrix with a row for each class, so that a class is put aside by copying a row. Its columns: ``SEEN``
P(on some list | class), ``PRIOR`` log prior of the logits, ``W``, ``LOGPI``, ``PI``, the three weights put aside,
``LL`` the log likelihood (first row only), ``MOVING`` for Hamiltonian steps, then from ``FIRST`` the logits, the
lambdas, P(history | class), and room for gradients and momenta. Two rows after the classes hold classes put aside.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from uncounted.estimate.compiled import inner

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

SEEN, PRIOR, W, LOGPI, PI, OLD_W, OLD_LOGPI, OLD_PI, LL, MOVING, FIRST = range(11)
LARGEST_LOGIT = 40.0  # the prior leaves less than 1e-17 beyond it
LARGEST_W = 600.0
FELT = 1e-3  # expected records below which a class has no gradient
NEGLIGIBLE = 1e-30  # weight of a class below which it adds nothing to the probability of any history


class Table(NamedTuple):
    """An overlap table for the kernels: a tree of histories, and the figures of the prior.

    Node 0 is the history of no list; node i is node ``parent[i]`` with list ``last[i]`` added, which comes after all
    lists of the parent. ``counts[i]`` victims have that history. ``bound`` is the largest log likelihood of any model;
    ``free``: how many probabilities of histories are free, those seen less one where all are.
    """

    counts: Array
    parent: Ints
    last: Ints
    lists: int
    classes: int
    n: float
    bound: float
    free: int
    a: float
    b: float


def table_of(cells: Mapping[str, int], classes: int, a: float, b: float) -> Table:
    """The kernels' form of an overlap table (``Histories.cells``), for a Gamma(``a``, rate ``b``) prior of alpha."""
    nodes: dict[str, int] = {}
    parent: list[int] = []
    last: list[int] = []
    for history in sorted(cells, key=lambda each: (each.count("1"), each)):
        _add_node(history, nodes, parent, last)
    counts = np.zeros(len(nodes))
    for history, count in cells.items():
        counts[nodes[history]] = count
    seen = counts[counts > 0]
    total = float(seen.sum())
    bound = float((seen * np.log(seen / total)).sum())
    lists = len(next(iter(nodes)))
    free = len(seen) - (len(seen) == 2**lists - 1)
    return Table(counts, np.array(parent), np.array(last), lists, classes, total, bound, free, float(a), float(b))


def states_for(table: Table, number: int) -> Array:
    """Room for a number of states; nothing in it is set."""
    width = FIRST + 4 * table.lists + len(table.counts) + 2
    return np.zeros((number, table.classes + 2, width))


def workspace(table: Table) -> Array:
    """Room for the kernels to work in: rows for probabilities of histories, and for what is proposed."""
    return np.zeros((5, max(len(table.counts), 4 * (table.lists + 1))))


def _add_node(history: str, nodes: dict[str, int], parent: list[int], last: list[int]) -> int:
    if history in nodes:
        return nodes[history]
    above, at = 0, 0
    if "1" in history:
        at = history.rindex("1")
        above = _add_node(f"{history[:at]}0{history[at + 1 :]}", nodes, parent, last)
    nodes[history] = len(parent)
    parent.append(above)
    last.append(at)
    return nodes[history]


@inner
def set_class(table: Table, s: Array, k: int) -> bool:
    """Work out all that follows from the logits of class k; False where a logit is out of bounds."""
    lists, cells = table.lists, FIRST + 2 * table.lists
    d, total = 0.0, 0.0
    for j in range(FIRST, FIRST + lists):
        ell = s[k, j]
        if not -LARGEST_LOGIT < ell < LARGEST_LOGIT:
            return False
        odds = math.exp(ell)
        s[k, j + lists] = odds
        d += (1.0 + d) * odds
        total += ell
    missed = 1.0 / (1.0 + d)
    s[k, SEEN] = d * missed
    s[k, PRIOR] = total + 2.0 * math.log(missed)
    s[k, cells] = missed
    for i in range(1, table.parent.shape[0]):
        s[k, cells + i] = s[k, cells + table.parent[i]] * s[k, FIRST + lists + table.last[i]]
    for j in range(FIRST + lists, FIRST + 2 * lists):
        s[k, j] /= 1.0 + s[k, j]
    return True


@inner
def copy_class(table: Table, s: Array, source: int, target: int) -> None:
    """Copy a class, not its weight, from one row to another."""
    s[target, SEEN] = s[source, SEEN]
    s[target, PRIOR] = s[source, PRIOR]
    for i in range(FIRST, FIRST + 2 * table.lists + table.counts.shape[0]):
        s[target, i] = s[source, i]


@inner
def copy_state(table: Table, source: Array, target: Array) -> None:
    """Copy a state."""
    for k in range(table.classes):
        for i in range(FIRST + 2 * table.lists + table.counts.shape[0]):
            target[k, i] = source[k, i]


@inner
def keep_weights(s: Array) -> None:
    """Put the class weights aside."""
    for k in range(s.shape[0]):
        s[k, OLD_W], s[k, OLD_LOGPI], s[k, OLD_PI] = s[k, W], s[k, LOGPI], s[k, PI]


@inner
def return_weights(s: Array) -> None:
    """Put the class weights back."""
    for k in range(s.shape[0]):
        s[k, W], s[k, LOGPI], s[k, PI] = s[k, OLD_W], s[k, OLD_LOGPI], s[k, OLD_PI]


@inner
def weights_from_sticks(table: Table, s: Array) -> None:
    """Class weights from w = log E: pi_k = (1 - exp(-E_k)) exp(-sum of the E before)."""
    last = table.classes - 1
    left = 0.0
    for k in range(last):
        e = stick(s[k, W])
        s[k, LOGPI] = left + log_taken(s[k, W], e)
        s[k, PI] = math.exp(s[k, LOGPI])
        left -= e
    s[last, LOGPI] = left
    s[last, PI] = math.exp(left)


@inner
def sticks_from_weights(table: Table, s: Array) -> None:
    """The w = log E from the class weights: E_k = log(1 + pi_k / what is left after k)."""
    last = table.classes - 1
    left = s[last, LOGPI]
    for k in range(last - 1, -1, -1):
        x = s[k, LOGPI] - left
        e = log1p_exp(x)
        s[k, W] = x if x < -35.0 else math.log(e)
        left += e


@inner
def stick(w: float) -> float:
    """E = exp(w), finite for every w."""
    return math.exp(min(LARGEST_W, w))


@inner
def log_taken(w: float, e: float) -> float:
    """The log of what stick w = log(e) takes of what is left: log(1 - exp(-e))."""
    return w if w < -35.0 else math.log(-math.expm1(-e))


@inner
def log1p_exp(x: float) -> float:
    """log(1 + exp(x)), without overflow."""
    return x if x > 36.0 else math.log1p(math.exp(x))


@inner
def log_prior_sticks(table: Table, s: Array) -> float:
    """Log prior density of w, without its constant."""
    total, logs = table.b, 0.0
    for k in range(table.classes - 1):
        logs += s[k, W]
        total += stick(s[k, W])
    return logs - (table.a + table.classes - 1) * math.log(total)


@inner
def log_prior_weights(table: Table, s: Array) -> float:
    """Log prior density of (pi_1, ..., pi_K-1), without its constant: (b - log pi_K)^-(a+K-1) prod 1/(rest from k)."""
    last = table.classes - 1
    left = s[last, LOGPI]
    found = -(table.a + last) * math.log(table.b - left) - left
    for k in range(last - 1, 0, -1):
        x = s[k, LOGPI] - left
        left += x if x > 36.0 else math.log1p(math.exp(x))
        found -= left
    return float(found)


@inner
def log_prior(table: Table, s: Array) -> float:
    """Log prior density of the coordinates (logits, w), without its constant."""
    found = log_prior_sticks(table, s)
    for k in range(table.classes):
        found += s[k, PRIOR]
    return found


@inner
def recorded(table: Table, s: Array) -> float:
    """P(on some list)."""
    found = 0.0
    for k in range(table.classes):
        found += s[k, PI] * s[k, SEEN]
    return found


@inner
def log_likelihood(table: Table, s: Array, p: Array) -> float:
    """The log of prod (p_c / s)^n_c; minus infinity where a history has no chance. ``p`` is left with the p_c."""
    number, cells = table.counts.shape[0], FIRST + 2 * table.lists
    for i in range(number):
        p[i] = 0.0
    seen = 0.0
    for k in range(table.classes):
        weight = s[k, PI]
        if weight > NEGLIGIBLE:
            seen += weight * s[k, SEEN]
            for i in range(number):
                p[i] += weight * s[k, cells + i]
    if not seen > 0.0:
        return -math.inf
    found = -table.n * math.log(seen)
    for i in range(1, number):
        if table.counts[i] > 0.0:
            if not p[i] > 0.0:
                return -math.inf
            found += table.counts[i] * math.log(p[i])
    return found


@inner
def gradient(table: Table, s: Array, p: Array, x: Array) -> None:
    """The gradient of the log likelihood in logits and w, into the columns kept for it (w last).

    Classes that hold next to nothing are passed over: their logits get no gradient.

    ``p`` is what ``log_likelihood`` left; ``x`` is workspace. The sum over the histories of list j is taken over the
    tree: every history on list j is below one to which j was added.
    """
    lists, number, cells = table.lists, table.counts.shape[0], FIRST + 2 * table.lists
    slope = cells + number
    rate = table.n / recorded(table, s)
    for i in range(1, number):
        p[i] = table.counts[i] / p[i] if table.counts[i] > 0.0 else 0.0
    for k in range(table.classes):
        s[k, slope + lists] = 0.0
        if s[k, PI] * table.n < FELT:
            continue
        for j in range(lists):
            s[k, slope + j] = 0.0
        for i in range(1, number):
            x[i] = p[i] * s[k, cells + i]
        total = 0.0
        for i in range(number - 1, 0, -1):
            s[k, slope + table.last[i]] += x[i]
            if table.parent[i] > 0:
                x[table.parent[i]] += x[i]
            else:
                total += x[i]
        s[k, slope + lists] = total - rate * s[k, SEEN]
        pull = total + rate * (1.0 - s[k, SEEN])
        for j in range(lists):
            s[k, slope + j] = s[k, PI] * (s[k, slope + j] - s[k, FIRST + lists + j] * pull)
    gradient_of_sticks(table, s, slope + lists)


@inner
def gradient_of_sticks(table: Table, s: Array, column: int) -> None:
    """Turn the gradient in pi, in this column, into that in w."""
    last = table.classes - 1
    after = s[last, PI] * s[last, column]
    for k in range(last - 1, -1, -1):
        e = stick(s[k, W])
        here = s[k, column]
        left = math.exp(s[k, LOGPI] - s[k, W]) if e < 1e-12 else s[k, PI] / math.expm1(min(LARGEST_W, e))
        s[k, column] = e * (here * left - after)
        after += s[k, PI] * here
    s[last, column] = 0.0


@inner
def set_state(table: Table, s: Array, p: Array) -> None:
    """Work out all that follows from the logits and w, the logits being within bounds."""
    for k in range(table.classes):
        set_class(table, s, k)
    weights_from_sticks(table, s)
    s[0, LL] = log_likelihood(table, s, p)


def draw_prior(rng: np.random.Generator, table: Table, s: Array) -> None:
    """Draw a state from the prior: its logits and w, from which ``set_state`` works out the rest."""
    alpha = max(rng.standard_gamma(table.a) / table.b, 1e-250)
    e = np.maximum(rng.standard_exponential(table.classes), 1e-300)
    s[: table.classes, W] = np.log(e) - math.log(alpha)
    u = np.clip(rng.random((table.classes, table.lists)), 1e-17, 1 - 1e-16)
    s[: table.classes, FIRST : FIRST + table.lists] = np.log(u / (1 - u))
