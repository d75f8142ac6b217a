"""Volunteers report their hours behind their personal link, without an account."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from teilhabe.core.access.routes import public
from teilhabe.core.answers import said_in_form
from teilhabe.core.audit.action import Operator
from teilhabe.engagement.hours.actions import ReportHours
from teilhabe.engagement.hours.forms import ReportForm
from teilhabe.engagement.hours.selectors import opportunities_of
from teilhabe.engagement.volunteers.links import volunteer_by_token

BY_LINK = Operator("Persönlicher Link")


@public
@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, token: str) -> HttpResponseBase:
    """For what they do; whoever has the link may, and no cookie could be ridden on."""
    volunteer = volunteer_by_token(token)
    if volunteer is None:
        raise Http404
    form = ReportForm(opportunities_of(volunteer), request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with said_in_form(form):
            ReportHours(
                by=BY_LINK,
                volunteer=volunteer,
                opportunity=given["opportunity"],
                day=given["day"],
                minutes=form.minutes(),
                note=given["note"],
            ).run()
            return redirect("own_shifts:page", token=token)
    return render(request, "hours/report.html", {"form": form, "volunteer": volunteer})
