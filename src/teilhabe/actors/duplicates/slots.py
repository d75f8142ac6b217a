"""Where the workspace shows that entries may be doubled."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.actors.duplicates.policies import POSSIBLE_DUPLICATES
from teilhabe.actors.duplicates.selectors import waiting
from teilhabe.core.access.policy import CHANGE, VIEW
from teilhabe.core.extensions import NAVIGATION, WAITING, NavigationItem, Waiting
from teilhabe.core.users.models import User


@NAVIGATION.fill
def duplicates_page(user: User) -> Iterator[NavigationItem]:
    if POSSIBLE_DUPLICATES.allows(user, VIEW):
        yield NavigationItem(_("Doppelte Einträge"), reverse("actors:duplicates"))


@WAITING.fill
def duplicates_waiting(user: User) -> Iterator[Waiting]:
    if POSSIBLE_DUPLICATES.allows(user, CHANGE):
        count = waiting().count()
        label = ngettext("möglicher doppelter Eintrag", "mögliche doppelte Einträge", count)
        yield Waiting(label, count, reverse("actors:duplicates"))
