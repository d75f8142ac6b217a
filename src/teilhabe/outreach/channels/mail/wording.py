"""What stands in a mail to a group beside its text, in the language of its reader."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from teilhabe.outreach.channels.channel import Draft


def body_of(draft: Draft, reason: str) -> str:
    """The text, where more of it stands, who writes and why somebody gets it; "" for an organisation."""
    with override(draft.language):
        parts = [
            draft.text.strip(),
            _("Mehr dazu: %(address)s") % {"address": draft.link} if draft.link else "",
            f"-- \n{settings.OFFICE_NAME}".rstrip() if settings.OFFICE_NAME else "--",
            _why(reason),
        ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _why(reason: str) -> str:
    if not reason:
        return _("Wenn Sie keine E-Mails mehr von uns möchten, antworten Sie bitte auf diese E-Mail.")
    return _(
        "Sie bekommen diese E-Mail, weil Sie zugestimmt haben: %(reason)s. Wenn Sie das nicht mehr möchten, antworten "
        "Sie bitte auf diese E-Mail."
    ) % {"reason": reason.rstrip(".")}
