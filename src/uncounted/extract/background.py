"""Claims that a text tells as the reason or the past of its event: "protesters against the killing of two men"."""

from __future__ import annotations

import re

from uncounted.model.claim import Claim

_DEED = r"(?:\w+\s){0,2}(?:killings?|murders?|deaths?|assassinations?|slayings?|executions?|lynchings?)\sof\s"
_BEFORE = re.compile(
    r"\b(?:against|over|aveng\w+|revenge\sfor|retaliation\s(?:for|to)|retaliat\w+\sfor"
    rf"|(?:in\s)?(?:response|reaction)\sto|protest\w*(?:\sagainst)?|demanding\sjustice\sfor|anger\w*\s(?:by|at|over))"
    rf"\s(?:the\s)?{_DEED}(?:the\s)?$",
    re.IGNORECASE,
)
_CONDEMNED = re.compile(rf"\b(?:condemn\w*|denounc\w*|mourn\w*)\s(?:the\s)?{_DEED}(?:the\s)?$", re.IGNORECASE)
_CROWD = re.compile(r"\b(?:protest|demonstrat|rall(?:y|i)|march|strike|shutdown|sit-in|vigil)\w*\b", re.IGNORECASE)
_LAUNCHED = re.compile(
    r"\b(?:launch|conduct|mount|start|stag|carr|order)\w*\b[^.;]{0,40}\b(?:operations?|raids?|offensives?|crackdown"
    r"|(?:air\s?)?strikes?|protests?|searche?s?|campaign)\b[^.;,]{0,40}\bafter\s(?:the\s|an?\s)?$"
    r"|\b(?:operation|raid|offensive|crackdown|strikes|search)\s(?:was\s|were\s)?(?:launched|mounted|ordered|started)"
    r"\s(?:\w+\s)?after\s(?:the\s|an?\s)?$",
    re.IGNORECASE,
)
_OPENED = re.compile(rf"^\W*the\s{_DEED}$", re.IGNORECASE)
_SPARKED = re.compile(
    r"\b(?:trigger|spark|prompt|provok|set\soff|led\sto|ignit)\w*\b[^.]{0,40}"
    r"\b(?:protests?|demonstrations?|riots?|unrest|outrage|violence|strikes?|clashes|anger)\b",
    re.IGNORECASE,
)


def background(claim: Claim) -> bool:
    """Whether the words before a claim's count make its dead the reason of what is told, not its victims."""
    if "sentence" not in claim.spans or "count" not in claim.spans:
        return False
    words = claim.spans["sentence"].quote
    at = claim.spans["count"].start - claim.spans["sentence"].start
    before, after = words[:at], words[at:]
    cause = _BEFORE.search(before) or _LAUNCHED.search(before)
    cause = cause or (_CONDEMNED.search(before) and _CROWD.search(words))  # else what is condemned is the news
    return bool(cause or (_OPENED.search(before) and _SPARKED.search(after)))
