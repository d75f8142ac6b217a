"""The page behind the link of a question: whoever has the link answers yes or no, without an account.

What a link only opens, it never does: programs that check mails open every link. The page names nobody.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from teilhabe.core.access.routes import public
from teilhabe.core.audit.action import Operator
from teilhabe.engagement.placements.actions import Decline, NoteWilling
from teilhabe.engagement.placements.filling import UNANSWERED
from teilhabe.engagement.placements.forms import ReasonForm
from teilhabe.engagement.placements.letters import proposal_by_token, text_of
from teilhabe.engagement.placements.models import Proposal
from teilhabe.errors import InputError

BY = Operator("Ehrenamtliche Person mit persönlichem Link")


@public
@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponseBase:
    proposal = proposal_by_token(token)
    if proposal is None:
        return render(request, "placements/answer_gone.html", status=410)
    form = ReasonForm(request.POST if "no" in request.POST else None)
    if request.method != "POST" or (form.is_bound and not form.is_valid()):
        return _page(request, proposal, form)
    _answer(proposal, form.cleaned_data["reason"] if form.is_bound else "")
    return redirect(reverse("placement_answer:answer", kwargs={"token": token}))


def _answer(proposal: Proposal, reason: str) -> None:
    """A second press, or one that comes too late, changes nothing: the page then says how it stands."""
    try:
        if reason:
            Decline(by=BY, proposal=proposal, side=Proposal.Side.VOLUNTEER, reason=reason).run()
        else:
            NoteWilling(by=BY, proposal=proposal).run()
    except InputError:
        return


def _page(request: HttpRequest, proposal: Proposal, form: ReasonForm) -> HttpResponse:
    title, task = text_of(proposal.opportunity)
    context = {
        "proposal": proposal,
        "title": title,
        "task": task,
        "form": form,
        "may_answer": proposal.state in UNANSWERED,
    }
    return render(request, "placements/answer.html", context)
