"""Who did the harm: phrases such as "a US air strike", "coalition forces", "unidentified gunmen" to actors."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from uncounted.model.scope import Actor, Period, Place
from uncounted.reference.actors import Actors, Party
from uncounted.reference.fold import fold

# Words of a phrase that say what was done or with what, not who did it; stripped from its end.
_TAIL = re.compile(
    r"(?:^|\s+)(?:(?:air|drone|missile|rocket|artillery|military|ground|naval|suspected|security|armed|aerial|fighter|army"
    r"|anti[ -]terrorist|anti[ -]terror|combat|air[ -]force|special|government)\s+)*(?:airstrikes?|strikes?"
    r"|raids?|forces?|troops"
    r"|military|army|soldiers?|warplanes?|jets?|planes?|aircraft|drones?|shelling|shells?|bombardments?|bombings?|bombs?|attacks?"
    r"|fire|gunfire|militants?|fighters?|rebels?|insurgents?|gunmen|gunman|militia(?:men|man)?|campaigns?|operations?|offensives?"
    r"|terrorists?|missiles?|rockets?|artillery|helicopters?|navy|air\s+force|airforce|police|snipers?|tanks?|settlers?|assault"
    r"|government|authorities|regime|intervention|security|troopers?|marines|commandos|personnel|gunships?|bombers?|jihadists?"
    r"|separatists?|mercenaries|paramilitar(?:y|ies)|invasion|incursion|led\s+\w+|group)$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:by|from|of|the|a|an|in|suspected|alleged|apparent|reported|several|two|three|number\s+of|members?\s+of"
    r"|(?:fighters?|gunmen|rebels?|insurgents?|guerrillas?|elements)\s+(?:from|of|with)|militants?\s+(?:from|of|with)|forces?\s+(?:of|loyal\s+to)|soldiers?\s+(?:from|of)"
    r"|(?:a\s+|the\s+)?(?:faction|wing|cell|branch|arm)\s+of(?=\s.*[A-Z])|banned|outlawed|proscribed"
    r"|troops?\s+(?:from|of|loyal\s+to)|so[ -]called|unilateral|joint)\s+",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_COALITION = re.compile(r"\bcoalition\b|\ballied (?:forces|warplanes|planes)\b|\ballies\b", re.IGNORECASE)
_LED = re.compile(r"\b(?P<leader>[A-Z][\w.]*)[\s-]+led\b", re.IGNORECASE)
_UNIDENTIFIED = re.compile(r"\b(?:unidentified|unknown)\b", re.IGNORECASE)
_UNKNOWN = (
    (re.compile(r"\bgunm[ea]n\b|\barmed men\b", re.IGNORECASE), "gunmen"),
    (re.compile(r"\bassailants?\b|\battackers?\b", re.IGNORECASE), "attackers"),
    (re.compile(r"\bbandits?\b", re.IGNORECASE), "bandits"),
    (re.compile(r"\bsuicide (?:bomb|attack)\w*\b|\bbombers?\b", re.IGNORECASE), "suicide bomber"),
    (re.compile(r"\bmilitants?\b|\bjihadists?\b|\bextremists?\b|\bterrorists?\b", re.IGNORECASE), "militants"),
    (re.compile(r"\brebels?\b", re.IGNORECASE), "rebels"),
    (re.compile(r"\binsurgents?\b", re.IGNORECASE), "insurgents"),
    (re.compile(r"\bguerrillas?\b", re.IGNORECASE), "guerrillas"),
    (re.compile(r"\bseparatists?\b", re.IGNORECASE), "separatists"),
    (re.compile(r"\bmilitia(?:s|men|man)?\b|\barmed groups?\b|\bparamilitar\w+\b", re.IGNORECASE), "armed group"),
)
# People of a nation who are none of its state's: "Palestinian militants", "Israeli settlers".
_NO_ORGAN = re.compile(
    r"\b(?:militants?|gunm[ea]n|rebels?|insurgents?|fighters?|separatists?|settlers?|jihadists?|terrorists?|guerrillas?|bombers?"
    r"|militias?|militia(?:men|man)|attackers?|extremists?|paramilitar(?:y|ies)|mercenaries|bandits?|nationals|teenagers?"
    r"|protesters?|armed\s+groups?|opposition)\b",
    re.IGNORECASE,
)
# Peoples who have forces beyond the state of their name.
_PEOPLE = re.compile(r"^(?:\w+\s)?(?:serbs?|croats?|albanians?|kurds?|turkmens?)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\s(?:in|at|near|on|over|against|inside|across|outside)\s.*$", re.IGNORECASE)
_STATE_AGENTS = re.compile(
    r"^(?:(?:government|state|security)\s+(?:agents?|officers|services?)|(?:(?:soldiers|police|officers)\s+and\s+)?"
    r"(?:other\s+)?agents\s+of\s+the\s+(?:state|government))$",
    re.IGNORECASE,
)
_STATE_ORGANS = re.compile(
    r"^(?:(?:the|government|regime|security|army|military|police|federal|state|loyalist|ruling)\s*)*(?:government|regime|army|military"
    r"|police|forces|troops|soldiers|air\s+force|airforce|navy|warplanes|authorities|junta)(?:\s+(?:forces|troops|soldiers|aircraft"
    r"|warplanes|shelling|helicopters|air\s*strikes?|jets|planes))?$",
    re.IGNORECASE,
)


def resolve_actor(
    text: str, *, places: Sequence[Place] = (), time: Period | None = None, actors: Actors | None = None
) -> Actor | None:
    """The party that a phrase names, or None where it names none.

    ``places`` and ``time`` are the harm's: they decide which coalition "the coalition" is and which operations the
    party acted within (``within``). An armed party that the words leave unknown has id None and a name such as
    "gunmen" ("unidentified gunmen" where they say so).
    "The army" alone is the army of the one country of the harm, if there is one.
    """
    table = actors or Actors.default()
    countries = tuple(dict.fromkeys(p.country for p in places if p.country))
    return _resolved(text, table, countries, *_days(time))


@lru_cache(maxsize=1024)
def _resolved(
    text: str, table: Actors, countries: tuple[str, ...], start: str | None, end: str | None
) -> Actor | None:
    """The party of a phrase for harm in these countries, between these days: asked of each claim of a text anew."""
    party = _party(text, table, countries, start, end)
    if party:
        return Actor(party.id, party.name, table.within(party.id, countries, start, end), text)
    plain = _trim(text)
    if len(countries) == 1 and (_STATE_ORGANS.match(plain) or _STATE_AGENTS.match(plain)):
        state = table.get(countries[0])
        return Actor(state.id, state.name, table.within(state.id, countries, start, end), text) if state else None
    if _COALITION.search(plain):
        return Actor(None, "coalition", (), text)
    name = next((name for pattern, name in _UNKNOWN if pattern.search(plain)), None)
    if name and plain[:1].isupper() and " " in plain and _NO_ORGAN.search(plain):
        return Actor(None, plain, (), text)
    unknown = "unidentified " if _UNIDENTIFIED.search(plain) else ""
    return Actor(None, unknown + name, (), text) if name else None


def _days(time: Period | None) -> tuple[str | None, str | None]:
    """The first and last day, the first as coarse as it was said: "since 2014" begins some day of 2014."""
    if time is None:
        return None, None
    said = (time.edtf or "").split("/")[0].strip("~?%")
    coarse = said if time.start and said and time.start.startswith(said) else time.start
    return coarse, time.end or time.as_of


def plain_name(text: str) -> str:
    """A phrase without articles and words for members: "members of the Gran Grif gang" is "Gran Grif gang"."""
    return _trim(text) or text


def _trim(text: str) -> str:
    plain = " ".join(text.split()).strip(" ,.;:\"'“”")
    while True:
        shorter = _LEAD.sub("", plain)
        if shorter == plain:
            return plain
        plain = shorter


def _party(text: str, table: Actors, countries: tuple[str, ...], start: str | None, end: str | None) -> Party | None:
    plain = _trim(text)
    named = table.find_in(plain, countries, start, end)
    if named and named.type != "coalition":
        return named
    if named or _COALITION.search(plain) or _LED.search(plain):
        operation = _operation(plain, table, countries, start, end)
        if operation or _COALITION.search(plain):
            return operation or (named if named and not named.places else None)
    found = named or _longest(_ELSEWHERE.sub("", plain), lambda name: table.find_in(name, countries, start, end))
    people = found is not None and found.type == "state" and found is not named
    abroad = found is not None and found.id not in countries
    if people and (_NO_ORGAN.search(plain) or (abroad and _PEOPLE.match(plain))):
        return None  # "Serb forces" in Croatia: a people's, not the state's of that name
    return found


def _operation(
    plain: str, table: Actors, countries: tuple[str, ...], start: str | None, end: str | None
) -> Party | None:
    """The one coalition that the words, places and days allow; None where several or none do."""
    led = _LED.search(plain)
    leader = table.find(led["leader"]) if led else None
    fitting = [p for p in table.operations() if p.fits(countries, start, end) and (leader is None or _leads(leader, p))]
    named = table.find(plain)
    if named in fitting:
        return named
    if not countries:
        return None
    if len(fitting) > 1:
        fitting = [p for p in fitting if "coalition" in p.name]
    return fitting[0] if len(fitting) == 1 else None


def _leads(leader: Party, operation: Party) -> bool:
    own = {fold(name) for name in leader.names}
    return any(
        fold(name).split(" led")[0] in own for name in (operation.name, *operation.names) if " led" in fold(name)
    )


def _longest(plain: str, find: Callable[[str], Party | None]) -> Party | None:
    """Strip words of action from the end until a name is left; else the longest name that the phrase holds."""
    rest = _POSSESSIVE.sub("", plain)
    while rest:
        found = find(rest)
        if found:
            return found
        shorter = _TAIL.sub("", rest).strip()
        if shorter == rest:
            break
        rest = shorter
    words = _POSSESSIVE.sub("", plain).split()
    for length in range(min(5, len(words)), 0, -1):
        for at in range(len(words) - length + 1):
            phrase = " ".join(words[at : at + length]).strip(",.;:()\"'")
            found = find(phrase) if phrase[:1].isupper() else None
            if found:
                return found
    return None
