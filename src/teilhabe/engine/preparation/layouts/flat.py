"""The flat file of the GENESIS databases (ffcsv): one observation per row, in the columns of 2025 or the older ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from teilhabe.engine.cube.coded import Coded, joined, zipped
from teilhabe.engine.preparation.draft import Draft, Layout, RawDimension
from teilhabe.engine.preparation.findings import Finding
from teilhabe.engine.preparation.layouts.shape import broken_off, check_sheet, without_newline
from teilhabe.engine.preparation.reading.grid import Sheet, column_letter
from teilhabe.errors import UnreadableFile

_OLD_TO_NEW = {
    "statistik_code": "statistics_code",
    "statistik_label": "statistics_label",
    "zeit_code": "time_code",
    "zeit_label": "time_label",
    "zeit": "time",
}
_OLD_VARIABLE = re.compile(r"(\d+)_(merkmal|auspraegung)_(code|label)")
_VARIABLE = re.compile(r"(\d+)_variable_(?:code|label|attribute_code|attribute_label)")
_MEASURE = re.compile(r"[^_].*__[^_].*")


def is_flat(header: Sequence[str]) -> bool:
    names = _names(header)
    return "time" in names and any(_VARIABLE.fullmatch(name) for name in names)


def read(name: str, sheet: Sheet) -> Draft:
    """The observations of a flat file; UnreadableFile where a column that the format prescribes is missing."""
    names = _names(sheet.header)
    _refuse_repeated(name, names)
    column = dict(zip(names, sheet.columns, strict=True))
    for needed in ("time", *(f"{k}_variable_attribute_code" for k in _positions(names))):
        if needed not in column:
            raise UnreadableFile(
                f"{name}, Zeile 1: Der flachen Datei fehlt die Spalte „{needed}“.",
                f"{name}, line 1: the flat file has no column {needed!r}.",
            )
    draft = _long(names, column, sheet) if "value" in column else _wide(name, names, column, sheet)
    return replace(draft, findings=(*check_sheet(sheet), *_cut_end(sheet)))


def _refuse_repeated(name: str, names: Sequence[str]) -> None:
    """UnreadableFile where a column stands twice: which of them holds the figures nobody can tell."""
    repeated = next((column for column, count in Counter(names).items() if column and count > 1), "")
    if repeated:
        raise UnreadableFile(
            f"{name}, Zeile 1: Die flache Datei hat mehrere Spalten „{repeated}“.",
            f"{name}, line 1: the flat file has several columns {repeated!r}.",
        )


def _cut_end(sheet: Sheet) -> list[Finding]:
    """The databases end every line; a last cell without one may be cut, half a label surely is."""
    if sheet.ends_with_newline or not sheet.lines or sheet.uneven:
        return []
    column = Coded.of(sheet.columns[-1])
    last, is_label = column[-1], sheet.header[-1].lower().endswith("label")
    if is_label and any(other.startswith(last) and other != last for other in column.cells):
        return [broken_off(sheet.lines[-1])]
    return [without_newline(sheet.lines[-1])]


def _names(header: Iterable[str]) -> list[str]:
    return [_new_name(cell.strip().lstrip("\ufeff")) for cell in header]


def _new_name(cell: str) -> str:
    """The column name of 2025 for a column of either layout; measures keep theirs."""
    lower = cell.lower()
    if lower in _OLD_TO_NEW:
        return _OLD_TO_NEW[lower]
    match = _OLD_VARIABLE.fullmatch(lower)
    if match:
        part = "variable" if match[2] == "merkmal" else "variable_attribute"
        return f"{match[1]}_{part}_{match[3]}"
    return cell if "__" in cell else lower


def _positions(names: Sequence[str]) -> list[int]:
    return sorted({int(match[1]) for name in names if (match := _VARIABLE.fullmatch(name))})


def _first(cells: Sequence[str] | None) -> str:
    return cells[0] if cells else ""


def _layout(column: dict[str, Sequence[str]], sheet: Sheet) -> Layout:
    statistic = _first(column.get("statistics_label"))
    return Layout(
        "flat", title=statistic, statistic=_first(column.get("statistics_code")), header_rows=sheet.header_lines
    )


def _dimensions(names: Sequence[str], column: dict[str, Sequence[str]]) -> list[RawDimension]:
    time = RawDimension(_first(column.get("time_code")) or "time", _first(column.get("time_label")), column["time"])
    return [time, *(_dimension(k, column) for k in _positions(names))]


def _dimension(position: int, column: dict[str, Sequence[str]]) -> RawDimension:
    levels = Coded.of(column.get(f"{position}_variable_code", ()))
    different = sorted({*levels.cells} - {""})
    titles = Coded.of(column.get(f"{position}_variable_label", ()))
    title = next((text for text in titles.cells if text), "")
    return RawDimension(
        "+".join(different) or f"variable_{position}",
        title,
        column[f"{position}_variable_attribute_code"],
        column.get(f"{position}_variable_attribute_label", ()),
        levels if len(different) > 1 else (),
    )


def _long(names: Sequence[str], column: dict[str, Sequence[str]], sheet: Sheet) -> Draft:
    values = column["value"]
    count = len(values)
    nothing = Coded.constant("", count)
    codes = Coded.of(column.get("value_variable_code", nothing))
    labels = Coded.of(column.get("value_variable_label", codes))
    return Draft(
        layout=_layout(column, sheet),
        dimensions=_dimensions(names, column),
        values=values,
        variables=codes,
        variable_labels=dict(zipped(codes, labels).cells),
        units=column.get("value_unit", nothing),
        rows=sheet.lines,
        columns=Coded.constant(column_letter(names.index("value")), count),
        qualities=column.get("value_q", ()),
    )


def _wide(name: str, names: Sequence[str], column: dict[str, Sequence[str]], sheet: Sheet) -> Draft:
    """The older layout: one column per measure, named code__label__unit, and its quality column code__label__q."""
    measures = [n for n in names if _MEASURE.fullmatch(n) and not n.endswith("__q")]
    if not measures:
        raise UnreadableFile(
            f"{name}, Zeile 1: Der flachen Datei fehlt eine Wertspalte („value“ oder „CODE__Name__Einheit“).",
            f"{name}, line 1: the flat file has no value column ('value' or 'CODE__label__unit').",
        )
    count, times = len(sheet.lines), len(measures)
    parts = [_measure(measure) for measure in measures]
    nothing = Coded.constant("", count)
    qualities = joined([column.get(_quality_name(measure, names), nothing) for measure in measures])
    return Draft(
        layout=_layout(column, sheet),
        dimensions=[dimension.repeated(times) for dimension in _dimensions(names, column)],
        values=joined([column[measure] for measure in measures]),
        variables=Coded.of([code for code, _, _ in parts]).stretched(count),
        variable_labels={code: label for code, label, _ in parts},
        units=Coded.of([unit for _, _, unit in parts]).stretched(count),
        rows=Coded.of(sheet.lines).repeated(times),
        columns=Coded.of([column_letter(names.index(measure)) for measure in measures]).stretched(count),
        qualities=qualities if any(qualities.cells) else (),
    )


def _measure(column_name: str) -> tuple[str, str, str]:
    """Code, label and unit; blanks are written as underscores in these names."""
    code, _, rest = column_name.partition("__")
    label, _, unit = rest.rpartition("__")
    return code, (label or rest).replace("_", " "), unit.replace("_", " ") if label else ""


def _quality_name(measure: str, names: Sequence[str]) -> str:
    """The quality column carries the measure's name with or without its unit."""
    stem = measure.rpartition("__")[0]
    return next((f"{base}__q" for base in (measure, stem) if f"{base}__q" in names), "")
