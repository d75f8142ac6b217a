"""Value signs: what stands in a table in place of a number, and quality marks that stand beside one.

Statuses follow the SDMX code lists CL_OBS_STATUS and CL_CONF_STATUS. A sign never becomes a number here: "-" means
"nothing" or "does not exist", and only a declared recipe or a proof may turn it into 0.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from teilhabe.text import Text

NORMAL, PROVISIONAL, ESTIMATED, UNRELIABLE, BREAK = "A", "P", "E", "U", "B"
MISSING, CANNOT_EXIST, NOT_COLLECTED, SUPPRESSED = "O", "M", "L", "Q"
FREE, CONFIDENTIAL = "F", "C"


@dataclass(frozen=True)
class Sign:
    """A sign, what it means, and the status of an observation that carries it."""

    sign: str
    meaning: Text
    obs_status: str
    conf_status: str = FREE


SIGNS: Mapping[str, Sign] = {
    entry.sign: entry
    for entry in (
        Sign("-", Text("nichts vorhanden oder Gebiet/Merkmal besteht nicht", "nothing, or does not exist"), NORMAL),
        Sign("–", Text("nichts vorhanden oder Gebiet/Merkmal besteht nicht", "nothing, or does not exist"), NORMAL),
        Sign("—", Text("nichts vorhanden oder Gebiet/Merkmal besteht nicht", "nothing, or does not exist"), NORMAL),
        Sign(".", Text("Wert unbekannt oder geheim zu halten", "unknown or confidential"), MISSING, CONFIDENTIAL),
        Sign("...", Text("Angabe fällt später an", "figure not yet available"), NOT_COLLECTED),
        Sign("…", Text("Angabe fällt später an", "figure not yet available"), NOT_COLLECTED),
        Sign("x", Text("Angabe nicht sinnvoll", "figure makes no sense"), CANNOT_EXIST),
        Sign("X", Text("Angabe nicht sinnvoll", "figure makes no sense"), CANNOT_EXIST),
        Sign("/", Text("Wert nicht sicher genug", "value not reliable enough"), UNRELIABLE),
        Sign("*", Text("geheim zu halten", "confidential"), SUPPRESSED, CONFIDENTIAL),
        Sign("•", Text("geheim zu halten", "confidential"), SUPPRESSED, CONFIDENTIAL),
        Sign(":", Text("nicht verfügbar", "not available"), MISSING),
        Sign("c", Text("geheim zu halten", "confidential"), SUPPRESSED, CONFIDENTIAL),
        Sign("()", Text("Aussagewert eingeschränkt", "limited reliability"), UNRELIABLE),
        Sign("n/a", Text("nicht verfügbar", "not available"), MISSING),
        Sign("NA", Text("nicht verfügbar", "not available"), MISSING),
        Sign("..", Text("nicht verfügbar", "not available"), MISSING),
        Sign("....", Text("nicht verfügbar", "not available"), MISSING),
        Sign(".....", Text("nicht verfügbar", "not available"), MISSING),
        Sign("......", Text("nicht verfügbar", "not available"), MISSING),
        *(Sign(text, Text("keine Angabe", "not stated"), MISSING) for text in ("k.A.", "k. A.", "k.A", "keine Angabe")),
        *(
            Sign(text, Text("nicht verfügbar", "not available"), MISSING)
            for text in ("N/A", "na", "NaN", "nan", "NULL", "null", "None", "#N/A", "#NV", "<NA>")
        ),
        Sign("", Text("leeres Feld", "empty field"), MISSING),
    )
}
"""Signs in place of a number."""

_BELOW = re.compile(r"(?:<|≤|<=)\s?\d{1,2}")


def is_below(text: str) -> bool:
    """Whether a cell only says that the number is small, as "<3": the number itself is hidden."""
    return _BELOW.fullmatch(text) is not None


BELOW = Sign("<", Text("kleine Zahl, geheim zu halten", "small number, confidential"), SUPPRESSED, CONFIDENTIAL)

NOT_EXISTING = frozenset({"-", "–", "—"})

QUALITY: Mapping[str, str] = {
    "": NORMAL,
    "e": NORMAL,
    "()": UNRELIABLE,
    "u": UNRELIABLE,
    "p": PROVISIONAL,
    "v": PROVISIONAL,
    "r": NORMAL,
    "b": BREAK,
    "s": ESTIMATED,
    "g": NORMAL,
    "d": NORMAL,
    "D": NORMAL,
}
"""Quality marks beside a number, to CL_OBS_STATUS: e final, p and v provisional, r revised, b break, s estimated."""
