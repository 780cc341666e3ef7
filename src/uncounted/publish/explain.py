"""Explanations: every bound, remainder, contradiction, tension and disagreement in plain words, from a view."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from uncounted.model.answering import Quote
from uncounted.model.claim import Claim
from uncounted.model.explanation import Basis, Bearer, Explanation, Step
from uncounted.model.incident_figures import Disagreement
from uncounted.model.reconciliation import Bounds, Cause, Contradiction, Remainder
from uncounted.model.records import digest
from uncounted.publish import evidence, words
from uncounted.publish.view import PublicationView

TOLD = 5  # sets of figures that can, and that cannot, be true together
SAID = 8  # further figures that are told beside those that force a side


def explanations(view: PublicationView) -> tuple[Explanation, ...]:
    """Every conclusion of a view explained: where sources disagree, what one source leaves over, how many."""
    found = view.reconciliation
    grouped = {one for each in found.disagreements for one in each.contradictions}
    return (
        *(explain_disagreement(view, one) for one in found.disagreements),
        *(explain_conflict(view, one) for one in found.contradictions if one.id not in grouped),
        *(explain_conflict(view, one) for one in found.contradictions if one.id in grouped),
        *(explain_remainder(view, one) for one in found.derived),
        *(explain_bounds(view, one) for one in found.bounds if one.low or one.high is not None),
    )


def question_id(one: Bounds) -> str:
    """The id of a question, the same wherever it is asked: ``b`` and a hash of measure, scope and words."""
    return "b" + digest(one.measure, one.scope, one.question)[:12]


def remainder_id(one: Remainder) -> str:
    """The id of a remainder: ``r`` and a hash of the claims it is made from."""
    return "r" + digest(one.scope.of, one.scope.without)[:12]


def explain_bounds(view: PublicationView, one: Bounds) -> Explanation:
    """Why the answer to a question cannot be lower or higher."""
    basis = view.basis.get(one.question, Basis())
    in_force = one.assumptions
    low_needs = in_force if basis.low_needs is None else basis.low_needs
    high_needs = in_force if basis.high_needs is None else basis.high_needs
    what = words.question(one.question)
    forced = tuple(dict.fromkeys((*one.low_because, *one.high_because)))
    rest = [bearer.claim for bearer in basis.bearers if bearer.claim not in forced and bearer.how != "overlap"]
    steps = [_says(view, claim) for claim in (*forced, *rest[:SAID]) if claim in view.claim_by_id]
    if one.low is not None and one.high == one.low and one.low_because == one.high_because:
        both = tuple(dict.fromkeys((*low_needs, *high_needs)))
        forcing = _forcing(view, one.low_because)
        text = f"So the number is exactly {words.number(one.low)}: {forcing} neither less nor more."
        steps.append(Step("follows", text, one.low_because, both))
    else:
        steps += [_low(view, one, low_needs), _high(view, one, high_needs)]
    steps += _caveats(one)
    needs = tuple(name for name in in_force if name in {*low_needs, *high_needs})
    steps += _assumes(view, needs)
    steps += [Step("settles", text) for text in _settles_bounds(view, one)]
    ids = (*forced, *(bearer.claim for bearer in basis.bearers))
    answer = words.bounds(one.low, one.high)
    return Explanation(
        question_id(one), "bounds", what, answer, tuple(steps), needs, basis.bearers, quotes(view, ids)
    )  # fmt: skip


def _low(view: PublicationView, one: Bounds, needs: tuple[str, ...]) -> Step:
    if not one.low or not one.low_because:
        return Step("follows", "No claim in force makes the number higher than nobody.", (), ())
    text = f"So there were at least {words.number(one.low)}: {_forcing(view, one.low_because)} no fewer."
    return Step("follows", text, one.low_because, needs)


def _high(view: PublicationView, one: Bounds, needs: tuple[str, ...]) -> Step:
    if one.high is None:
        return Step("limits", "There may have been more: no claim in force counts everybody in this scope.")
    if not one.high_because:
        return Step("follows", f"There were at most {words.number(one.high)}, by the assumptions alone.", (), needs)
    text = f"There were at most {words.number(one.high)}: {_forcing(view, one.high_because)} no more."
    return Step("follows", text, one.high_because, needs)


def _forcing(view: PublicationView, claims: Sequence[str]) -> str:
    if len(claims) == 1:
        return f"the figure of {_named(view, claims[0])} allows"
    return f"{words.joined([_named(view, claim) for claim in claims])} together allow"


def _caveats(one: Bounds) -> list[Step]:
    """What limits the answer: figures that cannot all be true, and what was not proved."""
    found = []
    if not one.consistent:
        text = "The figures here cannot all be true. The answer covers every largest set of them that can."
        found.append(Step("limits", text))
    if not one.exact:
        found.append(Step("limits", "The limits are sure; tighter ones may be true, which was not tried to the end."))
    return found


def _settles_bounds(view: PublicationView, one: Bounds) -> Iterable[str]:
    if one.low == one.high and one.consistent:
        return ()
    near = {bearer.claim for bearer in view.basis.get(one.question, Basis()).bearers if bearer.how == "same"}
    told = [
        text
        for each in (*view.reconciliation.disagreements, *view.reconciliation.contradictions)
        if isinstance(each, Disagreement) and near & {told.claim for told in each.told}
        for text in each.settled_by
    ]
    if not told and one.high is None:
        told = ["a figure by a source that counted everybody in this scope, or a list of the victims by name"]
    elif not told:
        told = ["a list of the victims by name"]
    return (words.dated(text) for text in dict.fromkeys(told))


_COUNTED_BY = re.compile(r"^counted by .+? (?:and )?(?=outside |in incidents |in the same |in none )")


def explain_remainder(view: PublicationView, one: Remainder) -> Explanation:
    """Why a source's own figures leave so many over."""
    who = view.source(one.root)
    parts = [claim for claim in one.scope.without if claim in view.claim_by_id]
    steps = [_says(view, claim) for claim in (one.scope.of, *parts) if claim in view.claim_by_id]
    steps += [
        Step("says", f"{_named(view, part)} is a part of {_named(view, one.scope.of)}.", (part, one.scope.of))
        for part in parts
    ]
    left = words.bounds(one.low, one.high).removeprefix("exactly ")
    where = _COUNTED_BY.sub("", words.dated(one.scope.text))
    told = [
        f"{words.count(c.count)} {words.harm(c)}" for c in map(view.claim_by_id.__getitem__, (one.scope.of, *parts))
    ]
    sums = f"{told[0]} less {words.joined(told[1:])}"
    text = f"So {who} counted {left} {one.measure} {where}: {sums} leaves {left}."
    steps.append(Step("follows", text, one.from_, one.assumptions))
    if one.reading:
        steps.append(Step("limits", f"This is in one reading of the words: {words.dated(one.reading)}."))
    for other in one.other_readings:
        then = words.bounds(other.low, other.high).removeprefix("exactly ")
        steps.append(Step("limits", f"In another, {words.dated(other.reading)}, it leaves {then}."))
    steps.append(Step("limits", "This is about what that source counted, whether or not its count is right."))
    steps += _assumes(view, one.assumptions)
    heading = f"{who}: {sums}"
    shown = tuple(Bearer(c, "same" if c == one.scope.of else "part") for c in (one.scope.of, *parts))
    return Explanation(
        remainder_id(one), "remainder", heading, f"{left} {one.measure} {where}", tuple(steps), one.assumptions, shown,
        quotes(view, one.from_),
    )  # fmt: skip


def explain_conflict(view: PublicationView, one: Contradiction) -> Explanation:
    """Why claims cannot all be true, or under which further assumption they could not."""
    steps = [_says(view, claim) for claim in one.claims if claim in view.claim_by_id]
    steps += [*_inside_one_another(view, one.claims), *_of_what_kind(one)]
    names = words.joined([_named(view, claim) for claim in one.claims])
    cannot = (
        "cannot be true"
        if len(one.claims) == 1
        else "cannot both be true"
        if len(one.claims) == 2
        else "cannot all be true"
    )
    short = (
        "" if one.short_by is None else f" One of them would have to change by at least {words.number(one.short_by)}"
    )
    if short and one.short_by_all not in {None, one.short_by}:
        short += f", and by {words.number(one.short_by_all or 0)} if all other claims in force are to hold"
    short += "." if short else ""
    if one.kind == "contradiction":
        steps.append(Step("follows", f"{names} {cannot}.{short}", one.claims, one.assumptions))
    else:
        lacking = words.joined([f"“{_sentence(view, name)}”" for name in one.missing_assumptions])
        steps.append(Step("follows", f"{names} can be true together as things stand.", one.claims))
        steps.append(Step("follows", f"They {cannot} if one takes to be true {lacking}.{short}", one.claims,
                          (*one.assumptions, *one.missing_assumptions)))  # fmt: skip
    for price in one.price:
        given = (
            f"With {words.joined([f'“{_sentence(view, n)}”' for n in price.assumptions])}"
            if price.assumptions
            else "As things stand"
        )
        people = f"at least {words.number(price.low)} of the people counted"
        text = f"{given}, {people} must have been harmed in {words.dated(price.where)}."
        steps.append(Step("limits", text, (price.claim,) if price.claim else (), price.assumptions))
    steps += _assumes(view, one.assumptions)
    steps += [Step("settles", words.dated(text)) for text in one.settled_by]
    stand = cannot if one.kind == "contradiction" else "stand in tension"
    heading = f"{words.joined([_short(view, claim) for claim in one.claims])} {stand}"
    more = words.plural(len(one.missing_assumptions), "further assumption")
    answer = "a contradiction" if one.kind == "contradiction" else f"they can be true together; not with {more}"
    answer += f": short by {words.number(one.short_by)}" if one.short_by is not None else ""
    shown = tuple(Bearer(claim, "same") for claim in one.claims)
    return Explanation(
        one.id, one.kind, heading, answer, tuple(steps), one.assumptions, shown, quotes(view, one.claims)
    )


def explain_disagreement(view: PublicationView, one: Disagreement) -> Explanation:
    """What the sources of one incident differ on, and which of them can be right together."""
    ids = tuple(told.claim for told in one.told)
    steps = [_says(view, claim) for claim in ids if claim in view.claim_by_id]
    steps += [
        Step("follows", f"{words.joined([_named(view, claim) for claim in some])} can "
             f"{'be true together' if len(some) > 1 else 'be true, but with none of the others'}.", some)
        for some in one.compatible[:TOLD]
    ]  # fmt: skip
    used: dict[str, None] = {}
    beside = [each for each in view.reconciliation.contradictions if each.id in one.contradictions]
    for number, each in enumerate(beside):
        used.update(dict.fromkeys(each.assumptions))
        if number < TOLD:
            short = f"; one would have to change by at least {words.number(each.short_by)}" if each.short_by else ""
            names = words.joined([_named(view, claim) for claim in each.claims])
            steps.append(Step("follows", f"{names} cannot be true together{short}.", each.claims, each.assumptions))
    left = max(len(one.compatible) - TOLD, 0), max(len(beside) - TOLD, 0)
    if any(left):
        told = f"{words.plural(left[0], 'more set')} can be true together, {words.plural(left[1], 'more set')} cannot."
        steps.append(Step("limits", told))
    steps += _assumes(view, tuple(used))
    steps += [Step("settles", words.dated(text)) for text in one.settled_by]
    heading = words.dated(one.text.partition(". ")[0].rstrip("."))
    spread = words.bounds(one.low, None if one.more else one.high).removeprefix("exactly ")
    shown = tuple(Bearer(claim, "same") for claim in ids)
    return Explanation(
        one.id, "disagreement", heading, f"sources say {spread}", tuple(steps), tuple(used), shown, quotes(view, ids)
    )


def explain_claim(view: PublicationView, claim: Claim, found: Sequence[Explanation]) -> Explanation:
    """What a claim says, how it relates to others, and which conclusions rest on it."""
    steps = [_says(view, claim.id)]
    for lead, ids in (
        ("It is the same as", view.same_as(claim.id)), ("It is a part of", view.wholes(claim.id)),
        ("It holds", view.parts(claim.id)),
    ):  # fmt: skip
        if ids:
            steps.append(Step("says", f"{lead} {words.joined([_named(view, one) for one in ids])}.", ids))
    because = (view.reconciliation.not_rows or {}).get(claim.id)
    if because:
        steps.append(Step("limits", f"It sets no limits: {because}."))
    steps += [
        Step("follows", f"{one.id} rests on it: {one.heading}: {one.answer}.", (claim.id,), one.needs)
        for one in found
        if any(claim.id in step.claims for step in one.told("follows"))
    ]
    shown = (Bearer(claim.id, "same"), *(Bearer(one, "part") for one in view.parts(claim.id)),
             *(Bearer(one, "wider") for one in view.wholes(claim.id)))  # fmt: skip
    heading = f"{words.count(claim.count)} {words.harm(claim)}"
    ids = tuple(bearer.claim for bearer in shown)
    answer = words.bounds(claim.count.low, claim.count.high)
    return Explanation(claim.id, "claim", heading, answer, tuple(steps), (), shown, quotes(view, ids))


def quotes(view: PublicationView, ids: Iterable[str]) -> tuple[Quote, ...]:
    """The words of claims, each once, in this order."""
    found = []
    for claim in (view.claim_by_id[one] for one in dict.fromkeys(ids) if one in view.claim_by_id):
        document = view.document_by_id.get(claim.document or "")
        dates = (document.published.start, document.published.end) if document and document.published else None
        found.append(
            Quote(claim.id, claim.root, view.source(claim.root), f"{words.count(claim.count)} {words.harm(claim)}",
                  " ".join(evidence.sentence(claim).split()) or None, claim.document,
                  document.publisher if document else None, dates, claim.said_on)
        )  # fmt: skip
    return tuple(found)


_VERBS = {
    "asserts": "says", "admits": "admits", "denies": "denies", "contests": "contests", "alleges": "alleges",
    "investigates": "investigates",
}  # fmt: skip


def _says(view: PublicationView, ident: str) -> Step:
    claim = view.claim_by_id[ident]
    scope = words.scope(claim.scope, view.countries)
    scope = "in a scope it does not say" if scope == "scope not said" else scope
    number = view.numbers.get(ident)
    text = f"{view.source(claim.root)} {_VERBS[claim.stance]}: {words.count(claim.count)} {words.harm(claim)}, {scope}"
    text += f", counted over {words.plural(claim.scope.n_incidents, 'incident')}" if claim.scope.n_incidents else ""
    return Step("says", f"{text} (claim {number}).", (ident,))


def _inside_one_another(view: PublicationView, ids: Sequence[str]) -> list[Step]:
    return [
        Step("says", f"{_named(view, part)} lies within {_named(view, whole)}.", (part, whole))
        for part, whole in view.reconciliation.within
        if part in ids and whole in ids
    ]


_KINDS: dict[Cause, str] = {
    "same scope": "They count the same people.",
    "part over whole": "What counts a part says more than the whole allows.",
    "changed by a relay": "One of them retells the other in other words.",
    "status": "They turn on who of those harmed was a civilian and who a fighter.",
    "standard of proof": "They rest on different standards of proof.",
}


def _of_what_kind(one: Contradiction) -> list[Step]:
    return [Step("follows", _KINDS[cause], one.claims) for cause in one.causes]


def _assumes(view: PublicationView, names: Sequence[str]) -> list[Step]:
    return [Step("assumes", _sentence(view, name), (), (name,)) for name in names]


def _sentence(view: PublicationView, name: str) -> str:
    known = view.assumption(name)
    return known.sentence.rstrip(".") if known else name


def _named(view: PublicationView, ident: str) -> str:
    claim = view.claim_by_id.get(ident)
    return (
        ident
        if claim is None
        else f"{view.source(claim.root)} ({words.count(claim.count)}, claim {view.numbers[ident]})"
    )


def _short(view: PublicationView, ident: str) -> str:
    claim = view.claim_by_id.get(ident)
    return ident if claim is None else f"{view.source(claim.root)} ({words.count(claim.count)})"
