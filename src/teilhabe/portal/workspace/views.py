"""The start page of the workspace: what waits for this user today."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from teilhabe.core.access.routes import signed_in, user_of
from teilhabe.core.extensions import WAITING


@signed_in
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "workspace/start.html", {"waiting": WAITING.collect(user_of(request))})
