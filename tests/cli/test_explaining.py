"""Why something was made anew is said in words, and briefly where much was."""

from __future__ import annotations

from teilhabe.cli.explaining import lines, reason
from teilhabe.engine.pipeline.build import Report
from teilhabe.engine.pipeline.fingerprint import NEVER

MANY = [Report(f"indicator pop_{number}", ("file:labour.csv", "data:labour")) for number in range(60)]


def test_steps_that_were_all_unchanged_are_worth_a_line_only_when_asked_for() -> None:
    fresh = [Report("prepare labour", ()), Report("prepare people", ())]
    assert list(lines(fresh, "de", full=False)) == []
    assert list(lines(fresh, "de", full=True)) == ["Quellen: unverändert", "  unverändert (2): labour, people"]


def test_a_group_is_counted_and_its_reasons_are_named_once() -> None:
    reports = [Report("indicator a", ("definition",)), Report("indicator b", ()), *MANY]
    (line,) = lines(reports, "de", full=False)
    assert line == "Indikatoren: 61 von 62 neu (geändert: Definition, labour.csv)"


def test_names_with_one_reason_stand_together_and_the_unchanged_ones_last() -> None:
    reports = [Report("indicator b", ()), *MANY[:2], Report("indicator a", ("breaks",))]
    assert list(lines(reports, "en", full=True))[1:] == [
        "  changed: labour.csv (2): pop_0, pop_1",
        "  changed: breaks (1): a",
        "  unchanged (1): b",
    ]


def test_no_line_is_wider_than_a_terminal() -> None:
    assert max(map(len, lines(MANY, "de", full=True))) <= 110


def test_what_follows_from_a_changed_file_is_not_named_beside_it() -> None:
    assert reason(["data:labour", "file:labour.csv"], "de") == "geändert: labour.csv"
    assert reason(["data:labour"], "de") == "geändert: Daten von labour"
    assert reason(["city.toml", "indicators"], "de") == "geändert: city.toml"


def test_a_product_that_is_not_there_needs_no_other_reason() -> None:
    assert reason([NEVER], "de") == "noch nicht vorhanden"


def test_many_reasons_are_counted_after_the_first() -> None:
    assert reason([f"file:{name}.csv" for name in "abcdef"], "en").endswith("d.csv and 2 more")
