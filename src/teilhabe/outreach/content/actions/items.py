"""Writes about an item: add, change, withdraw, bring back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import ADD, CHANGE
from teilhabe.core.audit.action import Action
from teilhabe.errors import InputError
from teilhabe.outreach.body.segments import segment_hash
from teilhabe.outreach.content.actions.risk import held_back
from teilhabe.outreach.content.actions.writing import Written, write
from teilhabe.outreach.content.editions import alone_with, refresh
from teilhabe.outreach.content.models import Category, InfoItem, Variant
from teilhabe.outreach.content.policies import PUBLISH
from teilhabe.outreach.content.selectors.items import last_changed_by

FIELDS = frozenset(
    {
        "key", "kind", "risk", "districts", "campaign", "picture", "owner", "check_by", "publish_at", "publish_until",
        "is_urgent", "is_sample", "position",
    }
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class AddItem(Action[InfoItem]):
    """An item with its original; `values` by name of field."""

    verb = ADD
    sentence = _("hat die Information „{target}“ angelegt")
    values: Mapping[str, Any]
    written: Written
    language: str = "de"
    level: str = Variant.Level.STANDARD
    categories: Iterable[Category] = field(default=())

    @property
    def target(self) -> type[InfoItem]:
        return InfoItem

    def perform(self) -> InfoItem:
        item = InfoItem.objects.create(**{name: value for name, value in self.values.items() if name in FIELDS})
        item.categories.set(self.categories)
        original = Variant.objects.create(item=item, language=self.language, level=self.level)
        write(original, self.written, self.by)
        return item


@dataclass(frozen=True, kw_only=True)
class ChangeItem(Action[InfoItem]):
    """Everything about an item but its texts; `categories` None leaves them. A lower risk may have to wait.

    `seen` is the fingerprint of what the form showed, "" for whatever there is: nobody undoes another's change unseen.
    """

    verb = CHANGE
    sentence = _("hat die Information „{target}“ geändert")
    item: InfoItem
    values: Mapping[str, Any] = field(default_factory=dict)
    categories: Iterable[Category] | None = None
    seen: str = ""

    @property
    def target(self) -> InfoItem:
        return self.item

    def perform(self) -> InfoItem:
        now = alone_with(self.item.pk)
        if self.seen and self.seen != fingerprint_of(now):
            raise Meanwhile(now)
        given = {name: value for name, value in self.values.items() if name in FIELDS}
        values = held_back(now, given, self.by)
        for name, value in values.items():
            setattr(self.item, name, value)
        self.item.changed_at = timezone.now()
        self.item.save(update_fields=[*values, "changed_at"])
        if self.categories is not None:
            self.item.categories.set(self.categories)
        refresh(self.item)
        return self.item


class Meanwhile(InputError):
    """Somebody else has changed the item since it was shown."""

    def __init__(self, item: InfoItem) -> None:
        who = last_changed_by(item)
        super().__init__(
            f"{who or 'Jemand'} hat diese Angaben inzwischen geändert. Was Sie eingegeben haben, steht noch da und ist "
            "nicht gespeichert. Vergleichen Sie und speichern Sie noch einmal.",
            f"{who or 'Somebody'} has changed this meanwhile. What you entered is still there and has not been saved. "
            "Compare and save again.",
        )


def fingerprint_of(item: InfoItem) -> str:
    """Changes with everything that `ChangeItem` may change."""
    values = map(str, InfoItem.objects.values_list(*sorted(FIELDS), "risk_asked").get(pk=item.pk))
    categories = item.categories.order_by("pk").values_list("pk", flat=True)
    return segment_hash("|".join([*values, *map(str, categories)]))


@dataclass(frozen=True, kw_only=True)
class WithdrawItem(Action[InfoItem]):
    """Nobody outside sees it any more, in no language; its texts stay and can be published again."""

    verb = PUBLISH
    sentence = _("hat die Information „{target}“ zurückgezogen")
    item: InfoItem

    @property
    def target(self) -> InfoItem:
        return self.item

    def perform(self) -> InfoItem:
        self.item.withdrawn_at = self.item.changed_at = timezone.now()
        self.item.save(update_fields=["withdrawn_at", "changed_at"])
        refresh(self.item)
        return self.item
