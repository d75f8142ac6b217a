"""The key of a volunteer's personal links: whoever has it needs no account."""

from __future__ import annotations

import secrets

from teilhabe.engagement.volunteers.models import Volunteer

BYTES = 16


def token_of(volunteer: Volunteer) -> str:
    """Made on first use: 128 bits by chance. Whoever asks at the same moment gets the same one."""
    if not volunteer.token:
        unmade = Volunteer.objects.filter(pk=volunteer.pk, token="")
        unmade.update(token=secrets.token_urlsafe(BYTES))
        volunteer.refresh_from_db(fields=["token"])
    return volunteer.token


def volunteer_by_token(token: str) -> Volunteer | None:
    """None for a key that was never given or was revoked."""
    if not token:
        return None
    return Volunteer.objects.select_related("person").filter(token=token).first()
