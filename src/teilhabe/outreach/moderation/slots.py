"""What moderation adds to the navigation, the start page and the entries of the inbox."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.core.access.policy import ADD, VIEW
from teilhabe.core.extensions import NAVIGATION, WAITING, NavigationItem, Waiting
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role
from teilhabe.outreach.inbox.extensions import ENTRY_LINKS
from teilhabe.outreach.inbox.models import Entry
from teilhabe.outreach.moderation.models import Evidence
from teilhabe.outreach.moderation.policies import EVIDENCE
from teilhabe.outreach.moderation.selectors import waiting_for_head


@NAVIGATION.fill
def pages(user: User) -> Iterator[NavigationItem]:
    if EVIDENCE.allows(user, VIEW):
        yield NavigationItem(_("Beweise"), reverse("moderation:list"))


@ENTRY_LINKS.fill
def moderate(entry: Entry, user: User) -> Iterator[NavigationItem]:
    if entry.kind == Entry.Kind.INCOMING and EVIDENCE.allows(user, ADD):
        yield NavigationItem(_("Moderieren"), reverse("moderation:entry", kwargs={"entry": entry.pk}))


@WAITING.fill
def evidence_to_decide_about(user: User) -> Iterator[Waiting]:
    """For the head: until somebody says where it goes."""
    if Role.HEAD_OF_OFFICE in user.standing.roles:
        count = waiting_for_head().count()
        label = ngettext("Beweis wartet auf Ihre Entscheidung", "Beweise warten auf Ihre Entscheidung", count)
        yield Waiting(label, count, f"{reverse('moderation:list')}?escalated_to={Evidence.Path.HEAD}", is_urgent=True)
