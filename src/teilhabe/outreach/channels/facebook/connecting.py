"""Our access to the page: from the settings, and looked at once a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from teilhabe.outreach.channels.facebook.client import Graph
from teilhabe.outreach.channels.facebook.failures import Misunderstood, NotAllowed, TokenInvalid
from teilhabe.outreach.channels.facebook.models import PageCheck

Problem = PageCheck.Problem
PERMISSIONS = (
    "pages_show_list",
    "pages_manage_posts",
    "pages_read_engagement",
    "pages_read_user_content",
    "pages_manage_engagement",
    "pages_manage_metadata",
    "pages_messaging",
)
WARNED_AHEAD = timedelta(days=14)


def is_set_up() -> bool:
    return bool(settings.FACEBOOK_PAGE and settings.FACEBOOK_TOKEN and settings.FACEBOOK_APP_SECRET)


def graph() -> Graph:
    """The API as our page speaks it; only where `is_set_up`."""
    return Graph(
        settings.FACEBOOK_ADDRESS,
        settings.FACEBOOK_VERSION,
        settings.FACEBOOK_PAGE,
        settings.FACEBOOK_TOKEN,
        settings.FACEBOOK_APP_SECRET,
    )


def last_check() -> PageCheck | None:
    return PageCheck.objects.filter(page=settings.FACEBOOK_PAGE).first() if is_set_up() else None


def obstacle() -> str:
    """ "" or the sentence why nothing can be sent: from the settings and the last check, without asking anybody."""
    if not is_set_up():
        return _("Es ist keine Facebook-Seite verbunden (FACEBOOK_PAGE, FACEBOOK_TOKEN, FACEBOOK_APP_SECRET).")
    found = last_check()
    if found is None or found.problem in (Problem.NONE, Problem.PERMISSIONS):
        return ""
    return str(Problem(found.problem).label)


def expiry_warning(found: PageCheck) -> str:
    """ "" or the sentence that the token ends within a fortnight, or has ended."""
    if found.expires_at is None or found.expires_at > timezone.now() + WARNED_AHEAD:
        return ""
    day = date_format(timezone.localtime(found.expires_at), "DATE_FORMAT")
    return _("Der Zugang zur Facebook-Seite endet am %(day)s. Bitte lassen Sie das Token vorher erneuern.") % {
        "day": day
    }


def examine(api: Graph) -> PageCheck:
    """Ask Facebook whose token it is, what it may do and until when; passing failures are raised, nothing is stored."""
    try:
        me = api.get("me", fields="id,name")
        token = _object(api.get("debug_token", input_token=api.token).get("data"))
    except TokenInvalid:
        return PageCheck(page=api.page, problem=Problem.INVALID)
    except (NotAllowed, Misunderstood):  # a user token may not be asked about by everybody
        return PageCheck(page=api.page, problem=Problem.USER_TOKEN)
    granted = token.get("scopes")
    missing = [each for each in PERMISSIONS if isinstance(granted, list) and each not in granted]
    return PageCheck(
        page=api.page,
        name=str(me.get("name") or "")[:200],
        problem=_problem(api.page, me, token, missing),
        missing=missing,
        expires_at=_end(token),
    )


def _problem(page: str, me: Mapping[str, Any], token: Mapping[str, Any], missing: list[str]) -> Problem:
    if token.get("is_valid") is False:
        return Problem.INVALID
    if token.get("type") == "USER":
        return Problem.USER_TOKEN
    if str(me.get("id")) != page:
        return Problem.OTHER_PAGE if token.get("type") == "PAGE" else Problem.USER_TOKEN
    return Problem.PERMISSIONS if missing else Problem.NONE


def _end(token: Mapping[str, Any]) -> datetime | None:
    """The earlier end of token and data access; 0 means that it has none."""
    told = (token.get("expires_at"), token.get("data_access_expires_at"))
    moments = [each for each in told if isinstance(each, int) and 0 < each < 32_503_680_000]
    return datetime.fromtimestamp(min(moments), tz=UTC) if moments else None


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
