"""What the sign-in page offers beside the password."""

from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet
from django.template import Library

from teilhabe.core.accounts import selectors
from teilhabe.core.users.models import User

register = Library()


@register.simple_tag
def demonstration_accounts() -> QuerySet[User]:
    return selectors.demonstration_accounts()


@register.simple_tag
def single_sign_on_name() -> str:
    """What the city calls its sign-in service, "" where it has none."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return str(apps[0]["name"]) if apps else ""
