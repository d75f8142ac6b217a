"""What goes out later or comes back: a change at its time, a withdrawn item as it was."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.audit.action import Action, Operator
from teilhabe.errors import InputError
from teilhabe.outreach.content.actions.publishing import Publish, refuse_unready
from teilhabe.outreach.content.editions import refresh
from teilhabe.outreach.content.models import Edition, InfoItem, Revision
from teilhabe.outreach.content.policies import PUBLISH

CLOCK = Operator("publishing clock")


@dataclass(frozen=True, kw_only=True)
class PublishLater(Action[Revision]):
    """A revision that is ready goes out at its time; until then readers see what they see now. None takes it back."""

    verb = PUBLISH
    sentence = _("hat den Zeitpunkt für „{target}“ festgelegt")
    revision: Revision
    moment: datetime | None

    @property
    def target(self) -> InfoItem:
        return self.revision.variant.item

    def perform(self) -> Revision:
        if self.moment is not None:
            refuse_unready(self.revision.variant, self.revision, moment=self.moment)
            if self.moment <= timezone.now():
                raise InputError("Dieser Zeitpunkt ist schon vorbei.", "This moment has passed already.")
        Revision.objects.filter(variant=self.revision.variant_id).update(publish_at=None)
        self.revision.publish_at = self.moment
        self.revision.save(update_fields=["publish_at"])
        return self.revision


@dataclass(frozen=True, kw_only=True)
class ReturnItem(Action[InfoItem]):
    """A withdrawn item is to be seen again in every variant as it was when it went."""

    verb = PUBLISH
    sentence = _("hat die Information „{target}“ wieder veröffentlicht")
    item: InfoItem

    @property
    def target(self) -> InfoItem:
        return self.item

    def perform(self) -> InfoItem:
        last = Revision.objects.filter(variant__item=self.item).exclude(published_at=None).order_by("published_at")
        revisions = {revision.variant_id: revision for revision in last}
        if not revisions:
            raise InputError("Diese Information war noch nie zu sehen.", "This item has never been visible.")
        for variant, revision in revisions.items():
            Edition.objects.update_or_create(variant_id=variant, defaults={"revision": revision})
        self.item.withdrawn_at, self.item.changed_at = None, timezone.now()
        self.item.save(update_fields=["withdrawn_at", "changed_at"])
        refresh(self.item)
        return self.item


def publish_due(now: datetime) -> int:
    """Publish what is planned until `now`, as far as it is still the newest state of its variant; how many did.

    What has become unready meanwhile stays as it is, and its plan is gone: the item's page offers the step again.
    """
    sources_first = F("variant__translated_from").asc(nulls_first=True)
    due = Revision.objects.filter(publish_at__lte=now).select_related("variant__item")
    return sum(_publish_planned(revision) for revision in due.order_by("publish_at", sources_first))


def _publish_planned(revision: Revision) -> bool:
    newest = Revision.objects.filter(variant=revision.variant_id).order_by("-number").first()
    Revision.objects.filter(pk=revision.pk).update(publish_at=None)
    if newest != revision or revision.variant.item.withdrawn_at is not None:
        return False
    with suppress(InputError):
        refuse_unready(revision.variant, newest)
        Publish(by=CLOCK, variant=revision.variant).run()
        return True
    return False
