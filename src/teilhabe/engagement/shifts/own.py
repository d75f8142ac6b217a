"""A volunteer's own page, behind the personal link of their mails: what they do, and how to give a place back.

What a link only opens, it never does: programs that check mails open every link in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from teilhabe.actors.actions.consents import WithdrawConsent
from teilhabe.core.access.routes import public
from teilhabe.core.audit.action import Operator
from teilhabe.core.language import told
from teilhabe.engagement.opportunities.selectors import title_in
from teilhabe.engagement.shifts import letters
from teilhabe.engagement.shifts.actions import CancelSignUp
from teilhabe.engagement.shifts.arriving import arrive, is_going_on
from teilhabe.engagement.shifts.covering import AnswerCall
from teilhabe.engagement.shifts.extensions import OWN_SECTIONS
from teilhabe.engagement.shifts.models import Call, Shift, SignUp
from teilhabe.engagement.volunteers.consent import VOLUNTEERING
from teilhabe.engagement.volunteers.links import volunteer_by_token
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.errors import InputError

BY_LINK = Operator("Persönlicher Link")
LOOKING_BACK = timedelta(hours=12)


@dataclass(frozen=True)
class Engaged:
    """One line of the page."""

    sign_up: SignUp
    title: str
    when: str
    is_waiting: bool
    is_now: bool


@public
@never_cache
@require_safe
def page(request: HttpRequest, token: str) -> HttpResponseBase:
    """Shifts to come, calendar, and what other apps add."""
    return _page(request, _known(token), request.GET.get("done", ""))


@public
@never_cache
@csrf_exempt
@require_POST
def cancel(request: HttpRequest, token: str, sign_up: int) -> HttpResponseBase:
    """Gives a place back; whoever has the link of the mail may, and no cookie could be ridden on."""
    volunteer = _known(token)
    found = SignUp.objects.select_related("shift__opportunity").filter(volunteer=volunteer, pk=sign_up).first()
    if found is None:
        raise Http404
    try:
        CancelSignUp(by=BY_LINK, sign_up=found).run()
    except InputError as error:
        return _page(request, volunteer, problem=told(error))
    return redirect(f"{letters.own_path(token)}?done=cancelled")


@public
@never_cache
@csrf_exempt
@require_POST
def answer(request: HttpRequest, token: str, call: int) -> HttpResponseBase:
    """Yes or no to somebody who asked for help."""
    volunteer = _known(token)
    found = open_calls(volunteer).filter(pk=call).first()
    if found is None:
        raise Http404
    is_yes = request.POST.get("answer") == "yes"
    try:
        AnswerCall(by=BY_LINK, call=found, is_yes=is_yes, language=get_language() or "").run()
    except InputError as error:
        return _page(request, volunteer, problem=told(error))
    return redirect(f"{letters.own_path(token)}?done={'yes' if is_yes else 'no'}")


@public
@never_cache
@csrf_exempt
@require_POST
def arrived(request: HttpRequest, token: str) -> HttpResponseBase:
    """With the code that hangs at the place."""
    volunteer = _known(token)
    try:
        arrive([volunteer], request.POST.get("code", ""))
    except InputError as error:
        return _page(request, volunteer, problem=told(error))
    return redirect(f"{letters.own_path(token)}?done=arrived")


@public
@never_cache
@csrf_exempt
@require_POST
def withdraw(request: HttpRequest, token: str) -> HttpResponseBase:
    """Takes back what they agreed to; 404 where there is nothing to take back."""
    agreed = VOLUNTEERING.in_force(_known(token).person)
    if not agreed:
        raise Http404
    with transaction.atomic():
        for each in agreed:
            WithdrawConsent(by=BY_LINK, consent=each).run()
    return redirect("own_shifts:withdrawn")


@public
@require_safe
def withdrawn(request: HttpRequest) -> HttpResponseBase:
    """What follows from it; without the link, which leads nowhere any more."""
    return render(request, "shifts/withdrawn.html")


def open_calls(volunteer: Volunteer) -> QuerySet[Call]:
    """What they were asked for and have not answered, as long as it still helps."""
    return Call.objects.filter(
        volunteer=volunteer, answer="", shift__is_cancelled=False, shift__starts_at__gt=timezone.now()
    ).select_related("shift__opportunity", "volunteer__person")


def upcoming(volunteer: Volunteer) -> list[Engaged]:
    """Places had and waited for, the next one first."""
    rows = SignUp.objects.filter(
        volunteer=volunteer,
        state__in=(SignUp.State.BOOKED, SignUp.State.WAITING),
        shift__is_cancelled=False,
        shift__ends_at__gte=timezone.now() - LOOKING_BACK,
    )
    rows = rows.select_related("shift__opportunity").prefetch_related("shift__opportunity__translations")
    language, now = get_language() or "de", timezone.now()
    return [
        Engaged(each, *_told(each.shift, language), each.state == SignUp.State.WAITING, is_going_on(each.shift, now))
        for each in rows.order_by("shift__starts_at")
    ]


def _told(shift: Shift, language: str) -> tuple[str, str]:
    """What and when."""
    return title_in(shift.opportunity, language), letters.when(shift, language)


def _known(token: str) -> Volunteer:
    volunteer = volunteer_by_token(token)
    if volunteer is None:
        raise Http404
    return volunteer


def _page(request: HttpRequest, volunteer: Volunteer, done: str = "", problem: str = "") -> HttpResponse:
    said = {
        "cancelled": _("Sie haben abgesagt. Danke, dass Sie Bescheid geben."),
        "arrived": _("Schön, dass Sie da sind! Ihr Kommen ist notiert."),
        "yes": _("Danke, dass Sie einspringen!"),
        "no": _("Danke für die Antwort. Wir fragen jemand anderen."),
    }
    language = get_language() or "de"
    context = {
        "volunteer": volunteer,
        "upcoming": upcoming(volunteer),
        "calls": [(each, *_told(each.shift, language)) for each in open_calls(volunteer)],
        "agreed": VOLUNTEERING.in_force(volunteer.person)[-1:],
        "sections": OWN_SECTIONS.collect(volunteer),
        "told": said.get(done, ""),
        "problem": problem,
    }
    return render(request, "shifts/own.html", context, status=409 if problem else 200)
