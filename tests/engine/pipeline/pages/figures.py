"""Figures of any kind without a cube: what pages, charts and exports make of a value and its quality."""

from __future__ import annotations

from pathlib import Path

from teilhabe.engine.cube.query import CellReference, Origin, Sum
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.indicators.quality import UNKNOWN, Quality
from teilhabe.engine.indicators.values import Value
from teilhabe.engine.pipeline.city import City, read_city
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.pipeline.results import Figure
from teilhabe.release.pages import Status
from teilhabe.text import Language

CITY = read_city(Path(__file__).parents[4] / "cities/musterstadt")
DATASET = CITY.sources[0].id
SHARE = CITY.catalogue.definition("pop_foreign_share")
COUNT = CITY.catalogue.definition("pop_total")


def words(language: Language = "de", city: City = CITY) -> Words:
    return Words(city, language)


def total(value: float | None, place: str, period: str, code: str = "") -> Sum:
    """A sum of one cell in line 2."""
    origin = Origin(DATASET, 1, 2, 2, (CellReference(2, "E", value, "", ""),))
    return Sum(place, period, code, value, "", (), ("register_main",), ("citizenship",), ("persons",), (), origin)


def figure(
    value: float | None,
    quality: Quality = UNKNOWN,
    *,
    definition: Definition = SHARE,
    place: str = CITY.code,
    period: str = "2024-12-31",
    group: tuple[str, str] = ("", ""),
    status: Status = "value",
) -> Figure:
    """A figure in one piece: a share of 1,000 persons, or the count itself."""
    dimension, code = group
    below = total(1000.0, place, period, code) if definition.denominator else None
    above = value if below is None or value is None else value * 10
    made = Value(place, period, dimension, code, value, total(above, place, period, code), below, quality)
    return Figure(made, status, is_confidential=False)
