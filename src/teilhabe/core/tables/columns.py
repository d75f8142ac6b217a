"""A column of a list: where a cell comes from, how it reads on the page and what a file gets of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format, get_format, number_format
from django.utils.functional import Promise
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _

Label = str | Promise
_PARTS = {"d": "{0.day:02}", "m": "{0.month:02}", "Y": "{0.year:04}", "H": "{0.hour:02}", "i": "{0.minute:02}"}
"""Letters of Django's forms of dates that stand for a number."""


@dataclass(frozen=True)
class Column:
    """`value` reads the cell from a row (else the attribute `name`); `order_by` are lookups, none: not sortable.

    The cell of a column with `address` is a link; `exported` reads what files get where the page shows something else.
    """

    name: str
    label: Label
    value: Callable[[Any], Any] | None = None
    order_by: tuple[str, ...] = ()
    address: Callable[[Any], str] | None = None
    is_number: bool = False
    only_exported: bool = False
    exported: Callable[[Any], Any] | None = None

    def cell(self, row: Model) -> Any:
        return self.value(row) if self.value else getattr(row, self.name)

    def exported_cell(self, row: Model) -> Any:
        return self.exported(row) if self.exported else self.cell(row)

    def lookups(self, *, descending: bool) -> tuple[str, ...]:
        """What to order by; a lookup that is declared with a minus turns round as well."""
        return tuple(map(_reversed, self.order_by)) if descending else self.order_by


def _reversed(lookup: str) -> str:
    return lookup.removeprefix("-") if lookup.startswith("-") else f"-{lookup}"


def label_of(field: str) -> Callable[[Any], Any]:
    """Reads a field with choices as the label of its value; `get_…_display` translates all choices for each row."""

    def label(row: Model) -> Any:
        value, choices = getattr(row, field), row._meta.get_field(field).flatchoices  # type: ignore[union-attr]  # a column
        return dict(choices).get(value, value)

    return label


def shown(value: Any) -> str:
    """The value in the language of the page: "1.250", "03.02.2026", "ja"; "" for nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, int | float | Decimal):
        return str(number_format(value))
    if isinstance(value, date):
        return _moment(value)
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(shown(each) for each in value)
    return value if isinstance(value, str) else str(value)  # marked markup stays marked


def _moment(value: date) -> str:
    if isinstance(value, datetime):
        return _written(localtime(value) if is_aware(value) else value, get_format("SHORT_DATETIME_FORMAT"))
    return _written(value, get_format("SHORT_DATE_FORMAT"))


def _written(value: date, form: str) -> str:
    """As Django's `date_format`; where a form has numbers only, in a tenth of its time: this runs for every row."""
    template = _template(form)
    return template.format(value) if template else date_format(value, form)


@cache
def _template(form: str) -> str:
    """What `str.format` needs to write a date in a form of Django's; "" for a form with names in it."""
    is_numeric = all(letter in _PARTS or not letter.isalpha() for letter in form) and not {*"{}\\"} & {*form}
    return "".join(_PARTS.get(letter, letter) for letter in form) if is_numeric else ""
