"""Page furniture in plain-text saves of web pages: icon names, menus, sharing buttons, cookie notices.

A line goes only for what it is as a whole, and never where it speaks of harm: text kept by mistake costs less than a
sentence lost.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from uncounted.read.dateline import glued
from uncounted.read.words import STOP_WORDS, words

HARM = re.compile(
    r"\b(?:kill|dead|death|die[sd]?\b|dying|injur|wound|casualt|fatalit|victim|civilian|missing|abduct|kidnap|detain"
    r"|displac|massacre|body|bodies|strike|attack|bomb|shell)",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"(?:(?:please |you can )?(?:share|tweet|pin|email|e-mail|print|save|like|follow|copy|listen|bookmark|subscribe"
    r"|download)"
    r"(?: (?:this|our|the|us|on|via|by|to|in|now|link|page|article|story|post|with|friends?|whatsapp|facebook|twitter|x"
    r"|telegram|linkedin|instagram|youtube|reddit|email|newsletters?|channel|google|news|app|and|or|updates|url|social|media))*"
    r"|facebook|twitter|whatsapp|telegram|linkedin|reddit|pinterest|instagram|youtube|messenger|rss"
    r"|advertise?ments?|sponsored(?: content)?|(?:story|article) continues below(?: advertisement)?|skip to (?:main )?"
    r"(?:content|navigation)|(?:read|see|show|load|view) (?:more|also|all|less)|more (?:on this|from \D{1,30})|related"
    r"(?: (?:articles?|stories|topics|content|links|news|posts))?|most (?:read|popular|viewed)|trending(?: now)?"
    r"|recommended(?: for you)?|(?:leave a |view |\d+ )?comments?(?: \(\d+\))?|log ?in"
    r"|sign (?:in|up|out)(?: for .{1,40})?|open menu|main menu|toggle navigation"
    r"|back to top"
    r"|(?:next|previous) (?:article|story|post)|click here(?: .{1,30})?|accept(?: all)?(?: cookies)?"
    r"|reject(?: all)?"
    r"|manage (?:cookies|preferences|settings|consent)|cookie (?:settings|policy|preferences)|privacy policy"
    r"|terms (?:of (?:use|service)|and conditions)|about us|contact us|advertise with us|all rights reserved"
    r"|(?:©|\(c\) (?=\d{4}\b)|copyright\b).{0,80}|(?:image|photo) (?:source|credit|caption)|play video|video player"
    r"|\d+ (?:min|minutes?)(?: of)? read|font size|text size)[.!:…»›>]*",
    re.IGNORECASE,
)
_COOKIES = re.compile(r"(?:we|this (?:web)?site|our (?:web)?site|our partners)\b[^.]{0,60}\bcookies?\b", re.IGNORECASE)
_MENU_SPLIT = re.compile(r"\s*(?:[|•·»›>/]| {2,})\s*")
_MENU_WORDS = words(
    "home news world sport sports business politics opinion culture video videos live weather travel tech technology"
    " science health entertainment africa asia europe americas australia uk us usa russia india china economy markets"
    " features podcasts shows programmes programs photos pictures magazine arts lifestyle more menu search about"
    " contact subscribe login account jobs newsletters money environment education international national local tv"
    " radio investigations analysis shop"
)
_WEAK = words("home top next previous prev search register close menu more embed watch listen live") | _MENU_WORDS
_END = re.compile(r"[.!?…][\"”’)]*(?:\s|$)")
MANY = 12  # words of a run from which it can be judged
FEW = 4  # and beside a longer one


@dataclass(frozen=True)
class Cut:
    """A range of a line that is furniture: ``[start, end)`` within the line."""

    start: int
    end: int


def cut(line: str) -> Cut | None:
    """The part of one line that is page furniture; null for text. A date glued to a run of furniture stays."""
    at = glued(line)
    if at:
        return Cut(0, at) if _is_run(line[:at].split()) or _is_plain(line[:at].strip()) else None
    return Cut(0, len(line)) if _is_plain(line) or _is_run(line.split()) else None


def is_weak(line: str) -> bool:
    """Whether a line is furniture beside furniture: one word that may elsewhere be an item of a list, a short run."""
    return line.lower() in _WEAK or _is_run(line.split(), FEW)


def _is_plain(line: str) -> bool:
    if not line or HARM.search(line):
        return False
    if len(line) < 100 and _BUTTON.fullmatch(line):
        return True
    return bool(_COOKIES.match(line)) or _is_menu(line)


def _is_menu(line: str) -> bool:
    """At least four short names in a row, most of them a newsroom's sections, and no sentence."""
    if _END.search(line) or "\t" in line:
        return False
    items = [item for item in _MENU_SPLIT.split(line) if item]
    if len(items) == 1:
        items = line.split()
    known = sum(all(word.lower() in _MENU_WORDS | {"&", "and"} for word in item.split()) for item in items)
    return len(items) >= 4 and known >= 0.6 * len(items)


def _is_run(words: list[str], least: int = MANY) -> bool:
    """A long run in small letters, without sentences, in which one fragment ends or opens most words: glued icon names.

    Lists of people's names repeat fragments too; they have capitals, and the same name again rather than new words.
    """
    line = " ".join(words)
    if len(words) < least or _END.search(line) or "," in line or sum(w[0].islower() for w in words) < 0.7 * len(words):
        return False
    if sum(word in STOP_WORDS for word in words) > 0.15 * len(words):
        return False
    carriers: dict[str, set[str]] = defaultdict(set)
    places: Counter[str] = Counter()
    for word in (word.lower()[:60] for word in words):
        for fragment in {word[i : i + 4] for i in range(len(word) - 3)}:
            places[fragment] += 1
            carriers[fragment].add(word)
    often = {fragment: n for fragment, n in places.items() if n >= 0.4 * len(words)}
    return any(f in words or len(carriers[f]) >= 0.3 * len(words) for f in often)
