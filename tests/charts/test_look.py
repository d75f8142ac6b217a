from __future__ import annotations

from itertools import pairwise

import pytest

from teilhabe.charts.look import (
    CLASSES,
    FONT,
    MUTED,
    NOTICE,
    PAPER,
    QUIET,
    RULE,
    SERIES,
    SMALL,
    STRONG,
    TEXT,
    text_width,
    wrap,
)


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours as WCAG 2 defines it."""
    lights = sorted((_luminance(first), _luminance(second)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", [TEXT, MUTED, NOTICE, *SERIES])
def test_every_colour_of_text_is_readable_on_paper(colour: str) -> None:
    assert contrast(colour, PAPER) >= 4.5


@pytest.mark.parametrize("colour", [STRONG, QUIET, RULE])
def test_every_colour_of_lines_and_bars_stands_out_from_paper(colour: str) -> None:
    assert contrast(colour, PAPER) >= 3


def test_labels_are_readable_on_every_class_of_a_map() -> None:
    assert all(contrast(TEXT, colour) >= 4.5 for colour in CLASSES[:3])
    assert all(contrast(PAPER, colour) >= 4.5 for colour in CLASSES[3:])


def test_classes_of_a_map_grow_darker_in_steps_that_can_be_told_apart() -> None:
    assert all(contrast(light, dark) >= 1.4 for light, dark in pairwise(CLASSES))


def test_text_never_vanishes_for_want_of_a_font() -> None:
    assert FONT.endswith("sans-serif")
    assert SMALL >= 11


def test_a_text_is_wrapped_at_blanks_and_a_long_word_stays_whole() -> None:
    assert wrap("", 100) == ()
    assert wrap("ein Satz", 1000) == ("ein Satz",)
    lines = wrap("Anteil der Staatsangehörigkeitsangelegenheiten an allem", 120)
    assert "Staatsangehörigkeitsangelegenheiten" in lines
    assert " ".join(lines) == "Anteil der Staatsangehörigkeitsangelegenheiten an allem"


def test_broad_letters_are_reckoned_broader_than_narrow_ones() -> None:
    assert text_width("MMM") > text_width("nnn") > text_width("iii")
