"""A list is handed in, its columns told, its rows compared, taken over, reported and undone."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.actors.duplicates.people import person, stored
from tests.cast import Cast

from teilhabe.actors.models import Person
from teilhabe.actors.transfer.jobs import forget_uploads
from teilhabe.actors.transfer.models import ImportedRow, PeopleImport, Upload
from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.jobs.working import work_off
from teilhabe.core.users.models import Membership
from teilhabe.core.users.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

LIST = """Vorname;Nachname;Mobil;E-Mail;Verein;Sprachen
Amina;Yılmaz;0171 3920001;amina@musterstadt.example;Verein Probe;Türkisch
Muhammad;Karimi;0171 3920002;mk@musterstadt.example;;
Oksana;Kovalenko;kein Handy;;;Klingonisch
Olga;Petrenko;;olga@musterstadt.example;Verein Unbekannt;uk
Olga;Petrenko;;olga@musterstadt.example;;uk
=cmd();Formel;;;;
"""


@pytest.fixture
def client(cast: Cast) -> Client:
    return cast.client(Role.COORDINATOR)


@pytest.fixture
def known() -> Person:
    return person("Mohammed", "Karimi", ("mobile", "+49 171 3920002"))


def hand_in(client: Client, content: str | bytes = LIST) -> PeopleImport:
    octets = content.encode() if isinstance(content, str) else content
    answer = client.post(reverse("actors:import"), {"file": SimpleUploadedFile("liste.csv", octets)})
    assert answer.status_code == 302, answer.content.decode()
    return PeopleImport.objects.latest("pk")


def tell(client: Client, found: PeopleImport, **columns: str) -> None:
    page = client.get(reverse("actors:import_columns", args=[found.pk]))
    form = page.context["form"]
    values = {name: field.initial for name, field in form.fields.items()}
    client.post(reverse("actors:import_columns", args=[found.pk]), {**values, **columns})
    work_off()
    found.refresh_from_db()


def look(client: Client, found: PeopleImport) -> HttpResponse:
    return client.get(reverse("actors:import_page", args=[found.pk]))


def decide(client: Client, found: PeopleImport, **choices: str) -> None:
    client.post(reverse("actors:import_page", args=[found.pk]), choices or {"go": "1"})
    work_off()
    found.refresh_from_db()


def states(found: PeopleImport) -> dict[int, str]:
    return dict(found.imported_rows.values_list("number", "state"))


def test_a_list_is_taken_over_row_by_row(client: Client, cast: Cast, known: Person) -> None:
    found = hand_in(client)
    tell(client, found)
    assert states(found) == {2: "new", 3: "double", 4: "faulty", 5: "new", 6: "double", 7: "new"}
    assert Person.objects.count() == 1
    page = look(client, found).content.decode()
    assert "gleiche Telefonnummer, Name fast gleich" in page
    assert "Zeile 5 dieser Liste" in page
    assert "Eine Telefonnummer besteht aus Ziffern" in page

    decide(client, found, **{"row-3": "complete", "row-6": "skip"})
    assert states(found) == {2: "created", 3: "completed", 4: "faulty", 5: "created", 6: "skipped", 7: "created"}
    amina = Person.objects.get(given_name="Amina")
    assert amina.languages == ["tr"]
    assert [each.organisation for each in amina.affiliations.all()] == [cast.organisation]
    assert Person.objects.get(given_name="Olga").note == "Organisation: Verein Unbekannt"
    assert Person.objects.get(family_name="Formel").given_name == "=cmd()"
    known.refresh_from_db()
    assert known.given_name == "Mohammed"
    assert {point.kind for point in known.contact_points.all()} == {"mobile", "mail"}
    assert not Upload.objects.exists()
    assert AuditEntry.objects.filter(action="actors.TakeOver", user=cast.user(Role.COORDINATOR)).count() == 3


def test_an_import_is_undone_as_if_it_had_not_been(client: Client, known: Person) -> None:
    before = stored()
    found = hand_in(client)
    tell(client, found)
    decide(client, found, **{"row-3": "complete"})
    assert stored() != before
    client.post(reverse("actors:import_undo", args=[found.pk]))
    work_off()
    found.refresh_from_db()
    assert found.state == "undone"
    assert stored() == before


def test_who_was_touched_since_stays_and_is_named(client: Client) -> None:
    found = hand_in(client)
    tell(client, found)
    decide(client, found)
    olga = Person.objects.get(given_name="Olga", family_name="Petrenko")
    olga.contact_points.create(kind="mobile", value="0171 3920009")
    client.post(reverse("actors:import_undo", args=[found.pk]))
    work_off()
    assert [str(each) for each in Person.objects.all()] == ["Olga Petrenko"]
    page = look(client, found).content.decode()
    assert "seitdem geändert und geblieben" in page
    assert "Olga Petrenko" in page


def test_the_report_names_rows_and_repeats_nothing_of_them(client: Client, known: Person) -> None:
    found = hand_in(client)
    tell(client, found)
    decide(client, found)
    report = client.get(reverse("actors:import_report", args=[found.pk])).content.decode()
    assert "4;fehlerhaft;" in report
    assert "6;nicht übernommen;gleicht Zeile 5" in report
    assert not any(word in report for word in ("Oksana", "Klingonisch", "olga@", "kein Handy"))


def test_how_columns_were_told_is_known_the_next_time(client: Client) -> None:
    content = "A;B\nAmina;Yılmaz\n"
    first = hand_in(client, content)
    tell(client, first, **{"column-0": "given_name", "column-1": "family_name"})
    second = hand_in(client, content)
    form = client.get(reverse("actors:import_columns", args=[second.pk])).context["form"]
    assert [field.initial for field in form.fields.values()] == ["given_name", "family_name"]


def test_without_a_column_for_the_name_nothing_goes_on(client: Client) -> None:
    found = hand_in(client, "A;B\nAmina;Yılmaz\n")
    tell(client, found)
    assert found.state == "uploaded"
    page = client.post(reverse("actors:import_columns", args=[found.pk]), {"go": "1"}).content.decode()
    assert "mindestens eine Spalte dem Namen" in page


def test_a_file_that_is_no_list_stores_nothing(client: Client) -> None:
    answer = client.post(reverse("actors:import"), {"file": SimpleUploadedFile("x.csv", b"a\0b")})
    assert "keine Liste von Personen" in answer.content.decode()
    assert not PeopleImport.objects.exists()


def test_lists_can_be_discarded_and_are_forgotten_after_a_day(client: Client) -> None:
    found = hand_in(client)
    client.post(reverse("actors:import_discard", args=[found.pk]))
    assert not Upload.objects.exists()
    hand_in(client)
    PeopleImport.objects.update(created_at=timezone.now() - timezone.timedelta(hours=25))
    forget_uploads.call()
    assert not Upload.objects.exists()


def test_a_row_fails_alone_when_the_account_may_no_longer(client: Client, cast: Cast) -> None:
    found = hand_in(client)
    tell(client, found)
    client.post(reverse("actors:import_page", args=[found.pk]), {"go": "1"})
    Membership.objects.filter(user=cast.user(Role.COORDINATOR)).delete()
    work_off()
    assert set(states(found).values()) == {"failed", "faulty", "skipped"}
    assert not Person.objects.exists()


def test_portions_follow_each_other_and_a_second_start_is_refused(client: Client) -> None:
    lines = "\n".join(f"Person {number};p{number}@musterstadt.example" for number in range(130))
    found = hand_in(client, f"Name;Mail\n{lines}\n")
    tell(client, found)
    decide(client, found)
    assert found.state == "done"
    assert Person.objects.count() == 130
    assert look(client, found).status_code == 200
    client.post(reverse("actors:import_page", args=[found.pk]), {"go": "1"})
    work_off()
    assert Person.objects.count() == 130


def test_pages_wait_while_the_worker_works(client: Client) -> None:
    found = hand_in(client)
    for state in ("checking", "running", "undoing"):
        PeopleImport.objects.update(state=state)
        page = look(client, found).content.decode()
        assert "<progress" in page
    assert ImportedRow.objects.count() == 0
