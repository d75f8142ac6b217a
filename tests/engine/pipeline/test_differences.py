"""Which figures differ between two releases, and why."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from teilhabe.engine.pipeline.differences import compare
from teilhabe.engine.pipeline.pages.exports import COLUMNS, to_parquet
from teilhabe.release.reader import Release, open_release
from teilhabe.release.writer import write_release

Parts = Mapping[str, str]
Write = Callable[..., Release]
PARTS = {
    "definition": "d", "rules": "r", "breaks": "b", "city": "c", "software": "s", "file:people.csv": "f",
    "recipe:people": "p", "source:people": "o", "threshold:people": "t", "data:people": "x",
}  # fmt: skip


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(figures: Mapping[str, Mapping[str, object]], lineage: Mapping[str, Parts] | None) -> Release:
        """A release with one figure per period of one indicator."""
        rows = [_row(period, more) for period, more in figures.items()]
        files = {"tables/figures.parquet": to_parquet(rows)}
        if lineage is not None:
            files["lineage.json"] = json.dumps({"indicators": lineage}).encode()
        return open_release(write_release(tmp_path, city="kleinstadt", files=files, inputs={}))

    return written


def _row(period: str, more: Mapping[str, object]) -> tuple[object, ...]:
    plain = {"indicator": "pop", "ref_area": "1", "breakdown": "", "code": "", "status": "value", "sign": ""}
    given = {**plain, "time_period": period, **more}
    return tuple(given.get(name) for name in COLUMNS)


def number(value: float, **more: object) -> dict[str, object]:
    return {"value": value, "numerator": value, **more}


def told(
    write: Write, before: object, after: object, **parts: str
) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Kind, reasons and parts of every change, where these parts of the indicator's lineage changed."""
    names = {name.replace("__", ":").replace("_csv", ".csv"): digest for name, digest in parts.items()}
    earlier, later = write(before, {"pop": PARTS}), write(after, {"pop": {**PARTS, **names}})
    return [(change.kind, change.reasons, change.parts) for change in compare(earlier, later).changes]


def test_a_period_that_was_there_is_revised_when_the_bytes_of_its_source_changed(write: Write) -> None:
    found = told(write, {"2020": number(5)}, {"2020": number(6)}, file__people_csv="F", data__people="X")
    assert found == [("changed", ("revision",), ("file:people.csv",))]


def test_a_further_period_of_a_changed_file_is_new_data(write: Write) -> None:
    after = {"2020": number(5), "2021": number(6)}
    assert told(write, {"2020": number(5)}, after, file__people_csv="F") == [
        ("appeared", ("source",), ("file:people.csv",))
    ]
    assert told(write, after, {"2020": number(5)}, file__people_csv="F") == [
        ("vanished", ("source",), ("file:people.csv",))
    ]


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("definition", "formula"),
        ("rules", "rule"),
        ("threshold__people", "rule"),
        ("recipe__people", "recipe"),
        ("software", "software"),
        ("city", "city"),
    ],
)
def test_what_alone_changed_is_the_reason(write: Write, part: str, reason: str) -> None:
    ((_, reasons, _),) = told(write, {"2020": number(5)}, {"2020": number(6)}, **{part: "new"})
    assert reasons == (reason,)


def test_the_sums_of_a_figure_rule_out_reasons(write: Write) -> None:
    """Two of the same inhabitants among 100 instead of among 1,000: the definition, not the revised file."""
    before = {"2020": {"value": 20.0, "numerator": 2.0, "denominator": 100.0}}
    after = {"2020": {"value": 2.0, "numerator": 2.0, "denominator": 100.0}}
    ((_, reasons, _),) = told(write, before, after, definition="D", file__people_csv="F")
    assert reasons == ("formula",)


def test_a_figure_that_becomes_protected_under_another_threshold_is_no_revision(write: Write) -> None:
    after = {"2020": {"value": None, "status": "protected"}}
    ((_, reasons, parts),) = told(write, {"2020": number(5)}, after, threshold__people="T", file__people_csv="F")
    assert (reasons, parts) == (("rule",), ("threshold:people",))


def test_software_explains_a_figure_only_where_nothing_else_does(write: Write) -> None:
    ((_, reasons, _),) = told(write, {"2020": number(5)}, {"2020": number(6)}, software="S", file__people_csv="F")
    assert reasons == ("revision",)


def test_several_possible_reasons_are_all_named(write: Write) -> None:
    ((_, reasons, _),) = told(write, {"2020": number(5)}, {"2020": number(6)}, definition="D", file__people_csv="F")
    assert reasons == ("revision", "formula")


def test_an_interval_that_changed_is_a_change(write: Write) -> None:
    before, after = {"2020": number(5, low=4.0, high=6.0)}, {"2020": number(5, low=3.0, high=7.0)}
    ((kind, reasons, _),) = told(write, before, after, rules="R")
    assert (kind, reasons) == ("changed", ("rule",))


def test_the_last_digit_of_a_number_is_no_change(write: Write) -> None:
    assert told(write, {"2020": number(0.1 + 0.2)}, {"2020": number(0.3)}, software="S") == []


def test_a_break_changes_no_figure_and_is_told_nevertheless(write: Write) -> None:
    figures = {"2020": number(5)}
    found = compare(write(figures, {"pop": PARTS}), write(figures, {"pop": {**PARTS, "breaks": "B"}}))
    assert found.changes == ()
    ((indicator, reasons, parts),) = [(entry.indicator, entry.reasons, entry.parts) for entry in found.silent]
    assert (indicator, reasons, parts) == ("pop", ("break",), ("breaks",))


def test_an_indicator_that_only_one_release_declares_is_there_by_its_definition(write: Write) -> None:
    found = compare(write({}, {}), write({"2020": number(5)}, {"pop": PARTS}))
    assert [(change.kind, change.reasons) for change in found.changes] == [("appeared", ("formula",))]


def test_a_release_without_lineage_has_figures_that_differ_for_unknown_reasons(write: Write) -> None:
    found = compare(write({"2020": number(5)}, None), write({"2020": number(6)}, {"pop": PARTS}))
    assert [change.reasons for change in found.changes] == [("unrecorded",)]


def test_a_release_is_identical_with_itself(write: Write) -> None:
    release = write({"2020": number(5)}, {"pop": PARTS})
    found = compare(release, release)
    assert found.is_identical
    assert json.loads(json.dumps(found.as_dict()))["changes"] == []


def test_as_json_a_change_holds_the_figure_before_and_after(write: Write) -> None:
    found = compare(write({"2020": number(5)}, {"pop": PARTS}), write({"2020": number(6)}, {"pop": PARTS}))
    (change,) = json.loads(json.dumps(found.as_dict()))["changes"]
    assert (change["indicator"], change["time_period"]) == ("pop", "2020")
    assert (change["before"]["value"], change["after"]["value"]) == (5, 6)


def test_a_figure_that_the_gate_hides_or_shows_again_is_so_named_whatever_else_changed(write: Write) -> None:
    """Other figures decide about it: nothing of its own need have changed, and what has is not the reason."""
    shown, hidden = number(50), {"status": "protected"}
    assert told(write, {"2020": shown}, {"2020": hidden}) == [("changed", ("gate",), ())]
    assert told(write, {"2020": hidden}, {"2020": shown}, file__people_csv="F", data__people="X") == [
        ("changed", ("gate",), ())
    ]


def test_another_rule_comes_before_the_gate(write: Write) -> None:
    found = told(write, {"2020": number(50)}, {"2020": {"status": "protected"}}, rules="R")
    assert [reasons for _, reasons, _ in found] == [("rule",)]
