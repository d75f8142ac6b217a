from __future__ import annotations

import pytest

from teilhabe.text import LANGUAGES, Language
from teilhabe.wording.units import UNITS, Unit, label, short, with_unit


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_has_a_name_and_a_short_form(unit: Unit, language: Language) -> None:
    assert label(unit, language)
    assert short(unit, language)
    assert with_unit("2", unit, language).strip("2€")[:1] in ("", " ", "\u00a0", "%")


@pytest.mark.parametrize(
    ("text", "unit", "de", "en"),
    [
        ("5,2", "percent", "5,2\u00a0%", "5,2%"),
        ("1.124", "persons", "1.124\u00a0Personen", "1.124\u00a0persons"),
        ("1", "persons", "1\u00a0Person", "1\u00a0person"),
        ("1,0", "months", "1,0\u00a0Monate", "1,0\u00a0months"),
        ("1", "persons_per_km2", "1\u00a0Person je km²", "1\u00a0person per km²"),
        ("3,1", "per_1000", "3,1 je 1.000 Einwohner:innen", "3,1 per 1,000 inhabitants"),
        ("40", "square_metres", "40\u00a0m²", "40\u00a0m²"),
        ("104", "index", "104", "104"),
        ("12", "euro", "12\u00a0€", "€12"),
        ("−12", "euro", "−12\u00a0€", "−€12"),
    ],
)
def test_a_number_and_its_unit_agree(text: str, unit: Unit, de: str, en: str) -> None:
    assert with_unit(text, unit, "de") == de
    assert with_unit(text, unit, "en") == en


def test_a_difference_of_shares_is_told_in_percentage_points() -> None:
    assert with_unit("5,2", "percentage_points", "de") == "5,2\u00a0Prozentpunkte"
    assert with_unit("1.30", "ratio", "en") == "1.30\u00a0:\u00a01"
