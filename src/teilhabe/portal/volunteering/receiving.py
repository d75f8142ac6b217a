"""What all forms of volunteering do with what was sent: take it, or say why not and lose nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.http import HttpRequest
from django.utils.translation import gettext as _

from teilhabe.engagement.volunteers.consent import VOLUNTEERING
from teilhabe.portal.information import feedback_gate as gate
from teilhabe.portal.information.accepting import refusal, renewed
from teilhabe.portal.information.frame import readers_language
from teilhabe.portal.volunteering.forms import ReachForm

SomeForm = TypeVar("SomeForm", bound=ReachForm)


@dataclass(frozen=True)
class Received(Generic[SomeForm]):
    """The form as it is to be shown, with what is told and the status; or `is_taken`, and then its values hold.

    `is_by_program`: a program filled in what people do not see; it is thanked, and nothing is kept.
    """

    form: SomeForm
    told: str = ""
    status: int = 200
    is_taken: bool = False
    is_by_program: bool = False

    @property
    def context(self) -> dict[str, Any]:
        wording = VOLUNTEERING.wording(readers_language())
        return {"form": self.form, "told": self.told, "trap": gate.TRAP, "wording": wording}


def received(request: HttpRequest, make: Callable[..., SomeForm]) -> Received[SomeForm]:
    if request.method != "POST":
        return Received(_fresh(make))
    if not gate.comes_from_our_pages(request):
        told = _("Das kam von einer fremden Seite. Bitte schreiben Sie uns hier.")
        return Received(_fresh(make), told=told, status=403)
    form = make(request.POST)
    if not form.is_valid():
        return Received(form)
    told, status = refusal(request, form.cleaned_data["ticket"])
    if told:
        return Received(renewed(form), told=told, status=status)
    return Received(form, is_taken=True, is_by_program=bool(request.POST.get(gate.TRAP)))


def _fresh(make: Callable[..., SomeForm]) -> SomeForm:
    return make(initial={"ticket": gate.new_ticket()})
