"""From atoms to the sums of one selection."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from math import prod

import numpy as np

from teilhabe.engine.cube.atoms import TOTAL_OF, VARIABLE, Atoms, restrictions
from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.cube.selection import Selection
from teilhabe.engine.cube.structure import AREA, PERIOD, Structure
from teilhabe.engine.cube.sums import Addend, Booleans, Box, CellReference, Floats, Index, Integers, Sums, told


def gather(atoms: Atoms, selection: Selection, listing: int, *, complete: bool) -> Sums:
    """The sums of one selection that the atoms were found for, each with its first `listing` cells.

    In a complete dataset a sum without any observation is 0, elsewhere it does not exist.
    """
    structure = atoms.structure
    holding = structure.holdings[selection.variable]
    shape = (len(selection.places), len(holding.periods), *(len(axis.groups) for axis in selection.axes))
    rows, cell = _spread(atoms, selection, holding.periods, shape)
    count = _counter(cell, shape)
    cells, numbers = count(atoms.cells[rows]), count(atoms.numbers[rows])
    is_whole = cells == numbers
    if not complete:
        is_whole &= _has_all_areas(atoms, selection, rows, cell, shape)
    value = _added(atoms.value[rows], cell, shape)
    profiles = _profiles(atoms, rows, cell, shape)
    exists = cells > 0
    value[~(exists & is_whole)] = np.nan
    if complete:
        nobody = ~exists & _tells_of(exists, atoms, selection)
        value[nobody] = 0.0
        profiles |= nobody[..., None] & _of_period(atoms, selection)[None, :, *(None,) * len(selection.axes)]
        exists = exists | nobody
    return Sums(
        dataset=selection.dataset,
        variable=selection.variable,
        places=tuple(selection.places),
        periods=holding.periods,
        axes=tuple((axis.dimension, axis.codes) for axis in selection.axes),
        value=value,
        exists=exists,
        cells=cells,
        first_row=_edge(np.minimum, atoms.first_row[rows], cell, shape) if listing else np.zeros_like(cells),
        last_row=_edge(np.maximum, atoms.last_row[rows], cell, shape) if listing else np.zeros_like(cells),
        profiles=profiles,
        known=structure.profiles,
        listed=_lister(atoms, rows, cell, shape, listing),
        addends=_boxes(selection, structure, value),
    )


def _boxes(selection: Selection, structure: Structure, value: Floats) -> Callable[[Index], tuple[Addend, ...]]:
    """The box of each sum; what only keeps observations from being counted twice is no restriction of it."""
    filters = restrictions(selection, structure)
    fixed = {name: codes for name, codes in filters.items() if name not in (VARIABLE, TOTAL_OF, AREA, PERIOD)}
    areas, periods = tuple(selection.places.values()), structure.holdings[selection.variable].periods
    axes = [(axis.dimension, tuple(axis.groups.values())) for axis in selection.axes]

    def box(index: Index) -> tuple[Addend, ...]:
        divided = {name: groups[place] for (name, groups), place in zip(axes, index[2:], strict=True)}
        where = tuple(sorted({**fixed, **divided}.items()))
        found = Box(selection.dataset, selection.variable, periods[index[1]], areas[index[0]], where)
        return (Addend(1.0, found, told(value[index])),)

    return box


def _spread(
    atoms: Atoms, selection: Selection, periods: Sequence[str], shape: tuple[int, ...]
) -> tuple[Integers, Integers]:
    """The atoms that count, each as often as it counts, and the flat place of the sum it counts in."""
    rows = _chosen(atoms, selection)
    cell = np.zeros(len(rows), dtype=np.int64)
    period_of = _lookup(atoms.classes[PERIOD], {period: (place,) for place, period in enumerate(periods)})
    places = enumerate(selection.places.values())
    place_of = _lookup(atoms.classes[AREA], _inverted(places))
    axes = [
        _lookup(atoms.classes[axis.dimension], _inverted(enumerate(axis.groups.values()))) for axis in selection.axes
    ]
    names = (AREA, PERIOD, *(axis.dimension for axis in selection.axes))
    for name, size, wanted in zip(names, shape, (place_of, period_of, *axes), strict=True):
        rows, taken, targets = _expanded(rows, atoms.member(name)[rows], wanted)
        cell = cell[taken] * size + targets
    return rows, cell


def _chosen(atoms: Atoms, selection: Selection) -> Integers:
    fits: Booleans = np.ones(len(atoms), dtype=np.bool_)
    for name, codes in restrictions(selection, atoms.structure).items():
        known = atoms.classes[name]
        wanted = {known[code] for code in codes if code in known}
        if wanted != set(known.values()):
            counts = np.zeros(max(known.values(), default=0) + 1, dtype=np.bool_)
            counts[list(wanted)] = True
            fits &= counts[atoms.member(name)]
    return np.nonzero(fits)[0].astype(np.int64)


def _inverted(groups: Iterable[tuple[int, Sequence[str]]]) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for number, codes in groups:
        for code in codes:
            found[code] = (*found.get(code, ()), number)
    return found


def _lookup(classes: Mapping[str, int], targets: Mapping[str, tuple[int, ...]]) -> list[tuple[int, ...]]:
    """For each class the targets of its codes, which are the same for all of them."""
    found: list[tuple[int, ...]] = [()] * (max(classes.values(), default=-1) + 1)
    for code, number in classes.items():
        found[number] = targets.get(code, ())
    return found


def _expanded(
    rows: Integers, classes: Integers, wanted: Sequence[tuple[int, ...]]
) -> tuple[Integers, Integers, Integers]:
    """Each row once per target of its class: the rows, their former positions, the targets."""
    lengths = np.array([len(entry) for entry in wanted] or [0], dtype=np.int64)
    if len(set(lengths.tolist())) == 1 and lengths[0]:
        return _repeated(rows, classes, np.array(wanted, dtype=np.int64))
    starts = np.cumsum(lengths) - lengths
    flat = np.array([target for entry in wanted for target in entry] or [0], dtype=np.int64)
    repeats = lengths[classes]
    taken = np.repeat(np.arange(len(rows), dtype=np.int64), repeats)
    within = np.arange(len(taken), dtype=np.int64) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    return rows[taken], taken, flat[starts[classes[taken]] + within]


def _repeated(rows: Integers, classes: Integers, targets: Integers) -> tuple[Integers, Integers, Integers]:
    """The same where every class has equally many targets, a table class × target: most dimensions are like that."""
    positions = np.arange(len(rows), dtype=np.int64)
    if targets.shape[1] == 1:
        return rows, positions, targets[classes, 0]
    return np.repeat(rows, targets.shape[1]), np.repeat(positions, targets.shape[1]), targets[classes].ravel()


def _counter(cell: Integers, shape: tuple[int, ...]) -> Callable[[Integers], Integers]:
    def count(numbers: Integers) -> Integers:
        return np.rint(np.bincount(cell, weights=numbers, minlength=prod(shape))).astype(np.int64).reshape(shape)

    return count


def _added(values: Floats, cell: Integers, shape: tuple[int, ...]) -> Floats:
    added: Floats = np.bincount(cell, weights=values, minlength=prod(shape)).astype(np.float64).reshape(shape)
    return added


def _has_all_areas(
    atoms: Atoms, selection: Selection, rows: Integers, cell: Integers, shape: tuple[int, ...]
) -> Booleans | np.bool_:
    sizes = np.array([len(areas) for areas in selection.places.values()], dtype=np.int64)
    if not (sizes > 1).any():
        return np.True_
    areas = len(atoms.classes[AREA])
    pairs = np.unique(cell * areas + atoms.member(AREA)[rows])
    found = np.bincount(pairs // areas, minlength=prod(shape)).reshape(shape)
    whole: Booleans = found == sizes.reshape(-1, *(1,) * (len(shape) - 1))
    return whole


def _profiles(atoms: Atoms, rows: Integers, cell: Integers, shape: tuple[int, ...]) -> Booleans:
    count = len(atoms.structure.profiles)
    if count == 1:
        return (np.bincount(cell, minlength=prod(shape)) > 0).reshape(*shape, 1)
    found = np.zeros((prod(shape), count), dtype=np.bool_)
    found[cell, atoms.profile[rows]] = True
    return found.reshape(*shape, count)


def _tells_of(exists: Booleans, atoms: Atoms, selection: Selection) -> Booleans | np.bool_:
    """Where no row means nobody: not where a total was looked for that this place and period do not have."""
    named = {*selection.where, *(axis.dimension for axis in selection.axes), VARIABLE}
    filters = restrictions(selection, atoms.structure)
    if not any(codes == (TOTAL,) and name not in named for name, codes in filters.items()):
        return np.True_
    return np.asarray(exists.any(axis=tuple(range(2, exists.ndim)), keepdims=True))


def _of_period(atoms: Atoms, selection: Selection) -> Booleans:
    """The profiles that occur with the variable in each period: an array period × profile."""
    holding = atoms.structure.holdings[selection.variable]
    found = np.zeros((len(holding.periods), len(atoms.structure.profiles)), dtype=np.bool_)
    for place, period in enumerate(holding.periods):
        found[place, list(holding.profiles[period])] = True
    return found


def _edge(function: np.ufunc, numbers: Integers, cell: Integers, shape: tuple[int, ...]) -> Integers:
    start = np.iinfo(np.int64).max if function is np.minimum else 0
    found = np.full(prod(shape), start, dtype=np.int64)
    function.at(found, cell, numbers)
    found[found == np.iinfo(np.int64).max] = 0
    return found.reshape(shape)


def _lister(
    atoms: Atoms, rows: Integers, cell: Integers, shape: tuple[int, ...], listing: int
) -> Callable[[Index], tuple[CellReference, ...]]:
    if not len(atoms.listed):
        return lambda index: ()

    @cache
    def order() -> tuple[Integers, Integers]:
        by_cell = np.argsort(cell, kind="stable")
        return rows[by_cell], cell[by_cell]

    def listed(index: Index) -> tuple[CellReference, ...]:
        sorted_rows, sorted_cells = order()
        flat = int(np.ravel_multi_index(index, shape))
        start, end = np.searchsorted(sorted_cells, [flat, flat + 1])
        found = [entry for row in sorted_rows[start:end] for entry in atoms.listed[row]]
        found.sort(key=lambda entry: (entry["row"], entry["column"] or ""))
        return tuple(map(_reference, found[:listing]))

    return listed


def _reference(cell: Mapping[str, object]) -> CellReference:
    return CellReference(cell["row"], cell["column"] or "", cell["value"], cell["sign"] or "", cell["citation"] or "")  # type: ignore[arg-type]  # DuckDB hands structs over as plain dictionaries
