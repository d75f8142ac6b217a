"""How every page of a city is served: from its current release or a named one, rendered once, gone once withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string

from teilhabe.core.extensions import FRAME
from teilhabe.core.language import page_language
from teilhabe.monitoring.models import Publication
from teilhabe.monitoring.rendered import PAGES, Rendered, html, respond
from teilhabe.monitoring.selectors import (
    city_page,
    current_publication,
    publication_of,
    release_of,
    was_ever_published,
)
from teilhabe.release.pages import CityPage, IndicatorPage
from teilhabe.release.reader import Release

JSON = "application/json"

Render = Callable[[Release], Rendered]


def open_to_public(city: str, release_id: str = "") -> Publication | None:
    """The city's current publication or that of the named release; None where it is withdrawn, else 404."""
    publication = publication_of(city, release_id) if release_id else current_publication(city)
    if publication is None and (release_id or not was_ever_published(city)):
        raise Http404
    return None if publication is None or publication.withdrawn_at else publication


def serve(request: HttpRequest, publication: Publication | None, render_page: Render) -> HttpResponseBase:
    if publication is None:
        return _withdrawn(request)
    key = (publication.release_id, request.path, page_language(), str(was_replaced(publication)), *FRAME.collect())
    return respond(request, PAGES.get(key, lambda: render_page(release_of(publication))))


def was_replaced(publication: Publication | None) -> bool:
    return publication is not None and publication.replaced_at is not None


def _withdrawn(request: HttpRequest) -> HttpResponse:
    return render(request, "410.html", status=410)


def html_page(request: HttpRequest, template: str, release: Release, **context: Any) -> Rendered:
    shown = {"city": city_of(release), "release": release, **context}
    return html(render_to_string(f"monitoring/{template}.html", shown, request))


def city_of(release: Release) -> CityPage:
    return city_page(release, page_language())


def indicator_page(release: Release, indicator: str) -> IndicatorPage:
    try:
        return release.indicator_page(page_language(), indicator)
    except KeyError as error:
        raise Http404 from error
