"""JSON-stat 1.x and 2.0: one dataset, a bundle of named datasets, or a collection with embedded ones.

Source: json-stat.org/format (2.0), json-stat.org/full (1.x: `id`, `size` and `role` stand in `dimension`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from teilhabe.engine.preparation.described.cube import Axis, Cube, size, to_draft
from teilhabe.engine.preparation.described.local_periods import periods
from teilhabe.engine.preparation.described.statuses import read_statuses
from teilhabe.engine.preparation.described.units import numeral, scaled
from teilhabe.engine.preparation.draft import Draft, Layout
from teilhabe.engine.preparation.findings import Finding
from teilhabe.engine.preparation.reading.refusals import refuse_other_text
from teilhabe.errors import UnreadableFile
from teilhabe.text import Text

_KEYS = re.compile(r'"(?:dimension|value|size|class|dataset|category)"\s*:')
_POSITION = re.compile(r"[0-9]{1,40}")
_ROLES = {"time": "time_period", "geo": "ref_area", "metric": "variable"}
_Json = Mapping[str, Any]


def recognises(text: str) -> bool:
    """Whether a JSON text may be JSON-stat; `read` refuses any other."""
    return text.lstrip().startswith("{") and _KEYS.search(text) is not None


def read(name: str, text: str) -> Sequence[Draft]:
    """A draft for each dataset. UnreadableFile where the text breaks off, contradicts itself or holds no dataset."""
    found = list(_datasets(_parsed(name, text), ""))
    if not found:
        _refuse_other(name, text)
    names = _unique([table for table, _ in found])
    return [
        _Dataset(name, table if len(found) > 1 else "", dataset).draft()
        for table, (_, dataset) in zip(names, found, strict=True)
    ]


def _parsed(name: str, text: str) -> _Json:
    """Numbers stay as they are printed; "NaN" is no number."""
    try:
        parsed = json.loads(text, parse_float=str, parse_int=str, parse_constant=lambda _: None)
    except json.JSONDecodeError as error:
        raise UnreadableFile(
            f"{name}, Zeile {error.lineno}: Das JSON endet hier oder ist beschädigt; bitte noch einmal herunterladen.",
            f"{name}, line {error.lineno}: the JSON ends here or is damaged; please download it again.",
        ) from error
    except RecursionError as error:
        raise UnreadableFile(
            f"{name}: Das JSON ist tiefer verschachtelt als jede Tabelle.",
            f"{name}: the JSON is nested more deeply than any table.",
        ) from error
    return parsed if isinstance(parsed, dict) else {}


def _refuse_other(name: str, text: str) -> None:
    if re.search(r'"class"\s*:\s*"(?:collection|dimension)"', text[:4096]):
        raise UnreadableFile(
            f"{name}: Das JSON-stat enthält keine Werte, nur Verweise oder eine Gliederung; bitte den Datensatz laden.",
            f"{name}: the JSON-stat holds no values, only links or a dimension; please download the dataset itself.",
        )
    refuse_other_text(name, text)
    raise AssertionError("any other JSON is refused")


def _datasets(parsed: _Json, label: str) -> Iterator[tuple[str, _Json]]:
    """Name and content of each dataset with values."""
    if "dimension" in parsed and "value" in parsed:
        yield label or _text(parsed.get("label")), parsed
    elif parsed.get("class") == "collection":
        link = parsed.get("link")
        items = link.get("item") if isinstance(link, dict) else None
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict):
                yield from _datasets(item, "")
    else:
        for key, entry in parsed.items():
            if isinstance(entry, dict) and "dimension" in entry and "value" in entry:
                yield key, entry


def _unique(names: Sequence[str]) -> list[str]:
    """Names of tables; one that stands twice or is empty gets its number."""
    return [
        name if name and names.count(name) == 1 else f"{name} {place}".strip() for place, name in enumerate(names, 1)
    ]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _dict(value: object) -> _Json:
    return value if isinstance(value, dict) else {}


class _Dataset:
    """One dataset on its way to a draft."""

    def __init__(self, name: str, table: str, dataset: _Json) -> None:
        self.name = name
        self.where = f"{name} ({table})" if table else name
        self.table = table
        self.dataset = dataset
        self.dimension = _dict(dataset["dimension"])

    def draft(self) -> Draft:
        axes = self._axes()
        cells, cut = self._cells(size(axes))
        marks = self._marks(size(axes))
        positions = sorted({*cells, *marks}) if marks else list(cells)
        values = [cells.get(position, "") for position in positions]
        said = [marks.get(position, "") for position in positions]
        values = [
            value or (mark if mark in (":", "..", "...", ".", "-") else "")
            for value, mark in zip(values, said, strict=True)
        ]
        if not values:
            raise UnreadableFile(
                f"{self.where}: Der Datensatz enthält keine Werte.", f"{self.where}: the dataset holds no values."
            )
        rows = [position + 1 for position in positions]
        code, label = self._code(), _text(self.dataset.get("label") or self.dataset.get("title"))
        cube = Cube(axes, positions, values, rows, ["value"] * len(rows), code or label, label, units=self._units(axes))
        statuses = read_statuses(values, said, rows=rows)
        draft = to_draft(cube, self._layout(code, label))
        return replace(draft, attributes=statuses.attributes, findings=[*cut, *statuses.findings])

    def _damaged(self, de: str, en: str) -> UnreadableFile:
        return UnreadableFile(f"{self.where}: {de}", f"{self.where}: {en}")

    def _given(self, key: str) -> Any:
        """`id`, `size` and `role` stand in the dataset (2.0) or in its dimensions (1.x)."""
        return self.dataset[key] if key in self.dataset else self.dimension.get(key)

    def _axes(self) -> list[Axis]:
        ids, sizes = self._given("id"), self._given("size")
        if not (isinstance(ids, list) and isinstance(sizes, list)) or len(ids) != len(sizes):
            raise self._damaged(
                "id und size fehlen oder passen nicht zueinander.", "id and size are missing or do not fit each other."
            )
        roles = self._roles()
        axes = [self._axis(str(key), roles.get(str(key), "")) for key in ids]
        for axis, length in zip(axes, sizes, strict=True):
            if str(len(axis.codes)) != str(length):
                raise self._damaged(
                    f"Die Gliederung „{axis.name}“ hat {len(axis.codes)} Ausprägungen, size nennt {length}.",
                    f"The dimension {axis.name!r} has {len(axis.codes)} categories, size says {length}.",
                )
        return axes

    def _roles(self) -> dict[str, str]:
        """The role of each dimension that is the only one of its kind: a birthplace is a territory, too."""
        given = {_ROLES[role]: entries for role, entries in _dict(self._given("role")).items() if role in _ROLES}
        return {
            str(entries[0]): role for role, entries in given.items() if isinstance(entries, list) and len(entries) == 1
        }

    def _axis(self, key: str, role: str) -> Axis:
        described = _dict(self.dimension.get(key))
        category = _dict(described.get("category"))
        labels = {str(code): _text(label) for code, label in _dict(category.get("label")).items()}
        codes = _codes(category.get("index"), labels)
        if codes is None:
            raise self._damaged(
                f"Die Ausprägungen der Gliederung „{key}“ sind nicht lesbar.",
                f"The categories of the dimension {key!r} cannot be read.",
            )
        texts = [labels.get(code) or code for code in codes]
        title = _text(described.get("label"))
        if role == "time_period" and (written := periods(codes, "")) != codes:
            return Axis(key, title, written, role=role)
        return Axis(key, title, codes, texts if labels else (), role)

    def _units(self, axes: Sequence[Axis]) -> dict[str, str]:
        """The unit of each category of the variable."""
        variable = next((axis for axis in axes if axis.role == "variable"), None)
        if variable is None:
            return {}
        units = _dict(_dict(_dict(self.dimension.get(variable.name)).get("category")).get("unit"))
        return {str(code): _unit(_dict(unit)) for code, unit in units.items()}

    def _cells(self, length: int) -> tuple[dict[int, str], list[Finding]]:
        """Values as printed by their position, and an error where the last ones are missing."""
        given = self.dataset["value"]
        if isinstance(given, list):
            if len(given) > length:
                raise self._damaged(
                    f"value hat {len(given)} Werte, die Gliederungen ergeben {length}; wohin sie gehören, ist unklar.",
                    f"value has {len(given)} values, the dimensions span {length}; where they belong cannot be told.",
                )
            cut = [_cut(len(given), length)] if len(given) < length else []
            return {place: _printed(value) for place, value in enumerate(given)}, cut
        return {place: _printed(value) for place, value in self._sparse(given, length).items()}, []

    def _sparse(self, given: object, length: int) -> dict[int, Any]:
        entries = {int(key): value for key, value in _dict(given).items() if _POSITION.fullmatch(key)}
        if len(entries) != len(_dict(given)) or any(place >= length for place in entries):
            raise self._damaged(
                "Die Werte stehen an Stellen, die es in den Gliederungen nicht gibt.",
                "Values stand at positions that the dimensions do not have.",
            )
        return entries

    def _marks(self, length: int) -> dict[int, str]:
        """The status by position, where there is one: a text for all, a list, an object, or a list in an object."""
        given = self.dataset.get("status")
        if isinstance(given, str):
            values = self.dataset["value"]
            return dict.fromkeys(range(len(values)), given) if isinstance(values, list) else {}
        if isinstance(given, dict) and isinstance(given.get("value"), list):
            given = given["value"]
        if isinstance(given, list):
            return {place: mark for place, mark in enumerate(given[:length]) if isinstance(mark, str) and mark}
        return {
            place: mark for place, mark in self._sparse(given or {}, length).items() if isinstance(mark, str) and mark
        }

    def _code(self) -> str:
        extension = _dict(self.dataset.get("extension"))
        px = _dict(extension.get("px"))
        found = (extension.get("id"), px.get("tableid"), px.get("matrix"), self.dataset.get("code"))
        return next((code for code in found if isinstance(code, str) and code), "")

    def _layout(self, code: str, label: str) -> Layout:
        notes = self.dataset.get("note")
        footers = [note for note in notes if isinstance(note, str)] if isinstance(notes, list) else []
        source = _text(self.dataset.get("source"))
        updated = self.dataset.get("updated") or self.dataset.get("lastUpdateDate")
        return Layout(
            "json-stat",
            table=self.table,
            decimal=".",
            title=label,
            table_code=code,
            stand=f"Stand: {_moment(updated)}" if updated else "",
            footers=[*footers, *([f"Quelle: {source}"] if source else [])],
        )


def _codes(index: object, labels: Mapping[str, str]) -> list[str] | None:
    """The codes in order; None where the order contradicts itself. A single category needs no index."""
    if isinstance(index, list):
        return [str(code) for code in index]
    if isinstance(index, dict):
        places = {str(place): str(code) for code, place in index.items()}
        ordered = [places.get(str(place)) for place in range(len(index))]
        return None if None in ordered else [code for code in ordered if code is not None]
    return list(labels) if labels else None


def _unit(unit: _Json) -> str:
    base, label = _text(unit.get("base")), _text(unit.get("label"))
    multiplier = str(unit.get("multiplier") or "0")
    if base and multiplier != "0":
        return scaled(base, multiplier)
    return label or base or _text(unit.get("symbol"))


def _printed(value: object) -> str:
    return numeral(value.strip()) if isinstance(value, str) else ""


def _moment(updated: object) -> str:
    """A day or time as text; old Eurostat answers count milliseconds since 1970."""
    text = str(updated)
    if text.isdigit() and len(text) == len("1455058800000"):
        return datetime.fromtimestamp(int(text) / 1000, UTC).date().isoformat()
    return text


def _cut(found: int, expected: int) -> Finding:
    return Finding(
        "truncated",
        "error",
        Text(
            f"Die Gliederungen ergeben {expected} Werte, die Datei enthält nur {found}.",
            f"The dimensions span {expected} values, the file holds only {found}.",
        ),
        data={"cells": found, "expected": expected},
    )
