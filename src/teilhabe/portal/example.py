"""One published figure with its calculation and its source cells, as a sample of what stands behind every figure."""

from __future__ import annotations

from dataclasses import dataclass

from teilhabe.release.pages import CityPage, Headline, IndicatorPage, Lineage, SourceCell
from teilhabe.release.reader import Release
from teilhabe.text import Language


@dataclass(frozen=True)
class Example:
    city: CityPage
    page: IndicatorPage
    headline: Headline
    lineage: Lineage

    @property
    def cells(self) -> tuple[SourceCell, ...]:
        """The first cell of each file that the value was read from."""
        return tuple({cell.file: cell for cell in reversed(self.lineage.cells)}.values())[::-1]


def example_of(release: Release, city: CityPage, language: Language) -> Example | None:
    """The newest value of the first key indicator that is a ratio with its cells; None where there is no such one."""
    for key in city.key_indicators:
        page = release.indicator_page(language, key) if key in release.indicators else None
        if page and page.headline and (lineage := _ratio(page, page.headline)):
            return Example(city, page, page.headline, lineage)
    return None


def _ratio(page: IndicatorPage, headline: Headline) -> Lineage | None:
    label = f"{headline.place}, {headline.period}"
    newest = (each for each in page.lineages if each.value == headline.value and each.label.startswith(label))
    return next((lineage for lineage in newest if "/" in lineage.formula and lineage.cells), None)
