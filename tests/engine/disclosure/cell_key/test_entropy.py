"""The design of a perturbation table: no bias, the variance asked for, and as little told as possible."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.engine.disclosure.cell_key import Design, designed, read_table
from teilhabe.engine.disclosure.cell_key.entropy import flattest
from teilhabe.errors import InputError

WITH_MONOTONE_TAIL = 6
"""The genuine table lets no farther deviation be likelier than a nearer one; it matters in this row only."""


@st.composite
def possible_designs(draw: st.DrawFn) -> Design:
    """Designs whose variance lies inside what every count allows."""
    small = draw(st.integers(0, 4))
    largest = draw(st.integers(small + 1, 8))
    least = max((count * (small + 1 - count) for count in range(1, small + 1)), default=0)
    share = draw(st.floats(0.05, 0.95))
    return Design(largest, least + share * (largest - least), small) if least < largest else Design(3, 1.5, 1)


@given(possible_designs())
def test_every_row_is_unbiased_with_the_variance_asked_for_and_within_its_bounds(design: Design) -> None:
    table = designed(design)

    assert table.is_for_counts
    assert table.largest <= design.largest
    assert len(table.rows) == design.largest + design.small + 2
    for count, row in enumerate(table.rows[1:], 1):
        outcomes = row.deviations + count
        assert row.mean == pytest.approx(0, abs=1e-8)
        assert row.variance == pytest.approx(design.variance, rel=1e-8)
        assert not (((outcomes > 0) & (outcomes <= design.small)) | (outcomes < 0)).any()
        assert (row.shares >= 0).all()


@given(possible_designs())
def test_the_last_row_is_symmetrical_and_serves_all_greater_counts(design: Design) -> None:
    last = designed(design).rows[-1]

    assert last.deviations.tolist() == list(range(-design.largest, design.largest + 1))
    assert last.shares == pytest.approx(last.shares[::-1])


def test_the_design_behind_the_genuine_table_gives_the_genuine_table(shared_data: Path) -> None:
    genuine = read_table((shared_data / "sdc" / "ptab_freq.txt").read_text(encoding="utf-8"), "ptab_freq.txt")
    ours = designed(Design(largest=5, variance=3, small=2, staying=0.5))

    for count, (row, expected) in enumerate(zip(ours.rows, genuine.rows, strict=True)):
        assert row.deviations.tolist() == expected.deviations.tolist()
        if count != WITH_MONOTONE_TAIL:
            assert row.shares == pytest.approx(expected.shares, abs=2e-8)
        else:
            assert entropy(expected.shares) < entropy(row.shares) < entropy(expected.shares) + 1e-4


def test_no_other_distribution_with_these_moments_has_more_entropy() -> None:
    deviations = np.array([-2.0, 1, 2, 3, 4])
    shares = flattest(deviations, 3.0)
    moments = np.stack([np.ones(5), deviations, deviations**2])
    free = np.linalg.svd(moments)[2][3:]

    for direction in (*free, *-free):
        other = shares + 1e-3 * direction
        assert moments @ other == pytest.approx([1, 0, 3])
        assert entropy(other) < entropy(shares)


@pytest.mark.parametrize(
    ("design", "told"),
    [
        (Design(3, 1.9, 2), "count 1 the variance must be greater than 2 and less than 3; 1.9"),
        (Design(3, 3.0, 2), "count 1 the variance must be greater than 2 and less than 3; 3 "),
        (Design(3, 2.0, 2), "greater than 2"),
        (Design(2, 0.0, 0), "count 1 the variance must be greater than 0"),
        (Design(4, 1.0, 3), "count 1 the variance must be greater than 3 and less than 4"),
        (Design(6, 1.0, 4, 0.5), "count 1 the variance must be greater than 4 and less than 6"),
        (Design(2, 1.5, 0, 0.5), "count 1 the variance must be greater than 0.5 and less than 1;"),
        (Design(2, 1.0, 2), "largest deviation"),
        (Design(2, 1.0, -1), "largest deviation"),
        (Design(2, 1.0, 1, 1.0), "largest deviation"),
        (Design(2, 1.0, 1, -0.1), "largest deviation"),
    ],
)
def test_an_impossible_design_is_refused_with_what_is_possible(design: Design, told: str) -> None:
    with pytest.raises(InputError) as refused:
        designed(design)

    assert told in refused.value.text.en


def entropy(shares: np.ndarray) -> float:
    return float(-(shares * np.log(shares)).sum())
