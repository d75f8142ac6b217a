from __future__ import annotations

from collections.abc import Callable

from teilhabe.engine.preparation import Prepared
from teilhabe.engine.preparation.findings import Finding

PrepareText = Callable[..., Prepared]


def overlaps(prepared: Prepared) -> list[Finding]:
    return [finding for finding in prepared.findings if finding.code == "overlapping-groups"]


def tidy(dimension: str, *rows: tuple[str, int, int]) -> str:
    lines = [
        f"{year},{code},{value}" for code, *values in rows for year, value in zip((2019, 2020), values, strict=True)
    ]
    return f"time_period,{dimension},obs_value\n" + "\n".join(lines) + "\n"


def test_ages_that_share_years_are_named(prepare_text: PrepareText) -> None:
    (finding,) = overlaps(prepare_text(tidy("age", ("Y18T24", 40, 41), ("Y18T64", 310, 333), ("Y_GE65", 90, 95))))
    assert finding.severity == "warning"
    assert "Y18T64" in finding.text.de


def test_a_proven_sub_total_makes_it_a_note(prepare_text: PrepareText) -> None:
    rows = (("Y18T24", 40, 41), ("Y25T64", 270, 292), ("Y18T64", 310, 333), ("Y_GE65", 90, 95))
    prepared = prepare_text(tidy("age", *rows))
    assert [finding.severity for finding in overlaps(prepared)] == ["note"]
    assert prepared.inspection.dimension("age").totals == {"Y18T64": ("Y18T24", "Y25T64")}


def test_two_delimitations_of_the_union_overlap(prepare_text: PrepareText) -> None:
    rows = (("EU-27", 400, 410), ("EU-15", 250, 255), ("Türkei", 300, 290))
    (finding,) = overlaps(prepare_text(tidy("herkunft", *rows)))
    assert finding.severity == "warning"


def test_parts_that_are_more_than_their_total_overlap(prepare_text: PrepareText) -> None:
    rows = (("Insgesamt", 100, 110), ("Gruppe A", 60, 61), ("Gruppe B", 55, 58), ("Gruppe C", 30, 31))
    (finding,) = overlaps(prepare_text(tidy("herkunft", *rows)))
    assert finding.data["count"] == 2


def test_groups_that_make_up_the_whole_do_not_overlap(prepare_text: PrepareText) -> None:
    rows = (("Insgesamt", 100, 110), ("Europa", 60, 66), ("Asien", 30, 31), ("Übriges Ausland", 10, 13))
    assert not overlaps(prepare_text(tidy("herkunft", *rows)))


def test_parts_of_the_union_do_not_overlap(prepare_text: PrepareText) -> None:
    rows = (("EU-West", 400, 410), ("EU-Ost", 250, 255), ("Türkei", 300, 290))
    assert not overlaps(prepare_text(tidy("herkunft", *rows)))
