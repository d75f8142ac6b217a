"""Inspection: everything that was recognised in a file, for people and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from teilhabe.engine.cube.coded import Coded
from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.preparation.draft import FileFormat
from teilhabe.engine.preparation.evidence.territories import Sum
from teilhabe.engine.preparation.findings import Finding


@dataclass(frozen=True)
class DimensionSummary:
    """One dimension: its codes in file order with their labels.

    `is_additive`: the total of everything is proven to be a sum; `totals`: proven totals and sub-totals, each with the
    codes it is the sum of; `claimed`: totals by their code or name only.
    """

    name: str
    source_name: str
    role: str
    codes: Mapping[str, str]
    has_total: bool
    is_additive: bool
    totals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    claimed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Variable:
    """What is measured: code, label, unit, number of observations, and the columns of the file that hold them.

    `total_of`: the variables that it is proven to be the sum of; `rounding`: the number `base` that all its figures are
    multiples of, `from` which period on ("" for all); empty where they are exact.
    """

    code: str
    label: str
    unit: str
    observations: int
    columns: tuple[str, ...]
    total_of: tuple[str, ...] = ()
    rounding: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class TableSummary:
    """One of several tables of a file: its name, its rows and columns of figures, its values, its title."""

    name: str
    rows: int
    columns: int
    observations: int
    title: str


@dataclass(frozen=True)
class Inspection:
    """What a file is and holds.

    `signs` counts the signs as printed, `header_rows` are physical lines, `ended` holds the last day of territories
    whose name states one. `tables` names all tables of a file that holds several; this is about the `chosen` one.
    """

    name: str
    archive: str
    sha256: str
    format: FileFormat
    encoding: str
    delimiter: str
    decimal: str
    table: str
    title: str
    stand: str
    titles: tuple[str, ...]
    footers: tuple[str, ...]
    header_rows: tuple[int, ...]
    columns: int
    observations: int
    dimensions: tuple[DimensionSummary, ...]
    variables: tuple[Variable, ...]
    signs: Mapping[str, int]
    ended: Mapping[str, str]
    bases: tuple[str, ...]
    concept: str
    sums: tuple[Sum, ...]
    findings: tuple[Finding, ...]
    tables: tuple[TableSummary, ...] = ()
    chosen: str = ""

    def dimension(self, name: str) -> DimensionSummary:
        """The dimension with this name; KeyError where there is none."""
        for dimension in self.dimensions:
            if dimension.name == name:
                return dimension
        raise KeyError(name)


def to_mapping(inspection: Inspection) -> dict[str, Any]:
    """The inspection as plain data for JSON; texts in both languages."""
    data = asdict(inspection)
    data["findings"] = [_finding(finding) for finding in inspection.findings]
    return data


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "row": finding.row,
        "column": finding.column,
        "text": {"de": finding.text.de, "en": finding.text.en},
        "data": dict(finding.data),
    }


def summarise_codes(column: Sequence[object], labels: Mapping[str, str]) -> dict[str, str]:
    """The different codes in the order of the file, each with its label ("" where it has none)."""
    return {str(code): labels.get(str(code), "") for code in Coded.of(column).cells}


def has_total(codes: Mapping[str, str]) -> bool:
    return TOTAL in codes
