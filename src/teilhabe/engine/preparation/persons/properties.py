"""What follows from the codes of a person, as SQL: age, the citizenship that counts, stay, migration background."""

from __future__ import annotations

from teilhabe.codes.age import bounds
from teilhabe.codes.citizenship import GERMAN, UNKNOWN
from teilhabe.codes.stay import LABELS as STAYS
from teilhabe.engine.cube.quoting import text
from teilhabe.engine.preparation.persons.codes import NO_COUNTRY
from teilhabe.engine.preparation.persons.mapping import PersonMapping

OLDEST_SINGLE, OLDEST = 100, 130
NOT_KNOWN, NOT_POSSIBLE = -1, -2
"""Stand for an age in the cells."""
IMPOSSIBLE_STAY = "IMPOSSIBLE"

_POSTWAR = 1950
"""Germans born abroad before count as without migration background: borders and people were moved by the war."""
_NOBODY = ", ".join(map(text, sorted(NO_COUNTRY)))


def told_apart(mapping: PersonMapping) -> dict[str, str]:
    """Columns of `cells` with their expressions over the codes of a person, `years` and `country`."""
    told = {"day": "day", "area": "area"}
    if mapping.has("sex"):
        told["sex"] = "sex"
    if mapping.has("born") or mapping.has("age"):
        told["age"] = "years"
    if mapping.has("first"):
        told["country"] = "country"
    if mapping.has("status"):
        told["status"] = _unless_german(mapping, "status")
    if mapping.has("arrived") or mapping.has("years_here"):
        told["stay"] = _unless_german(mapping, _stay(mapping))
    if mapping.has("migration") or mapping.has("birth_country"):
        told["migration"] = "migration" if mapping.has("migration") else _migration(mapping)
    return told


def _unless_german(mapping: PersonMapping, expression: str) -> str:
    if not mapping.has("first"):
        return expression
    return f"CASE WHEN country = {text(GERMAN)} THEN 'NOT_APPLICABLE' ELSE {expression} END"


def completed_years(mapping: PersonMapping) -> str:
    """Completed years: days are numbers such as 20041231, so whole ten thousands between them are years.

    Who was born on 29 February is a year older on 1 March of a common year.
    """
    if not (mapping.has("born") or mapping.has("age")):
        return "NULL"
    years, is_later = ("(day - born) // 10000", "born > day") if mapping.has("born") else ("age", "false")
    return (
        f"CASE WHEN {years} IS NULL THEN {NOT_KNOWN} WHEN {is_later} OR {years} > {OLDEST} THEN {NOT_POSSIBLE} "
        f"ELSE least({years}, {OLDEST_SINGLE}) END"
    )


def country(mapping: PersonMapping) -> str:
    """The citizenship that counts: the German one before all others, else the first one that is known."""
    if not mapping.has("second"):
        return "first" if mapping.has("first") else "NULL"
    german = text(GERMAN)
    return (
        f"CASE WHEN {german} IN (first, second) THEN {german} "
        f"WHEN first IN ({_NOBODY}) AND second NOT IN ({_NOBODY}, '') THEN second ELSE first END"
    )


def _stay(mapping: PersonMapping) -> str:
    """The class of completed years since the arrival; who was born here has been here since birth."""
    is_later = "false"
    years = "years_here"
    if mapping.has("arrived"):
        years, is_later = "(day - arrived) // 10000", "arrived > day"
        if mapping.has("birth_country") and mapping.has("born"):
            is_born_here = f"arrived IS NULL AND birth_country = {text(GERMAN)}"
            years = f"CASE WHEN {is_born_here} THEN (day - born) // 10000 ELSE {years} END"
    classes = " ".join(f"WHEN ({years}) >= {bounds(code)[0]} THEN {text(code)}" for code in reversed(list(STAYS)))
    return f"CASE WHEN {is_later} THEN {text(IMPOSSIBLE_STAY)} {classes} ELSE {text(UNKNOWN)} END"


def _migration(mapping: PersonMapping) -> str:
    """With migration background: foreign, with a second citizenship, born abroad, or a parent born abroad."""
    second = f"second NOT IN ({_NOBODY}, '') AND first <> second" if mapping.has("second") else "false"
    since = f"day // 10000 - years >= {_POSTWAR} AND " if mapping.has("born") or mapping.has("age") else ""
    signs = [f"country <> {text(GERMAN)}", second, f"{since}{_abroad('birth_country')}"]
    signs += [_abroad(name) for name in ("parent_1", "parent_2") if mapping.has(name)]
    is_with = " OR ".join(f"({sign})" for sign in signs)
    is_unknown = f"birth_country IN ({_NOBODY})"
    return f"CASE WHEN {is_with} THEN 'WITH' WHEN {is_unknown} THEN {text(UNKNOWN)} ELSE 'WITHOUT' END"


def _abroad(name: str) -> str:
    return f"{name} NOT IN ({_NOBODY}, {text(GERMAN)})"
