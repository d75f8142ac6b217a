"""Shifts as calendar files: one volunteer's to subscribe to, one shift's to take along."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from teilhabe.core.access.routes import permitted, public
from teilhabe.engagement.shifts import letters
from teilhabe.engagement.shifts.calendars import entry
from teilhabe.engagement.shifts.models import Shift, SignUp
from teilhabe.engagement.volunteers.links import volunteer_by_token
from teilhabe.outreach.calendar.icalendar import calendar_bytes


@public
@never_cache
@require_safe
def own(request: HttpRequest, token: str) -> HttpResponse:
    """Every place that the volunteer has, past ones too; a phone asks for it again and again."""
    volunteer = volunteer_by_token(token)
    if volunteer is None:
        raise Http404
    places = SignUp.objects.filter(volunteer=volunteer, state__in=SignUp.TAKING_A_PLACE, shift__is_cancelled=False)
    shifts = [
        each.shift
        for each in places.select_related("shift__opportunity")
        .prefetch_related("shift__opportunity__translations")
        .order_by("shift__starts_at")
    ]
    return _file(_("Meine Einsätze"), shifts, letters.own_page(volunteer, _language()))


@permitted(Shift, key="shift")
@require_safe
def one(request: HttpRequest, shift: Shift) -> HttpResponse:
    return _file(shift.opportunity.title, [shift], request.build_absolute_uri(shift.get_absolute_url()))


def _language() -> str:
    return get_language() or "de"


def _file(name: str, shifts: Iterable[Shift], address: str) -> HttpResponse:
    language = _language()
    content = calendar_bytes(name, language, [entry(each, address, language) for each in shifts])
    headers = {"Content-Disposition": 'attachment; filename="einsaetze.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
