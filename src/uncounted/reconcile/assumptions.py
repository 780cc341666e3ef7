"""The named assumptions: a catalogue, how a user names one, and which are in force."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from uncounted.model.claim import Claim
from uncounted.model.errors import UnknownName
from uncounted.model.reconciliation import Assumption

NO_OVERCOUNT = "no-overcount"
FULL_COUNT = "full-count"
EXAMPLES_INSIDE = "examples-inside"
UNDATED_IN_CAMPAIGN = "undated-in-campaign"
SAME_SCOPE = "same-scope"
ONE_STATUS = "one-status"
MEMBER_STANDS = "member-stands-for-whole"
EXCLUDED_ELSEWHERE = "excluded-elsewhere"
PRESUME_CIVILIAN = "presume-civilian"
UNLINKED_DIFFERENT = "unlinked-are-different"
ABOUT_WITHIN = "about-within"

CATALOGUE: tuple[Assumption, ...] = (
    Assumption(NO_OVERCOUNT, "A count is at most the truth: nobody is counted whom the harm did not meet.", True),
    Assumption(
        FULL_COUNT,
        "A figure that is not worded or known as a floor counts everybody in its scope.",
        True,
    ),
    Assumption(EXAMPLES_INSIDE, "What a source gives as an example of a figure lies inside that figure.", True),
    Assumption(
        UNDATED_IN_CAMPAIGN,
        "A figure without a starting date, about parties whose campaign is dated by other figures, lies in its dates.",
        True,
    ),
    Assumption(
        SAME_SCOPE,
        "Figures whose scopes agree on every axis, also in what they leave unsaid, are about the same region.",
        True,
    ),
    Assumption(ONE_STATUS, "Nobody is both a civilian and a fighter, whoever says so.", True),
    Assumption(MEMBER_STANDS, "The figure of a member of a coalition is read as the coalition's."),
    Assumption(EXCLUDED_ELSEWHERE, "What one figure leaves out, no other figure counts either."),
    Assumption(PRESUME_CIVILIAN, "People whose status a source does not say are civilians."),
    Assumption(UNLINKED_DIFFERENT, "Incidents that nobody has linked are different incidents."),
    Assumption(ABOUT_WITHIN, "A figure said to be about a number is within this share of it.", False, ("10%",)),
)
BY_ID = {assumption.id: assumption for assumption in CATALOGUE}


@dataclass(frozen=True)
class InForce:
    """The assumptions that are on, in the catalogue's order."""

    on: tuple[Assumption, ...]

    def __contains__(self, name: str) -> bool:
        return any(assumption.id == name for assumption in self.on)

    def of(self, name: str) -> tuple[Assumption, ...]:
        """All assumptions of this id that are on."""
        return tuple(assumption for assumption in self.on if assumption.id == name)

    def plus(self, more: Iterable[Assumption]) -> InForce:
        """These and ``more``."""
        return InForce(tuple(dict.fromkeys((*self.on, *more))))

    def minus(self, one: Assumption) -> InForce:
        """These without ``one``."""
        return InForce(tuple(assumption for assumption in self.on if assumption != one))


def in_force(assume: Sequence[str], without: Sequence[str], claims: Sequence[Claim]) -> InForce:
    """The assumptions on by default, with those of ``assume`` added and those of ``without`` removed.

    An item is an id, an id with arguments in brackets, or ``A = B`` for member-stands-for-whole, with actors named as
    in the claims. Raises UnknownName, which lists what there is.
    """
    on = [assumption for assumption in CATALOGUE if assumption.default]
    on.extend(parse(text, claims) for text in assume)
    off = {parse(text, claims).name if "(" in text or "=" in text else _known(text).id for text in without}
    return InForce(tuple(dict.fromkeys(a for a in on if a.id not in off and a.name not in off)))


def parse(text: str, claims: Sequence[Claim]) -> Assumption:
    """The assumption that a user names. Raises UnknownName."""
    wanted = " ".join(text.split())
    if match := re.fullmatch(r"([a-z-]+)\s*(?:\((.*)\))?", wanted):
        known = _known(match[1])
        arguments = tuple(part.strip() for part in match[2].split(",")) if match[2] else ()
        return _with_arguments(known, arguments, claims)
    if match := re.fullmatch(r"(.+?)\s*=\s*(.+)", wanted):
        return _with_arguments(BY_ID[MEMBER_STANDS], (match[1], match[2]), claims)
    raise _unknown(wanted)


def members(claims: Sequence[Claim]) -> tuple[Assumption, ...]:
    """Every member-stands-for-whole that the actors of these claims allow, by name."""
    present = {actor.id for claim in claims for actor in claim.scope.actors if actor.id}
    pairs = {
        (actor.id, whole)
        for claim in claims
        for actor in claim.scope.actors
        for whole in actor.within
        if actor.id and whole in present
    }
    return tuple(_member(one, other, claims) for one, other in sorted(pairs))


def off_catalogue(force: InForce, claims: Sequence[Claim]) -> tuple[Assumption, ...]:
    """Every assumption that is off and could be asked for over these claims."""
    plain = (BY_ID[name] for name in (EXCLUDED_ELSEWHERE, PRESUME_CIVILIAN, UNLINKED_DIFFERENT, ABOUT_WITHIN))
    usual = [assumption for assumption in CATALOGUE if assumption.default]
    return tuple(a for a in (*usual, *members(claims), *plain) if a not in force.on and not _clashes(a, force))


def share(assumption: Assumption) -> float:
    """The share that ``about-within(10%)`` names, in [0, 1]. Raises UnknownName where it is no percentage."""
    text = assumption.arguments[0] if assumption.arguments else "10%"
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*%", text)
    if not match or float(match[1]) > 100:
        raise UnknownName(f"about-within takes a percentage such as about-within(10%), not {text!r}.")
    return float(match[1]) / 100


def _clashes(assumption: Assumption, force: InForce) -> bool:
    return assumption.id == ABOUT_WITHIN and ABOUT_WITHIN in force


def _with_arguments(known: Assumption, arguments: tuple[str, ...], claims: Sequence[Claim]) -> Assumption:
    if known.id == MEMBER_STANDS:
        if len(arguments) != 2:
            raise UnknownName(f"{MEMBER_STANDS} takes two actors, such as {MEMBER_STANDS}(US, coalition) or 'A = B'.")
        return _member(_actor(arguments[0], claims), _actor(arguments[1], claims), claims)
    if known.id == ABOUT_WITHIN:
        found = Assumption(known.id, known.sentence, known.default, arguments or known.arguments)
        share(found)
        return found
    if arguments:
        raise UnknownName(f"{known.id} takes no arguments.")
    return known


def _member(member: str, whole: str, claims: Sequence[Claim]) -> Assumption:
    names = {actor.id: actor.name for claim in claims for actor in claim.scope.actors if actor.id and actor.name}
    shown = names.get(member, member), names.get(whole, whole)
    sentence = f"Figures of {shown[0]} are read as figures of {shown[1]}."
    return Assumption(MEMBER_STANDS, sentence, False, (member, whole))


def _actor(text: str, claims: Sequence[Claim]) -> str:
    """The id of the actor that a user names by id or by name; a leading "the" does not matter."""
    known: dict[str, str] = {}
    for claim in claims:
        for actor in claim.scope.actors:
            if actor.id:
                known[_plain(actor.id)] = actor.id
                for name in (actor.name, actor.text):
                    if name:
                        known.setdefault(_plain(name), actor.id)
            for whole in actor.within:
                known.setdefault(_plain(whole), whole)
    found = known.get(_plain(text)) or _reference_actor(text)
    if found is None:
        raise UnknownName(f"no actor {text!r} in these claims.", tuple(sorted(set(known.values()))))
    return found


def _reference_actor(text: str) -> str | None:
    from uncounted.reference.actors import Actors

    found = Actors.default().find(text)
    return found.id if found else None


def _plain(text: str) -> str:
    words = re.sub(r"[^\w]+", " ", text.casefold()).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def _known(name: str) -> Assumption:
    if name not in BY_ID:
        raise _unknown(name)
    return BY_ID[name]


def _unknown(text: str) -> UnknownName:
    return UnknownName(f"no assumption {text!r}.", (*BY_ID, "A = B"))
