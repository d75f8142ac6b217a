"""What the statistics zone got of volunteering, and when."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from teilhabe.core.access.policy import EXPORT
from teilhabe.core.access.routes import permitted
from teilhabe.engagement.figures.handing_over import handed_over, path_of
from teilhabe.engagement.volunteers.models import Volunteer


@permitted(Volunteer, EXPORT)
@require_safe
def files(request: HttpRequest) -> HttpResponseBase:
    return render(request, "figures/files.html", {"files": handed_over(settings.FILE_DROP)})


@permitted(Volunteer, EXPORT)
@require_safe
def file(request: HttpRequest, period: str) -> HttpResponseBase:
    """One of those that lie there, as it lies there."""
    if period not in {each.period for each in handed_over(settings.FILE_DROP)}:
        messages.info(request, _("Für diesen Zeitraum liegt keine Datei in der Ablage."))
        return redirect("volunteering_figures:files")
    path = path_of(period, settings.FILE_DROP)
    answer = HttpResponse(path.read_bytes(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{path.name}"'
    return answer
