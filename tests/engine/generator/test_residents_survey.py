from __future__ import annotations

import pytest

QUESTIONS = ("survey_respondents", "respondents_discrimination", "respondents_volunteering")


def _cases(musterstadt, variable: str, *keys: str) -> dict[tuple[str, ...], int]:
    return musterstadt.sums(f"{variable}.csv", *keys, keep=lambda row: row["variable"] == f"{variable}_cases")


def test_the_same_people_answer_all_questions(musterstadt) -> None:
    keys = ("time_period", "sex", "age", "migration_status")
    language, discrimination, volunteering = (_cases(musterstadt, variable, *keys) for variable in QUESTIONS)
    assert discrimination == volunteering
    assert language == {key: cases for key, cases in discrimination.items() if key[-1] == "WITH"}


def test_about_1200_people_with_and_as_many_without_migration_background_answer(musterstadt) -> None:
    cases = _cases(musterstadt, "respondents_volunteering", "time_period", "migration_status")
    assert {year for year, _ in cases} == {"2013", "2016", "2019", "2022", "2025"}
    assert all(700 < asked < 1500 for asked in cases.values())


def _shares(musterstadt, variable: str, code: str, *keys: str) -> dict[tuple[str, ...], float]:
    answered = list(musterstadt.rows(f"{variable}.csv")[0])[-3]

    def weighted(row: dict[str, str]) -> bool:
        return row["variable"] == variable

    everyone = musterstadt.sums(f"{variable}.csv", *keys, keep=weighted)
    some = musterstadt.sums(f"{variable}.csv", *keys, keep=lambda row: weighted(row) and row[answered] == code)
    return {key: some[key] / persons for key, persons in everyone.items()}


def test_about_three_in_four_speak_german_well(musterstadt) -> None:
    shares = _shares(musterstadt, "survey_respondents", "GOOD", "time_period")
    assert all(0.65 < share < 0.85 for share in shares.values())


def test_people_with_migration_background_experience_discrimination_more_often(musterstadt) -> None:
    shares = _shares(musterstadt, "respondents_discrimination", "YES", "migration_status")
    assert shares["WITHOUT",] < 0.1
    assert 0.2 < shares["WITH",] < 0.35


def test_engagement_differs_less_than_everything_else(musterstadt) -> None:
    shares = _shares(musterstadt, "respondents_volunteering", "YES", "migration_status")
    assert 0.25 < shares["WITH",] < shares["WITHOUT",] < 0.45


@pytest.mark.parametrize("variable", QUESTIONS)
def test_weighted_answers_do_not_exceed_the_people_of_16_and_more(musterstadt, variable: str) -> None:
    people = musterstadt.people("time_period", ages={"Y_GE16": (16, None)})
    weighted = musterstadt.sums(f"{variable}.csv", "time_period", keep=lambda row: row["variable"] == variable)
    assert all(persons <= 1.002 * people[f"{year}-12-31", "Y_GE16"] for (year,), persons in weighted.items())
