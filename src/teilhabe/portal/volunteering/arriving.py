"""Somebody stands at the place and says so: with the code that hangs there and how the office reaches them."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from teilhabe.actors.models import ContactPoint
from teilhabe.actors.reaching import contact_key
from teilhabe.core.access.routes import public
from teilhabe.engagement.shifts.arriving import arrive
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.errors import InputError
from teilhabe.outreach.inbox.receiving import Sender
from teilhabe.portal.volunteering.forms import ArrivalForm
from teilhabe.portal.volunteering.receiving import received


@public
@never_cache
@csrf_exempt  # see feedback_gate: there is no cookie that a foreign page could ride on
@require_http_methods(["GET", "HEAD", "POST"])
def arrived(request: HttpRequest) -> HttpResponseBase:
    """The form, then a word of thanks that names nobody."""
    came = received(request, ArrivalForm)
    told, status, is_done = came.told, came.status, came.is_taken
    if came.is_taken and not came.is_by_program:
        try:
            arrive(_reached(came.form.cleaned_data["reach"]), came.form.cleaned_data["code"])
        except InputError:
            told, status, is_done = _refused(), 409, False
    context = {**came.context, "told": told, "is_done": is_done}
    return render(request, "volunteering/arrived.html", context, status=status)


def _reached(who: Sender) -> list[Volunteer]:
    """Families share telephones."""
    points = ContactPoint.objects.filter(kind=who.kind, key=contact_key(who.kind, who.address))
    people = Volunteer.objects.filter(person__in=points.values("person"), person__erased_at=None)
    return list(people.select_related("person"))


def _refused() -> str:
    """The same for a wrong code, an unknown address and too many attempts: nobody learns who is known here."""
    return _("Das passt zu keinem Termin von heute. Bitte prüfen Sie den Code, oder sagen Sie vor Ort Bescheid.")
