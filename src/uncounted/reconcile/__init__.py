"""Claims to what they imply together: bounds, remainders, contradictions and tensions."""

from __future__ import annotations

from uncounted.reconcile.engine import reconcile

__all__ = ["reconcile"]
