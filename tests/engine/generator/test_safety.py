from __future__ import annotations

import pytest

from teilhabe.engine.generator.safety import AGE_BANDS

AGES = {code: (first, end - 1) for code, (first, end) in AGE_BANDS.items()}
STRATA = [(sex, age) for sex in ("M", "F") for age in AGES]


@pytest.fixture(scope="module")
def people(musterstadt) -> dict[tuple[str, ...], int]:
    return musterstadt.people("time_period", "sex", "nationality", ages=AGES)


@pytest.fixture(scope="module")
def suspected(musterstadt) -> dict[tuple[str, ...], int]:
    return musterstadt.sums("suspects.csv", "time_period", "sex", "citizenship", "age")


def test_suspects_are_residents(people, suspected) -> None:
    assert len(suspected) == 18 * 2 * 2 * 5
    assert all(persons <= 0.2 * people[f"{year}-12-31", *rest] for (year, *rest), persons in suspected.items())


def _ratio(people, suspected, standardised: bool) -> float:
    """Suspects per resident over all years, foreign against German; directly standardised over age and sex or crude."""
    years = range(2008, 2026)

    def residents(sex: str, age: str, *groups: str) -> int:
        return sum(people[f"{year}-12-31", sex, group, age] for year in years for group in groups)

    def rate(group: str) -> float:
        total = 0.0
        for sex, age in STRATA:
            own = residents(sex, age, group)
            standard = residents(sex, age, "DE", "FOREIGN") if standardised else own
            total += sum(suspected[str(year), sex, group, age] for year in years) / own * standard
        everyone = sum(residents(*stratum, *(("DE", "FOREIGN") if standardised else (group,))) for stratum in STRATA)
        return total / everyone

    return rate("FOREIGN") / rate("DE")


def test_age_and_sex_explain_most_of_the_crude_difference(people, suspected) -> None:
    assert _ratio(people, suspected, standardised=False) > 1.25
    assert 1 < _ratio(people, suspected, standardised=True) < 1.12  # what is left: the hardship of districts
