"""Invented twins of the files that the how-to prepares: the layout of genuine ones, figures of nobody."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

DISTRICTS = """\
BezirkName,BezirkNummer,2019,2020,2021
Altmarkt,11,129,132,131
Neumarkt,12,225,225,227
Hafen,13,310,304,299
nicht zuzuordnen,,7,9,8
Gesamtstadt,,671,670,665
"""
LATER = """\
BezirkName,BezirkNummer,2020,2021,2022
Altmarkt,11,225,227,229
Neumarkt,12,132,131,135
Hafen,13,304,299,301
nicht zuzuordnen,,9,8,6
Gesamtstadt,,670,665,671
"""
POPULATION = """\
GEMEINDE;GKZ;STICHTAG;ALTER;ANZAHL
Oberdorf;20101;01.01.2023;0;41
Oberdorf;20101;01.01.2023;1;43
Unterdorf;20201;01.01.2023;0;12
Unterdorf;20201;01.01.2023;1;9
Quelle: Landesstelle für Statistik;;;;
"""
RECIPES = {
    "bezirke.recipe.toml": """\
[constants]
variable = "unemployed"
unit = "persons"
base = "unemployment_statistics"
concept = "none"
[expect]
total = "Gesamtstadt 2021 = 665"
range.unemployed = { min = 0, max = 5000 }
""",
    "jahrbuch.recipe.toml": """\
drop_rows = ["8-"]
[constants]
variable = "population"
unit = "persons"
base = "register_main"
concept = "none"
""",
    "gemeinden.recipe.toml": """\
drop_rows = ["6"]
[roles]
ALTER = "dimension"
[columns]
GKZ = "municipality"
ALTER = "age"
STICHTAG = "time_period"
ANZAHL = "obs_value"
[constants]
variable = "population"
unit = "persons"
""",
}
_YEARBOOK: Sequence[Sequence[str | int]] = (
    ("Einwohnerinnen und Einwohner am 31.12.",),
    (),
    ("Stadtteil", 2021, "", 2022, ""),
    ("", "männlich", "weiblich", "männlich", "weiblich"),
    ("Nord", 1204, 1251, 1219, 1248),
    ("Süd", 2310, 2405, 2333, 2399),
    ("Zusammen", 3514, 3656, 3552, 3647),
    ("1) Ohne Personen in Aufnahmeeinrichtungen.",),
)


def write_twins(folder: Path) -> None:
    """All files that the commands of the how-to name."""
    texts = {"bezirke.csv": DISTRICTS, "bezirke-2022.csv": LATER, "gemeinden.csv": POPULATION, **RECIPES}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    _write_yearbook(folder / "jahrbuch.xlsx")


def _write_yearbook(path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Tab 2.1")
        for row, cells in enumerate(_YEARBOOK):
            for column, cell in enumerate(cells):
                if cell != "":
                    page.write(row, column, cell)
        page.merge_range(2, 1, 2, 2, 2021)
        page.merge_range(2, 3, 2, 4, 2022)
