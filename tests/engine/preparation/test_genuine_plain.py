"""Facts that must come out of genuine plain files (see the README of each folder of shared data)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from teilhabe.engine.preparation import Prepared, prepare
from teilhabe.engine.sources.snapshot import take

Row = dict[str, Any]


@cache
def _prepared(path: Path) -> Prepared:
    return prepare(take(path))


def rows(prepared: Prepared, **codes: str) -> Iterator[Row]:
    """The observations with these codes, as mappings."""
    for values in prepared.observations.rows():
        row = dict(zip(prepared.observations.names, values, strict=True))
        if all(row.get(name) == code for name, code in codes.items()):
            yield row


def value(prepared: Prepared, **codes: str) -> Decimal:
    (row,) = rows(prepared, **codes)
    return Decimal(row["obs_value"])


def total(prepared: Prepared, **codes: str) -> Decimal:
    return sum((Decimal(row["obs_value"]) for row in rows(prepared, **codes) if row["obs_value"]), Decimal(0))


def answers(folder: Path) -> dict[str, Any]:
    facts = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return {fact["id"]: fact["answer"] for fact in facts}


@pytest.mark.parametrize("month", ["201512", "201612", "201812"])
def test_asylum_applications_of_a_month(shared_data: Path, month: str) -> None:
    table = _prepared(shared_data / "bamf-asyl" / f"{month}.csv")
    count, (applications, first, decisions), everybody = answers(shared_data / "bamf-asyl")[f"asyl-{month}"]
    assert len(table.inspection.dimension("herkunftsland").codes) == count
    assert not table.errors
    (syria,) = {row["herkunftsland"] for row in rows(table, variable="ASYLANTRAEGE insgesamt", herkunftsland="475")}
    assert value(table, variable="ASYLANTRAEGE insgesamt", herkunftsland=syria) == applications
    assert value(table, variable="ASYLANTRAEGE davon Erstantraege", herkunftsland=syria) == first
    assert value(table, variable="ENTSCHEIDUNGEN ueber Asylantraege insgesamt", herkunftsland=syria) == decisions
    assert total(table, variable="ASYLANTRAEGE insgesamt") == everybody


@pytest.mark.parametrize("year", ["2015", "2016", "2018"])
def test_asylum_applications_of_twelve_months_and_of_the_yearly_file(shared_data: Path, year: str) -> None:
    folder = shared_data / "bamf-asyl"
    twelve, months, yearly = answers(folder)[f"year-{year}"]
    tables = [_prepared(folder / f"{year}{month:02}.csv") for month in range(1, 13)]
    found = [total(table, variable="ASYLANTRAEGE insgesamt") for table in tables]
    assert found == months
    assert sum(found) == twelve
    whole = _prepared(folder / f"year-{year}.csv")
    assert total(whole, variable="ASYLANTRAEGE insgesamt") == yearly
    assert {"LS", "YEAR_MONTH"}.isdisjoint({variable.code for variable in whole.inspection.variables})


def test_a_month_without_a_header_says_so(shared_data: Path) -> None:
    table = _prepared(shared_data / "bamf-asyl" / "201810_no_laendercode.csv")
    assert "no-header" in {finding.code for finding in table.findings}
    assert value(table, b="Europa", variable="C") == 2722


def _basel(folder: Path) -> list[Any]:
    path = folder / "expected.json"
    return json.loads(path.read_text(encoding="utf-8"))["rows"] if path.exists() else []  # type: ignore[no-any-return]


@pytest.mark.parametrize("folder", ["basel-integration", "basel-scenarios"])
def test_every_number_of_the_official_sentences_is_among_the_observations(shared_data: Path, folder: str) -> None:
    """A table may hold proportions where the sentence says percent; the sentence rounds as it prints."""
    looked_for = 0
    for indicator in _basel(shared_data / folder):
        table = _prepared(shared_data / folder / indicator["file"])
        values = [Decimal(row["obs_value"]) for row in rows(table) if row["obs_value"]]
        for number in indicator["numbers_in_table"]:
            wanted = Decimal(str(number))
            places = Decimal(1).scaleb(int(wanted.as_tuple().exponent)) if wanted % 1 else Decimal(1)
            tolerance = places * Decimal("0.51")
            near = [v for v in values if min(abs(v - wanted), abs(v * 100 - wanted)) <= tolerance]
            assert near, (indicator["file"], number)
            looked_for += 1
    assert looked_for == {"basel-integration": 63, "basel-scenarios": 11}[folder]


@pytest.mark.parametrize("folder", ["basel-integration", "basel-scenarios"])
def test_no_indicator_has_an_error(shared_data: Path, folder: str) -> None:
    for path in sorted((shared_data / folder).glob("[67]*.tsv")):
        table = _prepared(path)
        assert not table.errors, (path.name, [finding.text.en for finding in table.errors])


@pytest.mark.parametrize("year", ["2001", "2012", "2015", "2017", "2019"])
def test_registered_inhabitants_of_berlin(shared_data: Path, year: str) -> None:
    areas, columns, inhabitants = answers(shared_data / "small-area-berlin")[f"ewr-{year}"]
    table = _prepared(shared_data / "small-area-berlin" / f"EWR{year}12E_Matrix.csv")
    assert len(table.inspection.dimension("ref_area").codes) == areas
    assert table.inspection.columns == columns
    assert total(table, variable="E_E") == inhabitants
    assert not table.errors
    assert set(table.observations.columns["time_period"]) == {f"{year}-12"}


@pytest.mark.parametrize("half", ["2015-02", "2019-02", "2021-02"])
def test_foreigners_and_migration_background_in_berlin(shared_data: Path, half: str) -> None:
    folder = shared_data / "small-area-berlin-migration"
    inhabitants, foreigners, background = answers(folder)[f"city-{half}"]
    table = _prepared(folder / f"berlin-lor-population-{half}-t1-city.csv")
    assert value(table, variable="inhabitants") == inhabitants
    assert value(table, variable="inhabitants_foreigners") == foreigners
    assert value(table, variable="inhabitants_with_migration_background") == background
    district, share = answers(folder)[f"dist-{half}"]
    districts = _prepared(folder / f"berlin-lor-population-{half}-t1-districts.csv")
    shares = {
        row["id"]: Decimal(row["obs_value"]) for row in rows(districts, variable="inhabitants_foreigners_percentage")
    }
    highest = max(shares, key=shares.__getitem__)
    assert (highest, round(float(shares[highest]), 1)) == (district, share)


def test_social_index_of_berlin_by_year(shared_data: Path) -> None:
    folder = shared_data / "small-area-berlin-social"
    for name, areas in (("bezirke", 12), ("planungsraeume", 448)):
        _, count, columns, _ = answers(folder)[f"shape-gssa_2022_{name}.csv"]
        table = _prepared(folder / f"gssa_2022_{name}.csv")
        assert (len(table.inspection.dimension("ref_area").codes), areas) == (count, count)
        assert table.inspection.columns == columns
        assert not table.errors
    districts = _prepared(folder / "gssa_2022_bezirke.csv")
    assert value(districts, ref_area="01", time_period="2022", variable="ESIx") == Decimal("-0.93678898")


def test_the_key_of_a_planning_area_stays(shared_data: Path) -> None:
    table = _prepared(shared_data / "small-area-berlin-social" / "LOR_2021.csv")
    assert not table.errors
    areas = table.inspection.dimension("ref_area").codes
    assert (len(areas), areas["01100101"]) == (542, "Stülerstraße")


@pytest.mark.parametrize("year", ["2012", "2013"])
def test_residents_of_bern_by_citizenship(shared_data: Path, year: str) -> None:
    folder = shared_data / "small-area-bern"
    municipalities, residents, _, _ = answers(folder)[f"bern-{year}"]
    table = _prepared(folder / f"Gemeinden_{year}.csv")
    assert not table.errors
    areas = table.inspection.dimension("ref_area").codes
    assert len(areas) == municipalities
    assert "301" in areas
    assert residents == total(table, source_column="C") == total(table, citizenship="TOTAL")
    citizenships = table.inspection.dimension("citizenship").codes
    assert (len(citizenships), citizenships["ST158"], citizenships["ST163"]) == (202, "Schweiz", "Türkei")
    assert total(table) == 2 * residents  # the parts add up to the total


@pytest.mark.parametrize("indicator", ["6059", "6406", "6427"])
def test_groups_of_countries_of_basel(shared_data: Path, indicator: str) -> None:
    table = _prepared(shared_data / "basel-integration" / f"{indicator}.tsv")
    codes = table.inspection.dimension("citizenship").codes
    assert {"DE", "ST137", "ST163", "EU-West + EFTA + UK", "EU-Ost", "Balkan"} <= codes.keys()
    assert [variable.code for variable in table.inspection.variables] == [""]


def test_population_of_baden_wuerttemberg(shared_data: Path) -> None:
    folder = shared_data / "small-area-bw"
    count, residents = answers(folder)["bw-2000"]
    table = _prepared(folder / "Bevoelkerung 2000.csv")
    assert not table.errors
    assert value(table, ref_area="08", sex="TOTAL", age="TOTAL") == residents
    assert total(table, ref_area="08", sex="TOTAL") == 2 * residents
    assert len(set(table.observations.columns["source_row"])) == count


def test_balance_of_migration_of_carinthia(shared_data: Path) -> None:
    folder = shared_data / "small-area-kaernten"
    categories, balance = answers(folder)["mig-2002"]
    table = _prepared(folder / "wanderungen.csv")
    found = [Decimal(row["obs_value"]) for row in rows(table, time_period="2002")]
    assert (len(found), sum(found)) == (categories, balance)
    people = _prepared(folder / "bevoelkerung.csv")
    assert total(people, time_period="2002") == answers(folder)["pop"]


def test_inhabitants_of_the_districts_of_cologne(shared_data: Path) -> None:
    folder = shared_data / "small-area-koeln"
    count, inhabitants = answers(folder)["stadtteile"]
    table = _prepared(folder / "2012_Altersgruppen_Stadtteil.csv")
    assert len(table.inspection.dimension("ref_area").codes) == count
    assert total(table, age="TOTAL") == inhabitants


def test_density_of_munich(shared_data: Path) -> None:
    folder = shared_data / "small-area-muenchen"
    density, population, area, _ = answers(folder)["density"]
    table = _prepared(folder / "indikat2510_bevoelkerung_bevoelkerungsdichte_28_10_25.csv")
    assert not table.errors
    city = {
        row["variable"]: Decimal(row["obs_value"]) for row in rows(table, ref_area="Stadt München", time_period="2024")
    }
    assert sorted(map(float, city.values())) == sorted([density, population, area])


def test_printed_total_of_the_unemployed_in_muenster(shared_data: Path) -> None:
    folder = shared_data / "small-area-muenster"
    printed, _ = answers(folder)["alo"]
    table = _prepared(folder / "ms_arbeitslose.csv")
    assert not table.errors
    last = max(row["source_row"] for row in rows(table))
    assert [Decimal(row["obs_value"]) for row in rows(table, time_period="2014") if row["source_row"] == last] == [
        printed
    ]


def test_asylum_applicants_of_eurostat_and_unhcr(shared_data: Path) -> None:
    facts = answers(shared_data / "eurostat")
    count, (printed,), colons = facts["asy-de"]
    table = _prepared(shared_data / "eurostat" / "migr_asyappctzm_1_Data.csv")
    assert (len(table.observations), table.inspection.signs[":"]) == (count, colons)
    (germany,) = (row for row in rows(table, time_period="2015-01") if row["source_row"] == _line(shared_data))
    assert germany["obs_value"] == printed.replace(",", "")
    _, count, stars, empty = facts["unhcr"]
    people = _prepared(shared_data / "eurostat" / "unhcr_popstats_export_time_series_2015_07_09_172031.csv")
    blank = sum(1 for row in rows(people) if row["obs_value"] is None and not row["source_sign"])
    assert (len(people.observations), people.inspection.signs["*"], blank) == (count, stars, empty)


def _line(shared_data: Path) -> int:
    """The line of Germany in January 2015."""
    text = (shared_data / "eurostat" / "migr_asyappctzm_1_Data.csv").read_text(encoding="utf-8")
    return next(n for n, line in enumerate(text.split("\n"), 1) if line.startswith('"2015M01","Germany'))


def test_a_count_called_a_share_is_read_as_printed(shared_data: Path) -> None:
    table = _prepared(shared_data / "zensus2022" / "Zensus2022_Landkreise_absolut.csv")
    mislabelled, share = answers(shared_data / "zensus2022")["mislabelled"]
    foreigners = value(table, ref_area="07314", variable="Ausländeranteil")
    assert foreigners == Decimal(str(mislabelled))
    inhabitants = value(table, ref_area="07314", variable="Einwohner")
    assert round(float(foreigners / inhabitants * 100), 1) == share


def test_the_population_of_the_world_by_age(shared_data: Path) -> None:
    groups, _ = answers(shared_data / "forecast")["wpp-de"]
    table = _prepared(shared_data / "forecast" / "popF.txt")
    assert len(list(rows(table, country="276", time_period="2020"))) == groups
    assert value(table, country="900", age="Y_LT5", time_period="1950") == Decimal("166076.751")


def test_tables_of_probabilities_keep_both_keys(shared_data: Path) -> None:
    for name in ("ptab_freq", "ptab_savings_all", "ptab_savings_smallcells"):
        table = _prepared(shared_data / "sdc" / f"{name}.txt")
        assert not table.errors
        assert {"i", "j"} <= {dimension.name for dimension in table.inspection.dimensions}
