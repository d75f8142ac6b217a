"""Organisations: the list, one of them with its entry in the directory, a new one, changes."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from teilhabe.actors.actions.organisations import AddOrganisation, ChangeEntry, ChangeOrganisation
from teilhabe.actors.choices import field_names, language_names
from teilhabe.actors.forms.organisations import NewOrganisationForm, OrganisationForm, OwnOrganisationForm
from teilhabe.actors.policies import ORGANISATIONS, keeps
from teilhabe.actors.selectors.organisations import entry_of, organisation_page, organisations_listed
from teilhabe.actors.selectors.people import page_of
from teilhabe.actors.tables import ORGANISATIONS_LIST
from teilhabe.core.access.policy import ADD, CHANGE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import form_page, said_in_form
from teilhabe.core.users.models import Organisation


@permitted(Organisation, VIEW)
def organisations(request: HttpRequest) -> HttpResponseBase:
    """The list; a member of one organisation is led to it."""
    user = user_of(request)
    rows = organisations_listed(user)
    own = user.standing.organisations
    if not user.standing.is_staff and len(own) == 1:
        return redirect("actors:organisation", organisation=next(iter(own)))
    links = (
        [(_("Organisation eintragen"), reverse("actors:organisation_add"))] if ORGANISATIONS.allows(user, ADD) else []
    )
    return ORGANISATIONS_LIST.respond(request, rows, links=links)


@permitted(Organisation, VIEW, key="organisation")
@require_safe
def organisation(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    page = organisation_page(user_of(request), organisation)
    context = {
        "page": page,
        "fields": field_names(page.entry.fields),
        "spoken": language_names(page.entry.languages),
    }
    return render(request, "actors/organisation.html", context)


@permitted(Organisation, ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_add(request: HttpRequest) -> HttpResponseBase:
    form = NewOrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with said_in_form(form, "name"):
            added = AddOrganisation(by=user_of(request), name=form.cleaned_data["name"], entry=form.entry()).run()
            messages.success(request, _("%(organisation)s ist eingetragen.") % {"organisation": added})
            return redirect(page_of(added))
    return render(request, "actors/organisation_add.html", {"form": form})


@permitted(Organisation, CHANGE, key="organisation")
def organisation_change(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    """Name and entry in one form; members see what is theirs to change."""
    user, entry = user_of(request), entry_of(organisation)
    kind = OrganisationForm if keeps(user, ORGANISATIONS) else OwnOrganisationForm
    form = kind(request.POST or None, initial=kind.initial_of(entry))

    @transaction.atomic
    def save() -> None:
        is_active = form.cleaned_data.get("is_active", organisation.is_active)
        ChangeOrganisation(by=user, row=organisation, name=form.cleaned_data["name"], is_active=is_active).run()
        ChangeEntry(by=user, partner=entry, entry=form.entry()).run()

    return form_page(
        request,
        form,
        save,
        done=_("Die Angaben sind gespeichert."),
        back=page_of(organisation),
        title=_("%(organisation)s ändern") % {"organisation": organisation},
    )
