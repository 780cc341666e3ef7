"""Which column of a table, or key of a record, holds what: said by a person, else known by an obvious name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from uncounted.model.errors import BadSetting, InputError

FIELDS = (
    "id", "text", "html", "published", "publisher", "url", "title", "language", "source_type", "licence", "citation",
)  # fmt: skip
# Names that say by themselves what a column holds, the surest first. A date of the event is no date of publication,
# and a "source" may be a person, so neither is taken for granted.
_OBVIOUS: dict[str, tuple[str, ...]] = {
    "text": ("text", "full_text", "article_text", "body", "article", "content", "notes", "note", "description",
             "event_description", "narrative", "summary"),
    "html": ("html", "raw_html"),
    "id": ("id", "event_id_cnty", "event_id", "eventid", "incident_id", "record_id", "document_id", "doc_id",
           "article_id", "data_id", "uid", "uuid"),
    "published": ("published", "publication_date", "date_published", "published_at", "published_date", "publish_date",
                  "pub_date", "pubdate", "date"),
    "publisher": ("publisher", "outlet", "newspaper"),
    "url": ("url", "link", "source_url", "permalink"),
    "title": ("title", "headline"),
    "language": ("language", "lang"),
    "source_type": ("source_type",),
    "licence": ("licence", "license"),
    "citation": ("citation",),
}  # fmt: skip


@dataclass(frozen=True)
class Columns:
    """What a person says: ``said[field]`` is the name of the column that holds it. Fields are ``FIELDS``."""

    said: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, words: Sequence[str]) -> Columns:
        """From words such as ``text=notes,published=event_date``; BadSetting for an unknown field, or one said twice.

        A comma that no ``field=`` follows belongs to the name of the column.
        """
        said: dict[str, str] = {}
        for part in (part for word in words for part in re.split(r",(?=\s*\w+\s*=)", word)):
            name, equals, column = (piece.strip() for piece in part.partition("="))
            if not equals or not column:
                raise BadSetting(f"--columns takes FIELD=COLUMN, such as text=notes; '{part.strip()}' is none")
            if name not in FIELDS:
                raise BadSetting(f"--columns does not know the field '{name}'; fields are {', '.join(FIELDS)}")
            if name in said:
                raise BadSetting(f"--columns gives {name} twice")
            said[name] = column
        if "text" in said and "html" in said:
            raise BadSetting("--columns takes text or html, not both")
        return cls(said)

    def of_record(self) -> dict[str, str]:
        """Field by field the key of a JSON record: what a person says, else the field's own name."""
        return {name: self.said.get(name, name) for name in FIELDS if not self._other_text(name)}

    def of_header(self, header: Sequence[str], *, path: str, position: str) -> tuple[dict[str, int], tuple[str, ...]]:
        """Field by field the number of the column, and the guesses as words such as ``text=notes``.

        Raises InputError where a column that is said is not there or stands twice, and where none holds a text.
        """
        names = [name.strip() for name in header]
        shown = ", ".join(names[:40]) + (", ..." if len(names) > 40 else "")
        places: dict[str, int] = {}
        for name, column in self.said.items():
            if names.count(column) != 1:
                wrong = "is not there" if column not in names else "stands there twice"
                raise InputError(f"column '{column}' {wrong}; columns are {shown}", path=path, position=position)
            places[name] = names.index(column)
        guesses: list[str] = []
        folded = [re.sub(r"[\s-]+", "_", name.casefold()) for name in names]
        for name, obvious in _OBVIOUS.items():
            if name in places or self._other_text(name) or (name == "html" and "text" in places):
                continue
            found = next((folded.index(o) for o in obvious if folded.count(o) == 1), None)
            if found is not None and found not in places.values():
                places[name] = found
                guesses.append(f"{name}={names[found]}")
        if "text" not in places and "html" not in places:
            message = f"no column is known to hold a text; say which with --columns text=COLUMN; columns are {shown}"
            raise InputError(message, path=path, position=position, reason="table")
        return places, tuple(guesses)

    def _other_text(self, name: str) -> bool:
        """Whether a person says that the text stands under the other of the two fields."""
        return (name == "text" and "html" in self.said) or (name == "html" and "text" in self.said)
