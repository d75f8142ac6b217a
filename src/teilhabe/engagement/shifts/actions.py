"""Writes about who comes to a shift."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.policies import keeps
from teilhabe.core.access.policy import ADD, CHANGE
from teilhabe.core.audit.action import Action, By, Operator
from teilhabe.core.users.models import Organisation, User
from teilhabe.engagement.shifts import letters, places
from teilhabe.engagement.shifts.extensions import ATTENDANCE
from teilhabe.engagement.shifts.models import Shift, SignUp
from teilhabe.engagement.shifts.policies import SHIFTS, SIGN_UPS
from teilhabe.engagement.shifts.requiring import lacking, require_fit, said_by_themselves
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.errors import InputError
from teilhabe.matching.values import Need

State = SignUp.State


def may_sign_up(by: By, shift: Shift, volunteer: Volunteer) -> bool:
    """The coordination anybody, an organisation for its own shifts, volunteers themselves."""
    if isinstance(by, Operator) or keeps(by, SIGN_UPS):
        return True
    is_self = volunteer.person.user_id is not None and volunteer.person.user_id == by.pk
    return is_self or SHIFTS.may(by, CHANGE, shift)


@dataclass(frozen=True, kw_only=True)
class SignUpForShift(Action[SignUp]):
    """A place, or one on the waiting list. InputError for cancelled, past, overlapping, twice, or what is missing.

    `says_so`: they have read what is asked and say that they can. With a reason in `despite` the office takes somebody
    for whom something is missing.
    """

    verb = ADD
    sentence = _("hat zu einer Schicht angemeldet: {target}")
    shift: Shift
    volunteer: Volunteer
    language: str = ""
    says_so: bool = False
    despite: str = ""

    @property
    def target(self) -> type[SignUp]:
        return SignUp

    def is_allowed(self) -> bool:
        may_except = not self.despite or isinstance(self.by, Operator) or keeps(self.by, SIGN_UPS)
        return super().is_allowed() and may_except and may_sign_up(self.by, self.shift, self.volunteer)

    def perform(self) -> SignUp:
        shift = places.locked(self.shift)
        places.require_open(shift)
        places.require_room(self.volunteer, shift)
        lacks = self._lacks(shift)
        if not self.despite:
            require_fit(self.volunteer, lacks)
        made = SignUp.objects.create(
            shift=shift,
            volunteer=self.volunteer,
            state=places.state_for_newcomer(shift),
            language=self.language[:16],
            despite=self.despite[:300] if lacks else "",
        )
        letters.tell_signed_up(made)
        return made

    def _lacks(self, shift: Shift) -> tuple[Need, ...]:
        found = lacking(shift, places.free(shift), [self.volunteer])[self.volunteer.pk]
        return said_by_themselves(found, self.volunteer) if self.says_so else found

    def organisation(self) -> Organisation:
        return self.shift.opportunity.organisation


@dataclass(frozen=True, kw_only=True)
class _OfSignUp(Action[SignUp]):
    """A write about one sign-up, made while nobody else gives or takes a place of its shift."""

    verb = CHANGE
    sign_up: SignUp

    @property
    def target(self) -> SignUp:
        return self.sign_up

    def organisation(self) -> Organisation:
        return self.sign_up.shift.opportunity.organisation

    def run(self) -> SignUp:
        with transaction.atomic():
            places.locked(self.sign_up.shift)  # before the row of the sign-up: see `places`
            return super().run()

    def become(self, *states: str, to: str) -> SignUp:
        """InputError where it is in none of the states."""
        self.sign_up.refresh_from_db(fields=["state"])
        if self.sign_up.state not in states:
            raise InputError(
                f"Das geht nicht mehr: {self.sign_up.volunteer} – {self.sign_up.get_state_display()}.",
                f"This is no longer possible: {self.sign_up.volunteer} is {self.sign_up.state}.",
            )
        self.sign_up.state = to
        self.sign_up.save(update_fields=["state"])
        return self.sign_up


@dataclass(frozen=True, kw_only=True)
class CancelSignUp(_OfSignUp):
    """The place is free and they are told; the first of the waiting list who has time moves up and is told."""

    sentence = _("hat eine Anmeldung abgesagt: {target}")

    def perform(self) -> SignUp:
        had_a_place = SignUp.objects.filter(pk=self.sign_up.pk, state=State.BOOKED).exists()
        cancelled = self.become(State.BOOKED, State.WAITING, to=State.CANCELLED)
        if had_a_place and cancelled.shift.ends_at > timezone.now():
            letters.tell_given_back(cancelled)
        places.move_up(cancelled.shift)
        return cancelled


@dataclass(frozen=True, kw_only=True)
class NoteAttended(_OfSignUp):
    """They came."""

    sentence = _("hat vermerkt, dass jemand da war: {target}")

    def perform(self) -> SignUp:
        came = self.become(State.BOOKED, State.WAITING, State.MISSED, to=State.ATTENDED)
        came.arrived_at = timezone.now()
        came.save(update_fields=["arrived_at"])
        ATTENDANCE.collect(came)
        return came

    def is_allowed(self) -> bool:
        return super().is_allowed() and _is_in_charge(self.by, self.sign_up.shift)


@dataclass(frozen=True, kw_only=True)
class NoteMissed(_OfSignUp):
    """They had a place and did not come."""

    sentence = _("hat vermerkt, dass jemand nicht da war: {target}")

    def perform(self) -> SignUp:
        missed = self.become(State.BOOKED, State.ATTENDED, to=State.MISSED)
        ATTENDANCE.collect(missed)
        return missed

    def is_allowed(self) -> bool:
        return super().is_allowed() and _is_in_charge(self.by, self.sign_up.shift)


def _is_in_charge(by: By, shift: Shift) -> bool:
    """Volunteers say themselves that they come, not that they came."""
    return not isinstance(by, User) or SHIFTS.may(by, CHANGE, shift)
