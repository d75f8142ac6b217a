"""Assembling: a draft becomes observations in the shape of the data contract."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from teilhabe.codes.period import parse_period
from teilhabe.codes.signs import NORMAL, QUALITY, UNRELIABLE
from teilhabe.engine.cube.observations import ATTRIBUTES, OPTIONAL_ATTRIBUTES, Cell, Observations
from teilhabe.engine.preparation.draft import Draft, RawDimension
from teilhabe.engine.preparation.findings import Finding
from teilhabe.engine.preparation.meaning.harmonising import Harmonised, harmonise
from teilhabe.engine.preparation.meaning.marks import status_of
from teilhabe.engine.preparation.meaning.notation import (
    Measure,
    Notation,
    may_be_either,
    parts_of_number,
    recognise_notation,
)
from teilhabe.engine.preparation.meaning.numbers import Reading, read_values
from teilhabe.engine.preparation.meaning.provenance import Provenance, recognise
from teilhabe.engine.preparation.recipe import Recipe
from teilhabe.engine.sources.snapshot import Snapshot
from teilhabe.errors import DeclarationError
from teilhabe.text import Text

_GIVEN = ("variable", "unit", "concept", "base", "ref_date", "vintage", *OPTIONAL_ATTRIBUTES)


@dataclass(frozen=True)
class Assembled:
    """The observations and what came to light on the way. `signs` counts them as printed."""

    observations: Observations
    harmonised: Harmonised
    provenance: Provenance
    notation: Notation
    signs: Mapping[str, int]
    findings: tuple[Finding, ...]


def assemble(draft: Draft, recipe: Recipe, snapshot: Snapshot, delimiter: str) -> Assembled:
    """Harmonised codes, canonical numbers, every attribute of the contract; DeclarationError for a wrong recipe."""
    count = len(draft.values)
    harmonised = harmonise(
        [*draft.dimensions, *_constant_dimensions(draft, recipe, count)],
        recipe.columns,
        draft.rows,
        blank_is_total=draft.layout.format == "flat",
    )
    notation = _notation(draft, recipe, delimiter)
    readings = read_values(draft.values, notation, recipe.signs)
    provenance = recognise(draft.layout, _names(draft, harmonised))
    columns: dict[str, Sequence[Cell]] = dict(harmonised.columns)
    columns |= _value_columns(draft, readings)
    columns["obs_status"] = _with_marks(columns["obs_status"], harmonised.marks, draft.layout.footers)
    columns |= _attributes(draft, recipe, harmonised, provenance)
    columns |= {"snapshot": [snapshot.id] * count, "source_row": draft.rows, "source_column": draft.columns}
    counted = Counter(draft.values)
    return Assembled(
        Observations(harmonised.dimensions, columns),
        harmonised,
        provenance,
        notation,
        {text.strip(): n for text, n in sorted(counted.items()) if readings[text].value is None and text.strip()},
        (
            *harmonised.findings,
            *_unknown_signs(draft, readings),
            *_unknown_marks(draft),
            *_rounded(draft, readings),
            *_ambiguous(draft, notation),
        ),
    )


def _names(draft: Draft, harmonised: Harmonised) -> list[str]:
    titles = [dimension.title for dimension in draft.dimensions]
    return [*titles, *(dimension.name for dimension in harmonised.dimensions)]


def _constant_dimensions(draft: Draft, recipe: Recipe, count: int) -> list[RawDimension]:
    """A constant that is no attribute is a dimension with one code."""
    taken = {name for d in draft.dimensions for name in (d.source_name, d.title)}
    result = []
    for name, value in recipe.constants.items():
        if name in ATTRIBUTES or name in OPTIONAL_ATTRIBUTES:
            continue
        if name in taken:
            raise DeclarationError(
                f"{recipe.where}: constants.{name} ist überflüssig; die Datei hat selbst eine Spalte „{name}“.",
                f"{recipe.where}: constants.{name} is superfluous; the file has a column {name!r} itself.",
            )
        result.append(RawDimension(name, name, [value] * count))
    return result


def _notation(draft: Draft, recipe: Recipe, delimiter: str) -> Notation:
    if draft.layout.decimal:
        return Notation(draft.layout.decimal)
    if recipe.decimal:
        return Notation(recipe.decimal, "." if recipe.decimal == "," else ",")
    is_official = draft.layout.format == "flat" or bool(draft.layout.table_code)
    return recognise_notation(_measures(draft), delimiter, has_groups=not is_official)


def _measures(draft: Draft) -> list[Measure]:
    texts: dict[tuple[str, str], set[str]] = {}
    for variable, unit, value in set(zip(draft.variables, draft.units, draft.values, strict=True)):
        texts.setdefault((variable, unit), set()).add(value)
    return [Measure(found, unit) for (_, unit), found in texts.items()]


def _value_columns(draft: Draft, readings: Mapping[str, Reading]) -> dict[str, list[Cell]]:
    """Value, statuses and sign; a quality mark or a status that the file gives goes before what the cell shows."""
    if draft.qualities:
        marked = {
            pair: _with_quality(readings[pair[0]], pair[1].strip())
            for pair in set(zip(draft.values, draft.qualities, strict=True))
        }
        found = [marked[pair] for pair in zip(draft.values, draft.qualities, strict=True)]
    else:
        found = [readings[value] for value in draft.values]
    columns: dict[str, list[Cell]] = {
        "obs_value": [reading.value for reading in found],
        "obs_status": [reading.obs_status for reading in found],
        "conf_status": [reading.conf_status for reading in found],
        "source_sign": [reading.sign for reading in found],
    }
    for name in ("obs_status", "conf_status"):
        if given := draft.attributes.get(name):
            columns[name] = [own or read for own, read in zip(given, columns[name], strict=True)]
    return columns


def _with_marks(statuses: Sequence[Cell], marks: Sequence[str], footers: Sequence[str]) -> Sequence[Cell]:
    """A mark behind the period ("2023p") holds for all its values that have no status of their own."""
    said = {mark: status_of(mark, footers) for mark in set(marks)}
    if not set(said.values()) - {NORMAL}:
        return statuses
    return [said[mark] if own == NORMAL else own for own, mark in zip(statuses, marks, strict=True)]


def _with_quality(reading: Reading, mark: str) -> Reading:
    if reading.value is None:
        return reading
    if mark not in QUALITY:
        return replace(reading, obs_status=UNRELIABLE, sign=mark)
    sign = mark if mark not in ("", "e") else reading.sign
    return replace(reading, obs_status=QUALITY[mark] if mark else reading.obs_status, sign=sign)


def _attributes(
    draft: Draft, recipe: Recipe, harmonised: Harmonised, provenance: Provenance
) -> dict[str, Sequence[Cell]]:
    """Constants of the recipe first, then what the file gives for each row, then what was recognised."""
    count = len(draft.values)
    periods = harmonised.columns.get("time_period", [""] * count)
    bases = {code: provenance.base_on(code) for code in set(periods)}
    dates = {code: code if (period := parse_period(code)) and period.is_date else None for code in set(periods)}
    labels = {variable: draft.variable_labels.get(variable, variable) for variable in set(draft.variables)}
    found = {variable: provenance.concept_of(label) for variable, label in labels.items()}
    concepts = {variable: str(concept) if concept else None for variable, concept in found.items()}
    recognised: dict[str, Sequence[Cell]] = {
        "variable": [variable or None for variable in draft.variables],
        "unit": [unit or None for unit in draft.units],
        "concept": [concepts[variable] for variable in draft.variables],
        "base": [None if (base := bases[code]) is None else str(base) for code in periods],
        "ref_date": [dates[code] for code in periods],
        "vintage": [None] * count,
    }
    result: dict[str, Sequence[Cell]] = {}
    for name in _GIVEN:
        if name in recipe.constants:
            result[name] = [recipe.constants[name]] * count
        elif given := draft.attributes.get(name):
            result[name] = [
                text or other for text, other in zip(given, recognised.get(name, [None] * count), strict=True)
            ]
        elif name in recognised:
            result[name] = recognised[name]
    return result


def _unknown_signs(draft: Draft, readings: Mapping[str, Reading]) -> list[Finding]:
    unknown = sorted(text for text, reading in readings.items() if not reading.is_known)
    counted = Counter(draft.values) if unknown else Counter()
    return [_unknown_sign(draft, text, counted[text]) for text in unknown[:_MOST]]


def _unknown_sign(draft: Draft, text: str, count: int) -> Finding:
    place = draft.values.index(text)
    row, column, sign = draft.rows[place], draft.columns[place], " ".join(text.split())[:60]
    return Finding(
        "unknown-sign",
        "error",
        Text(
            f"„{sign}“ ist weder Zahl noch bekanntes Zeichen ({count}-mal); "
            "ein Rezept kann unter [signs] sagen, was es bedeutet.",
            f"{sign!r} is neither a number nor a known sign ({count} times); "
            "a recipe may state under [signs] what it means.",
        ),
        row=row,
        column=column,
        data={"sign": sign, "count": count},
    )


def _unknown_marks(draft: Draft) -> list[Finding]:
    """Quality marks that no list explains: their figures are kept, but count as unreliable."""
    counted = {mark: count for mark, count in Counter(draft.qualities).items() if mark.strip() not in QUALITY}
    places = {mark: list(draft.qualities).index(mark) for mark in counted}
    return [
        Finding(
            "unknown-sign",
            "warning",
            Text(
                f"Das Qualitätskennzeichen „{mark}“ ist nicht bekannt ({count}-mal); "
                "die Werte gelten als eingeschränkt aussagefähig.",
                f"The quality mark {mark!r} is not known ({count} times); the figures count as unreliable.",
            ),
            row=draft.rows[places[mark]],
            column=draft.columns[places[mark]],
            data={"sign": mark, "count": count},
        )
        for mark, count in sorted(counted.items())
    ]


def _rounded(draft: Draft, readings: Mapping[str, Reading]) -> list[Finding]:
    """A spreadsheet that writes powers of ten has dropped the digits behind them."""
    found = [t for t, r in readings.items() if r.value and (match := parts_of_number(t)) and match[4]]
    if not found:
        return []
    place = min(draft.values.index(text) for text in found)
    printed = draft.values[place].strip()
    return [
        Finding(
            "rounded-number",
            "warning",
            Text(
                f"„{printed}“ steht als Zehnerpotenz da; weitere Ziffern sind verloren ({len(found)} Zahlen).",
                f"{printed!r} is written with a power of ten; further digits are lost ({len(found)} numbers).",
            ),
            row=draft.rows[place],
            column=draft.columns[place],
            data={"printed": printed, "count": len(found)},
        )
    ]


_MOST = 50
"""More findings of one kind than this help nobody."""


def _ambiguous(draft: Draft, notation: Notation) -> list[Finding]:
    if notation.is_certain:
        return []
    place = next(i for i, value in enumerate(draft.values) if may_be_either(value))
    meaning = (
        Text("Dezimalzeichen", "decimal mark")
        if notation.decimal in draft.values[place]
        else Text("Tausendertrennzeichen", "mark between thousands")
    )
    return [
        Finding(
            "ambiguous-number",
            "error",
            Text(
                f"„{draft.values[place]}“ kann zweierlei heißen; das Zeichen wird als "
                f"{meaning.de} gelesen. Ein Rezept kann decimal angeben.",
                f"{draft.values[place]!r} may mean two things; the mark is read as "
                f"{meaning.en}. A recipe may state decimal.",
            ),
            row=draft.rows[place],
            column=draft.columns[place],
        )
    ]
