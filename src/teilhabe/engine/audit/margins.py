"""Which sums an attacker reads out of the codes of tables alone.

A cell is known by its codes, whatever table it stands in: so tables that share a margin share its cells. Every cell is
the sum of the cells one level below it in any one dimension. A combination that a table does not list is counted as
nothing; a sum that is not listed is simply not known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from teilhabe.engine.audit.files import Key
from teilhabe.engine.audit.hierarchies import Parents

Sum: TypeAlias = tuple[Key, tuple[Key, ...]]
Levels: TypeAlias = Mapping[str, tuple[str, ...]]
"""Code → the codes one level above it; "" for the total."""


@dataclass(frozen=True)
class Listing:
    """The cells of one table, and its dimensions."""

    dimensions: tuple[str, ...]
    keys: frozenset[Key]


def sums(listings: Sequence[Listing], hierarchies: Mapping[str, Parents]) -> list[Sum]:
    """Every sum once: the cell and its parts; sums over unlisted cells name these as well.

    After each table alone, tables are read together: what one of them tells may be a margin of another.
    """
    found: dict[Sum, None] = {}
    for listing in listings:
        found |= dict.fromkeys(_sums(listing, hierarchies, set(listing.dimensions)))
    if len(listings) > 1:
        summable = {
            name for listing in listings for name in listing.dimensions if _is_one_cut(name, listings, hierarchies)
        }
        for dimensions in dict.fromkeys(tuple(sorted(listing.dimensions)) for listing in listings):
            shared = {
                key for listing in listings for key in listing.keys if {name for name, _ in key} <= set(dimensions)
            }
            found |= dict.fromkeys(_sums(Listing(dimensions, frozenset(shared)), hierarchies, summable))
    return list(found)


def _is_one_cut(dimension: str, listings: Sequence[Listing], hierarchies: Mapping[str, Parents]) -> bool:
    """Whether all tables divide the whole alike, so that the parts of several tables may be taken together."""
    tops = [_tops(dimension, _codes(dimension, each.keys), hierarchies.get(dimension, {})) for each in listings]
    return set().union(*tops) in tops


def _codes(dimension: str, keys: Iterable[Key]) -> set[str]:
    return {code for key in keys for name, code in key if name == dimension}


def _tops(dimension: str, codes: set[str], parents: Parents) -> set[str]:
    """The codes that make up the whole: the highest ones, or the lowest where they are grouped in several ways."""
    above = {code: _listed_parents(code, parents, codes) for code in codes}
    if all(len(each) <= 1 for each in above.values()):
        return {code for code, each in above.items() if not each}
    return codes - {parent for each in above.values() for parent in each}


def _listed_parents(code: str, parents: Parents, codes: set[str]) -> tuple[str, ...]:
    """The nearest listed codes above: a level that the table does not show is passed over."""
    found: list[str] = []
    for parent in parents.get(code, ()):
        found += [parent] if parent in codes else _listed_parents(parent, parents, codes)
    return tuple(dict.fromkeys(found))


def _sums(listing: Listing, hierarchies: Mapping[str, Parents], summable: set[str]) -> Iterator[Sum]:
    levels = {
        dimension: _levels(dimension, listing, hierarchies.get(dimension, {}), dimension in summable)
        for dimension in sorted(listing.dimensions)
    }
    parts: dict[tuple[Key, str], list[Key]] = defaultdict(list)
    for key in _closed(listing.keys, levels):
        for dimension, whole in _above(key, levels):
            parts[whole, dimension].append(key)
    for whole, dimension in sorted(parts, key=lambda entry: (sorted(entry[0]), entry[1])):
        yield whole, tuple(sorted(parts[whole, dimension], key=sorted))


def _levels(dimension: str, listing: Listing, parents: Parents, is_summable: bool) -> Levels:
    codes = _codes(dimension, listing.keys)
    has_total = is_summable and any(all(name != dimension for name, _ in key) for key in listing.keys)
    tops = _tops(dimension, codes, parents) if has_total else set()
    return {code: _listed_parents(code, parents, codes) + (("",) if code in tops else ()) for code in codes}


def _closed(listed: Iterable[Key], levels: Mapping[str, Levels]) -> set[Key]:
    """The listed cells and everything that is a sum of them."""
    known = set(listed)
    waiting = list(known)
    while waiting:
        for _, whole in _above(waiting.pop(), levels):
            if whole not in known:
                known.add(whole)
                waiting.append(whole)
    return known


def _above(key: Key, levels: Mapping[str, Levels]) -> Iterator[tuple[str, Key]]:
    """The cells that this one is a part of, one level up in one dimension."""
    for dimension, code in key:
        rest = key - {(dimension, code)}
        for parent in levels[dimension][code]:
            yield dimension, rest | {(dimension, parent)} if parent else rest
