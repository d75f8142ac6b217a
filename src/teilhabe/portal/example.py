"""One published figure with its calculation and its source cells, as a sample of what stands behind every figure."""

from __future__ import annotations

from dataclasses import dataclass

from teilhabe.release.pages import CityPage, IndicatorPage, Lineage
from teilhabe.release.reader import Release
from teilhabe.text import Language

MOST_CELLS = 3


@dataclass(frozen=True)
class Example:
    city: CityPage
    page: IndicatorPage
    lineage: Lineage


def example_of(release: Release, city: CityPage, language: Language) -> Example | None:
    """The first key indicator whose newest value was divided from few cells; None where there is no such one."""
    pages = (release.indicator_page(language, key) for key in city.key_indicators if key in release.indicators)
    found = ((page, lineage) for page in pages if (lineage := _newest_ratio(page)))
    return next((Example(city, page, lineage) for page, lineage in found), None)


def _newest_ratio(page: IndicatorPage) -> Lineage | None:
    ratios = [lineage for lineage in page.lineages if "/" in lineage.formula and len(lineage.cells) <= MOST_CELLS]
    newest = page.headline.value if page.headline else None
    return next((lineage for lineage in ratios if lineage.value == newest), None)
