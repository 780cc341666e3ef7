"""Days on which others dealt with a harm that was done before: trials, exhumations, disclosures."""

from __future__ import annotations

import re

from uncounted.extract.chunks import Sentence, VerbGroup
from uncounted.extract.events import ATTACK
from uncounted.extract.times import TimePhrase
from uncounted.reference.fold import words as listed

_DEALT = frozenset(
    listed("""
        convict sentence acquitt acquit charge indict exhum exhume unearth jail imprison extradit extradite testifi
        testify surfac surface commut commute prosecut prosecute boast apologis apologise apologiz apologize pardon
        bury buri mourn lodge file complain sue
        appeal plead confess commemorat commemorate declassifi declassify resign retire
    """)
)
# What opens or lasts without being the harm: "the trial opened in 2005", not "the siege began in 2005".
_OPENED = frozenset({"open", "reopen", "close"})
_LASTING = frozenset({"begin", "start", "erupt", "break", "last", "rage", "end", "run", "continue", "go"})
_QUIET = frozenset({"quiet", "calm", "normality", "normalcy"})
_RITES = frozenset(listed("mourning funeral funerals vigil vigils memorial ceremony ceremonies burial burials"))
_TELLING = ATTACK | _LASTING | {"happen", "occur", "take", "die"}
_FOUND = re.compile(r"\b(?:find|found)\b[^.;]*\b(?:guilty|that|no evidence|responsible|liable)\b", re.IGNORECASE)


def of_proceedings(sentence: Sentence, at: int) -> bool:
    """Whether the time of chunk ``at`` dates what was done about a harm: "exhumed in 1994", "convicted in 1971"."""
    vg = _governor(sentence, at)
    return vg is not None and (_dealt(sentence, vg) or _of_rites(sentence, at, vg) or _calm(sentence, vg))


def _calm(sentence: Sentence, vg: VerbGroup) -> bool:
    """``Dakar was quiet on Monday``: a day without harm."""
    return vg.verb.lemma in {"be", "remain", "return", "stay", "restore"} and not sentence.lows.isdisjoint(_QUIET)


def _of_rites(sentence: Sentence, at: int, vg: VerbGroup) -> bool:
    """``Three days of mourning began on Wednesday``, ``funerals were held on Friday``."""
    if vg.harm is not None or sentence.lows.isdisjoint(_RITES):
        return False
    parting = {"SUB", "REL", "COMMA", "PUNCT"}
    begin = next((k for k in range(at - 1, -1, -1) if sentence.chunks[k].kind in parting), 0)
    heads = {sentence.tokens[c.np.head].low for c in sentence.chunks[begin:at] if c.np is not None}
    return bool(heads & _RITES) and (vg.verb.lemma in _LASTING | _OPENED | {"hold", "attend", "be", "declare"})


def of_aside(sentence: Sentence, at: int, trigger: int) -> bool:
    """Whether the time stands in a clause beside the figure's that tells no harm: "a list, which he saw in March"."""
    chunks = sentence.chunks
    opened = next((k for k in range(at - 1, -1, -1) if chunks[k].kind in {"REL", "COMMA", "PUNCT"}), -1)
    if opened >= 0 and chunks[opened].kind == "COMMA" and opened + 1 < at:
        vg = chunks[opened + 1].vg  # "the archives, found in 2001, name 1,208 dead"
        shut = at + 1 < len(chunks) and chunks[at + 1].kind == "COMMA"
        return vg is not None and vg.voice in {"bare", "passive"} and shut and trigger > at and _idle(vg)
    if opened < 1 or chunks[opened].kind != "REL" or chunks[opened - 1].kind not in {"COMMA", "CC"}:
        return False
    closed = next((k for k in range(at + 1, len(chunks)) if chunks[k].kind in {"COMMA", "PUNCT"}), len(chunks))
    if closed + 1 < len(chunks) and chunks[closed + 1].low in {"when", "during", "in which"}:
        return False
    verbs = [c.vg for c in chunks[opened:closed] if c.vg is not None]
    if not verbs or opened < trigger < closed:
        return False
    time = chunks[at].time
    own = time is not None and time.kind == "since" and any(vg.harm is not None for vg in verbs)
    return own or all(_idle(vg) for vg in verbs)  # "the army, which killed 1,200 since June, raided a camp: 57 died"


_SOUGHT = re.compile(
    r"\b(?:dug|dig|digging|found|find|recover(?:ed|ing)?|retrieved|pulled|unearthed"
    r"|discovered)\b[^.,;]{0,60}$",
    re.IGNORECASE,
)
_THEN_SOUGHT = re.compile(r"[^.;]{0,40}\b(?:dug|found|recovered|retrieved|pulled|unearthed"
    r"|discovered)\b", re.IGNORECASE)
_LEADS = 12  # characters before a day with which a sentence opens
_BODIES = frozenset({"bodies", "corpses", "remains"})


def found_then(sentence: Sentence, time: TimePhrase) -> bool:
    """Whether bodies were found on a day: "eleven more bodies were dug up Wednesday"."""
    start = sentence.stretch.start
    if sentence.lows.isdisjoint(_BODIES):
        return False
    opens = time.start - start < _LEADS and _THEN_SOUGHT.match(sentence.text, time.end, sentence.stretch.end)
    return bool(opens) or _SOUGHT.search(sentence.text[start : time.start]) is not None


def _idle(vg: VerbGroup) -> bool:
    return vg.harm is None and vg.verb.lemma not in _TELLING


def _governor(sentence: Sentence, at: int) -> VerbGroup | None:
    """The verb that a time belongs to: the nearest before it in its clause; where it opens, the first after it."""
    chunks = sentence.chunks
    for k in range(at - 1, -1, -1):
        vg = chunks[k].vg
        if vg is not None:
            return vg
        if chunks[k].kind in {"COMMA", "SUB", "REL", "PUNCT", "DASH", "CC"}:
            break
    if any(chunk.vg is not None for chunk in chunks[:at]):
        return None
    return next((chunk.vg for chunk in chunks[at + 1 :] if chunk.vg is not None and chunk.voice != "ing"), None)


def _dealt(sentence: Sentence, vg: VerbGroup) -> bool:
    lemma = vg.verb.lemma
    if vg.harm is not None:
        return False
    if lemma in _OPENED:
        return "fire" not in sentence.lows
    if lemma in {"find", "found"}:
        return _FOUND.search(sentence.text, sentence.stretch.start, sentence.stretch.end) is not None
    return lemma in _DEALT
