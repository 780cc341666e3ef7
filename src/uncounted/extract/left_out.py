"""Words by which a sentence leaves those it counts out of a figure told before."""

from __future__ import annotations

import re

from uncounted.extract.chunks import Sentence, once
from uncounted.reference.sought import Sought

_FIGURES = (
    r"(?:(?:(?:the|that|this|its|these|those|our) )?(?:[\w-]+ ){0,3}"
    r"(?:tolls?|figures?|counts?|totals?|numbers?|lists?|dead|losses|statistics|tally|tables?|database|register|data)|them|it|these|those|this)\b"
)
_NOT_IN = Sought(
    r"\b(?:(?:are|is|were|was|have|has)(?: been)?|do|does|did) not (?:in|among|(?:a )?part of|appear in|figure in"
    rf"|(?:included|counted|contained|reflected|covered) (?:in|among|under|by)) {_FIGURES}"
    r"|\b(?:are|is|were|was|have been|has been) not (?:included|counted|contained)(?: (?:here|above))?(?=[.;,)]|$)"
    rf"|\b(?:are|is|were|was|come|comes) (?:in addition to|on top of|over and above|additional to) {_FIGURES}"
    rf"|\b(?:are|is|were|was|have been|has been) (?:excluded|left out|omitted|missing) (?:from|of) {_FIGURES}"
    r"|^\W*(?:also )?not (?:(?:included|counted|contained|reflected|covered|shown) )?(?:in|among|(?:a )?part of) "
    rf"{_FIGURES}"
    r"|^\W*(?:also )?not (?:included|counted|shown)(?: (?:here|above))?(?=:| (?:are|is|were)\b)"
    r"|\b(?:are|is|were|was) (?:excluded|left out|not counted|counted (?:apart|separately))(?=[.;,)]|$)",
    "not |addition|on top|over and|excluded|left out|omitted|missing|counted",
    re.MULTILINE,
)
_POINTING = re.compile(r"\W*(?:they|these|those|this|both|all of these|none of (?:these|them))\b", re.IGNORECASE)


@once
def left_out(sentence: Sentence) -> re.Match[str] | None:
    """The words by which a sentence leaves those it counts out of a figure: "are not in the toll"."""
    return _NOT_IN.search(sentence.text, sentence.stretch.start, sentence.stretch.end)


def points_back(sentence: Sentence) -> bool:
    """Whether a sentence speaks of those counted just before: "They are not contained in the numbers above"."""
    return _POINTING.match(sentence.text, sentence.stretch.start, sentence.stretch.end) is not None
