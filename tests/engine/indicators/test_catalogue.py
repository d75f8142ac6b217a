"""The shared catalogue is complete, and a city's changes are laid over it or refused by name."""

from __future__ import annotations

from typing import get_args

import pytest

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.indicators.catalogue import Catalogue, read_catalogue
from teilhabe.engine.indicators.definition import Definition
from teilhabe.errors import DeclarationError
from teilhabe.wording.units import Unit

CATALOGUE = read_catalogue()


def changed(**keys: object) -> Catalogue:
    return read_catalogue(Declaration(keys, "indicators.toml"))


@pytest.mark.parametrize("definition", CATALOGUE.definitions, ids=lambda definition: definition.id)
def test_every_indicator_is_completely_declared(definition: Definition) -> None:
    texts = [definition.name, definition.question, definition.feeds, definition.numerator.text]
    assert all(text.de and text.en for text in texts)
    assert definition.unit in get_args(Unit)
    assert (definition.denominator is not None) == (definition.formula in ("share", "rate", "mean"))
    assert definition.field in {field.id for field in CATALOGUE.fields}


def test_identifiers_are_unique() -> None:
    identifiers = [definition.id for definition in CATALOGUE.definitions]
    assert len(set(identifiers)) == len(identifiers)


def test_a_city_can_switch_an_indicator_off() -> None:
    assert "pop_total" not in {definition.id for definition in changed(off=["pop_total"]).definitions}


def test_a_city_changes_only_the_keys_it_names() -> None:
    change = {"pop_foreign_share": {"formula": "published", "numerator": {"variable": "x", "where": {}}}}
    definition = changed(change=change).definition("pop_foreign_share")
    assert (definition.formula, definition.numerator.variable, definition.numerator.where) == ("published", "x", {})
    assert definition.numerator.text == CATALOGUE.definition("pop_foreign_share").numerator.text
    assert definition.denominator is None


def test_a_city_may_choose_the_dataset_of_a_variable() -> None:
    assert changed(datasets={"population": "register"}).definition("pop_total").numerator.dataset == "register"


@pytest.mark.parametrize(
    "keys",
    [
        {"off": ["pop_totl"]},
        {"change": {"pop_totl": {}}},
        {"change": {"pop_total": {"forumla": "share"}}},
        {"change": {"pop_total": {"formula": "quotient"}}},
        {"change": {"pop_total": {"decimals": "one"}}},
        {"unknown": 1},
    ],
)
def test_a_slip_in_a_declaration_is_named(keys: dict[str, object]) -> None:
    with pytest.raises(DeclarationError, match=r"indicators\.toml"):
        changed(**keys)


def test_a_variant_is_found_by_its_id_and_by_its_indicator() -> None:
    reference = {"by": "citizenship", "group": "FOREIGN", "to": "DE"}
    catalogue = changed(change={"lab_unemp_rate": {"reference": reference}})
    assert catalogue.definition("lab_unemp_rate-gap") in catalogue.variants_of("lab_unemp_rate")
    assert "lab_unemp_rate-gap" not in {definition.id for definition in catalogue.definitions}
