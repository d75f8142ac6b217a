"""The picture of an issue inside its mails: nobody fetches it from anywhere, so nobody is seen reading."""

from __future__ import annotations

from dataclasses import dataclass
from email.mime.image import MIMEImage

from django.utils.html import format_html
from django.utils.safestring import SafeString

from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.pictures.jpeg import has_file, small_jpeg_of
from teilhabe.outreach.pictures.selectors import usable

MOST_BYTES = 150_000
"""10,000 mails with it are 2 GB on their way, in the writing of mails."""


@dataclass(frozen=True)
class Embedded:
    """A picture that mails carry; `text` says what it shows, `key` names it inside a mail (RFC 2392)."""

    content: bytes
    text: str
    key: str

    def part(self) -> MIMEImage:
        part = MIMEImage(self.content, "jpeg")
        part["Content-ID"] = f"<{self.key}>"
        part["Content-Disposition"] = 'inline; filename="picture.jpg"'
        return part

    def html(self) -> SafeString:
        return format_html(
            '<p><img src="cid:{}" alt="{}" style="max-width:100%;height:auto;border:0"></p>', self.key, self.text
        )


def embedded_in(dispatch: Dispatch, domain: str) -> Embedded | None:
    """None where there is none, or where it may no longer be shown: the words go out without it."""
    picture = usable().filter(pk=dispatch.picture_id).first() if dispatch.picture_id else None
    if picture is None or not has_file(picture):
        return None
    content = small_jpeg_of(picture, MOST_BYTES)
    return Embedded(content, dispatch.picture_text, f"{picture.digest[:20]}@{domain}")
