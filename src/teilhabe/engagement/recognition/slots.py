"""What recognition adds to the page of a person."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from teilhabe.actors.models import Person
from teilhabe.actors.policies import keeps
from teilhabe.core.access.policy import VIEW
from teilhabe.core.extensions import NAVIGATION, PERSON_SECTIONS, NavigationItem, Section
from teilhabe.core.users.models import User
from teilhabe.engagement.allowances.selectors import has_declared
from teilhabe.engagement.placements.policies import ASSIGNMENTS
from teilhabe.engagement.recognition.card import verdicts
from teilhabe.engagement.recognition.selectors import engaged
from teilhabe.engagement.recognition.wording import missing
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.engagement.volunteers.policies import VOLUNTEERS


@NAVIGATION.fill
def pages(user: User) -> Iterator[NavigationItem]:
    if keeps(user, VOLUNTEERS):
        yield NavigationItem(_("Nachweise und Dank"), reverse("recognition:list"), group="volunteering")


@PERSON_SECTIONS.fill
def thanks_and_proofs(person: Model, user: User) -> Iterator[Section]:
    """The year in hours, what the Ehrenamtskarte still needs, and what can be printed."""
    if not isinstance(person, Person) or not VOLUNTEERS.allows(user, VIEW):
        return
    volunteer = VOLUNTEERS.reach(user).filter(person=person).first()
    if not isinstance(volunteer, Volunteer):
        return
    today = localdate()
    known = engaged(volunteer, today)
    looked_at = verdicts(known, today)
    context = {
        "volunteer": volunteer,
        "may_print": keeps(user, VOLUNTEERS),
        "hours": known.hours,
        "is_possible": all(each.is_met for each in looked_at),
        "has_declared": has_declared(volunteer, today.year),
        "missing": missing(looked_at),
        "assignments": ASSIGNMENTS.reach(user).filter(volunteer=volunteer).order_by("-starts_on", "pk"),
    }
    yield Section(_("Nachweise und Dank"), render_to_string("recognition/_of_volunteer.html", context))
