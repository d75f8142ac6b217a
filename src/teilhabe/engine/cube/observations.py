"""Observations: the one shape in which every figure travels through the engine (DESIGN: data contract)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from teilhabe.engine.cube.coded import Coded

TOTAL = "TOTAL"

ATTRIBUTES = (
    "variable",
    "obs_value",
    "obs_status",
    "conf_status",
    "source_sign",
    "unit",
    "concept",
    "base",
    "ref_date",
    "vintage",
    "snapshot",
    "source_row",
    "source_column",
)
"""The columns every observation has besides its dimensions, in file order."""

OPTIONAL_ATTRIBUTES = ("total_of", "citation")
"""Present only where an observation is a total of others, and where the file itself names a source for each row."""

Cell = str | int | None


@dataclass(frozen=True)
class Dimension:
    """One dimension of a table: its standard name, the name it had in the file, and the labels of its codes."""

    name: str
    source_name: str
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Observations:
    """A table of observations, column by column.

    `columns` holds one column per name in `names`, all of the same length; whatever sequence is given, it is kept
    dictionary-encoded (`Coded`). `obs_value` is the decimal notation of the number with a point, exactly as many
    decimals as the file printed, or None where the file held a sign; `source_row` counts the physical lines of the file
    from 1; `source_column` is the spreadsheet letter of the value.
    """

    dimensions: tuple[Dimension, ...]
    columns: Mapping[str, Sequence[Cell]]

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", {name: Coded.of(column) for name, column in self.columns.items()})
        lengths = {len(column) for column in self.columns.values()}
        if len(lengths) > 1:
            raise ValueError(f"columns of different lengths: {sorted(lengths)}")

    def __len__(self) -> int:
        return len(self.columns["obs_value"])

    def column(self, name: str) -> Coded[Cell]:
        """The column dictionary-encoded, for work on its different cells; KeyError where there is none."""
        return Coded.of(self.columns[name])

    @property
    def names(self) -> tuple[str, ...]:
        """Dimensions first, then the attributes of the data contract."""
        present = tuple(name for name in OPTIONAL_ATTRIBUTES if name in self.columns)
        return (*(dimension.name for dimension in self.dimensions), *ATTRIBUTES, *present)

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        return zip(*(self.columns[name] for name in self.names), strict=True)
