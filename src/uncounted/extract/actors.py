"""Who did it, in the words of a sentence: agents, attackers, those who are blamed or own up."""

from __future__ import annotations

from uncounted.extract.agents_after import at_hands, doer_after, fired_from, only_there
from uncounted.extract.antecedents import is_generic, named_before, subject_before
from uncounted.extract.causers import attributed
from uncounted.extract.chunks import Chunk, NounPhrase, Sentence
from uncounted.extract.clauses import subject_of
from uncounted.extract.events import (
    ACTOR_WORDS,
    ATTACK,
    DIRECTIONS,
    EVENT_NOUNS,
    GEO_NOUNS,
    PLACE_PREPOSITIONS,
    Words,
    eventful,
    events_in,
    is_place,
    phrase_words,
)
from uncounted.extract.findings import Finding
from uncounted.extract.insertions import in_brackets
from uncounted.extract.lists import label_end
from uncounted.extract.names import called
from uncounted.extract.objects import object_of
from uncounted.extract.parties import (
    GROUP_WORDS,
    MACHINES,
    MEMBERS,
    NOT_ACTORS,
    agents,
    group_end,
    is_party,
    members,
    owner,
    partner,
    together,
)
from uncounted.extract.people import THINGS
from uncounted.extract.persons import Kind
from uncounted.extract.tokens import Token
from uncounted.extract.words import REPORTING
from uncounted.reference.actors import Actors
from uncounted.reference.fold import words as listed

_WEAPONS = frozenset(
    listed("drone suicide air car truck bus roadside rocket missile mortar grenade bomb gun knife twin")
)
_ATTACKERS = frozenset(
    listed("""
        attacker attackers assailant assailants
        perpetrators raiders kidnappers bomber bombers gunman gunmen bandits
    """)
)
_MAY_ACT = _ATTACKERS | MEMBERS
_IDLE_THINGS = THINGS - MACHINES
_ARMS = frozenset(
    listed("gun rifle pistol revolver shotgun machinegun submachinegun grenade bullet bullets gunfire knife axe")
)


def actor_of(finding: Finding) -> Words | None:
    """The words that name who did it: the agent, else the doer of the event, the attacker, or who is blamed.

    What stands in brackets is said of the words before them: "ten died, six of them miners (three killed by police)".
    """
    words = _actor_of(finding)
    aside = words is not None and in_brackets(finding.sentence, words.start, finding.start)
    return None if aside else words


def _actor_of(finding: Finding) -> Words | None:
    sentence = finding.sentence
    chunks = sentence.chunks
    if finding.doers is not None:
        own = [c for c in chunks[slice(*finding.doers)] if c.np is not None and c.np not in finding.victims]
        return next((words for c in own if (words := actor_words(sentence, c, said=True)) is not None), None)
    agent = at_hands(finding) or attributed(sentence, finding.agent) or _doer(finding)
    if agent is not None and not _in_place(sentence, agent):
        words = actor_words(sentence, agent, said=True)
        if agent.np is not None and agent.np.pronoun in {"it", "they"}:
            at = sentence.tokens[agent.first].start
            words = _speaker_before(sentence, sentence.chunks.index(agent))
            words = words or subject_before(sentence.text, sentence.stretch.start, at)
        if words is not None:
            return words
    for k in sorted(events_in(sentence), key=lambda k: abs(k - finding.trigger)):
        chunk = chunks[k]
        if chunk.np is None or chunk.np in finding.victims or _label(sentence, k):
            continue
        if ";" in sentence.words(*sorted((chunk.first, chunks[finding.trigger].first))) or _who_they_were(sentence, k):
            continue
        if _of_other_deed(finding, k) or only_there(sentence, k):
            continue  # "hundreds were killed when the army shelled it, and Serb forces killed more"
        if members(sentence, chunk).np in finding.victims:
            continue  # "ten members of the special forces were among the dead"
        by = doer_after(sentence, k)
        words = actor_words(sentence, by) if by is not None else fired_from(sentence, k) or actor_words(sentence, chunk)
        if words is not None:
            return words
    return None if _label(sentence, 0) else _attacker(finding)


def _who_they_were(sentence: Sentence, at: int) -> bool:
    """``50 died, ten of them members of the security forces``, ``ten were soldiers``: whom the counted were."""
    k = sentence.chunks.index(members(sentence, sentence.chunks[at]))
    np = sentence.chunks[k].np
    people = np is not None and np.kind is not None
    if people and np is not None and (np.quantity is not None or (k > 0 and sentence.chunks[k - 1].low == "be")):
        return True  # "359 were members of the security forces", "293 members of them were injured"
    before = sentence.chunks[k - 1].np if k > 0 else None
    return before is not None and before.pronoun in {"them", "whom"} and before.quantity is not None


def _doer(finding: Finding) -> Chunk | None:
    """The finding's agent; where that is whom an earlier verb harmed ("abducted 9 boys and killed 3 men"), its doer."""
    agent, sentence = finding.agent, finding.sentence
    k = sentence.chunks.index(agent) if agent is not None else 0
    while agent is not None and agent.np is not None and k > 0 and _counted(agent.np):
        verb = next((j for j in range(k - 1, -1, -1) if sentence.chunks[j].vg is not None), None)
        if verb is None or sentence.chunks[verb].voice not in {"active", "bare"}:
            return agent
        subjects = subject_of(sentence, verb)
        if not subjects:
            return None
        k = subjects[-1]
        agent = sentence.chunks[k]
    return agent


def _counted(np: NounPhrase) -> bool:
    """Whether a phrase is of people who act for nobody: counted ones, or women and children."""
    return _bystanders(np) and (np.quantity is not None or (np.kind is not None and np.kind.age_group == "child"))


def _label(sentence: Sentence, at: int) -> bool:
    """``Security forces (without the north): 394 killed``: a line's label counts its people, it does nothing."""
    end, np = label_end(sentence), sentence.chunks[0].np
    people = np is not None and np.kind is not None
    return at < end and (people or (at == 0 and sentence.chunks[1].low in {":", "("}))


def _in_place(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether the phrase only says where: no actor, though it may look like a subject."""
    k = sentence.chunks.index(chunk)
    return k > 0 and sentence.chunks[k - 1].low in PLACE_PREPOSITIONS and is_place(sentence, chunk)


def _of_other_deed(finding: Finding, k: int) -> bool:
    """Whether a phrase is the subject of another verb of harm than the finding's, told in another clause."""
    chunks = finding.sentence.chunks
    verb = k + 1 if k + 1 < len(chunks) else k
    if k < finding.trigger or chunks[verb].harm is None or verb == finding.trigger or chunks[verb].voice == "passive":
        return False
    return any(c.kind in {"COMMA", "CC", "PUNCT", "SUB", "REL"} for c in chunks[finding.trigger + 1 : k])


def actor_words(sentence: Sentence, chunk: Chunk, *, said: bool = False) -> Words | None:
    """The words of a noun phrase that name who acted: "US" of "US airstrikes", all of "Taliban militants".

    ``said``: the sentence makes it the doer, so that a bystander or a civilian may be one.
    """
    if chunk.np is None or chunk.np.pronoun is not None:
        return None
    chunk = members(sentence, chunk)
    np = chunk.np
    if np is None or (np.quantity is not None and np.quantity.count.high == 0):
        return None  # "no officer"
    head = sentence.tokens[np.head]
    if said and head.low in MACHINES and group_end(sentence, chunk) > chunk.last:
        return phrase_words(sentence, np.first, group_end(sentence, chunk))  # "aircraft of the command"
    if head.low in MACHINES or (eventful(sentence, chunk) and head.low not in {"forces", "fighters"}):
        return _event_words(sentence, chunk, np)
    if np.determiner == "poss" and sentence.tokens[np.first].low in {"his", "her"}:
        return None
    if np.determiner == "poss" and sentence.tokens[np.first].low in {"its", "their"}:
        return _speaker_before(sentence, sentence.chunks.index(chunk)) if said else None
    if (
        head.low in NOT_ACTORS
        or (head.low in {"people", "persons"} and not _armed(sentence, np))
        or ((not said or _counted(np)) and _bystanders(np) and head.low not in _MAY_ACT)
        or _objective(sentence, chunk)
        or _place_name(sentence, chunk)
        or (np.kind is None and np.last - np.first == 1 and head.low in _IDLE_THINGS)  # "Ambulances hit: 19"
        or head.low in _ARMS
        or (np.kind is None and not head.cap and head.low not in ACTOR_WORDS and not agents(sentence, np, said))
    ):
        return None
    first = np.quantity.last if np.quantity is not None and np.quantity.last < np.last else np.first
    body = called(sentence, sentence.chunks.index(chunk)) if np.kind is not None and np.kind.group else None
    if body is not None:  # "a local group, National Thowheed Jamath, carried them out"
        following = sentence.chunks[sentence.chunks.index(chunk) + 2]
        return phrase_words(sentence, following.first, following.last)
    while first < np.head and sentence.tokens[first].text in DIRECTIONS and sentence.tokens[first + 1].cap:
        first += 1  # "in the far west Ouattara's forces killed"
    words = phrase_words(sentence, together(sentence, chunk, first) if said else first, group_end(sentence, chunk))
    same = words.text.lower().startswith("same ")
    if np.determiner == "the" and is_generic(words.text[5:] if same else words.text):
        plain = words.text[5:] if same else words.text
        return named_before(sentence.text, words.start, plain) or (None if same else words)
    return words


def _event_words(sentence: Sentence, chunk: Chunk, np: NounPhrase) -> Words | None:
    """``US`` of "US airstrikes", whose "its strikes" were; null for "a Nigerian village attack"."""
    first = last = None
    opening = chunk.first == 0 and not is_party(sentence, np.first, np.first + 1)
    begin = np.first + (opening and sentence.tokens[min(np.first + 1, np.head)].low in ACTOR_WORDS)
    for k in range(begin, np.head):  # not "Precision" of "Precision military air strikes"
        if _names_actor(sentence.tokens[k], k, np.first):
            first = k if first is None else first
            last = k + 1
        elif first is not None:
            break
    if last is not None and any(t.low in GEO_NOUNS for t in sentence.tokens[last : np.head]):
        return None  # "a Nigerian village attack"
    if first is None and (
        np.determiner == "poss" or {"its", "their"} & {t.low for t in sentence.tokens[np.first : np.head]}
    ):
        return _speaker_before(sentence, sentence.chunks.index(chunk))
    owned = next((k for k in range(np.first, np.head) if sentence.tokens[k].tag == "POS"), None)
    if first is None and owned is not None and _acts(sentence.tokens[owned - 1].low):
        return phrase_words(sentence, np.first, owned)  # "an armed formation's drone", "rebels' mortars"
    if first is None or last is None or not (is_party(sentence, first, last) or owner(sentence, first, last)):
        return None
    return phrase_words(sentence, partner(sentence, chunk, first), last)


def _acts(word: str) -> bool:
    """Whether a word names those who fight: "rebels", "formation", "militia"."""
    plain = word.removesuffix("s")
    return bool({word, plain} & (MEMBERS | GROUP_WORDS | ACTOR_WORDS | _ATTACKERS | {"formation"}))


def _place_name(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether a phrase of several capitals looks like a place, and is no known party's name."""
    np = chunk.np
    if np is None or np.kind is not None or np.determiner is not None or np.last - np.first < 2:
        return False
    return is_place(sentence, chunk) and Actors.default().find(sentence.quote(np.first, np.last)) is None


def _objective(sentence: Sentence, chunk: Chunk) -> bool:
    """``attacked Pont-Sondé, killing 40``: what an attack hit did nothing."""
    k = sentence.chunks.index(chunk)
    vg = sentence.chunks[k - 1].vg if k > 0 else None
    return vg is not None and vg.verb.lemma in ATTACK and vg.voice in {"active", "bare", "ing"} and vg.harm is None


def _armed(sentence: Sentence, np: NounPhrase) -> bool:
    """``armed people``, ``unidentified persons``: those of whom more is said than that they are people."""
    return any(token.tag in {"ADJ", "V"} or token.low in _OF_ARMS for token in sentence.tokens[np.first : np.head])


_OF_ARMS = frozenset(listed("armed unidentified unknown masked hooded uniformed angry"))


def _bystanders(np: NounPhrase) -> bool:
    """People who act for nobody: civilians, people, villagers."""
    if np.kind is None or np.kind.group or np.name:
        return False
    return np.kind.status == "civilian" or (np.kind.plural and np.kind == Kind(plural=True)) or np.others


def _names_actor(token: Token, at: int, first: int) -> bool:
    if token.low in ACTOR_WORDS:
        return True
    return (
        token.cap and token.tag == "N" and token.low not in _WEAPONS and not (at == first and token.low in DIRECTIONS)
    )


def _attacked_by(finding: Finding, at: int) -> Words | None:
    """Who attacked, by a passive beside the figure: "nine died when their vehicle was blown up by the Maoists"."""
    sentence, chunks = finding.sentence, finding.sentence.chunks
    if ";" in sentence.words(*sorted((chunks[at].first, chunks[finding.trigger].first))) or _denied(sentence, at):
        return None
    by = next((k for k in range(at + 1, min(at + 5, len(chunks) - 1)) if chunks[k].low == "by"), None)
    if by is None or any(c.kind in {"COMMA", "SUB", "REL", "VG"} for c in chunks[at + 1 : by]):
        return None
    np = chunks[by + 1].np
    return actor_words(sentence, chunks[by + 1], said=True) if np is not None and np not in finding.victims else None


def _attacker(finding: Finding) -> Words | None:
    """The subject of a verb of attack in the sentence: "Taliban militants attacked a post, killing 4"."""
    sentence = finding.sentence
    for k, chunk in enumerate(sentence.chunks):
        vg = chunk.vg
        if vg is not None and vg.voice == "passive" and vg.verb.lemma in ATTACK and k != finding.trigger:
            by = _attacked_by(finding, k)
            if by is not None:
                return by
        if (
            vg is None
            or (k == finding.trigger and finding.frame != "event")
            or vg.verb.lemma not in ATTACK
            or (vg.voice not in {"active", "bare", "ing"} and not (vg.voice == "to" and vg.perfect))
            or ";" in sentence.words(*sorted((chunk.first, sentence.chunks[finding.trigger].first)))
        ):
            continue
        said = any(
            c.vg is not None and c.vg.harm is None and c.vg.verb.lemma in REPORTING
            for c in sentence.chunks[finding.trigger + 1 : k]
        )
        if (vg.harm is not None and (said or not object_of(sentence, k))) or _denied(sentence, k):
            continue
        for subject in subject_of(sentence, k)[-1:]:
            np = sentence.chunks[subject].np
            words = actor_words(sentence, sentence.chunks[subject], said=True)
            if subject > 0 and sentence.chunks[subject - 1].harm is not None:
                continue  # whom another verb harmed
            plain = np is not None and np.quantity is None and np.kind is not None and np.kind.plural
            if np is not None and plain and _bystanders(np) and sentence.tokens[np.head].low not in MEMBERS:
                continue
            if np is not None and np.pronoun in {"it", "they"}:
                at = sentence.tokens[sentence.chunks[subject].first].start
                words = _speaker_before(sentence, subject)
                words = words or subject_before(sentence.text, sentence.stretch.start, at)
            if words is not None and np not in finding.victims:
                return words
    return _blamed(sentence)


def _by_name(sentence: Sentence, at: int) -> Chunk:
    """The name before a comma of whom a phrase with an article tells, or the phrase itself."""
    chunks = sentence.chunks
    np, before = chunks[at].np, chunks[at - 2].np if at > 1 and chunks[at - 1].kind == "COMMA" else None
    named = np is not None and np.determiner in {"a", "the"} and before is not None
    return chunks[at - 2] if named and before is not None and sentence.tokens[before.head].cap else chunks[at]


def _denied(sentence: Sentence, at: int) -> bool:
    """``denied that its forces had fired``: the doer is denied."""
    for k in range(at - 1, -1, -1):
        vg = sentence.chunks[k].vg
        if vg is not None:
            return vg.verb.lemma in {"deny", "reject", "dismiss"} or (vg.negated and vg.verb.lemma in REPORTING)
    return False


def _speaker_before(sentence: Sentence, at: int) -> Words | None:
    """``The junta has confirmed that it carried out a strike``: "it" is who confirms."""
    for k in range(at - 1, -1, -1):
        vg = sentence.chunks[k].vg
        if vg is not None and vg.verb.lemma in REPORTING:
            subjects = subject_of(sentence, k)
            if not subjects:
                return None
            speaker = sentence.chunks[subjects[-1]]
            named = speaker.np is not None and any(t.cap for t in sentence.tokens[speaker.np.first : speaker.np.last])
            words = actor_words(sentence, speaker, said=True)
            return words or (phrase_words(sentence, speaker.first, speaker.last) if named else None)
    return None


def _blamed(sentence: Sentence) -> Words | None:
    """``it blamed the Rapid Support Forces``, ``the group claimed responsibility``, ``it confirmed the strike``."""
    chunks = sentence.chunks
    for k, chunk in enumerate(chunks[:-1]):
        vg, after = chunk.vg, chunks[k + 1]
        if vg is not None and vg.voice == "bare" and vg.verb.lemma == "blame" and after.low == "for":
            subjects = subject_of(sentence, k)  # "the Front, a network blamed for bombings that killed 19"
            return actor_words(sentence, _by_name(sentence, subjects[-1]), said=True) if subjects else None
        if vg is None or after.np is None or vg.voice not in {"active", "bare"} or vg.negated:
            continue
        if vg.verb.lemma in {"blame", "accuse"}:
            return actor_words(sentence, after, said=True)
        head = sentence.tokens[after.np.head].low
        if (vg.verb.lemma in {"claim", "accept"} and head == "responsibility") or (
            vg.verb.lemma in {"confirm", "acknowledge", "admit", "carry"} and head in EVENT_NOUNS
        ):
            subjects = subject_of(sentence, k)
            return actor_words(sentence, chunks[subjects[-1]], said=True) if subjects else None
    return None
