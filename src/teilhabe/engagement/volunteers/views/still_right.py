"""The page behind the question whether all is still right: whoever has the link answers it, without an account.

What a link only opens, it never does: programs that check mails open every link. The page names nobody.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from teilhabe.core.access.routes import public
from teilhabe.core.answers import said_in_form
from teilhabe.core.audit.action import Operator
from teilhabe.engagement.volunteers.actions import ChangeVolunteer, Confirm, Pause, StopAsking
from teilhabe.engagement.volunteers.choices import languages_with_levels
from teilhabe.engagement.volunteers.forms.still_right import StillRightForm
from teilhabe.engagement.volunteers.forms.volunteers import PauseForm
from teilhabe.engagement.volunteers.links import volunteer_by_token
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.engagement.volunteers.timetable import picture

BY = Operator("Ehrenamtliche Person mit persönlichem Link")


@public
@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, token: str) -> HttpResponseBase:
    """One press confirms; below it the way to change, to pause and to be left in peace."""
    volunteer = volunteer_by_token(token)
    if volunteer is None:
        return render(request, "volunteers/still_right_gone.html", status=410)
    if request.method != "POST":
        return _shown(request, volunteer)
    refused = _answered(request, volunteer)
    if refused:
        return _shown(request, volunteer, **refused)
    done = request.POST.get("answer", "")
    return redirect(f"{reverse('still_right:page', kwargs={'token': token})}?done={done}")


def _answered(request: HttpRequest, volunteer: Volunteer) -> dict[str, Any]:
    """Does what was pressed; the form with its errors where it cannot."""
    answer = request.POST.get("answer", "")
    if answer == "right":
        Confirm(by=BY, volunteer=volunteer).run()
    elif answer == "stop":
        StopAsking(by=BY, volunteer=volunteer).run()
    elif answer == "pause":
        return _paused(volunteer, PauseForm(request.POST))
    elif answer == "change":
        return _changed(volunteer, StillRightForm(request.POST))
    return {}


def _paused(volunteer: Volunteer, form: PauseForm) -> dict[str, Any]:
    if form.is_valid():
        with said_in_form(form, "until"), transaction.atomic():
            Pause(by=BY, volunteer=volunteer, until=form.cleaned_data["until"]).run()
            Confirm(by=BY, volunteer=volunteer).run()
    return {} if form.is_valid() else {"pause_form": form}


def _changed(volunteer: Volunteer, form: StillRightForm) -> dict[str, Any]:
    if not form.is_valid():
        return {"form": form}
    with transaction.atomic():
        ChangeVolunteer(by=BY, volunteer=volunteer, values=form.values()).run()
        Confirm(by=BY, volunteer=volunteer).run()
    return {}


def _shown(request: HttpRequest, volunteer: Volunteer, **forms: Any) -> HttpResponse:
    context = {
        "volunteer": volunteer,
        "week": picture(volunteer.week),
        "languages": languages_with_levels(volunteer.person.languages, volunteer.language_levels),
        "form": StillRightForm(initial=StillRightForm.initial_of(volunteer)),
        "pause_form": PauseForm(),
        "done": request.GET.get("done", ""),
        "is_refused": bool(forms),
        **forms,
    }
    return render(request, "volunteers/still_right.html", context)
