"""The cube: the Parquet files of a city's datasets, and the sums that are asked of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from teilhabe.engine.cube.atoms import find_atoms
from teilhabe.engine.cube.gathering import gather
from teilhabe.engine.cube.selection import Axis, Selection
from teilhabe.engine.cube.structure import Structure, read_structure
from teilhabe.engine.cube.sums import LISTED_CELLS, Addend, Box, CellReference, Origin, Sum, Sums

__all__ = ["LISTED_CELLS", "Addend", "Axis", "Box", "CellReference", "Cube", "Origin", "Selection", "Sum", "Sums"]


class Cube:
    """The datasets of a city by name, each a Parquet file of observations.

    In the datasets named as `complete` every unit has been counted, so that no row means nobody: a sum without any
    row is 0 there. Elsewhere it does not exist. Of the datasets named as `confidential` no single cell is ever listed,
    of others the first `listing` cells of each sum.
    """

    def __init__(
        self,
        datasets: Mapping[str, Path],
        complete: Collection[str] = (),
        confidential: Collection[str] = (),
        listing: int = LISTED_CELLS,
    ) -> None:
        self.files = dict(datasets)
        self._complete = frozenset(complete)
        self._confidential = frozenset(confidential)
        self._listing = listing
        self._structures: dict[str, Structure] = {}

    @cached_property
    def variables(self) -> Mapping[str, tuple[str, ...]]:
        """Variable → the datasets that hold it."""
        holders: dict[str, list[str]] = {}
        for dataset in sorted(self.files):
            for variable in sorted(self.structure(dataset).holdings):
                holders.setdefault(variable, []).append(dataset)
        return {variable: tuple(datasets) for variable, datasets in holders.items()}

    def structure(self, dataset: str) -> Structure:
        if dataset not in self._structures:
            self._structures[dataset] = read_structure(self.files[dataset])
        return self._structures[dataset]

    def codes(self, dataset: str, variable: str) -> Mapping[str, tuple[str, ...]]:
        """Dimension → the codes that occur with this variable."""
        return self.structure(dataset).holdings[variable].codes

    def sums(self, selections: Sequence[Selection]) -> tuple[Sums, ...]:
        """The sums of each selection, in the order asked; every dataset is read once, however much is asked of it."""
        found: dict[tuple[object, ...], Sums] = {}
        different = {selection.key: selection for selection in selections}
        for dataset in dict.fromkeys(selection.dataset for selection in selections):
            keys = [key for key, selection in different.items() if selection.dataset == dataset]
            asked = [different[key] for key in keys]
            listing = 0 if dataset in self._confidential else self._listing
            atoms = find_atoms(self.files[dataset], self.structure(dataset), asked, listing)
            complete = dataset in self._complete
            sums = (gather(atoms, selection, listing, complete=complete) for selection in asked)
            found |= dict(zip(keys, sums, strict=True))
        return tuple(found[selection.key] for selection in selections)
