from __future__ import annotations

from collections.abc import Callable

import pytest

from teilhabe.engine.preparation import Prepared
from teilhabe.engine.preparation.findings import Finding

PrepareText = Callable[..., Prepared]


def table(*lines: str) -> str:
    return "ref_area,time_period,sex,variable,unit,obs_value,source_sign\n" + "".join(f"{line}\n" for line in lines)


def district(area: int, value: str, period: str = "2020-12-31", sex: str = "TOTAL") -> str:
    sign = "" if value.isdigit() else value
    return f"{area:05d},{period},{sex},population,persons,{'' if sign else value},{sign}"


def codes(prepared: Prepared, code: str) -> list[Finding]:
    return [finding for finding in prepared.findings if finding.code == code]


AREAS = range(1001, 1041)


def test_sums_count_the_lowest_level_once(prepare_text: PrepareText) -> None:
    lines = [district(area, "10") for area in AREAS]
    land = "01,2020-12-31,TOTAL,population,persons,400,"
    (total,) = prepare_text(table(land, *lines)).sums
    assert (total.value, total.cells, total.without_number) == ("400", 40, 0)


def test_a_printed_total_that_is_not_the_sum_of_its_parts_is_named(prepare_text: PrepareText) -> None:
    lines = [district(area, "10") for area in AREAS]
    (finding,) = codes(prepare_text(table("01,2020-12-31,TOTAL,population,persons,401,", *lines)), "sum-differs")
    assert (finding.data["printed"], finding.data["summed"]) == ("401", "400")


def test_a_city_beside_its_country_is_an_excerpt_and_no_wrong_sum(prepare_text: PrepareText) -> None:
    country = "DE,2020-12-31,TOTAL,population,persons,83000000,"
    assert not codes(prepare_text(table(country, district(7312, "100"), district(7335, "200"))), "sum-differs")


def test_a_district_with_a_number_before_and_a_dash_now_is_missing(prepare_text: PrepareText) -> None:
    lines = [district(area, "100", period) for area in AREAS for period in ("2019-12-31", "2020-12-31")]
    lines[-1] = district(AREAS[-1], "-")
    (finding,) = codes(prepare_text(table(*lines)), "missing-district")
    assert (finding.data["territory"], finding.data["last_value"]) == ("01040", "100")


def test_a_small_number_may_well_become_a_dash(prepare_text: PrepareText) -> None:
    lines = [district(area, "3", period) for area in AREAS for period in ("2019-12-31", "2020-12-31")]
    lines[-1] = district(AREAS[-1], "-")
    assert not codes(prepare_text(table(*lines)), "missing-district")


def test_many_dashes_are_the_rule_of_a_table_and_no_gaps(prepare_text: PrepareText) -> None:
    lines = [district(area, "100", "2019-12-31") for area in AREAS]
    lines += [district(area, "-" if area % 4 == 0 else "100") for area in AREAS]
    assert not codes(prepare_text(table(*lines)), "missing-district")


def test_many_secret_cells_are_reported_together(prepare_text: PrepareText) -> None:
    lines = [district(area, "100", "2019-12-31") for area in AREAS]
    lines += [district(area, "." if area % 4 == 0 else "100") for area in AREAS]
    (finding,) = codes(prepare_text(table(*lines)), "missing-district")
    assert (finding.data["count"], finding.data["period"]) == (10, "2020-12-31")


def test_a_period_that_is_not_published_yet_misses_no_district(prepare_text: PrepareText) -> None:
    lines = [district(area, "100", "2019-12-31") for area in AREAS] + [district(area, "...") for area in AREAS]
    assert not codes(prepare_text(table(*lines)), "missing-district")


@pytest.mark.parametrize(("period", "missing"), [("2009-12-31", 1), ("2008-12-31", 0)])
def test_a_successor_must_have_a_number_once_its_predecessors_ended(
    prepare_text: PrepareText, period: str, missing: int
) -> None:
    lines = [district(area, "100", period) for area in range(5111, 5151)]
    lines += [district(5334, "-", period), district(5313, "-" if missing else "100", period)]
    prepared = prepare_text(table(*lines))
    assert len(codes(prepared, "missing-district")) == missing
    assert len(codes(prepared, "abolished-territory")) == missing


def test_without_totals_a_district_is_missing_where_it_has_no_number_at_all(prepare_text: PrepareText) -> None:
    lines = [
        district(area, "100", period, sex)
        for area in AREAS
        for period in ("2019-12-31", "2020-12-31")
        for sex in ("M", "F")
    ]
    lines[-2:] = [district(AREAS[-1], "-", sex="M"), district(AREAS[-1], "-", sex="F")]
    prepared = prepare_text(table(*lines))
    assert len(codes(prepared, "missing-district")) == 1
    assert not prepared.sums  # nobody adds up what has no total


def test_shares_are_not_added_up(prepare_text: PrepareText) -> None:
    lines = [f"{area:05d},2020,TOTAL,foreigners_share,percent,10," for area in AREAS]
    assert not prepare_text(table("01,2020,TOTAL,foreigners_share,percent,10,", *lines)).sums
