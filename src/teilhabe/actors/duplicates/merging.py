"""Two entries become one: which value stays in each field, and which rows move; every change is kept to be undone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, cast

from django.db.models import Field, ForeignKey, Model, QuerySet

from teilhabe.actors.duplicates.cells import Cell, changed_cells, set_cell, snapshot
from teilhabe.actors.duplicates.models import PossibleDuplicate
from teilhabe.actors.models import Consent, ContactPoint, Merge, Person


class Choice(StrEnum):
    """Whose value stays in a field of the one that is kept; both where it is a list or a text."""

    KEPT = "kept"
    MERGED = "merged"
    BOTH = "both"


_EQUAL_BY: dict[type[Model], tuple[str, ...]] = {
    ContactPoint: ("kind", "key"),
    Consent: ("text_id", "withdrawn_at"),
}
"""Rows that say the same: the merged person's one stays where it is, out of sight, and comes back with an undo."""

_REMAINING: set[type[Model]] = {Merge, PossibleDuplicate}


def remain(model: type[Model]) -> None:
    """Rows of this model are about the entry, not about the human being: they do not move."""
    _REMAINING.add(model)


def offered_fields() -> list[Field[Any, Any]]:
    """The fields of a person whose value somebody chooses."""
    automatic = {"last_contact_at", "merged_into"}
    return [
        field
        for field in Person._meta.concrete_fields
        if field.editable and not field.primary_key and field.name not in automatic
    ]


def can_join(field: Field[Any, Any]) -> bool:
    return field.get_internal_type() in {"JSONField", "TextField"}


def proposed(field: Field[Any, Any], kept: Person, merged: Person) -> Choice:
    """Both where both say something that can be joined; else whichever says something."""
    mine, theirs = getattr(kept, field.attname), getattr(merged, field.attname)
    if mine and theirs and mine != theirs and can_join(field):
        return Choice.BOTH
    return Choice.KEPT if mine or not theirs else Choice.MERGED


def merge_values(kept: Person, merged: Person, choices: Mapping[str, Choice]) -> list[Cell]:
    """Give `kept` the chosen values and make `merged` point to it; the changes, in their order."""
    before_kept, before_merged = snapshot(kept), snapshot(merged)
    for field in offered_fields():
        choice = choices.get(field.name) or proposed(field, kept, merged)
        setattr(kept, field.attname, _chosen(field, choice, kept, merged))
    kept.last_contact_at = max(kept.last_contact_at, merged.last_contact_at)
    kept.created_at = min(kept.created_at, merged.created_at)
    merged.merged_into = kept
    if merged.user_id == kept.user_id:
        merged.user = None  # an account belongs to one person only
    merged.save()
    kept.save()
    return [*changed_cells(merged, before_merged), *changed_cells(kept, before_kept)]


def _chosen(field: Field[Any, Any], choice: Choice, kept: Person, merged: Person) -> Any:
    mine, theirs = getattr(kept, field.attname), getattr(merged, field.attname)
    if choice is Choice.MERGED:
        return theirs
    if choice is Choice.BOTH and can_join(field):
        return _joined(mine, theirs)
    return mine


def _joined(mine: Any, theirs: Any) -> Any:
    if isinstance(mine, list) and isinstance(theirs, list):
        return [*mine, *(each for each in theirs if each not in mine)]
    return f"{mine}\n\n{theirs}" if mine and theirs and mine != theirs else mine or theirs


def move_rows(kept: Person, merged: Person) -> list[Cell]:
    """Make the rows that point to `merged` point to `kept`, whatever app they belong to.

    Rows that say the same as one of `kept`, or that a constraint allows once only, stay with `merged`.
    """
    moved: list[Cell] = []
    for model, field in relations():
        held = {_identity(row) for row in _rows(model, field, kept)} - {None}
        for row in _rows(model, field, merged):
            if _identity(row) not in held and (cell := set_cell(row, field.attname, kept.pk)):
                moved.append(cell)
                moved += _no_longer_preferred(row, kept)
    return [*moved, *_withdrawals_count(kept)]


def relations() -> Iterator[tuple[type[Model], ForeignKey[Any, Any]]]:
    """Every model that points to people, with the field that does; also those between people and something else."""
    for relation in Person._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            model = cast("type[Model]", relation.related_model)
            if model not in _REMAINING:
                yield model, cast("ForeignKey[Any, Any]", relation.field)  # type: ignore[union-attr]  # a reverse relation has it


def _rows(model: type[Model], field: ForeignKey[Any, Any], person: Person) -> QuerySet[Any]:
    return model._base_manager.filter(**{field.attname: person.pk}).exclude(pk=person.pk).order_by("pk")


def _identity(row: Model) -> tuple[Any, ...] | None:
    names = _EQUAL_BY.get(type(row))
    return tuple(getattr(row, name) for name in names) if names else None


def _no_longer_preferred(row: Model, kept: Person) -> list[Cell]:
    """One way to reach somebody is preferred: the one that the kept entry named."""
    if not isinstance(row, ContactPoint) or not row.is_preferred:
        return []
    if not kept.contact_points.filter(is_preferred=True).exclude(pk=row.pk).exists():
        return []
    cell = set_cell(row, "is_preferred", False)
    return [cell] if cell else []


def _withdrawals_count(kept: Person) -> list[Cell]:
    """Who withdrew a consent has withdrawn it, whichever of the entries it was written on."""
    cells = []
    withdrawn = list(kept.consents.exclude(withdrawn_at=None).select_related("text"))
    for consent in kept.consents.filter(withdrawn_at=None).select_related("text"):
        later = [
            each.withdrawn_at
            for each in withdrawn
            if each.withdrawn_at and each.text.purpose == consent.text.purpose and each.withdrawn_at > consent.given_at
        ]
        if later and (cell := set_cell(consent, "withdrawn_at", min(later))):
            cells.append(cell)
    return cells
