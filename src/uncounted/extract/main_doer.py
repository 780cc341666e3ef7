"""Who did the event that a text is about, by all that its sentences tell of doers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from uncounted.extract.accused import accused
from uncounted.extract.bylines import is_byline
from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import Reading
from uncounted.extract.doers import doers_of, one_doer, others_blamed
from uncounted.extract.events import Words, says_again, share
from uncounted.extract.other_events import elsewhere
from uncounted.extract.own_side import hurt
from uncounted.extract.times import TimePhrase


def doer_of_event(
    time: TimePhrase | None,
    places: Sequence[Words],
    learned: Words | None,
    sentences: Sequence[Sentence],
    odd: int,
    lead: int,
    by_sentence: Mapping[int, Sequence[Reading]],
) -> Words | None:
    """Who did the event: the best named of those who are said to, or who was found beside a figure of it.

    Where somebody blames others for it, only one whom the text names as it opens.
    """
    here = [s for s in sentences if not elsewhere(s)]
    readings = [r for own in by_sentence.values() for r in own]
    fits = [s for s in here if s.number < odd and not is_byline(s) and (s.number < lead or not of_another(time, s))]
    fits = [s for s in fits if not _of_elsewhere(places, by_sentence.get(s.number, []))]
    known = [doer for s in fits for doer in doers_of(s) if not doer.owned and not hurt(doer.words, readings)]
    found = one_doer(known, lead) or learned or accused(sentences)
    body = next((s.number for s in sentences if not s.stretch.headline), 0)
    first = [s for s in sentences if s.number <= body]
    opens = found is not None and any(s.stretch.start <= found.start < s.stretch.end for s in first)
    return found if opens or found is None or not others_blamed(here, found) else None


def _of_elsewhere(places: Sequence[Words], own: Sequence[Reading]) -> bool:
    """Whether the figures of a sentence are all of other places than the event."""
    placed = [r.scope.places for r in own if r.scope.places]
    return bool(placed and places) and not any(share(one, places) for one in placed)


def of_another(known: TimePhrase | None, sentence: Sentence) -> bool:
    """Whether a sentence has a day or a year of its own that is not the event's."""
    times = [p for p in sentence.times if p.kind in {"point", "range", "since"} and re.search(r"\d", p.text)]
    return bool(times) and not (known is not None and any(says_again(p, known) or says_again(known, p) for p in times))
