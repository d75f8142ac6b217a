"""What the cells of a register mean: each different cell is read once, whatever the number of persons."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Collection, Mapping
from typing import Literal

from teilhabe.codes import residence, sex
from teilhabe.codes.citizenship import FOREIGN, GERMAN, GROUPS, TOTAL, UNKNOWN, parse_citizenship
from teilhabe.codes.countries import Country, countries, country_of_code, country_of_name
from teilhabe.codes.labels import RESIDENCE_STATUS
from teilhabe.codes.residence_status import parse_residence_status

Kind = Literal["date", "number", "area", "sex", "country", "status", "migration", "residence"]
Code = str | int

NO_COUNTRY = frozenset({"ST997", "ST998", "ST999", UNKNOWN})
"""Stateless, unclear, not stated."""
MIGRATION_STATUSES = ("WITH", "WITHOUT", UNKNOWN)

_BLANKS = frozenset({"", "-", "–", ".", "?", "null", "none", "na", "n/a", "k.a.", "k. a.", "o. a.", "unbekannt"})
_NO_DAY = frozenset({"00.00.0000", "0000-00-00", "00000000", "0000"})
_TRAVEL_DOCUMENTS = {"XXA": "997", "XXB": "998", "XXC": "998", "XXX": "998"}
"""Codes of passports (ICAO Doc 9303) for persons without a state, refugees and unspecified nationality."""
_DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:[ T]\d\d:\d\d.*)?"),
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?: \d\d:\d\d.*)?"),
    re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"),
    re.compile(r"(?P<month>\d\d)\.(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})"),
)
_EARLIEST, _LATEST = 1850, 2150


def is_blank(cell: str) -> bool:
    """Whether a cell says nothing; that is no wrong code."""
    return cell.strip().lower() in _BLANKS


def read_date(cell: str) -> int | None:
    """20041231 for "31.12.2004", "2004-12-31", "20041231"; 20041200 and 20040000 where the day is unknown.

    None where the text is no day of the calendar.
    """
    match = next((found for pattern in _DATES if (found := pattern.fullmatch(cell))), None)
    if match is None:
        return None
    parts = {name: int(text) for name, text in match.groupdict().items()}
    year, month, day = parts["year"], parts.get("month", 0), parts.get("day", 0)
    if not (_EARLIEST <= year <= _LATEST and month <= 12 and (month or not day)):
        return None
    last = calendar.monthrange(year, month)[1] if month else 0
    return year * 10_000 + month * 100 + day if day <= last else None


def read_country(cell: str) -> str | None:
    """The code of a citizenship: DE, "ST475", or a group where the register tells no more ("EU").

    Known are the official keys (475), ISO codes, names, and the codes of passports for persons without a state.
    """
    country = _country(cell)
    if country is not None:
        return GERMAN if country.iso2 == GERMAN else country.code
    group = parse_citizenship(cell)
    return None if group in (TOTAL, FOREIGN) else group


def _country(cell: str) -> Country | None:
    key = _TRAVEL_DOCUMENTS.get(cell.upper(), cell)
    if len(key) == 3 and key.isdigit():
        return countries().get(key)
    return country_of_code(key.upper()) or country_of_name(cell)


def _read_number(cell: str) -> int | None:
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) <= 4 else None


def _read_sex(cell: str) -> str | None:
    code = sex.parse_sex(cell)
    return code if code in SEXES else None


def _read_status(cell: str) -> str | None:
    return cell if cell in RESIDENCE_STATUS else parse_residence_status(cell)


def _read_migration(cell: str) -> str | None:
    return cell if cell in MIGRATION_STATUSES else None


def _read_residence(cell: str) -> str | None:
    code = residence.parse_residence(cell)
    return code if code in RESIDENCES else None


SEXES = (sex.MALE, sex.FEMALE, sex.DIVERS, sex.UNKNOWN, sex.EITHER)
RESIDENCES = (residence.MAIN, residence.SECONDARY)
_READERS: Mapping[Kind, Callable[[str], Code | None]] = {
    "date": read_date,
    "number": _read_number,
    "area": lambda cell: cell,
    "sex": _read_sex,
    "country": read_country,
    "status": _read_status,
    "migration": _read_migration,
    "residence": _read_residence,
}
_ALLOWED: Mapping[Kind, Collection[str]] = {
    "sex": SEXES,
    "status": (*RESIDENCE_STATUS, UNKNOWN),
    "migration": MIGRATION_STATUSES,
    "residence": RESIDENCES,
}


def read_cell(kind: Kind, cell: str, own: Mapping[str, str]) -> Code | None:
    """The code of a cell; `own` are the city's codes, which go before ours. None where nobody knows it."""
    text = " ".join(cell.split())
    if text in own:
        meant = own[text]
        return read_country(meant) if kind == "country" else meant
    return None if text in _NO_DAY and kind == "date" else _READERS[kind](text)


def is_code(kind: Kind, code: str) -> bool:
    """Whether a declared code may stand for a cell of this kind."""
    if kind == "country":
        return code in GROUPS[TOTAL] or read_country(code) is not None
    return kind not in _ALLOWED or code in _ALLOWED[kind]
