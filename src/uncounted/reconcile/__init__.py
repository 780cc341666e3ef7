"""Claims to what they imply together: bounds, remainders, contradictions and tensions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from uncounted.reconcile.engine import reconcile

__all__ = ["reconcile"]


def __getattr__(name: str) -> Any:
    """``reconcile`` when it is first asked for: the engine brings a solver, and others want only words from here."""
    if name != "reconcile":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from uncounted.reconcile.engine import reconcile

    return reconcile
