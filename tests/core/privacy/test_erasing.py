"""Erased is erased everywhere; what stays counts and names nobody, and other people keep theirs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from pytest_django import Settings
from tests.cast import Cast
from tests.core.privacy.people import join, make_person, make_volunteer

from teilhabe.actors.models import Affiliation, Consent, ContactPoint, Person
from teilhabe.core.audit.action import Operator
from teilhabe.core.audit.models import AuditDetail, AuditEntry
from teilhabe.core.mail.models import Message
from teilhabe.core.privacy.actions import EraseSubject, ExportSubject
from teilhabe.core.privacy.models import DeletionProof, Tombstone
from teilhabe.core.privacy.restoring import reapply_tombstones, tombstones_missing_from_file
from teilhabe.core.privacy.tombstones import tombstones_file, write_tombstones, written_tombstones
from teilhabe.core.tables.models import SavedView
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def var_dir(tmp_path: Path, settings: Settings) -> Path:
    settings.VAR_DIR = tmp_path
    return tmp_path


def test_what_stays_of_a_person_is_that_there_was_one(cast: Cast) -> None:
    person = make_person(district="Nord", languages=["de", "ar"])
    join(person, cast.organisation)
    EraseSubject(by=cast.user(Role.COORDINATOR), row=person).run()
    left = Person.objects.values().get()
    moments = [left.pop(name) for name in ("created_at", "last_contact_at")]
    assert all(moment.day == 1 and moment.minute == 0 for moment in moments)
    assert left.pop("erased_at")
    assert left == {
        "id": person.pk,
        "given_name": "",
        "family_name": "",
        "preferred_language": "",
        "languages": [],
        "district": "",
        "note": "",
        "user_id": None,
        "search_key": "",
        "merged_into_id": None,
    }
    assert not ContactPoint.objects.exists()
    assert not Consent.objects.exists()
    assert not Affiliation.objects.exists()


def test_duplicates_merged_into_a_person_go_with_them(cast: Cast) -> None:
    kept = make_person()
    merged = make_person("A.", "Beispiel", merged_into=kept)
    EraseSubject(by=cast.user(Role.COORDINATOR), row=merged).run()
    assert Person.objects.filter(erased_at=None).count() == 0
    assert {stone.subject for stone in Tombstone.objects.all()} == {kept.pk, merged.pk}


def test_somebody_of_the_same_name_keeps_everything(cast: Cast) -> None:
    person, namesake = make_person(), make_person()
    SavedView.objects.create(user=cast.user(Role.EDITOR), table="people", name="x", query="q=Amira+Beispiel")
    ContactPoint.objects.filter(person=namesake).update(value="other@probe.example", key="other@probe.example")
    ExportSubject(by=cast.user(Role.COORDINATOR), row=namesake, form="json").run()
    EraseSubject(by=cast.user(Role.COORDINATOR), row=person).run()
    assert str(Person.objects.get(erased_at=None)) == "Amira Beispiel"
    assert AuditDetail.objects.get(subject=namesake.pk).target_label == "Amira Beispiel"
    assert SavedView.objects.exists()  # a name that two bear leads to nobody alone


def test_a_longer_name_that_contains_it_is_another_one(cast: Cast) -> None:
    person, other = make_person("Anna", "Maier"), make_person("Johanna", "Maier")
    ExportSubject(by=cast.user(Role.COORDINATOR), row=other, form="json").run()
    EraseSubject(by=cast.user(Role.COORDINATOR), row=person).run()
    assert AuditDetail.objects.get(subject=other.pk).target_label == "Johanna Maier"


def test_the_log_keeps_that_it_happened_and_loses_about_whom(cast: Cast) -> None:
    person = make_person()
    coordinator = cast.user(Role.COORDINATOR)
    ExportSubject(by=coordinator, row=person, form="json").run()
    EraseSubject(by=coordinator, row=person).run()
    assert list(AuditEntry.objects.order_by("id").values_list("action", "target_key")) == [
        ("privacy.ExportSubject", str(person.pk)),
        ("privacy.EraseSubject", str(person.pk)),
    ]
    exported, erased = AuditDetail.objects.order_by("entry_id")
    assert exported.redacted_at
    assert (exported.target_label, exported.subject, exported.before, exported.after) == ("", None, {}, {})
    assert (erased.target_label, erased.before, erased.after) == ("gelöscht", {}, {})


def test_their_account_goes_only_if_asked_for(cast: Cast) -> None:
    first, second = make_person(), make_person("Bilal", "Zwei")
    account, ended = make_volunteer(first), make_volunteer(second)
    EraseSubject(by=cast.user(Role.COORDINATOR), row=first).run()
    EraseSubject(by=cast.user(Role.COORDINATOR), row=second, with_account=True).run()
    assert User.objects.filter(pk=account.pk).exists()
    assert not User.objects.filter(pk=ended.pk).exists()


def test_the_account_of_staff_is_ended_by_the_administration_only(cast: Cast) -> None:
    person = make_person(user=cast.user(Role.EDITOR))
    with pytest.raises(PermissionDenied):
        EraseSubject(by=cast.user(Role.COORDINATOR), row=person, with_account=True).run()
    assert Person.objects.get().erased_at is None


@pytest.mark.parametrize("role", [Role.EDITOR, Role.AUDITOR, Role.ORGANISATION_MEMBER, Role.VOLUNTEER])
def test_others_erase_nobody(cast: Cast, role: Role) -> None:
    person = make_person()
    with pytest.raises(PermissionDenied):
        EraseSubject(by=cast.user(role), row=person).run()


def test_an_account_ends_without_the_person_behind_it(cast: Cast) -> None:
    person = make_person()
    account = make_volunteer(person)
    EraseSubject(by=cast.user(Role.ADMINISTRATOR), row=account).run()
    person.refresh_from_db()
    assert (person.user, person.erased_at) == (None, None)


def test_sessions_of_others_lose_the_name_and_go_on(cast: Cast) -> None:
    person = make_person()
    coordinator = cast.user(Role.COORDINATOR)
    store = SessionStore()
    store.update({"_auth_user_id": str(coordinator.pk), "_messages": "Amira Beispiel angelegt", "kept": "yes"})
    store.save()
    EraseSubject(by=coordinator, row=person).run()
    assert Session.objects.get().get_decoded() == {"_auth_user_id": str(coordinator.pk), "kept": "yes"}


def test_mails_that_name_them_go_also_from_files(cast: Cast, var_dir: Path, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    folder = var_dir / "mail"
    folder.mkdir()
    settings.EMAIL_FILE_PATH = str(folder)
    person = make_person("Özlem", "Müßig")
    Message.objects.create(to="t@probe.example", subject_line="Neu", body="Özlem Müßig hilft", message_id="1")
    line = b"-" * 79
    encoded = b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nw5Z6bGVtIE3DvMOfaWc=\n"
    (folder / "a.log").write_bytes(encoded + line + b"\n")
    (folder / "b.log").write_bytes(b"Subject: other\n\nnobody\n" + line + b"\n")
    EraseSubject(by=cast.user(Role.COORDINATOR), row=person).run()
    assert [path.name for path in folder.iterdir()] == ["b.log"]
    assert not Message.objects.exists()


def test_the_proofs_name_nobody(cast: Cast) -> None:
    person = make_person()
    EraseSubject(by=cast.user(Role.COORDINATOR), row=person).run()
    told = json.dumps(list(DeletionProof.objects.values()), default=str)
    assert "Beispiel" not in told
    assert str(person.pk) not in told


def test_a_restored_backup_erases_again(cast: Cast) -> None:
    person = make_person()
    EraseSubject(by=cast.user(Role.COORDINATOR), row=person).run()
    write_tombstones()
    Tombstone.objects.all().delete()
    Person.objects.all().delete()
    make_person(pk=person.pk)  # the backup is older than the erasure
    assert reapply_tombstones() == 1
    assert Person.objects.get().family_name == ""
    assert reapply_tombstones() == 0


def test_a_tombstone_cut_short_by_a_crash_is_written_again() -> None:
    Tombstone.objects.create(subject_model="actors.person", subject=make_person().pk)
    tombstones_file().write_text('{"model": "actors.per', encoding="utf-8")
    assert tombstones_missing_from_file() == 1
    assert write_tombstones() == 1
    assert [subject.label for subject in written_tombstones()] == ["actors.person"]
    assert write_tombstones() == 0


def test_erasing_by_the_operator_needs_no_account() -> None:
    EraseSubject(by=Operator("Probe"), row=make_person()).run()
    assert Person.objects.get().erased_at <= timezone.now()
