"""What keeps the open letter box usable: where a form was sent from, when it was handed out, how many came from where.

Public pages set no cookie and are kept ready-made, so that Django's token, which lives in a cookie, cannot protect
them. It need not: nothing here is done in anybody's name. What a foreign page could do is to let its visitors' browsers
drop messages with us. Browsers say where a request comes from, in `Sec-Fetch-Site` (all since 2023) and, with every
POST to another site, in `Origin` (all since 2020); a page cannot forge either. A request with neither was not sent by
a foreign page in a browser. Programs can send what they like; against them stand the limits, the field that people do
not see, and the seconds that a person needs to write.
"""

from __future__ import annotations

import secrets
from enum import Enum
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from django.core import signing
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

LEAST_SECONDS = 3
MOST_SECONDS = 24 * 3600
TRAP = "website"
"""The name of the field that people do not see; programs that fill in everything fill it in too."""

RATES = {"press": "60/1h/key", "message": "20/1h/key", "subscribe": "20/1h/key", "wrong_code": "60/15m/key"}
"""Per address: a whole shelter may share one."""

_SIGNER = signing.TimestampSigner(salt="teilhabe.portal.information.feedback")


class Ticket(Enum):
    """What a form's ticket tells about it."""

    GOOD = "good"
    TOO_SOON = "too soon"
    USELESS = "useless"
    """Forged, or handed out more than a day ago."""


def comes_from_our_pages(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()


def new_ticket() -> str:
    """For one form; it says when it was handed out."""
    return _SIGNER.sign(secrets.token_urlsafe(9))


def checked(ticket: str) -> Ticket:
    try:
        _SIGNER.unsign(ticket, max_age=MOST_SECONDS)
    except signing.BadSignature:  # also where it came too late
        return Ticket.USELESS
    try:
        _SIGNER.unsign(ticket, max_age=LEAST_SECONDS)
    except signing.SignatureExpired:
        return Ticket.GOOD
    return Ticket.TOO_SOON


def is_allowed(request: HttpRequest, action: str, *, only_asked: bool = False) -> bool:
    """Whether this address may do it once more; counted for all processes, unless it is `only_asked`."""
    usage = ratelimit.consume(
        request,
        app="teilhabe.information",
        action=action,
        config=RATES,
        key=_sealed(_address(request)),
        dry_run=only_asked,
        limit_get=True,
    )
    return usage is not None


def _address(request: HttpRequest) -> str:
    return str(ratelimit.truncate_ip(str(get_adapter().get_client_ip(request))))


def _sealed(value: str) -> str:
    """The count is kept for an hour; whose it is can be read by nobody."""
    return salted_hmac("teilhabe.portal.information.feedback", value, algorithm="sha256").hexdigest()
