"""The drift corpus: every mutation of every format, and what becomes of it under each kind of evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from unittest import mock

from tests.drift import mutations, tables
from tests.drift.mutations import Mutation
from tests.drift.tables import DOCUMENTS, SHEETS, Sheet, Table

from teilhabe.engine.preparation import Prepared, Vintage, prepare
from teilhabe.engine.preparation import tables as tables_of_files
from teilhabe.engine.preparation.expected import Bounds, Expectations
from teilhabe.engine.preparation.findings import Finding
from teilhabe.engine.preparation.recipe import Recipe
from teilhabe.engine.sources.snapshot import Snapshot
from teilhabe.errors import InputError

EVIDENCE = ("none", "total", "vintage", "codes", "range")
"""What is known besides the file: nothing, printed totals, the edition of the year before, code lists, bounds."""
FIRST, LAST = 2016, 2020

Cells = Mapping[tuple[str, ...], tuple[Decimal | None, ...]]


@dataclass(frozen=True)
class Outcome:
    """`kind`: "read" (the same figures as before), "refused" (no table, or an error), "warned" or "silent"."""

    kind: str
    code: str = ""

    def __str__(self) -> str:
        return f"{self.kind} ({self.code})" if self.code else self.kind


@dataclass(frozen=True)
class Case:
    """One mutation of one format."""

    format: str
    mutation: Mutation
    level: str

    def written(self, table: Table) -> bytes:
        if self.level == "table":
            return _written(self.format, self.mutation.apply(table))  # type: ignore[arg-type]  # a change of tables
        if self.level == "sheet":
            return _bytes(self.format, self.mutation.apply(SHEETS[self.format](table)))  # type: ignore[arg-type]
        encoding = SHEETS[self.format](table).encoding if self.format in SHEETS else "utf-8"
        content: bytes = self.mutation.apply(_written(self.format, table), encoding)  # type: ignore[assignment]
        return content


def _written(layout: str, table: Table) -> bytes:
    return DOCUMENTS[layout](table) if layout in DOCUMENTS else _bytes(layout, SHEETS[layout](table))


def _bytes(layout: str, sheet: Sheet) -> bytes:
    return tables.workbook(sheet) if layout.startswith("xlsx") else sheet.written()


def formats() -> Sequence[str]:
    return (*SHEETS, *DOCUMENTS)


def cases(layout: str) -> Iterator[Case]:
    """Every mutation that this format can undergo."""
    yield from (Case(layout, mutation, "table") for mutation in mutations.TABLES)
    if layout in SHEETS:
        yield from (Case(layout, mutation, "sheet") for mutation in mutations.SHEETS)
    if not layout.startswith("xlsx"):
        yield from (Case(layout, mutation, "file") for mutation in mutations.TEXT_FILES)
    yield from (Case(layout, mutation, "file") for mutation in mutations.FILES)


@lru_cache(maxsize=64)
def original(layout: str, *, totals: bool, last: int = LAST) -> Prepared:
    """The table as it was, prepared without a recipe."""
    return _prepare(_written(layout, tables.base(FIRST, last, totals=totals)), Recipe(), None)


def outcome(case: Case, evidence: str) -> Outcome:
    """What preparation makes of the mutated file where only this evidence is at hand."""
    totals = evidence == "total"
    before = original(case.format, totals=totals)
    content = case.written(tables.base(FIRST, LAST, totals=totals))
    earlier = original(case.format, totals=False, last=LAST - 1).vintage if evidence == "vintage" else None
    try:
        now = _prepare(content, _recipe(case.format, evidence), earlier)
    except InputError as error:
        return Outcome("refused", type(error).__name__)
    return _judged(now, before)


_read_workbook = lru_cache(maxsize=8)(tables_of_files.read_workbook)
"""Workbooks are read in a process of their own; the same one need not be read for each kind of evidence."""


def _prepare(content: bytes, recipe: Recipe, before: Vintage | None) -> Prepared:
    snapshot = Snapshot("table", hashlib.sha256(content).hexdigest(), content)
    with mock.patch.object(tables_of_files, "read_workbook", _read_workbook):
        return prepare(snapshot, recipe, before)


def _judged(now: Prepared, before: Prepared) -> Outcome:
    if now.errors:
        return Outcome("refused", now.errors[0].code)
    if cells(now, before) == cells(before, before):
        return Outcome("read")
    known = [_told(finding) for finding in before.findings]
    news = [f.code for f in now.findings if f.severity == "warning" and _told(f) not in known]
    return Outcome("warned", news[0]) if news else Outcome("silent")


def _told(finding: Finding) -> tuple[object, ...]:
    """What makes a warning a new one: where it is, or what it counts."""
    counted = (finding.data.get("count"), finding.data.get("printed"), finding.data.get("period"))
    return (finding.code, finding.severity, counted)


def cells(prepared: Prepared, original: Prepared) -> Cells:
    """Figures by their codes and variable; a variable under another heading is the one that is missing."""
    columns = prepared.observations.columns
    names = _variables(prepared, original)
    known = [d.name for d in original.observations.dimensions]
    other = [d.name for d in prepared.observations.dimensions if len(set(columns[d.name])) > 1]
    used = known if set(known) <= columns.keys() else other  # a further column changes no figure
    found: dict[tuple[str, ...], list[Decimal | None]] = {}
    for *key, variable, value in zip(
        *(columns[name] for name in used), columns["variable"], columns["obs_value"], strict=True
    ):
        place = (*sorted(map(str, key)), names[str(variable)])
        number = None if value is None else Decimal(str(value))
        entries = found.setdefault(place, [])
        if number not in entries:
            entries.append(number)
    return {key: tuple(values) for key, values in found.items() if values != [None]}


def _variables(prepared: Prepared, original: Prepared) -> dict[str, str]:
    own, known = (list(dict.fromkeys(map(str, p.observations.columns["variable"]))) for p in (prepared, original))
    left = [name for name in known if name not in own]
    others = [name for name in own if name not in known]
    renamed = dict(zip(others, left, strict=False))
    return {name: renamed.get(name, name) for name in own}


def _recipe(layout: str, evidence: str) -> Recipe:
    if evidence not in ("codes", "range"):
        return Recipe()
    columns = original(layout, totals=False).observations.columns
    if evidence == "codes":
        listed = {name: tuple(dict.fromkeys(map(str, columns[name]))) for name in ("ref_area", "sex", "time_period")}
        return Recipe(expect=Expectations(codes=listed))
    ranges: dict[str, Bounds] = {}
    if len(set(columns["variable"])) == 1:
        both = Bounds(Decimal(1), Decimal(100_000))  # measures in a dimension have one range
        return Recipe(expect=Expectations(ranges={str(columns["variable"][0]): both}))
    for variable, value in zip(columns["variable"], columns["obs_value"], strict=True):
        if value is not None and str(variable) not in ranges:
            bounds = (10_000, 100_000) if float(value) > 1000 else (1, 100)
            ranges[str(variable)] = Bounds(Decimal(bounds[0]), Decimal(bounds[1]))
    return Recipe(expect=Expectations(ranges=ranges))
