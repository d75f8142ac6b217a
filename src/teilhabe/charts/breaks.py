"""Breaks in a picture: a thin dashed rule in the gap, named above it or, where names would collide, in a key below."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from teilhabe.charts.axes import TimeAxis, day_of
from teilhabe.charts.frames import Layer, Style, Word, lettering
from teilhabe.charts.look import MUTED, RULE, SMALL, text_width, wrap
from teilhabe.charts.model import BreakMark
from teilhabe.text import Language, Text

LABEL_ROOM = 16.0
"""Height that the names need above the plot, px."""
BREAK_LINE = 15.0
"""Height of a line of the key, px."""

_LEAST_ROOM = 0.25  # of a gap, between a rule and the figures on both sides
_NAME = Style(MUTED, SMALL)
_BREAK = Text("Bruch", "Break")


@dataclass(frozen=True)
class PlacedBreak:
    """A break at its place, `x` in px from the left of the plot."""

    x: float
    label: str


def place_breaks(
    breaks: Sequence[BreakMark], days: Sequence[int], axis: TimeAxis, width: float
) -> tuple[PlacedBreak, ...]:
    """The breaks that lie between two figures, in order of time; those in one gap share one rule.

    `days` are the days of all figures, ascending. A rule stands at its date, or in the middle of the gap where its
    date is so close to a figure that it would seem to run through it.
    """
    gaps: dict[int, list[BreakMark]] = {}
    for mark in sorted(breaks, key=lambda mark: mark.x):
        following = bisect_left(days, day_of(mark.x))
        if 0 < following < len(days):
            gaps.setdefault(following, []).append(mark)
    return tuple(
        PlacedBreak(_middle(marks[0], days[gap - 1], days[gap], axis) * width, ", ".join(mark.label for mark in marks))
        for gap, marks in gaps.items()
    )


def _middle(mark: BreakMark, before: int, after: int, axis: TimeAxis) -> float:
    day, room = day_of(mark.x), _LEAST_ROOM * (after - before)
    return axis.share(day if before + room <= day <= after - room else (before + after) / 2)


def break_layers(placed: Sequence[PlacedBreak], width: float, height: float) -> list[Layer]:
    """The rules and what stands above them: the names where they fit into one row, else numbers."""
    if not placed:
        return []
    return [_rules(placed, height), *lettering(_names(placed, width) or _numbers(placed))]


def _rules(placed: Sequence[PlacedBreak], height: float) -> Layer:
    return {
        "data": {"values": [{"px": round(mark.x, 1)} for mark in placed]},
        "mark": {"type": "rule", "color": RULE, "strokeWidth": 1, "strokeDash": [3, 3]},
        "encoding": {
            "x": {"field": "px", "type": "quantitative", "scale": None, "axis": None},
            "y": {"value": -LABEL_ROOM + 2},
            "y2": {"value": height},
        },
    }


def _names(placed: Sequence[PlacedBreak], width: float) -> list[Word]:
    """The names beside their rules, each to the right if there is room, else to the left; none if any collide."""
    words: list[Word] = []
    taken = 0.0
    for index, mark in enumerate(placed):
        length = text_width(mark.label, SMALL) + 5
        limit = placed[index + 1].x if index + 1 < len(placed) else width + 5
        if mark.x + length <= limit:
            words.append(Word(mark.x + 5, -6, mark.label, _NAME))
            taken = mark.x + length
        elif mark.x - length >= taken:
            words.append(Word(mark.x - 5, -6, mark.label, Style(MUTED, SMALL, align="right")))
            taken = mark.x
        else:
            return []
    return words


def _numbers(placed: Sequence[PlacedBreak]) -> list[Word]:
    return [Word(mark.x + 5, -5, str(number), Style(MUTED, SMALL, 600)) for number, mark in enumerate(placed, 1)]


def break_key(placed: Sequence[PlacedBreak], width: float, room: float, language: Language) -> tuple[str, ...]:
    """The lines, up to `room` px long, that explain the numbers; none where the names stand above the rules."""
    if not placed or _names(placed, width):
        return ()
    entries = (f"{_BREAK.in_language(language)} {number}: {mark.label}" for number, mark in enumerate(placed, 1))
    return tuple(line for entry in entries for line in wrap(entry, room, SMALL))
