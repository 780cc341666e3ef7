"""The worked example of the design, by hand, until and beside what the program finds itself."""

from __future__ import annotations

import hashlib

from uncounted.model.claim import Attribution, Claim, Count, claim_id
from uncounted.model.document import Document, Published, Segment, document_id, text_hash
from uncounted.model.incident import Incident
from uncounted.model.judgement import Judgement
from uncounted.model.reconciliation import (
    Assumption,
    Bounds,
    Contradiction,
    OtherReading,
    Price,
    Reconciliation,
    Remainder,
    RemainderScope,
)
from uncounted.model.scope import Actor, Period, Place, Population, Scope
from uncounted.publish.view import NotRead, PublicationView

# Our own look-alike of a news report; the figures are public, the sentences are not anybody's.
SENTENCES = (
    "Command puts the civilian dead of its strikes at 119",
    "The command counts 119 civilians killed by United States strikes in Syria and Iraq since 2014, it said.",
    "From 20 November 2015 to 10 September 2016, the command counts 64 civilians killed.",
    "For instance, five civilians were killed near Deir ez-Zor, according to a statement of 20 November.",
    "A further 10 civilians were killed near Mosul on 5 March, the statement added.",
    "The count leaves out a strike in mid-July near Manbij, which some reports say killed dozens of civilians.",
    "Amnesty International says at least 300 civilians were killed in 11 strikes of the coalition in Syria.",
)
SYRIA = Place("SY", "Syria", "SY", precision=6)
IRAQ = Place("IQ", "Iraq", "IQ", precision=6)
US = Actor("US", "United States", ("us-led-coalition",), "United States")
COALITION = Actor("us-led-coalition", "US-led coalition", (), "coalition")
CIVILIANS = Population("civilian", text="civilians")
CENTCOM = "US Central Command"
TEXT = "\n".join(SENTENCES) + "\n"


def make_document(text: str = TEXT, **more: object) -> Document:
    data = text.encode()
    settings: dict[str, object] = {
        "title": text.split("\n")[0],
        "publisher": "The Example Courier",
        "published": Published("2016-11-09", "2016-11-09", "flag"),
        "language": "en",
        "licence": "CC BY 4.0",
        "url": "https://courier.example/2016/11/09/119",
        "path": "/home/somebody/case/report.txt",
    }
    settings.update(more)
    return Document(
        document_id(data),
        hashlib.sha256(data).hexdigest(),
        text,
        text_hash(text),
        "text 1",
        segments=(Segment(0, 0, len(text)),),
        **settings,  # type: ignore[arg-type]
    )


def make_claim(document: Document, sentence: str, words: str, count: Count, **more: object) -> Claim:
    at = document.text.index(sentence)
    start = at + sentence.index(words)
    span = document.span(start, start + len(words))
    settings: dict[str, object] = {
        "document": document.id,
        "population": CIVILIANS,
        "spans": {"count": span, "sentence": document.span(at, at + len(sentence))},
        "said_on": "2016-11-09",
        "extractor": "grammar 1",
        "root": CENTCOM,
        "attribution": (
            Attribution("a spokesman", "speaker", "says"),
            Attribution(CENTCOM, "organisation", "speaks_for"),
            Attribution("The Example Courier", "publisher", "publishes"),
        ),
    }
    settings.update(more)
    ident = claim_id(document.text_sha256, span.start, span.end, "killed")
    return Claim(ident, "killed", count, **settings).with_reading()  # type: ignore[arg-type]


def _central(document: Document) -> list[Claim]:
    whole = Scope(
        Period("2014-01-01", "2016-11-09", reading="throughout", text="since 2014"), (SYRIA, IRAQ), "all", (US,)
    )
    months = Scope(
        Period("2015-11-20", "2016-09-10", reading="throughout"), (SYRIA, IRAQ), "all", (US,), means="airstrike"
    )
    first = Period("2015-01-01", "2016-11-09", reading="sometime", alternatives=(Period("2015-11-20", "2015-11-20"),))
    deir = Place("gn:170794", "Deir ez-Zor", "SY", lat=35.33588, lon=40.14084, relation="near", precision=2)
    mosul = Place("gn:99072", "Mosul", "IQ", lat=36.335, lon=43.11889, relation="near", precision=2)
    s = SENTENCES
    return [
        make_claim(document, s[0], "119", Count(119, 119, 119, text="119"), scope=Scope(), status="accepted"),
        make_claim(document, s[1], "119", Count(119, 119, 119, text="119"), kind="cumulative", scope=whole),
        make_claim(
            document, s[2], "64", Count(64, 64, 64, text="64"), kind="period", scope=months,
            inherited={"scope.places": "same source, sentence before", "scope.actors": "same source, sentence before"},
        ),
        make_claim(
            document, s[3], "five", Count(5, 5, 5, text="five"), kind="incident",
            scope=Scope(first, (deir,), None, (US,), means="airstrike", incident="the strike near Deir ez-Zor"),
        ),
        make_claim(
            document, s[4], "10", Count(10, 10, 10, text="10"), kind="incident",
            scope=Scope(
                Period("2016-03-05", "2016-03-05"), (mosul,), None, (US,), means="airstrike",
                incident="the strike near Mosul",
            ),
        ),
    ]  # fmt: skip


def _others(document: Document) -> list[Claim]:
    july = Period("2016-07-11", "2016-07-20", reading="sometime", text="mid-July")
    manbij = Place("gn:1", "Manbij", "SY", lat=36.52, lon=37.95, relation="near", precision=2)
    released = Period(None, "2016-10-31", text=None)
    return [
        make_claim(
            document, SENTENCES[5], "dozens", Count(24, None, None, "vague word", "dozens", "dozens-24"),
            kind="incident", stance="alleges", root="some reports",
            attribution=(Attribution("some reports", "unnamed"),),
            scope=Scope(july, (manbij,), None, (COALITION,), incident="the strike near Manbij"),
        ),
        make_claim(
            document, SENTENCES[6], "at least 300", Count(300, None, 300, "at least", "at least 300"),
            root="Amnesty International", attribution=(Attribution("Amnesty International", "organisation", "says"),),
            scope=Scope(released, (SYRIA,), None, (COALITION,), n_incidents=11),
        ),
    ]  # fmt: skip


def make_reconciliation(claims: list[Claim]) -> Reconciliation:
    title, whole, months, deir, mosul, dozens, amnesty = (claim.id for claim in claims)
    derived = (
        Remainder(
            "killed", 55, 55, CENTCOM, RemainderScope(whole, (months,), "outside the ten months"), (whole, months),
            text="US Central Command counts 55 civilians killed outside 20 November 2015 to 10 September 2016.",
        ),
        Remainder(
            "killed", 49, 49, CENTCOM, RemainderScope(months, (deir, mosul), "in incidents not named"),
            (months, deir, mosul), ("examples-inside",), "the five died on 20 November 2015",
            (OtherReading("20 November dates the statement alone", 49, 54),),
        ),
    )  # fmt: skip
    tension = Contradiction(
        "k1", "tension", (whole, amnesty), "killed", 181, 191, ("no-overcount",),
        ("member-stands-for-whole(US,us-led-coalition)", "excluded-elsewhere"),
        ("Whether the 300 include the strike near Manbij.",),
        (Price(("member-stands-for-whole(US,us-led-coalition)",), 191, "the strike near Manbij", dozens),),
    )  # fmt: skip
    return Reconciliation(
        same=((title, whole),),
        within=((months, whole), (deir, months), (mosul, months)),
        excluded=((dozens, whole), (dozens, months)),
        derived=derived,
        bounds=(
            Bounds("Civilians killed in Syria and Iraq by the US-led coalition, 2014 to 9 November 2016", "killed", 300,
                   None, True, True, (amnesty,), (), ("no-overcount",)),
            Bounds("Civilians killed by United States strikes, 20 November 2015 to 10 September 2016", "killed", 15, 64,
                   True, False, (deir, mosul), (months,), ("no-overcount", "full-count")),
        ),
        contradictions=(tension,),
        assumptions=(
            Assumption("no-overcount", "No source counts a death that did not happen.", True),
            Assumption("full-count", "A figure not worded as a floor counts all deaths of its scope.", True),
        ),
        not_rows={title: "same claim as another that says more"},
    )  # fmt: skip


def make_claims(document: Document) -> list[Claim]:
    """The seven claims of the worked example in a document that holds its sentences."""
    return _central(document) + _others(document)


def make_view(**more: object) -> PublicationView:
    document = make_document()
    claims = make_claims(document)
    settings: dict[str, object] = {
        "title": "Civilians killed by coalition strikes in Syria and Iraq",
        "documents": (document,),
        "claims": tuple(claims),
        "incidents": (
            Incident("i1", (claims[3].id,), "SY-1", time=claims[3].scope.time, place=claims[3].scope.places[0],
                     means="airstrike", suggested_grading="Confirmed", reasons=("a belligerent admits it",)),
            Incident("i2", (claims[5].id,), "SY-2", may_be=("i1",), time=claims[5].scope.time,
                     place=claims[5].scope.places[0], suggested_grading="Weak", reasons=("one source",)),
        ),
        "reconciliation": make_reconciliation(claims),
        "judgements": (Judgement("j1", claims[0].id, "accept", "R. Corder", "read the page", "2026-11-22T10:00:00Z"),),
        "head": "ab" * 32,
        "recipe": {"uncounted": "0.1.0", "solver": "highs 1.11"},
        "unread": (NotRead("lists/telegram.txt", "language", "ar: no installed reader reads it"),),
        "made_at": "2026-11-22T15:00:00Z",
        "assumptions_off": (
            Assumption("excluded-elsewhere", "What one figure leaves out, another does not count either."),
            Assumption("member-stands-for-whole", "US is read as coalition.", arguments=("US", "us-led-coalition")),
        ),
    }  # fmt: skip
    settings.update(more)
    return PublicationView(**settings)  # type: ignore[arg-type]
