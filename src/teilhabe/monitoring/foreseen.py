"""The forecast of an indicator along the path that a reader has chosen, or set."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from teilhabe.monitoring.own_paths import ADDED, OWN, OwnPath, own_path
from teilhabe.monitoring.presentation import Anchor, ShownTable, ShownView, shown_table, shown_views
from teilhabe.release.pages import ForecastPath, ForecastSection
from teilhabe.release.reader import Release
from teilhabe.text import Language

PATH = "prognose"
"""The parameter of an address that names the path of a forecast."""


@dataclass(frozen=True)
class ShownForecast:
    """What the page shows: a path of the release with its view, or the reader's own; neither where it is withheld."""

    section: ForecastSection
    path: ForecastPath | None
    view: ShownView | None
    own: OwnPath | None
    scores: ShownTable | None
    parameter: str
    anchor: Anchor
    own_anchor: Anchor


def is_usual(section: ForecastSection | None, wanted: str) -> bool:
    """Whether the page is the one that everybody gets who has chosen nothing."""
    if section is None:
        return True
    is_own = wanted == OWN and section.own is not None
    return not is_own and _path(section, wanted) == _path(section, "")


def shown_forecast(
    release: Release, section: ForecastSection | None, query: QueryDict, language: Language
) -> ShownForecast | None:
    if section is None:
        return None
    wanted = query.get(PATH, "")
    own = own_path(section.own, query.get(ADDED, ""), language) if section.own and wanted == OWN else None
    path = _path(section, wanted)
    (view,) = shown_views(release, [path.view]) if path and not own else (None,)
    scores = shown_table(section.scores) if section.scores else None
    return ShownForecast(section, path, view, own, scores, PATH, *_ANCHORS)


_ANCHORS = (Anchor("prognose-pruefung"), Anchor("prognose-annahme"))


def _path(section: ForecastSection, wanted: str) -> ForecastPath | None:
    """The path of this id, else the first; None where the forecast is withheld."""
    return next((path for path in section.paths if path.id == wanted), next(iter(section.paths), None))
