"""Whether two claims of one text may speak of the same people, and what a claim says of whom it counts."""

from __future__ import annotations

import re

from uncounted.extract.examples import opens_one
from uncounted.extract.persons import person
from uncounted.model.claim import Claim, Count
from uncounted.reference.fold import words as listed


def start_of(claim: Claim) -> int:
    """Where a claim's count begins in the text."""
    return claim.spans["count"].start if "count" in claim.spans else 0


def sentence_of(claim: Claim) -> tuple[int, int]:
    """Where the sentence of a claim is, the end not included."""
    span = claim.spans.get("sentence")
    return (span.start, span.end) if span is not None else (0, 0)


def figure(count: Count) -> int | None:
    """The figure said: of "more than 100" it is 100, of "up to 7" it is 7."""
    if count.point is not None:
        return count.point
    if count.modifier == "more than" and count.low is not None:
        return count.low - 1
    return count.low if count.low is not None else count.high


ATTACKERS = frozenset(
    listed("""
        attacker attackers assailant assailants bomber bombers terrorist terrorists gunman gunmen perpetrator
        perpetrators militant militants shooter shooters jihadist jihadists insurgent insurgents himself herself
    """)
)


APART = frozenset(
    listed("""
        another further additional other others more also separately separate second third fourth fifth sixth seventh
        eighth ninth tenth
    """)
)


def sentence_words(claim: Claim) -> set[str]:
    """The words of a claim's sentence in lower case."""
    span = claim.spans.get("sentence")
    return set(span.quote.lower().replace(",", " ").replace(".", " ").split()) if span is not None else set()


def _noun(claim: Claim) -> list[str]:
    return (claim.population.text or "").lower().split()


def _upper_bound(held: Claim, claim: Claim) -> bool:
    """``at least 52, and up to 68 civilians``: both ends of one range, though told as two figures."""
    if sentence_of(held) != sentence_of(claim) or held.count.modifier not in {"at least", "more than"}:
        return False
    low, high = figure(held.count), figure(claim.count)
    up = (claim.count.text or "").lower().startswith(("up to", "as many as", "at most", "possibly", "no more than"))
    return up and low is not None and high is not None and low < high


def _names_of_it(held: Claim, claim: Claim) -> bool:
    """``three members were killed ...: father A, his son B and C were killed``: names that come to the count before."""
    if held.count.point != claim.count.point or claim.count.rule != "sum-of-persons" or (held.count.point or 0) < 2:
        return False
    words = held.spans["sentence"].quote if "sentence" in held.spans else ""
    return ":" in words[start_of(held) - sentence_of(held)[0] : start_of(claim) - sentence_of(held)[0]]


def is_toll(claim: Claim) -> bool:
    """Whether a claim says itself to be a toll: "the death toll rose to six", "the number of dead"."""
    return not {"toll", "number", "total", "count"}.isdisjoint((claim.population.text or "").lower().split())


def _toll_of_it(held: Claim, claim: Claim) -> bool:
    """``four people were killed; the toll later rose to six``: a toll holds those told before in its sentence."""
    low, high = figure(held.count), figure(claim.count)
    near = sentence_of(held) == sentence_of(claim) and claim.kind == "incident"
    return is_toll(claim) and near and low is not None and high is not None and low <= high


def _refers_back(claim: Claim) -> bool:
    """``he``, ``his body``: one person who was spoken of before."""
    said = (claim.count.text or "").lower().split()
    if said in (["he"], ["she"], ["him"], ["her"]):
        return True
    return len(said) > 1 and said[0] in {"his", "her", "the", "whose"} and said[-1] in {"body", "death", "corpse"}


_THEN = re.compile(
    r"\bthen\b|^\W*after (?:fleeing|escaping)\b|^\W*(?:[\w-]+\s){0,2}(?:minutes|hours|days)\s(?:later|after)\b",
    re.IGNORECASE,
)


def _next_deed(held: Claim, claim: Claim) -> bool:
    """``killing two. He then shot the driver dead``: one person killed in a deed that follows the one told before."""
    values = figure(held.count) or 0, figure(claim.count) or 0
    if 1 not in values or claim.measure != held.measure or "sentence" not in claim.spans:
        return False
    words = claim.spans["sentence"].quote[: start_of(claim) - sentence_of(claim)[0]]
    then = _THEN.search(words) if values[0] > 1 else _THEN.match(words) if values[1] > 1 else None
    return sentence_of(held) != sentence_of(claim) and then is not None


REST = "rest-of-those-shot"


def closed(held: Claim) -> bool:
    """``Three shot, one dead``: who died and who was hurt of those shot is told; another man is one of them."""
    return any(r.rule in {"of-those-shot", REST} for r in held.relations)


_OTHER_INCIDENT = re.compile(
    r"\b(?:another|separate|second|different|unrelated"
    r"|also (?:said (?:\w+ ){0,2})?(?:received|responded|investigating))\b[^.;]{0,60}"
    r"\b(?:calls?|reports?|shootings?|incidents?|scene|attacks?|stabbings?|assaults?|robber(?:y|ies)|home|house"
    r"|explosions?|blasts?|bomb(?:s|ing|ings)?|ambush|clash|raids?|(?:air)?strikes?|grenade)\b"
    r"|^\W*(?:elsewhere|separately)\b",
    re.IGNORECASE,
)


_OTHER_PLACE = re.compile(
    r"[^.;,]{0,60}\b(?:in|at|on|near)\s(?:an?\s)?(?:other|another|nearby|neighbou?ring|adjacent|different|second)\s"
    r"(?:\w+\s)?(?:villages?|towns?|hamlets?|districts?|neighbou?rhoods?|suburbs?|settlements?|cit(?:y|ies)|streets?"
    r"|markets?|houses?|homes?|farms?|parts?)\b",
    re.IGNORECASE,
)


def elsewhere(claim: Claim) -> bool:
    """``They also received a call about a person being shot``: one person, brought in by an incident of their own.

    So are any who were hurt ``in a nearby village``.
    """
    said = (claim.count.text or "").lower().split()
    span = claim.spans.get("sentence")
    counted = span is not None and "count" in claim.spans
    if counted and span is not None and _OTHER_PLACE.match(span.quote[claim.spans["count"].end - span.start :]):
        return True
    if span is not None and opens_one(span.quote) and claim.kind == "incident":
        return True
    if claim.count.point != 1 or said[:1] not in (["a"], ["an"], ["one"]) or claim.kind != "incident":
        return False
    return span is not None and bool(_OTHER_INCIDENT.search(span.quote[: start_of(claim) - span.start]))


_ALL_OF_THEM = frozenset({"both", "all"})


def all_of_them(claim: Claim) -> bool:
    """``both``, ``all four``: those told of before, all together, and nobody else."""
    said = (claim.count.text or "").lower().split()
    bare = not said[2:] and claim.population.status is None
    return bool(said) and bare and (said[0] in _ALL_OF_THEM or _the_bodies(claim))


def _the_bodies(claim: Claim) -> bool:
    """``the three bodies were found upstairs``: of those told of before, where they can be so many."""
    span = claim.spans.get("sentence")
    if span is None or (claim.count.point or 0) < 2 or not {"bodies", "victims", "corpses"} & {*_noun(claim)[-1:]}:
        return False
    return span.quote[: start_of(claim) - span.start].lower().endswith(("the ", "these ", "all "))


def same_people(held: Claim, claim: Claim, *, again: bool = False) -> bool:
    """Whether a later claim may speak of the people of an earlier one: nothing it says of them is at odds.

    ``again``: an "also" sets the later claim beside another than the earlier one.
    """
    if another_person(held, claim) or elsewhere(claim):
        return False
    if closed(held) and figure(claim.count) == 1 and APART & {*(claim.count.text or "").lower().split(), *_noun(claim)}:
        return True
    if figure(held.count) == 1 and _refers_back(claim):
        return True
    if _refers_back(held) and (claim.count.text or "").lower() in {"one", "1"}:
        return False  # "beat him to death. One person was killed when police fired"
    if _upper_bound(held, claim):
        return True
    if _names_of_it(held, claim) or _toll_of_it(held, claim):
        return True
    if claim.kind == "increment" or (sentence_of(held) == sentence_of(claim) and _sources(held) == _sources(claim)):
        return False
    near = claim.spans["population"].quote.lower() if "population" in claim.spans else (claim.count.text or "").lower()
    also = "also" in sentence_words(claim) and sentence_of(claim)[1] - sentence_of(claim)[0] < 160
    if _next_deed(held, claim):
        return False
    died = claim.measure == "killed" and {"wounded", "injured"} & {*near.split()}
    if died or (also and not again) or APART & {*near.split(), *(claim.count.text or "").lower().split()}:
        return False
    a, b = held.population, claim.population
    pairs = ((a.status, b.status), (a.sex, b.sex), (a.age_group, b.age_group))
    if any(x is not None and y is not None and x != y for x, y in pairs) or _fighter(held) != _fighter(claim):
        return False
    if _other_names(held, claim) or _the_attacker(held, claim) or _no_suspect(held, claim):
        return False
    if _one_figure(held, claim):
        return True
    if _other_word(held, claim):
        return True
    return not (_odd_words(held, claim, "places") or _odd_words(held, claim, "time"))


_FIGHTERS = frozenset({"combatant", "member of armed forces"})


def _fighter(claim: Claim) -> bool:
    """Whether those counted are called fighters or soldiers, a name by the words of its sentence."""
    if claim.population.status is not None or claim.count.point != 1 or not (claim.count.text or "a")[0].isupper():
        return claim.population.status in _FIGHTERS
    said = (claim.count.text or "").split()
    if any(person(word.lower()) or not word[:1].isupper() for word in said):
        return False
    kinds = [person(word) for word in sentence_words(claim)]
    return any(kind is not None and kind.status in _FIGHTERS and not kind.plural for kind in kinds)


SIDES_APART = "attacker-and-victim"


def another_person(held: Claim, claim: Claim) -> bool:
    """Whether the text tells that a later claim counts another single person than an earlier one."""
    return any(r.claim == held.id and r.rule in {"another-person", SIDES_APART} for r in claim.relations)


def _other_word(held: Claim, claim: Claim) -> bool:
    """Whether a claim is another source's word for the event just told."""
    return claim.inherited.get("time") == "event" and bool(_sources(claim)) and _sources(held) != _sources(claim)


_LONG_AGO = re.compile(
    r"\b(?:weeks|months?|years?|decades?) (?:ago|earlier|before)\b|\blast (?:month|year)\b|\bprevious(?:ly)?\b"
    r"|^(?:in )?(?:19|20)\d\d$|^(?:(?:in|last) )?(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)$",
    re.IGNORECASE,
)


def of_old(claim: Claim, lead: Claim) -> bool:
    """Whether a figure is dated long before the news by words of its own: "three months ago", "in 1985"."""
    if "time" in claim.inherited or "time" not in claim.spans:
        return False
    known = "time" in lead.spans and "time" not in lead.inherited
    own, other = claim.spans["time"].quote, lead.spans["time"].quote if known else ""
    said = claim.scope.time.text if claim.scope.time is not None else ""
    old = _LONG_AGO.search(own) or _LONG_AGO.search(said or "")
    return own != other and bool(old) and not _LONG_AGO.search(other)


_AFTER_HIS_DEED = re.compile(
    r"^[^.;]{0,60}\bafter\s(?:he|she)\s(?:had\s)?(?:\w+ly\s)?(?:attack|stab|shot|shoot|kill|murder|behead|knif|open"
    r"|fired|detonat|hack|slash|r[au]mm|storm|plough|plow)\w*",
    re.IGNORECASE,
)
_GUARDS = r"(?:police\w*|officers?|soldiers?|troops|guards?|forces|deput(?:y|ies)|gendarmes?)"
_GUARDS_HURT = re.compile(
    rf"\b{_GUARDS}\s(?:\w+ly\s|have\s|had\s|later\s|then\s){{0,2}}(?:shot|shoots?|kill\w*|wound\w*|injur\w*)"
    r"(?:\sand\s\w+)?\s(?:the\s|an?\s)?$", re.IGNORECASE
)  # fmt: skip
_BY_GUARDS = re.compile(rf"\bby\s(?:\w+\s){{0,3}}{_GUARDS}\b", re.IGNORECASE)


_SHOT_BY_POLICE = re.compile(
    r"^\s(?:was|were)\s(?:\w+\s){0,2}(?:shot|killed|gunned)(?:\s\w+){0,3}\sby\s(?:\w+\s){0,2}"
    r"(?:police\w*|officers?|guards?|security (?:forces|guards?|personnel))\b",
    re.IGNORECASE,
)


def by_his_deed(claim: Claim) -> bool:
    """``police shot a man dead after he stabbed a clerk``: one person who was hurt by guards for what he did."""
    if claim.count.point != 1 or not {"sentence", "count"} <= claim.spans.keys():
        return False
    words, start = claim.spans["sentence"].quote, claim.spans["sentence"].start
    before, behind = words[: claim.spans["count"].start - start], words[claim.spans["count"].end - start :]
    if (claim.count.text or "").lower() in {"he", "him", "she", "her"} and claim.measure == "killed":
        return bool(_SHOT_BY_POLICE.match(behind))  # "He was shot dead by police"
    found = _AFTER_HIS_DEED.search(behind)
    between = found.group().lower().rsplit(" after ", 1)[0] if found is not None else ""
    return found is not None and bool(_GUARDS_HURT.search(before) or _BY_GUARDS.search(between))


def attacker(claim: Claim) -> bool:
    """Whether those counted are called attackers, killed themselves, or were killed by guards for what they did."""
    return by_his_deed(claim) or bool(ATTACKERS & {*(claim.population.text or claim.count.text or "").lower().split()})


def _the_attacker(held: Claim, claim: Claim) -> bool:
    """Whether one counts the attackers and the other people who are not said to include them."""
    if attacker(held) == attacker(claim) or (_fighter(held) and _fighter(claim)):
        return False
    return not any("including" in sentence_words(c) and ATTACKERS & sentence_words(c) for c in (held, claim))


_SUSPECTS = frozenset(listed("suspect suspects robber robbers criminal criminals gangster gangsters inmate inmates"))
_PLAIN = frozenset(listed("woman man girl boy child resident passer-by bystander passerby civilian officer policeman"))


def _no_suspect(held: Claim, claim: Claim) -> bool:
    """``police killed 22 suspects. A woman was hit by a stray bullet``: one who is not called a suspect."""
    said = (claim.count.text or "").lower().split()
    indefinite = said[:1] in (["a"], ["an"], ["one"]) and bool(_PLAIN & {*_noun(claim)[-1:]})
    return indefinite and bool(_SUSPECTS & {*_noun(held)[-1:]})


def _name(claim: Claim) -> set[str]:
    """The words of the name by which a claim counts one person; none where it has no name of two words or more."""
    said = (claim.count.text or "").replace(",", " ").split()
    named = claim.count.point == 1 and len(said) > 1 and all(word[:1].isupper() for word in said)
    plain = {word.lower() for word in said}
    return plain if named and not plain & _UNNAMED and not person(said[-1].lower()) else set()


def _other_names(held: Claim, claim: Claim) -> bool:
    """Whether both are one person with a name, and the names have nothing in common."""
    one, other = _name(held), _name(claim)
    return bool(one and other) and not one & other


_UNNAMED = frozenset(listed("a an the his her their its our one no some another this that"))


def _sources(claim: Claim) -> tuple[str, ...]:
    return tuple(link.name for link in claim.attribution)


def _one_figure(held: Claim, claim: Claim) -> bool:
    """Whether two figures overlap and are too big to be equal by chance: other words of place do not part them."""
    lows = [c.count.low if c.count.low is not None else c.count.point or 0 for c in (held, claim)]
    highs = [c.count.high if c.count.high is not None else max(lows[k], c.count.point or 0) * 2
             for k, c in enumerate((held, claim))]  # fmt: skip
    return min(lows) >= 3 and lows[0] <= highs[1] and lows[1] <= highs[0]


def _odd_words(held: Claim, claim: Claim, part: str) -> bool:
    """Whether both say a place, or a time, of their own, and not the same."""
    if part in held.inherited or part in claim.inherited:
        return False
    key = "place" if part == "places" else "time"
    if key not in held.spans or key not in claim.spans:
        return False
    a = set(held.spans[key].quote.lower().replace(",", " ").split()) - _SMALL
    b = set(claim.spans[key].quote.lower().replace(",", " ").split()) - _SMALL
    return not a & b and not (key == "place" and (a | b) & _OF_CARE)


# Where people are taken and die, or are told of: no place of the event, that could part one from another.
_OF_CARE = frozenset(listed("hospital medical clinic infirmary morgue scene spot hospitals mortuary"))
_SMALL = frozenset(
    listed("""
        in near at the of on a an and city town village district province region area northern southern eastern
        western
    """)
)
