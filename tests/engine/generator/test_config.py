from __future__ import annotations

import re
from typing import Any

import pytest

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.generator.config import District, read_config
from teilhabe.errors import DeclarationError

WHERE = "city.toml [generator]"


def _declared(**changed: Any) -> dict[str, Any]:
    table: dict[str, Any] = {
        "seed": 1,
        "persons": 2000,
        "first_year": 2010,
        "last_year": 2012,
        "city": "99",
        "districts": [{"code": "9901", "kind": "inner", "weight": 2}],
    }
    return {key: value for key, value in {**table, **changed}.items() if value is not None}


def test_a_complete_table_is_read_as_declared() -> None:
    config = read_config(Declaration(_declared(), WHERE))
    assert (config.seed, config.persons, config.city) == (1, 2000, "99")
    assert config.years == (2010, 2011, 2012)
    assert config.areas == (District("9901", "inner", 2.0),)
    assert config.districts == ("9901",)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("seed", None),
        ("seed", "1"),
        ("seed", True),
        ("persons", 0),
        ("persons", 12.5),
        ("first_year", 1800),
        ("last_year", 2010),
        ("city", 99),
        ("city", "a,b"),
        ("districts", None),
        ("districts", []),
        ("districts", "9901"),
        ("districts", ["9901"]),
        ("districts", [{"code": "9901", "kind": "inner", "weight": 1}] * 2),
    ],
)
def test_a_wrong_key_is_named_with_its_place(key: str, value: object) -> None:
    with pytest.raises(DeclarationError, match=re.escape(WHERE)) as caught:
        read_config(Declaration(_declared(**{key: value}), WHERE))
    assert f"“{key}”" in caught.value.text.en
    assert f"„{key}“" in caught.value.text.de


@pytest.mark.parametrize(("key", "value"), [("code", ""), ("kind", "castle"), ("weight", 0), ("weight", "2")])
def test_a_wrong_district_is_named_with_its_place_in_the_list(key: str, value: object) -> None:
    good = {"code": "9901", "kind": "inner", "weight": 2}
    with pytest.raises(DeclarationError, match=re.escape("districts 2")) as caught:
        read_config(Declaration(_declared(districts=[{**good, "code": "9902"}, {**good, key: value}]), WHERE))
    assert f"“{key}”" in caught.value.text.en
