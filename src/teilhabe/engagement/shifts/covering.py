"""Who could help out at a shift: they fit, have time, and were asked least recently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.audit.action import Action, Operator
from teilhabe.core.users.models import Organisation
from teilhabe.engagement.shifts import letters, places
from teilhabe.engagement.shifts.actions import SignUpForShift
from teilhabe.engagement.shifts.models import Call, Shift, SignUp
from teilhabe.engagement.shifts.requiring import lacking
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.engagement.week import slots_between
from teilhabe.errors import InputError

AT_ONCE = 5
"""How many are asked in one go: as many as come if one in three says yes, and nobody is asked for nothing."""


def could_help(shift: Shift) -> list[Volunteer]:
    """Everybody who fits, can be written to and was not asked for this shift, the least recently asked first."""
    day = timezone.localdate(shift.starts_at)
    parts = slots_between(timezone.localtime(shift.starts_at), timezone.localtime(shift.ends_at))
    busy = SignUp.objects.filter(
        Q(shift=shift) | Q(shift__starts_at__lt=shift.ends_at, shift__ends_at__gt=shift.starts_at),
        state__in=SignUp.IN_FORCE,
        shift__is_cancelled=False,
    )
    able = (
        Volunteer.objects.filter(state=Volunteer.State.ACTIVE, person__erased_at=None)
        .filter(person__contact_points__kind="mail")
        .exclude(pk__in=busy.values("volunteer"))
        .exclude(pk__in=Call.objects.filter(shift=shift).values("volunteer"))
        .exclude(absences__first_day__lte=day, absences__last_day__gte=day)
        .select_related("person")
        .order_by(F("called_at").asc(nulls_first=True), "pk")
        .distinct()
    )
    found = [each for each in able if each.week & parts == parts]
    lacks = lacking(shift, places.free(shift), found)
    return [each for each in found if not lacks[each.pk]]


@dataclass(frozen=True, kw_only=True)
class CallForHelp(Action[list[Call]]):
    """The next ones are asked by mail; InputError where nobody is left to ask or no place is free."""

    verb = CHANGE
    sentence = _("hat herumgefragt, wer einspringen kann: {target}")
    shift: Shift
    most: int = AT_ONCE

    @property
    def target(self) -> Shift:
        return self.shift

    def is_allowed(self) -> bool:
        """Only the office knows whom to ask."""
        return super().is_allowed() and (isinstance(self.by, Operator) or self.by.standing.is_staff)

    def perform(self) -> list[Call]:
        shift = places.locked(self.shift)
        places.require_open(shift)
        if places.free(shift) < 1:
            raise InputError("Hier ist kein Platz mehr frei.", "No place is free here.")
        asked = list(self._ask(shift))
        if not asked:
            raise InputError(
                "Niemand ist mehr zu fragen: Wer passt und Zeit hat, ist schon gefragt oder anderswo dabei.",
                "Nobody is left to ask: whoever fits and has time has been asked, or is elsewhere.",
            )
        shift.called_at = timezone.now()
        shift.save(update_fields=["called_at"])
        return asked

    def _ask(self, shift: Shift) -> Iterator[Call]:
        for volunteer in could_help(shift)[: self.most]:
            call = Call.objects.create(shift=shift, volunteer=volunteer)
            Volunteer.objects.filter(pk=volunteer.pk).update(called_at=timezone.now())
            letters.ask_to_help(call)
            yield call

    def organisation(self) -> Organisation:
        return self.shift.opportunity.organisation


@dataclass(frozen=True, kw_only=True)
class AnswerCall(Action[Call]):
    """Yes gives a place where one is free, else one on the waiting list."""

    verb = CHANGE
    sentence = _("hat auf eine Bitte um Aushilfe geantwortet: {target}")
    call: Call
    is_yes: bool
    language: str = ""

    @property
    def target(self) -> Call:
        return self.call

    def perform(self) -> Call:
        shift = self.call.shift
        if self.is_yes:
            SignUpForShift(by=self.by, shift=shift, volunteer=self.call.volunteer, language=self.language).run()
        self.call.answer = Call.Answer.YES if self.is_yes else Call.Answer.NO
        self.call.answered_at = timezone.now()
        self.call.save(update_fields=["answer", "answered_at"])
        return self.call

    def organisation(self) -> Organisation:
        return self.call.shift.opportunity.organisation
