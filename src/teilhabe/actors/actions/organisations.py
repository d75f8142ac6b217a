"""Writes about organisations and their entry in the directory of partners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from teilhabe.actors.models import Partner
from teilhabe.actors.policies import ORGANISATIONS, keeps
from teilhabe.core.access.policy import ADD, CHANGE
from teilhabe.core.audit.action import Action, Operator
from teilhabe.core.users.models import Organisation
from teilhabe.errors import InputError

OWN_ENTRY = frozenset({"description", "fields", "districts", "languages"})
"""What members write about their organisation; whether it is listed the office decides."""
ENTRY = OWN_ENTRY | {"is_listed"}


@dataclass(frozen=True, kw_only=True)
class AddOrganisation(Action[Organisation]):
    """The organisation with its entry; InputError where one of this name exists."""

    verb = ADD
    sentence = _("hat die Organisation „{target}“ angelegt")
    name: str
    entry: Mapping[str, Any]

    @property
    def target(self) -> type[Organisation]:
        return Organisation

    def perform(self) -> Organisation:
        _require_free(self.name)
        organisation = Organisation.objects.create(name=self.name)
        Partner.objects.create(organisation=organisation, **_known(self.entry, ENTRY))
        return organisation


@dataclass(frozen=True, kw_only=True)
class ChangeOrganisation(Action[Organisation]):
    """Only those who keep all organisations decide whether the office still works with it."""

    verb = CHANGE
    sentence = _("hat die Organisation „{target}“ geändert")
    row: Organisation
    name: str
    is_active: bool

    @property
    def target(self) -> Organisation:
        return self.row

    def perform(self) -> Organisation:
        _require_free(self.name, but=self.row)
        self.row.name = self.name
        if isinstance(self.by, Operator) or keeps(self.by, ORGANISATIONS):
            self.row.is_active = self.is_active
        self.row.save(update_fields=["name", "is_active"])
        return self.row

    def organisation(self) -> Organisation:
        return self.row


@dataclass(frozen=True, kw_only=True)
class ChangeEntry(Action[Partner]):
    """Write the organisation's entry in the directory, the first time too."""

    verb = CHANGE
    sentence = _("hat den Eintrag von „{target}“ im Verzeichnis geändert")
    partner: Partner
    entry: Mapping[str, Any]

    @property
    def target(self) -> Partner:
        return self.partner

    def is_allowed(self) -> bool:
        """An entry belongs to its organisation, also before it is stored."""
        return isinstance(self.by, Operator) or ORGANISATIONS.may(self.by, CHANGE, self.partner.organisation)

    def perform(self) -> Partner:
        is_kept = isinstance(self.by, Operator) or keeps(self.by, ORGANISATIONS)
        for name, value in _known(self.entry, ENTRY if is_kept else OWN_ENTRY).items():
            setattr(self.partner, name, value)
        self.partner.save()
        return self.partner

    def organisation(self) -> Organisation:
        return self.partner.organisation


def _require_free(name: str, but: Organisation | None = None) -> None:
    taken = Organisation.objects.filter(name=name)
    if (taken.exclude(pk=but.pk) if but else taken).exists():
        raise InputError(
            f"Eine Organisation mit dem Namen „{name}“ gibt es schon.",
            f"There is an organisation with the name “{name}” already.",
        )


def _known(values: Mapping[str, Any], fields: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in fields}
