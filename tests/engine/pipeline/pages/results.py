"""Whole results without a cube: a city's course, its districts, a gap, a decomposition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tests.engine.pipeline.pages.figures import CITY, SHARE, figure

from teilhabe.engine.indicators.breaks import Segment
from teilhabe.engine.indicators.definition import Definition, Variant, VariantKind
from teilhabe.engine.indicators.quality import Quality
from teilhabe.engine.pipeline.results import Figure, Result
from teilhabe.text import same

OF = SHARE.id
Groups = Mapping[str, tuple[Figure, ...]]


def variant(kind: VariantKind, **more: object) -> Definition:
    """A variant of SHARE between foreign and German residents, over age where strata are needed."""
    how = Variant(kind, OF, "citizenship", "FOREIGN", "DE", over=("age",), years=3)
    unit = {"gap": "percentage_points", "ratio": "ratio", "decomposition": "percentage_points"}.get(kind, "percent")
    return replace(SHARE, id=f"{OF}-{kind}", name=same(f"Probe: {kind}"), unit=unit, variant=how, **more)  # type: ignore[arg-type]  # a unit by its name


def bounded(value: float, width: float) -> Quality:
    return Quality(value * 10, value - width, value + width, 5.0, method="wilson")


def course(definition: Definition, values: Sequence[float], width: float = 1.0) -> tuple[Figure, ...]:
    """Yearly figures up to 2024, each with bounds `width` away."""
    first = 2025 - len(values)
    return tuple(
        figure(value, bounded(value, width), definition=definition, period=f"{first + year}-12-31")
        for year, value in enumerate(values)
    )


def result(
    definition: Definition, city: Sequence[Figure] = (), districts: Groups | None = None, groups: Groups | None = None
) -> Result:
    """A result whose course has no break."""
    segments = (Segment(tuple(figure.value for figure in city)),) if city else ()
    return Result(definition, tuple(city), segments, {}, districts or {}, groups or {})


def by_district(definition: Definition, values: Mapping[int, float], width: float = 3.0) -> Groups:
    """Figures of the city's districts, by their place in its list, at the end of 2024."""
    places = {number: CITY.districts[number].code for number in values}
    return {
        places[number]: (figure(value, bounded(value, width), definition=definition, place=places[number]),)
        for number, value in values.items()
    }
