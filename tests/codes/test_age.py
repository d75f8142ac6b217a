from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.codes import age


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("unter 1 Jahr", "Y0"),
        ("1-Jährige", "Y1"),
        ("25", "Y25"),
        ("1 Jahr", "Y1"),
        ("18 bis unter 25 Jahre", "Y18T24"),
        ("1 to under 15 years", "Y1T14"),
        ("60 bis 69 Jahre", "Y60T69"),
        ("0 - 9", "Y_LT10"),
        ("Personen 18 - 29 Jahre", "Y18T29"),
        ("Personen unter 18 Jahren", "Y_LT18"),
        ("Unter 10 Jahre", "Y_LT10"),
        ("85 Jahre und mehr", "Y_GE85"),
        ("80 Jahre und älter", "Y_GE80"),
        ("90 u. mehr", "Y_GE90"),
        ("65+", "Y_GE65"),
        ("über 65 Jahre", "Y_GE66"),
        ("bis 20 Jahre", "Y_LT21"),
        ("ALT000", "Y0"),
        ("ALT060B069", "Y60T69"),
        ("ALT080BXXX", "Y_GE80"),
        ("ALT085UM", "Y_GE85"),
        ("ALT003B06", "Y3T5"),
        ("ALT000B03", "Y_LT3"),
        ("Alter unbekannt", "UNKNOWN"),
        ("Insgesamt", "TOTAL"),
        ("zw. 20 und 64", "Y20T64"),
        ("80 u. ä.", "Y_GE80"),
        ("75+", "Y_GE75"),
        ("<15", "Y_LT15"),
        ("0-<3", "Y_LT3"),
        ("20 b. u. 25", "Y20T24"),
        ("15- bis 24-Jährige", "Y15T24"),
        ("65-Jährige und Ältere", "Y_GE65"),
        ("unter 18-Jährige", "Y_LT18"),
        ("Kinder unter 6 Jahren", "Y_LT6"),
        ("Minderjährige", "Y_LT18"),
        ("18 bis einschl. 24 Jahre", "Y18T24"),
        ("Y15-24", "Y15T24"),
        ("Y_LT15", "Y_LT15"),
        ("UNK", "UNKNOWN"),
        ("E_E00_01", "Y0"),
        ("E_E95_110", "Y_GE95"),
        ("less than 1 year", "Y0"),
        ("65 years or over", "Y_GE65"),
    ],
)
def test_an_age_is_read_in_every_usual_writing(text: str, code: str) -> None:
    assert age.parse_age(text) == code


@pytest.mark.parametrize("text", ["", "männlich", "Kaiserslautern", "25 bis 20 Jahre", "2018-12-31", "300", "2018"])
def test_what_is_no_age_is_not_taken_for_one(text: str) -> None:
    assert age.parse_age(text) is None


@pytest.mark.parametrize(
    ("code", "bounds"),
    [("Y0", (0, 0)), ("Y_LT3", (0, 2)), ("Y18T24", (18, 24)), ("Y_GE85", (85, None)), ("TOTAL", (0, None))],
)
def test_bounds_are_completed_years_with_both_ends(code: str, bounds: tuple[int, int | None]) -> None:
    assert age.bounds(code) == bounds


def test_bounds_of_no_age_are_an_error() -> None:
    with pytest.raises(ValueError, match="UNKNOWN"):
        age.bounds("UNKNOWN")


_CODES = st.one_of(
    st.integers(0, 120).map(age.single),
    st.integers(1, 120).map(age.under),
    st.integers(1, 120).map(age.at_least),
    st.tuples(st.integers(1, 60), st.integers(1, 60)).map(lambda pair: age.span(pair[0], pair[0] + pair[1])),
)


@given(_CODES)
def test_codes_and_labels_read_back_as_the_same_code(code: str) -> None:
    assert age.parse_age(code) == code
    assert age.parse_age(age.label(code).de) == code
    assert age.parse_age(age.label(code).en) == code
