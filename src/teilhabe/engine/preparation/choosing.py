"""Choosing: which of several tables of a file is read, and which of them are one table in parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from teilhabe.engine.preparation.draft import Draft, RawDimension
from teilhabe.engine.preparation.findings import Finding
from teilhabe.engine.preparation.meaning.roles import by_name
from teilhabe.engine.preparation.recipe import Recipe
from teilhabe.engine.preparation.tables import Tables
from teilhabe.errors import DeclarationError
from teilhabe.text import Text

_MOST_NAMES = 12
_LEAST_FIGURES = 10


def choose(name: str, tables: Tables, recipe: Recipe) -> tuple[Draft, tuple[Finding, ...]]:
    """The table that the recipe names, else the one with most values, with a finding that there are others.

    Sheets of one shape that differ in a constant are one table; of two sheets with the same figures the plain one is
    read.
    """
    if recipe.table:
        return _named(name, tables, recipe), ()
    if len(tables.drafts) == 1:
        return _fitting(tables.drafts[0], tables), ()
    drafts, stacked = _with_stacks([_fitting(draft, tables) for draft in tables.drafts])
    largest = max(drafts, key=lambda draft: len(draft.values))
    same = [draft for draft in drafts if draft is not largest and _repeats(draft, largest)]
    chosen = next((draft for draft in same if _is_plainer(draft, largest)), largest)
    others = [draft for draft in drafts if draft is not chosen and draft not in (*same, largest)]
    findings = [*stacked]
    if same:
        findings.append(_same(chosen, [draft for draft in (largest, *same) if draft is not chosen]))
        chosen = _with_period(chosen, (largest, *same))
    if others:
        findings.append(_several(chosen, tables.names))
    return chosen, tuple(findings)


def _named(name: str, tables: Tables, recipe: Recipe) -> Draft:
    drafts = [*tables.drafts, *_with_stacks(tables.drafts)[0]] if len(tables.drafts) > 1 else tables.drafts
    draft = next((draft for draft in drafts if draft.layout.table == recipe.table), None)
    if draft is None and recipe.table == name and len(tables.drafts) == 1:
        draft = tables.drafts[0]
    if draft is None:
        names = ", ".join(filter(None, tables.names)) or name
        raise DeclarationError(
            f"{recipe.where or name}: table nennt „{recipe.table}“, aber die Datei hat nur: {names}.",
            f"{recipe.where or name}: table names {recipe.table!r}, but the file has only: {names}.",
        )
    return _fitting(draft, tables)


def _fitting(draft: Draft, tables: Tables) -> Draft:
    """The draft, unless the recipe does not fit it."""
    if misfit := tables.misfits.get(draft.layout.table):
        raise misfit
    return draft


def _figures(draft: Draft) -> Counter[str]:
    return Counter(text for value in draft.values if (text := value.strip()) and any(map(str.isdigit, text)))


def _repeats(draft: Draft, largest: Draft) -> bool:
    """Whether nearly all of the larger table stands in the other one as well: the same table in another layout."""
    here, there = _figures(draft), _figures(largest)
    small, large = sum(here.values()), sum(there.values())
    if small < _LEAST_FIGURES or small * 10 < large * 9:
        return False
    return sum((here & there).values()) == min(small, large)


def _is_plainer(draft: Draft, other: Draft) -> bool:
    order = ("flat", "plain")
    return draft.layout.format in order and other.layout.format not in order


def _with_period(chosen: Draft, same: Sequence[Draft]) -> Draft:
    """The plain sheet with the one period that the title of the other names."""
    if any(by_name(d.source_name, d.title) == "time_period" for d in chosen.dimensions):
        return chosen
    for draft in same:
        for dimension in draft.dimensions:
            if dimension.title == "time_period" and len(set(dimension.codes)) == 1:
                period = replace(dimension, codes=[dimension.codes[0]] * len(chosen.values))
                told = [finding for finding in draft.findings if finding.code == "period-from-title"]
                return replace(chosen, dimensions=[*chosen.dimensions, period], findings=[*chosen.findings, *told])
    return chosen


_Shape = tuple[tuple[tuple[str, str], ...], frozenset[str]]


def _shape(draft: Draft) -> _Shape:
    return tuple((d.source_name, d.title) for d in draft.dimensions), frozenset(draft.variables)


def _constants(draft: Draft) -> tuple[str, ...]:
    """What every observation of a sheet has in common: its dimensions with one code, and its unit."""
    found = [next(iter(codes)) for d in draft.dimensions if len(codes := set(d.codes)) == 1]
    units = set(draft.units)
    return (*found, units.pop()) if len(units) == 1 else tuple(found)


def _with_stacks(drafts: Sequence[Draft]) -> tuple[list[Draft], list[Finding]]:
    """The drafts, those of the same shape with different constants put together."""
    groups: dict[_Shape, list[Draft]] = {}
    for draft in drafts:
        groups.setdefault(_shape(draft), []).append(draft)
    result: list[Draft] = []
    findings: list[Finding] = []
    for group in groups.values():
        constants = [_constants(draft) for draft in group]
        is_one = len(group) > 1 and len(set(constants)) == len(group) and len(set(map(len, constants))) == 1
        result += [_stacked(group)] if is_one else group
        findings += [_told(group)] if is_one else []
    return result, findings


def _stacked(group: Sequence[Draft]) -> Draft:
    """One draft of all; the column of a value names its sheet ("Sheet 2!C")."""
    first = group[0]
    dimensions = [
        RawDimension(
            dimension.source_name,
            dimension.title,
            [code for draft in group for code in draft.dimensions[place].codes],
            [label for draft in group for label in draft.dimensions[place].labels],
        )
        for place, dimension in enumerate(first.dimensions)
    ]
    return replace(
        first,
        layout=replace(first.layout, table=f"{first.layout.table} … {group[-1].layout.table}"),
        dimensions=dimensions,
        values=[value for draft in group for value in draft.values],
        variables=[variable for draft in group for variable in draft.variables],
        units=[unit for draft in group for unit in draft.units],
        rows=[row for draft in group for row in draft.rows],
        columns=[f"{draft.layout.table}!{column}" for draft in group for column in draft.columns],
        variable_labels={code: label for draft in group for code, label in draft.variable_labels.items()},
        qualities=_qualities(group),
        findings=[finding for draft in group for finding in draft.findings],
    )


def _qualities(group: Sequence[Draft]) -> list[str]:
    if not any(draft.qualities for draft in group):
        return []
    return [mark for draft in group for mark in (draft.qualities or [""] * len(draft.values))]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_NAMES]) + (" …" if len(names) > _MOST_NAMES else "")


def _told(group: Sequence[Draft]) -> Finding:
    names = _listed([draft.layout.table for draft in group])
    return Finding(
        "stacked-tables",
        "note",
        Text(
            f"{len(group)} Blätter haben dieselbe Form und unterscheiden sich in einer festen Angabe ({names}); "
            "sie sind eine Tabelle.",
            f"{len(group)} sheets have the same shape and differ in a constant ({names}); they are one table.",
        ),
        data={"tables": names, "count": len(group)},
    )


def _same(chosen: Draft, others: Sequence[Draft]) -> Finding:
    names = _listed([draft.layout.table for draft in others])
    return Finding(
        "same-table",
        "note",
        Text(
            f"„{chosen.layout.table}“ enthält dieselben Zahlen wie {names}; gelesen wurde „{chosen.layout.table}“.",
            f"{chosen.layout.table!r} holds the same figures as {names}; {chosen.layout.table!r} was read.",
        ),
        data={"tables": names, "chosen": chosen.layout.table},
    )


def _several(chosen: Draft, all_names: Sequence[str]) -> Finding:
    names = _listed(all_names)
    return Finding(
        "several-tables",
        "warning",
        Text(
            f"Die Datei enthält {len(all_names)} Tabellen ({names}); gelesen wurde „{chosen.layout.table}“. Ein Rezept "
            "(table) oder --table wählt eine andere.",
            f"The file holds {len(all_names)} tables ({names}); {chosen.layout.table!r} was read. A recipe (table) or "
            "--table chooses another.",
        ),
        data={"tables": names, "chosen": chosen.layout.table},
    )
