"""How much anybody may send us at once."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

MOST_BYTES = 16 << 20
"""Above the largest file that any form takes, so that the form itself can say what is too much."""

LONGEST_LENGTH = 15


class UploadLimit:
    """Refuses before anything is read: the rest of the way would write the file to the disk first, whoever sends it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or len(length) > LONGEST_LENGTH or int(length) > MOST_BYTES:
            return _refused(request)
        return self.get_response(request)


def _refused(request: HttpRequest) -> HttpResponse:
    response = render(request, "413.html", {"megabytes": MOST_BYTES >> 20}, status=413)
    response.headers["Connection"] = "close"
    return response
