"""The name of a root, as a reader knows it."""

from __future__ import annotations

from collections.abc import Iterable

from uncounted.reference.fold import fold
from uncounted.reference.sources import Registry


def root_words(root: str | None, names: Iterable[str] = ()) -> str:
    """A root's name in the registry, else the one of ``names`` that it was made of, else its id's words."""
    if root is None or root.startswith("unknown:"):
        return "an unnamed source"
    if root.startswith("unnamed:"):
        return root.rsplit(":", 1)[-1].replace("-", " ")
    source = Registry.default().get(root)
    if source is not None:
        return source.name
    return next((name for name in names if slug(name) == root), root.replace("-", " "))


def slug(name: str) -> str:
    """A name as it stands in the id of a root that the registry does not know."""
    return "-".join(fold(name).removeprefix("the ").split())
