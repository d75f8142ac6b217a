"""Codes that add up to other codes: a hierarchy, read from `code,parent` or from the indented lists of τ-ARGUS."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from teilhabe.errors import DeclarationError

TOTAL = "TOTAL"
"""The code of everything together, in every dimension."""

LEAD = "@"
"""What indents a code in a list of τ-ARGUS (`.hrc`): once per level."""


@dataclass(frozen=True)
class Grouping:
    """Code → the code it belongs to; what belongs to nothing else belongs to TOTAL."""

    parents: Mapping[str, str]

    @property
    def root(self) -> str | None:
        """The one code above all others, if there is one: it says the same as TOTAL."""
        tops = {self.parents.get(code, TOTAL) for code in self.parents} - self.parents.keys() - {TOTAL}
        tops |= {code for code, parent in self.parents.items() if parent == TOTAL}
        return next(iter(tops)) if len(tops) == 1 else None

    def ancestors(self, code: str) -> Iterator[str]:
        """The groups a code belongs to, smallest first, without TOTAL."""
        while (code := self.parents.get(code, TOTAL)) != TOTAL:
            yield code


def sums(groupings: Sequence[Grouping], codes: frozenset[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(sum, its parts) for every sum that these codes of a dimension form, each sum of the largest parts there are.

    Each grouping divides everything anew: groups of another grouping are no part of it.
    """
    above = {code for grouping in groupings for code in codes for code in grouping.ancestors(code)}
    leaves = codes - above - {TOTAL}
    seen = set()
    for grouping in groupings or (Grouping({}),):
        children: dict[str, set[str]] = {}
        within = leaves.union(*(grouping.ancestors(code) for code in leaves)) & codes
        for code in within - {TOTAL}:
            nearest = next((group for group in grouping.ancestors(code) if group in codes), TOTAL)
            children.setdefault(nearest, set()).add(code)
        for total, parts in sorted(children.items()):
            if total in codes and (relation := (total, tuple(sorted(parts)))) not in seen:
                seen.add(relation)
                yield relation


def read_grouping(path: Path) -> Grouping:
    """The hierarchy of a file: `.hrc`, or CSV with the columns `code,parent`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DeclarationError(
            f"{path}: Die Datei ist kein Text in UTF-8; bitte als UTF-8 speichern.",
            f"{path}: the file is no text in UTF-8; please save it as UTF-8.",
        ) from error
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    is_indented = path.suffix.lower() == ".hrc" or any(line.lstrip().startswith(LEAD) for _, line in lines)
    pairs = list(_indented(path, lines) if is_indented else _listed(path, lines))
    if not pairs:
        raise DeclarationError(f"{path}: Die Hierarchie ist leer.", f"{path}: the hierarchy is empty.")
    return _checked(path, pairs)


def _indented(path: Path, lines: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str, str]]:
    above: list[str] = []
    for number, line in lines:
        code = line.strip().lstrip(LEAD).strip()
        level = len(line.strip()) - len(line.strip().lstrip(LEAD))
        if level > len(above) or not code:
            raise DeclarationError(
                f"{path}, Zeile {number}: „{line.strip()}“ steht unter keinem Code; je Ebene ein {LEAD} mehr.",
                f"{path}, line {number}: “{line.strip()}” stands below no code; one {LEAD} more per level.",
            )
        above[level:] = [code]
        yield number, code, above[level - 1] if level else TOTAL


def _listed(path: Path, lines: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str, str]]:
    delimiter = max(",;\t", key=lines[0][1].count) if lines else ","
    rows = [
        (number, [entry.strip() for entry in next(csv.reader([line], delimiter=delimiter))]) for number, line in lines
    ]
    code_column, parent_column = 0, 1
    names = [name.casefold() for name in rows[0][1]] if rows else []
    if {"code", "parent"} <= set(names):
        code_column, parent_column = names.index("code"), names.index("parent")
        del rows[0]
    for number, row in rows:
        if len(row) <= max(code_column, parent_column) or not row[code_column]:
            raise DeclarationError(
                f"{path}, Zeile {number}: Hier fehlt der Code oder der übergeordnete Code (Spalten code,parent).",
                f"{path}, line {number}: the code or its parent is missing (columns code,parent).",
            )
        yield number, row[code_column], row[parent_column] or TOTAL


def _checked(path: Path, pairs: Sequence[tuple[int, str, str]]) -> Grouping:
    """Every code has one parent, and no code stands above itself."""
    parents: dict[str, str] = {}
    for number, code, parent in pairs:
        if code == TOTAL:
            continue
        if parents.setdefault(code, parent) != parent:
            raise DeclarationError(
                f"{path}, Zeile {number}: „{code}“ gehört schon zu „{parents[code]}“; für eine zweite Gliederung "
                "eine eigene Datei angeben.",
                f"{path}, line {number}: “{code}” belongs to “{parents[code]}” already; give a file of its own for "
                "a second grouping.",
            )
    for number, code, _ in pairs:
        above, steps = parents.get(code, TOTAL), 0
        while above != TOTAL and steps <= len(parents):
            above, steps = parents.get(above, TOTAL), steps + 1
        if above != TOTAL:
            raise DeclarationError(
                f"{path}, Zeile {number}: „{code}“ steht über mehrere Stufen unter sich selbst.",
                f"{path}, line {number}: “{code}” stands, over several steps, below itself.",
            )
    return Grouping(parents)
