"""The tables for machines carry the quality of every value, and nothing of a value that is not shown."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import duckdb
import pytest
from tests.engine.pipeline.pages.figures import CITY, SHARE, figure

from teilhabe.engine.indicators.quality import Quality
from teilhabe.engine.pipeline.pages import exports
from teilhabe.engine.pipeline.results import HIDDEN, Figure, Result
from teilhabe.release.pages import Status

KNOWN = Quality(200, 17.6, 22.6, 6.3, "()", "wilson", provisional=True)
QUALITY = ("cases", "low", "high", "rse", "mark", "provisional", "modelled", "method")


def rows(*figures: Figure) -> tuple[exports.Row, ...]:
    return exports.rows(CITY, Result(SHARE, figures, (), {}, {}, {}))


def as_csv(*figures: Figure) -> dict[str, str]:
    (line,) = csv.DictReader(io.StringIO(exports.to_csv(rows(*figures)).decode()))
    return line


def test_every_value_carries_its_quality() -> None:
    line = as_csv(figure(20.0, KNOWN))
    assert [line[name] for name in QUALITY] == ["200", "17.6", "22.6", "6.3", "()", "true", "false", "wilson"]
    assert (line["value"], line["numerator"], line["denominator"]) == ("20", "200", "1000")


@pytest.mark.parametrize("status", HIDDEN)
def test_of_a_hidden_value_nothing_is_left_that_gives_it_away(status: Status) -> None:
    line = as_csv(figure(20.0, KNOWN, status=status))
    told = ("value", "numerator", "denominator", "cases", "low", "high", "rse", "provisional", "modelled")
    assert [line[name] for name in told] == [""] * len(told)
    assert line["status"] == status


def test_an_unreliable_value_says_by_which_rule_it_is_hidden() -> None:
    line = as_csv(figure(20.0, Quality(50, 10.0, 33.0, 30.0, "/", "survey"), status="unreliable"))
    assert (line["mark"], line["method"]) == ("/", "survey")


def test_a_value_without_known_quality_has_empty_columns() -> None:
    line = as_csv(figure(20.0))
    assert [line[name] for name in ("cases", "low", "high", "rse", "mark", "method")] == [""] * 6


def test_parquet_holds_the_same_figures_with_their_types(tmp_path: Path) -> None:
    path = tmp_path / "figures.parquet"
    path.write_bytes(exports.to_parquet(rows(figure(20.0, KNOWN))))
    found = duckdb.sql(f"SELECT low, high, rse, cases, provisional, modelled, mark FROM '{path}'").fetchall()
    assert found == [(17.6, 22.6, 6.3, 200.0, True, False, "()")]
