"""Writes about when people are needed: shifts, one by one or in a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import ADD, CHANGE
from teilhabe.core.audit.action import Action, By, Operator
from teilhabe.core.users.models import Organisation
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.opportunities.policies import OPPORTUNITIES
from teilhabe.engagement.shifts import letters, places
from teilhabe.engagement.shifts.models import Series, Shift, SignUp
from teilhabe.errors import InputError
from teilhabe.outreach.calendar.occurrences import Happening, occurrences
from teilhabe.outreach.calendar.recurrence import normal

AHEAD = timedelta(days=60)
"""How far ahead the shifts of a series can be signed up for."""
CHANGEABLE = frozenset({"places", "place", "note"})


def may_plan(by: By, opportunity: Opportunity) -> bool:
    """The office, and the organisation for its own."""
    return isinstance(by, Operator) or OPPORTUNITIES.may(by, CHANGE, opportunity)


@dataclass(frozen=True, kw_only=True)
class AddShift(Action[Shift]):
    """A stretch of time; with `rule` (see `recurrence`) it comes again, and the first ones are laid out at once."""

    verb = ADD
    sentence = _("hat eine Schicht angelegt: {target}")
    opportunity: Opportunity
    starts_at: datetime
    ends_at: datetime
    places: int
    place: str = ""
    note: str = ""
    rule: str = ""

    @property
    def target(self) -> type[Shift]:
        return Shift

    def is_allowed(self) -> bool:
        return super().is_allowed() and may_plan(self.by, self.opportunity)

    def perform(self) -> Shift:
        if self.ends_at <= self.starts_at:
            raise InputError("Das Ende liegt vor dem Anfang.", "The end lies before the start.")
        if not self.rule:
            return self._one()
        series = Series.objects.create(
            opportunity=self.opportunity,
            rule=normal(self.rule),
            starts_at=self.starts_at,
            length=self.ends_at - self.starts_at,
            places=self.places,
            place=self.place,
        )
        laid = lay_out(series, timezone.localdate(self.starts_at) + AHEAD)
        return laid[0] if laid else self._one()

    def _one(self) -> Shift:
        return Shift.objects.create(
            opportunity=self.opportunity,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            places=self.places,
            place=self.place,
            note=self.note,
        )

    def organisation(self) -> Organisation:
        return self.opportunity.organisation


def lay_out(series: Series, until: date) -> list[Shift]:
    """The shifts of the series up to this day that are not there yet; those that were moved stay where they are."""
    begins = timezone.localdate(series.starts_at)
    first = max(begins, series.laid_out_until + timedelta(days=1)) if series.laid_out_until else begins
    if first > until:
        return []
    happening = Happening(series.starts_at, series.starts_at + series.length, recurrence=series.rule)
    made = [
        Shift.objects.get_or_create(
            series=series,
            starts_at=each.starts_at,
            defaults={
                "opportunity": series.opportunity,
                "ends_at": each.ends_at,
                "places": series.places,
                "place": series.place,
            },
        )[0]
        for each in occurrences(happening, first, until)
    ]
    series.laid_out_until = until
    series.save(update_fields=["laid_out_until"])
    return made


@dataclass(frozen=True, kw_only=True)
class _OfShift(Action[Shift]):
    """A write about a shift, or about it and all that follow it in its series."""

    verb = CHANGE
    shift: Shift
    following: bool = False

    @property
    def target(self) -> Shift:
        return self.shift

    def organisation(self) -> Organisation:
        return self.shift.opportunity.organisation

    def run(self) -> Shift:
        with transaction.atomic():
            places.locked(self.shift)
            return super().run()

    def concerned(self) -> list[Shift]:
        """Locked, in the order of their keys."""
        if not self.following or self.shift.series_id is None:
            return [places.locked(self.shift)]
        later = Shift.objects.filter(series=self.shift.series, starts_at__gte=self.shift.starts_at, is_cancelled=False)
        return [places.locked(each) for each in later.order_by("pk")]


@dataclass(frozen=True, kw_only=True)
class ChangeShift(_OfShift):
    """Places, place, note; or the time, moved by as much for all that follow. Who comes is told of time and place."""

    sentence = _("hat eine Schicht geändert: {target}")
    starts_at: datetime
    ends_at: datetime
    values: Mapping[str, Any]

    def perform(self) -> Shift:
        if self.ends_at <= self.starts_at:
            raise InputError("Das Ende liegt vor dem Anfang.", "The end lies before the start.")
        former = (self.shift.starts_at, self.shift.ends_at)
        if self.following and timezone.localdate(former[0]) != timezone.localdate(self.starts_at):
            raise InputError(
                "Auf einen anderen Tag lässt sich nur ein einzelner Termin verlegen.",
                "Only a single date can be moved to another day.",
            )
        for shift in self.concerned():
            self._change(shift, self.starts_at - former[0], self.ends_at - former[1])
        if self.following and self.shift.series is not None:
            self._change_series(self.shift.series, self.starts_at - former[0])
        self.shift.refresh_from_db()
        return self.shift

    def _change(self, shift: Shift, later: timedelta, longer: timedelta) -> None:
        before = (shift.starts_at, shift.ends_at, shift.place)
        shift.starts_at, shift.ends_at = _moved(shift.starts_at, later), _moved(shift.ends_at, longer)
        for name, value in self.values.items():
            if name in CHANGEABLE:
                setattr(shift, name, value)
        is_moved = before != (shift.starts_at, shift.ends_at, shift.place)
        if is_moved:
            shift.note_change()
        shift.save()
        for each in booked(shift) if is_moved else ():
            letters.tell_changed(each)
        places.move_up(shift)

    def _change_series(self, series: Series, later: timedelta) -> None:
        series.starts_at = _moved(series.starts_at, later)
        series.length = self.ends_at - self.starts_at
        for name in ("places", "place"):
            setattr(series, name, self.values.get(name, getattr(series, name)))
        series.save()


def _moved(moment: datetime, by: timedelta) -> datetime:
    """On the clock of the city: a change of summer time in between moves nothing."""
    local = timezone.localtime(moment)
    return timezone.make_aware(local.replace(tzinfo=None) + by)


@dataclass(frozen=True, kw_only=True)
class CancelShift(_OfShift):
    """It does not take place, nor with `following` all later ones of its series; whoever comes or waits is told."""

    sentence = _("hat eine Schicht abgesagt: {target}")

    def perform(self) -> Shift:
        for shift in self.concerned():
            if shift.is_cancelled:
                continue
            shift.is_cancelled = True
            shift.note_change()
            shift.save(update_fields=["is_cancelled", "sequence", "changed_at"])
            for each in booked(shift, SignUp.State.BOOKED, SignUp.State.WAITING):
                letters.tell_cancelled(each)
        if self.following and self.shift.series_id is not None:
            Series.objects.filter(pk=self.shift.series_id).update(ended_at=timezone.now())
        self.shift.refresh_from_db()
        return self.shift


def booked(shift: Shift, *states: str) -> list[SignUp]:
    """Those who come, with whom they are; or those in these states."""
    rows = shift.sign_ups.filter(state__in=states or (SignUp.State.BOOKED,))
    return list(rows.select_related("volunteer__person", "shift__opportunity"))


def local_moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
