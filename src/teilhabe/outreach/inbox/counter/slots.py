"""Where a call is noted from: the start page."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from teilhabe.core.access.policy import ADD
from teilhabe.core.extensions import QUICK_ACTIONS, NavigationItem
from teilhabe.core.users.models import User
from teilhabe.outreach.inbox.policies import CONVERSATIONS


@QUICK_ACTIONS.fill
def beginnings(user: User) -> Iterator[NavigationItem]:
    if CONVERSATIONS.allows(user, ADD):
        yield NavigationItem(_("Anruf oder Besuch notieren"), reverse("counter:note"))
