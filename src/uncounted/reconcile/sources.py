"""Who a root is, as the source registry knows it."""

from __future__ import annotations

from functools import cache


@cache
def source_id(name: str) -> str | None:
    """The registry's id of the source of that name; null where it knows none."""
    from uncounted.reference.sources import Registry

    found = Registry.default().find(name)
    return found.id if found else None


@cache
def source_name(root: str) -> str | None:
    """The usual name of the source with that id; null where the registry has none."""
    from uncounted.reference.sources import Registry

    found = Registry.default().get(root)
    return found.name if found else None
