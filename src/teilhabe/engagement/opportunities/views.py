"""Opportunities: the list, one of them, and what the organisation and the office do with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from teilhabe.actors.choices import field_names, language_choices, language_names
from teilhabe.core.access.policy import ADD, CHANGE, VIEW
from teilhabe.core.access.routes import permitted, public, user_of
from teilhabe.core.answers import confirm_page, form_page, said_in_form
from teilhabe.core.audit.action import Operator
from teilhabe.core.language import told
from teilhabe.core.users.models import User
from teilhabe.engagement.opportunities import letters
from teilhabe.engagement.opportunities.actions import (
    AddOpportunity,
    ChangeOpportunity,
    ConfirmOpportunity,
    SendBackOpportunity,
    TranslateOpportunity,
    is_office,
)
from teilhabe.engagement.opportunities.extensions import OPPORTUNITY_SECTIONS
from teilhabe.engagement.opportunities.forms import (
    LanguageForm,
    OfficeOpportunityForm,
    OpportunityForm,
    OrganisationForm,
    RemarkForm,
    TranslationForm,
)
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.opportunities.policies import OPPORTUNITIES
from teilhabe.engagement.opportunities.selectors import opportunities_of, organisations_for
from teilhabe.engagement.opportunities.steps import STEPS, Step, steps_for
from teilhabe.engagement.opportunities.tables import OPPORTUNITIES_LIST
from teilhabe.engagement.opportunities.wording import Names
from teilhabe.engagement.volunteers.timetable import in_words
from teilhabe.errors import InputError

BADGES = {
    Opportunity.State.OPEN: "badge--success",
    Opportunity.State.SUBMITTED: "badge--warning",
    Opportunity.State.PAUSED: "badge--warning",
}


@permitted(Opportunity, VIEW)
def opportunities(request: HttpRequest) -> HttpResponseBase:
    user = user_of(request)
    may_add = OPPORTUNITIES.allows(user, ADD)
    links = [(_("Einsatzmöglichkeit anlegen"), reverse("opportunities:add"))] if may_add else []
    return OPPORTUNITIES_LIST.respond(request, opportunities_of(user), links=links)


@permitted(Opportunity, ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponseBase:
    """For whom it is comes first, where there is a choice; then one form, and its page is the preview."""
    user = user_of(request)
    choices = organisations_for(user)
    only = choices.first() if choices.count() == 1 else None
    which = None if only else OrganisationForm(choices, request.POST or None, initial=request.GET.dict())
    form = _form_of(user)(request.POST or None)
    if request.method == "POST" and form.is_valid() and (which is None or which.is_valid()):
        organisation = only or (which.cleaned_data["organisation"] if which else None)
        assert organisation is not None  # one of the two
        with said_in_form(form):
            made = AddOpportunity(
                by=user, organisation_row=organisation, values=form.values(), requirements=form.requirements()
            ).run()
            messages.success(request, _("Der Entwurf ist gespeichert. Stimmt alles? Dann fehlt nur noch ein Schritt."))
            return redirect(made)
    context = {"form": form, "which": which, "organisation": only}
    return render(request, "opportunities/add.html", context)


def _form_of(user: User) -> type[OpportunityForm]:
    return OfficeOpportunityForm if is_office(user) else OpportunityForm


@permitted(Opportunity, CHANGE, key="opportunity")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, opportunity: Opportunity) -> HttpResponseBase:
    user = user_of(request)
    kind = _form_of(user)
    form = kind(request.POST or None, initial=kind.initial_of(opportunity))
    is_read_again = not is_office(user) and opportunity.state == Opportunity.State.OPEN
    return form_page(
        request,
        form,
        lambda: ChangeOpportunity(
            by=user, opportunity=opportunity, values=form.values(), requirements=form.requirements()
        ).run(),
        done=_("Die Angaben sind gespeichert."),
        back=opportunity.get_absolute_url(),
        title=_("%(title)s ändern") % {"title": opportunity},
        lead=_("Ändern Sie Titel oder Aufgabe, dann liest das Büro den Text noch einmal.") if is_read_again else "",
    )


@permitted(Opportunity, CHANGE, key="opportunity")
@require_http_methods(["GET", "HEAD", "POST"])
def translations(request: HttpRequest, opportunity: Opportunity) -> HttpResponseBase:
    """Which language is to be added."""
    form = LanguageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("opportunities:translate", opportunity=opportunity.pk, language=form.cleaned_data["language"])
    page = {"form": form, "title": _("In welche Sprache?"), "action": _("Weiter")}
    return render(request, "form.html", {**page, "back": opportunity.get_absolute_url()})


@permitted(Opportunity, CHANGE, key="opportunity")
@require_http_methods(["GET", "HEAD", "POST"])
def translate(request: HttpRequest, opportunity: Opportunity, language: str) -> HttpResponseBase:
    if language not in dict(language_choices()):
        raise Http404
    former = opportunity.translations.filter(language=language).first()
    initial = {"title": former.title, "task": former.task} if former else {}
    form = TranslationForm(request.POST or None, initial=initial)
    return form_page(
        request,
        form,
        lambda: TranslateOpportunity(
            by=user_of(request), opportunity=opportunity, language=language, **form.cleaned_data
        ).run(),
        done=_("Die Übersetzung ist gespeichert."),
        back=opportunity.get_absolute_url(),
        title=f"{opportunity}: {language_names([language])[0]}",
        lead=opportunity.task,
    )


@permitted(Opportunity, VIEW, key="opportunity")
@require_safe
def opportunity(request: HttpRequest, opportunity: Opportunity) -> HttpResponseBase:
    """As the organisation and the office see it; what belongs to it stands below."""
    user = user_of(request)
    may_change = OPPORTUNITIES.may(user, CHANGE, opportunity)
    context = {
        "opportunity": opportunity,
        "badge": BADGES.get(Opportunity.State(opportunity.state), ""),
        "fields": field_names(opportunity.fields),
        "week": in_words(opportunity.week),
        "requirements": Names.now().of_all(opportunity),
        "translations": list(opportunity.translations.order_by("language")),
        "steps": steps_for(user, opportunity) if may_change else [],
        "may_change": may_change,
        "may_send_back": is_office(user) and opportunity.state in SendBackOpportunity.starts,
        "sections": OPPORTUNITY_SECTIONS.collect(opportunity, user),
    }
    return render(request, "opportunities/opportunity.html", context)


@permitted(Opportunity, CHANGE, key="opportunity")
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, opportunity: Opportunity, step: str) -> HttpResponseBase:
    """One of `STEPS`; what cannot be undone is asked first."""
    chosen = STEPS.get(step)
    if chosen is None:
        raise Http404
    if chosen.question:
        return _asked(request, opportunity, chosen)
    if request.method != "POST":
        return redirect(opportunity)
    try:
        after = chosen.run(user_of(request), opportunity)
    except InputError as error:
        messages.error(request, told(error))
        return redirect(opportunity)
    messages.success(request, str(chosen.done))
    return redirect(after)


def _asked(request: HttpRequest, opportunity: Opportunity, chosen: Step) -> HttpResponseBase:
    return confirm_page(
        request,
        lambda: chosen.run(user_of(request), opportunity),
        done=str(chosen.done),
        back=opportunity.get_absolute_url(),
        title=f"{chosen.label}: {opportunity}",
        question=chosen.question,
        action=chosen.label,
        is_dangerous=True,
    )


@permitted(Opportunity, CHANGE, key="opportunity")
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: HttpRequest, opportunity: Opportunity) -> HttpResponseBase:
    user = user_of(request)
    form = RemarkForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: SendBackOpportunity(by=user, opportunity=opportunity, remark=form.cleaned_data["remark"]).run(),
        done=_("Zurückgegeben. Die Organisation bekommt eine E-Mail."),
        back=opportunity.get_absolute_url(),
        title=_("Zurückgeben: %(title)s") % {"title": opportunity},
        action=_("Zurückgeben"),
    )


@public
@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def still_right(request: HttpRequest, token: str) -> HttpResponseBase:
    """The page behind the link of a reminder; what a link only opens, it never does."""
    opportunity = letters.opportunity_by_token(token)
    if opportunity is None:
        raise Http404
    if request.method == "POST":
        ConfirmOpportunity(by=Operator("Link einer Erinnerung"), opportunity=opportunity).run()
    context = {"opportunity": opportunity, "is_done": request.method == "POST"}
    return render(request, "opportunities/still_right.html", context)
