"""The pages of a city: overview, indicators, one indicator, about the data, and the files behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from teilhabe.core.access.routes import public
from teilhabe.core.extensions import FRAME
from teilhabe.core.language import page_language
from teilhabe.monitoring.listing import chosen, groups, read_choice
from teilhabe.monitoring.models import Publication
from teilhabe.monitoring.presentation import cards_by_id, shown_variants, shown_views, spark
from teilhabe.monitoring.rendered import PAGES, Rendered, html, rendered, respond
from teilhabe.monitoring.revisions import shown_revisions
from teilhabe.monitoring.selectors import (
    city_page,
    current_publication,
    publication_of,
    release_of,
    was_ever_published,
)
from teilhabe.release.pages import Card, CityPage, IndicatorPage, View
from teilhabe.release.reader import Release
from teilhabe.text import Language

JSON = "application/json"

Render = Callable[[Release], Rendered]


@public
@require_safe
def overview(request: HttpRequest, city: str) -> HttpResponseBase:
    def show(release: Release) -> Rendered:
        page = _city(release)
        cards = cards_by_id(page)
        chosen = [cards[key] for key in page.key_indicators if key in cards]
        keys = [(card, spark(release, card)) for card in chosen if card.headline]
        return _html(request, "overview", release, tab="overview", keys=keys)

    return _serve(request, _public(city), show)


@public
@require_safe
def indicators(request: HttpRequest, city: str) -> HttpResponseBase:
    """All indicators by field; `q`, `group` and `data` narrow them down. Only the whole list is kept."""

    def show(release: Release) -> Rendered:
        page = _city(release)
        choice = read_choice(request.GET, page)
        fields = [(field, *_shown_and_awaited(release, cards)) for field, cards in chosen(page, choice)]
        return _html(
            request,
            "indicators",
            release,
            tab="indicators",
            fields=fields,
            choice=choice,
            groups=groups(page),
            count=sum(len(shown) + len(awaited) for _, shown, awaited in fields),
        )

    publication = _public(city)
    if request.GET and publication:
        return respond(request, show(release_of(publication)))
    return _serve(request, publication, show)


def _shown_and_awaited(release: Release, cards: Sequence[Card]) -> tuple[list[tuple[Card, SafeString]], list[Card]]:
    """Indicators with their small pictures, and those that no figure is known for."""
    shown = [(card, spark(release, card)) for card in cards if card.headline]
    return shown, [card for card in cards if not card.headline]


@public
@require_safe
def indicator(request: HttpRequest, city: str, indicator: str) -> HttpResponseBase:
    """The page of an indicator; a variant has no page of its own but a section on that of its indicator."""
    publication = _public(city)
    base = _indicator_of_variant(release_of(publication), indicator) if publication else ""
    if base:
        return HttpResponsePermanentRedirect(f"{reverse('indicator', args=(city, base))}#{indicator}")
    return _serve(request, publication, lambda release: _indicator_html(request, release, indicator))


def _indicator_of_variant(release: Release, name: str) -> str:
    """The indicator whose page shows the variant of this name, "" for an indicator or an unknown name."""
    if name in release.indicators:
        return ""
    bases = [known for known in release.indicators if name.startswith(f"{known}-")]
    return max(bases, key=len, default="")


@public
@require_safe
def edition(request: HttpRequest, city: str, release_id: str, indicator: str) -> HttpResponseBase:
    """An indicator as one release had it: the address that a citation can rely on."""
    publication = _public(city, release_id)
    is_older = _is_older(publication)

    def show(release: Release) -> Rendered:
        return _indicator_html(request, release, indicator, is_edition=True, is_older=is_older)

    return _serve(request, publication, show)


@public
@require_safe
def about(request: HttpRequest, city: str) -> HttpResponseBase:
    return _serve(request, _public(city), lambda release: _html(request, "about", release, tab="about"))


@public
@require_safe
def certainty(request: HttpRequest, city: str) -> HttpResponseBase:
    """What bounds, marks and standard errors mean, in plain words."""
    return _serve(request, _public(city), lambda release: _html(request, "certainty", release, tab="about"))


@public
@require_safe
def manifest_file(request: HttpRequest, city: str) -> HttpResponseBase:
    """The checksum of every file that went into the release and came out of it."""
    return _serve(request, _public(city), lambda release: rendered(release.manifest.to_bytes(), JSON))


@public
@require_safe
def table_file(request: HttpRequest, city: str, indicator: str, release_id: str = "") -> HttpResponseBase:
    """The indicator's values as CSV, of the current release or of the one that is named."""

    def read(release: Release) -> Rendered:
        path = _csv(release, indicator)
        if not path:
            raise Http404
        return rendered(release.read_bytes(path), "text/csv; charset=utf-8")

    response = _serve(request, _public(city, release_id), read)
    if response.status_code == HttpResponse.status_code:
        name = "-".join(filter(None, (city, indicator, release_id)))
        response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


@public
@require_safe
def chart_file(request: HttpRequest, city: str, indicator: str, view: str, release_id: str = "") -> HttpResponseBase:
    """The Vega-Lite specification behind one picture, of the current release or of the one that is named."""

    def read(release: Release) -> Rendered:
        path = next((each.spec for each in _views(_indicator(release, indicator)) if each.id == view), "")
        if not path:
            raise Http404
        return rendered(release.read_bytes(path), JSON)

    return _serve(request, _public(city, release_id), read)


def _csv(release: Release, name: str) -> str:
    """The table of an indicator or of one of its variants; "" where it has none."""
    base = _indicator_of_variant(release, name)
    page = _indicator(release, base or name)
    return next((each.csv for each in page.variants if each.id == name), "") if base else page.csv


def _views(page: IndicatorPage) -> Iterator[View]:
    """The views of the indicator and of its variants."""
    yield from page.views
    for variant in page.variants:
        yield from variant.views


def _public(city: str, release_id: str = "") -> Publication | None:
    """The city's current publication or that of the named release; None where it is withdrawn, else 404."""
    publication = publication_of(city, release_id) if release_id else current_publication(city)
    if publication is None and (release_id or not was_ever_published(city)):
        raise Http404
    return None if publication is None or publication.withdrawn_at else publication


def _serve(request: HttpRequest, publication: Publication | None, render_page: Render) -> HttpResponseBase:
    if publication is None:
        return _withdrawn(request)
    key = (publication.release_id, request.path, _language(), str(_is_older(publication)), *FRAME.collect())
    return respond(request, PAGES.get(key, lambda: render_page(release_of(publication))))


def _is_older(publication: Publication | None) -> bool:
    return publication is not None and publication.replaced_at is not None


def _withdrawn(request: HttpRequest) -> HttpResponse:
    return render(request, "410.html", status=410)


def _indicator_html(
    request: HttpRequest, release: Release, indicator: str, *, is_edition: bool = False, is_older: bool = False
) -> Rendered:
    page = _indicator(release, indicator)
    field = next((field for field in _city(release).fields if field.id == page.field), None)
    neighbours = [card for card in field.cards if card.id != page.id] if field else []
    return _html(
        request,
        "indicator",
        release,
        tab="indicators",
        page=page,
        views=shown_views(release, page.views),
        variants=shown_variants(release, page.variants),
        revisions=shown_revisions(release, indicator, _language()),
        neighbours=neighbours,
        is_edition=is_edition,
        is_older=is_older,
        permanent_address=_permanent_address(release, indicator),
    )


def _permanent_address(release: Release, indicator: str) -> str:
    path = reverse("edition", kwargs={"city": release.city, "release_id": release.id, "indicator": indicator})
    return f"{settings.PUBLIC_ADDRESS}{path}"


def _html(request: HttpRequest, template: str, release: Release, **context: Any) -> Rendered:
    shown = {"city": _city(release), "release": release, **context}
    return html(render_to_string(f"monitoring/{template}.html", shown, request))


def _city(release: Release) -> CityPage:
    return city_page(release, _language())


def _indicator(release: Release, indicator: str) -> IndicatorPage:
    try:
        return release.indicator_page(_language(), indicator)
    except KeyError as error:
        raise Http404 from error


def _language() -> Language:
    return page_language()
