from __future__ import annotations


def test_nobody_passes_who_was_not_tested_and_nobody_is_tested_who_did_not_start(musterstadt) -> None:
    keys = ("variable", "time_period", "sex", "citizenship")
    counts = musterstadt.sums("courses.csv", *keys)
    for (variable, *rest), started in counts.items():
        if variable == "course_participants_new":
            tested = counts["course_test_takers", *rest]
            assert counts["course_b1_passed", *rest] <= tested <= started


def test_people_wait_longer_after_many_have_arrived(musterstadt) -> None:
    counts = musterstadt.sums("course_capacity.csv", "time_period", "variable")

    def months(year: int) -> float:
        date = f"{year}-12-31"
        return counts[date, "course_waiting"] / counts[date, "course_places"]

    assert months(2016) > 1.5 * months(2018)
    assert months(2022) > 1.5 * months(2021)


def test_there_are_course_places_in_every_year(musterstadt) -> None:
    rows = [row for row in musterstadt.rows("course_capacity.csv") if row["variable"] == "course_places"]
    assert len(rows) == 18
    assert all(int(row["obs_value"]) > 0 for row in rows)
