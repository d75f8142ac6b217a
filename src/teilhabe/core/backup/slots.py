"""What the doctor asks about backups and room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from teilhabe.core.backup.kept import newest_backup
from teilhabe.core.backup.space import is_same_disk, space_at
from teilhabe.core.extensions import DOCTOR, Examined

LATE, TOO_LATE = timedelta(hours=2), timedelta(hours=26)


@DOCTOR.fill
def age_of_the_newest() -> Iterator[Examined]:
    newest = newest_backup(settings.BACKUP_DIR)
    if newest is None:
        yield Examined(False, _("Noch keine Sicherung: teilhabe-office backup, oder den Worker starten"), True)
        return
    age = datetime.now(UTC) - newest.made_at
    text = _("Letzte Sicherung vor %(hours)s Stunden") % {"hours": round(age.total_seconds() / 3600, 1)}
    yield Examined(age <= LATE, text, is_warning=age <= TOO_LATE)


@DOCTOR.fill
def place_of_the_backups() -> Iterator[Examined]:
    if is_same_disk(settings.BACKUP_DIR, settings.VAR_DIR):
        text = _("Die Sicherungen liegen auf demselben Datenträger wie die Daten (BACKUP_DIR)")
        yield Examined(False, text, is_warning=True)
    else:
        yield Examined(True, _("Die Sicherungen liegen auf einem anderen Datenträger"))


@DOCTOR.fill
def room() -> Iterator[Examined]:
    for folder in dict.fromkeys((settings.VAR_DIR, settings.BACKUP_DIR)):
        if folder.is_dir():
            space = space_at(folder)
            values = {
                "folder": folder,
                "free": round(space.free / 1e9, 1),
                "share": round(100 * space.free / space.total),
            }
            text = _("%(free)s GB frei in %(folder)s (%(share)s %%)") % values
            yield Examined(space.is_enough and space.is_ample, text, is_warning=space.is_enough)
