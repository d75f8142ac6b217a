"""Somebody signs up for a shift without an account, and takes the link to their own page along."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from teilhabe.core.access.routes import public
from teilhabe.core.audit.action import Operator
from teilhabe.engagement.shifts import letters
from teilhabe.engagement.shifts.actions import SignUpForShift
from teilhabe.engagement.shifts.models import Shift, SignUp
from teilhabe.engagement.volunteers.consent import note_agreed
from teilhabe.engagement.volunteers.taking import known_person, person_by_contact, volunteer_of
from teilhabe.errors import InputError
from teilhabe.portal.information.frame import readers_language
from teilhabe.portal.volunteering.cards import Card, Date
from teilhabe.portal.volunteering.forms import ContactForm
from teilhabe.portal.volunteering.receiving import received
from teilhabe.portal.volunteering.views import known_card

BY = Operator("Anmeldung auf der Webseite")


@dataclass(frozen=True)
class Done:
    """`own_page` is "" for people whom the office knew: only their own mail tells them its address."""

    is_waiting: bool
    by_mail: bool
    own_page: str


@public
@never_cache
@csrf_exempt  # see feedback_gate: there is no cookie that a foreign page could ride on
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest, opportunity: int, shift: int) -> HttpResponseBase:
    """The form, then what became of it; what the office has to see first is asked for instead."""
    card = known_card(opportunity)
    if not card.takes_sign_ups:
        return redirect("volunteering:ask", opportunity=opportunity)
    date, came = _date(card, shift), received(request, ContactForm)
    told, status = came.told, came.status
    if came.is_taken:
        try:
            done = Done(date.is_full, True, "") if came.is_by_program else take(came.form, date.shift)
            return render(request, "volunteering/signed_up.html", {"card": card, "date": date, "done": done})
        except InputError:
            told, status = _refused(), 409
    context = {**came.context, "card": card, "date": date, "told": told}
    return render(request, "volunteering/sign_up.html", context, status=status)


def take(form: ContactForm, shift: Shift) -> Done:
    """A place or one on the waiting list. Who has it already gets the mail once more: nobody else learns of it."""
    who, name, language = form.cleaned_data["reach"], form.cleaned_data["name"], readers_language()
    with transaction.atomic():
        is_new = known_person(name, who.kind, who.address) is None
        volunteer = volunteer_of(person_by_contact(name, who.kind, who.address, language))
        note_agreed(BY, volunteer.person, language)
        known = shift.sign_ups.filter(volunteer=volunteer, state__in=(SignUp.State.BOOKED, SignUp.State.WAITING))
        made = known.first()
        if made is not None:
            letters.tell_signed_up(made)
        else:
            made = SignUpForShift(by=BY, shift=shift, volunteer=volunteer, language=language, says_so=True).run()
        own_page = letters.own_page(volunteer, language) if is_new else ""
    return Done(made.state == SignUp.State.WAITING, who.kind == "mail", own_page)


def _date(card: Card, shift: int) -> Date:
    found = next((each for each in card.dates if each.shift.pk == shift), None)
    if found is None:
        raise Http404
    return found


def _refused() -> str:
    """Not why: whoever types a foreign address would learn where its owner is at that time."""
    return _(
        "Das hat nicht geklappt. Vielleicht haben Sie in dieser Zeit schon etwas anderes vor. "
        "Vielleicht fällt der Termin aus. Vielleicht brauchen wir für die letzten Plätze einen bestimmten Nachweis. "
        "Bitte wählen Sie eine andere Zeit, oder fragen Sie uns."
    )
