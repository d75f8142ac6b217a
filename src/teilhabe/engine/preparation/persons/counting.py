"""Counting: the rows of persons become numbers of persons. Nothing of a single person leaves this module."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from teilhabe.codes import residence
from teilhabe.engine.cube.quoting import text
from teilhabe.engine.preparation.persons.checking import Translated
from teilhabe.engine.preparation.persons.mapping import PersonMapping
from teilhabe.engine.preparation.persons.properties import completed_years, country, told_apart
from teilhabe.engine.preparation.persons.reading import PersonFile
from teilhabe.errors import InputError

MOST_DIFFERENT = 2_000_000
"""So many different cells has no column that is read, not even one of days."""


def load(connection: duckdb.DuckDBPyConnection, file: PersonFile, mapping: PersonMapping) -> None:
    """The needed columns of the file as the table `rows`, in memory: a column is called `v0`, `v1` … as in `_places`.

    Of the person's number only a hash is held, NULL where there is none.
    """
    cells = [f"{_cell(file, column)} AS {place}" for column, place in _places(mapping).items()]
    if mapping.id:
        cells.append(f"hash(nullif({_cell(file, mapping.id)}, '')) AS person")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE rows AS SELECT {', '.join(cells)} FROM {file.relation} r")  # noqa: S608  # names of ours, quoted columns


def _places(mapping: PersonMapping) -> dict[str, str]:
    columns = dict.fromkeys(field.column for field in mapping.fields)
    return {column: f"v{place}" for place, column in enumerate(columns)}


def _cell(file: PersonFile, column: str) -> str:
    return f"coalesce({file.columns[column]}, '')"


def occurrences(
    connection: duckdb.DuckDBPyConnection, file: PersonFile, mapping: PersonMapping
) -> dict[str, dict[str, int]]:
    """How often each different cell stands in each column with codes; InputError where a column has too many."""
    found = {}
    for column, place in _places(mapping).items():
        sql = f"SELECT {place}, count(*) FROM rows GROUP BY ALL LIMIT {MOST_DIFFERENT}"  # noqa: S608  # names of ours
        found[column] = dict(connection.execute(sql).fetchall())
        if len(found[column]) == MOST_DIFFERENT:
            raise InputError(
                f"{file.name}: Die Spalte {column} hat fast in jeder Zeile anderen Inhalt; sie ist falsch zugeordnet.",
                f"{file.name}: the column {column} differs in nearly every row; it is declared wrongly.",
            )
    return found


def keep_codes(connection: duckdb.DuckDBPyConnection, translated: Sequence[Translated]) -> None:
    """One table for each field: cell and code."""
    for entry in translated:
        cells, codes = list(entry.codes), list(entry.codes.values())
        kind = "INTEGER" if entry.field.kind in ("date", "number") else "VARCHAR"
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE code_{entry.field.name} AS "
            f"SELECT unnest($1) AS cell, unnest($2)::{kind} AS code",
            [cells, codes],
        )


def duplicate_persons(connection: duckdb.DuckDBPyConnection, mapping: PersonMapping) -> int:
    """How many persons stand in several of the counted rows of one reference date; codes are kept already.

    Persons are told apart by a hash of 64 bits: of ten million, two are taken for one with a chance of 1 in 400,000.
    """
    day = "code_day.code" if mapping.has("day") else "0"
    sql = (
        f"SELECT count(*) FROM (SELECT hash(person, {day}) AS number FROM {_coded(mapping, ('day', 'residence'))} "  # noqa: S608  # names of ours
        f"WHERE {_is_kept(mapping)} AND person IS NOT NULL GROUP BY number HAVING count(*) > 1)"
    )
    (persons,) = connection.execute(sql).fetchone() or (0,)
    return int(persons)


def _coded(mapping: PersonMapping, names: Sequence[str]) -> str:
    """The rows, each with the codes of the named fields, as far as there are such fields."""
    places = _places(mapping)
    joins = (
        f"JOIN code_{field.name} ON code_{field.name}.cell = {places[field.column]}"
        for field in mapping.fields
        if field.name in names
    )
    return " ".join(["rows", *joins])


def _is_kept(mapping: PersonMapping) -> str:
    """The condition on the kind of residence."""
    if mapping.has("residence") and mapping.kept != residence.TOTAL:
        return f"code_residence.code = {text(mapping.kept)}"
    return "true"


def add_cells(connection: duckdb.DuckDBPyConnection, mapping: PersonMapping, day: int, is_unique: bool) -> None:
    """Adds the counted persons of the rows to the table `cells`; `day` holds where no column has the reference date.

    Where persons stand twice, one of their rows counts: the first in the order of the codes.
    """
    names = [field.name for field in mapping.fields]
    coded = {name: f"code_{name}.code" for name in names} | {"day": "code_day.code" if "day" in names else str(day)}
    coded["area"] = coded.get("area", text(mapping.area))
    columns = ", ".join(f"{expression} AS {name}" for name, expression in coded.items())
    once = ""
    if not is_unique:
        order = ", ".join(coded.values())
        once = f"QUALIFY person IS NULL OR row_number() OVER (PARTITION BY person, {coded['day']} ORDER BY {order}) = 1"
    people = f"SELECT {columns} FROM {_coded(mapping, names)} WHERE {_is_kept(mapping)} {once}"  # noqa: S608  # names of ours
    told = told_apart(mapping)
    counted = ", ".join(f"{expression} AS {name}" for name, expression in told.items())
    known = f"SELECT *, {completed_years(mapping)} AS years, {country(mapping)} AS country FROM ({people})"  # noqa: S608  # as above
    target = "INSERT INTO cells" if _exists(connection) else "CREATE TEMP TABLE cells AS"
    connection.execute(f"{target} SELECT {counted}, count(*) AS persons FROM ({known}) GROUP BY ALL")  # noqa: S608  # as above


def _exists(connection: duckdb.DuckDBPyConnection) -> bool:
    return ("cells",) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
