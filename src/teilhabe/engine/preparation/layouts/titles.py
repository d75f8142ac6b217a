"""Titles and footers: what the lines above and below a classic table say about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from teilhabe.codes.territory import code_of_name
from teilhabe.engine.preparation.meaning.roles import by_name, slug

_TABLE = re.compile(r"(?:GENESIS-)?(?:Tabelle|Table):\s*(\S+)", re.IGNORECASE)
_TABLE_CODE = re.compile(r"(?=\S*\d)[0-9A-Z]{5}-[0-9A-Za-z-]+\b")
_STAND = re.compile(r"^\s*(?:Stand|Datenstand|created|Erstellt|Erstellt am|Abgerufen am|Abruf)\s*:.*$", re.MULTILINE)
_UNTITLED = re.compile(r"(data extracted|last updated|letzte aktualisierung|abgerufen|zurück|inhalt)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:Tabelle|Tab\.|Table|T)\s*\d[\d.]*[a-z]?\s*[:.–-]?\s+(?=\S)")
_MEASURE = re.compile(r"(?P<name>[^:]+?)\s*\((?P<unit>[^()]{1,25})\)")
_IN_UNIT = re.compile(r"(?P<name>.+?),?\s+(?:in|\[)\s*(?P<unit>[^()\[\]\s]{1,12}|1[ .]?000 \S{1,12})\]?")
_UNIT = re.compile(r"(?:je|pro|per) \S.*|.*(?:eur|euro|€|%|prozent|qkm|km²|m²)", re.IGNORECASE)
_UNITS = """
anzahl number prozent percent % in_% promille personen persons fälle einwohner_je_qkm je_1000 je_1.000_einwohner
1000 1.000 tsd tsd. mill. mio. mrd. eur euro teur 1000_eur tsd._eur mill._eur mio._eur mrd._eur
prozentpunkte prozentpunkten qkm km2 km² ha m2 m² qm t kg dt/ha
inh/km² inh/km2 ew/km² jahre years stunden std. tage index
"""
_CONTINUES = re.compile(r"[,/:-]$|\bregionale$|\bnach$|\bund$|\bder$|\bsowie$|\bmit$|\bvon$", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """What the title lines say. `dimensions` are the names that the title lists, in its order."""

    lines: tuple[str, ...]
    table_code: str = ""
    title: str = ""
    variable: str = ""
    unit: str = ""
    territory: str = ""
    dimensions: tuple[str, ...] = ()


def names_a_table(cell: str) -> bool:
    """Whether a line announces a table of the GENESIS family."""
    return bool(_TABLE.match(cell.strip()))


def is_unit(text: str) -> bool:
    """Whether a text is a unit that official tables use; any other text in parentheses says something else."""
    return "_".join(text.lower().removeprefix("in ").split()) in _UNITS.split() or bool(_UNIT.fullmatch(text.strip()))


def measure(text: str) -> tuple[str, str] | None:
    """Name and unit of "Bevölkerungsstand (Anzahl)" or "Anteil in %"; None where it names no unit."""
    return _matched(_MEASURE, text) or _matched(_IN_UNIT, text)


def _matched(pattern: re.Pattern[str], text: str) -> tuple[str, str] | None:
    match = pattern.fullmatch(text.strip())
    if not match or not is_unit(match["unit"]):
        return None
    return match["name"].strip(), match["unit"].strip()


def read_heading(lines: Sequence[str]) -> Heading:
    """The meaning of the title lines; whatever they do not say stays empty."""
    texts = [" ".join(line.split()) for line in lines if line.strip()]
    code, below = _table_code([text for text in texts if not _STAND.match(text) and not _UNTITLED.match(text)])
    title = _NUMBERED.sub("", _joined_title(below))
    variable, unit = next((found for text in reversed(below) if (found := _matched(_MEASURE, text))), ("", ""))
    unit = unit or next((found[1] for text in below if (found := _matched(_IN_UNIT, text))), "")
    return Heading(
        tuple(texts),
        table_code=code,
        title=title,
        variable=variable or title.partition(": ")[0].rstrip(":"),
        unit=unit,
        territory=_territory(below, title),
        dimensions=_listed(title),
    )


def _table_code(texts: Sequence[str]) -> tuple[str, Sequence[str]]:
    """The code of the table and the lines that describe it; what somebody wrote above the code does not."""
    for place, text in enumerate(texts):
        if match := _TABLE.match(text):
            return match[1], texts[place + 1 :]
    leading = _TABLE_CODE.match(texts[0]) if texts else None
    if leading is None:
        return "", texts
    return leading[0], texts[1:] if leading[0] == texts[0] else texts


def _joined_title(lines: Sequence[str]) -> str:
    """The first line and the lines it runs on to."""
    title = ""
    for line in lines:
        if title and not (_CONTINUES.search(title) or line[:1].islower() or line.startswith("Tiefe:")):
            break
        title = f"{title} {line}".strip()
    return title


def _listed(title: str) -> tuple[str, ...]:
    _, _, after = title.partition(": ")
    return tuple(part.strip() for part in re.split(r"[,;/]", after) if part.strip())


def _territory(lines: Sequence[str], title: str) -> str:
    """The one territory that the whole table is about, where a line or the title names it."""
    named = [line for line in (*lines, *_listed(title)) if code_of_name(line)]
    return named[0] if named else ""


def unclaimed(heading: Heading, roles: Sequence[str | None]) -> list[str]:
    """The names listed in the title that no dimension with a known role accounts for."""
    return [
        name
        for name in heading.dimensions
        if not code_of_name(name) and not (by_name("", name) and by_name("", name) in (*roles, "part_of_year"))
    ]


def is_listed(heading: Heading, name: str) -> bool:
    """Whether the title lists this name as a dimension, in singular or plural."""
    wanted = slug(name)
    return any(slug(listed).startswith(wanted[:-1]) for listed in heading.dimensions) if len(wanted) > 3 else False


def stand_line(lines: Sequence[str]) -> str:
    """The line with the time of the export, as printed."""
    for line in lines:
        if match := _STAND.search(line):
            return match[0].strip()
    return ""


def without_parentheses(text: str) -> str:
    """ "Januar (31.)" is "Januar"."""
    return " ".join(re.sub(r"\([^()]*\)", " ", text).split())
