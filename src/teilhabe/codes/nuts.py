"""NUTS and other territories of international tables: the Länder by their NUTS 1 code, and the level of any code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

GeoLevel = Literal["aggregate", "country", "nuts1", "nuts2", "nuts3"]

LAND_OF_NUTS: Mapping[str, str] = {
    "DE1": "08",
    "DE2": "09",
    "DE3": "11",
    "DE4": "12",
    "DE5": "04",
    "DE6": "02",
    "DE7": "06",
    "DE8": "13",
    "DE9": "03",
    "DEA": "05",
    "DEB": "07",
    "DEC": "10",
    "DED": "14",
    "DEE": "15",
    "DEF": "01",
    "DEG": "16",
}
"""NUTS 1 code of each Land in every version since 2003 (Regulation (EC) No 1059/2003 and its amendments)."""

NUTS_OF_LAND: Mapping[str, str] = {land: nuts for nuts, land in LAND_OF_NUTS.items()}

_AGGREGATE = re.compile(r"(EU|EA|EEA|EFTA|EFTA4|G7|G20|OECD|WORLD|W0|OECDT?)(\d\d)?(_\d{4})?|EUROPE|EU_V|EA_V")
_NUTS = re.compile(r"([A-Z]{2})([0-9A-Z]{0,3})")


def geo_level(code: str) -> GeoLevel | None:
    """The level of a code of an international table ("EU27_2020", "AT", "DEB", "DEB32"); None where it is none.

    Three letters alone may also be an ISO country ("DEU"): German regions are told by their list.
    """
    if _AGGREGATE.fullmatch(code):
        return "aggregate"
    match = _NUTS.fullmatch(code)
    if not match or (len(code) == 3 and code.isalpha() and code not in LAND_OF_NUTS):
        return "country" if match and len(code) == 3 else None
    levels: tuple[GeoLevel, ...] = ("country", "nuts1", "nuts2", "nuts3")
    return levels[len(match[2])]


def land_of(nuts: str) -> str | None:
    """The key of the Land that a German NUTS code lies in ("DEB32" in 07); None where it is no German one."""
    return LAND_OF_NUTS.get(nuts[:3]) if geo_level(nuts) in ("nuts1", "nuts2", "nuts3") else None
