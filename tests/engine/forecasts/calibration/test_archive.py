"""The archive says by how much forecasts missed, for every series and horizon that is asked for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from teilhabe.engine.forecasts.calibration.archive import (
    GRID,
    Archive,
    Key,
    Pool,
    encoded,
    read_archive,
    shipped,
)
from teilhabe.engine.forecasts.ensemble import Rung
from teilhabe.engine.forecasts.frequency import Frequency
from teilhabe.engine.forecasts.series import Kind
from teilhabe.errors import InputError

YEARS = Key(Frequency.YEAR, Rung.PLAIN)


def pool(*reach: float) -> Pool:
    """Whose quantile at 80 % are these numbers, and level/80 of them at others."""
    return Pool((100,) * len(reach), np.array([[level / 80 * each for each in reach] for level in GRID]))


def test_between_the_levels_that_are_kept_the_reach_is_interpolated() -> None:
    archive = Archive({YEARS: pool(8.0)}, {})

    assert archive.multipliers(YEARS, 1, 80).reach == pytest.approx([8])
    assert archive.multipliers(YEARS, 1, 75).reach == pytest.approx([7.5])


def test_a_kind_without_errors_of_its_own_takes_those_of_all() -> None:
    archive = Archive({YEARS: pool(8.0), Key(Frequency.YEAR, Rung.PLAIN, "stock"): pool(4.0)}, {})

    assert archive.multipliers(Key(Frequency.YEAR, Rung.PLAIN, "stock"), 1, 80).reach == pytest.approx([4])
    assert archive.multipliers(Key(Frequency.YEAR, Rung.PLAIN, "flow"), 1, 80).reach == pytest.approx([8])


def test_a_rhythm_without_errors_takes_those_of_the_nearest_and_says_so() -> None:
    archive = Archive({YEARS: pool(8.0), Key(Frequency.QUARTER, Rung.PLAIN): pool(4.0)}, {})

    found = archive.multipliers(Key(Frequency.HALF_YEAR, Rung.PLAIN), 1, 80)

    assert found.foreign
    assert found.reach == pytest.approx([4])


def test_an_archive_without_any_such_errors_is_refused() -> None:
    with pytest.raises(InputError, match="rebuild"):
        Archive({}, {}).multipliers(YEARS, 1, 80)


def test_beyond_the_last_horizon_the_reach_grows_as_before() -> None:
    reach = Archive({YEARS: pool(1.0, 2.0, 3.0, 4.0)}, {}).multipliers(YEARS, 8, 80).reach

    assert reach == pytest.approx([1, 2, 3, 4, 5, 6, 7, 8])


def test_a_reach_that_did_not_grow_stays() -> None:
    assert Archive({YEARS: pool(2.0, 2.0)}, {}).multipliers(YEARS, 4, 80).reach == pytest.approx([2, 2, 2, 2])


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    archive = Archive({YEARS: pool(1.0, 2.0)}, {"title": "Fehler"})
    path = tmp_path / "archive.json"
    path.write_text(encoded(archive), encoding="utf-8")

    read = read_archive(path)

    assert read.card == archive.card
    assert encoded(read) == encoded(archive)


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"format": 9, "pools": []}', '{"format": 1, "pools": [{}], "card": {}}']
)
def test_another_file_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "archive.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(InputError, match="no archive of forecast errors"):
        read_archive(path)


@pytest.mark.parametrize("frequency", list(Frequency))
@pytest.mark.parametrize("rung", list(Rung))
def test_the_shipped_archive_knows_every_rhythm_and_length(frequency: Frequency, rung: Rung) -> None:
    outer = shipped().multipliers(Key(frequency, rung, Kind.STOCK.value), 6, 95)
    inner = shipped().multipliers(Key(frequency, rung, Kind.STOCK.value), 6, 80)

    assert np.all(outer.reach > inner.reach)
    assert np.all(np.diff(outer.reach) >= 0)


def test_the_shipped_archive_says_what_it_is_made_of() -> None:
    assert {"title", "source", "licence", "made", "rebuild", "files"} <= shipped().card.keys()
