from __future__ import annotations

import math

import pytest

from uncounted.resolve.grid import grid_references, read_grid
from uncounted.resolve.places import mentions, resolve_place


def _metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    north = (one[0] - other[0]) * 111_200
    return math.hypot(north, (one[1] - other[1]) * 111_200 * math.cos(math.radians(one[0])))


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [  # points of public knowledge
        ("18SUJ2348006483", 38.889469, -77.035241),  # Washington Monument
        ("31UDQ4825111935", 48.858222, 2.2945),  # Eiffel Tower
        ("56HLH3490052288", -33.8568, 151.2153),  # Sydney Opera House
        ("4QFJ12345678", 21.309433, -157.916867),  # Honolulu
    ],
)
def test_known_points(text: str, lat: float, lon: float) -> None:
    found = read_grid(text)
    assert found is not None
    assert _metres((found.lat, found.lon), (lat, lon)) < 40


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("38S LC 123 456", 100),
        ("38SLC123456", 100),
        ("MGRS: 38S LC 12 45", 1000),
        ("38S LC", 100_000),
        ("38SLC15", 10_000),
    ],
)
def test_digits_say_the_side_of_the_square(text: str, metres: int) -> None:
    found = read_grid(text)
    assert found is not None
    assert found.metres == metres


@pytest.mark.parametrize(
    "text", ["38S LC 123 45", "38S LC 123", "61S LC 12 34", "38S IC 12 34", "38S AC 12 34", "38S", ""]
)
def test_what_is_no_square_is_not_read(text: str) -> None:
    assert read_grid(text) is None


def test_as_a_place() -> None:
    found = resolve_place("grid 38S MB 4567 8901")
    assert found is not None
    assert (found.id, found.precision) == ("mgrs:38SMB45678901", 1)
    assert found.lat == pytest.approx(33.31, abs=0.05)
    assert found.lon == pytest.approx(44.41, abs=0.05)


def test_in_running_text() -> None:
    text = "Two were killed at 38S MB 456 890 near Baghdad; route 38 S AB 12 was clear."
    assert [text[start:end] for start, end, _ in grid_references(text)] == ["38S MB 456 890"]
    found = mentions(text)
    assert [m.kind for m in found if m.id.startswith("mgrs:")] == ["grid"]
    assert [m.start for m in found] == sorted(m.start for m in found)
