"""What tandems add to navigation, the start page and people; nothing there tells who is a client."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.actors.duplicates.merging import remain
from teilhabe.actors.models import Person
from teilhabe.core.access.policy import ADD, CHANGE, VIEW
from teilhabe.core.extensions import NAVIGATION, PERSON_SECTIONS, WAITING, NavigationItem, Section, Waiting
from teilhabe.core.users.models import User
from teilhabe.engagement.tandems.models import ClientIdentity
from teilhabe.engagement.tandems.policies import CLIENTS, IDENTITIES, TANDEMS
from teilhabe.engagement.tandems.selectors import check_ins_due, waiting
from teilhabe.engagement.volunteers.selectors import known_volunteer

# A merge writes down what it moved, for everybody who may undo it: the name stays with the entry it was given to.
remain(ClientIdentity)


@NAVIGATION.fill
def pages(user: User) -> Iterator[NavigationItem]:
    if TANDEMS.allows(user, VIEW):
        yield NavigationItem(_("Patenschaften"), reverse("tandems:tandems"), group="volunteering")


@WAITING.fill
def to_look_after(user: User) -> Iterator[Waiting]:
    """Check-ins that are due and clients without anybody; those of the coordinator."""
    if not CLIENTS.allows(user, CHANGE):
        return
    due, alone = check_ins_due(user).count(), waiting(user).filter(coordinator=user.pk).count()
    yield Waiting(
        ngettext("Patenschaft: Wie läuft es?", "Patenschaften: Wie läuft es?", due),
        due,
        f"{reverse('tandems:tandems')}?due=1",
        detail=_("2, 6 und 12 Wochen nach dem Beginn, dann jedes halbe Jahr."),
    )
    yield Waiting(
        ngettext("Person wartet auf eine Begleitung", "Personen warten auf eine Begleitung", alone),
        alone,
        f"{reverse('tandems:clients')}?state=waiting",
        detail=_("Die am längsten warten, stehen oben."),
    )


@PERSON_SECTIONS.fill
def accompanying(person: Model, user: User) -> Iterator[Section]:
    """The same for everybody, but for the way to a pseudonym that only its coordinator sees."""
    if not isinstance(person, Person) or not CLIENTS.allows(user, ADD):
        return
    context = {
        "person": person,
        "volunteer": known_volunteer(person),
        "identities": IDENTITIES.reach(user).filter(_is(person)).select_related("client").order_by("pk"),
    }
    yield Section(_("Patenschaften"), render_to_string("tandems/_of_person.html", context))


def _is(person: Person) -> Q:
    """Also an entry that became part of this one, and one that became part of that."""
    merged = Q(person__merged_into=person) | Q(person__merged_into__merged_into=person)
    return Q(person=person) | merged
