"""Changes that can be taken back: each is one cell of the database with its value before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Field, Model


@dataclass(frozen=True)
class Cell:
    """`model` as `app.model`, `field` as the column it is; `before` and `after` as JSON holds them."""

    model: str
    key: Any
    field: str
    before: Any
    after: Any

    def written(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def model_class(self) -> type[Model]:
        return apps.get_model(self.model)

    @property
    def column(self) -> Field[Any, Any]:
        return next(each for each in self.model_class._meta.concrete_fields if each.attname == self.field)


@dataclass(frozen=True)
class Collision:
    """A cell that cannot be taken back: changed by somebody since, or its row is gone."""

    cell: Cell
    is_gone: bool


def as_cells(stored: Iterable[dict[str, Any]]) -> list[Cell]:
    return [Cell(**each) for each in stored]


def snapshot(row: Model) -> dict[str, Any]:
    """The values of the row as the database holds them now, by column."""
    columns = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    stored = type(row)._base_manager.filter(pk=row.pk).values(*columns).get()
    return {name: as_json(value) for name, value in stored.items()}


def changed_cells(row: Model, before: dict[str, Any]) -> list[Cell]:
    """What has changed since the snapshot."""
    after = snapshot(row)
    return [
        Cell(row._meta.label_lower, as_json(row.pk), name, before[name], after[name])
        for name in before
        if before[name] != after[name]
    ]


def set_cell(row: Model, field: str, value: Any) -> Cell | None:
    """Change one column of one row; None where a constraint of the database forbids it, and then nothing changed."""
    cell = Cell(row._meta.label_lower, as_json(row.pk), field, as_json(getattr(row, field)), as_json(value))
    return cell if _tried(lambda: _write(cell, value)) else None


def take_back(cells: Iterable[Cell]) -> list[Collision]:
    """Undo the changes, the last one first; what was changed since stays as it is now and is returned."""
    return [collision for cell in reversed(list(cells)) if (collision := _taken_back(cell))]


def collisions(cells: Iterable[Cell]) -> list[Collision]:
    """What `take_back` would have to leave as it is."""
    return [collision for cell in cells if (collision := _collision(cell))]


def _taken_back(cell: Cell) -> Collision | None:
    if collision := _collision(cell):
        return collision
    value = _read(cell.column, cell.before)
    return None if _tried(lambda: _write(cell, value)) else Collision(cell, is_gone=False)


def _collision(cell: Cell) -> Collision | None:
    rows = cell.model_class._base_manager.filter(pk=cell.key)
    now = list(rows.values_list(cell.field, flat=True))
    if not now:
        return Collision(cell, is_gone=True)
    return None if as_json(now[0]) == cell.after else Collision(cell, is_gone=False)


def _write(cell: Cell, value: Any) -> None:
    cell.model_class._base_manager.filter(pk=cell.key).update(**{cell.field: value})


def _tried(change: Callable[[], None]) -> bool:
    try:
        with transaction.atomic():
            change()
    except IntegrityError:
        return False
    return True


def as_json(value: Any) -> Any:
    """Nothing is lost: a moment keeps its microseconds."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _read(column: Field[Any, Any], value: Any) -> Any:
    return None if value is None else column.to_python(value)
