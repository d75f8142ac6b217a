"""The list of proposals, one proposal and its steps."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from teilhabe.actors.policies import keeps
from teilhabe.core.access.policy import CHANGE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import form_page
from teilhabe.core.audit.action import Action
from teilhabe.core.language import told
from teilhabe.engagement.placements.actions import Agree, Ask, Decline, NoteOnProposal, NoteWilling, Resume
from teilhabe.engagement.placements.filling import LIVE, UNANSWERED
from teilhabe.engagement.placements.forms import AgreeForm, DeclineForm, NoteForm, ReasonForm
from teilhabe.engagement.placements.letters import address_of
from teilhabe.engagement.placements.models import Proposal
from teilhabe.engagement.placements.policies import PROPOSALS
from teilhabe.engagement.placements.selectors.lists import proposals_of
from teilhabe.engagement.placements.tables import PROPOSAL_LIST
from teilhabe.errors import InputError


@permitted(Proposal, VIEW)
def proposals(request: HttpRequest) -> HttpResponseBase:
    return PROPOSAL_LIST.respond(request, proposals_of(user_of(request)))


@permitted(Proposal, VIEW, key="proposal")
@require_safe
def proposal(request: HttpRequest, proposal: Proposal) -> HttpResponseBase:
    context = {
        "proposal": proposal,
        "keeps": keeps(user_of(request), PROPOSALS),
        "is_live": proposal.state in LIVE,
        "is_unanswered": proposal.state in UNANSWERED,
        "mail": address_of(proposal.volunteer.person),
    }
    return render(request, "placements/proposal.html", context)


@permitted(Proposal, CHANGE, key="proposal")
@require_POST
def ask(request: HttpRequest, proposal: Proposal) -> HttpResponseBase:
    done = _("Die Anfrage ist unterwegs.")
    return _step(request, proposal, Ask(by=user_of(request), proposal=proposal), done)


@permitted(Proposal, CHANGE, key="proposal")
@require_POST
def willing(request: HttpRequest, proposal: Proposal) -> HttpResponseBase:
    done = _("Notiert. Die Organisation wird jetzt gefragt.")
    return _step(request, proposal, NoteWilling(by=user_of(request), proposal=proposal), done)


@permitted(Proposal, CHANGE, key="proposal")
@require_POST
def resume(request: HttpRequest, proposal: Proposal) -> HttpResponseBase:
    return _step(
        request, proposal, Resume(by=user_of(request), proposal=proposal), _("Der Vorschlag ist wieder offen.")
    )


@permitted(Proposal, CHANGE, key="proposal")
def decline(request: HttpRequest, proposal: Proposal) -> HttpResponseBase:
    """The office says who says no; a volunteer says it for themselves."""
    user = user_of(request)
    form = (DeclineForm if keeps(user, PROPOSALS) else ReasonForm)(request.POST or None)

    def save() -> Proposal:
        return Decline(by=user, proposal=proposal, **{"side": Proposal.Side.VOLUNTEER, **form.cleaned_data}).run()

    return form_page(
        request,
        form,
        save,
        done=_("Die Absage ist notiert."),
        back=proposal.get_absolute_url(),
        title=_("Absage: %(proposal)s") % {"proposal": proposal},
        lead=_("Der Grund wird gezählt, ohne Namen: So zeigt sich, was in der Stadt fehlt."),
        action=_("Absage notieren"),
    )


@permitted(Proposal, CHANGE, key="proposal")
def agree(request: HttpRequest, proposal: Proposal) -> HttpResponseBase:
    hours = proposal.opportunity.hours_per_week
    form = AgreeForm(request.POST or None, initial={"hours_per_week": hours} if hours else {})
    return form_page(
        request,
        form,
        lambda: Agree(by=user_of(request), proposal=proposal, **form.cleaned_data).run(),
        done=_("Vereinbart. Die Bestätigung ist unterwegs, soweit eine E-Mail-Adresse bekannt ist."),
        back=proposal.get_absolute_url(),
        title=_("Vereinbaren: %(proposal)s") % {"proposal": proposal},
        lead=_("Damit wird daraus ein Einsatz. Aufgabe, Ort und Versicherung gelten so, wie sie jetzt dastehen."),
        action=_("Vereinbaren"),
    )


@permitted(Proposal, CHANGE, key="proposal")
def note(request: HttpRequest, proposal: Proposal) -> HttpResponseBase:
    form = NoteForm(request.POST or None, initial={"note": proposal.note, "follow_up_on": proposal.follow_up_on})
    return form_page(
        request,
        form,
        lambda: NoteOnProposal(by=user_of(request), proposal=proposal, **form.cleaned_data).run(),
        done=_("Gespeichert."),
        back=proposal.get_absolute_url(),
        title=_("Notiz: %(proposal)s") % {"proposal": proposal},
    )


def _step(request: HttpRequest, proposal: Proposal, action: Action[Proposal], done: str) -> HttpResponseBase:
    try:
        row = action.run()
    except InputError as error:
        messages.error(request, told(error))
    else:
        messages.success(request, _("Keine E-Mail möglich: Bitte rufen Sie heute an.") if row.is_due else done)
    return redirect(proposal)
