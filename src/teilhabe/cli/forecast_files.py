"""Files of series in long form, as they are read and as forecasts are written."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from teilhabe.engine.forecasts.forecasting import Forecast
from teilhabe.engine.forecasts.frequency import Calendar, read_calendar
from teilhabe.engine.forecasts.series import Kind, Series
from teilhabe.errors import InputError
from teilhabe.text import Language

COLUMNS = ("unique_id", "ds", "y")
KIND = "kind"
"""A column that may say what the values of each series are."""
_MISSING = frozenset({"", "na", "nan", "null", "none", "."})
_LONGEST = 20_000
"""So many periods a series may span; more is a slip in its dates."""


@dataclass(frozen=True)
class SeriesFile:
    """The series of one file and how it names their periods."""

    series: tuple[Series, ...]
    calendar: Calendar


@dataclass(frozen=True)
class _Row:
    line: int
    name: str
    ds: str
    value: float
    kind: Kind


def read_series(path: Path, season: int | None, kind: Kind) -> SeriesFile:
    """All series of a file, in the order of their first lines; InputError names file, line and what to do.

    `kind` is that of series of which the file does not say it.
    """
    rows = _read_rows(path, kind)
    try:
        calendar = read_calendar([row.ds for row in rows], season)
    except InputError as error:
        raise InputError(f"{path}: {error.text.de}", f"{path}: {error.text.en}") from error
    found: dict[str, dict[int, _Row]] = {}
    for row in rows:
        entries = found.setdefault(row.name, {})
        if (number := calendar.numbers[row.ds]) in entries:
            raise _in_line(path, row.line, f"{row.name} hat {row.ds} zweimal.", f"{row.name} has {row.ds} twice.")
        entries[number] = row
    return SeriesFile(tuple(_series(path, entries, calendar, season) for entries in found.values()), calendar)


def _series(path: Path, entries: Mapping[int, _Row], calendar: Calendar, season: int | None) -> Series:
    first, last = min(entries), max(entries)
    name, kind = entries[first].name, entries[first].kind
    if last - first >= _LONGEST:
        raise InputError(
            f"{path}: Die Reihe {name} reicht von {calendar.write(first)} bis {calendar.write(last)}; prüfen Sie ds.",
            f"{path}: the series {name} reaches from {calendar.write(first)} to {calendar.write(last)}; check ds.",
        )
    values = np.full(last - first + 1, np.nan)
    for number, row in entries.items():
        values[number - first] = row.value
    return Series(name, calendar.frequency, first, values, kind, cycle=season)


def _read_rows(path: Path, kind: Kind) -> list[_Row]:
    """What each line holds that holds anything."""
    text = _text(path)
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text))
    try:
        lines = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise InputError(
            f"{path}: Das ist keine lesbare CSV-Datei ({error}).", f"{path}: this is no readable CSV file ({error})."
        ) from error
    places = _places(path, lines[0][1] if lines else [])
    if len(lines) < 2:
        raise InputError(f"{path}: Unter dem Kopf steht keine Zeile.", f"{path}: there is no line below the header.")
    return [_row(path, line, cells, places, kind) for line, cells in lines[1:]]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: Die Datei ist nicht in UTF-8 geschrieben; bitte speichern Sie sie als CSV in UTF-8.",
            f"{path}: the file is not written in UTF-8; please save it as CSV in UTF-8.",
        ) from error


def _delimiter(text: str) -> str:
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)


def _places(path: Path, header: Sequence[str]) -> dict[str, int]:
    names = [cell.strip().lower() for cell in header]
    missing = [column for column in COLUMNS if column not in names]
    if missing:
        there = ", ".join(cell.strip() for cell in header[:8]) or "–"
        raise InputError(
            f"{path}: Die Spalte {missing[0]} fehlt; gebraucht werden {', '.join(COLUMNS)}, im Kopf stehen {there}.",
            f"{path}: the column {missing[0]} is missing; needed are {', '.join(COLUMNS)}, the header holds {there}.",
        )
    return {column: names.index(column) for column in (*COLUMNS, KIND) if column in names}


def _row(path: Path, line: int, cells: Sequence[str], places: Mapping[str, int], kind: Kind) -> _Row:
    entries = {column: cells[place].strip() for column, place in places.items() if place < len(cells)}
    name, ds = entries.get("unique_id", ""), entries.get("ds", "")
    if not name or not ds:
        raise _in_line(path, line, "unique_id oder ds ist leer.", "unique_id or ds is empty.")
    return _Row(line, name, ds, _number(path, line, entries.get("y", "")), _kind(path, line, entries.get(KIND), kind))


def _kind(path: Path, line: int, text: str | None, otherwise: Kind) -> Kind:
    if not text:
        return otherwise
    if text not in set(Kind):
        known = ", ".join(Kind)
        raise _in_line(path, line, f"kind ist „{text}“; es gibt {known}.", f"kind is “{text}”; there are {known}.")
    return Kind(text)


def _number(path: Path, line: int, text: str) -> float:
    if text.lower() in _MISSING:
        return math.nan
    try:
        value = float(text if "." in text else text.replace(",", "."))
    except ValueError:
        value = math.inf
    if not math.isfinite(value):
        raise _in_line(path, line, f"y ist keine Zahl: „{text}“.", f"y is no number: “{text}”.")
    return value


def _in_line(path: Path, line: int, de: str, en: str) -> InputError:
    return InputError(f"{path}, Zeile {line}: {de}", f"{path}, line {line}: {en}")


def written(
    forecasts: Sequence[Forecast], horizon: int, levels: Sequence[int], calendar: Calendar, language: Language
) -> str:
    """The forecasts as CSV, one line per period; of a refused one the lines hold no numbers."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    bounds = [f"{side}_{level}" for level in levels for side in ("lo", "hi")]
    writer.writerow(["unique_id", "ds", "y_hat", *bounds, "method", "note"])
    for forecast in forecasts:
        note = "; ".join(text.in_language(language) for text in forecast.notes)
        for place in range(horizon):
            numbers = [""] * (1 + len(bounds)) if forecast.is_refused else list(_numbers(forecast, place, levels))
            writer.writerow([forecast.id, calendar.write(forecast.first + place), *numbers, forecast.method, note])
    return target.getvalue()


def _numbers(forecast: Forecast, place: int, levels: Sequence[int]) -> Iterator[str]:
    yield _plain(forecast.point[place])
    for level in levels:
        yield _plain(forecast.low[level][place])
        yield _plain(forecast.high[level][place])


def _plain(value: float) -> str:
    return f"{value:.10g}"
