"""What the workspace itself adds to its navigation and its search."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from teilhabe.actors.folding import fold
from teilhabe.core.access.policy import VIEW
from teilhabe.core.audit.policies import AUDIT_LOG
from teilhabe.core.extensions import NAVIGATION, SEARCH, Hit, NavigationItem
from teilhabe.core.users.models import User


@NAVIGATION.fill
def start(user: User) -> Iterator[NavigationItem]:
    yield NavigationItem(_("Heute"), reverse("workspace:start"))


@NAVIGATION.fill
def administration(user: User) -> Iterator[NavigationItem]:
    if AUDIT_LOG.allows(user, VIEW):
        yield NavigationItem(_("Protokoll"), reverse("workspace:log"), group="administration")
    if user.is_staff:
        yield NavigationItem(_("Datenbank"), reverse("admin:index"), group="administration")


@SEARCH.fill
def pages(user: User, text: str) -> Iterator[Hit]:
    """The pages of the navigation themselves: who types "Protokoll" wants to go there."""
    wanted = fold(text)
    for item in NAVIGATION.collect(user):
        if wanted in fold(item.label):
            yield Hit(_("Seiten"), item.label, item.address)
