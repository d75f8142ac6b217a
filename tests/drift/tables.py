"""An invented table in every layout: districts × years × sexes × two measures, with or without printed totals."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

Key = tuple[str, str, str, str]
"""Territory, year, sex, measure."""

AREAS: Mapping[str, str] = {
    "07312": "Kaiserslautern, kreisfreie Stadt",
    "07313": "Landau in der Pfalz, kreisfreie Stadt",
    "07315": "Mainz, kreisfreie Stadt",
    "07316": "Neustadt an der Weinstraße, kreisfreie Stadt",
    "07317": "Pirmasens, kreisfreie Stadt",
    "07335": "Kaiserslautern, Landkreis",
}
LAND = {"07": "Rheinland-Pfalz"}
SEXES: Mapping[str, str] = {"M": "männlich", "F": "weiblich"}
ALL_SEXES = {"TOTAL": "Insgesamt"}
MEASURES: Mapping[str, str] = {"BEV": "Bevölkerung", "ANT": "Ausländeranteil"}
UNITS: Mapping[str, str] = {"BEV": "Anzahl", "ANT": "Prozent"}
HEADINGS: Mapping[str, str] = {"area": "AGS", "name": "Gebiet", "year": "Jahr", "sex": "Geschlecht"}
HIDDEN = ("07317", "2017")
"""Territory and year for which a sign stands in place of all figures."""


@dataclass(frozen=True)
class Table:
    """What stands in a file: the keys in their order, the text of each cell, and how codes and headings are printed.

    `codes` are the printed keys of territories, `names` their names; a cell without text is no cell at all.
    """

    keys: Sequence[Key]
    cells: Mapping[Key, str]
    codes: Mapping[str, str]
    names: Mapping[str, str]
    years: Mapping[str, str]
    sexes: Mapping[str, str]
    headings: Mapping[str, str] = field(default_factory=lambda: HEADINGS)
    measures: Mapping[str, str] = field(default_factory=lambda: MEASURES)
    extra: Sequence[tuple[Key, str]] = ()

    def parts(self, place: int) -> list[str]:
        """The different codes at one place of the keys, in order."""
        return list(dict.fromkeys(key[place] for key in self.keys))

    def lines(self) -> Iterable[tuple[str, str, str]]:
        """Territory, year, sex of each row of the long layouts."""
        return dict.fromkeys(key[:3] for key in self.keys)

    def with_cells(self, change: Callable[[Key, str], str]) -> Table:
        return replace(self, cells={key: change(key, text) for key, text in self.cells.items()})

    def where(self, keep: Callable[[Key], bool]) -> Table:
        return replace(self, keys=[key for key in self.keys if keep(key)])


def base(first: int, last: int, *, totals: bool) -> Table:
    """The invented table for these years."""
    years = [str(year) for year in range(first, last + 1)]
    figures: dict[Key, Decimal] = {}
    for place, area in enumerate(AREAS):
        for year in years:
            _figures(figures, place, area, year)
    areas, sexes = dict(AREAS), dict(SEXES)
    if totals:
        _add_totals(figures, years)
        areas, sexes = {**LAND, **areas}, {**sexes, **ALL_SEXES}
    keys = [(a, y, s, m) for y in years for a in areas for s in sexes for m in MEASURES]
    cells = {key: _text(key, figures) for key in keys}
    return Table(keys, cells, {a: a for a in areas}, areas, {y: y for y in years}, sexes)


def _figures(figures: dict[Key, Decimal], place: int, area: str, year: str) -> None:
    step = int(year) - 2014
    for sex, start in (("M", 21_387), ("F", 22_941)):
        figures[area, year, sex, "BEV"] = Decimal(start + 4_673 * place + (311 + 17 * place) * step + 7 * step * step)
        figures[area, year, sex, "ANT"] = Decimal(103 + 7 * place + 4 * step + (3 if sex == "M" else 0)) / 10


def _add_totals(figures: dict[Key, Decimal], years: Sequence[str]) -> None:
    for year in years:
        for area in AREAS:
            both = [figures[area, year, sex, "BEV"] for sex in SEXES]
            figures[area, year, "TOTAL", "BEV"] = sum(both, Decimal(0))
            figures[area, year, "TOTAL", "ANT"] = figures[area, year, "F", "ANT"] + Decimal("0.1")
        for sex in (*SEXES, *ALL_SEXES):
            figures["07", year, sex, "BEV"] = sum((figures[a, year, sex, "BEV"] for a in AREAS), Decimal(0))
            figures["07", year, sex, "ANT"] = figures["07312", year, sex, "ANT"]


def _text(key: Key, figures: Mapping[Key, Decimal]) -> str:
    if key[:2] == HIDDEN:
        return "."
    return f"{figures[key]:.1f}" if key[3] == "ANT" else str(figures[key])


@dataclass(frozen=True)
class Sheet:
    """Rows of cells with what mutations need to know: the rows of the header, the columns of labels."""

    rows: Sequence[Sequence[str]]
    header: range
    labels: int
    delimiter: str = ";"
    encoding: str = "utf-8"

    def written(self) -> bytes:
        stream = io.StringIO()
        csv.writer(stream, delimiter=self.delimiter, lineterminator="\n").writerows(self.rows)
        return stream.getvalue().encode(self.encoding, "replace")


def _german(text: str) -> str:
    return text.replace(".", ",") if re.fullmatch(r"\d+\.\d", text) else text


def _cell(table: Table, key: Key) -> str:
    return _german(table.cells.get(key, ""))


def plain(table: Table) -> Sheet:
    """Labels on the left, a column for each measure."""
    head = [*table.headings.values(), *table.measures.values()]
    rows = [
        [
            table.codes[a],
            table.names[a],
            table.years[y],
            table.sexes[s],
            *(_cell(table, (a, y, s, m)) for m in MEASURES),
        ]
        for a, y, s in table.lines()
    ]
    more = [
        [table.codes[k[0]], table.names[k[0]], table.years[k[1]], table.sexes[k[2]], *([_german(text)] * len(MEASURES))]
        for k, text in table.extra
    ]
    return Sheet([head, *rows, *more], range(1), 4)


def contract(table: Table) -> Sheet:
    """The columns of the data contract."""
    codes = {"männlich": "M", "weiblich": "F", "Insgesamt": "TOTAL"}
    names = {"BEV": "population", "ANT": "foreign_share"}
    rows = [["ref_area", "time_period", "sex", "variable", "obs_value", "unit"]]
    for (a, y, s, m), text in [*((key, table.cells[key]) for key in table.keys), *table.extra]:
        sex = codes.get(table.sexes[s], table.sexes[s])
        rows.append([table.codes[a], table.years[y], sex, names[m], text, UNITS[m]])
    return Sheet(rows, range(1), 4, ",")


def classic(table: Table) -> Sheet:
    """Year, key and name on the left; measure, sex and unit above the values."""
    columns = [(m, s) for m in table.parts(3) for s in table.parts(2)]
    blank = [""] * (len(columns) + 2)
    rows: list[list[str]] = [
        ["GENESIS-Tabelle: 12411-9999"],
        ["Bevölkerung und Ausländeranteil nach Geschlecht - Stichtag -", *blank],
        ["regionale Tiefe: Kreise und krfr. Städte", *blank],
        ["Fortschreibung des Bevölkerungsstandes", *blank],
        ["", "", "", *(table.measures[m] for m, _ in columns)],
        ["", "", "", *(table.sexes[s] for _, s in columns)],
        ["", "", "", *(UNITS[m] for m, _ in columns)],
    ]
    for a, y in dict.fromkeys(key[:2] for key in table.keys):
        cells = [_cell(table, (a, y, s, m)) if (a, y, s, m) in set(table.keys) else "" for m, s in columns]
        rows.append([table.years[y], table.codes[a], table.names[a], *cells])
    for k, text in table.extra:
        rows.append([table.years[k[1]], table.codes[k[0]], table.names[k[0]], *([_german(text)] * len(columns))])
    rows += [["__________"], ["Stand: 01.01.2024 / 00:00:00"]]
    return Sheet(rows, range(4, 7), 3, encoding="cp1252")


_FLAT_SEX = {"M": "GESM", "F": "GESW", "TOTAL": ""}


def _flat_codes(table: Table, area: str, sex: str) -> tuple[list[str], list[str]]:
    land = area in LAND
    place = ["DLAND" if land else "KREISE", "Bundesländer" if land else "Kreise", table.codes[area], table.names[area]]
    return place, ["GES", "Geschlecht", _FLAT_SEX[sex], table.sexes[sex]]


def flat_new(table: Table) -> Sheet:
    """The flat file of 2025."""
    head = "statistics_code statistics_label time_code time_label time".split()  # noqa: SIM905  # as the format spells it
    for k in (1, 2):
        head += [f"{k}_variable_{part}" for part in ("code", "label", "attribute_code", "attribute_label")]
    rows = [[*head, "value", "value_unit", "value_variable_code", "value_variable_label"]]
    for (a, y, s, m), text in [*((key, table.cells[key]) for key in table.keys), *table.extra]:
        place, who = _flat_codes(table, a, s)
        what = [_german(text), UNITS[m], m, table.measures[m]]
        rows.append(["12411", "Bevölkerung", "JAHR", "Jahr", table.years[y], *place, *who, *what])
    return Sheet(rows, range(1), 13)


def flat_old(table: Table) -> Sheet:
    """The older flat file: a column for each measure."""
    head = "Statistik_Code Statistik_Label Zeit_Code Zeit_Label Zeit".split()  # noqa: SIM905  # as the format spells it
    for k in (1, 2):
        head += [f"{k}_{part}" for part in ("Merkmal_Code", "Merkmal_Label", "Auspraegung_Code", "Auspraegung_Label")]
    rows = [[*head, *(f"{m}__{table.measures[m]}__{UNITS[m]}" for m in MEASURES)]]
    wide = [((a, y, s), [_cell(table, (a, y, s, m)) for m in MEASURES]) for a, y, s in table.lines()]
    for (a, y, s), cells in [*wide, *((k[:3], [_german(text)] * len(MEASURES)) for k, text in table.extra)]:
        place, who = _flat_codes(table, a, s)
        rows.append(["12411", "Bevölkerung", "JAHR", "Jahr", table.years[y], *place, *who, *cells])
    return Sheet(rows, range(1), 13)


def eurostat_tsv(table: Table) -> Sheet:
    """Codes packed into the first cell, a column for each year."""
    codes = {"männlich": "M", "weiblich": "F", "Insgesamt": "T"}
    years = table.parts(1)
    rows = [["freq,indic,sex,geo\\TIME_PERIOD", *(f"{table.years[y]} " for y in years)]]
    for m, s, a in dict.fromkeys((key[3], key[2], key[0]) for key in table.keys):
        cells = [table.cells[a, y, s, m] if (a, y, s, m) in set(table.keys) else ":" for y in years]
        shown = [": c" if cell == "." else f"{cell} " for cell in cells]
        rows.append([f"A,{m},{codes.get(table.sexes[s], table.sexes[s])},{table.codes[a]}", *shown])
    for k, text in table.extra:
        rows.append([f"A,{k[3]},{k[2]},{table.codes[k[0]]}", *([text] * len(years))])
    return Sheet(rows, range(1), 1, "\t")


def sdmx_csv(table: Table) -> Sheet:
    """SDMX-CSV 1.0."""
    codes = {"männlich": "M", "weiblich": "F", "Insgesamt": "_T"}
    rows = [["DATAFLOW", "FREQ", "INDICATOR", "SEX", "REF_AREA", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"]]
    for (a, y, s, m), text in [*((key, table.cells[key]) for key in table.keys), *table.extra]:
        shown = ["", "M"] if text == "." else [text, "A"]
        sex = codes.get(table.sexes[s], table.sexes[s])
        rows.append(["XX:TEST(1.0)", "A", m, sex, table.codes[a], table.years[y], *shown])
    return Sheet(rows, range(1), 6, ",")


def json_stat(table: Table) -> bytes:
    """JSON-stat 2.0."""
    areas, years, sexes, measures = (table.parts(place) for place in range(4))
    present = set(table.keys)
    keys = [(a, y, s, m) for a in areas for y in years for s in sexes for m in measures]
    texts = [table.cells[key] if key in present else "" for key in keys]
    values = [_json_number(text) for text in texts]
    status = {str(i): text for i, (text, value) in enumerate(zip(texts, values, strict=True)) if value is None and text}
    codes = {"männlich": "M", "weiblich": "F", "Insgesamt": "T"}
    dimension = {
        "geo": _category(table.headings["name"], [table.codes[a] for a in areas], [table.names[a] for a in areas]),
        "time": _category(table.headings["year"], [table.years[y] for y in years], [table.years[y] for y in years]),
        "sex": _category(
            table.headings["sex"],
            [codes.get(table.sexes[s], table.sexes[s]) for s in sexes],
            [table.sexes[s] for s in sexes],
        ),
        "contents": _category("Merkmal", measures, [table.measures[m] for m in measures]),
    }
    document = {
        "version": "2.0",
        "class": "dataset",
        "label": "Bevölkerung",
        "id": ["geo", "time", "sex", "contents"],
        "size": [len(areas), len(years), len(sexes), len(measures)],
        "role": {"time": ["time"], "geo": ["geo"], "metric": ["contents"]},
        "dimension": dimension,
        "value": values,
        "status": status,
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _json_number(text: str) -> float | int | str | None:
    try:
        number = float(text)
    except ValueError:
        return None if len(text) < 4 or not any(c.isdigit() for c in text) else text
    return int(text) if text.lstrip("-").isdigit() else number


def _category(label: str, codes: Sequence[str], labels: Sequence[str]) -> dict[str, object]:
    return {"label": label, "category": {"index": list(codes), "label": dict(zip(codes, labels, strict=True))}}


def px(table: Table) -> bytes:
    """PC-Axis."""
    areas, years, sexes, measures = (table.parts(place) for place in range(4))
    present = set(table.keys)

    def listed(texts: Iterable[str]) -> str:
        return ",".join(f'"{text}"' for text in texts)

    cells = [
        table.cells[key] if (key := (a, y, s, m)) in present else '".."'
        for a in areas
        for y in years
        for s in sexes
        for m in measures
    ]
    shown = [
        f'"{c}"'
        if c in (".", "-", "..", "...") or (not c.strip("-").replace(".", "").isdigit() and '"' not in c)
        else c
        for c in cells
    ]
    name, year, sex = table.headings["name"], table.headings["year"], table.headings["sex"]
    lines = [
        'CHARSET="ANSI";',
        'AXIS-VERSION="2010";',
        'CODEPAGE="utf-8";',
        'MATRIX="TEST01";',
        'TITLE="Bevölkerung";',
        'CONTENTS="Bevölkerung";',
        'UNITS="Anzahl";',
        f"STUB={listed([name, year])};",
        f"HEADING={listed([sex, 'Merkmal'])};",
        f'VALUES("{name}")={listed(table.names[a] for a in areas)};',
        f'VALUES("{year}")={listed(table.years[y] for y in years)};',
        f'VALUES("{sex}")={listed(table.sexes[s] for s in sexes)};',
        f'VALUES("Merkmal")={listed(table.measures[m] for m in measures)};',
        f'CODES("{name}")={listed(table.codes[a] for a in areas)};',
        'CONTVARIABLE="Merkmal";',
        f'TIMEVAL("{year}")=TLIST(A1),{listed(table.years[y] for y in years)};',
    ]
    width = len(sexes) * len(measures)
    rows = [" ".join(shown[start : start + width]) for start in range(0, len(shown), width)]
    return "\n".join([*lines, "DATA=", *rows, ";", ""]).encode()


def sdmx_ml(table: Table) -> bytes:
    """SDMX-ML 2.1, generic."""
    codes = {"männlich": "M", "weiblich": "F", "Insgesamt": "_T"}
    generic = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"
    message = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<m:GenericData xmlns:m="{message}" xmlns:g="{generic}">',
        "<m:Header><m:ID>T</m:ID><m:Test>false</m:Test></m:Header>",
        '<m:DataSet structureRef="S">',
    ]
    for m, s, a in dict.fromkeys((key[3], key[2], key[0]) for key in table.keys):
        sex = codes.get(table.sexes[s], table.sexes[s])
        values = (("INDICATOR", m), ("SEX", sex), ("REF_AREA", table.codes[a]))
        parts.append(
            "<g:Series><g:SeriesKey>"
            + "".join(f'<g:Value id="{n}" value="{v}"/>' for n, v in values)
            + "</g:SeriesKey>"
        )
        for y in table.parts(1):
            if (a, y, s, m) in set(table.keys):
                parts.append(_observation(table.years[y], table.cells[a, y, s, m]))
        parts.append("</g:Series>")
    return "\n".join([*parts, "</m:DataSet>", "</m:GenericData>", ""]).encode()


def _observation(period: str, text: str) -> str:
    value = "" if text == "." else f'<g:ObsValue value="{text}"/>'
    status = '<g:Attributes><g:Value id="OBS_STATUS" value="M"/></g:Attributes>' if text == "." else ""
    return f'<g:Obs><g:ObsDimension value="{period}"/>{value}{status}</g:Obs>'


def workbook(sheet: Sheet) -> bytes:
    """A sheet with these rows; texts that are numbers become number cells, as spreadsheets have them."""
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet("Tabelle1")
        for row, cells in enumerate(sheet.rows):
            for column, text in enumerate(cells):
                number = text.replace(",", ".")
                if (
                    column >= sheet.labels
                    and row not in sheet.header
                    and number.lstrip("-").replace(".", "", 1).isdigit()
                ):
                    page.write_number(row, column, float(number))
                elif text:
                    page.write_string(row, column, text)
    return stream.getvalue()


SHEETS: Mapping[str, Callable[[Table], Sheet]] = {
    "plain": plain,
    "contract": contract,
    "classic": classic,
    "flat_new": flat_new,
    "flat_old": flat_old,
    "eurostat_tsv": eurostat_tsv,
    "sdmx_csv": sdmx_csv,
    "xlsx": plain,
}
"""The formats made of rows and cells."""

DOCUMENTS: Mapping[str, Callable[[Table], bytes]] = {"json_stat": json_stat, "px": px, "sdmx_ml": sdmx_ml}
