from __future__ import annotations

import pytest

from teilhabe.codes.countries import countries, country_of_code, country_of_key, country_of_name


@pytest.mark.parametrize(
    "name",
    ["Syrien", "Syria", "Syrien, Arabische Republik", "syrian arab republic", "Arabische Republik Syrien"],
)
def test_a_country_is_found_by_its_names(name: str) -> None:
    country = country_of_name(name)
    assert country is not None
    assert (country.code, country.iso2, country.iso3, country.continent) == ("ST475", "SY", "SYR", "ASIA")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Tuerkei", "163"),
        ("Burkina-Faso", "258"),
        ("Südsudan (ab 09.07.2011)", "278"),
        ("Mazedonien", "144"),
        ("Staatenlos", "997"),
        ("Niger", "255"),
        ("Nigeria", "232"),
        ("Guinea", "261"),
    ],
)
def test_older_spellings_and_additions_do_not_matter(name: str, key: str) -> None:
    country = country_of_name(name)
    assert country is not None
    assert country.key == key


@pytest.mark.parametrize("name", ["Sowjetunion (bis 25.12.1991)", "EU-Staaten", "Afrika", "Kaiserslautern", "", "IN"])
def test_groups_and_former_states_are_no_countries(name: str) -> None:
    assert country_of_name(name) is None


@pytest.mark.parametrize("code", ["ST475", "SY", "SYR"])
def test_a_country_is_found_by_its_codes(code: str) -> None:
    country = country_of_code(code)
    assert country is not None
    assert country.key == "475"


def test_a_bare_key_needs_the_name_beside_it() -> None:
    assert country_of_code("475") is None
    assert country_of_key("475", "Syrien, Arabische Republik") is not None
    assert country_of_key("475", "Türkei") is None
    assert country_of_key("475", "475") is None


def test_every_state_has_all_codes_and_no_code_is_given_twice() -> None:
    states = [country for country in countries().values() if country.is_state]
    assert all(len(country.iso2) == 2 and len(country.iso3) == 3 and country.continent for country in states)
    for codes in ([c.iso2 for c in states], [c.iso3 for c in states], [c.name.de for c in states]):
        assert len(codes) == len(set(codes))
