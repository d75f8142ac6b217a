"""Many tests at once."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from teilhabe.engine.statements.procedures.multiplicity import benjamini_hochberg


def test_benjamini_and_hochbergs_own_example_rejects_four() -> None:
    # Benjamini and Hochberg (1995), section 4: 15 comparisons of a trial of rt-PA against APSAC.
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
    p += [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000]
    assert (benjamini_hochberg(p) <= 0.05).tolist() == [True] * 4 + [False] * 11


@given(st.lists(st.floats(0, 1), max_size=40))
@settings(deadline=None)
def test_q_is_never_smaller_than_p_and_keeps_its_order(p: list[float]) -> None:
    q = benjamini_hochberg(p)
    assert np.all(q >= np.array(p))
    assert np.all(np.diff(q[np.argsort(p, kind="stable")]) >= 0)


def test_no_tests_are_no_trouble() -> None:
    assert benjamini_hochberg([]).size == 0
