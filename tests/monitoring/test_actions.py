"""Only an approved, undamaged release is published, completely or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone
from pytest_django import Settings
from tests.cast import Cast
from tests.monitoring.specimen import write_specimen

from teilhabe.core.audit.action import Operator
from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.users.roles import Role
from teilhabe.errors import CheckFailed, InputError
from teilhabe.monitoring.actions import publish, withdraw
from teilhabe.monitoring.models import Publication
from teilhabe.monitoring.selectors import current_publication, publication_of, release_of
from teilhabe.release.manifest import MANIFEST


def test_an_approved_release_becomes_the_current_one(site: Path) -> None:
    directory = write_specimen(site)
    publication = publish(directory, Operator("Ada"))
    assert current_publication("probestadt") == publication
    release = release_of(publication)
    assert release.id == directory.name == publication.release_id
    assert publication.published_by == "Ada"
    release.verify()


def test_only_files_of_the_manifest_are_taken_over(site: Path) -> None:
    directory = write_specimen(site)
    (directory / "person-level.csv").write_text("name\n")
    publication = publish(directory, Operator("Ada"))
    assert not (publication.path / "person-level.csv").exists()


def test_what_nobody_approved_is_not_published(site: Path) -> None:
    directory = write_specimen(site)
    (site / "approvals.jsonl").write_text('{"release": "another"}\n')
    with pytest.raises(CheckFailed, match="approve"):
        publish(directory, Operator("Ada"))
    assert not Path(settings.RELEASES_DIR).exists()
    assert not Publication.objects.exists()


def test_without_any_approval_nothing_is_published(site: Path) -> None:
    directory = write_specimen(site)
    (site / "approvals.jsonl").unlink()
    with pytest.raises(CheckFailed, match="approve"):
        publish(directory, Operator("Ada"))


def test_a_broken_list_of_approvals_is_named_with_its_line(site: Path) -> None:
    directory = write_specimen(site)
    (site / "approvals.jsonl").write_text('{"release": "another"}\nnonsense\n')
    with pytest.raises(CheckFailed, match=r"approvals\.jsonl, line 2"):
        publish(directory, Operator("Ada"))


def test_a_damaged_release_is_not_published(site: Path) -> None:
    directory = write_specimen(site)
    (directory / "charts/time.json").write_text("{}")
    with pytest.raises(CheckFailed, match=r"charts/time\.json"):
        publish(directory, Operator("Ada"))
    assert not Publication.objects.exists()


def test_publishing_again_changes_nothing(site: Path) -> None:
    directory = write_specimen(site)
    assert publish(directory, Operator("Ada")) == publish(directory, Operator("Bo"))
    assert Publication.objects.count() == 1


def test_a_damaged_copy_is_mended_by_publishing_again(site: Path) -> None:
    directory = write_specimen(site)
    copy = publish(directory, Operator("Ada")).path / "charts/time.json"
    copy.write_text("{}")
    publish(directory, Operator("Ada"))
    assert copy.read_bytes() == (directory / "charts/time.json").read_bytes()


def test_a_newer_release_replaces_the_older_one(site: Path) -> None:
    first = publish(write_specimen(site), Operator("Ada"))
    second = publish(write_specimen(site, remark="Neu."), Operator("Ada"))
    first.refresh_from_db()
    assert first.replaced_at is not None
    assert second.replaced_at is None
    assert current_publication("probestadt") == second


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(site: Path, settings: Settings) -> None:
    blocked = site.parent / "file"
    blocked.write_text("")
    settings.RELEASES_DIR = blocked
    with pytest.raises(InputError, match="could not be copied"):
        publish(write_specimen(site), Operator("Ada"))


def test_no_draft_is_left_behind(site: Path) -> None:
    publication = publish(write_specimen(site), Operator("Ada"))
    assert [file.name for file in publication.path.parent.iterdir()] == [publication.release_id]


def test_the_copy_can_be_read_by_every_user(site: Path) -> None:
    directory = write_specimen(site)
    before = os.umask(0o077)
    try:
        copy = publish(directory, Operator("Ada")).path
    finally:
        os.umask(before)
    assert {path.stat().st_mode & 0o777 for path in (copy, *copy.rglob("*")) if path.is_dir()} == {0o755}
    assert {path.stat().st_mode & 0o777 for path in copy.rglob("*") if path.is_file()} == {0o644}


def test_a_withdrawn_release_is_not_current_any_more(site: Path) -> None:
    publish(write_specimen(site), Operator("Ada"))
    publication = withdraw("probestadt", Operator("Bo"))
    assert publication.withdrawn_by == "Bo"
    assert current_publication("probestadt") is None


def test_a_withdrawn_release_can_be_published_again(site: Path) -> None:
    directory = write_specimen(site)
    publish(directory, Operator("Ada"))
    withdraw("probestadt", Operator("Bo"))
    publish(directory, Operator("Ada"))
    assert current_publication("probestadt") is not None


def test_there_must_be_something_to_withdraw(site: Path) -> None:
    with pytest.raises(InputError, match="nothing to withdraw"):
        withdraw("probestadt", Operator("Bo"))


def test_a_faulty_release_can_be_withdrawn_after_it_was_replaced(site: Path) -> None:
    faulty, sound = write_specimen(site), write_specimen(site, remark="Neu.")
    for directory in (faulty, sound, faulty, sound):
        publish(directory, Operator("Ada"))
    withdraw("probestadt", Operator("Bo"), faulty.name)
    withdrawn = Publication.objects.filter(release_id=faulty.name)
    assert [publication.withdrawn_by for publication in withdrawn] == ["Bo", "Bo"]
    assert current_publication("probestadt") == publication_of("probestadt", sound.name)


def test_withdrawing_the_current_release_withdraws_its_earlier_publications_too(site: Path) -> None:
    first, second = write_specimen(site), write_specimen(site, remark="Neu.")
    for directory in (first, second, first):
        publish(directory, Operator("Ada"))
    withdraw("probestadt", Operator("Bo"))
    assert not Publication.objects.filter(release_id=first.name, withdrawn_at=None).exists()
    assert Publication.objects.filter(release_id=second.name, withdrawn_at=None).exists()


def test_what_was_never_published_cannot_be_withdrawn(site: Path) -> None:
    publish(write_specimen(site), Operator("Ada"))
    with pytest.raises(InputError, match="ever published"):
        withdraw("probestadt", Operator("Bo"), "0123456789abcdef")


def test_the_first_withdrawal_stays_on_record(site: Path) -> None:
    directory = write_specimen(site)
    publish(directory, Operator("Ada"))
    withdraw("probestadt", Operator("Bo"))
    with pytest.raises(InputError, match="withdrawn already"):
        withdraw("probestadt", Operator("Cleo"), directory.name)
    assert Publication.objects.get().withdrawn_by == "Bo"


def test_two_current_publications_of_one_city_are_impossible(site: Path) -> None:
    publication = publish(write_specimen(site), Operator("Ada"))
    publication.pk = None
    publication.published_at = timezone.now()
    with pytest.raises(IntegrityError):
        publication.save(force_insert=True)


@pytest.mark.parametrize("change", [{"city": "../../outside"}, {"outputs": {"../../outside": "00"}}, {"outputs": []}])
def test_nothing_is_written_outside_the_folder_of_releases(site: Path, change: dict[str, object]) -> None:
    manifest = write_specimen(site) / MANIFEST
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | change))
    with pytest.raises(InputError, match="no release"):
        publish(manifest.parent, Operator("Ada"))
    assert not Path(settings.RELEASES_DIR).exists()


def test_only_the_head_of_the_office_publishes_and_both_writes_are_logged(site: Path, cast: Cast) -> None:
    directory = write_specimen(site)
    with pytest.raises(PermissionDenied):
        publish(directory, cast.user(Role.EDITOR))
    publish(directory, cast.user(Role.HEAD_OF_OFFICE))
    withdraw("probestadt", cast.user(Role.HEAD_OF_OFFICE))
    logged = AuditEntry.objects.order_by("id").values_list("action", "user")
    head = cast.user(Role.HEAD_OF_OFFICE).pk
    assert list(logged) == [("monitoring.PublishRelease", head), ("monitoring.WithdrawRelease", head)]
