"""From numbers of persons to observations of the cube: the variables that a register feeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb

from teilhabe.codes.age import at_least
from teilhabe.codes.citizenship import ASYLUM_ORIGINS, GERMAN, GROUPS, TOTAL, UNKNOWN
from teilhabe.codes.concepts import Concept
from teilhabe.codes.countries import country_of_code
from teilhabe.codes.country_groups import contains
from teilhabe.engine.cube.observations import ATTRIBUTES
from teilhabe.engine.cube.quoting import text
from teilhabe.engine.preparation.persons.codes import NO_COUNTRY
from teilhabe.engine.preparation.persons.mapping import PersonMapping
from teilhabe.engine.preparation.persons.properties import IMPOSSIBLE_STAY, OLDEST_SINGLE
from teilhabe.engine.preparation.persons.variables import VARIABLES, Variable

_OLDEST = at_least(OLDEST_SINGLE)
_DIMENSIONS: Mapping[str, str] = {
    "sex": "sex",
    "age": "greatest(age, -1)",
    "citizenship": "groups.code",
    "residence_status": "status",
    "stay": f"CASE stay WHEN '{IMPOSSIBLE_STAY}' THEN '{UNKNOWN}' ELSE stay END",
    "migration_status": "migration",
}
"""Dimension of the data contract → expression over the cells; ages and days become codes when all is added up."""
_AGE = f"CASE WHEN age < 0 THEN '{UNKNOWN}' WHEN age < {OLDEST_SINGLE} THEN 'Y' || age ELSE '{_OLDEST}' END"
_FED_BY = {"citizenship": "country", "residence_status": "status", "migration_status": "migration"}


def write_observations(connection: duckdb.DuckDBPyConnection, mapping: PersonMapping, target: Path) -> tuple[str, ...]:
    """Writes the table `cells` as observations, in the order of their keys; the variables that were written.

    They name no snapshot: its checksum would change with the order of rows, and the order of persons means nothing.
    """
    available = {name for name, *_ in connection.execute("DESCRIBE cells").fetchall()}
    dimensions = [name for name in _DIMENSIONS if _FED_BY.get(name, name) in available]
    wanted = [variable for variable in VARIABLES if variable.name in mapping.variables]
    variables = [variable for variable in wanted if not variable.needs or variable.needs in dimensions]
    _keep_groups(connection, "citizenship" in dimensions)
    rows = " UNION ALL ".join(_rows(variable, dimensions) for variable in variables)
    keys = ", ".join(["ref_area", "time_period", *dimensions])
    connection.execute("SET preserve_insertion_order = true")
    connection.execute(f"CREATE TEMP TABLE counted AS SELECT * FROM ({rows}) ORDER BY {keys}, variable")  # noqa: S608  # names of ours
    connection.execute("SET threads = 1")  # one writer: equal observations give equal bytes
    attributes = _attributes(variables, "citizenship" in dimensions, mapping)
    written = ", ".join(f"{expression} AS {name}" for name, expression in attributes.items())
    connection.execute(
        f"COPY (SELECT {keys}, {written} FROM counted) TO {text(str(target))} "  # noqa: S608  # as above
        "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)"
    )
    return tuple(variable.name for variable in variables)


def _keep_groups(connection: duckdb.DuckDBPyConnection, has_citizenship: bool) -> None:
    """The table `groups`: which group a citizenship belonged to on each reference date."""
    if not has_citizenship:
        return
    pairs = connection.execute("SELECT DISTINCT country, day FROM cells ORDER BY ALL").fetchall()
    codes = [group(country, _date(day)) for country, day in pairs]
    connection.execute(
        "CREATE TEMP TABLE groups AS SELECT unnest($1) AS country, unnest($2)::INTEGER AS day, unnest($3) AS code",
        [[country for country, _ in pairs], [day for _, day in pairs], codes],
    )


def group(country: str, day: date) -> str:
    """The group of a citizenship as in the column `citizenship`: DE, EU, UA, A8, OTHER, UNKNOWN."""
    if country in GROUPS[TOTAL]:
        return country
    if country in NO_COUNTRY:
        return UNKNOWN
    if country in ASYLUM_ORIGINS:
        return "A8"
    if country in GROUPS["UA"]:
        return "UA"
    known = country_of_code(country)
    return "EU" if known and known.iso2 and contains("EU", known.iso2, day) else "OTHER"


def _date(day: int) -> date:
    return date(day // 10_000, day // 100 % 100, day % 100)


def _rows(variable: Variable, dimensions: Sequence[str]) -> str:
    """The numbers of one variable with their keys; a dimension it does not have holds TOTAL."""
    told = {name: expression for name, expression in _DIMENSIONS.items() if name in variable.dimensions}
    if variable.by_country:
        told["citizenship"] = "country"
    grouped = ", ".join(f"{expression} AS {name}" for name, expression in told.items() if name in dimensions)
    keys = {"ref_area": "area", "time_period": _DAY}
    keys |= {name: (_AGE if name == "age" else name) if name in told else f"'{TOTAL}'" for name in dimensions}
    keys["variable"] = text(variable.name)
    joined = "JOIN groups USING (country, day)" if "citizenship" in dimensions else ""
    condition = f"country <> '{GERMAN}'" if variable.only_foreign else "true"
    written = ", ".join(f"{expression} AS {name}" for name, expression in keys.items())
    counted = ", ".join(filter(None, ("area", "day", grouped, "sum(persons) AS persons")))
    return f"SELECT {written}, persons FROM (SELECT {counted} FROM cells {joined} WHERE {condition} GROUP BY ALL)"  # noqa: S608  # names of ours


_DAY = "concat_ws('-', day // 10000, lpad((day // 100 % 100)::VARCHAR, 2, '0'), lpad((day % 100)::VARCHAR, 2, '0'))"


def _attributes(variables: Sequence[Variable], has_citizenship: bool, mapping: PersonMapping) -> dict[str, str]:
    """Confidential throughout: the numbers are exact, and no row of the file is named."""
    concepts = " ".join(
        f"WHEN {text(entry.name)} THEN {text(entry.concept if has_citizenship or entry.needs else Concept.NONE)}"
        for entry in variables
    )
    texts = {"obs_status": "A", "conf_status": "C", "unit": "persons", "base": mapping.base}
    known = {name: text(value) for name, value in texts.items()} | {
        "variable": "variable",
        "obs_value": "persons::DOUBLE",
        "ref_date": "time_period",
        "concept": f"CASE variable {concepts} END",
    }
    return {name: known.get(name, _NULL.get(name, "NULL::VARCHAR")) for name in ATTRIBUTES}


_NULL = {"source_row": "NULL::INTEGER"}
