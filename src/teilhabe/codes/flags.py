"""Flags: the letters that Eurostat and others set beside a value, several at a time ("12.3 bp", ": c", "7 @C").

They are not the quality marks of German official statistics (`signs.QUALITY`): there "e" is a final figure, here an
estimated one. Source: Eurostat, "Special values and flags"; SDMX code lists CL_OBS_STATUS 2.2 and CL_CONF_STATUS 1.3.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from teilhabe.codes.signs import (
    BREAK,
    CANNOT_EXIST,
    CONFIDENTIAL,
    ESTIMATED,
    FREE,
    MISSING,
    NORMAL,
    PROVISIONAL,
    SUPPRESSED,
    UNRELIABLE,
)
from teilhabe.text import Text

DEFINITION_DIFFERS, FORECAST, IMPUTED, NOT_SIGNIFICANT = "D", "F", "I", "N"


@dataclass(frozen=True)
class Flag:
    """One letter, what it means, and the status of a value that carries it."""

    flag: str
    meaning: Text
    obs_status: str
    conf_status: str = FREE


FLAGS: Mapping[str, Flag] = {
    entry.flag: entry
    for entry in (
        Flag("z", Text("trifft nicht zu", "not applicable"), CANNOT_EXIST),
        Flag("c", Text("geheim zu halten", "confidential"), SUPPRESSED, CONFIDENTIAL),
        Flag("u", Text("eingeschränkt aussagefähig", "low reliability"), UNRELIABLE),
        Flag("n", Text("nicht signifikant", "not significant"), NOT_SIGNIFICANT),
        Flag("b", Text("Bruch in der Zeitreihe", "break in time series"), BREAK),
        Flag("d", Text("abweichende Definition", "definition differs"), DEFINITION_DIFFERS),
        Flag("f", Text("Vorausschätzung", "forecast"), FORECAST),
        Flag("e", Text("geschätzt", "estimated"), ESTIMATED),
        Flag("s", Text("von Eurostat geschätzt", "Eurostat estimate"), ESTIMATED),
        Flag("i", Text("imputiert oder siehe Metadaten", "imputed, or see metadata"), IMPUTED),
        Flag("p", Text("vorläufig", "provisional"), PROVISIONAL),
        Flag("r", Text("berichtigt", "revised"), NORMAL),
    )
}  # fmt: skip
"""What restricts a value most stands first: of several flags it gives the status; all of them stay as the sign."""

_WITHOUT_NUMBER = frozenset({CANNOT_EXIST, SUPPRESSED, UNRELIABLE, NOT_SIGNIFICANT, "L", "H", "J", "K", "S", "O"})
"""Statuses that say why there is no number; all others say something about one."""

_CELL = re.compile(r"\s*(:|[-+]?[\d.,]*\d[\d.,]*(?:[eE][-+]?\d{1,3})?)?\s*([a-z]{0,6})\s*(?:@\s*([A-Z]))?\s*")


@dataclass(frozen=True)
class Flagged:
    """The number or ":" of a cell as printed ("" where there is none), and what stands beside it."""

    value: str
    sign: str
    obs_status: str
    conf_status: str


@lru_cache(maxsize=4096)
def status_of(flags: str, has_number: bool) -> tuple[str, str] | None:
    """CL_OBS_STATUS and CL_CONF_STATUS of a value with these letters; None where a letter is no flag.

    A confidential number that is shown all the same is a normal one that must not be passed on.
    """
    if any(letter not in FLAGS for letter in flags):
        return None
    found = [entry for entry in FLAGS.values() if entry.flag in flags]
    confidentiality = CONFIDENTIAL if any(entry.conf_status == CONFIDENTIAL for entry in found) else FREE
    if has_number:
        statuses = [entry.obs_status for entry in found if entry.obs_status not in (SUPPRESSED, CANNOT_EXIST, NORMAL)]
        return next(iter(statuses), NORMAL), confidentiality
    return without_number(next((entry.obs_status for entry in found), MISSING)), confidentiality


def without_number(obs_status: str) -> str:
    """The status of an observation that has no number: a status that speaks about a number cannot hold for it."""
    return obs_status if obs_status in _WITHOUT_NUMBER else MISSING


@lru_cache(maxsize=65536)
def parse_cell(cell: str) -> Flagged | None:
    """A value with its flags; None where the cell is neither number nor ":" with known flags.

    "12.3 b" is 12.3 with the status B; ": c" is suppressed; "7 @C" is confidential.
    """
    match = _CELL.fullmatch(cell)
    if match is None:
        return None
    value, flags, confidentiality = match[1] or "", match[2], match[3]
    found = status_of(flags, value not in ("", ":"))
    if found is None:
        return None
    sign = " ".join(
        part for part in (":" if value == ":" else "", flags, f"@{confidentiality}" if confidentiality else "") if part
    )
    return Flagged(value, sign, found[0], confidentiality or found[1])
