"""More texts for ``test_time_families``: wires, lists, reviews."""

from __future__ import annotations

from tests.golden.time_texts import Text

MORE: tuple[Text, ...] = (
    Text(
        "wire: a station, and a theatre of another month",
        "2022-04-09",
        "Missile hits Kramatorsk station; dozens dead\n\nKYIV, April 9 - A missile struck a railway station "
        "crowded with evacuees in eastern Ukraine on Friday, killing at least 52 people, the regional governor "
        "said on Saturday. More than 100 were wounded. The mayor estimated that 4,000 people had been waiting "
        "at the time.\n\nOn March 16, a theatre in Mariupol was bombed; the city council says 300 people died "
        "there.\n",
        (
            ("at least 52", "2022-04-08", "2022-04-08"),
            ("More than 100", "2022-04-08", "2022-04-08"),
            ("300", "2022-03-16", "2022-03-16"),
        ),
    ),
    Text(
        "wire: toll risen, worst since, in June",
        "2017-10-15",
        "Truck bomb in Mogadishu kills scores\n\nMOGADISHU (Example Wire) - The death toll of Saturday's "
        "bombing in Somalia's capital rose to 189 on Sunday, police said, and more than 200 were injured. \"We "
        'have carried 60 bodies so far," the head of an ambulance service said. It was the worst attack since '
        "the insurgency began in 2007.\n\nIn June, 31 people were killed at a restaurant.\n",
        (
            ("189", "2017-10-14", "2017-10-14"),
            ("more than 200", "2017-10-14", "2017-10-14"),
            ("31", "2017-06-01", "2017-06-30"),
        ),
    ),
    Text(
        "un report: period of a fortnight, raids within",
        "2023-10-03",
        "PROTECTION OF CIVILIANS REPORT | 19 September - 2 October 2023\n\nOCHA, 3 October 2023\n\nIsraeli "
        "forces killed seven Palestinians, including two children, in the West Bank during the reporting "
        "period. Another 120 were injured.\n\nOn 19 September, forces raided Jenin camp and killed four men. "
        "The operation left 30 injured.\n\nSo far in 2023, 190 Palestinians have been killed by Israeli forces "
        "in the West Bank.\n",
        (
            ("seven", "2023-09-19", "2023-10-02"),
            ("two children", "2023-09-19", "2023-10-02"),
            ("120", "2023-09-19", "2023-10-02"),
            ("four men", "2023-09-19", "2023-09-19"),
            ("30", "2023-09-19", "2023-09-19"),
            ("190", "2023-01-01", "2023-10-03"),
        ),
    ),
    Text(
        "military assessment: one report of a day",
        "2020-11-06",
        "AFRICOM civilian casualty assessment report, third quarter of fiscal year 2020\n\nThe command "
        "received 27 new reports during the quarter. One report was found credible: on February 2, 2020, a "
        "strike near Jilib killed one civilian and injured three others.\n\nSince 2007, five civilians have "
        "been killed and eight injured in its strikes, by its own count.\n",
        (
            ("one civilian", "2020-02-02", "2020-02-02"),
            ("three", "2020-02-02", "2020-02-02"),
            ("five", "2007-01-01", "2020-11-06"),
            ("eight", "2007-01-01", "2020-11-06"),
        ),
    ),
    Text(
        "monitor: a quarter",
        "2021-08-16",
        "Philippines: Quarterly monitoring of conflict incidents, April to June 2021\n\nConflict Alert, 16 "
        "August 2021\n\nThe monitor recorded 412 violent incidents. A total of 241 people died in them, 34 of "
        "them soldiers. Maguindanao had the most deaths, 96. On 8 May gunmen occupied a market in Datu Paglas; "
        "nobody was killed.\n",
        (
            ("241", "2021-04-01", "2021-06-30"),
            ("34", "2021-04-01", "2021-06-30"),
        ),
    ),
    Text(
        "news: last Thursday, and a war between months",
        "1999-10-25",
        "Dozens die in Grozny market\n\nGROZNY - Rockets hit the central market and a maternity hospital in "
        "the Chechen capital last Thursday evening. The Chechen government says 137 people were killed and 260 "
        "wounded. Russia's military at first denied any attack. On Friday it said that its special forces had "
        "destroyed an arms bazaar.\n\nIn the first war, from December 1994 to August 1996, as many as 80,000 "
        "people died.\n",
        (
            ("137", "1999-10-21", "1999-10-21"),
            ("260", "1999-10-21", "1999-10-21"),
            ("as many as 80,000", "1994-12-01", "1996-08-31"),
        ),
    ),
    Text(
        "wire: half a year, the same period last year",
        "2019-08-01",
        "UN: 1,366 Afghan civilians killed in first half of year\n\nKABUL, July 30 - At least 1,366 civilians "
        "were killed and 2,446 injured in Afghanistan between January 1 and June 30, the United Nations said "
        "on Tuesday. That is 27 percent fewer than in the same period last year, when 1,692 were killed. Air "
        "strikes killed 363 civilians, among them 89 children. The Taliban rejected the figures.\n",
        (
            ("At least 1,366", "2019-01-01", "2019-06-30"),
            ("2,446", "2019-01-01", "2019-06-30"),
            ("1,692", "2018-01-01", "2018-06-30"),
            ("363", "2019-01-01", "2019-06-30"),
            ("89", "2019-01-01", "2019-06-30"),
        ),
    ),
    Text(
        "news: a day, and since a coup",
        "2021-03-28",
        "Myanmar: bloodiest day since the coup\n\nSecurity forces killed at least 114 people on Saturday, "
        "Armed Forces Day, a local news site said. Among them were a 13-year-old girl in Meiktila and an "
        "11-year-old boy. The day's deaths bring the number of protesters killed since the coup of February 1 "
        "to more than 440.\n",
        (
            ("at least 114", "2021-03-27", "2021-03-27"),
            ("more than 440", "2021-02-01", "2021-03-28"),
        ),
    ),
    Text(
        "un: figures for a month",
        "2014-09-02",
        "Iraq: figures for August\n\nUNAMI - At least 1,420 Iraqis were killed and another 1,370 were injured "
        "in acts of terrorism and violence in August, according to casualty figures released today. Baghdad "
        "was worst hit with 857 civilian casualties (246 killed, 611 injured). UNAMI had not been able to "
        "obtain figures from Anbar by 1 September; the Health Directorate there reported 268 killed.\n",
        (
            ("At least 1,420", "2014-08-01", "2014-08-31"),
            ("1,370", "2014-08-01", "2014-08-31"),
            ("857", "2014-08-01", "2014-08-31"),
            ("246", "2014-08-01", "2014-08-31"),
            ("611", "2014-08-01", "2014-08-31"),
            ("268", "2014-08-01", "2014-08-31"),
        ),
    ),
    Text(
        "news: a massacre, and the day after",
        "2020-12-10",
        "Tigray: what is known about Mai-Kadra\n\nThe Ethiopian Human Rights Commission estimates that at "
        "least 600 civilians were killed in Mai-Kadra on 9 November. A day later, when the army entered the "
        "town, the killers had fled. Witnesses said 92 people were buried in one trench on 11 November. "
        "Refugees in Sudan told reporters that militias from Amhara killed Tigrayans in the town too.\n",
        (("at least 600", "2020-11-09", "2020-11-09"),),
    ),
    Text(
        "wire: talks, and a day of fighting",
        "2015-12-20",
        "Yemen: talks end without a truce\n\nGENEVA - The warring parties will meet again on January 14, the "
        "UN envoy said on Sunday. At least 68 people died on Saturday in fighting in the northern town of "
        "Haradh, local officials said. Some 6,000 people, half of them civilians, have been killed since "
        "March, when a Saudi-led coalition began its air campaign.\n",
        (("At least 68", "2015-12-19", "2015-12-19"),),
    ),
    Text(
        "list: days as headings",
        "2024-02-20",
        "DAILY INCIDENT LIST\n\n19 February 2024\nEl Fasher: shelling of Abu Shouk camp kills 12 civilians and "
        "injures 30.\n\n18 February 2024\nBabanusa: clashes between the army and the RSF; 4 soldiers dead.\n\n"
        "17 February 2024\nOmdurman: two women killed by stray bullets.\n",
        (
            ("12", "2024-02-19", "2024-02-19"),
            ("30", "2024-02-19", "2024-02-19"),
            ("4", "2024-02-18", "2024-02-18"),
            ("two women", "2024-02-17", "2024-02-17"),
        ),
    ),
    Text(
        "news: a camp bombed, two days later",
        "2008-03-10",
        "FARC frees hostages\n\nBOGOTA - Colombia's army bombed a rebel camp across the border in Ecuador on "
        "March 1. Twenty-five people died, among them a senior commander and four Mexican students. Ecuador "
        "broke off relations two days later. The rebels hold some 700 people for ransom.\n",
        (
            ("Twenty-five", "2008-03-01", "2008-03-01"),
            ("four", "2008-03-01", "2008-03-01"),
        ),
    ),
    Text(
        "feature: a year in the title, a day in the lead",
        "2021-11-13",
        "In 2019 a strike killed dozens in Syria; the military hid it\n\nIn the last days of the battle "
        "against the Islamic State, on March 18, 2019, an American jet dropped bombs on a crowd near Baghuz. "
        "About 70 people died. Central Command acknowledged for the first time this week that 80 people had "
        "been killed, including 16 fighters and four civilians. A second strike followed within minutes.\n",
        (
            ("About 70", "2019-03-18", "2019-03-18"),
            ("80", "2019-03-18", "2019-03-18"),
            ("16", "2019-03-18", "2019-03-18"),
            ("four", "2019-03-18", "2019-03-18"),
        ),
    ),
    Text(
        "wire: last Friday, since, this year",
        "2012-01-24",
        "Nigeria mourns after Kano bombings\n\nKANO, Nigeria, Jan 24 - Hospital officials said on Tuesday that "
        "185 people had died in coordinated bombings and shootings in Kano last Friday. A rights group says "
        "the sect has killed 935 people since July 2009, 253 of them this year. In the same city on Monday "
        "police found ten cars full of explosives.\n",
        (
            ("185", "2012-01-20", "2012-01-20"),
            ("935", "2009-07-01", "2012-01-24"),
            ("253", "2012-01-01", "2012-01-24"),
        ),
    ),
    Text(
        "review of a year: a quarter as heading",
        "2022-01-03",
        "Mali: review of 2021\n\nMINUSMA human rights division\n\nBetween 1 January and 31 December the "
        "division documented 584 killings. 2020 had seen 947. The third quarter was the worst, with 181 "
        "dead.\n\nOctober to December\n- 89 civilians killed\n- 51 injured\n\nOn 3 December gunmen burned a "
        "bus near Songho: 31 passengers died and 17 were injured.\n",
        (
            ("584", "2021-01-01", "2021-12-31"),
            ("89", "2021-10-01", "2021-12-31"),
            ("51", "2021-10-01", "2021-12-31"),
            ("31", "2021-12-03", "2021-12-03"),
            ("17", "2021-12-03", "2021-12-03"),
        ),
    ),
    Text(
        "wire: day of mourning, day of harm",
        "2024-03-25",
        "Moscow concert hall attack: day of mourning\n\nRussia held a day of mourning on Sunday for the 137 "
        "people who were killed when gunmen opened fire at Crocus City Hall on Friday night. Another 182 were "
        "injured, 97 of whom were still in hospital. Four suspects appeared in court late on Sunday.\n",
        (
            ("137", "2024-03-22", "2024-03-22"),
            ("182", "2024-03-22", "2024-03-22"),
        ),
    ),
    Text(
        "summary: dates in the title, a month, since",
        "2023-12-31",
        "SUDAN: conflict data summary, 1 December - 29 December 2023\n\n- Over 12,190 reported fatalities "
        "since fighting broke out on 15 April\n- 310 civilian deaths in December\n- 56 killed in one strike on "
        "a market in Nyala\n",
        (
            ("Over 12,190", "2023-04-15", "2023-12-31"),
            ("310", "2023-12-01", "2023-12-31"),
            ("56", "2023-12-01", "2023-12-29"),
        ),
    ),
    Text(
        "wire: two explosions, and last week",
        "2018-05-02",
        "Twin blasts kill 25 in Kabul, nine journalists among them\n\nKABUL, April 30 - Two explosions in "
        "central Kabul on Monday killed at least 25 people, including nine journalists who had come to "
        "report on the first. The Islamic State group claimed the attack. Last week a bomber killed 57 "
        "people at a voter registration centre in the city.\n",
        (
            ("25", "2018-04-30", "2018-04-30"),
            ("at least 25", "2018-04-30", "2018-04-30"),
            ("57", "2018-04-23", "2018-04-29"),
        ),
    ),
    Text(
        "un report: months in the title, a factory hit within",
        "2020-01-02",
        "Libya: civilian casualties, 1 October - 31 December 2019\nUNSMIL, Tunis, 2 January 2020\n\nUNSMIL "
        "documented at least 207 civilian casualties (93 deaths and 114 injuries). The figures represent "
        "an increase of 17 per cent compared with the third quarter. Air strikes were the leading cause, "
        "with 60 deaths.\n\nOn 18 November, a strike on a biscuit factory in Wadi Rabea killed ten workers "
        "and injured 35.\n",
        (
            ("at least 207", "2019-10-01", "2019-12-31"),
            ("93", "2019-10-01", "2019-12-31"),
            ("114", "2019-10-01", "2019-12-31"),
            ("60", "2019-10-01", "2019-12-31"),
            ("ten", "2019-11-18", "2019-11-18"),
            ("35", "2019-11-18", "2019-11-18"),
        ),
    ),
    Text(
        "news: twelve days earlier",
        "2003-08-20",
        "UN headquarters in Baghdad bombed\n\nA cement truck packed with explosives blew up under the "
        "window of the UN envoy on Tuesday afternoon. At least 17 people were killed and more than 100 "
        "were hurt. The envoy died in the rubble. Twelve days earlier a car bomb outside the Jordanian "
        "embassy had killed 11 people.\n",
        (
            ("At least 17", "2003-08-19", "2003-08-19"),
            ("more than 100", "2003-08-19", "2003-08-19"),
            ("11", "2003-08-07", "2003-08-07"),
        ),
    ),
    Text(
        "military: the week of a day",
        "2022-07-12",
        "Army statement on operations\n\nThe armed forces announce that during the week of 4 July units in "
        "Borno neutralised 43 terrorists and freed 12 captives. Two soldiers were killed and four "
        "wounded.\n",
        (
            ("43", "2022-07-04", "2022-07-10"),
            ("Two soldiers", "2022-07-04", "2022-07-10"),
            ("four", "2022-07-04", "2022-07-10"),
        ),
    ),
    Text(
        "news: a church hit",
        "2002-05-10",
        "Colombia: church hit, 119 dead\n\nA gas cylinder that FARC rebels fired hit the church of Bojaya "
        "on 2 May, in which hundreds had taken shelter. 119 people were killed, among them 45 children. It "
        "took four days until help came. More than 4,000 people fled to Quibdo in the following week.\n",
        (
            ("119", "2002-05-02", "2002-05-02"),
            ("119", "2002-05-02", "2002-05-02"),
            ("45", "2002-05-02", "2002-05-02"),
        ),
    ),
    Text(
        "wire: since a war started with an attack, in which",
        "2024-08-12",
        "Israeli strike on Gaza school kills more than 90\n\nGAZA, Aug 10 - An air strike on the Tabeen "
        "school early on Saturday killed more than 90 people, the civil defence said. The army said that "
        "it killed at least 19 fighters. Nearly 40,000 Palestinians have been killed since the war started "
        "with the Hamas attack of October 7, in which some 1,200 people died.\n",
        (
            ("more than 90", "2024-08-10", "2024-08-10"),
            ("more than 90", "2024-08-10", "2024-08-10"),
            ("at least 19", "2024-08-10", "2024-08-10"),
            ("Nearly 40,000", "2023-10-07", "2024-08-12"),
            ("some 1,200", "2023-10-07", "2023-10-07"),
        ),
    ),
    Text(
        "monitor: a month, the month before, an attack within",
        "2021-01-15",
        "Yemen: monthly overview, December 2020\n\nCivilian Impact Monitoring Project\n\nDecember saw 272 "
        "civilian casualties, 90 of them killed. In November there had been 206. The attack on Aden "
        "airport on 30 December killed 28 people and injured 107. Landmines injured 18 in Hodeidah.\n",
        (
            ("272", "2020-12-01", "2020-12-31"),
            ("90", "2020-12-01", "2020-12-31"),
            ("28", "2020-12-30", "2020-12-30"),
            ("107", "2020-12-30", "2020-12-30"),
            ("18", "2020-12-01", "2020-12-31"),
        ),
    ),
    Text(
        "wire: bombs on Sunday, counted on Monday",
        "2010-07-12",
        "Bombs kill 74 in Kampala as fans watch final\n\nKAMPALA - Bombs ripped through two bars in "
        "Uganda's capital where crowds watched the World Cup final late on Sunday. Police said on Monday "
        "that 74 people had died and 70 were injured. Al-Shabaab of Somalia said it had done it to punish "
        "Uganda for its troops there.\n",
        (
            ("74", "2010-07-11", "2010-07-11"),
            ("74", "2010-07-11", "2010-07-11"),
            ("70", "2010-07-11", "2010-07-11"),
        ),
    ),
)
