"""The office works in few languages: whoever asks for its pages in another one is led to the closest of these."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import translate_url
from django.utils.translation import get_language

from teilhabe.core.language import page_language
from teilhabe.portal.context import is_office_path


class OfficeLanguages:
    """Leads from `/ar/office/…` to `/en/office/…`, with the query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        known = [code for code, _name in settings.OFFICE_LANGUAGES]
        if get_language() not in known and is_office_path(request.path):
            asked = request.get_full_path()
            address = translate_url(asked, page_language())
            if address != asked:
                return HttpResponseRedirect(address)
        return self.get_response(request)
