"""References of the Military Grid Reference System, such as "38S LC 123 456", to points.

Letters and squares after NGA.STND.0037_2.0.0_GRIDS (2014), "The Universal Grids and the Transverse Mercator and Polar
Stereographic Map Projections"; the projection's inverse by Krüger's series to the fourth order in the flattening
(Karney 2011, "Transverse Mercator with an accuracy of a few nanometers", J. Geodesy 85:475-485). WGS 84. The polar
zones (A, B, Y, Z) are not read.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_COLUMNS = ("STUVWXYZ", "ABCDEFGH", "JKLMNPQR")  # by zone modulo 3
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
# The least northing in each band, in squares (with the false one of the southern half).
_LEAST = dict(zip(_BANDS, (11, 20, 28, 37, 46, 55, 64, 73, 82, 91, 0, 8, 17, 26, 35, 44, 53, 62, 70, 79), strict=True))
_SQUARE, _CYCLE, _FALSE_EAST, _FALSE_NORTH = 100_000.0, 2_000_000.0, 500_000.0, 10_000_000.0
_A, _F, _SCALE = 6_378_137.0, 1 / 298.257223563, 0.9996
_SLACK_DEGREES = 1.0  # a square may reach over the border of its band

_REFERENCE = (
    r"(?P<zone>[1-9]|0[1-9]|[1-5]\d|60)[ \u00a0]?(?P<band>[C-HJ-NP-X])[ \u00a0]?"
    r"(?P<square>[A-HJ-NP-Z][A-HJ-NP-V])[ \u00a0]?"
)
_WHOLE = re.compile(rf"(?:(?:MGRS|UTM|grid)\b:?\s*)?{_REFERENCE}(?P<digits>\d{{0,10}}|\d{{1,5}}[ \u00a0]\d{{1,5}})")
_DIGITS = r"(?P<digits>\d{4}|\d{6}|\d{8}|\d{10}|\d{2,5}[ \u00a0]\d{2,5})"
_IN_TEXT = re.compile(rf"(?<![\w.]){_REFERENCE}{_DIGITS}(?!\w)")


class GridPoint(NamedTuple):
    """The middle of a grid square in degrees (WGS 84), its side in metres, and the reference without spaces."""

    lat: float
    lon: float
    metres: int
    reference: str


def read_grid(text: str) -> GridPoint | None:
    """The square that a text consisting of one reference names, or None where it is none or names no square."""
    match = _WHOLE.fullmatch(text.strip(" .,;:()"))
    return _point(match) if match else None


def grid_references(text: str) -> list[tuple[int, int, GridPoint]]:
    """References in running text with at least four digits, as (start, end, square); ends are open."""
    found = ((m.start(), m.end(), _point(m)) for m in _IN_TEXT.finditer(text))
    return [(start, end, point) for start, end, point in found if point]


def _point(match: re.Match[str]) -> GridPoint | None:
    zone, band, square = int(match["zone"]), match["band"], match["square"]
    parts = re.split(r"[ \u00a0]", match["digits"])
    digits = "".join(parts)
    half = len(digits) // 2
    if len(digits) % 2 or (len(parts) == 2 and len(parts[0]) != len(parts[1])):
        return None
    column = _COLUMNS[zone % 3].find(square[0])
    if column < 0:
        return None
    side = 10 ** (5 - half)
    east = (column + 1) * _SQUARE + (int(digits[:half] or 0) + 0.5) * side
    row = (_ROWS.index(square[1]) - 5 * (zone % 2 == 0)) % len(_ROWS)
    start = row * _SQUARE
    while start < _LEAST[band] * _SQUARE:
        start += _CYCLE
    north = start + (int(digits[half:] or 0) + 0.5) * side
    lat, lon = _degrees(zone, east, north - _FALSE_NORTH * (band < "N"))
    low = -80 + 8 * _BANDS.index(band)
    high = low + (12 if band == "X" else 8)
    if not low - _SLACK_DEGREES <= lat <= high + _SLACK_DEGREES:
        return None
    return GridPoint(round(lat, 6), round(lon, 6), side, f"{zone}{band}{square}{digits}")


def _degrees(zone: int, east: float, north: float) -> tuple[float, float]:
    """Latitude and longitude of a point of a UTM zone; ``north`` from the equator, below zero south of it."""
    n = _F / (2 - _F)
    radius = _A / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    beta = (
        n / 2 - 2 * n**2 / 3 + 37 * n**3 / 96 - n**4 / 360,
        n**2 / 48 + n**3 / 15 - 437 * n**4 / 1440,
        17 * n**3 / 480 - 37 * n**4 / 840,
        4397 * n**4 / 161280,
    )
    xi, eta = north / (_SCALE * radius), (east - _FALSE_EAST) / (_SCALE * radius)
    xi_sphere = xi - sum(b * math.sin(2 * j * xi) * math.cosh(2 * j * eta) for j, b in enumerate(beta, 1))
    eta_sphere = eta - sum(b * math.cos(2 * j * xi) * math.sinh(2 * j * eta) for j, b in enumerate(beta, 1))
    conformal = math.asin(math.sin(xi_sphere) / math.cosh(eta_sphere))
    lon = 6 * zone - 183 + math.degrees(math.atan2(math.sinh(eta_sphere), math.cos(xi_sphere)))
    eccentricity = math.sqrt(_F * (2 - _F))
    lat = conformal
    for _ in range(6):  # the conformal latitude turned back, to far below a millimetre
        sine = eccentricity * math.sin(lat)
        stretch = ((1 + sine) / (1 - sine)) ** (eccentricity / 2)
        lat = 2 * math.atan(math.tan(math.pi / 4 + conformal / 2) * stretch) - math.pi / 2
    return math.degrees(lat), (lon + 180) % 360 - 180
