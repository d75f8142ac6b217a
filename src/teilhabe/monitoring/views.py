"""The pages of a city: overview, indicators, one indicator, about the data, and the files behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from teilhabe.core.access.routes import public
from teilhabe.core.language import page_language
from teilhabe.monitoring.foreseen import PATH, is_usual, shown_forecast
from teilhabe.monitoring.listing import chosen, groups, read_choice
from teilhabe.monitoring.models import Publication
from teilhabe.monitoring.presentation import cards_by_id, shown_variants, shown_views, spark
from teilhabe.monitoring.rendered import Rendered, rendered, respond
from teilhabe.monitoring.revisions import shown_revisions
from teilhabe.monitoring.selectors import release_of
from teilhabe.monitoring.serving import (
    JSON,
    Render,
    city_of,
    html_page,
    indicator_page,
    open_to_public,
    serve,
    was_replaced,
)
from teilhabe.release.pages import Card, IndicatorPage, View
from teilhabe.release.reader import Release


@public
@require_safe
def overview(request: HttpRequest, city: str) -> HttpResponseBase:
    def show(release: Release) -> Rendered:
        page = city_of(release)
        cards = cards_by_id(page)
        chosen = [cards[key] for key in page.key_indicators if key in cards]
        keys = [(card, spark(release, card)) for card in chosen if card.headline]
        return html_page(request, "overview", release, tab="overview", keys=keys)

    return serve(request, open_to_public(city), show)


@public
@require_safe
def indicators(request: HttpRequest, city: str) -> HttpResponseBase:
    """All indicators by field; `q`, `group` and `data` narrow them down. Only the whole list is kept."""

    def show(release: Release) -> Rendered:
        page = city_of(release)
        choice = read_choice(request.GET, page)
        fields = [(field, *_shown_and_awaited(release, cards)) for field, cards in chosen(page, choice)]
        return html_page(
            request,
            "indicators",
            release,
            tab="indicators",
            fields=fields,
            choice=choice,
            groups=groups(page),
            count=sum(len(shown) + len(awaited) for _, shown, awaited in fields),
        )

    publication = open_to_public(city)
    if request.GET and publication:
        return respond(request, show(release_of(publication)))
    return serve(request, publication, show)


def _shown_and_awaited(release: Release, cards: Sequence[Card]) -> tuple[list[tuple[Card, SafeString]], list[Card]]:
    """Indicators with their small pictures, and those that no figure is known for."""
    shown = [(card, spark(release, card)) for card in cards if card.headline]
    return shown, [card for card in cards if not card.headline]


@public
@require_safe
def indicator(request: HttpRequest, city: str, indicator: str) -> HttpResponseBase:
    """The page of an indicator; a variant has no page of its own but a section on that of its indicator."""
    publication = open_to_public(city)
    base = _indicator_of_variant(release_of(publication), indicator) if publication else ""
    if base:
        return HttpResponsePermanentRedirect(f"{reverse('indicator', args=(city, base))}#{indicator}")
    return _serve_path(request, publication, indicator, lambda release: _indicator_html(request, release, indicator))


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
    publication = open_to_public(city, release_id)
    is_older = was_replaced(publication)

    def show(release: Release) -> Rendered:
        return _indicator_html(request, release, indicator, is_edition=True, is_older=is_older)

    return _serve_path(request, publication, indicator, show)


@public
@require_safe
def about(request: HttpRequest, city: str) -> HttpResponseBase:
    return serve(request, open_to_public(city), lambda release: html_page(request, "about", release, tab="about"))


@public
@require_safe
def certainty(request: HttpRequest, city: str) -> HttpResponseBase:
    """What bounds, marks and standard errors mean, in plain words."""
    return serve(request, open_to_public(city), lambda release: html_page(request, "certainty", release, tab="about"))


@public
@require_safe
def manifest_file(request: HttpRequest, city: str) -> HttpResponseBase:
    """The checksum of every file that went into the release and came out of it."""
    return serve(request, open_to_public(city), lambda release: rendered(release.manifest.to_bytes(), JSON))


@public
@require_safe
def table_file(request: HttpRequest, city: str, indicator: str, release_id: str = "") -> HttpResponseBase:
    """The indicator's values as CSV, of the current release or of the one that is named."""

    def read(release: Release) -> Rendered:
        path = _csv(release, indicator)
        if not path:
            raise Http404
        return rendered(release.read_bytes(path), "text/csv; charset=utf-8")

    response = serve(request, open_to_public(city, release_id), read)
    if response.status_code == HttpResponse.status_code:
        name = "-".join(filter(None, (city, indicator, release_id)))
        response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


@public
@require_safe
def chart_file(request: HttpRequest, city: str, indicator: str, view: str, release_id: str = "") -> HttpResponseBase:
    """The Vega-Lite specification behind one picture, of the current release or of the one that is named."""

    def read(release: Release) -> Rendered:
        path = next((each.spec for each in _views(indicator_page(release, indicator)) if each.id == view), "")
        if not path:
            raise Http404
        return rendered(release.read_bytes(path), JSON)

    return serve(request, open_to_public(city, release_id), read)


def _csv(release: Release, name: str) -> str:
    """The table of an indicator or of one of its variants; "" where it has none."""
    base = _indicator_of_variant(release, name)
    page = indicator_page(release, base or name)
    return next((each.csv for each in page.variants if each.id == name), "") if base else page.csv


def _views(page: IndicatorPage) -> Iterator[View]:
    """The views of the indicator and of its variants."""
    yield from page.views
    for variant in page.variants:
        yield from variant.views
    if page.forecast:
        yield from (path.view for path in page.forecast.paths)


def _serve_path(
    request: HttpRequest, publication: Publication | None, indicator: str, render_page: Render
) -> HttpResponseBase:
    """The page; where a reader asks for another path of its forecast, made for them and not kept."""
    if publication and request.GET.get(PATH):
        release = release_of(publication)
        if not is_usual(indicator_page(release, indicator).forecast, request.GET[PATH]):
            return respond(request, render_page(release))
    return serve(request, publication, render_page)


def _indicator_html(
    request: HttpRequest, release: Release, indicator: str, *, is_edition: bool = False, is_older: bool = False
) -> Rendered:
    page = indicator_page(release, indicator)
    field = next((field for field in city_of(release).fields if field.id == page.field), None)
    neighbours = [card for card in field.cards if card.id != page.id] if field else []
    return html_page(
        request,
        "indicator",
        release,
        tab="indicators",
        page=page,
        views=shown_views(release, page.views),
        variants=shown_variants(release, page.variants),
        forecast=shown_forecast(release, page.forecast, request.GET, page_language()),
        revisions=shown_revisions(release, indicator, page_language()),
        neighbours=neighbours,
        is_edition=is_edition,
        is_older=is_older,
        permanent_address=_permanent_address(release, indicator),
    )


def _permanent_address(release: Release, indicator: str) -> str:
    path = reverse("edition", kwargs={"city": release.city, "release_id": release.id, "indicator": indicator})
    return f"{settings.PUBLIC_ADDRESS}{path}"
