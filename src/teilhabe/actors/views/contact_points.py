"""Ways to reach a person or an organisation: add, change, prefer, remove."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from teilhabe.actors.actions.contact_points import (
    AddContactPoint,
    ChangeContactPoint,
    PreferContactPoint,
    RemoveContactPoint,
)
from teilhabe.actors.forms.people import ContactPointForm
from teilhabe.actors.models import ContactPoint, Person
from teilhabe.actors.selectors.people import page_of
from teilhabe.core.access.policy import CHANGE, DELETE
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import confirm_page, form_page
from teilhabe.core.users.models import Organisation


@permitted(Person, CHANGE, key="person", makes=ContactPoint)
def person_contact_point_add(request: HttpRequest, person: Person) -> HttpResponseBase:
    return _add(request, person)


@permitted(Organisation, CHANGE, key="organisation", makes=ContactPoint)
def organisation_contact_point_add(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    return _add(request, organisation)


def _add(request: HttpRequest, owner: Person | Organisation) -> HttpResponseBase:
    form = ContactPointForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: AddContactPoint(by=user_of(request), owner=owner, **form.cleaned_data).run(),
        done=_("Der Kontaktweg ist eingetragen."),
        back=page_of(owner),
        title=_("Neuer Kontaktweg: %(owner)s") % {"owner": owner},
    )


@permitted(ContactPoint, CHANGE, key="contact_point")
def contact_point_change(request: HttpRequest, contact_point: ContactPoint) -> HttpResponseBase:
    form = ContactPointForm(request.POST or None, initial=_initial(contact_point))
    return form_page(
        request,
        form,
        lambda: ChangeContactPoint(by=user_of(request), contact_point=contact_point, **form.cleaned_data).run(),
        done=_("Der Kontaktweg ist gespeichert."),
        back=page_of(contact_point.owner),
        title=_("Kontaktweg ändern: %(owner)s") % {"owner": contact_point.owner},
    )


def _initial(point: ContactPoint) -> dict[str, Any]:
    return {"kind": point.kind, "value": point.value, "label": point.label, "is_preferred": point.is_preferred}


@permitted(ContactPoint, CHANGE, key="contact_point")
@require_POST
def contact_point_prefer(request: HttpRequest, contact_point: ContactPoint) -> HttpResponseBase:
    PreferContactPoint(by=user_of(request), contact_point=contact_point).run()
    messages.success(request, _("Bevorzugt ist jetzt: %(way)s") % {"way": contact_point})
    return redirect(page_of(contact_point.owner))


@permitted(ContactPoint, DELETE, key="contact_point")
def contact_point_remove(request: HttpRequest, contact_point: ContactPoint) -> HttpResponseBase:
    return confirm_page(
        request,
        lambda: RemoveContactPoint(by=user_of(request), contact_point=contact_point).run(),
        done=_("Der Kontaktweg ist entfernt."),
        back=page_of(contact_point.owner),
        title=_("Kontaktweg entfernen"),
        question=_("Diese Angabe zu %(owner)s wird gelöscht.") % {"owner": contact_point.owner},
        items=[str(contact_point)],
        action=_("Entfernen"),
        is_dangerous=True,
    )
