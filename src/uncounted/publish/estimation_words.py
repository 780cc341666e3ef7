"""Sentences of a report of estimation: what the methods say together, whether runs agree, what a check shows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from uncounted.model.estimate import Estimate
from uncounted.model.estimation import (
    Combined,
    Consistency,
    OverlapTable,
    Spread,
    SumOfStrata,
    TrajectoryPoint,
    Variation,
)
from uncounted.model.scope import Scope
from uncounted.publish import words
from uncounted.publish.estimation_axis import figure
from uncounted.publish.estimation_draws import Mode, share
from uncounted.publish.estimation_methods import GLOSSARY, brief, title, told

__all__ = ["GLOSSARY", "brief", "title", "told"]

RHAT, ESS, EVIDENCE = 1.01, 400, 0.5  # what runs must reach to be relied on
POOR = 0.01  # a predictive check below this speaks against the model
MOST_PAIRS = 3  # of methods apart that are named


def scope(value: Scope | None) -> str:
    """What the table is about, in words."""
    return words.scope(value) if value else "not said"


def percent(level: float) -> str:
    """``95%``."""
    return f"{100 * level:.4g}%"


def interval(low: float | None, high: float | None) -> str:
    """``9,000 to 14,000``; an end that is not there is open."""
    if low is None and high is None:
        return "no interval"
    if low is None or high is None:
        return f"up to {figure(high)}" if high is not None else f"from {figure(low or 0)}"
    return f"{figure(low)} to {figure(high)}"


def answer(one: Estimate | SumOfStrata | Combined) -> str:
    """The figure with what it is: ``10,413``, ``at least about 7,100``."""
    if one.estimate is None:
        return "no figure"
    return f"at least about {figure(one.estimate)}" if one.kind == "lower bound" else figure(one.estimate)


def told_short(one: Estimate | SumOfStrata | Combined) -> str:
    """One method's answer in a clause: ``Graph averaging 10,400 (95%: 9,000 to 12,100)``."""
    if one.estimate is None:
        return f"{title(one.method)} gives no figure"
    kind = ", arithmetic on two lists" if one.kind == "arithmetic" else ""
    return f"{title(one.method)} {answer(one)} ({percent(one.level)}: {interval(one.low, one.high)}{kind})"


def spread(value: Spread | None) -> str:
    """How far the methods lie apart, in words."""
    if value is None or not value.methods:
        return "No method gives an estimate."
    if value.lowest is None or value.highest is None or value.low is None or value.high is None:
        return f"One method alone gives an estimate: {title(value.methods[0])}. Whether others agree is not known."
    factor = value.ratio or 1.0
    times = f"{factor:.3g}" if factor < 100 else f"{factor:,.0f}"
    size = (
        "the methods all but agree"
        if factor < 1.1
        else "the methods differ, in the same order of size"
        if factor < 2
        else "the methods differ so much that no single figure should be quoted without the others"
    )
    text = (
        f"The estimates run from {figure(value.lowest)} to {figure(value.highest)}, the highest {times} times the "
        f"lowest: {size}. Their intervals taken together run from {figure(value.low)} to {figure(value.high)}."
    )
    if value.apart:
        text += f" {_apart(value)}"
    return text


def _apart(value: Spread) -> str:
    """Which intervals do not even touch."""
    if len(value.apart) > MOST_PAIRS:
        n = len(value.methods)
        return (
            f"Of the {n * (n - 1) // 2} pairs of {n} answers, the intervals of {len(value.apart)} do not "
            "even touch; of each such pair one at least is wrong."
        )
    pairs = "; ".join(words.joined([title(name) for name in pair]) for pair in value.apart)
    return f"Intervals that do not even touch: {pairs}. Of such a pair one at least is wrong."


def by_whom(found: Sequence[Estimate]) -> str:
    """``by 3 methods``; ``by 3 methods in 9 forms`` where methods have several answers."""
    methods = len({one.method for one in found})
    text = f"by {words.plural(methods, 'method')}"
    return text if methods == len(found) else f"{text} in {len(found)} forms"


def flags(one: Estimate) -> str:
    """What speaks against a figure, in few words; empty where nothing does."""
    found = []
    if not converged(one):
        found.append("runs disagree")
    if len(modes_of(one)) > 1:
        found.append(f"{len(modes_of(one))} peaks")
    p = predictive_p(one)
    if p is not None and p < POOR:
        found.append("does not foretell the table")
    if one.warnings:
        found.append(words.plural(len(one.warnings), "warning"))
    return ", ".join(found)


def predictive_p(one: Estimate) -> float | None:
    """How often tables drawn from the model are as unlike it as the observed one; null without the check."""
    check = one.diagnostics.get("predictive")
    return number(check.get("p")) if isinstance(check, Mapping) else None


def unrecorded(value: Spread | None) -> str:
    """How many are on no list by the lowest and the highest estimate; empty where there is none."""
    if value is None or value.lowest is None or value.highest is None:
        return ""
    low, high = value.lowest - value.n_observed, value.highest - value.n_observed
    if low <= 0:
        return f"up to {figure(high)} on no list" if high > 0 else ""
    return f"{figure(low)} to {figure(high)} on no list"


def usable(table: OverlapTable) -> str:
    """How many lists can be used, and what that allows."""
    n = sum(use.usable for use in table.lists)
    text = f"{n} of {words.plural(len(table.lists), 'list')} {'is' if n == 1 else 'are'} usable."
    if n < 2:
        return f"{text} With fewer than two there is no overlap to learn from, and no figure."
    if n == 2:
        return f"{text} Two lists cannot show whether they are independent, so two-list formulas are arithmetic here."
    return text


def modes_of(one: Estimate) -> tuple[Mode, ...]:
    """The peaks of an estimate, lowest first."""
    found = []
    for each in rows(one, "modes"):
        numbers = [number(each.get(name)) for name in ("low", "high", "median", "weight")]
        if None not in numbers:
            found.append(Mode(*(float(value or 0) for value in numbers)))
    return tuple(sorted(found, key=lambda mode: mode.low))


def modes(one: Estimate) -> str:
    """Whether the answer has several peaks, in words; empty where that is not known."""
    found = modes_of(one)
    if not found:
        return ""
    if len(found) == 1:
        return "The answer has one peak."
    peaks = words.joined([mode.said for mode in found])
    return (
        f"The answer has {len(found)} separate peaks: {peaks}. The lists fit these stories about as the weights say, "
        "and cannot decide between them; the single figure should not be quoted without them."
    )


def agreement(one: Estimate) -> str:
    """Whether a sampler's runs agree, in words; empty for methods that do not sample."""
    if one.rhat is None:
        return ""
    least = min((value for value in (one.ess_bulk, one.ess_tail) if value is not None), default=math.inf)
    between = number(one.diagnostics.get("ess_between"))
    verdict = one.diagnostics.get("converged")  # a method that judges its own runs knows more of them
    good = verdict if isinstance(verdict, bool) else one.rhat < RHAT and least >= ESS
    said = f"R-hat is {one.rhat:.4g} (below {RHAT} is wanted)"
    if one.ess_bulk is not None:
        said += f", and the draws are worth {figure(one.ess_bulk)} independent ones"
        said += f" ({figure(one.ess_tail)} for the ends)" if one.ess_tail is not None else ""
        said += f", judged between runs {figure(between)}" if between is not None else ""
        said += f"; {ESS} are wanted"
    if good:
        return f"The runs agree: {said}."
    return f"The runs do not agree well enough to rely on this figure: {said}."


def converged(one: Estimate) -> bool:
    """Whether nothing speaks against a sampler's runs; true for methods that do not sample."""
    return not agreement(one).startswith("The runs do not")


def evidence(one: Estimate) -> str:
    """How far the runs' log evidence lies apart; empty with fewer than two."""
    found = [value for run in rows(one, "runs") if (value := number(run.get("log_evidence"))) is not None]
    if len(found) < 2:
        return ""
    mean = sum(found) / len(found)
    sd = math.sqrt(sum((value - mean) ** 2 for value in found) / (len(found) - 1))
    verdict = (
        "as close as that of runs which have seen the same answer"
        if sd < EVIDENCE
        else "runs that have seen the same whole answer do not differ so much: part of it may have been missed"
    )
    return f"The log evidence of {len(found)} runs has a standard deviation of {sd:.2g}: {verdict}."


def tail(one: Estimate) -> str:
    """What lies beyond 21 times the recorded victims, where other software cuts off; empty where it is not known."""
    above = number(one.diagnostics.get("p_above_21n"))
    if above is None or (not above and not posterior(one)):
        return ""
    what = "probability" if posterior(one) else "draws"
    part = f"{share(above)[:1].upper()}{share(above)[1:]}" if above else "No part"
    return (
        f"{part} of the {what} lies above {figure(21 * one.n_observed)}, "
        "21 times the recorded victims, where some software cuts off in silence."
    )


def posterior(one: Estimate) -> bool:
    """Whether the method's draws say how probable a number is, not how chance moves the figure."""
    return one.diagnostics.get("draws") == "posterior"


def drawn(one: Estimate) -> str:
    """The heading of the picture of an estimate's draws."""
    if posterior(one):
        return "How probable each number is, if what must be true is true"
    return f"How far chance can move the {'bound' if one.kind == 'lower bound' else 'figure'}"


def held(one: Consistency, bound: bool) -> bool:
    """Whether a check was passed: the interval holds the truth; for a lower bound, it does not lie above it."""
    return (one.low is None or one.low <= one.truth) if bound else bool(one.covered)


def consistency(found: Sequence[Consistency], bound: bool = False) -> str:
    """How often the intervals hold the known truth, or a lower bound lies below it."""
    told_ = [one for one in found if one.estimate is not None]
    if not told_:
        return "No list could be checked in this way."
    passed, lists = sum(held(one, bound) for one in told_), words.plural(len(told_), "list")
    far = max(told_, key=lambda one: abs(one.error or 0.0))
    if bound:
        text = f"The bound, with its interval, lies not above the true size of {passed} of {lists}, as it should."
    else:
        text = f"The interval holds the true size of {passed} of {lists}."
    if far.error is not None:
        way = "above" if far.error > 0 else "below"
        text += f" The figure furthest off is that of {far.list}, {share(abs(far.error))} {way} the truth."
    return text


def sensitivity(found: Sequence[Variation]) -> str:
    """How far the figure moves, and what moves it most."""
    base = next((one for one in found if one.change == "as asked"), None)
    others = [one for one in found if one.change != "as asked" and one.estimate is not None]
    if base is None or base.estimate is None or not others:
        return ""
    asked = base.estimate
    moved = max(others, key=lambda one: abs(math.log((one.estimate or 1) / asked)) if one.estimate else 0.0)
    low, high = min(one.estimate or 0 for one in others), max(one.estimate or 0 for one in others)
    refused = sum(one.estimate is None for one in found)
    text = (
        f"As asked the figure is {figure(asked)}; with one thing changed it runs from {figure(low)} to {figure(high)}. "
        f"What moves it most: {moved.what}, to {figure(moved.estimate or 0)}."
    )
    return f"{text} {words.plural(refused, 'change')} left no figure." if refused else text


def linkage(one: Combined) -> str:
    """How much of the interval is linkage or imputation."""
    if one.between_share is None:
        return "How much of the interval is linkage cannot be told."
    return (
        f"{share(one.between_share)} of the variance (of the logarithm of the unrecorded) lies between the "
        f"{one.replicates} replicates: so much of the doubt is who is the same person as whom, the rest is estimation."
    )


def remarks(found: Sequence[Variation] | Sequence[Consistency] | Sequence[TrajectoryPoint]) -> dict[str, list[str]]:
    """Reasons and warnings of answers, each with what it is about."""
    told_: dict[str, list[str]] = {}
    for one in found:
        if isinstance(one, Variation):
            name = one.what
        else:
            name = one.list if isinstance(one, Consistency) else ", ".join(one.lists)
        for text in ((f"no figure: {one.refused}",) if one.refused else ()) + one.warnings:
            told_.setdefault(text, []).append(name)
    return told_


def rows(one: Estimate, name: str) -> list[Mapping[str, Any]]:
    """A list of records among an estimate's diagnostics; empty where there is none."""
    found = one.diagnostics.get(name)
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list | tuple) else []


def number(value: Any) -> float | None:
    """A finite number, else None."""
    good = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return float(value) if good else None
