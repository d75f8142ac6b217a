"""What a recipe expects of its table: bounds, totals, codes; a table that is otherwise is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.errors import DeclarationError
from teilhabe.text import Text

ANY = "*"
"""In place of a variable: the bounds hold for each of them."""
_TOTAL = re.compile(r"(.+)=\s*(\S+)\s*(?:(?:±|\+/-|\+-)\s*(\S+)\s*)?")
_NUMBER = Text("eine Zahl", "a number")
_AMOUNT = Text("eine Zahl oder eine Tabelle mit min und max", "a number or a table with min and max")


@dataclass(frozen=True)
class Bounds:
    """Least and largest number, both included; None where there is no limit."""

    least: Decimal | None = None
    most: Decimal | None = None

    def hold(self, value: Decimal) -> bool:
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)

    def __str__(self) -> str:
        if self.least == self.most:
            return f"{self.least}"
        return f"{'' if self.least is None else self.least}–{'' if self.most is None else self.most}"


@dataclass(frozen=True)
class ExpectedTotal:
    """A figure known from elsewhere. `codes` name it: codes of any dimensions, or a variable."""

    codes: tuple[str, ...]
    value: Decimal
    tolerance: Decimal = Decimal(0)


@dataclass(frozen=True)
class Expectations:
    """Nothing stated is nothing expected. `ranges` by variable; `codes` by dimension; `columns` in the file's order."""

    ranges: Mapping[str, Bounds] = field(default_factory=dict)
    totals: tuple[ExpectedTotal, ...] = ()
    rows: Bounds | None = None
    periods: tuple[str, ...] = ()
    territories: Bounds | None = None
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    columns: tuple[str, ...] = ()


_MOST_DIGITS = 40
_KEYS = ("range", "total", "rows", "periods", "territories", "codes", "columns")


def read_expectations(declared: Declaration) -> Expectations:
    """The table `[expect]` of a recipe; DeclarationError names file and key."""
    declared.allow(_KEYS)
    ranges = _table(declared, "range")
    codes = _table(declared, "codes")
    return Expectations(
        ranges={name: _bounds(ranges, name) for name in ranges.values},
        totals=tuple(_total(declared, text) for text in declared.strings("total")),
        rows=_bounds(declared, "rows") if "rows" in declared.values else None,
        periods=declared.strings("periods"),
        territories=_bounds(declared, "territories") if "territories" in declared.values else None,
        codes={name: codes.strings(name) for name in codes.values},
        columns=declared.strings("columns"),
    )


def _table(declared: Declaration, key: str) -> Declaration:
    return declared.optional(key) or Declaration({}, f"{declared.where} → {key}")


def _bounds(declared: Declaration, key: str) -> Bounds:
    """`{min = 0, max = 100}`, or one number for both."""
    value = declared.values[key]
    if not isinstance(value, dict):
        number = _number(declared, key, _AMOUNT)
        return Bounds(number, number)
    if not value:
        raise declared.wrong(key, _AMOUNT)
    table = declared.table(key)
    table.allow(("min", "max"))
    least, most = (_number(table, name) if name in value else None for name in ("min", "max"))
    if least is not None and most is not None and least > most:
        raise declared.wrong(key, Text("so, dass min nicht größer als max ist", "such that min does not exceed max"))
    return Bounds(least, most)


def _number(declared: Declaration, key: str, wanted: Text = _NUMBER) -> Decimal:
    value = declared.values[key]
    if isinstance(value, bool) or not isinstance(value, int | float) or not _is_figure(number := Decimal(str(value))):
        raise declared.wrong(key, wanted)
    return number


def _is_figure(number: Decimal) -> bool:
    """Whether a number is finite and of a size that tables hold."""
    return number.is_finite() and abs(number.adjusted()) <= _MOST_DIGITS


def _total(declared: Declaration, text: str) -> ExpectedTotal:
    """ "DE 2018-12-31 = 83019213 ± 5": codes apart by blanks, or by " · " where a code holds blanks."""
    match = _TOTAL.fullmatch(text.strip())
    try:
        if match is None:
            raise InvalidOperation
        named = match[1].strip()
        codes = [part.strip() for part in (named.split(" · ") if " · " in named else named.split())]
        value, tolerance = Decimal(match[2]), Decimal(match[3] or 0)
        if not (_is_figure(value) and _is_figure(tolerance)):
            raise InvalidOperation
        return ExpectedTotal(tuple(codes), value, tolerance)
    except InvalidOperation:
        raise DeclarationError(
            f"{declared.where}: „total“ muss wie „DE 2018-12-31 = 83019213 ± 5“ aussehen, nicht {text!r}.",
            f"{declared.where}: “total” must look like “DE 2018-12-31 = 83019213 ± 5”, not {text!r}.",
        ) from None
