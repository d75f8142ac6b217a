"""How the values, periods and codes of a finished indicator are written in one language: every decimal stays."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from teilhabe.engine.pipeline.finished.table import Row
from teilhabe.release.pages import Cell
from teilhabe.text import Language, Text
from teilhabe.wording.numbers import format_number
from teilhabe.wording.periods import format_period
from teilhabe.wording.signs import NO_VALUE, explained


@dataclass(frozen=True)
class Writing:
    """The voice of page data in one language; cells that were written once are kept, as most of them come again."""

    language: Language
    _cells: dict[tuple[str, str, tuple[str, ...]], Cell] = field(default_factory=dict)

    def __call__(self, text: Text) -> str:
        return text.in_language(self.language)

    def period(self, code: str) -> str:
        return format_period(code, self.language)

    def number(self, text: str) -> str:
        """A number with the decimals that were printed: "7.80" is "7,80" in German."""
        value = Decimal(text)
        return format_number(value, max(0, -int(value.as_tuple().exponent)), self.language)

    def cell(self, row: Row | None) -> Cell:
        """What a reader sees of a value; its attributes are its note."""
        if row is None:
            return self.missing
        key = (row.text, row.sign, row.attributes)
        found = self._cells.get(key)
        if found is None:
            found = self._cells[key] = self._cell(row)
        return found

    def _cell(self, row: Row) -> Cell:
        said = "; ".join(text for text in row.attributes if text)
        if row.status == "value":
            return Cell(self.number(row.text), "value", said)
        if row.status == "missing":
            return Cell("", "missing", said or self(NO_VALUE))
        note = self(explained(row.sign))
        return Cell("–" if row.sign == "-" else row.sign, "sign", f"{note} {said}".strip())

    @property
    def missing(self) -> Cell:
        return Cell("", "missing", self(NO_VALUE))
