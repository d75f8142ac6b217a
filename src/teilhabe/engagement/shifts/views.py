"""Shifts: the list, a day, one of them with its people, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from teilhabe.actors.policies import keeps
from teilhabe.core.access.policy import CHANGE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import confirm_page, form_page
from teilhabe.core.language import told
from teilhabe.core.users.models import User
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.shifts.actions import CancelSignUp, NoteAttended, NoteMissed, SignUpForShift
from teilhabe.engagement.shifts.arriving import code_of, is_going_on
from teilhabe.engagement.shifts.covering import CallForHelp, could_help
from teilhabe.engagement.shifts.forms import (
    ChangeShiftForm,
    FollowingForm,
    IncidentForm,
    NewShiftForm,
    ShiftForm,
    WhoForm,
)
from teilhabe.engagement.shifts.holidays import holiday
from teilhabe.engagement.shifts.incidents import NoteIncident
from teilhabe.engagement.shifts.models import Call, Incident, Shift, SignUp
from teilhabe.engagement.shifts.policies import INCIDENTS, SHIFTS, SIGN_UPS
from teilhabe.engagement.shifts.scheduling import AddShift, CancelShift, ChangeShift
from teilhabe.engagement.shifts.selectors import on_day, people_of, shifts_of, who_can_be_signed_up
from teilhabe.engagement.shifts.tables import SHIFTS_LIST, when
from teilhabe.errors import InputError

METHODS = ["GET", "HEAD", "POST"]
BUTTONS: dict[str, Callable[[User, SignUp], SignUp]] = {
    "there": lambda by, row: NoteAttended(by=by, sign_up=row).run(),
    "missed": lambda by, row: NoteMissed(by=by, sign_up=row).run(),
    "cancel": lambda by, row: CancelSignUp(by=by, sign_up=row).run(),
}
"""What is done with somebody's place, by the word in the address."""


@permitted(Shift, VIEW)
def shifts(request: HttpRequest) -> HttpResponseBase:
    """Those to come, until something else is asked for."""
    rows = shifts_of(user_of(request))
    if not {"day_from", "day_to"} & set(request.GET):
        rows = rows.filter(ends_at__gte=timezone.now())
    today = timezone.localdate()
    return SHIFTS_LIST.respond(request, rows, links=[(_("Heute"), reverse("shifts:day", args=[today.isoformat()]))])


@permitted(Shift, VIEW)
@require_safe
def day(request: HttpRequest, day: str) -> HttpResponseBase:
    """Everything of one day, for the desk and to print."""
    try:
        chosen = date.fromisoformat(day)
    except ValueError as error:
        raise Http404 from error
    if not 2000 <= chosen.year <= 2200:
        raise Http404
    context = {
        "day": chosen,
        "shifts": on_day(user_of(request), chosen),
        "holiday": holiday(chosen),
        "before": (chosen - timedelta(days=1)).isoformat(),
        "after": (chosen + timedelta(days=1)).isoformat(),
    }
    return render(request, "shifts/day.html", context)


@permitted(Shift, VIEW, key="shift")
@require_safe
def shift(request: HttpRequest, shift: Shift) -> HttpResponseBase:
    """Who comes, with a button for each; made to be used standing, on a phone."""
    user = user_of(request)
    people = people_of(user, shift)
    taken = sum(each.state in SignUp.TAKING_A_PLACE for each in people.booked)
    is_office, is_over = user.standing.is_staff, shift.ends_at < timezone.now()
    may_change = SHIFTS.may(user, CHANGE, shift)
    context = {
        "shift": shift,
        "when": when(shift),
        "people": people,
        "taken": taken,
        "lacking": max(0, shift.places - taken),
        "holiday": holiday(timezone.localdate(shift.starts_at)),
        "is_over": is_over,
        "has_begun": shift.starts_at - timedelta(hours=2) < timezone.now(),
        "may_change": may_change,
        "code": code_of(shift) if may_change and is_going_on(shift, timezone.now()) else "",
        "may_call": may_change and is_office and not is_over and not shift.is_cancelled and taken < shift.places,
        "calls": list(Call.objects.filter(shift=shift).select_related("volunteer__person")) if is_office else [],
        "incidents": list(Incident.objects.filter(shift=shift)) if INCIDENTS.allows(user, VIEW) else [],
    }
    return render(request, "shifts/shift.html", context)


@permitted(Opportunity, CHANGE, key="opportunity", makes=Shift)
@require_http_methods(METHODS)
def add(request: HttpRequest, opportunity: Opportunity) -> HttpResponseBase:
    form = NewShiftForm(request.POST or None, initial={"places": opportunity.places})
    back = opportunity.get_absolute_url()

    def save() -> Shift:
        begins, ends = form.moments()
        return AddShift(
            by=user_of(request),
            opportunity=opportunity,
            starts_at=begins,
            ends_at=ends,
            rule=form.rule(),
            **form.values(),
        ).run()

    title = _("Neue Schicht: %(title)s") % {"title": opportunity}
    return form_page(request, form, save, done=_("Die Schicht ist angelegt."), back=back, title=title)


@permitted(Shift, CHANGE, key="shift")
@require_http_methods(METHODS)
def change(request: HttpRequest, shift: Shift) -> HttpResponseBase:
    kind = ChangeShiftForm if shift.series_id else ShiftForm
    form = kind(request.POST or None, initial=kind.initial_of(shift))

    def save() -> Shift:
        begins, ends = form.moments()
        following = bool(form.cleaned_data.get("following"))
        return ChangeShift(
            by=user_of(request),
            shift=shift,
            starts_at=begins,
            ends_at=ends,
            values=form.values(),
            following=following,
        ).run()

    return form_page(
        request,
        form,
        save,
        done=_("Gespeichert. Wer dabei ist, bekommt eine E-Mail, wenn sich Zeit oder Ort ändern."),
        back=shift.get_absolute_url(),
        title=_("Schicht ändern: %(when)s") % {"when": when(shift)},
    )


@permitted(Shift, CHANGE, key="shift")
@require_http_methods(METHODS)
def cancel(request: HttpRequest, shift: Shift) -> HttpResponseBase:
    form = FollowingForm(request.POST or None) if shift.series_id else None
    following = bool(form and form.is_valid() and form.cleaned_data["following"])
    count = shift.sign_ups.filter(state__in=(SignUp.State.BOOKED, SignUp.State.WAITING)).count()
    question = ngettext(
        "%(count)s Person ist angemeldet und bekommt eine E-Mail. Das lässt sich nicht zurücknehmen.",
        "%(count)s Personen sind angemeldet und bekommen eine E-Mail. Das lässt sich nicht zurücknehmen.",
        count,
    )
    return confirm_page(
        request,
        lambda: CancelShift(by=user_of(request), shift=shift, following=following).run(),
        done=_("Die Schicht fällt aus. Alle Angemeldeten bekommen eine E-Mail."),
        back=shift.get_absolute_url(),
        title=_("Schicht absagen: %(when)s") % {"when": when(shift)},
        question=question % {"count": count},
        action=_("Schicht absagen"),
        form=form,
        is_dangerous=True,
    )


@permitted(Shift, CHANGE, key="shift", makes=SignUp)
@require_http_methods(METHODS)
def sign_up(request: HttpRequest, shift: Shift) -> HttpResponseBase:
    """Somebody called or stands at the desk."""
    user = user_of(request)
    people = who_can_be_signed_up(user, shift)
    form = WhoForm(people, request.POST or None, may_except=keeps(user, SIGN_UPS))
    return form_page(
        request,
        form,
        lambda: SignUpForShift(by=user, shift=shift, **form.cleaned_data).run(),
        done=_("Angemeldet."),
        back=shift.get_absolute_url(),
        title=_("Jemanden anmelden: %(when)s") % {"when": when(shift)},
        action=_("Anmelden"),
    )


@permitted(SignUp, CHANGE, key="sign_up")
@require_POST
def mark(request: HttpRequest, sign_up: SignUp, word: str) -> HttpResponseBase:
    """Was there, was not, or will not come."""
    if word not in BUTTONS:
        raise Http404
    try:
        BUTTONS[word](user_of(request), sign_up)
    except InputError as error:
        messages.error(request, told(error))
    return redirect(f"{sign_up.shift.get_absolute_url()}#people")


@permitted(Shift, CHANGE, key="shift", makes=Call)
@require_http_methods(METHODS)
def call(request: HttpRequest, shift: Shift) -> HttpResponseBase:
    """Shows whom the next mails go to before they go."""
    action = CallForHelp(by=user_of(request), shift=shift)
    found = could_help(shift)
    context: dict[str, Any] = {
        "title": _("Wer kann einspringen?"),
        "question": _("Diese Personen passen, haben Zeit und wurden am längsten nicht gefragt. Wir schreiben ihnen:")
        if found
        else _("Niemand ist zu fragen: Wer passt und Zeit hat, ist schon gefragt oder anderswo dabei."),
        "items": [str(each) for each in found[: action.most]],
        "more": max(0, len(found) - action.most),
        "action": _("Fragen"),
    }
    return confirm_page(
        request, action.run, done=_("Die Mails gehen hinaus."), back=shift.get_absolute_url(), **context
    )


@permitted(Shift, CHANGE, key="shift", makes=Incident)
@require_http_methods(METHODS)
def incident(request: HttpRequest, shift: Shift) -> HttpResponseBase:
    form = IncidentForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: NoteIncident(by=user_of(request), shift=shift, text=form.cleaned_data["text"]).run(),
        done=_("Vermerkt. Die Ehrenamtskoordination sieht es."),
        back=shift.get_absolute_url(),
        title=_("Vorfall vermerken: %(when)s") % {"when": when(shift)},
    )
