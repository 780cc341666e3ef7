"""Nouns for people, and what they say about whom they name."""

from __future__ import annotations

from dataclasses import dataclass

from uncounted.model.scope import AgeGroup, Sex, Status
from uncounted.reference.fold import words as listed


@dataclass(frozen=True, slots=True)
class Kind:
    """What a noun for people says. ``plural``: it names more than one. ``group``: a body of people without a number."""

    status: Status | None = None
    sex: Sex | None = None
    age_group: AgeGroup | None = None
    plural: bool = False
    group: bool = False
    attacker: bool = False


_LISTS: tuple[tuple[str, Status | None, Sex | None, AgeGroup | None], ...] = (
    ("person people individual y/o human inhabitant being soul someone somebody anyone anybody", None, None, None),
    (("""
        victim casualty fatality other occupant suspect prisoner inmate detainee captive hostage native national
        citizen local survivor member relative family-member patient-escort guest leader commander-in-chief
        ringleader rival kingpin chieftain henchman self associate companion colleague comrade aide
        subject subj vic adult vics deceased
        martyr name
    """), None, None, None),
    (("""
        man guy gentleman male brother father son husband uncle nephew grandfather grandson brother-in-law
        father-in-law son-in-law stepfather stepson boyfriend bf widower fiancé groom fisherman salesman businessman
        clergyman nobleman cameraman milkman
    """), None, "man", None),
    (("woman female lady sister mother daughter wife aunt niece grandmother granddaughter sister-in-law mother-in-law "
     "daughter-in-law stepmother stepdaughter girlfriend gf widow fiancée bride nun businesswoman housewife "
     "mother-of-two mother-of-three"), None, "woman", None),
    ("boy schoolboy", "civilian", "man", "child"),
    ("girl schoolgirl", "civilian", "woman", "child"),
    (("""
        child kid minor infant baby toddler newborn teenager teen youngster schoolchild juvenile pupil adolescent
        orphan yo year-old youth-child
    """), "civilian", None, "child"),
    (("""
        youth cousin twin sibling parent grandparent grandchild spouse in-law teenager-adult roommate friend
        fiance partner student passenger driver motorist motorcyclist cyclist pedestrian pilot-civilian foreigner
        tourist visitor
    """), None, None, None),
    (("""
        civilian noncombatant non-combatant villager resident farmer farmhand farmworker farm-worker fieldworker idp
        shepherd herder herdsman peasant marketgoer market-goer shelterer
        trader vendor shopkeeper merchant worker labourer laborer teacher doctor nurse medic paramedic journalist
        reporter photographer activist protester protestor demonstrator worshipper worshiper pilgrim priest imam
        cleric monk missionary rabbi bishop pastor patient student-civilian schoolteacher headmaster engineer
        lawyer judge magistrate politician mayor councillor councilor lawmaker legislator senator ambassador
        diplomat employee employer clerk official civil-servant commuter bystander passer-by passerby passersby
        customer shopper miner fisherman-civilian refugee migrant settler neighbour neighbor evacuee householder
        mourner truck-driver rickshaw-driver tribesman-civilian elder-civilian hawker peddler actor singer writer
        artist scientist professor academic lecturer physician surgeon pharmacist caretaker cook cleaner maid
        tailor baker butcher-man barber carpenter mason plumber electrician technician mechanic businessperson
        entrepreneur banker rancher landowner beggar orphan-civilian parishioner volunteer campaigner aid-worker
        candidate voter chairman secretary minister governor spokesman-victim cadre-civilian trade-unionist
        unionist contractor-civilian retiree pensioner ex-minister ex-mayor columnist editor broadcaster intern
        caddie noncombatants nomad spectator fan concertgoer partygoer churchgoer goldminer jesuit nurse-aide
        waiter waitress server bouncer chef bartender cashier manager owner barrister advocate attorney prosecutor
        dealer
        taxi-driver firefighter attendant homeowner tenant intruder co-worker coworker boss client stranger dispatcher
        trucker boater hiker camper jogger runner fisher hunter babysitter nanny janitor contractor guide sportsman
        athlete footballer player coach ringmaster poet novelist painter musician preacher scholar
    """), "civilian", None, None),
    (("""
        accountant adviser advisor archbishop architect assistant author blogger boxer bricklayer broker builder
        bureaucrat busboy butcher cabbie campesino catechist chauffeur cobbler comedian consul courier cowboy dancer
        deacon dean defector delegate dentist director envoy executive flatmate gardener goatherd goldsmith grocer
        groundskeeper hairdresser hermit historian housemaid interpreter jeweler jeweller landlord logger mediator
        messenger midwife mobster monarch mp mla muezzin negotiator newlywed notary observer onlooker organizer
        organiser porter premier presenter president principal publisher representative researcher sacristan
        seminarian sharecropper staffer stevedore steward stowaway surveyor therapist translator treasurer vaccinator
        vagrant vicar weaver welder
    """), "civilian", None, None),
    ("barman bridegroom prince lad", "civilian", "man", None),
    ("actress bridesmaid fiancee landlady princess seamstress stewardess", "civilian", "woman", None),
    ("classmate schoolmate teammate workmate cellmate housemate playmate shipmate crewmate", None, None, None),
    (("""
        agent collaborator convict deserter informant informer poacher rioter spy thug striker picket hooligan
        skinhead loyalist nationalist royalist republican supremacist mutineer executioner torturer occupier accused
    """), None, None, None),
    ("sniper", "combatant", None, None),
    ("pregnant-woman", "civilian", "woman", "adult"),
    ("elder pensioner", "civilian", None, None),
    (("""
        soldier troop serviceman servicewoman airman sailor marine paratrooper conscript officer-military ranger
        cadet infantryman gunner airmen seaman lieutenant captain colonel major general sergeant corporal private
        brigadier admiral commando guardsman crewman reservist jawan artilleryman sapper peshmerga
        peacekeeper-military legionnaire officer trooper warrant-officer nco subofficer
    """),
     "member of armed forces", None, None),
    (("policeman policewoman constable cop police-officer inspector sub-inspector gendarme sheriff deputy detective "
     "patrolman superintendent border-guard guard bodyguard security-guard peacekeeper watchman warden commissioner "
     "carabinero personnel"), None, None, None),
    (("""
        militant insurgent rebel fighter guerrilla gunman terrorist extremist jihadist jihadi combatant militiaman
        paramilitary separatist mujahid mujahideen mujahidin islamist bandit bandit-fighter dacoit warlord
        partisan fedayeen sniper subversive maoist naxalite naxal rebel-fighter operative infiltrator pirate commander
        emir cadre militia-man vigilante mercenary raider
    """), "combatant", None, None),
    (("""
        attacker assailant bomber suicide-bomber perpetrator shooter hijacker kidnapper abductor robber gangster
        gang-member criminal murderer killer assassin hitman arsonist looter smuggler trafficker drug-dealer
        burglar thief perp invader trespasser carjacker shoplifter accomplice
    """), None, None, None),
)  # fmt: skip
_IRREGULAR = {
    "people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child",
    "policemen": "policeman",
    "policewomen": "policewoman", "servicemen": "serviceman", "airmen": "airman", "gunmen": "gunman", "wives": "wife",
    "fishermen": "fisherman", "militiamen": "militiaman", "guardsmen": "guardsman", "tribesmen": "tribesman",
    "herdsmen": "herdsman", "businessmen": "businessman", "schoolchildren": "schoolchild", "passers-by": "passer-by",
    "passersby": "passerby", "crewmen": "crewman", "babies": "baby", "grandchildren": "grandchild", "folk": "person",
    "mujahideen": "mujahid", "troops": "troop", "seamen": "seaman", "clergymen": "clergyman", "watchmen": "watchman",
    "thieves": "thief", "brothers-in-law": "brother-in-law", "cameramen": "cameraman", "infantrymen": "infantryman",
    "patrolmen": "patrolman", "jawans": "jawan", "servicewomen": "servicewoman", "councilmen": "councillor",
    "salesmen": "salesman", "year-olds": "year-old", "spokesmen": "spokesman-victim", "casualties": "casualty",
    "fatalities": "fatality", "families": "family", "paramilitaries": "paramilitary", "elderly": "elder",
    "mothers-in-law": "mother-in-law", "sisters-in-law": "sister-in-law", "commandoes": "commando", "dacoits": "dacoit",
}  # fmt: skip
# Bodies of people: a number before them counts bodies, not people; alone they name nobody in particular.
GROUPS = frozenset(
    listed("""
        police army military militia taliban talibs isis isil daesh hamas hezbollah hizbullah government forces
        force troops-body security crowd group family families crew staff population community gang team convoy
        patrol unit battalion brigade regiment squad navy tribe household couple public mob al-shabaab shabaab boko
        al-qaeda pkk ypg sdf farc eln lra coalition faction command party movement government authorities side sides
        cell network houthi-body
    """)
)
# A group noun that says how many people it is.
NUMBERED_GROUPS = {"couple": 2, "duo": 2, "pair": 2, "trio": 3, "twins": 2, "quartet": 4}
ATTACKERS = frozenset(
    listed("""
        attacker attackers assailant assailants bomber bombers gunman gunmen perpetrator perpetrators shooter
        shooters hijacker hijackers kidnapper kidnappers robber robbers assassin assassins suspect suspects
    """)
)
_NEUTRAL_PLURAL = frozenset(
    {"personnel", "people", "police", "troops", "peshmerga", "fedayeen", "mujahidin", "mujahideen"}
)
STATUS_WORDS: dict[str, Status] = {
    "civilian": "civilian",
    "noncombatant": "civilian",
    "non-combatant": "civilian",
    "innocent": "civilian",
    "displaced": "civilian",
    "unarmed": "civilian",
    "militant": "combatant",
    "insurgent": "combatant",
    "rebel": "combatant",
    "guerrilla": "combatant",
    "terrorist": "combatant",
    "jihadist": "combatant",
    "islamist": "combatant",
    "armed": "combatant",
    "taliban": "combatant",
    "isis": "combatant",
    "hamas": "combatant",
    "hezbollah": "combatant",
    "military": "member of armed forces",
    "army": "member of armed forces",
    "navy": "member of armed forces",
}
SEX_WORDS: dict[str, Sex] = {"female": "woman", "male": "man", "women": "woman", "pregnant": "woman"}
AGE_WORDS: dict[str, AgeGroup] = {
    "young-child": "child", "infant": "infant", "elderly": "elderly", "teenage": "child", "adult": "adult",
    "child": "child",
    "underage": "child", "minor": "child", "baby": "infant", "newborn": "infant", "schoolgirl": "child",
}  # fmt: skip
_DEMONYM_ENDS = (
    *("ian", "ians", "ese", "ish", "qi", "qis", "ni", "nis", "mis", "mi", "lis", "bis", "tis", "kis", "ris"),
    *("ean", "eans"),
)
_DEMONYMS = frozenset(
    listed("""
        afghan afghans american americans german germans russian russians palestinian palestinians kurd kurds turk
        turks french frenchman frenchmen british briton britons englishman dutch dutchman dane danes swede swedes
        finn finns spaniard spaniards greek greeks serb serbs croat croats bosniak bosniaks arab arabs jew jews
        muslim muslims christian christians hindu hindus sikh sikhs sunni sunnis shia shias shiite shiites alawite
        alawites yazidi yazidis druze maronite copt copts chinese japanese korean koreans thai thais filipino
        filipinos pakistani pakistanis bangladeshi iraqi iraqis israeli israelis saudi saudis yemeni yemenis kuwaiti
        emirati qatari omani somali somalis kenyan kenyans pashtun pashtuns uzbek uzbeks tajik tajiks kazakh uighur
        uighurs uyghur uyghurs tamil tamils hutu hutus tutsi tutsis fulani dinka nuer rohingya rohingyas karen
        chechen chechens pole poles czech slovak burmese nepali nepalis nepalese sinhalese houthi houthis catholic
        catholics protestant protestants mexican mexicans cuban cubans salvadoran salvadorans peruvian peruvians
        guatemalan congolese sudanese senegalese swiss irish scot scots welsh icelander kosovar kosovars albanian
        albanians bosnian bosnians basque basques hazara hazaras talib talibs chilean chileans ecuadorean ecuadoreans
        european europeans irishman irishmen scotsman scotsmen welshman frenchwoman englishwoman irishwoman
        argentine argentines zairean zaireans timorese kosovan kosovans cypriot cypriots moroccan moroccans libyan
        honduran hondurans nicaraguan nicaraguans dominican dominicans paraguayan paraguayans uruguayan uruguayans
        venezuelan venezuelans colombian ugandan ugandans rwandan rwandans angolan angolans african africans jamaican
        jamaicans lankan lankans guatemalans peruvians moroccans libyans nigeriens zimbabwean burkinabe assamese
        new-zealander new-zealanders icelanders lapp magyar magyars tibetan tibetans zulu zulus boer boers
    """)
)


_SEAS = frozenset({"ocean", "mediterranean", "caribbean"})


def _table() -> dict[str, Kind]:
    table: dict[str, Kind] = {}
    for words, status, sex, age in _LISTS:
        for word in words.split():
            table[word] = Kind(status, sex, age)
            plural = word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeiou" else word + "s"
            plural = word + "es" if word.endswith(("s", "sh", "ch")) else plural
            table.setdefault(plural, Kind(status, sex, age, plural=True))
    for plural, singular in _IRREGULAR.items():
        one = table.get(singular, Kind(group=True))
        table[plural] = Kind(one.status, one.sex, one.age_group, plural=True, group=one.group)
    for word in _NEUTRAL_PLURAL:
        one = table.get(word, Kind())
        table[word] = Kind(one.status, one.sex, one.age_group, plural=True)
    for word in GROUPS:
        table[word] = Kind(table.get(word, Kind()).status, plural=True, group=True)
    return table


PERSONS = _table()


def person(word: str, capital: bool = False) -> Kind | None:
    """What a noun in lower case says about people; null where it names none. Hyphens join: "suicide-bomber"."""
    kind = PERSONS.get(word)
    if kind is not None:
        return kind
    if "-" in word:
        tail = word.rsplit("-", 1)[1]
        if tail in {"old", "olds"}:
            return PERSONS["year-olds" if tail == "olds" else "year-old"] if "year" in word else None
        return PERSONS.get(tail)
    if word in _DEMONYMS or (capital and word.endswith(_DEMONYM_ENDS) and word not in _SEAS):
        return Kind(plural=word.endswith("s") and not word.endswith("ss"))
    if len(word) > 6 and word.endswith(("women", "men", "man", "woman")):
        return Kind(sex="woman" if word.endswith(("women", "woman")) else "man", plural=word.endswith("men"))
    return None


def demonym(word: str) -> bool:
    """Whether a word, in lower case, names a people or a faith."""
    return word in _DEMONYMS or (len(word) > 4 and word.endswith(("ian", "ese", "ish", "ians")) and word not in PERSONS)
