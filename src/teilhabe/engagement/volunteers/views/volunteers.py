"""Volunteers: the list, one of them, somebody new, changes."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from teilhabe.actors.actions.people import AddPerson
from teilhabe.actors.choices import field_names, language_names
from teilhabe.actors.duplicates.selectors import Similar, similar_people
from teilhabe.actors.models import Person
from teilhabe.actors.policies import keeps
from teilhabe.actors.reaching import contact_key
from teilhabe.core.access.policy import ADD, CHANGE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import form_page
from teilhabe.core.users.models import User
from teilhabe.engagement.volunteers.actions import AddVolunteer, ChangeVolunteer
from teilhabe.engagement.volunteers.choices import languages_with_levels, skill_names
from teilhabe.engagement.volunteers.forms.volunteers import NewVolunteerForm, OwnVolunteerForm, VolunteerForm
from teilhabe.engagement.volunteers.models import Kind, Volunteer
from teilhabe.engagement.volunteers.policies import SKILLS, VOLUNTEERS
from teilhabe.engagement.volunteers.selectors import volunteer_page, volunteers_listed, volunteers_of
from teilhabe.engagement.volunteers.tables import volunteers_table
from teilhabe.engagement.volunteers.timetable import picture


@permitted(Volunteer, VIEW)
def volunteers(request: HttpRequest) -> HttpResponseBase:
    """The list; who sees themselves only is led to their own page."""
    user = user_of(request)
    if not keeps(user, VOLUNTEERS) and (own := volunteers_of(user).first()):
        return redirect(own)
    links = [(_("Aufnehmen"), reverse("volunteers:volunteer_add"))] if VOLUNTEERS.allows(user, ADD) else []
    if SKILLS.allows(user, ADD):
        links.append((_("Fähigkeiten"), reverse("volunteers:skills")))
    return volunteers_table(skill_names()).respond(request, volunteers_listed(user), links=links)


@permitted(Volunteer, VIEW, key="volunteer")
@require_safe
def volunteer(request: HttpRequest, volunteer: Volunteer) -> HttpResponseBase:
    """All of it at a glance."""
    user, names = user_of(request), skill_names()
    if volunteer.person.merged_into is not None:
        return redirect(volunteer.person.merged_into)
    kinds = dict(Kind.choices)
    context = {
        "page": volunteer_page(user, volunteer),
        "volunteer": volunteer,
        "keeps": keeps(user, VOLUNTEERS),
        "languages": languages_with_levels(volunteer.person.languages, volunteer.language_levels),
        "preferred_language": "".join(language_names(filter(None, [volunteer.person.preferred_language]))),
        "skills": [names.get(key, key) for key in volunteer.skills],
        "wishes": field_names(volunteer.wishes),
        "kinds": [kinds.get(each, each) for each in volunteer.kinds],
        "week": picture(volunteer.week),
    }
    return render(request, "volunteers/volunteer.html", context)


@permitted(Volunteer, ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def volunteer_add(request: HttpRequest) -> HttpResponseBase:
    """A new person who is a volunteer; who is like them is said once before they are stored."""
    form = NewVolunteerForm(request.POST or None)
    similar: list[Similar] = []
    if request.method == "POST" and form.is_valid():
        similar = [] if "anyway" in request.POST else _similar(form)
        if not similar:
            added = _added(user_of(request), form)
            messages.success(request, _("%(person)s ist aufgenommen.") % {"person": added})
            return redirect(added)
    return render(request, "volunteers/volunteer_add.html", {"form": form, "similar": similar})


@transaction.atomic
def _added(user: User, form: NewVolunteerForm) -> Volunteer:
    person = AddPerson(by=user, values=form.person_values(), contact_points=form.contact_points()).run()
    return AddVolunteer(by=user, person=person, values=form.values()).run()


def _similar(form: NewVolunteerForm) -> list[Similar]:
    keys = [contact_key(kind, value) for kind, value in form.contact_points()]
    return similar_people(form.cleaned_data["given_name"], form.cleaned_data["family_name"], keys)


@permitted(Person, CHANGE, key="person", makes=Volunteer)
def volunteer_of(request: HttpRequest, person: Person) -> HttpResponseBase:
    """Take a person in whom the office knows already."""
    known = Volunteer.objects.filter(person=person).first()
    if known is not None:
        return redirect(known)
    initial = {"language_levels": dict.fromkeys(person.languages, "")}
    form = VolunteerForm(request.POST or None, initial=initial)
    return form_page(
        request,
        form,
        lambda: AddVolunteer(by=user_of(request), person=person, values=form.values()).run(),
        done=_("%(person)s ist aufgenommen.") % {"person": person},
        back=person.get_absolute_url(),
        title=_("%(person)s als ehrenamtliche Person aufnehmen") % {"person": person},
        action=_("Aufnehmen"),
    )


@permitted(Volunteer, CHANGE, key="volunteer")
def volunteer_change(request: HttpRequest, volunteer: Volunteer) -> HttpResponseBase:
    kind = VolunteerForm if keeps(user_of(request), VOLUNTEERS) else OwnVolunteerForm
    form = kind(request.POST or None, initial=kind.initial_of(volunteer), held=volunteer)
    return form_page(
        request,
        form,
        lambda: ChangeVolunteer(by=user_of(request), volunteer=volunteer, values=form.values()).run(),
        done=_("Die Angaben sind gespeichert."),
        back=volunteer.get_absolute_url(),
        title=_("%(person)s: Angaben zum Ehrenamt") % {"person": volunteer},
    )
