"""A build stops rather than publish events of a city over its people from before a change of borders."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from teilhabe.errors import InputError

BIRTHS = "time_period,ref_area,obs_value\n2020,99001,12\n2021,99001,15\n"
SOURCE = """
[datasets.births]
file = "births.csv"
title = "Geburten"
publisher = "Probe"
licence = "CC0-1.0"
protected_by = "Veröffentlicht."
[datasets.births.recipe.constants]
variable = "births"
unit = "persons"
"""
INDICATOR = """
[own.birth_rate]
field = "demography"
name = "Geburtenziffer"
question = "Wie viele Kinder kommen auf 1.000 Menschen zur Welt?"
formula = "rate"
unit = "per_1000"
feeds = "Geburtenstatistik"
[own.birth_rate.numerator]
text = "Geburten"
variable = "births"
[own.birth_rate.denominator]
text = "Einwohner:innen"
variable = "population"
at = "{at}"
"""
INCORPORATION = """
[[breaks]]
id = "border"
date = 2021-01-01
variables = ["births", "population"]
kind = "territory"
title = "Eingemeindung von Unten"
text = "Seit diesem Tag gehört Unten zur Stadt."
"""


@pytest.fixture
def grown_city(small_city: Path) -> Callable[[str], Path]:
    """The small city after it has taken in a neighbour, with a rate of births over the people at a moment."""

    def make(at: str) -> Path:
        (small_city / "births.csv").write_text(BIRTHS, encoding="utf-8")
        (small_city / "indicators.toml").write_text(INDICATOR.format(at=at), encoding="utf-8")
        for name, more in (("sources.toml", SOURCE), ("breaks.toml", INCORPORATION)):
            text = (small_city / name).read_text(encoding="utf-8")
            (small_city / name).write_text(text + more, encoding="utf-8")
        return small_city

    return make


def test_births_after_an_incorporation_do_not_stand_over_the_people_before_it(
    grown_city: Callable[[str], Path], build_city: Callable[[Path], object]
) -> None:
    with pytest.raises(InputError) as raised:
        build_city(grown_city("start_of_period"))
    sentence = raised.value.text.en
    assert sentence.startswith("birth_rate: ")
    assert all(word in sentence for word in ("2021", "2021-01-01", "Eingemeindung von Unten"))


def test_the_indicator_at_fault_is_named_although_all_are_computed_together(
    grown_city: Callable[[str], Path], build_city: Callable[[Path], object]
) -> None:
    with pytest.raises(InputError) as raised:
        build_city(grown_city("same"))
    assert raised.value.text.en.startswith("birth_rate: numerator and denominator never belong to the same day")


def test_over_the_people_at_the_end_of_the_year_they_do(
    grown_city: Callable[[str], Path], build_city: Callable[[Path], object]
) -> None:
    assert build_city(grown_city("end_of_period"))
