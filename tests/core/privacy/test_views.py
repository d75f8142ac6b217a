"""Pages about privacy: everybody sees their own, those in charge see and erase, nobody else learns anything."""

from __future__ import annotations

import json
from pathlib import Path
from time import perf_counter

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries, Settings
from tests.cast import Cast
from tests.core.privacy.people import join, make_person, make_volunteer

from teilhabe.actors.actions.people import ChangePerson
from teilhabe.actors.models import Consent, ConsentText, Person
from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.extensions import WAITING
from teilhabe.core.privacy.extract import extract_about
from teilhabe.core.privacy.models import DeletionProof
from teilhabe.core.privacy.paper import as_pdf
from teilhabe.core.privacy.subjects import human_behind
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


@pytest.fixture(autouse=True)
def var_dir(tmp_path: Path, settings: Settings) -> None:
    settings.VAR_DIR = tmp_path


def address(person: Person | User, page: str = "subject") -> str:
    return reverse(f"privacy:{page}", kwargs={"model": person._meta.label_lower, "key": person.pk})


def test_a_coordinator_sees_everything_about_a_person(cast: Cast) -> None:
    person = make_person()
    join(person, cast.organisation)
    page = cast.client(Role.COORDINATOR).get(address(person)).content.decode()
    for expected in ("amira.beispiel@probe.example", "spricht gern am Telefon", "Verein Probe", "Art. 7 Abs. 1 DSGVO"):
        assert expected in page


@pytest.mark.parametrize("page", ["subject", "subject_json", "subject_pdf", "erase"])
def test_every_page_about_a_person_shows_what_was_changed(cast: Cast, page: str) -> None:
    person, user = make_person(), cast.user(Role.COORDINATOR)
    ChangePerson(by=user, person=person, values={"district": "Weststadt", "languages": ["ar", "de"]}).run()
    assert cast.client(Role.COORDINATOR).get(address(person, page)).status_code == 200


@pytest.mark.parametrize("page", ["subject", "subject_json", "subject_pdf", "erase"])
@pytest.mark.parametrize(
    "role", [Role.EDITOR, Role.AUDITOR, Role.STATISTICIAN, Role.ORGANISATION_MEMBER, Role.VOLUNTEER]
)
def test_others_do_not_even_learn_that_there_is_somebody(cast: Cast, role: Role, page: str) -> None:
    person = make_person()
    join(person, cast.organisation)
    assert cast.client(role).get(address(person, page)).status_code == 404


def test_what_is_no_person_has_no_such_page(cast: Cast) -> None:
    for model in ("users.organisation", "actors.consent", "nothing", "a.b.c"):
        at = f"/de/buero/datenschutz/{model}/00000000-0000-0000-0000-000000000001/"
        assert cast.client(Role.COORDINATOR).get(at).status_code == 404


def test_everybody_who_signs_in_reads_and_takes_along_their_own(cast: Cast) -> None:
    person = make_person()
    user = make_volunteer(person)
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("privacy:mine"), follow=True)
    assert "Meine Daten" in page.content.decode()
    assert "spricht gern am Telefon" in page.content.decode()
    assert client.get(address(person, "subject_json")).status_code == 200
    assert client.post(address(person, "erase"), {"is_sure": "on"}).status_code == 403
    assert Person.objects.get().erased_at is None


def test_the_machine_readable_extract_has_stable_keys_and_no_secrets(cast: Cast) -> None:
    person = make_person()
    user = make_volunteer(person)
    answer = cast.client(Role.COORDINATOR).get(address(person, "subject_json"))
    told = json.loads(answer.content)
    assert told["schema"] == "teilhabe.extract/1"
    rows = {row["model"]: row["values"] for purpose in told["purposes"] for row in purpose["rows"]}
    assert rows["actors.person"]["family_name"] == "Beispiel"
    assert rows["actors.contactpoint"]["value"] == "amira.beispiel@probe.example"
    assert rows["users.user"]["password"] is None
    assert user.password not in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert "amira" not in answer["Content-Disposition"].lower()


def test_an_extract_tells_languages_by_name_and_consents_with_their_wording(cast: Cast) -> None:
    person = make_person()
    Person.objects.filter(pk=person.pk).update(preferred_language="ar", languages=["ar", "de"])
    text = ConsentText.objects.create(
        purpose="kontakt", version=2, language="de", title="Anruf", text="Sie dürfen anrufen."
    )
    Consent.objects.create(person=person, text=text, way="paper")
    told = json.loads(cast.client(Role.COORDINATOR).get(address(person, "subject_json")).content)
    shown = {row["model"]: row["shown"] for purpose in told["purposes"] for row in purpose["rows"]}
    assert (shown["actors.person"]["preferred_language"], shown["actors.person"]["languages"]) == (
        "Arabisch",
        "Arabisch, Deutsch",
    )
    assert shown["actors.consent"]["text"] == "Anruf (2, de): Sie dürfen anrufen."


def test_handing_out_is_written_to_the_log(cast: Cast) -> None:
    person = make_person()
    cast.client(Role.HEAD_OF_OFFICE).get(address(person, "subject_pdf"))
    entry = AuditEntry.objects.select_related("detail").get(action="privacy.ExportSubject")
    assert entry.target_key == str(person.pk)
    assert entry.detail.after == {"format": "pdf"}


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_paper_is_accessible_in_each_language(language: str) -> None:
    person = make_person("Özgür", "Weiß-Łukasz")
    with translation.override(language):
        paper = as_pdf(extract_about(human_behind(person)), str(person))
    assert paper.startswith(b"%PDF")
    assert b"pdfuaid" in paper


@pytest.mark.parametrize(
    "name", ["أحمد العلي", "Ольга Коваль", "ሰላም", "李小龍", '#set text(red) \\ $x$ "', "\x00\u202e"]
)
def test_no_name_keeps_the_paper_from_being_made(name: str) -> None:
    person = make_person(name.replace("\x00", ""), "B")
    assert as_pdf(extract_about(human_behind(person)), str(person)).startswith(b"%PDF")


def test_the_paper_takes_less_than_a_moment() -> None:
    person = make_person()
    as_pdf(extract_about(human_behind(person)), "warm")
    started = perf_counter()
    as_pdf(extract_about(human_behind(person)), "measured")
    assert perf_counter() - started < 3  # 0.3 s on a quiet machine


def test_what_goes_and_what_stays_is_said_before_it_is_asked(cast: Cast) -> None:
    person = make_person()
    client = cast.client(Role.COORDINATOR)
    page = client.get(address(person, "erase")).content.decode()
    assert "1 Kontaktweg" in page
    assert "Das bleibt" in page
    assert client.post(address(person, "erase"), {}).status_code == 422
    assert Person.objects.get().erased_at is None


def test_a_confirmed_erasure_leads_to_its_proof(cast: Cast) -> None:
    person = make_person()
    answer = cast.client(Role.COORDINATOR).post(address(person, "erase"), {"is_sure": "on"}, follow=True)
    assert Person.objects.get().erased_at
    page = answer.content.decode()
    assert "auf Wunsch (Art. 17 DSGVO)" in page
    assert "Beispiel" not in page.replace("probe.example", "")


def test_names_of_those_who_will_be_erased_are_for_those_who_may_see_them(cast: Cast) -> None:
    make_person("Karl", "Vergessen", years_ago=1.97)
    at = reverse("privacy:ending")
    assert "Karl Vergessen" in cast.client(Role.COORDINATOR).get(at).content.decode()
    page = cast.client(Role.AUDITOR).get(at).content.decode()
    assert "1 Person" in page
    assert "Vergessen" not in page


def test_coordination_is_warned_thirty_days_before(cast: Cast) -> None:
    make_person(years_ago=1.97)
    make_person("Neu", "Hier")
    for role, count in ((Role.COORDINATOR, [1]), (Role.EDITOR, [])):
        told = [each.count for each in WAITING.collect(cast.user(role)) if each.address == reverse("privacy:ending")]
        assert told == count


@pytest.mark.parametrize("page", ["register", "ending", "proofs"])
def test_pages_of_privacy_are_for_staff(cast: Cast, page: str) -> None:
    assert cast.client(Role.AUDITOR).get(reverse(f"privacy:{page}")).status_code == 200
    assert cast.client(Role.VOLUNTEER).get(reverse(f"privacy:{page}")).status_code == 403


def test_the_register_can_be_taken_along(cast: Cast) -> None:
    client = cast.client(Role.HEAD_OF_OFFICE)
    text = client.get(reverse("privacy:register_file", kwargs={"form": "md"})).content.decode()
    assert "## Kontakt mit Menschen, die mitmachen oder Fragen haben" in text
    table = client.get(reverse("privacy:register_file", kwargs={"form": "csv"})).content.decode("utf-8-sig")
    assert table.startswith("Verarbeitung;Zweck;Rechtsgrundlage")


def test_pages_ask_the_database_a_bounded_number_of_times(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    DeletionProof.objects.bulk_create(
        DeletionProof(at=timezone.now(), model="actors.person", purpose="contact", rule="term", rows=1)
        for _n in range(60)
    )
    client = cast.client(Role.COORDINATOR)
    for page in ("register", "proofs"):
        with django_assert_max_num_queries(15):
            client.get(reverse(f"privacy:{page}"))
