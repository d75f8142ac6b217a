"""Where the workspace leads to lists of people and reminds of them; what a merge leaves where it is."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.actors.duplicates.merging import remain
from teilhabe.actors.transfer.models import ImportedRow, PeopleImport
from teilhabe.actors.transfer.policies import IMPORTS
from teilhabe.core.access.policy import ADD, CHANGE
from teilhabe.core.extensions import NAVIGATION, WAITING, NavigationItem, Waiting
from teilhabe.core.users.models import User

remain(ImportedRow)


@NAVIGATION.fill
def import_page(user: User) -> Iterator[NavigationItem]:
    if IMPORTS.allows(user, ADD):
        yield NavigationItem(_("Personen übernehmen"), reverse("actors:import"))


@WAITING.fill
def lists_waiting(user: User) -> Iterator[Waiting]:
    """One's own lists: who handed one in decides about it."""
    if IMPORTS.allows(user, CHANGE):
        mine = PeopleImport.objects.filter(user=user, state=PeopleImport.State.CHECKED)
        count = mine.count()
        label = ngettext("Liste wartet auf Ihre Entscheidung", "Listen warten auf Ihre Entscheidung", count)
        yield Waiting(label, count, reverse("actors:import"))
