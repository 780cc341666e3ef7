"""Whether a figure dated by a month or by some days is of one event all the same: "In July 23 died when bombs hit"."""

from __future__ import annotations

import re

from uncounted.extract.events import ATTACK, EVENT_NOUNS
from uncounted.extract.findings import Finding
from uncounted.extract.times import TimePhrase
from uncounted.reference.sought import Sought

_MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = r"([0-3]?\d)(?:st|nd|rd|th)?"
_DAYS = (
    re.compile(rf"\b{_DAY}\s*(?:to|and|until|-|–)\s*{_DAY}\s+{_MONTHS}", re.IGNORECASE),
    re.compile(
        rf"\b({_MONTHS})\s+{_DAY}\b.*?\s*(?:to|and|until|through|-|–)\s*(?:\w+day,?\s)?(?:({_MONTHS})\s+)?{_DAY}(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(rf"\b{_DAY}\s+({_MONTHS})\s*(?:to|and|until|-|–)\s*{_DAY}\s+({_MONTHS})", re.IGNORECASE),
)
_WEEKDAYS = re.compile(r"^(?:from|between) \w+day\b.* (?:to|and|until) \w+day\b", re.IGNORECASE)
_ONE_NIGHT = re.compile(
    r"^(?:from|between) (?:last night|yesterday|the (?:night|evening)|this (?:morning|afternoon)|late)\b"
    r".* (?:to|and|until) (?:this|today|the (?:morning|afternoon)|early|dawn|noon|midnight|tonight)\b",
    re.IGNORECASE,
)
_SPAN = 5  # days within which a span of days is that of one event, and from which a week is reported

_FACILITY = (
    r"(?:bus stop|bus station|market|mosque|church|cathedral|temple|synagogue|checkpoint|school|hotel|restaurant"
    r"|caf[eé]|bar|village|plantation|ranch|estate|university|cemetery|hospital|clinic|stadium|airport|station|bridge|prison|barracks|wedding|funeral|junction|square"
    r"|crossroads|mall|nightclub|concert|rally|procession|convoy|bus|train|ferry|boat|house|home|farm)"
)
_AT = re.compile(
    r"\b(?:in|at|inside|outside|on|near|around) "
    rf"(?:(?:an?|the|one|their|his|her)\s(?:[\w-]+ ){{0,3}}?|[A-Z][\w-]+['’]s\s(?:\w+ )?){_FACILITY}\b"
    r"|\b(?:on|along) (?:their|its|the) way\b|\bduring (?:Mass|(?:Friday |evening |morning )?prayers)\b"
    rf"|\bduring an? (?:[\w-]+ )?{_FACILITY}\b"
    r"|\bin (?:an?|one) (?:[\w-]+ ){0,3}(?:attack|raid|siege|ambush|bombing|blast|explosion|strike|airstrike|shooting"
    r"|massacre|assault|clash|rampage|stampede|shelling)\b",
)
_THAT = re.compile(
    r"\b(?:attack|bombing|massacre|strike|airstrike|raid|ambush|siege|shooting|explosion|blast|killing"
    r"|that (?:on|at|in|of|against))\b"
    r"[^.;]{0,90}\b(?:since|of|in)\s(?:the\s)?$",
    re.IGNORECASE,
)
_WHEN = re.compile(r",?\s+(?:when|in which)\b", re.IGNORECASE)
_KILLING = re.compile(
    r"(?<!document )\bthe (?:killings?|murders?|deaths?|assassinations?|abductions?) of (?:the )?(?:\d{1,2}|[a-z]+) $",
    re.IGNORECASE,
)


def span_of_days(time: TimePhrase) -> int | None:
    """The days from the first to the last of a span of one month, or of two months that meet; null for other times."""
    found = next((m for pattern in _DAYS if (m := pattern.search(time.text))), None)
    if found is None and _ONE_NIGHT.match(time.text):
        return 1  # "between last night and this morning"
    if found is None:
        return 6 if _WEEKDAYS.match(time.text) else None
    days = [int(part) for part in found.groups() if part and part.isdigit()]
    months = [part.lower() for part in found.groups() if part and not part.isdigit()]
    if len(days) != 2:
        return None
    over = 30 if len(months) == 2 and months[0] != months[1] else 0
    return days[1] + over - days[0]


def of_few_days(time: TimePhrase) -> bool:
    """Whether a span is short enough for one event."""
    span = span_of_days(time)
    return span is not None and 0 <= span <= _SPAN


def of_one_event(finding: Finding, time: TimePhrase) -> bool:
    """Whether the clause of a figure tells one attack, by its doer or its spot: the month is when, not how long."""
    sentence, chunks = finding.sentence, finding.sentence.chunks
    agent = finding.agent.np if finding.agent is not None else None
    if agent is not None and agent.quantity is None and _single(finding, agent.first, agent.head):
        return True
    text, end = sentence.text, sentence.stretch.end
    if _WHEN.match(text, time.end) and _THAT.search(text[sentence.stretch.start : time.start]):
        return True
    for k in range(finding.trigger + 1, len(chunks) - 2):
        if chunks[k].low in {"when", "after", "as"} and chunks[k].kind in {"SUB", "REL", "ADV", "P"}:
            vg = next((c.vg for c in chunks[k + 1 : k + 5] if c.vg is not None), None)
            if vg is not None and (vg.verb.lemma in ATTACK or vg.harm is not None) and chunks[k].low == "when":
                return True
    start = sentence.tokens[finding.first].start
    words = text[min(start, time.start) : end].split(", including ")[0]  # where some of them died is theirs
    at_a_spot = _AT.search(words.lower() if words.isupper() else words)
    return bool(at_a_spot or _KILLING.search(text[max(0, start - 50) : start]))


def _single(finding: Finding, first: int, head: int) -> bool:
    """``a car bomb``, ``another``, ``a gunman``: one doer, who did it once."""
    tokens = finding.sentence.tokens
    word = tokens[head].low
    alone = tokens[first].low in {"a", "an", "another", "one"}
    return (
        alone and not word.endswith("s") and (word not in EVENT_NOUNS or word not in {"war", "campaign", "offensive"})
    )


_SEVERAL = re.compile(
    r"\b(?P<event>(?:air ?|drone |missile |artillery |suicide |bomb )?"
    r"(?:strikes|attacks|raids|bombings|bombardments|shootings|executions|incidents))\b",
    re.IGNORECASE,
)
_SAME_DAY = Sought(
    r"\b(?:yesterday|today|overnight|(?:that|on the same) day|on \w+day|morning|evening|night|twin|series of)\b",
    "day|overnight|morning|evening|night|twin|series",
)


def of_many_events(finding: Finding) -> bool:
    """``air strikes have taken the lives of hundreds``: undated harm of events in the plural, told in the perfect.

    Attacks of one day or night are one event.
    """
    chunks, sentence = finding.sentence.chunks, finding.sentence
    text = sentence.text[sentence.stretch.start : sentence.stretch.end]
    if finding.one_person or _SAME_DAY.search(text):
        return False
    events = list(_SEVERAL.finditer(text))
    verb = next((k for k in range(finding.trigger, -1, -1) if chunks[k].vg is not None), None)
    if not events or verb is None or not getattr(chunks[verb].vg, "perfect", False):
        return False
    doer = finding.agent or chunks[max(0, verb - 3)]
    did = sentence.words(doer.first, doer.last if finding.agent is not None else chunks[verb].first)
    return any(found["event"].lower() in did for found in events)


def running_total(finding: Finding) -> bool:
    """Whether a toll sums a campaign, not one event, by its own words: "the total number of deaths"."""
    chunks = finding.sentence.chunks
    if finding.sentence.words(0, 3).startswith(("with the death", "with this", "with his death", "with her death")):
        return True  # "With the death of the driver the toll rose to nine"
    ahead = 3 if finding.first < chunks[finding.trigger].first else 1  # "bringing to five the number of dead"
    words = finding.sentence.words(chunks[max(0, finding.trigger - ahead)].first, chunks[finding.trigger].last).split()
    sentence = finding.sentence
    whole = sentence.text[sentence.stretch.start : sentence.stretch.end]
    if _OF_WOUNDS.search(whole) and not _OVER_A_TIME.search(whole):
        return False  # "two of the wounded died, bringing the toll to five": that of the event
    return bool({"total", "overall", "cumulative", "bringing", "raising"} & set(words))


_OF_WOUNDS = re.compile(
    r"\bof (?:the |those )?(?:\w+ly )?(?:wounded|injured|hurt)\b|\bsuccumb|\b(?:died|dies|death) (?:\w+ ){0,3}?"
    r"(?:of|from) (?:\w+ ){1,2}(?:wounds|injuries)\b|\bdied (?:later|(?:\w+ )?(?:in|at) (?:\w+ )?hospital)\b",
    re.IGNORECASE,
)
_OVER_A_TIME = re.compile(
    r"\b(?:years?|months?|weeks?|since|so far|campaign|war|homicides?|murders?|20\d\d)\b", re.IGNORECASE
)


_BEGAN = frozenset({"begin", "start", "erupt", "launch", "break", "flare", "resume", "ignite", "ignit"})


def from_beginning(finding: Finding, time: TimePhrase | None) -> bool:
    """``The war, which began in March 2015, has killed ...``: the date opens the time that the figure covers."""
    chunks = finding.sentence.chunks
    verb = next((k for k in range(finding.trigger, -1, -1) if chunks[k].vg is not None), 0)
    vg = chunks[verb].vg  # of "has claimed 40 lives", the verb before the noun
    if time is None or vg is None or not vg.perfect:
        return False
    at = next((k for k, c in enumerate(chunks) if c.time is time), 0) - 1
    while at > 0 and (chunks[at].kind in {"P", "ADV"} or finding.sentence.tokens[chunks[at].first].low == "out"):
        at -= 1  # "the war that broke out in early 1992"
    return at > 0 and chunks[at].vg is not None and chunks[at].low in _BEGAN
