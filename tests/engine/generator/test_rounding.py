from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.engine.generator.rounding import in_steps, whole


def test_largest_remainders_go_up() -> None:
    assert whole(np.array([1.5, 0.9, 0.6]), np.array(3)).tolist() == [1, 1, 1]
    # Wikipedia, Largest remainder method: the seats by the Hare quota
    votes = np.array([47_000.0, 16_000, 15_800, 12_000, 6_100, 3_100])
    assert whole(votes, np.array(10)).tolist() == [5, 2, 1, 1, 1, 0]


@given(
    st.lists(st.floats(0, 1e6), min_size=1, max_size=6).filter(lambda parts: sum(parts) > 1e-3),
    st.integers(0, 10**6),
)
def test_whole_persons_add_up_to_the_total_and_are_never_a_whole_person_off(parts: list[float], total: int) -> None:
    counts = whole(np.array(parts), np.array(total))
    assert counts.sum() == total
    exact = np.array(parts) / sum(parts) * total
    assert (abs(counts - exact) < 1 + 1e-6).all()


def test_steps_are_multiples() -> None:
    assert in_steps(np.array([0.0, 2.4, 2.6, 12.0]), 5).tolist() == [0, 0, 5, 10]
