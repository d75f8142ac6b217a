"""What a dataset holds: its dimensions, codes, periods and the attributes its observations share.

Reading it means reading the whole file, so it is kept beside the Parquet file and read again only when that changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from teilhabe.codes.period import parse_period
from teilhabe.engine.cube.observations import ATTRIBUTES, OPTIONAL_ATTRIBUTES
from teilhabe.engine.cube.quoting import quoted, text

AREA, PERIOD, AGE, CITIZENSHIP = "ref_area", "time_period", "age", "citizenship"
YEARLY = (AGE, CITIZENSHIP)
NOWHERE = ""
"""The code of a dimension that does not apply to an observation."""


class Profile(NamedTuple):
    """What observations have in common besides their number; `sign` is that of an observation without a number."""

    status: str | None
    base: str | None
    concept: str | None
    unit: str | None
    vintage: str | None
    sign: str | None


@dataclass(frozen=True)
class Holding:
    """What is there of one variable: dimension → codes, and the profiles (by number) of each period.

    `yearly` holds the codes of each period for the dimensions in YEARLY, whose groups change in the course of time.
    """

    codes: Mapping[str, tuple[str, ...]]
    profiles: Mapping[str, tuple[int, ...]]
    yearly: Mapping[str, Mapping[str, tuple[str, ...]]]

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """In order of time."""
        return tuple(sorted(self.profiles, key=_moment))


@dataclass(frozen=True)
class Structure:
    dimensions: tuple[str, ...]
    holdings: Mapping[str, Holding]  # by variable
    profiles: tuple[Profile, ...]
    totals: tuple[str, ...]  # the different contents of `total_of`, empty where the file has none
    is_whole: bool  # every number is a whole number, so that sums do not depend on their order
    has_citations: bool

    @cached_property
    def varies_within_periods(self) -> bool:
        """Whether some period of a variable holds observations of different profiles."""
        return any(len(found) > 1 for holding in self.holdings.values() for found in holding.profiles.values())


def _moment(period: str) -> tuple[str, str]:
    parsed = parse_period(period)
    return (parsed.end.isoformat() if parsed else period, period)


def read_structure(path: Path) -> Structure:
    """The structure of a Parquet file of observations; kept in a file beside it."""
    kept, stamp = path.with_suffix(".structure.json"), _stamp(path)
    if kept.is_file():
        content = json.loads(kept.read_text(encoding="utf-8"))
        if content.pop("stamp") == stamp:
            return _from_json(content)
    structure = _survey(path)
    draft = kept.with_suffix(".draft")
    draft.write_text(json.dumps({"stamp": stamp, **_to_json(structure)}, ensure_ascii=False), encoding="utf-8")
    draft.replace(kept)
    return structure


_FORMAT = 3
"""Of the kept file: a change here has every structure read anew."""


def _stamp(path: Path) -> list[int]:
    found = path.stat()
    return [_FORMAT, found.st_size, found.st_mtime_ns, found.st_ino]


def _to_json(structure: Structure) -> dict[str, Any]:
    return asdict(structure)


def _from_json(content: Mapping[str, Any]) -> Structure:
    holdings = {
        variable: Holding(
            {name: tuple(codes) for name, codes in entry["codes"].items()},
            {period: tuple(numbers) for period, numbers in entry["profiles"].items()},
            {
                name: {period: tuple(codes) for period, codes in periods.items()}
                for name, periods in entry["yearly"].items()
            },
        )
        for variable, entry in content["holdings"].items()
    }
    return Structure(
        dimensions=tuple(content["dimensions"]),
        holdings=holdings,
        profiles=tuple(Profile(*entry) for entry in content["profiles"]),
        totals=tuple(content["totals"]),
        is_whole=content["is_whole"],
        has_citations=content["has_citations"],
    )


def _survey(path: Path) -> Structure:
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.execute(f"CREATE VIEW o AS SELECT * FROM read_parquet({text(str(path))})")  # noqa: S608  # quoted
        columns = [name for name, *_ in connection.execute("DESCRIBE o").fetchall()]
        dimensions = tuple(name for name in columns if name not in (*ATTRIBUTES, *OPTIONAL_ATTRIBUTES))
        found = _profiles(connection)
        profiles = tuple(dict.fromkeys(Profile(*row[2:]) for row in found))
        return Structure(
            dimensions=dimensions,
            holdings=_holdings(connection, dimensions, found, profiles),
            profiles=profiles,
            totals=_totals(connection) if "total_of" in columns else (),
            is_whole=_is_whole(connection),
            has_citations="citation" in columns,
        )


def _profiles(connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    sql = f"SELECT DISTINCT variable, {PERIOD}, {profile_columns('o')} FROM o ORDER BY ALL"  # noqa: S608  # names of our own
    return connection.execute(sql).fetchall()


def profile_columns(table: str) -> str:
    """The columns of a profile as SQL, in the order of `Profile`."""
    plain = ("obs_status", "base", "concept", "unit", "vintage")
    return ", ".join(
        (*(f"{table}.{name}" for name in plain), f"CASE WHEN {table}.obs_value IS NULL THEN {table}.source_sign END")
    )


def _holdings(
    connection: duckdb.DuckDBPyConnection,
    dimensions: Sequence[str],
    found: Sequence[tuple[Any, ...]],
    profiles: Sequence[Profile],
) -> Mapping[str, Holding]:
    number = {profile: place for place, profile in enumerate(profiles)}
    by_variable: dict[str, dict[str, tuple[int, ...]]] = {}
    for variable, period, *rest in found:
        periods = by_variable.setdefault(variable, {})
        periods[period] = (*periods.get(period, ()), number[Profile(*rest)])
    codes: dict[str, dict[str, tuple[str, ...]]] = {variable: {} for variable in by_variable}
    for name in dimensions:
        for variable, members in connection.execute(_CODES.format(name=quoted(name))).fetchall():
            codes[variable][name] = tuple(members or ())
    yearly: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {variable: {} for variable in by_variable}
    for name in (name for name in YEARLY if name in dimensions):
        for variable, period, members in connection.execute(_YEARLY.format(name=name)).fetchall():
            yearly[variable].setdefault(name, {})[period] = tuple(members or ())
    return {variable: Holding(codes[variable], periods, yearly[variable]) for variable, periods in by_variable.items()}


_CODES = """
SELECT variable, list_sort(list({name}) FILTER ({name} IS NOT NULL)) FROM (SELECT DISTINCT variable, {name} FROM o)
GROUP BY variable ORDER BY variable
"""


_YEARLY = """
SELECT variable, time_period, list_sort(list({name}) FILTER ({name} IS NOT NULL))
FROM (SELECT DISTINCT variable, time_period, {name} FROM o) GROUP BY ALL ORDER BY ALL
"""


def _totals(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    rows = connection.execute("SELECT DISTINCT total_of FROM o WHERE total_of IS NOT NULL ORDER BY 1").fetchall()
    return tuple(entry for (entry,) in rows)


def _is_whole(connection: duckdb.DuckDBPyConnection) -> bool:
    row = connection.execute("SELECT coalesce(bool_and(obs_value = trunc(obs_value)), true) FROM o").fetchone()
    return bool(row and row[0])
