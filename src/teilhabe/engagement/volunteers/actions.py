"""Writes about one volunteer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.folding import fold
from teilhabe.actors.models import Person
from teilhabe.actors.policies import keeps
from teilhabe.core.access.policy import ADD, CHANGE, DELETE
from teilhabe.core.audit.action import Action, Operator
from teilhabe.engagement.volunteers.extensions import ENDINGS
from teilhabe.engagement.volunteers.models import Absence, Skill, Volunteer
from teilhabe.engagement.volunteers.policies import VOLUNTEERS
from teilhabe.engagement.volunteers.selectors import needs_guardian
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
FIELDS = OWN_FIELDS | {"state", "since", "born_on", "guardian_name", "guardian_agreed_on"}
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


@dataclass(frozen=True, kw_only=True)
class _OfOne(Action[Volunteer]):
    verb = CHANGE
    volunteer: Volunteer

    @property
    def target(self) -> Volunteer:
        return self.volunteer

    def set(self, **values: object) -> Volunteer:
        for name, value in values.items():
            setattr(self.volunteer, name, value)
        self.volunteer.save(update_fields=[*values])
        return self.volunteer


@dataclass(frozen=True, kw_only=True)
class Activate(_OfOne):
    """From now on they are proposed for tasks. InputError for minors for whom nobody has agreed.

    Who may be proposed the office decides; their own break everybody ends themselves.
    """

    sentence = _("führt „{target}“ jetzt als aktiv")

    def is_allowed(self) -> bool:
        is_back = self.volunteer.state == Volunteer.State.PAUSED
        return super().is_allowed() and (is_back or isinstance(self.by, Operator) or keeps(self.by, VOLUNTEERS))

    def perform(self) -> Volunteer:
        if needs_guardian(self.volunteer, timezone.localdate()):
            raise InputError(
                f"{self.volunteer} ist noch nicht 18. Bitte tragen Sie zuerst das Einverständnis der "
                "sorgeberechtigten Person ein.",
                f"{self.volunteer} is not 18 yet. Please enter the guardian's consent first.",
            )
        return self.set(state=Volunteer.State.ACTIVE, paused_until=None, ended_on=None, reason="")


@dataclass(frozen=True, kw_only=True)
class Pause(_OfOne):
    """They are proposed for nothing until the day has passed, or until somebody says so.

    InputError for those who are not active: the end of a break would make them so.
    """

    sentence = _("führt „{target}“ als in der Pause")
    until: date | None = None

    def perform(self) -> Volunteer:
        if self.volunteer.state not in (Volunteer.State.ACTIVE, Volunteer.State.PAUSED):
            raise InputError("Pause machen kann nur, wer aktiv ist.", "Only those who are active can take a break.")
        return self.set(state=Volunteer.State.PAUSED, paused_until=self.until)


@dataclass(frozen=True, kw_only=True)
class End(_OfOne):
    """They have stopped: what was running ends today, nobody asks them any more, and their links lead nowhere."""

    sentence = _("hat festgehalten, dass „{target}“ aufgehört hat")
    reason: str

    def perform(self) -> Volunteer:
        for each in ENDINGS.collect(self.volunteer):
            each.end(self.reason)
        return self.set(
            state=Volunteer.State.ENDED,
            ended_on=timezone.localdate(),
            reason=self.reason,
            paused_until=None,
            token="",
        )


@dataclass(frozen=True, kw_only=True)
class Confirm(_OfOne):
    """All of it is still right, as of now."""

    sentence = _("hat bestätigt, dass die Angaben von „{target}“ stimmen")

    def perform(self) -> Volunteer:
        return self.set(checked_at=timezone.now())


@dataclass(frozen=True, kw_only=True)
class StopAsking(_OfOne):
    """They do not want to be asked any more whether all is still right."""

    sentence = _("fragt „{target}“ nicht mehr, ob die Angaben stimmen")

    def perform(self) -> Volunteer:
        return self.set(may_ask=False, checked_at=timezone.now())


@dataclass(frozen=True, kw_only=True)
class RevokeLinks(_OfOne):
    """Whoever has one of their links can do nothing with it any more; the next mail brings a new one."""

    sentence = _("hat die persönlichen Links von „{target}“ ungültig gemacht")

    def perform(self) -> Volunteer:
        return self.set(token="")


@dataclass(frozen=True, kw_only=True)
class AddAbsence(Action[Absence]):
    """Both days belong to it."""

    verb = ADD
    sentence = _("hat eine Abwesenheit eingetragen: {target}")
    volunteer: Volunteer
    first_day: date
    last_day: date

    @property
    def target(self) -> type[Absence]:
        return Absence

    def is_allowed(self) -> bool:
        """Whoever may change the volunteer may say when they are away."""
        return super().is_allowed() and (
            isinstance(self.by, Operator) or VOLUNTEERS.may(self.by, CHANGE, self.volunteer)
        )

    def perform(self) -> Absence:
        if self.last_day < self.first_day:
            raise InputError(
                "Der letzte Tag liegt vor dem ersten. Bitte prüfen Sie beide Tage.",
                "The last day is before the first one. Please check both days.",
            )
        return Absence.objects.create(volunteer=self.volunteer, first_day=self.first_day, last_day=self.last_day)


@dataclass(frozen=True, kw_only=True)
class RemoveAbsence(Action[Absence]):
    verb = DELETE
    sentence = _("hat eine Abwesenheit entfernt: {target}")
    absence: Absence

    @property
    def target(self) -> Absence:
        return self.absence

    def perform(self) -> Absence:
        Absence.objects.filter(pk=self.absence.pk).delete()
        return self.absence


@dataclass(frozen=True, kw_only=True)
class SaveSkill(Action[Skill]):
    """Change a skill of the list; its key stays, because volunteers and requirements hold it."""

    verb = CHANGE
    sentence = _("hat die Fähigkeit „{target}“ geändert")
    skill: Skill
    names: Mapping[str, str]
    is_offered: bool = True

    @property
    def target(self) -> Skill:
        return self.skill

    def perform(self) -> Skill:
        self.skill.names, self.skill.is_offered = _named(self.names), self.is_offered
        self.skill.save(update_fields=["names", "is_offered"])
        return self.skill


@dataclass(frozen=True, kw_only=True)
class AddSkill(Action[Skill]):
    """InputError where the list has one of that German name."""

    verb = ADD
    sentence = _("hat die Fähigkeit „{target}“ angelegt")
    names: Mapping[str, str]

    @property
    def target(self) -> type[Skill]:
        return Skill

    def perform(self) -> Skill:
        names = _named(self.names)
        key = slugify(fold(names["de"]))[:60]
        if not key or Skill.objects.filter(key=key).exists():
            raise InputError(f"„{names['de']}“ steht schon in der Liste.", f"“{names['de']}” is in the list already.")
        return Skill.objects.create(key=key, names=names)


def _named(names: Mapping[str, str]) -> dict[str, str]:
    return {language: " ".join(name.split()) for language, name in names.items() if name.strip()}
