"""Indicators of a real statistical office, recomputed from its tables, agree with what it published.

The set is "Integration" of the Statistisches Amt Basel-Stadt. Each indicator goes the whole way: the office's file is
prepared with the declared recipe, stored as a cube, and computed after a definition in TOML (folder `basel`). Nothing
is computed here; results are only printed with as many decimals as the office prints, and compared as text.

What is recomputed is never read from where it is published. Shares and means come from counts, most of them weighted;
sums come from their parts and are compared with the total that the office prints, often in another table. Only 6467
holds proportions itself, of which each is divided by their sum. Of tables with nothing but finished rates (6406, 6427
and others) gaps, ratios and rounding are compared with what the sentences say of them, without counting towards the
twenty-five; that their figures are read rightly is asked in `preparation/test_genuine_plain.py`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from teilhabe.engine.cube.declarations import Declaration, read_declaration
from teilhabe.engine.cube.observations import Observations
from teilhabe.engine.cube.query import Cube
from teilhabe.engine.cube.store import write_parquet
from teilhabe.engine.indicators.catalogue import Catalogue, read_catalogue
from teilhabe.engine.indicators.computing import compute
from teilhabe.engine.indicators.values import Scope
from teilhabe.engine.preparation import prepare, take
from teilhabe.engine.preparation.recipe import read_recipe

HERE = Path(__file__).with_name("basel")
PLACE = "BS"
POOLED = "2019-01-01/P5Y"  # the office pools five years of its survey

Printed = Mapping[tuple[str, str], str]  # period and code ("" for the whole) to the figure as printed

SENTENCES: Mapping[str, Printed] = {
    "6057_foreign_share": {("2006", ""): "31.1", ("2025", ""): "39.2"},
    "6061_other_countries": {("2024", ""): "11751"},
    "6090_tertiary": {(POOLED, "DE"): "72.1", (POOLED, "ST163"): "14.4", (POOLED, "Balkan"): "13.6"},
    "6400_eu_west": {("2024", ""): "17074"},
    "6402_german": {(POOLED, "Balkan"): "41.7", (POOLED, "ST163"): "39.8"},
    "6404_german": {(POOLED, "Eingebürgerte Schweizer/-innen"): "80.1", (POOLED, "Ausländer/-innen"): "45.6"},
    "6423_staff": {("2024", ""): "6053"},
    "6423_swiss_women": {("2024", ""): "3026"},
    "6425_cadre": {("2024", "DE"): "191"},
    "6467_foreign": {("2020-01-01/P3Y", "1. Quintil"): "29.0", ("2020-01-01/P3Y", "5. Quintil"): "26.4"},
    "6467_swiss": {("2020-01-01/P3Y", "1. Quintil"): "19.5", ("2020-01-01/P3Y", "5. Quintil"): "19.9"},
    "6473_very_good": {("2023", ""): "20.4", ("2019", ""): "17.5"},
    "6473_rather_good": {("2023", ""): "51.4"},
    "6481_background": {
        ("2023", "Schweizer ohne Migrationshintergrund"): "43",
        ("2023", "Schweizer mit Migrationshintergrund"): "19",
        ("2023", "Ausländer mit Migrationshintergrund (1. Generation)"): "36",
        ("2023", "Ausländer mit Migrationshintergrund (2. Generation)"): "2",
        ("2023", "Ausländer ohne Migrationshintergrund (3. Generation)"): "0",
    },
    "6496_enriching": {("2019", "Ausland"): "59.9", ("2023", "Ausland"): "43.5"},
    "6508_very_gladly": {("2023", "Ausland"): "61.9", ("2023", "Schweiz"): "67.4"},
    "6510_several": {("2023", ""): "52.9"},
    "6512_known": {("2022", ""): "78", ("2022", "Nur Deutsch"): "89", ("2022", "Kein Deutsch"): "53"},
    "6514_issued": {("2024", ""): "2311"},
    "6514_redeemed": {("2024", ""): "1521"},
    "6514_redemption": {
        ("2024", "Arabische Länder"): "100",
        ("2024", "Mittel- und Südamerika"): "97",
        ("2024", "Afrikanische Länder"): "44",
    },
    "6516_agreed": {("2022", ""): "46"},
}
"""Indicator to what the office's own sentence says about it. Turkey is ST163."""


@dataclass(frozen=True)
class Column:
    """Cells of a table in which the office prints what is recomputed.

    `where`: dimension or `variable` to code; `by`: the dimension whose codes are compared; `periods` restricts the
    comparison, with the reason said where it is used.
    """

    dataset: str
    where: Mapping[str, str] = field(default_factory=dict)
    by: str = ""
    periods: tuple[str, ...] = ()


COUNTED = ("2003", "2005", "2007", "2009")
"""Surveys that counted heads. Later ones are weighted: parts and totals are rounded apart, and some totals also count
people whose group is not known."""

COLUMNS: Mapping[str, tuple[Column, int]] = {
    "6057_foreign_share": (Column("6057", {"variable": "Ausländeranteil"}), 20),
    "6059_foreigners": (Column("6057", {"variable": "Ausländer"}), 19),
    "6061_other_countries": (Column("6059", {"citizenship": "Übrige Länder"}), 1),
    "6071_permits": (Column("6057", {"variable": "Ausländer"}), 19),
    "6400_eu_west": (Column("6059", {"citizenship": "EU-West + EFTA + UK"}), 1),
    "6421_swiss_staff": (Column("6421", {"level": "TOTAL"}), 20),
    "6423_staff": (Column("6423", {"group": "TOTAL"}, by="level"), 6),
    "6423_swiss": (Column("6423", {"group": "Schweiz"}, by="level"), 6),
    "6423_foreign": (Column("6423", {"group": "Ausland"}, by="level"), 6),
    "6473_answers": (Column("6473", {"group": "TOTAL"}, "answer", COUNTED), 18),
    "6496_answers": (Column("6496", {"group": "TOTAL"}, "answer", COUNTED), 18),
    "6504_answers": (Column("6504", {"group": "TOTAL"}, "answer", COUNTED), 18),
    "6508_answers": (Column("6508", {"group": "TOTAL"}, "answer", COUNTED), 18),
    "6510_answers": (Column("6510", {"group": "TOTAL"}, "answer", COUNTED), 15),
    "6512_answers": (Column("6512", {"language": "TOTAL"}, "answer", COUNTED), 5),
    "7738_old_age_ratio": (Column("7738", {"scenario": "Effektiv"}), 41),
    "6516_answers": (Column("6516", {"language": "TOTAL"}, "answer", COUNTED), 6),
}
"""Indicator to the column that prints it, and how many figures are compared."""

RECOMPUTED = tuple(dict.fromkeys([*SENTENCES, *COLUMNS]))


@dataclass(frozen=True)
class Office:
    """The prepared tables of the office, their cube, and the indicators declared over them."""

    tables: Mapping[str, Observations]
    cube: Cube
    catalogue: Catalogue

    def figures(self, indicator: str, by: str, place: str = PLACE) -> dict[tuple[str, str], float | None]:
        values = compute(self.catalogue.definition(indicator), self.cube, Scope({place: ()}, by=by))
        return {(value.period, value.code): value.value for value in values}

    def breakdown(self, indicator: str) -> str:
        return next(iter(self.catalogue.definition(indicator).by), "")


@pytest.fixture(scope="module")
def office(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("basel")
    tables: dict[str, Observations] = {}
    files: dict[str, Path] = {}
    for declared in read_declaration(HERE / "sources.toml").tables("datasets"):
        recipe = read_recipe(Declaration(declared.get("recipe", dict), declared.where))
        prepared = prepare(take(_file(shared_data, declared.get("file", str))), recipe)
        assert not prepared.errors, (declared.name, [finding.text.en for finding in prepared.errors])
        tables[declared.name] = prepared.observations
        files[declared.name] = folder / f"{declared.name}.parquet"
        write_parquet(prepared.observations, files[declared.name])
    return Office(tables, Cube(files), read_catalogue(read_declaration(HERE / "indicators.toml")))


def _file(shared_data: Path, name: str) -> Path:
    """The scenarios of the same office (numbers from 7000 on) lie in a folder of their own."""
    return shared_data / ("basel-scenarios" if name.startswith("7") else "basel-integration") / name


@pytest.fixture(scope="module")
def sentences(shared_data: Path) -> Mapping[str, str]:
    """Number of the publication to its official sentence, numbers without blanks and with a decimal point."""
    content = json.loads((shared_data / "basel-integration" / "expected.json").read_text(encoding="utf-8"))
    return {str(row["id"]): _with_plain_numbers(row["official_statement"]) for row in content["rows"]}


def _with_plain_numbers(sentence: str) -> str:
    return re.sub(r"(?<=\d)\s(?=\d{3})", "", sentence).replace(",", ".")


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])


@pytest.mark.parametrize(
    ("indicator", "period", "code", "printed"),
    [(name, *key, printed) for name, figures in SENTENCES.items() for key, printed in figures.items()],
)
def test_a_figure_of_the_official_sentence_follows_from_the_table(
    office: Office, sentences: Mapping[str, str], indicator: str, period: str, code: str, printed: str
) -> None:
    assert re.search(rf"(?<![\d.]){re.escape(printed)}(?!\d)", sentences[indicator.partition("_")[0]]), "mistyped here"
    value = office.figures(indicator, office.breakdown(indicator) if code else "")[period, code]
    assert value is not None
    assert f"{value:.{_decimals(printed)}f}" == printed


@pytest.mark.parametrize(("indicator", "column", "count"), [(name, *entry) for name, entry in COLUMNS.items()])
def test_a_printed_column_follows_from_its_parts(office: Office, indicator: str, column: Column, count: int) -> None:
    figures = office.figures(indicator, column.by)
    printed = {key: text for key, text in _printed(office.tables[column.dataset], column) if key in figures}
    found = {key: f"{figures[key]:.{_decimals(text)}f}" for key, text in printed.items() if text}
    assert found == {key: text for key, text in printed.items() if text}
    assert len(found) == count


def _printed(table: Observations, column: Column) -> Iterator[tuple[tuple[str, str], str]]:
    """Period, code and figure of the column's cells, with the decimals of the file."""
    names = (*column.where, "time_period", "obs_value", column.by or "time_period")
    for *codes, period, text, code in zip(*(table.columns[name] for name in names), strict=True):
        is_wanted = codes == list(column.where.values()) and (not column.periods or period in column.periods)
        if is_wanted:
            yield (str(period), str(code) if column.by else ""), str(text or "")


def test_at_least_twenty_five_indicators_are_recomputed(office: Office) -> None:
    assert len(RECOMPUTED) >= 25
    assert len({indicator.partition("_")[0] for indicator in RECOMPUTED}) >= 20, "from as many publications"
    assert {definition.id for definition in office.catalogue.definitions} >= set(RECOMPUTED)


@pytest.mark.parametrize(("code", "group"), [("", "Ausland"), ("M", "Ausländer"), ("F", "Ausländerinnen")])
def test_the_mean_age_follows_from_the_pyramid(office: Office, code: str, group: str) -> None:
    """Classes of five years give the office's mean age, which counts birthdays: half a year less than exact age."""
    value = office.figures("6063_mean_age", "sex" if code else "")["2024", code]
    assert value is not None
    (printed,) = (
        text
        for (period, _), text in _printed(office.tables["6063"], Column("6063", {"group": group}))
        if period == "2024"
    )
    assert f"{value - 0.5:.1f}" == printed


ROUNDED: Mapping[str, Mapping[tuple[str, str, str], tuple[str, int]]] = {
    "6398_districts": {("16", "2024", ""): ("58", 0), ("8", "2024", ""): ("24", 0)},  # Rosental, Bachletten
    "6427_social_assistance": {(PLACE, "2024", "Arabische Länder"): ("30.9", 1), (PLACE, "2024", "DE"): ("2.0", 1)},
    "6469_income": {(PLACE, "2022", "Übrige Länder"): ("91100", -2)},
    "6471_wealth": {(PLACE, "2022", "ST158"): ("680100", -2)},
    "6477_household_size": {(PLACE, "2024", "DE"): ("1.8", 1), (PLACE, "2024", "Balkan"): ("2.6", 1)},
}
"""What the office prints more precisely than its sentences say: place, period and code to figure and decimals."""


@pytest.mark.parametrize("indicator", ROUNDED)
def test_a_finished_figure_is_rounded_as_in_the_sentence(
    office: Office, sentences: Mapping[str, str], indicator: str
) -> None:
    for (place, period, code), (said, decimals) in ROUNDED[indicator].items():
        assert said in sentences[indicator.partition("_")[0]], "mistyped here"
        value = office.figures(indicator, "citizenship" if code else "", place)[period, code]
        assert value is not None
        assert f"{round(value, decimals):.{max(decimals, 0)}f}" == said


GAPS: Mapping[str, tuple[str, str, str, str]] = {
    "6081_higher_track-gap": ("2015", "23.71", "2024", "13.11"),
    "6415_employment-swiss": ("1990", "0.252", POOLED, "0.023"),
    "6415_employment-foreign": ("1990", "0.238", POOLED, "0.099"),
}
"""The sentences of 6081 and 6415 say that these gaps have become smaller. What the office computed them from, it does
not print."""


@pytest.mark.parametrize("indicator", GAPS)
def test_gaps_have_become_smaller_as_the_sentences_say(office: Office, indicator: str) -> None:
    before, first, after, last = GAPS[indicator]
    gaps = office.figures(indicator, "")
    assert (f"{gaps[before, '']:.{_decimals(first)}f}", f"{gaps[after, '']:.{_decimals(last)}f}") == (first, last)
    assert float(last) < float(first)


def test_among_foreign_apprentices_the_sexes_differ_less_as_the_sentence_says(office: Office) -> None:
    swiss, foreign = (office.figures(f"6085_apprentices-{group}", "") for group in ("swiss", "foreign"))
    assert len(swiss) == 10
    assert all(abs(foreign[year] or 0) < abs(swiss[year] or 0) for year in swiss)


def test_swiss_work_for_the_state_more_than_twice_as_often_as_the_next_group(office: Office) -> None:
    assert f"{office.figures('6419_staff_rate-to_germans', '')['2024', '']:.2f}" == "2.17"
