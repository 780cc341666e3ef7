"""Uncounted turns reports of civilian harm into a ledger that can be checked."""

__version__ = "0.1.0"
