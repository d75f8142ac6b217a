from __future__ import annotations

AGES = {"Y_LT15": (0, 14), "Y15T64": (15, 64), "Y_GE65": (65, None)}


def test_recipients_are_part_of_the_population_of_their_age_and_nationality(musterstadt) -> None:
    people = musterstadt.people("time_period", "nationality", ages=AGES)
    recipients = musterstadt.sums("minimum_income.csv", "time_period", "citizenship", "age")
    assert len(recipients) == 18 * 2 * 3
    assert all(persons <= people[key] for key, persons in recipients.items())


def test_below_65_they_are_basic_income_support_and_asylum_benefits_together(musterstadt) -> None:
    received = musterstadt.sums("minimum_income.csv", "time_period", "citizenship", "age")
    support = musterstadt.sums("benefits.csv", "time_period", "citizenship", "age")
    asylum = musterstadt.sums("asylum_benefits.csv", "time_period", "age")
    for (date, nationality, age), persons in received.items():
        ages = {"Y_LT15": ("Y_LT15",), "Y15T64": ("Y15T17", "Y18T24", "Y25T49", "Y50T64")}.get(age)
        if ages:
            in_procedure = sum(asylum[date, part] for part in ages) if nationality == "FOREIGN" else 0
            assert persons == support[date, nationality, age] + in_procedure


def test_some_old_people_receive_support_and_most_do_not(musterstadt) -> None:
    people = musterstadt.people("time_period", ages={"Y_GE65": (65, None)})
    old = musterstadt.sums("minimum_income.csv", "time_period", "age")
    assert all(0.01 < old[key] / persons < 0.1 for key, persons in people.items())
