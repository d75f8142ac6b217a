"""What volunteering in numbers adds to the navigation."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from teilhabe.core.access.policy import EXPORT
from teilhabe.core.extensions import NAVIGATION, NavigationItem
from teilhabe.core.users.models import User
from teilhabe.engagement.volunteers.policies import VOLUNTEERS


@NAVIGATION.fill
def pages(user: User) -> Iterator[NavigationItem]:
    if VOLUNTEERS.allows(user, EXPORT):
        yield NavigationItem(_("Zahlen"), reverse("volunteering_figures:files"), group="volunteering")
