"""Eurostat's TSV: packed dimensions, flags, old and new headers, damaged rows."""

from __future__ import annotations

import pytest

from teilhabe.engine.preparation import Prepared, prepare
from teilhabe.engine.sources.snapshot import Snapshot
from teilhabe.errors import UnreadableFile

NEW = (
    "freq,unit,citizen,sex,geo\\TIME_PERIOD\t2022-Q1 \t2022-Q2 \n"
    "Q,PER,TOTAL,F,DE\t12.3 bp\t: c\n"
    "Q,PER,TOTAL,F,AT\t: z\t7 @C\n"
)
OLD = "unit,sex,age,geo\\time\t2016M12 \t2016M11 \nPER,T,TOTAL,DE\t601905 \t: \n"


def _prepare(text: str) -> Prepared:
    return prepare(Snapshot("table.tsv", "0" * 64, text.encode()))


def test_flags_become_statuses_and_stay_visible() -> None:
    columns = _prepare(NEW).observations.columns
    assert list(columns["obs_value"]) == ["12.3", None, None, "7"]
    assert list(columns["obs_status"]) == ["B", "Q", "M", "A"]
    assert list(columns["conf_status"]) == ["F", "C", "F", "C"]
    assert list(columns["source_sign"]) == ["bp", ": c", ": z", "@C"]


def test_dimensions_are_unpacked_with_their_roles() -> None:
    prepared = _prepare(NEW)
    assert [d.name for d in prepared.observations.dimensions] == [
        "ref_area",
        "time_period",
        "sex",
        "citizenship",
        "freq",
    ]
    assert set(prepared.observations.columns["unit"]) == {"PER"}
    assert list(prepared.observations.columns["time_period"]) == ["2022-Q1", "2022-Q2"] * 2


def test_the_old_header_and_the_newest_month_first() -> None:
    columns = _prepare(OLD).observations.columns
    assert list(columns["time_period"]) == ["2016-12", "2016-11"]
    assert list(columns["obs_value"]) == ["601905", None]
    assert [columns["source_row"][0], columns["source_column"][0]] == [2, "B"]


def test_what_is_no_flag_is_reported() -> None:
    assert [f.code for f in _prepare(NEW.replace("12.3 bp", "12.3 q")).errors] == ["unknown-sign"]


def test_a_row_that_breaks_off_is_an_error() -> None:
    codes = [finding.code for finding in _prepare(NEW[: NEW.rindex(",AT")]).errors]
    assert "truncated" in codes
    assert "missing-code" in codes


@pytest.mark.parametrize("text", [NEW.splitlines()[0] + "\n", NEW.replace("Q,PER,TOTAL,F,AT", "Q,PER,TOTAL,F,AT,X")])
def test_no_rows_or_too_many_codes_are_refused(text: str) -> None:
    with pytest.raises(UnreadableFile, match=r"table\.tsv"):
        _prepare(text)
