"""The field's fixed vocabularies, and the words of reports that stand for their terms.

Sources: SDG indicator 16.1.2 metadata (victim status, cause of death), Airwars methodology (harm grading, strike
status), UCDP GED codebook 23.1 (where_prec, date_prec), ACLED codebook (sub-event types, time and geo precision),
Bayanat (review workflow).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from uncounted.model.scope import AgeGroup, Sex, Status

MEASURES = ("killed", "injured", "casualties", "missing", "abducted", "detained", "displaced")

HARM_GRADING = {
    "confirmed": "a belligerent has accepted responsibility",
    "fair": "two or more credible sources, with likely or confirmed actions nearby by a belligerent",
    "weak": "a single source",
    "contested": "competing claims of responsibility",
    "discounted": "those killed were combatants, or others most likely responsible",
}
STRIKE_STATUS = ("declared", "likely", "contested", "single source claim")

PUBLISHER_TYPES = (
    "news",
    "NGO or monitor",
    "official military",
    "official government",
    "UN or international organisation",
    "hospital or morgue",
    "social media",
    "community or family",
    "witness",
    "court",
)

CAUSES = (
    "heavy weapons and explosive munitions",
    "planted explosives and unexploded ordnance",
    "small arms and light weapons",
    "incendiary",
    "CBRN",
    "electromagnetic",
    "less lethal",
    "denial of access to or destruction of objects indispensable to survival",
    "accidents related to conflict",
    "use of objects and other means",
    "unknown",
)

WHERE_PREC = {
    1: "exact location",
    2: "within about 25 km of a known point",
    3: "second-order administrative division",
    4: "first-order administrative division",
    5: "landscape term or part of a country",
    6: "country",
    7: "international waters or airspace",
}
DATE_PREC = {
    1: "exact day",
    2: "2 to 6 days",
    3: "within a week",
    4: "8 to 30 days, or a month",
    5: "longer than a month",
}
ACLED_GEO_PREC = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 3, 7: 3}

WORKFLOW = (
    "machine created",
    "assigned",
    "updated",
    "peer reviewed",
    "senior reviewed",
    "revisited",
    "finalised",
)


@dataclass(frozen=True)
class Who:
    """What a word for people says of them; null is not said."""

    status: Status | None = None
    sex: Sex | None = None
    age_group: AgeGroup | None = None


_PROTECTED: Status = "other protected person"
_FORCES: Status = "member of armed forces"
_CIVILIAN: Status = "civilian"
_FIGHTER: Status = "combatant"

_WHO: dict[Who, str] = {
    Who(
        _CIVILIAN
    ): """civilian non-combatant noncombatant bystander passer-by passerby shopper worshipper worshiper farmer
        herder shepherd fisherman teacher student pupil professor lawyer judge activist protester protestor demonstrator
        journalist reporter cameraman photographer driver trader merchant labourer laborer worker villager resident
        shopkeeper vendor passenger pedestrian commuter mourner refugee pilgrim tourist guest wedding-goer churchgoer
        parishioner imam priest pastor cleric monk nun politician mayor lawmaker candidate official miner builder
        engineer staffer employee customer patron local inhabitant householder family cook porter fan spectator
        tribesman townsman citizen townspeople settler voter displaced-person""",
    Who(_CIVILIAN, "woman", None): "housewife nursemaid midwife schoolmistress",
    Who(
        _PROTECTED
    ): """medic doctor nurse paramedic patient surgeon physician pharmacist ambulance-worker first-responder
        rescuer aid-worker humanitarian peacekeeper prisoner detainee hostage captive health-worker relief-worker
        ambulance-driver rescue-worker hospital-worker""",
    Who(_CIVILIAN, "woman", "adult"): "grandmother mother wife widow bride",
    Who(_CIVILIAN, None, "child"): """child schoolchild kid minor teenager youngster adolescent grandchild pre-schooler
        under-18 juvenile""",
    Who(_CIVILIAN, None, "infant"): "baby infant newborn toddler",
    Who(_CIVILIAN, "woman", "child"): "girl schoolgirl",
    Who(_CIVILIAN, "man", "child"): "boy schoolboy",
    Who(
        _FORCES
    ): """soldier serviceman servicewoman sailor airman marine paratrooper conscript officer trooper troop general
        colonel major captain lieutenant sergeant corporal commando pilot recruit guardsman policeman policewoman police
        gendarme border-guard special-forces security-force serviceperson police-officer army-officer""",
    Who(_FIGHTER): """fighter militant insurgent rebel gunman jihadist jihadi guerrilla terrorist extremist combatant
        militiaman mercenary operative attacker assailant separatist paramilitary islamist bomber suicide-bomber
        suspected-militant mujahid peshmerga commander warlord bandit""",
    Who(None, "woman", "adult"): "woman lady",
    Who(None, "man", "adult"): "man gentleman",
    Who(None, "woman", None): "sister daughter aunt niece granddaughter female",
    Who(None, "man", None): "brother son uncle nephew grandson male",
    Who(_CIVILIAN, "man", "adult"): "grandfather father husband groom",
    Who(None, None, "elderly"): "elder pensioner elderly",
    Who(None, None, "adult"): "adult",
    Who(): """people person individual human victim casualty body corpse soul member other relative dead fatality
        parent sibling cousin couple villagers-and-others life death inmate remains""",
}
_IRREGULAR = {
    "women": "woman", "men": "man", "children": "child", "people": "people", "babies": "baby", "bodies": "body",
    "ladies": "lady", "policemen": "policeman", "policewomen": "policewoman", "gunmen": "gunman", "lives": "life",
    "fishermen": "fisherman", "servicemen": "serviceman", "servicewomen": "servicewoman", "militiamen": "militiaman",
    "tribesmen": "tribesman", "cameramen": "cameraman", "airmen": "airman", "schoolchildren": "schoolchild",
    "grandchildren": "grandchild", "passers-by": "passer-by", "passersby": "passerby", "wives": "wife",
    "families": "family", "guardsmen": "guardsman", "casualties": "casualty", "housewives": "housewife",
    "mujahideen": "mujahid", "mujahidin": "mujahid", "fatalities": "fatality", "townsmen": "townsman",
    "kids": "kid", "corpses": "corpse", "personnel": "troop", "persons": "person",
}  # fmt: skip


@lru_cache(maxsize=1)
def _who() -> dict[str, Who]:
    return {word: who for who, words in _WHO.items() for word in words.split()}


@lru_cache(maxsize=4096)
def who(word: str) -> Who | None:
    """What a noun for people says of them ("farmers": civilian; "girl": woman, child), or None for any other word.

    Singular or plural, any case; several words as one with hyphens or spaces. Status follows the presumption of
    civilian status only for words that name a civilian's role; "man" and "people" leave it open. Police count as
    member of armed forces, after the practice of GTD and ACLED for state security forces; other practices differ.
    """
    folded = "-".join(word.casefold().split())
    table = _who()
    for form in (folded, _IRREGULAR.get(folded, ""), folded.removesuffix("s"), folded.removesuffix("es")):
        if form in table:
            return table[form]
    return None


def is_person_word(word: str) -> bool:
    """Whether a noun stands for people who can be counted among the harmed."""
    return who(word) is not None


# Event types: ACLED sub-events in plain words, each with its cause of death (SDG 16.1.2) and the words that say it. An
# earlier line wins where two match at one place; longer phrases win over shorter.
_MEANS: tuple[tuple[str, str, str], ...] = (
    ("chemical attack", "CBRN", """
        chemical attack | gas attack | sarin | chlorine attack | chemical weapons | poison gas | toxic gas
        """),
    ("drone strike", "heavy weapons and explosive munitions", """
        drone strike | drone attack | drone | drones | unmanned aerial vehicle | uav strike | loitering munition
        | kamikaze drone | shahed | drone-dropped
        """),
    ("airstrike", "heavy weapons and explosive munitions", """
        airstrike | air strike | air-strike | air raid | airstrikes | air campaign | aerial bombardment | aerial
        bombing | aerial attack | air attack | bombing raid | barrel bomb | warplane | warplanes | fighter jet |
        fighter jets | fighter planes | jets | gunship | helicopter attack | helicopter strike | air bombardment
        | aircraft | cluster bomb | airdropped | bombing campaign
        """),
    ("missile strike", "heavy weapons and explosive munitions", """
        missile strike | missile attack | missile | missiles | ballistic missile | cruise missile
        """),
    ("shelling", "heavy weapons and explosive munitions", """
        shelling | shelled | shell | shells | artillery | artillery fire | mortar | mortars | mortar fire |
        rocket attack | rocket fire | rockets | rocket | bombardment | tank fire | howitzer | grad | cannon fire
        | shelling attack
        """),
    ("suicide bombing", "heavy weapons and explosive munitions", """
        suicide bombing | suicide bomber | suicide bomb | suicide attack | suicide attacker | suicide car bomb |
        suicide blast | suicide vest | suicide bombers | explosive vest
        """),
    ("car bomb", "heavy weapons and explosive munitions", """
        car bomb | truck bomb | car bombing | vehicle-borne | vbied | car-bomb | truck bombing | explosive-laden
        vehicle | booby-trapped car | motorcycle bomb | vehicle bomb
        """),
    ("IED", "planted explosives and unexploded ordnance", """
        improvised explosive device | ied | ieds | roadside bomb | roadside bombing | explosive device | bomb
        blast | bomb attack | bomb explosion | bombing | bombings | bomb | bombs | planted bomb | explosion |
        explosions | blast | blasts | booby trap | magnetic bomb | sticky bomb | pipe bomb
        """),
    ("landmine", "planted explosives and unexploded ordnance", """
        landmine | land mine | landmines | mine explosion | mine blast | mines | mine | unexploded ordnance |
        unexploded | explosive remnants | uxo
        """),
    ("grenade", "heavy weapons and explosive munitions", """
        grenade | grenades | grenade attack | hand grenade
        """),
    ("execution", "use of objects and other means", """
        execution | executed | executions | summary execution | beheaded | beheading | beheadings | hanged |
        extrajudicial | extrajudicially | executing | firing squad
        """),
    ("massacre", "unknown", """
        massacre | massacred | massacres | mass killing | slaughtered
        """),
    ("stabbing", "use of objects and other means", """
        stabbing | stabbed | knife attack | knife | machete | machetes | hacked | hacked to death
        """),
    ("arson", "incendiary", """
        arson | burned alive | burnt alive | set fire | set ablaze | firebombed | torched
        """),
    ("vehicle ramming", "use of objects and other means", """
        car-ramming | ramming attack | car ramming | vehicle ramming
        """),
    ("abduction", "unknown", """
        abduction | kidnapping | kidnap
        """),
    ("shooting", "small arms and light weapons", """
        shooting | shot dead | shot | gunfire | gunned down | opened fire | open fire | small arms fire | sniper
        | snipers | sniper fire | drive-by | live fire | live ammunition | shootings | gun attack | gunshot |
        machine gun | bullets | bullet | mass shooting | shootout | armed attack
        """),
    ("clashes", "small arms and light weapons", """
        clash | clashes | clashed | fighting | battle | battles | firefight | gun battle | crossfire | gunfight
        | skirmish | exchange of fire | offensive | combat | ambush | ambushed
        """),
    ("raid", "unknown", """
        raid | raids | raided | incursion | search operation | stormed
        """),
)  # fmt: skip


@dataclass(frozen=True)
class Means:
    """How people came to harm: the ``type`` of event, its ``cause`` (SDG 16.1.2) and the word that said it."""

    type: str
    cause: str
    word: str


@lru_cache(maxsize=1)
def means_words() -> dict[str, Means]:
    """Every word and phrase for a means of harm, lower case, and what it says; an extractor matches longest first."""
    table: dict[str, Means] = {}
    for kind, cause, words in _MEANS:
        for word in " ".join(words.split()).split("|"):
            table.setdefault(word.strip(), Means(kind, cause, word.strip()))
    return table


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    """The words with which the words and phrases for means begin."""
    return frozenset(phrase.split()[0] for phrase in means_words())


def _opens(word: str) -> bool:
    return word in _openers() or word.removesuffix("s") in _openers()


def _plain(word: str) -> str:
    return word.strip(".,;:!?()\"'“”’")


@lru_cache(maxsize=8192)
def opens_means(word: str) -> bool:
    """Whether a word of a text can be the first of one for means; without one no words name any."""
    return any(_opens(_plain(part)) for part in word.casefold().replace("‑", "-").split())


@lru_cache(maxsize=8192)
def means(text: str) -> Means | None:
    """The means that a word or phrase names ("US air strikes": airstrike), or None; the longest phrase in it
    decides.
    """
    return _means(" ".join(text.casefold().replace("‑", "-").split()))


@lru_cache(maxsize=2048)
def _means(folded: str) -> Means | None:
    table = means_words()
    words = [_plain(word) for word in folded.split()]
    if not any(map(_opens, words)):
        return None
    for length in range(min(4, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            phrase = " ".join(words[start : start + length])
            found = table.get(phrase) or table.get(phrase.removesuffix("s"))
            if found:
                return found
    return None


def event_types() -> tuple[str, ...]:
    """The event types that ``means`` can give, in the order of the table."""
    return tuple(kind for kind, _, _ in _MEANS)
