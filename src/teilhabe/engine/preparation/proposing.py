"""Proposing: a recipe drafted from what was recognised, to be edited by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.preparation.inspection import Inspection
from teilhabe.engine.preparation.recipe import FORMATS

_HEAD = """\
# Rezept für {name}, entworfen von „teilhabe inspect --propose“.
# Ohne Doppelkreuz steht, was erkannt wurde: berichtigen oder, wenn es stimmt, löschen.
# Hinter einem Doppelkreuz stehen Beispiele: das Zeichen entfernen und den Wert anpassen, wo etwas zu sagen ist.
# Recipe for {name}, drafted by "teilhabe inspect --propose".
# Without a hash stands what was recognised: correct it, or delete it where it is right.
# Behind a hash stand examples: remove the hash and change the value where something has to be said.
"""


def propose(inspection: Inspection) -> str:
    """A recipe in TOML that states what was recognised and asks, in comments, for what was not."""
    parts = [_HEAD.format(name=inspection.name), _layout(inspection), _constants(inspection)]
    if inspection.format == "plain":
        parts += [_columns(inspection), _ROLES]
    parts += [_signs(inspection), _expectations(inspection)]
    return "\n".join(part for part in parts if part)


_ROLES = """\
# Was eine Spalte enthält, wo der Inhalt es nicht zeigt / what a column holds where its content does not show it
# [roles]
# "column" = "dimension"  # "dimension" | "value" | "ignore"
"""


_HEADINGS = (
    '# headings = "answer"  # wenn die Überschriften Ausprägungen eines Merkmals sind / '
    "where the headings are codes of one dimension"
)


def _layout(inspection: Inspection) -> str:
    """The keys above all tables; a format that describes itself leaves nothing to decide about its text."""
    lines = [f"table = {_quoted(inspection.chosen)}"] if inspection.tables else []
    if inspection.format in FORMATS:
        stated = {"format": inspection.format, "encoding": inspection.encoding, "delimiter": inspection.delimiter}
        lines += [f"{key} = {_quoted(text)}" for key, text in stated.items() if text]
        lines += [f"decimal = {_quoted(inspection.decimal)}"] if inspection.encoding else []
        lines += [f"# skip_rows = {min(inspection.header_rows) - 1}"] if inspection.header_rows else []
        lines.append(f"# header_rows = {len(inspection.header_rows)}")
        lines.append('# drop_rows = ["5", "120-"]  # Zeilen weglassen / lines to leave out')
    lines.append('# drop = ["column", "column=value"]  # Spalten, Zeilen weglassen / columns, rows to leave out')
    if len({variable.code for variable in inspection.variables}) > 1:
        lines.append(_HEADINGS)
    return "\n".join(lines) + "\n"


def _expectations(inspection: Inspection) -> str:
    """What the table shows today, as comments: what must stay so is for a person to say."""
    lines = [
        "# Was so bleiben muss; sonst wird nichts geschrieben / what must stay so; else nothing is written",
        "# [expect]",
        f"# rows = {inspection.observations}",
    ]
    for dimension in inspection.dimensions:
        if dimension.name == "ref_area":
            lines.append(f"# territories = {len(dimension.codes.keys() - {TOTAL})}")
        elif len(dimension.codes) <= _LISTED:
            key = "periods" if dimension.name == "time_period" else f"codes.{_bare(dimension.name)}"
            lines.append(f"# {key} = [{', '.join(map(_quoted, dimension.codes))}]")
    lines += [
        f"# range.{_quoted(variable.code)} = {{ min = 0 }}" for variable in inspection.variables[:3] if variable.code
    ]
    return "\n".join(lines) + "\n"


_LISTED = 12
"""Longer lists of codes belong into nobody's draft."""


def _bare(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _quoted(name)


def _constants(inspection: Inspection) -> str:
    """What holds for the whole table. Examples are marked as such: nobody should take one for what was recognised."""
    lines = ["# Was für die ganze Tabelle gilt / what holds for the whole table", "[constants]"]
    if len(inspection.variables) == 1:
        variable = inspection.variables[0]
        named = f"variable = {_quoted(variable.code)}  # {_comment(variable.label)}".rstrip(" #")
        lines.append(
            named if variable.code else _example("variable", "population", "was gezählt wird", "what is counted")
        )
        lines.append(f"unit = {_quoted(variable.unit)}" if variable.unit else _example("unit", "persons"))
    lines += _provenance(
        "base", inspection.bases, "register_main", "woher die Zahlen stammen", "where figures come from"
    )
    concepts = (inspection.concept,) if inspection.concept else ()
    lines += _provenance(
        "concept", concepts, "citizenship", "wonach unterschieden wird", "by what people are told apart"
    )
    if not any(dimension.name == "time_period" for dimension in inspection.dimensions):
        lines.append(_example("time_period", _period(inspection) or "2024-12-31"))
    if not any(dimension.name == "ref_area" for dimension in inspection.dimensions):
        lines.append(_example("ref_area", "07312"))
    return "\n".join(lines) + "\n"


def _period(inspection: Inspection) -> str:
    """The period that a title or the name of the file mentions, where they mention one."""
    proposed = [str(f.data["proposed"]) for f in inspection.findings if f.code == "no-period" and "proposed" in f.data]
    return proposed[0].split()[0].strip(",") if proposed else ""


def _provenance(key: str, known: Sequence[str], example: str, de: str, en: str) -> list[str]:
    """What some figures are known to rest on; one comment for each, because a recipe can state only one."""
    if not known:
        return [_example(key, example, de, en)]
    return [f"# {key} = {_quoted(code)}  # erkannt / recognised" for code in known]


def _example(key: str, value: str, de: str = "", en: str = "") -> str:
    why = f": {de}" if de else ""
    also = f": {en}" if en else ""
    return f"# {key} = {_quoted(value)}  # Beispiel{why} / example{also}"


_COLUMNS = "# Spalte der Datei = Name im Datenvertrag / column of the file = name in the data contract"


def _columns(inspection: Inspection) -> str:
    lines = [_COLUMNS, "[columns]"]
    for dimension in inspection.dimensions:
        is_column = dimension.source_name and "+" not in dimension.source_name
        if is_column and dimension.source_name != dimension.name:
            lines.append(f"{_quoted(dimension.source_name)} = {_quoted(dimension.name)}")
    return "\n".join(lines) + "\n" if len(lines) > 2 else ""


def _signs(inspection: Inspection) -> str:
    if not inspection.signs:
        return ""
    lines = ["# Was Zeichen statt Zahlen bedeuten / what signs in place of numbers mean", "[signs]"]
    for sign, count in inspection.signs.items():
        lines.append(f'# {_quoted(sign)} = "missing"  # {count} ×; "zero" | "missing"')
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A basic TOML string; JSON escapes are a part of TOML's."""
    return json.dumps(text, ensure_ascii=False)


def _comment(text: str) -> str:
    return " ".join(text.split())
