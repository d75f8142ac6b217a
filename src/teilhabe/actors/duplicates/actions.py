"""Merge two entries of one person, undo it, and remember that two entries are two people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.duplicates.cells import Collision, as_cells, take_back
from teilhabe.actors.duplicates.merging import Choice, merge_values, move_rows
from teilhabe.actors.duplicates.models import PossibleDuplicate
from teilhabe.actors.models import Merge, Person
from teilhabe.actors.policies import MERGES, PERSONS
from teilhabe.core.access.policy import ADD, CHANGE
from teilhabe.core.audit.action import Action
from teilhabe.core.users.models import User
from teilhabe.errors import InputError


@dataclass(frozen=True, kw_only=True)
class MergePeople(Action[Merge]):
    """One entry takes over what the other one holds; the other one is hidden and leads to it."""

    verb = CHANGE
    sentence = _("hat „{target}“ mit einem doppelten Eintrag zusammengeführt")
    kept: Person
    merged: Person
    choices: Mapping[str, Choice] = field(default_factory=dict)
    """By name of the field; where one is missing, what `merging.proposed` says."""

    @property
    def target(self) -> Person:
        return self.kept

    def is_allowed(self) -> bool:
        if isinstance(self.by, User):
            may_touch_both = PERSONS.may(self.by, CHANGE, self.merged) and super().is_allowed()
            return may_touch_both and MERGES.allows(self.by, ADD)
        return super().is_allowed()

    def perform(self) -> Merge:
        kept, merged = self._both_locked()
        moved = move_rows(kept, merged)
        values = merge_values(kept, merged, self.choices)
        return Merge.objects.create(
            kept=kept,
            merged=merged,
            moved=[cell.written() for cell in moved],
            before=[cell.written() for cell in values],
        )

    def _both_locked(self) -> tuple[Person, Person]:
        """Both as they are stored now; in the order of their keys, so that two users cannot wait for each other."""
        keys = sorted({self.kept.pk, self.merged.pk})
        rows = {row.pk: row for row in Person.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
        if len(rows) < 2 or any(row.merged_into_id or row.erased_at for row in rows.values()):
            raise InputError(
                "Diese Einträge lassen sich nicht mehr zusammenführen: einer davon ist schon in einem anderen Eintrag"
                " aufgegangen oder gelöscht.",
                "These entries can no longer be merged: one of them is already part of another entry or erased.",
            )
        return rows[self.kept.pk], rows[self.merged.pk]


@dataclass(frozen=True, kw_only=True)
class UndoMerge(Action[list[Collision]]):
    """Both entries are as they were; what somebody changed since stays as it is now and is returned."""

    verb = CHANGE
    sentence = _("hat die Zusammenführung {target} rückgängig gemacht")
    merge: Merge

    @property
    def target(self) -> Merge:
        return self.merge

    def perform(self) -> list[Collision]:
        merge = Merge.objects.select_for_update().get(pk=self.merge.pk)
        if merge.undone_at:
            raise InputError(
                "Diese Zusammenführung ist schon rückgängig gemacht.", "This merge has been undone already."
            )
        if merge.kept.merged_into_id or merge.kept.erased_at or merge.merged.erased_at:
            raise InputError(
                "Dieser Eintrag ist inzwischen selbst in einem anderen aufgegangen oder gelöscht. Machen Sie zuerst die"
                " spätere Zusammenführung rückgängig.",
                "This entry has itself become part of another one or was erased. Undo the later merge first.",
            )
        left = take_back([*as_cells(merge.moved), *as_cells(merge.before)])
        merge.undone_at = timezone.now()
        merge.save(update_fields=["undone_at"])
        return left


@dataclass(frozen=True, kw_only=True)
class TellApart(Action[None]):
    """Two entries are two people, and nobody is asked again; `are_two` False takes that back."""

    verb = CHANGE
    sentence = _("hat über den möglichen doppelten Eintrag {target} entschieden")
    pair: PossibleDuplicate
    are_two: bool = True

    @property
    def target(self) -> PossibleDuplicate:
        return self.pair

    def perform(self) -> None:
        self.pair.are_two_people_since = timezone.now() if self.are_two else None
        self.pair.save(update_fields=["are_two_people_since"])
