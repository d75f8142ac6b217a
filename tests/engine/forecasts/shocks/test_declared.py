"""Shocks are declared strictly; each concerns the periods it touched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.engine.forecasts.stand_in import a_series

from teilhabe.engine.forecasts.series import Kind
from teilhabe.engine.forecasts.shocks.declared import shared_register
from teilhabe.engine.indicators.breaks import TOLD, shared_breaks
from teilhabe.errors import DeclarationError

TEXT = """
[recurrence]
per_year = 0.1
reason = "so far"

[[shocks]]
id = "flood"
from = 2010-06-01
until = 2011-02-28
kinds = ["flow"]
recurs = true
title = "Flood"
source = "the river"
"""


def declared(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "shocks.toml"
    path.write_text(text, encoding="utf-8")
    return path


def year_of(day: date) -> int:
    return day.year


def test_the_shared_register_knows_the_three_events_of_our_time_with_their_sources() -> None:
    register = shared_register()

    assert [shock.id for shock in register.shocks] == ["arrivals-2015", "covid-2020", "arrivals-2022"]
    assert [shock.recurs for shock in register.shocks] == [True, False, True]
    assert all(shock.source and shock.title.en for shock in register.shocks)
    assert register.per_year == 0.1


def test_arrivals_bear_the_names_they_have_among_the_breaks() -> None:
    told = {entry.id: entry.title for entry in shared_breaks() if entry.kind in TOLD}
    arrivals = [shock for shock in shared_register().shocks if shock.recurs]

    assert {shock.id: shock.title for shock in arrivals} == {shock.id: told[shock.id] for shock in arrivals}


def test_a_shock_touches_the_periods_in_which_its_days_lie(tmp_path: Path) -> None:
    (shock,) = shared_register(declared(tmp_path, TEXT)).shocks
    series = a_series(*range(12), first=2005, kind=Kind.FLOW)

    assert shock.periods(series, year_of) == range(2010, 2012)
    assert shock.periods(series.until(2010), year_of) == range(2010, 2011)
    assert not shock.periods(series.until(2008), year_of)
    assert not shock.periods(replace(series, first=2014), year_of)


def test_a_shock_touches_no_series_of_other_kinds(tmp_path: Path) -> None:
    (shock,) = shared_register(declared(tmp_path, TEXT)).shocks

    assert not shock.periods(a_series(*range(12), first=2005, kind=Kind.STOCK), year_of)


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        (TEXT.replace("0.1", "1.5"), "per_year"),
        (TEXT.replace("2011-02-28", "2009-02-28"), "until"),
        (TEXT.replace("2010-06-01", '"June"'), "from"),
        (TEXT.replace('"flow"', '"tide"'), "tide"),
        (TEXT.replace("source", "origin"), "origin"),
        (TEXT + TEXT[TEXT.index("[[") :], "flood"),
    ],
    ids=["probability", "order", "day", "kind", "key", "twice"],
)
def test_what_is_wrong_is_named_with_its_file(tmp_path: Path, wrong: str, complaint: str) -> None:
    with pytest.raises(DeclarationError, match=r"shocks\.toml.*" + complaint):
        shared_register(declared(tmp_path, wrong))
