"""What is asked of Facebook or done with what it told, outside of requests."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.jobs.job import daily, job, schedule
from teilhabe.outreach.channels.facebook.answering import DELIVERIES, deliver
from teilhabe.outreach.channels.facebook.connecting import examine, graph, is_set_up
from teilhabe.outreach.channels.facebook.events import read
from teilhabe.outreach.channels.facebook.handling import handle
from teilhabe.outreach.channels.facebook.hiding import change_visibility, remove
from teilhabe.outreach.channels.facebook.models import Event, PageCheck
from teilhabe.outreach.inbox.models import Entry


@job(max_attempts=8, label=_("Meldung von Facebook einordnen"))
def work_on_event(event_pk: int) -> None:
    """All of it or nothing; what it said is then in the inbox and nowhere else."""
    event = Event.objects.select_for_update().filter(pk=event_pk, handled_at=None).first()
    if event is None:
        return
    for told in read(event.body.encode(), settings.FACEBOOK_PAGE):
        handle(told)
    event.body, event.handled_at = "", timezone.now()
    event.save(update_fields=["body", "handled_at"])


@job(max_attempts=5, label=_("Zugang zur Facebook-Seite prüfen"), in_transaction=False)
def check_page() -> None:
    if not is_set_up():
        return
    found = examine(graph())
    PageCheck.objects.update_or_create(
        page=found.page,
        defaults={
            "name": found.name,
            "problem": found.problem,
            "missing": found.missing,
            "expires_at": found.expires_at,
            "checked_at": timezone.now(),
        },
    )


@job(max_attempts=12, label=_("Auf Facebook antworten"), in_transaction=False)
def send_answer(entry_pk: int, way: str) -> None:
    entry = Entry.objects.select_related("conversation").filter(pk=entry_pk, delivery=Entry.Delivery.WAITING).first()
    if entry is not None:
        deliver(graph(), entry, DELIVERIES[way])


@job(max_attempts=12, label=_("Kommentar auf Facebook verbergen oder zeigen"), in_transaction=False)
def tell_visibility(entry_pk: int) -> None:
    entry = Entry.objects.filter(pk=entry_pk).first()
    if entry is not None:
        change_visibility(graph(), entry)


@job(max_attempts=12, label=_("Kommentar auf Facebook löschen"), in_transaction=False)
def remove_there(entry_pk: int) -> None:
    entry = Entry.objects.filter(pk=entry_pk).first()
    if entry is not None:
        remove(graph(), entry)


schedule(check_page, daily(at="06:40"))
