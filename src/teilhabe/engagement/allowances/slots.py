"""What lump sums add to navigation, the start page and the pages of people."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.actors.models import Person
from teilhabe.core.access.policy import ADD, VIEW
from teilhabe.core.extensions import NAVIGATION, PERSON_SECTIONS, WAITING, NavigationItem, Section, Waiting
from teilhabe.core.users.models import User
from teilhabe.engagement.allowances.policies import PAYMENTS
from teilhabe.engagement.allowances.selectors import above, totals_of
from teilhabe.engagement.allowances.wording import sums
from teilhabe.engagement.volunteers.selectors import known_volunteer


@NAVIGATION.fill
def pages(user: User) -> Iterator[NavigationItem]:
    if PAYMENTS.allows(user, VIEW):
        yield NavigationItem(_("Aufwandspauschalen"), reverse("allowances:totals"), group="volunteering")


@WAITING.fill
def above_the_limit(user: User) -> Iterator[Waiting]:
    """Whose payments of this year exceed the limit: somebody has to tell them before the tax office does."""
    if not PAYMENTS.allows(user, ADD):
        return
    year = localdate().year
    count = above(user, "over", year)
    yield Waiting(
        ngettext("Person ist über der Aufwandspauschale", "Personen sind über der Aufwandspauschale", count),
        count,
        f"{reverse('allowances:totals')}?standing=over&year={year}",
        detail=_("Was darüber liegt, ist zu versteuern. Bitte sprechen Sie miteinander."),
    )


@PERSON_SECTIONS.fill
def of_a_person(person: Model, user: User) -> Iterator[Section]:
    """The sums of this year."""
    if not isinstance(person, Person) or not PAYMENTS.allows(user, VIEW):
        return
    volunteer = known_volunteer(person)
    if volunteer is None:
        return
    year = localdate().year
    totals = totals_of(user).filter(volunteer=volunteer, year=year).order_by("kind")
    content = render_to_string("allowances/_of_volunteer.html", {"sums": sums(totals), "year": year})
    yield Section(_("Aufwandspauschalen"), content, reverse("allowances:volunteer", args=[volunteer.pk]))
