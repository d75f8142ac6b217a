"""Writes about one volunteer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from teilhabe.actors.models import Person
from teilhabe.actors.policies import keeps
from teilhabe.core.access.policy import ADD, CHANGE
from teilhabe.core.audit.action import Action, Operator
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.engagement.volunteers.policies import VOLUNTEERS
from teilhabe.errors import InputError

OWN_FIELDS = frozenset(
    {
        "language_levels",
        "skills",
        "wishes",
        "kinds",
        "districts",
        "week",
        "hours_per_week",
        "most_assignments",
        "limits",
        "may_ask",
    }
)
"""What volunteers may change about themselves."""
FIELDS = OWN_FIELDS | {"state", "since", "paused_until", "born_on", "guardian_name", "guardian_agreed_on"}
LANGUAGES = "languages"
"""Stands in `values` for the languages of the person, which are kept there."""


@dataclass(frozen=True, kw_only=True)
class AddVolunteer(Action[Volunteer]):
    """`values` by name of field, and `languages` for those of the person. InputError where they are one already."""

    verb = ADD
    sentence = _("hat „{target}“ als ehrenamtliche Person aufgenommen")
    person: Person
    values: Mapping[str, Any]

    @property
    def target(self) -> type[Volunteer]:
        return Volunteer

    def perform(self) -> Volunteer:
        if Volunteer.objects.filter(person=self.person).exists():
            raise InputError(
                f"{self.person} ist schon als ehrenamtliche Person aufgenommen.",
                f"{self.person} is a volunteer already.",
            )
        volunteer = Volunteer(person=self.person)
        _give(volunteer, self.values, FIELDS)
        volunteer.save()
        return volunteer


@dataclass(frozen=True, kw_only=True)
class ChangeVolunteer(Action[Volunteer]):
    verb = CHANGE
    sentence = _("hat die Angaben von „{target}“ zum Ehrenamt geändert")
    volunteer: Volunteer
    values: Mapping[str, Any]

    @property
    def target(self) -> Volunteer:
        return self.volunteer

    def perform(self) -> Volunteer:
        is_kept = isinstance(self.by, Operator) or keeps(self.by, VOLUNTEERS)
        changed = _give(self.volunteer, self.values, FIELDS if is_kept else OWN_FIELDS)
        self.volunteer.save(update_fields=changed)
        return self.volunteer


def _give(volunteer: Volunteer, values: Mapping[str, Any], known: frozenset[str]) -> list[str]:
    """The names of the fields that were set; the languages go to the person."""
    names = [name for name in values if name in known]
    for name in names:
        setattr(volunteer, name, values[name])
    if LANGUAGES in values:
        volunteer.person.languages = list(values[LANGUAGES])
        volunteer.person.save(update_fields=[LANGUAGES])
    return names
