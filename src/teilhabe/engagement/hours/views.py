"""Given time: the list, one entry with its decision, a report, sums by year and organisation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from teilhabe.core.access.policy import ADD, CHANGE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import confirm_page, form_page
from teilhabe.core.users.models import User
from teilhabe.engagement.hours.actions import (
    ApproveHours,
    DeclineHours,
    ReportHours,
    WithdrawHours,
    may_confirm,
)
from teilhabe.engagement.hours.forms import ReasonForm, ReportForm, ReportForSomebodyForm
from teilhabe.engagement.hours.models import HourEntry
from teilhabe.engagement.hours.selectors import entries_of, opportunities_of, totals
from teilhabe.engagement.hours.tables import HOURS_LIST, OWN_HOURS_LIST
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.opportunities.policies import OPPORTUNITIES
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.errors import InputError

METHODS = ["GET", "HEAD", "POST"]
State = HourEntry.State


@permitted(HourEntry, VIEW)
def hours(request: HttpRequest) -> HttpResponseBase:
    links = [(_("Stunden melden"), reverse("hours:report")), (_("Summen"), reverse("hours:totals"))]
    user = user_of(request)
    table = HOURS_LIST if OPPORTUNITIES.allows(user, CHANGE) else OWN_HOURS_LIST
    return table.respond(request, entries_of(user), links=links)


@permitted(HourEntry, VIEW)
@require_safe
def sums(request: HttpRequest) -> HttpResponseBase:
    return render(request, "hours/totals.html", {"totals": totals(entries_of(user_of(request)))})


@permitted(HourEntry, VIEW, key="entry")
@require_safe
def entry(request: HttpRequest, entry: HourEntry) -> HttpResponseBase:
    may_decide = may_confirm(user_of(request), entry.opportunity)
    is_own = not may_decide and entry.state == State.REPORTED
    return render(request, "hours/entry.html", {"entry": entry, "may_decide": may_decide, "may_withdraw": is_own})


@permitted(HourEntry, CHANGE, key="entry")
@require_POST
def approve(request: HttpRequest, entry: HourEntry) -> HttpResponseBase:
    ApproveHours(by=user_of(request), entry=entry).run()
    messages.success(request, _("Die Stunden sind bestätigt."))
    return redirect("hours:list")


@permitted(HourEntry, CHANGE, key="entry")
@require_http_methods(METHODS)
def decline(request: HttpRequest, entry: HourEntry) -> HttpResponseBase:
    form = ReasonForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: DeclineHours(by=user_of(request), entry=entry, reason=form.cleaned_data["reason"]).run(),
        done=_("Die Stunden sind nicht bestätigt."),
        back=reverse("hours:entry", args=[entry.pk]),
        title=_("Nicht bestätigen: %(entry)s") % {"entry": entry},
        action=_("Nicht bestätigen"),
    )


@permitted(HourEntry, CHANGE, key="entry")
@require_http_methods(METHODS)
def withdraw(request: HttpRequest, entry: HourEntry) -> HttpResponseBase:
    return confirm_page(
        request,
        lambda: WithdrawHours(by=user_of(request), entry=entry).run(),
        done=_("Die Meldung ist zurückgenommen."),
        back=reverse("hours:list"),
        title=_("Meldung zurücknehmen: %(entry)s") % {"entry": entry},
        question=_("Niemand hat bisher darüber entschieden. Sie können später neu melden."),
        action=_("Zurücknehmen"),
    )


@permitted(HourEntry, ADD)
@require_http_methods(METHODS)
def report(request: HttpRequest) -> HttpResponseBase:
    """Volunteers their own, the others for those they know."""
    user = user_of(request)
    own = Volunteer.objects.filter(person__user=user).first()
    form = _form(user, own, request)

    def save() -> HourEntry:
        given = form.cleaned_data
        whose = given.get("volunteer") or own
        if whose is None:
            raise InputError("Wir kennen Sie noch nicht als Ehrenamtliche.", "We do not know you as a volunteer yet.")
        return ReportHours(
            by=user,
            volunteer=whose,
            opportunity=given["opportunity"],
            day=given["day"],
            minutes=form.minutes(),
            note=given["note"],
        ).run()

    back, title = reverse("hours:list"), _("Stunden melden")
    return form_page(request, form, save, done=_("Die Stunden sind gemeldet."), back=back, title=title)


def _form(user: User, own: Volunteer | None, request: HttpRequest) -> ReportForm:
    posted = request.POST or None
    if OPPORTUNITIES.allows(user, CHANGE):
        people = Volunteer.objects.filter(person__erased_at=None).select_related("person")
        opportunities = OPPORTUNITIES.reach(user, CHANGE).select_related("organisation").order_by("title")
        if not user.standing.is_staff:
            people = people.filter(pk__in=_known_to(user))
        return ReportForSomebodyForm(people.order_by("person__family_name", "pk"), opportunities, posted)
    return ReportForm(opportunities_of(own) if own else Opportunity.objects.none(), posted)


def _known_to(user: User) -> list[int]:
    """Volunteers who do or did something for the user's organisations."""
    own = user.standing.organisations
    by_shift = Volunteer.objects.filter(sign_ups__shift__opportunity__organisation__in=own)
    by_task = Volunteer.objects.filter(assignments__opportunity__organisation__in=own)
    return [*by_shift.values_list("pk", flat=True), *by_task.values_list("pk", flat=True)]
