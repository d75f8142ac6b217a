"""Every question about a table that the shared data ask, answered from what `prepare` writes.

Each folder of the shared data has an `expected.json` of questions and answers. A question is answered here from the
CSV with labels and from the report, as somebody would who has only those; the answer is read from `expected.json`. A
question without a selection fails, so a new one cannot be forgotten.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from teilhabe.engine.cube.store import write_csv
from teilhabe.engine.preparation import prepare
from teilhabe.engine.preparation.inspection import to_mapping
from teilhabe.engine.sources.snapshot import take

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
SETS = (
    "genesis", "genesis-ffcsv", "bamf-asyl", "basel-integration", "basel-scenarios", "eurostat", "zensus2022",
    "small-area-berlin", "small-area-berlin-migration", "small-area-berlin-social", "small-area-bern", "small-area-bw",
    "small-area-hamburg", "small-area-kaernten", "small-area-koeln", "small-area-muenchen", "small-area-muenster",
)  # fmt: skip
# The text of the question names the true figures: Germany's 83 019 213 less the 328 074 of the missing district.
CORRECTED: Mapping[str, Any] = {"genesis/pop-de-2018": 83_019_213 - 328_074}

Row = dict[str, str]


class Table:
    """The CSV that `prepare --labels` writes, and the report."""

    def __init__(self, path: Path) -> None:
        prepared = prepare(take(path))
        labels = {d.name: d.labels for d in prepared.observations.dimensions if d.labels}
        stream = io.StringIO()
        write_csv(prepared.observations, stream, labels)
        self._csv = stream.getvalue()
        self.report: dict[str, Any] = json.loads(json.dumps(to_mapping(prepared.inspection)))

    @property
    def all(self) -> list[Row]:
        return self.rows()

    def rows(self, **codes: str) -> list[Row]:
        lines = csv.reader(io.StringIO(self._csv))
        names = next(lines)
        wanted = [(names.index(name), code) for name, code in codes.items()]
        chosen = (line for line in lines if all(line[at] == code for at, code in wanted))
        return [dict(zip(names, line, strict=True)) for line in chosen]

    def values(self, **codes: str) -> list[Decimal]:
        return [Decimal(row["obs_value"]) for row in self.rows(**codes) if row["obs_value"]]

    def value(self, **codes: str) -> Decimal:
        (value,) = self.values(**codes)
        return value

    def total(self, **codes: str) -> Decimal:
        """The sum of what is no total itself."""
        return sum((Decimal(row["obs_value"]) for row in self.parts(**codes) if row["obs_value"]), Decimal(0))

    def parts(self, **codes: str) -> list[Row]:
        return [row for row in self.rows(**codes) if not row.get("total_of")]

    def codes(self, name: str) -> set[str]:
        lines = csv.reader(io.StringIO(self._csv))
        at = next(lines).index(name)
        return {line[at] for line in lines}

    def share(self, part: Mapping[str, str], *whole: Mapping[str, str]) -> Decimal:
        """A part in percent of the sum of the cells `whole`, rounded to one place."""
        everything = sum((sum(self.values(**codes)) for codes in whole), Decimal(0))
        return round(sum(self.values(**part)) * 100 / everything, 1)

    def shares(self, answers: str, *cells: Mapping[str, str]) -> list[Decimal]:
        """The share of each of these cells in its row; `answers`: the variables of a row that count, `*` for all."""
        wanted = self.codes("variable") if answers == "*" else set(answers.split("|"))
        return [self.share(c, *({**c, "variable": variable} for variable in wanted)) for c in cells]


@lru_cache(maxsize=4)
def table(folder: str, name: str) -> Table:
    path = DATA / folder / name
    return Table(path if path.exists() else path.with_suffix(".zip"))


Select = Callable[[Table], Any]


def other(selected: Table, folder: str, name: str, **codes: str) -> Decimal:
    """A value of a second table, where a question needs two."""
    assert selected.report["name"] != name
    return table(folder, name).value(**codes)


def largest_drop(series: list[Row]) -> list[Any]:
    values = [(row["time_period"][:4], int(row["obs_value"])) for row in series]
    change, before, after = min((b[1] - a[1], a[0], b[0]) for a, b in pairwise(values))
    return [change, before, after]


def german_date(date: str) -> str:
    return ".".join(reversed(date.split("-")))


def months_of(year: str) -> list[Decimal]:
    """The column of all applications, which is proven to be a total itself."""
    months = (table("bamf-asyl", f"{year}{month:02}.csv") for month in range(1, 13))
    return [Decimal(sum(month.values(variable=APPLICATIONS))) for month in months]


APPLICATIONS = "ASYLANTRAEGE insgesamt"
KL = {"ref_area": "07312"}


def _genesis_district_sum(t: Table) -> int:
    (found,) = (s for s in t.report["sums"] if s["period"] == "2018-12-31")
    assert found["findings"] == ["missing-district"]
    assert t.total(time_period="2018-12-31") == int(found["value"])
    return int(found["value"])


def _kaiserslautern_flat(t: Table) -> dict[str, Any]:
    """The rows of the city as the question writes them."""
    names = {"KREISE": "ref_area", "GES": "sex", "STAAG5": "citizenship", "SCHST2": "residence_status"}
    codes = {"M": "GESM", "F": "GESW", "TOTAL": ""}
    labels = {v["code"]: v["label"] for v in t.report["variables"]}
    found = [
        {n: codes.get(row[c], row[c]) for n, c in names.items() if c in row}
        | {"time": row["time_period"], "value": row["obs_value"], "unit": row["unit"]}
        | {"variable": labels[row["variable"]]}
        for row in t.rows(**KL)
    ]
    return {"rows": len(found), "examples": found}


def _asylum_month(t: Table) -> list[Any]:
    syria = [
        t.value(variable=name, herkunftsland="475")
        for name in (APPLICATIONS, "ASYLANTRAEGE davon Erstantraege", "ENTSCHEIDUNGEN ueber Asylantraege insgesamt")
    ]
    everybody = sum(t.values(variable=APPLICATIONS))
    return [len(t.codes("herkunftsland")), syria, everybody]


def _asylum_year(t: Table) -> list[Any]:
    year = t.report["name"][:4]
    whole = table("bamf-asyl", f"year-{year}.csv")
    months = months_of(year)
    return [sum(months), months, sum(whole.values(variable=APPLICATIONS))]


def _bern(t: Table) -> list[Any]:
    everybody, swiss = sum(t.values(source_column="C")), sum(t.values(citizenship="ST158"))
    return [len(t.codes("ref_area")), everybody, everybody - swiss, sum(t.values(citizenship="DE"))]


def _small_cells(t: Table) -> int:
    """Cells of a citizenship; the first column of figures is the total of all."""
    return sum(row["obs_value"] in ("1", "2") for row in t.all if row["source_column"] != "C")


def _shape(t: Table) -> list[Any]:
    return [t.report["delimiter"], len(t.codes("source_row")), t.report["columns"]]


def _district_share(t: Table) -> list[Any]:
    highest = max(t.rows(variable="inhabitants_foreigners_percentage"), key=lambda row: Decimal(row["obs_value"]))
    return [highest.get("ref_area") or highest["id"], round(Decimal(highest["obs_value"]), 1)]


def _berlin_city(t: Table) -> list[Decimal]:
    names = ("inhabitants", "inhabitants_foreigners", "inhabitants_with_migration_background")
    return [t.value(variable=name) for name in names]


def _density(t: Table) -> list[Any]:
    city = {"ref_area": "Stadt München", "time_period": "2024"}
    density, people, area = (t.value(**city, variable=v) for v in ("Indikatorwert", "Basiswert.1", "Basiswert.2"))
    return [density, people, area, round(people / area)]


def _moves(t: Table) -> list[Decimal]:
    """Between the boroughs with a number; some years have a row or a column for moves of unknown origin as well."""
    moves = [row for row in t.parts() if row["ref_area"].isdigit() and row["counterpart_area"].isdigit()]
    between = (("1", "2"), ("2", "1"), ("9", "9"))
    everything = sum((Decimal(row["obs_value"]) for row in moves if row["obs_value"]), Decimal(0))
    return [everything, *(t.value(ref_area=a, counterpart_area=b) for a, b in between)]


def _st_pauli(t: Table) -> list[Decimal]:
    wanted = ("Bevölkerung", "Ausländerinnen und Ausländer", "Bevölkerung mit Migrationshintergrund")
    (name,) = (d["name"] for d in t.report["dimensions"] if "St. Pauli" in d["codes"])
    rows = t.rows(**{name: "St. Pauli"})
    return [
        Decimal(next(row["obs_value"] for row in rows if row["variable"].rpartition(", ")[2] == name))
        for name in wanted
    ]


def _muenster_districts(t: Table) -> list[Decimal | int]:
    numbered = [row for row in t.parts(time_period="2014") if row["ref_area"].isdigit()]
    (remainder,) = (row for row in t.parts(time_period="2014") if not row["ref_area"].isdigit())
    return [len(numbered), sum(Decimal(row["obs_value"]) for row in numbered), Decimal(remainder["obs_value"])]


def _muenster_total(t: Table) -> list[Decimal]:
    (printed,) = (s["printed"] for s in t.report["sums"] if s["period"] == "2014")
    return [Decimal(printed), sum(t.values(time_period="2014"))]


def _unhcr(t: Table) -> list[Any]:
    stars = sum(row["source_sign"] == "*" for row in t.all)
    empty = sum(not row["obs_value"] and not row["source_sign"] for row in t.all)
    return [len(t.all), stars, empty]


def _eurostat_month(t: Table) -> list[Any]:
    (germany,) = (row for row in t.rows(time_period="2015-01") if row["ref_area"].startswith("Germany"))
    return [len(t.all), [f"{int(germany['obs_value']):,}"], sum(row["source_sign"] == ":" for row in t.all)]


def _births_last(t: Table) -> list[Any]:
    months = Counter(row["time_period"][:4] for row in t.rows(sex="TOTAL") if row["obs_value"])
    return [max(months), months[max(months)]]


def _foreign_rate(t: Table) -> Decimal:
    """The denominator is the sum of the districts; one is missing, and both tables name their bases."""
    (foreigners,) = t.rows(time_period="2018-12-31", sex="TOTAL")
    people = table("genesis", "12411-0015.csv")
    assert {foreigners["base"]}.isdisjoint(people.codes("base"))
    return round(Decimal(foreigners["obs_value"]) * 100 / people.total(time_period="2018-12-31"), 2)


def _koeln_unemployed(t: Table) -> list[Decimal]:
    return [t.value(time_period="2014-01", sex=sex) for sex in ("TOTAL", "M", "F")] + [
        t.value(time_period="2013-12", sex="TOTAL")
    ]


def _ages(t: Table) -> list[Any]:
    dates = sorted(t.codes("time_period"))
    return [german_date(dates[0]), german_date(dates[-1]), len(t.codes("age"))]


def _ages_total(t: Table) -> list[Decimal]:
    last = {"time_period": max(t.codes("time_period")), "sex": "TOTAL"}
    parts = [row for row in t.rows(**last) if row["age"] != "TOTAL"]
    return [t.value(**last, age="TOTAL"), sum((Decimal(row["obs_value"]) for row in parts), Decimal(0))]


# Question to selection; `...` stands for what only the bytes of the file can tell, such as its number of lines.
QUESTIONS: Mapping[str, Select] = {
    "genesis/pop-kl-2018": lambda t: t.value(**KL, time_period="2018-12-31"),
    "genesis/pop-kl-2015": lambda t: t.value(**KL, time_period="2015-12-31"),
    "genesis/kreise-rows": lambda t: len(t.codes("ref_area")),
    "genesis/abolished": lambda t: len({row["ref_area"] for row in t.rows(source_sign="-")}),
    "genesis/abolished-named": lambda t: len(t.report["ended"]) - 1,  # one says "(b.31.07.2008)" for lack of room
    "genesis/pop-de-2018": _genesis_district_sum,
    "genesis/kl-break": lambda t: largest_drop(t.rows(**KL)),
    "genesis/footer": lambda t: t.report["stand"],
    "genesis/area-kl": lambda t: t.value(**KL, time_period="2016-12-31"),
    "genesis/density-kl": lambda t: round(
        t.value(**KL, time_period="2016-12-31") / other(t, "genesis", "11111-0002.csv", **KL, time_period="2016-12-31"),
        2,
    ),
    "genesis/foreign-de-2019": lambda t: t.value(time_period="2019-12-31", sex="TOTAL"),
    "genesis/foreign-de-2022": lambda t: [t.value(time_period="2022-12-31", sex=sex) for sex in ("M", "F", "TOTAL")],
    "genesis/foreign-dates": lambda t: sum(not date.endswith("12-31") for date in t.codes("time_period")),
    "genesis/foreign-rate-2018": _foreign_rate,
    "genesis/births-2020": lambda t: sum(
        Decimal(row["obs_value"]) for row in t.rows(sex="TOTAL") if row["time_period"].startswith("2020-")
    ),
    "genesis/births-last": _births_last,
    "genesis/pop-kl-2018-sex": lambda t: [t.value(**KL, sex=sex) for sex in ("TOTAL", "M", "F")],
    "genesis/ages": _ages,
    "genesis/ages-total": _ages_total,
    "genesis/proj-head": lambda t: [..., t.report["title"].partition(":")[0]],
    "genesis/koeln-alo": _koeln_unemployed,
    "genesis-ffcsv/rows": lambda t: [len(t.all), t.report["columns"]],
    "genesis-ffcsv/signs": lambda t: dict(Counter(row["source_sign"] for row in t.all if row["source_sign"])),
    "genesis-ffcsv/kaiserslautern": _kaiserslautern_flat,
    "bamf-asyl/asyl": _asylum_month,
    "bamf-asyl/year": _asylum_year,
    "eurostat/asy-de": _eurostat_month,
    "eurostat/tps-de": lambda t: [
        row["obs_value"] or row["source_sign"] for row in t.rows(ref_area="DE") if row["time_period"] >= "2016-12"
    ],
    "eurostat/unhcr": lambda t: [..., *_unhcr(t)],
    "zensus2022/mislabelled": lambda t: [
        t.value(ref_area="07314", variable="Ausländeranteil"),
        t.share({"ref_area": "07314", "variable": "Ausländeranteil"}, {"ref_area": "07314", "variable": "Einwohner"}),
    ],
    "small-area-berlin/ewr": lambda t: [
        len(t.codes("ref_area")),
        t.report["columns"],
        sum(t.values(variable="E_E")),
    ],
    "small-area-berlin-migration/city": _berlin_city,
    "small-area-berlin-migration/dist": _district_share,
    "small-area-berlin-social/shape": lambda t: [*_shape(t), ...],
    "small-area-bern/bern": _bern,
    "small-area-bern/bern-small": _small_cells,
    "small-area-bw/bw-2000": lambda t: [
        len(t.codes("source_row")),
        t.value(ref_area="08", sex="TOTAL", age="TOTAL"),
    ],
    "small-area-hamburg/st-pauli": _st_pauli,
    "small-area-kaernten/mig-2002": lambda t: [len(t.rows(time_period="2002")), t.total(time_period="2002")],
    "small-area-kaernten/pop": lambda t: t.total(time_period="2002"),
    "small-area-koeln/stadtteile": lambda t: [len(t.codes("ref_area")), sum(t.values(age="TOTAL"))],
    "small-area-muenchen/density": _density,
    "small-area-muenchen/moves": _moves,
    "small-area-muenster/alo": _muenster_total,
    "small-area-muenster/alo-rows": _muenster_districts,
}
_GERMAN = "Deutsch oder Schweizerdeutsch"
_VERY, _RATHER = "Sehr gut", "Eher gut"
# What the sentence of an indicator computes from its table: sums, and shares of a row in percent.
COMPUTED: Mapping[str, Select] = {
    "6061": lambda t: [t.total()],
    "6090": lambda t: t.shares(
        "*", *({"citizenship_label": n, "variable": "Tertiärstufe"} for n in ("Deutschland", "Türkei", "Balkan"))
    ),
    "6400": lambda t: [t.total()],
    "6402": lambda t: t.shares("*", *({"citizenship_label": n, "variable": _GERMAN} for n in ("Balkan", "Türkei"))),
    "6404": lambda t: t.shares(
        "*", *({"herkunft": n, "variable": _GERMAN} for n in ("Eingebürgerte Schweizer/-innen", "Ausländer/-innen"))
    ),
    "6423": lambda t: [sum(t.values(variable=name)) for name in ("Schweizerinnen", "Total")],
    "6425": lambda t: [sum(t.values(citizenship="DE"))],
    "6473": lambda t: t.shares(
        "*", *({"time_period": "2023", "group": "TOTAL", "variable": answer} for answer in (_VERY, _RATHER))
    ),
    "6481": lambda t: [
        round(t.share({"source_row": row["source_row"], "variable": row["variable"]}, {"time_period": "2023"}))
        for row in t.rows(time_period="2023")
    ],
    "6496": lambda t: t.shares(
        "*", *({"time_period": y, "group": "Ausland", "variable": "Stimmt genau"} for y in ("2019", "2023"))
    ),
    "6508": lambda t: t.shares(
        "*", *({"time_period": "2023", "group": g, "variable": "Sehr gern"} for g in ("Ausland", "Schweiz"))
    ),
    "6510": lambda t: t.shares("*", {"time_period": "2023", "group": "TOTAL", "variable": "Ja, mehrere"}),
    "6514": lambda t: (
        [sum(t.values(variable=v)) for v in ("Ausgestellte Gutscheine", "Eingelöste Gutscheine")]
        + [
            round(
                t.share(
                    {"citizenship_label": "Afrikanische Länder", "variable": "Eingelöste Gutscheine"},
                    {"citizenship_label": "Afrikanische Länder", "variable": "Ausgestellte Gutscheine"},
                )
            )
        ]
    ),
}
ORDINALS = {"6467": (1, 5)}  # "1. Quintil", "5. Quintil": names of columns, no figures


def questions() -> list[tuple[str, dict[str, Any]]]:
    """Every question of every set, with its folder; none where the data are absent."""
    found = []
    for folder in SETS if DATA.is_dir() else ():
        facts = json.loads((DATA / folder / "expected.json").read_text(encoding="utf-8"))
        found += [(folder, fact) for fact in (facts["rows"] if isinstance(facts, dict) else facts)]
    return found


def identity(question: tuple[str, dict[str, Any]]) -> str:
    folder, fact = question
    return f"{folder}/{fact['id']}" + (f"/{fact['file']}" if folder == "genesis-ffcsv" else "")


def selection(folder: str, key: str) -> Select:
    """The selection of a question; questions of a kind (`ewr-2001`, `ewr-2012`) share one."""
    name = f"{folder}/{key}"
    while name not in QUESTIONS and "-" in name[len(folder) :]:
        name = name.rpartition("-")[0]
    return QUESTIONS[name]


def _same(found: Any, answer: Any) -> bool:
    """Whether what was selected is the answer; `...` stands for what only the bytes of the file can tell."""
    if found is ...:
        return True
    if isinstance(answer, dict):
        return set(found) == set(answer) and all(_contains(found[name], answer[name]) for name in answer)
    if isinstance(answer, list):
        return len(found) == len(answer) and all(map(_same, found, answer))
    if isinstance(answer, float):
        return Decimal(str(answer)) == Decimal(str(found))
    return bool(found == answer)


def _contains(found: Any, answer: Any) -> bool:
    return all(entry in found for entry in answer) if isinstance(answer, list) else bool(found == answer)


ALL = questions()
TABLES = [question for question in ALL if not question[0].startswith("basel")]
SENTENCES = [question for question in ALL if question[0].startswith("basel")]


@pytest.mark.parametrize("question", TABLES or [("", {"id": "absent", "file": ""})], ids=identity)
def test_the_question_is_answered_by_the_prepared_table(
    shared_data: Path, question: tuple[str, dict[str, Any]]
) -> None:
    folder, fact = question
    first = str(fact["file"]).split(" + ")[0].replace("..12", "")
    found = selection(folder, fact["id"])(table(folder, first))
    answer = CORRECTED.get(f"{folder}/{fact['id']}", fact["answer"])
    assert _same(found, answer), f"{fact['ask']}: found {found}, expected {answer}"


@pytest.mark.parametrize("question", SENTENCES or [("", {"id": "absent", "file": ""})], ids=identity)
def test_the_numbers_of_the_official_sentence_come_from_the_prepared_table(
    shared_data: Path, question: tuple[str, dict[str, Any]]
) -> None:
    folder, fact = question
    prepared = table(folder, fact["file"])
    values = prepared.values()
    for number in fact["numbers_in_table"]:
        assert any(_printed(value, number) for value in (*values, *(v * 100 for v in values))), number
    wanted = sorted(n for n in fact["numbers_by_simple_calculation"] if n not in ORDINALS.get(str(fact["id"]), ()))
    found = COMPUTED[str(fact["id"])](prepared) if wanted else []
    assert sorted(map(float, found)) == wanted


def _printed(value: Decimal, number: float) -> bool:
    """Whether a value is rounded to a number of the sentence; half a unit of its last place is allowed, up or down."""
    places = 0 if number == int(number) else len(str(number).partition(".")[2])
    return abs(value - Decimal(str(number))) <= Decimal("0.51").scaleb(-places)
