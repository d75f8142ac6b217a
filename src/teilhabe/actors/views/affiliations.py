"""Who belongs to which organisation: enter and remove."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from teilhabe.actors.actions.affiliations import AddAffiliation, RemoveAffiliation
from teilhabe.actors.forms.people import AffiliationForm
from teilhabe.actors.models import Affiliation, Person
from teilhabe.core.access.policy import CHANGE, DELETE
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import confirm_page, form_page
from teilhabe.core.users.models import Organisation


@permitted(Person, CHANGE, key="person", makes=Affiliation)
def affiliation_add(request: HttpRequest, person: Person) -> HttpResponseBase:
    user = user_of(request)
    form = AffiliationForm(request.POST or None)

    def save() -> Affiliation:
        organisation = get_object_or_404(Organisation, pk=form.cleaned_data["organisation"])
        function = form.cleaned_data["function"]
        return AddAffiliation(by=user, person=person, organisation_row=organisation, function=function).run()

    return form_page(
        request,
        form,
        save,
        done=_("Die Zugehörigkeit ist eingetragen."),
        back=person.get_absolute_url(),
        title=_("Organisation von %(person)s") % {"person": person},
    )


@permitted(Affiliation, DELETE, key="affiliation")
def affiliation_remove(request: HttpRequest, affiliation: Affiliation) -> HttpResponseBase:
    return confirm_page(
        request,
        lambda: RemoveAffiliation(by=user_of(request), affiliation=affiliation).run(),
        done=_("Die Zugehörigkeit ist entfernt."),
        back=affiliation.person.get_absolute_url(),
        title=_("Zugehörigkeit entfernen"),
        question=_("%(person)s gehört dann nicht mehr zu „%(organisation)s“. Person und Organisation bleiben.")
        % {"person": affiliation.person, "organisation": affiliation.organisation},
        action=_("Entfernen"),
        is_dangerous=True,
    )
