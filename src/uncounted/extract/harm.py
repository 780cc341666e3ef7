"""Words of harm: verbs, nouns and adjectives, and what they measure."""

from __future__ import annotations

from functools import lru_cache

from uncounted.extract.words import forms
from uncounted.model.claim import Measure
from uncounted.reference.fold import any_of
from uncounted.reference.fold import words as listed

# Transitive verbs: the victim is the object, or the subject of a passive.
_TRANSITIVE: dict[Measure, str] = {
    "killed": "kill slay murder massacre execute behead assassinate slaughter lynch martyr electrocute decapitate "
    "asphyxiate incinerate butcher suffocate disembowel drown",
    "injured": "wound injure hurt maim shoot stab knife hospitalize hospitalise scald concuss graze lacerate "
    "pistol-whip pistolwhip machinegun machine-gun",
    "abducted": "abduct kidnap",
    "detained": "arrest detain",
    "displaced": "displace uproot",
    "casualties": "harm",
}
_INTRANSITIVE: dict[Measure, str] = {"killed": "die perish succumb", "missing": "disappear vanish"}
_IRREGULAR = {
    "slay": {"slew": "ed", "slain": "ed"},
    "shoot": {"shot": "ed"},
    "hurt": {"hurt": "ed", "hurts": "s", "hurting": "ing"},
    "die": {"dying": "ing"},
    "machinegun": {"machinegunned": "ed", "machinegunning": "ing"},
    "machine-gun": {"machine-gunned": "ed", "machine-gunning": "ing"},
    "kidnap": {"kidnaped": "ed", "kidnaping": "ing"},
    "burn": {"burnt": "ed"},
}
# Verbs that kill with a few words after them: "shot dead", "beaten to death", "burned alive".
WITH_DEATH = frozenset(
    listed("""
        shoot beat hack stab burn crush trample bludgeon stone starve torture freeze choke strangle knife batter
        chop slash run club cut blow hang bleed find leave bring pronounce declare confirm presume fear believe report
        lie
    """)
)
PHRASAL: dict[tuple[str, str], Measure] = {
    ("gun", "down"): "killed",
    ("mow", "down"): "killed",
    ("wipe", "out"): "killed",
    ("cut", "down"): "killed",
    ("shoot", "up"): "injured",
    ("carry", "off"): "abducted",
    ("whisk", "away"): "abducted",
    ("spirit", "away"): "abducted",
    ("drag", "away"): "abducted",
    ("take", "hostage"): "abducted",
    ("take", "captive"): "abducted",
}
_PHRASAL_FORMS = {
    **{form: lemma for lemma in ("carry", "whisk", "spirit", "drag") for form in forms(lemma)},
    **dict.fromkeys(("took", "taken", "takes", "taking"), "take"),
    "gunned": "gun", "gunning": "gun", "mowed": "mow", "mowing": "mow", "mown": "mow", "guns": "gun",
}  # fmt: skip

# Adjectives that stand where a participle stands: "12 dead", "left 3 wounded", "two missing".
PREDICATIVE: dict[str, Measure] = {
    "dead": "killed",
    "deceased": "killed",
    "doa": "killed",
    "missing": "missing",
    "unaccounted": "missing",
    "homeless": "displaced",
    "unconscious": "injured",
}
# Nouns of harm: what a number before them, or a victim after "of", counts.
NOUNS: dict[str, Measure] = {
    **dict.fromkeys(
        listed("""
            death deaths fatality fatalities killing killings murder murders assassination execution executions
            massacre slaying slayings dead homicide homicides beheading beheadings drowning martyrdom demise
            passing burial burials funeral funerals assassinations lynchings drownings massacres
            lynching murdering slaughter martyr martyrs
        """),
        "killed",
    ),
    **dict.fromkeys(listed("injury injuries wounded injured wounding injuring wounds"), "injured"),
    **dict.fromkeys(listed("casualty casualties"), "casualties"),
    **dict.fromkeys(listed("abduction abductions kidnapping kidnappings kidnaping disappearance"), "abducted"),
    **dict.fromkeys(listed("displacement"), "displaced"),
}
COUNTABLE = frozenset(
    listed("""
        death deaths fatality fatalities casualty casualties injury injuries dead wounded injured homicide homicides
        murder murders killings martyr martyrs abductions kidnappings executions slayings
    """)
)
# Nouns that name the count itself.
TOLL = frozenset({"toll", "tally", "tolls", "tallies"})
COUNT_NOUNS = frozenset({"number", "numbers", "total", "count", "figure", "sum"})
LIVES = frozenset({"life", "lives"})
BODIES = frozenset({"body", "bodies", "corpse", "corpses", "remains", "cadavers"})
DEAD_BODIES = BODIES - {"remains", "body"}
# Nouns that make harm a matter of talk: their harm words are no claims about people.
TALK = frozenset(
    listed("""
        reports allegations allegation report claims cases case incidents incident charges investigation
    """)
)

# Words anywhere in a sentence that make it worth parsing.
TRIGGER_STEMS = (
    "kill", "dead", "death", "die", "dying", "fatal", "casualt", "wound", "injur", "hurt", "maim", "slain", "slay",
    "slew", "murder", "massacr", "execut", "behead", "assassin", "slaughter", "lynch", "martyr", "perish", "succumb",
    "shot", "shoot", "stab", "abduct", "kidnap", "hostage", "missing", "disappear", "detain", "arrest", "displac",
    "toll",
    "lives", "life", "bodies", "body", "corpse", "remains", "burn", "drown", "hospital", "victim",
    "homicide", "electrocut",
    "gunned", "hack", "strangl", "suffocat", "asphyxia", "mowed", "mown", "mowing", "decapit", "graze", "laceration",
    "gsw", "vanish", "neutrali", "eliminat", "liquidat",
    "decease", "tally", "harm", "homeless", "starv", "crush", "trampl", "unaccounted", "cadaver", "butcher",
    "condition", "medical cent", "beaten", "poison", "sicken", "treated", "machinegun", "machine-gun",
    "hit by", "hit in", "struck by", "struck in", "bullet", "pistol-whip", "pistolwhip", "pw'd", "graz",
    "throat", "hitting", "striking", " lost ", "blew ", "detonat", "breathed", "expired", "doa", "passed away",
    "carried off", "carry off", "carries off", "carrying off", "whisked", "spirited", "dragged away", "taken captive",
    "took captive", "supreme price", "ultimate price", "supreme sacrifice", "ultimate sacrifice",
    "treatment", "treating", "buried", "cut by", "cut with", "slashed", "not make it", "n't make it", "never made it",
)  # fmt: skip


def _table() -> dict[str, tuple[str, Measure, str]]:
    table: dict[str, tuple[str, Measure, str]] = {}
    for measures in (_TRANSITIVE, _INTRANSITIVE):
        for measure, lemmas in measures.items():
            for lemma in lemmas.split():
                every = {**forms(lemma), **_IRREGULAR.get(lemma, {})}
                table.update({form: (lemma, measure, kind) for form, kind in every.items()})
    for wrong in ("shooted", "slayed", "hurted", "dieing", "execution"):
        table.pop(wrong, None)
    table["hurt"] = ("hurt", "injured", "ed")
    table.update({"inj": ("injure", "injured", "ed"), "inj'd": ("injure", "injured", "ed")})
    table["wound"] = ("wound", "injured", "base")
    for whipped in ("pistol-whipped", "pistolwhipped", "pw'd"):
        table[whipped] = ("pistol-whip", "injured", "ed")
    return table


# A form of a verb of harm to its lemma, its measure and what form it is.
HARM_VERBS = _table()
INTRANSITIVE = frozenset(listed("die perish succumb disappear vanish"))
PHRASAL_FORMS = _PHRASAL_FORMS


def worth_reading(text: str) -> bool:
    """Whether a sentence holds any word of harm."""
    low = text.lower()
    return any(map(_holds, low.split())) or any(map(low.__contains__, _SEVERAL))


_SEVERAL = tuple(stem for stem in TRIGGER_STEMS if " " in stem)
_SINGLE = tuple(stem for stem in TRIGGER_STEMS if " " not in stem)


_STEM = any_of(_SINGLE)


@lru_cache(maxsize=16_384)
def _holds(word: str) -> bool:
    return _STEM.search(word) is not None
