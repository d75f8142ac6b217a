"""What a city makes of the shared catalogue: changed keys, indicators of its own, named datasets, licensed codes."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.errors import DeclarationError
from teilhabe.text import Text

Declared = Sequence[tuple[Declaration, str]]
"""Tables of indicators, each with its field of action."""

KEYS = frozenset({"off", "change", "datasets", "own", "codes_file"})
"""The keys of a city's `indicators.toml`."""

_HEADER = ["indicator", "code"]


def adapted(declared: Declared, city: Declaration) -> Declared:
    """The tables with the city's changes laid over them, and its own; DeclarationError for an unknown id or field."""
    city.allow(KEYS)
    changes = city.table("change") if "change" in city.values else city.with_values({})
    for identifier in changes.values:
        refuse_unknown(changes, identifier, identifier, {table.name for table, _ in declared})
    laid = [(laid_over(table, changes.optional(table.name)), field) for table, field in declared]
    own = _own(city, {table.name for table, _ in declared}, {field for _, field in declared})
    return [(_with_datasets(table, city), field) for table, field in (*laid, *own)]


def refuse_unknown(declaration: Declaration, key: str, identifier: str, known: set[str]) -> None:
    """DeclarationError where `key` names an indicator that is not among the known ones."""
    if identifier not in known:
        raise declaration.fault(
            key,
            f"Den Indikator „{identifier}“ gibt es nicht. Bitte die Schreibweise prüfen.",
            f"there is no indicator “{identifier}”. Please check the spelling.",
        )


def laid_over(shared: Declaration, change: Declaration | None) -> Declaration:
    """The shared values with a city's changes over them; inside numerator, denominator and each variant key by key."""
    if change is None:
        return shared
    merged = {key: _merged(shared, change, key) for key in ("numerator", "denominator", "variants")}
    parts = {key: values for key, values in merged.items() if values is not None}
    origin = change.origin.over(shared.origin)
    return Declaration({**shared.values, **change.values, **parts}, change.where, origin)


def _merged(shared: Declaration, change: Declaration, key: str) -> Mapping[str, Any] | None:
    above, below = change.optional(key), shared.optional(key)
    if above is None or below is None or key != "variants":
        return None if above is None else {**(below.values if below else {}), **above.values}
    variants = {name: laid_over(below.table(name), above.optional(name)).values for name in below.values}
    return {**above.values, **variants}


def _own(city: Declaration, taken: set[str], fields: set[str]) -> Iterator[tuple[Declaration, str]]:
    for table in city.tables("own") if "own" in city.values else ():
        if table.identifier in taken:
            raise table.fault(
                "",
                f"Den Indikator „{table.name}“ gibt es schon. Bitte ihn unter [change.{table.name}] ändern.",
                f"the indicator “{table.name}” exists already. Please change it under [change.{table.name}].",
            )
        field = table.choice("field", fields)
        yield table.with_values({name: value for name, value in table.values.items() if name != "field"}), field


def _with_datasets(table: Declaration, city: Declaration) -> Declaration:
    """The city's choice of dataset for each variable, where the indicator itself makes none."""
    chosen = city.get("datasets", dict, {})
    variants = {variant.name: _named(variant, chosen) for variant in _variants(table)}
    return table.with_values({**_named(table, chosen), **({"variants": variants} if variants else {})})


def _variants(table: Declaration) -> tuple[Declaration, ...]:
    return table.tables("variants") if "variants" in table.values else ()


def _named(table: Declaration, chosen: Mapping[str, str]) -> Mapping[str, Any]:
    parts = {key: part.values for key in ("numerator", "denominator") if (part := table.optional(key))}
    named = {
        key: {"dataset": chosen[part["variable"]], **part}
        for key, part in parts.items()
        if part.get("variable") in chosen
    }
    return {**table.values, **named}


def licensed_codes(city: Declaration, folder: Path, known: set[str]) -> Mapping[str, str]:
    """Indicator → the city's licensed code of the KGSt, from the CSV `codes_file`; empty where none is named.

    DeclarationError names file and line of a row that is no pair, or whose indicator does not exist or stands twice.
    """
    if "codes_file" not in city.values:
        return {}
    path = folder / city.get("codes_file", str)
    codes: dict[str, str] = {}
    for line, row in _rows(city, path):
        indicator, code = row if len(row) == len(_HEADER) else ("", "")
        if indicator not in known or indicator in codes or not code:
            raise DeclarationError(
                f"{path.name}, Zeile {line}: Hier muss ein Indikator stehen, den es gibt und der noch keinen Code hat, "
                f"und sein Code, nicht „{'; '.join(row)}“.",
                f"{path.name}, line {line}: there must be an indicator that exists and has no code yet, and its code, "
                f"not “{'; '.join(row)}”.",
            )
        codes[indicator] = code
    return codes


def _rows(city: Declaration, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Rows with their lines, without the header; separated by commas or, as German spreadsheets do, by semicolons."""
    if ".." in path.parts or not path.is_file():
        raise city.wrong("codes_file", Text("eine CSV-Datei im Ordner der Stadt", "a CSV file in the city's folder"))
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise city.wrong("codes_file", Text("in UTF-8 gespeichert", "stored in UTF-8")) from error
    reader = csv.reader(lines, delimiter=";" if lines and ";" in lines[0] else ",")
    rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if row]
    if not rows or rows[0][1] != _HEADER:
        raise DeclarationError(
            f"{path.name}, Zeile 1: Hier müssen die Spalten „indicator“ und „code“ stehen.",
            f"{path.name}, line 1: there must be the columns “indicator” and “code”.",
        )
    yield from rows[1:]
