"""What differs between two releases: every figure that changed, appeared or vanished, and why.

Why follows from `lineage.json` of both: for each indicator the fingerprints of everything its figures were made from. A
figure is given the reasons whose fingerprints changed, less those that its own numbers rule out: where numerator and
denominator are what they were, no revision changed the value.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import duckdb

from teilhabe.engine.pipeline.assembling import LINEAGE
from teilhabe.engine.pipeline.results import HIDDEN
from teilhabe.release.reader import Release

FIGURES = "tables/figures.parquet"
Kind = Literal["changed", "appeared", "vanished"]
Reason = Literal[
    "source", "revision", "recipe", "formula", "rule", "gate", "break", "declaration", "city", "software", "unrecorded"
]
REASONS: tuple[Reason, ...] = get_args(Reason)

KEY = ("indicator", "ref_area", "time_period", "breakdown", "code")
NUMBERS = ("value", "numerator", "denominator", "cases", "low", "high", "rse")
WORDS = ("status", "sign", "unit", "mark", "provisional", "modelled", "method", "base", "concept")
_SAME = 1e-12
"""Relative difference up to which two numbers are the same: the last digits depend on the machine."""
_OF_DATA: frozenset[Reason] = frozenset({"source", "revision", "recipe"})
_WEAK: frozenset[Reason] = frozenset({"break", "declaration", "city", "software"})
"""They explain a figure only where nothing else does."""

Parts = Mapping[str, str]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """One figure that differs: its columns before and after, None where it is not there; why, and what changed."""

    kind: Kind
    before: Row | None
    after: Row | None
    reasons: tuple[Reason, ...]
    parts: tuple[str, ...]

    @property
    def key(self) -> tuple[str, ...]:
        row = self.after or self.before or {}
        return tuple(str(row[name]) for name in KEY)


@dataclass(frozen=True)
class Silent:
    """An indicator that is made from something else than before although none of its figures differs."""

    indicator: str
    reasons: tuple[Reason, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    earlier: str
    later: str
    changes: tuple[Change, ...]
    silent: tuple[Silent, ...]

    @property
    def is_identical(self) -> bool:
        return self.earlier == self.later

    def as_dict(self) -> dict[str, Any]:
        return {
            "earlier": self.earlier,
            "later": self.later,
            "identical": self.is_identical,
            "changes": [_as_dict(change) for change in self.changes],
            "without_effect": [vars(entry) for entry in self.silent],
        }


def _as_dict(change: Change) -> dict[str, Any]:
    named = dict(zip(KEY, change.key, strict=True))
    return {
        **named,
        "kind": change.kind,
        "reasons": change.reasons,
        "parts": change.parts,
        "before": _told(change.before),
        "after": _told(change.after),
    }


def _told(row: Row | None) -> dict[str, Any] | None:
    return {name: entry for name, entry in row.items() if name not in KEY} if row else None


def compare(earlier: Release, later: Release) -> Difference:
    """Every figure that differs, ordered by indicator, place, period and group."""
    if earlier.id == later.id:
        return Difference(earlier.id, later.id, (), ())
    made = _Made(_lineage(earlier), _lineage(later))
    changes = tuple(_change(made, before, after) for before, after in _differing(earlier, later))
    moved = {change.key[0] for change in changes}
    quiet = (made.silent(indicator) for indicator in made.both if indicator not in moved)
    return Difference(earlier.id, later.id, changes, tuple(entry for entry in quiet if entry.parts))


def _lineage(release: Release) -> Mapping[str, Parts] | None:
    """Indicator → part → fingerprint; None for a release from before there was a lineage."""
    if LINEAGE not in release.manifest.outputs:
        return None
    indicators: Mapping[str, Parts] = json.loads(release.read_text(LINEAGE))["indicators"]
    return indicators


@dataclass(frozen=True)
class _Made:
    """What the figures of both releases were made from."""

    earlier: Mapping[str, Parts] | None
    later: Mapping[str, Parts] | None

    @property
    def both(self) -> Sequence[str]:
        return sorted((self.earlier or {}).keys() & (self.later or {}).keys())

    def changed(self, indicator: str) -> tuple[str, ...]:
        """The parts that are new, gone or different."""
        before, after = (dict((made or {}).get(indicator, {})) for made in (self.earlier, self.later))
        return tuple(sorted(name for name in before | after if before.get(name) != after.get(name)))

    def reasons(self, indicator: str, kind: Kind) -> tuple[Reason, ...]:
        if self.earlier is None or self.later is None:
            return ("unrecorded",)
        if indicator not in self.earlier or indicator not in self.later:
            return ("formula",)  # declared in one of the two only
        found = {self._reason(indicator, part, kind) for part in self.changed(indicator)}
        return tuple(reason for reason in REASONS if reason in found)

    def _reason(self, indicator: str, part: str, kind: Kind) -> Reason | None:
        if part.partition(":")[0] != "file":
            return _PARTS.get(part.partition(":")[0])
        sides = [(made or {}).get(indicator, {}) for made in (self.earlier, self.later)]
        is_revised = kind == "changed" and all(part in side for side in sides)
        return "revision" if is_revised else "source"

    def silent(self, indicator: str) -> Silent:
        reasons = self.reasons(indicator, "changed")
        return Silent(indicator, reasons, tuple(filter(_explains(reasons), self.changed(indicator))))


_PARTS: Mapping[str, Reason] = {
    "definition": "formula",
    "rules": "rule",
    "threshold": "rule",
    "breaks": "break",
    "recipe": "recipe",
    "source": "declaration",
    "city": "city",
    "software": "software",
}
"""Part of a lineage → the reason it stands for; what follows from other parts stands for none."""


def _change(made: _Made, before: Row | None, after: Row | None) -> Change:
    kind: Kind = "appeared" if before is None else "vanished" if after is None else "changed"
    indicator = str((after or before or {})["indicator"])
    reasons = _likely(made.reasons(indicator, kind), before, after)
    parts = filter(_explains(reasons), made.changed(indicator))
    return Change(kind, before, after, reasons, tuple(parts))


def _explains(reasons: Sequence[Reason]) -> Callable[[str], bool]:
    def explains(part: str) -> bool:
        name = part.partition(":")[0]
        return _PARTS.get(name) in reasons or (name == "file" and not _OF_DATA.isdisjoint(reasons))

    return explains


def _likely(reasons: Sequence[Reason], before: Row | None, after: Row | None) -> tuple[Reason, ...]:
    """The reasons less those that the figure's own numbers rule out, and less the weak ones where others remain."""
    left = list(reasons)
    if before and after:
        if "rule" in left and _hidden(before) != _hidden(after):
            return ("rule",)
        if _is_protected(before) != _is_protected(after):
            return ("gate",)
        if len(left) > 1 and _same_sums(before, after):
            left = [reason for reason in left if reason not in _OF_DATA] or left
    return tuple([reason for reason in left if reason not in _WEAK] or left)


def _is_protected(row: Row) -> bool:
    """Hidden by the gate, whether it is small itself or would give another one away: nobody is told which."""
    return bool(row["status"] == "protected")


def _hidden(row: Row) -> tuple[bool, Any]:
    return row["status"] in HIDDEN, row.get("mark")


def _same_sums(before: Row, after: Row) -> bool:
    """Whether both figures were computed from the same numbers."""
    sums = [(before.get(name), after.get(name)) for name in ("numerator", "denominator")]
    return any(one is not None for one, _ in sums) and all(one == other for one, other in sums)


def _differing(earlier: Release, later: Release) -> Iterable[tuple[Row | None, Row | None]]:
    """The rows of both releases that are not the same, side by side."""
    paths = [str(release.directory / FIGURES) for release in (earlier, later)]
    with duckdb.connect() as connection:
        known = [_columns(connection, path) for path in paths]
        names = [name for name in (*KEY, *NUMBERS, *WORDS) if any(name in columns for columns in known)]
        tables = [_table(names, columns) for columns in known]
        sides = ", ".join(f"{side}.{name}" for side in "ab" for name in names)
        sql = (
            f"WITH a AS ({tables[0]}), b AS ({tables[1]}) SELECT {sides} FROM a FULL JOIN b USING ({', '.join(KEY)}) "  # noqa: S608  # names of our own
            f"WHERE a.indicator IS NULL OR b.indicator IS NULL OR {' OR '.join(map(_differs, names[len(KEY) :]))} "
            f"ORDER BY {', '.join(f'coalesce(a.{name}, b.{name})' for name in KEY)}"
        )
        for row in connection.execute(sql, paths).fetchall():
            halves = row[: len(names)], row[len(names) :]
            before, after = (dict(zip(names, half, strict=True)) if half[0] else None for half in halves)
            yield before, after


def _columns(connection: duckdb.DuckDBPyConnection, path: str) -> frozenset[str]:
    return frozenset(name for name, *_ in connection.execute("DESCRIBE FROM read_parquet(?)", [path]).fetchall())


def _table(names: Sequence[str], known: frozenset[str]) -> str:
    """The named columns of one release; what it lacks is not known."""
    columns = (name if name in known else f"NULL AS {name}" for name in names)
    return f"SELECT {', '.join(columns)} FROM read_parquet(?)"  # noqa: S608  # names of our own


def _differs(name: str) -> str:
    distinct = f"a.{name} IS DISTINCT FROM b.{name}"
    if name not in NUMBERS:
        return distinct
    return f"({distinct} AND coalesce(abs(a.{name} - b.{name}) > {_SAME} * abs(a.{name}), true))"
