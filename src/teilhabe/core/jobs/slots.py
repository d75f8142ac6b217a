"""What the queue puts into navigation, start page and doctor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.core.access.policy import CHANGE, VIEW
from teilhabe.core.extensions import DOCTOR, NAVIGATION, WAITING, Examined, NavigationItem, Waiting
from teilhabe.core.jobs.policies import JOBS
from teilhabe.core.jobs.selectors import counts, failed, lag, living_workers
from teilhabe.core.users.models import User

TOLERATED_LAG = timedelta(minutes=10)


@NAVIGATION.fill
def queue(user: User) -> Iterator[NavigationItem]:
    if JOBS.allows(user, VIEW):
        yield NavigationItem(_("Aufträge"), reverse("jobs:queue"), group="administration")


@WAITING.fill
def failed_jobs(user: User) -> Iterator[Waiting]:
    if JOBS.allows(user, CHANGE):
        count = failed().count()
        label = ngettext("Hintergrundauftrag ist fehlgeschlagen", "Hintergrundaufträge sind fehlgeschlagen", count)
        yield Waiting(label, count, reverse("jobs:queue"), is_urgent=True)


@DOCTOR.fill
def queue_health() -> Iterator[Examined]:
    waited = lag()
    if waited <= TOLERATED_LAG:
        yield Examined(True, _("Kein Auftrag wartet lange"))
        return
    late = _("Ein Auftrag wartet seit %(minutes)s Minuten. Läuft teilhabe-office worker?")
    yield Examined(False, late % {"minutes": int(waited / timedelta(minutes=1))})


@DOCTOR.fill
def workers_alive() -> Iterator[Examined]:
    living = living_workers().count()
    running = ngettext("%(count)s Hintergrunddienst läuft", "%(count)s Hintergrunddienste laufen", living)
    none = _("Kein Hintergrunddienst läuft; er startet mit teilhabe-office serve oder teilhabe-office worker.")
    yield Examined(bool(living), running % {"count": living} if living else none, is_warning=True)


@DOCTOR.fill
def failures() -> Iterator[Examined]:
    count = counts()["failed"]
    some = ngettext(
        "%(count)s Auftrag ist fehlgeschlagen; im Arbeitsbereich steht unter „Aufträge“, welcher.",
        "%(count)s Aufträge sind fehlgeschlagen; im Arbeitsbereich steht unter „Aufträge“, welche.",
        count,
    )
    yield Examined(not count, some % {"count": count} if count else _("Kein Auftrag ist fehlgeschlagen"), True)
