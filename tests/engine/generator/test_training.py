from __future__ import annotations


def test_who_begins_in_the_transition_system_left_school_in_the_same_year(musterstadt) -> None:
    keys = ("time_period", "sex", "citizenship")
    leavers = musterstadt.sums("school_leavers.csv", *keys)
    beginning = musterstadt.sums("transition_system.csv", *keys)
    assert set(beginning) == set(leavers)
    assert all(0 < persons <= leavers[key] for key, persons in beginning.items())


def test_the_gap_shrinks_among_leavers_without_a_higher_certificate(musterstadt) -> None:
    leavers = musterstadt.sums("school_leavers.csv", "citizenship", "certificate")
    beginning = musterstadt.sums("transition_system.csv", "citizenship")

    def ratio(*certificates: str) -> float:
        shares = {
            group: beginning[group,] / sum(leavers[group, name] for name in certificates) for group in ("DE", "FOREIGN")
        }
        return shares["FOREIGN"] / shares["DE"]

    assert 1 < ratio("NONE", "BASIC") < 0.75 * ratio("NONE", "BASIC", "MIDDLE", "ABITUR")


def test_trainees_are_part_of_the_young_people_of_their_sex_and_nationality(musterstadt) -> None:
    people = musterstadt.people("time_period", "sex", "nationality", ages={"Y18T20": (18, 20)})
    trainees = musterstadt.sums("trainees.csv", "time_period", "sex", "citizenship")
    assert len(trainees) == 18 * 2 * 2
    assert all(0 < persons < 0.6 * people[(*key, "Y18T20")] for key, persons in trainees.items())
