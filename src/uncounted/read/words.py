"""Lists of words that several readers go by."""

from __future__ import annotations


def words(*lines: str) -> frozenset[str]:
    """The words of some lines, parted by spaces."""
    return frozenset(word for line in lines for word in line.split())


STOP_WORDS = words(
    "the a an of to in on at by for from with and or but that which who was were is are be been has have had it its",
    "they their he she his her this these those as not said after before when into near between under about than",
)
