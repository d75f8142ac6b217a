"""How our pictures look: colours of the KERN design standard, type sizes, and how wide a text will be."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

FONT = "Fira Sans, sans-serif"  # must end in a generic family: a text in an unknown font vanishes without a word

TEXT = "#131525"
MUTED = "#51577a"  # contrast on white 7.0
GRID = "#dfe1ea"
RULE = "#5b6185"  # 6.0
STRONG = "#2044aa"  # 8.5, KERN's dark blue
QUIET = "#8187a7"  # 3.5: lines and bars that stand back
NOTICE = "#844b00"  # 7.0
TARGET = "#007b5d"  # 5.3
PAPER = "#ffffff"

SERIES = (STRONG, "#9e5c00", "#007b5d", "#30344f", "#9533be", "#c31c13")
"""Colours of lines, each at least 5.3 on white, so that labels may wear them.

The first four are told apart with any colour vision; every line has a symbol and a name of its own besides.
"""

CLASSES = ("#e5ebf7", "#b2c4e9", "#6788cf", "#2044aa", "#0d1f66")
"""Five steps of one blue for maps, light to dark."""

HATCH = "#d3d6e2"
"""The stripes of areas whose figure is protected: neither a step of the scale nor white."""

SMALL, BODY, TITLE = 11.5, 12.5, 15.0
"""Type sizes in px; nothing is smaller than SMALL."""

_NARROW = frozenset("iljtfrI.,:;'|!()[]-–/ \u00a0·„“")
_BROAD = frozenset("mwMWÄÖÜGOQ%@—&")
_SHARES = {"narrow": 0.35, "broad": 0.86, "capital": 0.68, "other": 0.57}


@lru_cache(maxsize=16384)  # the same names, years and numbers stand on many pictures
def text_width(text: str, size: float = BODY) -> float:
    """Width in px, rather too wide than too narrow, the same on every machine whatever fonts it has."""
    return sum(_SHARES[_breadth(character)] for character in text) * size


def _breadth(character: str) -> str:
    if character in _NARROW:
        return "narrow"
    if character in _BROAD:
        return "broad"
    return "capital" if character.isupper() else "other"


def wrap(text: str, width: float, size: float = BODY) -> tuple[str, ...]:
    """The text in lines no wider than `width` px, broken at blanks; a single longer word stays whole."""
    lines: list[str] = []
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size) <= width:
            lines[-1] = joined
        elif word:
            lines.append(word)
    return tuple(lines)


CONFIG: dict[str, Any] = {
    "font": FONT,
    "view": {"stroke": None},
    "mark": {"aria": False},  # the picture as a whole has a text alternative; its parts would only be noise
    "axis": {
        "aria": False,
        "domain": False,
        "ticks": False,
        "grid": False,
        "title": None,
        "labelColor": MUTED,
        "labelFontSize": SMALL,
        "labelLimit": 0,
        "labelOverlap": False,
        "labelBound": False,
        "labelPadding": 6,
    },
}
