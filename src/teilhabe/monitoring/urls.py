"""The addresses of a city's pages, in the language of the page."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from teilhabe.monitoring import forecast_views, views

urlpatterns = [
    path("<slug:city>/", views.overview, name="overview"),
    path(_("<slug:city>/indikatoren/"), views.indicators, name="indicators"),
    path(_("<slug:city>/indikatoren/<slug:indicator>/"), views.indicator, name="indicator"),
    path(_("<slug:city>/prognosen/"), forecast_views.forecasts, name="forecasts"),
    path(
        _("<slug:city>/indikatoren/<slug:indicator>/prognose.csv"), forecast_views.forecast_file, name="forecast_file"
    ),
    path(
        _("<slug:city>/indikatoren/<slug:indicator>/prognose.json"), forecast_views.forecast_data, name="forecast_data"
    ),
    path(_("<slug:city>/indikatoren/<slug:indicator>.csv"), views.table_file, name="table_file"),
    path(_("<slug:city>/indikatoren/<slug:indicator>/<slug:view>.json"), views.chart_file, name="chart_file"),
    path(_("<slug:city>/fassung/<slug:release_id>/indikatoren/<slug:indicator>/"), views.edition, name="edition"),
    path(
        _("<slug:city>/fassung/<slug:release_id>/indikatoren/<slug:indicator>.csv"),
        views.table_file,
        name="edition_table_file",
    ),
    path(
        _("<slug:city>/fassung/<slug:release_id>/indikatoren/<slug:indicator>/prognose.csv"),
        forecast_views.forecast_file,
        name="edition_forecast_file",
    ),
    path(
        _("<slug:city>/fassung/<slug:release_id>/indikatoren/<slug:indicator>/<slug:view>.json"),
        views.chart_file,
        name="edition_chart_file",
    ),
    path(_("<slug:city>/ueber-die-daten/"), views.about, name="about"),
    path(_("<slug:city>/ueber-die-daten/wie-sicher/"), views.certainty, name="certainty"),
    path(_("<slug:city>/ueber-die-daten/manifest.json"), views.manifest_file, name="manifest_file"),
]
