"""What both forms of the letter box do with what was sent: not take it now and lose nothing, or show the code."""

from __future__ import annotations

from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from teilhabe.outreach.moderation.out_of_hours import Absence, absence
from teilhabe.portal.information import feedback_gate as gate
from teilhabe.portal.information.feedback_gate import Ticket

SomeForm = TypeVar("SomeForm", bound=forms.Form)


def refusal(request: HttpRequest, ticket: str) -> tuple[str, int]:
    """Why it is not taken now, and the status that says so; "" where it is."""
    match gate.checked(ticket):
        case Ticket.USELESS:
            return _("Das Formular war zu lange offen. Ihr Text ist noch da. Bitte senden Sie ihn noch einmal."), 200
        case Ticket.TOO_SOON:
            return _("Das ging sehr schnell. Ihr Text ist noch da. Bitte drücken Sie noch einmal auf „Senden“."), 200
    if not gate.is_allowed(request, "message"):
        return _(
            "Von Ihrem Internet-Anschluss kamen gerade sehr viele Nachrichten. Ihr Text ist noch da. "
            "Bitte senden Sie ihn in einer Stunde."
        ), 429
    return "", 200


def renewed(form: SomeForm) -> SomeForm:
    """With a new ticket where the old one is no good any more."""
    typed: Any = form.data.copy()  # type: ignore[attr-defined]  # what was posted, several values of one name too
    if gate.checked(typed.get("ticket", "")) is Ticket.USELESS:
        typed["ticket"] = gate.new_ticket()
    return type(form)(typed)


def code_page(request: HttpRequest, code: str, path: str = "") -> HttpResponse:
    """`code` is "" where the message had come in before; `path` leads back to where it was written."""
    address = request.build_absolute_uri(reverse("information:answer", kwargs={"code": code})) if code else ""
    context = {"code": code, "address": address, "path": path, "absence": absence_now()}
    return render(request, "information/feedback_sent.html", context)


def absence_now() -> Absence | None:
    """What the reader of this page is told while nobody is in the office."""
    return absence(get_language() or "de", timezone.now())
