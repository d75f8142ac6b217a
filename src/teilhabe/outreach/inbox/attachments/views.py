"""Hands out a file that came with a message, to those who may read the message."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from teilhabe.core.access.policy import VIEW
from teilhabe.core.access.routes import permitted
from teilhabe.outreach.inbox.files.checking import PICTURE
from teilhabe.outreach.inbox.models import Attachment

INERT = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}


@permitted(Attachment, VIEW, key="attachment")
@require_safe
def file(request: HttpRequest, attachment: Attachment) -> HttpResponseBase:
    """Pictures, which we made anew, can be shown on a page; everything else is a download and nothing but that."""
    if not attachment.file:
        raise Http404
    try:
        content = attachment.file.open("rb")
    except OSError as error:
        raise Http404 from error
    is_picture = attachment.media_type == PICTURE.media_type
    return FileResponse(
        content,
        as_attachment=not is_picture,
        filename=attachment.name,
        content_type=attachment.media_type,
        headers=INERT,
    )
