"""Who says so: the chain from the speaker of a claim to the publisher, and the words that carry it."""

from __future__ import annotations

from dataclasses import dataclass, field

from uncounted.extract.chunks import Sentence
from uncounted.extract.clauses import subject_of
from uncounted.extract.findings import Finding
from uncounted.extract.hearers import hearer
from uncounted.extract.sayers import (
    bare_figure,
    claims_to,
    figure,
    finds,
    first_of_several,
    inserted,
    lists,
    moves_toll,
    sayer,
    several,
    that_follows,
    thinks,
    whose_count,
)
from uncounted.extract.speakers import DOCUMENTS, Speaker, Speakers
from uncounted.extract.triggers import ALSO_REPORTING, FIGURING, HOLDING, QUOTING, SPEAKING, may_report
from uncounted.extract.words import REPORTING
from uncounted.reference.fold import words as listed
from uncounted.reference.sources import is_unnamed

_CLAIMED = frozenset({"bodies", "body", "remains", "corpses", "lives"})
_CREDITING = frozenset({"claim", "blame", "attribut", "attribute", "give"})
ADMITTING = frozenset({"confirm", "acknowledge", "admit", "concede", "accept", "own"})
_STANCES = {
    **dict.fromkeys(("confirm", "acknowledge", "admit", "concede", "accept"), "admits"),
    **dict.fromkeys(("claim", "allege", "accuse", "blame", "contend", "assert"), "alleges"),
    "own": "admits",
    **dict.fromkeys(("deny", "reject", "retract", "recant", "refute", "rebut"), "denies"),
    **dict.fromkeys(("dispute", "contest", "question", "challenge"), "contests"),
    **dict.fromkeys(("investigate", "probe", "review"), "investigates"),
}
_HEDGES = frozenset(listed("reportedly allegedly purportedly supposedly apparently"))


@dataclass(slots=True)
class Said:
    """One frame of reporting: ``speaker`` says by verb ``relation``; chunks ``[first, last]`` carry it.

    ``hearer``: the outlet that was told; ``cited``: whom the speaker only quotes ("citing the ministry").
    """

    speaker: Speaker
    relation: str
    first: int
    last: int
    form: str  # before, after, according
    hearer: str | None = None
    cited: Speaker | None = None


@dataclass(slots=True)
class Chain:
    """The frames that hold a finding, innermost first, and the stance of the innermost."""

    frames: list[Said] = field(default_factory=list)
    stance: str = "asserts"


def frames_of(sentence: Sentence, speakers: Speakers) -> list[Said]:
    """The frames of reporting in a sentence, left to right; what they name is told to ``speakers``."""
    found: list[Said] = []
    opening: Speaker | None = None
    for at, chunk in enumerate(sentence.chunks) if may_report(sentence.lows) else ():
        if chunk.vg is not None and chunk.voice == "ing" and chunk.vg.verb.lemma in QUOTING:
            cited = _quoted(sentence, at, speakers)
            if cited is not None and found:
                found[-1].cited = cited
            opening = opening or (cited if not found else None)
        elif chunk.low == "by" and (counter := whose_count(sentence, at)) is not None:
            found.append(Said(counter, "according_to", at, at + 1, "according"))
        elif chunk.low == "according to" and at + 1 < len(sentence.chunks):
            found.append(_according(sentence, at, speakers))
        elif chunk.vg is not None and _reports(sentence, at):
            said = _said(sentence, at, speakers)
            gapped = _gapped(sentence, said, speakers) if said is not None else None
            found += [each for each in (said, gapped) if each is not None]
        elif chunk.vg is not None and chunk.vg.verb.lemma in SPEAKING:
            _released(sentence, at, speakers)
        elif _says_as_noun(sentence, at):
            found.append(_as_noun(sentence, at, "after"))
        elif claims_to(sentence, at):
            found.append(_as_noun(sentence, at, "before"))
    if opening is not None and found:
        found[0].cited = found[0].cited or opening
    return found


def _says_as_noun(sentence: Sentence, at: int) -> bool:
    """``since 2009, officials estimate, and ...``: a verb that looks like a noun, between commas, after people."""
    chunks, tokens = sentence.chunks, sentence.tokens
    chunk = chunks[at]
    if chunk.np is None or chunk.last - chunk.first < 2 or at == 0 or at + 1 >= len(chunks):
        return False
    last, people = tokens[chunk.last - 1], tokens[chunk.last - 2]
    opened = chunks[at - 1].kind == "COMMA" and chunks[at + 1].kind in {"COMMA", "PUNCT"}
    return opened and last.low in {"estimate", "report", "claim"} and people.low.endswith("s") and people.tag == "N"


def _as_noun(sentence: Sentence, at: int, form: str) -> Said:
    chunk, tokens = sentence.chunks[at], sentence.tokens
    name = sentence.quote(chunk.first, chunk.last - 1)
    capital = all(token.cap for token in tokens[chunk.first : chunk.last - 1])
    start, end = tokens[chunk.first].start, tokens[chunk.last - 2].end
    speaker = Speaker(name, "organisation" if capital else "unnamed", None, None, start, end)
    return Said(speaker, tokens[chunk.last - 1].low.removesuffix("s"), at, at, form)


def chain_of(finding: Finding, frames: list[Said]) -> Chain:
    """The frames of its sentence that hold the finding: those before it that govern it, then those after it."""
    own = [f for f in frames if _holds(finding, f)] or _gone_on(finding, frames)
    before = sorted((f for f in own if f.form == "before"), key=lambda f: -f.last)
    victim = _first_victim(finding)
    according = sorted((f for f in own if f.form == "according"), key=lambda f: _apart(finding, f, victim))
    # "..., which the army denied" says that somebody else told it.
    after = [f for f in own if f.form == "after" and _STANCES.get(f.relation) not in {"denies", "contests"}]
    chain = Chain([*_nested(finding, before), *according, *after])
    chain.stance = _stance(finding, chain)
    return chain


def _apart(finding: Finding, said: Said, victim: int) -> tuple[int, int]:
    """How many commas, and chunks, stand between a figure and a frame: "158 dead by A's count, 103 of them by B's"."""
    first, last = sorted((victim, said.first))
    return sum(c.kind == "COMMA" for c in finding.sentence.chunks[first:last]), last - first


def _gone_on(finding: Finding, frames: list[Said]) -> list[Said]:
    """The frame that a figure without one goes on with: "X said that A; B died", "A, he told Y, and B were hurt"."""
    chunks = finding.sentence.chunks
    victim = _first_victim(finding)
    for said in reversed(frames):
        if said.last >= victim:
            continue
        between = chunks[said.last + 1 : victim]
        if any(c.low in {"but", "while", "whereas"} for c in between):
            return []
        if said.form == "after":
            hearer = 1 if said.hearer is not None and chunks[said.last + 1].np is not None else 0
            joined = [c.kind for c in chunks[said.last + 1 + hearer : said.last + 3 + hearer]]
            follows = chunks[said.last + 2 + hearer].low if len(joined) == 2 else ""
            return [said] if joined[:1] == ["COMMA"] and (joined[1:] == ["CC"] or follows == "with") else []
        return [said] if said.form == "before" and any(c.low == ";" for c in between) else []
    return []


def _nested(finding: Finding, before: list[Said]) -> list[Said]:
    """The nearest frame and those that it stands inside; "X said A, and Y said B" are two."""
    kept = before[:1]
    for outer in before[1:]:
        between = finding.sentence.chunks[outer.last + 1 : kept[-1].first]
        if any(c.kind in {"COMMA", "CC", "PUNCT"} for c in between):
            break
        kept.append(outer)
    return kept


def _holds(finding: Finding, said: Said) -> bool:
    chunks = finding.sentence.chunks
    if said.form == "before":
        if said.last >= finding.trigger and said.first > _first_victim(finding):
            return False
        between = chunks[said.last + 1 : max(_first_victim(finding), said.last + 1)]
        return not any(c.low in {";", "but", "while", "whereas"} for c in between)
    if said.form == "after":
        between = chunks[finding.trigger + 1 : said.first]
        return said.first > finding.trigger and not any(c.low in {";", "while", "whereas"} for c in between)
    if chunks[said.first].kind == "LP":  # "1,269 in Gaza (Ministry of Health) and 224 in Israel"
        behind = chunks[finding.first_chunk + 1 : said.first]
        return finding.first_chunk < said.first and not any(c.np is not None and c.np.quantity for c in behind)
    between = chunks[min(said.last, finding.trigger) + 1 : max(said.first, finding.trigger)]
    return not any(c.low in {";", "while", "whereas"} or (c.kind == "CC" and c.low == "but") for c in between)


def _first_victim(finding: Finding) -> int:
    for k, chunk in enumerate(finding.sentence.chunks):
        if chunk.first <= finding.first < chunk.last:
            return k
    return finding.trigger


def _reports(sentence: Sentence, at: int) -> bool:
    vg = sentence.chunks[at].vg
    if vg is None or vg.harm is not None or vg.voice == "to":
        return False
    spoke = vg.verb.lemma in {"speak", "put", "name", "list", "identify"} and bare_figure(sentence, at)
    if vg.verb.lemma in REPORTING or spoke or moves_toll(sentence, at):
        return True
    if vg.verb.lemma in FIGURING and any(figure(sentence, k) for k in range(at + 1, min(at + 8, len(sentence.chunks)))):
        return True
    if lists(sentence, at) or thinks(sentence, at):
        return True
    follows = sentence.chunks[at + 1].low if at + 1 < len(sentence.chunks) else "."
    if vg.verb.lemma == "find" and finds(sentence, at):
        return True
    if vg.verb.lemma in ALSO_REPORTING and follows == "." and at > 1 and sentence.chunks[at - 2].kind == "COMMA":
        return True
    return vg.verb.lemma in (ALSO_REPORTING | HOLDING if follows == "that" else HOLDING if follows == "of" else ())


def _said(sentence: Sentence, at: int, speakers: Speakers) -> Said | None:
    """The frame of one verb of reporting: before what it reports, or after it."""
    chunks = sentence.chunks
    vg = chunks[at].vg
    if vg is None or _credits(sentence, at):
        return None
    by = vg.voice == "bare" and at + 1 < len(chunks) and chunks[at + 1].low == "by" and chunks[at - 1].low == "as"
    if by or (vg.voice == "passive" and vg.verb.lemma not in HOLDING):  # "as verified by the office"
        return _passive(sentence, at, speakers)
    if vg.voice == "ing" and chunks[at - 1].low == "as":
        return None  # "quoted him as saying" is read with "quoted"
    inverted = _inverted(sentence, at)
    if inverted is not None:
        speaker = speakers.read(sentence, inverted)
        return Said(speaker, vg.verb.lemma, at, inverted, "after", hearer(sentence, at, speakers)) if speaker else None
    harm = at + 1 < len(chunks) and chunks[at + 1].harm and chunks[at + 1].voice not in {"ing", "to"}
    if vg.voice == "bare" and harm:
        return None  # "civilians reported killed"
    last = sayer(sentence, _first_reporting(sentence, at))
    if last is None:
        return None
    subject = first_of_several(sentence, last)
    speaker = several(sentence, subject, last, speakers, vg.verb.lemma)
    if speaker is None:
        return None
    form = "after" if _final(sentence, at, subject) else "before"
    colon = sentence.words(chunks[at].last, min(chunks[at].last + 1, len(sentence.tokens))) == ":"
    if form == "before" and colon and subject > 0 and chunks[subject - 1].kind == "COMMA":
        form = "according"  # "a list of 745 dead, its leader said: 542 in one town and 203 in the other"
    if form == "after" and inserted(sentence, subject, at):
        form = "according"
    cited = _quoted(sentence, at, speakers) if vg.verb.lemma in QUOTING else None
    return Said(speaker, vg.verb.lemma, subject, at, form, hearer(sentence, at, speakers), cited)


def _gapped(sentence: Sentence, said: Said, speakers: Speakers) -> Said | None:
    """``The army spoke of 39 dead, the railways of 50``: the second speaker, whose verb is left out."""
    chunks = sentence.chunks
    if said.relation not in {"speak", "tell", "report", "write"} or said.form != "before":
        return None
    for k in range(said.last + 3, len(chunks) - 2):
        np, figure = chunks[k].np, chunks[k + 2].np
        opened = chunks[k - 1].kind in {"COMMA", "CC", "PUNCT", "SUB"}
        if not opened or np is None or figure is None or chunks[k + 1].low != "of":
            continue
        if np.quantity is None and np.kind is None and figure.quantity is not None:
            speaker = speakers.read(sentence, k)
            return Said(speaker, said.relation, k, k + 1, "before") if speaker is not None else None
    return None


def _credits(sentence: Sentence, at: int) -> bool:
    """Whether the verb says who did it, not who counted: "claimed by X", "claimed responsibility", "blamed on X"."""
    vg = sentence.chunks[at].vg
    following = sentence.chunks[at + 1] if at + 1 < len(sentence.chunks) else None
    if vg is None or following is None or vg.verb.lemma not in _CREDITING:
        return False
    if following.np is not None:
        if sentence.tokens[following.np.head].low in _CLAIMED:
            return vg.verb.lemma in {"claim", "give"}  # "families have claimed 79 of the bodies"
        return bool({"responsibility", "credit"} & set(sentence.words(following.first, following.last).split()))
    if vg.verb.lemma == "claim":
        return following.low == "by"
    return following.low in {"on", "to", "for"} and vg.verb.lemma != "give"


def _quoted(sentence: Sentence, at: int, speakers: Speakers) -> Speaker | None:
    """Whom somebody cites: a body, a person, unnamed people, or a document with an issuer; never other media."""
    following = sentence.chunks[at + 1] if at + 1 < len(sentence.chunks) else None
    if following is None or following.np is None or following.np.pronoun is not None:
        return None
    speaker = speakers.read(sentence, at + 1)
    if speaker is not None and speaker.name.lower().split()[-1] in DOCUMENTS and speaker.organisation is None:
        return None
    if speaker is None or speaker.role == "wire":
        return None
    people = following.np.kind is not None or is_unnamed(speaker.name)
    return speaker if speaker.role != "unnamed" or people else None


def _first_reporting(sentence: Sentence, at: int) -> int:
    """``denied that its forces fired and said that ...``: both verbs have the subject of the first."""
    chunks = sentence.chunks
    if at == 0 or chunks[at - 1].kind != "CC":
        return at
    return next((k for k in range(at - 1, -1, -1) if chunks[k].vg is not None and _reports(sentence, k)), at)


def _passive(sentence: Sentence, at: int, speakers: Speakers) -> Said | None:
    """``was reported by the ministry``: the doer after "by"."""
    chunks = sentence.chunks
    for k in range(at + 1, min(at + 4, len(chunks) - 1)):
        if chunks[k].low == "by" and chunks[k + 1].np is not None and chunks[at].vg is not None:
            speaker = speakers.read(sentence, k + 1)
            return Said(speaker, chunks[at].low, at, k + 1, "according") if speaker else None
    return None


def _inverted(sentence: Sentence, at: int) -> int | None:
    """The speaker after the verb: ``,” said Lynn Maalouf``."""
    chunks = sentence.chunks
    if at == 0 or chunks[at - 1].kind not in {"COMMA", "QUOTE"} or at + 1 >= len(chunks) or chunks[at].low == "tell":
        return None  # "X, a trader from Gao, told AFP": whom somebody told does not speak
    np = chunks[at + 1].np
    if np is None or np.quantity is not None or (chunks[at].low in {"add", "report"} and np.pronoun):
        return None
    figuring = chunks[at].vg is not None and chunks[at].low in FIGURING
    if figuring or (at + 2 < len(chunks) and chunks[at + 2].voice in {"active", "passive"}):
        return None  # "X, the spokesman, said the bombs had killed nobody"
    if (
        np.kind is None
        and not np.name
        and np.pronoun is None
        and not (chunks[at].low == "say" and np.determiner in {"the", "a"})
        and not any(t.cap for t in sentence.tokens[np.first : np.last])
    ):
        return None
    return at + 1 if chunks[at].voice == "bare" or sentence.tokens[chunks[at].last - 1].low == "says" else None


def _final(sentence: Sentence, at: int, subject: int) -> bool:
    """Whether the verb closes the sentence: what it reports stands before it."""
    chunks = sentence.chunks
    opened = subject > 0 and any(c.kind in {"COMMA", "QUOTE", "DASH"} for c in chunks[max(0, subject - 2) : subject])
    if not opened:
        return False
    for chunk in chunks[at + 1 : at + 3]:
        if chunk.kind == "REL" or (chunk.np is not None and chunk.np.quantity is not None):
            return False
    if that_follows(sentence, at):
        return False
    stop = next((k for k in range(at + 1, len(chunks)) if chunks[k].kind in {"COMMA", "PUNCT", "SUB"}), len(chunks))
    return not any(c.harm for c in chunks[at + 1 : stop])


def _according(sentence: Sentence, at: int, speakers: Speakers) -> Said:
    speaker = speakers.read(sentence, at + 1) or Speaker("unnamed source", "unnamed")
    return Said(speaker, "according_to", at, at + 1, "according")


def _released(sentence: Sentence, at: int, speakers: Speakers) -> None:
    """``The US military has released its assessment``: an organisation that speaks by a document."""
    vg = sentence.chunks[at].vg
    if vg is not None and vg.voice in {"active", "bare"}:
        for subject in subject_of(sentence, at)[-1:]:
            speakers.read(sentence, subject)


def _stance(finding: Finding, chain: Chain) -> str:
    chunks, tokens = finding.sentence.chunks, finding.sentence.tokens
    first = chunks[max(0, finding.trigger - 2)].first
    words = {token.low for token in tokens[first : chunks[finding.trigger].last]}
    if chain.frames:
        stance = _STANCES.get(chain.frames[0].relation)
        if stance is not None:
            return stance
    doubted = words & _HEDGES or finding.doubt is not None or (chain.frames and _hearsay(chain.frames[0].speaker))
    return "alleges" if doubted else "asserts"


def _hearsay(speaker: Speaker) -> bool:
    """Whether only "some reports" or "unconfirmed reports" say so."""
    return speaker.role == "unnamed" and bool(
        {"reports", "report", "unconfirmed", "rumours", "rumors"} & set(speaker.name.lower().split())
    )
