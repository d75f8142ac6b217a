"""One cell, one code."""

from __future__ import annotations

import pytest

from teilhabe.engine.preparation.persons.codes import read_cell, read_country, read_date


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2004-02-29", 20040229),
        ("29.02.2004", 20040229),
        ("1.5.1960", 19600501),
        ("20040229", 20040229),
        ("2004-02-29 00:00:00", 20040229),
        ("00.05.1960", 19600500),
        ("05.1960", 19600500),
        ("1960", 19600000),
        ("19600000", 19600000),
        ("29.02.2003", None),
        ("31.04.2003", None),
        ("2003-13-01", None),
        ("05.00.1960", None),
        ("01.01.60", None),
        ("gestern", None),
    ],
)
def test_days_are_read_in_the_writings_of_registers(cell: str, day: int | None) -> None:
    assert read_date(cell) == day


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("000", "DE"), ("DE", "DE"), ("D", None), ("deutsch", "DE"), ("475", "ST475"), ("SY", "ST475"),
        ("SYR", "ST475"), ("Syrien", "ST475"), ("ST475", "ST475"), ("staatenlos", "ST997"), ("XXX", "ST998"),
        ("EU", "EU"), ("0", None), ("Ausländer", None), ("insgesamt", None), ("138", None),
    ],
)  # fmt: skip
def test_citizenships_are_read_from_keys_codes_and_names(cell: str, code: str | None) -> None:
    assert read_country(cell) == code


def test_the_citys_codes_are_compared_without_blanks_around() -> None:
    assert read_cell("sex", " 1 ", {"1": "M"}) == "M"
