"""Writes: publish a release, withdraw it."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import ADD, CHANGE
from teilhabe.core.audit.action import Action, By
from teilhabe.errors import CheckFailed, InputError
from teilhabe.monitoring.models import Publication
from teilhabe.monitoring.selectors import current_publication, current_publications, publication_of
from teilhabe.release.manifest import MANIFEST
from teilhabe.release.placing import put_in_place
from teilhabe.release.reader import Release, open_pages, open_release

APPROVALS = "approvals.jsonl"


def publish(directory: Path, by: By) -> Publication:
    """Copy an approved, undamaged release into the office zone and make it the city's current one.

    CheckFailed where a checksum differs or nobody approved it; publishing the current release again changes nothing.
    """
    release = open_pages(directory.resolve())
    opening = PublishRelease(by=by, release=release)
    if not opening.is_allowed():
        raise PermissionDenied
    release.verify()
    _require_approval(release)
    _take_over(release)
    current = current_publication(release.city)
    return current if current and current.release_id == release.id else opening.run()


def withdraw(city: str, by: By, release_id: str = "") -> Publication:
    """Take a release from the public, its permanent addresses too, and return its newest publication.

    Without an id it is the city's current release; InputError where there is nothing to withdraw.
    """
    publication = publication_of(city, release_id) if release_id else current_publication(city)
    if publication is None:
        raise _nothing_to_withdraw(city, release_id)
    return WithdrawRelease(by=by, publication=publication).run()


@dataclass(frozen=True, kw_only=True)
class PublishRelease(Action[Publication]):
    """The release becomes the city's current one; its files are in place already."""

    verb = ADD
    sentence = _("hat die Fassung „{target}“ veröffentlicht")
    release: Release

    @property
    def target(self) -> type[Publication]:
        return Publication

    def perform(self) -> Publication:
        now = timezone.now()
        current_publications().filter(city=self.release.city).update(replaced_at=now)
        return Publication.objects.create(
            city=self.release.city,
            release_id=self.release.id,
            directory=_place(self.release),
            published_by=_name(self.by),
            published_at=now,
        )


@dataclass(frozen=True, kw_only=True)
class WithdrawRelease(Action[Publication]):
    """The release is closed to the public, however often it was published."""

    verb = CHANGE
    sentence = _("hat die Fassung „{target}“ zurückgenommen")
    publication: Publication

    @property
    def target(self) -> Publication:
        return self.publication

    def perform(self) -> Publication:
        city, release_id = self.publication.city, self.publication.release_id
        open_ones = Publication.objects.filter(city=city, release_id=release_id, withdrawn_at=None)
        if not open_ones.update(withdrawn_at=timezone.now(), withdrawn_by=_name(self.by)):
            raise InputError(
                f"Die Fassung {release_id} ({city}) ist schon zurückgenommen.",
                f"Release {release_id} ({city}) has been withdrawn already.",
            )
        self.publication.refresh_from_db()
        return self.publication


def _name(by: By) -> str:
    return by.name or str(by)


def _nothing_to_withdraw(city: str, release_id: str) -> InputError:
    if release_id:
        return InputError(
            f"Für „{city}“ war nie eine Fassung {release_id} veröffentlicht. Alle zeigt teilhabe-office list.",
            f"No release {release_id} was ever published for “{city}”. All are shown by teilhabe-office list.",
        )
    return InputError(
        f"Für „{city}“ ist nichts veröffentlicht, es gibt nichts zurückzunehmen.",
        f"Nothing is published for “{city}”, so there is nothing to withdraw.",
    )


def _require_approval(release: Release) -> None:
    if not any(approval.get("release") == release.id for approval in _approvals(release.directory.parent / APPROVALS)):
        raise CheckFailed(
            f"Die Fassung {release.id} ({release.city}) ist noch nicht freigegeben. Bitte zuerst in der "
            "Statistikstelle freigeben lassen: teilhabe release approve.",
            f"Release {release.id} ({release.city}) has not been approved. Please have the statistics unit approve it "
            "first: teilhabe release approve.",
        )


def _approvals(file: Path) -> Iterator[dict[str, str]]:
    if not file.is_file():
        return
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            yield dict(json.loads(line))
        except (ValueError, TypeError) as error:
            raise CheckFailed(
                f"{file}, Zeile {number}: Das ist keine Freigabe.",
                f"{file}, line {number}: this is no record of an approval.",
            ) from error


def _take_over(release: Release) -> None:
    """Copy the files that the manifest names: all of them under their final name, or none."""
    target = Path(settings.RELEASES_DIR) / _place(release)
    if _is_complete(target):
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy(release, target)
    except OSError as error:
        raise InputError(
            f"Die Fassung konnte nicht nach {target} kopiert werden: {error.strerror}.",
            f"The release could not be copied to {target}: {error.strerror}.",
        ) from error


def _is_complete(target: Path) -> bool:
    """Whether the release is there already; a damaged copy of it is removed, so that publishing again mends it."""
    if not target.is_dir():
        return False
    try:
        open_release(target).verify()
    except (InputError, CheckFailed):
        shutil.rmtree(target)
        return False
    return True


def _copy(release: Release, target: Path) -> None:
    draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=target.parent))
    try:
        for name in (MANIFEST, *release.manifest.outputs):
            copy = draft / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(release.directory / name, copy)
        open_release(draft).verify()
        put_in_place(draft, target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _place(release: Release) -> str:
    return f"{release.city}/{release.id}"
