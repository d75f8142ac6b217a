"""Sheets to print: for one assignment, for one volunteer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from teilhabe.core.access.policy import VIEW
from teilhabe.core.access.routes import permitted
from teilhabe.engagement import sheets
from teilhabe.engagement.placements.models import Assignment
from teilhabe.engagement.recognition import letters
from teilhabe.engagement.recognition.selectors import engaged
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
