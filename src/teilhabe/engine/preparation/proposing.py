"""Proposing: a recipe drafted from what was recognised, to be edited by hand."""

from __future__ import annotations

import json
import re

from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.preparation.inspection import Inspection
from teilhabe.engine.preparation.recipe import FORMATS

_HEAD = """\
# Rezept für {name}, entworfen von „teilhabe inspect --propose“. Was stimmt, kann entfallen: Ohne Angabe wird erkannt.
# Recipe for {name}, drafted by "teilhabe inspect --propose". What is right may go: nothing stated is recognised.
"""


def propose(inspection: Inspection) -> str:
    """A recipe in TOML that states what was recognised and asks, in comments, for what was not."""
    parts = [_HEAD.format(name=inspection.name), _layout(inspection), _constants(inspection)]
    if inspection.format == "plain":
        parts += [_columns(inspection), _ROLES]
    parts += [_signs(inspection), _expectations(inspection)]
    return "\n".join(part for part in parts if part)


_ROLES = """\
# [roles]
# "column" = "dimension"  # "dimension" | "value" | "ignore"
"""


def _layout(inspection: Inspection) -> str:
    """The keys above all tables; a format that describes itself leaves nothing to decide about its text."""
    lines = [f"table = {_quoted(inspection.chosen)}"] if inspection.tables else []
    if inspection.format in FORMATS:
        stated = {"format": inspection.format, "encoding": inspection.encoding, "delimiter": inspection.delimiter}
        lines += [f"{key} = {_quoted(text)}" for key, text in stated.items() if text]
        lines += [f"decimal = {_quoted(inspection.decimal)}"] if inspection.encoding else []
        lines += [f"# skip_rows = {min(inspection.header_rows) - 1}"] if inspection.header_rows else []
        lines += [f"# header_rows = {len(inspection.header_rows)}", '# drop_rows = ["120-"]']
    lines.append('# drop = ["column", "column=value"]')
    return "\n".join(lines) + "\n"


def _expectations(inspection: Inspection) -> str:
    """What the table shows today, as comments: what must stay so is for a person to say."""
    lines = ["# [expect]", f"# rows = {inspection.observations}"]
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
    lines = ["[constants]"]
    if len(inspection.variables) == 1:
        variable = inspection.variables[0]
        named = f"variable = {_quoted(variable.code)}  # {_comment(variable.label)}".rstrip(" #")
        lines.append(named if variable.code else '# variable = "population"')
        lines.append(f"unit = {_quoted(variable.unit)}" if variable.unit else '# unit = "persons"')
    known = ", ".join(inspection.bases) or "register_main"
    lines.append(f"# base = {_quoted(known)}")  # of some figures at least: others may have none
    lines.append(f"# concept = {_quoted(inspection.concept or 'citizenship')}")
    if not any(dimension.name == "time_period" for dimension in inspection.dimensions):
        lines.append('# time_period = "2024-12-31"')
    if not any(dimension.name == "ref_area" for dimension in inspection.dimensions):
        lines.append('# ref_area = "07312"')
    return "\n".join(lines) + "\n"


def _columns(inspection: Inspection) -> str:
    lines = ["[columns]"]
    for dimension in inspection.dimensions:
        is_column = dimension.source_name and "+" not in dimension.source_name
        if is_column and dimension.source_name != dimension.name:
            lines.append(f"{_quoted(dimension.source_name)} = {_quoted(dimension.name)}")
    return "\n".join(lines) + "\n" if len(lines) > 1 else ""


def _signs(inspection: Inspection) -> str:
    if not inspection.signs:
        return ""
    lines = ["[signs]"]
    for sign, count in inspection.signs.items():
        lines.append(f'# {_quoted(sign)} = "missing"  # "zero" | "missing"; {count}')
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A basic TOML string; JSON escapes are a part of TOML's."""
    return json.dumps(text, ensure_ascii=False)


def _comment(text: str) -> str:
    return " ".join(text.split())
