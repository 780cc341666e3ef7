"""Tables, a report and charts from what a ledger holds: ``publish(view, out)`` gives a Release.

Plain functions over model objects; they open no database. Charts load Altair only when one is drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from uncounted.publish.view import NotRead, PublicationView

if TYPE_CHECKING:
    from uncounted.publish.release import publish

__all__ = ["NotRead", "PublicationView", "publish"]


def __getattr__(name: str) -> Any:
    if name == "publish":
        from uncounted.publish.release import publish

        return publish
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
