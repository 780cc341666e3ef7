"""Words of periods: what only compares, what points back to a period, what is a sum over a war."""

from __future__ import annotations

import re

from uncounted.reference.sought import Sought

COMPARED = Sought(
    r"\b(?:than (?:in|the)|compared (?:with|to)|against|versus|(?:up|down) from|contrast to|as in|than in"
    r"|same (?:\w+ )?(?:period|months|time|quarter|half|month|week)(?: (?:of|in|a|last)| earlier))\b",
    "than |as in|compared|against|versus| from|contrast|same ",
)
THE_PERIOD = re.compile(r"^(?:the|that|this) (?:reporting |same )?(?:quarter|period)$", re.IGNORECASE)
THE_EVENT = re.compile(
    r"\b(?:in|during) the (?:[\w-]+ ){0,3}(?:attack|raid|massacre|bombing|assault|strike|shooting|ambush"
    r"|shelling)s? (?:by|on|of|at)\b"
)
PAST_TIME = re.compile(
    r"^(?:(?:last|the previous) (?:year|month|quarter)|(?:(?:January|February|March|April|May|June|July|August"
    r"|September"
    r"|October|November|December),? ?(?:of )?)?(?:19|20)\d\d|January|February|March|April|May|June|July|August"
    r"|September"
    r"|October|November|December)$",
    re.IGNORECASE,
)
DAY = re.compile(r"\d|day\b", re.IGNORECASE)
# "About 200,000 people were killed in the war": a sum, though no date is told.
IN_WAR = re.compile(
    r"\b(?:killed|dead|died|deaths|disappeared|lives|perished|injured|wounded)\b[^.;]{0,30}"
    r"\b(?:in|during) (?:the|this|that|its)(?: \S+){0,3} (?:war|conflict|insurgency|genocide|troubles)\b"
    r"|\b(?i:in|over|during) the (?:\w+ ){1,3}(?:years|months|decades) of\b"  # "in the four years of war 5,000 died"
    r"|\b(?:in|over|during) (?:the (?:past|last) )?(?:(?:almost|nearly|about|some|over) )?\w+ (?:years|decades)\b"
    r"[^.;]{0,40}\b(?:has|have|had) (?:been )?(?:killed|claimed|left|died|murdered)\b"
    r"|\b(?:violence|insurgency|war|conflict|rebellion|fighting|unrest)\b[^.;]{0,40}"
    r"\b(?:has|have|had) (?:already |since )?(?:killed|claimed|left|taken|cost)\b"  # "a war which has killed 70"
)
