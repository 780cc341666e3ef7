"""Who caused counted harm: "the army caused 120 of the deaths", "rebels accounted for 300"."""

from __future__ import annotations

from collections.abc import Sequence

from uncounted.extract.chunks import Chunk, Sentence
from uncounted.extract.clauses import subject_of
from uncounted.extract.findings import Finding

_CAUSING = frozenset({"cause", "inflict", "caus"})
_FOR = frozenset({"account", "responsible"})  # "accounted for", "was responsible for"
_TO = frozenset({"attribut", "attribute", "ascrib", "ascribe"})


def find_causers(sentence: Sentence, found: Sequence[Finding]) -> None:
    """Give findings whose harm is a noun or a bare number the doer that a verb of causing names; parts take theirs."""
    told: list[Finding] = []
    for finding in found:
        if finding.agent is None and sentence.chunks[finding.trigger].vg is None:
            finding.agent = _before(sentence, finding) or _after(sentence, finding)
            told += [finding] if finding.agent is not None else []
    for finding in told:  # whom one side killed the other did not
        others = [o for o in told if o.agent is not finding.agent and o.measure == finding.measure]
        finding.apart = [*finding.apart, *(o for o in others if o not in finding.apart)]
    for finding in found:
        whole = finding.part_of
        if finding.agent is None and whole is not None and whole in found and finding.rule == "list":
            finding.agent = whole.agent


def _chunk(sentence: Sentence, finding: Finding) -> int:
    return next((k for k, c in enumerate(sentence.chunks) if c.first <= finding.first < c.last), finding.trigger)


def _before(sentence: Sentence, finding: Finding) -> Chunk | None:
    """The subject of "caused", "accounted for" or "was responsible for" right before the figure."""
    chunks = sentence.chunks
    k = _chunk(sentence, finding) - 1
    helped = k > 0 and chunks[k].low == "for"
    k -= helped
    while k > 0 and chunks[k].kind == "ADV":
        k -= 1
    if k < 1:
        return None
    vg = chunks[k].vg
    lemma = vg.verb.lemma if vg is not None else chunks[k].low
    if lemma not in (_FOR if helped else _CAUSING):
        return None
    verb = next((j for j in range(k, max(-1, k - 3), -1) if chunks[j].vg is not None), None)
    if verb is None or chunks[verb].voice not in {"active", "bare"}:
        return None
    subject = subject_of(sentence, verb)
    if not subject:
        return None
    first = subject[-1]  # "(2 killed and 3 injured), and the army caused": a bracket or comma ends what came before
    while first - 2 in subject and chunks[first - 1].kind == "CC":
        first -= 2
    return chunks[first]


def share_among_doers(sentence: Sentence, found: Sequence[Finding]) -> None:
    """Give bare numbers the doer whose verb is left out: "the army was responsible for 61, the militia for 40"."""
    if sentence.lows.isdisjoint({"for", "to"}):
        return
    told = [f for f in found if f.agent is not None and sentence.chunks[f.trigger].vg is None]
    for finding in found:
        if finding.agent is None and sentence.chunks[finding.trigger].vg is None:
            finding.agent = _doer_before(sentence, finding, told) or _doer_behind(sentence, finding)
            others = [o for o in told if finding.agent is not None and o.measure == finding.measure]
            for other in others:
                finding.apart, other.apart = [*finding.apart, other], [*other.apart, finding]


def _doer_before(sentence: Sentence, finding: Finding, told: Sequence[Finding]) -> Chunk | None:
    """``responsible for 61 of the deaths, the militia for 40``."""
    chunks = sentence.chunks
    k = _chunk(sentence, finding)
    if k < 4 or chunks[k - 1].low != "for" or not any(chunks[_chunk(sentence, o) - 1].low == "for" for o in told):
        return None
    at = k - 2
    while at > 2 and chunks[at - 1].low == "of" and chunks[at - 2].np is not None:
        at -= 2  # "members of the militia for four"
    np = chunks[at].np
    opened = chunks[at - 1].kind in {"COMMA", "CC", "PUNCT"}
    return chunks[at] if opened and np is not None and np.quantity is None and np.pronoun is None else None


def _doer_behind(sentence: Sentence, finding: Finding) -> Chunk | None:
    """``attributes 52 of the deaths to the army and 11 to rebels``."""
    chunks = sentence.chunks
    k = _chunk(sentence, finding) + 1
    while k + 1 < len(chunks) and chunks[k].low != "to" and chunks[k].kind in {"P", "NP", "TIME"}:
        k += 1  # "52 of the deaths in May to the army"
    laid = any(c.low in _TO for c in chunks[: _chunk(sentence, finding)])
    if k + 1 >= len(chunks) or chunks[k].low != "to" or not laid:
        return None
    np = chunks[k + 1].np
    return chunks[k + 1] if np is not None and np.quantity is None else None


def _after(sentence: Sentence, finding: Finding) -> Chunk | None:
    """``120 of the deaths were attributed to the army``, ``300 were caused by rebels``."""
    chunks = sentence.chunks
    k = _chunk(sentence, finding) + 1
    if k + 2 >= len(chunks) or chunks[k].vg is None or chunks[k].voice not in {"passive", "bare"}:
        return None
    verb, link, doer = chunks[k].low, chunks[k + 1].low, chunks[k + 2]
    fits = (verb in _TO and link == "to") or (verb in _CAUSING and link == "by")
    return doer if fits and doer.np is not None else None


def attributed(sentence: Sentence, agent: Chunk | None) -> Chunk | None:
    """``by shots attributed to police officers``: who is said to have fired them."""
    k = sentence.chunks.index(agent) if agent is not None else len(sentence.chunks)
    if k + 3 >= len(sentence.chunks) or sentence.chunks[k + 1].low not in _LAID:
        return None
    doer = sentence.chunks[k + 3]
    return doer if sentence.chunks[k + 2].low == "to" and doer.np is not None else None


_LAID = frozenset({"attribut", "attribute", "ascribe", "ascrib"})
