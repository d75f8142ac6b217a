"""The queue as administrators see it, and what they can do about jobs that have failed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from teilhabe.core.access.policy import CHANGE, DELETE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.audit.action import Action
from teilhabe.core.jobs import selectors
from teilhabe.core.jobs.actions import DiscardJob, RetryJob
from teilhabe.core.jobs.models import Job
from teilhabe.core.jobs.policies import JOBS
from teilhabe.core.jobs.wording import explanation_of, told
from teilhabe.errors import InputError

SHOWN = 50
DONE_SHOWN = 10


@permitted(Job, VIEW)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What has failed first, then what is under way, the schedule, and what was done last."""
    return render(
        request,
        "jobs/queue.html",
        {
            "counts": selectors.counts(),
            "workers": list(selectors.living_workers()),
            "failed": [(job, explanation_of(job.last_error)) for job in selectors.failed()[:SHOWN]],
            "under_way": list(selectors.under_way()[:SHOWN]),
            "timetable": [(planned, told(planned.rhythm)) for planned in selectors.timetable()],
            "done": list(selectors.done()[:DONE_SHOWN]),
            "may_decide": JOBS.allows(user_of(request), CHANGE),
            "shown": SHOWN,
        },
    )


@permitted(Job, CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def retry(request: HttpRequest) -> HttpResponse:
    jobs = _chosen(request)
    asked: dict[str, str | bool] = {
        "title": _("Erneut versuchen?"),
        "question": _("Der Fehler sollte vorher behoben sein. Dann läuft in wenigen Sekunden noch einmal:"),
        "action": _("Erneut versuchen"),
    }
    return _decide(request, jobs, asked, lambda job: RetryJob(by=user_of(request), job=job), _tell_retried)


@permitted(Job, DELETE)
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest) -> HttpResponse:
    jobs = _chosen(request)
    asked: dict[str, str | bool] = {
        "title": _("Verwerfen?"),
        "question": _("Was der Auftrag tun sollte, geschieht dann nicht; eine E-Mail wird zum Beispiel nie versandt:"),
        "action": _("Verwerfen"),
        "is_dangerous": True,
    }
    return _decide(request, jobs, asked, lambda job: DiscardJob(by=user_of(request), job=job), _tell_discarded)


def _decide(
    request: HttpRequest,
    jobs: Sequence[Job],
    asked: dict[str, str | bool],
    action: Callable[[Job], Action[Job]],
    tell: Callable[[int], str],
) -> HttpResponse:
    """Ask, and when confirmed do it with each; jobs that somebody else has dealt with meanwhile are passed over."""
    if not jobs:
        messages.info(request, _("Es ist kein fehlgeschlagener Auftrag ausgewählt."))
        return redirect("jobs:queue")
    if request.method != "POST":
        return render(request, "confirm.html", {**asked, "items": jobs, "back": reverse("jobs:queue")})
    decided = 0
    for job in jobs:
        with suppress(InputError):
            action(job).run()
            decided += 1
    messages.success(request, tell(decided))
    return redirect("jobs:queue")


def _tell_retried(count: int) -> str:
    text = ngettext(
        "%(count)s Auftrag läuft gleich noch einmal.", "%(count)s Aufträge laufen gleich noch einmal.", count
    )
    return text % {"count": count}


def _tell_discarded(count: int) -> str:
    return ngettext("%(count)s Auftrag ist verworfen.", "%(count)s Aufträge sind verworfen.", count) % {"count": count}


def _chosen(request: HttpRequest) -> Sequence[Job]:
    """The failed jobs that the query names; what is no key of one is passed over."""
    keys: list[UUID] = []
    for text in request.GET.getlist("job"):
        with suppress(ValueError):
            keys.append(UUID(text))
    return list(selectors.failed().filter(task__id__in=keys))
