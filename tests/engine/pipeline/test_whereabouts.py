"""Postcodes lie in districts, and everybody knows in which; citizenships do not."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.pipeline.whereabouts import impossible, lying

AREAS = ("1", "2", "3", "4")


def columns(rows: list[tuple[str, str, str, float]]) -> tuple[dict[str, object], dict[str, object], object]:
    """The rows (area, postcode, citizenship, count) as codes, their numbers, and counts."""
    names = ("ref_area", "postcode", "citizenship")
    found = {
        name: np.unique(column, return_inverse=True)
        for name, column in zip(names, zip(*rows, strict=True), strict=False)
    }
    codes = {name: entry[0] for name, entry in found.items()}
    numbers = {name: entry[1] for name, entry in found.items()}
    return codes, numbers, np.array([row[-1] for row in rows])


def city(more: list[tuple[str, str, str, float]]) -> list[tuple[str, str, str, float]]:
    """Two postcodes in each area, everybody everywhere."""
    return [
        (area, f"7{area}{half}", citizenship, 5)
        for area in AREAS
        for half in "ab"
        for citizenship in ("DE", "EU", "UA")
    ] + more


def test_only_what_lies_in_areas_is_known_to_lie_there() -> None:
    assert lying(*columns(city([]))).keys() == {"postcode"}  # type: ignore[arg-type]


def test_a_listed_zero_is_no_place_and_a_total_lies_everywhere() -> None:
    codes, numbers, counts = columns(city([("2", "71a", "DE", 0), ("2", "TOTAL", "DE", 9)]))
    occurs = lying(codes, numbers, counts)["postcode"]  # type: ignore[arg-type]
    assert occurs[:, list(codes["postcode"]).index("71a")].tolist() == [True, False, False, False]  # type: ignore[call-overload]
    assert occurs[:, list(codes["postcode"]).index("TOTAL")].all()  # type: ignore[call-overload]


def test_a_postcode_on_the_border_lies_on_both_sides() -> None:
    codes, numbers, counts = columns(city([("2", "71a", "DE", 1)]))
    occurs = lying(codes, numbers, counts)["postcode"]  # type: ignore[arg-type]
    assert occurs[:, 0].tolist() == [True, True, False, False]


def test_nobody_of_a_class_is_where_none_of_its_rows_can_be() -> None:
    """Classes: the first half of every area, the second half of the first two."""
    rows = city([])
    codes, numbers, counts = columns(rows)
    among = np.array([at for at, row in enumerate(rows) if row[1].endswith("a") or row[0] in "12"])
    classes = np.array([0 if rows[at][1].endswith("a") else 1 for at in among])
    found = impossible(lying(codes, numbers, counts), numbers, among, classes, 2)  # type: ignore[arg-type]
    assert found.T.tolist() == [[False] * 4, [False, False, True, True]]
