"""Rows that the tests of engagement begin with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from teilhabe.actors.models import ContactPoint, Person
from teilhabe.core.users.models import Organisation
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.shifts.models import Shift
from teilhabe.engagement.volunteers.models import Volunteer


def make_volunteer(name: str = "Probe", *, mail: str = "", **values: Any) -> Volunteer:
    """An active volunteer; languages and account belong to the person."""
    of_the_person = {each: values.pop(each) for each in ("languages", "user", "district") if each in values}
    person = Person.objects.create(family_name=name, **of_the_person)
    if mail:
        ContactPoint.objects.create(person=person, kind="mail", value=mail, is_preferred=True)
    return Volunteer.objects.create(person=person, **{"state": Volunteer.State.ACTIVE, **values})


def make_opportunity(organisation: Organisation, title: str = "Sprachcafé", **values: Any) -> Opportunity:
    """Open and listed."""
    given = {"kind": Opportunity.Kind.LONG_TERM, "state": Opportunity.State.OPEN, "task": "Miteinander sprechen."}
    return Opportunity.objects.create(organisation=organisation, title=title, **{**given, **values})


def make_shift(opportunity: Opportunity, starts_at: datetime | None = None, **values: Any) -> Shift:
    """Two hours, from noon of a day far ahead."""
    begins = starts_at or datetime(2031, 5, 5, 10, tzinfo=UTC)
    given = {"ends_at": begins + timedelta(hours=2), "places": 1}
    return Shift.objects.create(opportunity=opportunity, starts_at=begins, **{**given, **values})
