"""Hypotheses: which codes may be the sums of which others, by what is known and by how the table is written.

Each function returns totals with their parts as column numbers of a matrix. None of them proves anything but a first
agreement; `proofs.py` decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from teilhabe.codes import age, citizenship
from teilhabe.codes.territory import level
from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.preparation.evidence.figures import Matrix, Numbers, agreement
from teilhabe.engine.preparation.evidence.territories import ancestors

Parts = tuple[int, ...]

_MOST_CODES = 5_000
"""Longer lists are not searched for runs that add up."""
_MOST_FOR_RUNS = 400
_MOST_FOR_PAIRS, _MOST_FOR_TRIPLES = 60, 14
_FIRST_LOOK = 32
"""Runs are looked for among so many codes first, and among more where these are too small together."""
_MOST_TRIED = 4
"""So many runs with a fitting sum are looked at for one code."""


def known(name: str, codes: Sequence[str]) -> dict[int, Parts]:
    """Totals and parts that the code lists know: ages, groups of citizenships, official territories."""
    places = {code: place for place, code in enumerate(codes)}
    lists = {"age": _ages, "citizenship": _citizenships, "ref_area": _territories, "time_period": _years}
    found = lists[name](codes) if name in lists else {}
    if TOTAL in codes and (everybody := partition(name, set(codes) - {TOTAL})):
        found[TOTAL] = [code for code in codes if code in everybody]
    return {places[total]: tuple(places[part] for part in parts) for total, parts in found.items() if len(parts) > 1}


def _ages(codes: Sequence[str]) -> dict[str, list[str]]:
    spans = {code: bounds for code in codes if code != TOTAL and (bounds := age_bounds(code))}
    return {
        code: chain
        for code in (*spans, TOTAL)
        if code in codes and (chain := _chain(code, {c: b for c, b in spans.items() if c != code}))
    }


def age_bounds(code: str) -> tuple[int, int | None] | None:
    """First and last age; None where the code is no age."""
    try:
        return age.bounds(code)
    except ValueError:
        return None


def _chain(code: str, spans: Mapping[str, tuple[int, int | None]]) -> list[str]:
    """The finest ages that follow each other without gap from the first to the last age of `code`; else none."""
    first, last = age.bounds(code)
    following: int | None = first
    chain: list[str] = []
    while following is not None and (last is None or following <= last):
        fitting = [c for c, (begin, end) in spans.items() if begin == following and _within(end, last)]
        if not fitting:
            return []
        finest = min(fitting, key=lambda c: (spans[c][1] is None, spans[c][1] or 0))
        chain.append(finest)
        end = spans[finest][1]
        following = None if end is None else end + 1
    return chain if following is None or last is not None else []


def _within(end: int | None, last: int | None) -> bool:
    return last is None or (end is not None and end <= last)


def _citizenships(codes: Sequence[str]) -> dict[str, list[str]]:
    return {
        group: [code for code in members if code in codes]
        for group, members in citizenship.GROUPS.items()
        if group in codes and set(members) <= set(codes)
    }


def partition(name: str, codes: Collection[str]) -> frozenset[str]:
    """The codes that together make up the total, each person once; empty where that cannot be known."""
    if name == "sex":
        return frozenset(codes) if {"M", "F"} <= set(codes) <= {"M", "F", "X", "UNKNOWN", "X_UNKNOWN"} else frozenset()
    if name == "citizenship":
        finest = set(codes) - {citizenship.FOREIGN}
        if finest == set(citizenship.GROUPS[citizenship.TOTAL]):
            return frozenset(finest)
        return frozenset(codes) if set(codes) == {citizenship.GERMAN, citizenship.FOREIGN} else frozenset()
    return _all_ages(codes) if name == "age" else frozenset()


def _all_ages(codes: Collection[str]) -> frozenset[str]:
    """The finest ages that follow each other from 0 to the open end, and unknown age."""
    spans = {code: bounds for code in codes if (bounds := age_bounds(code))}
    if len(spans) < len(set(codes) - {age.UNKNOWN}):
        return frozenset()
    return frozenset({*chain, *(set(codes) & {age.UNKNOWN})}) if (chain := _chain(TOTAL, spans)) else frozenset()


def _territories(codes: Sequence[str]) -> dict[str, list[str]]:
    """Each official territory and those directly below it in the table."""
    present = {code for code in codes if level(code)}
    families: dict[str, list[str]] = {}
    for area in codes:
        if area in present and (above := next((a for a in ancestors(area) if a in present), None)):
            families.setdefault(above, []).append(area)
    return families


def are_official(codes: Sequence[str]) -> bool:
    """Whether all codes are official keys, some of them too long to be the numbers of a city's districts."""
    areas = [code for code in codes if code != TOTAL]
    return all(level(code) for code in areas) and any(len(code) >= 5 for code in areas)


def _years(codes: Sequence[str]) -> dict[str, list[str]]:
    """A year beside all its months, quarters or half-years."""
    present = set(codes)
    found = {}
    for year in (code for code in codes if len(code) == 4 and code.isdigit()):
        kinds = ([f"{m:02d}" for m in range(1, 13)], [f"Q{q}" for q in range(1, 5)], ["S1", "S2"])
        whole = next((parts for k in kinds if present >= set(parts := [f"{year}-{part}" for part in k])), None)
        if whole:
            found[year] = whole
    return found


def runs(table: Matrix) -> dict[int, Parts]:
    """Codes that are the sum of the run of codes before them, or after them, since the last sub-total; nested."""
    order = [place for place, code in enumerate(table.codes) if code != TOTAL]
    if len(order) > _MOST_CODES:
        return {}
    search = _Search.of(table)
    found = []
    for first, then in ((1, -1), (-1, 1)):
        nested, rest = _nested(search, order[::first])
        upper, _ = _nested(search, sorted(rest)[::then])
        found.append({**upper, **nested})
    return max(found, key=len)


@dataclass(frozen=True)
class _Search:
    """A matrix prepared for looking for runs.

    `values` has 0 where there is no figure; `pilots` holds for each code the two rows in which it is largest: a run has
    to add up in one of them to be looked at. `only_grows`: no figure is below 0, so longer runs are never smaller.
    """

    table: Matrix
    values: Numbers
    pilots: npt.NDArray[np.int64]
    only_grows: bool

    @staticmethod
    def of(table: Matrix) -> _Search:
        values = np.where(np.isnan(table.numbers), 0.0, table.numbers)
        pilots = np.argsort(-values, axis=0, kind="stable")[:2].T
        return _Search(table, values, pilots, bool((values >= 0).all()))

    def lengths(self, before: Sequence[int], code: int) -> Iterator[int]:
        """The lengths of runs at the end of `before` that add up to this code in one of its pilots."""
        rows = self.pilots[code]
        target = self.values[rows, code][:, None]
        width = self.table.steps[rows][:, None] / 2
        look = _FIRST_LOOK if self.only_grows else len(before)
        while True:
            lying = before[: -look - 1 : -1]
            sums = self.values[rows[:, None], lying].cumsum(axis=1)
            if look >= len(before) or (sums[:, -1] > 2 * target[:, 0]).all():
                break
            look *= 8
        near = np.abs(sums - target) <= width * (np.arange(len(lying)) + 2) + 1e-9 * np.abs(target)
        hits = np.flatnonzero((near & (target > 0)).any(axis=0))
        yield from (hits[hits >= 1][:_MOST_TRIED] + 1).tolist()


def _nested(search: _Search, order: Iterable[int]) -> tuple[dict[int, Parts], list[int]]:
    """Totals in one direction of reading, and the codes that belong to none of them."""
    found: dict[int, Parts] = {}
    open_: list[int] = []
    for code in order:
        parts = _run(search, open_, code) if len(open_) > 1 else ()
        if parts:
            found[code] = parts
            del open_[-len(parts) :]
        open_.append(code)
    return found, open_


def _run(search: _Search, before: Sequence[int], code: int) -> Parts:
    """The shortest run at the end of `before` whose sum is this code."""
    for length in search.lengths(before, code):
        parts = tuple(before[-length:])
        if fits(search.table, code, parts):
            return parts
    return ()


def runs_anywhere(table: Matrix, found: Mapping[int, Parts]) -> Iterator[tuple[int, Parts]]:
    """Codes that are the sum of a run anywhere else: the boroughs below a list of all quarters."""
    size = len(table.codes)
    if size > _MOST_FOR_RUNS or len(table.numbers) < 2:
        return
    row = int(np.argmax(table.filled))
    values = np.where(np.isnan(table.numbers[row]), 0.0, table.numbers[row])
    sums = np.concatenate([[0.0], values.cumsum()])
    all_starts, all_ends = np.triu_indices(size + 1, k=2)
    spans = sums[all_ends] - sums[all_starts]
    order = np.argsort(spans, kind="stable")
    ascending = spans[order]
    for total in (place for place in range(size) if place not in found and values[place] > 0):
        width = table.steps[row] * (size + 1) / 2 + 1e-9 * values[total]
        lowest = np.searchsorted(ascending, values[total] - width, "left")
        highest = np.searchsorted(ascending, values[total] + width, "right")
        near = np.sort(order[lowest:highest])
        starts, ends = all_starts[near], all_ends[near]
        longer = (total < starts) | (total >= ends)
        for start, end in zip(starts[longer].tolist()[:_MOST_TRIED], ends[longer].tolist(), strict=False):
            if fits(table, total, parts := tuple(range(start, end))):
                yield total, parts
                break


def fits(table: Matrix, total: int, parts: Sequence[int]) -> bool:
    """Whether these cells speak for the sum and few against it, which may be means that do not say so."""
    found = agreement(table, total, parts)
    if found.is_hopeless:
        return False
    return found.digits >= 1.5 and found.against <= max(found.cells >= 3, found.cells // 3)


def small_sums(table: Matrix) -> Iterator[tuple[int, Parts]]:
    """Codes that are the sum of two or, in short lists, three others, anywhere in the list; or of all others."""
    size = len(table.codes)
    if size > _MOST_FOR_PAIRS or not len(table.numbers):
        return
    pilot = int(np.argmax(np.nansum(table.numbers, axis=1)))
    values, step = table.numbers[pilot], table.steps[pilot]
    for count in (2, 3) if size <= _MOST_FOR_TRIPLES else (2,):
        groups = np.array(list(combinations(range(size), count)))
        sums = values[groups].sum(axis=1) if len(groups) else np.empty(0)
        for total in np.flatnonzero(values > 0).tolist():
            for place in np.flatnonzero(np.abs(sums - values[total]) <= step * (count + 1) / 2).tolist():
                parts = tuple(groups[place].tolist())
                if total not in parts and fits(table, total, parts):
                    yield total, parts


def whole(table: Matrix, marked: Iterable[int]) -> Iterator[tuple[int, Parts]]:
    """Codes that are the sum of all others that are no totals themselves."""
    no_totals = np.ones(len(table.codes), np.bool_)
    no_totals[list(marked)] = False
    row = int(np.argmax(table.filled))
    values, left = table.numbers[row], np.flatnonzero(no_totals)
    others = np.nansum(values[left]) - np.where(no_totals, values, 0)
    width = table.steps[row] * len(left) / 2 + 1e-9 * np.abs(values)
    for total in np.flatnonzero(np.abs(others - values) <= width).tolist():
        parts = tuple(place for place in left.tolist() if place != total)
        if len(parts) > 1 and fits(table, total, parts):
            yield total, parts
