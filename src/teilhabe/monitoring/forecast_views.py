"""Forecasts: the page of all of them with what has become of earlier ones, and the files behind them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from teilhabe.core.access.routes import public
from teilhabe.core.language import page_language
from teilhabe.monitoring.presentation import Anchor, shown_table
from teilhabe.monitoring.rendered import Rendered, rendered
from teilhabe.monitoring.serving import JSON, html_page, indicator_page, open_to_public, serve
from teilhabe.release.pages import ForecastsPage
from teilhabe.release.reader import Release


@public
@require_safe
def forecasts(request: HttpRequest, city: str) -> HttpResponseBase:
    """All forecasts of the release, and what has become of earlier ones; 404 where it has none."""

    def show(release: Release) -> Rendered:
        page = _forecasts_page(release)
        return html_page(
            request,
            "forecasts",
            release,
            tab="forecasts",
            forecasts=page,
            shown=[line for line in page.lines if line.sentence and line.scores],
            untested=[line for line in page.lines if line.sentence and not line.scores],
            withdrawn=[line for line in page.lines if line.is_withdrawn],
            kept=shown_table(page.kept) if page.kept else None,
            kept_anchor=Anchor("eingetroffen"),
            tests=shown_table(page.tests) if page.tests else None,
            tests_anchor=Anchor("rueckblick"),
        )

    return serve(request, open_to_public(city), show)


@public
@require_safe
def forecast_file(request: HttpRequest, city: str, indicator: str, release_id: str = "") -> HttpResponseBase:
    """The forecasts of an indicator as CSV, of the current release or of the one that is named."""

    def read(release: Release) -> Rendered:
        section = indicator_page(release, indicator).forecast
        if section is None or not section.csv:
            raise Http404
        return rendered(release.read_bytes(section.csv), "text/csv; charset=utf-8")

    response = serve(request, open_to_public(city, release_id), read)
    if response.status_code == HttpResponse.status_code:
        name = "-".join(filter(None, (city, indicator, "forecast", release_id)))
        response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


@public
@require_safe
def forecast_data(request: HttpRequest, city: str, indicator: str) -> HttpResponseBase:
    """The forecasts of an indicator as JSON: what is kept of them until their periods have come."""

    def read(release: Release) -> Rendered:
        try:
            return rendered(release.read_bytes(f"forecasts/{indicator}.json"), JSON)
        except KeyError as error:
            raise Http404 from error

    return serve(request, open_to_public(city), read)


def _forecasts_page(release: Release) -> ForecastsPage:
    try:
        return release.forecasts_page(page_language())
    except KeyError as error:
        raise Http404 from error
