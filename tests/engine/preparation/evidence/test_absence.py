from __future__ import annotations

from collections.abc import Callable

from teilhabe.codes.districts import districts
from teilhabe.engine.preparation import Prepared

PrepareText = Callable[..., Prepared]


def table(codes: list[str]) -> str:
    return "ref_area,time_period,obs_value\n" + "".join(f"{code},2022,{100 + i}\n" for i, code in enumerate(codes))


def test_districts_without_a_row_are_counted_and_named(prepare_text: PrepareText) -> None:
    left_out = {"07312", "09162", "11000"}
    prepared = prepare_text(table([code for code in districts() if code not in left_out]))
    (finding,) = [finding for finding in prepared.findings if finding.code == "missing-district"]
    assert (finding.data["present"], finding.data["of"], finding.data["count"]) == (397, 400, 3)
    assert finding.data["territory"] == "07312 09162 11000"
    assert "Kaiserslautern" in finding.text.de
    assert all("missing-district" in total.findings for total in prepared.sums)


def test_a_table_of_one_land_is_compared_with_this_land(prepare_text: PrepareText) -> None:
    saarland = [code for code in districts() if code.startswith("10")]
    (finding,) = [f for f in prepare_text(table(saarland[1:])).findings if f.code == "missing-district"]
    assert (finding.data["count"], finding.data["of"]) == (1, 6)
    assert "Saarland" in finding.text.de


def test_an_excerpt_misses_nothing(prepare_text: PrepareText) -> None:
    prepared = prepare_text(table(["07312", "07314", "07315", "08222"]))
    assert not [finding for finding in prepared.findings if finding.code == "missing-district"]


def test_a_land_of_one_district_stands_for_it(prepare_text: PrepareText) -> None:
    codes = [{"02000": "02", "11000": "11"}.get(code, code) for code in districts()]
    prepared = prepare_text(table(codes))
    assert not [finding for finding in prepared.findings if finding.code == "missing-district"]
    (total,) = prepared.sums
    assert (total.cells, total.findings) == (400, ())
