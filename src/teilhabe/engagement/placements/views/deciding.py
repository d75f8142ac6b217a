"""An organisation decides about whoever has said yes to one of its opportunities."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.language import told
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.placements.actions import Agree, Decline
from teilhabe.engagement.placements.forms import AgreeForm, ReasonForm
from teilhabe.engagement.placements.models import Proposal
from teilhabe.engagement.placements.selectors.lists import willing_for
from teilhabe.engagement.volunteers.choices import languages_with_levels
from teilhabe.errors import InputError


@permitted(Opportunity, CHANGE, key="opportunity")
@require_http_methods(["GET", "HEAD", "POST"])
def willing(request: HttpRequest, opportunity: Opportunity) -> HttpResponseBase:
    """Everybody who would like to, by name and languages: what else is known comes with the assignment."""
    if request.method != "POST":
        return _page(request, opportunity)
    proposal = get_object_or_404(willing_for(opportunity), pk=request.POST.get("proposal") or 0)
    form = AgreeForm(request.POST) if "yes" in request.POST else ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, opportunity, proposal.pk, form)
    try:
        done = _decide(request, proposal, form.cleaned_data)
    except InputError as error:
        messages.error(request, told(error))
    else:
        messages.success(request, done)
    return redirect("placements:willing", opportunity=opportunity.pk)


def _decide(request: HttpRequest, proposal: Proposal, given: dict[str, Any]) -> str:
    by = user_of(request)
    if "yes" in request.POST:
        Agree(by=by, proposal=proposal, **given).run()
        return _("Schön! Es ist vereinbart. Sie finden den Kontakt bei den Einsätzen.")
    Decline(by=by, proposal=proposal, side=Proposal.Side.ORGANISATION, **given).run()
    return _("Ihre Absage ist notiert. Wir sagen freundlich Bescheid und suchen weiter.")


def _page(
    request: HttpRequest, opportunity: Opportunity, key: int = 0, refused: AgreeForm | ReasonForm | None = None
) -> HttpResponse:
    rows = [_row(each, refused if each.pk == key else None) for each in willing_for(opportunity)]
    return render(request, "placements/willing.html", {"opportunity": opportunity, "rows": rows})


def _row(proposal: Proposal, refused: AgreeForm | ReasonForm | None) -> dict[str, Any]:
    """Fields of several people on one page need names of their own for their labels."""
    volunteer, own = proposal.volunteer, f"{proposal.pk}_%s"
    return {
        "proposal": proposal,
        "languages": languages_with_levels(volunteer.person.languages, volunteer.language_levels),
        "yes": refused if isinstance(refused, AgreeForm) else AgreeForm(auto_id=f"yes_{own}"),
        "no": refused if isinstance(refused, ReasonForm) else ReasonForm(auto_id=f"no_{own}"),
        "says_no": isinstance(refused, ReasonForm),
    }
