"""Countries: one table of the official Destatis keys, ISO 3166 codes and names of today's states, in two languages.

The keys are those of the Federal Statistical Office's list of states and citizenships. States that no longer exist
(Soviet Union, Yugoslavia) are not in it: their citizenships keep the publisher's code.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from teilhabe.text import Text

_NO_STATE = frozenset({"997", "998", "999"})
"""Stateless, unclear, not stated: keys of the same list, but no countries."""


@dataclass(frozen=True)
class Country:
    """A state by its three-digit Destatis key, ISO 3166 codes ("" where it has none) and name."""

    key: str
    iso2: str
    iso3: str
    name: Text

    @property
    def code(self) -> str:
        """The code in the column `citizenship`: "ST475"."""
        return f"ST{self.key}"

    @property
    def is_state(self) -> bool:
        return self.key not in _NO_STATE

    @property
    def continent(self) -> str:
        """EUROPE, AFRICA, AMERICA, ASIA or OCEANIA, as the first digit of the key has it; "" for no state.

        The Federal Statistical Office counts Russia, Türkiye and Cyprus as European.
        """
        return _CONTINENTS.get(self.key[0], "") if self.is_state else ""


_CONTINENTS = {"0": "EUROPE", "1": "EUROPE", "2": "AFRICA", "3": "AMERICA", "4": "ASIA", "5": "OCEANIA"}


@cache
def countries() -> Mapping[str, Country]:
    """All of them by key."""
    return {row["key"]: Country(row["key"], row["iso2"], row["iso3"], Text(row["de"], row["en"])) for row in _rows()}


def _rows() -> list[dict[str, str]]:
    text = files("teilhabe.codes").joinpath("countries.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _by_name() -> Mapping[str, str]:
    return {
        _plain(name): row["key"]
        for row in _rows()
        for name in (row["de"], row["en"], *row["aliases"].split("|"))
        if len(name) > 3
    }


@cache
def _by_code() -> Mapping[str, str]:
    found = {f"ST{row['key']}": row["key"] for row in _rows()}
    for row in _rows():
        short = (alias for alias in row["aliases"].split("|") if alias.isupper() and len(alias) <= 4)
        found |= {code: row["key"] for code in (row["iso2"], row["iso3"], *short) if code}
    return found


_ADDITION = re.compile(r"\s*\((?:ab|seit|einschl\w*\.?|ohne)\b[^)]*\)\s*$")
_TRANSLITERATED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ô": "o", "’": "'"})


def _plain(name: str) -> str:
    """Lower case without umlauts and additions in parentheses, which older files spell out or leave away."""
    return " ".join(_ADDITION.sub("", name).lower().translate(_TRANSLITERATED).replace("-", " ").split())


@lru_cache(maxsize=4096)
def country_of_name(name: str) -> Country | None:
    """The country with this German or English name; None for groups, former states and everything else."""
    key = _by_name().get(_plain(name))
    return countries()[key] if key else None


@lru_cache(maxsize=4096)
def country_of_code(code: str) -> Country | None:
    """The country with this code: "ST475", "SY" or "SYR"; bare digits are no code here, they may be anything."""
    key = _by_code().get(code)
    return countries()[key] if key else None


def country_of_key(digits: str, name: str) -> Country | None:
    """The country with this Destatis key where the name beside it confirms it; keys alone look like any number."""
    found = country_of_name(name)
    return found if found and found.key == digits.zfill(3) else None
