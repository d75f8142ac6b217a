"""What forms and filters about offers offer."""

from __future__ import annotations

from teilhabe.core.users.models import User
from teilhabe.engagement.offers.models import Offer
from teilhabe.engagement.offers.policies import KEEPERS
from teilhabe.outreach.inbox.choices import name_of


def keepers() -> list[tuple[str, str]]:
    """Accounts that look after offers, by name."""
    users = User.objects.filter(is_active=True, memberships__role__in=KEEPERS).distinct().order_by("name", "email")
    return [(str(user.pk), user.name or user.email) for user in users]


def languages_offered_in() -> list[tuple[str, str]]:
    codes = Offer.objects.exclude(language="").order_by().values_list("language", flat=True).distinct()
    return sorted(((code, name_of(code)) for code in codes), key=lambda pair: pair[1].casefold())
