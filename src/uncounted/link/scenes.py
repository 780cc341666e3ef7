"""Claims of one document that are set in one scene, and so tell of one event: same days, same place, same means.

A text that gives several figures for one day and place, by whomever, tells of one event unless it says otherwise: by a
turn ("a second strike"), by actors or means at odds, or by two totals of one source which no word ties together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from uncounted.link.compare import SAME_DAYS, SURELY, actors_contradict, confusable, is_point, means_agree
from uncounted.link.events import Event, Window, pool, windows_of
from uncounted.link.figures import Figures, compare_figures, differ_in_one_document
from uncounted.link.ties import Groups
from uncounted.link.turns import stretches
from uncounted.model.claim import Claim
from uncounted.model.scope import Place

MONTH_DAYS = 31  # a claim dated to a longer period is of no one day's event
_CROWD = 60  # claims of one scene, and groups of one document, beyond which it is a list and no story
Members = dict[str, list[Claim]]


def join_scenes(groups: Groups, claims: Sequence[Claim]) -> None:
    """Join the groups whose claims in one document share a scene; claims set apart are never joined."""
    by_id = {claim.id: claim for claim in claims}
    by_document: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.document is not None:
            by_document[claim.document].append(claim)
    for document in sorted(by_document):
        told = sorted(by_document[document], key=lambda claim: (_at(claim), claim.id))
        if len(told) > 1:
            stretch = stretches(told)
            for one, other in _pairs(told):
                _consider(groups, by_id, stretch, one, other)
            _join_vague(groups, told, stretch)


def _pairs(told: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of claims with the same days and places, those nearest in the text first."""
    scenes: defaultdict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in told:
        if claim.scope.places and windows_of(claim)[0].known:
            scenes[windows_of(claim), _names(claim.scope.places)].append(claim)
    for scene in scenes.values():
        if len(scene) <= _CROWD:
            near = [(_at(b) - _at(a), i, j) for i, a in enumerate(scene) for j, b in enumerate(scene) if i < j]
            yield from ((scene[i], scene[j]) for _, i, j in sorted(near))


def _consider(
    groups: Groups, by_id: dict[str, Claim], stretch: dict[str, str | None], one: Claim, other: Claim
) -> None:
    """Join the groups of two claims of one scene where nothing in either group objects."""
    a, b = groups.find(one.id), groups.find(other.id)
    if a == b or stretch[one.id] is None or stretch[one.id] != stretch[other.id]:
        return
    if not (_one_sentence(one, other) or (_short(one) and all(map(is_point, one.scope.places)))):
        return
    mine, theirs = ([by_id[each] for each in groups.members[label]] for label in (a, b))
    if not _at_odds(pool(mine), pool(theirs)):
        groups.join(one.id, other.id)


def _join_vague(groups: Groups, told: Sequence[Claim], stretch: dict[str, str | None]) -> None:
    """Join what the document places or dates loosely to its one event that lies within that place and time."""
    members: Members = {}
    for claim in told:
        members.setdefault(groups.find(claim.id), []).append(claim)
    # What a text turns to later is not what it told of before.
    if len(members) > _CROWD:
        return
    main = {label for label, those in members.items() if {stretch[claim.id] for claim in those} == {""}}
    events = {label: pool(members[label]) for label in sorted(main)}
    sharp = {label: event for label, event in events.items() if _is_sharp(event)}
    for label, event in events.items():
        held = [] if label in sharp else [each for each in sharp if _holds(event, sharp[each])]
        whole = [one for one in held if all(_covers(sharp[one], sharp[other]) for other in held)]
        if len(whole) == 1 and not _at_odds(event, sharp[whole[0]]):
            groups.join(members[label][0].id, members[whole[0]][0].id)


def _is_sharp(event: Event) -> bool:
    return bool(event.places) and all(map(is_point, event.places)) and _days(event).known and _brief(event)


def _holds(vague: Event, sharp: Event) -> bool:
    """Whether the place and days of a loosely told event hold those of a sharp one, and its figures are not others."""
    mine, theirs = _days(vague), _days(sharp)
    if not vague.comparable or not all(_within(place, vague.places) for place in sharp.places):
        return False
    if mine == theirs:
        return True
    if not vague.places or (mine.known and mine.days > MONTH_DAYS) or not (vague.means & sharp.means):
        return False
    alike = compare_figures(vague.claims, sharp.claims) in (Figures.AGREE, Figures.SILENT)
    return alike and mine.start <= theirs.start and theirs.end <= mine.end


def _within(place: Place, regions: Sequence[Place]) -> bool:
    """Whether a place lies in one of the regions; one that no gazetteer knows may, where the country is the same."""
    if not regions or _names([place]) <= _names(regions):
        return True
    if place.id is None:
        return any(place.country in (None, region.country, region.id) for region in regions)
    return any(region.id in (*place.within, place.country) for region in regions if region.id)


def _covers(one: Event, other: Event) -> bool:
    return _names(other.places) <= _names(one.places)


def _at_odds(one: Event, other: Event) -> bool:
    """Whether actors, means or figures speak against two groups of one scene being one event."""
    if actors_contradict(one, other):
        return True
    if differ_in_one_document(one.claims, other.claims, disputed=True):
        return True
    if means_agree(one, other) is SURELY:
        return False
    # Two sources may call one attack by different explosive means; one source hardly does.
    roots = {claim.root for claim in one.claims}.isdisjoint(claim.root for claim in other.claims)
    figures = compare_figures(one.claims, other.claims)
    alike = roots and figures in (Figures.AGREE, Figures.DIFFER)
    return not (alike and all(confusable(a, b) for a in one.means for b in other.means))


def _names(places: Sequence[Place]) -> frozenset[tuple[str, str]]:
    return frozenset((place.id or (place.name or place.text or "").casefold(), place.relation) for place in places)


def _one_sentence(one: Claim, other: Claim) -> bool:
    mine, theirs = one.spans.get("sentence"), other.spans.get("sentence")
    return mine is not None and theirs is not None and mine.overlaps(theirs)


def _short(claim: Claim) -> bool:
    return windows_of(claim)[0].days <= SAME_DAYS


def _brief(event: Event) -> bool:
    return _days(event).days <= SAME_DAYS


def _days(event: Event) -> Window:
    return event.windows[0]


def _at(claim: Claim) -> int:
    span = claim.spans.get("count") or claim.spans.get("sentence")
    return span.start if span else 0
