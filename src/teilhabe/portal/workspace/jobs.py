"""Mails about what waits: once on working days, and at once for what is urgent, as each person chose."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from teilhabe.core.extensions import Waiting
from teilhabe.core.jobs.job import daily, enqueue, every, job, schedule
from teilhabe.core.language import office_language
from teilhabe.core.mail.sending import post
from teilhabe.core.users.models import User
from teilhabe.portal.workspace.letter import letter, subject_line
from teilhabe.portal.workspace.models import MailChoice
from teilhabe.portal.workspace.selectors import waiting_for, who_gets_the_digest, who_hears_at_once

SATURDAY = 5


@job(label=gettext_lazy("Tägliche E-Mails anstoßen"))
def digest() -> None:
    """On working days one job for each person, so that a failure concerns one of them only."""
    today = timezone.localdate()
    if today.weekday() < SATURDAY:
        for user in who_gets_the_digest():
            enqueue(write_digest, str(user.pk), key=f"digest {today} {user.pk}")


@job(label=gettext_lazy("E-Mail darüber schreiben, was wartet"))
def write_digest(user_key: str) -> None:
    """One mail about all that waits; none where nothing does or the person left meanwhile."""
    user = User.objects.filter(pk=UUID(user_key), is_active=True).first()
    if user is None:
        return
    with override(office_language(user.language)):
        if waiting := waiting_for(user):
            _write(user, subject_line(waiting), waiting)


@job(label=gettext_lazy("Dringendes melden"))
def tell_what_is_urgent() -> None:
    """A mail to those who chose so, about what became urgent since the last one."""
    for choice in who_hears_at_once():
        with override(office_language(choice.user.language)):
            _tell(choice)


def _tell(choice: MailChoice) -> None:
    urgent = [each for each in waiting_for(choice.user) if each.is_urgent]
    fresh = [each for each in urgent if each.count > choice.told.get(each.address, 0)]
    told = {each.address: each.count for each in urgent}
    if told != choice.told:
        MailChoice.objects.filter(pk=choice.pk).update(told=told)
    if fresh:
        _write(choice.user, _("Dringend: Im Büro wartet etwas auf Sie"), fresh)


def _write(user: User, title: str, waiting: list[Waiting]) -> None:
    post(user.email, title, letter(str(user), waiting), language=office_language(user.language), subject=user.pk)


schedule(digest, daily(at="07:00"))
schedule(tell_what_is_urgent, every(minutes=10))
