"""Whom "the group", "the militants" or "it" stand for: the party that the text named last before."""

from __future__ import annotations

import re
from functools import lru_cache

from uncounted.extract.events import Words
from uncounted.reference.actors import Actors

_RUN = re.compile(r"[A-Z][\w'’-]*(?:[ -](?:(?:of|the|al|for|and) )?[A-Z0-9][\w'’-]*)*")
_ORGAN = re.compile(
    r"^(?:['’]s)?\s+(?:government\s+|security\s+|armed\s+|air\s+)?(?:army|military|forces?|troops|soldiers|police|regime|jets|warplanes"
    r"|junta|navy)\b"
)
# Names without a name: "the armed group", "the rebels", "the coalition"; each may stand for parties of some types.
_GROUP = re.compile(
    r"^(?:(?:armed|militant|rebel|terror|terrorist|extremist|islamist|jihadist|jihadi|insurgent|guerrilla)\s+)*(?:groups?|militants?|gunmen"
    r"|rebels?|insurgents?|fighters|attackers|assailants|movement|militia(?:men)?|organi[sz]ation|gang|extremists|jihadists|terrorists"
    r"|islamists|paramilitar(?:y|ies)|guerrillas?)$",
    re.IGNORECASE,
)
_STATE = re.compile(r"^(?:army|military|forces|troops|soldiers|junta|regime)$", re.IGNORECASE)
_FORCE = re.compile(r"\s*(?:The|the)\s+(army|military|air force|junta|government|regime|police|coalition)\b")
# Forces by their names, whether or not the table has them: "Yugoslav People's Army", "Revolutionary United Front".
_FORCE_NAME = re.compile(
    r"(?:Army|Armed Forces|Defen[cs]e Forces?|Guard|Navy|Front|Militia|Brigades?|Liberation Movement)$"
)
_GUERRILLA = re.compile(r"\b(?:Liberation|Front|Militia|Brigades?|Resistance|Revolutionary|Rebel|Free)\b")
_MOST = 20_000  # characters of a text that are searched


def is_generic(words: str) -> bool:
    """Whether words may point back to a party named before: "militants", "armed group", "army"."""
    return bool(_GROUP.match(words) or _STATE.match(words))


def named_before(text: str, end: int, words: str) -> Words | None:
    """The words of the party named last before ``end`` that ``words`` may stand for; null where there is none."""
    state = bool(_STATE.match(words))
    found = [p for p in _parties(text[:_MOST]) if p[1] <= end and p[2] == state]
    return Words(found[-1][0], found[-1][1], text[found[-1][0] : found[-1][1]]) if found else None


def subject_before(text: str, start: int, end: int) -> Words | None:
    """The party with which the sentence just before ``start`` begins, or that stands between there and ``end``."""
    before = text[:start].rstrip()
    opened = max(before.rfind(mark, 0, max(0, len(before) - 1)) for mark in (". ", ".\n", "\n", "! ", "? ")) + 1
    found = [p for p in _parties(text[:_MOST]) if opened <= p[0] and p[1] <= end]
    if not found:
        force = _FORCE.match(text, opened)
        return Words(force.start(1), force.end(1), force[1]) if force is not None and force.end() <= end else None
    first = found[0]
    led = text[opened : first[0]].strip().lower()
    fits = led in {"", "the", "a", "suspected", "on monday", "members of the"} or len(found) == 1
    return Words(first[0], first[1], text[first[0] : first[1]]) if fits else None


@lru_cache(maxsize=8)
def _parties(text: str) -> tuple[tuple[int, int, bool], ...]:
    """Where a text names parties with forces (code points, end open), and whether it is a state's or a coalition's."""
    table = Actors.default()
    found: list[tuple[int, int, bool]] = []
    for run in _RUN.finditer(text):
        words = [(run.start() + m.start(), run.start() + m.end()) for m in re.finditer(r"[^\s]+", run[0])]
        at = 0
        while at < len(words):
            for last in range(min(len(words), at + 6), at, -1):
                start, end = words[at][0], words[last - 1][1]
                party = table.find(re.sub(r"['’]s?$", "", text[start:end]))
                if text[start:end] == "IS" and text[max(0, start - 20) : end + 20].isupper():
                    party = None  # a verb in ALL CAPS
                organ = _ORGAN.match(text[end : end + 40]) if party is not None and party.type == "state" else None
                if party is None and last - at > 1 and _FORCE_NAME.search(text[start:end]):
                    found.append((start, end, not _GUERRILLA.search(text[start:end])))
                    at = last - 1
                    break
                if party is not None and (party.type != "state" or organ is not None):
                    end += organ.end() if organ is not None else 0
                    army = party.type == "armed force" and bool(_FORCE_NAME.search(text[start:end]))
                    found.append((start, end, army or party.type in {"state", "coalition"}))
                    at = last - 1
                    break
            at += 1
    return tuple(found)
