"""The extractor: passages to questions, answers to claims and reviews."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from uncounted.extract.door import Extraction, Review
from uncounted.extract.llm.answer import items
from uncounted.extract.llm.believing import Believer
from uncounted.extract.llm.client import Client, Reply
from uncounted.extract.llm.passages import halves, passages
from uncounted.extract.llm.prompt import SCHEMA, messages, prompt_hash
from uncounted.extract.llm.quotes import Place
from uncounted.extract.llm.settings import Settings
from uncounted.extract.sentences import Stretch, sentences
from uncounted.model.claim import Claim
from uncounted.model.document import Document
from uncounted.model.errors import BadSetting

_TRIES = 2  # an answer that cannot be read is asked for once more


class LanguageModel:
    """Reads with the model behind one server. ``version`` is the model's name and the hash of all that it is asked.

    Nothing is kept between documents but what the server can do and what was spent (``client.tally``).
    """

    name = "llm"

    def __init__(self, settings: Settings, client: Client | None = None) -> None:
        self.settings = settings
        self.client = client or Client(settings)
        asked = prompt_hash(temperature=0, seed=settings.seed, passage=settings.passage)
        self.version = f"{settings.model}@{asked}"

    def extract(self, document: Document) -> Extraction:
        """The claims whose every word stands in the text; all else that the model offers, for review.

        Raises what ``Client.ask`` raises: ServerError, Refused, BadSetting.
        """
        stretches = sentences(document.text)
        believer = Believer(document, stretches, f"{self.name}:{self.version}")
        claims: list[Claim] = []
        reviews: list[Review] = []
        left = passages(document.text, stretches, self.settings.passage)[::-1]
        while left:
            passage = left.pop()
            found = self._answer(document, stretches, passage)
            if isinstance(found, str):
                reviews.append(believer.review(f"no reading of this passage: {found}", passage))
            elif isinstance(found, tuple):
                left += found[::-1]
            else:
                made, doubted = believer.claims(found, passage)
                claims += made
                reviews += doubted
        return Extraction(tuple(claims), reviews=tuple(reviews))

    def _answer(
        self, document: Document, stretches: Sequence[Stretch], passage: Place
    ) -> list[Any] | tuple[Place, ...] | str:
        """What the model offers, or the parts to ask about one by one, or why there is no answer."""
        question = messages(document.text[slice(*passage)], _headline(document, passage))
        reply = Reply()
        for _ in range(_TRIES):
            reply = self.client.ask(question, SCHEMA)
            if reply.cut:
                return tuple(halves(stretches, passage)) or "it is too long for the model"
            found = items(reply.content) if reply.refusal is None else None
            if found is not None:
                return found
        return "the model declines" if reply.refusal is not None else "the answer holds no whole list of claims"


class _Unset:
    """What the entry point offers: it reads nothing until a server is named."""

    name = "llm"
    version = "unset"

    def extract(self, document: Document) -> Extraction:  # noqa: ARG002  # the contract's name
        """Raises BadSetting: no server was named."""
        raise BadSetting("--extractor llm needs --llm-url and --llm-model: name the server that may see the text")


unset = _Unset()


def _headline(document: Document, passage: Place) -> str | None:
    """The document's title where the passage does not begin with the text."""
    first = not document.text[: passage[0]].strip()
    return None if first or not document.title else document.title[:300]
