"""What `inspect` and `prepare` show people: an inspection as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from teilhabe.codes.bases import Base
from teilhabe.codes.concepts import Concept
from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.preparation import Sum
from teilhabe.engine.preparation.findings import Finding, place
from teilhabe.engine.preparation.inspection import DimensionSummary, Inspection, Variable
from teilhabe.text import Language, Text
from teilhabe.wording.numbers import format_number

_SHOWN_CODES = 6
_SHOWN_LINES = 12
_SHOWN_VARIABLES = 30
_SHOWN_ALIKE = 3
_SHOWN_LENGTH = 80
_SHOWN_DECIMALS = 6

_DELIMITERS = {"\t": Text("Tabulator", "tab"), " ": Text("Leerzeichen", "blank")}
_FORMATS = {
    "flat": Text("flache GENESIS-Datei (ffcsv)", "flat GENESIS file (ffcsv)"),
    "classic": Text("klassischer GENESIS-Export oder ähnlich gesetzt", "classic GENESIS export or set like one"),
    "plain": Text("einfache Tabelle", "plain table"),
    "json-stat": Text("JSON-stat", "JSON-stat"),
    "px": Text("PC-Axis (PX)", "PC-Axis (PX)"),
    "sdmx-csv": Text("SDMX-CSV", "SDMX-CSV"),
    "sdmx-ml": Text("SDMX-ML", "SDMX-ML"),
    "eurostat-tsv": Text("Eurostat-TSV", "Eurostat TSV"),
}


def lines(inspection: Inspection, lang: Language) -> Iterator[str]:
    """What people see of an inspection: a long list is cut, and says by how much."""
    yield from _about(inspection, lang)
    yield from _tables(inspection, lang)
    yield ""
    yield Text("Gliederungen", "Dimensions").in_language(lang)
    yield from (_dimension(dimension, lang) for dimension in inspection.dimensions)
    yield Text("Messgrößen", "Variables").in_language(lang)
    yield from (_variable(variable, lang) for variable in inspection.variables[:_SHOWN_VARIABLES])
    yield from _more(len(inspection.variables) - _SHOWN_VARIABLES, lang)
    yield from _sums(inspection, lang)
    yield from finding_lines(inspection.findings, lang)


def _more(count: int, lang: Language) -> Iterator[str]:
    """The last line of a list that is cut."""
    if count > 0:
        shown = format_number(count, 0, lang)
        yield "  " + Text(
            f"… und {shown} weitere (alle mit --json)", f"… and {shown} more (all with --json)"
        ).in_language(lang)


def _about(inspection: Inspection, lang: Language) -> Iterator[str]:
    signs = ", ".join(f"„{sign}“ {format_number(count, 0, lang)}" for sign, count in inspection.signs.items())
    delimiter = _DELIMITERS.get(inspection.delimiter, Text(inspection.delimiter, inspection.delimiter))
    facts: tuple[tuple[Text, str], ...] = (
        (Text("Datei", "File"), inspection.name + (f" ({inspection.archive})" if inspection.archive else "")),
        (Text("Format", "Format"), _FORMATS[inspection.format].in_language(lang)),
        (Text("Kodierung", "Encoding"), inspection.encoding),
        (Text("Trennzeichen", "Delimiter"), delimiter.in_language(lang)),
        (Text("Dezimalzeichen", "Decimal mark"), inspection.decimal),
        (Text("Tabelle", "Table"), inspection.table),
        (Text("Titel", "Title"), inspection.title),
        (Text("Stand", "As of"), inspection.stand.partition(":")[2].strip()),
        (Text("Kopfzeilen", "Header rows"), ", ".join(map(str, inspection.header_rows))),
        (Text("Spalten", "Columns"), str(inspection.columns or "")),
        (Text("Grundlage", "Base"), "; ".join(_label(base, Base, lang) for base in inspection.bases)),
        (Text("Begriff", "Concept"), _label(inspection.concept, Concept, lang)),
        (Text("Werte", "Values"), format_number(inspection.observations, 0, lang)),
        (Text("Zeichen", "Signs"), signs),
    )
    for name, value in facts:
        if value:
            yield f"{name.in_language(lang):<15}{value}"


def _tables(inspection: Inspection, lang: Language) -> Iterator[str]:
    """All tables of a file that holds several, each with its rows and columns of figures and its title."""
    if not inspection.tables:
        return
    yield Text("Tabellen", "Tables").in_language(lang)
    for table in inspection.tables:
        yield f"  {table.name:<30}{table.rows:>7} × {table.columns:<5} {table.title}".rstrip()


def _label(code: str, codes: type[Base] | type[Concept], lang: Language) -> str:
    """The label of a code with the code behind it, as a recipe and the CSV write it."""
    known = next((entry.label for entry in codes if entry == code), None)
    return f"{known.in_language(lang)} ({code})" if known else code


_NAMES = {
    "ref_area": Text("Gebiet", "territory"),
    "counterpart_area": Text("Zielgebiet", "territory of destination"),
    "time_period": Text("Zeit", "time"),
    "sex": Text("Geschlecht", "sex"),
    "age": Text("Alter", "age"),
    "citizenship": Text("Staatsangehörigkeit", "citizenship"),
    "residence_status": Text("Aufenthalt", "residence"),
    "residence": Text("Wohnung", "home"),
}


def _dimension(dimension: DimensionSummary, lang: Language) -> str:
    """A dimension as the column is called, what that means where it is no word of the file, and its first codes."""
    name = dimension.name
    if name in _NAMES and name != (meaning := _NAMES[name].in_language(lang)):
        name = f"{name} ({meaning})"
    notes = _totals(dimension, lang)
    return f"  {name:<32}{len(dimension.codes):>6}  {_few(list(dimension.codes))}" + (f"  ({notes})" if notes else "")


def _totals(dimension: DimensionSummary, lang: Language) -> str:
    """Which codes are proven to be sums of others."""
    if dimension.totals and list(dimension.totals) != [TOTAL]:
        shown = _few(list(dimension.totals))
        return Text(f"nachgerechnete Summen: {shown}", f"sums checked: {shown}").in_language(lang)
    if dimension.is_additive:
        return Text("Summe nachgerechnet", "sum checked").in_language(lang)
    return Text("mit Summe", "with sum").in_language(lang) if dimension.has_total else ""


def _few(names: Sequence[str], count: int = _SHOWN_CODES) -> str:
    return ", ".join(names[:count]) + (" …" if len(names) > count else "")


def _variable(variable: Variable, lang: Language) -> str:
    name = variable.code or Text("(ohne Namen)", "(unnamed)").in_language(lang)
    label = f" {variable.label}" if variable.label and variable.label != variable.code else ""
    unit = f" [{variable.unit}]" if variable.unit else ""
    return f"  {name}{label}{unit}: {format_number(variable.observations, 0, lang)}{_parts(variable, lang)}"


def _parts(variable: Variable, lang: Language) -> str:
    """What a variable is the sum of: its parts by name while that is short."""
    shown, count = " + ".join(variable.total_of), len(variable.total_of)
    if len(shown) > _SHOWN_LENGTH:
        shown = Text(f"Summe aus {count} anderen", f"sum of {count} others").in_language(lang)
    return f"  = {shown}" if shown else ""


def _sums(inspection: Inspection, lang: Language) -> Iterator[str]:
    """The latest sums of one variable; of several, the latest of each."""
    if not inspection.sums:
        return
    latest = {total.variable: total for total in inspection.sums}
    is_one = len(latest) == 1
    shown = inspection.sums[-_SHOWN_LINES:] if is_one else [*latest.values()][:_SHOWN_LINES]
    yield Text("Summen über die unterste Gebietsebene", "Sums over the lowest level of territories").in_language(lang)
    for total in shown:
        mark = f"  ! {', '.join(total.findings)}" if total.findings else ""
        name = "" if is_one else f"  {total.variable}"
        value = _number(total.value, lang)
        cells = Text(f"{total.cells} Gebiete", f"{total.cells} territories").in_language(lang)
        yield f"  {total.period:<12}{value:>18}  ({cells}){_printed(total, lang)}{mark}{name}"
    yield from _more(len(inspection.sums) - len(shown), lang)


def _printed(total: Sum, lang: Language) -> str:
    """What the table itself prints as the total."""
    if not total.printed:
        return ""
    return f"  {Text('gedruckt', 'printed').in_language(lang)} {_number(total.printed, lang)}"


def _number(value: str, lang: Language) -> str:
    """A sum without the zeros, and without the last digits, that binary arithmetic left at its end."""
    rounded = format(round(Decimal(value), _SHOWN_DECIMALS).normalize(), "f")
    return format_number(rounded, len(rounded.partition(".")[2]), lang)


_SEVERITIES = {"error": Text("Fehler", "error"), "warning": Text("Warnung", "warning"), "note": Text("Hinweis", "note")}


def finding_lines(findings: tuple[Finding, ...], lang: Language) -> Iterator[str]:
    """One line per finding: severity, code, place, sentence. Of many with one code the first, and how many more."""
    if findings:
        yield Text("Befunde", "Findings").in_language(lang)
    for (severity, code), group in groupby(findings, key=lambda finding: (finding.severity, finding.code)):
        alike = list(group)
        shown = alike if len(alike) <= _SHOWN_ALIKE + 1 else alike[:_SHOWN_ALIKE]
        for finding in shown:
            where = place(finding).in_language(lang)
            named = f"{_SEVERITIES[severity].in_language(lang)} {code}{f' ({where})' if where else ''}"
            yield f"  {named}: {finding.text.in_language(lang)}"
        if rest := len(alike) - len(shown):
            yield "    " + Text(
                f"… und {rest} weitere Befunde {code} (alle mit --json oder --report)",
                f"… and {rest} more findings {code} (all with --json or --report)",
            ).in_language(lang)
