"""Proposing: a recipe drafted from what was recognised, to be edited by hand."""

from __future__ import annotations

import json

from teilhabe.engine.preparation.inspection import Inspection

_HEAD = """\
# Rezept für {name}, entworfen von „teilhabe inspect --propose“. Was stimmt, kann entfallen: Ohne Angabe wird erkannt.
# Recipe for {name}, drafted by "teilhabe inspect --propose". What is right may go: nothing stated is recognised.
"""


def propose(inspection: Inspection) -> str:
    """A recipe in TOML that states what was recognised and asks, in comments, for what was not."""
    parts = [_HEAD.format(name=inspection.name), _layout(inspection), _constants(inspection)]
    if inspection.format == "plain":
        parts.append(_columns(inspection))
    parts.append(_signs(inspection))
    return "\n".join(part for part in parts if part)


def _layout(inspection: Inspection) -> str:
    lines = [
        f"format = {_quoted(inspection.format)}",
        f"encoding = {_quoted(inspection.encoding)}",
        f"delimiter = {_quoted(inspection.delimiter)}",
        f"decimal = {_quoted(inspection.decimal)}",
    ]
    return "\n".join(lines) + "\n"


def _constants(inspection: Inspection) -> str:
    lines = ["[constants]"]
    if len(inspection.variables) == 1:
        variable = inspection.variables[0]
        named = f"variable = {_quoted(variable.code)}  # {_comment(variable.label)}".rstrip(" #")
        lines.append(named if variable.code else '# variable = "population"')
        lines.append(f"unit = {_quoted(variable.unit)}" if variable.unit else '# unit = "persons"')
    lines += [f"base = {_quoted(base)}" for base in inspection.bases[:1]] if len(inspection.bases) == 1 else []
    lines += [f"# base: {', '.join(inspection.bases)}"] if len(inspection.bases) > 1 else []
    lines += ['# base = "register_main"'] if not inspection.bases else []
    lines.append(f"concept = {_quoted(inspection.concept)}" if inspection.concept else '# concept = "citizenship"')
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
