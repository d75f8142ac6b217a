"""Writes about campaigns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import ADD, CHANGE, DELETE
from teilhabe.core.audit.action import Action
from teilhabe.errors import InputError
from teilhabe.outreach.content.models import Campaign

FIELDS = frozenset({"key", "name", "goal", "starts_on", "ends_on"})


@dataclass(frozen=True, kw_only=True)
class AddCampaign(Action[Campaign]):
    verb = ADD
    sentence = _("hat die Kampagne „{target}“ angelegt")
    values: Mapping[str, Any]

    @property
    def target(self) -> type[Campaign]:
        return Campaign

    def perform(self) -> Campaign:
        _refuse_taken(str(self.values["key"]))
        return Campaign.objects.create(**{name: value for name, value in self.values.items() if name in FIELDS})


@dataclass(frozen=True, kw_only=True)
class ChangeCampaign(Action[Campaign]):
    verb = CHANGE
    sentence = _("hat die Kampagne „{target}“ geändert")
    campaign: Campaign
    values: Mapping[str, Any]

    @property
    def target(self) -> Campaign:
        return self.campaign

    def perform(self) -> Campaign:
        if "key" in self.values:
            _refuse_taken(str(self.values["key"]), self.campaign)
        for name in FIELDS & set(self.values):
            setattr(self.campaign, name, self.values[name])
        self.campaign.save()
        return self.campaign


@dataclass(frozen=True, kw_only=True)
class RemoveCampaign(Action[None]):
    verb = DELETE
    sentence = _("hat die Kampagne „{target}“ gelöscht")
    campaign: Campaign

    @property
    def target(self) -> Campaign:
        return self.campaign

    def perform(self) -> None:
        if self.campaign.items.exists():
            raise InputError(
                "Zu dieser Kampagne gehören noch Informationen. Nehmen Sie sie zuerst heraus.",
                "There are still items in this campaign. Take them out first.",
            )
        self.campaign.delete()


def _refuse_taken(key: str, own: Campaign | None = None) -> None:
    others = Campaign.objects.exclude(pk=own.pk) if own else Campaign.objects.all()
    if others.filter(key=key).exists():
        raise InputError(
            f"Den Schlüssel „{key}“ hat schon eine andere Kampagne.", f"Another campaign has the key “{key}” already."
        )
