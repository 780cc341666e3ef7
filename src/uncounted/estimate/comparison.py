"""All methods of one stratum side by side; a report shows the same, so the words for it are in the model."""

from __future__ import annotations

from uncounted.model.comparison import labels, spread

__all__ = ["labels", "spread"]
