"""Expectations: what a recipe declares about its table is compared with what was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import numpy as np

from teilhabe.engine.cube.observations import TOTAL, Observations
from teilhabe.engine.preparation.expected import ANY, Bounds, Expectations, ExpectedTotal
from teilhabe.engine.preparation.findings import Finding, figure
from teilhabe.text import Text, same

_NAMED = 5


def check_expectations(expected: Expectations, observations: Observations, columns: Sequence[str]) -> list[Finding]:
    """An error for each expectation that the table does not meet; `columns` are the headings of the file."""
    return [
        *_rows(expected, observations),
        *_columns(expected, columns),
        *_codes(expected, observations),
        *_ranges(expected, observations),
        *(finding for total in expected.totals for finding in _total(total, observations)),
    ]


def _failed(text: Text, key: str, row: int | None = None, column: str | None = None) -> Finding:
    return Finding(
        "expectation-failed",
        "error",
        Text(f"Anders als im Rezept erwartet ({key}): {text.de}", f"Not as the recipe expects ({key}): {text.en}"),
        row=row,
        column=column,
        data={"key": key},
    )


def _rows(expected: Expectations, observations: Observations) -> Iterator[Finding]:
    areas = set(observations.columns.get("ref_area", ())) - {TOTAL}
    counted = (
        ("rows", expected.rows, len(observations), Text("Werte", "values")),
        ("territories", expected.territories, len(areas), Text("Gebiete", "territories")),
    )
    for key, bounds, count, what in counted:
        if bounds and not bounds.hold(Decimal(count)):
            yield _failed(Text(f"{count} {what.de} statt {bounds}.", f"{count} {what.en} instead of {bounds}."), key)


def _columns(expected: Expectations, columns: Sequence[str]) -> Iterator[Finding]:
    missing = [name for name in expected.columns if name not in columns]
    added = [name for name in columns if name not in expected.columns] if expected.columns else []
    if missing or added:
        yield _failed(_difference(missing, added), "columns")


def _codes(expected: Expectations, observations: Observations) -> Iterator[Finding]:
    listed = {**expected.codes, **({"time_period": expected.periods} if expected.periods else {})}
    for name, codes in listed.items():
        key = "periods" if name == "time_period" and expected.periods else f"codes.{name}"
        if name not in observations.columns:
            yield _failed(
                Text(f"Es gibt keine Gliederung „{name}“.", f"There is no dimension {name!r}."), key, column=name
            )
            continue
        found = list(dict.fromkeys(map(str, observations.column(name).cells)))
        missing = [code for code in codes if code not in found]
        added = [code for code in found if code not in codes]
        if missing or added:
            place = list(observations.columns[name]).index(added[0]) if added else None
            row = None if place is None else int(observations.columns["source_row"][place] or 0)
            yield _failed(_difference(missing, added), key, row, name)


def _difference(missing: Sequence[str], added: Sequence[str]) -> Text:
    parts = [Text(f"es fehlt {_list(missing)}", f"missing is {_list(missing)}")] if missing else []
    parts += [Text(f"unerwartet ist {_list(added)}", f"unexpected is {_list(added)}")] if added else []
    return Text("; ".join(part.de for part in parts) + ".", "; ".join(part.en for part in parts) + ".")


def _list(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED]) + (f" … ({len(names)})" if len(names) > _NAMED else "")


def _ranges(expected: Expectations, observations: Observations) -> Iterator[Finding]:
    """One finding for each variable, at its worst figure."""
    if not expected.ranges:
        return
    present = {str(variable or "") for variable in observations.column("variable").cells}
    for name in expected.ranges:
        if name not in (ANY, *present):
            there = ", ".join(sorted(present))
            yield _failed(
                Text(f"Es gibt kein Merkmal „{name}“, nur: {there}.", f"There is no variable {name!r}, only: {there}."),
                f"range.{name}",
            )
    for variable in sorted(present):
        bounds = expected.ranges.get(variable) or expected.ranges.get(ANY) or Bounds()
        outside = _outside(observations, variable, bounds)
        if outside:
            yield _out_of_range(observations, variable, outside, bounds)


def _outside(observations: Observations, variable: str, bounds: Bounds) -> list[int]:
    """The rows of a variable whose figures are not within the bounds."""
    is_own = observations.column("variable").where(lambda own: str(own or "") == variable)
    is_outside = observations.column("obs_value").where(
        lambda value: value is not None and not bounds.hold(Decimal(str(value)))
    )
    rows: list[int] = np.flatnonzero(is_own & is_outside).tolist()
    return rows


def _out_of_range(observations: Observations, variable: str, outside: Sequence[int], bounds: Bounds) -> Finding:
    columns = observations.columns
    worst = max(outside, key=lambda index: abs(Decimal(str(columns["obs_value"][index]))))
    shown = figure(Decimal(str(columns["obs_value"][worst])))
    named, is_one = same(f"{variable}: " if variable else ""), len(outside) == 1
    return _failed(
        Text(
            f"{named.de}{len(outside)} {'Zahl liegt' if is_one else 'Zahlen liegen'} nicht in {bounds}, "
            f"etwa {shown.de}.",
            f"{named.en}{len(outside)} {'figure is' if is_one else 'figures are'} not within {bounds}, "
            f"such as {shown.en}.",
        ),
        f"range.{variable}",
        int(columns["source_row"][worst] or 0),
        str(columns["source_column"][worst]),
    )


def _total(total: ExpectedTotal, observations: Observations) -> Iterator[Finding]:
    """The printed figure where there is one with these codes, else the sum of all with them."""
    places = _matching(total.codes, observations)
    key = f"total {' · '.join(total.codes)}"
    if not places:
        yield _failed(Text("Es gibt keine Zahl mit diesen Schlüsseln.", "There is no figure with these codes."), key)
        return
    columns = observations.columns
    printed = _overall(places, total.codes, observations)
    chosen = printed or [place for place in places if not _is_total(place, total.codes, observations)] or places
    found = sum(
        (Decimal(str(columns["obs_value"][p])) for p in chosen if columns["obs_value"][p] is not None), Decimal(0)
    )
    if abs(found - total.value) > total.tolerance:
        shown, wanted = figure(found), figure(total.value)
        row, column = columns["source_row"][chosen[0]], columns["source_column"][chosen[0]]
        yield _failed(
            Text(f"{shown.de} statt {wanted.de}.", f"{shown.en} instead of {wanted.en}."),
            key,
            int(row or 0) if len(chosen) == 1 else None,
            str(column) if len(chosen) == 1 else None,
        )


def _matching(codes: Sequence[str], observations: Observations) -> list[int]:
    names = [*(dimension.name for dimension in observations.dimensions), "variable"]
    keys = zip(*(observations.columns[name] for name in names), strict=True)
    wanted = set(codes)
    return [index for index, key in enumerate(keys) if wanted <= set(map(str, key))]


def _overall(places: Sequence[int], codes: Sequence[str], observations: Observations) -> list[int]:
    """The figures that are the total in every dimension in which the others differ."""
    kept = list(places)
    for dimension in observations.dimensions:
        column = observations.columns[dimension.name]
        if len({column[place] for place in places}) > 1:
            kept = [place for place in kept if column[place] in (TOTAL, *codes)]
    return kept


def _is_total(place: int, codes: Sequence[str], observations: Observations) -> bool:
    marked = observations.columns.get("total_of")
    own = {str(observations.columns[dimension.name][place]) for dimension in observations.dimensions}
    return (TOTAL in own and TOTAL not in codes) or bool(marked and marked[place])
