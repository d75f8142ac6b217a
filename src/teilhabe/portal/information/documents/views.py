"""The addresses of paper: one page, or a bundle of chosen pages or of a category. Made once per state and kept."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from teilhabe.core.access.routes import public
from teilhabe.monitoring.rendered import PAGES, rendered, respond
from teilhabe.outreach.content.models import Category
from teilhabe.outreach.content.published import Reading, shelf
from teilhabe.outreach.languages import language_of
from teilhabe.portal.information.addresses import site_address
from teilhabe.portal.information.documents.paper import as_pdf
from teilhabe.portal.information.frame import readers_language

MOST_IN_A_BUNDLE = 30
"""Pages of this many items are set within a second."""


@public
@require_safe
def document(request: HttpRequest, key: str) -> HttpResponseBase:
    """One item."""
    reading = shelf(readers_language()).by_key.get(key)
    if reading is None:
        raise Http404
    return _paper(request, reading.title, [reading], key)


@public
@require_safe
def bundle(request: HttpRequest) -> HttpResponseBase:
    """`?category=` or `?key=` once for each item, at most `MOST_IN_A_BUNDLE`; 404 where there is nothing to print."""
    known = shelf(readers_language())
    category = Category.objects.filter(key=request.GET.get("category", "")).first()
    if category is not None:
        chosen, title = list(known.of(category=category.key)), category.name_in(language_of(known.site_language))
    else:
        chosen = [known.by_key[key] for key in dict.fromkeys(request.GET.getlist("key")) if key in known.by_key]
        title = _("Informationen")
    if not chosen:
        raise Http404
    return _paper(request, title, chosen[:MOST_IN_A_BUNDLE], category.key if category else "bundle")


def _paper(request: HttpRequest, title: str, readings: Sequence[Reading], name: str) -> HttpResponseBase:
    language, site, now = readers_language(), site_address(request), timezone.now()
    known = shelf(language)
    state = [f"{each.item_id}@{each.changed_at.isoformat()}" for each in readings]
    day = timezone.localdate(now).isoformat()  # the next dates of events are others tomorrow
    key = ("paper", site, language, known.stamp, day, settings.OFFICE_NAME, title, *state)
    made = PAGES.get(key, lambda: rendered(as_pdf(title, known, readings, site, now), "application/pdf"))
    response = respond(request, made)
    response.headers["Content-Disposition"] = f'inline; filename="{name}-{language}.pdf"'
    return response
