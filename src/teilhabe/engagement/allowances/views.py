"""Lump sums: sums by person and year, single payments, all of one person, a new one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from teilhabe.core.access.policy import ADD, CHANGE, DELETE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import confirm_page, form_page
from teilhabe.engagement.allowances.actions import NotePayment, RemovePayment
from teilhabe.engagement.allowances.forms import PaymentForm
from teilhabe.engagement.allowances.models import AllowancePayment, euros
from teilhabe.engagement.allowances.policies import PAYMENTS
from teilhabe.engagement.allowances.selectors import has_declared, payments_of, totals_of
from teilhabe.engagement.allowances.tables import PAYMENTS_LIST, TOTALS
from teilhabe.engagement.allowances.wording import at_stake, sums
from teilhabe.engagement.checks.models import DeclarationText
from teilhabe.engagement.checks.policies import DECLARATIONS, TEXTS
from teilhabe.engagement.checks.selectors import current_texts
from teilhabe.engagement.volunteers.models import Volunteer


@permitted(AllowancePayment, VIEW)
def totals(request: HttpRequest) -> HttpResponseBase:
    """Who got how much in which year, over all payers."""
    links = [(_("Einzelne Zahlungen"), reverse("allowances:payments"))]
    return TOTALS.respond(request, totals_of(user_of(request)), links=links)


@permitted(AllowancePayment, VIEW)
def payments(request: HttpRequest) -> HttpResponseBase:
    return PAYMENTS_LIST.respond(request, payments_of(user_of(request)))


@permitted(Volunteer, VIEW, key="volunteer")
@require_safe
def volunteer(request: HttpRequest, volunteer: Volunteer) -> HttpResponseBase:
    """Sums by year, then every payment."""
    user, today = user_of(request), localdate()
    context = {
        "volunteer": volunteer,
        "sums": sums(totals_of(user).filter(volunteer=volunteer).order_by("-year", "kind")),
        "payments": payments_of(user).filter(volunteer=volunteer).order_by("-paid_on", "-pk"),
        "year": today.year,
        "has_declared": has_declared(volunteer, today.year),
        "wording": current_texts().filter(kind=DeclarationText.Kind.ALLOWANCES).first(),
        "at_stake": at_stake(volunteer, today),
        "may_add": PAYMENTS.allows(user, ADD),
        "may_remove": PAYMENTS.allows(user, DELETE),
        "may_sign": DECLARATIONS.allows(user, ADD),
        "may_write": TEXTS.allows(user, ADD),
    }
    return render(request, "allowances/volunteer.html", context)


@permitted(Volunteer, CHANGE, key="volunteer", makes=AllowancePayment)
def payment_add(request: HttpRequest, volunteer: Volunteer) -> HttpResponseBase:
    """Says first what there is already and what is at stake."""
    form, user, today = PaymentForm(volunteer, request.POST or None), user_of(request), localdate()

    def save() -> None:
        noted = NotePayment(by=user, volunteer=volunteer, **form.values()).run()
        row = payments_of(user).get(pk=noted.pk)
        if row.standing != "fine":
            messages.warning(request, str(sums([row])[0]))

    return form_page(
        request,
        form,
        save,
        done=_("Die Zahlung ist vermerkt."),
        back=reverse("allowances:volunteer", args=[volunteer.pk]),
        template="allowances/payment_add.html",
        title=_("%(person)s: Pauschale vermerken") % {"person": volunteer},
        sums=sums(totals_of(user).filter(volunteer=volunteer, year=today.year).order_by("kind")),
        at_stake=at_stake(volunteer, today),
    )


@permitted(AllowancePayment, DELETE, key="payment")
def payment_remove(request: HttpRequest, payment: AllowancePayment) -> HttpResponseBase:
    return confirm_page(
        request,
        lambda: RemovePayment(by=user_of(request), payment=payment).run(),
        done=_("Die Zahlung ist entfernt."),
        back=payment.get_absolute_url(),
        title=_("Zahlung entfernen"),
        question=_("%(amount)s für „%(activity)s“ zählen dann nicht mehr mit. Nur, wenn das ein Versehen war.")
        % {"amount": euros(payment.cents), "activity": payment.activity},
        action=_("Entfernen"),
        is_dangerous=True,
    )
