from __future__ import annotations

STARTING = {"Y6": (6, 6)}


def test_the_examined_are_part_of_the_children_aged_six_of_their_district(musterstadt) -> None:
    children = musterstadt.people("time_period", "ref_area", "sex", ages=STARTING)
    examined = musterstadt.sums("school_entry_language.csv", "time_period", "ref_area", "sex")
    for (period, area, sex), persons in examined.items():
        assert 0.6 * children[f"{period[:4]}-12-31", area, sex, "Y6"] <= persons
        assert persons <= children[f"{period[:4]}-12-31", area, sex, "Y6"]


def test_booklets_are_shown_by_a_part_of_the_examined(musterstadt) -> None:
    keys = ("time_period", "ref_area", "sex", "migration_status")
    examined = musterstadt.sums("school_entry_language.csv", *keys)
    shown = musterstadt.sums("school_entry_checkups.csv", *keys)
    assert set(shown) == set(examined)
    assert all(persons <= examined[key] for key, persons in shown.items())
    assert 0.85 < sum(shown.values()) / sum(examined.values()) < 0.95


def _need(musterstadt, *keys: str) -> dict[tuple[str, ...], float]:
    children = musterstadt.sums("school_entry_language.csv", *keys)
    needing = musterstadt.sums("school_entry_language.csv", *keys, keep=lambda row: row["language_need"] == "YES")
    return {key: needing[key] / persons for key, persons in children.items()}


def test_children_of_families_who_came_need_support_more_often(musterstadt) -> None:
    need = _need(musterstadt, "migration_status")
    assert 0.05 < need["WITHOUT",] < 0.15
    assert 0.3 < need["WITH",] < 0.5


def test_the_need_rises_when_many_have_come(musterstadt) -> None:
    need = _need(musterstadt, "time_period")
    assert need["2016/2017",] > need["2014/2015",] + 0.03


def test_more_check_ups_are_complete_than_years_ago(musterstadt) -> None:
    shown = musterstadt.sums("school_entry_checkups.csv", "time_period")
    complete = musterstadt.sums(
        "school_entry_checkups.csv", "time_period", keep=lambda row: row["checkups"] == "COMPLETE"
    )
    assert complete["2025/2026",] / shown["2025/2026",] > complete["2008/2009",] / shown["2008/2009",] + 0.04
