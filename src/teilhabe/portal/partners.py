"""The public directory: organisations that work with the office, by field of action, district and language."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from teilhabe.actors.choices import field_choices, field_names, language_choices
from teilhabe.actors.models import ContactPoint, Partner
from teilhabe.actors.selectors.organisations import directory, districts_of_partners
from teilhabe.codes.language import SPOKEN_LANGUAGES, SpokenLanguage
from teilhabe.core.access.routes import public
from teilhabe.portal.addresses import page_query

PARTNERS_PER_PAGE = 30


@dataclass(frozen=True)
class Entry:
    """One partner as the page shows it: what the organisation says about itself, and nothing about its people."""

    partner: Partner
    fields: list[str]
    languages: list[SpokenLanguage]
    contact_points: list[ContactPoint]


@public
@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    """All listed partners, or those that the query asks for (`field`, `district`, `language`)."""
    fields, districts, languages = field_choices(), districts_of_partners(), language_choices()
    field = _known(request, "field", [code for code, _name in fields])
    district = _known(request, "district", districts)
    language = _known(request, "language", [code for code, _name in languages])
    page = Paginator(directory(field, district, language), PARTNERS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "entries": [_entry(partner) for partner in page],
        "filters": {"field": fields, "district": [(name, name) for name in districts], "language": languages},
        "chosen": {"field": field, "district": district, "language": language},
        "is_narrowed": bool(field or district or language),
        "page_query": page_query(field=field, district=district, language=language),
    }
    return render(request, "portal/partners.html", context)


def _known(request: HttpRequest, name: str, values: list[str]) -> str:
    value = request.GET.get(name, "")
    return value if value in values else ""


def _entry(partner: Partner) -> Entry:
    points = sorted(partner.organisation.contact_points.all(), key=lambda each: (not each.is_preferred, each.pk))
    languages = [SPOKEN_LANGUAGES[code] for code in partner.languages if code in SPOKEN_LANGUAGES]
    return Entry(partner, field_names(partner.fields), languages, points)
