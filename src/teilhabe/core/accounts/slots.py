"""What accounts put into the navigation."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from teilhabe.core.access.policy import ADD
from teilhabe.core.accounts.policies import MEMBERSHIPS
from teilhabe.core.extensions import NAVIGATION, NavigationItem
from teilhabe.core.users.models import User


@NAVIGATION.fill
def accounts(user: User) -> Iterator[NavigationItem]:
    if MEMBERSHIPS.allows(user, ADD):
        yield NavigationItem(_("Konten"), reverse("accounts:users"), group="administration")
