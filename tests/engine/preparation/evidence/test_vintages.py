"""An earlier vintage tells news and revisions from damage."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from teilhabe.engine.preparation import Prepared, compare

AREAS = ("07311", "07312", "07313", "07314", "07315", "07316")
SEXES = ("M", "F", "TOTAL")
Figures = dict[tuple[str, str, str], str]


def _figures(years: range = range(2018, 2021)) -> Figures:
    result: Figures = {}
    for place, area in enumerate(AREAS):
        for year in years:
            men = 40_000 + 3_517 * place + 211 * (year - 2018)
            women = 41_000 + 2_911 * place + 173 * (year - 2018)
            result |= {(area, str(year), s): str(n) for s, n in zip(SEXES, (men, women, men + women), strict=True)}
    return result


def _csv(figures: Mapping[tuple[str, str, str], str], variable: str = "population") -> str:
    rows = (f"{area},{year},{sex},{variable},{value}" for (area, year, sex), value in figures.items())
    return "\n".join(["ref_area,time_period,sex,variable,obs_value", *rows, ""])


@pytest.fixture
def compared(prepare_text: Callable[..., Prepared]) -> Callable[..., dict[str, str]]:
    """Codes and severities of what comparing two tables finds."""

    def make(
        now: Mapping[tuple[str, str, str], str] | str, before: Mapping[tuple[str, str, str], str] | None = None
    ) -> dict[str, str]:
        text = now if isinstance(now, str) else _csv(now)
        earlier = prepare_text(_csv(_figures() if before is None else before))
        return {f.code: f.severity for f in compare(prepare_text(text).vintage, earlier.vintage)}

    return make


def test_the_same_table_is_nothing_to_report(compared: Callable[..., dict[str, str]]) -> None:
    assert compared(_figures()) == {}


def test_a_further_year_is_a_note(compared: Callable[..., dict[str, str]]) -> None:
    assert compared(_figures(range(2018, 2022))) == {"changed-codes": "note"}
    assert compared(_figures(range(2019, 2022))) == {"changed-codes": "note"}  # the oldest year leaves
    assert compared(_figures(range(2021, 2022))) == {"changed-codes": "note"}  # one file for each year


def test_a_small_revision_is_a_note_and_a_large_one_an_error(compared: Callable[..., dict[str, str]]) -> None:
    key = (AREAS[0], "2019", "M")
    assert compared(_figures() | {key: "40300"}) == {"revised-figures": "note"}
    assert compared(_figures() | {key: "48211"}) == {"revised-figures": "warning"}
    assert compared(_figures() | {key: "91345"}) == {"revised-figures": "error"}
    assert compared(_figures() | {key: "-40211"}) == {"revised-figures": "error"}


@pytest.mark.parametrize("factor", [10, 100, 1000])
def test_another_unit_is_an_error(compared: Callable[..., dict[str, str]], factor: int) -> None:
    larger = {key: str(int(value) * factor) for key, value in _figures().items()}
    assert compared(larger) == {"unit-jump": "error"}
    assert compared(_figures(), larger) == {"unit-jump": "error"}
    rounded = {key: f"{int(value) / factor:.1f}" for key, value in _figures().items()}
    assert compared(rounded) == {"unit-jump": "error"}


def test_a_unit_that_changes_with_the_new_year_is_an_error(compared: Callable[..., dict[str, str]]) -> None:
    longer = _figures(range(2018, 2022))
    jumped = {key: f"{int(value) / 1000:.1f}" if key[1] == "2021" else value for key, value in longer.items()}
    assert compared(jumped) == {"changed-codes": "note", "unit-jump": "error"}


def test_swapped_columns_and_shifted_rows_are_errors(compared: Callable[..., dict[str, str]]) -> None:
    figures = _figures()
    other = {"M": "F", "F": "M", "TOTAL": "TOTAL"}
    swapped = {(area, year, sex): figures[area, year, other[sex]] for area, year, sex in figures}
    assert compared(swapped) == {"shifted-values": "error"}
    following = dict(zip(AREAS, (*AREAS[1:], AREAS[0]), strict=True))
    shifted = {(area, year, sex): figures[following[area], year, sex] for area, year, sex in figures}
    assert compared(shifted) == {"shifted-values": "error"}


def test_what_is_gone_is_an_error(compared: Callable[..., dict[str, str]]) -> None:
    figures = _figures()
    assert compared({k: v for k, v in figures.items() if k[0] != AREAS[2]}) == {"changed-codes": "error"}
    assert compared({k: v for k, v in figures.items() if k[1] != "2019"}) == {"changed-codes": "error"}
    assert compared({k: v for k, v in figures.items() if k != (AREAS[2], "2019", "F")}) == {"missing-figures": "error"}
    assert compared(figures, figures | {("07399", "2019", "M"): "44"}) == {"changed-codes": "error"}
    assert compared(_csv(figures).replace(",sex", ",age")) == {"changed-header": "error"}
    assert compared(_csv(figures, "unemployed")) == {"changed-header": "error"}


def test_signs_that_became_zero_are_an_error_and_those_that_became_numbers_are_not(
    compared: Callable[..., dict[str, str]],
) -> None:
    keys = [key for key in _figures() if key[0] == AREAS[1] and key[1] == "2020"]
    hidden = _figures() | dict.fromkeys(keys, ".")
    assert compared(hidden | dict.fromkeys(keys, "0"), hidden) == {"zero-for-sign": "error"}
    assert compared(_figures(), hidden) == {}
    assert compared(hidden) == {"sign-for-number": "warning"}


def test_rounded_figures_are_told(compared: Callable[..., dict[str, str]]) -> None:
    rounded = {key: str(round(int(value), -1)) for key, value in _figures().items()}
    assert compared(rounded) == {"revised-figures": "warning"}


def test_another_table_is_an_error(compared: Callable[..., dict[str, str]]) -> None:
    other = {("09161", str(year), sex): str(year * 7) for year in (1990, 1991) for sex in SEXES}
    assert compared(other)["changed-codes"] == "error"
