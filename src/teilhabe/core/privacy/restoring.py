"""After a backup was restored: whoever was erased since then is erased again."""

from __future__ import annotations

from collections.abc import Iterable

from teilhabe.core.audit.action import Operator
from teilhabe.core.privacy.actions import RESTORED, EraseSubject
from teilhabe.core.privacy.declarations import PersonalData, declarations
from teilhabe.core.privacy.erasing import not_emptied
from teilhabe.core.privacy.models import Tombstone
from teilhabe.core.privacy.retention import is_subject
from teilhabe.core.privacy.subjects import Subject
from teilhabe.core.privacy.tombstones import write_tombstones, written_tombstones


def reapply_tombstones() -> int:
    """Erase everybody whose tombstone stands in the file or the database; how many came back with the backup."""
    write_tombstones()
    operator, erased = Operator("Wiederherstellung"), 0
    for subject in set(written_tombstones()):
        row = subject.row()
        if row is not None and _is_still_there(subject):
            EraseSubject(by=operator, row=row, rule=RESTORED).run()
            erased += 1
    return erased


def _is_still_there(subject: Subject) -> bool:
    return any(not_emptied(d, d.model._base_manager.filter(pk=subject.key)).exists() for d in _about(subject))


def _about(subject: Subject) -> Iterable[PersonalData]:
    return [d for d in declarations() if is_subject(d) and d.subject_model == subject.label]


def tombstones_missing_from_file() -> int:
    """How many erasures a restored backup would bring back; 0 when all is well."""
    written = {subject.key for subject in written_tombstones()}
    return Tombstone.objects.exclude(subject__in=written).count()
