"""Mutations: what happens to tables on their way from a publisher to a city, each under a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tests.drift.tables import AREAS, LAND, Key, Sheet, Table

_SOME = "07313"
_OTHER = "07315"
_YEAR = "2018"


@dataclass(frozen=True)
class Mutation:
    """One way in which a file is no longer what it was; `apply` takes a table, a sheet or the bytes of a file."""

    name: str
    about: str
    apply: Callable[..., object]


def _number(text: str) -> Decimal | None:
    return Decimal(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None


def _numbers(
    change: Callable[[Key, Decimal], object], only: Callable[[Key], bool] = lambda key: True
) -> Callable[[Table], Table]:
    def apply(table: Table) -> Table:
        def cell(key: Key, text: str) -> str:
            number = _number(text)
            return str(change(key, number)) if number is not None and only(key) else text

        return table.with_cells(cell)

    return apply


def _one(change: Callable[[str], str], key: Key = (_SOME, _YEAR, "M", "BEV")) -> Callable[[Table], Table]:
    return lambda table: replace(table, cells={**table.cells, key: change(table.cells[key])})


def _counts(key: Key) -> bool:
    return key[3] == "BEV"


def _shares(key: Key) -> bool:
    return key[3] == "ANT"


def _moved(place: int, codes: Mapping[str, str]) -> Callable[[Table], Table]:
    """The cells of one code stand at another."""

    def apply(table: Table) -> Table:
        def source(key: Key) -> Key:
            return (*key[:place], codes.get(key[place], key[place]), *key[place + 1 :])  # type: ignore[return-value]

        return replace(table, cells={key: table.cells.get(source(key), "") for key in table.cells})

    return apply


def _shifted(place: int) -> Callable[[Table], Table]:
    """Every cell stands at the next code; the first is empty."""

    def apply(table: Table) -> Table:
        codes = table.parts(place)
        following = dict(zip(codes[1:], codes, strict=False))

        def cell(key: Key) -> str:
            source = following.get(key[place])
            return table.cells[(*key[:place], source, *key[place + 1 :])] if source else ""  # type: ignore[index]

        return replace(table, cells={key: cell(key) for key in table.cells})

    return apply


def _printed(change: Callable[[str], str], only: Callable[[Key], bool] = lambda key: True) -> Callable[[Table], Table]:
    return lambda table: table.with_cells(
        lambda key, text: change(text) if _number(text) is not None and only(key) else text
    )


def _grouped(mark: str) -> Callable[[str], str]:
    return lambda text: f"{int(text):,}".replace(",", mark)


def _renamed(field: str, change: Callable[[str], str]) -> Callable[[Table], Table]:
    return lambda table: replace(table, **{field: {code: change(text) for code, text in getattr(table, field).items()}})


def _without(place: int, code: str) -> Callable[[Table], Table]:
    return lambda table: table.where(lambda key: key[place] != code)


def _last_year(table: Table) -> str:
    return table.parts(1)[-1]


TABLES: Sequence[Mutation] = (
    Mutation("unit-times-1000", "every count is 1000 times as large", _numbers(lambda k, n: n * 1000, _counts)),
    Mutation(
        "unit-in-thousands", "every count is printed in thousands", _numbers(lambda k, n: f"{n / 1000:.1f}", _counts)
    ),
    Mutation(
        "unit-one-column",
        "the counts of one sex are 1000 times as large",
        _numbers(lambda k, n: n * 1000, lambda k: _counts(k) and k[2] == "M"),
    ),
    Mutation(
        "unit-one-district",
        "the counts of one district are 100 times as large",
        _numbers(lambda k, n: n * 100, lambda k: _counts(k) and k[0] == _SOME),
    ),
    Mutation(
        "unit-from-a-year",
        "counts are printed in thousands from a year on",
        lambda t: _numbers(lambda k, n: f"{n / 1000:.1f}", lambda k: _counts(k) and k[1] >= t.parts(1)[-2])(t),
    ),
    Mutation(
        "unit-newest-year",
        "the newest year is printed in thousands",
        lambda t: _numbers(lambda k, n: f"{n / 1000:.1f}", lambda k: _counts(k) and k[1] == _last_year(t))(t),
    ),
    Mutation("percent-as-proportion", "shares of 0 to 1 in place of per cent", _numbers(lambda k, n: n / 100, _shares)),
    Mutation(
        "proportion-from-a-year",
        "shares of 0 to 1 from a year on",
        lambda t: _numbers(lambda k, n: n / 100, lambda k: _shares(k) and k[1] >= t.parts(1)[-2])(t),
    ),
    Mutation("one-cell-times-1000", "one count is 1000 times as large", _one(lambda x: x + "000")),
    Mutation("one-cell-digit-added", "one count has a digit too many", _one(lambda x: x + "7")),
    Mutation("one-cell-digit-lost", "one count lacks its last digit", _one(lambda x: x[:-1])),
    Mutation(
        "one-cell-digits-swapped", "two digits of one count are swapped", _one(lambda x: x[0] + x[2] + x[1] + x[3:])
    ),
    Mutation("one-cell-zero", "one count is 0", _one(lambda x: "0")),
    Mutation("one-cell-negative", "one count is negative", _one(lambda x: "-" + x)),
    Mutation("one-cell-empty", "one count is empty", _one(lambda x: "")),
    Mutation("one-cell-text", "a word stands in place of one count", _one(lambda x: "siehe Fußnote")),
    Mutation("one-cell-unknown-sign", "an unknown sign stands in place of one count", _one(lambda x: "§")),
    Mutation("all-negative", "all counts are negative", _numbers(lambda k, n: -n, _counts)),
    Mutation("sexes-swapped", "male and female are swapped", _moved(2, {"M": "F", "F": "M"})),
    Mutation("measures-swapped", "counts and shares are swapped", _moved(3, {"BEV": "ANT", "ANT": "BEV"})),
    Mutation("districts-swapped", "two districts are swapped", _moved(0, {_SOME: _OTHER, _OTHER: _SOME})),
    Mutation("years-swapped", "two years are swapped", _moved(1, {"2016": "2019", "2019": "2016"})),
    Mutation("districts-shifted", "every figure stands one district lower", _shifted(0)),
    Mutation("years-shifted", "every figure stands one year later", _shifted(1)),
    Mutation("columns-shifted", "every figure stands one sex further", _shifted(2)),
    Mutation("one-district-repeated", "one district has the figures of another", _moved(0, {_SOME: _OTHER})),
    Mutation("year-missing", "a year in the middle is missing", _without(1, "2017")),
    Mutation("first-year-missing", "the first year is missing", lambda t: _without(1, t.parts(1)[0])(t)),
    Mutation("district-missing", "a district is missing", _without(0, _SOME)),
    Mutation(
        "district-missing-in-a-year",
        "a district is missing in one year",
        lambda t: t.where(lambda k: (k[0], k[1]) != (_SOME, _YEAR)),
    ),
    Mutation("sex-missing", "the women are missing", _without(2, "F")),
    Mutation("measure-missing", "the shares are missing", _without(3, "ANT")),
    Mutation(
        "half-of-the-districts",
        "every second district is missing",
        lambda t: t.where(lambda k: k[0] not in list(AREAS)[::2]),
    ),
    Mutation(
        "rounded-to-10", "counts are rounded to 10", _numbers(lambda k, n: round(n, -1).quantize(Decimal(1)), _counts)
    ),
    Mutation(
        "rounded-to-1000",
        "counts are rounded to 1000",
        _numbers(lambda k, n: round(n, -3).quantize(Decimal(1)), _counts),
    ),
    Mutation("decimals-cut", "shares lost their decimals", _numbers(lambda k, n: int(n), _shares)),
    Mutation(
        "signs-to-zero", "0 stands in place of signs", lambda t: t.with_cells(lambda k, x: "0" if x == "." else x)
    ),
    Mutation("signs-to-blank", "signs were deleted", lambda t: t.with_cells(lambda k, x: "" if x == "." else x)),
    Mutation(
        "signs-to-dash",
        "a dash stands in place of other signs",
        lambda t: t.with_cells(lambda k, x: "-" if x == "." else x),
    ),
    Mutation("thousands-dot", "1.234 in place of 1234", _printed(_grouped("."), _counts)),
    Mutation("thousands-comma", "1,234 in place of 1234", _printed(_grouped(","), _counts)),
    Mutation("thousands-blank", "1 234 in place of 1234", _printed(_grouped(" "), _counts)),
    Mutation("thousands-hard-blank", "hard blanks between thousands", _printed(_grouped("\xa0"), _counts)),
    Mutation("thousands-apostrophe", "1'234 in place of 1234", _printed(_grouped("'"), _counts)),
    Mutation("powers-of-ten", "4.12E+04 in place of 41234", _printed(lambda x: f"{int(x):.2E}", _counts)),
    Mutation(
        "decimal-mark-changed",
        "the other decimal mark",
        _printed(lambda x: x.replace(".", "·").replace(",", ".").replace("·", ","), _shares),
    ),
    Mutation(
        "flags-behind-numbers",
        "a letter for provisional behind the newest figures",
        lambda t: t.with_cells(lambda k, x: x + " p" if k[1] == _last_year(t) and _number(x) is not None else x),
    ),
    Mutation("percent-signs", "a percent sign behind each share", _printed(lambda x: x + " %", _shares)),
    Mutation("decimals-added", "counts with .0", _printed(lambda x: x + ".0", _counts)),
    Mutation("quoted-as-text", "counts with an apostrophe in front", _printed(lambda x: "'" + x, _counts)),
    Mutation(
        "blanks-around",
        "blanks around every cell",
        lambda t: _renamed("sexes", lambda x: f"  {x} ")(_printed(lambda x: f" {x}  ")(t)),
    ),
    Mutation(
        "hard-blanks-around",
        "hard blanks around every cell",
        lambda t: _renamed("sexes", lambda x: f"\xa0{x}")(_printed(lambda x: f"{x}\xa0")(t)),
    ),
    Mutation("zeros-lost", "territory keys lost their leading zero", _renamed("codes", lambda x: x.lstrip("0"))),
    Mutation("keys-as-decimals", "territory keys became decimals", _renamed("codes", lambda x: x.lstrip("0") + ".0")),
    Mutation("keys-as-powers", "territory keys became powers of ten", _renamed("codes", lambda x: f"{int(x):.2E}")),
    Mutation(
        "keys-with-blanks", "territory keys with blanks inside", _renamed("codes", lambda x: f"{x[:2]} {x[2:]}".strip())
    ),
    Mutation(
        "keys-long",
        "territory keys of 12 digits",
        _renamed("codes", lambda x: f"{x}0000000"[:12] if len(x) == 5 else x.ljust(12, "0")),
    ),
    Mutation("key-recoded", "one district has another key", lambda t: replace(t, codes={**t.codes, _SOME: "07399"})),
    Mutation(
        "keys-of-another-list",
        "the publisher's own numbers in place of keys",
        lambda t: replace(t, codes={a: str(101 + i) for i, a in enumerate(t.codes)}),
    ),
    Mutation(
        "keys-swapped",
        "two districts have each other's key and name",
        lambda t: replace(
            t,
            codes={**t.codes, _SOME: t.codes[_OTHER], _OTHER: t.codes[_SOME]},
            names={**t.names, _SOME: t.names[_OTHER], _OTHER: t.names[_SOME]},
        ),
    ),
    Mutation(
        "key-missing",
        "one district has neither key nor name",
        lambda t: replace(t, codes={**t.codes, _SOME: ""}, names={**t.names, _SOME: ""}),
    ),
    Mutation(
        "key-twice",
        "two districts have the same key and name",
        lambda t: replace(t, codes={**t.codes, _SOME: t.codes[_OTHER]}, names={**t.names, _SOME: t.names[_OTHER]}),
    ),
    Mutation(
        "sexes-as-numbers",
        "1 and 2 in place of male and female",
        lambda t: replace(t, sexes={**t.sexes, "M": "1", "F": "2"}),
    ),
    Mutation(
        "sexes-in-english",
        "male and female in English",
        lambda t: replace(t, sexes={k: {"M": "male", "F": "female"}.get(k, "total") for k in t.sexes}),
    ),
    Mutation(
        "sexes-unknown",
        "A and B in place of male and female",
        lambda t: replace(t, sexes={**t.sexes, "M": "A", "F": "B"}),
    ),
    Mutation(
        "sexes-as-letters",
        "m and w in place of male and female",
        lambda t: replace(t, sexes={**t.sexes, "M": "m", "F": "w"}),
    ),
    Mutation("years-as-dates", "01.01.2018 in place of 2018", _renamed("years", lambda x: f"01.01.{x}")),
    Mutation("years-as-decimals", "2018.0 in place of 2018", _renamed("years", lambda x: f"{x}.0")),
    Mutation("years-short", "18 in place of 2018", _renamed("years", lambda x: x[2:])),
    Mutation("year-wrong", "one year is another one", lambda t: replace(t, years={**t.years, _YEAR: "1918"})),
    Mutation("year-twice", "two years have the same number", lambda t: replace(t, years={**t.years, _YEAR: "2017"})),
    Mutation(
        "years-not-times",
        "words in place of years",
        lambda t: replace(t, years={y: f"Welle {i}" for i, y in enumerate(t.years, 1)}),
    ),
    Mutation(
        "headings-in-capitals",
        "headings in capital letters",
        lambda t: _renamed("measures", str.upper)(_renamed("headings", str.upper)(t)),
    ),
    Mutation(
        "headings-renamed",
        "the labels have other headings",
        _renamed("headings", lambda x: {"Jahr": "Berichtsjahr", "Geschlecht": "Sex"}.get(x, x)),
    ),
    Mutation(
        "headings-meaningless",
        "the labels are headed F1 to F4",
        lambda t: replace(t, headings={k: f"F{i}" for i, k in enumerate(t.headings, 1)}),
    ),
    Mutation(
        "measures-renamed",
        "the measures have other names",
        lambda t: replace(t, measures={"BEV": "Einwohnerinnen und Einwohner", "ANT": "Anteil Ausländer/-innen"}),
    ),
    Mutation(
        "measures-headings-swapped",
        "the headings of the measures are swapped",
        lambda t: replace(t, measures={"BEV": t.measures["ANT"], "ANT": t.measures["BEV"]}),
    ),
    Mutation("umlauts-lost", "question marks in place of umlauts", lambda t: _lost(t)),
    Mutation("rows-reversed", "the rows stand in reverse order", lambda t: replace(t, keys=list(t.keys)[::-1])),
    Mutation(
        "rows-sorted",
        "the rows are sorted by the figures",
        lambda t: replace(t, keys=sorted(t.keys, key=lambda k: (t.cells[k], k))),
    ),
    Mutation(
        "row-contradicted",
        "one row stands twice with other figures",
        lambda t: replace(t, extra=[((_SOME, _YEAR, "M", "BEV"), "77.7")]),
    ),
    Mutation(
        "total-doubled",
        "the printed total of one district is doubled",
        lambda t: _doubled(t, lambda k: k[0] == _OTHER and k[1] == _YEAR and k[2] == "TOTAL"),
    ),
    Mutation(
        "totals-doubled",
        "the totals of a year are doubled",
        lambda t: _doubled(t, lambda k: k[1] == _YEAR and "TOTAL" in k),
    ),
    Mutation(
        "land-doubled",
        "the Land is doubled in one year",
        lambda t: _doubled(t, lambda k: k[1] == _YEAR and k[0] in LAND),
    ),
    Mutation(
        "total-missing",
        "the total of sexes is missing",
        lambda t: t.where(lambda k: k[2] != "TOTAL") if "TOTAL" in t.parts(2) else t,
    ),
)


def _lost(table: Table) -> Table:
    for field in ("names", "sexes", "headings", "measures"):
        table = _renamed(field, lambda x: re.sub("[äöüß]", "?", x))(table)
    return table


def _doubled(table: Table, which: Callable[[Key], bool]) -> Table:
    return _numbers(lambda k, n: 2 * n, lambda k: _counts(k) and which(k))(table)


def _rows(change: Callable[[list[list[str]], Sheet], Sequence[Sequence[str]]]) -> Callable[[Sheet], Sheet]:
    return lambda sheet: replace(sheet, rows=change([list(row) for row in sheet.rows], sheet))


def _column(change: Callable[[list[str], int, Sheet], list[str]]) -> Callable[[Sheet], Sheet]:
    """The same change to each row of header and body; title and footer stay."""
    return lambda s: replace(
        s,
        rows=[
            change(list(row), n, s) if n >= s.header[0] and len(row) > s.labels else row for n, row in enumerate(s.rows)
        ],
    )


def _first(sheet: Sheet) -> int:
    return sheet.header[-1] + 1


def _insert(place: Callable[[Sheet], int], *lines: Sequence[str]) -> Callable[[Sheet], Sheet]:
    return _rows(lambda rows, s: [*rows[: place(s)], *lines, *rows[place(s) :]])


def _middle(sheet: Sheet) -> int:
    return (_first(sheet) + len(sheet.rows)) // 2


def _end(sheet: Sheet) -> int:
    return len(sheet.rows)


def _row(change: Callable[[list[str]], list[str]]) -> Callable[[Sheet], Sheet]:
    """One row in the middle is changed."""
    return _rows(lambda rows, s: [*rows[: _middle(s)], change(rows[_middle(s)]), *rows[_middle(s) + 1 :]])


def _outline(sheet: Sheet) -> Sheet:
    """Merged label cells lost: a label stands in the first row of its group only."""
    rows = [list(row) for row in sheet.rows]
    body = [n for n in range(_first(sheet), len(rows)) if len(rows[n]) > sheet.labels]
    for n, before in reversed(list(zip(body[1:], body, strict=False))):
        if rows[n][0] == rows[before][0]:
            rows[n][0] = ""
    return replace(sheet, rows=rows)


def _swapped_headings(row: list[str], n: int, sheet: Sheet) -> list[str]:
    if n == sheet.header[0]:
        row[sheet.labels], row[-1] = row[-1], row[sheet.labels]
    return row


SHEETS: Sequence[Mutation] = (
    Mutation("column-moved-last", "the first column stands last", _column(lambda r, n, s: [*r[1:], r[0]])),
    Mutation("value-moved-first", "the last column stands first", _column(lambda r, n, s: [r[-1], *r[:-1]])),
    Mutation(
        "column-added",
        "a column of remarks was added",
        _column(lambda r, n, s: [*r, "Bemerkung" if n == s.header[0] else ("" if n in s.header else "geprüft")]),
    ),
    Mutation(
        "number-column-added",
        "a column of row numbers was added",
        _column(lambda r, n, s: ["Nr." if n == s.header[0] else ("" if n in s.header else str(n - s.header[-1])), *r]),
    ),
    Mutation("empty-column-added", "an empty column was added", _column(lambda r, n, s: ["", *r])),
    Mutation(
        "empty-column-inside",
        "an empty column stands before the values",
        _column(lambda r, n, s: [*r[: s.labels], "", *r[s.labels :]]),
    ),
    Mutation("first-label-dropped", "the first column is missing", _column(lambda r, n, s: r[1:])),
    Mutation(
        "last-label-dropped",
        "the last column of labels is missing",
        _column(lambda r, n, s: [*r[: s.labels - 1], *r[s.labels :]]),
    ),
    Mutation("value-dropped", "the last column of values is missing", _column(lambda r, n, s: r[:-1])),
    Mutation(
        "header-shifted",
        "the header stands one column to the left",
        _rows(lambda rows, s: [[*r[1:], ""] if n in s.header else r for n, r in enumerate(rows)]),
    ),
    Mutation(
        "header-missing",
        "the header is missing",
        _rows(lambda rows, s: [r for n, r in enumerate(rows) if n not in s.header]),
    ),
    Mutation(
        "header-repeated",
        "the header is repeated in the middle",
        lambda s: _insert(_middle, *[s.rows[n] for n in s.header])(s),
    ),
    Mutation("headings-exchanged", "two headings of values are exchanged", _column(_swapped_headings)),
    Mutation(
        "titles-above",
        "two title lines were added",
        _insert(lambda s: 0, ["Bevölkerung nach Geschlecht"], ["Stand: 31.12.2020"]),
    ),
    Mutation("blank-lines-above", "blank lines were added above", _insert(lambda s: 0, [], [], [])),
    Mutation("blank-lines-inside", "a blank line stands in the middle", _insert(_middle, [])),
    Mutation(
        "blank-cells-inside",
        "a line of empty cells stands in the middle",
        lambda s: _insert(_middle, [""] * len(s.rows[-3]))(s),
    ),
    Mutation(
        "comments-above",
        "lines with # were added above",
        _insert(lambda s: 0, ["# exported by a tool"], ["# 2024-01-01"]),
    ),
    Mutation(
        "footnotes-below",
        "footnotes were added below",
        _insert(_end, ["1) Vorläufige Ergebnisse."], ["2) Ohne Angabe: geschätzt."]),
    ),
    Mutation(
        "source-below",
        "a line with the source was added below",
        _insert(_end, [], ["Quelle: Statistisches Landesamt, eigene Berechnung"]),
    ),
    Mutation("band-inside", "a line with a text stands in the middle", _insert(_middle, ["noch: Rheinland-Pfalz"])),
    Mutation("labels-merged", "labels stand in the first row of their group only", _outline),
    Mutation("row-too-long", "one row has a cell too many", _row(lambda r: [*r[:1], "", *r[1:]])),
    Mutation("row-too-short", "one row lacks a cell", _row(lambda r: [*r[:1], *r[2:]])),
    Mutation("row-without-values", "one row lacks its values", _row(lambda r: r[:-2])),
    Mutation("row-duplicated", "one row stands twice", lambda s: _insert(_middle, s.rows[_middle(s)])(s)),
    Mutation(
        "rows-duplicated",
        "all rows stand twice",
        _rows(lambda rows, s: [*rows, *[r for r in rows[_first(s) :] if len(r) > s.labels]]),
    ),
    Mutation("trailing-delimiters", "a delimiter ends every row", _rows(lambda rows, s: [[*r, ""] for r in rows])),
    Mutation(
        "trailing-below-header",
        "a delimiter ends every row below the header",
        _rows(lambda rows, s: [[*r, ""] if n > s.header[-1] else r for n, r in enumerate(rows)]),
    ),
    Mutation("many-trailing", "five delimiters end every row", _rows(lambda rows, s: [[*r, *[""] * 5] for r in rows])),
    Mutation("delimiter-tab", "tabs in place of the delimiter", lambda s: replace(s, delimiter="\t")),
    Mutation("delimiter-other", "another delimiter", lambda s: replace(s, delimiter="|")),
    Mutation(
        "last-rows-cut", "the last tenth of the rows is missing", _rows(lambda rows, s: rows[: len(rows) * 9 // 10])
    ),
    Mutation(
        "first-rows-cut",
        "the first rows below the header are missing",
        _rows(lambda rows, s: [*rows[: _first(s)], *rows[_first(s) + 5 :]]),
    ),
    Mutation(
        "rows-cut-inside",
        "rows in the middle are missing",
        _rows(lambda rows, s: [*rows[: _middle(s) - 3], *rows[_middle(s) + 3 :]]),
    ),
    Mutation("values-one-row-down", "the values slipped one row down", lambda s: _slipped(s)),
    Mutation("sum-below", "a row with sums was added below", lambda s: _summed(s)),
)


def _body(sheet: Sheet) -> list[int]:
    return [n for n in range(_first(sheet), len(sheet.rows)) if len(sheet.rows[n]) > sheet.labels]


def _slipped(sheet: Sheet) -> Sheet:
    rows = [list(row) for row in sheet.rows]
    body = _body(sheet)
    for n, before in reversed(list(zip(body[1:], body, strict=False))):
        rows[n][sheet.labels :] = sheet.rows[before][sheet.labels :]
    return replace(sheet, rows=rows)


def _summed(sheet: Sheet) -> Sheet:
    body = _body(sheet)
    width = len(sheet.rows[body[0]])
    sums = []
    for column in range(sheet.labels, width):
        texts = [sheet.rows[n][column].replace(",", ".").strip() for n in body]
        sums.append(str(sum((Decimal(t) for t in texts if _number(t) is not None), Decimal(0))).replace(".", ","))
    row = ["Summe", *[""] * (sheet.labels - 1), *sums]
    return replace(sheet, rows=[*sheet.rows[: body[-1] + 1], row, *sheet.rows[body[-1] + 1 :]])


def _recoded(target: str) -> Callable[[bytes, str], bytes]:
    return lambda content, encoding: content.decode(encoding).encode(target, "replace")


def _text(change: Callable[[str], str]) -> Callable[[bytes, str], bytes]:
    return lambda content, encoding: change(content.decode(encoding)).encode(encoding)


def _cut_at_line(content: bytes, encoding: str) -> bytes:
    return content[: content.index(b"\n", len(content) // 2) + 1]


def _cut_in_line(content: bytes, encoding: str) -> bytes:
    end = content.index(b"\n", len(content) // 2)
    start = content.rindex(b"\n", 0, end) + 1
    return content[: start + (end - start) * 2 // 3]


_PAGE = b"<!DOCTYPE html><html><head><title>503</title></head><body><h1>Service Unavailable</h1></body></html>"

TEXT_FILES: Sequence[Mutation] = (
    Mutation("encoding-cp1252", "saved as cp1252", _recoded("cp1252")),
    Mutation("encoding-utf-16", "saved as UTF-16", _recoded("utf-16")),
    Mutation("encoding-utf-16-unmarked", "saved as UTF-16 without a mark", _recoded("utf-16-le")),
    Mutation("encoding-mac", "saved as Mac text", _recoded("mac-roman")),
    Mutation("encoding-bom", "with a byte order mark", lambda c, e: b"\xef\xbb\xbf" + c.decode(e).encode()),
    Mutation("encoding-twice", "encoded twice", lambda c, e: c.decode(e).encode().decode("cp1252", "replace").encode()),
    Mutation("encoding-ascii", "question marks in place of all other letters", _recoded("ascii")),
    Mutation("line-ends-crlf", "Windows line ends", _text(lambda t: t.replace("\n", "\r\n"))),
    Mutation("line-ends-cr", "old Mac line ends", _text(lambda t: t.replace("\n", "\r"))),
    Mutation("line-ends-double", "every line end twice", _text(lambda t: t.replace("\n", "\n\n"))),
    Mutation("last-line-end-lost", "the last line end is missing", _text(lambda t: t.removesuffix("\n"))),
    Mutation("cut-at-a-line-end", "half of the file, cut at a line end", _cut_at_line),
    Mutation("cut-in-a-line", "half of the file, cut inside a line", _cut_in_line),
    Mutation("cut-in-the-last-cell", "the last characters are missing", lambda c, e: c.rstrip()[:-3]),
    Mutation("end-of-file-mark", "an end-of-file character at the end", lambda c, e: c + b"\x1a"),
    Mutation("nothing-but-delimiters", "nothing but delimiters", lambda c, e: b";;;;\n" * 20),
    Mutation("joined-twice", "the file stands twice in one", lambda c, e: c + c),
    Mutation("web-page-in-front", "a web page stands in front of the table", lambda c, e: _PAGE + b"\n" + c),
)

FILES: Sequence[Mutation] = (
    Mutation("empty", "an empty file", lambda c, e: b""),
    Mutation("blank", "nothing but line ends", lambda c, e: b"\n\n  \n"),
    Mutation("web-page", "a web page in place of the table", lambda c, e: _PAGE),
    Mutation(
        "json-error",
        "an error message of the provider",
        lambda c, e: b'{"Status": {"Code": 104, "Content": "no data"}}',
    ),
    Mutation(
        "xml-error",
        "an error message in XML",
        lambda c, e: b"<?xml version='1.0'?><Error><Text>no results</Text></Error>",
    ),
    Mutation("plain-error", "an error message in one line", lambda c, e: b"Internal Server Error\n"),
    Mutation(
        "nul-bytes", "NUL bytes in the middle", lambda c, e: c[: len(c) // 2] + b"\0" * 40 + c[len(c) // 2 + 40 :]
    ),
    Mutation("nul-end", "the second half is NUL bytes", lambda c, e: c[: len(c) // 2] + b"\0" * (len(c) // 2)),
    Mutation(
        "noise", "random bytes in the middle", lambda c, e: c[: len(c) // 2] + bytes(range(128, 256)) + c[len(c) // 2 :]
    ),
    Mutation("cut-in-half", "the second half is missing", lambda c, e: c[: len(c) // 2]),
    Mutation("picture", "a picture in place of the table", lambda c, e: b"\x89PNG\r\n\x1a\n" + bytes(64)),
    Mutation("first-kilobyte-only", "only the beginning", lambda c, e: c[:100]),
)
