"""An extractor from outside: it reads a figure wherever a line shouts it, such as ``KILLED 12``."""

import re

from uncounted.extract.door import Extraction
from uncounted.model.claim import Claim, Count, claim_id


class LoudReader:
    name = "loud"
    version = "0.1"

    def extract(self, document):
        found = []
        for match in re.finditer(r"KILLED (\d+)", document.text):
            value = int(match[1])
            found.append(
                Claim(
                    id=claim_id(document.text_sha256, match.start(1), match.end(1), "killed"),
                    measure="killed",
                    count=Count(value, value, value, text=match[1]),
                    document=document.id,
                    spans={
                        "count": document.span(*match.span(1)),
                        "sentence": document.span(*match.span()),
                    },
                )
            )
        return Extraction(tuple(found))


class Broken:
    """Keeps no part of the contract."""
