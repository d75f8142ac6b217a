"""Every morning: remind owners of what is to be checked. Every few minutes: publish what is due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teilhabe.core.jobs.job import daily, every, job, schedule
from teilhabe.core.mail.sending import post
from teilhabe.core.users.models import User
from teilhabe.outreach.content.actions.scheduling import publish_due
from teilhabe.outreach.content.models import Fact, InfoItem
from teilhabe.outreach.content.selectors.items import DUE_DAYS

Checked = InfoItem | Fact


@job(label=gettext_lazy("An Prüfungen von Texten erinnern"))
def remind_owners() -> None:
    """One mail to each owner about all of theirs whose date is near or past; about each date once."""
    near = timezone.localdate() + timedelta(days=DUE_DAYS)
    new = Q(check_by__lte=near, owner__is_active=True) & (Q(reminded_of=None) | ~Q(reminded_of=F("check_by")))
    items = InfoItem.objects.filter(new, withdrawn_at=None).select_related("owner").prefetch_related("variants")
    due: dict[User, list[Checked]] = {}
    facts = Fact.objects.filter(new).select_related("owner")
    rows: list[Checked] = [*items.order_by("check_by", "pk"), *facts.order_by("check_by", "pk")]
    for each in rows:
        if each.owner is not None:
            due.setdefault(each.owner, []).append(each)
    for owner, theirs in due.items():
        _remind(owner, theirs)


def _remind(owner: User, rows: Iterable[Checked]) -> None:
    with translation.override(owner.language):
        lines = [_line(each) for each in rows]
        body = "\n\n".join(
            (
                _("Guten Tag %(name)s,") % {"name": owner.name},
                _("bitte prüfen Sie, ob noch stimmt, was hier steht:"),
                "\n".join(lines),
                _("Stimmt es noch? Dann drücken Sie auf der Seite „Geprüft“. Sonst ändern Sie den Text."),
            )
        )
        post(owner.email, _("Texte sind zu prüfen"), f"{body}\n", language=owner.language, subject=owner.pk)
    for each in rows:
        type(each)._default_manager.filter(pk=each.pk).update(reminded_of=each.check_by)


def _line(row: Checked) -> str:
    day = date_format(row.check_by, "DATE_FORMAT") if row.check_by else ""
    address = f"{settings.PUBLIC_ADDRESS.rstrip('/')}{row.get_absolute_url()}"
    return _("- %(name)s, bis %(day)s: %(address)s") % {"name": row, "day": day, "address": address}


@job(label=gettext_lazy("Geplante Änderungen veröffentlichen"), in_transaction=False)
def publish_planned() -> None:
    """What was planned for a moment that has come."""
    publish_due(timezone.now())


schedule(remind_owners, daily(at="06:30"))
schedule(publish_planned, every(5))
