"""Some pages exist in few languages: whoever asks for one of them in another language is led to the closest of these.

They are the pages of the office and those about one's own account.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import translate_url
from django.utils.translation import get_language

from teilhabe.core.language import page_language
from teilhabe.portal.context import languages_of


class OfficeLanguages:
    """Leads from `/ar/office/…` to `/en/office/…`, from `/uk/account/…` to `/en/account/…`, with the query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _must_change(request, get_language() or settings.LANGUAGE_CODE):
            asked = request.get_full_path()
            address = translate_url(asked, page_language())
            if address != asked:
                return HttpResponseRedirect(address)
        return self.get_response(request)


def _must_change(request: HttpRequest, code: str) -> bool:
    """Whoever still has to sign in to the office is asked to in their own language, where that page has it."""
    if code in dict(languages_of(request.path)):
        return False
    return code not in dict(settings.ACCOUNT_LANGUAGES) or request.user.is_authenticated
