"""People: the list, one person, a new one, changes, the note that we talked, the account."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from teilhabe.actors.actions.people import AddPerson, ChangePerson, NoteContact, TieAccount, UntieAccount
from teilhabe.actors.choices import language_names
from teilhabe.actors.duplicates.selectors import Similar, similar_people
from teilhabe.actors.forms.people import AccountForm, NewPersonForm, OwnDetailsForm, PersonForm
from teilhabe.actors.models import Person
from teilhabe.actors.policies import PERSONS, keeps
from teilhabe.actors.reaching import contact_key
from teilhabe.actors.selectors.people import people_listed, people_of, person_page
from teilhabe.actors.tables import PEOPLE
from teilhabe.core.access.policy import ADD, CHANGE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import confirm_page, form_page


@permitted(Person, VIEW)
def people(request: HttpRequest) -> HttpResponseBase:
    """The list; who sees themselves only is led to their own page."""
    user = user_of(request)
    if not keeps(user, PERSONS) and (own := people_of(user).first()):
        return redirect(own)
    links = [(_("Person eintragen"), reverse("actors:person_add"))] if PERSONS.allows(user, ADD) else []
    return PEOPLE.respond(request, people_listed(user), links=links)


@permitted(Person, VIEW, key="person")
@require_safe
def person(request: HttpRequest, person: Person) -> HttpResponseBase:
    """Everything at a glance; a merged person's address leads to the one that stays."""
    if person.merged_into is not None:
        return redirect(person.merged_into)
    page = person_page(user_of(request), person)
    language = language_names([person.preferred_language]) if person.preferred_language else []
    context = {"page": page, "person": person, "spoken": language_names(person.languages)}
    return render(request, "actors/person.html", {**context, "preferred_language": "".join(language)})


@permitted(Person, ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def person_add(request: HttpRequest) -> HttpResponseBase:
    """A new person; where somebody like them is there already, that is said once before they are stored."""
    form = NewPersonForm(request.POST or None)
    similar: list[Similar] = []
    if request.method == "POST" and form.is_valid():
        similar = [] if "anyway" in request.POST else _similar(form)
        if not similar:
            values, ways = form.cleaned_data, form.contact_points()
            added = AddPerson(by=user_of(request), values=values, contact_points=ways).run()
            messages.success(request, _("%(person)s ist eingetragen.") % {"person": added})
            return redirect(added)
    return render(request, "actors/person_add.html", {"form": form, "similar": similar})


def _similar(form: NewPersonForm) -> list[Similar]:
    keys = [contact_key(kind, value) for kind, value in form.contact_points()]
    return similar_people(form.cleaned_data["given_name"], form.cleaned_data["family_name"], keys)


@permitted(Person, CHANGE, key="person")
def person_change(request: HttpRequest, person: Person) -> HttpResponseBase:
    kind = PersonForm if keeps(user_of(request), PERSONS) else OwnDetailsForm
    form = kind(request.POST or None, initial=kind.initial_of(person))
    return form_page(
        request,
        form,
        lambda: ChangePerson(by=user_of(request), person=person, values=form.cleaned_data).run(),
        done=_("Die Angaben sind gespeichert."),
        back=person.get_absolute_url(),
        title=_("%(person)s ändern") % {"person": person},
    )


@permitted(Person, CHANGE, key="person")
@require_POST
def person_contacted(request: HttpRequest, person: Person) -> HttpResponseBase:
    NoteContact(by=user_of(request), person=person).run()
    messages.success(request, _("Vermerkt: heute mit %(person)s gesprochen.") % {"person": person})
    return redirect(person)


@permitted(Person, CHANGE, key="person")
def person_account(request: HttpRequest, person: Person) -> HttpResponseBase:
    """Tie the person to their account, or part them again."""
    user = user_of(request)
    if person.user is not None:
        return confirm_page(
            request,
            lambda: UntieAccount(by=user, person=person).run(),
            done=_("Konto und Person sind getrennt."),
            back=person.get_absolute_url(),
            title=_("Konto trennen"),
            question=_("%(email)s sieht und ändert diese Angaben dann nicht mehr. Das Konto selbst bleibt.")
            % {"email": person.user.email},
            action=_("Trennen"),
        )
    form = AccountForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: TieAccount(by=user, person=person, email=form.cleaned_data["email"]).run(),
        done=_("Konto und Person sind verbunden."),
        back=person.get_absolute_url(),
        title=_("Konto verbinden: %(person)s") % {"person": person},
        action=_("Verbinden"),
    )
