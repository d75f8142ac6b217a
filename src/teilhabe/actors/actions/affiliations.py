"""Writes about who belongs to which organisation."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from teilhabe.actors.models import Affiliation, Person
from teilhabe.core.access.policy import ADD, DELETE
from teilhabe.core.audit.action import Action
from teilhabe.core.users.models import Organisation
from teilhabe.errors import InputError


@dataclass(frozen=True, kw_only=True)
class AddAffiliation(Action[Affiliation]):
    """InputError where the person belongs to the organisation already."""

    verb = ADD
    sentence = _("hat eine Zugehörigkeit eingetragen: {target}")
    person: Person
    organisation_row: Organisation
    function: str = ""

    @property
    def target(self) -> type[Affiliation]:
        return Affiliation

    def perform(self) -> Affiliation:
        affiliation, is_new = Affiliation.objects.get_or_create(
            person=self.person, organisation=self.organisation_row, defaults={"function": self.function}
        )
        if not is_new:
            raise InputError(
                f"{self.person} gehört schon zu „{self.organisation_row}“.",
                f"{self.person} belongs to “{self.organisation_row}” already.",
            )
        return affiliation

    def organisation(self) -> Organisation:
        return self.organisation_row


@dataclass(frozen=True, kw_only=True)
class RemoveAffiliation(Action[Affiliation]):
    verb = DELETE
    sentence = _("hat eine Zugehörigkeit entfernt: {target}")
    affiliation: Affiliation

    @property
    def target(self) -> Affiliation:
        return self.affiliation

    def perform(self) -> Affiliation:
        Affiliation.objects.filter(pk=self.affiliation.pk).delete()
        return self.affiliation

    def organisation(self) -> Organisation:
        return self.affiliation.organisation
