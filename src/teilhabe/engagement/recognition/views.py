"""Sheets to print: for one assignment, for one volunteer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from teilhabe.core.access.policy import EXPORT, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.engagement import sheets
from teilhabe.engagement.placements.models import Assignment
from teilhabe.engagement.recognition import letters
from teilhabe.engagement.recognition.card import verdicts
from teilhabe.engagement.recognition.forms import ThanksForm
from teilhabe.engagement.recognition.selectors import engaged, with_hours
from teilhabe.engagement.recognition.tables import RECOGNITION
from teilhabe.engagement.recognition.wording import missing
from teilhabe.engagement.volunteers.models import Volunteer


@permitted(Assignment, VIEW, key="assignment")
@require_safe
def commission(request: HttpRequest, assignment: Assignment) -> HttpResponseBase:
    return sheets.respond(letters.commission(assignment), "beauftragung")


@permitted(Volunteer, VIEW, key="volunteer")
@require_safe
def confirmation(request: HttpRequest, volunteer: Volunteer) -> HttpResponseBase:
    """Of the last year; nothing is confirmed where nothing was given."""
    if not engaged(volunteer, localdate()).minutes:
        messages.info(request, _("Im letzten Jahr sind keine Stunden bestätigt. Darum gibt es noch keine Bestätigung."))
        return redirect(volunteer)
    return sheets.respond(letters.confirmation(volunteer), "bestaetigung")


@permitted(Volunteer, EXPORT)
def recognised(request: HttpRequest) -> HttpResponseBase:
    """Who gave how much time, and letters for many at once."""
    return RECOGNITION.respond(request, with_hours(user_of(request), localdate()))


@permitted(Volunteer, EXPORT, key="volunteer")
@require_safe
def card(request: HttpRequest, volunteer: Volunteer) -> HttpResponseBase:
    """The application, prefilled; where a condition is not met, which one."""
    today = localdate()
    if left := missing(verdicts(engaged(volunteer, today), today)):
        messages.info(request, _("Noch kein Antrag möglich: %(missing)s.") % {"missing": "; ".join(left)})
        return redirect(volunteer)
    return sheets.respond([letters.application(volunteer)], "ehrenamtskarte")


@permitted(Volunteer, EXPORT, key="volunteer")
@require_http_methods(["GET", "HEAD", "POST"])
def thanks(request: HttpRequest, volunteer: Volunteer) -> HttpResponseBase:
    """The text can be changed before it is printed."""
    form = ThanksForm(request.POST or None, initial={"text": letters.thanks_text(volunteer)})
    if request.method == "POST" and form.is_valid():
        return sheets.respond([letters.thanks(volunteer, form.cleaned_data["text"])], "dank")
    context = {
        "form": form,
        "title": _("Dankschreiben an %(person)s") % {"person": volunteer},
        "action": _("Als PDF ausgeben"),
        "back": volunteer.get_absolute_url(),
    }
    return render(request, "form.html", context)
