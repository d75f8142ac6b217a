"""What is done about volunteers without anybody asking for it: questions, reminders, ends of breaks."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.audit.action import Operator
from teilhabe.core.jobs.job import daily, job, schedule
from teilhabe.engagement.volunteers.actions import Activate
from teilhabe.engagement.volunteers.asking import AskAgain, RemindToConfirm, to_ask, to_remind
from teilhabe.engagement.volunteers.models import Volunteer

MOST_A_DAY = 100
"""Nobody can follow up on more answers than that."""
BY = Operator("teilhabe-office")


@job(label=_("Ehrenamtliche fragen, ob ihre Angaben noch stimmen"), in_transaction=False)
def ask_whether_it_is_still_right() -> None:
    """Each in a transaction of its own: who was asked is not asked again, whatever happens in between."""
    now = timezone.now()
    _one_by_one(to_remind(now), lambda row: RemindToConfirm(by=BY, volunteer=row).run())
    _one_by_one(to_ask(now), lambda row: AskAgain(by=BY, volunteer=row).run())


@job(label=_("Pausen von Ehrenamtlichen beenden"), in_transaction=False)
def end_breaks() -> None:
    """From the day after the last one of a break they are there again."""
    over = Volunteer.objects.filter(state=Volunteer.State.PAUSED, paused_until__lt=timezone.localdate())
    _one_by_one(over, lambda row: Activate(by=BY, volunteer=row).run())


def _one_by_one(rows: QuerySet[Volunteer], act: Callable[[Volunteer], object]) -> None:
    for key in list(rows.order_by("pk").values_list("pk", flat=True)[:MOST_A_DAY]):
        with transaction.atomic():
            row = rows.select_for_update(of=("self",)).filter(pk=key).first()
            if row is not None:
                act(row)


schedule(ask_whether_it_is_still_right, daily(at="08:10"))
schedule(end_breaks, daily(at="00:20"))
