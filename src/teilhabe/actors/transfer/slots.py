"""Where the workspace leads to lists of people and reminds of them; what a merge leaves where it is."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.actors.duplicates.merging import remain
from teilhabe.actors.models import Person
from teilhabe.actors.policies import PERSONS
from teilhabe.actors.transfer.models import ImportedRow, PeopleImport
from teilhabe.actors.transfer.policies import IMPORTS
from teilhabe.core.access.policy import ADD, CHANGE, EXPORT
from teilhabe.core.extensions import NAVIGATION, PERSON_SECTIONS, WAITING, NavigationItem, Section, Waiting
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


@PERSON_SECTIONS.fill
def visiting_card(person: Model, user: User) -> Iterator[Section]:
    if isinstance(person, Person) and PERSONS.allows(user, EXPORT):
        text = _("Für das Adressbuch von Telefon oder Mailprogramm, ohne die Notizen des Büros.")
        address = reverse("actors:person_card", args=[person.pk])
        link = format_html('<p>{}</p><p><a href="{}">{}</a></p>', text, address, _("Visitenkarte laden (vCard)"))
        yield Section(_("Visitenkarte"), link)
