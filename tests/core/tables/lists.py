"""Two lists to try everything with, and the addresses under which a test finds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path

from teilhabe.actors.folding import fold
from teilhabe.actors.models import Person
from teilhabe.core.access.policy import CHANGE, VIEW, policy_of
from teilhabe.core.access.routes import permitted, signed_in, user_of
from teilhabe.core.audit.action import Action
from teilhabe.core.tables.table import BulkAction, Choice, Column, DateSpan, Several, Table, Text, YesNo
from teilhabe.core.users.models import Organisation, User
from teilhabe.errors import InputError
from teilhabe.project.urls import urlpatterns as project_urls

__all__ = ["InputError"]

DISTRICTS = ("Nord", "Süd", "Altstadt")
LANGUAGES = (("ar", "Arabisch"), ("fa", "Farsi"), ("uk", "Ukrainisch"))


@dataclass(frozen=True, kw_only=True)
class SetActive(Action[Organisation]):
    verb = CHANGE
    sentence = "hat „{target}“ geändert"
    row: Organisation
    is_active: bool

    @property
    def target(self) -> Organisation:
        return self.row

    def perform(self) -> Organisation:
        self.row.is_active = self.is_active
        self.row.save(update_fields=["is_active"])
        return self.row


def _set_all(user: User, rows: QuerySet[Organisation], *, is_active: bool) -> int:
    return len([SetActive(by=user, row=row, is_active=is_active).run() for row in rows])


def rest(user: User, rows: QuerySet[Organisation]) -> str:
    return f"{_set_all(user, rows, is_active=False)} Organisationen ruhen jetzt."


def wake(user: User, keys: Sequence[Any]) -> str:
    count = _set_all(user, Organisation.objects.filter(pk__in=keys), is_active=True)
    return f"{count} Organisationen sind wieder aktiv."


REST = BulkAction("rest", "Ruhen lassen", CHANGE, rest, undo=wake, only=Q(is_active=True))
CLOSE = BulkAction("close", "Beenden", CHANGE, rest, question="Das lässt sich nicht zurücknehmen.", is_dangerous=True)

ORGANISATIONS = Table(
    name="probe-organisations",
    title="Organisationen",
    columns=(
        Column("name", "Name", order_by=("name",), address=lambda row: f"/probe/organisationen/{row.pk}/"),
        Column("is_active", "Arbeitet mit uns"),
        Column("created_at", "Angelegt am", order_by=("created_at",)),
        Column("members", "Mitglieder", value=lambda row: row.pk * 1000, order_by=("pk",), is_number=True),
        Column("key", "Schlüssel", value=lambda row: row.pk, only_exported=True),
    ),
    filters=(
        YesNo("active", "Arbeitet mit uns", "is_active"),
        Text("part", "Name enthält", "name__icontains"),
        DateSpan("created", "Angelegt", "created_at", is_moment=True),
    ),
    search=("name__icontains", str.strip),
    order=("name",),
    bulk=(REST, CLOSE),
    empty="Organisationen, mit denen das Büro arbeitet, stehen hier.",
)


def speak(codes: Sequence[str]) -> Q:
    """People who speak one of the languages; a list in JSON is searched as text."""
    spoken = Q()
    for code in codes:
        spoken |= Q(languages__icontains=f'"{code}"')
    return spoken


PEOPLE = Table(
    name="probe-people",
    title="Personen",
    columns=(
        Column("name", "Name", value=str, order_by=("family_name", "given_name"), address=lambda row: f"#{row.pk}"),
        Column("languages", "Sprachen", value=lambda row: [dict(LANGUAGES).get(code, code) for code in row.languages]),
        Column("district", "Stadtteil", order_by=("district",)),
        Column("last_contact_at", "Letzter Kontakt", order_by=("-last_contact_at",)),
    ),
    filters=(
        Choice("district", "Stadtteil", "district", lambda: [(each, each) for each in DISTRICTS]),
        Several("language", "Sprachen", speak, lambda: LANGUAGES),
        DateSpan("contact", "Letzter Kontakt", "last_contact_at", is_moment=True),
    ),
    search=("search_key__contains", fold),
    order=("name",),
    empty="Noch ist niemand eingetragen.",
)


class Questions(forms.Form):
    """One control of each kind."""

    name = forms.CharField(label="Name", help_text="So, wie die Person sich nennt.")
    mail = forms.EmailField(label="E-Mail-Adresse", required=False)
    day = forms.DateField(label="Erster Tag", widget=forms.DateInput(attrs={"type": "date"}))
    district = forms.ChoiceField(label="Stadtteil", choices=[("", "bitte wählen"), *((d, d) for d in DISTRICTS)])
    languages = forms.MultipleChoiceField(
        label="Sprachen",
        choices=LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text="Alle, die gesprochen werden.",
    )
    way = forms.ChoiceField(
        label="Am liebsten", choices=[("m", "per E-Mail"), ("p", "per Telefon")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Notiz", widget=forms.Textarea, required=False)
    file = forms.FileField(label="Datei", required=False)
    agrees = forms.BooleanField(label="Die Person hat zugestimmt.", help_text="Mündlich genügt.")


@permitted(Organisation, VIEW)
def organisations(request: HttpRequest) -> HttpResponseBase:
    rows = policy_of(Organisation).reach(user_of(request), VIEW)
    return ORGANISATIONS.respond(request, rows, links=[("Organisation anlegen", "#neu"), ("Importieren", "#import")])


@permitted(Person, VIEW)
def people(request: HttpRequest) -> HttpResponseBase:
    return PEOPLE.respond(request, policy_of(Person).reach(user_of(request), VIEW))


@permitted(Organisation, VIEW, key="organisation")
def organisation(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    return render(request, "confirm.html", {"title": organisation.name, "back": "/probe/organisationen/"})


@signed_in
def questions(request: HttpRequest) -> HttpResponseBase:
    form = Questions(request.POST or None)
    page = {"title": "Formular", "form": form, "action": "Speichern", "back": "/probe/organisationen/"}
    return render(request, "probe_form.html", page)


urlpatterns = [
    path("probe/organisationen/", organisations, name="probe_organisations"),
    path("probe/organisationen/<int:organisation>/", organisation),
    path("probe/personen/", people, name="probe_people"),
    path("probe/formular/", questions),
    *project_urls,
]


def make_organisations(count: int) -> None:
    start = datetime(2026, 1, 1, 12, tzinfo=UTC)
    Organisation.objects.bulk_create(
        Organisation(
            name=f"Verein {number:05}", is_active=number % 3 > 0, created_at=start + timedelta(days=number % 300)
        )
        for number in range(count)
    )


def make_people(count: int) -> None:
    start = datetime(2026, 1, 1, 12, tzinfo=UTC)
    Person.objects.bulk_create(
        Person(
            given_name=("Özgür", "Mara", "Olena", "Samir")[number % 4],
            family_name=f"Muster{number:05}",
            search_key=fold(f"{('Özgür', 'Mara', 'Olena', 'Samir')[number % 4]} Muster{number:05}"),
            district=DISTRICTS[number % 3],
            languages=[("ar", "fa", "uk")[number % 3], "de"],
            last_contact_at=start + timedelta(days=number % 300),
        )
        for number in range(count)
    )
