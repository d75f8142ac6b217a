"""The invented register: persons who stay themselves from one reference date to the next."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.generator.groups import GERMAN_WITH, GROUPS
from teilhabe.engine.generator.person_years import extracts
from teilhabe.engine.generator.persons import GERMANY_PLACE, NO_DAY, Persons, RegisterConfig, last_day

CONFIG = RegisterConfig(persons=20_000, years=(2021, 2022, 2023), districts=7, seed=3)


def _years() -> dict[int, Persons]:
    return dict(extracts(CONFIG))


def test_every_reference_date_has_the_asked_number_of_persons() -> None:
    assert {year: len(persons) for year, persons in _years().items()} == dict.fromkeys(CONFIG.years, 20_000)


def test_nobody_stands_twice_on_one_reference_date() -> None:
    assert all(len(np.unique(persons.number)) == len(persons) for persons in _years().values())


def test_a_person_keeps_birthday_sex_and_country_of_birth() -> None:
    years = _years()
    before, after = years[2021], years[2022]
    _, here, there = np.intersect1d(before.number, after.number, return_indices=True)
    assert len(here) > 17_000
    for name in ("born", "sex", "birth_country", "arrived"):
        assert np.array_equal(getattr(before, name)[here], getattr(after, name)[there]), name


def test_nobody_arrives_before_birth_or_after_the_reference_date() -> None:
    for year, persons in _years().items():
        arrived = persons.arrived != NO_DAY
        assert (persons.born <= last_day(year)).all()
        assert (persons.arrived[arrived] >= persons.born[arrived]).all()
        assert (persons.arrived[arrived] <= last_day(year)).all()


def test_the_first_citizenship_belongs_to_the_group() -> None:
    for persons in _years().values():
        is_german = persons.group <= GERMAN_WITH
        assert ((persons.first == GERMANY_PLACE) == is_german).all()
        assert (persons.second[~is_german] < 0).all()


def test_the_composition_follows_the_calendar() -> None:
    protected = next(i for i, group in enumerate(GROUPS) if group.status == "TEMP_PROTECTION")
    counts = {year: int((persons.group == protected).sum()) for year, persons in _years().items()}
    assert counts[2021] == 0
    assert counts[2022] > 100
