"""Comparisons that Django has only for single numbers: one that no column can hold is among no rows."""

from __future__ import annotations

from typing import Any

from django.db.models import IntegerField
from django.db.models.lookups import In


class AmongNumbers(In):
    """`in` without the numbers that are too large for the column, which SQLite and PostgreSQL refuse with a failure."""

    def process_rhs(self, compiler: Any, connection: Any) -> Any:
        if self.rhs_is_direct_value():
            least, most = connection.ops.integer_field_range(self.lhs.output_field.get_internal_type())
            self.rhs = [each for each in self.rhs if not isinstance(each, int) or least <= each <= most]
        return super().process_rhs(compiler, connection)


def install() -> None:
    IntegerField.register_lookup(AmongNumbers)
