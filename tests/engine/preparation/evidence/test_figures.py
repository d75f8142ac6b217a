from __future__ import annotations

import numpy as np

from teilhabe.engine.preparation.evidence.figures import Matrix


def test_a_code_is_found_without_walking_over_all_others() -> None:
    """A file of a million identifiers asks for each of them: looked up one after the other that never ends."""
    codes = tuple(map(str, range(200_000)))
    empty = np.empty((0, len(codes)))
    table = Matrix(codes, empty, empty.astype(np.int32), np.empty(0, np.int32), np.empty(0))
    assert [table.place(code) for code in codes] == list(range(len(codes)))
