"""A draft: what a reader found in a file, before codes are harmonised and values are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from teilhabe.engine.preparation.findings import Finding

FileFormat = Literal["flat", "classic", "plain", "json-stat", "px", "sdmx-csv", "sdmx-ml", "eurostat-tsv"]


@dataclass(frozen=True)
class RawDimension:
    """One dimension as it stands in the file, an entry per observation.

    `source_name`: the publisher's code or the column's name ("KREISE"); `title`: its label. `codes` are the publisher's
    codes, `labels` the texts beside them (empty where there are only texts, which then are the codes). `levels` names
    the classification each code comes from, where a file mixes several.
    """

    source_name: str
    title: str
    codes: Sequence[str]
    labels: Sequence[str] = ()
    levels: Sequence[str] = ()

    @property
    def texts(self) -> Sequence[str]:
        """What people read: the labels, or the codes where there are no labels."""
        return self.labels or self.codes

    def stretched(self, times: int) -> RawDimension:
        """Each entry `times` in a row: one row of the file holds that many values."""
        return replace(
            self,
            codes=[code for code in self.codes for _ in range(times)],
            labels=[label for label in self.labels for _ in range(times)],
        )


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
    """Observations of a file, column by column, everything still text as printed."""

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
