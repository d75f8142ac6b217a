"""Writes about a place: where it is, when it is open, how it is reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.audit.action import Action, By
from teilhabe.errors import InputError
from teilhabe.outreach.content.editions import stamp
from teilhabe.outreach.content.models import Fact, InfoItem, PlaceDetails
from teilhabe.outreach.facts.values import FactKind

FIELDS = frozenset({"address", "hours", "languages", "is_accessible", "latitude", "longitude"})
SINGLE = {FactKind.ADDRESS: "address", FactKind.HOURS: "hours"}
"""Kinds of which a place has one."""


@dataclass(frozen=True, kw_only=True)
class SavePlace(Action[PlaceDetails]):
    """`values` by name of field; what is not named stays. `contacts` None leaves them."""

    verb = CHANGE
    sentence = _("hat die Angaben zum Ort „{target}“ geändert")
    item: InfoItem
    values: Mapping[str, Any]
    contacts: list[Fact] | None = None

    @property
    def target(self) -> InfoItem:
        return self.item

    def perform(self) -> PlaceDetails:
        if self.item.kind != InfoItem.Kind.PLACE:
            raise InputError("Diese Information ist kein Ort.", "This information is no place.")
        values = {name: value for name, value in self.values.items() if name in FIELDS}
        for kind, name in SINGLE.items():
            fact = values.get(name)
            if fact is not None and fact.kind != kind:
                raise InputError("Diese Angabe passt hier nicht.", "This fact does not fit here.")
        details, _is_new = PlaceDetails.objects.update_or_create(item=self.item, defaults=values)
        if self.contacts is not None:
            details.contacts.set(self.contacts)
        stamp()
        return details


def attach(by: By, item: InfoItem, fact: Fact) -> None:
    """The fact becomes the place's address or hours, else one more way to reach it."""
    name = SINGLE.get(FactKind(fact.kind))
    details = PlaceDetails.objects.filter(item=item).first()
    known = list(details.contacts.all()) if details else []
    if name is not None:
        SavePlace(by=by, item=item, values={name: fact}).run()
    else:
        SavePlace(by=by, item=item, values={}, contacts=[*known, fact]).run()
