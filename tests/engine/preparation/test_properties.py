"""A random tidy table in any dialect, as a workbook or in the older flat layout, reads back the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from teilhabe.engine.preparation import prepare
from teilhabe.engine.sources.snapshot import Snapshot

DISTRICTS = {"07311": "Frankenthal (Pfalz)", "07312": "Kaiserslautern", "07315": "Mainz", "06411": "Darmstadt"}
SEXES = {"M": "männlich", "F": "weiblich", "X": "divers"}
YEARS = ("2017", "2018", "2019", "2022")
MEASURES = ("Einwohner", "Arbeitslose")
SIGNS = ("-", ".", "/", "x")

Cells = Mapping[tuple[str, str, str, str], str]
_SETTINGS = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@dataclass(frozen=True)
class Dialect:
    """How a plain file is written down."""

    delimiter: str
    decimal: str
    encoding: str
    line_end: str
    quoting: int
    title: bool


@st.composite
def tables(draw: st.DrawFn) -> Cells:
    """District × year × sex × measure: whole numbers or decimals, some of them negative or very large, and signs."""
    areas = draw(st.lists(st.sampled_from(list(DISTRICTS)), min_size=2, unique=True))
    years = draw(st.lists(st.sampled_from(YEARS), min_size=2, unique=True))
    decimals = draw(st.sampled_from([0, 1, 2]))
    number = st.integers(-(10**8), 10**9).map(lambda n: f"{n / 10**decimals:.{decimals}f}")
    keys = [(a, y, s, m) for a in areas for y in years for s in SEXES for m in MEASURES]
    texts = draw(st.lists(number, min_size=len(keys), max_size=len(keys)))
    cells = dict(zip(keys, texts, strict=True))
    hidden = draw(st.lists(st.sampled_from(keys), max_size=3))
    return cells | {key: draw(st.sampled_from(SIGNS)) for key in hidden}


dialects = st.builds(
    Dialect,
    delimiter=st.sampled_from([";", "\t", "|"]),
    decimal=st.sampled_from([",", "."]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    title=st.booleans(),
)


def _printed(text: str, decimal: str) -> str:
    return text.replace(".", decimal) if any(c.isdigit() for c in text) else text


def crossed(cells: Cells, decimal: str) -> list[list[str]]:
    """Labels on the left, one column for each measure."""
    rows = [["AGS", "Kreis", "Jahr", "Geschlecht", *MEASURES]]
    for area, year, sex in dict.fromkeys(key[:3] for key in cells):
        values = [_printed(cells[area, year, sex, measure], decimal) for measure in MEASURES]
        rows.append([area, DISTRICTS[area], year, SEXES[sex], *values])
    return rows


def written(rows: Sequence[Sequence[str]], dialect: Dialect) -> bytes:
    stream = io.StringIO()
    if dialect.title:
        stream.write("Eine Auszählung" + dialect.line_end + dialect.line_end)
    writer = csv.writer(
        stream,
        delimiter=dialect.delimiter,
        lineterminator=dialect.line_end,
        quoting=dialect.quoting,  # type: ignore[arg-type]
    )
    writer.writerows(rows)
    return stream.getvalue().encode(dialect.encoding)


def flat_old(cells: Cells) -> bytes:
    """The older flat layout of GENESIS: a column for each measure, decimal comma."""
    head = "Statistik_Code Statistik_Label Zeit_Code Zeit_Label Zeit".split()  # noqa: SIM905  # as the format spells it
    for k in (1, 2):
        head += [f"{k}_{part}" for part in ("Merkmal_Code", "Merkmal_Label", "Auspraegung_Code", "Auspraegung_Label")]
    rows = [[*head, *(f"{measure}__{measure}__Anzahl" for measure in MEASURES)]]
    codes = {"M": "GESM", "F": "GESW", "X": "GESD"}
    for area, year, sex in dict.fromkeys(key[:3] for key in cells):
        labels = ["KREISE", "Kreise", area, DISTRICTS[area], "GES", "Geschlecht", codes[sex], SEXES[sex]]
        values = [_printed(cells[area, year, sex, measure], ",") for measure in MEASURES]
        rows.append(["12411", "Statistik", "JAHR", "Jahr", year, *labels, *values])
    return written(rows, Dialect(";", ",", "utf-8", "\n", csv.QUOTE_MINIMAL, title=False))


def workbook(cells: Cells) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet("Tabelle")
        for row, texts in enumerate(crossed(cells, ".")):
            for column, text in enumerate(texts):
                if row and column > 3 and any(c.isdigit() for c in text):
                    page.write_number(row, column, float(text))
                else:
                    page.write_string(row, column, text)
    return stream.getvalue()


def _read(content: bytes) -> dict[tuple[str, str, str, str], str]:
    """What stands at each key: the number, or the sign."""
    columns = prepare(Snapshot("table", "0" * 64, content)).observations.columns
    shown = [
        value if value is not None else sign
        for value, sign in zip(columns["obs_value"], columns["source_sign"], strict=True)
    ]
    keys = zip(*(columns[name] for name in ("ref_area", "time_period", "sex", "variable")), strict=True)
    return {tuple(map(str, key)): str(text) for key, text in zip(keys, shown, strict=True)}  # type: ignore[misc]


def _as_number(text: str) -> str | float:
    return float(text) if any(c.isdigit() for c in text) else text


def _compared(cells: Mapping[tuple[str, str, str, str], str]) -> dict[tuple[str, str, str, str], str | float]:
    """Numbers as numbers: a workbook prints 5.0 as 5."""
    return {key: _as_number(text) for key, text in cells.items()}


@_SETTINGS
@given(tables(), dialects)
def test_a_crossed_table_reads_back_the_same_in_any_dialect(cells: Cells, dialect: Dialect) -> None:
    assert _compared(_read(written(crossed(cells, dialect.decimal), dialect))) == _compared(cells)


@_SETTINGS
@given(tables())
def test_the_older_flat_layout_reads_back_the_same(cells: Cells) -> None:
    assert _compared(_read(flat_old(cells))) == _compared(cells)


@settings(_SETTINGS, max_examples=6)
@given(tables())
def test_a_workbook_reads_back_the_same(cells: Cells) -> None:
    assert _compared(_read(workbook(cells))) == _compared(cells)
