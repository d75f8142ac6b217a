"""Files come with their entry, are read by those who may, and go with it, whichever way it goes."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django.fixtures import Settings
from tests.cast import Cast
from tests.office import cast, site

from teilhabe.core.privacy.erasing import end
from teilhabe.core.privacy.retention import due
from teilhabe.core.users.roles import Role
from teilhabe.outreach.inbox.files.checking import File, check_all
from teilhabe.outreach.inbox.files.storing import folder, sweep
from teilhabe.outreach.inbox.models import Attachment, Conversation, Entry, Way
from teilhabe.outreach.inbox.receiving import Incoming, receive

__all__ = ["cast", "site"]
pytestmark = pytest.mark.django_db

FILES = (File("bescheid.pdf", b"%PDF-1.7 Geheim"), File("böse.exe", b"MZ"))


@pytest.fixture(autouse=True)
def var_dir(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path


def _arrived(number: int = 1) -> Entry:
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    message = Incoming(way=Way.MAIL, external_id=f"<{number}@x>", text="Text", at=at, files=tuple(check_all(FILES)))
    entry = receive(message).entry
    assert entry is not None
    return entry


def _stored() -> list[bytes]:
    return [file.read_bytes() for file in folder().glob("*")]


def test_what_was_refused_is_named_and_only_the_rest_is_stored() -> None:
    kept, refused = _arrived().attachments.order_by("pk")
    assert (kept.name, kept.refused, refused.name, refused.refused) == ("bescheid.pdf", "", "böse.exe", "program")
    assert not refused.file
    assert _stored() == [b"%PDF-1.7 Geheim"]
    assert "bescheid" not in str(kept.file.name)
    assert oct(next(folder().glob("*")).stat().st_mode)[-3:] == "600"


def test_the_same_message_again_stores_no_file_again() -> None:
    _arrived()
    _arrived()
    assert len(_stored()) == 1


def test_a_file_is_a_download_and_nothing_but_that(cast: Cast, site: object) -> None:
    kept = _arrived().attachments.get(refused="")
    answer = cast.client(Role.EDITOR).get(kept.get_absolute_url())
    assert b"".join(answer) == b"%PDF-1.7 Geheim"  # type: ignore[call-overload]  # it streams
    assert answer.headers["Content-Disposition"] == 'attachment; filename="bescheid.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_refused_file_cannot_be_opened(cast: Cast, site: object) -> None:
    refused = _arrived().attachments.exclude(refused="").get()
    assert cast.client(Role.EDITOR).get(refused.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.ORGANISATION_MEMBER, Role.AUDITOR])
def test_who_may_not_read_the_message_gets_no_file(cast: Cast, site: object, role: Role) -> None:
    kept = _arrived().attachments.get(refused="")
    assert cast.client(role).get(kept.get_absolute_url()).status_code in (403, 404)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("gone", ["attachment", "entry", "conversation"])
def test_the_file_goes_with_whatever_it_belongs_to(gone: str) -> None:
    entry = _arrived()
    {"attachment": Attachment.objects.all(), "entry": Entry.objects.all(), "conversation": Conversation.objects.all()}[
        gone
    ].delete()
    assert not Attachment.objects.filter(entry=entry).exists()
    assert _stored() == []


@pytest.mark.django_db(transaction=True)
def test_the_file_goes_when_the_time_of_its_message_is_over() -> None:
    _arrived()
    Conversation.objects.update(last_entry_at=timezone.now() - timedelta(days=400))
    for each in due(timezone.localdate()):
        end(each.declared, each.rows, timezone.now())
    assert _stored() == []


@pytest.mark.django_db(transaction=True)
def test_the_file_stays_where_its_removal_is_rolled_back() -> None:
    _arrived()
    with transaction.atomic():
        Entry.objects.all().delete()
        transaction.set_rollback(True)
    assert len(_stored()) == 1


def test_what_a_crash_left_behind_is_swept_once_it_is_settled() -> None:
    _arrived()
    for name, hours in (("old", 3), ("young", 0)):
        (folder() / name).write_bytes(b"x")
        moment = (timezone.now() - timedelta(hours=hours)).timestamp()
        os.utime(folder() / name, (moment, moment))
    known = {str(row.file.name) for row in Attachment.objects.exclude(file="")}
    assert sweep(known) == 1
    assert sorted(file.name for file in folder().glob("*") if file.name not in known) == ["young"]
