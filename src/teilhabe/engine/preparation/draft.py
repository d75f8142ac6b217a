"""A draft: what a reader found in a file, before codes are harmonised and values are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from teilhabe.engine.cube.coded import Coded, zipped
from teilhabe.engine.preparation.findings import Finding

FileFormat = Literal["flat", "classic", "plain", "json-stat", "px", "sdmx-csv", "sdmx-ml", "eurostat-tsv"]


@dataclass(frozen=True)
class RawDimension:
    """One dimension as it stands in the file, an entry per observation.

    `source_name`: the publisher's code or the column's name ("KREISE"); `title`: its label. `codes` are the publisher's
    codes, `labels` the texts beside them (empty where there are only texts, which then are the codes). `levels` names
    the classification each code comes from, where a file mixes several. All are kept dictionary-encoded. `role` is
    the standard dimension, where the format itself states it.
    """

    source_name: str
    title: str
    codes: Sequence[str]
    labels: Sequence[str] = ()
    levels: Sequence[str] = ()
    role: str = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        for name in ("codes", "labels", "levels"):
            object.__setattr__(self, name, Coded.of(getattr(self, name)))

    @property
    def texts(self) -> Sequence[str]:
        """What people read: the labels, or the codes where there are no labels."""
        return self.labels or self.codes

    @property
    def different_codes(self) -> frozenset[str]:
        return frozenset(Coded.of(self.codes).cells)

    @property
    def different_texts(self) -> frozenset[str]:
        return frozenset(Coded.of(self.texts).cells)

    @cached_property
    def pairs(self) -> Coded[tuple[str, str]]:
        """Code and label of each observation; the code twice where there are no labels."""
        return zipped(Coded.of(self.codes), Coded.of(self.texts))

    def stretched(self, times: int) -> RawDimension:
        """Each entry `times` in a row: one row of the file holds that many values."""
        return self._spread(lambda column: Coded.of(column).stretched(times))

    def repeated(self, times: int) -> RawDimension:
        """All entries `times` over: the file holds that many values one after the other."""
        return self._spread(lambda column: Coded.of(column).repeated(times))

    def _spread(self, spread: Callable[[Sequence[str]], Coded[str]]) -> RawDimension:
        return replace(self, codes=spread(self.codes), labels=spread(self.labels), levels=spread(self.levels))


@dataclass(frozen=True)
class Layout:
    """Where things stand in the file. `header_rows` are physical lines.

    `table` names one of several tables of a file; `decimal` is set where the format itself prescribes the mark;
    `headings` are the names of the columns, with the texts of several header rows joined.
    """

    format: FileFormat
    table: str = ""
    decimal: str = ""
    title: str = ""
    table_code: str = ""
    statistic: str = ""
    stand: str = ""
    titles: Sequence[str] = ()
    footers: Sequence[str] = ()
    header_rows: Sequence[int] = ()
    columns: int = 0
    headings: Sequence[str] = ()


@dataclass(frozen=True)
class Draft:
    """Observations of a file, column by column, everything still text as printed; kept dictionary-encoded."""

    layout: Layout
    dimensions: Sequence[RawDimension]
    values: Sequence[str]
    variables: Sequence[str]
    units: Sequence[str]
    rows: Sequence[int]
    columns: Sequence[str]
    variable_labels: Mapping[str, str] = field(default_factory=dict)
    qualities: Sequence[str] = ()
    attributes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    findings: Sequence[Finding] = ()

    def __post_init__(self) -> None:
        for name in ("values", "variables", "units", "rows", "columns", "qualities"):
            object.__setattr__(self, name, Coded.of(getattr(self, name)))
        given = {name: Coded.of(column) for name, column in self.attributes.items()}
        object.__setattr__(self, "attributes", given)
