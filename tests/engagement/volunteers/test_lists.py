"""A spreadsheet of volunteers is taken over with proposed columns and problems told per row, and undone."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.cast import Cast
from tests.engagement.rows import make_volunteer

from teilhabe.actors.models import Person
from teilhabe.actors.transfer.models import PeopleImport
from teilhabe.core.jobs.working import work_off
from teilhabe.core.users.roles import Role
from teilhabe.engagement.volunteers.models import Skill, Volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

LIST = """Name;E-Mail;Sprachniveau;Fähigkeiten;Verfügbarkeit;Dabei seit;Stunden pro Woche;Einsatzorte
Amal Probe;amal@beispiel.invalid;Deutsch B1, Arabisch C2;Vorlesen;Di–Do abends;03.02.2024;4;Nordstadt, Altstadt
Berta Muster;berta@beispiel.invalid;;Zaubern;irgendwann;;;
Carl Beispiel;carl@beispiel.invalid;;;;;;
"""


@pytest.fixture
def client(cast: Cast) -> Client:
    Skill.objects.create(key="vorlesen", names={"de": "Vorlesen", "en": "Reading aloud"})
    return cast.client(Role.COORDINATOR)


def _handed_in(client: Client) -> PeopleImport:
    """With the columns as they are proposed."""
    client.post(reverse("actors:import"), {"file": SimpleUploadedFile("liste.csv", LIST.encode())})
    found = PeopleImport.objects.latest("pk")
    address = reverse("actors:import_columns", args=[found.pk])
    form = client.get(address).context["form"]
    client.post(address, {name: field.initial for name, field in form.fields.items()})
    work_off()
    return found


def _taken_over(client: Client, found: PeopleImport, **choices: str) -> None:
    client.post(reverse("actors:import_page", args=[found.pk]), choices or {"go": "1"})
    work_off()


def test_who_has_a_column_about_volunteering_filled_becomes_a_volunteer(client: Client) -> None:
    found = _handed_in(client)
    text = client.get(reverse("actors:import_page", args=[found.pk])).text
    assert "Eine der Fähigkeiten steht nicht in der Liste" in text
    assert "Die Zeit in der Woche ist nicht zu verstehen" in text
    assert not Volunteer.objects.exists()
    _taken_over(client, found)
    amal = Volunteer.objects.get()
    assert (str(amal), amal.state, amal.since) == ("Amal Probe", "active", date(2024, 2, 3))
    assert (amal.person.languages, amal.language_levels) == (["de", "ar"], {"de": "b1", "ar": "c2"})
    assert (amal.skills, amal.hours_per_week, amal.districts) == (["vorlesen"], 4, ["Nordstadt", "Altstadt"])
    assert {str(each) for each in Person.objects.all()} == {"Amal Probe", "Carl Beispiel"}


def test_the_import_is_undone_with_its_volunteers(client: Client) -> None:
    found = _handed_in(client)
    _taken_over(client, found)
    client.post(reverse("actors:import_undo", args=[found.pk]))
    work_off()
    assert not Volunteer.objects.exists()
    assert not Person.objects.exists()


def test_who_is_a_volunteer_already_is_completed_and_nothing_is_written_over(client: Client) -> None:
    known = make_volunteer("Probe", mail="amal@beispiel.invalid", week=1)
    known.person.given_name = "Amal"
    known.person.save()
    found = _handed_in(client)
    _taken_over(client, found, **{"row-2": "complete"})
    known.refresh_from_db()
    assert (known.week, known.skills, known.hours_per_week) == (1, ["vorlesen"], 4)
    assert Volunteer.objects.count() == 1
    client.post(reverse("actors:import_undo", args=[found.pk]))
    work_off()
    known.refresh_from_db()
    assert (known.week, known.skills, known.hours_per_week) == (1, [], None)
