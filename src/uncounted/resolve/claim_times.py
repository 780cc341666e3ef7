"""When the harm of a claim was: its words to days, relative to publication, and what follows where they say little."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from uncounted.model.claim import Claim
from uncounted.model.scope import Period, TimeReading
from uncounted.resolve.changed import changed
from uncounted.resolve.dates import resolve_date

_COUNTED_BY = re.compile(r"\b(?:by|as of|as at|up to|until)\s+(?:the\s+)?$", re.IGNORECASE)
_FAR = 31  # days between a statement and publication: then its date is more likely the harm's, misplaced


def time_of(claim: Claim, on: tuple[str, str] | None) -> tuple[Period | None, dict[str, str]]:
    """The time of a claim in words, as days, and the rules by which its ends came; null where the words name none."""
    said = claim.scope.time
    if said is None or said.text is None or said.start or said.end:
        return said, {}
    if said.rule == "statement-date":
        return _statement(claim, said, on)
    found = dated(said, on)
    if found is None:
        return said, {}
    reading: TimeReading = "throughout" if claim.kind in {"period", "cumulative"} else "sometime"
    rules: dict[str, str] = {}
    if said.rule == "since-beginning" and found.start:
        found = replace(found, end=None, rule=said.rule)
    since = _since(said.text) or said.rule == "since-beginning"
    if found.start and found.end is None and on is not None and since and found.start <= on[1]:
        counted = told_day(claim, on, exact=False) if _COUNTED_BY.search(_before_statement(claim)) else None
        end = counted if counted is not None and found.start <= counted <= on[1] else on[1]
        found = replace(found, end=end, edtf=None)
        rules["time.end"] = "until-publication" if end == on[1] else "until-counted"
    if on is not None and found.start and found.end and found.start <= on[1] < found.end:
        # "This year" in July: what is told has happened.
        found, rules["time.end"] = replace(found, end=on[1], edtf=None), "until-publication"
    edtf = found.edtf or _edtf(found.start, found.end)
    return replace(found, reading=reading, edtf=edtf, text=said.text), rules


def undated(claim: Claim, on: tuple[str, str] | None) -> Claim:
    """A claim of which nothing says when: some day up to publication; rule ``by-publication``."""
    time = claim.scope.time
    if on is None or (time is not None and (time.start or time.end)):
        return claim
    until = Period(
        end=on[1],
        edtf=f"../{on[1]}",
        reading="throughout" if claim.kind in {"period", "cumulative"} else "sometime",
        text=time.text if time is not None else None,
        rule="by-publication",
    )
    return changed(
        claim, scope=changed(claim.scope, time=until), inherited={**claim.inherited, "time": "by-publication"}
    )


def told_day(claim: Claim, on: tuple[str, str] | None, *, exact: bool = True) -> str | None:
    """The day on which the words were said or the count stood, where the sentence dates them; ``exact``: to the day."""
    span = claim.spans.get("statement")
    said = resolve_date(span.quote, on=on) if span is not None else None
    return said.end if said is not None and (said.start == said.end or not exact) else None


def _before_statement(claim: Claim) -> str:
    """The words of the sentence up to the date of the statement."""
    span, sentence = claim.spans.get("statement"), claim.spans.get("sentence")
    if span is None or sentence is None:
        return ""
    if span.start < sentence.start:
        return "as of "  # the day that heads a column of a table
    return sentence.quote[: max(0, span.start - sentence.start)]


def _since(text: str) -> bool:
    return text.lower().startswith(("since", "from", "ever since", "so far"))


def _edtf(start: str | None, end: str | None) -> str | None:
    if start is None and end is None:
        return None
    return start if start == end else f"{start or '..'}/{end or '..'}"


def dated(period: Period, on: tuple[str, str] | None) -> Period | None:
    """A time in words as days; null where the words name none."""
    if period.text is None:
        return period
    found = resolve_date(period.text, on=on)
    return replace(found, text=period.text) if found is not None else None


def _statement(claim: Claim, said: Period, on: tuple[str, str] | None) -> tuple[Period | None, dict[str, str]]:
    """Only the statement is dated: the harm was that day, or some day up to it; how far decides which."""
    found = dated(said, on)
    if found is None or found.end is None:
        return replace(said, rule=None, text=None) if on is None else None, {}
    until = Period(end=found.end, edtf=f"../{found.end}", reading="sometime", text=said.text, rule="statement-date")
    if claim.kind in {"period", "cumulative"}:
        return replace(until, reading="throughout", as_of=found.end), {"time": "statement-date"}
    that_day = replace(
        found, reading="sometime", rule="statement-date", edtf=found.edtf or _edtf(found.start, found.end)
    )
    far = on is not None and (date.fromisoformat(on[1]) - date.fromisoformat(found.end)).days > _FAR
    main, other = (that_day, until) if far else (until, that_day)
    return replace(main, alternatives=(other,)), {"time": "statement-date"}
