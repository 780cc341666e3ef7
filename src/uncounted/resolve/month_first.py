"""Days in figures alone, in a text that puts the month first: "07/25/2019" tells how "07/01/2019" is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from uncounted.model.claim import Claim
from uncounted.resolve.changed import changed

_NUMERIC = re.compile(r"(?<![\d/])(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>(?:19|20)\d\d)(?![\d/])")
_MONTHS = 12


def by_month_first(text: str, claims: Sequence[Claim]) -> Sequence[Claim]:
    """The claims, their days in figures written year first, where the text's can only have the month first."""
    days = [(int(day["one"]), int(day["two"])) for day in _NUMERIC.finditer(text)]
    if not any(two > _MONTHS for _, two in days) or any(one > _MONTHS for one, _ in days):
        return claims
    return [_rewritten(claim) for claim in claims]


def _rewritten(claim: Claim) -> Claim:
    time = claim.scope.time
    if time is None or not time.text:
        return claim
    words = _NUMERIC.sub(lambda day: f"{day['year']}-{int(day['one']):02}-{int(day['two']):02}", time.text)
    return changed(claim, scope=changed(claim.scope, time=replace(time, text=words))) if words != time.text else claim
