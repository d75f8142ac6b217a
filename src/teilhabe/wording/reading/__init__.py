"""Sentences are read back: numbers, units, directions, places and periods, without knowing how they were made."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from teilhabe.text import Language
from teilhabe.wording.message import Direction, Quantity, Verdict
from teilhabe.wording.reading.doubts import doubts
from teilhabe.wording.reading.figures import figures
from teilhabe.wording.reading.found import Findings
from teilhabe.wording.reading.moments import moments
from teilhabe.wording.reading.movements import movements
from teilhabe.wording.reading.naming import namings
from teilhabe.wording.reading.page import Page
from teilhabe.wording.reading.standings import standings

__all__ = ["Findings", "Reading", "find", "read"]


@dataclass(frozen=True)
class Reading:
    """What a reader finds in a text, each in the order of the text; `names` are those asked for that occur.

    A span is read as its two ends. `ranks` are places in an order ((3, 12): the third of twelve; 0 where the text does
    not say of how many). `verdicts` are what the words of doubt say; a text without any claims what it says.
    """

    numbers: tuple[Quantity, ...]
    periods: tuple[str, ...]
    directions: tuple[Direction, ...]
    names: tuple[str, ...]
    ranks: tuple[tuple[int, int], ...] = ()
    verdicts: tuple[Verdict, ...] = ()


def read(text: str, language: Language, names: Collection[str] = ()) -> Reading:
    """What the text tells; `names` are the topics, places and groups that it may speak of, the longest match wins."""
    found = find(text, language, names)
    return Reading(
        numbers=tuple(figure.quantity for figure in found.figures),
        periods=tuple(code for moment in found.moments for code in moment.codes),
        directions=tuple(movement.direction for movement in found.movements),
        names=tuple(naming.name for naming in found.namings),
        ranks=tuple((standing.rank, standing.of) for standing in found.standings),
        verdicts=tuple(doubt.verdict for doubt in found.doubts),
    )


def find(
    text: str, language: Language, names: Collection[str] = (), loosely: Mapping[str, re.Pattern[str]] | None = None
) -> Findings:
    """What the text tells and where: names first, then periods, so that what stands in them is no number.

    `loosely` says by which pattern a name may be meant where it is not written as it stands: "Türkinnen" for "Türkei".
    """
    page = Page(text)
    named = namings(page, names, loosely or {})
    dated = moments(page, language)
    doubted = doubts(page, language)
    ranked = standings(page, language)
    counted = figures(page, language)
    moved = movements(page, language)
    return Findings(page.text, counted, dated, moved, named, ranked, doubted)
