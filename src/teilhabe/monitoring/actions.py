"""Writes: publish a release, withdraw it."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from teilhabe.errors import CheckFailed, InputError
from teilhabe.monitoring.models import Publication
from teilhabe.monitoring.selectors import current_publication, current_publications, publication_of
from teilhabe.release.manifest import MANIFEST
from teilhabe.release.placing import put_in_place
from teilhabe.release.reader import Release, open_release

APPROVALS = "approvals.jsonl"


def publish(directory: Path, by: str) -> Publication:
    """Copy an approved, undamaged release into the office zone and make it the city's current one.

    CheckFailed where a checksum differs or nobody approved it; publishing the current release again changes nothing.
    """
    release = open_release(directory.resolve())
    release.verify()
    _require_approval(release)
    _take_over(release)
    return _make_current(release, by)


def withdraw(city: str, by: str, release_id: str = "") -> Publication:
    """Take a release from the public, its permanent addresses too, and return its newest publication.

    Without an id it is the city's current release; InputError where there is nothing to withdraw.
    """
    publication = publication_of(city, release_id) if release_id else current_publication(city)
    if publication is None:
        raise _nothing_to_withdraw(city, release_id)
    open_ones = Publication.objects.filter(city=city, release_id=publication.release_id, withdrawn_at=None)
    if not open_ones.update(withdrawn_at=timezone.now(), withdrawn_by=by):
        raise InputError(
            f"Die Fassung {release_id} ({city}) ist schon zurückgenommen.",
            f"Release {release_id} ({city}) has been withdrawn already.",
        )
    publication.refresh_from_db()
    return publication


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


def _make_current(release: Release, by: str) -> Publication:
    with transaction.atomic():
        current = current_publications().filter(city=release.city).first()
        if current and current.release_id == release.id:
            return current
        now = timezone.now()
        current_publications().filter(city=release.city).update(replaced_at=now)
        return Publication.objects.create(
            city=release.city, release_id=release.id, directory=_place(release), published_by=by, published_at=now
        )


def _place(release: Release) -> str:
    return f"{release.city}/{release.id}"
