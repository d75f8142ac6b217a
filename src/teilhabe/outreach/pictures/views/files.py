"""The files of pictures: for everybody while a picture is usable, for the office always."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from teilhabe.core.access.policy import VIEW
from teilhabe.core.access.routes import permitted, public
from teilhabe.outreach.pictures.models import Picture
from teilhabe.outreach.pictures.selectors import usable
from teilhabe.outreach.pictures.storing import file_of

KEPT = "private, max-age=86400, immutable"
"""A day in the reader's own browser; nowhere between, so that a withdrawn picture is gone at once."""


@public
@require_safe
def published(request: HttpRequest, digest: str, width: str) -> HttpResponseBase:
    if not usable().filter(digest=digest).exists():
        raise Http404
    return _answer(digest, int(width), KEPT)


@permitted(Picture, VIEW, key="picture")
@require_safe
def kept(request: HttpRequest, picture: Picture, width: int) -> HttpResponseBase:
    """Also one that may not be shown outside."""
    return _answer(picture.digest, width, "private, no-store")


def _answer(digest: str, width: int, cache: str) -> HttpResponseBase:
    try:
        content = file_of(digest, width).read_bytes()
    except OSError as error:
        raise Http404 from error
    headers = {"Cache-Control": cache, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type="image/webp", headers=headers)
