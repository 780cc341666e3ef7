"""Closed classes and common verbs: what a light tagger needs to know about English news."""

from __future__ import annotations

from uncounted.reference.fold import words as listed

ARTICLES = frozenset({"a", "an"})
DETERMINERS = frozenset(
    listed("""
        the this that these those each every all both either neither any another its his her their our my your whose
        which what most
    """)
)
POSSESSIVES = frozenset(listed("its his her their our my your whose"))
PRONOUNS = frozenset(
    listed("""
        he she it they we i you him them us me himself herself itself themselves who whom someone anyone everyone
        somebody anybody everybody nobody noone none one's there
    """)
)
PERSONAL = {"he": 1, "she": 1, "him": 1, "her": 1, "they": 2, "them": 2}
NEGATIONS = frozenset({"not", "n't", "never", "cannot"})
PREPOSITIONS = frozenset(
    listed("""
        of in on at by with without from to into onto near outside inside around across along through during over
        under between among amid amidst amongst against about after before since until till for within beyond behind
        beside besides despite following including excluding per via toward towards throughout up down off out as
        than like alongside aboard opposite above below beneath upon unlike regarding concerning except plus besides
    """)
)
CONJUNCTIONS = frozenset({"and", "or", "but", "nor", "&", "/", "plus"})
SUBORDINATORS = frozenset(
    listed("""
        when while because although though if unless whereas where as that whether once wherein until since after
        before so lest how why
    """)
)
RELATIVES = frozenset({"who", "whom", "which", "that", "whose"})
MODALS = frozenset({"will", "would", "can", "could", "may", "might", "shall", "should", "must", "wo", "ca", "'ll"})
BE = frozenset(
    {"is", "are", "was", "were", "be", "been", "being", "am", "'re", "get", "got", "gets", "getting", "gotten"}
)
HAVE = frozenset({"have", "has", "had", "having", "'ve"})
DO = frozenset({"do", "does", "did"})
ADVERBS = frozenset(
    listed("""
        also reportedly allegedly apparently just only still even already later then now here there so too very
        again together else instead meanwhile however moreover furthermore further additionally about approximately
        nearly almost least yet ever once twice soon early earlier overnight afterwards afterward dead alive abroad
        home nearby alone thus therefore hence perhaps maybe rather quite seriously fatally mortally badly severely
        critically slightly lightly mainly mostly simultaneously respectively away back ahead aside far well often
        sometimes always alike likewise indoors outdoors upstairs downstairs elsewhere otherwise late
    """)
) - {"further", "about", "dead", "early", "home", "least"}

_REGULAR = """
accuse ask attack target bomb shell raid ambush assault storm attempt open fire launch carry conduct perform stage mount
detonate explode crash collapse arrest capture release publish issue confirm acknowledge admit concede deny claim allege
report announce declare state add explain note estimate suggest indicate reveal conclude determine record document count
verify register tell emphasize emphasise stress insist argue warn fear believe suspect expect hope think want plan try
threaten intend aim vow pledge call describe identify name list include exclude cover focus contain involve relate
cause result lead bring raise push take total number reach rise climb increase grow jump stand remain exceed surpass top
range vary revise lower reduce update start begin end continue happen occur unfold erupt follow hit strike drop
target destroy damage demolish level raze burn torch loot rob steal cross travel drive ride walk pass flee escape
survive
rescue treat admit transfer transport evacuate rush hospitalize hospitalise discharge
recover retrieve discover find
pull bury seize occupy surround enter leave return move arrive work live reside stay visit attend play sleep serve
protest demonstrate march gather clash fight battle exchange respond retaliate repel repulse intercept down plant place
hide throw hurl lob plow ram open shoot gun order use suffer sustain receive undergo recapture retake liberate free save
blame condemn mourn investigate probe review examine assess contradict dispute reject question challenge support
help assist provide give show tell make mark represent constitute comprise consist belong represent own hold keep
question interview speak meet talk refer mention cite quote relay broadcast post tweet write read air monitor track
patrol guard escort protect secure defend approach run chase pursue attempt force compel oblige displace uproot
lose claim die succumb perish vanish disappear miss go come see know become appear seem need require refuse fail
deploy dispatch withdraw retreat advance push assume share accept charge convict sentence jail imprison detain
release fall tumble land lie sit wait watch hear witness film record urge demand appeal beat hang drown lynch
eliminate neutralize neutralise liquidate travel head gather
apprehend celebrate inaugurate clear search sweep comb trigger spark ignite prompt poison sicken maul hack
contend assert maintain recall recount retract recant testify submit plead depose establish certify recognise recognize
attribute ascribe implicate dismiss refute rebut corroborate inform acquit indict exhume strafe perpetrate orchestrate
mastermind organise organize finance commit consider surrender
"""
_IRREGULAR = {
    "say": "says said saying",
    "mow": "mows mowed mown mowing",
    "tell": "tells told telling",
    "take": "takes took taken taking",
    "leave": "leaves left leaving",
    "bring": "brings brought bringing",
    "lead": "leads led leading",
    "find": "finds found finding",
    "see": "sees saw seen seeing",
    "hit": "hits hitting",
    "strike": "strikes struck stricken striking",
    "shoot": "shoots shot shooting",
    "blow": "blows blew blown blowing",
    "flee": "flees fled fleeing",
    "fly": "flies flew flown flying",
    "fight": "fights fought fighting",
    "begin": "begins began begun beginning",
    "rise": "rises rose risen rising",
    "fall": "falls fell fallen falling",
    "stand": "stands stood standing",
    "give": "gives gave given giving",
    "go": "goes went gone going",
    "come": "comes came coming",
    "make": "makes made making",
    "put": "puts putting",
    "set": "sets setting",
    "run": "runs ran running",
    "lose": "loses lost losing",
    "hold": "holds held holding",
    "keep": "keeps kept keeping",
    "meet": "meets met meeting",
    "know": "knows knew known knowing",
    "become": "becomes became becoming",
    "think": "thinks thought thinking",
    "write": "writes wrote written writing",
    "speak": "speaks spoke spoken speaking",
    "throw": "throws threw thrown throwing",
    "drive": "drives drove driven driving",
    "ride": "rides rode ridden riding",
    "hear": "hears heard hearing",
    "hide": "hides hid hidden hiding",
    "show": "shows showed shown showing",
    "beat": "beats beaten beating",
    "grow": "grows grew grown growing",
    "lie": "lies lay lain lying",
    "sit": "sits sat sitting",
    "lay": "lays laid laying",
    "steal": "steals stole stolen stealing",
    "read": "reads reading",
    "hurt": "hurts hurting",
    "slay": "slays slew slain slaying",
    "die": "dies died dying",
    "wo": "",
    "broadcast": "broadcasts broadcasting",
    "cost": "costs costing",
    "burn": "burns burnt burned burning",
    "hang": "hangs hanged hung hanging",
    "stick": "sticks stuck sticking",
    "break": "breaks broke broken breaking",
    "cut": "cuts cutting",
    "get": "",
    "put_": "",
    "send": "sends sent sending",
    "spend": "spends spent spending",
    "feel": "feels felt feeling",
    "bear": "bears bore borne",
    "undergo": "undergoes underwent undergone undergoing",
    "overrun": "overruns overran overrunning",
    "overtake": "overtakes overtook",
    "cast": "casts casting",
    "let": "lets letting",
    "catch": "catches caught catching",
    "win": "wins won winning",
    "bleed": "bleeds bled bleeding",
    "shut": "shuts shutting",
    "choose": "chooses chose chosen choosing",
    "quit": "quits quitting",
    "split": "splits splitting",
    "slit": "slits slitting",
    "light": "lit lighting",
    "retake": "retakes retook retaken retaking",
}
# Base forms and -s forms that are nouns more often than verbs in news, unless the words around them say otherwise.
NOUN_FIRST = frozenset(
    listed("""
        attack attacks target targets bomb bombs shell shells raid raids ambush ambushes assault assaults storm
        storms fire fires launch crash crashes release report reports state states note estimate estimates record
        records document documents count counts fear fears hope hopes plan plans aim call calls name names list
        lists cover focus cause causes result results total number numbers rise increase stand range top end start
        hit hits strike strikes drop damage level escape treat order orders use force forces stage place places
        fight fights battle battles clash clashes exchange protest protests march visit work works play plays sleep
        patrol patrols guard guards escort post posts head heads question questions support help mark show shows
        share search charge charges need push jump lead leads return move demand appeal beat hold run view air probe
        review track witness witnesses film land watch wait burn cross drive ride walk pass rescue rush gun blame
        recall finance
        study challenge dispute talk talks tweet tweets lies lie shot cost costs update free own down claim claims
        evacuate level gathering feel cuts cut cast light split trigger spark prompt clear sweep comb state base
        hurt
    """)
) - {"hurt", "treat", "evacuate", "feel", "free", "own", "down"}
# Gerunds that are nouns when a determiner, an adjective or nothing stands before them.
EVENT_GERUNDS = frozenset(
    listed("""
        bombing bombings shooting shootings shelling killing killings stabbing stabbings beheading beheadings
        fighting kidnapping kidnappings lynching lynchings hanging burning crossing looting wounding slaying
        slayings beating building buildings meeting meetings wedding weddings gathering gatherings morning evening
        mourning training briefing filing finding findings ceiling warning warnings hearing firing bleeding being
        beings drowning crossing offering sibling siblings king ring during nothing something anything everything
        thing things spring string
    """)
)
NOT_VERBS_ED = frozenset(
    listed("""
        hundred red bed armed unarmed masked hooded suspected alleged unidentified unknown unnamed undisclosed
        so-called united retired married related sacred biased naked wicked wretched need seed speed breed feed deed
        weed indeed shed sped led bred fed embed aged elderly-aged used unconfirmed unexploded uninjured unharmed
        unspecified disabled sophisticated advanced skilled unskilled limited mentally-disabled accused combined
        estimated reported
    """)
) - {"led", "reported", "used", "accused", "estimated", "related"}


_DOUBLED = frozenset(listed("admit submit commit acquit refer occur transfer kidnap"))


def _doubling(stem: str) -> str:
    vowels = "aeiou"
    one_syllable = sum(letter in vowels for letter in stem) == 1
    short = (
        one_syllable and len(stem) > 2 and stem[-1] not in "aeiouwxy" and stem[-2] in vowels and stem[-3] not in vowels
    )
    return stem + stem[-1] if short or stem in _DOUBLED else stem


def forms(lemma: str) -> dict[str, str]:
    """The regular forms of a verb and what they are: base, s, ed or ing."""
    if lemma.endswith("e"):
        past, gerund = lemma + "d", lemma[:-1] + "ing"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        past, gerund = lemma[:-1] + "ied", lemma + "ing"
    else:
        past, gerund = _doubling(lemma) + "ed", _doubling(lemma) + "ing"
    third = lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2] not in "aeiou" else lemma + "s"
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        third = lemma + "es"
    return {lemma: "base", third: "s", past: "ed", gerund: "ing"}


def third(lemma: str) -> str:
    """The third person of a verb: says, confirms; a phrase such as according_to stays."""
    if "_" in lemma:
        return lemma
    return next((form for form, kind in forms(lemma).items() if kind == "s"), lemma)


def _verbs() -> dict[str, tuple[str, str]]:
    table: dict[str, tuple[str, str]] = {}
    for lemma in _REGULAR.split():
        if lemma not in _IRREGULAR:
            table.update({form: (lemma, kind) for form, kind in forms(lemma).items()})
    for lemma, others in _IRREGULAR.items():
        table[lemma] = (lemma, "base")
        for form in others.split():
            kind = "ing" if form.endswith("ing") else "s" if form.endswith("s") else "ed"
            table[form] = (lemma, kind)
    for both in (
        "hit",
        "put",
        "set",
        "run",
        "read",
        "hurt",
        "cost",
        "cut",
        "cast",
        "broadcast",
        "shut",
        "split",
        "let",
    ):
        table[both] = (both, "ed")
    del table["wo"], table["put_"], table["get"]
    return table


# A form of a verb to its lemma and what form it is.
VERBS = _verbs()

REPORTING = frozenset(
    listed("""
        say tell report announce state add confirm claim allege acknowledge admit concede deny suggest estimate
        declare reveal note explain emphasize emphasise stress insist argue warn write post tweet indicate determine
        conclude record document verify show believe quote cite describe assess find relay broadcast put speak
        witness maintain assert caution contend recount recall attribute detail inform publish release count list
        mention register dispute reject contest question read monitor retract recant testify depose certify refute rebut
        corroborate
    """)
) - {"read", "find", "show", "put", "speak", "release", "publish", "question", "detail"}
