"""Who stops, or takes their consent back, is in no shift any more, and nobody asks them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.actors.extensions import CONSEQUENCES, Consequence
from teilhabe.actors.models import Consent
from teilhabe.core.audit.action import Operator
from teilhabe.engagement.shifts.actions import CancelSignUp
from teilhabe.engagement.shifts.models import SignUp
from teilhabe.engagement.shifts.tables import when
from teilhabe.engagement.volunteers.actions import End
from teilhabe.engagement.volunteers.consent import VOLUNTEERING
from teilhabe.engagement.volunteers.extensions import ENDINGS, Ending
from teilhabe.engagement.volunteers.models import Volunteer

BY = Operator("Widerruf der Einwilligung")
STOPPED = Operator("Ende des Ehrenamts")
"""Whoever may end it all may end each part: the log has who it was with the first of these lines."""


@CONSEQUENCES.fill
def ends_with(consent: Consent) -> Iterator[Consequence]:
    """Nothing as long as another version is in force."""
    if consent.text.purpose != VOLUNTEERING.purpose or len(VOLUNTEERING.in_force(consent.person)) > 1:
        return
    for volunteer in Volunteer.objects.filter(person=consent.person).exclude(state=Volunteer.State.ENDED):
        told = _("Kommende Einsätze werden abgesagt, und niemand fragt diese Person mehr.")
        yield Consequence(told, lambda volunteer=volunteer: leave(volunteer))  # type: ignore[misc]  # bound now


def leave(volunteer: Volunteer) -> None:
    End(by=BY, volunteer=volunteer, reason=Volunteer.Reason.OTHER).run()


@ENDINGS.fill
def promised(volunteer: Volunteer) -> Iterator[Ending]:
    """Places in shifts to come; cancelled before the personal links end, because the last mail has one."""
    places = SignUp.objects.filter(
        volunteer=volunteer, state__in=(SignUp.State.BOOKED, SignUp.State.WAITING), shift__ends_at__gt=timezone.now()
    )
    for each in places.select_related("shift__opportunity__organisation", "volunteer__person").order_by("shift"):
        label = _("Schicht: %(title)s, %(when)s") % {"title": each.shift.opportunity.title, "when": when(each.shift)}
        yield Ending(label, partial(_cancel, each))


def _cancel(place: SignUp, _reason: str) -> None:
    CancelSignUp(by=STOPPED, sign_up=place).run()
