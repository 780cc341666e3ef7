"""Short texts of many wars with the days of each figure, for ``test_time_families``."""

from __future__ import annotations

from dataclasses import dataclass

Figure = tuple[str, str | None, str | None]


@dataclass(frozen=True)
class Text:
    """A text, its day of publication, and its figures: words of the count, first day, last day."""

    name: str
    published: str
    words: str
    figures: tuple[Figure, ...]


TEXTS: tuple[Text, ...] = (
    Text(
        "news: a battle of months, a raid within it",
        "2016-03-28",
        "Syrian army retakes Palmyra after ten months\n\n"
        "PALMYRA, Syria - Fighting for the ancient city is over, the army said on Monday, ten months after militants "
        "overran it. About 180 soldiers and 400 militants were killed, a monitoring group estimated. "
        "A commander of the group was killed in an air strike last Friday.\n",
        (("About 180", "2015-05-01", "2016-03-28"), ("400", "2015-05-01", "2016-03-28"),
         ("A commander", "2016-03-25", "2016-03-25")),
    ),
    Text(
        "news: a siege, the figures of its first weeks",
        "1995-07-30",
        "Siege of the enclave ends after 14 weeks\n\n"
        "The siege, which began on 22 April, left 310 civilians and 95 fighters dead, the hospital said. "
        "By 1 June doctors had counted 120 dead.\n",
        (("310", "1995-04-22", "1995-07-30"), ("95", "1995-04-22", "1995-07-30"), ("120", "1995-04-22", "1995-06-01")),
    ),
    Text(
        "un monthly: month in the title, list by governorate",
        "2016-08-01",
        "UN CASUALTY FIGURES FOR IRAQ FOR THE MONTH OF JULY 2016\n\nUNAMI, Baghdad, 1 August 2016\n\n"
        "A total of 759 Iraqis were killed and another 1,207 were injured in acts of terrorism, violence and armed "
        "conflict.\n\n"
        "The number of civilians killed was 629 and the number of civilians injured was 1,061.\n\n"
        "Baghdad was the worst affected governorate with 513 killed and 887 injured. Ninewa 38 killed, 58 injured.\n",
        (("759", "2016-07-01", "2016-07-31"), ("1,207", "2016-07-01", "2016-07-31"),
         ("629", "2016-07-01", "2016-07-31"), ("1,061", "2016-07-01", "2016-07-31"),
         ("513", "2016-07-01", "2016-07-31"), ("887", "2016-07-01", "2016-07-31"),
         ("38", "2016-07-01", "2016-07-31"), ("58", "2016-07-01", "2016-07-31")),
    ),
    Text(
        "un update: month in the title, an incident within it",
        "2023-02-06",
        "UKRAINE: CIVILIAN CASUALTIES IN JANUARY 2023\nOHCHR, 6 February 2023\n\n"
        "- 200 civilians killed and 577 injured\n- Men: 99 killed\n\n"
        "On 14 January, a missile hit a block of flats in Dnipro and killed 46 people.\n\n"
        "Since 24 February 2022 the office has recorded 7,155 killed.\n",
        (("200", "2023-01-01", "2023-01-31"), ("577", "2023-01-01", "2023-01-31"), ("99", "2023-01-01", "2023-01-31"),
         ("46", "2023-01-14", "2023-01-14"), ("7,155", "2022-02-24", "2023-02-06")),
    ),
    Text(
        "military monthly release: month as section heading, earlier figures after it",
        "2018-05-25",
        "Monthly report on civilian casualties\nCoalition public affairs, May 25, 2018\n\n"
        "The Coalition carried out 29,358 strikes between August 2014 and April 2018 and assesses that at least 883 "
        "civilians were unintentionally killed in them.\n\n"
        "APRIL 2018\nReports carried over: 450\nNew reports: 30\nCredible: 6 (12 civilian deaths)\n\n"
        "PREVIOUS MONTH\nIn March 2018 ten reports were found credible. They resulted in 24 civilian deaths.\n",
        (("at least 883", "2014-08-01", "2018-04-30"), ("12", "2018-04-01", "2018-04-30"),
         ("24", "2018-03-01", "2018-03-31")),
    ),
    Text(
        "military release: during a month",
        "2019-09-03",
        "AFRICA COMMAND ASSESSMENT\n\nDuring July 2019 the command carried out eight air strikes in Somalia. It "
        "assesses that 17 militants were killed. No civilians were injured. A strike on July 27 near Qunyo Barrow "
        "killed one militant.\n",
        (("17", "2019-07-01", "2019-07-31"), ("No civilians", "2019-07-01", "2019-07-31"),
         ("one", "2019-07-27", "2019-07-27")),
    ),
    Text(
        "quarterly report",
        "2018-10-10",
        "Quarterly report on the protection of civilians: 1 January to 30 September 2018\nUNAMA, 10 October 2018\n\n"
        "The mission documented 8,050 civilian casualties (2,798 deaths and 5,252 injured). Suicide and complex "
        "attacks caused 492 deaths. In Nangarhar 554 civilians were killed.\n\n"
        "In the same period of 2017 it had counted 2,666 deaths.\n",
        (("8,050", "2018-01-01", "2018-09-30"), ("2,798", "2018-01-01", "2018-09-30"),
         ("5,252", "2018-01-01", "2018-09-30"), ("492", "2018-01-01", "2018-09-30"),
         ("554", "2018-01-01", "2018-09-30"), ("2,666", "2017-01-01", "2017-09-30")),
    ),
    Text(
        "annual report",
        "2021-01-14",
        "Colombia: massacres, annual report 2020\n\nThe office verified 76 massacres. They left 292 people "
        "dead, among "
        "them 23 women. In Cauca 72 people were killed. In 2019, 36 massacres cost 133 lives.\n",
        (("292", "2020-01-01", "2020-12-31"), ("23", "2020-01-01", "2020-12-31"), ("72", "2020-01-01", "2020-12-31")),
    ),
    Text(
        "news: so far this year, then an incident",
        "2021-05-24",
        "Kidnappings in northern Nigeria: pupils taken again\n\n"
        "Gunmen on motorcycles raided a school in Tegina on Sunday and abducted 136 pupils. One man was shot dead. "
        "More than 700 pupils have been abducted so far this year. In 2014, gunmen abducted 276 girls in Chibok.\n",
        (("136", "2021-05-23", "2021-05-23"), ("One man", "2021-05-23", "2021-05-23"),
         ("More than 700", "2021-01-01", "2021-05-24"), ("276", "2014-01-01", "2014-12-31")),
    ),
    Text(
        "news: the attack, a later incident is not its day",
        "2021-05-10",
        "Toll of Kabul school bombing rises\n\n"
        "KABUL - Families buried their daughters on Sunday, a day after bombs outside the Sayed ul-Shuhada "
        "school killed "
        "at least 68 people. More than 165 were wounded, the interior ministry said. The Taliban denied that "
        "they had "
        "been behind the attack.\n\n"
        "On Monday a roadside bomb hit a bus in Zabul and killed 11 people.\n",
        (("at least 68", "2021-05-08", "2021-05-08"), ("More than 165", "2021-05-08", "2021-05-08"),
         ("11", "2021-05-10", "2021-05-10")),
    ),
    Text(
        "news: event dated in the lead by a noun, another of later days at the end",
        "2017-04-13",
        "Idlib: how many died?\n\nRussia on Wednesday blocked a resolution on the chemical attack of April 4 on Khan "
        "Sheikhoun. Opposition health officials list 89 dead, 33 of them children. The Syrian Observatory "
        "counts 87 dead. "
        "The Turkish health ministry said 31 of the wounded were treated in Turkey and three died there.\n\n"
        "Moscow says a strike by the coalition near Deir al-Zour on April 12 killed hundreds.\n",
        (("89", "2017-04-04", "2017-04-04"), ("33", "2017-04-04", "2017-04-04"), ("87", "2017-04-04", "2017-04-04"),
         ("hundreds", "2017-04-12", "2017-04-12")),
    ),
    Text(
        "wire: days of saying and a day of harm",
        "2018-08-14",
        "SANAA - The air strike on a bus in Dahyan on Thursday killed 51 people, 40 of them children, the Red "
        "Cross said "
        "on Tuesday, raising its earlier count. On Friday it had spoken of 29 dead children. A Houthi official "
        "said on "
        "Monday that 79 were wounded.\n",
        (("51", "2018-08-09", "2018-08-09"), ("40", "2018-08-09", "2018-08-09"), ("29", "2018-08-09", "2018-08-09"),
         ("79", "2018-08-09", "2018-08-09")),
    ),
    Text(
        "wire: background paragraph of another year",
        "2015-04-03",
        "GARISSA, Kenya - Gunmen stormed a university on Thursday and killed 147 people, the government said. "
        "At least 79 "
        "were wounded.\n\nIn 2013, gunmen of the same group killed 67 people in a shopping mall in Nairobi. In "
        "November "
        "last year they shot dead 28 passengers of a bus near Mandera.\n",
        (("147", "2015-04-02", "2015-04-02"), ("At least 79", "2015-04-02", "2015-04-02"),
         ("67", "2013-01-01", "2013-12-31"), ("28", "2014-11-01", "2014-11-30")),
    ),
    Text(
        "wire: that day, the same week",
        "2022-12-14",
        "Mai-Mai and M23: two massacres\n\nOn 29 November fighters of the M23 executed 131 civilians in Kishishe and "
        "Bambo, the UN mission in the Congo said. The same day 22 women were raped. Eight more people were "
        "wounded in "
        "the attack.\n",
        (("131", "2022-11-29", "2022-11-29"), ("Eight more people", "2022-11-29", "2022-11-29")),
    ),
    Text(
        "sitrep: since, with a day of counting",
        "2023-08-25",
        "Sudan: humanitarian update\nOCHA, 25 August 2023\n\n"
        "Since 15 April, more than 4,000 people have been killed, 435 of them children, and 12,000 injured, the "
        "health "
        "ministry reported. As of 23 August, 3.6 million people had been displaced within the country.\n\n"
        "KHARTOUM\nOn 20 August shells hit a market in Omdurman and killed 25 people.\n",
        (("more than 4,000", "2023-04-15", "2023-08-25"), ("435", "2023-04-15", "2023-08-25"),
         ("12,000", "2023-04-15", "2023-08-25"), ("25", "2023-08-20", "2023-08-20")),
    ),
    Text(
        "sitrep: reporting period in a line of its own",
        "2021-06-07",
        "YEMEN: CIVILIAN IMPACT MONITORING\nReporting period: 1 - 31 May 2021\n\n"
        "- 142 civilian casualties were reported: 51 killed and 91 injured\n"
        "- Landmines killed 12 civilians\n\nMARIB\n- 23 civilians killed by shelling\n",
        (("142", "2021-05-01", "2021-05-31"), ("51", "2021-05-01", "2021-05-31"), ("91", "2021-05-01", "2021-05-31"),
         ("12", "2021-05-01", "2021-05-31"), ("23", "2021-05-01", "2021-05-31")),
    ),
    Text(
        "table with columns of months",
        "2023-07-05",
        "Myanmar: casualties of landmines, second quarter of 2023\n\n"
        "Month | Killed | Injured\nApril 2023 | 21 | 60\nMay 2023 | 14 | 48\nJune 2023 | 17 | 52\nTotal | 52 | 160\n",
        (("21", "2023-04-01", "2023-04-30"), ("60", "2023-04-01", "2023-04-30"), ("14", "2023-05-01", "2023-05-31"),
         ("48", "2023-05-01", "2023-05-31"), ("17", "2023-06-01", "2023-06-30"),
         ("52", "2023-06-01", "2023-06-30"), ("52", "2023-04-01", "2023-06-30"), ("160", "2023-04-01", "2023-06-30")),
    ),
    Text(
        "headline without a date",
        "2022-05-30",
        "Gunmen kill 50 villagers in Seytenga - officials",
        (("50", None, "2022-05-30"),),
    ),
    Text(
        "headline with a weekday",
        "2021-12-28",
        "Friday's massacre in Kayah State: 35 bodies found, two aid workers missing",
        (("35 bodies", "2021-12-24", "2021-12-24"), ("two aid workers", "2021-12-24", "2021-12-24")),
    ),
    Text(
        "ngo report: one massacre, victims by village",
        "2022-04-05",
        "Mali: Army and foreign soldiers executed villagers\nHuman Rights Watch, April 5, 2022\n\n"
        "Malian forces and foreign soldiers summarily killed an estimated 300 civilian men in Moura in late "
        "March 2022, "
        "Human Rights Watch said. Some of them were shot in groups of up to ten.\n\n"
        "Researchers spoke to 27 people between March 28 and April 4. A trader said he helped to bury 50 bodies. The "
        "defence ministry said on April 1 that its forces killed 203 terrorists and arrested 51 in the operation.\n\n"
        "In January Human Rights Watch reported that 14 men had been killed in Danguere Wotoro in December 2021.\n",
        (("an estimated 300", "2022-03-21", "2022-03-31"), ("203", "2022-03-21", "2022-03-31"),
         ("51", "2022-03-21", "2022-03-31"), ("14", "2021-12-01", "2021-12-31")),
    ),
    Text(
        "ngo report: massacre over two days",
        "2021-02-26",
        "Ethiopia: killings in Axum\nAmnesty International, 26 February 2021\n\n"
        "Eritrean troops killed hundreds of unarmed civilians in Axum on 28 and 29 November 2020, Amnesty "
        "International "
        "said. The organization has the names of more than 240 of the dead. Residents buried 40 people in one "
        "church. "
        "A shelling on 19 November had already killed three residents.\n",
        (("hundreds", "2020-11-28", "2020-11-29"), ("three", "2020-11-19", "2020-11-19")),
    ),
    Text(
        "news: a war of decades",
        "2022-06-28",
        "Colombia's truth commission presents its report\n\n"
        "BOGOTA - The conflict killed 450,664 people between 1985 and 2018, the commission said on Tuesday. "
        "About 121,768 "
        "people disappeared. Eight of ten of the dead were civilians. In the massacre of Bojaya on 2 May 2002, "
        "79 people "
        "died in a church. Ten days ago three of its witnesses were shot dead.\n",
        (("450,664", "1985-01-01", "2018-12-31"), ("About 121,768", "1985-01-01", "2018-12-31"),
         ("79", "2002-05-02", "2002-05-02"), ("three", "2022-06-18", "2022-06-18")),
    ),
    Text(
        "news: last weeks of a war in a country long ago",
        "2009-05-20",
        "Sri Lanka: the war is over\n\nThe army announced on Monday that it had killed the leader of the rebels. "
        "At least 7,000 civilians have been killed since January, a UN official estimated. The war, which began "
        "in 1983, "
        "has cost at least 80,000 lives. A shell killed 49 patients in a hospital on 12 May.\n",
        (("At least 7,000", "2009-01-01", "2009-05-20"), ("at least 80,000", "1983-01-01", "2009-05-20"),
         ("49", "2009-05-12", "2009-05-12")),
    ),
    Text(
        "news: siege of three days",
        "2004-09-07",
        "Beslan mourns\n\nThe siege of School No. 1 lasted from 1 to 3 September. At least 335 people died, 156 "
        "of them "
        "children, officials said on Monday. More than 700 were wounded. In October 2002 129 hostages died in a "
        "Moscow "
        "theatre.\n",
        (("At least 335", "2004-09-01", "2004-09-03"), ("156", "2004-09-01", "2004-09-03"),
         ("More than 700", "2004-09-01", "2004-09-03"), ("129", "2002-10-01", "2002-10-31")),
    ),
    Text(
        "local monitor: three incidents with days",
        "2024-03-04",
        "Weekly summary\n\n"
        "- 27 February: an air strike on a house in Rafah killed six people, three of them children.\n"
        "- 29 February: gunfire at an aid convoy in Gaza City; 112 people were killed and 760 injured.\n"
        "- 2 March: a drone killed 11 people near a hospital. Fifty were injured in the strike.\n",
        (("six", "2024-02-27", "2024-02-27"), ("three", "2024-02-27", "2024-02-27"),
         ("112", "2024-02-29", "2024-02-29"), ("760", "2024-02-29", "2024-02-29"), ("11", "2024-03-02", "2024-03-02"),
         ("Fifty", "2024-03-02", "2024-03-02")),
    ),
    Text(
        "daily bulletin of a ministry: 24 hours and since",
        "2024-06-15",
        "Daily bulletin\nMinistry of Health, 15 June 2024\n\n"
        "Hospitals received 30 dead and 95 injured in the past 24 hours. The toll of the aggression has risen "
        "to 37,296 "
        "killed and 85,197 injured since 7 October 2023.\n",
        (("30", "2024-06-14", "2024-06-15"), ("95", "2024-06-14", "2024-06-15"),
         ("37,296", "2023-10-07", "2024-06-15"), ("85,197", "2023-10-07", "2024-06-15")),
    ),
    Text(
        "freed hostages: still missing since the raid",
        "2014-12-18",
        "Survivor of a raid returns\n\nA girl taken from Sinjar in August escaped on Wednesday. Of the 80 women "
        "seized in "
        "the raid on August 15, 61 are still missing. In the village 380 men were shot that day.\n",
        (("61", "2014-08-15", "2014-08-15"), ("380", "2014-08-15", "2014-08-15")),
    ),
    Text(
        "news: a feature that opens with something else",
        "2012-06-10",
        "Monitors reach Houla\n\nUN observers entered the village again on Saturday and found it empty. The "
        "massacre of 25 "
        "May there left 108 people dead, including 49 children. Most were shot at close range, the mission said.\n\n"
        "A fortnight later, on 6 June, 78 people were killed in Qubair.\n",
        (("108", "2012-05-25", "2012-05-25"), ("49", "2012-05-25", "2012-05-25"), ("78", "2012-06-06", "2012-06-06")),
    ),
    Text(
        "court bulletin: list with a heading of years",
        "2018-07-05",
        "Truth commission\nBulletin\nFreetown, 5 July 2018\n\n"
        "The court has established that at least 3,200 villagers were killed by militiamen between 1997 and "
        "1999. \n\n"
        "Victims by district, 1997 to 1999\n- Kono: 1,450\n- Kailahun: 900\n- Bo: 850\n",
        (("at least 3,200", "1997-01-01", "1999-12-31"), ("1,450", "1997-01-01", "1999-12-31"),
         ("900", "1997-01-01", "1999-12-31"), ("850", "1997-01-01", "1999-12-31")),
    ),
)  # fmt: skip
