"""The patterns of which time phrases are made: dates, clocks, days told from another, years, spans."""

from __future__ import annotations

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Jun\.|Jul\.|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![A-Za-z])"
)
DAY = r"(?:[0-3]?\d(?:st|nd|rd|th)?(?![\d,]*\d))"
YEAR = r"(?:(?:19|20)\d\d(?!\d|,\d))"
WEEKDAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\."
    r"|(?-i:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|MON|TUE|WED|THU|FRI)\b(?![-.])"
    r"|(?-i:Sat|Sun|SAT|SUN)(?=[:)]|$|\s(?:[0-3]?\d\b|night\b|morning\b|evening\b|[ap]\.?m\b)))"
)
PART = r"(?:early|earlier in|mid|late|later in|the (?:beginning|start|middle|end) of|beginning of|end of)"
DAYPART = r"(?:morning|afternoon|evening|night|midday|noon|dawn|dusk)"
UNIT = r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century)"
SMALL = (
    r"(?:\d{1,3}|an?|(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?"
    r"(?:one|two|three|four|five|six|seven|eight|nine)|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|(?:a|one|two|three) hundred|several|a few|few|a couple of|some|many)"
)
# What a number of a day is not followed by: "the 12th century", "the 1st Battalion".
NO_DAY = (
    r"(?!\s+(?:century|anniversary|time|floor|day|month|year|of\b|person|victim|(?-i:[A-Z])"
    r"|[a-z]*(?:ion|ment|ade|try)\b))"
)
RELATIVE_YEAR = r"(?:last|this|next|the same|the previous|the following|that) (?:year|month|week)"
DATE = (
    rf"(?:(?:{WEEKDAY},?\s+)?(?:the\s+)?(?:(?:night|morning|evening|afternoon)\s+of\s+)?"
    rf"(?:{DAY}(?:\s*(?:and|to|-|–|or)\s*{DAY})?(?:\s+of)?[\s-]{{1,2}}{MONTH}(?:,?[\s-]+(?:of\s+)?(?:{YEAR}|\d\d(?!\d|\s+[a-z])|{RELATIVE_YEAR}))?"
    rf"|{MONTH}\s+{DAY}(?:\s*(?:and|to|-|–|or)\s*{DAY})?(?:,?\s+(?:{YEAR}|{RELATIVE_YEAR}))?(?!:\d|%)"
    rf"|(?:{PART}[\s-])?{MONTH}(?:\s+and\s+{MONTH}(?!\s+\d{{1,2}}\b))?(?:,?\s+(?:of\s+)?(?:{YEAR}|{RELATIVE_YEAR}))?))"
)
# What a date begins with, all of it that a look ahead need see: a date holds as much again to compile.
DATE_BEGUN = (
    rf"(?:(?:{WEEKDAY},?\s+)?(?:the\s+)?(?:(?:night|morning|evening|afternoon)\s+of\s+)?"
    rf"(?:{DAY}(?:\s*(?:and|to|-|–|or)\s*{DAY})?(?:\s+of)?[\s-]{{1,2}}|(?:{PART}[\s-])?){MONTH})"
)
NUMERIC = r"(?:\d{4}-\d{2}-\d{2}(?:T[\d:]+Z?)?|(?:[0-3]?\d[/.][01]?\d|[01]?\d/[0-3]\d)[/.](?:19|20)?\d\d)(?![\d/]|-\d)"
CLOCK = (
    r"(?:\d{1,2}(?::\d{2}){1,2}(?:\s?(?:a\.?m\.?|p\.?m\.?))?|\d{1,2}(?:\.\d\d)?\s?(?:a\.m\.?|p\.m\.?|am\b|pm\b)"
    r"|[0-2]\d[0-5]\d\s?(?:hours|hrs|GMT|UTC|local time)"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
    r"\s+o['’]clock)(?:\s(?:GMT|UTC|local time))?"
)
RELATIVE = (
    rf"(?:(?:the\s+)?(?:first|second|third|fourth|last|final|opening|closing)\s+(?:{SMALL}\s+)?"
    rf"(?:half|quarters?|months|weeks?|days|fortnight)\s+of\s+(?:{YEAR}|(?:the|this|last)\s+year|{MONTH}(?:,?\s+{YEAR})?)"
    rf"|(?:the\s+)?same\s+(?:{SMALL}\s+)?(?:period|months|quarters?|half)(?:\s+(?:of|in|a))?\s+"
    rf"(?:{YEAR}|(?:last|the previous|the preceding|the year before|year earlier|one year earlier)(?:\s+year)?)"
    rf"|(?:the\s+)?(?:{PART}[\s-])?(?:last|past|previous|this|next|coming|preceding|same|following|current)\s+(?:{SMALL}\s+)?"
    rf"(?:{UNIT}s?|{WEEKDAY}|{MONTH}|{DAYPART}|summer|winter|spring|autumn|fall|year)(?:\s{DAYPART})?"
    rf"|{SMALL}\s+years(?:\s+(?:ago\s+)?(?:today|this\s+(?:week|month)))?,?\s+since(?=\s+(?!then\b)[a-zA-Z])"
    rf"|{SMALL}\s+years?\s+to\s+the\s+day\s+(?:after|since)"
    rf"|{SMALL}\s+{UNIT}s?\s+(?:ago(?:\s+(?:today|this\s+(?:week|month)))?|earlier|later|before|after|prior|previously)"
    r"|the\s+(?:day|night|week|month|quarter|year)\s+(?:before|after|earlier)(?=[,.;:)]|\s(?:and|when|were|was|had|it|they)\b|\s*$)"
    rf"|(?:that|this|(?:the|that) same)\s+(?:very\s+)?(?:day|date|month|week)\s+(?:in|of)\s+{YEAR}"
    rf"|the\s+(?:(?:{SMALL}\s+)(?:days|weeks|months)|week|month|year)\s+(?:that|which)\s+followed|the\s+(?:year"
    rf"|month|week)\s+(?:so far|to date)"
    rf"|the\s+night\s+(?:to|into)\s+(?:{WEEKDAY}|{DATE})"
    r"|the\s+eve\s+of\s+(?:the|that|this)\s+(?:\w+\s+)?(?:attack|bombing|strike|raid|massacre|battle|killing|assault|blast)s?"
    rf"|(?:that|those|the|this(?=\s+(?:same\s+)?period))\s+(?:same\s+)?(?:(?<=ose\s){SMALL}\s+)?(?:period|time|{UNIT}s?|{DAYPART})(?!\s+of)"
    rf"|(?:the|that)\s+{YEAR}(?=\s+(?:[\w'’-]+\s+){{0,2}}(?:war|massacre|genocide|attacks?|bombings?|uprising|revolution"
    r"|coup|offensive|conflict|siege|raid|crackdown|killings?|riots?|protests?|operation|invasion|clashes|unrest|pogrom"
    r"|shootings?|assault|campaign|famine)\b)"
    rf"|(?:earlier|later)\s+(?:in the day|that day|the same day|today|on {WEEKDAY}|this (?:week|month|year))"
    rf"|(?:the )?Fourth of July|(?:Christmas (?:Eve|Day)|Boxing Day|New Year['’]s (?:Eve|Day))(?:,? (?:{YEAR}"
    rf"|{RELATIVE_YEAR}))?"
    rf"|(?:today|yesterday|tonight|tomorrow|overnight|nowadays|the day before yesterday)"
    rf"|{WEEKDAY}(?:\s{DAYPART})?(?:(?:,\s{WEEKDAY})*,?\s(?:and|to|or|into)\s{WEEKDAY}(?:\s{DAYPART})?)?"
    r"|the\s+(?:first|second|third|fourth)\s+quarter(?!\s+of\b)"
    rf"|the\s+first\s+{SMALL}\s+months(?!\s+(?:of|after|since|in)\b)"
    rf"|(?:the\s+)?(?:week|{SMALL}\s+(?:days|weeks|months))\s+(?:to|of|ending|beginning)\s+(?:on\s+)?{DATE}"
    rf"|(?-i:Q[1-4]|H[12])(?![\w-])(?:(?:\s+of|,)?\s+{YEAR})?"
    rf"|at the time|so far this (?:year|month|week)|to date"
    rf"|(?:the )?(?:summer|winter|spring|autumn|fall) of {YEAR}"
    rf"|(?:a|the)?\s?(?:recent|more than|roughly|nearly)?\s?{SMALL}[\s-](?:{UNIT})s?(?:[\s-]long)?\s+"
    rf"(?:period|campaign|war|conflict|siege|span)"
    rf"|(?:the\s+)?{DAYPART}(?=\s+of\s+{DATE_BEGUN})"
    rf"|(?:(?<=\bon\s)|(?<=\bof\s)|(?<=\bbefore\s)|(?<=\bday was\s))(?:{WEEKDAY},?\s+)?"
    rf"the\s+[0-3]?\d(?:st|nd|rd|th)\b{NO_DAY})"
)
YEARS = rf"(?:{PART}[\s-])?{YEAR}(?:[-–/]\d{{2,4}}(?!\d))?"
ONE = rf"(?:{NUMERIC}|{DATE}|{CLOCK}|{RELATIVE})"
ANY = rf"(?:{ONE}|{YEARS})"
TWO_DATES = rf"(?P<dates>{DATE}(?:\s+(?:to|until|through|[-–])\s+|\s?[-–]\s?(?=\d|{MONTH})){DATE})"
# What a span can open with behind "from": a date, or the beginning of something; not "taken from a house on 17 August".
FROM_START = (
    rf"(?:(?:the|its|their|about|around|early|late|mid|very|first|on|in)[\s-]+){{0,3}}(?:{ONE}|{YEARS}"
    r"|(?:beginning|start|outset|outbreak|onset|launch|end|middle|eve|days?|time|moment|war|uprising|revolt|conflict"
    r"|when|revolution|rebellion|coup|protests|offensive|campaign|invasion)\b)"
)
SINCE = (
    rf"(?P<range>(?:from|between)\s+(?:the\s+)?(?:{CLOCK}\s+(?:on\s+)?)?{ANY},?\s+"
    rf"(?:to|and|until|till|through|up to)\s+(?:the\s+)?(?:{CLOCK}\s+(?:on\s+)?)?{ANY})"
    rf"|(?P<since>(?:since\s+|from\s+(?={FROM_START}))(?:(?:(?!between\b)[a-z’'-]+\s+){{0,9}}?(?:in\s+|on\s+)?"
    rf"|(?:[a-z’'-]+\s+){{1,4}}(?:began|started|erupted)\s+with\s+(?:[a-z’'-]+\s+){{1,5}}?(?:of|on|in)\s+)"
    rf"(?:{ONE}|{YEARS}))(?!\s+(?:people|civilians))"
)
YEAR_LED = (
    r"(?P<year>(?<![\w$-])(?:(?:in|during|by|until|of|for|throughout|before|after|and|early|late|mid)[\s-])"
    rf"{YEARS}(?!\s+(?:people|civilians|men|were)))"
)
ALONE = rf"(?P<one>(?<![\w$€£-]){ONE}(?:,?\s+(?:at|around|about)?\s*{CLOCK})?)(?![\w])"
