"""SDMX-CSV 1.0 and 2.0, with codes alone, "code: label" or a column of names behind each column, and its relatives.

Source: github.com/sdmx-twg/sdmx-csv (field guides 1.0 and 2.0). Eurostat adds LAST UPDATE and OBS_FLAG, the ECB has KEY
in place of DATAFLOW.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from teilhabe.engine.preparation.described.components import TIME, VALUE, Component, to_draft
from teilhabe.engine.preparation.draft import Draft, Layout
from teilhabe.engine.preparation.findings import Finding
from teilhabe.engine.preparation.layouts.shape import check_sheet, without_newline
from teilhabe.engine.preparation.meaning.roles import by_name
from teilhabe.engine.preparation.reading.grid import Sheet, column_letter, cut_columns
from teilhabe.engine.preparation.reading.refusals import without_values
from teilhabe.errors import UnreadableFile

_FLOWS = ("STRUCTURE_ID", "DATAFLOW")
_FRAME = frozenset((*_FLOWS, "STRUCTURE", "STRUCTURE_NAME", "ACTION", "KEY"))
_UPDATED = ("LAST UPDATE", "LAST_UPDATE")
_DELIMITERS = (",", ";", "\t")
_FLOW = re.compile(r"(?:[\w.]+:)?([\w.@-]+)(?:\([^)]*\))?")
_IDENTIFIER = re.compile(r"[A-Za-z_@$][\w@$-]*")
_LABELLED = re.compile(r"([^\s,;]+?): (.+)", re.DOTALL)


def recognises(text: str) -> bool:
    """Whether the first line has the columns that every SDMX-CSV has."""
    names = {_head(cell.strip().strip('"'))[0] for cell in _first_line(text).split(_delimiter(text))}
    return VALUE in names and not names.isdisjoint((TIME, *_FRAME))


def read(name: str, text: str) -> Sequence[Draft]:
    """A draft for each dataflow in the file; UnreadableFile where there are no rows or a column stands twice."""
    sheet = cut_columns(name, text, _delimiter(text))
    if not sheet.lines:
        raise without_values(name)
    columns = _columns(name, sheet)
    flows = _flows(columns, len(sheet.lines))
    drafts = [_draft(flow, rows, columns, sheet) for flow, rows in flows.items()]
    if len(drafts) > 1:
        drafts = [replace(d, layout=replace(d.layout, table=flow)) for d, flow in zip(drafts, flows, strict=True)]
    return [replace(draft, findings=[*draft.findings, *_shape(sheet)]) for draft in drafts]


@dataclass(frozen=True)
class _Column:
    place: int
    component: Component


_Columns = Mapping[str, _Column]


def _first_line(text: str) -> str:
    return text.lstrip("\n").partition("\n")[0]


def _delimiter(text: str) -> str:
    """The comma of the standard, or what a spreadsheet has made of it."""
    return max(_DELIMITERS, key=_first_line(text).count)


def _head(cell: str) -> tuple[str, str]:
    """ "GEO: Geopolitical entity" into identifier and name."""
    match = _LABELLED.fullmatch(cell)
    return (match[1], match[2].strip()) if match else (cell.strip(), "")


def _columns(name: str, sheet: Sheet) -> dict[str, _Column]:
    """The columns by identifier; a column of names goes to the component in front of it."""
    heads = [_head(cell) for cell in sheet.header]
    value = next(place for place, (head, _) in enumerate(heads) if head == VALUE)
    names = _name_columns([head for head, _ in heads])
    result: dict[str, _Column] = {}
    for place, ((head, title), texts) in enumerate(zip(heads, sheet.columns, strict=True)):
        if place in names:
            before, owner = heads[place - 1][0], result[heads[place - 1][0]]
            labelled = replace(owner.component, title=head, labels=texts if any(texts) else ())
            result[before] = replace(owner, component=labelled)
            continue
        if head in result:
            raise UnreadableFile(
                f"{name}: Die Spalte „{head}“ steht zweimal in der Kopfzeile.",
                f"{name}: the column {head!r} stands twice in the header.",
            )
        identifies = None if place < value else head == TIME or by_name(head, title) is not None
        result[head] = _Column(place, Component(head, title or head, *_coded(texts), identifies=identifies))
    return result


def _name_columns(heads: Sequence[str]) -> set[int]:
    """In 2.0 with names, STRUCTURE_NAME announces that each component has a second column with its names."""
    if "STRUCTURE_NAME" not in heads:
        return set()
    places = [place for place, head in enumerate(heads) if head not in _FRAME and head not in _UPDATED]
    pairs = list(zip(places[::2], places[1::2], strict=False))
    in_pairs = len(places) % 2 == 0 and all(second == first + 1 for first, second in pairs)
    return {name for _, name in pairs} if in_pairs and all(_IDENTIFIER.fullmatch(heads[c]) for c, _ in pairs) else set()


def _coded(texts: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Codes and labels of a column; no labels where its cells are not all "code: label"."""
    matches = {text: _LABELLED.fullmatch(text.strip()) for text in set(texts) - {""}}
    if not matches or None in matches.values():
        return [text.strip() for text in texts] if any(text != text.strip() for text in matches) else texts, ()
    split = {text: (match[1], match[2].strip()) for text, match in matches.items() if match} | {"": ("", "")}
    return [split[text][0] for text in texts], [split[text][1] for text in texts]


def _flows(columns: _Columns, count: int) -> dict[str, Sequence[int]]:
    """The rows of each dataflow by its code, without the rows that delete observations (ACTION D)."""
    column = next((columns[name].component for name in _FLOWS if name in columns), None)
    actions = columns["ACTION"].component.codes if "ACTION" in columns else ()
    kept: Sequence[int] = (
        [row for row, action in enumerate(actions) if action != "D"] if "D" in actions else range(count)
    )
    texts = column.codes if column else [""] * count
    if len(set(texts)) == 1:
        return {_flow(texts[0]): kept}
    result: dict[str, list[int]] = {}
    for row in kept:
        result.setdefault(_flow(texts[row]), []).append(row)
    return dict(result)


def _flow(text: str) -> str:
    """ "ESTAT:MIGR_POP1CTZ(1.0)" is MIGR_POP1CTZ."""
    match = _FLOW.fullmatch(text)
    return match[1] if match else text


def _draft(flow: str, rows: Sequence[int], columns: _Columns, sheet: Sheet) -> Draft:
    value = columns[VALUE]
    components = [_chosen(column.component, rows) for head, column in columns.items() if head not in (VALUE, *_FRAME)]
    title = next((_first(columns, name, rows) for name in ("STRUCTURE_NAME", *_FLOWS) if name in columns), "")
    updated = next((columns[name].component.codes[rows[0]] for name in _UPDATED if name in columns), "")
    layout = Layout(
        "sdmx-csv",
        title=title,
        table_code=flow,
        stand=f"Stand: {updated}" if updated else "",
        header_rows=sheet.header_lines,
        columns=len(sheet.header),
    )
    draft = to_draft(
        layout,
        [component for component in components if component.name not in _UPDATED],
        [value.component.codes[row] for row in rows],
        [sheet.lines[row] for row in rows],
        [column_letter(value.place)] * len(rows),
        [flow] * len(rows),
    )
    return replace(draft, variable_labels={flow: title} if title else {})


def _first(columns: _Columns, name: str, rows: Sequence[int]) -> str:
    component = columns[name].component
    if name == "STRUCTURE_NAME":
        return component.codes[rows[0]]
    return component.labels[rows[0]] if component.labels else ""


def _chosen(component: Component, rows: Sequence[int]) -> Component:
    if len(rows) == len(component.codes):
        return component
    labels = [component.labels[row] for row in rows] if component.labels else ()
    return replace(component, codes=[component.codes[row] for row in rows], labels=labels)


def _shape(sheet: Sheet) -> list[Finding]:
    return [*check_sheet(sheet), *([] if sheet.ends_with_newline else [without_newline(sheet.lines[-1])])]
