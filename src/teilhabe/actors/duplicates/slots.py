"""Where the workspace shows that entries may be doubled."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.actors.duplicates.policies import POSSIBLE_DUPLICATES
from teilhabe.actors.duplicates.selectors import merges_in_force, waiting, waiting_about
from teilhabe.actors.models import Person
from teilhabe.actors.policies import MERGES
from teilhabe.core.access.policy import CHANGE, VIEW
from teilhabe.core.extensions import NAVIGATION, PERSON_SECTIONS, WAITING, NavigationItem, Section, Waiting
from teilhabe.core.users.models import User


@NAVIGATION.fill
def duplicates_page(user: User) -> Iterator[NavigationItem]:
    if POSSIBLE_DUPLICATES.allows(user, VIEW):
        yield NavigationItem(_("Doppelte Einträge"), reverse("actors:duplicates"))


@WAITING.fill
def duplicates_waiting(user: User) -> Iterator[Waiting]:
    if POSSIBLE_DUPLICATES.allows(user, CHANGE):
        count = waiting().count()
        label = ngettext("vielleicht doppelter Eintrag", "vielleicht doppelte Einträge", count)
        yield Waiting(label, count, reverse("actors:duplicates"))


@PERSON_SECTIONS.fill
def doubles_of(person: Model, user: User) -> Iterator[Section]:
    """What was merged into this person, with the way back, and who may be the same; nothing where there is nothing."""
    if not isinstance(person, Person) or not MERGES.allows(user, CHANGE):
        return
    merges, pairs = list(merges_in_force().filter(kept=person)), list(waiting_about(person))
    if merges or pairs:
        others = [pair.second if pair.first_id == person.pk else pair.first for pair in pairs]
        context = {"person": person, "merges": merges, "others": others}
        yield Section(_("Doppelte Einträge"), render_to_string("duplicates/_section.html", context))
