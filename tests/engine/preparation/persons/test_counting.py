"""Persons become numbers of persons: every rule shown on rows that can be counted by hand."""

from __future__ import annotations

import random
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engine.preparation.persons.conftest import MAPPING, Cells, Count, Rows, mapping

from teilhabe.engine.cube.observations import ATTRIBUTES

DAY = "2024-12-31"


def test_persons_are_counted_by_place_day_and_dimension(write: Rows, count: Count, cells: Cells) -> None:
    file = write(
        f"a;{DAY};1990-05-01;w;000;;1;000;;;HW",
        f"b;{DAY};1990-05-01;w;000;;1;000;;;HW",
        f"c;{DAY};2020-05-01;m;475;;2;475;2023-01-01;Duldung;HW",
    )
    counted = count(file)
    assert (counted.persons, counted.findings) == (3, ())
    assert cells("ref_area", "time_period", "sex", "age", "citizenship", "residence_status") == [
        ("1", DAY, "F", "Y34", "DE", "NOT_APPLICABLE", 2),
        ("2", DAY, "M", "Y4", "A8", "TOLERATED", 1),
    ]


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("2004-02-29", "2025-02-28", "Y20"),  # the birthday of a leap day comes on 1 March of a common year
        ("2004-02-29", "2025-03-01", "Y21"),
        ("2004-02-29", "2024-02-29", "Y20"),
        ("2000-12-31", "2024-12-31", "Y24"),  # reached on the reference date itself
        ("2001-01-01", "2024-12-31", "Y23"),
        ("2024-12-31", "2024-12-31", "Y0"),
        ("1900-01-01", "2024-12-31", "Y_GE100"),
        ("00.00.1980", "2024-12-31", "Y44"),  # a day that the register does not know
        ("19800600", "2024-12-31", "Y44"),
        ("31.12.1980", "2024-12-30", "Y43"),
        ("2025-01-01", "2024-12-31", "UNKNOWN"),  # after the reference date
        ("1880-01-01", "2024-12-31", "UNKNOWN"),  # nobody has grown older than 130
    ],
)
def test_age_is_completed_years_on_the_reference_date(
    write: Rows, count: Count, cells: Cells, born: str, day: str, age: str
) -> None:
    counted = count(write(f"a;{day};{born};w;000;;1;000;;;HW"))
    assert cells("age") == [(age, 1)]
    assert [finding.code for finding in counted.findings] == (["impossible-date"] if age == "UNKNOWN" else [])


@pytest.mark.parametrize(
    ("first", "second", "day", "group"),
    [
        ("000", "", DAY, "DE"),
        ("163", "000", DAY, "DE"),  # the German citizenship counts, wherever it stands
        ("PL", "", DAY, "EU"),
        ("POL", "", DAY, "EU"),
        ("Polen", "", DAY, "EU"),
        ("168", "", "2019-12-31", "EU"),  # the United Kingdom left on 31 January 2020
        ("168", "", "2020-12-31", "OTHER"),
        ("130", "", "2012-12-31", "OTHER"),  # Croatia joined on 1 July 2013
        ("166", "", DAY, "UA"),
        ("423", "", DAY, "A8"),
        ("997", "", DAY, "UNKNOWN"),
        ("998", "475", DAY, "A8"),  # the one that is known
        ("XXA", "", DAY, "UNKNOWN"),
        ("", "", DAY, "UNKNOWN"),
    ],
)
def test_citizenship_falls_into_the_group_of_its_day(
    write: Rows, count: Count, cells: Cells, first: str, second: str, day: str, group: str
) -> None:
    count(write(f"a;{day};1990-01-01;w;{first};{second};1;000;;;HW"))
    assert cells("citizenship") == [(group, 1)]


def test_single_citizenships_are_those_of_foreigners(write: Rows, count: Count, cells: Cells) -> None:
    people = [("000", ""), ("475", ""), ("475", "000"), ("997", ""), ("152", "")]
    count(write(*(f"{i};{DAY};1990-01-01;w;{a};{b};1;000;;;HW" for i, (a, b) in enumerate(people))))
    assert cells("citizenship", variable="population_by_country") == [("ST152", 1), ("ST475", 1), ("ST997", 1)]


@pytest.mark.parametrize(
    ("arrived", "birth_country", "stay"),
    [
        ("2020-01-01", "475", "Y_LT5"),  # 31 December 2024: a day short of five years
        ("2019-12-31", "475", "Y5T7"),
        ("2017-01-01", "475", "Y5T7"),
        ("2016-12-31", "475", "Y8T9"),
        ("2015-01-01", "475", "Y8T9"),
        ("2014-12-31", "475", "Y_GE10"),
        ("", "000", "Y_GE10"),  # born here in 1990
        ("", "475", "UNKNOWN"),
        ("2025-03-01", "475", "UNKNOWN"),  # after the reference date
    ],
)
def test_the_stay_of_foreigners_is_counted_in_completed_years(
    write: Rows, count: Count, cells: Cells, arrived: str, birth_country: str, stay: str
) -> None:
    german = f"b;{DAY};1990-01-01;w;000;;1;475;2020-01-01;;HW"
    count(write(f"a;{DAY};1990-01-01;w;475;;1;{birth_country};{arrived};;HW", german))
    assert cells("stay", variable="population_by_stay") == [(stay, 1)]


@pytest.mark.parametrize(
    ("born", "first", "second", "birth_country", "status"),
    [
        ("1990-01-01", "000", "", "000", "WITHOUT"),
        ("1990-01-01", "475", "", "000", "WITH"),
        ("1990-01-01", "000", "163", "000", "WITH"),
        ("1990-01-01", "163", "000", "000", "WITH"),
        ("1990-01-01", "000", "", "163", "WITH"),
        ("1940-01-01", "000", "", "152", "WITHOUT"),  # born before 1950: the war moved borders and people
        ("1990-01-01", "000", "", "998", "UNKNOWN"),
    ],
)
def test_migration_background_follows_from_citizenships_and_place_of_birth(
    write: Rows, count: Count, cells: Cells, born: str, first: str, second: str, birth_country: str, status: str
) -> None:
    count(write(f"a;{DAY};{born};w;{first};{second};1;{birth_country};;;HW"))
    assert cells("migration_status", "concept", variable="population_by_migration_status") == [
        (status, "migration_background", 1)
    ]


def test_a_parent_born_abroad_gives_a_migration_background(write: Rows, count: Count, cells: Cells) -> None:
    declared = MAPPING.replace('{ birth_country = "gebland" }', '{ birth_country = "gebland", parents = ["s2"] }')
    declared = declared.replace('["s1", "s2"]', '["s1"]')
    count(write(f"a;{DAY};2015-01-01;w;000;475;1;000;;;HW"), declared=mapping(declared))
    assert cells("migration_status", variable="population_by_migration_status") == [("WITH", 1)]


@pytest.mark.parametrize(
    ("keep", "base", "persons"),
    [("MAIN", "register_main", 1), ("SECONDARY", "register_secondary", 2), ("TOTAL", "register_with_secondary", 3)],
)
def test_the_kind_of_residence_decides_who_counts_and_on_what_base(
    write: Rows, count: Count, cells: Cells, keep: str, base: str, persons: int
) -> None:
    rows = [f"{i};{DAY};1990-01-01;w;000;;1;000;;;{kind}" for i, kind in enumerate(("HW", "NW", "Nebenwohnung"))]
    declared = MAPPING.replace('"wohnung"', f'{{ column = "wohnung", keep = "{keep}" }}')
    count(write(*rows), declared=mapping(declared))
    assert cells("base") == [(base, persons)]


def test_blocks_lead_to_their_districts(write: Rows, count: Count, cells: Cells, tmp_path: Path) -> None:
    (tmp_path / "blocks.csv").write_text("code;ref_area\n1-01;1\n1-02;1\n2-01;2\n", encoding="utf-8")
    declared = MAPPING.replace('ref_area = "bezirk"', 'ref_area = { column = "bezirk", codes = "blocks.csv" }')
    people = [f"{i};{DAY};1990-01-01;w;000;;{block};000;;;HW" for i, block in enumerate(("1-01", "1-02", "2-01"))]
    count(write(*people), declared=mapping(declared, tmp_path))
    assert cells("ref_area") == [("1", 2), ("2", 1)]


def test_an_extract_of_few_columns_tells_what_it_can(write: Rows, count: Count, cells: Cells) -> None:
    file = write("38;f", "39;m", "39;m", name="azr-2023.csv", header="alter;geschlecht")
    declared = mapping(
        'reference_date = { in_file_name = true }\nref_area = { place = "07312" }\nsex = "geschlecht"\n'
        'age = { column = "alter" }\nbase = "azr"'
    )
    assert count(file, declared=declared).variables == ("population",)
    assert cells("ref_area", "time_period", "sex", "age", "base", "concept") == [
        ("07312", "2023-12-31", "F", "Y38", "azr", "none", 1),
        ("07312", "2023-12-31", "M", "Y39", "azr", "none", 2),
    ]


def test_a_city_may_choose_what_the_register_feeds(write: Rows, count: Count) -> None:
    counted = count(
        write(f"a;{DAY};1990-01-01;w;475;;1;000;;;HW"),
        declared=mapping(MAPPING + 'variables = ["population_by_country"]'),
    )
    assert counted.variables == ("population_by_country",)


def test_files_of_several_years_become_one_dataset(write: Rows, count: Count, cells: Cells) -> None:
    files = [
        write(f"a;{year}-12-31;1990-01-01;w;000;;1;000;;;HW", name=f"r{year}.csv", encoding=encoding)
        for year, encoding in ((2022, "utf-8-sig"), (2023, "cp1252"), (2024, "utf-16"))
    ]
    count(*files)
    assert cells("time_period", "age") == [
        ("2022-12-31", "Y32", 1),
        ("2023-12-31", "Y33", 1),
        ("2024-12-31", "Y34", 1),
    ]


def test_nothing_of_a_single_person_is_kept(write: Rows, count: Count, tmp_path: Path) -> None:
    count(write(f"person-4711;{DAY};1987-06-05;w;475;;1;475;2016-03-02;Duldung;HW"))
    result = duckdb.execute("SELECT * FROM read_parquet(?)", [str(tmp_path / "out.parquet")])
    names = [name for name, *_ in result.description or ()]
    written = repr(result.fetchall())
    assert not [secret for secret in ("4711", "1987", "2016", "register.csv") if secret in written]
    assert names[-len(ATTRIBUTES) :] == list(ATTRIBUTES)
    rows = duckdb.execute(
        "SELECT DISTINCT conf_status, source_row, source_column FROM read_parquet(?)", [str(tmp_path / "out.parquet")]
    ).fetchall()
    assert rows == [("C", None, None)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.parquet", "register.csv"]


def test_a_person_who_stands_twice_stops_the_count_unless_accepted(write: Rows, count: Count, cells: Cells) -> None:
    rows = [f"a;{DAY};1990-01-01;w;000;;2;000;;;HW", f"a;{DAY};1990-01-01;w;000;;1;000;;;HW"]
    file = write(*rows, f"b;{DAY};1990-01-01;w;000;;1;000;;;HW", f"a;{DAY};1990-01-01;w;000;;1;000;;;NW")
    counted = count(file)
    assert [(finding.code, finding.severity) for finding in counted.findings] == [("duplicate-person", "error")]
    assert "1 Person steht" in counted.findings[0].text.de
    assert count(file, declared=mapping(MAPPING + 'accept = ["duplicate-person"]')).persons == 2
    assert cells("ref_area") == [("1", 2)]


def test_the_same_person_may_stand_at_several_reference_dates(write: Rows, count: Count) -> None:
    file = write(f"a;{DAY};1990-01-01;w;000;;1;000;;;HW", "a;2023-12-31;1990-01-01;w;000;;1;000;;;HW")
    assert (count(file).findings, count(file).persons) == ((), 2)


PERSONS = st.lists(
    st.builds(
        "{};{};{};{};{};1;000;{};;HW".format,
        st.integers(),
        st.sampled_from([DAY, "2023-12-31"]),
        st.dates().map(str),
        st.sampled_from("mwdz"),
        st.sampled_from(["000;", "475;000", "997;", "Phantasia;"]),
        st.sampled_from(["", "2020-02-30", "2019-01-01"]),
    ),
    min_size=1,
    max_size=60,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=PERSONS, seed=st.integers(0, 9))
def test_the_order_of_rows_changes_no_byte_and_nobody_is_lost(
    write: Rows, count: Count, cells: Cells, tmp_path: Path, rows: list[str], seed: int
) -> None:
    lenient = mapping(MAPPING.replace('id = "nr"', 'accept = ["unknown-code", "impossible-date"]'))
    assert count(write(*rows), declared=lenient).persons == len(rows)
    table = tmp_path / "out.parquet"
    before = table.read_bytes()
    random.Random(seed).shuffle(rows)
    count(write(*rows), declared=lenient)
    assert table.read_bytes() == before
    assert sum(int(str(row[-1])) for row in cells("age")) == len(rows)


def test_equal_files_give_equal_bytes(write: Rows, count: Count, tmp_path: Path) -> None:
    file = write(*(f"{i};{DAY};19{i % 90 + 10}-01-01;w;{i % 50 + 120};;1;000;;;HW" for i in range(5_000)))
    lenient = mapping(MAPPING + 'accept = ["unknown-code"]')
    count(file, declared=lenient)
    first = (tmp_path / "out.parquet").read_bytes()
    count(file, declared=lenient)
    assert (tmp_path / "out.parquet").read_bytes() == first
